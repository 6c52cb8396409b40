"""The algorithms by `qgis_process`, as scripts and servers run them: no window, a fresh profile, the plugin enabled."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import zipfile

import pytest
from qgis.core import Qgis

from ocm_plugin.ocm.feedback import Feedback
from ocm_plugin.ocm.run import run_search
from ocm_plugin.ocm.search.areas import Extent
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.ocm.search_wording import search_sentence
from ocm_plugin.ocm.sources.source import demo_source
from ocm_plugin.ocm.store.result_file import ResultFile
from ocm_plugin.ocm.tables.derive.rows import provider_rows, query_row
from tests.desktop.harness import ROOT, Desktop
from tests.ocm_server import OcmServer
from tests.ocm_server.synthetic import make_pois
from tests.support.package_content import content_of
from tests.support.results import context_now

AUSTIN = ROOT.parent / "shared" / "data" / "ocm_austin_sample.json"
AUSTIN_REFERENCE = ROOT.parent / "shared" / "data" / "reference.json"


@pytest.fixture
def qgis_process(desktop: Desktop, tmp_path):
    """A function that runs one algorithm with these parameters and environment, and gives its results."""
    desktop.install()
    desktop.write_settings(enabled=True, settings={})
    # The wrapper of Debian's 3.22 passes an option that the program lacks.
    program = shutil.which("qgis_process.bin") or "qgis_process"

    def run(algorithm: str, parameters: dict | None = None, as_json: dict | None = None, **environment: str) -> dict:
        """`as_json`: parameters that are handed over as JSON by standard input, which QGIS before 3.24 cannot read."""
        if as_json is not None and Qgis.QGIS_VERSION_INT < 32400:
            parameters, as_json = as_json, None
        given = [f"--{name}={value}" for name, value in (parameters or {}).items()] if as_json is None else ["-"]
        done = subprocess.run(
            [program, "--json", "run", algorithm, *given],
            input=None if as_json is None else json.dumps({"inputs": as_json}),
            env={
                **{name: value for name, value in os.environ.items() if name != "QGIS_AUTH_DB_DIR_PATH"},
                "QT_QPA_PLATFORM": "offscreen",
                "QGIS_CUSTOM_CONFIG_PATH": str(tmp_path / "profiles"),
                "HOME": str(tmp_path),
                "QGIS_OPTS": "",
                **environment,
            },
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert "Traceback" not in done.stderr, done.stderr
        if done.returncode:
            return {"failed": done.stderr + done.stdout}
        return json.loads(done.stdout[done.stdout.index("{") :])

    return run


def ogr_fields(path) -> dict[str, str]:
    """Field types of the first layer, as OGR names them."""
    program = (
        "import json, sys; from osgeo import ogr; ogr.UseExceptions(); data = ogr.Open(sys.argv[1]); "
        "layer = data.GetLayer(0); definition = layer.GetLayerDefn(); "
        "print(json.dumps({'count': layer.GetFeatureCount(), 'types': {definition.GetFieldDefn(i).GetName(): "
        "definition.GetFieldDefn(i).GetTypeName() for i in range(definition.GetFieldCount())}}))"
    )
    done = subprocess.run(["/usr/bin/python3", "-c", program, str(path)], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_search_and_share_of_the_demo_data(qgis_process, tmp_path):
    with OcmServer() as server:
        stations, kml = tmp_path / "stations.gpkg", tmp_path / "stations.kml"
        done = qgis_process(
            "openchargemap:stationsinextent",
            {"EXTENT": "3,10,47,53 [EPSG:4326]", "OUTPUT": stations},
            OCM_API_URL=server.url,
            OCM_API_KEY=server.key,
        )
        removed = [poi for poi in server.served_pois() if poi.get("StatusTypeID") in (200, 210)]
        assert done["results"]["COUNT"] == len(server.served_pois()) - len(removed)
        assert done["results"]["COMPLETE"] is True
    shared = qgis_process("openchargemap:exportkml", {"INPUT": stations, "OUTPUT": kml})
    assert shared["results"]["COUNT"] + shared["results"]["LEFT_OUT"] == done["results"]["COUNT"]
    assert kml.read_text().count("<Placemark") == shared["results"]["COUNT"] > 100
    # Symbols and legend are painted where there is no window either.
    kmz, page = tmp_path / "stations.kmz", tmp_path / "stations.html"
    qgis_process("openchargemap:exportkml", {"INPUT": stations, "OUTPUT": kmz, "FOLDERS_BY": "town"})
    with zipfile.ZipFile(kmz) as archive:
        assert archive.read("doc.kml").count(b"<Placemark") == shared["results"]["COUNT"]
        assert len(archive.read("files/legend.png")) > 10_000
    written = qgis_process("openchargemap:exportwebpage", {"INPUT": stations, "OUTPUT": page})
    assert written["results"]["COUNT"] == shared["results"]["COUNT"]
    assert f'"size":{shared["results"]["COUNT"]},' in page.read_text(encoding="utf-8")


def test_a_package_holds_what_the_search_gives_anywhere(qgis_process, tmp_path):
    """The tables of `--PACKAGE` are those that the same search fills without QGIS, value by value."""
    path, expected = tmp_path / "all ü.gpkg", tmp_path / "expected.gpkg"
    done = qgis_process(
        "openchargemap:stationsinextent",
        {"EXTENT": "3,10,47,53 [EPSG:4326]", "SOURCE": "demo", "INCLUDE_COMMENTS": "true", "PACKAGE": path},
    )
    assert done["results"]["PACKAGE"] == str(path)
    source, search = demo_source(), Search(area=Extent(3, 47, 10, 53), include_comments=True)
    context = context_now(source.reference(Feedback()))
    file = ResultFile(str(expected), context, with_comments=True)
    result = run_search(search, source, context, file, Feedback())
    sentence = search_sentence(search, result.reference, result.provenance.origin.kind)
    query = query_row(context.query_id, search, sentence, result.provenance)
    file.complete(query, provider_rows(result.attribution.providers))
    file.publish()
    assert content_of(path) == content_of(expected)
    assert {each.name for each in tmp_path.glob("*.gpkg*")} == {path.name, expected.name}
    # An analysis finds the connections in the file, as nothing says that they are missing.
    stations = {"STATIONS": f"{path}|layername=stations", "OUTPUT": tmp_path / "pools.gpkg", "MIN_POWER_KW": 50}
    pools = qgis_process("openchargemap:stationpools", stations)
    assert pools["results"]["COUNT"] > 20
    assert "table of connections was not found" not in json.dumps(pools)
    report = tmp_path / "report.html"
    given = {"STATIONS": stations["STATIONS"], "OUTPUT": str(tmp_path / "problems.gpkg"), "REPORT": str(report)}
    audit = qgis_process("openchargemap:auditstations", as_json=given)
    assert audit["results"]["COUNT"] == ogr_fields(tmp_path / "problems.gpkg")["count"] > 100
    assert audit["results"]["REPORT"] == str(report) and report.stat().st_size > 10_000
    road, report = tmp_path / "road.geojson", tmp_path / "report.html"
    road.write_text(json.dumps({"type": "LineString", "coordinates": [[4.9, 52.37], [4.48, 51.92], [4.4, 51.2]]}))
    given = {"LINES": str(road), "STATIONS": stations["STATIONS"], "PACK": "afir-cars-core-2025"}
    outputs = {"OUTPUT": tmp_path / "roads.gpkg", "STRETCHES": tmp_path / "parts.gpkg", "REPORT": report}
    checked = qgis_process(
        "openchargemap:corridorcheck", as_json={**given, **{name: str(path) for name, path in outputs.items()}}
    )
    assert checked["results"]["VERDICT"] in ("no", "cannot_tell") and checked["results"]["COUNT"] == 1
    assert "Regulation (EU) 2023/1804" in report.read_text(encoding="utf-8")
    assert ogr_fields(outputs["STRETCHES"])["types"]["gap_hi_km"] == "Real"


ROUTES = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"ref": "Rhine"},
            "geometry": {
                "type": "LineString",
                "coordinates": [[4.47, 51.92], [6.96, 50.94], [8.27, 50.0]],
            },
        }
    ],
}


def test_stations_along_a_route_and_its_gaps(qgis_process, tmp_path):
    """The one reads what the other has written."""
    routes, stations, gaps = tmp_path / "routes.geojson", tmp_path / "stations.gpkg", tmp_path / "gaps.gpkg"
    routes.write_text(json.dumps(ROUTES), encoding="utf-8")
    done = qgis_process(
        "openchargemap:stationsalonglines",
        {"INPUT": routes, "ROUTE_FIELD": "ref", "DISTANCE": 8000, "SOURCE": "demo", "OUTPUT": stations},
    )
    found = ogr_fields(stations)
    assert found["count"] == done["results"]["COUNT"] > 10
    assert {found["types"][name] for name in ("route", "measure_km", "side")} == {"String", "Real"}
    done = qgis_process(
        "openchargemap:corridorgaps",
        as_json={
            "LINES": str(routes),
            "ROUTE_FIELD": "ref",
            "STATIONS": str(stations),
            "OFFSET": 8000,
            "SPACING": 60_000,
            "MIN_POWER_KW": 50,
            "OUTPUT": str(gaps),
        },
    )
    assert done["results"]["COUNT"] > 0 and ogr_fields(gaps)["count"] > done["results"]["COUNT"]
    assert ogr_fields(gaps)["types"]["length_km"] == "Real"


def test_refusals_are_sentences(qgis_process, tmp_path):
    with OcmServer() as server:
        parameters = {"EXTENT": "3,10,47,53 [EPSG:4326]", "OUTPUT": tmp_path / "a.gpkg"}
        no_key = qgis_process("openchargemap:stationsinextent", parameters, OCM_API_URL=server.url)
        wrong = qgis_process(
            "openchargemap:stationsinextent",
            parameters,
            OCM_API_URL=server.url,
            OCM_API_KEY="00000000-0000-4000-8000-000000000000",
        )
    nobody = qgis_process("openchargemap:stationsinextent", parameters, OCM_API_URL="http://127.0.0.1:9/v3/")
    assert "none is set" in no_key["failed"] and "set the environment variable OCM_API_KEY" in no_key["failed"]
    assert "rejected the API key" in wrong["failed"]
    assert "Check it in the environment variable OCM_API_KEY." in wrong["failed"]
    assert nobody["failed"]
    assert not (tmp_path / "a.gpkg").exists()


@pytest.mark.skipif(not AUSTIN.is_file(), reason="the shared real data are not here (../shared/data)")
def test_real_stations_of_austin(qgis_process, tmp_path):
    with OcmServer(AUSTIN, AUSTIN_REFERENCE) as server:
        environment = {"OCM_API_URL": server.url, "OCM_API_KEY": server.key}
        every, fast = tmp_path / "every.gpkg", tmp_path / "fast.gpkg"
        extent = "-98.5,-97,29.5,31 [EPSG:4326]"
        done = qgis_process("openchargemap:stationsinextent", {"EXTENT": extent, "OUTPUT": every}, **environment)
        assert done["results"]["COUNT"] == 342
        done = qgis_process(
            "openchargemap:stationsinextent",
            {
                "EXTENT": extent,
                "OUTPUT": fast,
                "CONNECTION_TYPES": "33,32",
                "MIN_POWER_KW": 50,
                "KEEP_CANNOT_TELL": "false",
            },
            **environment,
        )
        sure = [
            poi["ID"]
            for poi in server.served_pois()
            if any(
                connection.get("ConnectionTypeID") in (33, 32)
                and connection.get("PowerKW", 0) >= 50
                and "is an estimate" not in connection.get("Comments", "")
                for connection in poi["Connections"]
            )
        ]
        assert done["results"]["COUNT"] == len(sure) == 5
    table = ogr_fields(every)
    assert table["count"] == 342
    assert table["types"]["ocm_id"] == "Integer64"
    assert table["types"]["max_kw"] == "Real"
    assert table["types"]["n_points"] == "Integer"
    assert table["types"]["date_created"] == "Date"
    assert table["types"]["fetched_at"] == "DateTime"
    assert table["types"]["name"] == "String"


def test_a_file_is_brought_up_to_date_and_says_what_has_changed(qgis_process, tmp_path) -> None:
    """As a nightly job does: one run merges, a later one lists what differs since a time, without any project."""
    path = tmp_path / "stations.gpkg"
    pois = make_pois(30)
    with OcmServer(make_pois(30)) as server:
        access = {"OCM_API_URL": server.url, "OCM_API_KEY": server.key}
        where = {"EXTENT": "-180,180,-90,90 [EPSG:4326]", "OUTPUT": str(path)}
        first = qgis_process("openchargemap:stationsinextent", where, **access)
        assert first["results"]["COUNT"] == 30, first
        pois[4]["StatusTypeID"] = 150
        server.replace_pois([poi for place, poi in enumerate(pois) if place != 3])
        update = qgis_process("openchargemap:updatelayer", {"INPUT": str(path), "CONFLICTS": "theirs"}, **access)
        assert (update["results"]["N_CHANGED"], update["results"]["N_GONE"]) == (1, 1), update
        server.replace_pois([])
        refused = qgis_process("openchargemap:updatelayer", {"INPUT": str(path)}, **access)
        assert "Nothing was changed" in refused["failed"]
    since = {"NEW": str(path), "SINCE": "2000-01-01T00:00:00", "OUTPUT": str(tmp_path / "changes.gpkg")}
    found = qgis_process("openchargemap:comparesnapshots", since)
    assert (found["results"]["N_CHANGED"], found["results"]["N_GONE"]) == (1, 1), found
    assert ogr_fields(tmp_path / "changes.gpkg")["count"] == 2
    assert not list(tmp_path.glob("*.gpkg-*")), "a read-only share could not open it"

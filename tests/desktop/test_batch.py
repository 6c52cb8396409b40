"""The algorithms in QGIS' batch: several rows with areas and outputs of their own, and one of them fails."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from tests.ocm_server import OcmServer
from tests.ocm_server.synthetic import make_pois
from tests.support.postgres import OWNER

WEST, EAST = "3,6.5,47,53 [EPSG:4326]", "6.5,10,47,53 [EPSG:4326]"
EVERYWHERE = "-180,180,-90,90 [EPSG:4326]"


def removed(poi) -> bool:
    return poi.get("StatusTypeID") in (200, 210)


def given(log: str, output: str) -> list[str]:
    """What the rows of a batch have given as an output; newer versions of QGIS write that as JSON."""
    return re.findall(rf"""["']{output}["']: ?["']?(\w+)""", log)


def test_a_batch_of_every_algorithm(desktop, tmp_path) -> None:
    def path(name: str) -> str:
        return str(tmp_path / name)

    with OcmServer() as server:
        stations = {poi["ID"]: poi["AddressInfo"] for poi in server.served_pois() if not removed(poi)}
        west = sum(address["Longitude"] < 6.5 for address in stations.values())
        some = sorted(stations)[:3]
        batches = {
            "stationsinextent": [
                {"EXTENT": WEST, "OUTPUT": path("west.gpkg")},
                {"EXTENT": WEST, "CONNECTION_TYPES": "Steam engine", "OUTPUT": path("never.gpkg")},
                {"EXTENT": EAST, "OUTPUT": path("east.gpkg"), "CONNECTIONS": path("connections.gpkg")},
            ],
            "stationsinpolygons": [
                {"INPUT": f"layer {name}", "OUTPUT": path(f"{name}.gpkg")} for name in ("South", "North")
            ],
            "stationsalonglines": [
                {"INPUT": "layer Route", "DISTANCE": distance, "OUTPUT": path(f"{distance}.gpkg")}
                for distance in (2000, 20000)
            ],
            "stationsaroundpoint": [{"POINT": "6.96,50.94 [EPSG:4326]", "OUTPUT": path("around.gpkg")}],
            "stationsincountries": [{"CODES": code, "OUTPUT": path(f"{code}.gpkg")} for code in ("NL", "DE")],
            "stationsbynumber": [{"NUMBERS": str(number), "OUTPUT": "TEMPORARY_OUTPUT"} for number in some],
            "exportkml": [
                {"INPUT": path("west.gpkg"), "OUTPUT": path("west.kml")},
                {"INPUT": path("east.gpkg"), "FOLDERS_BY": "town", "OUTPUT": path("east.kmz")},
            ],
            "exportwebpage": [
                {"INPUT": path(f"{side}.gpkg"), "TITLE": side, "OUTPUT": path(f"{side}.html")}
                for side in ("west", "east")
            ],
            "corridorgaps": [
                {
                    "LINES": "layer Route",
                    "STATIONS": path("west.gpkg"),
                    "SPACING": spacing,
                    "OUTPUT": path(f"gaps {spacing}.gpkg"),
                }
                for spacing in (20_000, 60_000)
            ],
            # A web page as output once ended QGIS' batch.
            "auditstations": [
                {"STATIONS": path(f"{side}.gpkg"), "OUTPUT": path(f"{side} a.gpkg"), "REPORT": path(f"{side} a.html")}
                for side in ("west", "east")
            ],
            "coverage": [
                {"PLACES": f"layer {name}", "STATIONS": path("west.gpkg"), "OUTPUT": path(f"{name} c.gpkg")}
                for name in ("South", "North")
            ],
            "stationsperzone": [
                {"ZONES": f"layer {name}", "STATIONS": path("west.gpkg"), "OUTPUT": path(f"{name} z.gpkg")}
                for name in ("South", "North")
            ],
            "stationpools": [
                {"STATIONS": path(f"{side}.gpkg"), "OUTPUT": path(f"{side} p.gpkg")} for side in ("west", "east")
            ],
            "neareststations": [
                {"POINTS": path("around.gpkg"), "STATIONS": path(f"{side}.gpkg"), "OUTPUT": path(f"{side} n.gpkg")}
                for side in ("west", "east")
            ],
            "corridorcheck": [
                {
                    "LINES": "layer Route",
                    "STATIONS": path("east.gpkg"),
                    "PACK": pack,
                    "OUTPUT": path(f"{pack}.gpkg"),
                    "REPORT": path(f"{pack}.html"),
                }
                for pack in ("nevi-2022", "afir-cars-core-2025")
            ],
        }
        environment = {"OCM_API_URL": server.url, "OCM_API_KEY": server.key}
        run = desktop.run("batch", arguments={"batches": batches}, environment=environment, timeout=100)
    run.check()
    layers, logs = run.result["layers"], run.result["logs"]
    for name, rows in batches.items():
        executed = logs[name].count("correctly executed") or logs[name].count("Results:")
        assert executed == len(rows) - (name == "stationsinextent"), logs[name]

    # Each row has a result of its own, loaded and dressed as the dialog would.
    assert len(layers) == 12
    assert all(layer["renderer"] != "singleSymbol" and layer["is_complete"] for layer in layers)
    assert all(len(layer["rights"]) > 1 for layer in layers)
    counts = {Path(layer["source"].split("|")[0]).stem: layer["count"] for layer in layers}
    assert (counts["west"], counts["east"]) == (west, len(stations) - west)
    assert counts["South"] + counts["North"] == len(stations)
    assert 0 < counts["2000"] < counts["20000"]
    assert counts["NL"] and counts["DE"] and counts["around"]
    assert [layer["count"] for layer in layers if ".gpkg" not in layer["source"]] == [1, 1, 1]
    assert Path(path("connections.gpkg")).is_file()

    # A row that fails says why, leaves nothing, and does not keep the next one from running.
    assert "There is no connection type called “Steam engine”." in logs["stationsinextent"]
    assert not Path(path("never.gpkg")).exists()

    gaps = [int(number) for number in given(logs["corridorgaps"], "COUNT")]
    assert len(gaps) == 2 and gaps[0] >= gaps[1] > 0
    assert Path(path("gaps 20000.gpkg")).is_file() and Path(path("gaps 60000.gpkg")).is_file()

    with zipfile.ZipFile(path("east.kmz")) as archive:
        shared = archive.read("doc.kml").count(b"<Placemark")
    assert 0 < shared < counts["east"]
    assert 0 < Path(path("west.kml")).read_text(encoding="utf-8").count("<Placemark") < counts["west"]
    for side in ("west", "east"):
        assert f"<h1>{side}</h1>" in Path(path(f"{side}.html")).read_text(encoding="utf-8")
    assert "left out because their licence is not open" in logs["exportkml"]
    for side in ("west", "east"):
        assert "<title>Audit of “" in Path(path(f"{side} a.html")).read_text(encoding="utf-8")
    assert logs["coverage"].count("km² ") >= 2
    for name, word in (("stationsperzone", "OUTSIDE"), ("stationpools", "COUNT"), ("neareststations", "ALONE")):
        assert len(given(logs[name], word)) == 2, logs[name]
    assert given(logs["corridorcheck"], "VERDICT") == ["no", "no"]
    for pack, clause in (("nevi-2022", "23 CFR 680"), ("afir-cars-core-2025", "2023/1804")):
        assert clause in Path(path(f"{pack}.html")).read_text(encoding="utf-8")


def test_a_batch_updates_layers_in_files_and_in_postgis(desktop, postgres, tmp_path) -> None:
    """In PostGIS nothing had tried it; each row runs as a background task."""
    path, pois = str(tmp_path / "stations.gpkg"), make_pois(40)
    for schema in ("batch_1", "batch_2"):
        postgres.run(f"DROP SCHEMA IF EXISTS {schema} CASCADE")
        postgres.run(f"CREATE SCHEMA {schema} AUTHORIZATION {OWNER}")
    connection = {"host": postgres.host, "port": str(postgres.port), "database": postgres.database}
    connection.update(user=OWNER, password=postgres.passwords[OWNER])
    save = [{"INPUT": path, "DATABASE": "Team", "SCHEMA": schema} for schema in ("batch_1", "batch_2")]
    before = {"stationsinextent": [{"EXTENT": EVERYWHERE, "OUTPUT": path}], "savetopostgis": save}
    update = {"updatelayer": [{"INPUT": name} for name in ("schema batch_1", path, "schema batch_2")]}
    with OcmServer(pois) as server:
        environment = {"OCM_API_URL": server.url, "OCM_API_KEY": server.key}
        for batches in (before, update):
            arguments = {"batches": batches, "connections": {"Team": connection}}
            run = desktop.run("batch", arguments=arguments, environment=environment, timeout=100)
            run.check()
            for log in run.result["logs"].values():
                assert "failed" not in log, log
            address = {**pois[1]["AddressInfo"], "Title": "New name"}
            server.replace_pois([pois[0], {**pois[1], "AddressInfo": address}, *pois[3:]])
    log = run.result["logs"]["updatelayer"]
    for output, number in (("N_CHANGED", "1"), ("N_GONE", "1"), ("N_SAME", "38")):
        assert given(log, output) == [number] * 3, log
    for schema in ("batch_1", "batch_2"):
        assert postgres.run(f"SELECT count(*) FROM {schema}.stations") == [(39,)]
        found = postgres.run(f"SELECT name FROM {schema}.stations WHERE ocm_id = %s", pois[1]["ID"])
        assert found == [("New name",)]

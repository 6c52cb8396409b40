"""A store compared with what it held at another time, and files and text copies compared by what they mean."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta, timezone

import pytest
from qgis.core import (
    QgsCoordinateTransformContext,
    QgsProcessingException,
    QgsProject,
    QgsVectorFileWriter,
    QgsVectorLayer,
)

from ocm_plugin.layers.postgis import LayersToPostgis
from ocm_plugin.layers.reloading import layers_of
from ocm_plugin.ocm.feedback import Feedback
from ocm_plugin.ocm.store.file_merge import merge_into_file
from ocm_plugin.ocm.store.postgis_merge import merge_into_schema
from ocm_plugin.qgis_support.postgres import connection_uri, server_of
from ocm_plugin.qgis_support.schema_place import SchemaPlace
from tests.ocm_server.synthetic import make_pois
from tests.support.algorithm_runs import searched
from tests.support.merged_files import STATIONS, result
from tests.support.postgis import connection_of, new_schema
from tests.support.processing_log import Log
from tests.support.written_files import write

from .conftest import SMALL


@pytest.fixture
def server(small_server):
    return small_server


def compared(**parameters):
    import processing

    log = Log()
    outputs = {"OUTPUT": "TEMPORARY_OUTPUT", "VALUES": "TEMPORARY_OUTPUT"}
    return processing.run("openchargemap:comparesnapshots", {**outputs, **parameters}, feedback=log), log.said


def kinds(results) -> dict[int, str]:
    return {feature["ocm_id"]: feature["change"] for feature in results["OUTPUT"].getFeatures()}


@pytest.fixture
def store(server, tmp_path):
    """A file of one station that was reloaded at ten, at eleven and at twelve o'clock."""
    path = tmp_path / "store.gpkg"
    server.replace_pois(make_pois(1))
    searched(output=str(path))
    rows = (
        {1: {"name": "a", "max_kw": 50.0}, 2: {"name": "b"}, 3: {"name": "c"}},
        {1: {"name": "A", "max_kw": 150.0}, 2: {"name": "B"}, 4: {"name": "d"}},
        {1: {"name": "AA", "max_kw": 150.0}, 2: {"name": "b"}},
    )
    for hour, stations in enumerate(rows):
        fresh = result(f"q{hour}", stations)
        finished = datetime(2026, 11, 29, 10 + hour, tzinfo=timezone.utc)
        fresh = fresh.__class__(**{**vars(fresh), "query": fresh.query._replace(finished=finished)})
        merge_into_file(str(path), {STATIONS: "store"}, fresh, Feedback())
    return path


def layer_of(store) -> QgsVectorLayer:
    return QgsVectorLayer(f"{store}|layername=store", "stations", "ogr")


def test_a_file_is_compared_with_what_it_held_at_a_time(provider, store):
    """What changed back, or came and went since, is no difference."""
    results, _ = compared(NEW=layer_of(store), SINCE="2026-11-29T10:30:00")
    assert kinds(results) == {1: "power_up", 3: "gone"}
    values = {(f["ocm_id"], f["field"]): (f["old"], f["new"]) for f in results["VALUES"].getFeatures()}
    assert values == {(1, "name"): ("a", "AA"), (1, "max_kw"): ("50.0", "150.0")}
    assert all(
        not feature.geometry().isNull() and feature["provider"] == "P" for feature in results["OUTPUT"].getFeatures()
    )
    assert (results["N_GONE"], results["N_CHANGED"], results["N_ADDED"]) == (1, 1, 0)


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        ("2026-11-29T09:00:00", {1: "added", 2: "added", make_pois(1)[0]["ID"]: "gone"}),
        ("2026-11-29T11:30:00", {1: "other", 2: "other", 4: "gone"}),
        ("2026-11-29T12:30:00", {}),
    ],
)
def test_each_time_has_its_own_difference(provider, store, since, expected):
    assert kinds(compared(NEW=layer_of(store), SINCE=since)[0]) == expected


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        ("2026-11-29T09:00:00", "“stations” begins at 2026-11-29 10:00 UTC: what changed before is not known."),
        ("2026-11-29T10:30:00", ""),
        ("2036-01-01T00:00:00", "“stations” ends at 2026-11-29 12:00 UTC: no reload has changed anything since."),
    ],
)
def test_a_time_that_the_list_does_not_reach_is_said(provider, store, since, expected):
    """A clock of another zone reads hours later than UTC: nothing had changed then, and nothing said why."""
    _, said = compared(NEW=layer_of(store), SINCE=since)
    doubts = [line for line in said if "list of changes" in line]
    assert len(doubts) == bool(expected) and all(expected in line for line in doubts)


def test_a_path_is_enough_and_a_layer_without_list_is_refused(provider, store, tmp_path):
    results, _ = compared(NEW=f"{store}|layername=store", SINCE="2026-11-29T11:30:00")
    assert len(kinds(results)) == 3
    with closing(sqlite3.connect(store)) as file, file:
        file.execute("DROP TABLE ocm_changes")
        file.execute("DELETE FROM gpkg_contents WHERE table_name = 'ocm_changes'")
    # Named by its path: QGIS 3.22 keeps what a failed run was given, and crashes at its end if it closes a file then.
    for layer in (f"{store}|layername=store", QgsVectorLayer("Point?field=ocm_id:integer", "stations", "memory")):
        with pytest.raises(QgsProcessingException, match="keeps no list of its changes"):
            compared(NEW=layer, SINCE="2026-11-29T11:30:00")


@pytest.mark.parametrize("given", [(), ("OLD", "SINCE"), ("OLD", "OLD_FILE")])
def test_exactly_one_older_result_is_wanted(provider, store, given):
    values = {"OLD": layer_of(store), "SINCE": "2026-11-29T11:30:00", "OLD_FILE": str(store)}
    with pytest.raises(QgsProcessingException, match="Give one older result"):
        compared(NEW=layer_of(store), **{name: values[name] for name in given})


def test_two_files_of_the_service_are_compared(provider, tmp_path):
    """Without being told, nobody knows whether a file holds all stations."""
    pois = make_pois(SMALL)
    old, new = tmp_path / "old.json", tmp_path / "new.jsonl"
    old.write_text(json.dumps(pois[1:]))
    changed = [poi for place, poi in enumerate(make_pois(SMALL)) if place != 3]
    changed[3]["StatusTypeID"] = 150
    new.write_text("\n".join(map(json.dumps, changed)))
    results, said = compared(OLD_FILE=str(old), NEW_FILE=str(new))
    assert kinds(results) == {pois[4]["ID"]: "status"} and results["N_NOT_ASKED"] == 2
    assert any("does not say whether it holds all stations" in line for line in said)
    results, said = compared(OLD_FILE=str(old), NEW_FILE=str(new), WHOLE=True)
    assert kinds(results) == {pois[0]["ID"]: "added", pois[3]["ID"]: "gone", pois[4]["ID"]: "status"}
    assert not any(line.startswith("warning") for line in said)
    assert results["OUTPUT"].featureCount() == 3


def test_a_file_that_is_cut_off_makes_nothing_gone(provider, tmp_path):
    """Said to be complete, half a download made 35 stations "gone", without a word."""
    old, new = tmp_path / "old.json", tmp_path / "new.json"
    old.write_text(json.dumps(make_pois(SMALL)))
    new.write_text(json.dumps(make_pois(SMALL))[: len(old.read_text()) // 8])
    results, said = compared(OLD_FILE=str(old), NEW_FILE=str(new), WHOLE=True)
    assert results["N_GONE"] == 0 and 0 < results["N_NOT_ASKED"] < SMALL
    text = "\n".join(said)
    assert "the end of new.json" in text and "no station can be called added or gone" in text
    results, said = compared(OLD_FILE=str(new), NEW_FILE=str(old), WHOLE=True)
    assert results["N_ADDED"] == 0 and results["N_NOT_ASKED"]


def test_what_a_form_does_not_state_is_said(provider, tmp_path):
    """Each station of a CSV had "changed" against the JSON of the same day, without a word why."""
    old, new = tmp_path / "old.json", tmp_path / "new.csv"
    old.write_text(json.dumps(make_pois(SMALL)))
    write(new, "csv", make_pois(SMALL))
    _, said = compared(OLD_FILE=str(old), NEW_FILE=str(new), WHOLE=True)
    text = "\n".join(said)
    assert f"{new}: CSV of Open Charge Map states no operator" in text
    assert "What only one of the two states is listed as changed." in text
    _, said = compared(OLD_FILE=str(new), NEW_FILE=str(new), WHOLE=True)
    assert "listed as changed" not in "\n".join(said)


@pytest.mark.parametrize(
    ("driver", "options"),
    [
        ("CSV", ["GEOMETRY=AS_XY"]),
        ("CSV", []),
        ("GeoJSON", ["COORDINATE_PRECISION=7"]),
        ("GeoJSON", ["RFC7946=YES", "SIGNIFICANT_FIGURES=12"]),
        ("GPKG", []),
    ],
)
def test_a_copy_in_another_format_differs_in_nothing(server, tmp_path, driver, options):
    """Each station of a CSV had changed: numbers were text, days had strokes, empty cells were no unknown values."""
    layer = searched()
    write = QgsVectorFileWriter.SaveVectorOptions()
    write.driverName, write.layerOptions = driver, options
    path = tmp_path / f"copy.{driver.lower()}"
    QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(path), QgsCoordinateTransformContext(), write)
    copy = QgsVectorLayer(str(path), "copy", "ogr")
    assert copy.featureCount() == SMALL
    for old, new in ((layer, copy), (copy, layer)):
        results, _ = compared(OLD=old, NEW=new)
        found = [(f["ocm_id"], f["field"], f["old"], f["new"]) for f in results["VALUES"].getFeatures()]
        assert found == [] and results["N_CHANGED"] == 0 and kinds(results) == {}


def test_what_really_differs_in_a_text_copy_is_found(server, tmp_path):
    layer = searched()
    write = QgsVectorFileWriter.SaveVectorOptions()
    write.driverName = "CSV"
    path = tmp_path / "copy.csv"
    QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(path), QgsCoordinateTransformContext(), write)
    pois = make_pois(SMALL)
    pois[2]["AddressInfo"]["Title"] = "Renamed"
    pois[3]["AddressInfo"]["Latitude"] += 0.00001
    server.replace_pois(pois)
    results, _ = compared(OLD=QgsVectorLayer(str(path), "copy", "ogr"), NEW=searched())
    assert kinds(results) == {pois[2]["ID"]: "other", pois[3]["ID"]: "moved"}


def test_times_without_a_zone_are_utc(provider, store):
    now = datetime(2026, 11, 29, 11, 30, tzinfo=timezone(timedelta(hours=-5))) - timedelta(hours=5)
    results, _ = compared(NEW=layer_of(store), SINCE=now.isoformat())
    assert kinds(results) == {1: "other", 2: "other", 4: "gone"}


def test_a_schema_of_postgis_is_compared_with_what_it_held_then(server, postgres, empty_project):
    """Each reload is listed in the database, as in a file."""
    server.replace_pois(make_pois(3))
    layer = searched()
    QgsProject.instance().addMapLayer(layer)
    numbers = [poi["ID"] for poi in make_pois(3)]
    with connection_of(postgres, "Team") as name:
        saving = LayersToPostgis(layers_of(layer, QgsProject.instance()), SchemaPlace(name, schema := new_schema()))
        saving.write(Feedback())
        stations = saving.open().stations
        fresh = result("q1", {numbers[0]: {"name": "A"}, numbers[1]: {"name": "B"}, 99: {"name": "new"}})
        merge_into_schema(server_of(connection_uri(name), name), schema, {STATIONS: STATIONS}, fresh, Feedback())
        stations.dataProvider().reloadData()
        moment = fresh.query.finished
        results, _ = compared(NEW=stations, SINCE=moment.strftime("%Y-%m-%dT%H:%M:%SZ"))
        assert kinds(results)[99] == "added" and kinds(results)[numbers[2]] == "gone"
        _, said = compared(NEW=stations, SINCE=(moment - timedelta(days=9)).strftime("%Y-%m-%dT%H:%M:%SZ"))
        assert any("begins at" in line for line in said)
    with pytest.raises(QgsProcessingException):
        compared(NEW=layer, SINCE="2026-11-29T10:00:00Z")

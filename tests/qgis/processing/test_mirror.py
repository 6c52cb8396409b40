"""Mirrors in Processing: made, updated and searched, as in the toolbox, in models and by qgis_process."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingException, QgsVectorLayer

from ocm_plugin.ocm.store.mirror_file import FileMirror
from ocm_plugin.ocm.store.mirror_tables import read_facts
from ocm_plugin.qgis_support.settings import Settings
from tests.ocm_server import faults
from tests.support.algorithm_runs import EVERYWHERE, ids, listed, run
from tests.support.postgis import connection_of, new_schema
from tests.support.postgres import READER
from tests.support.processing_log import Log


def update(path, **parameters):
    import processing

    log = Log()
    return processing.run("openchargemap:updatemirror", {"MIRROR": str(path), **parameters}, feedback=log), log.said


@pytest.fixture
def mirror(server, tmp_path):
    path = tmp_path / "mirror ü.gpkg"
    update(path, WORLD=True)
    server.clear_requests()
    return path


def test_a_mirror_is_made_and_then_asks_for_what_is_new(server, tmp_path):
    path = tmp_path / "mirror.gpkg"
    results, said = update(path, WORLD=True)
    assert results["MIRROR"] == str(path)
    assert results["N_STATIONS"] == results["N_ADDED"] == len(listed(server))
    assert f"Stations in the mirror: {len(listed(server))}" in said
    server.clear_requests()
    results, _ = update(path)
    assert (results["N_ADDED"], results["N_GONE"], results["N_STATIONS"]) == (0, 0, len(listed(server)))
    asked = [request.query for request in server.poi_requests]
    assert all("modifiedsince" in query or "chargepointid" in query for query in asked)


def test_the_same_search_gives_the_same_rows_from_mirror_and_server(server, mirror):
    parameters = {"EXTENT": "3,10,47,53 [EPSG:4326]", "MIN_POWER_KW": 22, "CONNECTIONS": "TEMPORARY_OUTPUT"}
    from_server, _ = run("stationsinextent", **parameters)
    server.clear_requests()
    from_mirror, said = run("stationsinextent", SOURCE="mirror", MIRROR=str(mirror), **parameters)
    assert server.poi_requests == []
    assert from_mirror["COUNT"] == from_server["COUNT"] > 0 and from_mirror["COMPLETE"] is True
    for output in ("OUTPUT", "CONNECTIONS"):
        assert rows_of(from_mirror[output]) == rows_of(from_server[output])
    assert any("from Mirror mirror ü.gpkg of " in line and "(0 days old)" in line for line in said)


def rows_of(layer):
    """All values but those that say when and by which search they came."""
    names = [name for name in layer.fields().names() if name not in ("fetched_at", "query_id", "days_since_verified")]
    return sorted([repr(feature[name]) for name in names] for feature in layer.getFeatures())


def test_the_mirror_of_the_options_is_taken_where_none_is_named(server, mirror):
    replace(Settings.load(), mirror=str(mirror)).save()
    results, _ = run("stationsinextent", EXTENT=EVERYWHERE, SOURCE="mirror")
    assert ids(results["OUTPUT"]) == sorted(poi["ID"] for poi in listed(server))


def test_without_any_mirror_that_is_said(provider):
    replace(Settings.load(), mirror="").save()
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("openchargemap:stationsinextent")
    with pytest.raises(QgsProcessingException, match="choose the mirror"):
        algorithm.prepareAlgorithm({"SOURCE": "mirror"}, QgsProcessingContext(), Log())


def test_a_result_beyond_what_a_mirror_holds_is_incomplete(server, tmp_path):
    path = tmp_path / "nl.gpkg"
    update(path, COUNTRIES="nl")
    results, said = run("stationsinextent", EXTENT=EVERYWHERE, SOURCE="mirror", MIRROR=str(path))
    assert results["COMPLETE"] is False
    assert any("does not hold all that was asked for" in line for line in said)
    complete, _ = run("stationsincountries", CODES="NL", SOURCE="mirror", MIRROR=str(path))
    assert complete["COMPLETE"] is True and complete["COUNT"] > 0


def test_countries_and_an_extent_are_areas_of_their_own(server, tmp_path):
    path = tmp_path / "some.gpkg"
    update(path, COUNTRIES="DE, NL", EXTENT="333958,1113195,5942074,6982997 [EPSG:3857]")
    assert len(read_facts(FileMirror(path)).held) == 3


def test_a_new_mirror_of_nothing_is_refused(server, tmp_path):
    with pytest.raises(QgsProcessingException, match="name countries"):
        update(tmp_path / "new.gpkg")
    assert not (tmp_path / "new.gpkg").exists()


def test_a_failed_update_says_why_and_the_next_one_goes_on(server, tmp_path):
    path = tmp_path / "mirror.gpkg"
    replace(Settings.load(), page_size=50).save()
    server.faults.add(faults.status(500), times=None, after=2, action="poi")
    with pytest.raises(QgsProcessingException, match="not up to date"):
        update(path, WORLD=True)
    server.faults.clear()
    server.clear_requests()
    results, _ = update(path, WORLD=True)
    assert int(server.poi_requests[0].query["greaterthanid"]) > 0
    assert results["N_STATIONS"] == len(listed(server))


def test_a_dump_fills_a_mirror_without_the_server(server, tmp_path):
    dump, path = tmp_path / "dump.json", tmp_path / "mirror.gpkg"
    dump.write_text(json.dumps(server.served_pois()))
    server.clear_requests()
    results, _ = update(path, FILE=str(dump), WORLD=True)
    assert results["N_STATIONS"] == len(listed(server)) and not server.poi_requests
    found, _ = run("stationsinextent", EXTENT=EVERYWHERE, SOURCE="mirror", MIRROR=str(path))
    assert found["COMPLETE"] is True and found["COUNT"] == len(listed(server))


def test_a_mirror_opens_in_qgis_and_says_what_it_covers(mirror):
    layer = QgsVectorLayer(str(mirror), "mirror", "ogr")
    assert layer.isValid()
    names = [text.split("!!::!!")[1] for text in layer.dataProvider().subLayers()] or [layer.name()]
    assert "gpkg_ocm_pois" not in names
    (row,) = QgsVectorLayer(f"{mirror}|layername=ocm_coverage", "coverage", "ogr").getFeatures()
    assert json.loads(row["area"]) == {"kind": "world"} and row["with_comments"] is True


def test_a_mirror_in_a_database_answers_as_one_in_a_file(server, mirror, postgres):
    schema, everything = new_schema(), {"EXTENT": EVERYWHERE, "SOURCE": "mirror", "CONNECTIONS": "TEMPORARY_OUTPUT"}
    with connection_of(postgres, "Team") as name:
        there = {"MIRROR_DATABASE": name, "MIRROR_SCHEMA": schema}
        results, _ = update("", **there, WORLD=True)
        assert results["N_STATIONS"] == results["N_ADDED"] == len(listed(server))
        assert update("", **there)[0]["N_ADDED"] == 0
        server.clear_requests()
        found, said = run("stationsinextent", **everything, **there)
        in_file, _ = run("stationsinextent", **everything, MIRROR=str(mirror))
        # In the options, one text names it.
        replace(Settings.load(), mirror=results["MIRROR"]).save()
        of_options, _ = run("stationsinextent", **everything)
    assert server.poi_requests == [] and found["COMPLETE"] is True
    assert any(f"from Mirror Team ▸ {schema} of " in line for line in said)
    for output in ("OUTPUT", "CONNECTIONS"):
        assert rows_of(found[output]) == rows_of(of_options[output]) == rows_of(in_file[output]) != []


@pytest.mark.parametrize(
    ("parameters", "sentence"),
    [
        ({"MIRROR": ""}, "Please choose the mirror: a file, or a database and a schema"),
        ({"MIRROR_DATABASE": "Team"}, "as a file or in a database, not both"),
        ({"MIRROR": "", "MIRROR_DATABASE": "Team"}, "name the schema of the mirror"),
        ({"MIRROR": "", "MIRROR_DATABASE": "None", "MIRROR_SCHEMA": "s"}, "no PostgreSQL connection “None”"),
    ],
)
def test_a_mirror_that_is_not_named_rightly_is_refused(server, tmp_path, parameters, sentence):
    parameters = {"MIRROR": str(tmp_path / "a.gpkg"), "WORLD": True, **parameters}
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("openchargemap:updatemirror")
    with pytest.raises(QgsProcessingException, match=sentence):
        algorithm.prepareAlgorithm(parameters, QgsProcessingContext(), Log())


def test_a_role_that_may_only_read_searches_and_cannot_update(server, postgres):
    schema = new_schema()
    with connection_of(postgres, "Owner") as owner, connection_of(postgres, "Reader", READER) as reader:
        update("", MIRROR_DATABASE=owner, MIRROR_SCHEMA=schema, WORLD=True)
        there = {"MIRROR_DATABASE": reader, "MIRROR_SCHEMA": schema}
        with pytest.raises(QgsProcessingException, match="“Reader”"):
            update("", **there)
        found, _ = run("stationsinextent", EXTENT=EVERYWHERE, SOURCE="mirror", **there)
    assert found["COUNT"] == len(listed(server))

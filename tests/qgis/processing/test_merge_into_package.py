"""A search into a GeoPackage that is there already: merged into it as a reload is, or refused; never half."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from qgis.core import QgsProcessingException

from ocm_plugin.layers.attribution import attribution_of
from ocm_plugin.layers.geopackage import open_table
from ocm_plugin.layers.held_count import held_stations
from ocm_plugin.layers.metadata import read_search
from ocm_plugin.ocm.store import geopackage_file
from ocm_plugin.ocm.tables.schema import COMMENTS, STATIONS
from tests.support.algorithm_runs import run
from tests.support.merged_files import asked, edit

WEST, EAST, BOTH = "3,6.5,47,53 [EPSG:4326]", "6.5,10,47,53 [EPSG:4326]", "3,10,47,53 [EPSG:4326]"

HILLS = "6.5,8,49,50 [EPSG:4326]"


@pytest.fixture
def package(server, tmp_path) -> Path:
    """The stations of the west, with a column and an edit of the user's."""
    path = tmp_path / "stations ü'.gpkg"
    run("stationsinextent", EXTENT=WEST, OUTPUT=None, PACKAGE=str(path))
    edit(path, "ALTER TABLE stations ADD note TEXT")
    first = "(SELECT min(ocm_id) FROM stations)"
    edit(path, f"UPDATE stations SET note = 'seen', name = 'Mine' WHERE ocm_id = {first}")
    return path


def merged(path: Path, extent: str, **others):
    return run("stationsinextent", EXTENT=extent, OUTPUT=None, PACKAGE=str(path), MERGE=True, **others)


def ids(path: Path) -> list[int]:
    return [number for (number,) in asked(path, "SELECT ocm_id FROM stations ORDER BY 1")]


def test_stations_of_another_place_come_beside_those_that_are_there(package, tmp_path):
    west, rows = ids(package), asked(package, "SELECT fid, ocm_id FROM stations ORDER BY fid")
    whole = tmp_path / "whole.gpkg"
    run("stationsinextent", EXTENT=BOTH, OUTPUT=None, PACKAGE=str(whole))
    _, log = merged(package, EAST)
    assert 0 < len(west) < len(ids(package)) and ids(package) == ids(whole)
    assert asked(package, "SELECT fid, ocm_id FROM stations ORDER BY fid")[: len(rows)] == rows
    assert asked(package, "SELECT name FROM stations WHERE note = 'seen'") == [("Mine",)]
    count = "SELECT count(*) FROM ocm_connections"
    assert asked(package, count) == asked(whole, count)
    assert len(asked(package, "SELECT query_id FROM ocm_queries")) == 2
    assert asked(package, "PRAGMA integrity_check") == [("ok",)]
    assert {file.name for file in tmp_path.iterdir() if "gpkg" in file.name} == {package.name, whole.name}
    layer = open_table(str(package), STATIONS)
    layer.loadDefaultMetadata()
    assert read_search(layer).area.west == 6.5
    credits = "SELECT provider_id FROM ocm_providers WHERE n_stations > 0"
    assert {each.provider_id for each in attribution_of(layer).providers} == {n for (n,) in asked(package, credits)}
    assert any("added" in text for text in log), log


def test_the_same_search_again_changes_nothing_but_what_the_service_changed(package):
    before = asked(package, "SELECT fid, ocm_id, name, note FROM stations ORDER BY fid")
    merged(package, WEST)
    assert asked(package, "SELECT fid, ocm_id, name, note FROM stations ORDER BY fid") == before


def test_what_other_filters_have_brought_stays(package, server):
    """Searches gather in one file: the public stations came, and the others of the file went as “no longer found”."""
    whole = ids(package)
    public = run("stationsinextent", EXTENT=WEST, PUBLIC="yes")[0]["COUNT"]
    assert 0 < public < len(whole)
    merged(package, WEST, PUBLIC="yes")
    assert ids(package) == whole
    results, log = merged(package, WEST, MIN_POWER_KW=300)
    assert 2 * results["COUNT"] < len(whole), "fewer than half are no sign of trouble here"
    assert ids(package) == whole and not any("no longer found" in text for text in log)
    least = min(
        asked(
            package,
            "SELECT ocm_id FROM stations WHERE note IS NULL AND query_id = "
            "(SELECT query_id FROM ocm_queries ORDER BY finished DESC, fid DESC LIMIT 1)",
        )
    )[0]
    server.replace_pois([poi for poi in server.served_pois() if poi["ID"] != least])
    merged(package, WEST, MIN_POWER_KW=300, FRESH=True)
    assert ids(package) == [number for number in whole if number != least], "it came with the very same filters"


def test_a_file_in_which_searches_gather_is_updated_by_the_last_one(package, server, empty_project):
    """All of the file was compared with the answer for a small part of it, so each update was refused. Where it was
    not, the layer credited the providers of the last search alone, whoever the other stations are of.
    """
    few = merged(package, HILLS)[0]["COUNT"]
    whole, layer = ids(package), open_table(str(package), STATIONS)
    assert 0 < 2 * few < len(whole)
    layer.loadDefaultMetadata()
    empty_project.addMapLayer(layer)
    assert held_stations(layer) == few, "an answer is compared with these"
    results, _ = run("updatelayer", INPUT=layer, OUTPUT=None)
    assert (results["N_ADDED"], results["N_GONE"]) == (0, 0) and ids(package) == whole
    credits = "SELECT DISTINCT provider_id FROM stations"
    assert {each.provider_id for each in attribution_of(layer).providers} == {n for (n,) in asked(package, credits)}


def test_tables_that_were_not_asked_for_before_are_added(package):
    edit(package, f"DROP TABLE IF EXISTS {COMMENTS}")
    edit(package, f"DELETE FROM gpkg_contents WHERE table_name = '{COMMENTS}'")
    merged(package, BOTH, INCLUDE_COMMENTS=True)
    assert asked(package, f"SELECT count(*) FROM {COMMENTS}")[0][0] > 0
    assert open_table(str(package), COMMENTS).isValid()


def test_a_style_that_is_there_stays(package):
    edit(package, "UPDATE layer_styles SET styleQML = replace(styleQML, '<qgis ', '<qgis mine=\"1\" ')")
    merged(package, EAST)
    styles = asked(package, "SELECT styleQML FROM layer_styles WHERE f_table_name = 'stations'")
    assert len(styles) == 1 and 'mine="1"' in styles[0][0]


def test_an_answer_without_stations_is_refused(package, server):
    before = package.read_bytes()
    server.replace_pois([])
    with pytest.raises(QgsProcessingException, match="Nothing was changed"):
        merged(package, WEST)
    assert package.read_bytes() == before
    assert [file.name for file in package.parent.iterdir() if file.name.startswith(".")] == []


def test_a_file_of_something_else_is_left_alone(server, tmp_path):
    path = tmp_path / "other.gpkg"
    with closing(sqlite3.connect(path)) as file:
        file.execute("CREATE TABLE mine (fid INTEGER PRIMARY KEY)")
    before = path.read_bytes()
    with pytest.raises(QgsProcessingException, match="holds no stations"):
        merged(path, WEST)
    assert path.read_bytes() == before


def test_a_file_that_is_changed_meanwhile_keeps_the_change(package, monkeypatch):
    whole, publish = [], geopackage_file.GeoPackageFile.publish

    def and_edit(file) -> None:
        if not whole:
            edit(package, "UPDATE stations SET note = 'written meanwhile'")
            whole.append(shutil.copyfile(package, package.with_suffix(".copy")))
        publish(file)

    monkeypatch.setattr(geopackage_file.GeoPackageFile, "publish", and_edit)
    with pytest.raises(QgsProcessingException, match="was changed meanwhile"):
        merged(package, EAST)
    assert package.read_bytes() == whole[0].read_bytes()


def test_where_there_is_none_it_is_written(server, tmp_path):
    path = tmp_path / "new.gpkg"
    merged(path, WEST)
    assert ids(path)

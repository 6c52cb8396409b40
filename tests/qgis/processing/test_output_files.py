"""The outputs of the algorithms as files and as loaded layers: whole or left as they were, dressed, replaced."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from qgis.core import QgsProcessingException, QgsVectorLayer

from ocm_plugin.gui.file_logs import FileLogs
from ocm_plugin.layers.attribution import attribution_of
from ocm_plugin.layers.build import SinkDestination
from ocm_plugin.layers.geopackage import end_logs
from ocm_plugin.layers.metadata import read_provenance, read_search
from ocm_plugin.layers.saving import STYLE_NAME
from ocm_plugin.ocm.store.baselines import read_baseline
from ocm_plugin.ocm.store.geopackage_file import GeoPackageFile
from ocm_plugin.qgis_support.settings import Settings
from tests.ocm_server import faults
from tests.support.algorithm_runs import EVERYWHERE, listed, run, run_and_load
from tests.support.killed_writer import killed_writer


def test_a_table_in_a_file_names_the_providers_too(server, tmp_path):
    path = tmp_path / "connections.gpkg"
    run("stationsinextent", EXTENT=EVERYWHERE, CONNECTIONS=str(path))
    assert QgsVectorLayer(str(path), "again", "ogr").metadata().rights()


def test_results_loaded_by_a_script_are_dressed(provider, empty_project):
    """The algorithm that ran is gone when its result is loaded, and what dresses the layer must not be."""
    layer, _ = run_and_load(empty_project, SOURCE="demo")
    assert read_provenance(layer).is_invented and len(attribution_of(layer).providers) > 3


def test_file_output_keeps_search_and_attribution(server, tmp_path):
    """A result written to a file by a script is passed on without QGIS' window: its credit must be in the file."""
    path = tmp_path / "stations.gpkg"
    run("stationsinextent", EXTENT=EVERYWHERE, MIN_POWER_KW=50, OUTPUT=str(path))
    layer = QgsVectorLayer(str(path), "again", "ogr")
    assert read_search(layer).min_power_kw == 50
    assert read_provenance(layer).is_complete
    assert layer.metadata().rights()


def test_a_file_that_was_loaded_keeps_search_and_attribution(server, empty_project, tmp_path):
    """Loaded at the end, as by the window of an algorithm, its search and its credit were in the project only."""
    path = tmp_path / "stations.gpkg"
    run_and_load(empty_project, str(path))
    empty_project.removeAllMapLayers()
    end_logs([str(path)])  # as a window does
    again = QgsVectorLayer(str(path), "again", "ogr")
    assert read_search(again) is not None and read_provenance(again).is_complete and again.metadata().rights()


def test_a_file_output_knows_what_the_service_said(server, tmp_path):
    """By it a reload in a later session tells the user's edits from changes of the service."""
    path = tmp_path / "my result.gpkg"
    results, _ = run("stationsinextent", EXTENT=EVERYWHERE, OUTPUT=str(path))
    with closing(sqlite3.connect(path)) as file:
        (known,) = read_baseline(file).values()
    assert len(list(known.tables["stations"].lines())) == results["COUNT"] == len(listed(server))


def test_a_file_output_needs_no_log_beside_it(server, tmp_path):
    """It stayed in journal mode WAL: a read-only share could not open it."""
    path = tmp_path / "stations.gpkg"
    run("stationsinextent", EXTENT=EVERYWHERE, OUTPUT=str(path))
    assert path.read_bytes()[18:20] == b"\x01\x01"
    assert [file.name for file in tmp_path.glob("stations*")] == [path.name]


def test_a_file_that_was_loaded_needs_no_log_beside_it(server, empty_project, tmp_path):
    """Storing its looks switched it to journal mode WAL, and there it stayed when QGIS was closed."""
    path = tmp_path / "stations.gpkg"
    file_logs = FileLogs()
    file_logs.start()
    for _ in range(2):
        layer, _ = run_and_load(empty_project, str(path))
        assert layer.source().startswith(str(path)) and layer.featureCount() == len(listed(server))
        assert read_search(layer) is not None
        empty_project.clear()
        assert path.read_bytes()[18:20] == b"\x01\x01"
        assert [file.name for file in tmp_path.glob("*stations*")] == [path.name]
    file_logs.stop()


def test_a_failed_run_leaves_the_old_file(server, tmp_path):
    """A part took the place of a whole file."""
    path = tmp_path / "stations.gpkg"
    path.write_bytes(b"what was there")
    replace(Settings.load(), page_size=100).save()
    server.faults.add(faults.status(403), after=2, times=None, action="poi")
    with pytest.raises(QgsProcessingException, match="left as it was"):
        run("stationsinextent", EXTENT=EVERYWHERE, OUTPUT=str(path))
    assert path.read_bytes() == b"what was there"


@pytest.mark.parametrize("ending", ["gpkg", "geojson", "csv", "fgb", "shp"])
def test_a_stopped_run_leaves_the_old_file_whatever_its_format(server, tmp_path, ending):
    path = tmp_path / f"stations.{ending}"
    path.write_bytes(b"what was there")
    replace(Settings.load(), page_size=100).save()
    server.faults.add(faults.status(403), after=2, times=None, action="poi")
    with pytest.raises(QgsProcessingException, match="left as it was"):
        run("stationsinextent", EXTENT=EVERYWHERE, OUTPUT=str(path))
    assert [file.name for file in tmp_path.glob("*stations*")] == [path.name]
    assert path.read_bytes() == b"what was there"


@pytest.mark.parametrize("ending", ["gpkg", "geojson", "csv", "fgb"])
def test_outputs_take_their_places_when_they_are_whole(server, tmp_path, ending):
    """Each output was written in its place, so that a killed run left a part there."""
    stations, connections = tmp_path / f"stations.{ending}", tmp_path / f"connections.{ending}"
    outputs = {"OUTPUT": str(stations), "CONNECTIONS": str(connections)}
    if ending == "fgb":
        # GDAL writes a file without any row for a table without geometry, and says nothing.
        with pytest.raises(QgsProcessingException, match="choose another folder or format"):
            run("stationsinextent", EXTENT=EVERYWHERE, **outputs)
        assert not list(tmp_path.glob("*stations*")) + list(tmp_path.glob("*connections*"))
        return
    results, _ = run("stationsinextent", EXTENT=EVERYWHERE, **outputs)
    assert results["OUTPUT"] == str(stations) and results["CONNECTIONS"] == str(connections)
    assert QgsVectorLayer(str(stations), "again", "ogr").featureCount() == results["COUNT"] > 0
    assert QgsVectorLayer(str(connections), "again", "ogr").featureCount() > results["COUNT"]
    assert not [file for file in tmp_path.iterdir() if file.name.startswith(".")]


@pytest.mark.parametrize("side_file", ["-journal", "-wal", "-shm"])
def test_a_side_file_left_at_the_place_of_an_output_does_no_harm(server, tmp_path, side_file):
    """SQLite rolled the journal of another database back into the new file."""
    path = tmp_path / "stations.gpkg"
    killed_writer(tmp_path / "other.db", "WAL" if side_file == "-wal" else "DELETE")
    left = next((file for file in tmp_path.glob("other.db-*") if file.name.endswith(side_file)), tmp_path / "other.db")
    left.rename(f"{path}{side_file}")
    results, _ = run("stationsinextent", EXTENT=EVERYWHERE, OUTPUT=str(path))
    assert [file.name for file in tmp_path.glob("*stations*")] == [path.name]
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("PRAGMA quick_check").fetchone() == ("ok",)
        assert file.execute("SELECT count(*) FROM stations").fetchone() == (results["COUNT"],)


@pytest.mark.parametrize("ending", ["geojson", "gpkg"])
def test_an_output_that_is_not_whole_is_thrown_away(server, tmp_path, monkeypatch, ending):
    """What a sink took in was called loaded without a look at the file."""
    path = tmp_path / f"stations.{ending}"
    path.write_bytes(b"what was there")
    closed, complete = SinkDestination.remember, GeoPackageFile.complete

    def lose_rows(destination):
        destination.counts["stations"] += 1
        closed(destination)

    def lose_row(package):
        package._database.execute("DELETE FROM stations WHERE fid = 2")
        complete(package)

    monkeypatch.setattr(SinkDestination, "remember", lose_rows)
    monkeypatch.setattr(GeoPackageFile, "complete", lose_row)
    with pytest.raises(QgsProcessingException, match="was not written correctly"):
        run("stationsinextent", EXTENT=EVERYWHERE, OUTPUT=str(path))
    assert path.read_bytes() == b"what was there"


def test_a_second_run_replaces_the_file(server, tmp_path):
    path = tmp_path / "stations.gpkg"
    for least in (0, 50):
        results, _ = run("stationsinextent", EXTENT=EVERYWHERE, MIN_POWER_KW=least, OUTPUT=str(path))
    assert QgsVectorLayer(str(path), "again", "ogr").featureCount() == results["COUNT"] > 0


@pytest.mark.parametrize("output", ["{}", "ogr:dbname='{}' table=\"stations\" (geom)"])
def test_a_second_run_into_the_same_table_asks_nothing(server, empty_project, modal_windows, tmp_path, output):
    """QGIS asked in a modal window whether to overwrite the style that the first run had stored, and waited."""
    counts = []
    for least in (0, 50):
        place = output.format(tmp_path / "stations.gpkg")
        layer, _ = run_and_load(empty_project, place, MIN_POWER_KW=least, KEEP_CANNOT_TELL=False)
        counts.append(layer.featureCount())
        assert layer.listStylesInDatabase()[2] == [STYLE_NAME]
    assert modal_windows == []
    assert 0 < counts[1] < counts[0]


@pytest.mark.parametrize("style", ["none", "/nowhere/mine.qml"])
def test_loaded_results_take_the_style_of_the_settings(server, empty_project, style):
    replace(Settings(), style=style).save()
    layer, said = run_and_load(empty_project)
    assert (layer.renderer().type() == "singleSymbol") == (style == "none")
    assert any("Your own style /nowhere/mine.qml cannot be read" in line for line in said) == (style != "none")

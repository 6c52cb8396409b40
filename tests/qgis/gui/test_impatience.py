"""What impatient people do to a search: again, twice, too late, in between. Nothing breaks or claims too much."""

from __future__ import annotations

import sqlite3
import threading
import time
from contextlib import closing

import pytest
from qgis.core import QgsApplication, QgsProject
from qgis.PyQt import sip

from ocm_plugin.gui.messages import Messages
from ocm_plugin.gui.search_controller import SearchController
from ocm_plugin.gui.tasks import Tasks
from ocm_plugin.layers import reloading
from ocm_plugin.layers.merging import LayerMerge
from ocm_plugin.layers.metadata import read_provenance
from ocm_plugin.layers.reloading import layers_of
from ocm_plugin.ocm.feedback import Feedback
from ocm_plugin.ocm.search.areas import World
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.ocm.store import file_merge
from tests.ocm_server import faults
from tests.ocm_server.synthetic import make_pois

from .conftest import settle
from .results import request, run, spatial_layers, stations


@pytest.fixture
def stops_while_it_fills(monkeypatch):
    """Halts each reload of a temporary layer after two slices of stations; the list names the reloads halted."""
    whole, halted = LayerMerge.write, []

    def part(merge):
        steps = whole(merge)
        try:
            for _ in range(2):
                yield next(steps)
            halted.append(merge)
            while True:
                yield
        finally:
            steps.close()

    monkeypatch.setattr(LayerMerge, "write", part)
    return halted


def test_a_file_that_the_project_has_open_is_not_replaced(server, searching, window, tmp_path):
    """It was, and the log of changes to the old file then damaged the new one."""
    path = tmp_path / "stations.gpkg"
    run(searching, window, request(geopackage=str(path)))
    layer = stations()
    assert layer.startEditing()
    message = run(searching, window, request(geopackage=str(path)))
    assert "belongs to the layer “Charging stations”" in message
    assert layer.rollBack() and layer.featureCount() == 1200


def test_a_file_that_another_program_changes_is_not_replaced(server, searching, window, tmp_path):
    path = tmp_path / "stations.gpkg"
    run(searching, window, request(geopackage=str(path)))
    window.clear_project()
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("UPDATE ocm_connections SET amps = 77")
        other.commit()
        assert "is being changed by" in run(searching, window, request(geopackage=str(path)))
        assert other.execute("SELECT DISTINCT amps FROM ocm_connections").fetchall() == [(77,)]
    searching._messages.clear()
    assert "1,200 stations loaded" in run(searching, window, request(geopackage=str(path)))


def test_load_all_fills_the_file_that_is_open(server, searching, window, tmp_path):
    """It replaced the file below the layers that showed it."""
    path = tmp_path / "stations.gpkg"
    run(searching, window, request(Search(area=World(), max_results=10), geopackage=str(path)))
    settle(lambda: "Load All" in window.buttons())
    layer_id = stations().id()
    window.press("Load All")
    settle(lambda: window.message().startswith("1,200 stations"))
    assert stations().id() == layer_id and stations().featureCount() == 1200
    window.clear_project()
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert file.execute("SELECT outcome, n_loaded FROM ocm_queries").fetchall() == [("complete", 1200)]


def everything(layer) -> tuple:
    """All that a layer holds and says."""
    rows = {feature.id(): (feature.attributes(), feature.geometry().asWkt()) for feature in layer.getFeatures()}
    return rows, layer.metadata().history(), read_provenance(layer)


def test_a_temporary_layer_whose_reload_was_interrupted_is_as_it_was(server, searching, window, stops_while_it_fills):
    """It held a part of the stations."""
    run(searching, window, request())
    layer = stations()
    settle(lambda: not searching.work.goes_on)
    before = everything(layer)
    other = SearchController(window, Tasks(), Messages(window), window.panel())
    other.reloads.reload(layer)
    settle(lambda: bool(stops_while_it_fills))
    assert everything(layer) != before
    other.stop()
    assert everything(layer) == before


def test_a_file_whose_reload_was_interrupted_is_as_it_was(server, searching, window, tmp_path, monkeypatch):
    """QGIS was closed in the middle, and 1,000 stations of 12,000 were left."""
    path = tmp_path / "stations.gpkg"
    run(searching, window, request(geopackage=str(path)))
    layer = stations()
    settle(lambda: not searching.work.goes_on)
    before, begun = everything(layer), threading.Event()
    write = file_merge._FileMerge._write_changes

    def wait(merge, outcome):
        write(merge, outcome)
        begun.set()
        Feedback.wait(merge._feedback, 20)

    monkeypatch.setattr(file_merge._FileMerge, "_write_changes", wait)
    other = SearchController(window, Tasks(), Messages(window), window.panel())
    server.replace_pois(make_pois(1100))
    other.reloads.reload(layer)
    settle(begun.is_set)
    other.stop()
    settle(lambda: QgsApplication.taskManager().countActiveTasks() == 0)
    layer.dataProvider().reloadData()
    assert everything(layer) == before
    window.clear_project()
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("SELECT outcome, n_loaded FROM ocm_queries").fetchall() == [("complete", 1200)]
        assert file.execute("SELECT count(*) FROM stations").fetchall() == [(1200,)]


@pytest.mark.parametrize("geopackage", [False, True])
def test_a_reload_can_be_cancelled_while_it_merges(server, searching, window, tmp_path, monkeypatch, geopackage):
    run(searching, window, request(geopackage=str(tmp_path / "stations.gpkg") if geopackage else ""))
    layer = stations()
    settle(lambda: not searching.work.goes_on)
    before = everything(layer)
    begun = threading.Event()

    def wait(self, feedback):
        begun.set()
        feedback.wait(20)

    for kind in (reloading.FileReload, reloading.LayerReload):
        monkeypatch.setattr(kind, "work", wait)
    form = searching.open_panel()
    searching.reloads.reload(layer)
    settle(begun.is_set)
    assert form.cancel_button.isVisible()
    searching.cancel()
    settle(lambda: window.message() == "The reload was cancelled. Nothing was changed.")
    assert everything(layer) == before and form.search_button.isVisible()


def test_a_project_closed_while_stations_arrive_leaves_a_usable_dialog(server, searching, window, stops_while_it_fills):
    """It showed a search that ran for ever, and had no button to begin another one."""
    form = searching.open_panel()
    run(searching, window, request())
    searching.reloads.reload(stations())
    settle(lambda: searching.work.goes_on)
    window.clear_project()
    assert form.search_button.isVisible() and not form.progress_bar.isVisible()


def test_two_reloads_that_fill_one_layer_fill_it_once(server, searching, window):
    run(searching, window, request())
    layer = stations()
    searching.reloads.reload(layer)
    settle(lambda: searching.work.goes_on)
    (first,) = searching.work._steppings.values()
    first._timer.setInterval(400)
    searching.reloads.reload(layer)
    settle(lambda: window.message().startswith("1,200"))
    settle(lambda: not searching.work.goes_on)
    assert layer.featureCount() == 1200
    assert layers_of(layer, QgsProject.instance()).connections.featureCount() > 0


def test_a_second_reload_is_told_to_wait(server, searching, window):
    run(searching, window, request())
    server.faults.add(faults.delay(0.5), action="poi")
    searching.reloads.reload(stations())
    searching.reloads.reload(stations())
    assert window.message().startswith("A search is running.")
    settle(lambda: window.message().startswith("1,200"))


def test_a_dialog_opened_during_a_reload_shows_it(server, searching, window):
    """Its Search button did nothing then, and unloading the plugin left the form behind."""
    run(searching, window, request())
    server.faults.add(faults.delay(0.5), times=None, action="poi")
    other = SearchController(window, Tasks(), Messages(window), window.panel())
    other.reloads.reload(stations())
    form = other.open_panel()
    assert form.cancel_button.isVisible() and form.search_button.text() == "Search Afterwards"
    settle(lambda: "stations" in form.progress_text.text())
    other.stop()
    settle()
    assert sip.isdeleted(form)


def test_what_arrived_is_loaded_once_however_often_it_is_asked_for(server, searching, window):
    form = searching.open_panel()
    server.faults.add(faults.status(500), after=2, times=None, action="poi")
    run(searching, window, request())
    window.press("Load What Arrived")
    assert window.message() == "" and form.offers_layout.count() == 0
    settle(lambda: "not all" in window.message())
    assert len(spatial_layers()) == 1


def test_a_result_cancelled_in_its_last_moment_does_not_arrive(server, searching, window):
    """It arrived in the project that the user had opened meanwhile."""
    searching.search(request())
    task = searching._task
    while task.result is None:
        time.sleep(0.01)  # no events: nobody hears yet that it has ended
    QgsProject.instance().clear()
    settle(lambda: bool(window.message()))
    assert window.message().startswith("The search was cancelled")
    assert QgsProject.instance().mapLayers() == {}

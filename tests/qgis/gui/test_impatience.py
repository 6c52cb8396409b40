"""What impatient people do to a search: again, twice, too late, in between. Nothing breaks or claims too much."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing

import pytest
from qgis.core import QgsProject
from qgis.PyQt import sip

from ocm_plugin.gui import searching as searching_module
from ocm_plugin.gui.messages import Messages
from ocm_plugin.gui.searching import Searching
from ocm_plugin.gui.tasks import Tasks
from ocm_plugin.layers.metadata import read_statement
from ocm_plugin.layers.reloading import layers_of
from ocm_plugin.ocm.areas import World
from ocm_plugin.ocm.search import Search
from tests.ocm_server import faults

from .conftest import settle
from .test_searching import request, run, spatial_layers, stations


@pytest.fixture
def stops_while_it_fills(monkeypatch):
    """Ends each reload after two slices of stations."""
    whole = searching_module.refill

    def part(layers, fresh):
        steps = whole(layers, fresh)
        for _ in range(2):
            yield next(steps)
        while True:
            yield

    monkeypatch.setattr(searching_module, "refill", part)


def test_a_file_that_the_project_has_open_is_not_replaced(server, searching, window, tmp_path):
    """It was, and the log of changes to the old file then damaged the new one."""
    path = tmp_path / "stations.gpkg"
    run(searching, window, request(geopackage=str(path)))
    layer = stations()
    assert layer.startEditing()
    message = run(searching, window, request(geopackage=str(path)))
    assert "belongs to the layer “Charging stations”" in message
    assert layer.rollBack() and layer.featureCount() == 2500


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
    assert "2,500 stations loaded" in run(searching, window, request(geopackage=str(path)))


def test_load_all_fills_the_file_that_is_open(server, searching, window, tmp_path):
    """It replaced the file below the layers that showed it."""
    path = tmp_path / "stations.gpkg"
    run(searching, window, request(Search(area=World(), max_results=10), geopackage=str(path)))
    settle(lambda: "Load All" in window.buttons())
    layer_id = stations().id()
    window.press("Load All")
    settle(lambda: window.message().startswith("2,500 stations"))
    assert stations().id() == layer_id and stations().featureCount() == 2500
    window.clear_project()
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert file.execute("SELECT outcome, loaded_n FROM ocm_queries").fetchall() == [("complete", 2500)]


@pytest.mark.parametrize("geopackage", [False, True])
def test_a_layer_whose_reload_was_interrupted_does_not_call_itself_whole(
    server, searching, window, tmp_path, stops_while_it_fills, geopackage
):
    path = tmp_path / "stations.gpkg"
    run(searching, window, request(geopackage=str(path) if geopackage else ""))
    layer = stations()
    settle(lambda: not searching._steppings)
    history = layer.metadata().history()
    other = Searching(window, Tasks(), Messages(window))
    other.reload(layer)
    settle(lambda: 0 < layer.featureCount() < 2500)
    other.stop()
    statement = read_statement(layer)
    assert not statement.is_complete and "interrupted" in statement.reason
    assert layer.metadata().history() == history
    if geopackage:
        window.clear_project()
        with closing(sqlite3.connect(path)) as file:
            assert file.execute("SELECT outcome FROM ocm_queries").fetchall() == [("stopped",)]


def test_a_project_closed_while_stations_arrive_leaves_a_usable_dialog(server, searching, window, stops_while_it_fills):
    """It showed a search that ran for ever, and had no button to begin another one."""
    dialog = searching.open_dialog()
    run(searching, window, request())
    searching.reload(stations())
    settle(lambda: bool(searching._steppings))
    window.clear_project()
    assert dialog.search_button.isVisible() and dialog.progress_bar.isHidden()


def test_two_reloads_that_fill_one_layer_fill_it_once(server, searching, window):
    run(searching, window, request())
    layer = stations()
    searching.reload(layer)
    settle(lambda: bool(searching._steppings))
    (first,) = searching._steppings.values()
    first._timer.setInterval(400)
    searching.reload(layer)
    settle(lambda: window.message().startswith("2,500"))
    settle(lambda: not searching._steppings)
    assert layer.featureCount() == 2500
    assert layers_of(layer, QgsProject.instance()).connections.featureCount() > 0


def test_a_second_reload_is_told_to_wait(server, searching, window):
    run(searching, window, request())
    server.faults.add(faults.delay(0.5), action="poi")
    searching.reload(stations())
    searching.reload(stations())
    assert window.message().startswith("A search is running.")
    settle(lambda: window.message().startswith("2,500"))


def test_a_dialog_opened_during_a_reload_shows_it(server, searching, window):
    """Its Search button did nothing then, and unloading the plugin left the dialog behind."""
    run(searching, window, request())
    server.faults.add(faults.delay(0.5), times=None, action="poi")
    other = Searching(window, Tasks(), Messages(window))
    other.reload(stations())
    dialog = other.open_dialog()
    assert dialog.cancel_button.isVisible() and not dialog.search_button.isVisible()
    settle(lambda: "stations" in dialog.progress_text.text())
    other.stop()
    settle()
    assert sip.isdeleted(dialog)


def test_what_arrived_is_loaded_once_however_often_it_is_asked_for(server, searching, window):
    dialog = searching.open_dialog()
    server.faults.add(faults.status(500), after=2, times=None, action="poi")
    run(searching, window, request())
    window.press("Load What Arrived")
    assert window.message() == "" and dialog.offers_layout.count() == 0
    settle(lambda: "not all" in window.message())
    assert len(spatial_layers()) == 1


def test_a_result_cancelled_in_its_last_moment_does_not_arrive(server, searching, window):
    """It arrived in the project that the person had opened meanwhile."""
    searching.search(request())
    task = searching._task
    while task.result is None:
        time.sleep(0.01)  # no events: nobody hears yet that it has ended
    QgsProject.instance().clear()
    settle(lambda: bool(window.message()))
    assert window.message().startswith("The search was cancelled")
    assert QgsProject.instance().mapLayers() == {}

"""A search from the form's wish to the layer, against the local server: results, failures, and ends in the middle."""

from __future__ import annotations

from dataclasses import replace

import pytest
from qgis.core import Qgis, QgsApplication, QgsProject
from qgis.gui import QgsDoubleSpinBox
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtTest import QTest

from ocm_plugin.gui import search_controller
from ocm_plugin.gui.messages import Messages
from ocm_plugin.gui.search_controller import SearchController
from ocm_plugin.gui.tasks import Tasks
from ocm_plugin.layers import project
from ocm_plugin.layers.metadata import read_provenance, read_search
from ocm_plugin.ocm.search.areas import Extent, World
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.qgis_support.key_store import KeyState
from ocm_plugin.qgis_support.settings import Settings
from tests.ocm_server import faults

from .conftest import settle
from .results import request, run, stations


def test_a_search_becomes_a_layer_that_knows_it(server, searching, window):
    wanted = Search(area=Extent(-180, -85, 180, 85), min_power_kw=50, keep_cannot_tell=False)
    message = run(searching, window, request(wanted))
    layer = stations()
    assert message == f"{layer.featureCount():,} stations loaded."
    assert 0 < layer.featureCount() < 1200
    assert all(feature["max_kw"] >= 50 for feature in layer.getFeatures())
    assert read_search(layer) == wanted
    assert read_provenance(layer).is_complete
    assert window.buttons()[:3] == ["Zoom To", "Open Table", "Share as KML…"]


def test_the_dialog_shows_the_run_and_its_end(server, searching, window):
    form = searching.open_panel()
    form.show_search(Search(area=World(), max_results=5000))
    settle(form.search_button.isEnabled)
    server.faults.add(faults.delay(0.3), times=None)
    form.search_button.click()
    assert form.cancel_button.isVisible() and form.progress_bar.isVisible()
    settle(lambda: "stations" in form.progress_text.text())
    settle(lambda: not form.cancel_button.isVisible())
    assert form.notice_text.text() == "1,200 stations loaded."
    assert stations().featureCount() == 1200


FAILURES = {
    "no key": (lambda f: f.missing_key(), "key"),
    "wrong key": (lambda f: f.invalid_key(), "key"),
    "page of a portal": (lambda f: f.html(), "web page"),
    "not JSON": (lambda f: f.not_json(), ""),
    "empty body": (lambda f: f.empty_body(), "empty"),
    "server error": (lambda f: f.status(500), ""),
    "not found": (lambda f: f.status(404), ""),
    "wrong shape": (lambda f: f.wrong_shape(), ""),
}


@pytest.mark.parametrize("name", FAILURES)
def test_each_failure_has_its_sentence_and_leaves_no_layer(server, searching, window, name):
    make_fault, words = FAILURES[name]
    server.faults.add(make_fault(faults), times=None, action="poi")
    message = run(searching, window, request())
    assert message.endswith(".") and words in message
    assert "Traceback" not in message and "Error" not in message and server.key not in message
    assert QgsProject.instance().mapLayers() == {}


def test_failures_differ(server, searching, window):
    messages = set()
    for make_fault, _ in FAILURES.values():
        server.faults.clear()
        server.faults.add(make_fault(faults), times=None, action="poi")
        messages.add(run(searching, window, request()))
        searching._messages.clear()
    assert len(messages) >= 7


@pytest.mark.parametrize(
    ("name", "buttons"),
    [
        ("page of a portal", ["Options…", "Try Again"]),
        ("not found", ["Options…", "Try Again"]),
        ("server error", ["Try Again"]),
        ("wrong key", ["Options…"]),
    ],
)
def test_a_failure_offers_what_its_sentence_advises(server, searching, window, name, buttons):
    """“Check the address in the options, or try again later” had a button for neither, in the bar or in the panel."""
    form = searching.open_panel()
    server.faults.add(FAILURES[name][0](faults), times=None, action="poi")
    run(searching, window, request())
    assert window.buttons() == [*buttons, "Details"]
    offers = [form.offers_layout.itemAt(number).widget().text() for number in range(form.offers_layout.count())]
    assert offers == buttons
    if "Try Again" in buttons:
        server.faults.clear()
        window.press("Try Again")
        settle(lambda: window.message() == "1,200 stations loaded.")


def test_a_refused_connection(server, searching, window, monkeypatch):
    monkeypatch.setenv("OCM_API_URL", "http://127.0.0.1:9/v3/")
    assert "127.0.0.1" in run(searching, window, request())
    assert QgsProject.instance().mapLayers() == {}


def test_no_station_is_no_failure_and_no_layer(server, searching, window):
    server.faults.add(faults.empty_list(), times=None, action="poi")
    assert run(searching, window, request()) == "No station matches this search."
    assert QgsProject.instance().mapLayers() == {}


def test_without_a_key_the_demo_is_one_click_away(server, searching, window, monkeypatch):
    monkeypatch.delenv("OCM_API_KEY")
    assert "key" in run(searching, window, request())
    assert window.buttons()[:2] == ["Options…", "Use the Demo Data"]
    window.press("Use the Demo Data")
    settle(lambda: "invented" in window.message())
    assert read_provenance(stations()).is_invented


def test_a_locked_key_store_can_be_unlocked_from_the_message(server, searching, window, monkeypatch):
    class Locked:
        """QGIS' key store after the user has refused the master password, who gives it when asked again."""

        opened = False

        def state(self) -> KeyState:
            return KeyState.STORED if self.opened else KeyState.LOCKED

        def key(self, ask_again: bool = False) -> str:
            self.opened = self.opened or ask_again
            return server.key if self.opened else ""

    store = Locked()
    monkeypatch.setattr("ocm_plugin.gui.search_controller.KEY_STORE", store)
    monkeypatch.setattr("ocm_plugin.qgis_support.sources.KEY_STORE", store)
    monkeypatch.setattr("ocm_plugin.gui.search_messages.KEY_STORE", store)
    assert "was not unlocked" in run(searching, window, request())
    window.press("Unlock…")
    settle(lambda: "loaded" in window.message())


def test_cancelling_before_anything_arrived(server, searching, window):
    server.faults.add(faults.stall(), times=None, action="poi")
    searching.search(request())
    settle(lambda: bool(server.poi_requests))
    searching.cancel()
    settle(lambda: bool(window.message()))
    assert window.message() == "The search was cancelled. Nothing was loaded."
    assert QgsProject.instance().mapLayers() == {}


def test_clearing_the_project_ends_the_search(server, searching, window):
    server.faults.add(faults.stall(), times=None, action="poi")
    searching.search(request())
    settle(lambda: bool(server.poi_requests))
    QgsProject.instance().clear()
    settle(lambda: QgsApplication.taskManager().countActiveTasks() == 0)
    assert QgsProject.instance().mapLayers() == {}


def test_a_closed_dialog_lets_the_search_go_on(server, searching, window):
    """Esc threw away a search that had run for minutes."""
    form = searching.open_panel()
    server.faults.add(faults.delay(0.5), times=None, action="poi")
    searching.search(request())
    settle(lambda: bool(server.poi_requests))
    searching._panel.close()
    assert not form.isVisible()
    assert window.message() == "The search is still running." and window.buttons() == ["Show Progress", "Cancel"]
    window.press("Show Progress")
    assert form.isVisible() and form.cancel_button.isVisible() and form.progress_bar.isVisible()
    searching._panel.close()
    settle(lambda: window.message() == "1,200 stations loaded.")
    assert stations().featureCount() == 1200


def test_a_search_whose_dialog_is_closed_can_be_cancelled(server, searching, window):
    searching.open_panel()
    server.faults.add(faults.stall(), times=None, action="poi")
    searching.search(request())
    settle(lambda: bool(server.poi_requests))
    searching._panel.close()
    window.press("Cancel")
    settle(lambda: QgsApplication.taskManager().countActiveTasks() == 0)
    assert window.message() == "The search was cancelled. Nothing was loaded."


def test_a_double_click_on_search_searches_once(server, searching, window):
    """Its second click met Cancel, which had taken the place of Search."""
    form = searching.open_panel()
    form.show_search(Search(area=World(), max_results=5000))
    settle(form.search_button.isEnabled)
    server.faults.add(faults.delay(0.7), times=None, action="poi")
    place = form.search_button.mapTo(form, form.search_button.rect().center())
    QTest.mouseClick(form.search_button, Qt.MouseButton.LeftButton)
    settle()
    second = form.childAt(place)
    assert second is not form.cancel_button
    QTest.mouseClick(second or form, Qt.MouseButton.LeftButton)
    settle(lambda: window.message() == "1,200 stations loaded.")
    assert len(QgsProject.instance().mapLayersByName("Charging stations")) == 1


@pytest.mark.parametrize("name", ["styled", "relate", "write_metadata"])
def test_an_exception_in_a_step_is_told_as_a_failure(server, searching, window, monkeypatch, name):
    """The steps ended with it, and the next look at them said "1,200 stations loaded" in green."""

    def fail(*_arguments, **_options):
        raise AttributeError("invented")

    monkeypatch.setattr(project, name, fail)
    form = searching.open_panel()
    message = run(searching, window, request())
    assert message.startswith("Unexpected error.")
    assert window.item().level() == Qgis.MessageLevel.Critical
    QTest.qWait(200)
    assert window.message() == message
    assert form.search_button.isVisible() and not form.progress_bar.isVisible()


def test_an_exception_before_the_first_step_ends_the_run_too(server, searching, window, monkeypatch):
    """The form showed a search that ran for ever."""

    def fail(*_arguments):
        raise AttributeError("invented")

    monkeypatch.setattr(search_controller, "put_into_project", fail)
    form = searching.open_panel()
    assert run(searching, window, request()).startswith("Unexpected error")
    assert form.search_button.isVisible() and not form.progress_bar.isVisible()


def test_unloading_in_the_middle_shows_nothing_any_more(server, window):
    tasks = Tasks()
    searching = SearchController(window, tasks, Messages(window), window.panel())
    searching.open_panel()
    server.faults.add(faults.delay(0.5), times=None, action="poi")
    searching.search(request())
    settle(lambda: bool(server.poi_requests))
    searching.stop()
    tasks.cancel_all()
    del searching, tasks
    settle(lambda: QgsApplication.taskManager().countActiveTasks() == 0)
    settle()
    assert window.message() == ""
    assert QgsProject.instance().mapLayers() == {}


def test_only_one_search_runs_at_a_time(server, searching, window):
    server.faults.add(faults.delay(0.3), times=None, action="poi")
    searching.search(request())
    searching.search(request())
    settle(lambda: bool(window.message()))
    assert len(QgsProject.instance().mapLayersByName("Charging stations")) == 1


def test_the_window_stays_awake_while_the_server_sleeps(server, searching, window):
    """user's complaint: "QGIS freezes". A server that takes seconds must not be felt."""
    ticks = []
    timer = QTimer()
    timer.timeout.connect(lambda: ticks.append(1))
    timer.start(20)
    server.faults.add(faults.delay(1.5), action="poi")
    run(searching, window, request())
    assert len(ticks) > 40


def test_a_damaged_stored_search_does_not_keep_the_dialog_shut(server, searching):
    for damaged in ("{", '{"version": 99}', '{"version":1,"area":{"kind":"moon"}}', "[]"):
        replace(Settings(), last_search=damaged).save()
        form = searching._make_form()
        assert form.isEnabled()
        form.area_widgets.stop()
        form.deleteLater()


def test_the_last_search_is_remembered(server, searching, window):
    form = searching.open_panel()
    form.show_search(Search(area=Extent(6, 50, 7, 51), min_power_kw=150))
    searching._panel.close()
    settle()
    later = SearchController(window, Tasks(), Messages(window), window.panel())
    assert later.open_panel().findChild(QgsDoubleSpinBox, "min_power_kw").value() == 150
    later.stop()


def test_the_persons_own_style_wins_and_is_remembered(server, searching, window, tmp_path):
    path = str(tmp_path / "mine.qml")
    run(searching, window, request(style="none"))
    assert stations().renderer().type() == "singleSymbol"
    stations().saveNamedStyle(path)
    window.clear_project()
    form = searching.open_panel()
    form.show_search(Search(area=World()))
    form.show_choices("api", path, False, "")
    assert run(searching, window, form.request()) == "1,200 stations loaded."
    assert stations().renderer().type() == "singleSymbol"
    assert Settings.load().style == path


def test_a_style_that_cannot_be_read_is_told(server, searching, window):
    message = run(searching, window, request(style="/nowhere/mine.qml"))
    assert message == (
        "1,200 stations loaded. Your own style /nowhere/mine.qml cannot be read, so the usual style is used."
    )
    assert stations().renderer().type() != "singleSymbol"


def test_a_temporary_layer_can_be_saved_from_the_message(server, searching, window, tmp_path):
    run(searching, window, request())
    wanted = []
    searching.save_wanted.connect(wanted.append)
    window.press("Save…")
    assert wanted == [stations()]
    window.clear_project()
    run(searching, window, request(geopackage=str(tmp_path / "stations.gpkg")))
    settle(lambda: "Zoom To" in window.buttons())
    assert "Save…" not in window.buttons()

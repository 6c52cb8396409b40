"""What is known of the number before a search stands in the panel, and above 20,000 it asks first."""

from __future__ import annotations

import gc
from dataclasses import replace

import pytest
from qgis.PyQt.QtTest import QSignalSpy, QTest

from ocm_plugin.gui import estimates
from ocm_plugin.ocm import run as run_module
from ocm_plugin.ocm.search.areas import Circle, Extent, StationIds, World
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.ocm.store.mirror_file import FileMirror
from ocm_plugin.qgis_support import mirrors
from ocm_plugin.qgis_support.mirrors import LEDGERS
from ocm_plugin.qgis_support.settings import API, DEMO, FILE, Settings
from ocm_plugin.qgis_support.sources import held_file
from tests.ocm_server import faults

from .conftest import settle
from .results import request, run, spatial_layers, stations

PLACE = Search(area=Extent(5, 48, 9, 52))
EUROPE = Search(area=Extent(-12, 35, 35, 66))


def described(form, search: Search) -> str:
    form.show_search(search)
    settle(lambda: not form._settle.isActive())
    return form.estimate.text() if form.estimate.isVisible() else ""


def test_what_is_held_is_counted(server, searching, window):
    replace(Settings.load(), held_hours=24).save()
    run(searching, window, request(PLACE))
    form = searching.open_panel()
    form.show_search(PLACE)
    loaded = window.message().split()[0]
    settle(lambda: form.estimate.isVisible() and form.estimate.text() == f"About {loaded} stations.")
    assert "Held since" in form.summary.text()


def test_what_has_just_come_is_held_though_its_file_was_looked_at_before(server, searching, window, monkeypatch):
    """Below “67 stations loaded” stood that their number is not known: the file had been read while it was new."""
    monkeypatch.setattr(mirrors, "FILE_KNOWN_FOR_S", 3_600.0)
    replace(Settings.load(), held_hours=24).save()
    path = held_file(Settings.load().server)
    path.parent.mkdir(parents=True, exist_ok=True)
    FileMirror(path).create()
    LEDGERS.entries(str(path))
    settle(lambda: str(path) not in LEDGERS._reading)
    form = searching.open_panel()
    form.show_search(PLACE)
    loaded = run(searching, window, request(PLACE)).split()[0]
    settle(lambda: form.estimate.isVisible() and form.estimate.text() == f"About {loaded} stations.")


def test_what_is_held_is_counted_again_when_the_server_was_asked_again(server, searching, window):
    """Below “697 stations” stood that about 700 are held: the number was that of the search before."""
    replace(Settings.load(), held_hours=24).save()
    form = searching.open_panel()
    form.show_search(PLACE)
    loaded = int(run(searching, window, request(PLACE)).split()[0])
    settle(lambda: form.estimate.isVisible() and form.estimate.text() == f"About {loaded} stations.")
    server.faults.add(faults.Fault("three gone", change_stations=lambda found: found[3:]), action="poi")
    window.bar.clearWidgets()
    assert run(searching, window, request(PLACE, fresh=True)).startswith(f"{loaded - 3} stations")
    settle(lambda: form.estimate.text() == f"About {loaded - 3} stations.")


def test_what_is_held_is_counted_with_its_filters(server, searching, window):
    """All stations of the place were said to come, whatever was asked for."""
    replace(Settings.load(), held_hours=24).save()
    run(searching, window, request(PLACE))
    form = searching.open_panel()
    with_filter = replace(PLACE, operator_ids=(1,), keep_cannot_tell=False)
    form.show_search(with_filter)
    settle(lambda: form.estimate.isVisible() and form.estimate.text().startswith("About "))
    number = form.estimate.text().split()[1]
    window.clear_project()
    searching._messages.clear()
    assert run(searching, window, request(with_filter)).startswith(f"{number} station")


def test_of_a_place_that_is_held_in_part_that_part_is_counted(server, searching, window):
    """It was said that nothing is known of it."""
    replace(Settings.load(), held_hours=24).save()
    loaded = run(searching, window, request(PLACE)).split()[0]
    form = searching.open_panel()
    form.show_search(Search(area=Extent(5, 48, 10, 52)))
    told = f"About {loaded} stations are held; how many the rest has is not known."
    settle(lambda: form.estimate.isVisible() and form.estimate.text() == told)
    assert form._estimate.is_open and not form._estimate.asks_first


def test_the_first_stations_tell_where_a_part_is_held_too(dense, searching, window):
    replace(Settings.load(), held_hours=24).save()
    run(searching, window, request(Search(area=Extent(-12, 35, 3, 66))))
    window.bar.clearWidgets()
    window.clear_project()
    search_in_panel(searching)
    assert window.message().startswith("Judged by the first ")
    window.press("Go On")
    settle(lambda: "stations loaded" in window.message() and not searching.is_busy)


def test_what_is_not_known_is_said(server, searching):
    """Not of a small place: its circle of 5 km had “the world has about 300,000 stations” beside it."""
    form = searching.open_panel()
    assert described(form, PLACE) == ""
    assert described(form, Search(area=Circle(30.3, -97.7, 5_000.0))) == "" and form._estimate.is_open
    north = Extent(-120, 20, 30, 66)
    assert described(form, Search(area=north)) == "How many is not known; the world has about 300,000 stations."
    assert described(form, Search(area=World())) == "How many is not known; the world has about 300,000 stations."
    assert described(form, replace(PLACE, max_results=500)) == "" and "at most 500 stations" in form.summary.text()
    assert described(form, Search(area=StationIds((5,)))) == ""
    form.source.setCurrentIndex(form.source.findData(DEMO))
    assert described(form, PLACE) == ""


def test_the_world_is_searched_only_after_a_question(server, searching, window):
    form = searching.open_panel()
    form._second_click.setInterval(0)
    wanted = QSignalSpy(form.search_wanted)
    described(form, Search(area=World()))
    form.search_button.click()
    assert len(wanted) == 0 and "more than 50,000 stations" in form.notice_text.text()
    form.source.setCurrentIndex(form.source.findData(FILE))
    settle(lambda: not form.notice.isVisible())  # it stayed below "No POI file is chosen."
    form.source.setCurrentIndex(form.source.findData(API))
    settle(lambda: form.search_button.isEnabled() and not form._settle.isActive())
    form.search_button.click()
    form.offers_layout.itemAt(1).widget().click()
    assert len(wanted) == 1
    settle(lambda: window.message() == "1,200 stations loaded.")


def test_more_than_20000_that_are_held_are_loaded_only_after_a_question(server, searching, window, monkeypatch):
    monkeypatch.setattr(estimates, "ASK_ABOVE", 10)
    replace(Settings.load(), held_hours=24).save()
    run(searching, window, request(PLACE))
    form = searching.open_panel()
    wanted = QSignalSpy(form.search_wanted)
    form.show_search(PLACE)
    settle(lambda: form.estimate.text().startswith("About"))
    form.search_button.click()
    assert len(wanted) == 0 and form.notice.isVisible()


def test_a_small_search_asks_nothing(server, searching, window):
    form = searching.open_panel()
    wanted = QSignalSpy(form.search_wanted)
    described(form, PLACE)
    form.search_button.click()
    assert len(wanted) == 1
    settle(lambda: "loaded" in window.message())


def test_so_many_can_go_into_a_file_at_once(server, searching, window, tmp_path, monkeypatch):
    """300,000 temporary stations take 3 GB, and the question offered no way but that."""
    form = searching.open_panel()
    form._second_click.setInterval(0)
    described(form, Search(area=World()))
    form.search_button.click()
    path = str(tmp_path / "world.gpkg")
    monkeypatch.setattr("ocm_plugin.gui.file_offer.QFileDialog.getSaveFileName", lambda *args, **options: (path, ""))
    assert form.offers_layout.itemAt(0).widget().text() == "Search into a File…"
    form.offers_layout.itemAt(0).widget().click()
    settle(lambda: window.message() == "1,200 stations loaded.")
    assert stations().dataProvider().dataSourceUri().startswith(path)
    # The name of the file stood over the border of the closed box, cut in half.
    assert not form.result_group.isCollapsed() and not form.output_file.isHidden()


def test_a_file_is_offered_from_what_is_counted(server, searching, window, monkeypatch):
    monkeypatch.setattr(estimates, "ASK_ABOVE", 0)
    replace(Settings.load(), held_hours=24).save()
    loaded = int(run(searching, window, request(PLACE)).split()[0])
    form = searching.open_panel()
    for most, offered in ((loaded, False), (loaded - 1, True)):
        monkeypatch.setattr(estimates, "OFFERED_ABOVE", most)
        described(form, PLACE)
        settle(lambda: form._estimate.asks_first)
        assert form._estimate.offers_file is offered
        form._describe()


@pytest.fixture
def dense(server, monkeypatch):
    """A server of which the first page lets expect very many."""
    monkeypatch.setattr(run_module, "ENOUGH", 400)
    return server


def search_in_panel(searching, search: Search = EUROPE):
    form = searching.open_panel()
    described(form, search)
    form.search_button.click()
    settle(lambda: form.notice.isVisible())
    gc.collect()  # what only Python knew is gone, as it is when a user answers later
    return form


def test_the_first_stations_tell_and_the_search_waits_for_an_answer(dense, searching, window):
    """Nothing was known of an area that was not held, and 60,000 stations came without a question."""
    form = search_in_panel(searching)
    assert window.message().startswith("Judged by the first ") and window.buttons() == ["Go On", "Cancel"]
    assert "stations may come. The search waits." in form.notice_text.text()
    sent = len(dense.poi_requests)
    QTest.qWait(500)
    assert len(dense.poi_requests) == sent <= 2, "the next page may be on its way, not more"
    assert searching.is_busy and form.progress.isVisible()
    form.offers_layout.itemAt(0).widget().click()
    settle(lambda: "stations loaded" in window.message())
    assert not form.progress.isVisible() and "waits" not in form.notice_text.text()
    assert stations().featureCount() == int(window.message().split()[0].replace(",", "")) > 500


def test_what_has_come_can_be_kept_and_gone_on_with(dense, searching, window):
    form = search_in_panel(searching)
    window.press("Cancel")
    settle(lambda: "stations had arrived" in window.message())
    assert window.buttons()[:2] == ["Continue", "Load What Arrived"]
    window.press("Continue")
    settle(lambda: "stations loaded" in window.message())
    assert not form.progress.isVisible(), "who goes on is not asked again"


def test_who_has_said_so_before_is_not_asked_again(dense, searching, window):
    form = searching.open_panel()
    form._second_click.setInterval(0)
    described(form, Search(area=World()))
    form.search_button.click()
    form.offers_layout.itemAt(1).widget().click()
    settle(lambda: window.message() == "1,200 stations loaded.")


def test_a_search_for_a_few_or_of_a_closed_project_is_not_asked_about(dense, searching, window):
    form = searching.open_panel()
    described(form, replace(EUROPE, max_results=600))
    form.search_button.click()
    settle(lambda: "loaded" in window.message())
    window.bar.clearWidgets()
    form._second_click.stop()
    search_in_panel(searching)
    window.clear_project()
    settle(lambda: not searching.is_busy)
    assert not spatial_layers()

"""What is known of the number before a search stands in the panel, and above 20,000 it asks first."""

from __future__ import annotations

from dataclasses import replace

from qgis.PyQt.QtTest import QSignalSpy

from ocm_plugin.gui import estimates
from ocm_plugin.ocm.search.areas import Extent, StationIds, World
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.qgis_support.settings import API, DEMO, FILE, Settings

from .conftest import settle
from .results import request, run, stations

PLACE = Search(area=Extent(5, 48, 9, 52))


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


def test_what_is_not_known_is_said(server, searching):
    form = searching.open_panel()
    assert described(form, PLACE) == "How many is not known; the world has about 300,000 stations."
    assert described(form, replace(PLACE, max_results=500)) == "At most 500 stations."
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

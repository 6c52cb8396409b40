"""Open Charge Map in QGIS' locator bar, through QGIS' own locator, which works with copies of the filter."""

from __future__ import annotations

import gc
from dataclasses import replace
from datetime import datetime, timezone

import pytest
from qgis.core import QgsLocator, QgsLocatorContext, QgsLocatorResult

from ocm_plugin.gui.locator import EDIT, Locator
from ocm_plugin.ocm.records.built_in_reference import BUILT_IN
from ocm_plugin.ocm.records.reference import Operator
from ocm_plugin.ocm.search.areas import Countries, StationIds
from ocm_plugin.ocm.search.saved import SavedSearch, shipped
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.ocm.typed_search import TypedSearch
from ocm_plugin.qgis_support.settings import Settings
from ocm_plugin.qgis_support.sources import reference_store, saved_searches

from .conftest import settle
from .results import stations

GERMANY = SavedSearch("Fast in Germany", Search(Countries(("DE",)), min_power_kw=50))


class Bar:
    """What registers filters: QGIS' locator itself."""

    def __init__(self) -> None:
        self.locator = QgsLocator()
        self.results: list = []
        # A copy: what the signal hands over is gone when it ends.
        self.locator.foundResult.connect(lambda result: self.results.append(QgsLocatorResult(result)))

    def registerLocatorFilter(self, each) -> None:
        self.locator.registerFilter(each)

    def deregisterLocatorFilter(self, each) -> None:
        self.locator.deregisterFilter(each)

    def type(self, text: str) -> list[str]:
        self.results.clear()
        self.locator.fetchResults(text, QgsLocatorContext())
        gc.collect()
        settle(lambda: not self.locator.isRunning())
        return [f"{each.displayString}|{each.description}" for each in self.results]

    def choose(self, number: int, action: int | None = None) -> None:
        result = self.results[number]
        if action is None:
            result.filter.triggerResult(result)
        else:
            result.filter.triggerResultFromAction(result, action)


@pytest.fixture
def bar(qgis_app, monkeypatch, tmp_path):
    monkeypatch.setattr("ocm_plugin.qgis_support.sources.profile_folder", lambda: tmp_path / "profile")
    bar = Bar()
    bar.filter = Locator(bar)
    bar.filter.start()
    yield bar
    bar.filter.stop()


def test_a_line_is_said_back_as_it_was_understood(bar):
    assert bar.type("ocm austin ccs 150") == [
        "Charging stations near “austin”|with a connector of CCS, at least 150 kW"
    ]
    assert bar.type("ocm type 2")[-1] == "Charging stations in the map view|with a connector of Type 2"
    assert bar.type("ocm 12345") == ["Station OCM-12345|"]
    assert bar.type("austin") == []


def test_lists_that_a_search_has_brought_are_known_at_once(bar):
    """What was read when somebody first typed stayed: in the first session of a profile no operator was known."""
    assert "near “rheinstrom austin”" in bar.type("ocm rheinstrom austin")[-1]
    operators = {7: Operator(7, "Rheinstrom")}
    reference_store(Settings.load().server).save(
        replace(BUILT_IN, operators=operators, fetched=datetime.now(timezone.utc))
    )
    assert bar.type("ocm rheinstrom austin")[-1] == "Charging stations near “austin”|operated by Rheinstrom"


def test_saved_searches_are_found_by_their_words(bar):
    saved_searches().save(GERMANY)
    assert bar.type("ocm germ")[0] == "Fast in Germany|Saved search"
    assert [text.split("|")[0] for text in bar.type("ocm ")] == [GERMANY.name, *(each.name for each in shipped())]


def test_what_is_chosen_comes_back_whole(bar):
    saved_searches().save(GERMANY)
    wanted = []
    bar.filter.saved_wanted.connect(lambda *chosen: wanted.append(chosen))
    bar.filter.typed_wanted.connect(lambda *chosen: wanted.append(chosen))
    bar.type("ocm fast in germany")
    bar.choose(0)
    bar.choose(0, EDIT)
    bar.type("ocm ocm-77")
    bar.choose(0)
    assert wanted == [(GERMANY, True), (GERMANY, False), (TypedSearch("", Search(StationIds((77,)))), True)]


def test_a_station_number_loads_that_station(server, searching, window):
    number = server.served_pois()[3]["ID"]
    searching.show_typed(TypedSearch("", Search(StationIds((number,)))), True)
    settle(lambda: "station loaded" in window.message())
    assert [feature["ocm_id"] for feature in stations().getFeatures()] == [number]


def test_a_place_goes_into_the_panel_with_the_filters(server, searching, window):
    searching.show_typed(TypedSearch("Netherlands", Search(min_power_kw=50)), False)
    form = searching.open_panel()
    settle(form.search_button.isEnabled)
    assert form.request().search == Search(Countries(("NL",)), min_power_kw=50)

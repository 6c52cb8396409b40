"""What is new since the last search is one click away: in the menu of a layer, and in the search window."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from qgis.core import QgsProject
from qgis.PyQt.QtWidgets import QPushButton

from ocm_plugin.layers.metadata import read_search
from ocm_plugin.ocm.search.areas import Countries, World
from ocm_plugin.ocm.search.search import Search
from tests.ocm_server.synthetic import make_pois

from .conftest import settle
from .few_stations import IDS, N, few_stations
from .reloads import loaded
from .results import request, run


@pytest.fixture
def server(monkeypatch, tmp_path):
    with few_stations(monkeypatch, tmp_path) as server:
        yield server


def list_later(server, place: int) -> None:
    """One station is listed in the hour to come, all others long ago."""
    pois = make_pois(N)
    later = datetime.now(timezone.utc) + timedelta(minutes=30)
    pois[place]["DateCreated"] = later.strftime("%Y-%m-%dT%H:%M:%SZ")
    server.replace_pois(pois)


def offered(form) -> list[QPushButton]:
    found = form.findChildren(QPushButton)
    return [button for button in found if button.text().startswith("New Since") and not button.isHidden()]


def test_a_click_in_the_menu_of_a_layer_finds_what_was_listed_since(searching, window, server, tmp_path):
    layer = loaded(searching, window, tmp_path, False)
    list_later(server, 7)
    searching._messages.clear()
    searching.reloads.search_new(layer)
    settle(lambda: "1 station loaded" in window.message())
    (new,) = [each for each in QgsProject.instance().mapLayersByName("Charging stations") if each.id() != layer.id()]
    assert [feature["ocm_id"] for feature in new.getFeatures()] == [IDS[7]]
    assert read_search(new).created_since is not None and read_search(new).area == read_search(layer).area
    # The layer itself is as before.
    assert layer.featureCount() == N


def test_the_window_offers_it_where_a_layer_has_a_search_of_the_same_area(searching, window, server):
    form = searching.open_panel()
    form.show_search(Search(area=World()))
    settle(lambda: form.search_button.isEnabled())
    assert offered(form) == []
    run(searching, window, request(Search(area=World(), min_power_kw=50)))
    form.show_search(Search(area=World()))
    settle(lambda: bool(offered(form)))
    (button,) = offered(form)
    button.click()
    since = form.request().search.created_since
    assert since is not None and abs((datetime.now(timezone.utc) - since).total_seconds()) < 3600
    form.show_search(Search(area=Countries(("DE",))))
    settle(lambda: not offered(form))

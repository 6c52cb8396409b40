"""Stations on a white map say nothing of where they are: a search offers a base map, and never adds one unasked."""

from __future__ import annotations

import gc

import pytest
from qgis.core import QgsProject, QgsVectorLayer

from ocm_plugin.gui.canvas_attribution import CanvasAttribution
from ocm_plugin.gui.search_request import SearchRequest
from ocm_plugin.layers import base_map
from ocm_plugin.layers.base_map import add_open_street_map, add_outlines, has_base_map
from ocm_plugin.ocm.search.areas import World
from ocm_plugin.ocm.search.search import Search

from .conftest import settle
from .made_layers import credit, station_layer
from .results import stations

OUTLINES = "World outlines (offline base map)"


@pytest.fixture(autouse=True)
def no_internet(monkeypatch):
    """Nobody answers for the tiles, and nothing is asked of OpenStreetMap."""
    monkeypatch.setattr(base_map, "TILES_URL", "http://127.0.0.1:9/{z}/{x}/{y}.png")


def search(searching, window) -> None:
    searching.search(SearchRequest(Search(area=World(), max_results=50), "api", "", "afir"))
    settle(lambda: "50 stations loaded" in window.message())


def names() -> list[str]:
    """The layers from top to bottom, without what lies in groups."""
    return [node.name() for node in QgsProject.instance().layerTreeRoot().children()]


def test_a_search_on_an_empty_project_offers_a_base_map_and_adds_none(server, searching, window):
    form = searching.open_panel()
    assert not form.base_map_offer.isVisible()
    search(searching, window)
    assert form.base_map_offer.isVisible() and form.street_map_button.isVisible() and form.outlines_button.isVisible()
    assert [each for each in window.buttons() if each.startswith("Add ")] == ["Add OpenStreetMap", "Add World Outlines"]
    assert not has_base_map(QgsProject.instance())


@pytest.mark.parametrize(("button", "name"), [("street_map_button", "OpenStreetMap"), ("outlines_button", OUTLINES)])
def test_one_click_in_the_panel_puts_it_below_all_and_ends_the_offer(server, searching, window, button, name):
    form = searching.open_panel()
    search(searching, window)
    before = names()
    gc.collect()  # what only Python knew is gone, as it is when a user clicks later
    getattr(form, button).click()
    assert names() == [*before, name]
    assert window.activeLayer() is stations()
    assert has_base_map(QgsProject.instance()) and not form.base_map_offer.isVisible()
    window.bar.clearWidgets()
    search(searching, window)
    assert not form.base_map_offer.isVisible() and not [each for each in window.buttons() if each.startswith("Add ")]


def test_the_message_offers_it_where_the_panel_was_never_open(server, searching, window):
    search(searching, window)
    gc.collect()
    window.press("Add World Outlines")
    assert names()[-1] == OUTLINES
    window.press("Add World Outlines")
    assert names().count(OUTLINES) == 1, "it is there already"


def test_the_offer_can_be_closed_and_goes_with_the_stations(server, searching, window):
    form = searching.open_panel()
    search(searching, window)
    form.no_base_map_button.click()
    assert not form.base_map_offer.isVisible()
    window.bar.clearWidgets()
    search(searching, window)
    assert form.base_map_offer.isVisible(), "another result is another occasion"
    window.clear_project()
    assert not form.base_map_offer.isVisible()


def test_a_base_map_of_the_user_s_own_is_one(window):
    project = QgsProject.instance()
    project.addMapLayers([station_layer(), QgsVectorLayer("LineString?crs=EPSG:4326", "Roads", "memory")])
    assert not has_base_map(project)
    project.addMapLayer(QgsVectorLayer("Polygon?crs=EPSG:4326", "Countries", "memory"))
    assert has_base_map(project)


def test_the_map_names_openstreetmap_while_it_is_shown(window):
    """Its terms of use want that where a map shows it; QGIS shows credits only to those who switch them on."""
    label = CanvasAttribution(window.canvas)
    label.start()
    project = QgsProject.instance()
    layer = station_layer(credit(1, "Nobil"))
    project.addMapLayer(layer)
    tiles = add_open_street_map(project)

    def text() -> str:
        return " | ".join(item.document().toPlainText() for item in project.annotationManager().annotations())

    settle(lambda: text() == "Open Charge Map · Nobil (CC BY 4.0) · © OpenStreetMap contributors")
    project.layerTreeRoot().findLayer(layer.id()).setItemVisibilityChecked(False)
    settle(lambda: text() == "© OpenStreetMap contributors")
    project.layerTreeRoot().findLayer(tiles.id()).setItemVisibilityChecked(False)
    settle(lambda: text() == "")
    add_outlines(project)
    settle()
    assert text() == "", "Natural Earth asks for no credit"
    label.stop()

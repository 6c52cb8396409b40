"""A result that has come is seen: the map goes there if it shows none of it, and map tips come on after the first."""

from __future__ import annotations

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsRectangle, QgsSettings
from qgis.PyQt.QtWidgets import QAction

from ocm_plugin.gui import first_look
from ocm_plugin.gui.first_look import bring_into_view, switch_on_map_tips

from .made_layers import station_layer


@pytest.fixture
def stations(window):
    from qgis.core import QgsFeature, QgsGeometry, QgsProject

    layer = station_layer()
    layer.dataProvider().truncate()
    feature = QgsFeature(layer.fields())
    feature.setGeometry(QgsGeometry.fromWkt("Point(-97.74 30.27)"))
    layer.dataProvider().addFeatures([feature])
    layer.updateExtents()
    QgsProject.instance().addMapLayer(layer)
    return layer


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:3857"])
def test_the_map_goes_to_a_result_of_which_it_shows_nothing(window, stations, crs):
    """A search of Austin over a map of the Rhine ended with "loaded", and a map without any station."""
    window.canvas.setDestinationCrs(QgsCoordinateReferenceSystem(crs))
    rhine = (
        QgsRectangle(3, 47, 10, 52) if crs == "EPSG:4326" else QgsRectangle(333_000, 5_900_000, 1_113_000, 6_800_000)
    )
    window.canvas.setExtent(rhine)
    bring_into_view(window, stations.id())
    assert window.active is stations


def test_a_map_that_shows_some_of_it_stays(window, stations):
    window.canvas.setExtent(QgsRectangle(-100, 28, -95, 32))
    before = window.canvas.extent()
    bring_into_view(window, stations.id())
    assert window.active is None and window.canvas.extent() == before
    bring_into_view(window, "no such layer")


def test_map_tips_are_switched_on_once_and_it_is_said(window, monkeypatch):
    """They were off in a new profile, and nobody knew that there was a card for each station."""
    QgsSettings().remove(first_look._DONE)
    action = QAction("Show Map Tips")
    action.setCheckable(True)
    monkeypatch.setattr(window, "actionMapTips", lambda: action, raising=False)
    assert switch_on_map_tips(window).startswith("Map tips are on")
    assert action.isChecked()
    action.setChecked(False)
    assert switch_on_map_tips(window) == "" and not action.isChecked(), "who switches them off wants them off"

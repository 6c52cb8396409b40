"""The panel's map extent is the map's, in the map's CRS, and holds what Processing finds in the same rectangle."""

from __future__ import annotations

import random

import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsPointXY,
    QgsProcessingContext,
    QgsRectangle,
    QgsReferencedRectangle,
)
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QLineEdit

from ocm_plugin.ocm.match.point_in_area import place_test
from ocm_plugin.ocm.search.areas import Extent, Polygons
from ocm_plugin.processing.station_algorithms import StationsInExtent

from .conftest import choose_area, settle

WGS84 = QgsCoordinateReferenceSystem("EPSG:4326")
CONTEXT = QgsCoordinateTransformContext()
MAPS = {
    "EPSG:3857": QgsRectangle(18_500_000, -6_000_000, 21_500_000, -1_500_000),  # New Zealand, across ±180°
    "EPSG:3995": QgsRectangle(-3_000_000, -2_000_000, 2_000_000, 3_000_000),  # the Arctic
    "EPSG:27700": QgsRectangle(0, 0, 700_000, 1_200_000),  # Great Britain
    "EPSG:4326": QgsRectangle(3, 47, 10, 52),
}


def show_map(window, code: str) -> QgsRectangle:
    """Let the canvas show one of the MAPS; the extent that it has then."""
    window.canvas.setDestinationCrs(QgsCoordinateReferenceSystem(code))
    window.canvas.setExtent(MAPS[code])
    QTest.qWait(300)  # the extent follows the map a little later
    return window.canvas.extent()


def stations(code: str) -> dict[tuple[float, float], tuple[float, float]]:
    """Invented places in and around one of the MAPS, in degrees, and where each lies in the map's CRS."""
    dice = random.Random(7)
    to_degrees = QgsCoordinateTransform(QgsCoordinateReferenceSystem(code), WGS84, CONTEXT)
    wide = MAPS[code].buffered(MAPS[code].width() / 2)
    places = {}
    while len(places) < 1_500:
        x = dice.uniform(wide.xMinimum(), wide.xMaximum())
        y = dice.uniform(wide.yMinimum(), wide.yMaximum())
        try:
            place = to_degrees.transform(QgsPointXY(x, y))
        except QgsCsException:
            continue
        if abs(place.y()) <= 90:
            places[(place.x() + 180) % 360 - 180, place.y()] = (x, y)
    return places


@pytest.mark.parametrize("code", MAPS)
def test_panel_and_processing_find_the_same_stations_on_a_map(form, window, code):
    """The panel took the box in degrees around the map: 673 stations too many for Great Britain, 105 lost in the
    Arctic, and in a web map across ±180° 37 lost and 1,370 too many."""
    shown = show_map(window, code)
    panel = place_test(form.request().search.area)
    algorithm = StationsInExtent()
    algorithm.initAlgorithm({})
    rectangle = QgsReferencedRectangle(shown, QgsCoordinateReferenceSystem(code))
    processing = place_test(algorithm.area({"EXTENT": rectangle}, QgsProcessingContext(), lambda: None))
    places = stations(code)
    ids = {number for number, place in enumerate(places) if panel(*place)}
    assert ids == {number for number, place in enumerate(places) if processing(*place)}
    on_map = {number for number, (x, y) in enumerate(places.values()) if shown.contains(QgsPointXY(x, y))}
    near = 1e-5 * shown.width()
    kept_clear = shown.buffered(near), shown.buffered(-near)
    near_edge = {
        number
        for number, (x, y) in enumerate(places.values())
        if kept_clear[0].contains(QgsPointXY(x, y)) and not kept_clear[1].contains(QgsPointXY(x, y))
    }
    assert ids - near_edge == on_map - near_edge
    assert 200 < len(ids) < 1_300


def test_the_panel_says_in_which_crs_its_numbers_are(form, window):
    show_map(window, "EPSG:27700")
    assert form.extent.outputCrs().authid() == "EPSG:27700"
    assert any("[EPSG:27700]" in line.text() for line in form.extent.findChildren(QLineEdit))


def test_an_extent_of_degrees_stays_one_in_whatever_crs_the_map_is(form, window):
    show_map(window, "EPSG:3995")
    form.area_widgets.show(Extent(170, -20, -170, -10))
    show_map(window, "EPSG:27700")
    assert form.request().search.area == Extent(170, -20, -170, -10)


def test_a_map_without_a_crs_is_not_taken_for_degrees(form, window):
    window.canvas.setDestinationCrs(QgsCoordinateReferenceSystem())
    window.canvas.setExtent(QgsRectangle(1, 2, 3, 4))
    settle(lambda: "no coordinate reference system" in form.summary.text())
    assert not form.search_button.isEnabled()


def test_a_point_picked_beyond_the_antimeridian_is_on_the_globe(form, window):
    window.canvas.setExtent(QgsRectangle(185, -20, 195, -10))
    choose_area(form, "circle")
    assert form.request().search.area.longitude == pytest.approx(-170, abs=0.01)


def test_the_map_s_extent_is_the_map_s_in_the_next_session_too(searching, window):
    """Not "the area of the stored search", which a map in national coordinates would become: a polygon."""
    form = searching.open_panel()
    show_map(window, "EPSG:27700")
    searching._panel.close()
    settle()
    searching._form = None
    later = searching.open_panel()
    show_map(window, "EPSG:3857")
    assert later.area_text.text() == "What the map shows"
    assert isinstance(later.request().search.area, Extent)
    form.area_widgets.stop()
    form.deleteLater()


def test_the_search_itself_keeps_the_map_s_rectangle(form, window):
    show_map(window, "EPSG:27700")
    assert isinstance(form.request().search.area, Polygons)

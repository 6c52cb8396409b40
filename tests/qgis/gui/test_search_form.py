"""The form of the search panel: a Search as widgets, both ways; refusals in words."""

from __future__ import annotations

import math
from datetime import datetime, timezone

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsFeature, QgsGeometry, QgsProject, QgsRectangle, QgsVectorLayer
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtTest import QSignalSpy, QTest
from qgis.PyQt.QtWidgets import QApplication, QLabel, QStackedWidget, QWidget

from ocm_plugin.gui.search_form import SearchForm
from ocm_plugin.ocm.errors import SearchError
from ocm_plugin.ocm.search import search as search_module
from ocm_plugin.ocm.search.areas import Circle, Corridor, Countries, Extent, Polygons, StationIds, World
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.qgis_support.settings import DEMO

from .conftest import choose_area, read_area, settle

SQUARE = ((6.0, 50.0), (7.0, 50.0), (7.0, 51.0), (6.0, 51.0), (6.0, 50.0))
AREAS = [
    Extent(6, 50, 7, 51),
    Extent(170, -20, -170, -10),
    Countries(("DE", "NL")),
    Circle(50.94, 6.96, 5000),
    Circle(50.94, 6.96, 8046.72),
    Circle(-33.86, 151.21, 750.5),
    StationIds((297772, 5)),
    World(),
    Polygons(((SQUARE,), (SQUARE, ((6.2, 50.2), (6.4, 50.2), (6.3, 50.4))))),
    Corridor(((((6.0, 50.0), (7.0, 51.0))),), 2500),
]
POWERS = (("min_power_kw", 100), ("max_power_kw", 50))
FILTERS = [
    {},
    {"connection_type_ids": (33, 1036), "min_power_kw": 50.0, "max_power_kw": 350.0, "min_connectors": 2},
    {"min_power_kw": 7.36, "max_power_kw": 22.08, "include_unstated": True},
    {"min_power_kw": 0.0, "current_type_ids": (30,), "level_ids": (3,), "any_connection": True},
    {"operator_ids": (23, 98765), "usage_type_ids": (1, 4), "status_type_ids": (50,), "data_provider_ids": (1, 4711)},
    {"open_data": True, "has_media": False, "has_comments": True, "has_checkins": False},
    {"modified_since": datetime(2025, 3, 30, 2, 30, tzinfo=timezone.utc), "keep_cannot_tell": False},
    {"created_since": datetime(2012, 1, 1, tzinfo=timezone.utc), "include_comments": True, "max_results": 500},
    {"country_ids": (87,)},
    {"not_operator_ids": (5, 98765), "is_public": True, "in_operation": False, "text": "main street"},
    {"free_of_charge": True, "open_24_hours": False, "verified_since": datetime(2026, 1, 1, tzinfo=timezone.utc)},
]


@pytest.mark.parametrize("area", AREAS, ids=repr)
def test_an_area_comes_back_as_it_was_shown(form, area):
    form.show_search(Search(area=area))
    assert form.request().search == Search(area=area)


def test_an_area_that_the_form_does_not_know_is_not_taken_for_the_world(form):
    """One of a class of another copy of the package was shown as “the area of the stored search”: the whole world."""

    class Moon:
        pass

    form.show_search(Search(area=Circle(30.3, -97.7, 5_000.0)))
    with pytest.raises(KeyError):
        form.area_widgets.show(Moon())
    assert form.request().search.area == Circle(30.3, -97.7, 5_000.0)


@pytest.mark.parametrize("filters", FILTERS, ids=lambda filters: ",".join(filters))
def test_filters_come_back_as_they_were_shown(form, filters):
    form.show_search(Search(area=World(), **filters))
    assert form.request().search == Search(area=World(), **filters)


@pytest.mark.parametrize("entry", search_module.FILTERS, ids=lambda entry: entry.name)
def test_the_panel_offers_every_filter(form, entry):
    """It once lacked the countries that Processing has."""
    assert form.contents.isAncestorOf(form.findChild(QWidget, entry.name))
    filters = [each for each in FILTERS if entry.name in each]
    assert filters, "a value to try it with is missing in FILTERS"
    for each in filters:
        search = Search(**{entry.name: each[entry.name]})
        form.show_search(search)
        assert form.filter_widgets.on(Search()) == search


def test_every_member_of_a_search_is_kept(form):
    everything = {name: value for filters in FILTERS for name, value in filters.items()}
    search = Search(area=AREAS[0], **everything)
    form.show_search(search)
    form.show_search(form.request().search)
    assert form.request().search == search


def test_reset_leaves_the_area(form):
    form.show_search(Search(area=Countries(("CH",)), min_power_kw=50, operator_ids=(23,), country_ids=(87,)))
    form.reset_button.click()
    assert form.request().search == Search(area=Countries(("CH",)))


def test_the_area_is_what_the_map_shows_until_the_person_gives_one(form, window):
    window.canvas.setExtent(QgsRectangle(6, 50, 7, 51))
    shown = window.canvas.extent()
    settle(lambda: abs(form.request().search.area.west - shown.xMinimum()) < 1e-6)
    form.area_widgets.show(Extent(1, 2, 3, 4))
    window.canvas.setExtent(QgsRectangle(8, 50, 9, 51))
    QTest.qWait(300)
    assert form.request().search.area == Extent(1, 2, 3, 4)
    choose_area(form, "view")
    settle(lambda: form.request().search.area.east > 8.9)


def test_a_polygon_layer_in_another_crs_and_only_its_selection(form):
    layer = QgsVectorLayer("Polygon?crs=EPSG:3857", "Areas: “a/b”", "memory")
    features = []
    for west in (700_000, 900_000):
        feature = QgsFeature()
        feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(west, 6_500_000, west + 50_000, 6_550_000)))
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    QgsProject.instance().addMapLayer(layer)
    choose_area(form, "polygons")
    form.polygon_layer.setLayer(layer)
    assert len(read_area(form).polygons) == 2
    form.polygons_selected_only.setChecked(True)
    with pytest.raises(SearchError, match="selected"):
        form.request()
    layer.selectByIds([next(layer.getFeatures()).id()])
    area = read_area(form)
    assert len(area.polygons) == 1
    assert 6.2 < area.polygons[0][0][0][0] < 6.8
    # A layer that is removed while the form shows it is no reason to fail.
    QgsProject.instance().removeMapLayer(layer.id())
    settle()
    with pytest.raises(SearchError, match="No layer"):
        form.request()


def test_a_corridor_along_the_lines_of_a_layer(form):
    layer = QgsVectorLayer("LineString?crs=EPSG:4326", "Route", "memory")
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromWkt("LineString (6 50, 7 51)"))
    layer.dataProvider().addFeatures([feature])
    QgsProject.instance().addMapLayer(layer)
    choose_area(form, "lines")
    form.line_layer.setLayer(layer)
    form.corridor.setValue(3)
    assert read_area(form) == Corridor((((6.0, 50.0), (7.0, 51.0)),), 3000)


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda d: choose_area(d, "countries"), "No country is chosen"),
        (lambda d: choose_area(d, "polygons"), "No layer is chosen"),
        (lambda d: (choose_area(d, "stations"), d.station_numbers.setText("12, x")), "“x” is not a station number"),
        (lambda d: [d.findChild(QWidget, name).setValue(kw) for name, kw in POWERS], "above the maximum power"),
        (lambda d: d.source.setCurrentIndex(2), "No POI file is chosen"),
        (lambda d: d.output.setCurrentIndex(d.output.findData("geopackage")), "Please name the GeoPackage"),
    ],
    ids=["country", "layer", "number", "power", "file", "output"],
)
def test_what_cannot_be_meant_is_said_and_cannot_be_run(form, spoil, words):
    spoil(form)
    settle(lambda: words in form.summary.text())
    assert not form.search_button.isEnabled()
    assert form.url.text() == ""
    wanted = QSignalSpy(form.search_wanted)
    form.ask_for_search()
    assert len(wanted) == 0


def test_the_sentence_and_the_url_follow(form):
    form.show_search(Search(area=Extent(6, 50, 7, 51), connection_type_ids=(33,), min_power_kw=50))
    settle(lambda: "at least 50 kW" in form.summary.text())
    assert "CCS (Type 2)" in form.summary.text()
    assert form.url.text().startswith("https://api.openchargemap.io/v3/poi/?")
    assert "boundingbox=" in form.url.text() and "client=" in form.url.text()
    form.copy_url_button.click()
    assert QApplication.clipboard().text() == form.url.text()
    form.copy_summary_button.click()
    assert QApplication.clipboard().text() == form.summary.text()


def test_where_nothing_is_sent_no_url_is_shown(form):
    form.show_search(Search(area=World()))
    form.source.setCurrentIndex(form.source.findData(DEMO))
    settle(form.search_button.isEnabled)
    assert form.url.text() == "" and not form.copy_url_button.isEnabled()


def test_an_area_of_many_corners_does_not_stop_the_window(form):
    """What to ask the server for along half a million positions takes seconds to find out."""
    route = tuple((n / 100_000, 50 + math.sin(n / 1_000) / 9) for n in range(200_000))
    form.show_search(Search(area=Corridor((route,), 1_000)))
    settle(lambda: "within 1 km of 1 line" in form.summary.text())
    assert form.url.text() == "" and "many corners" in form.url.placeholderText()
    assert form.search_button.isEnabled()


def test_without_a_key_the_dialog_explains_and_offers_the_demo(form):
    form.set_server("https://api.openchargemap.io/v3/", has_key=False)
    assert form.key_notice.isVisible()
    assert "https://openchargemap.org" in form.key_text.text()
    options = QSignalSpy(form.options_wanted)
    form.key_options_button.click()
    assert len(options) == 1
    demo = QSignalSpy(form.demo_wanted)
    form.key_demo_button.click()
    assert len(demo) == 1


def test_a_box_can_be_drawn_from_the_welcome_page_of_an_empty_project(window):
    """The window hid for good, and in an empty project a drawn box was pixels: "beyond the poles"."""
    stack = QStackedWidget()
    canvas = QgsMapCanvas(stack)
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
    stack.addWidget(canvas)
    stack.addWidget(QLabel("Welcome"))
    stack.setCurrentIndex(1)
    stack.resize(800, 600)
    stack.show()
    form = SearchForm(canvas, window.window)
    form.show()
    settle()
    assert canvas.extent().isEmpty() and not canvas.isVisible()
    choose_area(form, "rectangle")
    settle()
    assert canvas.isVisible() and form.isVisible()
    centre = canvas.viewport().rect().center()
    QTest.mousePress(canvas.viewport(), Qt.MouseButton.LeftButton, pos=centre)
    QTest.mouseMove(canvas.viewport(), centre + QPoint(50, 50))
    QTest.mouseRelease(canvas.viewport(), Qt.MouseButton.LeftButton, pos=centre + QPoint(100, 100))
    settle()
    area = form.request().search.area
    assert -1 < area.west < 1 and 20 < area.east < 180 and -85 < area.south < -10 and -1 < area.north < 1
    form.area_widgets.stop()
    form.deleteLater()
    settle()
    stack.deleteLater()
    settle()


@pytest.mark.parametrize("style", ["afir", "us", "none", "/home/me/my stations.qml"])
def test_a_style_comes_back_as_it_was_shown(form, style):
    form.show_search(Search(area=World()))
    form.show_choices("api", style, False, "")
    assert form.request().style == style
    assert form.style_file.isVisible() == style.endswith(".qml")


def test_a_style_file_must_be_chosen(form):
    form.show_search(Search(area=World()))
    form.style_name.setCurrentIndex(form.style_name.findData("own"))
    with pytest.raises(SearchError, match="No style file"):
        form.request()

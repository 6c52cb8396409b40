"""The form of the search panel: a Search as widgets, both ways; refusals in words; by keyboard; narrow."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import datetime, timezone
from itertools import combinations

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsFeature, QgsGeometry, QgsProject, QgsRectangle, QgsVectorLayer
from qgis.gui import QgsCollapsibleGroupBoxBasic, QgsExtentWidget, QgsFilterLineEdit, QgsMapCanvas
from qgis.PyQt.QtCore import QPoint, QRect, Qt
from qgis.PyQt.QtTest import QSignalSpy, QTest
from qgis.PyQt.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QWidget,
)

from ocm_plugin.gui.area_widgets import KEPT, MENU
from ocm_plugin.gui.search_form import SearchForm
from ocm_plugin.ocm.errors import SearchError
from ocm_plugin.ocm.records.built_in_reference import BUILT_IN
from ocm_plugin.ocm.records.reference import Operator
from ocm_plugin.ocm.search import search as search_module
from ocm_plugin.ocm.search.areas import Circle, Corridor, Countries, Extent, Polygons, StationIds, World
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.ocm.translation import Language
from ocm_plugin.qgis_support.settings import DEMO
from tests.support.languages import spoken

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


def test_hundreds_of_operators_are_found_by_typing(form):
    operators = {number: Operator(number, f"Network {number}") for number in range(1, 700)}
    form.set_reference(replace(BUILT_IN, operators=operators))
    search_field, entries = (form.findChild(QWidget, name) for name in ("operator_ids_search", "operator_ids"))
    QTest.keyClicks(search_field, "network 42")
    assert entries.model().rowCount() == 11
    QTest.keyClick(search_field, Qt.Key.Key_Down)
    QTest.keyClick(entries, Qt.Key.Key_Space)
    assert form.request().search.operator_ids == (42,)


class Renaming(Language):
    """English, in which connectors of one kind have another name."""

    def text(self, text: str, plural: str, n: int | None) -> str:
        return "Kombistecker" if text == "CCS (Type 2)" else super().text(text, plural, n)


@pytest.mark.parametrize("typed", ["kombi", "ccs (type 2"])
def test_a_list_shows_titles_in_the_users_language_and_is_narrowed_by_those_of_the_service_too(form, typed):
    with spoken(Renaming()):
        form.set_reference(BUILT_IN)
        search_field, entries = (
            form.findChild(QWidget, name) for name in ("connection_type_ids_search", "connection_type_ids")
        )
        QTest.keyClicks(search_field, typed)
        assert [entries.model().index(row, 0).data() for row in range(entries.model().rowCount())] == ["Kombistecker"]


def test_parts_say_how_many_filters_they_hold(form):
    """And the button above them the number of all, as they are closed until somebody asks for more."""
    more = form.findChild(QWidget, "more_button")
    form.show_search(Search(area=World(), connection_type_ids=(33,), min_power_kw=50, is_public=True))
    assert more.text() == "More filters" and not form.findChild(QWidget, "open_data").isVisible()
    form.show_search(Search(area=World(), max_power_kw=50, min_connectors=2, open_data=True))
    titles = [box.title() for box in form.what_group.findChildren(QgsCollapsibleGroupBoxBasic)]
    assert titles == ["Connectors (2)", "Operators", "Usage and Status", "Data (1)"]
    assert more.text() == "More filters (3)" and more.isChecked(), "what is set is shown"


def chip(form, name: str) -> QAbstractButton:
    return form.findChild(QAbstractButton, f"plug_{name}")


def test_a_kind_of_plug_means_all_its_connection_types(form):
    form.show_search(Search(area=World()))
    chip(form, "ccs").click()
    chip(form, "type2").click()
    assert form.request().search.connection_type_ids == (25, 32, 33, 1036)
    chip(form, "ccs").click()
    assert form.request().search.connection_type_ids == (25, 1036)
    form.show_search(Search(area=World(), connection_type_ids=(2, 33)))
    down = {name: chip(form, name).isChecked() for name in ("ccs", "chademo", "type2")}
    assert down == {"ccs": False, "chademo": True, "type2": False}
    assert chip(form, "ccs").font().italic(), "some of its types are chosen"
    assert "CCS (Type 1)" in chip(form, "ccs").toolTip()


def test_the_power_is_chosen_in_steps_or_as_any_number(form):
    steps, own = form.findChild(QComboBox, "min_power_kw_steps"), form.findChild(QWidget, "min_power_kw")
    form.show_search(Search(area=World()))
    texts = [steps.itemText(index) for index in range(steps.count())]
    assert texts == ["Any", "≥ 7.4 kW", "≥ 22 kW", "≥ 50 kW", "≥ 150 kW", "≥ 350 kW", "Own value…"]
    assert steps.currentText() == "Any" and not own.isVisible()
    for index, kw in enumerate((None, 7.4, 22.0, 50.0, 150.0, 350.0)):
        steps.setCurrentIndex(index)
        steps.activated.emit(index)
        assert form.request().search.min_power_kw == kw and not own.isVisible()
    steps.setCurrentIndex(6)
    steps.activated.emit(6)
    assert own.isVisible() and form.request().search.min_power_kw == 350
    own.setValue(50)
    assert own.isVisible(), "the field does not go while a number is typed"
    form.show_search(Search(area=World(), min_power_kw=43.0))
    assert steps.currentText() == "Own value…" and own.isVisible() and own.value() == 43
    form.show_search(Search(area=World(), min_power_kw=50.0))
    assert steps.currentText() == "≥ 50 kW" and not own.isVisible()


def test_a_tick_asks_for_what_is_so_and_shows_a_search_for_the_contrary(form):
    for name, label, contrary in (
        ("is_public", "Public", "Not open to the public"),
        ("in_operation", "In operation", "Not in operation"),
    ):
        box = form.findChild(QAbstractButton, name)
        form.show_search(Search(area=World()))
        assert box.text() == label and not box.isChecked()
        box.click()
        assert getattr(form.request().search, name) is True
        form.show_search(Search(area=World(), **{name: False}))
        assert box.text() == contrary and box.isChecked()
        assert getattr(form.request().search, name) is False
        box.click()
        assert getattr(form.request().search, name) is None and box.text() == label


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


def test_ctrl_enter_searches_from_anywhere_in_the_panel(form, window):
    form.show_search(Search(area=World(), max_results=5000))
    settle(lambda: form.search_button.isEnabled() and "world" in form.summary.text())
    wanted, cancelled = QSignalSpy(form.search_wanted), QSignalSpy(form.cancel_wanted)
    window.window.activateWindow()
    form.findChild(QWidget, "min_power_kw_steps").setFocus()
    QTest.keyClick(
        form.findChild(QWidget, "min_power_kw_steps"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
    )
    assert len(wanted) == 1 and len(cancelled) == 0


def test_enter_in_a_filter_field_starts_no_search(form):
    """It belongs to the word that was typed; it pressed Search."""
    form.show_search(Search(area=World(), max_results=5000))
    settle(lambda: form.search_button.isEnabled() and "world" in form.summary.text())
    wanted = QSignalSpy(form.search_wanted)
    long_lists = [entry.name for entry in search_module.FILTERS if entry.choices.is_long]
    for name in ("countries_filter", *(f"{name}_search" for name in long_lists)):
        field = form.findChild(QgsFilterLineEdit, name)
        QTest.keyClicks(field, "a")
        QTest.keyClick(field, Qt.Key.Key_Return)
        QTest.keyClick(field, Qt.Key.Key_Enter)
    assert len(wanted) == 0


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


def everything_shown(form) -> None:
    """All notices, files and parts of the form at once."""
    form.set_server("https://api.openchargemap.io/v3/", has_key=False)
    form.source.setCurrentIndex(2)
    form.output.setCurrentIndex(form.output.findData("geopackage"))
    for box in form.findChildren(QgsCollapsibleGroupBoxBasic):
        box.setCollapsed(False)
    form.findChild(QWidget, "more_button").setChecked(True)
    form.details_button.click()
    settle()


@pytest.mark.parametrize("percent", [100, 150])
def test_the_panel_leaves_room_for_the_map(form, percent):
    """At 1280 × 720, whatever stands in it."""
    font = form.font()
    font.setPointSizeF(font.pointSizeF() * percent / 100)
    form.setFont(font)
    everything_shown(form)
    form.show_running(True, "Getting stations. 12,500 stations, 13 requests, 4.2 MB")
    for entry in MENU:
        form.area_widgets.show_kind(entry[0] if entry else KEPT)
        settle()
        smallest = form.minimumSizeHint()
        assert smallest.width() <= 360 * percent / 100 and smallest.height() <= 520


def test_nothing_is_wider_than_the_panel(form):
    everything_shown(form)
    for entry in MENU:
        form.area_widgets.show_kind(entry[0] if entry else KEPT)
        settle()
        assert form.contents.width() <= form.scroll.viewport().width(), entry


def test_coordinates_are_read_whole_and_no_page_has_two_headings(form):
    """A latitude was cut after four digits, beside free room; a list of countries stood below *Countries* twice."""
    form.resize(340, 560)
    form.area_widgets.show_kind("circle")
    form.longitude.setValue(-97.743061)
    settle()
    for box in (form.latitude, form.longitude):
        line = box.findChild(QLineEdit)
        clear = line.findChild(QToolButton)
        room = line.width() if clear is None or not clear.isVisible() else clear.x()
        assert line.fontMetrics().horizontalAdvance("-97.743061°") + 6 < room, box.objectName()  # and its margins
    for kind in ("countries", "stations"):
        form.area_widgets.show_kind(kind)
        settle()
        texts = [label.text() for label in form.contents.findChildren(QLabel) if label.isVisible()]
        assert len(texts) == len(set(texts)) and not form.area_text.isVisible(), kind


def test_a_long_summary_pushes_no_input_over_another(form):
    """Below a list of countries two fields were drawn over the list's last rows."""
    ids = tuple(range(1, 40))
    everything_shown(form)
    form.show_search(Search(connection_type_ids=ids, operator_ids=ids, status_type_ids=ids, min_power_kw=50))
    settle()
    shown = [each for each in own_widgets(form.contents) if each.isVisible()]
    places = {each.objectName(): QRect(each.mapTo(form, QPoint(0, 0)), each.size()) for each in shown}
    assert not [pair for pair in combinations(places, 2) if places[pair[0]].intersects(places[pair[1]])]


INPUTS = (QAbstractSpinBox, QComboBox, QLineEdit, QListView, QPushButton, QToolButton)


QT_AND_QGIS = ("qt_", "collapseButton")
"""How they name the parts of their widgets."""


def own_widgets(parent: QWidget):
    """The inputs of the form itself, not those inside QGIS' composed widgets."""
    for child in parent.children():
        if not isinstance(child, QWidget):
            continue
        if isinstance(child, INPUTS) and child.objectName() and not child.objectName().startswith(QT_AND_QGIS):
            yield child
        elif not isinstance(child, QgsExtentWidget) and type(child).__name__ != "QgsFileWidget":
            yield from own_widgets(child)


def test_every_input_has_a_name_for_screen_readers(form):
    buddies = {label.buddy() for label in form.findChildren(QLabel) if label.buddy() is not None}
    nameless = [
        widget.objectName()
        for widget in own_widgets(form)
        if widget not in buddies and not widget.accessibleName() and not getattr(widget, "text", str)()
    ]
    assert nameless == []


def test_no_input_takes_a_shortcut_of_the_menus_beside_it(form):
    """Alt and a letter open the menus of QGIS' window, in which the panel stands."""
    everything_shown(form)
    texts = [each.text() for kind in (QLabel, QAbstractButton) for each in form.findChildren(kind)]
    assert [text for text in texts if "&" in text.replace("&&", "")] == []


def test_tab_goes_from_top_to_bottom(form):
    order, widget = [], form.place
    while True:
        order.append(widget.objectName())
        widget = widget.nextInFocusChain()
        if widget is form.place:
            break
    landmarks = ["place", "area_button", "plug_ccs", "min_power_kw_steps", "is_public", "more_button"]
    landmarks += ["connection_type_ids", "open_data", "source", "output", "max_results", "url"]
    landmarks.append("search_button")
    assert [name for name in order if name in landmarks] == landmarks


def test_the_form_uses_palette_colours_only(form):
    assert [widget.objectName() for widget in own_widgets(form) if widget.styleSheet()] == []
    assert form.styleSheet() == ""


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

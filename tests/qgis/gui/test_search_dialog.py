"""The search dialog: a Search as widgets, both ways; refusals in words; usable by keyboard and on small screens."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import datetime, timezone
from itertools import combinations

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsFeature, QgsGeometry, QgsProject, QgsRectangle, QgsVectorLayer
from qgis.gui import QgsExtentWidget, QgsFilterLineEdit, QgsMapCanvas
from qgis.PyQt.QtCore import QPoint, QRect, Qt
from qgis.PyQt.QtTest import QSignalSpy, QTest
from qgis.PyQt.QtWidgets import (
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

from ocm_plugin.gui.search_dialog import SearchDialog
from ocm_plugin.ocm.errors import SearchError
from ocm_plugin.ocm.records.built_in_reference import BUILT_IN
from ocm_plugin.ocm.records.reference import Operator
from ocm_plugin.ocm.search import search as search_module
from ocm_plugin.ocm.search.areas import Circle, Corridor, Countries, Extent, Polygons, StationIds, World
from ocm_plugin.ocm.search.filters import PAGES
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.ocm.translation import Language
from ocm_plugin.qgis_support.settings import DEMO
from tests.support.languages import spoken

from .conftest import read_area, settle

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
def test_an_area_comes_back_as_it_was_shown(dialog, area):
    dialog.show_search(Search(area=area))
    assert dialog.request().search == Search(area=area)


@pytest.mark.parametrize("filters", FILTERS, ids=lambda filters: ",".join(filters))
def test_filters_come_back_as_they_were_shown(dialog, filters):
    dialog.show_search(Search(area=World(), **filters))
    assert dialog.request().search == Search(area=World(), **filters)


@pytest.mark.parametrize("entry", search_module.FILTERS, ids=lambda entry: entry.name)
def test_the_window_offers_every_filter(dialog, entry):
    """It once lacked the countries that Processing has."""
    page = dialog.filters.indexOf(dialog.findChild(QWidget, entry.name).parentWidget())
    assert page == (list(PAGES).index(entry.place.page) if entry.place.page in PAGES else -1)
    filters = [each for each in FILTERS if entry.name in each]
    assert filters, "a value to try it with is missing in FILTERS"
    for each in filters:
        search = Search(**{entry.name: each[entry.name]})
        dialog.show_search(search)
        assert dialog.filter_widgets.on(Search()) == search


def test_every_member_of_a_search_is_kept(dialog):
    everything = {name: value for filters in FILTERS for name, value in filters.items()}
    search = Search(area=AREAS[0], **everything)
    dialog.show_search(search)
    dialog.show_search(dialog.request().search)
    assert dialog.request().search == search


def test_reset_leaves_the_area(dialog):
    dialog.show_search(Search(area=Countries(("CH",)), min_power_kw=50, operator_ids=(23,), country_ids=(87,)))
    dialog.reset_button.click()
    assert dialog.request().search == Search(area=Countries(("CH",)))


def test_the_extent_follows_the_map_until_the_person_gives_one(dialog, window):
    window.canvas.setExtent(QgsRectangle(6, 50, 7, 51))
    shown = window.canvas.extent()
    settle(lambda: abs(dialog.request().search.area.west - shown.xMinimum()) < 1e-6)
    dialog.area_widgets.show(Extent(1, 2, 3, 4))
    assert not dialog.follow_map_button.isChecked()
    window.canvas.setExtent(QgsRectangle(8, 50, 9, 51))
    QTest.qWait(300)
    assert dialog.request().search.area == Extent(1, 2, 3, 4)
    dialog.follow_map_button.click()
    settle(lambda: dialog.request().search.area.east > 8.9)


def test_a_polygon_layer_in_another_crs_and_only_its_selection(dialog):
    layer = QgsVectorLayer("Polygon?crs=EPSG:3857", "Areas: “a/b”", "memory")
    features = []
    for west in (700_000, 900_000):
        feature = QgsFeature()
        feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(west, 6_500_000, west + 50_000, 6_550_000)))
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    QgsProject.instance().addMapLayer(layer)
    dialog.area_kind.setCurrentIndex(3)
    dialog.polygon_layer.setLayer(layer)
    assert len(read_area(dialog).polygons) == 2
    dialog.polygons_selected_only.setChecked(True)
    with pytest.raises(SearchError, match="selected"):
        dialog.request()
    layer.selectByIds([next(layer.getFeatures()).id()])
    area = read_area(dialog)
    assert len(area.polygons) == 1
    assert 6.2 < area.polygons[0][0][0][0] < 6.8
    # A layer that is removed while the dialog shows it is no reason to fail.
    QgsProject.instance().removeMapLayer(layer.id())
    settle()
    with pytest.raises(SearchError, match="No layer"):
        dialog.request()


def test_a_corridor_along_the_lines_of_a_layer(dialog):
    layer = QgsVectorLayer("LineString?crs=EPSG:4326", "Route", "memory")
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromWkt("LineString (6 50, 7 51)"))
    layer.dataProvider().addFeatures([feature])
    QgsProject.instance().addMapLayer(layer)
    dialog.area_kind.setCurrentIndex(4)
    dialog.line_layer.setLayer(layer)
    dialog.corridor.setValue(3)
    assert read_area(dialog) == Corridor((((6.0, 50.0), (7.0, 51.0)),), 3000)


def test_a_point_is_picked_on_the_map_while_the_dialog_is_away(dialog, window):
    dialog.area_kind.setCurrentIndex(2)
    before = window.canvas.mapTool()
    dialog.pick_button.click()
    assert not dialog.isVisible()
    window.window.show()
    QTest.mouseClick(window.canvas.viewport(), Qt.MouseButton.LeftButton, pos=window.canvas.rect().center())
    assert dialog.isVisible()
    assert window.canvas.mapTool() is before or window.canvas.mapTool() is None
    centre = window.canvas.extent().center()
    area = dialog.request().search.area
    assert (area.latitude, area.longitude) == pytest.approx((centre.y(), centre.x()), abs=0.02)


def test_esc_ends_picking_without_a_point(dialog, window):
    dialog.area_kind.setCurrentIndex(2)
    place = dialog.request().search.area
    dialog.pick_button.click()
    QTest.keyClick(window.canvas, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog.request().search.area == place


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda d: d.area_kind.setCurrentIndex(1), "No country is chosen"),
        (lambda d: d.area_kind.setCurrentIndex(3), "No layer is chosen"),
        (lambda d: (d.area_kind.setCurrentIndex(5), d.station_numbers.setText("12, x")), "“x” is not a station number"),
        (lambda d: [d.findChild(QWidget, name).setValue(kw) for name, kw in POWERS], "above the maximum power"),
        (lambda d: d.source.setCurrentIndex(2), "No POI file is chosen"),
        (lambda d: d.output.setCurrentIndex(1), "Please name the GeoPackage"),
    ],
    ids=["country", "layer", "number", "power", "file", "output"],
)
def test_what_cannot_be_meant_is_said_and_cannot_be_run(dialog, spoil, words):
    spoil(dialog)
    settle(lambda: words in dialog.summary.text())
    assert not dialog.search_button.isEnabled()
    assert dialog.url.text() == ""
    wanted = QSignalSpy(dialog.search_wanted)
    dialog.ask_for_search()
    assert len(wanted) == 0


def test_the_sentence_and_the_url_follow(dialog):
    dialog.show_search(Search(area=Extent(6, 50, 7, 51), connection_type_ids=(33,), min_power_kw=50))
    settle(lambda: "at least 50 kW" in dialog.summary.text())
    assert "CCS (Type 2)" in dialog.summary.text()
    assert dialog.url.text().startswith("https://api.openchargemap.io/v3/poi/?")
    assert "boundingbox=" in dialog.url.text() and "client=" in dialog.url.text()
    dialog.copy_url_button.click()
    assert QApplication.clipboard().text() == dialog.url.text()
    dialog.copy_summary_button.click()
    assert QApplication.clipboard().text() == dialog.summary.text()


def test_where_nothing_is_sent_no_url_is_shown(dialog):
    dialog.show_search(Search(area=World()))
    dialog.source.setCurrentIndex(dialog.source.findData(DEMO))
    settle(dialog.search_button.isEnabled)
    assert dialog.url.text() == "" and not dialog.copy_url_button.isEnabled()


def test_an_area_of_many_corners_does_not_stop_the_window(dialog):
    """What to ask the server for along half a million positions takes seconds to find out."""
    route = tuple((n / 100_000, 50 + math.sin(n / 1_000) / 9) for n in range(200_000))
    dialog.show_search(Search(area=Corridor((route,), 1_000)))
    settle(lambda: "within 1 km of 1 line" in dialog.summary.text())
    assert dialog.url.text() == "" and "many corners" in dialog.url.placeholderText()
    assert dialog.search_button.isEnabled()


def test_hundreds_of_operators_are_found_by_typing(dialog):
    operators = {number: Operator(number, f"Network {number}") for number in range(1, 700)}
    dialog.set_reference(replace(BUILT_IN, operators=operators))
    search_field, entries = (dialog.findChild(QWidget, name) for name in ("operator_ids_search", "operator_ids"))
    QTest.keyClicks(search_field, "network 42")
    assert entries.model().rowCount() == 11
    QTest.keyClick(search_field, Qt.Key.Key_Down)
    QTest.keyClick(entries, Qt.Key.Key_Space)
    assert dialog.request().search.operator_ids == (42,)


class Renaming(Language):
    """English, in which connectors of one kind have another name."""

    def text(self, text: str, plural: str, n: int | None) -> str:
        return "Kombistecker" if text == "CCS (Type 2)" else super().text(text, plural, n)


@pytest.mark.parametrize("typed", ["kombi", "ccs (type 2"])
def test_a_list_shows_titles_in_the_users_language_and_is_narrowed_by_those_of_the_service_too(dialog, typed):
    with spoken(Renaming()):
        dialog.set_reference(BUILT_IN)
        search_field, entries = (
            dialog.findChild(QWidget, name) for name in ("connection_type_ids_search", "connection_type_ids")
        )
        QTest.keyClicks(search_field, typed)
        assert [entries.model().index(row, 0).data() for row in range(entries.model().rowCount())] == ["Kombistecker"]


def test_tabs_say_how_many_filters_their_page_holds(dialog):
    dialog.show_search(Search(area=World(), connection_type_ids=(33,), min_power_kw=50, open_data=True))
    titles = [dialog.filters.tabText(index).replace("&", "") for index in range(dialog.filters.count())]
    assert titles == ["Connectors (2)", "Operators", "Usage and Status", "Data (1)"]


def test_without_a_key_the_dialog_explains_and_offers_the_demo(dialog):
    dialog.set_server("https://api.openchargemap.io/v3/", has_key=False)
    assert dialog.key_notice.isVisible()
    assert "https://openchargemap.org" in dialog.key_text.text()
    options = QSignalSpy(dialog.options_wanted)
    dialog.key_options_button.click()
    assert len(options) == 1
    dialog.key_demo_button.click()
    assert not dialog.key_notice.isVisible()
    assert dialog.request().source == "demo"


def test_enter_runs_and_esc_closes(dialog):
    dialog.show_search(Search(area=World()))
    settle(lambda: dialog.search_button.isEnabled() and "world" in dialog.summary.text())
    wanted, cancelled = QSignalSpy(dialog.search_wanted), QSignalSpy(dialog.cancel_wanted)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert len(wanted) == 1
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    # A search that runs goes on: test_search_controller.py.
    assert len(cancelled) == 0


def test_enter_in_a_filter_field_starts_no_search(dialog):
    """It belongs to the word that was typed; it pressed Search."""
    dialog.show_search(Search(area=World()))
    settle(lambda: dialog.search_button.isEnabled() and "world" in dialog.summary.text())
    wanted = QSignalSpy(dialog.search_wanted)
    long_lists = [entry.name for entry in search_module.FILTERS if entry.choices.is_long]
    for name in ("countries_filter", *(f"{name}_search" for name in long_lists)):
        field = dialog.findChild(QgsFilterLineEdit, name)
        QTest.keyClicks(field, "a")
        QTest.keyClick(field, Qt.Key.Key_Return)
        QTest.keyClick(field, Qt.Key.Key_Enter)
    assert len(wanted) == 0


def test_a_box_can_be_drawn_from_the_welcome_page_of_an_empty_project(window):
    """The dialog hid for good, and in an empty project a drawn box was pixels: "beyond the poles"."""
    stack = QStackedWidget()
    canvas = QgsMapCanvas(stack)
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
    stack.addWidget(canvas)
    stack.addWidget(QLabel("Welcome"))
    stack.setCurrentIndex(1)
    stack.resize(800, 600)
    stack.show()
    dialog = SearchDialog(canvas, stack)
    dialog.show()
    settle()
    assert canvas.extent().isEmpty() and not canvas.isVisible()
    dialog.extent_draw_button.click()
    settle()
    assert canvas.isVisible() and not dialog.isVisible()
    centre = canvas.viewport().rect().center()
    QTest.mousePress(canvas.viewport(), Qt.MouseButton.LeftButton, pos=centre)
    QTest.mouseMove(canvas.viewport(), centre + QPoint(50, 50))
    QTest.mouseRelease(canvas.viewport(), Qt.MouseButton.LeftButton, pos=centre + QPoint(100, 100))
    settle()
    assert dialog.isVisible()
    area = dialog.request().search.area
    assert -1 < area.west < 1 and 20 < area.east < 180 and -85 < area.south < -10 and -1 < area.north < 1
    dialog.area_widgets.stop()
    dialog.deleteLater()
    settle()
    stack.deleteLater()
    settle()


def test_without_a_map_the_dialog_does_not_hide(window):
    """Nobody could draw then, nor bring the dialog back."""
    page = QWidget()
    canvas = QgsMapCanvas(page)
    canvas.hide()
    page.show()
    dialog = SearchDialog(canvas, page)
    dialog.show()
    dialog.extent_draw_button.click()
    dialog.area_kind.setCurrentIndex(2)
    dialog.pick_button.click()
    settle()
    assert dialog.isVisible()
    dialog.area_widgets.stop()
    dialog.deleteLater()
    settle()
    page.deleteLater()
    settle()


def test_it_fits_a_small_screen(dialog):
    dialog.set_server("https://api.openchargemap.io/v3/", has_key=False)
    dialog.source.setCurrentIndex(2)
    dialog.output.setCurrentIndex(1)
    dialog.show_running(True)
    settle()
    smallest = dialog.minimumSizeHint()
    assert smallest.width() <= 1280 and smallest.height() <= 600


def test_a_long_summary_pushes_no_input_over_another(dialog):
    """Below a list of countries two fields were drawn over the list's last rows."""
    dialog.set_server("https://api.openchargemap.io/v3/", has_key=False)
    ids = tuple(range(1, 40))
    dialog.show_search(Search(connection_type_ids=ids, operator_ids=ids, status_type_ids=ids, min_power_kw=50))
    dialog.resize(1000, dialog.minimumSizeHint().height())
    for page in range(dialog.filters.count()):
        dialog.filters.setCurrentIndex(page)
        settle()
        shown = [each for each in own_widgets(dialog.filters.currentWidget()) if each.isVisible()]
        places = {each.objectName(): QRect(each.mapTo(dialog, QPoint(0, 0)), each.size()) for each in shown}
        assert not [pair for pair in combinations(places, 2) if places[pair[0]].intersects(places[pair[1]])]


INPUTS = (QAbstractSpinBox, QComboBox, QLineEdit, QListView, QPushButton, QToolButton)


def own_widgets(parent: QWidget):
    """The inputs of the form itself, not those inside QGIS' composed widgets."""
    for child in parent.children():
        if not isinstance(child, QWidget):
            continue
        if isinstance(child, INPUTS) and child.objectName() and not child.objectName().startswith("qt_"):
            yield child
        elif not isinstance(child, QgsExtentWidget) and type(child).__name__ != "QgsFileWidget":
            yield from own_widgets(child)


def test_every_input_has_a_name_for_screen_readers(dialog):
    buddies = {label.buddy() for label in dialog.findChildren(QLabel) if label.buddy() is not None}
    nameless = [
        widget.objectName()
        for widget in own_widgets(dialog)
        if widget not in buddies and not widget.accessibleName() and not getattr(widget, "text", str)()
    ]
    assert nameless == []


def test_no_two_inputs_shown_together_share_a_mnemonic(dialog):
    dialog.set_server("https://api.openchargemap.io/v3/", has_key=False)
    pages = range(dialog.area_kind.count())
    for page in pages:
        dialog.area_kind.setCurrentIndex(page)
        for tab in range(dialog.filters.count()):
            dialog.filters.setCurrentIndex(tab)
            settle()
            texts = [dialog.filters.tabText(index) for index in range(dialog.filters.count())]
            texts += [
                widget.text()
                for widget in dialog.findChildren(QWidget)
                if widget.isVisible()
                and hasattr(widget, "text")
                and callable(widget.text)
                and "&" in widget.text()
                and not isinstance(widget, QLineEdit)
                and widget is not dialog.key_text
            ]
            letters = [text[text.index("&") + 1].lower() for text in texts if "&" in text]
            doubled = sorted({letter for letter in letters if letters.count(letter) > 1})
            assert doubled == [], (page, tab, sorted(texts))


def test_tab_goes_from_top_to_bottom(dialog):
    order, widget = [], dialog.source
    while True:
        order.append(widget.objectName())
        widget = widget.nextInFocusChain()
        if widget is dialog.source:
            break
    landmarks = ["source", "area_kind", "output", "max_results", "filters", "url", "search_button"]
    assert [name for name in order if name in landmarks] == landmarks


def test_the_form_uses_palette_colours_only(dialog):
    assert [widget.objectName() for widget in own_widgets(dialog) if widget.styleSheet()] == []
    assert dialog.styleSheet() == ""


@pytest.mark.parametrize("style", ["afir", "us", "none", "/home/me/my stations.qml"])
def test_a_style_comes_back_as_it_was_shown(dialog, style):
    dialog.show_search(Search(area=World()))
    dialog.show_choices("api", style, False, "")
    assert dialog.request().style == style
    assert dialog.style_file.isVisible() == style.endswith(".qml")


def test_a_style_file_must_be_chosen(dialog):
    dialog.show_search(Search(area=World()))
    dialog.style_name.setCurrentIndex(dialog.style_name.findData("own"))
    with pytest.raises(SearchError, match="No style file"):
        dialog.request()

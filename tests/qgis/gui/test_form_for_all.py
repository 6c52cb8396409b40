"""The search panel in little room, in large type, by keyboard alone, for screen readers."""

from __future__ import annotations

from itertools import combinations

import pytest
from qgis.core import Qgis
from qgis.gui import QgsCollapsibleGroupBoxBasic, QgsExtentWidget, QgsFilterLineEdit
from qgis.PyQt.QtCore import QPoint, QRect, Qt
from qgis.PyQt.QtTest import QSignalSpy, QTest
from qgis.PyQt.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QDockWidget,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QToolButton,
    QWidget,
)

from ocm_plugin.gui.area_widgets import KEPT, MENU
from ocm_plugin.ocm.search import search as search_module
from ocm_plugin.ocm.search.areas import Circle, World
from ocm_plugin.ocm.search.search import Search

from .conftest import settle


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


def test_no_sentence_is_cut_where_another_panel_stands_below(form, window):
    """QGIS puts its Identify Results there: of “Held since …” the lower half was gone."""
    other = QDockWidget(window.window)
    other.setWidget(QWidget())
    window.window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, other)
    other.widget().setMinimumHeight(200)
    form.show_search(Search(area=Circle(30.3, -97.7, 5_000.0), min_power_kw=50))
    said = "700 stations loaded. Map tips are on: let the mouse rest on a station."
    form.show_notice(said, [], Qgis.MessageLevel.Success)
    form.base_map_offer.show()
    settle(lambda: "within 5 km" in form.summary.text() and not form._settle.isActive())
    window.window.resizeDocks([form.parentWidget(), other], [1, 600], Qt.Orientation.Vertical)
    labels = form.summary, form.notice_text
    settle(lambda: all(label.height() >= label.heightForWidth(label.width()) for label in labels))
    assert window.window.height() == 600
    other.deleteLater()


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

"""Words stand out from their ground in QGIS' dark themes and with a palette of high contrast, as they are painted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from qgis.core import Qgis, QgsVectorLayer
from qgis.PyQt.QtCore import QPoint, QRect
from qgis.PyQt.QtGui import QColor, QPalette, QTextDocument
from qgis.PyQt.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QTextBrowser,
    QToolButton,
    QWidget,
)

from ocm_plugin.gui.about import show_about
from ocm_plugin.gui.options_page import OptionsPage
from ocm_plugin.gui.postgis_dialog import PostgisDialog
from ocm_plugin.gui.saved_dialogs import SavedSearchesDialog, SaveSearchDialog
from ocm_plugin.gui.sharing import KML, WEB_PAGE, ShareDialog
from ocm_plugin.layers.power_classes import contrast
from ocm_plugin.ocm.search.search import Search

from .conftest import settle
from .results import demo_stations, request

READABLE = {"Blend of Gray": 4.0}
"""Contrast that is wanted: 4.5, as WCAG 2.1 asks of text, but where a theme of QGIS gives all words less."""
WITH_WORDS = (QAbstractButton, QComboBox, QLabel, QLineEdit, QTextBrowser)
INPUTS = (QComboBox, QLineEdit, QPushButton, QToolButton)
THEMES = ("Blend of Gray", "Night Mapping")


def of_two_colours(ground: str, ink: str) -> QPalette:
    """A palette as systems give it to people who asked for high contrast."""
    palette, role = QPalette(), QPalette.ColorRole
    for one in (role.Window, role.Base, role.AlternateBase, role.Button, role.ToolTipBase, role.HighlightedText):
        palette.setColor(one, QColor(ground))
    for one in (role.WindowText, role.Text, role.ButtonText, role.ToolTipText, role.BrightText, role.Highlight):
        palette.setColor(one, QColor(ink))
    palette.setColor(role.Link, QColor("#ffff00" if ground == "#000000" else "#0000c0"))
    return palette


@pytest.fixture(params=[*THEMES, "white on black", "black on white"])
def look(request, qgis_app) -> Iterator[str]:
    """QGIS in one look, for the time of a test."""
    before, style = QApplication.palette(), QApplication.instance().styleSheet()
    if request.param in THEMES:
        QApplication.instance().setUITheme(request.param)
    else:
        colours = ("#000000", "#ffffff") if request.param == "white on black" else ("#ffffff", "#000000")
        QApplication.setPalette(of_two_colours(*colours))
    settle()
    yield request.param
    QApplication.instance().setUITheme("default")
    QApplication.instance().setStyleSheet(style)
    QApplication.setPalette(before)
    settle()


def pale_texts(window: QWidget, look: str) -> dict[str, float]:
    """The texts of a window that stand out too little, each with its contrast as painted."""
    # Of all the window: what has no ground of its own is painted on nothing else.
    shown = window.window()
    picture = shown.grab().toImage()
    found, readable = {}, READABLE.get(look, 4.5)
    for widget in window.findChildren(QWidget):
        words = words_of(widget, look)
        if not words or not widget.isVisible() or not widget.isEnabled():
            continue
        place = QRect(widget.mapTo(shown, QPoint(0, 0)), widget.size()).intersected(picture.rect())
        seen = place.intersected(QRect(widget.parentWidget().mapTo(shown, QPoint(0, 0)), widget.parentWidget().size()))
        if seen.width() < 20 or seen.height() < 10 or not widget.visibleRegion().boundingRect().height() > 10:
            continue
        columns, lines = range(seen.left(), seen.right()), range(seen.top(), seen.bottom())
        colours = Counter(picture.pixelColor(x, y).name() for x in columns for y in lines)
        [(ground, _)] = colours.most_common(1)
        strongest = max(contrast(colour, ground) for colour in colours)
        if strongest < readable:
            found[f"{type(widget).__name__} {widget.objectName()} {words[:60]}"] = round(strongest, 2)
        for link in links_of(widget):
            if contrast(link.name(), ground) < readable:
                found[f"link {link.name()} on {ground} in {words[:60]}"] = round(contrast(link.name(), ground), 1)
    return found


def words_of(widget: QWidget, look: str) -> str:
    """The words that a widget shows; none of inputs and buttons in QGIS' themes, which give some less contrast: 3.4."""
    if not isinstance(widget, WITH_WORDS) or (look in THEMES and isinstance(widget, INPUTS)):
        return ""
    if isinstance(widget, QComboBox):
        return widget.currentText()
    return widget.toPlainText() if isinstance(widget, QTextBrowser) else widget.text()


def links_of(widget: QWidget) -> Iterator[QColor]:
    """The colours in which the links of a text are painted."""
    document = QTextDocument()
    document.setHtml(widget.toHtml() if isinstance(widget, QTextBrowser) else words_of(widget, ""))
    block = document.begin()
    while block.isValid():
        parts = block.begin()
        while not parts.atEnd():
            if parts.fragment().charFormat().isAnchor():
                yield parts.fragment().charFormat().foreground().color()
            parts += 1
        block = block.next()


WINDOWS = {
    "save search": lambda: SaveSearchDialog("Germany · CCS ≥ 50 kW", ["Germany · CCS ≥ 50 kW"]),
    "saved searches": SavedSearchesDialog,
    "PostGIS": PostgisDialog,
    "options": OptionsPage,
    "about": lambda: show_about(SimpleNamespace(mainWindow=lambda: None)),
}


@pytest.mark.parametrize("name", WINDOWS)
def test_a_window_is_readable(qgis_new_project, qtbot, look, name: str) -> None:
    window = WINDOWS[name]()
    qtbot.addWidget(window)
    window.show()
    settle()
    assert pale_texts(window, look) == {}


LEVELS = Qgis.MessageLevel


@pytest.mark.parametrize("level", [LEVELS.Info, LEVELS.Warning, LEVELS.Critical, LEVELS.Success])
def test_the_panel_with_a_notice_is_readable(look, form, level) -> None:
    form._notice.show("Open Charge Map cannot be reached.", [("Try Again", lambda: None)], level)
    settle()
    assert pale_texts(form, look) == {}


@pytest.mark.parametrize("level", [LEVELS.Warning, LEVELS.Critical])
def test_a_notice_has_its_colour_in_every_look(look, form, level) -> None:
    """In dark themes it had that of the panel: their style sheets outdo palettes."""
    form._notice.show("Open Charge Map cannot be reached.", [], level)
    settle()
    shown = form.window()  # of all of it: the form has no ground of its own
    picture, place = shown.grab().toImage(), form.notice.mapTo(shown, QPoint(0, 0))
    middle = place.x() + form.notice.width() // 2
    edge, inside, outside = (picture.pixelColor(middle, place.y() + below) for below in (0, 2, -3))
    redness = [colour.red() - colour.blue() for colour in (outside, inside, edge)]
    assert redness[2] > redness[0] + 100
    assert look in THEMES or redness[1] > redness[0] + 20


@pytest.fixture
def layer(window, tasks) -> QgsVectorLayer:
    return demo_stations(window, tasks, request(Search()))


@pytest.mark.parametrize("kind", [KML, WEB_PAGE])
def test_a_share_window_and_its_question_are_readable(look, layer, qtbot, tmp_path, kind: str) -> None:
    dialog = ShareDialog(kind, layer)
    qtbot.addWidget(dialog)
    dialog.show()
    settle(lambda: "may not be published" in dialog.licence_text.text())
    assert pale_texts(dialog, look) == {}
    (tmp_path / "there").write_text("")
    dialog.file.setFilePath(str(tmp_path / "there"))
    (tmp_path / dialog.path()).write_text("")
    dialog.accept()
    assert pale_texts(dialog.findChild(QMessageBox), look) == {}
    dialog.findChild(QMessageBox).button(QMessageBox.StandardButton.No).click()
    settle()

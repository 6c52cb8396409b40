"""Windows with type twice as large, on a screen of 1280 × 720: no text is cut, no window is larger than the screen."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from qgis.core import QgsVectorLayer
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtGui import QFont
from qgis.PyQt.QtWidgets import QAbstractButton, QApplication, QLabel, QMessageBox, QTextBrowser, QWidget

from ocm_plugin.gui.about import show_about
from ocm_plugin.gui.file_offer import asked_what_becomes_of
from ocm_plugin.gui.options_page import OptionsPage
from ocm_plugin.gui.postgis_dialog import MirrorDatabaseDialog, PostgisDialog
from ocm_plugin.gui.saved_dialogs import SavedSearchesDialog, SaveSearchDialog
from ocm_plugin.gui.sharing import KML, WEB_PAGE, ShareDialog
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.ocm.store import merged_package

from .conftest import settle
from .results import demo_stations, request

SCREEN = (1280, 690)
"""Without the bar of the window."""
POINTS = 9
"""Of QGIS' font as it comes."""


def enlarged(window: QWidget, times: float) -> None:
    font = QFont(window.font())
    font.setPointSizeF(POINTS * times)
    window.setFont(font)
    window.show()


def cut_texts(window: QWidget) -> Iterator[str]:
    """Texts of labels and buttons that want more room than they have."""
    for each in window.findChildren(QWidget):
        if isinstance(each, QTextBrowser) and each.isVisible() and each.horizontalScrollBar().maximum():
            yield each.toPlainText()
        if not each.isVisible() or not isinstance(each, (QLabel, QAbstractButton)) or not each.text():
            continue
        wraps = isinstance(each, QLabel) and each.wordWrap()
        fits = each.heightForWidth(each.width()) <= each.height() if wraps else True
        if not fits or (not wraps and each.sizeHint().width() > each.width() + 1):
            yield each.text()


WINDOWS = {
    "save search": lambda: SaveSearchDialog("Germany · CCS ≥ 50 kW", ["Germany · CCS ≥ 50 kW"]),
    "saved searches": SavedSearchesDialog,
    "PostGIS": PostgisDialog,
    "mirror in PostGIS": lambda: MirrorDatabaseDialog(None, None),
    "options": OptionsPage,
    "about": lambda: show_about(SimpleNamespace(mainWindow=lambda: None)),
}


@pytest.mark.parametrize("times", [1.5, 2.0])
@pytest.mark.parametrize("name", WINDOWS)
def test_no_text_of_a_window_is_cut(qgis_new_project, qtbot, name: str, times: float) -> None:
    window = WINDOWS[name]()
    qtbot.addWidget(window)
    enlarged(window, times)
    settle()
    settle(lambda: not list(cut_texts(window)))
    assert window.minimumSizeHint().width() <= SCREEN[0]


@pytest.fixture
def layer(window, tasks) -> QgsVectorLayer:
    return demo_stations(window, tasks, request(Search()))


@pytest.mark.parametrize("times", [1.5, 2.0])
@pytest.mark.parametrize("kind", [KML, WEB_PAGE])
def test_no_text_of_a_share_window_is_cut(layer, qtbot, kind: str, times: float) -> None:
    """The sentence on licences came after the window had its size: its upper line was cut in half."""
    dialog = ShareDialog(kind, layer)
    qtbot.addWidget(dialog)
    enlarged(dialog, times)
    settle(lambda: "may not be published" in dialog.licence_text.text())
    settle(lambda: not list(cut_texts(dialog)))
    assert dialog.width() <= SCREEN[0] and dialog.height() <= SCREEN[1]


@pytest.mark.parametrize("times", [1.5, 2.0])
def test_no_text_of_the_question_before_a_file_is_replaced_is_cut(layer, qtbot, tmp_path, times: float) -> None:
    dialog = ShareDialog(KML, layer)
    qtbot.addWidget(dialog)
    enlarged(dialog, times)
    path = tmp_path / "Charging stations along the Rhine, from Rotterdam to Basel.kmz"
    path.write_text("")
    dialog.file.setFilePath(str(path))
    dialog.accept()
    question = dialog.findChild(QMessageBox)
    enlarged(question, times)
    settle(lambda: not list(cut_texts(question)))
    assert question.width() <= SCREEN[0] and question.height() <= SCREEN[1]
    question.button(QMessageBox.StandardButton.No).click()
    settle()


@pytest.mark.parametrize("times", [1.5, 2.0])
def test_no_text_of_the_question_whether_to_merge_is_cut(form, tmp_path, monkeypatch, times: float) -> None:
    monkeypatch.setattr(merged_package, "can_be_merged", lambda path: True)
    seen = []

    def look() -> None:
        question = QApplication.activeModalWidget()
        enlarged(question, times)
        settle()
        seen.append((list(cut_texts(question)), question.width(), question.height()))
        question.reject()

    QTimer.singleShot(0, look)
    path = tmp_path / "charging-stations-of-all-municipalities-along-the-rhine" / "stations.gpkg"
    assert asked_what_becomes_of(form, str(path)) is None
    [(cut, width, height)] = seen
    assert cut == []
    assert width <= SCREEN[0] and height <= SCREEN[1]

"""A window of a print layout."""

from __future__ import annotations

from qgis.core import QgsLayoutItemMap, QgsPrintLayout, QgsProject
from qgis.gui import QgsMessageBar
from qgis.PyQt.QtCore import QObject, QRectF
from qgis.PyQt.QtWidgets import QMainWindow, QMenu


class Designer(QObject):
    """The part of a layout's window that plugins see; QGIS makes the real one only with its main window."""

    def __init__(self) -> None:
        super().__init__()
        self._window = QMainWindow()
        self._menu = QMenu(self._window)
        self._bar = QgsMessageBar(self._window)
        self._layout = QgsPrintLayout(QgsProject.instance())
        self._layout.initializeDefaults()
        item = QgsLayoutItemMap(self._layout)
        item.attemptSetSceneRect(QRectF(10, 10, 200, 150))
        self._layout.addLayoutItem(item)

    def window(self) -> QMainWindow:
        return self._window

    def itemsMenu(self) -> QMenu:
        return self._menu

    def messageBar(self) -> QgsMessageBar:
        return self._bar

    def layout(self) -> QgsPrintLayout:
        return self._layout

    def said(self) -> str:
        return self._bar.currentItem().text()

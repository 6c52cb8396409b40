"""The action in the windows of print layouts that credits the data providers."""

from __future__ import annotations

import pytest
from qgis.core import QgsLayoutItemMap, QgsPrintLayout, QgsProject
from qgis.gui import QgsMessageBar
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QCoreApplication, QEvent, QObject, QRectF, pyqtSignal
from qgis.PyQt.QtWidgets import QMainWindow, QMenu

from ocm_plugin.gui.layout_action import LayoutAction
from ocm_plugin.share.print_layout import ITEM_ID
from tests.support.shared_layers import demo_layers


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

    def window(self):
        return self._window

    def itemsMenu(self):
        return self._menu

    def messageBar(self):
        return self._bar

    def layout(self):
        return self._layout

    def said(self) -> str:
        return self._bar.currentItem().text()


class Iface(QObject):
    layoutDesignerOpened = pyqtSignal(QObject)

    def __init__(self, *designers: Designer) -> None:
        super().__init__()
        self._designers = designers

    def openLayoutDesigners(self):
        return list(self._designers)


@pytest.fixture
def designer(empty_project):
    return Designer()


def test_the_providers_are_credited_by_one_click(designer):
    action = LayoutAction(Iface(designer))
    action.start()
    demo_layers()
    designer.itemsMenu().actions()[0].trigger()
    label = designer.layout().itemById(ITEM_ID)
    assert "Rhine Valley Registry" in label.text() and label.isSelected()
    assert "credited" in designer.said()
    action.stop()


def test_a_layout_without_stations_is_told_so(designer):
    action = LayoutAction(Iface(designer))
    action.start()
    designer.itemsMenu().actions()[0].trigger()
    assert designer.layout().itemById(ITEM_ID) is None
    assert "show no charging stations" in designer.said()
    action.stop()


def test_it_comes_with_each_window_and_goes_with_the_plugin(designer):
    iface = Iface()
    action = LayoutAction(iface)
    action.start()
    iface.layoutDesignerOpened.emit(designer)
    closed = Designer()
    iface.layoutDesignerOpened.emit(closed)
    assert len(designer.itemsMenu().actions()) == len(closed.itemsMenu().actions()) == 1
    sip.delete(closed.window())
    action.stop()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert designer.itemsMenu().actions() == []
    iface.layoutDesignerOpened.emit(designer)
    assert designer.itemsMenu().actions() == []

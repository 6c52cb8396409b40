"""The action in the windows of print layouts that credits the data providers."""

from __future__ import annotations

import pytest
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QCoreApplication, QEvent, QObject, pyqtSignal

from ocm_plugin.gui.layout_action import LayoutAction
from ocm_plugin.share.print_layout import ITEM_ID
from tests.support.layout_designer import Designer
from tests.support.shared_layers import demo_layers


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

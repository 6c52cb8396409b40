"""A newcomer: a fresh profile, QGIS' welcome page, neither key nor internet. Two clicks lead to stations on a map."""

from __future__ import annotations

import time

from qgis.core import QgsProject
from qgis.PyQt.QtWidgets import QToolButton

from tests.desktop.drivers.hands import Hands
from tests.desktop.drivers.steps import station_layers


def drive(session):
    yield session.pause(1)
    window, hands = session.iface.mainWindow(), Hands(session)
    window.showMaximized()
    yield session.pause(1)
    begun = time.monotonic()
    yield from hands.click(icon(session), "the icon")
    yield session.until(lambda: session.plugin.panel.form() is not None, "the panel is there")
    form = session.plugin.panel.form()
    yield session.until(form.key_demo_button.isVisible, "the demo is offered")
    session.shot("panel")
    yield from hands.click(form.key_demo_button, "Try the Demo")
    yield session.until(lambda: bool(station_layers()), "the demo stations are there")
    canvas = session.iface.mapCanvas()
    yield session.until(lambda: "loaded" in message(session), "the message says so")
    yield session.until(lambda: canvas.isVisible() and not canvas.isDrawing(), "the map is drawn")
    session.result["seconds"] = time.monotonic() - begun
    session.result["actions"] = hands.actions
    yield session.pause(1)
    session.shot("map")
    (stations,) = station_layers()
    session.result["stations"] = stations.featureCount()
    session.result["in view"] = canvas.extent().contains(stations.extent()) and canvas.extent().width() < 30
    session.result["map tips"] = session.iface.actionMapTips().isChecked()
    session.result["layers"] = [node.name() for node in QgsProject.instance().layerTreeRoot().children()]
    session.result["message"] = message(session)


def icon(session):
    """The button of the toolbar that opens the panel."""
    buttons = session.iface.mainWindow().findChildren(QToolButton)
    return next(button for button in buttons if button.defaultAction() is session.plugin.search_action)


def message(session):
    item = session.iface.messageBar().currentItem()
    return "" if item is None else item.text()

"""A newcomer: a fresh profile, QGIS' welcome page, neither key nor internet. Two clicks lead to stations on a map."""

from __future__ import annotations

import time

from qgis.core import QgsProject
from qgis.PyQt.QtWidgets import QToolButton

from tests.desktop.drivers.steps import station_layers


def drive(session):
    yield session.pause(1)
    window = session.iface.mainWindow()
    window.showMaximized()
    yield session.pause(1)
    begun = time.monotonic()
    icon = next(
        button for button in window.findChildren(QToolButton) if button.defaultAction() is session.plugin.search_action
    )
    icon.click()
    yield session.until(lambda: session.plugin.panel.form() is not None, "the panel is there")
    form = session.plugin.panel.form()
    yield session.until(form.key_demo_button.isVisible, "the demo is offered")
    session.result["to the panel"] = time.monotonic() - begun
    session.shot("panel")
    begun = time.monotonic()
    form.key_demo_button.click()
    yield session.until(lambda: bool(station_layers()), "the demo stations are there")
    canvas = session.iface.mapCanvas()
    yield session.until(lambda: "loaded" in message(session), "the message says so")
    yield session.until(lambda: canvas.isVisible() and not canvas.isDrawing(), "the map is drawn")
    session.result["to the map"] = time.monotonic() - begun
    yield session.pause(1)
    session.shot("map")
    (stations,) = station_layers()
    session.result["stations"] = stations.featureCount()
    session.result["in view"] = canvas.extent().contains(stations.extent()) and canvas.extent().width() < 30
    session.result["map tips"] = session.iface.actionMapTips().isChecked()
    session.result["layers"] = [node.name() for node in QgsProject.instance().layerTreeRoot().children()]
    session.result["message"] = message(session)


def message(session):
    item = session.iface.messageBar().currentItem()
    return "" if item is None else item.text()

"""A newcomer with a key: a fresh profile, an empty project. Icon, a place, Enter lead to its stations on a map."""

from __future__ import annotations

import time

from qgis.PyQt.QtWidgets import QPushButton

from tests.desktop.drivers.hands import Hands
from tests.desktop.drivers.newcomer import icon, message
from tests.desktop.drivers.steps import station_layers


def drive(session):
    yield session.pause(1)
    window, hands = session.iface.mainWindow(), Hands(session)
    window.showMaximized()
    yield session.pause(1)
    yield session.pause(1)
    session.shot("start")
    begun = time.monotonic()
    yield from hands.click(icon(session), "the icon")
    yield session.until(lambda: session.plugin.panel.form() is not None, "the panel is there")
    form = session.plugin.panel.form()
    yield session.until(form.place.hasFocus, "what is typed goes into the place")
    yield from hands.type(session.arguments["place"])
    session.shot("typed")
    yield from hands.press("Return")
    yield session.until(lambda: form.place_hits.isVisible() or bool(station_layers()), "the place is found")
    if form.place_hits.isVisible():
        session.result["places"] = [form.place_hits.item(row).text() for row in range(form.place_hits.count())]
        session.shot("places")
        yield from hands.press("Return")  # the first one
    canvas = session.iface.mapCanvas()
    yield session.until(lambda: bool(station_layers()), "the stations are there")
    yield session.until(lambda: "stations" in message(session), "the message says so")
    yield session.until(lambda: canvas.isVisible() and not canvas.isDrawing(), "the map is drawn")
    session.result["seconds"] = time.monotonic() - begun
    session.result["actions"] = hands.actions
    yield session.pause(1)
    session.shot("map")
    (stations,) = station_layers()
    session.result["stations"] = stations.featureCount()
    session.result["name"] = stations.name()
    session.result["in view"] = sum(1 for _ in stations.getFeatures(canvas.extent()))
    session.result["map tips"] = session.iface.actionMapTips().isChecked()
    session.result["message"] = message(session)
    session.result["buttons"] = [
        button.text() for button in session.iface.messageBar().currentItem().findChildren(QPushButton)
    ]

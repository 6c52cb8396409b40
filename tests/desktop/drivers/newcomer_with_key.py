"""A newcomer with a key: a fresh profile, an empty project. Icon, a place, Enter lead to its stations on a map."""

from __future__ import annotations

import time

from qgis.core import QgsProject

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
    session.result["panel"] = session.plugin.panel.width()
    yield from hands.press("Return")
    yield session.until(lambda: form.place_hits.isVisible() or bool(station_layers()), "the place is found")
    if form.place_hits.isVisible():
        session.result["places"] = [form.place_hits.item(row).text() for row in range(form.place_hits.count())]
        session.shot("places")
        yield from hands.press("Return")  # the first one
    canvas = session.iface.mapCanvas()
    yield session.until(lambda: bool(station_layers()), "the stations are there")
    yield session.until(lambda: "700" in message(session), "the message says so")
    yield session.until(lambda: canvas.isVisible() and not canvas.isDrawing(), "the map is drawn")
    session.result["seconds"] = time.monotonic() - begun
    session.result["actions"] = list(hands.actions)
    yield session.pause(1)
    session.shot("map")
    (stations,) = station_layers()
    session.result["stations"] = stations.featureCount()
    session.result["name"] = stations.name()
    session.result["in view"] = sum(1 for _ in stations.getFeatures(canvas.extent()))
    session.result["map tips"] = session.iface.actionMapTips().isChecked()
    session.result["message"] = message(session)
    session.result["panel with the offer"] = session.plugin.panel.width()
    session.result["base map offered"] = form.base_map_offer.isVisible()
    session.result["layers without one"] = len(QgsProject.instance().layerTreeRoot().children())
    yield from hands.click(form.outlines_button, "Outlines")
    yield session.until(lambda: not form.base_map_offer.isVisible(), "the base map is there")
    session.result["layers"] = [node.name() for node in QgsProject.instance().layerTreeRoot().children()]
    yield session.pause(1)
    yield session.until(lambda: not canvas.isDrawing(), "the map is drawn")
    session.shot("base-map")

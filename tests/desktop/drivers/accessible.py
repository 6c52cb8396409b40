"""Uses the plugin as a screen reader does: reads each window over AT-SPI, and searches by pressing what it reads."""

from __future__ import annotations

import json
from pathlib import Path

from openchargemap.ocm_plugin.ocm.search.search import Search
from qgis.PyQt.QtWidgets import QDialog

from tests.desktop.drivers.steps import station_layers

PANEL = "Search Charging Stations"
WALK = str(Path(__file__).parents[1] / "accessible_walk.py")


def drive(session):
    yield session.pause(1)
    session.iface.mainWindow().resize(1280, 700)
    form = session.plugin.open_search()
    form.show_search(Search())
    form.source.setCurrentIndex(form.source.findData("demo"))
    yield session.until(form.search_button.isEnabled, "the search is valid")
    yield from read(session, "panel", PANEL)
    yield from press(session, PANEL, "Search")
    yield session.until(lambda: bool(station_layers()), "the demo stations are there")
    yield session.pause(2)
    yield from read(session, "window", "QGIS")
    (stations,) = station_layers()
    session.iface.setActiveLayer(stations)
    session.plugin.layer_actions.actions[0].trigger()
    yield session.pause(1)
    yield from read(session, "share", "Share")
    # QGIS does not end while a window waits for an answer.
    for window in session.iface.mainWindow().findChildren(QDialog):
        window.reject()


def read(session, key, name):
    session.result[key] = json.loads((yield from session.outside("/usr/bin/python3", WALK, "list", name)))


def press(session, where, name):
    pressed = json.loads((yield from session.outside("/usr/bin/python3", WALK, "press", where, name)))
    assert pressed, f"no {name} could be pressed in {where}"

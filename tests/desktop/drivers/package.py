"""The plugin as a user gets it: it was loaded at QGIS' start, runs a search, and is unloaded."""

from __future__ import annotations

from qgis.core import Qgis
from qgis.utils import active_plugins, unloadPlugin

from tests.desktop.drivers.steps import (
    PACKAGE,
    no_task_runs,
    objects_of_ours,
    show_extent,
    start_search,
    station_layers,
)


def drive(session):
    session.result["qgis"] = Qgis.QGIS_VERSION
    session.result["active"] = PACKAGE in active_plugins
    session.result["code"] = type(session.plugin).__module__
    yield from show_extent(session)
    yield from start_search(session)
    yield session.until(lambda: bool(station_layers()), "the stations are loaded")
    (layer,) = station_layers()
    session.result["stations"] = layer.featureCount()
    session.result["fields"] = layer.fields().names()
    yield session.pause(1)
    session.shot("loaded")
    yield session.until(no_task_runs, "all tasks have ended")
    assert unloadPlugin(PACKAGE)
    yield session.pause(0.5)
    session.result["left"] = objects_of_ours()
    session.shot("unloaded")

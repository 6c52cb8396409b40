"""Loads and unloads the plugin several times, uses it in between, and counts what is left each time."""

from __future__ import annotations

from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtWidgets import QAction
from qgis.utils import loadPlugin, startPlugin, unloadPlugin

from tests.desktop.drivers.counts import counts
from tests.desktop.drivers.steps import PACKAGE


def drive(session):
    # A layer, so that the layer tree has a context menu with layer actions to count.
    layer = QgsVectorLayer("Point?crs=EPSG:4326", "Something", "memory")
    QgsProject.instance().addMapLayer(layer)
    session.iface.setActiveLayer(layer)
    yield session.pause(1)

    # Once unmeasured: QGIS itself makes some things only at first use (the Web menu, the Options dialog).
    yield from load_use_unload(session, [])
    session.result["before"] = counts()
    session.result["loaded"] = []
    session.result["after"] = []
    for _ in range(session.arguments["lives"]):
        yield from load_use_unload(session, session.result["loaded"])
        session.result["after"].append(counts())
    if session.arguments.get("leak"):
        # The counter-test: an action that nobody removes must be seen.
        session.leaked = QAction("Leaked", session.iface.mainWindow())
        session.result["after"][-1] = counts()


def load_use_unload(session, loaded):
    """One life of the plugin; its panel is opened, as a session's would be."""
    assert loadPlugin(PACKAGE)
    assert startPlugin(PACKAGE)
    yield session.pause(0.2)
    session.plugin.open_search()
    yield session.pause(0.3)
    loaded.append(counts())
    assert unloadPlugin(PACKAGE)
    yield session.pause(0.3)

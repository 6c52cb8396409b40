"""Saves a temporary result permanently, copies it as “Duplicate Layer” does, and leaves QGIS with the file loaded."""

from __future__ import annotations

from qgis.core import QgsProject
from qgis.PyQt.QtWidgets import QAction

from tests.desktop.drivers.steps import no_task_runs, show_extent, start_search, station_layers


def drive(session):
    yield from show_extent(session)
    yield from start_search(session)
    yield session.until(lambda: bool(station_layers()), "the stations are loaded")
    yield session.until(no_task_runs, "all tasks have ended")
    yield session.pause(1)
    (layer,) = station_layers()
    view = session.iface.layerTreeView()
    node = QgsProject.instance().layerTreeRoot().findLayer(layer.id())

    def signs():
        return [sign.toolTip() for sign in view.indicators(node)]

    session.result["signs before"] = signs()
    session.plugin.sharing.save_to(layer, session.arguments["path"])
    yield session.until(lambda: layer.storageType() == "GPKG", "the layer is saved")
    yield session.until(no_task_runs, "all tasks have ended")
    yield session.pause(1)
    session.result["signs after"] = signs()
    session.result["same"] = station_layers() == [layer]
    view.setCurrentLayer(layer)
    session.iface.mainWindow().findChild(QAction, "mActionDuplicateLayer").trigger()
    yield session.until(lambda: len(station_layers()) == 2, "the layer is copied")
    yield session.pause(1)
    copy = next(found for found in station_layers() if found is not layer)
    relations = QgsProject.instance().relationManager().referencedRelations(copy)
    session.result["related"] = [relation.referencingLayer().name() for relation in relations]
    # Edits of two layers of a file leave it in journal mode WAL.
    assert layer.startEditing()
    layer.changeAttributeValue(next(layer.getFeatures()).id(), layer.fields().indexOf("name"), "Another name")
    assert layer.commitChanges()
    session.shot("saved")

"""Searches in the place of the last result, whose table is open: it goes, comes back by Undo, and goes again."""

from __future__ import annotations

import gc

from openchargemap.ocm_plugin.gui.open_tables import open_views
from qgis.core import QgsProject, QgsRectangle
from qgis.PyQt.QtWidgets import QPushButton

from tests.desktop.drivers.newcomer import message
from tests.desktop.drivers.steps import no_task_runs, station_layers


def drive(session):
    window, canvas = session.iface.mainWindow(), session.iface.mapCanvas()
    window.showMaximized()
    yield session.pause(1)
    form = session.plugin.open_search()
    canvas.setExtent(QgsRectangle(*session.arguments["extent"]))
    yield session.pause(1)
    form.ask_for_search()
    yield from ended(session)
    (first,) = station_layers()
    first_id = first.id()
    session.iface.showAttributeTable(first)
    del first
    yield session.until(lambda: tables() == [first_id], "its table is open")
    form.result_group.setCollapsed(False)
    form.output.setCurrentIndex(form.output.findData("last result"))
    yield session.pause(0.5)
    session.shot("option")
    form.ask_for_search()
    yield from ended(session)
    session.result["message"] = message(session)
    session.result["gone"] = QgsProject.instance().mapLayer(first_id) is None
    session.result["tables"] = tables()
    session.shot("replaced")
    gc.collect()
    buttons = session.iface.messageBar().currentItem().findChildren(QPushButton)
    next(button for button in buttons if button.text() == session.arguments["undo"]).click()
    yield session.pause(1)
    yield session.until(lambda: not canvas.isDrawing(), "the map is drawn")
    session.result["back"] = [layer.id() for layer in station_layers()] == [first_id]
    session.shot("undone")
    session.iface.showAttributeTable(QgsProject.instance().mapLayer(first_id))
    yield session.until(lambda: tables() == [first_id], "its table is open again")
    for _ in range(2):  # the second time, the one that was kept goes for good
        form.ask_for_search()
        yield from ended(session)
        gc.collect()
    session.result["tables at the end"] = tables()
    session.result["layers"] = len(station_layers())


def ended(session):
    session.iface.messageBar().clearWidgets()
    yield session.until(lambda: bool(message(session)), "the result")
    yield session.until(no_task_runs, "it is whole")
    yield session.pause(0.7)
    yield session.until(lambda: not session.iface.mapCanvas().isDrawing(), "the map is drawn")


def tables() -> list[str]:
    """The ids of the layers whose attribute tables are open."""
    return [layer.id() for _, layer in open_views()]

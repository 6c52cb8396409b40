"""Interrupts a search in the middle of its run, in the way that the test names."""

from __future__ import annotations

from time import monotonic

from qgis.core import QgsProject
from qgis.PyQt.QtWidgets import QPushButton
from qgis.utils import plugins, unloadPlugin

from tests.desktop.drivers.steps import (
    PACKAGE,
    no_task_runs,
    objects_of_ours,
    show_extent,
    start_search,
    station_layers,
)


def drive(session):
    how = session.arguments["how"]
    yield from show_extent(session)
    layer = None
    if how == "layer removed":
        layer = yield from load_once(session)
        (session.folder / "slow").touch()
        session.plugin.searching.reloads.reload(layer)
        yield session.until(lambda: not no_task_runs(), "the layer is loaded again")
    else:
        (session.folder / "slow").touch()
        yield from start_search(session)
    yield session.pause(0.7)
    assert not no_task_runs(), "the run was over before it could be interrupted"

    interrupted = monotonic()
    if how == "plugin unloaded":
        assert unloadPlugin(PACKAGE)
    elif how == "project cleared":
        QgsProject.instance().clear()
    elif how == "dialog closed, then cancelled":
        session.plugin.open_search()
        session.plugin.panel.close()
        # Closing lets the run go on: the message bar has what ends it.
        message = session.iface.messageBar().currentItem()
        next(button for button in message.findChildren(QPushButton) if button.text() == "Cancel").click()
    elif how == "layer removed":
        QgsProject.instance().removeMapLayer(layer.id())
    elif how == "QGIS closed":
        return
    yield session.until(no_task_runs, "the interrupted run has ended", 60)
    session.result["seconds"] = monotonic() - interrupted
    yield session.pause(0.5)
    session.shot("interrupted")
    session.result["station layers"] = len(station_layers())
    if PACKAGE in plugins:
        assert unloadPlugin(PACKAGE)
        yield session.pause(0.5)
    session.result["left"] = objects_of_ours()


def load_once(session):
    """Load a layer while the server still answers quickly."""
    yield from start_search(session)
    yield session.until(lambda: bool(station_layers()), "the first search is done")
    yield session.until(no_task_runs, "all tasks have ended")
    return station_layers()[0]

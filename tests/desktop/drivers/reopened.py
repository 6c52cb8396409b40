"""Searches, saves the project and opens it again several times, without waiting for the map in between."""

from __future__ import annotations

from qgis.core import QgsProject

from tests.desktop.drivers.steps import no_task_runs, show_extent, start_search, station_layers


def drive(session):
    project = QgsProject.instance()
    path = str(session.folder / "project.qgz")
    yield from show_extent(session)
    yield from start_search(session)
    yield session.until(lambda: bool(station_layers()), "the stations are loaded")
    yield session.until(no_task_runs, "all tasks have ended")
    session.result["credits"] = []
    for moment in range(session.arguments["times"]):
        # In another moment of the drawing each time.
        yield session.pause(0.1 * moment)
        assert project.write(path)
        project.clear()
        assert project.read(path)
        session.iface.mapCanvas().refresh()
        session.result["credits"].append([layer.metadata().rights() for layer in station_layers()])
    yield session.pause(1)
    session.shot("reopened")
    # As a user opens it.
    assert session.iface.addProject(path)
    yield session.pause(1)
    session.result["message"] = session.iface.messageBar().currentItem().text()

"""Presses New Project while two tasks wait for a server that never answers, one of the dialog and one of Processing."""

from __future__ import annotations

from time import monotonic

from qgis.core import (
    QgsApplication,
    QgsFeature,
    QgsGeometry,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProject,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QThreadPool

from tests.desktop.drivers.steps import no_task_runs, show_extent, start_search


def drive(session):
    # Two cores, whatever this computer has.
    QThreadPool.globalInstance().setMaxThreadCount(2)
    yield from show_extent(session)
    add_points()
    yield from start_search(session)
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("openchargemap:stationsinextent")
    context, feedback = QgsProcessingContext(), QgsProcessingFeedback(False)
    parameters = {"EXTENT": "6,8,50,52 [EPSG:4326]", "OUTPUT": "memory:"}
    task = QgsProcessingAlgRunnerTask(algorithm, parameters, context, feedback)
    # The task uses them until QGIS deletes it, which is after its end: QGIS 3.44 crashed.
    session.kept = (algorithm, parameters, context, feedback)
    QgsApplication.taskManager().addTask(task)
    yield session.pause(1)
    session.result["waiting"] = QgsApplication.taskManager().countActiveTasks()

    canvas = session.iface.mapCanvas()
    canvas.refreshAllLayers()
    yield session.pause(0.3)
    started = monotonic()
    session.iface.newProject()
    session.result["seconds"] = monotonic() - started
    session.result["layers"] = len(QgsProject.instance().mapLayers())
    task.cancel()
    yield session.until(no_task_runs, "nothing waits any more")
    session.result["seconds until all had ended"] = monotonic() - started


def add_points():
    layer = QgsVectorLayer("Point?crs=EPSG:4326", "Points", "memory")
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromWkt("POINT(7 51)"))
    layer.dataProvider().addFeatures([feature])
    QgsProject.instance().addMapLayer(layer)

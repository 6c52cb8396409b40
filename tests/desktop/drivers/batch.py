"""Runs algorithms in QGIS' batch: opens its dialog, adds and fills rows, presses Run, reads the log.

An argument of the test says what to run: algorithms with their rows. A value "layer NAME" is a layer of the project,
and "schema NAME" the stations of a schema in PostGIS, which somebody adds to the project first.
"""

from __future__ import annotations

import gc

from processing.gui.BatchAlgorithmDialog import BatchAlgorithmDialog
from qgis.core import (
    QgsApplication,
    QgsDataSourceUri,
    QgsFeature,
    QgsGeometry,
    QgsProcessingContext,
    QgsProject,
    QgsProviderRegistry,
    QgsScopedProxyProgressTask,
    QgsVectorLayer,
)
from qgis.PyQt import sip
from qgis.PyQt.QtWidgets import QTextEdit

from tests.desktop.drivers.postgis import connect
from tests.desktop.drivers.steps import no_task_runs, station_layers

INPUTS = {
    "South": ("Polygon", "POLYGON((3 47, 10 47, 10 50, 3 50, 3 47))"),
    "North": ("Polygon", "POLYGON((3 50, 10 50, 10 53, 3 53, 3 50))"),
    "Route": ("LineString", "LINESTRING(4.47 51.92, 6.96 50.94, 8.27 50.0, 7.59 47.56)"),
}


def drive(session):
    """One batch after the other; the logs and the layers that QGIS has loaded go back to the test."""
    for name, (kind, wkt) in INPUTS.items():
        add_layer(name, kind, wkt)
    for name in session.arguments.get("connections", ()):
        connect(session, name)
    session.result["logs"] = {}
    dialogs = []
    for name, rows in session.arguments["batches"].items():
        dialogs.append((yield from run_batch(session, name, rows)))
    # QGIS lets events through while it writes a batch's last lines: a dialog closed there ends it.
    yield session.pause(1)
    for dialog in dialogs:
        dialog.close()
    end_tasks_of_batches()
    yield session.until(no_task_runs, "all tasks have ended")
    read = module(session, "layers.metadata").read_provenance
    results = [layer for layer in station_layers() if read(layer) is not None]
    session.result["layers"] = [described(session, layer) for layer in results]


def end_tasks_of_batches():
    """End the tasks that QGIS 3.22 leaves running when a row of a batch fails, so that it can be closed."""
    for item in gc.get_objects():
        if isinstance(item, QgsScopedProxyProgressTask) and not sip.isdeleted(item):
            sip.delete(item)


def add_layer(name, kind, wkt):
    layer = QgsVectorLayer(f"{kind}?crs=EPSG:4326", name, "memory")
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromWkt(wkt))
    layer.dataProvider().addFeatures([feature])
    QgsProject.instance().addMapLayer(layer)


def run_batch(session, name, rows):
    """Fill the table as a user would, row by row; what a row does not name keeps the value it has in a new row.

    The dialog, when its batch has ended.
    """
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"openchargemap:{name}")
    dialog = BatchAlgorithmDialog(algorithm, session.iface.mainWindow())
    dialog.show()
    panel, context = dialog.mainWidget(), QgsProcessingContext()
    panel.checkLoadLayersOnCompletion.setChecked(True)
    outputs = {output.name() for output in algorithm.destinationParameterDefinitions()}
    for number, row in enumerate(rows):
        if number:
            panel.btnAdd.click()
        for parameter, value in row.items():
            column = panel.parameter_to_column[parameter]
            if parameter in outputs:
                panel.tblParameters.cellWidget(number + 1, column).setValue(value)
            else:
                panel.wrappers[number][column].setParameterValue(meant(value), context)
    yield session.pause(0.1)
    session.shot(f"{name} filled")
    session.later(0, dialog.runButton().click)
    log = dialog.findChild(QTextEdit, "txtLog")
    done = "Batch execution completed"
    yield session.until(lambda: done in log.toPlainText(), f"the batch of {name} has ended", 60)
    yield session.pause(0.1)
    session.shot(f"{name} done")
    session.result["logs"][name] = log.toPlainText()
    return dialog


def meant(value):
    if isinstance(value, str) and value.startswith("layer "):
        (layer,) = QgsProject.instance().mapLayersByName(value[len("layer ") :])
        return layer.id()
    if isinstance(value, str) and value.startswith("schema "):
        (connection,) = QgsProviderRegistry.instance().providerMetadata("postgres").connections().values()
        uri = QgsDataSourceUri(connection.uri())
        uri.setDataSource(value[len("schema ") :], "stations", "geom", "", "fid")
        layer = QgsVectorLayer(uri.uri(False), "stations", "postgres")
        QgsProject.instance().addMapLayer(layer)
        return layer.id()
    return value


def described(session, layer):
    return {
        "source": layer.source(),
        "count": layer.featureCount(),
        "renderer": layer.renderer().type(),
        "rights": layer.metadata().rights(),
        "is_complete": module(session, "layers.metadata").read_provenance(layer).is_complete,
    }


def module(session, name):
    package = f"{session.plugin_folder.name}.ocm_plugin.{name}"
    return __import__(package, fromlist=[name])

"""Decides a possible duplicate in the layer that an audit has given, and removes a layer while an analysis reads it."""

from __future__ import annotations

from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtWidgets import QApplication

from tests.desktop.drivers.steps import no_task_runs


def given_name(layer):
    """What a layer is called that a window gives by its id, or as it is."""
    return (QgsProject.instance().mapLayer(layer) if isinstance(layer, str) else layer).name()


def drive(session):
    import processing
    from openchargemap.ocm_plugin.gui.analysing import add_demo_places, analyse
    from processing.gui.AlgorithmDialog import AlgorithmDialog

    project, path = QgsProject.instance(), session.arguments["path"]
    session.plugin.open_search().close()
    made = {"EXTENT": "-180,180,-90,90 [EPSG:4326]", "SOURCE": "demo", "PACKAGE": path}
    processing.run("openchargemap:stationsinextent", made)
    stations = QgsVectorLayer(f"{path}|layername=stations", "Charging stations", "ogr")
    project.addMapLayer(stations)
    processing.runAndLoadResults(
        "openchargemap:auditstations",
        {"STATIONS": stations.id(), "OUTPUT": "TEMPORARY_OUTPUT", "DUPLICATES": "TEMPORARY_OUTPUT"},
    )
    (review,) = project.mapLayersByName("Possible duplicates")
    review.startEditing()
    first = next(review.getFeatures())
    review.changeAttributeValue(first.id(), review.fields().indexOf("decision"), "different")
    assert review.commitChanges()
    bar = session.iface.messageBar()
    yield session.until(lambda: bar.currentItem() is not None, "a message is shown")
    yield session.until(no_task_runs, "all tasks have ended")
    yield session.pause(0.5)
    session.result["message"] = bar.currentItem().text()
    session.result["pair"] = [first["ocm_id_a"], first["ocm_id_b"]]
    session.shot("decided")

    add_demo_places(session.plugin.messages)
    analyse("stationsperzone", stations, session.plugin.messages)
    window = next(each for each in QApplication.topLevelWidgets() if isinstance(each, AlgorithmDialog))
    yield session.pause(1)
    given = window.createProcessingParameters()
    session.result["zones"] = [given_name(given[name]) for name in ("ZONES", "STATIONS")]
    session.shot("filled in")
    window.runButton().click()
    stations = None
    project.removeAllMapLayers()
    yield session.until(no_task_runs, "all tasks have ended")
    yield session.pause(1)
    session.shot("removed meanwhile")
    session.result["results"] = {layer.name(): layer.featureCount() for layer in project.mapLayers().values()}
    window.close()

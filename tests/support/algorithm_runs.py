"""Algorithms as scripts run them: what came, and what was said."""

from __future__ import annotations

import gc

from qgis.core import (
    QgsApplication,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingUtils,
    QgsVectorLayer,
)

from tests.support.processing_log import Log

EVERYWHERE = "-180,180,-90,90 [EPSG:4326]"


def run(name, **parameters):
    """The results of an algorithm, and what it said."""
    import processing

    log = Log()
    parameters.setdefault("OUTPUT", "TEMPORARY_OUTPUT")
    try:
        results = processing.run(name if ":" in name else f"openchargemap:{name}", parameters, feedback=log)
    except QgsProcessingException:
        print(*log.said, sep="\n")  # why, which the exception often does not say
        raise
    return results, log.said


def searched(where=EVERYWHERE, output="TEMPORARY_OUTPUT", **filters) -> QgsVectorLayer:
    """The layer of a search of an extent."""
    layer = run("stationsinextent", EXTENT=where, OUTPUT=output, **filters)[0]["OUTPUT"]
    return layer if isinstance(layer, QgsVectorLayer) else QgsVectorLayer(layer, "new", "ogr")


def listed(server):
    """The POIs that the server lists: all but those marked as removed."""
    return [poi for poi in server.served_pois() if poi.get("StatusTypeID") not in (200, 210)]


def run_and_load(project, output="TEMPORARY_OUTPUT", algorithm="stationsinextent", **parameters):
    """Run a search and load its result as QGIS does: when the algorithm is gone. The layer, and the log.

    QGIS' own function for it wants the layer panel of a real window.
    """
    log, context = Log(), QgsProcessingContext()
    context.setProject(project)
    parameters["OUTPUT"] = QgsProcessingOutputLayerDefinition(output, project)
    made = QgsApplication.processingRegistry().createAlgorithmById(f"openchargemap:{algorithm}")
    _, ok = made.run({"EXTENT": EVERYWHERE, **parameters}, context, log)
    assert ok
    del made
    gc.collect()
    ((layer_id, details),) = context.layersToLoadOnCompletion().items()
    layer = QgsProcessingUtils.mapLayerFromString(layer_id, context)
    context.temporaryLayerStore().takeMapLayer(layer)
    project.addMapLayer(layer)
    details.postProcessor().postProcessLayer(layer, context, log)
    return layer, log.said


def ids(layer):
    """The numbers of a layer's stations."""
    return sorted(feature["ocm_id"] for feature in layer.getFeatures())

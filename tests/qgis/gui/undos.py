"""Undoes reloads as a user does, and looks at all that layers hold and say."""

from __future__ import annotations

from qgis.core import QgsLayerTreeModel, QgsProject, QgsVectorLayer
from qgis.PyQt.QtXml import QDomDocument

from ocm_plugin.layers.attribution import attribution_of
from ocm_plugin.layers.layer_rows import plain_value
from ocm_plugin.layers.reloading import layers_of

from .reloads import pressed

UNDONE = "The reload was undone."


def undone(window, searching) -> str:
    """Press Undo, and wait: the message."""
    return pressed(window, searching, "Undo")


def rows_of(layer: QgsVectorLayer) -> list[tuple]:
    """All rows, without the numbers that temporary layers give them."""
    names = [field.name() for field in layer.fields() if field.name() != "fid"]
    rows = []
    for feature in layer.getFeatures():
        values = [plain_value(feature[name]) for name in names]
        rows.append((*zip(names, values), feature.geometry().asWkt(9)))
    return sorted(rows, key=repr)


def all_of(layer: QgsVectorLayer) -> dict:
    """What layers of stations hold and say."""
    layers = layers_of(layer, QgsProject.instance())
    said = {}
    for table, each in {"stations": layer, **layers.children()}.items():
        document = QDomDocument()
        each.exportNamedMetadata(document, "")
        said[table] = (rows_of(each), document.toString())
    model = QgsLayerTreeModel(QgsProject.instance().layerTreeRoot())
    node = QgsProject.instance().layerTreeRoot().findLayer(layer.id())
    legend = [row.data(0) for row in model.layerLegendNodes(node)] if node is not None else []
    return {**said, "credit": attribution_of(layer), "legend": legend}


def ids_of(layer: QgsVectorLayer) -> dict[int, int]:
    return {feature["ocm_id"]: feature.id() for feature in layer.getFeatures()}


def read_counts(*layers: QgsVectorLayer) -> list[int]:
    return [len(list(layer.getFeatures())) for layer in layers]


def without_times(found: QgsVectorLayer | dict, ocm_id: int) -> dict:
    """What layers hold and say, but for the moment at which one station was fetched."""
    told = all_of(found) if isinstance(found, QgsVectorLayer) else found
    rows, metadata = told["stations"]
    kept = [[pair for pair in row if pair[0] != "fetched_at" or ("ocm_id", ocm_id) not in row] for row in rows]
    return {**told, "stations": (kept, metadata)}

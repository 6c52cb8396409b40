"""Layers of what has changed in a layer of stations: a point for each station that differs, and a table of values.

Made in a worker, handed over to the main thread, and dressed and added to the project there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from qgis.core import QgsFeature, QgsFeatureSink, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QThread

from ..ocm.errors import FileWriteError
from ..ocm.records.credits import Attribution
from ..ocm.slices import slices
from ..ocm.store.merge_values import Change
from ..ocm.tables.schema import Field
from ..ocm.tables.schema.changes import CHANGE_FIELDS, VALUE_CHANGE_FIELDS
from ..ocm.translation import tr
from .build import CRS
from .change_look import dress_changes
from .fields import qgis_fields
from .project import NOT_IN_LEGENDS
from .snapshots import LayerSnapshot, compared_since, credit_changes


class ChangeLayers(NamedTuple):
    """What a layer differs in from what it held before."""

    changes: QgsVectorLayer
    values: QgsVectorLayer
    kinds: Mapping[str, int]
    """How many stations differ, by the kinds of their changes."""
    left: Attribution
    """Whose data the stations are that have left."""


def change_layers(
    now: LayerSnapshot, entries: Sequence[Change], thread: QThread, check: Callable[[], None]
) -> ChangeLayers:
    """Make the layers, and hand them over to a thread (the main one). Raises Cancelled and FileWriteError."""
    # Stations that were not asked for before are new in the layer all the same.
    found = compared_since(now, entries, True, check)
    changes = _filled(f"Point?crs={CRS}", tr("Changes"), CHANGE_FIELDS, found.changes, check)
    values = _filled("NoGeometry", tr("Changed values"), VALUE_CHANGE_FIELDS, found.values, check)
    for layer in (changes, values):
        layer.moveToThread(thread)
    return ChangeLayers(changes, values, found.kinds, found.left)


def _filled(
    uri: str, name: str, fields: Sequence[Field], features: Sequence[QgsFeature], check: Callable[[], None]
) -> QgsVectorLayer:
    options = QgsVectorLayer.LayerOptions()
    options.loadDefaultStyle = False
    layer = QgsVectorLayer(uri, name, "memory", options)
    provider = layer.dataProvider()
    provider.addAttributes(qgis_fields(fields).toList())
    layer.updateFields()
    for part in slices(features):
        check()
        added, _ = provider.addFeatures(part, QgsFeatureSink.Flag.FastInsert)
        if not added:
            raise FileWriteError(tr("QGIS could not store the changes, perhaps for lack of memory."))
    layer.updateExtents()
    return layer


def show_changes(layers: ChangeLayers, now: LayerSnapshot, of: QgsVectorLayer, project: QgsProject) -> None:
    """Dress layers of changes, and put them above the layer that they are about."""
    for layer in (layers.changes, layers.values):
        credit_changes(layer, [layers.left, now.attribution])
        dress_changes(layer, layers.kinds)
    project.addMapLayers([layers.changes, layers.values], False)
    node = project.layerTreeRoot().findLayer(of.id())
    group = node.parent() if node is not None else project.layerTreeRoot()
    place = next((place for place, each in enumerate(group.children()) if each == node), 0)
    legend = group.insertLayer(place, layers.changes)
    # The layer panel has closed it while it had no symbols.
    legend.setExpanded(False)
    legend.setExpanded(True)
    group.insertLayer(place + 1, layers.values).setCustomProperty(*NOT_IN_LEGENDS)

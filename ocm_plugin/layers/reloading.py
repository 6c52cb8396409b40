"""Fresh stations for layers that are in use: their ids, styles, joins and selections stay, the rows are new."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from qgis.core import QgsFeature, QgsFeatureSink, QgsProject, QgsVectorLayer

from ..ocm.errors import FileWriteError
from ..ocm.schema import TABLES
from .build import CHILDREN, STATIONS, StationLayers
from .geopackage import open_table, package_of
from .keywords import KEY_FIELD

SLICE = 500
"""So many rows are copied at once: the main thread is free again after a few milliseconds."""


def layers_of(stations: QgsVectorLayer, project: QgsProject) -> StationLayers:
    """A layer of stations and its tables: those related to it in a project, and others that lie in the same file."""
    children = {}
    for relation in project.relationManager().referencedRelations(stations):
        child = relation.referencingLayer()
        for table in CHILDREN:
            if child is not None and child.fields().indexOf(TABLES[table][0].name) >= 0:
                children[table] = child
    if stations.storageType() == "GPKG":
        for table in set(CHILDREN) - set(children):
            child = open_table(package_of(stations), table)
            if child.isValid():
                children[table] = child
    return StationLayers.by_table({STATIONS: stations, **children})


@contextmanager
def _all_rows(layer: QgsVectorLayer) -> Iterator[None]:
    """A layer without its filter, which returns afterwards: rows it hides are held all the same."""
    subset = layer.subsetString()
    if not subset:
        yield
        return
    layer.setSubsetString("")
    try:
        yield
    finally:
        layer.setSubsetString(subset)


def held_stations(layer: QgsVectorLayer) -> int:
    """How many stations a layer holds, those that its filter hides too."""
    with _all_rows(layer):
        return max(0, int(layer.dataProvider().featureCount()))


def refill(layers: StationLayers, fresh: StationLayers) -> Iterator[None]:
    """Replace the rows of layers by those of fresh ones, a slice at each step. Main thread.

    Stations that are selected stay selected by their number. A table that the layers lack is left out. Raises
    FileWriteError when a layer cannot be written, for example because it is being edited.
    """
    check_not_edited(layers)
    old_tables = {STATIONS: layers.stations, **layers.children()}
    new_tables = {STATIONS: fresh.stations, **fresh.children()}
    selected = {feature[KEY_FIELD] for feature in layers.stations.selectedFeatures()}
    for table, layer in old_tables.items():
        if table in new_tables:
            with _all_rows(layer):
                yield from _replace_rows(layer, new_tables[table])
    numbers = ",".join(str(int(number)) for number in selected if number)
    if numbers:
        layers.stations.selectByExpression(f'"{KEY_FIELD}" IN ({numbers})')


def check_not_edited(layers: StationLayers) -> None:
    """Raise FileWriteError when a layer is being edited."""
    for layer in layers.all():
        if layer.isEditable():
            raise FileWriteError(f"The layer “{layer.name()}” is being edited. Save or discard the edits first.")


def _replace_rows(layer: QgsVectorLayer, fresh: QgsVectorLayer) -> Iterator[None]:
    positions = [fresh.fields().indexOf(field.name()) for field in layer.fields()]
    provider = layer.dataProvider()
    if not provider.truncate():
        raise FileWriteError(f"The layer “{layer.name()}” cannot be changed.", "; ".join(provider.errors()))
    rows: list[QgsFeature] = []
    for feature in fresh.getFeatures():
        attributes = feature.attributes()
        row = QgsFeature()
        row.setGeometry(feature.geometry())
        row.setAttributes([attributes[position] if position >= 0 else None for position in positions])
        rows.append(row)
        if len(rows) == SLICE:
            yield from _add(layer, rows)
            rows = []
    yield from _add(layer, rows)
    layer.updateExtents()
    layer.dataChanged.emit()
    layer.triggerRepaint()


def _add(layer: QgsVectorLayer, rows: list[QgsFeature]) -> Iterator[None]:
    added, _ = layer.dataProvider().addFeatures(rows, QgsFeatureSink.Flag.FastInsert)
    if not added:
        raise FileWriteError(
            f"The layer “{layer.name()}” could not take the new stations. Please reload it again.",
            "; ".join(layer.dataProvider().errors()),
        )
    yield

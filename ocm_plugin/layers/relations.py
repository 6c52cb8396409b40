"""Stations and their connections, comments and photos as related layers of a project, temporary ones too."""

from __future__ import annotations

from collections.abc import Container

from qgis.core import QgsMapLayer, QgsProject, QgsRelation, QgsVectorLayer

from ..ocm.tables.schema import CHILDREN, CONNECTIONS, STATIONS, TABLES
from .build import StationLayers, layer_title
from .geopackage import open_table, package_of
from .keywords import KEY_FIELD, PROVENANCE_VOCABULARY, SEARCH_VOCABULARY, is_station_layer, keyword, relation_id


def relate(layers: StationLayers, project: QgsProject) -> None:
    """Relate each child layer to the stations. The layers must be in the project."""
    for table, child in layers.children().items():
        relation = QgsRelation()
        relation.setId(relation_id(table, layers.stations.id()))
        relation.setName(layer_title(table))
        relation.setReferencingLayer(child.id())
        relation.setReferencedLayer(layers.stations.id())
        relation.addFieldPair(KEY_FIELD, KEY_FIELD)
        project.relationManager().addRelation(relation)


def connections_layer_of(layer: QgsVectorLayer, project: QgsProject) -> QgsVectorLayer | None:
    """The connections of a layer of stations: related to it in a project, of the same result there, or in its file.

    None when there are none.
    """
    found = related_tables(layer, project).get(CONNECTIONS)
    if found is None:
        found = tables_beside(layer, project).get(CONNECTIONS)
    if found is None and layer.storageType() == "GPKG" and table_of(layer) == STATIONS:
        in_file = open_table(package_of(layer), CONNECTIONS)
        found = in_file if in_file.isValid() else None
    return found


def related_tables(stations: QgsVectorLayer, project: QgsProject) -> dict[str, QgsVectorLayer]:
    """The tables of a result that a project relates to a layer of stations; rather those in its own file.

    A table made by another program is none, even if its columns are called the same.
    """
    found: dict[str, QgsVectorLayer] = {}
    for relation in project.relationManager().referencedRelations(stations):
        child = relation.referencingLayer()
        table = table_of(child) if child is not None else None
        if table not in CHILDREN:
            continue
        is_ours = is_station_layer(child) or relation.id() == relation_id(table, stations.id())
        if is_ours and (table not in found or _are_in_one_file(stations, child)):
            found[table] = child
    return found


def _are_in_one_file(stations: QgsVectorLayer, child: QgsVectorLayer) -> bool:
    is_file = stations.storageType() == child.storageType() == "GPKG"
    return is_file and package_of(stations) == package_of(child)


def table_of(layer: QgsVectorLayer) -> str | None:
    """Which table of a result a layer is, by its fields; None when it is none."""
    names = layer.fields().names()
    if KEY_FIELD not in names:
        return None
    return STATIONS if layer.isSpatial() else next((name for name in CHILDREN if TABLES[name][0].name in names), None)


def tables_beside(
    stations: QgsVectorLayer, project: QgsProject, rather: Container[str] = ()
) -> dict[str, QgsVectorLayer]:
    """The tables in a project that belong to a layer of stations: in the same file, or else of the same result.

    So a copy of a layer finds the tables of its original. `rather`: ids of layers to be taken before others.
    """
    places = _places(stations)
    found: dict[str, QgsVectorLayer] = {}
    for layer in project.mapLayers().values():
        table = table_of(layer) if is_station_layer(layer) else None
        shared = [number for number, place in enumerate(places) if place in _places(layer)]
        if table in CHILDREN and shared:
            found.setdefault(table, []).append((shared[0], layer.id() not in rather, layer))
    return {table: min(layers, key=lambda entry: entry[:2])[2] for table, layers in found.items()}


def _places(layer: QgsMapLayer) -> list[tuple[str | None, ...]]:
    """What layers of one result have in common, the surest first: their file, and what they say of their result."""
    if not is_station_layer(layer):
        return []
    result = (keyword(layer, SEARCH_VOCABULARY), keyword(layer, PROVENANCE_VOCABULARY))
    return [(package_of(layer),), result] if layer.storageType() == "GPKG" else [result]

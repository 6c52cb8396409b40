"""Stations and their connections, comments and photos as related layers of a project, temporary ones too."""

from __future__ import annotations

from qgis.core import QgsProject, QgsRelation, QgsVectorLayer

from .build import StationLayers, layer_title
from .keywords import KEY_FIELD


def relation_id(table: str, stations_id: str) -> str:
    """The id of the relation from a child table to its layer of stations.

    Made from the id of the layer, so that expressions of the layer can name its relations by `@layer_id`.
    """
    return f"openchargemap_{table}_{stations_id}"


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
    """The connections related to a layer of stations in a project; None when there are none."""
    for relation in project.relationManager().referencedRelations(layer):
        child = relation.referencingLayer()
        if child is not None and child.fields().indexOf("conn_id") >= 0:
            return child
    return None

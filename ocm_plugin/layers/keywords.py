"""How a layer is recognised as ours, by the keywords of its metadata, and its relations.

A module of its own, so that QGIS' start need not load what reads and writes the metadata in full.
"""

from __future__ import annotations

from qgis.core import QgsMapLayer, QgsProject, QgsVectorLayer

SEARCH_VOCABULARY = "openchargemap:search"
PROVENANCE_VOCABULARY = "openchargemap:statement"
ATTRIBUTION_VOCABULARY = "openchargemap:attribution"
SENTENCE_VOCABULARY = "openchargemap:sentence"
"""The search in words, clause by clause: to name operators and types takes the look-up lists of its time."""

KEY_FIELD = "ocm_id"

DECISIONS_KEPT_IN = "openchargemap/decisions_kept_in"
"""Custom property of a layer of possible duplicates: the store of the stations, which is to keep what is decided."""
REVIEW_COLUMNS = ("ocm_id_a", "ocm_id_b", "decision", "remark")
"""Columns of such a layer: a pair, and what is said of it."""

CREDITED_ON_MAPS = "openchargemap/credited_on_maps"
"""Custom property of a base map that we have added: the map has to show its rights."""


def keyword(layer: QgsMapLayer, vocabulary: str) -> str | None:
    """The text that the layer's metadata keeps under a vocabulary, None when there is none."""
    words = layer.metadata().keywords(vocabulary)
    return words[0] if words else None


def is_station_layer(layer: QgsMapLayer | None) -> bool:
    """Whether this plugin made the layer's data, also after a round trip through a project, GeoPackage or style."""
    return (
        isinstance(layer, QgsVectorLayer)
        and layer.fields().indexOf(KEY_FIELD) >= 0
        and SEARCH_VOCABULARY in layer.metadata().keywordVocabularies()
    )


def is_from_registry(layer: QgsMapLayer | None) -> bool:
    """Whether the layer's rows are, by their key, of Open Charge Map, whichever program made the layer.

    Most tools of QGIS and every other format lose the metadata; the duty to name whose data it is stays.
    """
    return isinstance(layer, QgsVectorLayer) and layer.fields().indexOf(KEY_FIELD) >= 0


def is_silent(layer: QgsMapLayer | None) -> bool:
    """Whether a layer from a database may be one of ours, and does not say so: QGIS keeps metadata per user only."""
    is_one = isinstance(layer, QgsVectorLayer) and layer.providerType() == "postgres"
    return is_one and is_from_registry(layer) and not is_station_layer(layer)


def stations_of(layer: QgsMapLayer | None, project: QgsProject) -> QgsVectorLayer | None:
    """The stations of the result that a layer belongs to: itself, or those its connections or comments relate to.

    None for a layer that is not ours, and for a table without its stations.
    """
    if layer is None or not is_station_layer(layer):
        return None
    if layer.isSpatial():
        return layer
    related = (relation.referencedLayer() for relation in project.relationManager().referencingRelations(layer))
    return next((found for found in related if is_station_layer(found) and found.isSpatial()), None)


def relation_id(table: str, stations_id: str) -> str:
    """The id of the relation from a child table to its layer of stations.

    Made from the id of the layer, so that expressions of the layer can name its relations by `@layer_id`.
    """
    return f"openchargemap_{table}_{stations_id}"

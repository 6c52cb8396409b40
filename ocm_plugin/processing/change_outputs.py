"""Layers of changes as outputs of Processing: written, and dressed when QGIS loads them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsVectorLayer,
)

from ..layers.change_look import dress_changes
from ..layers.fields import fields_of_output
from ..layers.snapshots import credit_changes
from ..qgis_support.compat import WKB_NONE, WKB_POINT
from .outputs import is_temporary
from .written import dress_on_load, write_features

if TYPE_CHECKING:
    from ..ocm.records.credits import Attribution
    from ..ocm.tables.schema import Field


def write_changes(
    algorithm: QgsProcessingAlgorithm,
    parameters: dict[str, Any],
    name: str,
    context: QgsProcessingContext,
    fields: Sequence[Field],
    features: Sequence[QgsFeature],
    is_spatial: bool,
) -> str | None:
    """Write an output, given by its parameter; None for one that is not wanted."""
    kind, crs = WKB_NONE, QgsCoordinateReferenceSystem()
    if is_spatial:
        kind, crs = WKB_POINT, QgsCoordinateReferenceSystem("EPSG:4326")
    columns = fields_of_output(fields, is_temporary(parameters.get(name)))
    return write_features(algorithm, parameters, name, context, columns, kind, crs, features)


def dress_when_loaded(
    outputs: Iterable[str | None],
    attributions: Sequence[Attribution],
    kinds: Mapping[str, int],
    context: QgsProcessingContext,
) -> None:
    """Have the layers dressed that QGIS will load. `kinds`: how many stations have changed, by how."""

    def dress(layer: QgsVectorLayer) -> None:
        credit_changes(layer, attributions)
        dress_changes(layer, kinds)

    for output in outputs:
        dress_on_load(output, context, dress)

"""Layers of changes as outputs of Processing: written, and dressed when QGIS loads them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFeatureSink,
    QgsMapLayer,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingLayerPostProcessorInterface,
)
from qgis.PyQt.QtCore import QTimer

from ..layers.change_look import dress_changes
from ..layers.fields import fields_of_output
from ..layers.snapshots import credit_changes
from ..qgis_support.compat import WKB_NONE, WKB_POINT
from .outputs import is_temporary

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
    sink, output = algorithm.parameterAsSink(parameters, name, context, columns, kind, crs)
    if sink is None:
        if parameters.get(name):
            raise QgsProcessingException(algorithm.invalidSinkError(parameters, name))
        return None
    if not sink.addFeatures(list(features), QgsFeatureSink.Flag.FastInsert):
        raise QgsProcessingException(algorithm.writeFeatureError(sink, parameters, name))
    return str(output)


def dress_when_loaded(
    outputs: Iterable[str | None],
    attributions: Sequence[Attribution],
    kinds: Mapping[str, int],
    context: QgsProcessingContext,
) -> None:
    """Have the layers dressed that QGIS will load. `kinds`: how many stations have changed, by how."""
    for output in outputs:
        if output and context.willLoadLayerOnCompletion(output):
            look = _ChangesLook(attributions, kinds)
            _waiting.add(look)
            context.layerToLoadOnCompletionDetails(output).setPostProcessor(look)


class _ChangesLook(QgsProcessingLayerPostProcessorInterface):
    """Dresses the loaded layer of changes. Processing only borrows it: it must be kept until then."""

    def __init__(self, attributions: Sequence[Attribution], kinds: Mapping[str, int]) -> None:
        super().__init__()
        self._attributions = attributions
        self._kinds = kinds

    def postProcessLayer(
        self, layer: QgsMapLayer, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        credit_changes(layer, self._attributions)
        dress_changes(layer, self._kinds)
        # Not at once: QGIS is still inside of it.
        QTimer.singleShot(0, lambda: _waiting.discard(self))


_waiting: set[_ChangesLook] = set()
"""Those that wait for their layers. The algorithm may be gone by then, so that it cannot keep them."""

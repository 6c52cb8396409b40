"""Outputs of Processing: written, and dressed when QGIS loads them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFeatureSink,
    QgsFields,
    QgsMapLayer,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingLayerPostProcessorInterface,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QTimer

from ..ocm.slices import slices
from ..qgis_support.threads import taking_turns
from .outputs import text_of


class Output(NamedTuple):
    """What is to be written to one output."""

    fields: QgsFields
    kind: Any
    """Of geometry."""
    crs: QgsCoordinateReferenceSystem
    features: Iterable[QgsFeature]
    dress: Callable[[QgsVectorLayer], None]
    """Called with the layer when QGIS has loaded it, in the main thread."""


WRITTEN_AT_ONCE = 1000
"""Features."""


def write_features(
    algorithm: QgsProcessingAlgorithm,
    parameters: dict[str, Any],
    name: str,
    context: QgsProcessingContext,
    fields: QgsFields,
    kind: Any,
    crs: QgsCoordinateReferenceSystem,
    features: Iterable[QgsFeature],
) -> str | None:
    """Write an output, given by its parameter; None for one that is not wanted. `kind`: of geometry.

    A file gives the rows numbers of its own, not those of a source: several may come from one of its rows.
    """
    flags = QgsFeatureSink.SinkFlag.RegeneratePrimaryKey
    sink, output = algorithm.parameterAsSink(parameters, name, context, fields, kind, crs, flags)
    if sink is None:
        # QGIS' batch names nothing in a definition of its own where an output is not wanted.
        if text_of(parameters.get(name)):
            raise QgsProcessingException(algorithm.invalidSinkError(parameters, name))
        return None
    for part in slices(taking_turns(features), WRITTEN_AT_ONCE):
        if not sink.addFeatures(part, QgsFeatureSink.Flag.FastInsert):
            raise QgsProcessingException(algorithm.writeFeatureError(sink, parameters, name))
    return str(output)


def write_outputs(
    algorithm: QgsProcessingAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    outputs: Mapping[str, Output],
) -> dict[str, str]:
    """Write all outputs that are wanted, by their parameters; what was written."""
    written = {}
    for name, each in outputs.items():
        output = write_features(algorithm, parameters, name, context, each.fields, each.kind, each.crs, each.features)
        if output is not None:
            written[name] = output
            dress_on_load(output, context, each.dress)
    return written


def dress_on_load(output: str | None, context: QgsProcessingContext, dress: Callable[[QgsVectorLayer], None]) -> None:
    """Have an output dressed if QGIS will load it, in the main thread."""
    if output and context.willLoadLayerOnCompletion(output):
        look = _Look(dress)
        _waiting.add(look)
        context.layerToLoadOnCompletionDetails(output).setPostProcessor(look)


class _Look(QgsProcessingLayerPostProcessorInterface):
    """Dresses a loaded layer. Processing only borrows it: it must be kept until then."""

    def __init__(self, dress: Callable[[QgsVectorLayer], None]) -> None:
        super().__init__()
        self._dress = dress

    def postProcessLayer(
        self, layer: QgsMapLayer, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        self._dress(layer)
        # Not at once: QGIS is still inside of it.
        QTimer.singleShot(0, lambda: _waiting.discard(self))


_waiting: set[_Look] = set()
"""Those that wait for their layers. The algorithm may be gone by then, so that it cannot keep them."""

"""Features of a layer as they are now, to be read in a worker: the layer itself may be removed meanwhile.

QGIS lends workers the layer of the project. Removed while an algorithm ran, it took QGIS with it.
"""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsExpressionContextScope,
    QgsFeatureIterator,
    QgsFeatureRequest,
    QgsFeatureSource,
    QgsFields,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsProcessingFeatureSourceDefinition,
    QgsRectangle,
    QgsVectorLayer,
    QgsVectorLayerFeatureSource,
)

_OVERRIDES = QgsProcessingFeatureSourceDefinition.Flag.FlagOverrideDefaultGeometryCheck


class HeldFeatures(QgsFeatureSource):
    """What a layer shows: its filter, its joins and edits that are not saved yet. Made where the layer lives."""

    def __init__(self, layer: QgsVectorLayer) -> None:
        super().__init__()
        self._source = QgsVectorLayerFeatureSource(layer)
        self._name = layer.name()
        self._fields = layer.fields()
        self._crs = layer.crs()
        self._kind = layer.wkbType()
        self._count = layer.featureCount()
        self._extent = layer.extent()

    def getFeatures(self, request: QgsFeatureRequest | None = None) -> QgsFeatureIterator:
        return self._source.getFeatures(QgsFeatureRequest() if request is None else request)

    def sourceName(self) -> str:
        return self._name

    def fields(self) -> QgsFields:
        return self._fields

    def sourceCrs(self) -> QgsCoordinateReferenceSystem:
        return self._crs

    def sourceExtent(self) -> QgsRectangle:
        return self._extent

    def wkbType(self) -> Any:
        return self._kind

    def featureCount(self) -> int:
        return self._count

    def createExpressionContextScope(self) -> QgsExpressionContextScope | None:
        return None


def held(
    source: QgsProcessingFeatureSource, layer: QgsVectorLayer, given: Any, context: QgsProcessingContext
) -> QgsProcessingFeatureSource:
    """What Processing reads of a layer, of features that are held. `given`: the value of the parameter."""
    chosen = (
        given if isinstance(given, QgsProcessingFeatureSourceDefinition) else QgsProcessingFeatureSourceDefinition()
    )
    if chosen.selectedFeaturesOnly:
        return source  # QGIS itself holds what is selected
    features = HeldFeatures(layer)
    expression = getattr(chosen, "filterExpression", "")  # since QGIS 3.32
    result = QgsProcessingFeatureSource(
        features, context, False, chosen.featureLimit, *([expression] if expression else [])
    )
    result.held = features  # QGIS does not keep it
    if chosen.flags & _OVERRIDES:
        result.setInvalidGeometryCheck(chosen.geometryCheck)
    return result


def is_of_removed_layer(error: Exception) -> bool:
    """Whether an exception says, in PyQt's words, that a layer was removed meanwhile."""
    return isinstance(error, RuntimeError) and "has been deleted" in str(error)

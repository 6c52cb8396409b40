"""The look and the metadata of a result that Processing loads into the project."""

from __future__ import annotations

from qgis.core import (
    QgsMapLayer,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingLayerPostProcessorInterface,
)

from ..layers.finish import dress
from ..ocm.reference import ReferenceData
from ..ocm.search import Search
from ..ocm.statement import Statement


class DressOnLoad(QgsProcessingLayerPostProcessorInterface):
    """Dresses one layer as the dialog would. Processing only borrows it: whoever makes it must keep it."""

    def __init__(self, search: Search, statement: Statement, reference: ReferenceData) -> None:
        super().__init__()
        self._search = search
        self._statement = statement
        self._reference = reference

    def postProcessLayer(
        self, layer: QgsMapLayer, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        dress(layer, self._search, self._statement, self._reference)

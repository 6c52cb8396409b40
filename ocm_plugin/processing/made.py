"""What a run in Processing has made, and its look and metadata when QGIS loads it into the project."""

from __future__ import annotations

from typing import NamedTuple

from qgis.core import (
    QgsMapLayer,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingLayerPostProcessorInterface,
)

from ..layers.attribution import Attribution
from ..layers.build import StationLayers
from ..layers.finish import dress
from ..ocm.reference import ReferenceData
from ..ocm.search import Search
from ..ocm.statement import Statement


class Made(NamedTuple):
    """What one run has made, kept from the worker for the main thread."""

    search: Search
    statement: Statement
    reference: ReferenceData
    attribution: Attribution
    style: str
    """Name of the style in the settings."""
    output: str
    """Where the stations are, as Processing names it."""


class DressOnLoad(QgsProcessingLayerPostProcessorInterface):
    """Dresses one layer as the dialog would. Processing only borrows it: whoever makes it must keep it."""

    def __init__(self, made: Made) -> None:
        super().__init__()
        self._made = made

    def postProcessLayer(
        self, layer: QgsMapLayer, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        made = self._made
        layers = StationLayers(layer)
        dress(layers, made.search, made.statement, made.reference, made.attribution, made.style)

"""What a run in Processing has made, and its look and metadata when QGIS loads it into the project."""

from __future__ import annotations

from typing import NamedTuple

from qgis.core import (
    QgsDataProvider,
    QgsMapLayer,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingLayerPostProcessorInterface,
    QgsProcessingUtils,
    QgsVectorLayer,
)

from ..layers.attribution import Attribution
from ..layers.build import StationLayers
from ..layers.finish import dress
from ..layers.metadata import write_metadata
from ..layers.saving import keep_in_file
from ..layers.steps import at_once
from ..ocm.errors import FileWriteError
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

    def dresser(self, context: QgsProcessingContext) -> DressOnLoad | None:
        """What dresses the layer when QGIS loads it, None when it will not. Whoever asks must keep it."""
        if not context.willLoadLayerOnCompletion(self.output):
            return None
        dresser = DressOnLoad(self)
        context.layerToLoadOnCompletionDetails(self.output).setPostProcessor(dresser)
        return dresser

    def describe_file(self, context: QgsProcessingContext) -> None:
        """Write the metadata of a result that QGIS will not load."""
        if context.willLoadLayerOnCompletion(self.output):
            return
        layer = _layer_of_output(self.output, context)
        if layer is not None:
            write_metadata(layer, self.search, self.statement, self.reference, self.attribution)
            layer.saveDefaultMetadata()


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
        at_once(dress(layers, made.search, made.statement, made.reference, made.attribution, made.style))
        try:
            at_once(keep_in_file(layers))
        except FileWriteError as error:
            feedback.pushWarning(error.sentence)


def _layer_of_output(output: str, context: QgsProcessingContext) -> QgsMapLayer | None:
    """The layer of an output, by a source that names its table: without it, a GeoPackage keeps no metadata."""
    layer = QgsProcessingUtils.mapLayerFromString(output, context)
    if layer is None or layer.providerType() != "ogr" or "layername=" in layer.source():
        return layer
    table = layer.dataProvider().subLayers()[0].split(QgsDataProvider.sublayerSeparator())[1]
    return QgsVectorLayer(f"{layer.source()}|layername={table}", layer.name(), "ogr")

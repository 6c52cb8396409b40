"""Comparing two results as a Processing algorithm: what was added, is gone, has changed, or was not asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFeatureSink,
    QgsMapLayer,
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingLayerPostProcessorInterface,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterVectorLayer,
)
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtGui import QIcon

from ..ocm.errors import Cancelled
from ..ocm.translation import language, marked, tr
from ..qgis_support.compat import WKB_NONE, WKB_POINT
from ..qgis_support.paths import icon_path
from .search_algorithm import HELP_URL, words_of

if TYPE_CHECKING:
    from ..layers.snapshots import LayerSnapshot
    from ..ocm.tables.schema import Field

TAGS = marked("electric vehicle,EV,charging stations,compare,difference,changes,diff,history,monitoring")
"""Separated by commas."""


class CompareSnapshots(QgsProcessingAlgorithm):
    """Two layers of stations, an older and a newer one, compared station by station."""

    OLD = "OLD"
    NEW = "NEW"
    NOT_ASKED = "NOT_ASKED"
    OUTPUT = "OUTPUT"
    VALUES = "VALUES"

    def createInstance(self) -> CompareSnapshots:
        return type(self)()

    def name(self) -> str:
        return "comparesnapshots"

    def displayName(self) -> str:
        return tr("Compare two results")

    def group(self) -> str:
        return tr("Changes")

    def groupId(self) -> str:
        return "changes"

    def icon(self) -> QIcon:
        return QIcon(icon_path("openchargemap"))

    def helpUrl(self) -> str:
        return HELP_URL

    def tags(self) -> list[str]:
        return words_of(TAGS)

    def shortDescription(self) -> str:
        return tr("Which stations were added, are gone or have changed between two results.")

    def shortHelpString(self) -> str:
        return tr(
            "Compares two layers of charging stations, an older and a newer result, by the number of each station. The "
            "first output has a point for each station that differs: added, gone, status, power, position or other "
            "fields changed. The second lists each value that differs, old and new.\n\nA station counts as gone only "
            "if the newer result is complete and its search asks for the place. If that search has filters, the "
            "station may also be there and match them no longer: it is called so. Stations that one of the results did "
            "not ask for are left out, unless you include them. The searches are read from the layers' metadata: "
            "without it, nothing is called gone, and neither is "
            "what a file as source does not hold. Rows that you deleted from the newer layer look as if they were gone."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        points = [QgsProcessing.SourceType.TypeVectorPoint]
        self.addParameter(QgsProcessingParameterVectorLayer(self.OLD, tr("Older result"), points))
        self.addParameter(QgsProcessingParameterVectorLayer(self.NEW, tr("Newer result"), points))
        self.addParameter(
            QgsProcessingParameterBoolean(
                self.NOT_ASKED, tr("Include stations that one of the results did not ask for"), False
            )
        )
        self.addParameter(
            QgsProcessingParameterFeatureSink(self.OUTPUT, tr("Changes"), QgsProcessing.SourceType.TypeVectorPoint)
        )
        self.addParameter(
            QgsProcessingParameterFeatureSink(
                self.VALUES,
                tr("Changed values"),
                QgsProcessing.SourceType.TypeVector,
                optional=True,
                createByDefault=False,
            )
        )
        for name, text in self._counts():
            self.addOutput(QgsProcessingOutputNumber(name, text))

    def _counts(self) -> list[tuple[str, str]]:
        """The numbers that models and scripts get: a name and its words."""
        return [
            ("N_ADDED", tr("Stations added")),
            ("N_GONE", tr("Stations gone")),
            ("N_APPEARED", tr("Stations added, or that match the filters now")),
            ("N_DISAPPEARED", tr("Stations gone, or that match the filters no longer")),
            ("N_CHANGED", tr("Stations changed")),
            ("N_NOT_ASKED", tr("Stations that one of the results did not ask for")),
        ]

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """Runs in the main thread, where the layers live."""
        from ..layers.snapshots import LayerSnapshot

        self._old, self._new = (
            self._snapshot(LayerSnapshot, parameters, name, context) for name in (self.OLD, self.NEW)
        )
        return True

    def _snapshot(
        self, kind: type[LayerSnapshot], parameters: dict[str, Any], name: str, context: QgsProcessingContext
    ) -> LayerSnapshot:
        layer = self.parameterAsVectorLayer(parameters, name, context)
        if layer is None:
            raise QgsProcessingException(self.invalidSourceError(parameters, name))
        snapshot = kind(layer, context.transformContext())
        if not snapshot.has_stations:
            raise QgsProcessingException(
                tr("The layer “{layer}” has no field “ocm_id”, the number of each station.", layer=layer.name())
            )
        return snapshot

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        from ..layers.snapshots import compared
        from ..ocm.tables.schema.changes import CHANGE_FIELDS, VALUE_CHANGE_FIELDS
        from ..qgis_support.feedback import QgisFeedback

        self._say_what_is_unknown(feedback)
        with_not_asked = self.parameterAsBoolean(parameters, self.NOT_ASKED, context)
        # Nothing is written before all is known: a run that is cancelled leaves the files that were there.
        try:
            found = compared(self._old, self._new, with_not_asked, QgisFeedback(feedback).check)
        except Cancelled as error:
            raise QgsProcessingException(error.sentence) from error
        output = self._write(parameters, self.OUTPUT, context, CHANGE_FIELDS, found.changes)
        values = self._write(parameters, self.VALUES, context, VALUE_CHANGE_FIELDS, found.values)
        for name in filter(None, (output, values)):
            if context.willLoadLayerOnCompletion(name):
                look = _ChangesLook(self._old, self._new)
                _waiting.add(look)
                context.layerToLoadOnCompletionDetails(name).setPostProcessor(look)
        counts = dict(zip((name for name, _ in self._counts()), found.counts))
        for name, text in self._counts():
            feedback.pushInfo(f"{text}: {language().number(counts[name])}")
        return {self.OUTPUT: output, self.VALUES: values, **counts}

    def _say_what_is_unknown(self, feedback: QgsProcessingFeedback) -> None:
        for snapshot in (self._old, self._new):
            if snapshot.search is None:
                feedback.pushWarning(tr("The layer “{layer}” does not say what was searched for.", layer=snapshot.name))
            elif not snapshot.is_complete:
                feedback.pushWarning(
                    tr("The layer “{layer}” does not hold all that was searched for.", layer=snapshot.name)
                )
        if not self._new.is_complete or self._new.search is None:
            feedback.pushWarning(tr("So no station can be called gone: those missing were perhaps not asked for."))

    def _write(
        self,
        parameters: dict[str, Any],
        name: str,
        context: QgsProcessingContext,
        fields: tuple[Field, ...],
        features: list[QgsFeature],
    ) -> str | None:
        """Write an output; None for one that is not wanted."""
        from ..layers.fields import fields_of_output
        from .outputs import is_temporary

        kind, crs = WKB_NONE, QgsCoordinateReferenceSystem()
        if name == self.OUTPUT:
            kind, crs = WKB_POINT, QgsCoordinateReferenceSystem("EPSG:4326")
        columns = fields_of_output(fields, is_temporary(parameters.get(name)))
        sink, output = self.parameterAsSink(parameters, name, context, columns, kind, crs)
        if sink is None:
            if name == self.OUTPUT or parameters.get(name):
                raise QgsProcessingException(self.invalidSinkError(parameters, name))
            return None
        if not sink.addFeatures(features, QgsFeatureSink.Flag.FastInsert):
            raise QgsProcessingException(self.writeFeatureError(sink, parameters, name))
        return str(output)


class _ChangesLook(QgsProcessingLayerPostProcessorInterface):
    """Dresses the loaded layer of changes. Processing only borrows it: it must be kept until then."""

    def __init__(self, old: LayerSnapshot, new: LayerSnapshot) -> None:
        super().__init__()
        self._compared = old, new

    def postProcessLayer(
        self, layer: QgsMapLayer, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        from ..layers.change_look import dress_changes
        from ..layers.snapshots import credit_changes

        credit_changes(layer, *self._compared)
        dress_changes(layer)
        # Not at once: QGIS is still inside of it.
        QTimer.singleShot(0, lambda: _waiting.discard(self))


_waiting: set[_ChangesLook] = set()
"""Those that wait for their layers. The algorithm may be gone by then, so that it cannot keep them."""

"""Bringing a layer of stations up to date as a Processing algorithm: its search once more, merged into it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputBoolean,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterVectorLayer,
    QgsProject,
)

from ..ocm.errors import OcmError
from ..ocm.translation import marked, tr
from ..qgis_support import compat
from .algorithm import CHANGES, Algorithm
from .parameters import choice_parameter

if TYPE_CHECKING:
    from .update_run import Updated

CONFLICTS = {"mine": marked("Keep mine, and report them"), "theirs": marked("Take what Open Charge Map says")}
SUSPICIOUS = {"refuse": marked("Refuse: nothing is changed"), "replace": marked("Replace the stations")}


class UpdateLayer(Algorithm):
    """A layer of stations, brought up to date as *Reload* does."""

    NAME = "updatelayer"
    DISPLAY_NAME = marked("Update a layer of stations")
    GROUP = CHANGES
    ICON = "reload"
    TAGS = marked("electric vehicle,EV,charging stations,update,reload,refresh,merge,synchronise,changes")
    SUMMARY = marked("Runs the search of a layer again and merges what comes, as “Reload” does.")
    HELP = marked(
        "Runs the search that a layer came from again, and merges what comes into the same layer and its tables of "
        "connections, comments and photos: only differences are written. Your own columns and rows stay, rows that "
        "you deleted stay deleted, and so do your corrections. Where Open Charge Map contradicts a "
        "correction, you choose beforehand who is right.\n\nA station is removed only if it lies in the area of "
        "the search, the answer is complete and does not have it. An answer with no station, or with fewer than "
        "half of those held, is refused unless you choose otherwise: a server in trouble answers so.\n\nThe first "
        "output has a point for each station that has changed, the second lists each value, old and new. A "
        "GeoPackage keeps a list of its changes as well. There is no undo: in a script, copy the file first."
    )
    INPUT = "INPUT"
    CONFLICTS = "CONFLICTS"
    SUSPICIOUS = "SUSPICIOUS"
    BRING_BACK = "BRING_BACK"
    OUTPUT = "OUTPUT"
    VALUES = "VALUES"
    COMPLETE = "COMPLETE"

    def flags(self) -> Any:
        """It writes to layers that are in use, which belong to the main thread."""
        return super().flags() | compat.NO_THREADING

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        points, tables = QgsProcessing.SourceType.TypeVectorPoint, QgsProcessing.SourceType.TypeVector
        for parameter in (
            QgsProcessingParameterVectorLayer(self.INPUT, tr("Layer of stations"), [points]),
            choice_parameter(self.CONFLICTS, tr("Corrections that Open Charge Map contradicts"), CONFLICTS),
            choice_parameter(self.SUSPICIOUS, tr("Answer with fewer than half of the stations"), SUSPICIOUS),
            QgsProcessingParameterBoolean(self.BRING_BACK, tr("Bring back rows that you deleted"), False),
            QgsProcessingParameterFeatureSink(self.OUTPUT, tr("Changes"), points, optional=True, createByDefault=False),
            QgsProcessingParameterFeatureSink(
                self.VALUES, tr("Changed values"), tables, optional=True, createByDefault=False
            ),
        ):
            self.addParameter(parameter)
        for name, text in self._counts():
            self.addOutput(QgsProcessingOutputNumber(name, text))
        self.addOutput(QgsProcessingOutputBoolean(self.COMPLETE, tr("Whether the answer was complete")))

    def _counts(self) -> list[tuple[str, str]]:
        """The numbers that models and scripts get: a name and its words."""
        return [
            ("N_ADDED", tr("Stations added")),
            ("N_CHANGED", tr("Stations changed")),
            ("N_GONE", tr("Stations gone")),
            ("N_DISAPPEARED", tr("Stations gone, or that match the filters no longer")),
            ("N_SAME", tr("Stations unchanged")),
            ("N_KEPT", tr("Stations gone, but kept for your own values")),
            ("N_CONFLICTS", tr("Stations of which you keep corrections that Open Charge Map contradicts")),
            ("N_DELETED", tr("Stations left out as you deleted them")),
        ]

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """Runs in the main thread."""
        self._layer = self.parameterAsVectorLayer(parameters, self.INPUT, context)
        if self._layer is None:
            raise QgsProcessingException(self.invalidSourceError(parameters, self.INPUT))
        return True

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        from .update_run import Wishes, update_of

        wishes = Wishes(
            self.parameterAsEnumString(parameters, self.CONFLICTS, context) == "theirs",
            self.parameterAsEnumString(parameters, self.SUSPICIOUS, context) == "replace",
            self.parameterAsBoolean(parameters, self.BRING_BACK, context),
        )
        try:
            updated = update_of(self._layer, context.project() or QgsProject.instance()).run(wishes, feedback)
            outputs = self._write(parameters, context, feedback, updated)
        except OcmError as error:
            if error.details:
                feedback.pushDebugInfo(error.details)
            raise QgsProcessingException(error.sentence) from error
        done = updated.outcome
        counts = (
            done.added,
            done.changed,
            done.gone,
            done.disappeared,
            done.same,
            done.kept,
            done.conflicts,
            done.deleted,
        )
        names = (name for name, _ in self._counts())
        return {**outputs, **dict(zip(names, counts)), self.COMPLETE: updated.result.provenance.is_complete}

    def _write(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        updated: Updated,
    ) -> dict[str, Any]:
        """Write what has changed, if it is wanted."""
        if not parameters.get(self.OUTPUT) and not parameters.get(self.VALUES):
            return {}
        from ..layers.snapshots import LayerSnapshot, compared_since
        from ..ocm.tables.schema.changes import CHANGE_FIELDS, VALUE_CHANGE_FIELDS
        from ..qgis_support.feedback import QgisFeedback
        from .change_outputs import dress_when_loaded, write_changes

        now = LayerSnapshot(self._layer, context.transformContext(), with_hidden=True)
        found = compared_since(now, updated.changes, True, QgisFeedback(feedback).check)
        written = {
            self.OUTPUT: write_changes(self, parameters, self.OUTPUT, context, CHANGE_FIELDS, found.changes, True),
            self.VALUES: write_changes(
                self, parameters, self.VALUES, context, VALUE_CHANGE_FIELDS, found.values, False
            ),
        }
        dress_when_loaded(written.values(), [now.attribution], context)
        return {name: output for name, output in written.items() if output is not None}

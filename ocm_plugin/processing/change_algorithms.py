"""What has changed, as Processing algorithms: a layer brought up to date, and two results compared."""

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
    QgsProcessingParameterDateTime,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFile,
    QgsProcessingParameterVectorLayer,
    QgsProject,
)

from ..ocm.translation import language, marked, tr
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
        "GeoPackage or a schema of PostGIS keeps a list of its changes as well. There is no undo: in a script, copy "
        "the file or the schema first."
    )
    INPUT = "INPUT"
    CONFLICTS = "CONFLICTS"
    SUSPICIOUS = "SUSPICIOUS"
    BRING_BACK = "BRING_BACK"
    OUTPUT = "OUTPUT"
    VALUES = "VALUES"
    COMPLETE = "COMPLETE"

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

    def set_up(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        from ..qgis_support.threads import main_thread

        self._layer = self.given_layer(parameters, self.INPUT, context)
        self._main = main_thread()

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        from ..qgis_support.held_features import is_of_removed_layer
        from .update_run import Wishes, update_of

        # What is done to layers in use, the main thread does; the search and the files are this one's.
        wishes = Wishes(
            self.parameterAsEnumString(parameters, self.CONFLICTS, context) == "theirs",
            self.parameterAsEnumString(parameters, self.SUSPICIOUS, context) == "replace",
            self.parameterAsBoolean(parameters, self.BRING_BACK, context),
        )
        project = context.project() or QgsProject.instance()
        try:
            with self._main.holding(self._layer):
                updated = self._main.call(lambda: update_of(self._layer, project)).run(wishes, feedback)
                outputs = self._write(parameters, context, feedback, updated)
        except RuntimeError as error:
            if not is_of_removed_layer(error):
                raise
            raise QgsProcessingException(tr("The layer was removed before all was done.")) from error
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

        transforms = context.transformContext()
        now = self._main.call(lambda: LayerSnapshot(self._layer, transforms, with_hidden=True))
        found = compared_since(now, updated.changes, True, QgisFeedback(feedback).check)
        written = {
            self.OUTPUT: write_changes(self, parameters, self.OUTPUT, context, CHANGE_FIELDS, found.changes, True),
            self.VALUES: write_changes(
                self, parameters, self.VALUES, context, VALUE_CHANGE_FIELDS, found.values, False
            ),
        }
        dress_when_loaded(written.values(), [found.left, now.attribution], found.kinds, context)
        return {name: output for name, output in written.items() if output is not None}


class CompareSnapshots(Algorithm):
    """Two results, an older and a newer one, compared station by station."""

    NAME = "comparesnapshots"
    DISPLAY_NAME = marked("Compare two results")
    GROUP = CHANGES
    TAGS = marked("electric vehicle,EV,charging stations,compare,difference,changes,diff,history,monitoring")
    SUMMARY = marked("Which stations were added, are gone or have changed between two results.")
    HELP = marked(
        "Compares two results, an older and a newer one, by the number of each station. Each is a layer, or a file "
        "as Open Charge Map or its exports write it. In place of an older result, give a time: a GeoPackage or schema "
        "that was reloaded knows what it held then, and what changed twice since is one change. The "
        "first output has a point for each station that differs: added, gone, status, power, position or other "
        "fields changed. The second lists each value that differs, old and new.\n\nA station counts as gone only "
        "if the newer result is complete and its search asks for the place. If that search has filters, the "
        "station may also be there and match them no longer: it is called so. Stations that one of the results did "
        "not ask for are left out, unless you include them. The searches are read from the layers' metadata: "
        "without it, nothing is called gone, and neither is what a file does not hold, unless you say that the "
        "files hold all stations of the same area. Rows that you deleted from the newer layer look as if they were "
        "gone, except if a time is given. Copies as text (CSV, GeoJSON) are compared by value: how numbers, days "
        "and yes or no are written is no difference, nor is a position that differs by less than 10 cm."
    )
    OLD, OLD_FILE, SINCE = "OLD", "OLD_FILE", "SINCE"
    NEW, NEW_FILE = "NEW", "NEW_FILE"
    WHOLE = "WHOLE"
    NOT_ASKED = "NOT_ASKED"
    OUTPUT = "OUTPUT"
    VALUES = "VALUES"

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        # Text files hold the position in columns, so layers without geometry are taken too.
        kinds = [QgsProcessing.SourceType.TypeVector]
        any_file = QgsProcessingParameterFile.Behavior.File
        moment = QgsProcessingParameterDateTime.Type.DateTime
        for parameter in (
            QgsProcessingParameterVectorLayer(self.OLD, tr("Older result: layer"), kinds, optional=True),
            QgsProcessingParameterFile(self.OLD_FILE, tr("Or older result: file"), any_file, optional=True),
            QgsProcessingParameterDateTime(self.SINCE, tr("Or the newer layer at a time (UTC)"), moment, optional=True),
            QgsProcessingParameterVectorLayer(self.NEW, tr("Newer result: layer"), kinds, optional=True),
            QgsProcessingParameterFile(self.NEW_FILE, tr("Or newer result: file"), any_file, optional=True),
            QgsProcessingParameterBoolean(self.WHOLE, tr("Files are complete (same area)"), False),
        ):
            self.addParameter(parameter)
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

    def checkParameterValues(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[bool, str]:
        from .compare_inputs import problem_of

        is_valid, problem = super().checkParameterValues(parameters, context)
        if is_valid:
            problem = problem_of(self, parameters, context)
        return is_valid and not problem, problem

    def set_up(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        from .compare_inputs import comparison

        self._comparison = comparison(self, parameters, context)

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        from ..ocm.tables.schema.changes import CHANGE_FIELDS, VALUE_CHANGE_FIELDS
        from .change_outputs import dress_when_loaded, write_changes

        for doubt in self._comparison.doubts():
            feedback.pushWarning(doubt)
        with_not_asked = self.parameterAsBoolean(parameters, self.NOT_ASKED, context)
        # Nothing is written before all is known: a run that is cancelled leaves the files that were there.
        found = self._comparison.run(with_not_asked, feedback)
        output = write_changes(self, parameters, self.OUTPUT, context, CHANGE_FIELDS, found.changes, True)
        if output is None:
            raise QgsProcessingException(self.invalidSinkError(parameters, self.OUTPUT))
        values = write_changes(self, parameters, self.VALUES, context, VALUE_CHANGE_FIELDS, found.values, False)
        dress_when_loaded((output, values), [found.left, *self._comparison.attributions()], found.kinds, context)
        counts = dict(zip((name for name, _ in self._counts()), found.counts))
        for name, text in self._counts():
            feedback.pushInfo(f"{text}: {language().number(counts[name])}")
        return {self.OUTPUT: output, self.VALUES: values, **counts}

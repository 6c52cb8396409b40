"""Comparing two results as a Processing algorithm: what was added, is gone, has changed, or was not asked for."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDateTime,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFile,
    QgsProcessingParameterVectorLayer,
)

from ..ocm.errors import OcmError
from ..ocm.translation import language, marked, tr
from .algorithm import CHANGES, Algorithm


class CompareSnapshots(Algorithm):
    """Two results, an older and a newer one, compared station by station."""

    NAME = "comparesnapshots"
    DISPLAY_NAME = marked("Compare two results")
    GROUP = CHANGES
    TAGS = marked("electric vehicle,EV,charging stations,compare,difference,changes,diff,history,monitoring")
    SUMMARY = marked("Which stations were added, are gone or have changed between two results.")
    HELP = marked(
        "Compares two results, an older and a newer one, by the number of each station. Each is a layer, or a file "
        "as Open Charge Map or its exports write it. In place of an older result, give a time: a GeoPackage "
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

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """Runs in the main thread, where the layers live."""
        from .compare_inputs import comparison

        try:
            self._comparison = comparison(self, parameters, context)
        except OcmError as error:
            raise QgsProcessingException(error.sentence) from error
        return True

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        from ..ocm.tables.schema.changes import CHANGE_FIELDS, VALUE_CHANGE_FIELDS
        from .change_outputs import dress_when_loaded, write_changes

        for doubt in self._comparison.doubts():
            feedback.pushWarning(doubt)
        with_not_asked = self.parameterAsBoolean(parameters, self.NOT_ASKED, context)
        # Nothing is written before all is known: a run that is cancelled leaves the files that were there.
        try:
            found = self._comparison.run(with_not_asked, feedback)
        except OcmError as error:
            raise QgsProcessingException(error.sentence) from error
        output = write_changes(self, parameters, self.OUTPUT, context, CHANGE_FIELDS, found.changes, True)
        if output is None:
            raise QgsProcessingException(self.invalidSinkError(parameters, self.OUTPUT))
        values = write_changes(self, parameters, self.VALUES, context, VALUE_CHANGE_FIELDS, found.values, False)
        dress_when_loaded((output, values), self._comparison.attributions(), context)
        counts = dict(zip((name for name, _ in self._counts()), found.counts))
        for name, text in self._counts():
            feedback.pushInfo(f"{text}: {language().number(counts[name])}")
        return {self.OUTPUT: output, self.VALUES: values, **counts}

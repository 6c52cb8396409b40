"""The look-up lists of the service as tables: what ids stand for, for joins, models and people."""

from __future__ import annotations

from datetime import timezone
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsField,
    QgsFields,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
)

from ..ocm.errors import OcmError
from ..ocm.translation import language, marked, tr
from ..qgis_support.compat import FIELD_TYPES, WKB_NONE
from .algorithm import Algorithm
from .parameters import choice_parameter

if TYPE_CHECKING:
    from ..ocm.records.list_tables import ListTable
    from ..ocm.records.reference import ReferenceData
    from ..qgis_support.sources import SourceChoice

SERVICE, BUILT_IN, AT_HAND = "service", "built_in", "at_hand"
ORIGINS = {
    AT_HAND: marked("At hand: those that the service gave last, or the built-in ones"),
    SERVICE: marked("The service (asked again when they are older than a week)"),
    BUILT_IN: marked("Built in: without operators, no request is sent"),
}
OUTPUTS = {
    "connection_types": ("CONNECTION_TYPES", marked("Connection types")),
    "operators": ("OPERATORS", marked("Operators")),
    "countries": ("COUNTRIES", marked("Countries")),
    "providers": ("DATA_PROVIDERS", marked("Data providers")),
    "usage_types": ("USAGE_TYPES", marked("Usage types")),
    "status_types": ("STATUS_TYPES", marked("Status types")),
    "levels": ("LEVELS", marked("Levels")),
    "current_types": ("CURRENT_TYPES", marked("Current types")),
    "submission_statuses": ("SUBMISSION_STATUSES", marked("Publication statuses")),
    "comment_types": ("COMMENT_TYPES", marked("Comment types")),
    "checkin_types": ("CHECKIN_TYPES", marked("Check-in types")),
}
"""By list: the parameter of its table, for life, and its words. Those in sight come first."""
IN_SIGHT = 4


class LookUpLists(Algorithm):
    """Each look-up list as a table."""

    NAME = "referencedata"
    DISPLAY_NAME = marked("Look-up lists")
    TAGS = marked(
        "electric vehicle,EV,charging stations,reference data,ids,codes,operators,networks,connectors,plugs,countries,"
        "lists,join,download"
    )
    SUMMARY = marked("Gives the lists of connection types, operators, countries and the rest as tables.")
    HELP = marked(
        "Open Charge Map states operators, connection types, countries and the like by number. This gives what the "
        "numbers stand for, as tables without geometry: number, title, the title in your language, usual other names, "
        "and what else the list says of each entry. Choose the tables that you need; the others are left out.\n\n"
        "The service is asked only if you say so, with one request, and not again within a week."
    )
    ORIGIN = "ORIGIN"
    COUNT = "COUNT"

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.addParameter(choice_parameter(self.ORIGIN, tr("Lists of"), ORIGINS))
        kind = QgsProcessing.SourceType.TypeVector
        for number, (name, words) in enumerate(OUTPUTS.values()):
            sink = QgsProcessingParameterFeatureSink(
                name, tr(words), kind, optional=True, createByDefault=number < IN_SIGHT
            )
            if number >= IN_SIGHT:
                sink.setFlags(sink.flags() | sink.Flag.FlagAdvanced)
            self.addParameter(sink)
        self.addOutput(QgsProcessingOutputNumber(self.COUNT, tr("Number of entries")))

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """Runs in the main thread, the only one that may open the key store."""
        self._origin = self.parameterAsEnumString(parameters, self.ORIGIN, context)
        if self._origin == SERVICE:
            from ..qgis_support.settings import API, Settings
            from ..qgis_support.sources import choose_source

            self._source: SourceChoice = choose_source(Settings.load(), API)
        return True

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        try:
            reference = self._reference(feedback)
        except OcmError as error:
            if error.details:
                feedback.pushDebugInfo(error.details)
            raise QgsProcessingException(error.sentence) from error
        results: dict[str, Any] = {self.COUNT: 0}
        for list_name, (name, _words) in OUTPUTS.items():
            if parameters.get(name) not in (None, ""):
                results[name], number = self._write(list_name, name, reference, parameters, context)
                results[self.COUNT] += number
        if len(results) == 1:
            raise QgsProcessingException(tr("Please choose at least one table."))
        return results

    def _reference(self, feedback: QgsProcessingFeedback) -> ReferenceData:
        """The lists, and in the log from when they are. Raises OcmError."""
        from ..ocm.records import built_in_reference
        from ..ocm.records.reference import BUILT_IN_ORIGIN, STALE

        reference = built_in_reference.BUILT_IN
        if self._origin == AT_HAND:
            from ..qgis_support.sources import known_lists

            reference = known_lists()
        elif self._origin == SERVICE:
            reference = self._asked(feedback)
        if reference.fetched is not None:
            moment = language().time(reference.fetched.astimezone(timezone.utc))
            feedback.pushInfo(tr("The lists are from {time} UTC.", time=moment))
        elif self._origin != BUILT_IN:
            feedback.pushWarning(tr("The service has not given its lists yet: these are the built-in ones."))
        if reference.origin in (STALE, BUILT_IN_ORIGIN) and self._origin == SERVICE:
            feedback.pushWarning(tr("The service could not be asked: these lists may be old or incomplete."))
        return reference

    def _asked(self, feedback: QgsProcessingFeedback) -> ReferenceData:
        from ..qgis_support.feedback import QgisFeedback
        from ..qgis_support.threads import outside_of_the_pool

        with outside_of_the_pool():
            return self._source.open(feedback).reference(QgisFeedback(feedback))

    def _write(
        self,
        list_name: str,
        name: str,
        reference: ReferenceData,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
    ) -> tuple[str, int]:
        """Write one table; its id, and how many entries it has."""
        from ..ocm.records.list_tables import list_table

        table = list_table(list_name, reference)
        no_crs = QgsCoordinateReferenceSystem()
        sink, identifier = self.parameterAsSink(parameters, name, context, _fields(table), WKB_NONE, no_crs)
        if sink is None:
            raise QgsProcessingException(self.invalidSinkError(parameters, name))
        for row in table.rows:
            feature = QgsFeature()
            feature.setAttributes(list(row))
            if not sink.addFeature(feature):
                raise QgsProcessingException(self.writeFeatureError(sink, parameters, name))
        return identifier, len(table.rows)


def _fields(table: ListTable) -> QgsFields:
    fields = QgsFields()
    for name, kind in table.columns:
        fields.append(QgsField(name, FIELD_TYPES[kind]))
    return fields

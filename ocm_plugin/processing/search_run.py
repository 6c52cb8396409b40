"""One run of a search in Processing: from the parameters over the spine to the sinks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsDataSourceUri,
    QgsFeatureSink,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputLayerDefinition,
)
from qgis.PyQt.QtCore import QDateTime

from .. import spine
from ..layers.attribution import Attribution, Credit
from ..layers.build import CRS, STATIONS, SinkDestination
from ..layers.fields import qgis_fields
from ..ocm import wording
from ..ocm.derive.context import Context
from ..ocm.errors import OcmError
from ..ocm.reference import ReferenceData, ids_from_text
from ..ocm.schema import TABLES
from ..ocm.search import Search
from ..ocm.statement import STOPPED, Statement
from ..qgis_support import compat
from ..qgis_support.feedback import QgisFeedback
from ..qgis_support.paths import profile_folder
from ..qgis_support.sources import make_source
from ..qgis_support.threads import outside_of_the_pool
from .made import Made
from .search_algorithm import SearchAlgorithm, SourceChoice
from .values import Values


def run_search(
    algorithm: SearchAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
    choice: SourceChoice,
) -> tuple[Made, dict[str, Any]]:
    """Run a search in a worker. Returns what it made and the outputs of the algorithm."""
    with outside_of_the_pool():
        return _run(algorithm, parameters, context, feedback, choice)


def _run(
    algorithm: SearchAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
    choice: SourceChoice,
) -> tuple[Made, dict[str, Any]]:
    run_feedback = QgisFeedback(feedback)
    try:
        source = make_source(choice.settings, choice.kind, choice.key, feedback)
        reference = source.reference(run_feedback)
        search = _search(algorithm, parameters, context, reference)
        feedback.pushInfo(wording.search_sentence(search, reference))
        outputs = _Outputs(algorithm, parameters, context, Context.of_new_result(reference, profile_folder()))
        statement = spine.run(search, source, outputs, run_feedback, licence_folder=profile_folder())
    except OcmError as error:
        if error.details:
            feedback.pushDebugInfo(error.details)
        raise QgsProcessingException(error.sentence) from error
    _tell(statement, feedback)
    if statement.outcome == STOPPED and outputs.replaces:
        files = ", ".join(map(str, outputs.replaces))
        raise QgsProcessingException(f"{statement.reason} {files} was left as it was.")
    try:
        results = outputs.close()
    except OcmError as error:
        raise QgsProcessingException(error.sentence) from error
    attribution = Attribution(outputs.credits(), statement.is_invented)
    tables = {output: algorithm.TABLES[name] for name, output in results.items()}
    made = Made(search, statement, reference, attribution, choice.settings.style, tables)
    return made, {**results, algorithm.COUNT: statement.loaded, algorithm.COMPLETE: statement.is_complete}


def _search(
    algorithm: SearchAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext, reference: ReferenceData
) -> Search:
    """What the parameters ask for. Raises SearchError when it cannot be meant."""

    def ids(name: str, kind: str) -> tuple[int, ...]:
        return ids_from_text(algorithm.parameterAsString(parameters, name, context), kind, reference)

    values = Values(algorithm, parameters, context)
    return Search(
        area=algorithm.area(parameters, context, reference),
        connection_type_ids=ids(algorithm.CONNECTION_TYPES, "connection_types"),
        current_type_ids=ids(algorithm.CURRENT_TYPES, "current_types"),
        level_ids=ids(algorithm.LEVELS, "levels"),
        min_power_kw=values.number(algorithm.MIN_POWER_KW),
        max_power_kw=values.number(algorithm.MAX_POWER_KW),
        min_connectors=values.count(algorithm.MIN_CONNECTORS),
        any_connection=values.flag(algorithm.ANY_CONNECTION),
        operator_ids=ids(algorithm.OPERATORS, "operators"),
        usage_type_ids=ids(algorithm.USAGE_TYPES, "usage_types"),
        status_type_ids=ids(algorithm.STATUS_TYPES, "status_types"),
        data_provider_ids=ids(algorithm.DATA_PROVIDERS, "providers"),
        country_ids=ids(algorithm.COUNTRIES, "countries"),
        open_data=True if values.flag(algorithm.OPEN_DATA_ONLY) else None,
        modified_since=_utc(algorithm.parameterAsDateTime(parameters, algorithm.MODIFIED_SINCE, context)),
        include_comments=values.flag(algorithm.INCLUDE_COMMENTS),
        keep_cannot_tell=values.flag(algorithm.KEEP_CANNOT_TELL),
        include_unstated=values.flag(algorithm.INCLUDE_UNSTATED),
        max_results=values.count(algorithm.MAX_RESULTS),
    )


class _Outputs:
    """The sinks of a run, made when the first stations arrive: a search that fails leaves no empty file behind.

    When there is a file already, they are made when all stations have arrived: it is replaced by a whole result only.
    """

    def __init__(
        self,
        algorithm: SearchAlgorithm,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        result_context: Context,
    ) -> None:
        self._algorithm = algorithm
        self._parameters = parameters
        self._context = context
        self._result_context = result_context
        self._destination: SinkDestination | None = None
        self._credits: tuple[Credit, ...] = ()
        self._ids: dict[str, str] = {}
        files = (_existing_file(parameters.get(name)) for name in SearchAlgorithm.TABLES)
        self.replaces: list[Path] = [file for file in files if file is not None]
        """The files at the places of the outputs."""
        self._waiting: list[Sequence[spine.Match]] = []

    def add(self, stations: Sequence[spine.Match]) -> None:
        """Take a slice of stations."""
        if self.replaces:
            self._waiting.append(stations)
        else:
            self._open().add(stations)

    def credits(self) -> tuple[Credit, ...]:
        """The data providers of the stations taken in."""
        return self._credits

    def close(self) -> dict[str, str]:
        """Let go of the sinks, so that files are whole. The outputs as Processing names them, by parameter."""
        destination = self._open()
        for stations in self._waiting:
            destination.add(stations)
        self._waiting.clear()
        self._credits = destination.credits()
        del destination
        self._destination = None
        return self._ids

    def _open(self) -> SinkDestination:
        if self._destination is None:
            sinks = {table: self._sink(name, table) for name, table in SearchAlgorithm.TABLES.items()}
            if sinks[STATIONS] is None:
                reason = self._algorithm.invalidSinkError(self._parameters, SearchAlgorithm.OUTPUT)
                raise QgsProcessingException(reason)
            wanted = {table: sink for table, sink in sinks.items() if sink is not None}
            self._destination = SinkDestination(wanted, self._result_context)
        return self._destination

    def _sink(self, name: str, table: str) -> QgsFeatureSink | None:
        wkb = compat.WKB_POINT if table == STATIONS else compat.WKB_NONE
        sink, output = self._algorithm.parameterAsSink(
            self._parameters, name, self._context, qgis_fields(TABLES[table]), wkb, QgsCoordinateReferenceSystem(CRS)
        )
        if sink is not None:
            self._ids[name] = output
        return sink


def _existing_file(output: Any) -> Path | None:
    """The file that an output of Processing names, when there is one already."""
    if isinstance(output, QgsProcessingOutputLayerDefinition):
        output = output.sink.staticValue()
    text = str(output or "")
    if text.startswith("ogr:"):
        text = QgsDataSourceUri(text.split(":", 1)[1]).database()
    path = Path(text)
    return path if text and path.is_file() else None


def _utc(moment: QDateTime) -> datetime | None:
    """The clock time that the person typed, which the parameter says is UTC."""
    if not moment.isValid():
        return None
    return moment.toPyDateTime().replace(tzinfo=timezone.utc)


def _tell(statement: Statement, feedback: QgsProcessingFeedback) -> None:
    """Put the statement into the log; what is missing from the result as a warning."""
    sentence = wording.statement_sentence(statement)
    if statement.is_complete:
        feedback.pushInfo(sentence)
    else:
        feedback.pushWarning(sentence)
    for note in statement.notes:
        feedback.pushWarning(note)
    feedback.pushInfo(wording.traffic_sentence(statement))
    for record in statement.set_aside:
        feedback.pushWarning(record.sentence)

"""The search as a Processing algorithm: parameters in, the spine, features out. Subclasses only say where."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timezone
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsDataProvider,
    QgsFeatureSink,
    QgsMapLayer,
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputBoolean,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDateTime,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFile,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
    QgsProcessingUtils,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication, QDateTime
from qgis.PyQt.QtGui import QIcon

from .. import spine
from ..layers.attribution import Attribution, Credit
from ..layers.build import SinkDestination
from ..layers.fields import qgis_fields
from ..layers.metadata import write_metadata
from ..ocm import wording
from ..ocm.areas import Area
from ..ocm.derive.context import Context
from ..ocm.errors import OcmError
from ..ocm.reference import ReferenceData, ids_from_text
from ..ocm.schema import CONNECTION_FIELDS, STATION_FIELDS, Field
from ..ocm.search import Search
from ..ocm.statement import Statement
from ..qgis_support import compat
from ..qgis_support.feedback import QgisFeedback
from ..qgis_support.key_store import KEY_STORE
from ..qgis_support.paths import icon_path, profile_folder
from ..qgis_support.settings import API, DEMO, Settings
from ..qgis_support.sources import make_source
from .made import DressOnLoad, Made

FILE_SOURCE = "file"
HELP_URL = "https://github.com/openchargemap-qgis/openchargemap-qgis#processing"


class SearchAlgorithm(QgsProcessingAlgorithm):
    """Base of the algorithms that load stations.

    A subclass adds the parameters of its area and reads them; filters, source, outputs and the run are here.
    """

    SOURCE = "SOURCE"
    FILE = "FILE"
    CONNECTION_TYPES = "CONNECTION_TYPES"
    CURRENT_TYPES = "CURRENT_TYPES"
    LEVELS = "LEVELS"
    MIN_POWER_KW = "MIN_POWER_KW"
    MAX_POWER_KW = "MAX_POWER_KW"
    MIN_CONNECTORS = "MIN_CONNECTORS"
    ANY_CONNECTION = "ANY_CONNECTION"
    OPERATORS = "OPERATORS"
    USAGE_TYPES = "USAGE_TYPES"
    STATUS_TYPES = "STATUS_TYPES"
    COUNTRIES = "COUNTRIES"
    DATA_PROVIDERS = "DATA_PROVIDERS"
    OPEN_DATA_ONLY = "OPEN_DATA_ONLY"
    MODIFIED_SINCE = "MODIFIED_SINCE"
    INCLUDE_COMMENTS = "INCLUDE_COMMENTS"
    KEEP_CANNOT_TELL = "KEEP_CANNOT_TELL"
    MAX_RESULTS = "MAX_RESULTS"
    OUTPUT = "OUTPUT"
    CONNECTIONS = "CONNECTIONS"
    COUNT = "COUNT"
    COMPLETE = "COMPLETE"

    SOURCES = (API, DEMO, FILE_SOURCE)
    """Values of SOURCE, as models and scripts store them."""

    def __init__(self) -> None:
        super().__init__()
        self._dressers: dict[str, DressOnLoad] = {}
        self._made: Made | None = None
        self._settings = Settings()
        self._source_kind = API
        self._key = ""

    # What a subclass says

    def what(self) -> str:
        """The first sentence of the help: what this algorithm loads."""
        raise NotImplementedError

    def add_area_parameters(self) -> None:
        """Add the parameters that say where."""
        raise NotImplementedError

    def area(self, parameters: dict[str, Any], context: QgsProcessingContext, reference: ReferenceData) -> Area:
        """The area the parameters say. Raises SearchError when none can be meant."""
        raise NotImplementedError

    # What Processing asks

    def createInstance(self) -> SearchAlgorithm:
        return type(self)()

    def tr(self, text: str) -> str:
        return QCoreApplication.translate("SearchAlgorithm", text)

    def group(self) -> str:
        return self.tr("Charging stations")

    def groupId(self) -> str:
        return "chargingstations"

    def icon(self) -> QIcon:
        return QIcon(icon_path("openchargemap"))

    def helpUrl(self) -> str:
        return HELP_URL

    def shortHelpString(self) -> str:
        rest = self.tr(
            "Each filter takes ids separated by commas, or exact names separated by semicolons. Connection types, "
            "current types, levels and power are judged on the same connection. Stations of which the data do not "
            "tell whether they match are kept, and marked in the field “match”, unless you say otherwise. "
            "The result says whether it is complete; its layer carries the attribution that Open Charge Map "
            "asks for.\n\nThe key and the address of the server come from Options ▸ Open Charge Map, or from the "
            "environment variables OCM_API_KEY and OCM_API_URL."
        )
        return f"{self.what()}\n\n{rest}"

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.add_area_parameters()
        for name, description in (
            (self.CONNECTION_TYPES, self.tr("Connection types")),
            (self.OPERATORS, self.tr("Operators")),
            (self.USAGE_TYPES, self.tr("Usage types")),
            (self.STATUS_TYPES, self.tr("Status types")),
            (self.COUNTRIES, self.tr("Countries")),
            (self.DATA_PROVIDERS, self.tr("Data providers")),
            (self.LEVELS, self.tr("Levels")),
            (self.CURRENT_TYPES, self.tr("Current types")),
        ):
            self.addParameter(QgsProcessingParameterString(name, description, optional=True))
        for name, description in (
            (self.MIN_POWER_KW, self.tr("Minimum power of a connection (kW)")),
            (self.MAX_POWER_KW, self.tr("Maximum power of a connection (kW)")),
        ):
            self.addParameter(
                QgsProcessingParameterNumber(
                    name, description, QgsProcessingParameterNumber.Type.Double, optional=True, minValue=0
                )
            )
        self.addParameter(QgsProcessingParameterBoolean(self.OPEN_DATA_ONLY, self.tr("Open data only"), False))
        self.addParameter(
            QgsProcessingParameterDateTime(
                self.MODIFIED_SINCE,
                self.tr("Modified since (UTC)"),
                QgsProcessingParameterDateTime.Type.DateTime,
                optional=True,
            )
        )
        self.addParameter(
            QgsProcessingParameterBoolean(self.INCLUDE_COMMENTS, self.tr("Include comments and photos"), False)
        )
        self.addParameter(
            QgsProcessingParameterNumber(
                self.MAX_RESULTS,
                self.tr("Maximum number of stations (0 = all)"),
                QgsProcessingParameterNumber.Type.Integer,
                0,
                optional=True,
                minValue=0,
            )
        )
        self._add_advanced_parameters()
        self.addParameter(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT, self.tr("Charging stations"), QgsProcessing.SourceType.TypeVectorPoint
            )
        )
        self.addParameter(
            QgsProcessingParameterFeatureSink(
                self.CONNECTIONS,
                self.tr("Connections"),
                QgsProcessing.SourceType.TypeVector,
                optional=True,
                createByDefault=False,
            )
        )
        self.addOutput(QgsProcessingOutputNumber(self.COUNT, self.tr("Number of stations")))
        self.addOutput(QgsProcessingOutputBoolean(self.COMPLETE, self.tr("Complete")))

    def _add_advanced_parameters(self) -> None:
        for parameter in (
            QgsProcessingParameterNumber(
                self.MIN_CONNECTORS,
                self.tr("Minimum number of matching connectors"),
                QgsProcessingParameterNumber.Type.Integer,
                optional=True,
                minValue=1,
            ),
            QgsProcessingParameterBoolean(
                self.ANY_CONNECTION, self.tr("Each condition may be met by a different connection"), False
            ),
            QgsProcessingParameterBoolean(
                self.KEEP_CANNOT_TELL, self.tr("Keep stations of which the data do not tell"), True
            ),
            QgsProcessingParameterEnum(
                self.SOURCE,
                self.tr("Source"),
                list(self.SOURCES),
                defaultValue=self.SOURCES[0],
                usesStaticStrings=True,
            ),
            QgsProcessingParameterFile(
                self.FILE, self.tr("POI file (for the source “file”)"), extension="json", optional=True
            ),
        ):
            parameter.setFlags(parameter.flags() | QgsProcessingParameterDefinition.Flag.FlagAdvanced)
            self.addParameter(parameter)

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """Runs in the main thread, the only one that may open the key store."""
        kind = self.parameterAsEnumString(parameters, self.SOURCE, context)
        path = self.parameterAsFile(parameters, self.FILE, context)
        if kind == FILE_SOURCE and not path:
            raise QgsProcessingException(self.tr("Please choose the POI file."))
        self._settings = Settings.load()
        self._source_kind = path if kind == FILE_SOURCE else kind
        self._key = KEY_STORE.key() if kind == API else ""
        return True

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        run_feedback = QgisFeedback(feedback)
        try:
            source = make_source(self._settings, self._source_kind, self._key, feedback)
            reference = source.reference(run_feedback)
            search = self._search(parameters, context, reference)
            feedback.pushInfo(wording.search_sentence(search, reference))
            outputs = _Outputs(self, parameters, context, Context.of_new_result(reference, profile_folder()))
            statement = spine.run(search, source, outputs, run_feedback, licence_folder=profile_folder())
        except OcmError as error:
            if error.details:
                feedback.pushDebugInfo(error.details)
            raise QgsProcessingException(error.sentence) from error
        _tell(statement, feedback)
        results = outputs.close()
        stations = results[self.OUTPUT]
        attribution = Attribution(outputs.credits(), statement.is_invented)
        self._made = Made(search, statement, reference, attribution, self._settings.style, stations)
        if context.willLoadLayerOnCompletion(stations):
            self._dressers[stations] = DressOnLoad(self._made)
            context.layerToLoadOnCompletionDetails(stations).setPostProcessor(self._dressers[stations])
        return {**results, self.COUNT: statement.loaded, self.COMPLETE: statement.is_complete}

    def postProcessAlgorithm(self, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        """Give a result that stays a file its metadata: the attribution must not depend on QGIS' window."""
        made = self._made
        if made is not None and not context.willLoadLayerOnCompletion(made.output):
            layer = _layer_of_output(made.output, context)
            if layer is not None:
                write_metadata(layer, made.search, made.statement, made.reference, made.attribution)
                layer.saveDefaultMetadata()
        return {}

    # What the filters say

    def _search(self, parameters: dict[str, Any], context: QgsProcessingContext, reference: ReferenceData) -> Search:
        def ids(name: str, kind: str) -> tuple[int, ...]:
            return ids_from_text(self.parameterAsString(parameters, name, context), kind, reference)

        def number(name: str) -> float | None:
            return None if _is_absent(parameters, name) else self.parameterAsDouble(parameters, name, context)

        def count(name: str) -> int | None:
            return None if _is_absent(parameters, name) else self.parameterAsInt(parameters, name, context) or None

        return Search(
            area=self.area(parameters, context, reference),
            connection_type_ids=ids(self.CONNECTION_TYPES, "connection_types"),
            current_type_ids=ids(self.CURRENT_TYPES, "current_types"),
            level_ids=ids(self.LEVELS, "levels"),
            min_power_kw=number(self.MIN_POWER_KW),
            max_power_kw=number(self.MAX_POWER_KW),
            min_connectors=count(self.MIN_CONNECTORS),
            any_connection=self.parameterAsBoolean(parameters, self.ANY_CONNECTION, context),
            operator_ids=ids(self.OPERATORS, "operators"),
            usage_type_ids=ids(self.USAGE_TYPES, "usage_types"),
            status_type_ids=ids(self.STATUS_TYPES, "status_types"),
            data_provider_ids=ids(self.DATA_PROVIDERS, "providers"),
            country_ids=ids(self.COUNTRIES, "countries"),
            open_data=True if self.parameterAsBoolean(parameters, self.OPEN_DATA_ONLY, context) else None,
            modified_since=_utc(self.parameterAsDateTime(parameters, self.MODIFIED_SINCE, context)),
            include_comments=self.parameterAsBoolean(parameters, self.INCLUDE_COMMENTS, context),
            keep_cannot_tell=self.parameterAsBoolean(parameters, self.KEEP_CANNOT_TELL, context),
            max_results=count(self.MAX_RESULTS),
        )


def _layer_of_output(output: str, context: QgsProcessingContext) -> QgsMapLayer | None:
    """The layer of an output, by a source that names its table: without it, a GeoPackage keeps no metadata."""
    layer = QgsProcessingUtils.mapLayerFromString(output, context)
    if layer is None or layer.providerType() != "ogr" or "layername=" in layer.source():
        return layer
    table = layer.dataProvider().subLayers()[0].split(QgsDataProvider.sublayerSeparator())[1]
    return QgsVectorLayer(f"{layer.source()}|layername={table}", layer.name(), "ogr")


class _Outputs:
    """The sinks of a run, made when the first stations arrive: a search that fails leaves no empty file behind."""

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

    def add(self, stations: Sequence[spine.Match]) -> None:
        """Take a slice of stations."""
        self._open().add(stations)

    def credits(self) -> tuple[Credit, ...]:
        """The data providers of the stations taken in."""
        return self._credits

    def close(self) -> dict[str, str]:
        """Let go of the sinks, so that files are whole. The outputs as Processing names them, by parameter."""
        self._credits = self._open().credits()
        self._destination = None
        return self._ids

    def _open(self) -> SinkDestination:
        if self._destination is None:
            sink = self._sink(SearchAlgorithm.OUTPUT, STATION_FIELDS, compat.WKB_POINT)
            if sink is None:
                reason = self._algorithm.invalidSinkError(self._parameters, SearchAlgorithm.OUTPUT)
                raise QgsProcessingException(reason)
            connections = self._sink(SearchAlgorithm.CONNECTIONS, CONNECTION_FIELDS, compat.WKB_NONE)
            self._destination = SinkDestination(sink, connections, self._result_context)
        return self._destination

    def _sink(self, name: str, fields: Sequence[Field], wkb: Any) -> QgsFeatureSink | None:
        crs = QgsCoordinateReferenceSystem("EPSG:4326")
        sink, output = self._algorithm.parameterAsSink(
            self._parameters, name, self._context, qgis_fields(fields), wkb, crs
        )
        if sink is not None:
            self._ids[name] = output
        return sink


def _is_absent(parameters: dict[str, Any], name: str) -> bool:
    return parameters.get(name) in (None, "")


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
    feedback.pushInfo(wording.traffic_sentence(statement))
    for record in statement.set_aside:
        feedback.pushWarning(f"OCM-{record.id}: {record.reason}")

"""The analyses: a layer of stations with its connections, which of its stations are usable, and what is asked of them.

QGIS loads this at its start: what a run needs is in modules of their own, and imported late.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterNumber,
)

from ..ocm.errors import Cancelled, OcmError
from ..ocm.search.search import FILTERS
from ..ocm.translation import marked, tr
from .algorithm import Algorithm
from .parameters import filter_parameters, metres_parameter, route_field_parameter

if TYPE_CHECKING:
    from ..analysis.station_source import StationSource
    from ..ocm.analysis.usable import Usable
    from ..ocm.records.credits import Attribution

ANALYSIS = ("analysis", marked("Analysis"))
ANALYSIS_TAGS = marked("electric vehicle,EV,charging stations,charging points,analysis")

USABLE_FILTERS = ("in_operation", "is_public", "connection_type_ids", "min_power_kw")
"""Members of Search that make a station usable, with their parameters and words."""


class StationsAlgorithm(Algorithm):
    """Base of the algorithms that read a layer of stations."""

    GROUP = ANALYSIS
    STATIONS = "STATIONS"
    CONNECTION_TABLE = "CONNECTION_TABLE"

    def station_parameters(self) -> Iterator[QgsProcessingParameterDefinition]:
        """The stations, and their connections."""
        points, tables = QgsProcessing.SourceType.TypeVectorPoint, QgsProcessing.SourceType.TypeVector
        yield QgsProcessingParameterFeatureSource(self.STATIONS, tr("Charging stations"), [points])
        yield QgsProcessingParameterFeatureSource(
            self.CONNECTION_TABLE, tr("Their connections"), [tables], optional=True
        )

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """Runs where the layers live."""
        from .analysis_inputs import given_stations

        try:
            stations = given_stations(self, parameters, context, self.wanted_types())
        except OcmError as error:
            raise QgsProcessingException(error.sentence) from error
        self.stations: StationSource = stations.source
        self.attribution: Attribution | None = stations.attribution
        return True

    def wanted_types(self) -> tuple[int, ...]:
        """The connector types that will be asked for, by number."""
        return ()

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        try:
            return self.analyse(parameters, context, feedback)
        except Cancelled as error:
            raise QgsProcessingException(tr("Cancelled: nothing was written.")) from error
        except OcmError as error:
            if error.details:
                feedback.pushDebugInfo(error.details)
            raise QgsProcessingException(error.sentence) from error

    def analyse(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """The results. Reads all and decides all before it writes anything. Raises OcmError."""
        raise NotImplementedError


class AnalysisAlgorithm(StationsAlgorithm):
    """Base of the algorithms that analyse the usable ones among stations."""

    MIN_POINTS = "MIN_POINTS"

    def usable_parameters(self) -> Iterator[QgsProcessingParameterDefinition]:
        """Which of the stations are usable."""
        for parameter in filter_parameters(each for each in FILTERS if each.name in USABLE_FILTERS):
            if parameter.name() in ("IN_OPERATION", "PUBLIC"):
                parameter.setDefaultValue("yes")
            yield parameter
        whole = QgsProcessingParameterNumber.Type.Integer
        yield QgsProcessingParameterNumber(
            self.MIN_POINTS, tr("Minimum number of such points"), whole, optional=True, minValue=0
        )

    def checkParameterValues(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[bool, str]:
        from .analysis_inputs import given_usable

        is_valid, problem = super().checkParameterValues(parameters, context)
        if is_valid:
            try:
                given_usable(self, parameters, context)
            except OcmError as error:
                return False, error.sentence
        return is_valid, problem

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """Runs where the layers live."""
        from .analysis_inputs import given_usable

        try:
            self.usable: Usable = given_usable(self, parameters, context)
        except OcmError as error:
            raise QgsProcessingException(error.sentence) from error
        return super().prepareAlgorithm(parameters, context, feedback)

    def wanted_types(self) -> tuple[int, ...]:
        return self.usable.test.connection_type_ids


class StationPools(AnalysisAlgorithm):
    """Stations at one location, as points or hulls."""

    NAME = "stationpools"
    DISPLAY_NAME = marked("Pools of stations")
    TAGS = ANALYSIS_TAGS
    SUMMARY = marked("Takes stations at one location together, with their points and power.")
    HELP = marked(
        "Open Charge Map often lists one site several times: by operator, by row of bays, by importer. This takes "
        "usable stations together that lie within a distance of one another, measured on the ellipsoid. A pool grows "
        "from neighbour to neighbour, so that in dense towns it may be wider than the distance: see its spread.\n\n"
        "Points and power are given three times: at least, likely and at most. What is not known is never taken for "
        "zero: see the columns of unknown numbers. Stations that are surely not usable are left out."
    )
    DISTANCE = "DISTANCE"
    SAME_OPERATOR = "SAME_OPERATOR"
    OUTPUT = "OUTPUT"
    HULLS = "HULLS"
    COUNT = "COUNT"

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        points, polygons = QgsProcessing.SourceType.TypeVectorPoint, QgsProcessing.SourceType.TypeVectorPolygon
        for parameter in (
            *self.station_parameters(),
            metres_parameter(self.DISTANCE, tr("Distance between neighbours (metres)"), 100),
            QgsProcessingParameterBoolean(self.SAME_OPERATOR, tr("Of the same operator only"), False),
            *self.usable_parameters(),
            QgsProcessingParameterFeatureSink(self.OUTPUT, tr("Pools"), points),
            QgsProcessingParameterFeatureSink(
                self.HULLS, tr("Hulls of pools"), polygons, optional=True, createByDefault=False
            ),
        ):
            self.addParameter(parameter)
        self.addOutput(QgsProcessingOutputNumber(self.COUNT, tr("Number of pools")))

    def analyse(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        from .pool_run import PoolRun

        return PoolRun(self, parameters, context, feedback).run()


class StationsPerZone(AnalysisAlgorithm):
    """Zones with what is usable in each."""

    NAME = "stationsperzone"
    DISPLAY_NAME = marked("Stations per zone")
    TAGS = ANALYSIS_TAGS
    SUMMARY = marked("Adds up stations, points and power of each zone, with what is not known.")
    HELP = marked(
        "Adds up the usable stations of each polygon: stations, points and power, each at least, likely and at most; "
        "by current, class of power and standard; for each 1,000 inhabitants and 100 km², on the ellipsoid; and "
        "how much is not known. A station on the border of two zones counts in one of them.\n\nAt least: what is sure, "
        "each power at its lower bound, one connector type of each station. Likely: powers as they are stated or "
        "estimated, CCS and CHAdeMO of one post once. At most: all that may be usable; NULL where nothing bounds it."
        "\n\nWith the vehicles of each zone, the power is compared with what Article 3(1) of Regulation (EU) 2023/1804 "
        "asks for: 1.3 kW for each battery electric and 0.80 kW for each plug-in hybrid vehicle. Met is said only of "
        "what is sure, not met only when all that is possible is too little."
    )
    ZONES = "ZONES"
    POPULATION = "POPULATION"
    BEV = "BEV"
    PHEV = "PHEV"
    KW_PER_BEV = "KW_PER_BEV"
    KW_PER_PHEV = "KW_PER_PHEV"
    OUTPUT = "OUTPUT"
    COUNT = "COUNT"
    OUTSIDE = "OUTSIDE"

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        polygons = QgsProcessing.SourceType.TypeVectorPolygon
        for parameter in (
            QgsProcessingParameterFeatureSource(self.ZONES, tr("Zones"), [polygons]),
            *self.station_parameters(),
            *self.usable_parameters(),
            *self._field_parameters(),
            QgsProcessingParameterFeatureSink(self.OUTPUT, tr("Zones with stations"), polygons),
        ):
            self.addParameter(parameter)
        self.addOutput(QgsProcessingOutputNumber(self.COUNT, tr("Number of zones")))
        self.addOutput(QgsProcessingOutputNumber(self.OUTSIDE, tr("Stations in no zone")))

    def _field_parameters(self) -> Iterator[QgsProcessingParameterDefinition]:
        """Numbers of the zones that the amounts are compared with."""
        for name, text in (
            (self.POPULATION, tr("Field with inhabitants")),
            (self.BEV, tr("Field with battery electric vehicles")),
            (self.PHEV, tr("Field with plug-in hybrid vehicles")),
        ):
            numeric = QgsProcessingParameterField.DataType.Numeric
            yield QgsProcessingParameterField(name, text, None, self.ZONES, numeric, optional=True)
        for name, text, kw in (
            (self.KW_PER_BEV, tr("Power for each battery electric vehicle (kW)"), 1.3),
            (self.KW_PER_PHEV, tr("Power for each plug-in hybrid vehicle (kW)"), 0.8),
        ):
            double = QgsProcessingParameterNumber.Type.Double
            parameter = QgsProcessingParameterNumber(name, text, double, kw, minValue=0)
            parameter.setFlags(parameter.flags() | QgsProcessingParameterDefinition.Flag.FlagAdvanced)
            yield parameter

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """Runs where the layers live."""
        self._zones = self.given_features(parameters, self.ZONES, context)
        return super().prepareAlgorithm(parameters, context, feedback)

    def analyse(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        from .zone_run import ZoneRun

        return ZoneRun(self, parameters, context, feedback).run(self._zones)


class StationsNearest(AnalysisAlgorithm):
    """The usable stations nearest to each of many places."""

    NAME = "neareststations"
    DISPLAY_NAME = marked("Nearest stations")
    TAGS = ANALYSIS_TAGS
    SUMMARY = marked("Finds the usable stations nearest to each point, surely and possibly.")
    HELP = marked(
        "Finds so many usable stations that are nearest to each point, as the crow flies on the ellipsoid, and gives "
        "them as lines from the points and as a table. An uncertain station is listed where it is nearer than the last "
        "sure one, with the rank that it has if it is usable. So the distance to the nearest usable station is at most "
        "that of the sure one of rank 1, and at least that of an uncertain one of rank 1."
    )
    POINTS = "POINTS"
    NUMBER = "NUMBER"
    MAX_DISTANCE = "MAX_DISTANCE"
    OUTPUT = "OUTPUT"
    TABLE = "TABLE"
    COUNT = "COUNT"
    ALONE = "ALONE"

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        points, lines = QgsProcessing.SourceType.TypeVectorPoint, QgsProcessing.SourceType.TypeVectorLine
        whole = QgsProcessingParameterNumber.Type.Integer
        farthest = metres_parameter(self.MAX_DISTANCE, tr("Farthest distance (metres)"), None)
        farthest.setFlags(farthest.flags() | QgsProcessingParameterDefinition.Flag.FlagOptional)
        for parameter in (
            QgsProcessingParameterFeatureSource(self.POINTS, tr("Points"), [points]),
            *self.station_parameters(),
            QgsProcessingParameterNumber(self.NUMBER, tr("Number of stations for each point"), whole, 1, minValue=1),
            farthest,
            *self.usable_parameters(),
            QgsProcessingParameterFeatureSink(self.OUTPUT, tr("Lines to the nearest stations"), lines),
            QgsProcessingParameterFeatureSink(
                self.TABLE,
                tr("Table of the nearest stations"),
                QgsProcessing.SourceType.TypeVector,
                optional=True,
                createByDefault=False,
            ),
        ):
            self.addParameter(parameter)
        self.addOutput(QgsProcessingOutputNumber(self.COUNT, tr("Number of rows")))
        self.addOutput(QgsProcessingOutputNumber(self.ALONE, tr("Points without a usable station")))

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """Runs where the layers live."""
        self._points = self.given_features(parameters, self.POINTS, context)
        return super().prepareAlgorithm(parameters, context, feedback)

    def analyse(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        from .nearest_run import NearestRun

        return NearestRun(self, parameters, context, feedback).run(self._points)


class CorridorGaps(AnalysisAlgorithm):
    """The stretches of routes between usable stations, and which of them are too long."""

    NAME = "corridorgaps"
    DISPLAY_NAME = marked("Gaps along routes")
    TAGS = ANALYSIS_TAGS
    SUMMARY = marked("Finds the stretches of routes between usable stations that are longer than a limit.")
    HELP = marked(
        "Puts the usable stations within a distance of each line in their order along it, and finds the stretches "
        "between neighbours, and between the first and the last one and the ends of the line, that are longer than the "
        "limit. Lines with the same value of the field of routes are one route, and are joined where two of them meet; "
        "a closed line has no ends. Lengths are measured along the line, on the ellipsoid.\n\nA stretch is a gap if it "
        "is too long even when all uncertain stations are usable, and within the limit if it is not when none is. Else "
        "it is uncertain, and the stations that decide it are named. What lies beyond the ends of a line is not known: "
        "they count as stations. For networks of many short lines, give a field of routes."
    )
    LINES = "LINES"
    ROUTE_FIELD = "ROUTE_FIELD"
    OFFSET = "OFFSET"
    SPACING = "SPACING"
    POOL_DISTANCE = "POOL_DISTANCE"
    OUTPUT = "OUTPUT"
    STOPS = "STOPS"
    ROUTES = "ROUTES"
    COUNT = "COUNT"
    UNCERTAIN = "UNCERTAIN"

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        points, lines = QgsProcessing.SourceType.TypeVectorPoint, QgsProcessing.SourceType.TypeVectorLine
        pools = metres_parameter(self.POOL_DISTANCE, tr("Take stations together within (metres)"), None)
        pools.setFlags(pools.flags() | QgsProcessingParameterDefinition.Flag.FlagOptional)
        for parameter in (
            QgsProcessingParameterFeatureSource(self.LINES, tr("Lines"), [lines]),
            route_field_parameter(self.ROUTE_FIELD, self.LINES),
            *self.station_parameters(),
            metres_parameter(self.OFFSET, tr("Farthest distance of stations from the line (metres)"), 3_000),
            metres_parameter(self.SPACING, tr("Longest stretch without a station (metres)"), 60_000),
            pools,
            *self.usable_parameters(),
            QgsProcessingParameterFeatureSink(self.OUTPUT, tr("Stretches and gaps"), lines),
            QgsProcessingParameterFeatureSink(
                self.STOPS, tr("Stations along the routes"), points, optional=True, createByDefault=False
            ),
            QgsProcessingParameterFeatureSink(
                self.ROUTES, tr("Routes with their gaps"), lines, optional=True, createByDefault=False
            ),
        ):
            self.addParameter(parameter)
        self.addOutput(QgsProcessingOutputNumber(self.COUNT, tr("Number of gaps")))
        self.addOutput(QgsProcessingOutputNumber(self.UNCERTAIN, tr("Number of uncertain stretches")))

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """Runs where the layers live."""
        self._lines = self.given_features(parameters, self.LINES, context)
        return super().prepareAlgorithm(parameters, context, feedback)

    def analyse(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        from .gap_run import GapRun

        return GapRun(self, parameters, context, feedback).run(self._lines)

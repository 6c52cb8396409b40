"""The analyses: a layer of stations with its connections, which of its stations are usable, and what is asked of them.

QGIS loads this at its start: what a run needs is in modules of their own, and imported late.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputFile,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from ..ocm.errors import Cancelled, OcmError
from ..ocm.search.search import FILTERS
from ..ocm.translation import marked, tr
from ..qgis_support.paths import fleet_target_file
from .algorithm import Algorithm
from .parameters import advanced, filter_parameters, metres_parameter

if TYPE_CHECKING:
    from ..analysis.station_source import StationSource
    from ..layers.station_store import StationStore
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

    def set_up(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        from .analysis_inputs import given_stations

        more = self.more_fields(parameters, context)
        stations = given_stations(self, parameters, context, self.wanted_types(), more)
        self.stations: StationSource = stations.source
        self.attribution: Attribution | None = stations.attribution

    def wanted_types(self) -> tuple[int, ...]:
        """The connector types that will be asked for, by number."""
        return ()

    def more_fields(self, parameters: dict[str, Any], context: QgsProcessingContext) -> Sequence[str]:
        """The user's own fields of the stations that are read too."""
        return ()

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        try:
            return self.analyse(parameters, context, feedback)
        except Cancelled as error:
            raise QgsProcessingException(tr("Cancelled: nothing was written.")) from error

    def let_go(self) -> None:
        """Read no more."""
        super().let_go()
        del self.stations

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

    def check_given(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        self.usable = self.given_usable(parameters, context)
        super().check_given(parameters, context)

    def given_usable(self, parameters: dict[str, Any], context: QgsProcessingContext) -> Usable:
        """Which stations are usable. Raises OcmError for what cannot be read."""
        from .analysis_inputs import given_usable

        return given_usable(self, parameters, context)

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
    BESIDE = (ZONES,)
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
        kw_per_bev, kw_per_phev = _fleet_kw()
        for name, text, kw in (
            (self.KW_PER_BEV, tr("Power for each battery electric vehicle (kW)"), kw_per_bev),
            (self.KW_PER_PHEV, tr("Power for each plug-in hybrid vehicle (kW)"), kw_per_phev),
        ):
            double = QgsProcessingParameterNumber.Type.Double
            parameter = QgsProcessingParameterNumber(name, text, double, kw, minValue=0)
            advanced(parameter)
            yield parameter

    def analyse(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        from .zone_run import ZoneRun

        return ZoneRun(self, parameters, context, feedback).run(self.beside[self.ZONES])


def _fleet_kw() -> tuple[float, float]:
    """The power that each vehicle needs by the fleet target in force; 0 where the user's own cannot be read."""
    try:
        stored = json.loads(fleet_target_file().read_bytes())
        return float(stored["kw_per_bev"]), float(stored["kw_per_phev"])
    except (OSError, ValueError, KeyError, TypeError):  # the run says what is wrong with it
        return 0.0, 0.0


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
    BESIDE = (POINTS,)
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

    def analyse(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        from .nearest_run import NearestRun

        return NearestRun(self, parameters, context, feedback).run(self.beside[self.POINTS])


class AuditStations(StationsAlgorithm):
    """How good the records of stations are, and where they can be mended."""

    NAME = "auditstations"
    DISPLAY_NAME = marked("Audit of stations")
    TAGS = marked("electric vehicle,EV,charging stations,analysis,quality,completeness,duplicates,errors")
    SUMMARY = marked("Finds what is missing, wrong, old or listed twice, with links to mend it at Open Charge Map.")
    HELP = marked(
        "Looks at the records themselves, whether or not a station is usable.\n\nProblems: a point for each thing "
        "that is wrong, missing or old, with the rule, the values on which it was judged, and the web page on which "
        "signed-in users mend it. Records of importers are better mended at their source.\n\nCompleteness: for each "
        "fact, how many records state it and of how many it is only derived, of all stations and of each data provider "
        "and operator.\n\nPossible duplicates: pairs scored by distance, name, operator, equipment and the provider's "
        "own number. Nothing is ever removed. Note your decisions in the column “decision”, and save the edits: the "
        "GeoPackage or schema of PostGIS that holds the stations keeps them for the next audit, in the table "
        "ocm_decisions. Of other stations, give that layer to the next audit as earlier review."
    )
    TOO_OLD = "TOO_OLD"
    DISTANCE = "DISTANCE"
    MIN_SCORE = "MIN_SCORE"
    REVIEW = "REVIEW"
    BESIDE = (REVIEW,)
    OUTPUT = "OUTPUT"
    COMPLETENESS = "COMPLETENESS"
    DUPLICATES = "DUPLICATES"
    REPORT = "REPORT"
    COUNT = "COUNT"
    PAIRS = "PAIRS"
    REPLACES = {DUPLICATES: REVIEW}

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        points, tables = QgsProcessing.SourceType.TypeVectorPoint, QgsProcessing.SourceType.TypeVector
        whole, double = QgsProcessingParameterNumber.Type.Integer, QgsProcessingParameterNumber.Type.Double
        report = QgsProcessingParameterFileDestination(
            self.REPORT, tr("Report"), tr("Web page (*.html)"), optional=True
        )
        for parameter in (
            *self.station_parameters(),
            QgsProcessingParameterNumber(self.TOO_OLD, tr("Old after so many days"), whole, 730, minValue=1),
            metres_parameter(self.DISTANCE, tr("Duplicates within (metres)"), 100),
            QgsProcessingParameterNumber(
                self.MIN_SCORE, tr("Duplicates from a score of (%)"), double, 60, minValue=0, maxValue=100
            ),
            QgsProcessingParameterFeatureSource(
                self.REVIEW, tr("Earlier review of duplicates"), [tables], optional=True
            ),
            QgsProcessingParameterFeatureSink(self.OUTPUT, tr("Problems"), points),
            QgsProcessingParameterFeatureSink(self.COMPLETENESS, tr("Completeness"), tables, optional=True),
            QgsProcessingParameterFeatureSink(self.DUPLICATES, tr("Possible duplicates"), points, optional=True),
        ):
            self.addParameter(parameter)
        # As of other web pages, no HTML output: QGIS' batch fails at those.
        self.addParameter(report, createOutput=False)
        self.addOutput(QgsProcessingOutputFile(self.REPORT, report.description()))
        self.addOutput(QgsProcessingOutputNumber(self.COUNT, tr("Number of problems")))
        self.addOutput(QgsProcessingOutputNumber(self.PAIRS, tr("Number of possible duplicates")))

    def set_up(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        from ..layers.station_store import mark_of, station_store

        super().set_up(parameters, context, feedback)
        layer = self.layer_behind(parameters, self.STATIONS, context)
        self.store: StationStore | None = None
        self.is_store_closed = False
        try:
            self.store = None if layer is None else station_store(layer)
        except OcmError as error:
            self.is_store_closed = True
            feedback.pushWarning(f"{tr('Earlier decisions are not known.')} {error.sentence}")
        self.kept_in = "" if layer is None or self.store is None else mark_of(layer)

    def analyse(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        from .audit_run import AuditRun

        return AuditRun(self, parameters, context, feedback).run(self.beside.get(self.REVIEW))


class Coverage(AnalysisAlgorithm):
    """Which places, people and areas usable stations reach."""

    NAME = "coverage"
    DISPLAY_NAME = marked("Coverage by stations")
    TAGS = ANALYSIS_TAGS
    SUMMARY = marked("Finds the places, people and areas that usable stations reach, surely and possibly.")
    HELP = marked(
        "Says of each place whether a usable station lies within a distance of it, as the crow flies on the ellipsoid; "
        "of each area, how much of it. With service areas, such as what is driven from each station in ten minutes, "
        "those count instead of the distance. People of an area are taken to be spread evenly over it.\n\nEach amount "
        "is given at least, by stations that are surely usable, and at most, by all that may be. Not covered is said "
        "only of what uncertain stations do not reach either: such deserts are an output of their own. With zones, "
        "places, people and areas are added up by zone."
    )
    PLACES = "PLACES"
    POPULATION = "POPULATION"
    DISTANCE = "DISTANCE"
    FURTHER_DISTANCES = "FURTHER_DISTANCES"
    SERVICE_AREAS = "SERVICE_AREAS"
    SERVICE_STATION = "SERVICE_STATION"
    ZONES = "ZONES"
    BESIDE = (PLACES, SERVICE_AREAS, ZONES)
    OUTPUT = "OUTPUT"
    DESERTS = "DESERTS"
    ZONES_OUTPUT = "ZONES_OUTPUT"
    BY_DISTANCE = "BY_DISTANCE"
    COUNT = "COUNT"
    PLACES_LO = "PLACES_LO"
    PLACES_HI = "PLACES_HI"

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        kinds, numeric = QgsProcessing.SourceType, QgsProcessingParameterField.DataType.Numeric
        points, polygons, tables = kinds.TypeVectorPoint, kinds.TypeVectorPolygon, kinds.TypeVector
        whichever = kinds.TypeVectorAnyGeometry
        service = (
            QgsProcessingParameterFeatureSource(self.SERVICE_AREAS, tr("Service areas"), [polygons], optional=True),
            QgsProcessingParameterField(
                self.SERVICE_STATION,
                tr("Field with the number of the station"),
                None,
                self.SERVICE_AREAS,
                optional=True,
            ),
        )
        for parameter in service:
            advanced(parameter)
        for parameter in (
            QgsProcessingParameterFeatureSource(self.PLACES, tr("Places or areas"), [points, polygons]),
            *self.station_parameters(),
            metres_parameter(self.DISTANCE, tr("Distance (metres)"), 1000),
            *self.usable_parameters(),
            QgsProcessingParameterField(
                self.POPULATION, tr("Field with inhabitants"), None, self.PLACES, numeric, optional=True
            ),
            QgsProcessingParameterFeatureSource(self.ZONES, tr("Zones"), [polygons], optional=True),
            QgsProcessingParameterString(
                self.FURTHER_DISTANCES, tr("Further distances for the table (metres)"), optional=True
            ),
            *service,
            QgsProcessingParameterFeatureSink(self.OUTPUT, tr("Places with coverage"), whichever),
            QgsProcessingParameterFeatureSink(self.DESERTS, tr("Deserts"), whichever, optional=True),
            QgsProcessingParameterFeatureSink(
                self.ZONES_OUTPUT, tr("Zones with coverage"), polygons, optional=True, createByDefault=False
            ),
            QgsProcessingParameterFeatureSink(
                self.BY_DISTANCE, tr("Coverage by distance"), tables, optional=True, createByDefault=False
            ),
        ):
            self.addParameter(parameter)
        self.addOutput(QgsProcessingOutputNumber(self.COUNT, tr("Number of places")))
        self.addOutput(QgsProcessingOutputNumber(self.PLACES_LO, tr("Places wholly covered, at least")))
        self.addOutput(QgsProcessingOutputNumber(self.PLACES_HI, tr("Places wholly covered, at most")))

    def analyse(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        from .cover_run import CoverRun

        return CoverRun(self, parameters, context, feedback).run(self.beside)

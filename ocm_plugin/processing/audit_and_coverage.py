"""How good the records of stations are, and whom and what usable stations reach.

QGIS loads this at its start: what a run needs is in modules of their own, and imported late.
"""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputFile,
    QgsProcessingOutputNumber,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
)

from ..ocm.translation import marked, tr
from .analysis_algorithm import ANALYSIS_TAGS, AnalysisAlgorithm, StationsAlgorithm
from .parameters import metres_parameter


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
        "own number. Nothing is ever removed. Note your decisions in the column “decision”, and give that layer to the "
        "next audit as earlier review: it keeps them."
    )
    TOO_OLD = "TOO_OLD"
    DISTANCE = "DISTANCE"
    MIN_SCORE = "MIN_SCORE"
    REVIEW = "REVIEW"
    OUTPUT = "OUTPUT"
    COMPLETENESS = "COMPLETENESS"
    DUPLICATES = "DUPLICATES"
    REPORT = "REPORT"
    COUNT = "COUNT"
    PAIRS = "PAIRS"

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

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """Runs where the layers live."""
        is_given = bool(parameters.get(self.REVIEW))
        self._review = self.given_features(parameters, self.REVIEW, context) if is_given else None
        return super().prepareAlgorithm(parameters, context, feedback)

    def analyse(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        from .audit_run import AuditRun

        return AuditRun(self, parameters, context, feedback).run(self._review)


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
    SERVICE_AREAS = "SERVICE_AREAS"
    SERVICE_STATION = "SERVICE_STATION"
    ZONES = "ZONES"
    OUTPUT = "OUTPUT"
    DESERTS = "DESERTS"
    ZONES_OUTPUT = "ZONES_OUTPUT"
    COUNT = "COUNT"
    PLACES_LO = "PLACES_LO"
    PLACES_HI = "PLACES_HI"

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        points, polygons = QgsProcessing.SourceType.TypeVectorPoint, QgsProcessing.SourceType.TypeVectorPolygon
        numeric, whichever = (
            QgsProcessingParameterField.DataType.Numeric,
            QgsProcessing.SourceType.TypeVectorAnyGeometry,
        )
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
            parameter.setFlags(parameter.flags() | QgsProcessingParameterDefinition.Flag.FlagAdvanced)
        for parameter in (
            QgsProcessingParameterFeatureSource(self.PLACES, tr("Places or areas"), [points, polygons]),
            *self.station_parameters(),
            metres_parameter(self.DISTANCE, tr("Distance (metres)"), 1000),
            *self.usable_parameters(),
            QgsProcessingParameterField(
                self.POPULATION, tr("Field with inhabitants"), None, self.PLACES, numeric, optional=True
            ),
            QgsProcessingParameterFeatureSource(self.ZONES, tr("Zones"), [polygons], optional=True),
            *service,
            QgsProcessingParameterFeatureSink(self.OUTPUT, tr("Places with coverage"), whichever),
            QgsProcessingParameterFeatureSink(self.DESERTS, tr("Deserts"), whichever, optional=True),
            QgsProcessingParameterFeatureSink(
                self.ZONES_OUTPUT, tr("Zones with coverage"), polygons, optional=True, createByDefault=False
            ),
        ):
            self.addParameter(parameter)
        self.addOutput(QgsProcessingOutputNumber(self.COUNT, tr("Number of places")))
        self.addOutput(QgsProcessingOutputNumber(self.PLACES_LO, tr("Places wholly covered, at least")))
        self.addOutput(QgsProcessingOutputNumber(self.PLACES_HI, tr("Places wholly covered, at most")))

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """Runs where the layers live."""
        self._given = {
            name: self.given_features(parameters, name, context)
            for name in (self.PLACES, self.SERVICE_AREAS, self.ZONES)
            if name == self.PLACES or parameters.get(name)
        }
        return super().prepareAlgorithm(parameters, context, feedback)

    def analyse(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        from .cover_run import CoverRun

        return CoverRun(self, parameters, context, feedback).run(self._given)

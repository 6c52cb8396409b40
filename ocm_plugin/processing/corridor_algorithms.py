"""The analyses of roads: gaps between stations along them, and whether they meet a rule on charging stations.

QGIS loads this at its start: what a run needs is in modules of their own, and imported late.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputFile,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFileDestination,
)

from ..ocm.translation import marked, tr
from ..qgis_support.paths import pack_folders
from .algorithm import Algorithm
from .analysis_algorithm import ANALYSIS_TAGS, AnalysisAlgorithm
from .parameters import advanced, choice_parameter, metres_parameter, route_field_parameter

if TYPE_CHECKING:
    from ..ocm.analysis.usable import Usable


def add_report(algorithm: Algorithm, name: str) -> None:
    """Let an algorithm have a report as a further output."""
    report = QgsProcessingParameterFileDestination(
        name, tr("Report"), tr("Web page (*.html)"), optional=True, createByDefault=False
    )
    # Not as the output that QGIS makes of it: its batch fails at those of HTML.
    algorithm.addParameter(report, createOutput=False)
    algorithm.addOutput(QgsProcessingOutputFile(name, tr("Report")))


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
    BESIDE = (LINES,)
    ROUTE_FIELD = "ROUTE_FIELD"
    OFFSET = "OFFSET"
    SPACING = "SPACING"
    POOL_DISTANCE = "POOL_DISTANCE"
    OUTPUT = "OUTPUT"
    STOPS = "STOPS"
    ROUTES = "ROUTES"
    REPORT = "REPORT"
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
        add_report(self, self.REPORT)
        self.addOutput(QgsProcessingOutputNumber(self.COUNT, tr("Number of gaps")))
        self.addOutput(QgsProcessingOutputNumber(self.UNCERTAIN, tr("Number of uncertain stretches")))

    def analyse(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        from .gap_run import GapRun

        return GapRun(self, parameters, context, feedback).run(self.beside[self.LINES])


LINES_ARE = {
    "routes": marked("Routes: each line by itself, its ends are stops"),
    "network": marked("A network: lines whose ends meet are joined"),
}


class CorridorCheck(AnalysisAlgorithm):
    """Routes or a network against a rule pack."""

    NAME = "corridorcheck"
    DISPLAY_NAME = marked("Corridor check")
    TAGS = ANALYSIS_TAGS
    SUMMARY = marked("Checks roads against a rule on charging stations, such as AFIR or NEVI, in three values.")
    HELP = marked(
        "Checks whether pools of stations that have what a rule asks for stand close enough along roads. A rule pack "
        "says what is asked, where that is laid down, and from when to when it holds; packs of your own lie in the "
        "folder openchargemap/packs of your profile.\n\nEach stretch, each route and all routes together are "
        "fulfilled, not fulfilled or uncertain; the stations on which that hangs are listed, with what would "
        "decide it. Open Charge Map does not know which direction of travel a station serves, whether trucks fit, or "
        "how long the way from the exit is: fields of yours may say it. The verdict by the data takes these as met "
        "wherever nothing else is stated.\n\nThe rule itself decides, not this summary of it: see its source in the "
        "report."
    )
    LINES = "LINES"
    BESIDE = (LINES,)
    ROUTE_FIELD = "ROUTE_FIELD"
    LINES_ARE = "LINES_ARE"
    PACK = "PACK"
    SPACING = "SPACING"
    OFFSET = "OFFSET"
    POOL_DISTANCE = "POOL_DISTANCE"
    DIRECTION_FIELD = "DIRECTION_FIELD"
    TRUCK_FIELD = "TRUCK_FIELD"
    ROAD_DISTANCE_FIELD = "ROAD_DISTANCE_FIELD"
    OUTPUT = "OUTPUT"
    STRETCHES = "STRETCHES"
    UNDECIDED = "UNDECIDED"
    REPORT = "REPORT"
    VERDICT = "VERDICT"
    VERDICT_BY_DATA = "VERDICT_BY_DATA"
    COUNT = "COUNT"

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        lines, points = QgsProcessing.SourceType.TypeVectorLine, QgsProcessing.SourceType.TypeVectorPoint
        spacing = metres_parameter(self.SPACING, tr("Largest spacing along the road (metres)"), None)
        spacing.setFlags(spacing.flags() | QgsProcessingParameterDefinition.Flag.FlagOptional)
        offset = metres_parameter(self.OFFSET, tr("Farthest from the road (metres)"), None)
        offset.setFlags(offset.flags() | QgsProcessingParameterDefinition.Flag.FlagOptional)
        for parameter in (
            QgsProcessingParameterFeatureSource(self.LINES, tr("Roads"), [lines]),
            *self.station_parameters(),
            choice_parameter(self.PACK, tr("Rule pack"), rule_pack_titles()),
            choice_parameter(self.LINES_ARE, tr("The lines are"), LINES_ARE),
            route_field_parameter(self.ROUTE_FIELD, self.LINES),
            *map(advanced, (spacing, offset)),
            *map(advanced, self._field_parameters()),
            advanced(metres_parameter(self.POOL_DISTANCE, tr("Distance between stations of a pool (metres)"), 100)),
            QgsProcessingParameterFeatureSink(self.OUTPUT, tr("Checked roads"), lines),
            QgsProcessingParameterFeatureSink(self.STRETCHES, tr("Stretches"), lines, optional=True),
            QgsProcessingParameterFeatureSink(
                self.UNDECIDED, tr("Stations that decide uncertain stretches"), points, optional=True
            ),
        ):
            self.addParameter(parameter)
        add_report(self, self.REPORT)
        self.addOutput(QgsProcessingOutputString(self.VERDICT, tr("Verdict")))
        self.addOutput(QgsProcessingOutputString(self.VERDICT_BY_DATA, tr("Verdict by the data")))
        self.addOutput(QgsProcessingOutputNumber(self.COUNT, tr("Number of routes")))

    def _field_parameters(self) -> Iterator[QgsProcessingParameterDefinition]:
        """What Open Charge Map does not know of the stations."""
        for name, text in (
            (self.DIRECTION_FIELD, tr("Field with the direction of travel served")),
            (self.TRUCK_FIELD, tr("Field that says whether trucks can charge")),
            (self.ROAD_DISTANCE_FIELD, tr("Field with the way from the road (metres)")),
        ):
            yield QgsProcessingParameterField(name, text, None, self.STATIONS, optional=True)

    def given_usable(self, parameters: dict[str, Any], context: QgsProcessingContext) -> Usable:
        """As the rule pack has it."""
        from .corridor_inputs import given_corridor_test

        self.given = given_corridor_test(self, parameters, context)
        return self.given.test.usable

    def wanted_types(self) -> tuple[int, ...]:
        """Those of the rule pack."""
        return self.given.test.type_ids

    def more_fields(self, parameters: dict[str, Any], context: QgsProcessingContext) -> Sequence[str]:
        """Those that say what Open Charge Map does not know."""
        names = (self.DIRECTION_FIELD, self.TRUCK_FIELD, self.ROAD_DISTANCE_FIELD)
        fields = [str(self.parameterAsString(parameters, name, context)) for name in names]
        return [field for field in fields if field]

    def analyse(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        from .corridor_run import CorridorRun

        return CorridorRun(self, parameters, context, feedback).run(self.beside[self.LINES])


def rule_pack_titles() -> dict[str, str]:
    """The titles of all rule packs by their ids, sorted, the user's own last. One without is called by its id."""
    titles: dict[str, str] = {}
    for folder in pack_folders():
        there = {}
        for path in folder.glob("*.json"):
            try:
                there[path.stem] = str(json.loads(path.read_bytes())["title"])
            except (OSError, ValueError, KeyError, TypeError):
                there[path.stem] = path.stem  # the run says what is wrong with it
        titles.update(sorted(there.items(), key=lambda pack: pack[1]))
    return titles

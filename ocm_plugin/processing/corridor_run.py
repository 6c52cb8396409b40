"""One run of the algorithm that checks corridors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingFeatureSource,
    QgsVectorLayer,
)

from ..analysis.looks import by_verdicts, dress_output, dress_undecided
from ..analysis.route_layer import line_geometry, route_geometry, routes_of_lines
from ..analysis.station_source import DEGREES
from ..layers.fields import feature_of, fields_of_output
from ..ocm.analysis.columns import VERDICT_CODES
from ..ocm.analysis.corridor_check import CorridorResult, check_corridors
from ..ocm.analysis.corridor_values import route_values, stretch_values, undecided_values
from ..ocm.analysis.pools import pools_of
from ..ocm.analysis.usable import Site
from ..ocm.errors import AnalysisError
from ..ocm.tables.schema import Field
from ..ocm.tables.schema.analyses.corridors import CORRIDOR_FIELDS, STRETCH_FIELDS, UNDECIDED_FIELDS
from ..ocm.translation import language, tr
from ..qgis_support.compat import WKB_LINE, WKB_LINES, WKB_POINT
from ..share.corridor_report import report_parts, summary_sentences
from ..share.report import write_report
from .analysis_run import AnalysisRun
from .corridor_algorithms import CorridorCheck
from .corridor_inputs import StatedBeside
from .outputs import is_temporary
from .values import Values
from .written import Output, write_outputs

POOL_DISTANCE_M = 100.0
"""Unless another one is given."""


class CorridorRun(AnalysisRun[CorridorCheck]):
    """Checks the roads, and writes what came out."""

    def run(self, source: QgsProcessingFeatureSource) -> dict[str, Any]:
        """Read, check, write. Raises OcmError."""
        algorithm, feedback = self._algorithm, self._feedback
        given = Values(algorithm, self._parameters, self._context)
        pack, demand, test = algorithm.given
        name = given.text(algorithm.ROUTE_FIELD) or ""
        routes = routes_of_lines(source, name, self._context.transformContext(), self._check)
        if not routes:
            raise AnalysisError(tr("“{layer}” has no line: please choose others.", layer=source.sourceName()))
        feedback.setProgress(20)
        distance_m = given.number(algorithm.POOL_DISTANCE) or POOL_DISTANCE_M
        self._pools = pools_of(list(self._sites()), test.usable, distance_m, False, None, self._check)
        feedback.setProgress(50)
        result = check_corridors(routes, self._pools, test, demand, self._check)
        feedback.setProgress(80)
        written = self._written(result)
        self._say(result)
        path = algorithm.parameterAsFileOutput(self._parameters, algorithm.REPORT, self._context)
        if path:
            write_report(path, tr(pack.title), list(report_parts(result, pack, demand)), algorithm.attribution)
            written[algorithm.REPORT] = path
        return {
            **written,
            algorithm.VERDICT: VERDICT_CODES[result.shares.verdict(demand.share)],
            algorithm.VERDICT_BY_DATA: VERDICT_CODES[result.shares.verdict_by_data(demand.share)],
            algorithm.COUNT: len(routes),
        }

    def _sites(self) -> Iterator[Site]:
        """All stations, with what fields of the user say of them."""
        beside = StatedBeside(self._algorithm, self._parameters, self._context)
        for feature, site in self._algorithm.stations.read(self._check):
            yield beside.added(site, feature)
        for loss in self._algorithm.stations.losses():
            self._feedback.pushWarning(loss)

    def _written(self, result: CorridorResult) -> dict[str, Any]:
        algorithm = self._algorithm
        pack, demand, _ = algorithm.given
        routes = (
            feature_of(route_geometry(each.route), route_values(each, pack.pack_id, demand)) for each in result.routes
        )
        stretches = (
            feature_of(
                line_geometry(each.section.between(each.from_m, each.to_m)),
                stretch_values(route, each, self._pools, demand),
            )
            for route in result.routes
            for each in route.stretches
        )
        undecided = (
            feature_of(
                QgsGeometry.fromPointXY(QgsPointXY(*each.site.position)),
                undecided_values(each, result.routes[each.where.route].route.name, self._pools),
            )
            for each in result.undecided
        )
        outputs = {
            algorithm.OUTPUT: self._output(algorithm.OUTPUT, CORRIDOR_FIELDS, WKB_LINES, routes),
            algorithm.STRETCHES: self._output(algorithm.STRETCHES, STRETCH_FIELDS, WKB_LINE, stretches),
            algorithm.UNDECIDED: self._output(algorithm.UNDECIDED, UNDECIDED_FIELDS, WKB_POINT, undecided),
        }
        return write_outputs(algorithm, self._parameters, self._context, outputs)

    def _output(self, name: str, fields: Sequence[Field], kind: Any, features: Iterable[QgsFeature]) -> Output:
        columns = fields_of_output(fields, is_temporary(self._parameters.get(name)))
        attribution = self._algorithm.attribution

        def dress(layer: QgsVectorLayer) -> None:
            if kind == WKB_POINT:
                dress_output(layer, fields, attribution)
                dress_undecided(layer)
            else:
                dress_output(layer, fields, attribution, by_verdicts())

        return Output(columns, kind, QgsCoordinateReferenceSystem(DEGREES), features, dress)

    def _say(self, result: CorridorResult) -> None:
        """A summary in the log."""
        pack, demand, _ = self._algorithm.given
        self._feedback.pushInfo(f"{tr(pack.title)} ({pack.citation})")
        today = date.today()
        if pack.in_force_to is not None and pack.in_force_to < today:
            day = language().date(pack.in_force_to)
            self._feedback.pushWarning(tr("This rule was in force until {day}.", day=day))
        elif pack.in_force_from is not None and pack.in_force_from > today:
            day = language().date(pack.in_force_from)
            self._feedback.pushWarning(tr("This rule comes into force on {day}.", day=day))
        for sentence in summary_sentences(result, demand):
            self._feedback.pushInfo(sentence)

"""One run of the algorithm that finds gaps along routes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from qgis.core import QgsCoordinateReferenceSystem, QgsFeature, QgsGeometry, QgsPointXY, QgsProcessingFeatureSource

from ..analysis.looks import by_gap, by_verdict, dress_output
from ..analysis.route_layer import line_geometry, route_geometry, routes_of_lines
from ..analysis.station_source import DEGREES
from ..layers.fields import feature_of, fields_of_output
from ..ocm.analysis.columns import VERDICT_CODES, beside_values
from ..ocm.analysis.corridors import Corridor, corridors_of
from ..ocm.analysis.gaps import Stop, Stretch
from ..ocm.analysis.pools import pools_of
from ..ocm.analysis.usable import Usable
from ..ocm.errors import AnalysisError
from ..ocm.match.filters import Verdict
from ..ocm.search.areas import Position
from ..ocm.tables.schema import Field
from ..ocm.tables.schema.analyses.routes import GAP_FIELDS, ROUTE_FIELDS, STOP_FIELDS
from ..ocm.translation import tr
from ..qgis_support.compat import WKB_LINE, WKB_LINES, WKB_POINT
from ..share.gap_report import FoundGaps, remarks, report_parts, summary_sentences
from ..share.report import write_report
from .analysis_run import AnalysisRun
from .corridor_algorithms import CorridorGaps
from .outputs import is_temporary
from .values import Values
from .written import Output, write_outputs

MOST_NAMED = 50
"""So many deciding stations are named in a column."""


class _Candidate(NamedTuple):
    """A station or pool that may be usable."""

    position: Position
    is_sure: bool
    ocm_id: int | None
    name: str | None
    operators: str | None
    n_points: int
    total_kw: float


class GapRun(AnalysisRun[CorridorGaps]):
    """Finds the gaps of each route, and writes them."""

    def run(self, source: QgsProcessingFeatureSource) -> dict[str, Any]:
        """Read, find, write. Raises OcmError."""
        algorithm, feedback = self._algorithm, self._feedback
        given = Values(algorithm, self._parameters, self._context)
        offset, self._limit_m = (self._metres(given, name) for name in (algorithm.OFFSET, algorithm.SPACING))
        pools = given.number(algorithm.POOL_DISTANCE)
        field = given.text(algorithm.ROUTE_FIELD) or ""
        self._routes = routes_of_lines(source, field, self._context.transformContext(), self._check)
        if not self._routes:
            raise AnalysisError(tr("“{layer}” has no line: please choose another layer.", layer=source.sourceName()))
        feedback.setProgress(30)
        self._candidates = list(self._all_pools(pools) if pools else self._all_stations())
        feedback.setProgress(50)
        self._corridors = corridors_of(self._routes, self._candidates, offset, self._limit_m, self._is_found)
        # All at once: what is cancelled leaves no half of a file.
        stretches = list(self._stretches())
        outputs = {
            algorithm.OUTPUT: self._output(algorithm.OUTPUT, GAP_FIELDS, WKB_LINE, stretches),
            algorithm.STOPS: self._output(algorithm.STOPS, STOP_FIELDS, WKB_POINT, self._stops()),
            algorithm.ROUTES: self._output(algorithm.ROUTES, ROUTE_FIELDS, WKB_LINES, self._summaries()),
        }
        written: dict[str, Any] = dict(write_outputs(algorithm, self._parameters, self._context, outputs))
        found = FoundGaps(
            self._routes,
            self._corridors,
            [_label(each) for each in self._candidates],
            [each.is_sure for each in self._candidates],
            self._limit_m,
            offset,
        )
        report = algorithm.parameterAsFileOutput(self._parameters, algorithm.REPORT, self._context)
        if report:
            write_report(report, algorithm.displayName(), list(report_parts(found)), algorithm.attribution)
            written[algorithm.REPORT] = report
        for sentence in summary_sentences(found):
            feedback.pushInfo(sentence)
        for sentence in remarks(found):
            feedback.pushWarning(sentence)
        gaps, unsure = (len(found.stretches(verdict)) for verdict in (Verdict.YES, Verdict.CANNOT_TELL))
        return {**written, algorithm.COUNT: gaps, algorithm.UNCERTAIN: unsure}

    def _is_found(self, part: float) -> None:
        self._check()
        self._feedback.setProgress(50 + 40 * part)

    def _metres(self, given: Values, name: str) -> float:
        """A distance, or what it is where nothing is given."""
        metres = given.number(name)
        return float(self._algorithm.parameterDefinition(name).defaultValue()) if metres is None else metres

    # Reading

    def _all_stations(self) -> Iterator[_Candidate]:
        usable = self._algorithm.usable
        for site in self._sites():
            verdict = usable.verdict(site)
            if verdict is not Verdict.NO:
                has, is_sure = usable.equipment(site), verdict is Verdict.YES
                numbers = round(has.points.best), has.kw.best
                yield _Candidate(site.position, is_sure, site.ocm_id, site.name, site.operator, *numbers)

    def _all_pools(self, distance_m: float) -> Iterator[_Candidate]:
        test = self._algorithm.usable.test
        # The number of points is asked of a pool, not of each of its stations.
        of_stations = Usable(replace(test, min_points=None))
        for pool in pools_of(list(self._sites()), of_stations, distance_m, False, test.min_points, self._check):
            has, is_sure = pool.amounts, pool.verdict is Verdict.YES
            numbers = round(has.points.best), has.kw.best
            yield _Candidate(pool.middle, is_sure, pool.pool_id, pool.name, pool.operators, *numbers)

    # Writing

    def _output(self, name: str, fields: tuple[Field, ...], kind: Any, features: Iterable[QgsFeature]) -> Output:
        attribution = self._algorithm.attribution

        def dress(layer: Any) -> None:
            dress_output(
                layer, fields, attribution, by_verdict(layer, "usable") if kind == WKB_POINT else by_gap("gap")
            )

        made = fields_of_output(fields, is_temporary(self._parameters.get(name)))
        return Output(made, kind, QgsCoordinateReferenceSystem(DEGREES), features, dress)

    def _lines(self) -> Iterator[Corridor]:
        return (line for lines in self._corridors for line in lines)

    def _stretches(self) -> Iterator[QgsFeature]:
        sections = ((route, section) for route in self._routes for section in route.sections)
        for (route, section), line in zip(sections, self._lines()):
            for stretch in line.gaps.stretches:
                self._check()
                geometry = line_geometry(section.between(stretch.from_m, stretch.to_m))
                deciding = [str(self._candidates[stop.number].ocm_id) for stop in _nearest(stretch)]
                yield feature_of(
                    geometry,
                    [
                        route.name,
                        VERDICT_CODES[stretch.gap],
                        *map(_km, (stretch.from_m, stretch.to_m, stretch.length_m, stretch.most_m)),
                        *self._named(stretch.start),
                        *self._named(stretch.end),
                        len(stretch.hangs_on),
                        ",".join(deciding) or None,
                    ],
                )

    def _named(self, stop: Stop | None) -> tuple[int | None, str | None]:
        if stop is None:
            return None, None
        candidate = self._candidates[stop.number]
        return candidate.ocm_id, candidate.name

    def _stops(self) -> Iterator[QgsFeature]:
        for route, lines in zip(self._routes, self._corridors):
            beside = (each for line in lines for each in line.beside)
            for place, (each, number) in enumerate(beside, 1):
                candidate = self._candidates[number]
                yield feature_of(
                    QgsGeometry.fromPointXY(QgsPointXY(*candidate.position)),
                    [
                        *beside_values(route.name, each),
                        place,
                        VERDICT_CODES[Verdict.YES if candidate.is_sure else Verdict.CANNOT_TELL],
                        candidate.ocm_id,
                        candidate.name,
                        candidate.operators,
                        candidate.n_points,
                        round(candidate.total_kw, 3),
                    ],
                )

    def _summaries(self) -> Iterator[QgsFeature]:
        for route, lines in zip(self._routes, self._corridors):
            numbers = {number for line in lines for _, number in line.beside}
            lengths = [sum(line.gaps.metres(verdict) for line in lines) for verdict in reversed(Verdict)]
            gap = max(stretch.gap for line in lines for stretch in line.gaps.stretches)
            yield feature_of(
                route_geometry(route),
                [
                    route.name,
                    VERDICT_CODES[gap],
                    _km(route.length_m),
                    len(route.sections),
                    sum(self._candidates[number].is_sure for number in numbers),
                    len(numbers),
                    _km(max(line.gaps.longest_lo_m for line in lines)),
                    _km(max(line.gaps.longest_hi_m for line in lines)),
                    *map(_km, lengths),
                ],
            )


def _label(candidate: _Candidate) -> str:
    """As reports name a station."""
    number = "" if candidate.ocm_id is None else f"OCM-{candidate.ocm_id}"
    return " · ".join(part for part in (candidate.name, number) if part)


def _km(metres: float) -> float:
    """Kilometres to the metre."""
    return round(metres / 1000, 3)


def _nearest(stretch: Stretch) -> list[Stop]:
    """The stops that decide a stretch; of too many, those around it."""
    stops = stretch.hangs_on
    if len(stops) <= MOST_NAMED:
        return list(stops)
    place = next((number for number, stop in enumerate(stops) if stop is stretch.end), 0)
    start = min(max(0, place - MOST_NAMED // 2), len(stops) - MOST_NAMED)
    end = start + MOST_NAMED
    return list(stops[start:end])

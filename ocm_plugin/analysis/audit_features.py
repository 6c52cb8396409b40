"""What an audit has found, as features."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qgis.core import QgsFeature, QgsGeometry, QgsPointXY

from ..layers.fields import feature_of
from ..layers.layer_rows import TO_QGIS
from ..ocm.analysis.completeness import Group
from ..ocm.analysis.duplicates import Decision, Pair, Record
from ..ocm.analysis.pools import middle_of
from ..ocm.analysis.problems import FoundProblem
from ..ocm.records.station import edit_url, view_url
from ..ocm.search.areas import Position
from ..ocm.translation import tr


def completeness_rows(groups: Iterable[Group]) -> Iterator[QgsFeature]:
    """A row for each fact of each group, in the order of COMPLETENESS_FIELDS."""
    for group in groups:
        for count in group.counts:
            yield _feature(
                None,
                [
                    group.by,
                    group.number,
                    group.name,
                    group.stations,
                    count.fact.table,
                    count.fact.name,
                    tr(count.fact.title),
                    count.records,
                    count.stated,
                    count.derived,
                    count.missing,
                    round(count.percent_stated, 2),
                    round(count.percent_known, 2),
                ],
            )


def problem_points(problems: Iterable[FoundProblem]) -> Iterator[QgsFeature]:
    """A point for each problem, in the order of PROBLEM_FIELDS; without a geometry where the record has no position."""
    for record, position, problem in problems:
        ocm_id = record.get("ocm_id")
        yield _feature(
            position,
            [
                ocm_id,
                record.get("name"),
                problem.rule.kind,
                problem.rule.problem,
                tr(problem.rule.why),
                problem.found or None,
                record.get("town"),
                record.get("country_iso2"),
                record.get("operator"),
                record.get("provider"),
                _day(record.get("date_last_verified")),
                None if ocm_id is None else view_url(ocm_id),
                None if ocm_id is None else edit_url(ocm_id),
            ],
        )


def pair_points(pairs: Iterable[tuple[Pair, Decision]]) -> Iterator[QgsFeature]:
    """A point between the stations of each pair, in the order of DUPLICATE_FIELDS."""
    for pair, (decision, remark) in pairs:
        parts = pair.parts
        yield _feature(
            middle_of([pair.first.position, pair.second.position]),
            [
                round(parts.score, 1),
                pair.why,
                decision,
                remark,
                *_of_one(pair.first),
                *_of_one(pair.second),
                round(pair.metres, 2),
                _percent(parts.name),
                _flag(parts.operator),
                _percent(parts.equipment),
                _flag(parts.reference),
            ],
        )


def _day(text: str | None) -> object:
    """A day as QGIS takes it; NULL for none, and for what other programs have written in its place."""
    try:
        return None if text is None else TO_QGIS["date"][text]
    except ValueError:
        return None


def _of_one(record: Record) -> list[object]:
    return [
        record.ocm_id,
        record.name,
        record.operator,
        record.provider,
        record.n_points,
        record.max_kw,
        None if record.ocm_id is None else edit_url(record.ocm_id),
    ]


def _percent(part: float | None) -> float | None:
    return None if part is None else round(100 * part, 1)


def _flag(part: float | None) -> bool | None:
    return None if part is None else part == 1


def _feature(position: Position | None, values: list[object]) -> QgsFeature:
    return feature_of(None if position is None else QgsGeometry.fromPointXY(QgsPointXY(*position)), values)

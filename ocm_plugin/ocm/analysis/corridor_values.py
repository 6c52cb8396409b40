"""Checked corridors as the columns of the outputs hold them, in the order of `tables.schema.analyses.corridors`."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

from .columns import VERDICT_CODES, beside_values
from .corridor_check import Demand, RouteResult, StretchResult, UndecidedStation
from .pool_test import AGAINST_LINE, WITH_LINE, Requirement
from .pools import Pool


def route_values(result: RouteResult, pack_id: str, demand: Demand) -> list[Any]:
    """The values of CORRIDOR_FIELDS."""
    shares, served = result.shares, result.shares.served()
    findings = [each.finding for each in result.stretches]
    verdicts = [VERDICT_CODES[finding.verdict] for finding in findings]
    return [
        result.route.name,
        pack_id,
        VERDICT_CODES[shares.verdict(demand.share)],
        VERDICT_CODES[shares.verdict_by_data(demand.share)],
        *(
            VERDICT_CODES[shares.verdict(demand.share, each)] if each in demand.directions else None
            for each in (WITH_LINE, AGAINST_LINE)
        ),
        *(round(km, 3) for km in served),
        _percent(served.sure_km, served.length_km),
        _percent(served.possible_km, served.length_km),
        round(100 * demand.share, 3),
        _km(max((finding.shortest_km for finding in findings), default=math.inf)),
        _km(max((finding.longest_km for finding in findings), default=math.inf)),
        result.n_pools_sure,
        result.n_pools_possible,
        verdicts.count("no"),
        verdicts.count("cannot_tell"),
    ]


def stretch_values(result: RouteResult, each: StretchResult, pools: Sequence[Pool], demand: Demand) -> list[Any]:
    """The values of STRETCH_FIELDS."""
    return [
        result.route.name,
        each.direction,
        VERDICT_CODES[each.finding.verdict],
        VERDICT_CODES[each.by_data],
        round(each.from_m / 1000, 3),
        round(each.to_m / 1000, 3),
        round(each.stretch.length_km, 3),
        _km(each.finding.shortest_km),
        _km(each.finding.longest_km),
        round(demand.spacing_km, 3),
        *(_numbers(there, pools) for there in each.pools),
        _numbers(each.hangs_on, pools),
    ]


def undecided_values(each: UndecidedStation, name: str, pools: Sequence[Pool]) -> list[Any]:
    """The values of UNDECIDED_FIELDS. `name`: of the route."""
    site, points = each.site, min(each.finding.points, key=lambda found: found.verdict, default=None)
    return [
        *beside_values(name, each.where)[:4],
        each.direction,
        pools[each.pool].pool_id,
        site.ocm_id,
        site.name,
        site.operator,
        ",".join(each.unknown),
        *(None if value is None else round(value) for value in _bounds(points)),
        *(None if value is None else round(value, 3) for value in _bounds(each.finding.total_kw)),
        each.stretches,
    ]


def _bounds(found: Requirement | None) -> tuple[float | None, float | None, float | None]:
    """What is needed, what is there at least by the data, and what may be there."""
    if found is None:
        return None, None, None
    return found.needed, found.sure_by_data, None if found.possible == math.inf else found.possible


def _numbers(pools: Iterable[int], all_pools: Sequence[Pool]) -> str | None:
    numbers = sorted(all_pools[each].pool_id or 0 for each in pools)
    return ",".join(map(str, numbers)) or None


def _km(value: float) -> float | None:
    return None if value == math.inf else round(value, 3)


def _percent(part: float, whole: float) -> float | None:
    return round(100 * part / whole, 3) if whole > 0 else None

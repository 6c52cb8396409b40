"""Pools: stations at one location, each within a distance of another one of the pool, taken together."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from ..match.filters import Verdict, enough
from ..search.areas import Position
from ..search.filters import UNKNOWN_OPERATOR_ID
from ..search.geodesy import metres_between
from ..tables.derive.classes import HOST_OPERATOR_ID, PRIVATE_OPERATOR_ID
from .intervals import Interval, total
from .near import groups_of
from .usable import Amounts, Site, Usable, summed

MAX_NAMED = 20
"""Operators in the list of a pool."""


class Pool(NamedTuple):
    """Stations at one location, by number, and what they have together."""

    pool_id: int | None
    """The lowest number of its stations."""
    sites: tuple[Site, ...]
    middle: Position
    spread_m: float
    """The largest distance of a station from the middle."""
    stations: Interval
    amounts: Amounts
    verdict: Verdict
    """Whether it has the points that are asked for."""

    @property
    def name(self) -> str | None:
        """That of its first station."""
        return self.sites[0].name

    @property
    def operators(self) -> str | None:
        """The operators of its stations, that of most stations first."""
        named = Counter(site.operator for site in self.sites if site.operator)
        return "; ".join(name for name, _ in named.most_common(MAX_NAMED)) or None


def pools_of(
    sites: Sequence[Site],
    usable: Usable,
    distance_m: float,
    of_one_operator: bool,
    min_points: int | None,
    check: Callable[[], None],
) -> list[Pool]:
    """The pools of all stations that may be usable, by their number.

    `of_one_operator`: only stations of the same known operator are taken together; one of an unknown operator stays
    alone. `min_points`: pools that surely have fewer are left out.
    """
    counted = [site for site in sites if usable.verdict(site) is not Verdict.NO]
    groups = clusters(counted, distance_m, of_one_operator, check)
    pools = [_pool_of([counted[number] for number in group], usable, min_points) for group in groups]
    return sorted((pool for pool in pools if pool.verdict is not Verdict.NO), key=lambda pool: pool.pool_id or 0)


def clusters(
    sites: Sequence[Site], distance_m: float, of_one_operator: bool, check: Callable[[], None]
) -> list[list[int]]:
    """The stations, by their places in the list, in groups within each of which every one is near another."""
    places = [site.position for site in sites]
    if not of_one_operator:
        return groups_of(places, distance_m, check)
    return groups_of(places, distance_m, check, lambda one, other: _are_of_one_operator(sites[one], sites[other]))


def _are_of_one_operator(one: Site, other: Site) -> bool:
    return one.operator_id == other.operator_id and one.operator_id not in NO_OPERATOR


NO_OPERATOR = (None, UNKNOWN_OPERATOR_ID, PRIVATE_OPERATOR_ID, HOST_OPERATOR_ID)
"""Not known, or different ones under the same number: individuals, businesses at the location."""


def _pool_of(sites: list[Site], usable: Usable, min_points: int | None) -> Pool:
    sites.sort(key=lambda site: (site.ocm_id is None, site.ocm_id))
    middle = middle_of([site.position for site in sites])
    amounts = summed([(usable.amounts(site), 1) for site in sites])
    verdict = max(map(usable.verdict, sites))
    if min_points is not None:
        verdict = min(verdict, enough(amounts.points.lo, amounts.points.hi, min_points))
    return Pool(
        pool_id=sites[0].ocm_id,
        sites=tuple(sites),
        middle=middle,
        spread_m=max(metres_between(middle, site.position) for site in sites),
        stations=total(map(usable.stations, sites)),
        amounts=amounts,
        verdict=verdict,
    )


def middle_of(places: Sequence[Position]) -> Position:
    """The middle of places that are near one another, wherever on Earth."""
    if len(places) == 1:
        return places[0]
    x = y = z = 0.0
    for longitude, latitude in places:
        east, north = math.radians(longitude), math.radians(latitude)
        x += math.cos(north) * math.cos(east)
        y += math.cos(north) * math.sin(east)
        z += math.sin(north)
    return math.degrees(math.atan2(y, x)), math.degrees(math.atan2(z, math.hypot(x, y)))

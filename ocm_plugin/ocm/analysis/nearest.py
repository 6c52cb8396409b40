"""The nearest of many places, by the distance on the ellipsoid, wherever on Earth.

Places are kept as points in space, in a tree of halved boxes. A way along the ground is at least as long as the
straight one through it, and at most as long as the arc over it of the strongest curvature that the ellipsoid has
(Schur's comparison theorem), so that only few ways are measured.
"""

from __future__ import annotations

import math
from bisect import insort
from collections.abc import Sequence
from typing import Any, NamedTuple

from ..match.filters import Verdict
from ..search.areas import Position
from ..search.geodesy import EQUATOR_RADIUS_M, POLE_RADIUS_M, in_space, metres_between
from .usable import Site, Usable

_ROUNDING_M = 0.001
"""Far above what is lost in computing."""
_LEAF = 8
"""So many places are not halved any more."""
_SMALLEST_RADIUS_M = POLE_RADIUS_M**2 / EQUATOR_RADIUS_M
"""Of curvature, anywhere on the ellipsoid."""


class NearestPlaces:
    """Places ready to be asked which of them are nearest to another one."""

    def __init__(self, places: Sequence[Position]) -> None:
        self._places = places
        self._tree: Any = _tree([(*in_space(place), number) for number, place in enumerate(places)])

    def nearest(self, place: Position, number: int, within_m: float = math.inf) -> list[tuple[float, int]]:
        """So many places that are nearest, each with its distance in metres: the nearest first."""
        found = self._candidates(in_space(place), number, within_m)
        measured = sorted((metres_between(place, self._places[each]), each) for each in found)
        return [each for each in measured[:number] if each[0] <= within_m]

    def _candidates(self, point: tuple[float, float, float], number: int, within_m: float) -> list[int]:
        """All places that may be among the nearest."""
        x, y, z = point
        bound = (within_m + _ROUNDING_M) ** 2
        seen: list[tuple[float, int]] = []
        best: list[float] = []
        stack: list[tuple[float, Any]] = [(0.0, self._tree)]
        while stack:
            gap, node = stack.pop()
            if gap > bound:
                continue
            if type(node) is list:
                for other_x, other_y, other_z, each in node:
                    squared = (other_x - x) ** 2 + (other_y - y) ** 2 + (other_z - z) ** 2
                    if squared > bound:
                        continue
                    seen.append((squared, each))
                    insort(best, squared)
                    if len(best) >= number:
                        del best[number:]
                        bound = min(bound, (_longest_way_m(math.sqrt(best[-1])) + _ROUNDING_M) ** 2)
                continue
            axis, split, low, high = node
            beside = point[axis] - split
            near, far = (low, high) if beside < 0 else (high, low)
            stack.append((max(gap, beside * beside), far))
            stack.append((gap, near))
        return [each for squared, each in seen if squared <= bound]


def _longest_way_m(straight_m: float) -> float:
    """The longest that the way along the ground between places so far from one another can be."""
    half = straight_m / (2 * _SMALLEST_RADIUS_M)
    # Beyond a quarter of the globe, whatever is there may be nearest.
    return 2 * _SMALLEST_RADIUS_M * math.asin(half) if half < 0.7 else math.inf


def _tree(points: list[tuple[float, float, float, int]]) -> Any:
    if len(points) <= _LEAF:
        return points
    spreads = [max(axis) - min(axis) for axis in list(zip(*points))[:3]]
    axis = spreads.index(max(spreads))
    points.sort(key=lambda point: point[axis])
    middle = len(points) // 2
    return axis, points[middle][axis], _tree(points[:middle]), _tree(points[middle:])


class Found(NamedTuple):
    """A station near a place."""

    site: Site
    metres: float
    rank: int
    """Among those that surely are usable; of an uncertain one, the rank that it takes if it is usable."""
    verdict: Verdict


class NearestStations:
    """Usable stations ready to be asked which are nearest to a place: surely, and possibly where those are nearer."""

    def __init__(self, sites: Sequence[Site], usable: Usable) -> None:
        verdicts = [usable.verdict(site) for site in sites]
        self.sure = [site for site, verdict in zip(sites, verdicts) if verdict is Verdict.YES]
        self.unsure = [site for site, verdict in zip(sites, verdicts) if verdict is Verdict.CANNOT_TELL]
        self._sure_places = NearestPlaces([site.position for site in self.sure])
        self._unsure_places = NearestPlaces([site.position for site in self.unsure])

    def nearest(self, place: Position, number: int, within_m: float = math.inf) -> list[Found]:
        """So many that surely are usable, and at most as many uncertain ones that are nearer than the last of them."""
        sure = self._sure_places.nearest(place, number, within_m)
        reach = sure[-1][0] if len(sure) == number else within_m
        unsure = self._unsure_places.nearest(place, number, reach)
        found = [Found(self.sure[each], metres, rank, Verdict.YES) for rank, (metres, each) in enumerate(sure, 1)]
        for metres, each in unsure:
            rank = 1 + sum(other < metres for other, _ in sure)
            if len(sure) < number or metres < reach:
                found.append(Found(self.unsure[each], metres, rank, Verdict.CANNOT_TELL))
        return sorted(found, key=lambda each: (each.metres, each.rank))

    def distances(self, place: Position) -> tuple[float, float]:
        """How far it is to the nearest station that surely is usable, and to any that may be; infinite for none."""
        surely = next((metres for metres, _ in self._sure_places.nearest(place, 1)), math.inf)
        nearer = self._unsure_places.nearest(place, 1, surely)
        return surely, next((metres for metres, _ in nearer), surely)

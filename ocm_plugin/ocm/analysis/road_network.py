"""Whether pools stand close enough along roads, in three values, and on which pools it hangs where that is not known.

Roads are cut where a pool may stand. What lies between two cuts is a stretch; it is served when some way from stop to
stop that leads over it, without turning round on the road, is no longer than the largest spacing. A stop is a pool
that qualifies, or the end of a road where none goes on. So a road that joins no other one is served between two stops
when they are no farther apart than that; and in a network, a stretch is when the distances from both its ends to the
nearest stops and its own length add up to no more.

More pools never make a way longer. So a stretch is surely served when it is with the sure pools only, and surely not
when it is not even with all that are possible.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import NamedTuple

from ..match.filters import Verdict

_ROUNDING_KM = 1e-6
"""A millimetre: far above what is lost in computing."""

MOST_PLACES = 10_000
"""So many are searched at most, to find all pools on which a verdict hangs."""


class Road(NamedTuple):
    """A line without forks. Roads that have an end in common meet there."""

    start: Hashable
    end: Hashable
    length_km: float


class Stop(NamedTuple):
    """A place on a road where a pool may be reached."""

    road: int
    km: float
    """From the start of the road."""
    pool: int


class Stretch(NamedTuple):
    """What lies between two neighbouring places on a road where pools may stand, or its ends."""

    road: int
    from_km: float
    to_km: float
    start: int
    """The places that it joins, by number."""
    end: int

    @property
    def length_km(self) -> float:
        """Along the road."""
        return self.to_km - self.from_km


class Finding(NamedTuple):
    """What is known of a stretch."""

    verdict: Verdict
    shortest_km: float
    """The shortest way from stop to stop over it, with all pools that may qualify; infinite for none."""
    longest_km: float
    """The same with those only that surely do."""
    ends: tuple[int, ...]
    """The places at both ends of the shortest way; none where there is none."""


class RoadNetwork:
    """Roads with the places where pools may stand, ready to be asked what is served."""

    def __init__(self, roads: Sequence[Road], stops: Iterable[Stop]) -> None:
        self._places: dict[Hashable, int] = {}
        self._ways: list[list[int]] = []
        """By place: the stretches that begin or end there."""
        self._pools: list[set[int]] = []
        """By place: the pools that may stand there."""
        self.stretches: list[Stretch] = []
        """By road, from its start to its end."""
        cuts: list[dict[float, set[int]]] = [{} for _ in roads]
        for stop in stops:
            km = min(max(stop.km, 0.0), roads[stop.road].length_km)
            cuts[stop.road].setdefault(km, set()).add(stop.pool)
        for number, road in enumerate(roads):
            self._cut(number, road, cuts[number])
        self._ends = {place for place, ways in enumerate(self._ways) if len(ways) == 1}

    def _cut(self, number: int, road: Road, cuts: dict[float, set[int]]) -> None:
        """Add a road in stretches."""
        place, reached = self._place(road.start), 0.0
        for km in sorted({*cuts, 0.0, road.length_km}):
            if km == road.length_km:
                there = self._place(road.end)
            else:
                there = place if km == 0 else self._place((number, km, "on the road"))
            if km > 0:
                self._ways[place].append(len(self.stretches))
                self._ways[there].append(len(self.stretches))
                self.stretches.append(Stretch(number, reached, km, place, there))
            self._pools[there] |= cuts.get(km, set())
            place, reached = there, km

    def _place(self, key: Hashable) -> int:
        number = self._places.setdefault(key, len(self._ways))
        if number == len(self._ways):
            self._ways.append([])
            self._pools.append(set())
        return number

    def pools_at(self, place: int) -> set[int]:
        """The pools that may stand at a place."""
        return self._pools[place]

    def findings(self, verdicts: Sequence[Verdict], limit_km: float, check: Callable[[], None]) -> list[Finding]:
        """What is known of each stretch. `verdicts`: by pool, whether it qualifies."""
        longest = self._shortest_ways(self._stops(verdicts, Verdict.YES), check).lengths
        shortest = self._shortest_ways(self._stops(verdicts, Verdict.CANNOT_TELL), check)
        return [
            Finding(_verdict(low, high, limit_km), low, high, shortest.ends(way))
            for way, (low, high) in enumerate(zip(shortest.lengths, longest))
        ]

    def _stops(self, verdicts: Sequence[Verdict], least: Verdict) -> set[int]:
        """The places where roads end, or a pool stands of at least such a verdict."""
        there = {place for place, pools in enumerate(self._pools) if any(verdicts[pool] >= least for pool in pools)}
        return there | self._ends

    def _shortest_ways(self, stops: set[int], check: Callable[[], None]) -> _ShortestWays:
        """By stretch: the shortest way from stop to stop over it.

        Each place has a nearest stop, and the ways there are trees. A way over a stretch that belongs to none of them
        leads from both its ends to their stops. A way over one that does must leave the tree beyond it, by the best of
        those stretches that belong to none.
        """
        stretches = self.stretches
        distances = dict.fromkeys(stops, 0.0)
        nearest = {place: place for place in stops}
        by: dict[int, int] = {}
        order: list[int] = []
        settled: set[int] = set()
        waiting = [(0.0, place) for place in stops]
        heapq.heapify(waiting)
        while waiting:
            distance, place = heapq.heappop(waiting)
            if place in settled:
                continue
            settled.add(place)
            order.append(place)
            if len(order) % 4096 == 0:
                check()
            for way in self._ways[place]:
                there, far = self._other_end(way, place), distance + stretches[way].length_km
                if far < distances.get(there, math.inf):
                    distances[there], nearest[there], by[there] = far, nearest[place], way
                    heapq.heappush(waiting, (far, there))
        found = _ShortestWays([math.inf] * len(stretches), [None] * len(stretches), stretches, nearest)
        beyond: dict[int, tuple[float, int]] = {}
        in_trees = set(by.values())
        for way, stretch in enumerate(stretches):
            if way not in in_trees and stretch.start in distances:
                length = distances[stretch.start] + stretch.length_km + distances[stretch.end]
                found.lengths[way], found.over[way] = length, way
                for place in (stretch.start, stretch.end):
                    beyond[place] = min(beyond.get(place, (length, way)), (length, way))
        for place in reversed(order):
            if place in by and place in beyond:
                way, best = by[place], beyond[place]
                found.lengths[way], found.over[way] = best
                before = self._other_end(way, place)
                beyond[before] = min(beyond.get(before, best), best)
        return found

    def _other_end(self, way: int, place: int) -> int:
        stretch = self.stretches[way]
        return stretch.end if stretch.start == place else stretch.start

    def hangs_on(
        self, way: int, finding: Finding, verdicts: Sequence[Verdict], limit_km: float, most_places: int = MOST_PLACES
    ) -> set[int]:
        """The uncertain pools on which it hangs whether a stretch is served.

        These are all of which it depends for some answer on the others. Where more than so many places are in reach of
        one of its ends: those at both ends of the shortest way over it, of which it depends on one at least.
        """
        stretch = self.stretches[way]
        rest_km = limit_km - stretch.length_km
        reached = self._in_reach(way, stretch.start, verdicts, rest_km, most_places)
        beyond = reached and self._in_reach(way, stretch.end, verdicts, rest_km, most_places)
        if reached is None or beyond is None:
            return {pool for place in finding.ends for pool in self._unsure_at(place, verdicts)}
        (sure_before, before), (sure_behind, behind) = reached, beyond

        def is_enough(one: float, other: float) -> bool:
            return one + other <= rest_km + _ROUNDING_KM

        # One that serves the stretch with the sure pools alone, or together with one that does not.
        nearest_before, nearest_behind, result = math.inf, math.inf, set()
        for pool in {*before, *behind}:
            one, other = before.get(pool, math.inf), behind.get(pool, math.inf)
            if is_enough(min(one, sure_before), min(other, sure_behind)):
                result.add(pool)
            else:
                nearest_before, nearest_behind = min(nearest_before, one), min(nearest_behind, other)
        for pool in {*before, *behind}:
            one, other = before.get(pool, math.inf), behind.get(pool, math.inf)
            if is_enough(one, nearest_behind) or is_enough(nearest_before, other):
                result.add(pool)
        return result

    def _is_sure(self, place: int, verdicts: Sequence[Verdict]) -> bool:
        return place in self._ends or any(verdicts[pool] is Verdict.YES for pool in self._pools[place])

    def _unsure_at(self, place: int, verdicts: Sequence[Verdict]) -> list[int]:
        """The pools that decide whether a place is a stop."""
        if self._is_sure(place, verdicts):
            return []
        return [pool for pool in self._pools[place] if verdicts[pool] is Verdict.CANNOT_TELL]

    def _in_reach(
        self, way: int, place: int, verdicts: Sequence[Verdict], reach_km: float, most_places: int
    ) -> tuple[float, dict[int, float]] | None:
        """How far it is from one end of a stretch, away from it, to the nearest sure stop and to uncertain pools.

        None where there are more places in reach.
        """
        sure, unsure = math.inf, dict[int, float]()
        passed: dict[int, int | None] = {}
        waiting: list[tuple[float, int, int]] = [(0.0, place, way)]
        while waiting:
            distance, here, by = heapq.heappop(waiting)
            # A second way to a place leads on where the first one came from, if that is another stretch; no third does.
            if here in passed and passed[here] in (None, by):
                continue
            is_first = here not in passed
            passed[here] = by if is_first else None
            if is_first:
                if len(passed) > most_places:
                    return None
                if self._is_sure(here, verdicts):
                    sure = min(sure, distance)
                    passed[here] = None  # whatever lies behind it is farther off than it is itself
                    continue
                for pool in self._unsure_at(here, verdicts):
                    unsure.setdefault(pool, distance)
            for onward in self._ways[here]:
                far = distance + self.stretches[onward].length_km
                is_back = onward == by and self.stretches[onward].start != self.stretches[onward].end
                if not is_back and far <= reach_km + _ROUNDING_KM:
                    heapq.heappush(waiting, (far, self._other_end(onward, here), onward))
        return sure, unsure


class _ShortestWays(NamedTuple):
    """By stretch, the shortest way from stop to stop over it."""

    lengths: list[float]
    """Infinite for none."""
    over: list[int | None]
    """The stretch on each way whose ends have their nearest stops at the ends of the way."""
    stretches: Sequence[Stretch]
    nearest: dict[int, int]
    """By place, the nearest stop."""

    def ends(self, way: int) -> tuple[int, ...]:
        """The stops at both ends of the way over a stretch; none where there is no way."""
        over = self.over[way]
        if over is None:
            return ()
        stretch = self.stretches[over]
        return self.nearest[stretch.start], self.nearest[stretch.end]


def _verdict(shortest_km: float, longest_km: float, limit_km: float) -> Verdict:
    if longest_km <= limit_km + _ROUNDING_KM:
        return Verdict.YES
    return Verdict.CANNOT_TELL if shortest_km <= limit_km + _ROUNDING_KM else Verdict.NO


class Share(NamedTuple):
    """How much of a length is served."""

    length_km: float
    sure_km: float
    possible_km: float

    def verdict(self, needed: float) -> Verdict:
        """Whether at least such a share of it is, from 0 to 1."""
        most_missing = (1 - needed) * self.length_km + _ROUNDING_KM
        if self.length_km - self.sure_km <= most_missing:
            return Verdict.YES
        return Verdict.CANNOT_TELL if self.length_km - self.possible_km <= most_missing else Verdict.NO


def share_of(stretches: Iterable[tuple[float, Verdict]]) -> Share:
    """What of stretches is served, each given by its length and its verdict."""
    length = sure = possible = 0.0
    for km, verdict in stretches:
        length += km
        sure += km if verdict is Verdict.YES else 0.0
        possible += km if verdict is not Verdict.NO else 0.0
    return Share(length, sure, possible)

"""Routes and pools against a rule pack: what is served, what is not, and which stations leave it open."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from ..match.filters import Verdict
from .near import groups_of
from .pool_test import AGAINST_LINE, BOTH, WITH_LINE, PoolFinding, PoolTest
from .pools import Pool
from .road_network import MOST_PLACES, Finding, Road, RoadNetwork, Share, Stop, Stretch, share_of
from .routes import JOIN_M, AlongRoutes, Alongside, Route, Section
from .usable import Site

EFFORT = 1_000_000
"""So many places are searched in all, at most, for the pools on which verdicts hang: a few seconds."""


class Demand(NamedTuple):
    """What is asked of the routes."""

    spacing_km: float
    reach_m: float
    """The farthest that a pool may be from a route."""
    share: float
    """Of the length that must be served, from 0 to 1."""
    directions: tuple[str | None, ...]
    """Of travel, each of which is judged by itself; None where none is asked for."""
    is_network: bool
    """Whether lines whose ends meet are one network."""


def directions_of(each_direction: bool, is_stated: bool, is_network: bool) -> tuple[str | None, ...]:
    """Which directions of travel are judged. `is_stated`: whether the stations state theirs.

    Where they do not, both directions have the same answer; and a network has none of its own.
    """
    if not each_direction:
        return (None,)
    return (WITH_LINE, AGAINST_LINE) if is_stated and not is_network else (BOTH,)


class StretchResult(NamedTuple):
    """A stretch in one direction of travel."""

    direction: str | None
    section: Section
    stretch: Stretch
    finding: Finding
    by_data: Verdict
    """The verdict by the data: see `pool_test`."""
    pools: tuple[frozenset[int], frozenset[int]]
    """Those that may stand at its start and at its end."""
    hangs_on: tuple[int, ...]
    """The pools on which its verdict hangs."""

    @property
    def from_m(self) -> float:
        """From the start of the route."""
        return self.section.start_m + self.stretch.from_km * 1000

    @property
    def to_m(self) -> float:
        """From the start of the route."""
        return self.section.start_m + self.stretch.to_km * 1000


class UndecidedStation(NamedTuple):
    """A station that leaves the verdict on stretches open."""

    direction: str | None
    pool: int
    site: Site
    where: Alongside
    unknown: tuple[str, ...]
    """Codes of what is not known."""
    finding: PoolFinding
    """That of its pool."""
    stretches: int
    """How many hang on it."""


class Served(NamedTuple):
    """How much of a length is served in each direction of travel."""

    length_km: float
    sure_km: float
    possible_km: float
    sure_by_data_km: float
    """By the data: see `pool_test`."""


class Shares:
    """What is served of routes, by direction of travel."""

    def __init__(self, by_direction: dict[str | None, tuple[Share, Share]]) -> None:
        """Each direction with what is served, and what is by the data."""
        self._by_direction = by_direction

    def verdict(self, needed: float, direction: str | None = None) -> Verdict:
        """Whether such a share is served, in one direction or in each."""
        there = self._by_direction.items()
        return min(share.verdict(needed) for name, (share, _) in there if direction in (None, name))

    def verdict_by_data(self, needed: float) -> Verdict:
        """The same by the data, in each direction."""
        return min(share.verdict(needed) for _, share in self._by_direction.values())

    def served(self) -> Served:
        """The least of all directions."""
        strict, by_data = zip(*self._by_direction.values())
        return Served(
            strict[0].length_km,
            min(share.sure_km for share in strict),
            min(share.possible_km for share in strict),
            min(share.sure_km for share in by_data),
        )


class RouteResult(NamedTuple):
    """A route."""

    route: Route
    stretches: list[StretchResult]
    shares: Shares
    n_pools_sure: int
    n_pools_possible: int


class CorridorResult(NamedTuple):
    """All routes together."""

    routes: list[RouteResult]
    undecided: list[UndecidedStation]
    shares: Shares


def check_corridors(
    routes: Sequence[Route], pools: Sequence[Pool], test: PoolTest, demand: Demand, check: Callable[[], None]
) -> CorridorResult:
    """The verdicts on all routes. `check` is called often, and raises when they are no longer wanted."""
    return _Check(routes, pools, test, demand, check).result()


class _Check:
    """The parts of one check."""

    def __init__(
        self,
        routes: Sequence[Route],
        pools: Sequence[Pool],
        test: PoolTest,
        demand: Demand,
        check: Callable[[], None],
    ) -> None:
        self._routes, self._pools, self._test, self._demand, self._check = routes, pools, test, demand, check
        self._sections = [(number, section) for number, route in enumerate(routes) for section in route.sections]
        first, self._places = 0, dict[int, list[Alongside]]()
        """By pool, where it stands."""
        firsts = []
        for route in routes:
            firsts.append(first)
            first += len(route.sections)
        stops = []
        along = AlongRoutes(routes, demand.reach_m, check)
        for number, pool in enumerate(pools):
            if number % 64 == 0:
                check()
            for place in along.near(pool.middle):
                road = firsts[place.route] + place.section
                stops.append(Stop(road, (place.measure_m - self._sections[road][1].start_m) / 1000, number))
                self._places.setdefault(number, []).append(place)
        self._findings = {
            direction: {number: test.finding(pools[number].sites, direction) for number in self._places}
            for direction in demand.directions
        }
        possible = {
            number
            for found in self._findings.values()
            for number, finding in found.items()
            if finding.verdict is not Verdict.NO
        }
        self._network = RoadNetwork(self._roads(), [stop for stop in stops if stop.pool in possible])

    def _roads(self) -> list[Road]:
        ends = [(section.points[0], section.points[-1]) for _, section in self._sections]
        keys = list(range(2 * len(ends)))
        if self._demand.is_network:
            there = [((x + 180) % 360 - 180, y) for pair in ends for x, y in pair]
            for group in groups_of(there, JOIN_M, self._check):
                for number in group:
                    keys[number] = group[0]
        roads = []
        for number, (_, section) in enumerate(self._sections):
            start, end = keys[2 * number], keys[2 * number + 1]
            roads.append(Road(start, start if section.is_closed else end, section.length_m / 1000))
        return roads

    def result(self) -> CorridorResult:
        """All that follows."""
        stretches: list[list[StretchResult]] = [[] for _ in self._routes]
        undecided: list[UndecidedStation] = []
        for direction in self._demand.directions:
            hanging: dict[int, int] = {}
            for route, each in self._of_direction(direction):
                stretches[route].append(each)
                for pool in each.hangs_on:
                    hanging[pool] = hanging.get(pool, 0) + 1
            undecided += self._undecided(direction, hanging)
        results = [self._of_route(number, found) for number, found in enumerate(stretches)]
        undecided.sort(key=lambda each: (each.where.route, each.where.measure_m))
        return CorridorResult(results, undecided, self._shares([each for found in stretches for each in found]))

    def _of_direction(self, direction: str | None) -> list[tuple[int, StretchResult]]:
        """All stretches, each with its route."""
        network, limit, found = self._network, self._demand.spacing_km, self._findings[direction]
        numbers = range(len(self._pools))
        strict = [found[number].verdict if number in found else Verdict.NO for number in numbers]
        by_data = [found[number].verdict_by_data if number in found else Verdict.NO for number in numbers]
        findings = network.findings(strict, limit, self._check)
        others = findings if by_data == strict else network.findings(by_data, limit, self._check)
        n_open = sum(finding.verdict is Verdict.CANNOT_TELL for finding in findings)
        most = min(MOST_PLACES, EFFORT // max(1, n_open))
        results = []
        for way, (stretch, finding, other) in enumerate(zip(network.stretches, findings, others)):
            hanging: set[int] = set()
            if finding.verdict is Verdict.CANNOT_TELL:
                if way % 16 == 0:
                    self._check()
                hanging = network.hangs_on(way, finding, strict, limit, most)
            route, section = self._sections[stretch.road]
            there = [frozenset(network.pools_at(place)) for place in (stretch.start, stretch.end)]
            pools = there[0], there[1]
            results.append(
                (
                    route,
                    StretchResult(direction, section, stretch, finding, other.verdict, pools, tuple(sorted(hanging))),
                )
            )
        return results

    def _undecided(self, direction: str | None, hanging: dict[int, int]) -> Iterator[UndecidedStation]:
        """The stations of the pools on which verdicts hang, each given with how many do."""
        for number, stretches in sorted(hanging.items()):
            finding = self._findings[direction][number]
            where = min(self._places[number], key=lambda place: place.offset_m)
            for site, unknown in self._test.undecided(self._pools[number].sites, finding, direction):
                yield UndecidedStation(direction, number, site, where, tuple(unknown), finding, stretches)

    def _of_route(self, number: int, stretches: list[StretchResult]) -> RouteResult:
        sure: set[int] = set()
        possible: set[int] = set()
        for each in stretches:
            for pool in each.pools[0] | each.pools[1]:
                verdict = self._findings[each.direction][pool].verdict
                possible |= {pool} if verdict is not Verdict.NO else set()
                sure |= {pool} if verdict is Verdict.YES else set()
        return RouteResult(self._routes[number], stretches, self._shares(stretches), len(sure), len(possible))

    def _shares(self, stretches: list[StretchResult]) -> Shares:
        """What is served, by direction."""
        shares = {}
        for direction in self._demand.directions:
            there = [each for each in stretches if each.direction == direction]
            shares[direction] = (
                share_of((each.stretch.length_km, each.finding.verdict) for each in there),
                share_of((each.stretch.length_km, each.by_data) for each in there),
            )
        return Shares(shares)

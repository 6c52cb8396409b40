"""Stations beside routes, and what gaps they leave along each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

from ..search.areas import Position
from .gaps import Gaps, Stop, gaps_of
from .routes import AlongRoutes, Alongside, Route


class Candidate(Protocol):
    """A station or pool that may be usable."""

    @property
    def position(self) -> Position:
        """Where it is."""

    @property
    def is_sure(self) -> bool:
        """Whether it surely is usable."""


class Corridor(NamedTuple):
    """A section of a route with the candidates beside it."""

    beside: tuple[tuple[Alongside, int], ...]
    """In the order of the section, each with the number of the candidate, which is that of its stop too."""
    gaps: Gaps


def corridors_of(
    routes: Sequence[Route],
    candidates: Sequence[Candidate],
    reach_m: float,
    limit_m: float,
    check: Callable[[float], None] = lambda part: None,
) -> list[list[Corridor]]:
    """The sections of each route, with their gaps between candidates within reach: stretches longer than the limit.

    A candidate is a stop of each section within reach, where the section is nearest to it. `check` is called often with
    the part that is done, and raises when the result is no longer wanted.
    """
    along = AlongRoutes(routes, reach_m, lambda: check(0.0))
    beside: dict[tuple[int, int], list[tuple[Alongside, int]]] = {}
    for number, candidate in enumerate(candidates):
        if number % 64 == 0:
            check(number / len(candidates))
        for each in along.near(candidate.position):
            beside.setdefault((each.route, each.section), []).append((each, number))
    found = []
    for route_number, route in enumerate(routes):
        check(1.0)
        corridors = []
        for section_number, section in enumerate(route.sections):
            there = beside.get((route_number, section_number), [])
            there.sort(key=lambda each: (each[0].measure_m, each[1]))
            stops = [Stop(each.measure_m, candidates[number].is_sure, number) for each, number in there]
            gaps = gaps_of(section.start_m, section.end_m, section.is_closed, stops, limit_m)
            corridors.append(Corridor(tuple(there), gaps))
        found.append(corridors)
    return found

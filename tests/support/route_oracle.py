"""Lines, and gaps along them, a second time and plainly: many short steps, and all subsets of what is uncertain."""

from __future__ import annotations

import math
from itertools import combinations

from ocm_plugin.ocm.analysis.gaps import Stop
from ocm_plugin.ocm.match.filters import Verdict
from ocm_plugin.ocm.search.geodesy import metres_between

Place = tuple[float, float]


def at(start: Place, end: Place, part: float) -> Place:
    return start[0] + part * (end[0] - start[0]), start[1] + part * (end[1] - start[1])


def length_of(start: Place, end: Place) -> float:
    """The length of a line straight in longitude and latitude, in many short steps."""
    steps = max(1, math.ceil(max(abs(end[0] - start[0]), abs(end[1] - start[1])) / 0.005))
    places = [at(start, end, number / steps) for number in range(steps + 1)]
    return sum(metres_between(a, b) for a, b in zip(places, places[1:]))


def nearest_of(place: Place, line: list[Place]) -> list[tuple[float, int, float]]:
    """Of each segment: the distance to its nearest place, its number and the part of it before that place."""

    def metres(number: int, part: float) -> float:
        return metres_between(place, at(line[number], line[number + 1], part))

    found = []
    for number in range(len(line) - 1):
        steps = 40
        coarse = min(range(steps + 1), key=lambda step, n=number: metres(n, step / steps))
        low, high = max(0.0, (coarse - 1) / steps), min(1.0, (coarse + 1) / steps)
        for _ in range(60):
            third = (high - low) / 3
            if metres(number, low + third) < metres(number, high - third):
                high -= third
            else:
                low += third
        found.append(min((metres(number, part), number, part) for part in (0.0, (low + high) / 2, 1.0)))
    return found


def measure_of(line: list[Place], lengths: list[float], number: int, part: float) -> float:
    """Of a place so far along a segment; `lengths`: of all segments."""
    return sum(lengths[:number]) + length_of(line[number], at(line[number], line[number + 1], part))


def stretch_at(place: float, usable: list[float], length: float, is_closed: bool) -> float:
    """The length of the stretch between neighbouring stops in which a place lies."""
    if is_closed:
        if not usable:
            return length
        ahead = min((stop - place) % length for stop in usable)
        behind = min((place - stop) % length for stop in usable)
        return round(ahead + behind, 6)
    return min(stop for stop in [*usable, length] if stop > place) - max(
        stop for stop in [0.0, *usable] if stop < place
    )


def brute(place: float, stops: list[Stop], length: float, is_closed: bool, limit: float) -> tuple[Verdict, set[int]]:
    """The verdict on a place, and the stops of which one alone may decide it."""
    sure = [stop.measure_m for stop in stops if stop.is_sure]
    unsure = [stop for stop in stops if not stop.is_sure]
    in_gap: dict[frozenset[int], bool] = {}
    for size in range(len(unsure) + 1):
        for chosen in combinations(unsure, size):
            usable = [*sure, *(stop.measure_m for stop in chosen)]
            key = frozenset(stop.number for stop in chosen)
            in_gap[key] = stretch_at(place, usable, length, is_closed) > limit
    deciding = {
        stop.number
        for stop in unsure
        for world, answer in in_gap.items()
        if stop.number not in world and in_gap[world | {stop.number}] != answer
    }
    answers = set(in_gap.values())
    if len(answers) == 2:
        return Verdict.CANNOT_TELL, deciding
    return (Verdict.YES if True in answers else Verdict.NO), deciding

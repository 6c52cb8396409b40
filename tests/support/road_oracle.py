"""What is served of roads, worked out plainly: kilometre by kilometre, for every answer on the uncertain pools."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import product
from typing import Any

from ocm_plugin.ocm.analysis.road_network import Road, Stop
from ocm_plugin.ocm.match.filters import Verdict

FARTHEST_KM = 60
Served = dict[tuple[bool, ...], bool]
"""By the answers on all uncertain pools: whether a piece is served."""


def plain_answers(
    roads: Sequence[Road], stops: Sequence[Stop], verdicts: Sequence[Verdict], limit_km: float
) -> tuple[list[int], dict[tuple[int, int], Served]]:
    """The uncertain pools, and by road and kilometre whether it is served. Roads and stops have whole kilometres."""
    pieces: list[tuple[Any, Any, int, int]] = []
    for number, road in enumerate(roads):
        for km in range(int(road.length_km)):
            pieces.append((_place(roads, number, km), _place(roads, number, km + 1), number, km))
    pools: dict[Any, set[int]] = {}
    for stop in stops:
        pools.setdefault(_place(roads, stop.road, stop.km), set()).add(stop.pool)
    at: dict[Any, list[int]] = {}
    for number, (a, b, _, _) in enumerate(pieces):
        at.setdefault(a, []).append(number)
        at.setdefault(b, []).append(number)
    unsure = [pool for pool, verdict in enumerate(verdicts) if verdict is Verdict.CANNOT_TELL]
    answers: dict[tuple[int, int], Served] = {}
    for choice in product([False, True], repeat=len(unsure)):
        there = {pool for pool, verdict in enumerate(verdicts) if verdict is Verdict.YES}
        there |= {pool for pool, is_there in zip(unsure, choice) if is_there}
        halts = {place for place in at if len(at[place]) == 1 or pools.get(place, set()) & there}
        for number, (a, b, road_number, km) in enumerate(pieces):
            way = _way(pieces, at, halts, number, a) + 1 + _way(pieces, at, halts, number, b)
            answers.setdefault((road_number, km), {})[choice] = way <= limit_km
    return unsure, answers


def _place(roads: Sequence[Road], number: int, km: float) -> Any:
    road = roads[number]
    return ("end", road.start) if km == 0 else ("end", road.end) if km == road.length_km else (number, km)


def _way(
    pieces: Sequence[tuple[Any, Any, int, int]],
    at: dict[Any, list[int]],
    halts: set[Any],
    came_by: int,
    place: Any,
) -> float:
    """Kilometres from a place to a stop, never back over the piece that one came by, step by step."""
    states, seen = {(place, came_by)}, set[tuple[Any, int]]()
    for km in range(FARTHEST_KM):
        if any(here in halts for here, _ in states):
            return km
        seen |= states
        onward = set()
        for here, by in states:
            for number in at[here]:
                a, b, _, _ = pieces[number]
                if number != by or a == b:
                    onward.add((b if here == a else a, number))
        states = onward - seen
        if not states:
            break
    return math.inf


def verdict_of(served: Served) -> Verdict:
    """Whether a piece is served for every answer, for none, or for some."""
    if all(served.values()):
        return Verdict.YES
    return Verdict.CANNOT_TELL if any(served.values()) else Verdict.NO


def deciding(unsure: Sequence[int], served: Served) -> set[int]:
    """The pools whose answer alone changes that of a piece, for some answers on the others."""
    return {
        pool
        for place, pool in enumerate(unsure)
        if any(
            served[choice] != served[(*choice[:place], not choice[place], *choice[place + 1 :])] for choice in served
        )
    }

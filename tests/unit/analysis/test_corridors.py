"""Gaps of random small networks, against measures in many short steps and all subsets of uncertain stations."""

from __future__ import annotations

from random import Random
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocm_plugin.ocm.analysis.corridors import corridors_of
from ocm_plugin.ocm.analysis.gaps import Stop
from ocm_plugin.ocm.analysis.routes import route_of
from ocm_plugin.ocm.errors import Cancelled
from ocm_plugin.ocm.match.filters import Verdict
from tests.support.effort import tries
from tests.support.route_oracle import Place, at, brute, length_of, measure_of, nearest_of

CLEAR_M = 5.0
"""What is nearer to a bound than this may be judged either way."""


class Station(NamedTuple):
    position: Place
    is_sure: bool


def random_lines(random: Random) -> list[list[Place]]:
    """Lines of one route that have no place in common: an open one, and maybe a closed one to the north of it."""
    x, y = random.choice([(8.0, 50.0), (179.9, -5.0), (-70.0, 65.0)])
    lines = [[(x + 0.02 * number, y + random.uniform(-0.01, 0.01)) for number in range(random.randint(2, 5))]]
    if random.random() < 0.5:
        y += 0.1
        lines.append([(x, y), (x + 0.05, y + 0.01), (x + 0.04, y + 0.04), (x - 0.01, y + 0.03), (x, y)])
    return lines


def links_of(line: list[Place], random: Random) -> list[list[Place]]:
    """A line cut up, in the direction it has: the first link decides that."""
    cuts = sorted(random.sample(range(1, len(line) - 1), random.randint(0, len(line) - 2)))
    return [line[start : end + 1] for start, end in zip([0, *cuts], [*cuts, len(line) - 1])]


@given(st.integers(0, 2**32))
@settings(max_examples=tries(1000, at_least=50), deadline=None)
def test_random_networks_against_brute_force(seed):
    random = Random(seed)
    networks = [random_lines(random) for _ in range(random.randint(1, 2))]
    routes = []
    for lines in networks:
        links = []
        for line in lines:
            first, *others = links_of(line, random)
            random.shuffle(others)
            links += [first, *(link[::-1] if random.random() < 0.5 else link for link in others)]
        routes.append(route_of("A", links))
    stations = []
    for _ in range(random.randrange(7)):
        line = random.choice(random.choice(networks))
        number = random.randrange(len(line) - 1)
        x, y = at(line[number], line[number + 1], random.random())
        place = ((x + random.uniform(-0.02, 0.02) + 180) % 360 - 180, y + random.uniform(-0.02, 0.02))
        stations.append(Station(place, random.random() < 0.4))
    reach, limit = random.choice([500.0, 1_500.0]), random.choice([2_000.0, 4_000.0, 9_000.0])
    found = corridors_of(routes, stations, reach, limit)
    for lines, route, corridors in zip(networks, routes, found):
        assert len(lines) == len(route.sections) == len(corridors)
        for line, section, corridor in zip(lines, route.sections, corridors):
            lengths = [length_of(a, b) for a, b in zip(line, line[1:])]
            is_closed = line[0] == line[-1]
            assert section.is_closed is is_closed
            stops = []
            for number, each in enumerate(stations):
                offset, segment, part = min(nearest_of(each.position, line))
                if abs(offset - reach) < CLEAR_M:
                    return
                if offset < reach:
                    stops.append(Stop(measure_of(line, lengths, segment, part), each.is_sure, number))
            assert {stop.number for stop in stops} == {number for _, number in corridor.beside}
            _compare(stops, sum(lengths), is_closed, limit, section.start_m, corridor.gaps.stretches)


def _compare(stops, length, is_closed, limit, start_m, stretches):
    for stretch in stretches:
        extent = stretch.length_m
        for part in (0.2, 0.7):
            place = (stretch.from_m - start_m + part * extent) % length
            # A place as near to two stretches of a line, or a stretch as long as the limit, may be judged either way.
            near = [stop.measure_m for stop in stops]
            if any(abs((place - stop + length / 2) % length - length / 2) < CLEAR_M for stop in near):
                continue
            if _is_close(stops, place, length, is_closed, limit):
                continue
            verdict, deciding = brute(place, stops, length, is_closed, limit)
            assert stretch.gap is verdict
            if verdict is Verdict.CANNOT_TELL:
                assert {stop.number for stop in stretch.hangs_on} == deciding


def _is_close(stops, place, length, is_closed, limit) -> bool:
    """Whether a stretch around a place, between any two stops or ends, is nearly as long as the limit."""
    marks = [stop.measure_m for stop in stops]
    if is_closed:
        marks = [mark + turn * length for mark in marks for turn in (-1, 0, 1)]
    else:
        marks += [0.0, length]
    pairs = [after - before for before in marks for after in marks if before < place < after]
    return any(abs(each - limit) < CLEAR_M for each in [*pairs, length])


def test_two_carriageways_each_have_the_station_between_them():
    there, back = [(8.0, 50.0), (8.2, 50.0)], [(8.2, 50.0005), (8.0, 50.0005)]
    ((one, other),) = corridors_of([route_of("A", [there, back])], [Station((8.05, 50.0), True)], 500.0, 12_000.0)
    assert [stretch.gap.name for stretch in one.gaps.stretches] == ["NO", "NO"]
    assert [each.measure_m for each, _ in one.beside] == pytest.approx([3_584.5], abs=1.0)
    assert [each.measure_m for each, _ in other.beside] == pytest.approx([25_093.7], abs=1.0)


def test_it_can_be_cancelled():
    def check(part: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        corridors_of([route_of("A", [[(8.0, 50.0), (8.2, 50.0)]])], [Station((8.05, 50.0), True)], 500.0, 1.0, check)

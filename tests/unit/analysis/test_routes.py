"""Places along lines: measure, offset and side, against geodesic lengths of many short steps."""

from __future__ import annotations

import math
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocm_plugin.ocm.analysis.routes import AlongRoutes, Route, Section, joined, route_of
from ocm_plugin.ocm.search.geodesy import metres_between
from tests.support.effort import tries
from tests.support.route_oracle import Place, at, length_of, measure_of, nearest_of

STARTS = [(8.0, 50.0), (179.9, 10.0), (-179.95, -40.0), (-70.0, -55.0), (20.0, 78.0), (0.0, 0.0)]


def random_line(random: Random, number: int, step: float, is_closed: bool) -> list[Place]:
    x, y = random.choice(STARTS)
    if is_closed:
        # Not out and back the same way: such a line has no sides at its turn.
        angles = sorted(random.uniform(0, 2 * math.pi) for _ in range(max(3, number)))
        line = [(x + step * math.cos(each), y + step * math.sin(each)) for each in angles]
        return [*line, line[0]]
    heading = random.uniform(0, 2 * math.pi)
    line = [(x, y)]
    for _ in range(number):
        heading += random.uniform(-2.0, 2.0)
        length = step * random.choice([0.05, 1.0, 1.0, 3.0])
        x, y = x + length * math.cos(heading), y + length * math.sin(heading)
        line.append((x, y))
    return line


def bearing(start: Place, end: Place) -> float:
    """As on a map of the surroundings, against the clock."""
    east = ((end[0] - start[0] + 180) % 360 - 180) * math.cos(math.radians((start[1] + end[1]) / 2))
    return math.atan2(end[1] - start[1], east)


def side_of(place: Place, line: list[Place], number: int, part: float, is_closed: bool) -> str:
    """Left if, turning against the clock from the way on, the place comes before the way back."""
    part = next(
        (end for end in (0, 1) if metres_between(at(*line[number : number + 2], part), line[number + end]) < 0.01), part
    )
    here = at(line[number], line[number + 1], part)
    before, after = number, number + 1
    if part == 1:
        before, after = number, number + 2
        if after == len(line):
            after = 1 if is_closed else None
    if part == 0:
        before, after = number - 1, number + 1
        if number == 0:
            before = len(line) - 2 if is_closed else None
    back = None if before is None else bearing(here, line[before])
    onward = back + math.pi if after is None else bearing(here, line[after])
    back = onward + math.pi if back is None else back
    return "left" if (bearing(here, place) - onward) % (2 * math.pi) < (back - onward) % (2 * math.pi) else "right"


@given(st.integers(0, 2**32))
@settings(max_examples=tries(200, at_least=20), deadline=None)
def test_measure_offset_and_side_to_a_metre(seed):
    random = Random(seed)
    is_closed = random.random() < 0.3
    line = random_line(random, random.randint(2, 8), random.choice([0.002, 0.02, 0.2]), is_closed)
    (section,) = route_of("A", [line]).sections
    lengths = [length_of(a, b) for a, b in zip(line, line[1:])]
    assert section.length_m == pytest.approx(sum(lengths), rel=1e-7)
    assert section.is_closed is is_closed
    along = AlongRoutes([Route("A", (section,))], 60_000.0)
    for _ in range(4):
        number = random.randrange(len(line) - 1)
        x, y = at(line[number], line[number + 1], random.random())
        spread = random.choice([0.001, 0.02, 0.3])
        place = ((x + random.uniform(-spread, spread) + 180) % 360 - 180, y + random.uniform(-spread, spread))
        (found,) = along.near(place)
        segments = nearest_of(place, line)
        offset, *_ = min(segments)
        assert found.offset_m == pytest.approx(offset, abs=0.01)
        assert metres_between(place, found.nearest) == pytest.approx(found.offset_m, abs=0.001)
        assert metres_between(section.place_at(found.measure_m), found.nearest) < 0.01
        # Some places are as near as the nearest: it is one of them.
        apart, number, part = min(
            (apart_m(found.measure_m, measure_of(line, lengths, number, part), section), number, part)
            for metres, number, part in segments
            if metres < offset + 0.01
        )
        assert apart < 1.0
        if offset > 5:
            assert found.side == side_of(place, line, number, part, is_closed)


def apart_m(one: float, other: float, section: Section) -> float:
    apart = abs(one - other)
    return min(apart, section.length_m - apart) if section.is_closed else apart


def test_a_known_place():
    """Ten minutes of the equator are 18,553.25 m on WGS 84."""
    route = route_of("equator", [[(0.0, 0.0), (1.0, 0.0)]])
    along = AlongRoutes([route], 5_000.0)
    found = along.nearest((1 / 6, 0.01))
    assert found.measure_m == pytest.approx(18_553.25, abs=0.05)
    assert found.offset_m == pytest.approx(1_105.74, abs=0.05)
    assert (found.side, found.nearest) == ("left", pytest.approx((1 / 6, 0.0)))
    assert along.nearest((1 / 6, -0.01)).side == "right"
    assert along.nearest((0.5, 0.0)).side == "on"
    assert along.nearest((0.5, 0.1)) is None
    assert along.nearest((-0.01, 0.001)).measure_m == 0.0


def test_sections_of_routes_are_found_each():
    """Two carriageways of one route, and a second route: a place is beside all three."""
    there, back = [(8.0, 50.0), (8.1, 50.0)], [(8.1, 50.0005), (8.0, 50.0005)]
    routes = [route_of("A", [there, back]), route_of("B", [[(8.05, 49.9), (8.05, 50.1)]])]
    found = list(AlongRoutes(routes, 1_000.0).near((8.05, 50.001)))
    assert [(each.route, each.section, each.side) for each in found] == [(0, 0, "left"), (0, 1, "right"), (1, 0, "on")]
    assert found[1].measure_m == pytest.approx(1.5 * routes[0].length_m / 2, rel=1e-4)


def test_parts_in_any_order_and_direction_make_one_line():
    a, b, c, d, e = (8.0, 50.0), (8.1, 50.0), (8.2, 50.1), (8.3, 50.1), (8.4, 50.1)
    assert joined([[b, c], [a, b], [d, c]]) == [[a, b, b, c, c, d]]
    # Where three meet, none goes on.
    assert joined([[a, b], [b, c], [b, d]]) == [[a, b], [b, c], [b, d]]
    # A closed one starts where its first part does.
    assert joined([[c, d], [b, c], [d, b]]) == [[c, d, d, b, b, c]]
    assert joined([[a, b], [d, e]]) == [[a, b], [d, e]]
    # Parts that are shorter than a metre are bridged.
    tiny = (8.1 + 5e-6, 50.0)
    assert joined([[a, b], [b, tiny], [tiny, c]]) == [[a, b, tiny, c]]


def test_parts_on_both_sides_of_the_180th_meridian_are_joined():
    (line,) = joined([[(179.8, 0.0), (180.0, 0.0)], [(-180.0, 0.0), (-179.8, 0.0)]])
    assert line == [(179.8, 0.0), (180.0, 0.0), (180.0, 0.0), (180.2, 0.0)]
    found = AlongRoutes([route_of("date line", [line])], 500.0).nearest((-179.9, 0.001))
    assert found.nearest == pytest.approx((-179.9, 0.0))
    assert found.measure_m == pytest.approx(metres_between((179.8, 0.0), (-179.9, 0.0)), abs=0.01)


def test_what_has_no_length_is_no_route():
    assert route_of("none", []) is None
    assert route_of("none", [[(8.0, 50.0)], [(8.0, 50.0), (8.0, 50.0)]]) is None
    assert AlongRoutes([], 100.0).nearest((8.0, 50.0)) is None


@given(st.integers(0, 2**32))
@settings(max_examples=tries(100))
def test_parts_of_a_line_have_the_length_between_their_measures(seed):
    random = Random(seed)
    is_closed = random.random() < 0.5
    section = Section(random_line(random, random.randint(2, 8), 0.05, is_closed))
    marks = [random.uniform(0, section.length_m) for _ in range(2)]
    low, high = sorted(marks) if not section.is_closed else marks
    part = Section(section.between(low, high))
    wanted = high - low if high > low else high - low + section.length_m
    assert part.length_m == pytest.approx(wanted, abs=0.2)
    if section.is_closed:
        round_it = Section(section.between(0.0, 0.0))
        assert round_it.length_m == pytest.approx(section.length_m)


@given(st.integers(0, 2**32))
@settings(max_examples=tries(100))
def test_a_line_cut_up_and_shuffled_is_joined_again(seed):
    random = Random(seed)
    line = [(8.0 + number * 0.01, 50.0 + random.uniform(-0.01, 0.01)) for number in range(12)]
    cuts = sorted(random.sample(range(1, 11), random.randint(0, 5)))
    parts = [line[start : end + 1] for start, end in zip([0, *cuts], [*cuts, 11])]
    random.shuffle(parts)
    parts = [part[::-1] if random.random() < 0.5 else part for part in parts]
    (section,) = route_of("A", parts).sections
    expected = Section(line if line.index(parts[0][0]) < line.index(parts[0][-1]) else line[::-1])
    assert section.points == expected.points and section.measures == expected.measures

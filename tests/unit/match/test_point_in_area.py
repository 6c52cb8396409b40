"""Areas hold what lies in them and on their edge, exactly."""

from __future__ import annotations

import math
import time
from fractions import Fraction

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ocm_plugin.ocm.match.point_in_area import containment, place_test
from ocm_plugin.ocm.search.areas import Circle, Corridor, Countries, Extent, Polygons, StationIds, World
from ocm_plugin.ocm.search.geodesy import metres_between
from tests.support.effort import tries
from tests.support.made_stations import GERMANY, REFERENCE, USA, station
from tests.support.oracle import near

SQUARE = ((0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0))
HOLE = ((4.0, 4.0), (6.0, 4.0), (6.0, 6.0), (4.0, 6.0))


def test_the_world_holds_everything():
    assert containment(World(), REFERENCE)(station(latitude=-90.0, longitude=180.0))


def test_countries_are_those_the_records_state():
    is_inside = containment(Countries(("DE", "NL")), REFERENCE)
    assert is_inside(station(country_id=GERMANY, latitude=0.0, longitude=0.0))
    assert not is_inside(station(country_id=USA))
    assert not is_inside(station(country_id=None))


def test_stations_by_number():
    is_inside = containment(StationIds((4711, 5)), REFERENCE)
    assert is_inside(station(id=4711)) and not is_inside(station(id=4712))


def test_an_extent_holds_its_edge_and_nothing_beyond():
    holds = place_test(Extent(4, 47, 9, 52))
    assert holds(4, 47) and holds(9, 52) and holds(6, 50)
    assert not holds(3.9999999, 50) and not holds(6, 52.0000001)


def test_an_extent_across_the_antimeridian():
    holds = place_test(Extent(170, -20, -170, -10))
    assert holds(175, -15) and holds(-175, -15) and holds(170, -20) and holds(-170, -10)
    assert holds(180, -15) and holds(-180, -15)
    assert not holds(0, -15) and not holds(169, -15) and not holds(175, -5)


def test_the_antimeridian_has_two_names():
    """A station at -180 lies on the eastern edge of an extent that ends at 180."""
    assert place_test(Extent(170, 0, 180, 10))(-180, 5)
    assert place_test(Extent(-180, 0, -170, 10))(180, 5)
    assert place_test(Polygons((((((170, 0), (180, 0), (180, 10))),),)))(-180, 5)
    assert not place_test(Extent(170, 0, 179, 10))(-180, 5)


def test_stations_are_asked_by_their_place():
    is_inside = containment(Extent(4, 47, 9, 52), REFERENCE)
    assert is_inside(station(latitude=50.0, longitude=8.0)) and not is_inside(station(latitude=8.0, longitude=50.0))


# Polygons


def test_a_hole_is_outside_and_its_edge_inside():
    holds = place_test(Polygons(((SQUARE, HOLE),)))
    assert holds(1, 1) and holds(4, 5) and holds(6, 6) and holds(3.999, 5)
    assert not holds(5, 5) and not holds(4.0001, 5)


def test_an_island_in_a_hole_and_a_neighbour_over_it():
    island = ((4.5, 4.5), (5.5, 4.5), (5.5, 5.5), (4.5, 5.5))
    assert place_test(Polygons(((SQUARE, HOLE), (island,))))(5, 5)
    assert place_test(Polygons(((SQUARE, HOLE), (SQUARE,))))(5, 5)


def test_degenerate_rings_do_no_harm():
    flat = ((0.0, 5.0), (10.0, 5.0), (5.0, 5.0))
    point = ((3.0, 3.0), (3.0, 3.0), (3.0, 3.0))
    holds = place_test(Polygons(((flat,), (point,))))
    assert holds(2, 5) and holds(10, 5) and not holds(11, 5) and not holds(2, 5.1)


grid = st.integers(-8, 8).map(float)
corners = st.lists(st.tuples(grid, grid), min_size=3, max_size=7)


def truth(rings, x, y) -> bool:
    """Inside the first ring or on it, and inside no other: by exact arithmetic, ring by ring."""

    def where(ring):
        odd = False
        for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1]):
            x1, y1, x2, y2 = map(Fraction, (x1, y1, x2, y2))
            cross = (x2 - x1) * (y - y1) - (y2 - y1) * (x - x1)
            if cross == 0 and min(x1, x2) <= x <= max(x1, x2) and min(y1, y2) <= y <= max(y1, y2):
                return "edge"
            if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
                odd = not odd
        return "in" if odd else "out"

    outer, *holes = map(where, rings)
    return outer != "out" and "in" not in holes


@settings(max_examples=tries(400), deadline=None)
@given(corners, st.none() | corners, st.tuples(grid, grid) | st.tuples(st.floats(-9, 9), st.floats(-9, 9)))
def test_polygons_agree_with_exact_arithmetic(outer, hole, place):
    rings = [tuple(outer)] + ([tuple(hole)] if hole else [])
    expected = truth(rings, Fraction(place[0]), Fraction(place[1]))
    assert place_test(Polygons((tuple(rings),)))(*place) == expected


@given(st.tuples(st.floats(-9, 9), st.floats(-9, 9)), st.tuples(st.floats(-9, 9), st.floats(-9, 9)), st.floats(0, 1))
@example((0.1, 0.1), (0.7, 0.7), 0.3333)
def test_the_side_of_an_edge_is_exact_however_close(a, b, part):
    """Places that rounding puts beside or onto an edge: as exact arithmetic decides, not as floats happen to."""
    ring = (a, b, (b[0] + 1.5, b[1] - 17))
    place = (a[0] + part * (b[0] - a[0]), a[1] + part * (b[1] - a[1]))
    assert place_test(Polygons(((ring,),)))(*place) == truth([ring], Fraction(place[0]), Fraction(place[1]))


def test_a_polygon_of_many_corners_is_fast():
    """A coastline of 100,000 corners, 2,000 stations: a plain loop over all edges would take minutes."""
    count = 100_000
    ring = tuple(
        (
            10 * math.cos(2 * math.pi * n / count) * (1 + 0.001 * math.sin(n)),
            10 * math.sin(2 * math.pi * n / count) * (1 + 0.001 * math.sin(n)),
        )
        for n in range(count)
    )
    holds = place_test(Polygons(((ring,),)))
    started = time.thread_time()
    inside = sum(holds(n % 50 / 2 - 12.5, n // 50 / 2 - 10) for n in range(2_000))
    assert 1_000 < inside < 1_600
    assert time.thread_time() - started < 5


# Circles and corridors


def test_a_circle_holds_its_edge():
    edge = (8.1, 50.2)
    radius = metres_between((8, 50), edge)
    assert place_test(Circle(50, 8, radius))(*edge)
    assert not place_test(Circle(50, 8, radius - 0.01))(*edge)


def test_a_circle_over_the_pole_and_across_the_antimeridian():
    holds = place_test(Circle(89, 0, 400_000))
    assert holds(180, 88) and holds(-90, 89) and not holds(0, 84)
    holds = place_test(Circle(0, 179.9, 50_000))
    assert holds(-179.8, 0) and not holds(-179, 0)


def test_half_the_globe_is_a_circle_too():
    holds = place_test(Circle(0, 0, 10_001_000))
    assert holds(89.5, 0) and holds(0, 89.9) and not holds(91, 0) and not holds(180, 0)


corridors = st.builds(
    lambda start, steps, metres: Corridor((tuple(walk(start, steps)),), metres),
    st.tuples(st.floats(-180, 180), st.floats(-88, 88)),
    st.lists(st.tuples(st.floats(-4, 4), st.floats(-4, 4)), min_size=1, max_size=4),
    st.floats(100, 300_000),
)


def walk(start, steps):
    x, y = start
    yield start
    for east, north in steps:
        x, y = max(-180.0, min(180.0, x + east)), max(-90.0, min(90.0, y + north))
        yield x, y


@settings(deadline=None, max_examples=tries(150))
@given(corridors, st.data())
def test_a_corridor_holds_what_is_near_one_of_its_segments(corridor, data):
    holds = place_test(corridor)
    (line,) = corridor.lines
    for _ in range(5):
        x, y = data.draw(st.sampled_from(line))
        place = (
            (x + data.draw(st.floats(-4, 4)) + 180) % 360 - 180,
            max(-90.0, min(90.0, y + data.draw(st.floats(-4, 4)))),
        )
        inner = any(near(place, a, b, corridor.distance_m * 0.999) for a, b in zip(line, line[1:]))
        outer = any(near(place, a, b, corridor.distance_m * 1.001) for a, b in zip(line, line[1:]))
        assert holds(*place) or not inner
        assert outer or not holds(*place)


@pytest.mark.parametrize("metres", [500, 50_000, 5_000_000])
def test_a_corridor_across_the_antimeridian_and_round_the_pole(metres):
    holds = place_test(Corridor((((179.5, 60.0), (180.0, 60.0)), ((-180.0, 60.0), (-179.5, 61.0))), metres))
    assert holds(180, 60) and holds(-180, 60) and holds(-179.999, 60.002)
    assert holds(-150, 89) is (metres > 3_300_000)
    assert not holds(0, 0)


def test_a_long_line_is_found_fast():
    line = tuple((n / 500 - 10, 50 + (n % 7) / 1000) for n in range(10_000))
    holds = place_test(Corridor((line,), 5_000))
    started = time.thread_time()
    inside = sum(holds(n / 100 - 10, 50 + n % 20 / 20) for n in range(2_000))
    assert 100 < inside < 400
    assert time.thread_time() - started < 5


class Unwanted(Exception):
    """The user has cancelled."""


@pytest.mark.parametrize("make", [lambda line: Corridor((line,), 500), lambda line: Polygons(((line,),))])
def test_a_test_of_a_million_points_looks_at_cancel_while_it_is_made(make):
    """A corridor along a network of roads was built for minutes, even after Cancel."""
    area = make(tuple((8 + math.sin(n) * 3, 50 + math.cos(n / 9) * 3) for n in range(20_000)))
    looks = []

    def check() -> None:
        looks.append(1)
        if len(looks) == 8:
            raise Unwanted

    with pytest.raises(Unwanted):
        place_test(area, check)
    place_test(area, lambda: looks.append(1))
    assert len(looks) > 25


@settings(deadline=None, max_examples=tries(60))
@given(st.lists(st.tuples(st.floats(-180, 180), st.floats(-89, 89)), min_size=2, max_size=6), st.floats(100, 2e6))
def test_a_corridor_all_over_the_globe_is_that_of_the_oracle(line, reach):
    """Also where the short way from a station to the line goes across the antimeridian or a pole."""
    holds = place_test(Corridor((tuple(line),), reach))
    for place in ((179.9, 10.0), (-179.9, -60.0), (0.0, 89.5), (12.0, 45.0), (line[0][0], line[0][1])):
        nearer = any(near(place, a, b, reach * 0.999) for a, b in zip(line, line[1:]))
        farther = any(near(place, a, b, reach * 1.001 + 1_000) for a, b in zip(line, line[1:]))
        assert nearer <= holds(*place) <= farther

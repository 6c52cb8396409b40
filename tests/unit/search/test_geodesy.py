"""Distances on the ellipsoid, without QGIS (tests/qgis/qgis_support/test_areas.py compares them with QGIS' own)."""

from __future__ import annotations

import math

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ocm_plugin.ocm.search.geodesy import (
    EQUATOR_RADIUS_M,
    is_near_segment,
    least_m,
    longest_m,
    metres_between,
    reach_degrees,
)
from tests.support.effort import tries

longitudes = st.floats(-180, 180)
latitudes = st.floats(-90, 90)
places = st.tuples(longitudes, latitudes)


def degrees(d: int, m: int, s: float) -> float:
    return math.copysign(abs(d) + m / 60 + s / 3600, d)


def test_published_distances():
    """Flinders Peak to Buninyon (Geoscience Australia's example), quarters of the globe, and opposite points."""
    flinders = (degrees(144, 25, 29.52440), degrees(-37, 57, 3.72030))
    buninyon = (degrees(143, 55, 35.38390), degrees(-37, 39, 10.15610))
    assert metres_between(flinders, buninyon) == pytest.approx(54_972.271, abs=0.001)
    assert metres_between((0, 0), (90, 0)) == pytest.approx(math.pi / 2 * EQUATOR_RADIUS_M, abs=0.0001)
    assert metres_between((0, 0), (0, 90)) == pytest.approx(10_001_965.7293, abs=0.0002)
    assert metres_between((17, 90), (99, -90)) == pytest.approx(20_003_931.4586, abs=0.0002)
    assert metres_between((0, 0), (180, 0)) == pytest.approx(20_003_931.4586, abs=0.0002)
    assert metres_between((0, 0), (179.5, 0.5)) == pytest.approx(19_936_288.579, abs=0.001)


@given(places, places)
def test_a_distance_is_one(a, b):
    there, back = metres_between(a, b), metres_between(b, a)
    assert there == pytest.approx(back, abs=0.0002)
    assert 0 <= there <= 20_003_932
    assert metres_between(a, a) == 0


@given(longitudes, latitudes, st.floats(-90, 90))
def test_the_antimeridian_is_no_wall(longitude, latitude, other):
    assert metres_between((180, latitude), (-180, latitude)) == pytest.approx(0, abs=1e-6)
    turned = longitude - 360 if longitude > 0 else longitude + 360
    assert metres_between((longitude, latitude), (0, other)) == pytest.approx(
        metres_between((turned, latitude), (0, other)), abs=0.001
    )


@settings(deadline=None)
@given(places, places, places)
def test_no_way_round_is_shorter(a, b, c):
    assert metres_between(a, c) <= metres_between(a, b) + metres_between(b, c) + 0.001


@settings(deadline=None, max_examples=tries(300))
@given(places, st.floats(1, 3_000_000), places)
def test_surroundings_extend_no_farther_than_said(centre, radius, place):
    up, aside = reach_degrees(centre[1], radius)
    if metres_between(centre, place) <= radius:
        assert abs(place[1] - centre[1]) <= up
        assert 180 - abs(abs(place[0] - centre[0]) - 180) <= aside


@settings(deadline=None, max_examples=tries(300))
@given(places, st.floats(10, 3_000_000), st.floats(0, 1), st.floats(0, 1))
def test_surroundings_are_not_said_to_be_boundless(centre, radius, across, rise):
    """Near the edge of what is said, too: places drawn there decide whether the bound holds where it is tight."""
    up, aside = reach_degrees(centre[1], radius)
    latitude = max(-90.0, min(90.0, centre[1] + (rise * 2 - 1) * up))
    beyond = centre[0] + aside * (1 + 1e-9 + across * 0.001)
    if aside < 180:
        assert metres_between(centre, ((beyond + 180) % 360 - 180, latitude)) > radius
        assert abs(centre[1]) > 80 or aside <= 1.25 * math.degrees(radius / EQUATOR_RADIUS_M) / math.cos(
            math.radians(abs(centre[1]) + up)
        )
    else:
        assert abs(centre[1]) + up > 87


@settings(deadline=None, max_examples=tries(200))
@given(places, places)
@example((0.0, -13.204349234627799), (0.0, 90.0))
def test_a_line_is_no_longer_than_said(a, b):
    steps = 40
    # From 13° south to a pole, the last sum is 90.00000000000001: no latitude.
    rounded = [(a[0] + (b[0] - a[0]) * n / steps, a[1] + (b[1] - a[1]) * n / steps) for n in range(steps + 1)]
    points = [(longitude, max(-90.0, min(90.0, latitude))) for longitude, latitude in rounded]
    assert sum(map(metres_between, points, points[1:])) <= longest_m(a, b) * 1.000_001 + 0.001


def least_distance(place, a, b) -> float:
    """By ever closer looks, in plain loops."""
    low, high = 0.0, 1.0
    best = math.inf
    for _ in range(6):
        looks = [low + (high - low) * n / 60 for n in range(61)]
        metres = [metres_between(place, (a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1]))) for t in looks]
        best = min(best, *metres)
        nearest = metres.index(min(metres))
        low, high = looks[max(0, nearest - 1)], looks[min(60, nearest + 1)]
    return best


degrees_aside = st.floats(-8, 8)


@settings(deadline=None, max_examples=tries(150))
@given(places, degrees_aside, degrees_aside, st.floats(-1, 2), st.floats(-3, 3), st.sampled_from([0.5, 0.999, 1.001]))
def test_near_a_line_means_near_its_nearest_point(a, east, north, along, aside, factor):
    b = (max(-180.0, min(180.0, a[0] + east)), max(-90.0, min(90.0, a[1] + north)))
    place = (
        (a[0] + along * east - aside * north / 4 + 180) % 360 - 180,
        max(-90.0, min(90.0, a[1] + along * north + aside * east / 4)),
    )
    truth = least_distance(place, a, b)
    if truth > 1:
        assert is_near_segment(place, a, b, truth * factor) is (factor > 1)


def test_a_parallel_near_the_pole_bends_round_its_places():
    """All of the parallel is equally far from the pole; a place beside the pole has a nearest and a farthest point."""
    a, b = (-170.0, 89.9), (170.0, 89.9)
    to_the_pole = metres_between((0, 90), (0, 89.9))
    assert is_near_segment((0, 90), a, b, to_the_pole + 0.001)
    assert not is_near_segment((0, 90), a, b, to_the_pole - 0.001)
    assert is_near_segment((40, 89.95), a, b, to_the_pole / 2 + 0.001)
    assert not is_near_segment((40, 89.95), a, b, to_the_pole / 2 - 0.001)


def test_a_line_may_be_a_point():
    assert is_near_segment((8, 50), (8, 50), (8, 50), 0.001)
    assert not is_near_segment((8, 50.001), (8, 50), (8, 50), 100)


@settings(deadline=None, max_examples=tries(500))
@given(places, places, places, st.floats(0, 1))
def test_no_place_of_a_line_is_nearer_than_the_least_distance(place, a, b, part):
    """So a network of roads need not be measured road by road for each station."""
    on_line = (a[0] + part * (b[0] - a[0]), a[1] + part * (b[1] - a[1]))
    assert least_m(place, a, b) <= metres_between(place, on_line) + 1e-6


def test_the_least_distance_is_close_to_the_distance():
    assert least_m((8.0, 50.0), (9.0, 50.0), (9.0, 51.0)) > 0.95 * metres_between((8.0, 50.0), (9.0, 50.0))
    assert least_m((179.5, 0.0), (-179.5, 0.0), (-179.0, 0.0)) < metres_between((179.5, 0.0), (-179.5, 0.0))
    assert least_m((8.0, 50.0), (7.0, 49.0), (9.0, 51.0)) == 0

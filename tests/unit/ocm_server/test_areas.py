"""The geometry of the real server, with the figures measured or derived from it."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ocm_server.areas import BadGeometry, Box, Circle, Corridor, Polygon, Unfiltered
from tests.ocm_server.polyline import decode, encode, points_from_text
from tests.ocm_server.sphere import central_angle, convex_hull, spatial_key

KM_PER_DEGREE = 111.2


def edge_between(area, longitude: float, outside: float, inside: float) -> float:
    """The latitude at which an area begins."""
    for _ in range(60):
        middle = (outside + inside) / 2
        if area.contains(middle, longitude):
            inside = middle
        else:
            outside = middle
    return inside


@pytest.mark.parametrize(
    ("south", "width", "rise_km"),
    [(50, 1, 0.12), (50, 5, 3), (50, 10, 12), (50, 20, 48), (50, 40, 194), (25, 59, 354)],
)
def test_the_lower_edge_of_a_box_rises_towards_the_pole(south, width, rise_km):
    box = Box([(south, 0), (south + 10, width)])
    rise = (edge_between(box, width / 2, south, south + 9) - south) * KM_PER_DEGREE
    assert rise == pytest.approx(rise_km, rel=0.02)


def test_the_upper_edge_of_a_box_rises_too():
    box = Box([(40, 0), (50, 10)])
    assert box.contains(50.1, 5)
    assert not box.contains(50.1, 0.1)


def test_in_the_south_the_edges_bulge_southwards():
    box = Box([(-50, 0), (-40, 10)])
    assert box.contains(-50.1, 5)
    assert not box.contains(-40.01, 5)


def test_corners_come_in_any_order():
    for corners in ([(50, 8), (51, 9)], [(51, 9), (50, 8)], [(51, 8), (50, 9)]):
        assert Box(corners).contains(50.5, 8.5)


def test_edges_are_outside():
    assert not Box([(0, 8), (1, 9)]).contains(0.5, 8)
    assert not Box([(-1, 8), (0, 9)]).contains(0, 8.5)


def test_a_box_across_the_antimeridian_becomes_its_complement():
    box = Box([(-20, 170), (-10, -170)])
    assert not box.contains(-15, 175)
    assert not box.contains(-15, -175)
    assert box.contains(-15, 0)
    assert box.contains(50, 8)


def test_the_whole_world_is_the_whole_world():
    box = Box([(-90, -180), (90, 180)])
    assert all(box.contains(lat, lon) for lat in (-89.9, -1, 0, 45, 89.9) for lon in (-180, -90, 0, 179.9, 180))


def test_beyond_the_world_is_clamped():
    assert Box([(40, -200), (95, -170)]).contains(60, -175)


def test_boxes_without_an_inside():
    for corners in ([(50, 8), (50, 9)], [(50, 8), (51, 8)], [(50, 8)]):
        with pytest.raises(Unfiltered):
            Box(corners)


def test_a_polygon_is_its_convex_hull():
    notched = [(50, 8), (51, 8), (50.5, 8.5), (51, 9), (50, 9)]
    area = Polygon(notched)
    assert area.contains(50.9, 8.5)
    assert not area.contains(51.1, 8.5)


def test_points_along_a_straight_edge_do_not_keep_it_straight():
    edge = [(50, lon) for lon in range(11)]
    area = Polygon([*edge, (60, 10), (60, 0)])
    assert not area.contains(50.1, 5)
    assert area.contains(50.11, 5)


def test_polygons_without_an_inside():
    with pytest.raises(BadGeometry):
        Polygon([(50, 8), (51, 9)])
    with pytest.raises(BadGeometry):
        Polygon([(50, 8), (51, 9), (52, 10)])
    with pytest.raises(Unfiltered):
        Polygon([(50, 8), (50, 8)])


def test_a_corridor_is_as_wide_in_degrees_as_half_the_distance_by_a_hundred():
    corridor = Corridor([(50, 8), (50, 8.1)], 5)
    assert corridor.contains(50.0249, 8.05)
    assert not corridor.contains(50.0251, 8.05)
    # At 60 degrees north the same 0.025 degrees are only 1.4 km east and west.
    upright = Corridor([(60, 8), (60.1, 8)], 5)
    assert upright.contains(60.05, 8.0249)
    assert not upright.contains(60.05, 8.0251)


def test_the_ends_of_a_corridor_are_inscribed_arcs():
    corridor = Corridor([(0, 0), (0, 1)], 20)
    assert corridor.contains(0, 1.0999)
    half_way = math.radians(22.5)
    assert not corridor.contains(0.0999 * math.sin(half_way), 1 + 0.0999 * math.cos(half_way))


def test_loops_of_a_corridor_are_filled():
    square = [(50, 8), (50, 9), (51, 9), (51, 8), (50, 8)]
    assert Corridor(square, 5).contains(50.5, 8.5)
    almost_closed = [*square[:-1], (50.04, 8)]
    assert Corridor(almost_closed, 5).contains(50.5, 8.5)
    open_line = [*square[:-1], (50.1, 8)]
    assert not Corridor(open_line, 5).contains(50.5, 8.5)
    crossing = [(50, 8), (50, 9), (50.5, 9), (50.5, 8.5), (49.5, 8.5)]
    assert Corridor(crossing, 5).contains(50.25, 8.75)


def test_long_segments_of_a_corridor_follow_the_great_circle():
    corridor = Corridor([(50, 0), (50, 10)], 5)
    assert not corridor.contains(50, 5)
    assert corridor.contains(50.1076, 5)


def test_corridors_without_an_inside():
    for line, distance in (([(50, 8)], 5), ([(50, 8), (50, 8)], 5), ([(50, 8), (51, 8)], 0)):
        with pytest.raises(BadGeometry):
            Corridor(line, distance)


def test_a_circle_is_cut_on_a_larger_sphere_than_it_is_reported_on():
    circle = Circle((50, 8), 100)
    rim = 50 + math.degrees(100 / 6378.1)
    assert circle.contains(rim - 1e-9, 8)
    assert not circle.contains(rim + 1e-9, 8)
    assert central_angle((50, 8), (rim, 8)) * 6371 == pytest.approx(99.889, abs=1e-3)


@given(
    st.floats(-89, 89),
    st.floats(-180, 180),
    st.floats(1, 5000),
    st.floats(-90, 90),
    st.floats(-180, 180),
)
def test_a_circle_is_only_where_it_says(latitude, longitude, radius, other_latitude, other_longitude):
    circle = Circle((latitude, longitude), radius)
    if circle.contains(other_latitude, other_longitude):
        ranges = circle.longitude_ranges()
        assert any(west <= other_longitude <= east for west, east in ranges)


@given(st.lists(st.tuples(st.floats(-89, 89), st.floats(-89, 89)), min_size=1, max_size=12))
def test_a_hull_keeps_every_point_on_its_left(points):
    hull = convex_hull(points)
    if len(hull) < 3:
        return
    for (lat1, lon1), (lat2, lon2) in zip(hull, hull[1:] + hull[:1]):
        for lat, lon in points:
            cross = (lon2 - lon1) * (lat - lat1) - (lat2 - lat1) * (lon - lon1)
            assert cross >= -1e-6


@given(st.lists(st.tuples(st.floats(-90, 90), st.floats(-180, 180)), min_size=1, max_size=20))
def test_polylines_survive_encoding(points):
    decoded = decode(encode(points))
    assert decoded == [(pytest.approx(lat, abs=6e-6), pytest.approx(lon, abs=6e-6)) for lat, lon in points]


@given(st.text(max_size=40))
def test_any_text_is_some_coordinates_or_dropped(text):
    points = points_from_text(text)
    assert points is None or all(len(point) == 2 for point in points)


def test_googles_own_example():
    assert decode("_p~iF~ps|U_ulLnnqC_mqNvxq`@") == [(38.5, -120.2), (40.7, -120.95), (43.252, -126.453)]


@pytest.mark.parametrize(
    ("cell", "latitude", "longitude"),
    [
        (0x47A1CBD595522B39, 49.703498679, 11.770681595),
        (0x46525318B63BE0F9, 55.685376759, 12.588490937),
        (0x52B30B71698E729D, 45.486546517, -93.449700022),
        (0x2B2BFD076787C5DF, -25.285264027, 133.823116966),
    ],
)
def test_the_spatial_order_is_that_of_s2_cells(cell, latitude, longitude):
    """Cells of the S2 library's own test of its ids."""
    assert spatial_key(latitude, longitude) == cell >> 13

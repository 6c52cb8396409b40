"""What the server is asked for holds all of the area, on a server whose edges bulge and whose boxes cannot wrap."""

from __future__ import annotations

import math
from urllib.parse import urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocm_plugin.ocm.match.point_in_area import place_test
from ocm_plugin.ocm.records.built_in_reference import BUILT_IN
from ocm_plugin.ocm.search.areas import Circle, Corridor, Countries, Extent, Polygons, StationIds, World
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.ocm.sources.server_boxes import (
    FEW_STATIONS,
    HIGHEST_LATITUDE,
    IDS_PER_QUERY,
    MAX_BOXES,
    padded,
    selections,
    server_boxes,
    withheld,
    without_box,
    worth_leaving_out,
)
from tests.ocm_server.parameters import joined_parameters, read_query
from tests.support.effort import tries
from tests.support.search_strategies import circles, corridors, extents, polygons

PLACES = [(8.0, 50.0), (-97.7, 30.3), (179.5, -17.0), (-179.4, 65.0), (24.0, 78.0), (-70.0, -52.0), (100.0, 0.0)]


def on_the_server(query):
    """The test of the local server whether it would select a place, built from the very parameters sent."""
    area = read_query(joined_parameters(urlencode(query.to_params()))).area
    return area.contains if area else lambda latitude, longitude: True


def corner_places(area) -> list[tuple[float, float]]:
    """Places where a server's box would lose something first: along all edges of the area's boxes."""
    if isinstance(area, Extent):
        width = (area.east - area.west) % 360
        xs = [(area.west + width * n / 8 + 180) % 360 - 180 for n in range(9)]
        return [(x, y) for x in xs for y in (area.south, area.north, (area.south + area.north) / 2)]
    rings = area.polygons[0] if isinstance(area, Polygons) else getattr(area, "lines", ())
    return [position for ring in rings for position in ring]


@settings(deadline=None, max_examples=tries(600))
@given(st.data(), st.one_of(extents(PLACES), extents(PLACES), circles(PLACES), polygons(PLACES), corridors(PLACES)))
def test_every_place_of_an_area_is_in_a_selection(data, area):
    queries = selections(Search(area=area), BUILT_IN)
    tests = [on_the_server(query) for query in queries]
    holds = place_test(area)
    centre = data.draw(st.sampled_from(PLACES))
    size = data.draw(st.sampled_from((0.1, 5.0, 60.0)))
    drawn = [
        (
            (centre[0] + size * data.draw(st.floats(-1, 1)) + 180) % 360 - 180,
            max(-90.0, min(90.0, centre[1] + size * data.draw(st.floats(-1, 1)))),
        )
        for _ in range(25)
    ]
    for longitude, latitude in [*drawn, *corner_places(area)]:
        if abs(longitude) == 180 or abs(latitude) > HIGHEST_LATITUDE:
            continue  # no box can straddle these
        if holds(longitude, latitude):
            assert any(test(latitude, longitude) for test in tests), (longitude, latitude)


@pytest.mark.parametrize("width", [1, 5, 10, 20, 40, 59])
@pytest.mark.parametrize("latitude", [25, 50, 70, -50])
def test_the_equatorward_edge_is_moved_by_the_bulge(width, latitude):
    """At 50 degrees the great circle rises 12 km over a box 10 degrees wide; the box asked for lies so much lower."""
    south, north = sorted((latitude, latitude + math.copysign(8, latitude)))
    box = padded(Extent(0, south, width, north))
    edge, moved = (box.south, south - box.south) if latitude > 0 else (box.north, box.north - north)
    bulge = math.degrees(math.atan(math.tan(math.radians(edge)) / math.cos(math.radians(width / 2)))) - edge
    assert moved >= 0.001
    assert abs(bulge) <= moved + 1e-6
    assert moved <= abs(bulge) + 0.01


def test_an_extent_across_the_antimeridian_becomes_two_boxes():
    boxes = server_boxes(Extent(170, -20, -170, -10))
    assert sorted((box.west, box.east) for box in boxes) == [(-180, -169.999), (169.999, 180)]


def test_wide_boxes_are_cut():
    boxes = server_boxes(Extent(-75, 40, 75, 45))
    assert len(boxes) == 3
    assert max(box.east - box.west for box in boxes) < 60.01


@pytest.mark.parametrize(
    "area",
    [
        World(),
        Extent(-180, -60, 180, 80),
        Extent(-180, -90, 180, 90),
        Extent(0, 70, 5, 90),
        Circle(88, 10, 500_000),
        Circle(0, 0, 15_000_000),
        Polygons((((((0, 80), (10, 80), (5, 90))),),)),
    ],
)
def test_what_no_box_can_express_is_asked_for_without_one(area):
    assert server_boxes(area) == ()
    (query,) = selections(Search(area=area), BUILT_IN)
    assert query.boundingbox is None


def test_a_diagonal_corridor_is_not_one_large_box():
    along = Corridor((((-10.0, 36.0), (30.0, 70.0)),), 5_000)
    many = Corridor((tuple((-10 + n / 10, 36 + n * 0.085) for n in range(401)),), 5_000)
    assert len(server_boxes(along)) == 1
    asked = server_boxes(many)
    assert 1 < len(asked) <= MAX_BOXES

    def area(boxes):
        return sum((box.east - box.west) * (box.north - box.south) for box in boxes)

    assert area(asked) < area(server_boxes(along)) / 2


def test_neighbours_are_asked_for_together_and_far_ones_apart():
    def square(x, y):
        return (((x, y), (x + 0.1, y), (x + 0.1, y + 0.1)),)

    near = Polygons(tuple(square(8 + n / 20, 50 + n / 20) for n in range(10)))
    far = Polygons((square(8, 50), square(-100, 40)))
    assert len(server_boxes(near)) == 1
    assert len(server_boxes(far)) == 2
    scattered = Polygons(tuple(square(n * 37 % 170 - 85, n * 23 % 120 - 60) for n in range(500)))
    assert len(server_boxes(scattered)) <= 3 * MAX_BOXES


def test_countries_are_asked_for_by_their_numbers():
    (query,) = selections(Search(area=Countries(("DE", "FR")), country_ids=(87,)), BUILT_IN)
    assert query.countryid == (80, 87) and query.boundingbox is None
    (unknown,) = selections(Search(area=Countries(("AQ",))), BUILT_IN)
    assert (unknown.countrycode, unknown.countryid) == ("AQ", ())
    (several,) = selections(Search(area=Countries(("AQ", "DE"))), BUILT_IN)
    assert (several.countrycode, several.countryid) == (None, ())


def test_station_numbers_are_asked_for_in_batches():
    ids = tuple(range(1, 2 * IDS_PER_QUERY + 2))
    queries = selections(Search(area=StationIds(ids)), BUILT_IN)
    assert [len(query.chargepointid) for query in queries] == [IDS_PER_QUERY, IDS_PER_QUERY, 1]
    assert [number for query in queries for number in query.chargepointid] == list(ids)


def test_a_box_that_holds_much_of_the_world_is_left():
    (query,) = selections(Search(area=Extent(-10, 35, 30, 60)), BUILT_IN)
    assert worth_leaving_out(query, FEW_STATIONS, 4 * FEW_STATIONS)
    assert not worth_leaving_out(query, FEW_STATIONS, 10 * FEW_STATIONS)
    assert not worth_leaving_out(query, FEW_STATIONS - 1, FEW_STATIONS)
    assert not worth_leaving_out(without_box(query), 10 * FEW_STATIONS, 10 * FEW_STATIONS)


@pytest.mark.parametrize(
    ("area", "is_sent"),
    [
        (Extent(8, 50, 8.5, 50.4), False),
        (Circle(50, 8, 10_000), False),
        (StationIds((1, 2)), False),
        (Extent(-11, 35, 26, 61), True),
        (Circle(89.95, 8, 1_000), True),
        (Countries(("DE",)), True),
        (World(), True),
    ],
)
def test_in_a_small_area_filters_on_the_record_are_judged_here(area, is_sent):
    """The server never sends a station that states no operator when it is asked for one, so nobody could say how many
    there are; but the stations of a continent would be too many to ask for."""
    search = Search(area=area, operator_ids=(23,), data_provider_ids=(2,))
    for query in selections(search, BUILT_IN):
        assert (query.operatorid, query.dataproviderid) == (((23,), (2,)) if is_sent else ((), ()))
    assert withheld(search) == (("operator_ids", "data_provider_ids") if is_sent else ())
    assert withheld(Search(area=area, status_type_ids=(50,), usage_type_ids=(1,))) == ()

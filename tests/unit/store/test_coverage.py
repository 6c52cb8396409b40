"""What a store may answer by itself: never what it does not hold, and of the rest as much as it can."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from hypothesis import example, given, settings
from hypothesis import strategies as st

from ocm_plugin.ocm.match.point_in_area import place_test
from ocm_plugin.ocm.search.areas import (
    Area,
    Circle,
    Corridor,
    Countries,
    Extent,
    Polygons,
    StationIds,
    World,
)
from ocm_plugin.ocm.search.geodesy import metres_between
from ocm_plugin.ocm.store.coverage import Entry, covered, inner_boxes, usable
from tests.support.effort import tries
from tests.support.search_strategies import circles, clamped, corridors, extents, polygons, quarters

SERVER = "https://ocm.example.org/v3/"
NOW = datetime(2026, 11, 29, 12, tzinfo=timezone.utc)
PLACES = [(8.25, 50.5), (179.75, -17.5), (-179.5, 66.0), (0.0, 0.0), (13.5, 52.5), (-70.0, 84.0)]


def entry(area: Area, hours: float = 0, server: str = SERVER, with_comments: bool = True) -> Entry:
    return Entry(area, server, NOW - timedelta(hours=hours), with_comments)


def holds(area: Area, longitude: float, latitude: float) -> bool:
    """Whether a place lies in an area, by the test that decides of every result."""
    return isinstance(area, World) or (
        not isinstance(area, (Countries, StationIds)) and place_test(area)(longitude, latitude)
    )


grid_extents = st.builds(
    lambda west, east, south, height: Extent(west, south, east, min(90.0, south + height)),
    quarters(-180, 180),
    quarters(-180, 180),
    quarters(-90, 90),
    quarters(0, 60),
)
areas_of_places = st.one_of(
    grid_extents, extents(PLACES), circles(PLACES), polygons(PLACES), corridors(PLACES), st.just(World())
)
near_places = st.tuples(
    st.sampled_from(PLACES), st.floats(-1, 1), st.floats(-1, 1), st.sampled_from((0.01, 1.0, 30.0))
).map(lambda near: clamped(near[0][0] + near[1] * near[3], near[0][1] + near[2] * near[3]))
some_places = st.lists(
    st.one_of(st.tuples(quarters(-180, 180), quarters(-90, 90)), near_places, st.just((180.0, 0.25))),
    min_size=1,
    max_size=60,
)


@settings(max_examples=tries(800))
@given(areas_of_places, st.lists(areas_of_places.map(entry), max_size=6), some_places)
@example(Extent(170, -20, -170, 10), [entry(Extent(160, -30, 180, 20))], [(-180.0, 0.25), (180.0, 0.25), (-175, 0)])
@example(Extent(0, 0, 0, 0), [entry(Extent(0, 0, 5, 5))], [(0.0, 0.0)])
@example(World(), [entry(Extent(-180, -90, 180, 90))], [(180.0, 90.0)])
@example(Circle(89.9, 0, 50_000), [entry(Extent(-180, 80, 180, 90))], [(123.25, 89.75), (0.0, 90.0)])
def test_no_place_is_lost_between_what_is_held_and_what_is_asked_for(area, entries, places):
    """A place of the area lies in an entry that is used or in an area that is left: its station is not missed."""
    cover = covered(area, entries)
    for place in places:
        if holds(area, *place):
            assert any(holds(part, *place) for part in (*(used.area for used in cover.entries), *cover.left))


@settings(max_examples=tries(300))
@given(grid_extents, st.lists(grid_extents, min_size=1, max_size=5))
def test_extents_leave_exactly_what_they_do_not_hold(area, held):
    """Cells of a quarter of a degree, looked at one by one: a cell is asked for only if no extent holds it."""
    cover = covered(area, [entry(each) for each in held])
    cells = [(x / 4 + 0.125, y / 4 + 0.125) for x in range(-720, 720, 31) for y in range(-360, 360, 7)]
    for cell in cells:
        if any(holds(each, *cell) for each in held) and holds(area, *cell):
            is_left = any(holds(part, *cell) for part in cover.left)
            assert not is_left or cover.left == (area,)


@settings(max_examples=tries(300))
@given(circles(PLACES), st.floats(0, 1), st.floats(0, 1))
def test_the_box_in_a_circle_lies_inside_of_it(circle, across, up):
    for west, south, east, north in inner_boxes(circle):
        assert place_test(circle)(west + (east - west) * across, south + (north - south) * up)
        assert place_test(circle)(west, south) and place_test(circle)(east, north)


def test_four_extents_side_by_side_hold_what_lies_across_them():
    quarters_of_it = [Extent(x, y, x + 5, y + 5) for x in (0, 5) for y in (45, 50)]
    cover = covered(Extent(2, 47, 8, 53), [entry(each) for each in quarters_of_it])
    assert cover.is_whole and len(cover.entries) == 4


def test_only_the_missing_stripe_is_asked_for():
    cover = covered(Extent(0, 45, 10, 50), [entry(Extent(-5, 40, 8, 55), hours=2)])
    assert cover.left == (Extent(8, 45, 10, 50),) and cover.since == NOW - timedelta(hours=2)


def test_of_too_many_pieces_the_whole_is_asked_for_at_once():
    """A request a piece would cost the server more than one for all of it."""
    stripes = [entry(Extent(x, 0, x + 0.5, 50)) for x in range(60)]
    area = Extent(0, 0, 60, 50)
    assert covered(area, stripes) == ((), (area,))


def test_a_circle_holds_circles_that_lie_within_it_alone():
    """What is a little farther away than the distance says counts as inside: so the edge needs a millimetre more."""
    for middle in ((50.0, 8.0), (50.0, 8.1), (84.0, -70.0)):
        held = entry(Circle(*middle, 20_000))
        for far, longitude in ((0.0, middle[1]), (5_000.0, None)):
            if longitude is None:
                longitude = middle[1] + 5_000 / metres_between((0, middle[0]), (1, middle[0]))
                far = metres_between((middle[1], middle[0]), (longitude, middle[0]))
            assert covered(Circle(middle[0], longitude, 20_000 - far - 0.01), [held]).is_whole
            assert not covered(Circle(middle[0], longitude, 20_000 - far + 0.01), [held]).is_whole


def test_the_world_holds_everything():
    for area in (World(), Countries(("DE",)), StationIds((5,)), Circle(50, 8, 1000), Corridor((((0, 0), (1, 1)),), 5)):
        assert covered(area, [entry(World())]).is_whole


def test_an_extent_of_the_whole_globe_is_the_world():
    assert covered(Countries(("DE",)), [entry(Extent(-180, -90, 180, 90))]).is_whole


def test_countries_are_held_country_by_country():
    entries = [entry(Countries(("DE", "NL")), hours=1), entry(Countries(("FR",)), hours=5)]
    assert covered(Countries(("DE", "FR")), entries).since == NOW - timedelta(hours=5)
    assert covered(Countries(("DE", "BE")), entries).left == (Countries(("BE",)),)


def test_a_country_is_no_area_of_places():
    """Stations that state no country, or another one, may stand in it."""
    assert covered(Extent(8, 50, 9, 51), [entry(Countries(("DE",)))]) == ((), (Extent(8, 50, 9, 51),))


def test_numbers_that_were_asked_for_are_held():
    cover = covered(StationIds((5, 6, 7)), [entry(StationIds((5, 7))), entry(Extent(0, 0, 90, 80))])
    assert cover.left == (StationIds((6,)),)


def test_the_very_same_area_is_held_whatever_its_kind():
    ring = ((8.0, 50.0), (9.0, 50.0), (8.5, 51.0), (8.0, 50.0))
    hole = ((8.4, 50.3), (8.6, 50.3), (8.5, 50.4), (8.4, 50.3))
    for area in (Polygons(((ring, hole),)), Circle(50, 8, 5_000), Corridor((((8.0, 50.0), (9.0, 50.5)),), 500)):
        assert covered(area, [entry(area)]).is_whole


def test_a_circle_holds_smaller_ones_and_boxes_within():
    held = [entry(Circle(50, 8, 10_000))]
    assert covered(Circle(50.01, 8, 8_000), held).is_whole
    assert not covered(Circle(50.05, 8, 8_000), held).is_whole
    assert covered(Extent(7.95, 49.97, 8.05, 50.03), held).is_whole


def test_a_corridor_holds_narrower_ones_along_the_same_lines():
    here, there = ((8.0, 50.0), (9.0, 50.5)), ((1.0, 45.0), (2.0, 45.5))
    held = [entry(Corridor((here, there), 500))]
    assert covered(Corridor((there,), 400), held).is_whole
    assert not covered(Corridor((there,), 600), held).is_whole
    assert not covered(Corridor((here, ((5.0, 50.0), (6.0, 50.0))), 400), held).is_whole


def test_a_polygon_holds_extents_that_no_edge_and_no_hole_touches():
    ring = ((0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0), (0.0, 0.0))
    hole = ((4.0, 4.0), (6.0, 4.0), (6.0, 6.0), (4.0, 6.0), (4.0, 4.0))
    held = [entry(Polygons(((ring, hole),)))]
    assert covered(Extent(1, 1, 3, 9), held).is_whole
    assert not covered(Extent(1, 1, 9, 9), held).is_whole  # the hole lies in it
    assert not covered(Extent(4.5, 4.5, 5.5, 5.5), held).is_whole  # within the hole
    assert not covered(Extent(9, 9, 11, 11), held).is_whole


def test_the_newest_entries_are_used_first():
    old, new = entry(World(), hours=50), entry(World(), hours=1)
    assert covered(Extent(0, 0, 1, 1), usable([old, new], SERVER, None, True)).entries == (new,)


def test_entries_of_another_server_or_too_old_or_without_comments_answer_nothing():
    entries = [
        entry(World(), server="https://other.example.org/v3/"),
        entry(World(), hours=30),
        entry(World(), with_comments=False),
    ]
    assert usable(entries, SERVER, NOW - timedelta(hours=24), with_comments=True) == []
    assert len(usable(entries, SERVER, NOW - timedelta(hours=24), with_comments=False)) == 1

"""Random searches of every kind, for property tests: areas around given places, filters, page sizes."""

from __future__ import annotations

import math
from datetime import datetime, timezone
from typing import Any

from hypothesis import strategies as st

from ocm_plugin.ocm.search.areas import Area, Circle, Corridor, Countries, Extent, Polygons, Position, StationIds, World
from ocm_plugin.ocm.search.search import Search

Places = list[Position]


def clamped(longitude: float, latitude: float) -> Position:
    return max(-180.0, min(180.0, longitude)), max(-90.0, min(90.0, latitude))


def wrapped(longitude: float) -> float:
    return (longitude + 180) % 360 - 180


def sizes(largest: float = 60.0) -> st.SearchStrategy[float]:
    """Degrees, from a street to a continent, each order of magnitude as likely."""
    return st.floats(-2.5, math.log10(largest)).map(lambda power: 10.0**power)


def quarters(low: int, high: int) -> st.SearchStrategy[float]:
    """Coordinates on a grid of quarter degrees, on which some stations stand too."""
    return st.integers(low * 4, high * 4).map(lambda n: n / 4)


@st.composite
def extents(draw: st.DrawFn, places: Places) -> Extent:
    if draw(st.booleans()):
        south, north = sorted((draw(quarters(-85, 85)), draw(quarters(-85, 85))))
        return Extent(draw(quarters(-179, 179)), south, draw(quarters(-179, 179)), north)
    longitude, latitude = draw(st.sampled_from(places))
    width, height = draw(sizes()), draw(sizes())
    west = wrapped(longitude - width * draw(st.floats(0, 1)))
    south = max(-85.0, latitude - height * draw(st.floats(0, 1)))
    return Extent(west, south, wrapped(west + width), min(85.0, south + height))


@st.composite
def circles(draw: st.DrawFn, places: Places) -> Circle:
    longitude, latitude = draw(st.sampled_from(places))
    size = draw(sizes(80))
    longitude += size * draw(st.floats(-0.7, 0.7))
    latitude += size * draw(st.floats(-0.7, 0.7))
    return Circle(max(-90.0, min(90.0, latitude)), wrapped(longitude), size * 111_000)


@st.composite
def rings(draw: st.DrawFn, centre: Position, size: float) -> tuple[Position, ...]:
    """A star, which is often concave; its corners often on the grid."""
    turns = sorted(draw(st.lists(st.integers(0, 35), min_size=3, max_size=9, unique=True)))
    on_grid = size > 2 and draw(st.booleans())
    corners = []
    for turn in turns:
        reach = size * draw(st.floats(0.2, 1))
        longitude = centre[0] + reach * math.cos(math.radians(turn * 10))
        latitude = centre[1] + reach * math.sin(math.radians(turn * 10))
        if on_grid:
            longitude, latitude = round(longitude * 4) / 4, round(latitude * 4) / 4
        corners.append((max(-179.0, min(179.0, longitude)), max(-85.0, min(85.0, latitude))))
    return (*corners, corners[0])


@st.composite
def polygons(draw: st.DrawFn, places: Places) -> Polygons:
    parts = []
    for _ in range(draw(st.sampled_from((1, 1, 2, 4)))):
        centre, size = draw(st.sampled_from(places)), draw(sizes(30))
        outer = draw(rings(centre, size))
        holes = []
        if draw(st.booleans()):
            hole = [(centre[0] + (x - centre[0]) / 4, centre[1] + (y - centre[1]) / 4) for x, y in outer]
            holes.append(tuple(clamped(x, y) for x, y in hole))
        parts.append((outer, *holes))
    return Polygons(tuple(parts))


@st.composite
def corridors(draw: st.DrawFn, places: Places) -> Corridor:
    lines = []
    for _ in range(draw(st.sampled_from((1, 1, 2)))):
        longitude, latitude = draw(st.sampled_from(places))
        size = draw(sizes(10))
        line = [clamped(longitude, latitude)]
        for _ in range(draw(st.integers(1, 3))):
            longitude += size * draw(st.floats(-1, 1))
            latitude += size * draw(st.floats(-1, 1))
            line.append(clamped(longitude, latitude))
        lines.append(tuple(line))
    return Corridor(tuple(lines), draw(sizes(5)) * 20_000)


def areas(places: Places, ids: list[int], codes: tuple[str, ...]) -> st.SearchStrategy[Area]:
    numbers = st.lists(st.one_of(st.sampled_from(ids), st.integers(1, 10**6)), min_size=1, max_size=300)
    return st.one_of(
        st.just(World()),
        extents(places),
        extents(places),
        circles(places),
        circles(places),
        polygons(places),
        corridors(places),
        st.lists(st.sampled_from(codes), min_size=1, max_size=3).map(lambda found: Countries(tuple(found))),
        numbers.map(lambda found: StationIds(tuple(found))),
    )


def sometimes(values: st.SearchStrategy[Any], otherwise: Any, share: int = 6) -> st.SearchStrategy[Any]:
    return st.integers(1, share).flatmap(lambda n: values if n == 1 else st.just(otherwise))


def some_of(*ids: int) -> st.SearchStrategy[tuple[int, ...]]:
    return sometimes(st.lists(st.sampled_from(ids), min_size=1, max_size=3).map(tuple), ())


DATES = st.datetimes(datetime(2016, 1, 1), datetime(2026, 3, 2)).map(lambda date: date.replace(tzinfo=timezone.utc))
WORDS = st.sampled_from(("a", "St", "charging", "street 1", "müller", "strasse", "7", "Straße  12", "austin tx"))
POWERS = st.sampled_from((0.0, 0.5, 2.0, 3.7, 7.4, 11.0, 22.0, 40.0, 43.0, 50.0, 100.0, 150.0, 350.0))


@st.composite
def searches(draw: st.DrawFn, area: st.SearchStrategy[Area]) -> Search:
    low, high = sorted((draw(POWERS), draw(POWERS)))
    return Search(
        area=draw(area),
        connection_type_ids=draw(some_of(0, 1, 2, 25, 27, 30, 32, 33, 1036)),
        current_type_ids=draw(some_of(10, 20, 30)),
        level_ids=draw(some_of(1, 2, 3)),
        min_power_kw=draw(sometimes(st.just(low), None, 3)),
        max_power_kw=draw(sometimes(st.just(high), None)),
        min_connectors=draw(sometimes(st.integers(1, 6), None)),
        any_connection=draw(st.booleans()),
        operator_ids=draw(some_of(1, 5, 44, 45, 74, 103, 3299)),
        not_operator_ids=draw(some_of(1, 5, 44, 45, 74, 103, 3299)),
        is_public=draw(sometimes(st.booleans(), None)),
        in_operation=draw(sometimes(st.booleans(), None)),
        free_of_charge=draw(sometimes(st.booleans(), None, 12)),
        open_24_hours=draw(sometimes(st.booleans(), None, 12)),
        text=draw(sometimes(WORDS, None, 12)),
        usage_type_ids=draw(some_of(0, 1, 4, 5)),
        status_type_ids=draw(some_of(0, 50, 75, 150)),
        data_provider_ids=draw(some_of(1, 2, 15, 26, 29)),
        country_ids=draw(some_of(1, 2, 80, 87, 159)),
        open_data=draw(sometimes(st.booleans(), None)),
        modified_since=draw(sometimes(DATES, None)),
        created_since=draw(sometimes(DATES, None)),
        verified_since=draw(sometimes(DATES, None)),
        has_media=draw(sometimes(st.booleans(), None, 12)),
        has_comments=draw(sometimes(st.booleans(), None, 12)),
        has_checkins=draw(sometimes(st.booleans(), None, 12)),
        include_comments=draw(st.booleans()),
        keep_cannot_tell=draw(st.booleans()),
        max_results=draw(sometimes(st.integers(1, 400), None)),
        include_unstated=draw(sometimes(st.just(True), False, 3)),
    )

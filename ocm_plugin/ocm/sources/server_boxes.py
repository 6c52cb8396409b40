"""Which queries cover an area: each selects more on the server than is wanted, and together they miss nothing.

The server has no exact areas. Its boxes have great circles as upper and lower edges, which bulge towards the nearer
pole and lose places along the other edge; a box across the antimeridian becomes its complement, a polygon its convex
hull with such edges, and a corridor is as wide in degrees north as east. So circles, polygons and lines are asked for
as boxes, never across the antimeridian, with the equatorward edge moved so far that the bulge is outside; the cutting
is done here. Boxes reach to the meridian 180 but cannot straddle it: should a station lie on it to the last digit, a
server that takes edges for outside keeps it back (see `is_antimeridian`); files and mirrors of the world have it.

A server reads the whole area again for every page, while without an area it pages along its index. So few boxes, none
where an area is larger than a continent, and `worth_leaving_out` for boxes that turn out to hold too much.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from ..records.reference import ReferenceData
from ..search.areas import Area, Corridor, Countries, Extent, Polygons, StationIds
from ..search.boxes import around, exact_boxes
from ..search.search import Search
from ..slices import slices
from .parameters import ApiQuery, country_ids, filter_parameters, filters_keeping_back

Value = TypeVar("Value")

MARGIN_DEGREES = 0.001
"""Boxes are larger than needed by this on each side, since the server may take their edges for outside."""
HIGHEST_LATITUDE = 89.9
"""A box cannot hold a pole; what reaches farther is asked for without one."""
WIDEST_BOX = 60.0
"""Degrees of longitude; the great circle's bulge grows with the square of the width."""
LARGEST_SHARE = 1 / 8
"""Of the globe. Larger areas are read through without any box."""
REQUEST_SHARE = 1e-4
"""Share of the globe (some 50,000 km²) of which the stations cost as much as one more request."""
SMALL_SHARE = 1e-5
"""Of the globe: some 5,000 km², a city and its surroundings, of which all stations are a few thousand."""
MAX_BOXES = 8
MAX_EXACT_MERGE = 32
IDS_PER_QUERY = 200

FEW_STATIONS = 20_000
LARGE_SHARE_OF_IDS = 1 / 6


def selections(search: Search, reference: ReferenceData) -> tuple[ApiQuery, ...]:
    """Queries without paging whose answers together hold every station that the source has for the search."""
    filters = _sent_filters(search)
    area = search.area
    if isinstance(area, StationIds):
        return tuple(replace(filters, chargepointid=tuple(ids)) for ids in slices(area.ids, IDS_PER_QUERY))
    if isinstance(area, Countries):
        numbers = country_ids(area, reference)
        if numbers:
            return (replace(filters, countryid=numbers),)
        return (replace(filters, countrycode=area.codes[0] if len(area.codes) == 1 else None),)
    boxes = server_boxes(area)
    return tuple(replace(filters, boundingbox=box) for box in boxes) if boxes else (filters,)


def withheld(search: Search) -> tuple[str, ...]:
    """The filters, by name, whose answer records have to state so that a server sends them for this search."""
    return tuple(each.name for each in filters_keeping_back(_sent_filters(search)))


def _sent_filters(search: Search) -> ApiQuery:
    """The filters that the server applies. In a small area, those on the record are left to the judging here, so that
    stations which state nothing can be counted; in a large one, far too much would be sent."""
    filters = filter_parameters(search)
    if not _is_small(search.area):
        return filters
    nothing: dict[str, Any] = {each.api: () for each in filters_keeping_back(filters)}
    return replace(filters, **nothing)


def _is_small(area: Area) -> bool:
    """Whether all stations of the area are few, and it is asked for by a box."""
    if isinstance(area, StationIds):
        return True
    boxes = list(_hull_boxes(area))
    return (
        bool(boxes)
        and sum(map(share_of_globe, boxes)) <= SMALL_SHARE
        and all(max(box.north, -box.south) <= HIGHEST_LATITUDE for box in boxes)
    )


def _hull_boxes(area: Area) -> Iterator[Extent]:
    """Boxes around all of an area, as `exact_boxes`, but quickly: parts far apart share a box."""
    if isinstance(area, Polygons):
        return around((place for rings in area.polygons for place in rings[0]), 0.0)
    if isinstance(area, Corridor):
        return around((place for line in area.lines for place in line), area.distance_m)
    return exact_boxes(area)


def worth_leaving_out(query: ApiQuery, received: int, ids_passed: int) -> bool:
    """Whether paging on without the box of a query is cheaper for the server than reading the whole box for each page.

    `received`: stations of the box so far; `ids_passed`: how many numbers their ids have covered. The published
    stations of the world have about three in five of all numbers, so a box with every sixth has a quarter of the world.
    """
    return query.boundingbox is not None and received >= FEW_STATIONS and received >= ids_passed * LARGE_SHARE_OF_IDS


def without_box(query: ApiQuery) -> ApiQuery:
    """The query for the whole world."""
    return replace(query, boundingbox=None)


def server_boxes(area: Area) -> tuple[Extent, ...]:
    """Boxes as the server must be asked for them to get all of an area; none when it is better asked without."""
    boxes = list(exact_boxes(area))
    if not boxes or any(max(box.north, -box.south) > HIGHEST_LATITUDE for box in boxes):
        return ()
    asked = tuple(padded(part) for box in _merged(boxes) for part in _narrow(box))
    return asked if sum(map(share_of_globe, asked)) <= LARGEST_SHARE else ()


def is_cheaper(rest: Area, area: Area) -> bool:
    """Whether a server has less to read for the rest of an area than for the area, its requests counted."""
    if isinstance(area, (Countries, StationIds)):
        return rest != area
    boxes = server_boxes(rest)
    return bool(boxes) and sum(map(_cost, boxes)) < (sum(map(_cost, server_boxes(area))) or 1.0)


def padded(box: Extent, margin: float = MARGIN_DEGREES) -> Extent:
    """The box to ask a server for, so that its great circles leave nothing of the given box outside."""
    west = max(-180.0, round(box.west - margin, 6))
    east = min(180.0, round(box.east + margin, 6))
    half_width = math.radians((east - west) / 2)
    south = _bulging_to(box.south, half_width) if box.south > 0 else box.south
    north = _bulging_to(box.north, half_width) if box.north < 0 else box.north
    return Extent(
        west,
        max(-90.0, round(south - margin, 6)),
        east,
        min(90.0, round(north + margin, 6)),
    )


def _bulging_to(latitude: float, half_width: float) -> float:
    """The latitude of the ends of a great circle that reaches the given latitude half way between them."""
    return math.degrees(math.atan(math.tan(math.radians(latitude)) * math.cos(half_width)))


def _narrow(box: Extent) -> Iterator[Extent]:
    """The box in parts that are not too wide for the server's great circles."""
    count = max(1, math.ceil((box.east - box.west) / WIDEST_BOX))
    edges = [box.west + (box.east - box.west) * n / count for n in range(count)] + [box.east]
    for west, east in zip(edges, edges[1:]):
        yield Extent(west, box.south, east, box.north)


def share_of_globe(box: Extent) -> float:
    """The part of the globe's surface that lies in a box."""
    height = math.sin(math.radians(box.north)) - math.sin(math.radians(box.south))
    return (box.east - box.west) / 360 * height / 2


def _cost(box: Extent) -> float:
    return share_of_globe(box) + REQUEST_SHARE


def _hull(a: Extent, b: Extent) -> Extent:
    return Extent(min(a.west, b.west), min(a.south, b.south), max(a.east, b.east), max(a.north, b.north))


def _merged(boxes: list[Extent]) -> list[Extent]:
    """Fewer boxes that hold the given ones: at most MAX_BOXES, and none beside another that would be cheaper as one."""
    boxes = list(dict.fromkeys(boxes))
    if len(boxes) > MAX_EXACT_MERGE:
        boxes.sort(key=_place_on_curve)
        chunk = math.ceil(len(boxes) / MAX_EXACT_MERGE)
        boxes = [_hull_of(some) for some in slices(boxes, chunk)]
    while len(boxes) > 1:
        extra, first, second = min(
            (_cost(_hull(a, b)) - _cost(a) - _cost(b), i, j)
            for i, a in enumerate(boxes)
            for j, b in enumerate(boxes[:i])
        )
        if extra > 0 and len(boxes) <= MAX_BOXES:
            break
        whole = _hull(boxes[first], boxes[second])
        boxes = [box for n, box in enumerate(boxes) if n not in (first, second)] + [whole]
    return boxes


def _hull_of(boxes: Sequence[Extent]) -> Extent:
    whole = boxes[0]
    for box in boxes[1:]:
        whole = _hull(whole, box)
    return whole


def _place_on_curve(box: Extent) -> int:
    """The box's place along a Z-order curve, on which neighbours on the map are mostly neighbours."""
    column = int((box.west + box.east + 360) / 720 * 1023)
    row = int((box.south + box.north + 180) / 360 * 1023)
    return sum(((column >> bit & 1) << 2 * bit) | ((row >> bit & 1) << 2 * bit + 1) for bit in range(10))

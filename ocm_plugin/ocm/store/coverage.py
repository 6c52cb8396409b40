"""Which areas a store holds completely and without filters, and what of a question they leave to be asked.

    cover = covered(search.area, usable(entries, server, since, with_comments))
    cover.left      # () when the store can answer; else the areas that must be asked for

Pure. An answer errs on one side only: an area that is said to be covered is; one that is covered may be asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from ..match.point_in_area import EDGE_M, place_test
from ..search.areas import (
    HALF_EARTH_M,
    Area,
    Circle,
    Corridor,
    Countries,
    Extent,
    Polygons,
    Rings,
    StationIds,
    World,
    corner_count,
)
from ..search.boxes import exact_boxes
from ..search.geodesy import metres_between, reach_degrees
from ..search.search import Search

Box = tuple[float, float, float, float]
"""West, south, east, north in degrees, edges included; never across the antimeridian."""

GLOBE: Box = (-180.0, -90.0, 180.0, 90.0)
MOST_BOXES = 24
"""What is left of an area is asked for in so many boxes at most; else the area is asked for as a whole."""
_MOST_PIECES = 2_000
"""With more pieces than this in between, entries are not looked at any longer."""
_MOST_CORNERS = 20_000
"""Polygons with more corners, times the boxes to be looked for in them, only answer for the very same area."""
_SHARES = (0.7, 0.69, 0.67, 0.6, 0.5)
"""Of the degrees that a circle reaches: the first box that fits is taken."""
_INSIDE = 0.999
"""Of a radius: a box whose corners are no farther away lies within the circle."""


class Entry(NamedTuple):
    """An area of which a store holds every station that one server had at one moment."""

    area: Area
    server: str
    """Its normal base URL."""
    as_of: datetime
    """Its stations are as the server had them then (UTC), or newer."""
    with_comments: bool = False
    """Whether the stations came with their comments and photos."""
    query_id: str = ""


class Cover(NamedTuple):
    """What a store has of an area."""

    entries: tuple[Entry, ...]
    """Those that cover the area or parts of it."""
    left: tuple[Area, ...]
    """What they do not cover."""

    @property
    def is_whole(self) -> bool:
        """Whether nothing has to be asked for."""
        return not self.left

    @property
    def since(self) -> datetime | None:
        """From when the oldest part is."""
        return min((entry.as_of for entry in self.entries), default=None)


def usable(entries: Iterable[Entry], server: str, since: datetime | None, with_comments: bool) -> list[Entry]:
    """The entries that may answer a question about a server, the newest first. `since`: older ones are too old."""
    found = [
        entry
        for entry in entries
        if entry.server == server
        and (since is None or entry.as_of >= since)
        and (entry.with_comments or not with_comments)
    ]
    return sorted(found, key=lambda entry: entry.as_of, reverse=True)


def newer_than_asked(entries: Iterable[Entry], search: Search) -> list[Entry]:
    """Those that can tell what is new: what is asked for since a later moment can only be known by the server."""
    moments = [moment for moment in (search.created_since, search.modified_since) if moment is not None]
    return [entry for entry in entries if all(moment < entry.as_of for moment in moments)]


def covered(area: Area, entries: Sequence[Entry]) -> Cover:
    """What of an area entries cover, the first ones preferred. They are all taken to be usable."""
    for entry in entries:
        if _holds(entry.area, area):
            return Cover((entry,), ())
    if isinstance(area, (Countries, StationIds)):
        return _of_list(area, entries)
    return _of_places(area, entries)


def _holds(outer: Area, inner: Area) -> bool:
    """Whether every station of an area is surely one of another area, as far as one look shows."""
    if outer == inner or isinstance(outer, World):
        return True
    if isinstance(outer, Circle) and isinstance(inner, Circle):
        between = metres_between((outer.longitude, outer.latitude), (inner.longitude, inner.latitude))
        return between + inner.radius_m + 2 * EDGE_M <= outer.radius_m
    if isinstance(outer, Corridor) and isinstance(inner, Corridor):
        return set(inner.lines) <= set(outer.lines) and inner.distance_m <= outer.distance_m
    return False


def _of_list(area: Countries | StationIds, entries: Sequence[Entry]) -> Cover:
    """The cover of an area that is a list, by others that list some of the same."""
    left, used = set(_listed(area)), []
    for entry in entries:
        here = left & set(_listed(entry.area))
        if here:
            left -= here
            used.append(entry)
    if not left:
        return Cover(tuple(used), ())
    return _by_whole_world(entries) or Cover(tuple(used), (type(area)(tuple(left)),))


def _listed(area: Area) -> tuple[Any, ...]:
    """Codes of countries, or numbers of stations; nothing of an area that is no list."""
    if isinstance(area, Countries):
        return area.codes
    return area.ids if isinstance(area, StationIds) else ()


def _by_whole_world(entries: Sequence[Entry]) -> Cover | None:
    """The cover of an area that is not one of places, by places: only all of the world can do that."""
    cover = _of_places(World(), entries)
    return cover if cover.is_whole else None


def _of_places(area: Area, entries: Sequence[Entry]) -> Cover:
    boxes, used = around_boxes(area), []
    for entry in entries:
        before = boxes
        for hole in inner_boxes(entry.area):
            boxes = [piece for box in boxes for piece in _without(box, hole)]
        if isinstance(entry.area, Polygons) and corner_count(entry.area) * len(boxes) <= _MOST_CORNERS:
            boxes = [box for box in boxes if not any(_holds_box(rings, box) for rings in entry.area.polygons)]
        if boxes != before:
            used.append(entry)
        if not boxes or len(boxes) > _MOST_PIECES:
            break
    if not used or len(boxes) > MOST_BOXES:
        return Cover((), (area,))
    return Cover(tuple(used), tuple(Extent(*box) for box in boxes))


def around_boxes(area: Area) -> list[Box]:
    """Boxes that hold all places of an area, its edge too."""
    if isinstance(area, (Circle, Corridor)):
        area = _grown(area)
    boxes = [(box.west, box.south, box.east, box.north) for box in exact_boxes(area)]
    return boxes or [GLOBE]


def _grown(area: Circle | Corridor) -> Area:
    """With what is a little farther away than the distance says, which still counts as inside."""
    if isinstance(area, Circle):
        return replace(area, radius_m=min(HALF_EARTH_M, area.radius_m + 2 * EDGE_M))
    return area.at_distance(min(HALF_EARTH_M, area.distance_m + 2 * EDGE_M))


def inner_boxes(area: Area) -> list[Box]:
    """Boxes that lie within an area; none of the areas that are no places."""
    if isinstance(area, World):
        return [GLOBE]
    if isinstance(area, Extent):
        return around_boxes(area)
    if isinstance(area, Polygons):
        return [box for rings in area.polygons if (box := _as_box(rings)) is not None]
    return _inside_of_circle(area) if isinstance(area, Circle) else []


def _as_box(rings: Rings) -> Box | None:
    """The box that a polygon is, as what is left of an area is asked for; None for any other polygon."""
    corners = rings[0][:-1] if rings[0][0] == rings[0][-1] else rings[0]
    if len(rings) > 1 or len(corners) != 4:
        return None
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    box = (min(xs), min(ys), max(xs), max(ys))
    around = ((box[0], box[1]), (box[2], box[1]), (box[2], box[3]), (box[0], box[3]))
    turned = [around[at:] + around[:at] for at in range(4)]
    return box if tuple(corners) in (*turned, *(each[::-1] for each in turned)) else None


def _inside_of_circle(circle: Circle) -> list[Box]:
    """A box inscribed in a circle, nearly the largest; none where it would meet a pole or the antimeridian."""
    centre = (circle.longitude, circle.latitude)
    up, aside = reach_degrees(circle.latitude, circle.radius_m)
    for share in _SHARES:
        west, south = centre[0] - aside * share, centre[1] - up * share
        east, north = centre[0] + aside * share, centre[1] + up * share
        if west <= -180 or east >= 180 or south <= -90 or north >= 90:
            continue
        # Along a parallel places are the farther away the more their longitude differs; along a meridian the ends are.
        corners = ((west, south), (west, north), (east, south), (east, north))
        if all(metres_between(centre, corner) <= circle.radius_m * _INSIDE for corner in corners):
            return [(west, south, east, north)]
    return []


def _without(box: Box, hole: Box) -> Iterator[Box]:
    """Boxes that hold all of a box but for what lies in another one; the edges they share may be in both."""
    west, south, east, north = box
    low, high = max(south, hole[1]), min(north, hole[3])
    left, right = max(west, hole[0]), min(east, hole[2])
    misses = left > right or low > high
    only_touches = (left == right and west < east) or (low == high and south < north)
    if misses or only_touches:
        yield box
        return
    if south < low:
        yield (west, south, east, low)
    if high < north:
        yield (west, high, east, north)
    if west < left:
        yield (west, low, left, high)
    if right < east:
        yield (right, low, east, high)


def _holds_box(rings: Rings, box: Box) -> bool:
    """Whether a box lies within a polygon: no edge passes through it, and its middle is inside."""
    west, south, east, north = box
    middle = ((west + east) / 2, (south + north) / 2)
    return not any(_may_cross(a, b, box) for ring in rings for a, b in zip(ring, (*ring[1:], ring[0]))) and place_test(
        Polygons((rings,))
    )(*middle)


def _may_cross(a: tuple[float, float], b: tuple[float, float], box: Box) -> bool:
    """Whether an edge may pass through a box: its own box meets it, and the corners are not all on one side."""
    west, south, east, north = box
    if max(a[0], b[0]) < west or min(a[0], b[0]) > east or max(a[1], b[1]) < south or min(a[1], b[1]) > north:
        return False
    corners = ((west, south), (west, north), (east, south), (east, north))
    sides = [(b[0] - a[0]) * (y - a[1]) - (b[1] - a[1]) * (x - a[0]) for x, y in corners]
    # So small a side may be a rounding.
    least = 1e-12 * max(1.0, *map(abs, sides))
    return not (all(side > least for side in sides) or all(side < -least for side in sides))

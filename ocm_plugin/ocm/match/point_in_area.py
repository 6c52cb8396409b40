"""Whether a station lies in an area: exactly, its edge included, prepared once for many stations.

    is_inside = containment(area, reference)
    is_inside(station)

A polygon's edge is exact to the last bit of its coordinates; distances are right to a millimetre, and what is within
that millimetre of the edge counts as inside.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

from ..records.reference import ReferenceData
from ..records.station import Station
from ..search.areas import Area, Circle, Corridor, Countries, Extent, Polygons, Position, StationIds, World
from ..search.geodesy import is_near_segment, least_m, metres_between, reach_degrees

EDGE_M = 0.001
"""Distances are no more exact than this."""

PlaceTest = Callable[[float, float], bool]
"""Of longitude and latitude, degrees."""
Check = Callable[[], None]

CHECK_EDGES = 1_000
"""After so many edges or pieces of lines, it is asked whether the test is still wanted: there may be millions."""


def _go_on() -> None:
    """Never cancelled."""


def containment(area: Area, reference: ReferenceData, check: Check = _go_on) -> Callable[[Station], bool]:
    """The test whether a station lies in the area. `reference`: for the countries that the records state.

    `check` is called often while the test is prepared, and raises when it is no longer wanted.
    """
    if isinstance(area, World):
        return lambda station: True
    if isinstance(area, Countries):
        codes = frozenset(area.codes)
        return lambda station: reference.country_iso(station.country_id) in codes
    if isinstance(area, StationIds):
        ids = frozenset(area.ids)
        return lambda station: station.id in ids
    holds = place_test(area, check)
    return lambda station: holds(station.longitude, station.latitude)


def place_test(area: Extent | Circle | Polygons | Corridor, check: Check = _go_on) -> PlaceTest:
    """The test whether a place lies in an area that is one of places."""
    if isinstance(area, Circle):
        return _in_circle(area)
    if isinstance(area, Corridor):
        return _Corridor(area, check)
    test = _in_extent(area) if isinstance(area, Extent) else _Polygons(area, check)
    return lambda longitude, latitude: (
        test(longitude, latitude) or (is_antimeridian(longitude) and test(-longitude, latitude))
    )


def is_antimeridian(longitude: float) -> bool:
    """Whether a place lies on the meridian that has two names, 180 and -180: it is in each area that reaches either.

    Boxes of a server end there and may leave their edges out: that such a station did not come with an area does not
    say that it is gone.
    """
    return abs(longitude) == 180


def _in_extent(extent: Extent) -> PlaceTest:
    west, south, east, north = extent.west, extent.south, extent.east, extent.north
    if west <= east:
        return lambda longitude, latitude: west <= longitude <= east and south <= latitude <= north
    return lambda longitude, latitude: (longitude >= west or longitude <= east) and south <= latitude <= north


def _in_circle(circle: Circle) -> PlaceTest:
    centre = (circle.longitude, circle.latitude)
    up, aside = reach_degrees(circle.latitude, circle.radius_m)
    radius = circle.radius_m + EDGE_M

    def test(longitude: float, latitude: float) -> bool:
        if abs(latitude - centre[1]) > up or 180 - abs(abs(longitude - centre[0]) - 180) > aside:
            return False
        return metres_between(centre, (longitude, latitude)) <= radius

    return test


class _Edge(NamedTuple):
    """An edge of a ring, from its southern to its northern end."""

    x1: float
    y1: float
    x2: float
    y2: float
    west: float
    east: float
    ring: int


class _Polygons:
    """Polygons whose edges are sorted into bands of latitude, so that a place meets only the edges of its own band."""

    MAX_BANDS = 8192
    ENTRIES_PER_EDGE = 4

    def __init__(self, area: Polygons, check: Check) -> None:
        edges: list[_Edge] = []
        self._outer: dict[int, range] = {}
        """By the number of each outer ring, the numbers of its holes."""
        ring_count = 0
        for rings in area.polygons:
            for number, ring in enumerate(rings, ring_count):
                check()
                edges += [_edge(a, b, number) for a, b in zip(ring, (*ring[1:], ring[0]))]
            self._outer[ring_count] = range(ring_count + 1, ring_count + len(rings))
            ring_count += len(rings)
        latitudes = [latitude for rings in area.polygons for ring in rings for _, latitude in ring]
        self._south, self._north = min(latitudes), max(latitudes)
        height = self._north - self._south
        rise = sum(edge.y2 - edge.y1 for edge in edges)
        # Few enough bands that an edge lies in few of them.
        count = max(1, min(self.MAX_BANDS, int(self.ENTRIES_PER_EDGE * len(edges) * height / rise))) if rise > 0 else 1
        self._bands_per_degree = count / height if height > 0 else 0.0
        self._bands: list[list[_Edge]] = [[] for _ in range(count + 1)]
        for number, edge in enumerate(edges):
            if number % CHECK_EDGES == 0:
                check()
            for band in range(self._band(edge.y1), self._band(edge.y2) + 1):
                self._bands[band].append(edge)

    def _band(self, latitude: float) -> int:
        return int((latitude - self._south) * self._bands_per_degree)

    def __call__(self, longitude: float, latitude: float) -> bool:
        if not self._south <= latitude <= self._north:
            return False
        around: set[int] = set()
        """Rings with an odd number of edges to the east."""
        touched: set[int] = set()
        for edge in self._bands[self._band(latitude)]:
            if not edge.y1 <= latitude <= edge.y2 or longitude > edge.east:
                continue
            side = _side(edge, longitude, latitude) if longitude >= edge.west else 1
            if side == 0:
                touched.add(edge.ring)
            elif side > 0 and latitude < edge.y2:
                around ^= {edge.ring}
        # The edge of a hole is inside, independent of the edges to the east of it.
        in_holes = around - touched
        return any(ring in self._outer and in_holes.isdisjoint(self._outer[ring]) for ring in around | touched)


def _edge(a: Position, b: Position, ring: int) -> _Edge:
    (x1, y1), (x2, y2) = (a, b) if a[1] <= b[1] else (b, a)
    return _Edge(x1, y1, x2, y2, min(x1, x2), max(x1, x2), ring)


def _side(edge: _Edge, x: float, y: float) -> int:
    """1 to the west of an edge, -1 to the east, 0 exactly on it; for a place within the edge's box."""
    if edge.y1 == edge.y2:
        return 0
    left = (edge.x2 - edge.x1) * (y - edge.y1)
    right = (edge.y2 - edge.y1) * (x - edge.x1)
    # Seven roundings at most; beyond their sum the sign is sure (J. R. Shewchuk, Adaptive Precision Floating-Point
    # Arithmetic and Fast Robust Geometric Predicates, 1997).
    if abs(left - right) > 1e-15 * (abs(left) + abs(right)):
        return 1 if left > right else -1
    x1, y1, x2, y2, x_exact, y_exact = map(Fraction, (edge.x1, edge.y1, edge.x2, edge.y2, x, y))
    exact = (x2 - x1) * (y_exact - y1) - (y2 - y1) * (x_exact - x1)
    return (exact > 0) - (exact < 0)


class _Corridor:
    """Lines cut into short pieces, which are found by the cells of a grid that their surroundings touch."""

    MAX_PIECES = 20_000
    LEAST_PIECE_DEGREES = 0.01
    LEAST_CELL_DEGREES = 0.02

    def __init__(self, area: Corridor, check: Check) -> None:
        self._reach = area.distance_m + EDGE_M
        up, _ = reach_degrees(0.0, self._reach)
        segments = [(a, b) for line in area.lines for a, b in zip(line, line[1:])]
        total = sum(_degrees(a, b) for a, b in segments)
        longest = max(up, total / self.MAX_PIECES, self.LEAST_PIECE_DEGREES)
        boxes = []
        for number, (a, b) in enumerate(segments):
            if number % CHECK_EDGES == 0:
                check()
            for start, end in _pieces(a, b, longest):
                up, aside = _reach_of(start, end, self._reach)
                west, east = min(start[0], end[0]) - aside, max(start[0], end[0]) + aside
                south, north = min(start[1], end[1]) - up, max(start[1], end[1]) + up
                boxes.append((west, south, min(east, west + 360), north, start, end))
        self._rows_per_degree = 1 / max(self.LEAST_CELL_DEGREES, *(box[3] - box[1] for box in boxes))
        widest = max(self.LEAST_CELL_DEGREES, *(box[2] - box[0] for box in boxes))
        self._columns = max(1, int(360 / widest))
        self._cells: dict[tuple[int, int], list[tuple[Position, Position]]] = {}
        for number, (west, south, east, north, start, end) in enumerate(boxes):
            if number % CHECK_EDGES == 0:
                check()
            columns = {n % self._columns for n in range(self._column(west), self._column(east) + 1)}
            for row in range(self._row(south), self._row(north) + 1):
                for column in columns:
                    self._cells.setdefault((column, row), []).append((start, end))

    def _column(self, longitude: float) -> int:
        return math.floor((longitude + 180) * self._columns / 360)

    def _row(self, latitude: float) -> int:
        return math.floor(latitude * self._rows_per_degree)

    def __call__(self, longitude: float, latitude: float) -> bool:
        cell = (self._column(longitude) % self._columns, self._row(latitude))
        place = (longitude, latitude)
        return any(
            least_m(place, a, b) <= self._reach and is_near_segment(place, a, b, self._reach)
            for a, b in self._cells.get(cell, ())
        )


def _degrees(a: Position, b: Position) -> float:
    return max(abs(b[0] - a[0]), abs(b[1] - a[1]))


def _pieces(a: Position, b: Position, longest: float) -> list[tuple[Position, Position]]:
    """The segment in equal parts, none longer than `longest` degrees."""
    count = max(1, math.ceil(_degrees(a, b) / longest))
    points = [(a[0] + (b[0] - a[0]) * n / count, a[1] + (b[1] - a[1]) * n / count) for n in range(count)]
    return list(zip(points, [*points[1:], b]))


def _reach_of(start: Position, end: Position, reach_m: float) -> tuple[float, float]:
    """The degrees that the surroundings of a piece extend at most beyond its own box."""
    return reach_degrees(max(start[1], end[1], -start[1], -end[1]), reach_m)

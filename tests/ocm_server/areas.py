"""The areas of a query as the real server understands them: box, polygon, corridor and circle, with their quirks."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Union

from .polyline import Point
from .sphere import INDEX_RADIUS_KM, GreatCirclePolygon, central_angle, convex_hull

MAX_ARC_SEGMENTS = 8
SIMPLIFY_DEGREES = 0.001
DEFAULT_CORRIDOR_KM = 5.0
DEFAULT_RADIUS_KM = 50.0


class BadGeometry(Exception):
    """The database throws: the client sees 200 with an empty body."""


class Unfiltered(Exception):
    """No valid polygon: the server falls back to its SQL database, which forgets about the area."""


LongitudeRanges = list[tuple[float, float]]
"""Where an area can be, to save looking elsewhere."""
_EVERYWHERE: LongitudeRanges = [(-180.0, 180.0)]


class Box:
    """The envelope of the given corners, as a polygon whose upper and lower edges are great circles.

    Wider than 180 degrees, the edges go the short way round and the area becomes what lies beside them.
    """

    in_index_order = True

    def __init__(self, corners: Sequence[Point]) -> None:
        latitudes = [max(-90.0, min(90.0, lat)) for lat, _ in corners]
        longitudes = [max(-180.0, min(180.0, lon)) for _, lon in corners]
        if not latitudes:
            raise BadGeometry
        south, north = min(latitudes), max(latitudes)
        west, east = min(longitudes), max(longitudes)
        if south == north or west == east:
            raise Unfiltered
        self._outside_of: GreatCirclePolygon | None = None
        if east - west < 180:
            self._polygon = GreatCirclePolygon([(south, west), (south, east), (north, east), (north, west)])
        else:
            self._outside_of = self._polygon = GreatCirclePolygon(
                [(south, east), (south, west + 360), (north, west + 360), (north, east)]
            )

    def contains(self, latitude: float, longitude: float) -> bool:
        inside = self._polygon.contains(latitude, longitude)
        return not inside if self._outside_of else inside

    def longitude_ranges(self) -> LongitudeRanges:
        return _EVERYWHERE if self._outside_of else [(self._polygon.west, self._polygon.east)]


class Polygon:
    """The convex hull of the corners with great-circle edges.

    The hull is found in degrees, so corners along a straight edge are lost, and with them what kept it straight.
    """

    in_index_order = False

    def __init__(self, corners: Sequence[Point]) -> None:
        if len(set(corners)) == 1:
            raise Unfiltered
        if any(abs(lat) > 90 or abs(lon) > 180 for lat, lon in corners):
            raise BadGeometry
        hull = convex_hull(corners)
        if len(hull) < 3:
            raise BadGeometry
        longitudes = [lon for _, lon in hull]
        wide = max(longitudes) - min(longitudes) >= 180
        self._area: Box | GreatCirclePolygon = Box(hull) if wide else GreatCirclePolygon(hull)

    def contains(self, latitude: float, longitude: float) -> bool:
        return self._area.contains(latitude, longitude)

    def longitude_ranges(self) -> LongitudeRanges:
        return _EVERYWHERE if isinstance(self._area, Box) else [(self._area.west, self._area.east)]


class Corridor:
    """A line widened in degrees by `distance / 200` on each side, its loops filled, its outline of great circles."""

    in_index_order = False

    def __init__(self, line: Sequence[Point], distance_km: float) -> None:
        points = [p for n, p in enumerate(line) if n == 0 or p != line[n - 1]]
        width = distance_km / 200
        if len(points) < 2 or not width > 0:
            raise BadGeometry
        if any(abs(lat) > 90 or abs(lon) > 180 for lat, lon in points):
            raise BadGeometry
        if any(abs(b[1] - a[1]) + 2 * width >= 180 for a, b in zip(points, points[1:])):
            raise BadGeometry
        arc_segments = min(len(line), MAX_ARC_SEGMENTS)
        self._strips = [GreatCirclePolygon(_strip(a, b, width, arc_segments)) for a, b in zip(points, points[1:])]
        self._loops = _loops(points, 2 * width)

    def contains(self, latitude: float, longitude: float) -> bool:
        if any(strip.contains(latitude, longitude) for strip in self._strips):
            return True
        return any(_in_ring(latitude, longitude, loop) for loop in self._loops)

    def longitude_ranges(self) -> LongitudeRanges:
        return [(min(s.west for s in self._strips), max(s.east for s in self._strips))]


class Circle:
    """All points within a distance, on a sphere of 6378.1 km."""

    in_index_order = False

    def __init__(self, centre: Point, distance_km: float) -> None:
        if not (math.isfinite(centre[0]) and math.isfinite(centre[1]) and distance_km >= 0):
            raise BadGeometry
        self.centre = centre
        self.angle = distance_km / INDEX_RADIUS_KM
        self._reach = math.degrees(self.angle) + 1e-9

    def contains(self, latitude: float, longitude: float) -> bool:
        if abs(latitude - self.centre[0]) > self._reach:
            return False
        return central_angle(self.centre, (latitude, longitude)) <= self.angle

    def longitude_ranges(self) -> LongitudeRanges:
        latitude, longitude = self.centre
        if abs(latitude) + self._reach >= 90:
            return _EVERYWHERE
        reach = math.degrees(math.asin(math.sin(self.angle) / math.cos(math.radians(latitude)))) + 1e-9
        west, east = longitude - reach, longitude + reach
        if west < -180:
            return [(-180.0, east), (west + 360, 180.0)]
        return [(west, 180.0), (-180.0, east - 360)] if east > 180 else [(west, east)]


Area = Union[Box, Polygon, Corridor, Circle]


def _strip(a: Point, b: Point, width: float, arc_segments: int) -> list[Point]:
    """The outline of one widened segment: two long edges and two round ends made of inscribed arcs."""
    direction = math.atan2(b[0] - a[0], b[1] - a[1])
    steps = 2 * arc_segments
    outline: list[Point] = []
    for end, first in ((b, direction - math.pi / 2), (a, direction + math.pi / 2)):
        for step in range(steps + 1):
            angle = first + math.pi * step / steps
            outline.append((end[0] + width * math.sin(angle), end[1] + width * math.cos(angle)))
    half = len(outline) // 2
    return _simplified(outline[:half]) + _simplified(outline[half:])


def _simplified(line: list[Point]) -> list[Point]:
    """Douglas and Peucker's simplification by 0.001 degrees."""
    first, last = line[0], line[-1]
    distances = [_distance_to_segment(p, first, last) for p in line[1:-1]]
    if not distances:
        return line
    farthest = max(range(len(distances)), key=distances.__getitem__)
    if distances[farthest] <= SIMPLIFY_DEGREES:
        return [first, last]
    middle = farthest + 1
    return _simplified(line[: middle + 1])[:-1] + _simplified(line[middle:])


def _loops(points: Sequence[Point], touching: float) -> list[list[Point]]:
    """The rings the widened line closes: each way from one place of the line to a later one that touches it again."""
    loops = []
    segments = list(zip(points, points[1:]))
    for i, (a, b) in enumerate(segments):
        for j in range(i + 2, len(segments)):
            distance, start, end = _nearest(a, b, *segments[j])
            if distance < touching:
                loops.append([start, *points[i + 1 : j + 1], end])
    return loops


def _nearest(a: Point, b: Point, c: Point, d: Point) -> tuple[float, Point, Point]:
    """The distance in degrees between two segments, with the place on each where they come closest."""
    crossing = _crossing(a, b, c, d)
    if crossing:
        return 0.0, crossing, crossing
    pairs = [(p, _foot(p, c, d)) for p in (a, b)] + [(_foot(p, a, b), p) for p in (c, d)]
    return min((math.dist(p, q), p, q) for p, q in pairs)


def _crossing(a: Point, b: Point, c: Point, d: Point) -> Point | None:
    along = (b[0] - a[0], b[1] - a[1])
    other = (d[0] - c[0], d[1] - c[1])
    cross = along[0] * other[1] - along[1] * other[0]
    if cross == 0:
        return None
    t = ((c[0] - a[0]) * other[1] - (c[1] - a[1]) * other[0]) / cross
    s = ((c[0] - a[0]) * along[1] - (c[1] - a[1]) * along[0]) / cross
    return (a[0] + t * along[0], a[1] + t * along[1]) if 0 <= t <= 1 and 0 <= s <= 1 else None


def _foot(p: Point, a: Point, b: Point) -> Point:
    """The place of the segment a–b nearest to p."""
    length = (b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2
    t = 0.0 if length == 0 else ((p[0] - a[0]) * (b[0] - a[0]) + (p[1] - a[1]) * (b[1] - a[1])) / length
    t = max(0.0, min(1.0, t))
    return a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])


def _distance_to_segment(p: Point, a: Point, b: Point) -> float:
    return math.dist(p, _foot(p, a, b))


def _in_ring(latitude: float, longitude: float, ring: Sequence[Point]) -> bool:
    inside = False
    for (lat1, lon1), (lat2, lon2) in zip(ring, [*ring[1:], ring[0]]):
        crosses = (lat1 > latitude) != (lat2 > latitude)
        if crosses and longitude < lon1 + (latitude - lat1) * (lon2 - lon1) / (lat2 - lat1):
            inside = not inside
    return inside

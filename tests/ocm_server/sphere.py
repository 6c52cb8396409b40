"""Just enough geometry on the sphere: distances, great-circle polygons and the order of a spatial index.

A great circle is a straight line in the gnomonic projection. Centred on the equator at the middle of a polygon less
than 180 degrees wide, `u = tan(longitude)` and `v = tan(latitude) / cos(longitude)`, so that a polygon with
great-circle edges is an ordinary polygon of the plane and its meridians stay upright.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from .polyline import Point

INDEX_RADIUS_KM = 6378.1
"""The radius the database searches with."""
REPORT_RADIUS = {"km": 6371.0, "miles": 3959.0}
"""The radius the reported `Distance` is computed with."""
KM_TO_MILES = 0.621371192
_POLE = 90 - 1e-9


def central_angle(a: Point, b: Point) -> float:
    """The angle between two points seen from the centre of the sphere, in radians (haversine)."""
    lat1, lat2 = math.radians(a[0]), math.radians(b[0])
    half_lat = (lat2 - lat1) / 2
    half_lon = math.radians(b[1] - a[1]) / 2
    h = math.sin(half_lat) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin(half_lon) ** 2
    return 2 * math.asin(min(1.0, math.sqrt(h)))


def wrap(degrees: float) -> float:
    """The longitude difference in (-180, 180]."""
    return 180 - (180 - degrees) % 360


class GreatCirclePolygon:
    """The inside of a ring of points joined by great circles, less than 180 degrees of longitude wide.

    Points on the edge itself are outside: the real server promises nothing there, and a client must not rely on it.
    """

    def __init__(self, ring: Sequence[Point]) -> None:
        longitudes = [lon for _, lon in ring]
        self.west, self.east = min(longitudes), max(longitudes)
        self.middle = (self.west + self.east) / 2
        corners = [self._plane(lat, lon - self.middle) for lat, lon in ring]
        self._edges = [
            (u1, v1, u2, v2) for (u1, v1), (u2, v2) in zip(corners, corners[1:] + corners[:1]) if (u1, v1) != (u2, v2)
        ]

    @staticmethod
    def _plane(latitude: float, longitude: float) -> Point:
        angle = math.radians(longitude)
        slope = math.tan(math.radians(max(-_POLE, min(_POLE, latitude))))
        return math.tan(angle), slope / math.cos(angle)

    def contains(self, latitude: float, longitude: float) -> bool:
        offset = wrap(longitude - self.middle)
        if abs(offset) >= (self.east - self.west) / 2:
            return False
        u, v = self._plane(latitude, offset)
        inside = False
        for u1, v1, u2, v2 in self._edges:
            if (u1 > u) != (u2 > u):
                edge = v1 + (u - u1) * (v2 - v1) / (u2 - u1)
                if edge == v:
                    return False
                if edge > v:
                    inside = not inside
        return inside


def convex_hull(points: Sequence[Point]) -> list[Point]:
    """The corners of the convex hull in the plane of degrees, counter-clockwise, without points along its edges."""
    ordered = sorted(set(points), key=lambda p: (p[1], p[0]))
    if len(ordered) < 3:
        return ordered
    lower = _half_hull(ordered)
    upper = _half_hull(ordered[::-1])
    return lower[:-1] + upper[:-1]


def _half_hull(points: Sequence[Point]) -> list[Point]:
    hull: list[Point] = []
    for lat, lon in points:
        while len(hull) >= 2:
            (lat1, lon1), (lat2, lon2) = hull[-2], hull[-1]
            if (lon2 - lon1) * (lat - lat1) - (lat2 - lat1) * (lon - lon1) > 0:
                break
            hull.pop()
        hull.append((lat, lon))
    return hull


_SWAP, _INVERT = 1, 2
# Hilbert curve of the S2 library: for each orientation, the position along the curve of each of the four quadrants.
_IJ_TO_POSITION = ((0, 1, 3, 2), (0, 3, 1, 2), (2, 3, 1, 0), (2, 1, 3, 0))
_POSITION_TO_ORIENTATION = (_SWAP, 0, 0, _INVERT + _SWAP)
_CELL_LEVELS = 24


def spatial_key(latitude: float, longitude: float) -> int:
    """The place of a point along the space-filling curve of the S2 library (level 24, about half a metre)."""
    lat, lon = math.radians(latitude), math.radians(longitude)
    xyz = (math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat))
    axis = max(range(3), key=lambda n: abs(xyz[n]))
    x, y, z = xyz
    face = axis if xyz[axis] >= 0 else axis + 3
    u, v = {
        0: lambda: (y / x, z / x),
        1: lambda: (-x / y, z / y),
        2: lambda: (-x / z, -y / z),
        3: lambda: (z / x, y / x),
        4: lambda: (z / y, -x / y),
        5: lambda: (-y / z, -x / z),
    }[face]()
    i, j = _cell_column(u), _cell_column(v)
    orientation = face & _SWAP
    key = face
    for level in range(_CELL_LEVELS - 1, -1, -1):
        quadrant = ((i >> level) & 1) * 2 + ((j >> level) & 1)
        position = _IJ_TO_POSITION[orientation][quadrant]
        orientation ^= _POSITION_TO_ORIENTATION[position]
        key = key * 4 + position
    return key


def _cell_column(u: float) -> int:
    s = 0.5 * math.sqrt(1 + 3 * u) if u >= 0 else 1 - 0.5 * math.sqrt(1 - 3 * u)
    size = 1 << _CELL_LEVELS
    return max(0, min(size - 1, math.floor(s * size)))

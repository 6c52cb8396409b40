"""The way from a CRS to degrees, for single places and along lines, and the outline of the globe in a CRS.

What is straight in its CRS is mostly bent in degrees, so edges are followed to a millionth of the size of the whole,
not only at their ends. Every place is transformed there and back, since many transformations answer beyond their globe
with a place that is another one's.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsGeometry,
    QgsPointXY,
    QgsRectangle,
)

from ..ocm.errors import SearchError
from ..ocm.search.areas import Position
from ..ocm.translation import tr

WGS84 = "EPSG:4326"
CLOSENESS = 1e-6
"""How far edges may deviate from the truth, as part of the size of the whole: a metre in a thousand kilometres."""
LEAST_DEGREES = 1e-8
"""Deviations of a millimetre are none."""
MOST_HALVINGS = 16
FURTHER_HALVINGS = 12
"""So often more, where an edge is still farther off than that, and than NOISE: near a pole it turns within metres."""
NOISE_DEGREES = 1e-6
"""Shifts of datum are no smoother than this, ten centimetres: no halving comes to an end there."""
BORDER_STEP_DEGREES = 5.0
BORDER_CLOSENESS_M = 10.0
"""The outline of the globe in a CRS is followed from step to step, and in between as closely as this."""
BORDER_INSET_DEGREES = 0.001
"""Transformations back from the very border of the globe fail; a hundred metres off it they do not."""
MOST_BORDER_POINTS = 20_000
POLE_DEGREES = 1e-9
"""This close to a pole (a tenth of a millimetre), a place has no longitude."""
CHECK_POINTS = 1_000
"""After so many points of a line, it is asked whether the area is still wanted: a coastline may have a million."""

_Transform = Callable[[float, float], Position]
Check = Callable[[], None]
"""Raises when the area is no longer wanted. Called often, in the thread that makes the area."""


def go_on() -> None:
    """Never cancelled."""


class BeyondCrs(SearchError):
    """Some place of the area is not on the globe in its CRS."""

    def __init__(self, crs: QgsCoordinateReferenceSystem) -> None:
        super().__init__(
            "area",
            tr(
                "The area reaches beyond what its coordinate reference system ({crs}) can express. "
                "Choose a smaller area, or give it in EPSG:4326.",
                crs=crs.authid() or crs.description(),
            ),
        )


class _Cylinder(NamedTuple):
    """A CRS whose meridians are upright and equally spaced: degrees, or a cylindrical projection.

    Its map goes on beyond the antimeridian, as often as one likes, so that x alone gives the longitude.
    """

    x: float
    longitude: float
    per_degree: float
    bottom: float
    """y of the South Pole; -inf when the map never reaches it."""
    top: float

    def longitude_at(self, x: float) -> float:
        return self.longitude + (x - self.x) / self.per_degree


class Degrees:
    """The way from a CRS to degrees. Raises SearchError for a CRS that is not valid."""

    def __init__(
        self, crs: QgsCoordinateReferenceSystem, context: QgsCoordinateTransformContext, check: Check = go_on
    ) -> None:
        if not crs.isValid():
            raise SearchError(
                "area",
                tr("The area has no coordinate reference system. Set that of its layer, or of the project, first."),
            )
        wgs84 = QgsCoordinateReferenceSystem(WGS84)
        self.crs = crs
        self._check = check
        self._inverse = _transform(crs, wgs84, context, crs)
        self.forward = _transform(wgs84, crs, context, crs)
        self.outline: dict[Position, Position] = {}
        """Places of the outline of the globe, by where they lie in the CRS; empty until it is asked for."""
        self.cylinder = self._cylinder()

    def _cylinder(self) -> _Cylinder | None:
        """Found by looking where places come to lie; the median leaves out the one step that may cross the seam."""
        starts, latitudes = (-110.0, 10.0, 130.0), (-40.0, 10.0, 60.0)
        try:
            rows = [[(self.forward(x, y), self.forward(x + 1, y)) for x in starts] for y in latitudes]
        except BeyondCrs:
            return None
        steps = sorted(b[0] - a[0] for row in rows for a, b in row)
        step = steps[len(steps) // 2]
        # Datums differ by some hundred metres.
        slack = abs(step) * (0.02 if self.crs.isGeographic() else 1e-6)
        first = rows[0][1][0]
        even = all(
            abs(row[n][0][0] - rows[0][n][0][0]) <= slack and abs(row[n][0][1] - row[0][0][1]) <= slack
            for row in rows
            for n in range(len(starts))
        )
        if step <= 0 or not even or sum(abs(other - step) <= slack for other in steps) < 2 * len(latitudes):
            return None
        return _Cylinder(first[0], starts[1], step, self._pole(-90.0), self._pole(90.0))

    def _pole(self, latitude: float) -> float:
        """y of a pole, infinite where the map, such as Mercator's, never reaches it."""
        try:
            y = self.forward(0.0, latitude)[1]
        except BeyondCrs:
            y = math.inf
        far = 1_000 if self.crs.isGeographic() else 6e7
        return y if abs(y) < far else math.copysign(math.inf, latitude)

    def place(self, x: float, y: float) -> Position:
        """Where a place of the CRS lies. Raises BeyondCrs when that place lies elsewhere in the CRS, or nowhere."""
        longitude, latitude = self._inverse(x, y)
        if not (math.isfinite(longitude) and abs(latitude) <= 90.000_001):
            raise BeyondCrs(self.crs)
        if self.cylinder:
            expected = self.cylinder.longitude_at(x)
            return expected + turn(longitude - expected), latitude
        back = self.forward(longitude, latitude)
        slack = max(1.0, CLOSENESS * max(abs(x), abs(y)))
        if not (abs(back[0] - x) <= slack and abs(back[1] - y) <= slack):
            raise BeyondCrs(self.crs)
        return longitude, latitude

    def between_poles(self, geometry: QgsGeometry) -> QgsGeometry:
        """Without what lies beyond the poles of a cylindrical map."""
        if geometry.isNull() or self.cylinder is None:
            return geometry
        box = geometry.boundingBox()
        bottom, top = self.cylinder.bottom, self.cylinder.top
        if bottom <= box.yMinimum() and box.yMaximum() <= top:
            return geometry
        low, high = max(bottom, box.yMinimum()), min(top, box.yMaximum())
        band = QgsRectangle(box.xMinimum() - 1, low, box.xMaximum() + 1, high)
        return geometry.intersection(QgsGeometry.fromRect(band)) if low <= high else QgsGeometry()

    def followed(self, points: Sequence[Position]) -> list[Position]:
        """A line in degrees, close to the line also between its points, going on beyond ±180."""
        if self.crs.authid() == WGS84:
            return self._as_it_is(points)
        line = _followed(points, self.place, self.outline, self._check)
        return line if self.cylinder else _unwrapped(line)

    def _as_it_is(self, points: Sequence[Position]) -> list[Position]:
        """A line that is in degrees already: nothing bends, which a million transformations would find out as well."""
        for n, (longitude, latitude) in enumerate(points):
            if n % CHECK_POINTS == 0:
                self._check()
            if not (math.isfinite(longitude) and abs(latitude) <= 90.000_001):
                raise BeyondCrs(self.crs)
        return list(points)


def _transform(
    source: QgsCoordinateReferenceSystem,
    target: QgsCoordinateReferenceSystem,
    context: QgsCoordinateTransformContext,
    crs: QgsCoordinateReferenceSystem,
) -> _Transform:
    transformation = QgsCoordinateTransform(source, target, context)

    def transform(x: float, y: float) -> Position:
        try:
            point = transformation.transform(QgsPointXY(x, y))
        except QgsCsException as error:
            raise BeyondCrs(crs) from error
        return point.x(), point.y()

    return transform


def border_longitude(crs: QgsCoordinateReferenceSystem) -> float:
    """The meridian along which a CRS of the whole world cuts the globe open: opposite its middle one."""
    found = re.search(r"\+lon_0=([-+.\d]+)", crs.toProj())
    return turn(float(found.group(1)) + 180) if found else -180.0


def globe_in(degrees: Degrees, border: float) -> QgsGeometry:
    """The outline of the globe in a CRS of the whole world, such as Robinson's, whose corners are beyond it."""
    crs = degrees.crs
    # QGIS has no bounds for a CRS that is made for both sides of the antimeridian.
    if not crs.bounds().isEmpty() and crs.bounds().width() < 359:
        raise BeyondCrs(crs)
    west, east = border + BORDER_INSET_DEGREES, border + 360 - BORDER_INSET_DEGREES
    pole = 90 - BORDER_INSET_DEGREES
    corners = [(east, -pole), (east, pole), (west, pole), (west, -pole), (east, -pole)]
    for a, b in zip(corners, corners[1:]):
        steps = math.ceil(max(abs(b[0] - a[0]), abs(b[1] - a[1])) / BORDER_STEP_DEGREES)
        for n in range(steps):
            start, end = _between(a, b, n / steps), _between(a, b, (n + 1) / steps)
            for place in _border_between(start, end, degrees.forward(*start), degrees.forward(*end), degrees):
                degrees.outline[degrees.forward(*place)] = turn(place[0]), place[1]
                if len(degrees.outline) > MOST_BORDER_POINTS:  # a map without end, such as a stereographic one
                    raise BeyondCrs(crs)
    outline = [QgsPointXY(*point) for point in degrees.outline]
    return QgsGeometry.fromPolygonXY([[*outline, outline[0]]]).makeValid()


def _border_between(
    a: Position, b: Position, start: Position, end: Position, degrees: Degrees, halvings: int = MOST_HALVINGS
) -> Iterator[Position]:
    """The places after `a`, which lies at `start` in the CRS, up to `b`, which lies at `end`, where the line bends.

    Raises BeyondCrs when the line has a gap, as around the opposite point of an azimuthal map.
    """
    middle = _between(a, b, 0.5)
    half_way = degrees.forward(*middle)
    straight = _between(start, end, 0.5)
    if math.hypot(half_way[0] - straight[0], half_way[1] - straight[1]) <= BORDER_CLOSENESS_M:
        yield b
        return
    if halvings == 0:
        raise BeyondCrs(degrees.crs)
    yield from _border_between(a, middle, start, half_way, degrees, halvings - 1)
    yield from _border_between(middle, b, half_way, end, degrees, halvings - 1)


def _between(a: Position, b: Position, part: float) -> Position:
    return a[0] + part * (b[0] - a[0]), a[1] + part * (b[1] - a[1])


def _followed(
    points: Sequence[Position], transform: _Transform, known: Mapping[Position, Position], check: Check
) -> list[Position]:
    """The line in degrees, with as many further points as it takes to stay close to the line between its points.

    Between two points whose places are `known`, it needs none.
    """
    corners: list[Position] = []
    for n, point in enumerate(points):
        if n % CHECK_POINTS == 0:
            check()
        corners.append(known.get(point) or transform(*point))
    closeness = max(LEAST_DEGREES, CLOSENESS * _size(corners))
    followed = corners[:1]
    for n in range(1, len(points)):
        if n % CHECK_POINTS == 0:
            check()
        if points[n - 1] in known and points[n] in known:
            followed.append(corners[n])
            continue
        ends = points[n - 1], points[n], corners[n - 1], corners[n]
        followed += _followed_segment(*ends, transform, closeness, MOST_HALVINGS)
    return followed


def _size(points: Sequence[Position]) -> float:
    """The rough size in degrees of the meridian."""
    longitude, latitude = points[0]
    return max(max(abs(y - latitude), abs(turn(x - longitude)) * math.cos(math.radians(y))) for x, y in points)


def _followed_segment(
    a: Position,
    b: Position,
    start: Position,
    end: Position,
    transform: _Transform,
    closeness: float,
    halvings: int,
) -> Iterator[Position]:
    """What follows after `start`, to which `a` is transformed, up to `end`, which `b` becomes."""
    looks = ((part, transform(a[0] + part * (b[0] - a[0]), a[1] + part * (b[1] - a[1]))) for part in (0.5, 0.25, 0.75))
    allowed = closeness if halvings > 0 else max(2 * closeness, NOISE_DEGREES)
    if halvings == -FURTHER_HALVINGS or all(_deviation(start, end, part, place) <= allowed for part, place in looks):
        yield end
        return
    middle = ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)
    half_way = transform(*middle)
    yield from _followed_segment(a, middle, start, half_way, transform, closeness, halvings - 1)
    yield from _followed_segment(middle, b, half_way, end, transform, closeness, halvings - 1)


def _deviation(start: Position, end: Position, part: float, place: Position) -> float:
    """Degrees between a place and the one that lies so far along the straight line."""
    across = turn(start[0] + part * turn(end[0] - start[0]) - place[0]) * math.cos(math.radians(place[1]))
    return max(abs(across), abs(start[1] + part * (end[1] - start[1]) - place[1]))


def turn(degrees: float) -> float:
    """The difference of longitudes the short way round."""
    return (degrees + 180) % 360 - 180


def _unwrapped(points: Sequence[Position]) -> list[Position]:
    """Without jumps at the antimeridian: longitudes go on beyond ±180. At a pole, they change on the spot."""
    unwrapped = [points[0]]
    for longitude, latitude in points[1:]:
        last, before = unwrapped[-1]
        if abs(latitude) > 90 - POLE_DEGREES:
            unwrapped.append((last, latitude))
            continue
        turned = last + turn(longitude - last) if abs(longitude - last) > 180 else longitude
        if abs(before) > 90 - POLE_DEGREES:
            unwrapped.append((turned, before))
        unwrapped.append((turned, latitude))
    return unwrapped

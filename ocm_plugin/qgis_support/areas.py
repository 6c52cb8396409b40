"""Rectangles, polygons and lines of any CRS into areas of the search, by QGIS' own transformations.

What is straight in its CRS is mostly bent in degrees, so edges are followed to a millionth of the size of the whole,
not only at their ends. What crosses the antimeridian is cut there, and what holds a pole is closed over it. Every place
is transformed there and back, since many transformations answer beyond their globe with a place that is another one's.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsCurve,
    QgsCurvePolygon,
    QgsGeometry,
    QgsPoint,
    QgsPointXY,
    QgsRectangle,
)

from ..ocm.errors import SearchError
from ..ocm.match.point_in_area import PlaceTest, place_test
from ..ocm.search.areas import Area, Corridor, Extent, Polygons, Position, Ring, Rings, World

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
BORDER_SNAP_DEGREES = 0.0015
"""So close to the border of the globe, an area that was cut off there reaches up to it."""

POLE_DEGREES = 1e-9
"""This close to a pole (a tenth of a millimetre), a place has no longitude."""
POLE_SLACK_DEGREES = 1e-5
"""A transformation that brings a pole back as closely as this (a metre) has it."""
WIDE_DEGREES = 20.0
"""Areas wider than this are compared with places inside and outside of them: folds and gaps of a CRS are as large."""
SAMPLES = 9
"""Places per row and column of that comparison."""

BEYOND_POLES = "The extent lies beyond the poles. Draw or enter one on the globe."

CHECK_POINTS = 1_000
"""After so many points of a line, it is asked whether the area is still wanted: a coastline may have a million."""

_Transform = Callable[[float, float], Position]
Check = Callable[[], None]
"""Raises when the area is no longer wanted. Called often, in the thread that makes the area."""


def _go_on() -> None:
    """Never cancelled."""


def area_of_extent(
    rectangle: QgsRectangle, crs: QgsCoordinateReferenceSystem, context: QgsCoordinateTransformContext
) -> Area:
    """The rectangle as area. Raises SearchError when it is empty or reaches beyond what its CRS can express."""
    west, south, east, north = rectangle.xMinimum(), rectangle.yMinimum(), rectangle.xMaximum(), rectangle.yMaximum()
    if rectangle.isNull() or not rectangle.isFinite() or west > east or south > north:
        raise SearchError("extent", "The extent is empty. Draw or enter one that holds something.")
    if crs.authid() == WGS84:
        return _extent(west, south, east, north)
    degrees = _Degrees(crs, context)
    if degrees.cylinder:
        south, north = max(south, degrees.cylinder.bottom), min(north, degrees.cylinder.top)
        if south > north:
            raise SearchError("extent", BEYOND_POLES)
    corners = [(west, south), (east, south), (east, north), (west, north), (west, south)]
    try:
        ring = degrees.followed(corners)
        if degrees.cylinder:
            longitudes, latitudes = zip(*ring)
            bounds = (min(longitudes), min(latitudes), max(longitudes), max(latitudes))
            if all(_is_on_edge(position, bounds) for position in ring):
                return _extent(*bounds)
        return Polygons(tuple(_polygons_of([corners], degrees)))
    except _BeyondCrs:
        return _cut_with_outline(rectangle, degrees)


def area_of_polygons(
    geometries: Iterable[QgsGeometry],
    crs: QgsCoordinateReferenceSystem,
    context: QgsCoordinateTransformContext,
    check: Check = _go_on,
) -> Area:
    """All polygons, with their holes, as one area. Raises SearchError when there is none, or none can be expressed."""
    degrees = _Degrees(crs, context, check)
    polygons: list[Rings] = []
    for geometry in geometries:
        for part in _linear_parts(degrees.between_poles(geometry), QgsCurvePolygon):
            rings = [part.exteriorRing(), *(part.interiorRing(n) for n in range(part.numInteriorRings()))]
            polygons += _polygons_of([_points(ring) for ring in rings if ring is not None], degrees)
    if not polygons:
        raise SearchError("polygon", "There is no polygon to search in. Choose or select at least one.")
    return Polygons(tuple(polygons))


def area_along_lines(
    geometries: Iterable[QgsGeometry],
    crs: QgsCoordinateReferenceSystem,
    context: QgsCoordinateTransformContext,
    distance_m: float,
    check: Check = _go_on,
) -> Corridor:
    """All within a distance of the lines. Raises SearchError when there is none or they cannot be expressed."""
    degrees = _Degrees(crs, context, check)
    lines: list[Ring] = []
    for geometry in geometries:
        for part in _linear_parts(geometry, QgsCurve):
            lines += _cut_line(degrees.followed(_points(part)))
    if not lines:
        raise SearchError("line", "There is no line to search along. Choose or select at least one.")
    return Corridor(tuple(lines), distance_m)


def _extent(west: float, south: float, east: float, north: float) -> Area:
    """The rectangle in degrees, which may lie beyond ±180 or go more than once round the globe."""
    south, north = max(-90.0, south), min(90.0, north)
    if south > north:
        raise SearchError("extent", BEYOND_POLES)
    if east - west >= 360:
        return World() if south == -90 and north == 90 else Extent(-180, south, 180, north)
    return Extent(_wrapped(west, west), south, _wrapped(east, west), north)


def _wrapped(longitude: float, west: float) -> float:
    """The longitude between -180 and 180; the antimeridian itself as 180, unless an extent begins there."""
    if -180 <= longitude <= 180:
        return longitude
    around = (longitude + 180) % 360 - 180
    return 180.0 if around == -180 and longitude > west else around


def _is_on_edge(position: Position, bounds: tuple[float, float, float, float]) -> bool:
    longitude, latitude = position
    west, south, east, north = bounds
    return min(longitude - west, east - longitude, latitude - south, north - latitude) < LEAST_DEGREES


# From a CRS to degrees


class _BeyondCrs(SearchError):
    """Some place of the area is not on the globe in its CRS."""

    def __init__(self, crs: QgsCoordinateReferenceSystem) -> None:
        super().__init__(
            "area",
            f"The area reaches beyond what its coordinate reference system ({crs.authid() or crs.description()}) can "
            "express. Choose a smaller area, or give it in EPSG:4326.",
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


class _Degrees:
    """The way from a CRS to degrees. Raises SearchError for a CRS that is not valid."""

    def __init__(
        self, crs: QgsCoordinateReferenceSystem, context: QgsCoordinateTransformContext, check: Check = _go_on
    ) -> None:
        if not crs.isValid():
            raise SearchError(
                "area",
                "The area has no coordinate reference system. Set that of its layer, or of the project, first.",
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
        except _BeyondCrs:
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
        except _BeyondCrs:
            y = math.inf
        far = 1_000 if self.crs.isGeographic() else 6e7
        return y if abs(y) < far else math.copysign(math.inf, latitude)

    def place(self, x: float, y: float) -> Position:
        """Where a place of the CRS lies. Raises _BeyondCrs when that place lies elsewhere in the CRS, or nowhere."""
        longitude, latitude = self._inverse(x, y)
        if not (math.isfinite(longitude) and abs(latitude) <= 90.000_001):
            raise _BeyondCrs(self.crs)
        if self.cylinder:
            expected = self.cylinder.longitude_at(x)
            return expected + _turn(longitude - expected), latitude
        back = self.forward(longitude, latitude)
        slack = max(1.0, CLOSENESS * max(abs(x), abs(y)))
        if not (abs(back[0] - x) <= slack and abs(back[1] - y) <= slack):
            raise _BeyondCrs(self.crs)
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
        line = _followed(points, self.place, self.outline, self._check)
        return line if self.cylinder else _unwrapped(line)


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
            raise _BeyondCrs(crs) from error
        return point.x(), point.y()

    return transform


def _cut_with_outline(rectangle: QgsRectangle, degrees: _Degrees) -> World | Polygons:
    """What a rectangle holds of the globe, where its corners are beyond it. Raises _BeyondCrs when that fails."""
    whole = QgsGeometry.fromRect(rectangle)
    border = _border_longitude(degrees.crs)
    globe = _globe_in(degrees, border)
    if whole.contains(globe):
        return World()
    on_globe = whole.intersection(globe)
    polygons: list[Rings] = []
    for part in _linear_parts(on_globe, QgsCurvePolygon):
        if part.numInteriorRings():
            raise _BeyondCrs(degrees.crs)
        polygons += _polygons_of([_points(part.exteriorRing())], degrees)
    if not polygons:
        raise _BeyondCrs(degrees.crs)
    area = Polygons(
        tuple(tuple(tuple(_up_to(border, place) for place in ring) for ring in rings) for rings in polygons)
    )
    _compare(place_test(area), whole, degrees, is_cut=True)
    return area


def _border_longitude(crs: QgsCoordinateReferenceSystem) -> float:
    """The meridian along which a CRS of the whole world cuts the globe open: opposite its middle one."""
    found = re.search(r"\+lon_0=([-+.\d]+)", crs.toProj())
    return _turn(float(found.group(1)) + 180) if found else -180.0


def _up_to(border: float, place: Position) -> Position:
    """The place, or the place of the border of the globe that it is close to."""
    longitude, latitude = place
    off = _turn(longitude - border)
    if abs(off) < BORDER_SNAP_DEGREES:
        longitude = math.copysign(180.0, longitude) if border == -180 else border
    if abs(latitude) > 90 - BORDER_SNAP_DEGREES:
        latitude = math.copysign(90.0, latitude)
    return longitude, latitude


def _globe_in(degrees: _Degrees, border: float) -> QgsGeometry:
    """The outline of the globe in a CRS of the whole world, such as Robinson's, whose corners are beyond it."""
    crs = degrees.crs
    # QGIS has no bounds for a CRS that is made for both sides of the antimeridian.
    if not crs.bounds().isEmpty() and crs.bounds().width() < 359:
        raise _BeyondCrs(crs)
    west, east = border + BORDER_INSET_DEGREES, border + 360 - BORDER_INSET_DEGREES
    pole = 90 - BORDER_INSET_DEGREES
    corners = [(east, -pole), (east, pole), (west, pole), (west, -pole), (east, -pole)]
    for a, b in zip(corners, corners[1:]):
        steps = math.ceil(max(abs(b[0] - a[0]), abs(b[1] - a[1])) / BORDER_STEP_DEGREES)
        for n in range(steps):
            start, end = _between(a, b, n / steps), _between(a, b, (n + 1) / steps)
            for place in _border_between(start, end, degrees.forward(*start), degrees.forward(*end), degrees):
                degrees.outline[degrees.forward(*place)] = _turn(place[0]), place[1]
                if len(degrees.outline) > MOST_BORDER_POINTS:  # a map without end, such as a stereographic one
                    raise _BeyondCrs(crs)
    outline = [QgsPointXY(*point) for point in degrees.outline]
    return QgsGeometry.fromPolygonXY([[*outline, outline[0]]]).makeValid()


def _border_between(
    a: Position, b: Position, start: Position, end: Position, degrees: _Degrees, halvings: int = MOST_HALVINGS
) -> Iterator[Position]:
    """The places after `a`, which lies at `start` in the CRS, up to `b`, which lies at `end`, where the line bends.

    Raises _BeyondCrs when the line has a gap, as around the opposite point of an azimuthal map.
    """
    middle = _between(a, b, 0.5)
    half_way = degrees.forward(*middle)
    straight = _between(start, end, 0.5)
    if math.hypot(half_way[0] - straight[0], half_way[1] - straight[1]) <= BORDER_CLOSENESS_M:
        yield b
        return
    if halvings == 0:
        raise _BeyondCrs(degrees.crs)
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
    return max(max(abs(y - latitude), abs(_turn(x - longitude)) * math.cos(math.radians(y))) for x, y in points)


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
    across = _turn(start[0] + part * _turn(end[0] - start[0]) - place[0]) * math.cos(math.radians(place[1]))
    return max(abs(across), abs(start[1] + part * (end[1] - start[1]) - place[1]))


def _turn(degrees: float) -> float:
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
        turned = last + _turn(longitude - last) if abs(longitude - last) > 180 else longitude
        if abs(before) > 90 - POLE_DEGREES:
            unwrapped.append((turned, before))
        unwrapped.append((turned, latitude))
    return unwrapped


# Polygons


def _polygons_of(rings: Sequence[Sequence[Position]], degrees: _Degrees) -> Iterator[Rings]:
    """One polygon of a CRS, given by its outer ring and its holes, as polygons between -180 and 180."""
    unwrapped = [degrees.followed(ring) for ring in rings]
    if all(_is_plain(ring) for ring in unwrapped) and (degrees.cylinder or not any(map(_is_wide, unwrapped))):
        yield tuple(tuple(_on_globe(position) for position in ring) for ring in unwrapped)
        return
    outer, *holes = (_inside(ring, bent, degrees) for ring, bent in zip(unwrapped, rings))
    for hole in holes:
        outer = outer.difference(hole)
    for part in _linear_parts(outer, QgsCurvePolygon):
        parts = [part.exteriorRing(), *(part.interiorRing(n) for n in range(part.numInteriorRings()))]
        yield tuple(tuple(_on_globe(position) for position in _points(ring)) for ring in parts)


def _is_wide(ring: Sequence[Position]) -> bool:
    return max(max(side) - min(side) for side in zip(*ring)) > WIDE_DEGREES


def _inside(ring: Sequence[Position], bent: Sequence[Position], degrees: _Degrees) -> QgsGeometry:
    """What lies inside of a ring: unwrapped, and bent as its CRS gives it."""
    if degrees.cylinder:
        return _cut_polygon(ring)
    shape = QgsGeometry.fromPolygonXY([[QgsPointXY(*point) for point in bent]])
    goes_round = abs(ring[-1][0] - ring[0][0]) >= 1
    poles = [latitude for latitude in (90.0, -90.0) if _holds_pole(shape, latitude, degrees, or_touches=goes_round)]
    if goes_round and not poles:
        raise _BeyondCrs(degrees.crs)
    inside = _cut_polygon(ring, poles[0] if goes_round else None)
    if len(poles) == 2 and not goes_round:
        # A ring that goes round neither pole holds both of them: it goes round the rest of the globe.
        inside = QgsGeometry.fromRect(QgsRectangle(-180, -90, 180, 90)).difference(inside)
    if goes_round or _is_wide(ring):
        if inside.isNull():
            raise _BeyondCrs(degrees.crs)
        prepared = QgsGeometry.createGeometryEngine(inside.constGet())
        prepared.prepareGeometry()
        _compare(lambda longitude, latitude: prepared.intersects(QgsPoint(longitude, latitude)), shape, degrees)
    return inside


def _holds_pole(shape: QgsGeometry, latitude: float, degrees: _Degrees, or_touches: bool) -> bool:
    """Whether a pole lies in a polygon of the CRS, well off its edge, or on the edge as well."""
    try:
        x, y = degrees.forward(0.0, latitude)
        # Shifts of datum come back to a few centimetres only.
        if abs(degrees.place(x, y)[1] - latitude) > POLE_SLACK_DEGREES:
            return False
    except _BeyondCrs:
        return False
    box = shape.boundingBox()
    near = CLOSENESS * (box.width() + box.height())
    pole = QgsGeometry.fromPointXY(QgsPointXY(x, y))
    if or_touches:
        return shape.distance(pole) <= near
    return shape.contains(pole) and QgsGeometry(shape.constGet().boundary()).distance(pole) > near


def _compare(holds: PlaceTest, shape: QgsGeometry, degrees: _Degrees, is_cut: bool = False) -> None:
    """Raise _BeyondCrs when places in and around a polygon of the CRS are not as its area in degrees says.

    `is_cut`: parts of the polygon may lie beyond the globe.
    """
    box = shape.boundingBox()
    outline = QgsGeometry(shape.constGet().boundary())
    near = 1e-3 * (box.width() + box.height())
    for column in range(SAMPLES):
        for row in range(SAMPLES):
            x = box.xMinimum() + box.width() * (1.4 * (column + 0.5) / SAMPLES - 0.2)
            y = box.yMinimum() + box.height() * (1.4 * (row + 0.5) / SAMPLES - 0.2)
            point = QgsGeometry.fromPointXY(QgsPointXY(x, y))
            if outline.distance(point) < near:
                continue
            wanted = shape.contains(point)
            try:
                place = degrees.place(x, y)
            except _BeyondCrs:
                if wanted and not is_cut:
                    raise
                continue
            if holds(*_on_globe(place)) != wanted:
                raise _BeyondCrs(degrees.crs)


def _is_plain(ring: Sequence[Position]) -> bool:
    """Whether a ring neither crosses the antimeridian nor goes round a pole."""
    return abs(ring[-1][0] - ring[0][0]) < 1 and all(-180 <= longitude <= 180 for longitude, _ in ring)


def _on_globe(position: Position) -> Position:
    """Without what rounding has put beyond the poles and the antimeridian."""
    return max(-180.0, min(180.0, position[0])), max(-90.0, min(90.0, position[1]))


def _cut_polygon(ring: Sequence[Position], pole: float | None = None) -> QgsGeometry:
    """The inside of an unwrapped ring, cut at the antimeridian; one that goes round the globe is closed over a pole."""
    if pole is not None:
        return _closed_over_pole(ring, pole)
    whole = QgsGeometry.fromPolygonXY([[QgsPointXY(*point) for point in ring]]).makeValid()
    longitudes = [longitude for longitude, _ in ring]
    turns = range(int((min(longitudes) + 180) // 360), int((max(longitudes) + 180) // 360) + 1)
    return QgsGeometry.unaryUnion([_part_of_turn(whole, turn) for turn in turns])


def _closed_over_pole(ring: Sequence[Position], pole: float) -> QgsGeometry:
    """What lies between a ring round the globe and a pole.

    The way from an end of the ring to the pole may cross the ring, where that overhangs. So the ring is taken for three
    turns, of which the middle one is far from both ends.
    """
    round_it = ring[-1][0] - ring[0][0]
    line = [(longitude + turn * round_it, latitude) for turn in (-1, 0, 1) for longitude, latitude in ring]
    points = [*line, (line[-1][0], pole), (line[0][0], pole), line[0]]
    whole = QgsGeometry.fromPolygonXY([[QgsPointXY(*point) for point in points]]).makeValid()
    return _part_of_turn(whole, round((ring[0][0] + ring[-1][0]) / 720))


def _part_of_turn(unwrapped: QgsGeometry, turn: int) -> QgsGeometry:
    """What a geometry has in one turn round the globe, between -180 and 180."""
    part = unwrapped.intersection(QgsGeometry.fromRect(QgsRectangle(360 * turn - 180, -91, 360 * turn + 180, 91)))
    part.translate(-360 * turn, 0)
    return part


def _cut_line(line: Sequence[Position]) -> list[Ring]:
    """An unwrapped line, in pieces between -180 and 180."""
    pieces: list[list[Position]] = []
    for a, b in zip(line, line[1:]):
        for start, end in _cut_step(a, b):
            if pieces and pieces[-1][-1] == start:
                pieces[-1].append(end)
            else:
                pieces.append([start, end])
    return [tuple(piece) for piece in pieces]


def _cut_step(a: Position, b: Position) -> Iterator[tuple[Position, Position]]:
    """A step of an unwrapped line: never longer than half way round, it crosses the antimeridian at most once."""
    seam = 360 * ((max(a[0], b[0]) + 180) // 360) - 180
    ends = [a, b]
    if min(a[0], b[0]) < seam < max(a[0], b[0]):
        ends.insert(1, (seam, a[1] + (seam - a[0]) / (b[0] - a[0]) * (b[1] - a[1])))
    for start, end in zip(ends, ends[1:]):
        turned = 360 * (((start[0] + end[0]) / 2 + 180) // 360)
        yield _on_globe((start[0] - turned, start[1])), _on_globe((end[0] - turned, end[1]))


# Geometries


def _linear_parts(geometry: QgsGeometry, kind: type) -> Iterator[QgsCurvePolygon | QgsCurve]:
    """The parts of a geometry that are of a kind, arcs made into lines."""
    if geometry.isNull():
        return
    linear = QgsGeometry(geometry.constGet().segmentize())
    for part in linear.constParts():
        if isinstance(part, kind) and not part.isEmpty():
            yield part


def _points(curve: QgsCurve) -> list[Position]:
    return [(point.x(), point.y()) for point in curve.vertices()]

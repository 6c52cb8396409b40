"""Rectangles, polygons and lines of any CRS into areas of the search, by QGIS' own transformations.

Edges are followed in degrees, see `degrees`. What crosses the antimeridian is cut there, and what holds a pole is
closed over it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
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
from ..ocm.translation import marked, tr
from .degrees import (
    CLOSENESS,
    LEAST_DEGREES,
    POLE_DEGREES,
    WGS84,
    BeyondCrs,
    Check,
    Degrees,
    border_longitude,
    globe_in,
    go_on,
    turn,
)

BORDER_SNAP_DEGREES = 0.0015
"""So close to the border of the globe, an area that was cut off there reaches up to it."""
POLE_SLACK_DEGREES = 1e-5
"""A transformation that brings a pole back as closely as this (a metre) has it."""
WIDE_DEGREES = 20.0
"""Areas wider than this are compared with places inside and outside of them: folds and gaps of a CRS are as large."""
SAMPLES = 9
"""Places per row and column of that comparison."""

BEYOND_POLES = marked("The extent lies beyond the poles. Draw or enter one on the globe.")


def area_of_extent(
    rectangle: QgsRectangle, crs: QgsCoordinateReferenceSystem, context: QgsCoordinateTransformContext
) -> Area:
    """The rectangle as area. Raises SearchError when it is empty or reaches beyond what its CRS can express."""
    west, south, east, north = rectangle.xMinimum(), rectangle.yMinimum(), rectangle.xMaximum(), rectangle.yMaximum()
    if rectangle.isNull() or not rectangle.isFinite() or west > east or south > north:
        raise SearchError("extent", tr("The extent is empty. Draw or enter one that holds something."))
    if crs.authid() == WGS84:
        return _extent(west, south, east, north)
    degrees = Degrees(crs, context)
    if degrees.cylinder:
        south, north = max(south, degrees.cylinder.bottom), min(north, degrees.cylinder.top)
        if south > north:
            raise SearchError("extent", tr(BEYOND_POLES))
    corners = [(west, south), (east, south), (east, north), (west, north), (west, south)]
    try:
        ring = degrees.followed(corners)
        if degrees.cylinder:
            longitudes, latitudes = zip(*ring)
            bounds = (min(longitudes), min(latitudes), max(longitudes), max(latitudes))
            if all(_is_on_edge(position, bounds) for position in ring):
                return _extent(*bounds)
        return Polygons(tuple(_polygons_of([corners], degrees)))
    except BeyondCrs:
        return _cut_with_outline(rectangle, degrees)


def area_of_polygons(
    geometries: Iterable[QgsGeometry],
    crs: QgsCoordinateReferenceSystem,
    context: QgsCoordinateTransformContext,
    check: Check = go_on,
) -> Area:
    """All polygons, with their holes, as one area. Raises SearchError when there is none, or none can be expressed."""
    degrees = Degrees(crs, context, check)
    polygons: list[Rings] = []
    for geometry in geometries:
        for part in _linear_parts(degrees.between_poles(geometry), QgsCurvePolygon):
            rings = [part.exteriorRing(), *(part.interiorRing(n) for n in range(part.numInteriorRings()))]
            polygons += _polygons_of([_points(ring) for ring in rings if ring is not None], degrees)
    if not polygons:
        raise SearchError("polygon", tr("There is no polygon to search in. Choose or select at least one."))
    return Polygons(tuple(polygons))


def area_along_lines(
    geometries: Iterable[QgsGeometry],
    crs: QgsCoordinateReferenceSystem,
    context: QgsCoordinateTransformContext,
    distance_m: float,
    check: Check = go_on,
) -> Corridor:
    """All within a distance of the lines. Raises SearchError when there is none or they cannot be expressed."""
    degrees = Degrees(crs, context, check)
    lines: list[Ring] = []
    for geometry in geometries:
        for line in lines_in_degrees(geometry, degrees):
            lines += _cut_line(line)
    if not lines:
        raise SearchError("line", tr("There is no line to search along. Choose or select at least one."))
    return Corridor(tuple(lines), distance_m)


def lines_in_degrees(geometry: QgsGeometry, degrees: Degrees) -> Iterator[list[Position]]:
    """The lines of a geometry, longitudes going on beyond ±180. Raises SearchError."""
    for part in _linear_parts(geometry, QgsCurve):
        yield degrees.followed(_points(part))


def _extent(west: float, south: float, east: float, north: float) -> Area:
    """The rectangle in degrees, which may lie beyond ±180 or go more than once round the globe."""
    south, north = max(-90.0, south), min(90.0, north)
    if south > north:
        raise SearchError("extent", tr(BEYOND_POLES))
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


def _cut_with_outline(rectangle: QgsRectangle, degrees: Degrees) -> World | Polygons:
    """What a rectangle holds of the globe, where its corners are beyond it. Raises BeyondCrs when that fails."""
    whole = QgsGeometry.fromRect(rectangle)
    border = border_longitude(degrees.crs)
    globe = globe_in(degrees, border)
    if whole.contains(globe):
        return World()
    on_globe = whole.intersection(globe)
    polygons: list[Rings] = []
    for part in _linear_parts(on_globe, QgsCurvePolygon):
        if part.numInteriorRings():
            raise BeyondCrs(degrees.crs)
        polygons += _polygons_of([_points(part.exteriorRing())], degrees)
    if not polygons:
        raise BeyondCrs(degrees.crs)
    area = Polygons(
        tuple(tuple(tuple(_up_to(border, place) for place in ring) for ring in rings) for rings in polygons)
    )
    _compare(place_test(area), whole, degrees, is_cut=True)
    return area


def _up_to(border: float, place: Position) -> Position:
    """The place, or the place of the border of the globe that it is close to."""
    longitude, latitude = place
    off = turn(longitude - border)
    if abs(off) < BORDER_SNAP_DEGREES:
        longitude = math.copysign(180.0, longitude) if border == -180 else border
    if abs(latitude) > 90 - BORDER_SNAP_DEGREES:
        latitude = math.copysign(90.0, latitude)
    return longitude, latitude


# Polygons


def _polygons_of(rings: Sequence[Sequence[Position]], degrees: Degrees) -> Iterator[Rings]:
    """One polygon of a CRS, given by its outer ring and its holes, as polygons between -180 and 180."""
    unwrapped = [degrees.followed(_begun_off_pole(ring, degrees)) for ring in rings]
    if all(_is_plain(ring) for ring in unwrapped) and (degrees.cylinder or not any(map(_is_wide, unwrapped))):
        yield tuple(tuple(_on_globe(position) for position in ring) for ring in unwrapped)
        return
    outer, *holes = (_inside(ring, bent, degrees) for ring, bent in zip(unwrapped, rings))
    for hole in holes:
        outer = outer.difference(hole)
    for part in _linear_parts(outer, QgsCurvePolygon):
        parts = [part.exteriorRing(), *(part.interiorRing(n) for n in range(part.numInteriorRings()))]
        yield tuple(tuple(_on_globe(position) for position in _points(ring)) for ring in parts)


def _begun_off_pole(ring: Sequence[Position], degrees: Degrees) -> Sequence[Position]:
    """The ring, begun where it has a longitude: one that begins at a pole seems to end elsewhere than it began."""
    if degrees.cylinder:
        return ring
    for n, point in enumerate(ring):
        _, latitude = degrees.outline.get(point) or degrees.place(*point)
        if abs(latitude) <= 90 - POLE_DEGREES:
            return ring if n == 0 else [*ring[n:-1], *ring[: n + 1]]
    return ring


def _is_wide(ring: Sequence[Position]) -> bool:
    return max(max(side) - min(side) for side in zip(*ring)) > WIDE_DEGREES


def _inside(ring: Sequence[Position], bent: Sequence[Position], degrees: Degrees) -> QgsGeometry:
    """What lies inside of a ring: unwrapped, and bent as its CRS gives it."""
    if degrees.cylinder:
        return _cut_polygon(ring)
    shape = QgsGeometry.fromPolygonXY([[QgsPointXY(*point) for point in bent]])
    goes_round = abs(ring[-1][0] - ring[0][0]) >= 1
    poles = [latitude for latitude in (90.0, -90.0) if _holds_pole(shape, latitude, degrees, or_touches=goes_round)]
    if goes_round and not poles:
        raise BeyondCrs(degrees.crs)
    inside = _cut_polygon(ring, poles[0] if goes_round else None)
    if len(poles) == 2 and not goes_round:
        # A ring that goes round neither pole holds both of them: it goes round the rest of the globe.
        inside = QgsGeometry.fromRect(QgsRectangle(-180, -90, 180, 90)).difference(inside)
    if goes_round or _is_wide(ring):
        if inside.isNull():
            raise BeyondCrs(degrees.crs)
        prepared = QgsGeometry.createGeometryEngine(inside.constGet())
        prepared.prepareGeometry()
        _compare(lambda longitude, latitude: prepared.intersects(QgsPoint(longitude, latitude)), shape, degrees)
    return inside


def _holds_pole(shape: QgsGeometry, latitude: float, degrees: Degrees, or_touches: bool) -> bool:
    """Whether a pole lies in a polygon of the CRS, well off its edge, or on the edge as well."""
    try:
        x, y = degrees.forward(0.0, latitude)
        # Shifts of datum come back to a few centimetres only.
        if abs(degrees.place(x, y)[1] - latitude) > POLE_SLACK_DEGREES:
            return False
    except BeyondCrs:
        return False
    box = shape.boundingBox()
    near = CLOSENESS * (box.width() + box.height())
    pole = QgsGeometry.fromPointXY(QgsPointXY(x, y))
    if or_touches:
        return shape.distance(pole) <= near
    return shape.contains(pole) and QgsGeometry(shape.constGet().boundary()).distance(pole) > near


def _compare(holds: PlaceTest, shape: QgsGeometry, degrees: Degrees, is_cut: bool = False) -> None:
    """Raise BeyondCrs when places in and around a polygon of the CRS are not as its area in degrees says.

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
            except BeyondCrs:
                if wanted and not is_cut:
                    raise
                continue
            if holds(*_on_globe(place)) != wanted:
                raise BeyondCrs(degrees.crs)


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


def _linear_parts(geometry: QgsGeometry, kind: type[Any]) -> Iterator[QgsCurvePolygon | QgsCurve]:
    """The parts of a geometry that are of a kind, arcs made into lines."""
    if geometry.isNull():
        return
    linear = QgsGeometry(geometry.constGet().segmentize())
    for part in linear.constParts():
        if isinstance(part, kind) and not part.isEmpty():
            yield part


def _points(curve: QgsCurve) -> list[Position]:
    return [(point.x(), point.y()) for point in curve.vertices()]

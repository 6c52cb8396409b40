"""2,000 random areas of every kind, in CRSs of every kind, against brute force: nothing missing and nothing extra.

The oracle knows no degrees, no antimeridian and no poles: each of 2,000 invented stations is transformed on its own
into the CRS of the area, and looked for in the rectangle or polygon there; distances are measured by QGIS, or as
straight lines through the Earth. What lies so close to an edge that areas promise nothing is left out.
"""

from __future__ import annotations

import math
import os
import random
from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np
import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsDistanceArea,
    QgsGeometry,
    QgsPointXY,
    QgsRectangle,
)

from ocm_plugin.ocm.errors import SearchError
from ocm_plugin.ocm.match.point_in_area import place_test
from ocm_plugin.ocm.search.areas import Area, Circle, World
from ocm_plugin.ocm.sources.server_boxes import server_boxes
from ocm_plugin.qgis_support.areas import area_along_lines, area_of_extent, area_of_polygons
from tests.support.effort import tries

WGS84 = QgsCoordinateReferenceSystem("EPSG:4326")
CONTEXT = QgsCoordinateTransformContext()
Points = np.ndarray

AREAS = int(os.environ.get("OCM_RANDOM_AREAS", tries(2_000)))
DEGREES = {"EPSG:4326": 360.0, "OGC:CRS84": 360.0, "EPSG:4258": 360.0, "EPSG:4269": 360.0, "EPSG:4807": 400.0}
"""And what they call the whole way round."""
CYLINDERS = ("EPSG:3857", "EPSG:3395", "EPSG:3832", "EPSG:4087", "EPSG:6933")
OTHERS = (
    "EPSG:8857",
    "EPSG:8859",
    "ESRI:54030",
    "ESRI:54009",
    "ESRI:54032",
    "EPSG:3035",
    "EPSG:25832",
    "EPSG:32601",
    "EPSG:32760",
    "EPSG:2193",
    "EPSG:27700",
    "EPSG:2056",
    "ESRI:102003",
    "EPSG:3995",
    "EPSG:3031",
    "EPSG:3408",
    "EPSG:32661",
)
CODES = (*DEGREES, *CYLINDERS, *OTHERS)
PER_CRS = math.ceil(AREAS / len(CODES))


def _stations() -> list[tuple[float, float]]:
    """Longitude, latitude: all over the globe, and many near the poles, the antimeridian, 0° and the equator."""
    dice = random.Random(2026)

    def around(middle: float, reach: float) -> float:
        return middle + reach * dice.choice((-1, 1)) * 10 ** dice.uniform(-4, 0)

    even = [(dice.uniform(-180, 180), math.degrees(math.asin(dice.uniform(-1, 1)))) for _ in range(1_000)]
    europe = [(dice.uniform(-10, 30), dice.uniform(36, 70)) for _ in range(300)]
    polar = [(dice.uniform(-180, 180), side * (90 - abs(around(0, 20)))) for side in (1, -1) for _ in range(120)]
    across = [(side * (180 - abs(around(0, 5))), dice.uniform(-80, 80)) for side in (1, -1) for _ in range(130)]
    middle = [(around(0, 3), dice.uniform(-80, 80)) for _ in range(100)]
    equator = [(dice.uniform(-180, 180), around(0, 3)) for _ in range(100)]
    return even + europe + polar + across + middle + equator


STATIONS = _stations()
STATIONS_XYZ = np.array([])
RADIUS_M = 6_378_137.0


def through_earth(longitudes: Points, latitudes: Points) -> Points:
    """Places on the ellipsoid as x, y, z in metres from the Earth's centre."""
    x, y = np.radians(longitudes), np.radians(latitudes)
    flattening = 1 / 298.257223563
    squared = flattening * (2 - flattening)
    normal = RADIUS_M / np.sqrt(1 - squared * np.sin(y) ** 2)
    return np.stack(
        (normal * np.cos(y) * np.cos(x), normal * np.cos(y) * np.sin(x), normal * (1 - squared) * np.sin(y)), axis=1
    )


STATIONS_XYZ = through_earth(*np.array(STATIONS).T)


class Crs:
    """A CRS, and where the stations lie in it: NaN where its transformations fail."""

    def __init__(self, code: str) -> None:
        self.crs = QgsCoordinateReferenceSystem(code)
        assert self.crs.isValid()
        self.forward = QgsCoordinateTransform(WGS84, self.crs, CONTEXT)
        self.back = QgsCoordinateTransform(self.crs, WGS84, CONTEXT)
        self.period = DEGREES.get(code, 0.0)
        self.unit = self.period / 40_000_000 if self.period else 1.0
        """About a metre."""
        if code in CYLINDERS:
            self.period = 360 * (self._place((151, 0))[0] - self._place((150, 0))[0])
        self.places = np.array([self._place(station) for station in STATIONS])
        if code == "EPSG:4807":
            # Its pole lies some hundred metres beside that of WGS84: longitudes around them are not alike.
            self._leave_out(lambda station: abs(station[1]) > 89.99)
        elif code == "EPSG:3408":
            # The South Pole is a circle around the map: the last 30 km before it take some metres of that.
            self._leave_out(lambda station: station[1] < -89.7)

    def _leave_out(self, is_meant: Callable[[tuple[float, float]], bool]) -> None:
        self.places[[is_meant(station) for station in STATIONS]] = math.nan

    def _place(self, station: tuple[float, float]) -> tuple[float, float]:
        try:
            place = self.forward.transform(QgsPointXY(*station))
            back = self.back.transform(place)
        except QgsCsException:
            return math.nan, math.nan
        aside = ((back.x() - station[0] + 180) % 360 - 180) * math.cos(math.radians(station[1]))
        return (place.x(), place.y()) if max(abs(aside), abs(back.y() - station[1])) < 1e-6 else (math.nan, math.nan)

    def degrees_of(self, x: float, y: float, slack: float = 1.0) -> tuple[float, float]:
        """Where a place of the CRS lies; NaN when it does not come back from there, to so many metres."""
        try:
            place = self.back.transform(QgsPointXY(x, y))
            there = self.forward.transform(place)
        except QgsCsException:
            return math.nan, math.nan
        off = abs(there.y() - y) + (0.0 if self.period else abs(there.x() - x))
        return (place.x(), place.y()) if off < slack * self.unit and abs(place.y()) <= 90 else (math.nan, math.nan)

    def can_express(self, line: Sequence[tuple[float, float]]) -> bool:
        """Whether all of a line lies on the globe, well away from its border."""
        return not any(
            math.isnan(self.degrees_of(x1 + part / 40 * (x2 - x1), y1 + part / 40 * (y2 - y1))[0])
            for (x1, y1), (x2, y2) in zip(line, line[1:])
            for part in range(41)
        )

    def turned(self) -> list[Points]:
        """The stations' places, as often as a map that goes on beyond the antimeridian has them."""
        if not self.period:
            return [self.places]
        return [self.places + np.array((turn * self.period, 0)) for turn in (-2, -1, 0, 1, 2)]


@lru_cache(maxsize=1)
def crs_of(code: str) -> Crs:
    return Crs(code)


# Random shapes in a CRS


def middle_and_size(dice: random.Random, crs: Crs) -> tuple[float, float, float]:
    """Near a station, and as large as a house, the world or anything between, in the units of the CRS."""
    while True:
        x, y = crs.places[dice.randrange(len(STATIONS))]
        if not math.isnan(x):
            break
    size = 10 ** dice.uniform(1, 7.2) * crs.unit
    turn = dice.choice((0, 0, 0, -1, 1)) * crs.period
    return x + turn + size * dice.uniform(-0.7, 0.7), y + size * dice.uniform(-0.7, 0.7), size


def a_star(dice: random.Random, x: float, y: float, size: float) -> list[tuple[float, float]]:
    corners = []
    for turn in sorted(dice.sample(range(36), dice.randint(3, 9))):
        reach = size * dice.uniform(0.2, 1)
        corners.append((x + reach * math.cos(math.radians(10 * turn)), y + reach * math.sin(math.radians(10 * turn))))
    return [*corners, corners[0]]


# What holds what, by brute force: 1 inside, 0 outside, -1 too close to the edge to decide


def in_rings(crs: Crs, rings: Sequence[Sequence[tuple[float, float]]], slack: float) -> Points:
    told = np.zeros(len(STATIONS), dtype=int)
    for places in crs.turned():
        x, y = places[:, 0], places[:, 1]
        inside = np.zeros(len(STATIONS), dtype=bool)
        close = np.isnan(x)
        for ring in rings:
            for (x1, y1), (x2, y2) in zip(ring, ring[1:]):
                if y1 != y2:
                    crosses = ((y1 <= y) != (y2 <= y)) & (x < x1 + (y - y1) / (y2 - y1) * (x2 - x1))
                    inside ^= crosses
                length = math.hypot(x2 - x1, y2 - y1)
                along = np.clip(((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / (length * length or 1), 0, 1)
                close |= np.hypot(x - x1 - along * (x2 - x1), y - y1 - along * (y2 - y1)) <= slack
        told = np.where(told == 0, np.where(close, -1, inside), told)
    return told


def around(centre: tuple[float, float], radius: float, ellipsoid: QgsDistanceArea) -> Points:
    """By QGIS' own distances."""
    told = np.zeros(len(STATIONS), dtype=int)
    straight = np.linalg.norm(STATIONS_XYZ - through_earth(*np.array([centre]).T), axis=1)
    for n in np.flatnonzero(straight <= radius):
        metres = ellipsoid.measureLine(QgsPointXY(*centre), QgsPointXY(*STATIONS[n]))
        told[n] = -1 if abs(metres - radius) < 0.01 else metres < radius
    return told


def along(crs: Crs, line: Sequence[tuple[float, float]], distance: float) -> Points:
    """By distances through the Earth to a line cut into pieces, made into those along the ground of a ball."""
    nearest = np.full(len(STATIONS), np.inf)
    for (x1, y1), (x2, y2) in zip(line, line[1:]):
        parts = np.linspace(0, 1, 400)
        places = np.array([crs.degrees_of(x1 + part * (x2 - x1), y1 + part * (y2 - y1), 50.0) for part in parts])
        assert not np.isnan(places).any(), "not refused, though it leaves its CRS"
        xyz = through_earth(places[:, 0], places[:, 1])
        for a, b in zip(xyz, xyz[1:]):
            step = b - a
            part = np.clip((STATIONS_XYZ - a) @ step / (step @ step or 1), 0, 1)
            nearest = np.minimum(nearest, np.linalg.norm(STATIONS_XYZ - a - part[:, None] * step, axis=1))
    metres = 2 * 6_371_000 * np.arcsin(np.clip(nearest / 2 / 6_371_000, 0, 1))
    length = sum(math.hypot(x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in zip(line, line[1:])) / crs.unit
    unsure = 0.006 * distance + 1e-5 * length + 1
    return np.where(np.abs(metres - distance) < unsure, -1, metres < distance)


def check(area: Area, told: Points, what: str) -> int:
    """Compare an area with what brute force says; the number of stations in it."""
    holds: Callable[[float, float], bool] = (lambda *_place: True) if area == World() else place_test(area)
    boxes = server_boxes(area)
    for (longitude, latitude), wanted in zip(STATIONS, told):
        if wanted == -1:
            continue
        found = holds(longitude, latitude)
        assert found == wanted, f"{'missing' if wanted else 'extra'}: {longitude!r} {latitude!r} in {what}"
        if found and boxes:
            asked = any(box.west <= longitude <= box.east and box.south <= latitude <= box.north for box in boxes)
            assert asked, f"not asked of the server: {longitude!r} {latitude!r} in {what}"
    return int(np.sum(told == 1))


def a_rectangle(dice: random.Random, crs: Crs) -> int | None:
    x, y, size = middle_and_size(dice, crs)
    width, height = size, size * 10 ** dice.uniform(-1, 1)
    ring = [(x - width, y - height), (x + width, y - height), (x + width, y + height), (x - width, y + height)]
    ring.append(ring[0])
    slack = 8e-6 * (width + height) + crs.unit / 50
    rectangle = QgsRectangle(*ring[0], *ring[2])
    what = f"rectangle {rectangle.toString()} of {crs.crs.authid()}"
    try:
        area = area_of_extent(rectangle, crs.crs, CONTEXT)
    except SearchError:
        assert not crs.can_express(ring), f"refused: {what}"
        return None
    return check(area, in_rings(crs, [ring], slack), what)


def a_polygon(dice: random.Random, crs: Crs) -> int | None:
    x, y, size = middle_and_size(dice, crs)
    outer = a_star(dice, x, y, size)
    rings = [outer]
    if dice.random() < 0.4:
        rings.append([(x + (a - x) / 4, y + (b - y) / 4) for a, b in outer])
    geometry = QgsGeometry.fromPolygonXY([[QgsPointXY(*corner) for corner in ring] for ring in rings])
    if not geometry.isGeosValid():
        return None
    what = f"{geometry.asWkt()} of {crs.crs.authid()}"
    try:
        area = area_of_polygons([geometry], crs.crs, CONTEXT)
    except SearchError:
        assert not all(map(crs.can_express, rings)), f"refused: {what}"
        return None
    return check(area, in_rings(crs, rings, 1.6e-5 * size + crs.unit / 50), what)


def a_corridor(dice: random.Random, crs: Crs) -> int | None:
    x, y, size = middle_and_size(dice, crs)
    count = dice.randint(2, 4)
    line = [(x + size * dice.uniform(-1, 1), y + size * dice.uniform(-1, 1)) for _ in range(count)]
    distance = 10 ** dice.uniform(2, 5.8)
    what = f"{distance} m along {line} of {crs.crs.authid()}"
    try:
        geometry = QgsGeometry.fromPolylineXY([QgsPointXY(*point) for point in line])
        area = area_along_lines([geometry], crs.crs, CONTEXT, distance)
    except SearchError:
        assert not crs.can_express(line), f"refused: {what}"
        return None
    return check(area, along(crs, line, distance), what)


def a_circle(dice: random.Random, ellipsoid: QgsDistanceArea) -> int:
    longitude, latitude = dice.choice(STATIONS)
    radius = 10 ** dice.uniform(1, 7.3)
    off = radius / 111_000 * dice.uniform(-0.7, 0.7)
    centre = ((longitude + off + 180) % 360 - 180, max(-90.0, min(90.0, latitude + off)))
    return check(Circle(centre[1], centre[0], radius), around(centre, radius, ellipsoid), f"{radius} m around {centre}")


@pytest.mark.parametrize("code", CODES)
def test_random_areas_hold_exactly_what_lies_in_them(code, ellipsoid):
    dice = random.Random(code)
    crs = crs_of(code)
    refused = full = 0
    for _ in range(PER_CRS):
        kind = dice.choice((a_rectangle, a_rectangle, a_polygon, a_polygon, a_corridor, a_circle))
        count = a_circle(dice, ellipsoid) if kind is a_circle else kind(dice, crs)
        refused += count is None
        full += bool(count)
    assert refused < PER_CRS * 0.6
    assert full > PER_CRS * 0.3 - 1  # the comparison has teeth, also of the few in a quick run

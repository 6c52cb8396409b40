"""The table of 47 CRSs and 7 rectangles in each: an area holds the stations that lie in it, or is refused.

The oracle knows nothing of areas: it transforms each station on its own into the CRS, and back again to be sure of it,
and looks whether it lies in the rectangle.
"""

from __future__ import annotations

import math
import random
from functools import lru_cache
from typing import NamedTuple

import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsPointXY,
    QgsRectangle,
)

from ocm_plugin.ocm.errors import SearchError
from ocm_plugin.ocm.match.point_in_area import place_test
from ocm_plugin.ocm.search.areas import Polygons, World
from ocm_plugin.ocm.sources.server_boxes import server_boxes
from ocm_plugin.qgis_support.areas import area_of_extent

WGS84 = QgsCoordinateReferenceSystem("EPSG:4326")
CONTEXT = QgsCoordinateTransformContext()
METRES_PER_DEGREE = 111_000.0

DEGREES = ["EPSG:4326", "OGC:CRS84", "EPSG:4258", "EPSG:4269", "EPSG:4979", "EPSG:4314", "EPSG:4807"]
CYLINDERS = [
    "EPSG:3857",
    "EPSG:3395",
    "EPSG:3832",
    "EPSG:4087",
    "EPSG:32662",
    "EPSG:6933",
    "ESRI:54003",
    "ESRI:54034",
]
"""Their maps go on beyond the antimeridian, so that a station lies on them more than once."""
WORLD_MAPS = [
    "EPSG:8857",
    "EPSG:8858",
    "EPSG:8859",
    "ESRI:54030",
    "ESRI:54009",
    "ESRI:54052",
    "ESRI:54042",
    "ESRI:54018",
    "ESRI:54043",
    "ESRI:54012",
    "ESRI:54010",
    "ESRI:54008",
    "ESRI:54032",
    "ESRI:54024",
    "ESRI:54021",
    "ESRI:54027",
]
REGIONS = [
    "EPSG:3035",
    "EPSG:3034",
    "EPSG:25832",
    "EPSG:32633",
    "EPSG:32601",
    "EPSG:32760",
    "EPSG:2193",
    "EPSG:27700",
    "ESRI:102003",
    "EPSG:2056",
]
POLES = ["EPSG:3995", "EPSG:3031", "EPSG:3408", "EPSG:3409", "ESRI:102016", "EPSG:32661"]

RECTANGLES = [
    # Half the width and height, and how far the middle lies from that of the CRS, in metres.
    (1e5, 1e5, 0, 0),
    (1e6, 8e5, 0, 0),
    (4e6, 4e6, 0, 0),
    (1e7, 5e6, 0, 0),
    (2.1e7, 1.05e7, 0, 0),
    (4e7, 2e7, 0, 0),
    (4e6, 2e6, 1.7e7, 6e6),
]


class Place(NamedTuple):
    longitude: float
    latitude: float


def _stations() -> list[Place]:
    """All over the globe, evenly, and many near the poles, the antimeridian, the equator and 0°."""
    dice = random.Random(5)
    even = [Place(dice.uniform(-180, 180), math.degrees(math.asin(dice.uniform(-1, 1)))) for _ in range(1_400)]
    polar = [Place(dice.uniform(-180, 180), side * dice.uniform(80, 90)) for side in (1, -1) for _ in range(100)]
    across = [Place(side * dice.uniform(179, 180), dice.uniform(-85, 85)) for side in (1, -1) for _ in range(100)]
    close = [Place(side * (180 - dice.random() * 1e-3), dice.uniform(-85, 85)) for side in (1, -1) for _ in range(30)]
    return even + polar + across + close


STATIONS = _stations()


class Crs:
    """A CRS, and where each of the stations lies in it: None where its transformations fail."""

    def __init__(self, code: str) -> None:
        self.crs = QgsCoordinateReferenceSystem(code)
        assert self.crs.isValid()
        self._forward = QgsCoordinateTransform(WGS84, self.crs, CONTEXT)
        self._back = QgsCoordinateTransform(self.crs, WGS84, CONTEXT)
        self.unit = 1.0
        if self.crs.isGeographic():
            self.unit = (400 if code == "EPSG:4807" else 360) / 360 / METRES_PER_DEGREE
        self.period = 0.0
        if code in DEGREES:
            self.period = 400.0 if code == "EPSG:4807" else 360.0
        elif code in CYLINDERS:
            self.period = 360 * (self._forward.transform(QgsPointXY(151, 0)).x() - self.x_at(150))
        self.places = [self._place(station) for station in STATIONS]

    def x_at(self, longitude: float) -> float:
        return self._forward.transform(QgsPointXY(longitude, 0)).x()

    def _place(self, station: Place) -> QgsPointXY | None:
        try:
            place = self._forward.transform(QgsPointXY(*station))
            back = self._back.transform(place)
        except QgsCsException:
            return None
        aside = ((back.x() - station.longitude + 180) % 360 - 180) * math.cos(math.radians(station.latitude))
        return place if abs(aside) < 1e-6 and abs(back.y() - station.latitude) < 1e-6 else None

    def is_on_globe(self, place: QgsPointXY) -> bool:
        """Whether a place of the CRS is one of the globe."""
        try:
            back = self._forward.transform(self._back.transform(place))
        except QgsCsException:
            return False
        return back.distance(place) < self.unit

    def rectangle(self, half_width: float, half_height: float, aside: float, up: float) -> QgsRectangle:
        bounds = self.crs.bounds()
        middle = self._forward.transform(QgsPointXY(150, 0) if bounds.isEmpty() else bounds.center())
        x, y = middle.x() + aside * self.unit, middle.y() + up * self.unit
        return QgsRectangle(
            x - half_width * self.unit,
            y - half_height * self.unit,
            x + half_width * self.unit,
            y + half_height * self.unit,
        )

    def is_in(self, rectangle: QgsRectangle, place: QgsPointXY) -> bool | None:
        """Whether a place lies in a rectangle; None when it lies on the edge, as exactly as areas promise."""
        slack = 4e-6 * (rectangle.width() + rectangle.height()) + (1e-7 if self.crs.isGeographic() else 0.01)
        turns = range(-3, 4) if self.period else (0,)
        up = min(place.y() - rectangle.yMinimum(), rectangle.yMaximum() - place.y())
        xs = [place.x() + turn * self.period for turn in turns]
        inwards = min(up, max(min(x - rectangle.xMinimum(), rectangle.xMaximum() - x) for x in xs))
        return None if abs(inwards) <= slack else inwards > 0


@lru_cache(maxsize=1)
def crs_of(code: str) -> Crs:
    return Crs(code)


CODES = [*DEGREES, *CYLINDERS, *WORLD_MAPS, *REGIONS, *POLES]


def test_the_table_has_47_crss():
    assert len(set(CODES)) == 47


@pytest.mark.parametrize("numbers", RECTANGLES, ids=lambda numbers: "x".join(f"{number:g}" for number in numbers))
@pytest.mark.parametrize("code", CODES)
def test_a_rectangle_holds_its_stations_or_is_refused(code, numbers):
    """Corners beyond the globe gave half of the world, called complete."""
    crs = crs_of(code)
    rectangle = crs.rectangle(*numbers)
    try:
        area = area_of_extent(rectangle, crs.crs, CONTEXT)
    except SearchError as error:
        if "beyond the poles" in str(error):
            assert not any(crs.is_in(rectangle, place) for place in crs.places if place is not None)
        else:
            assert "can express" in str(error)
            assert not all(crs.is_on_globe(place) for place in _edge(rectangle)), "refused without need"
        return
    holds = (lambda *_place: True) if area == World() else place_test(area)
    boxes = server_boxes(area)
    wrong = []
    for station, place in zip(STATIONS, crs.places):
        inside = None if place is None else crs.is_in(rectangle, place)
        if inside is None:
            continue
        is_sent = not boxes or any(
            box.west <= station.longitude <= box.east and box.south <= station.latitude <= box.north for box in boxes
        )
        if holds(*station) != inside or (inside and not is_sent):
            wrong.append((station, place.toString(3), "missing" if inside else "extra"))
    assert wrong == []


@pytest.mark.parametrize("code", ["ESRI:54030", "EPSG:8857", "ESRI:54009", "EPSG:3408"])
def test_a_map_of_the_world_becomes_an_area_of_few_points(code):
    """It took 54,000 points and up to 9 seconds, each time that the panel follows such a map."""
    crs = crs_of(code)
    whole = crs.rectangle(2.1e7, 2.1e7, 0, 0)
    assert area_of_extent(whole, crs.crs, CONTEXT) == World()
    area = area_of_extent(crs.rectangle(1.2e7, 6e6, 0, 0), crs.crs, CONTEXT)
    assert isinstance(area, Polygons)
    assert sum(len(ring) for rings in area.polygons for ring in rings) < 6_000


def _edge(rectangle: QgsRectangle) -> list[QgsPointXY]:
    """Places along the edge of a rectangle."""
    return [
        QgsPointXY(rectangle.xMinimum() + x * rectangle.width(), rectangle.yMinimum() + y * rectangle.height())
        for part in (n / 20 for n in range(21))
        for x, y in ((part, 0), (part, 1), (0, part), (1, part))
    ]

"""What stations reach, against plain loops over points of the areas: the truth lies between both bounds."""

from __future__ import annotations

import gc
import math
import weakref
from random import Random

import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsDistanceArea,
    QgsGeometry,
    QgsPointXY,
    QgsRectangle,
)

from ocm_plugin.analysis.reach import _AROUND, CORNERS, Areas, DistanceReach
from ocm_plugin.ocm.analysis.nearest import NearestStations
from ocm_plugin.ocm.analysis.usable import Site, Usable, UsableTest
from ocm_plugin.ocm.errors import Cancelled
from ocm_plugin.ocm.search.geodesy import metres_between

CONTEXT = QgsCoordinateTransformContext()
DEGREES = QgsCoordinateReferenceSystem("EPSG:4326")
WITHIN = 2_000.0


def reach_of(sites, within=WITHIN):
    return DistanceReach(NearestStations(sites, Usable(UsableTest())), within)


def site(number, place, counts_now=True):
    return Site(number, place, counts_now, False, None, ())


def areas_of(crs, reach):
    return Areas(crs, CONTEXT, reach, lambda: None)


def box(x, y, width, height):
    return QgsGeometry.fromRect(QgsRectangle(x, y, x + width, y + height))


def ellipsoid_km2(geometry, crs=DEGREES):
    measure = QgsDistanceArea()
    measure.setSourceCrs(crs, CONTEXT)
    measure.setEllipsoid("EPSG:7030")
    return measure.measureArea(geometry.densifyByDistance(0.001)) / 1e6


@pytest.mark.parametrize("middle", [(8.0, 50.0), (-70.0, -54.0), (25.0, 70.0), (8.0, 0.0)])
@pytest.mark.parametrize("within", [100.0, 2_000.0, 50_000.0])
def test_a_circle_lies_between_its_bounds_and_areas_are_those_of_the_ellipsoid(middle, within):
    """Anywhere in an area: the largest is some 200 km wide, and the station is far from its middle."""
    width, height = 10 * within / 50_000, 5 * within / 50_000
    area = box(middle[0] - width / 3, middle[1] - height / 3, width, height)
    cover, desert, desert_km2 = areas_of(DEGREES, reach_of([site(1, middle)], within)).cover(area, None)
    circle = math.pi * (within / 1000) ** 2
    assert cover.area_km2 == pytest.approx(ellipsoid_km2(area), rel=1e-5)
    assert cover.lo * cover.area_km2 < circle * (1 + 1e-5) and cover.hi * cover.area_km2 > circle * (1 - 1e-5)
    assert cover.hi / cover.lo == pytest.approx(_AROUND**2, abs=1e-4)
    assert cover.code == "partly"
    assert desert_km2 == pytest.approx(cover.area_km2 * (1 - cover.hi))
    assert ellipsoid_km2(desert) == pytest.approx(desert_km2, rel=1e-4)


PLACES = {
    "degrees": ("EPSG:4326", 8.0, 50.0),
    "UTM": ("EPSG:25832", 8.0, 50.0),
    "across the 180th meridian": ("EPSG:3832", 180.0, 10.0),
    "north": ("EPSG:3995", 20.0, 85.0),
}


@pytest.mark.parametrize("name", PLACES)
def test_each_point_of_an_area_is_where_plain_loops_have_it(name):
    """Deserts and shares against the distance of random points to all stations, with a hidden truth."""
    crs_name, longitude, latitude = PLACES[name]
    random, crs = Random(name), QgsCoordinateReferenceSystem(crs_name)
    to_crs = QgsCoordinateTransform(DEGREES, crs, CONTEXT)
    to_degrees = QgsCoordinateTransform(crs, DEGREES, CONTEXT)
    for _ in range(6):
        aside = 0.1 / math.cos(math.radians(latitude))
        sites = []
        for number in range(random.choice([1, 6, 50])):
            x = longitude + random.uniform(-aside, aside)
            place = ((x + 180) % 360 - 180, latitude + random.uniform(-0.1, 0.1))
            sites.append(site(number, place, random.choice([True, None, False])))
        middle = to_crs.transform(QgsPointXY(longitude, latitude))
        size = 0.08 if crs.isGeographic() else 8_000.0
        area = box(middle.x() - size / 2, middle.y() - size / 3, size, size)
        found = areas_of(crs, reach_of(sites)).cover(area, None)
        points, sure, possible, true = 400, 0, 0, 0
        truth = {each.ocm_id: each.counts_now or (each.counts_now is None and random.random() < 0.5) for each in sites}
        for _ in range(points):
            x, y = middle.x() + random.uniform(-0.5, 0.5) * size, middle.y() + random.uniform(-1 / 3, 2 / 3) * size
            place = to_degrees.transform(QgsPointXY(x, y))
            ways = {each: metres_between((place.x(), place.y()), each.position) for each in sites}
            nearest = min((way for each, way in ways.items() if each.counts_now is not False), default=math.inf)
            if found.desert.contains(QgsPointXY(x, y)):
                assert nearest > WITHIN
            else:
                assert nearest <= WITHIN * _AROUND * 1.001
            sure += any(way <= WITHIN for each, way in ways.items() if each.counts_now is True)
            possible += nearest <= WITHIN
            true += any(way <= WITHIN and truth[each.ocm_id] for each, way in ways.items())
        # Of 400 points, four standard deviations are at most a tenth.
        assert found.cover.lo == pytest.approx(sure / points, abs=0.1)
        assert found.cover.hi == pytest.approx(possible / points, abs=0.1)
        assert found.cover.lo - 0.1 <= true / points <= found.cover.hi + 0.1


def test_all_and_nothing_are_exactly_so():
    areas = areas_of(DEGREES, reach_of([site(1, (8.0, 50.0)), site(2, (8.0, 50.3), None)]))
    inside, desert, _ = areas.cover(box(7.999, 49.999, 0.002, 0.002), 4.0)
    assert (inside.lo, inside.hi, inside.code, desert.isEmpty()) == (1.0, 1.0, "yes", True)
    perhaps, desert, _ = areas.cover(box(7.999, 50.299, 0.002, 0.002), 4.0)
    assert (perhaps.lo, perhaps.hi, perhaps.code, desert.isEmpty()) == (0.0, 1.0, "cannot_tell", True)
    outside, desert, desert_km2 = areas.cover(box(9.0, 50.0, 0.002, 0.002), 4.0)
    assert (outside.lo, outside.hi, outside.code) == (0.0, 0.0, "no")
    assert desert_km2 == outside.area_km2 and desert.isMultipart()
    # Near enough to be cut, but not reached.
    beside, _, _ = areas.cover(box(8.029, 50.0, 0.001, 0.001), 4.0)
    assert (beside.lo, beside.hi, beside.code) == (0.0, 0.0, "no")


def test_many_circles_that_touch_leave_no_slivers():
    """More than are taken away one by one: they are joined."""
    sites = [site(number, (8.0 + number % 20 * 0.01, 50.0 + number // 20 * 0.01)) for number in range(400)]
    found = areas_of(DEGREES, reach_of(sites)).cover(box(8.0, 50.0, 0.19, 0.19), None)
    assert (found.cover.lo, found.cover.hi) == (1.0, 1.0)
    assert CORNERS == 64


def test_one_large_area_with_many_stations_is_cancelled_midway():
    """Its circles are many, and there is no next area before which a run would look."""
    sites = [site(number, (8.0 + number % 20 * 0.01, 50.0 + number // 20 * 0.01)) for number in range(400)]
    asked = []

    def check():
        asked.append(1)
        if len(asked) > 100:
            raise Cancelled()

    with pytest.raises(Cancelled):
        Areas(DEGREES, CONTEXT, reach_of(sites), check).cover(box(7.9, 49.9, 1, 1), None)


def test_what_has_no_area_is_not_measured():
    areas = areas_of(DEGREES, reach_of([]))
    for wkt in ("POLYGON EMPTY", "POLYGON((0 0,1 1,0 0))", "POLYGON((0 0,0 0,0 0,0 0))"):
        assert areas.cover(QgsGeometry.fromWkt(wkt), None) is None
    assert areas.cover(QgsGeometry(), None) is None


def test_a_bow_tie_is_mended():
    areas = areas_of(DEGREES, reach_of([site(1, (8.0, 50.0))]))
    found = areas.cover(QgsGeometry.fromWkt("POLYGON((8 50,8.1 50.1,8.1 50,8 50.1,8 50))"), None)
    assert 0 < found.cover.lo < found.cover.hi < 1


def test_what_is_reached_is_free_when_it_is_measured():
    """All stations stayed until Python's collector came, which rests in long work: it held its circles, and they it."""

    def measured():
        reach = reach_of([site(1, (8.0, 50.0))])
        areas = areas_of(DEGREES, reach)
        assert areas.cover(box(8.0, 50.0, 0.1, 0.1), None).cover.code == "partly"
        return [weakref.ref(each) for each in (reach, areas)]

    was_enabled = gc.isenabled()
    gc.disable()
    try:
        assert [each() for each in measured()] == [None, None]
    finally:
        if was_enabled:
            gc.enable()

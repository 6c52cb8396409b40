"""Areas given in any CRS hold the same stations as QGIS finds in them by transforming each station."""

from __future__ import annotations

import math

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingContext,
    QgsRectangle,
    QgsVectorLayer,
)

from ocm_plugin.ocm.errors import Cancelled, SearchError
from ocm_plugin.ocm.match.point_in_area import place_test
from ocm_plugin.ocm.search.areas import Circle, Corridor, Extent, Polygons, World
from ocm_plugin.ocm.search.geodesy import metres_between
from ocm_plugin.ocm.sources.server_boxes import server_boxes
from ocm_plugin.processing.station_algorithms import StationsAlongLines, StationsInPolygons
from ocm_plugin.qgis_support.areas import area_along_lines, area_of_extent, area_of_polygons
from tests.support.effort import tries

WGS84 = QgsCoordinateReferenceSystem("EPSG:4326")
CONTEXT = QgsCoordinateTransformContext()
quickly = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


def crs(code: str) -> QgsCoordinateReferenceSystem:
    found = QgsCoordinateReferenceSystem(code)
    assert found.isValid()
    return found


def test_degrees_stay_as_they_are():
    area = area_of_extent(QgsRectangle(4.1, 47.2, 9.3, 52.4), WGS84, CONTEXT)
    assert area == Extent(4.1, 47.2, 9.3, 52.4)


@pytest.mark.parametrize(
    ("rectangle", "area"),
    [
        ((170, -20, 190, -10), Extent(170, -20, -170, -10)),
        ((-190, -20, -170, -10), Extent(170, -20, -170, -10)),
        ((200, 10, 220, 20), Extent(-160, 10, -140, 20)),
        ((-180, -90, 180, 90), World()),
        ((-400, -100, 400, 100), World()),
        ((-200, 40, 200, 100), Extent(-180, 40, 180, 90)),
        ((170, 0, 180, 10), Extent(170, 0, 180, 10)),
        ((-190, 0, -180, 10), Extent(170, 0, -180, 10)),
        ((190, 0, 540, 10), Extent(-170, 0, 180, 10)),
        ((5, 50, 5, 50), Extent(5, 50, 5, 50)),
    ],
)
def test_rectangles_of_degrees_beyond_the_globe(rectangle, area):
    assert area_of_extent(QgsRectangle(*rectangle), WGS84, CONTEXT) == area


@pytest.mark.parametrize(
    "rectangle", [QgsRectangle(), QgsRectangle(0, 95, 10, 99), QgsRectangle(0, 0, float("inf"), 1)]
)
def test_an_extent_of_nothing_is_refused(rectangle):
    with pytest.raises(SearchError):
        area_of_extent(rectangle, WGS84, CONTEXT)


def test_a_web_map_s_extent_stays_an_extent():
    """Zoomed and panned web maps are rectangles in degrees too, so their sentence stays short."""
    area = area_of_extent(QgsRectangle(500_000, 6_000_000, 1_000_000, 7_000_000), crs("EPSG:3857"), CONTEXT)
    assert isinstance(area, Extent)
    assert area.west == pytest.approx(4.4915764)
    across = area_of_extent(QgsRectangle(19_500_000, -2e6, 20_500_000, -1e6), crs("EPSG:3857"), CONTEXT)
    assert isinstance(across, Extent)
    assert across.west > 175 and across.east < -175


# The CRS, and rectangles in it that are sensible there.
PROJECTED = {
    "EPSG:3857": (-20_037_508, -15_000_000, 20_037_508, 15_000_000),
    "EPSG:25832": (200_000, 5_000_000, 900_000, 8_500_000),
    "EPSG:3035": (2_500_000, 1_500_000, 6_500_000, 5_400_000),
    "EPSG:3995": (-4_000_000, -4_000_000, 4_000_000, 4_000_000),
    "EPSG:3031": (-4_000_000, -4_000_000, 4_000_000, 4_000_000),
    "EPSG:3832": (-5_000_000, -5_000_000, 5_000_000, 5_000_000),
    "EPSG:2193": (1_000_000, 4_700_000, 2_100_000, 6_200_000),
    "EPSG:27700": (0, 0, 700_000, 1_300_000),
    "EPSG:4314": (5, 47, 15, 55),
    "ESRI:54030": (-17_000_000, -8_600_000, 17_000_000, 8_600_000),
    "EPSG:8859": (-17_000_000, -8_300_000, 17_000_000, 8_300_000),
}


@pytest.mark.parametrize("name", PROJECTED)
@quickly
@given(data=st.data())
def test_a_rectangle_of_any_crs_holds_what_lies_in_it(name, data):
    """Each place is transformed on its own: the plain truth. Only close to the edge may they differ, as promised."""
    system = crs(name)
    x1, y1, x2, y2 = PROJECTED[name]
    west, east = sorted(data.draw(st.floats(x1, x2)) for _ in range(2))
    south, north = sorted(data.draw(st.floats(y1, y2)) for _ in range(2))
    rectangle = QgsRectangle(west, south, east, north)
    unit = (x2 - x1) / 1e6
    if rectangle.width() < unit or rectangle.height() < unit:
        return
    if name in ("EPSG:3995", "EPSG:3031") and min(map(abs, (west, south, east, north))) < unit:
        return  # no direction is defined on an edge through the pole itself
    # Edges are exact to a millionth of the size, and never to less than a millimetre (LEAST_DEGREES) on the ground,
    # whatever the number of millimetres that datum grids take there and back.
    slack = 4e-6 * (rectangle.width() + rectangle.height()) + (1e-7 if system.isGeographic() else 0.01)
    area = area_of_extent(rectangle, system, CONTEXT)
    holds = place_test(area)
    forward = QgsCoordinateTransform(WGS84, system, CONTEXT)
    backward = QgsCoordinateTransform(system, WGS84, CONTEXT)
    boxes = server_boxes(area)
    for _ in range(20):
        x = west + (east - west) * data.draw(st.floats(-0.3, 1.3))
        y = south + (north - south) * data.draw(st.floats(-0.3, 1.3))
        try:
            place = backward.transform(QgsPointXY(x, y))
            there = forward.transform(place)
        except QgsCsException:
            continue
        if abs(there.x() - x) > unit or abs(there.y() - y) > unit or abs(place.y()) > 89.99 or abs(place.x()) > 179.99:
            continue  # the CRS folds over here
        x, y = there.x(), there.y()  # the station's own place: datum grids take some millimetres there and back
        inside = west <= x <= east and south <= y <= north
        if min(abs(x - west), abs(x - east), abs(y - south), abs(y - north)) < slack:
            continue
        assert holds(place.x(), place.y()) == inside, (rectangle.toString(), place.toString())
        if inside and boxes:
            assert any(b.west <= place.x() <= b.east and b.south <= place.y() <= b.north for b in boxes)


def test_a_rectangle_round_the_pole_holds_it():
    area = area_of_extent(QgsRectangle(-1e6, -2e6, 3e6, 2e6), crs("EPSG:3995"), CONTEXT)
    holds = place_test(area)
    assert isinstance(area, Polygons)
    for longitude in (-179.9, -90.5, 0.1, 90.3, 179.9):
        assert holds(longitude, 89)
    assert not holds(-60, 60)
    south = place_test(area_of_extent(QgsRectangle(-1e6, -2e6, 3e6, 2e6), crs("EPSG:3031"), CONTEXT))
    assert south(20, -89) and not south(20, 89)


@pytest.mark.parametrize("quarter", range(4))
@pytest.mark.parametrize("as_polygon", [False, True])
def test_a_rectangle_with_the_pole_at_its_corner_is_a_quarter_of_the_pole(quarter, as_polygon):
    """Where the ring begins at the pole, the longitude given there says nothing: it was refused as beyond its CRS."""
    right, up = quarter % 2 == 0, quarter < 2
    box = QgsRectangle(0 if right else -8e4, 0 if up else -8e4, 8e4 if right else 0, 8e4 if up else 0)
    if as_polygon:
        area = area_of_polygons([QgsGeometry.fromRect(box)], crs("EPSG:3995"), CONTEXT)
    else:
        area = area_of_extent(box, crs("EPSG:3995"), CONTEXT)
    holds = place_test(area)
    # In this CRS, 0° points down and 90° E to the right.
    inside = {(True, False): 45, (True, True): 135, (False, True): -135, (False, False): -45}[right, up]
    assert [longitude for longitude in (45, 135, -135, -45) if holds(longitude, 89.7)] == [inside]


def test_a_rectangle_round_the_pole_that_reaches_beyond_the_equator_holds_that_pole():
    """Most of its outline lies in the south, yet the pole it goes round is the northern one."""
    holds = place_test(area_of_extent(QgsRectangle(-2e7, -2e7, 2e7, 2e7), crs("EPSG:3995"), CONTEXT))
    assert holds(10, 89) and holds(10, 0) and not holds(10, -80)


def test_a_rectangle_beyond_its_crs_is_refused_with_a_sentence():
    with pytest.raises(SearchError, match=r"EPSG:4326"):
        area_of_extent(QgsRectangle(-9e9, -9e9, 9e9, 9e9), crs("EPSG:3035"), CONTEXT)
    with pytest.raises(SearchError, match="coordinate reference system"):
        area_of_extent(QgsRectangle(0, 0, 1, 1), QgsCoordinateReferenceSystem(), CONTEXT)


@pytest.mark.parametrize("code", ["OGC:CRS84", "EPSG:4258", "EPSG:4269", "EPSG:4979", "EPSG:4087", "EPSG:32662"])
def test_the_whole_world_is_the_whole_world_in_every_crs(code):
    """An edge along a pole has no length on the ground, yet it must be followed: the world became 24 stations."""
    system = crs(code)
    corner = QgsCoordinateTransform(WGS84, system, CONTEXT).transform(QgsPointXY(180, 90))
    area = area_of_extent(QgsRectangle(-corner.x(), -corner.y(), corner.x(), corner.y()), system, CONTEXT)
    holds = (lambda *_place: True) if area == World() else place_test(area)
    assert all(holds(x, y) for x in (-179.9, -90, 0, 90, 179.9) for y in (-89.9, -45, 0, 45, 89.9))


@pytest.mark.parametrize("code", ["EPSG:4326", "EPSG:4258", "EPSG:4269"])
def test_a_polygon_along_a_pole_holds_the_arctic_not_the_rest(code):
    area = polygons("Polygon((-180 66.5, 180 66.5, 180 90, -180 90, -180 66.5))", system=crs(code))
    holds = place_test(area)
    for longitude in (-179.9, -90, 0, 90, 179.9):
        assert holds(longitude, 67) and holds(longitude, 89.9)
        assert not holds(longitude, 66) and not holds(longitude, -70)


WORLD_MAPS = [
    "EPSG:3857",
    "EPSG:3395",
    "EPSG:4087",
    "EPSG:6933",
    "ESRI:54003",
    "EPSG:8857",
    "EPSG:8859",
    "ESRI:54030",
    "ESRI:54009",
    "ESRI:54052",
    "ESRI:54042",
    "ESRI:54018",
    "ESRI:54043",
    "ESRI:54012",
    "ESRI:54008",
    "ESRI:54032",
    "EPSG:3035",
    "EPSG:25832",
    "EPSG:32601",
    "EPSG:2193",
    "EPSG:3995",
    "ESRI:102003",
    "EPSG:2056",
]


@pytest.mark.parametrize("code", WORLD_MAPS)
@pytest.mark.parametrize("half_width", [1e5, 4e6, 2.1e7])
def test_corners_beyond_the_globe_are_cut_off_or_refused(code, half_width):
    """Transformations answer beyond their globe with some other place: half of the world was called complete."""
    system = crs(code)
    forward = QgsCoordinateTransform(WGS84, system, CONTEXT)
    bounds = system.bounds()
    middle = forward.transform(QgsPointXY(150, 0) if bounds.isEmpty() else bounds.center())
    rectangle = QgsRectangle.fromCenterAndSize(middle, 2 * half_width, half_width)
    try:
        area = area_of_extent(rectangle, system, CONTEXT)
    except SearchError as error:
        assert "can express" in str(error)
        assert half_width > 1e6
        return
    holds = (lambda *_place: True) if area == World() else place_test(area)
    backward = QgsCoordinateTransform(system, WGS84, CONTEXT)
    checked = 0
    for column in range(12):
        for row in range(12):
            x = rectangle.xMinimum() + rectangle.width() * (column + 0.5) / 12
            y = rectangle.yMinimum() + rectangle.height() * (row + 0.5) / 12
            try:
                place = backward.transform(QgsPointXY(x, y))
                there = forward.transform(place)
            except QgsCsException:
                continue
            if abs(there.x() - x) < 1 and abs(there.y() - y) < 1 and abs(place.y()) < 89.9:
                assert holds(place.x(), place.y()), (x, y, place.toString())
                checked += 1
    assert checked > 50


# Polygons


def polygons(*texts: str, system=WGS84):
    return area_of_polygons([QgsGeometry.fromWkt(text) for text in texts], system, CONTEXT)


def test_polygons_with_parts_and_holes():
    area = polygons(
        "MultiPolygon(((0 0, 10 0, 10 10, 0 10, 0 0),(4 4, 6 4, 6 6, 4 6, 4 4)),((20 0, 21 0, 20 1, 20 0)))",
        "CurvePolygon(CircularString(30 0, 31 1, 32 0, 31 -1, 30 0))",
        "PolygonZ((40 0 5, 41 0 5, 40 1 5, 40 0 5))",
    )
    holds = place_test(area)
    assert len(area.polygons) == 4
    assert holds(1, 1) and holds(4, 5) and not holds(5, 5)
    assert holds(20.1, 0.1) and holds(31, 0.99) and not holds(30.05, 0.9) and holds(40.2, 0.2)


def test_polygons_across_the_antimeridian_are_cut_there():
    area = polygons(
        "Polygon((170 -20, 190 -20, 190 -10, 170 -10, 170 -20), (179 -16, 181 -16, 181 -14, 179 -14, 179 -16))"
    )
    holds = place_test(area)
    assert holds(175, -15) and holds(-175, -15) and holds(180, -19) and holds(-180, -19)
    assert not holds(179.5, -15) and not holds(-179.5, -15) and not holds(165, -15)
    fiji = polygons(
        "Polygon((1900000 -100000, 2300000 -100000, 2300000 300000, 1900000 300000, 1900000 -100000))",
        system=crs("EPSG:3460"),
    )
    assert {longitude for rings in fiji.polygons for ring in rings for longitude, _ in ring} >= {-180.0, 180.0}


def test_a_wide_polygon_of_degrees_goes_the_way_it_is_drawn():
    area = polygons("Polygon((-170 40, 170 40, 170 50, -170 50, -170 40))")
    holds = place_test(area)
    assert holds(0, 45) and not holds(175, 45)


def test_a_ring_round_the_pole_with_a_hole_round_the_pole():
    area = polygons(
        "Polygon((-3e6 -3e6, 3e6 -3e6, 3e6 3e6, -3e6 3e6, -3e6 -3e6),"
        "(-1e6 -1e6, 1e6 -1e6, 1e6 1e6, -1e6 1e6, -1e6 -1e6))",
        system=crs("EPSG:3995"),
    )
    holds = place_test(area)
    assert not holds(0, 89) and holds(0.1, 75) and holds(-179.9, 75) and not holds(0, 30)


@pytest.mark.parametrize("texts", [(), ("Point(1 2)",), ("LineString(0 0, 1 1)",), ("Polygon EMPTY",)])
def test_no_polygon_is_refused(texts):
    with pytest.raises(SearchError, match="polygon"):
        polygons(*texts)
    with pytest.raises(SearchError, match="polygon"):
        area_of_polygons([QgsGeometry()], WGS84, CONTEXT)


# Lines


def along(*texts: str, system=WGS84, metres: float = 5_000) -> Corridor:
    return area_along_lines([QgsGeometry.fromWkt(text) for text in texts], system, CONTEXT, metres)


def test_lines_keep_their_points():
    area = along("MultiLineString((8 50, 9 51, 10 50),(0 0, 1 1))")
    assert area == Corridor((((8, 50), (9, 51), (10, 50)), ((0, 0), (1, 1))), 5_000)


def test_a_line_across_the_antimeridian_is_cut_there():
    assert along("LineString(170 0, 175 5, 190 -10)").lines == (
        ((170, 0), (175, 5), (180, 0)),
        ((-180, 0), (-170, -10)),
    )
    assert along("LineString(185 0, 175 0)").lines == (((-175, 0), (-180, 0)), ((180, 0), (175, 0)))


def test_a_projected_line_is_followed():
    area = along("LineString(4000000 2000000, 6000000 4000000)", system=crs("EPSG:3035"), metres=1_000)
    (line,) = area.lines
    assert len(line) > 10
    back = QgsCoordinateTransform(WGS84, crs("EPSG:3035"), CONTEXT)
    for (x1, y1), (x2, y2) in zip(line, line[1:]):
        middle = back.transform(QgsPointXY((x1 + x2) / 2, (y1 + y2) / 2))
        assert middle.x() - middle.y() == pytest.approx(2_000_000, abs=4)


def test_a_line_that_leaves_its_crs_is_refused():
    """A route that goes on beyond UTM's reach ended somewhere else on the globe."""
    with pytest.raises(SearchError, match="can express"):
        along("LineString(500000 5000000, 30000000 5000000)", system=crs("EPSG:32633"))
    with pytest.raises(SearchError, match="can express"):
        along("LineString(0 0, 17000000 8000000)", system=crs("EPSG:8857"))


def test_no_line_is_refused():
    with pytest.raises(SearchError, match="line"):
        along("Point(1 2)")


@pytest.mark.parametrize("make", [StationsInPolygons, StationsAlongLines])
def test_processing_looks_at_cancel_while_it_reads_shapes(make):
    """Not only before and after: a layer of roads has a million of them."""
    kind, text = "LineString", "LineString(8 50, 9 51)"
    if make is StationsInPolygons:
        kind, text = "Polygon", "Polygon((8 50, 9 50, 9 51, 8 50))"
    layer = QgsVectorLayer(f"{kind}?crs=EPSG:4326", "Shapes", "memory")
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromWkt(text))
    layer.dataProvider().addFeatures([feature] * 100)
    looks = []

    def check() -> None:
        looks.append(1)
        if len(looks) == 20:
            raise Cancelled()

    algorithm = make()
    algorithm.initAlgorithm({})
    parameters = {"INPUT": layer, "DISTANCE": 500}
    context = QgsProcessingContext()
    algorithm.hold_beside(parameters, context)
    with pytest.raises(Cancelled):
        algorithm.area(parameters, context, check)
    algorithm.area(parameters, context, lambda: looks.append(1))
    assert len(looks) > 120


# Distances: QGIS measures by PROJ's geodesics (C. F. F. Karney, Algorithms for geodesics, 2013)

longitudes = st.floats(-180, 180)
latitudes = st.floats(-90, 90)


@settings(deadline=None, max_examples=tries(500))
@given(longitudes, latitudes, longitudes, latitudes)
def test_distances_are_those_of_qgis(ellipsoid, x1, y1, x2, y2):
    truth = ellipsoid.measureLine(QgsPointXY(x1, y1), QgsPointXY(x2, y2))
    assert metres_between((x1, y1), (x2, y2)) == pytest.approx(truth, abs=0.0001)


@settings(deadline=None, max_examples=tries(300))
@given(longitudes, latitudes, st.floats(-1, 1), st.floats(-1, 1))
def test_distances_to_nearly_the_opposite_point_are_those_of_qgis(ellipsoid, x, y, aside, up):
    opposite = ((x + 180 + aside + 180) % 360 - 180, max(-90.0, min(90.0, up - y)))
    truth = ellipsoid.measureLine(QgsPointXY(x, y), QgsPointXY(*opposite))
    assert metres_between((x, y), opposite) == pytest.approx(truth, abs=0.0001)


@settings(deadline=None, max_examples=tries(200))
@given(longitudes, st.floats(-80, 80), st.floats(0, 360), st.floats(10, 500_000))
def test_a_circle_ends_where_qgis_says(ellipsoid, longitude, latitude, azimuth, radius):
    holds = place_test(Circle(latitude, longitude, radius))
    for factor, inside in ((0.999, True), (1.001, False)):
        end = ellipsoid.computeSpheroidProject(QgsPointXY(longitude, latitude), radius * factor, math.radians(azimuth))
        assert holds((end.x() + 180) % 360 - 180, end.y()) is inside

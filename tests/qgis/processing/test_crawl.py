"""Searches as they run inside QGIS: areas of any CRS against brute force, and QGIS' own network with a page ahead."""

from __future__ import annotations

import threading

import pytest
import requests
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsFeedback,
    QgsGeometry,
    QgsPointXY,
    QgsRectangle,
)

from ocm_plugin.ocm.feedback import Feedback
from ocm_plugin.ocm.http.client import Client
from ocm_plugin.ocm.records.provenance import COMPLETE, STOPPED
from ocm_plugin.ocm.records.reference_store import ReferenceStore
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.ocm.sources.paging import ApiSource
from ocm_plugin.qgis_support.areas import area_along_lines, area_of_extent, area_of_polygons
from ocm_plugin.qgis_support.feedback import QgisFeedback
from ocm_plugin.qgis_support.transport import qgis_session
from tests.ocm_server import OcmServer, faults
from tests.ocm_server.synthetic import make_pois
from tests.support.cancelling import cancel_in_request
from tests.support.effort import tries
from tests.support.results import ran

CONTEXT = QgsCoordinateTransformContext()
WGS84 = QgsCoordinateReferenceSystem("EPSG:4326")
SEARCHES = tries(120)


class Collected:
    def __init__(self):
        self.ids: list[int] = []

    def add(self, stations):
        self.ids += [match.station.id for match in stations]


def invented_pois():
    regions = (
        make_pois(200, seed=21),
        make_pois(100, seed=22, bounds=(-84.0, -179.9, 84.0, 179.9)),
        make_pois(60, seed=23, bounds=(-21.0, 176.0, -15.0, 179.9)),
        make_pois(60, seed=24, bounds=(-21.0, -179.9, -15.0, -176.0)),
        make_pois(60, seed=25, bounds=(66.0, -170.0, 84.0, 170.0)),
    )
    pois = [poi for region in regions for poi in region]
    for number, poi in enumerate(pois):
        poi["ID"] = 100 + number
    return pois


@pytest.fixture(scope="module")
def shared():
    with OcmServer(invented_pois(), None) as running:
        yield running


@pytest.fixture
def server(shared):
    shared.faults.clear()
    shared.clear_requests()
    return shared


def source(server, folder, session, page_size=100, overlap=False, **limits) -> ApiSource:
    client = Client(session, server.url, server.key, **limits)
    return ApiSource(client, ReferenceStore(folder, client.server), page_size, overlap)


# The CRS, and where rectangles in it are sensible.
SYSTEMS = {
    "EPSG:3857": (-20_000_000, -12_000_000, 20_400_000, 15_000_000),
    "EPSG:25832": (200_000, 4_000_000, 900_000, 8_500_000),
    "EPSG:3035": (2_500_000, 1_500_000, 6_500_000, 5_400_000),
    "EPSG:3995": (-4_000_000, -4_000_000, 4_000_000, 4_000_000),
    "EPSG:3832": (-5_000_000, -5_000_000, 5_000_000, 5_000_000),
    "EPSG:3460": (1_700_000, 3_500_000, 2_400_000, 4_400_000),
    "EPSG:4258": (-10, 35, 30, 70),
}


@settings(
    deadline=None,
    max_examples=SEARCHES,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data(), kind=st.sampled_from(("rectangle", "polygon", "line")))
def test_areas_of_any_crs_give_what_transforming_each_station_gives(shared, tmp_path_factory, data, kind):
    """The truth is computed in the CRS itself, station by station; stations on the very edge are left out."""
    shared.faults.clear()
    name = data.draw(st.sampled_from(sorted(SYSTEMS)))
    crs = QgsCoordinateReferenceSystem(name)
    x1, y1, x2, y2 = SYSTEMS[name]
    west, east = sorted(data.draw(st.floats(x1, x2)) for _ in range(2))
    south, north = sorted(data.draw(st.floats(y1, y2)) for _ in range(2))
    if min(east - west, north - south) < (x2 - x1) / 1e4:
        return
    rectangle = QgsRectangle(west, south, east, north)
    if kind == "rectangle":
        shape = QgsGeometry.fromRect(rectangle)
        area = area_of_extent(rectangle, crs, CONTEXT)
    elif kind == "polygon":
        third = (east - west) / 3
        shape = QgsGeometry.fromRect(rectangle).difference(
            QgsGeometry.fromRect(QgsRectangle(west + third, south, east - third, (south + north) / 2))
        )
        area = area_of_polygons([shape], crs, CONTEXT)
    else:
        shape = QgsGeometry.fromPolylineXY([QgsPointXY(west, south), QgsPointXY(east, north)])
        area = area_along_lines([shape], crs, CONTEXT, 50_000)
    destination = Collected()
    folder = tmp_path_factory.getbasetemp() / "reference"
    provenance = ran(Search(area=area), source(shared, folder, requests.Session(), 100), destination, Feedback())
    assert provenance.outcome == COMPLETE
    found = set(destination.ids)
    surely, perhaps = plainly_inside(shared.served_pois(), crs, shape, kind, (east - west + north - south) * 1e-5)
    assert surely <= found <= perhaps


def plainly_inside(pois, crs, shape, kind, slack):
    """Ids that lie inside for sure, and those that may. What is near a line is judged on the ground, not the plane."""
    forward = QgsCoordinateTransform(WGS84, crs, CONTEXT)
    surely, perhaps = set(), set()
    edge = QgsGeometry(shape.constGet().boundary()) if kind != "line" else shape
    for poi in pois:
        place = QgsPointXY(poi["AddressInfo"]["Longitude"], poi["AddressInfo"]["Latitude"])
        point = turned_into(forward, place, shape)
        if point is None:
            perhaps.add(poi["ID"])
            continue
        if kind == "line":
            metres = ground_distance(shape, point, crs, place)
            inside, doubtful = metres <= 50_000, abs(metres - 50_000) < 2_000
        else:
            inside, doubtful = shape.contains(point), edge.distance(point) < slack
        if inside or doubtful:
            perhaps.add(poi["ID"])
        if inside and not doubtful:
            surely.add(poi["ID"])
    return surely, perhaps


def turned_into(forward, place, shape):
    """The station in the CRS; on a web map that goes on beyond the antimeridian, where the shape is."""
    try:
        point = forward.transform(place)
    except QgsCsException:
        return None
    back = QgsCoordinateTransform(forward.destinationCrs(), WGS84, CONTEXT).transform(point)
    if abs(back.x() - place.x()) > 1e-6 or abs(back.y() - place.y()) > 1e-6:
        return None
    geometry = QgsGeometry.fromPointXY(point)
    if forward.destinationCrs().authid() == "EPSG:3857":
        further = QgsGeometry.fromPointXY(QgsPointXY(point.x() + 2 * 20_037_508.342789244, point.y()))
        return further if further.distance(shape) < geometry.distance(shape) else geometry
    return geometry


def ground_distance(line, point, crs, place):
    """Metres from the station to the nearest of many points along the line."""
    from qgis.core import QgsDistanceArea

    measure = QgsDistanceArea()
    measure.setEllipsoid("WGS84")
    backward = QgsCoordinateTransform(crs, WGS84, CONTEXT)
    total = line.length()

    def metres(part):
        vertex = line.interpolate(total * part).asPoint()
        return measure.measureLine(backward.transform(vertex), place)

    best = min(range(201), key=lambda n: metres(n / 200))
    return min(metres(min(1, max(0, (best + n / 40) / 200))) for n in range(-40, 41))


# QGIS' network


def in_worker(action):
    """Run it as a task would: outside of the main thread. Returns what it gives."""
    given_back = []

    def work():
        try:
            given_back.append(action())
        except Exception as error:
            given_back.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join(200)
    assert not thread.is_alive()
    return given_back[0]


@pytest.mark.parametrize("overlap", [False, True])
def test_a_crawl_over_qgis_network(server, tmp_path, overlap):
    server.faults.add(faults.status(503), every=3, times=None, action="poi")
    destination, feedback = Collected(), QgsFeedback()
    going = source(server, tmp_path, qgis_session(feedback), 100, overlap)
    provenance = in_worker(lambda: ran(Search(), going, destination, QgisFeedback(feedback)))
    assert provenance.outcome == COMPLETE
    assert destination.ids == sorted(poi["ID"] for poi in server.served_pois())


@pytest.mark.parametrize("overlap", [False, True])
@pytest.mark.parametrize("fault", [lambda: faults.stall(), lambda: faults.stall(keep=0.5), lambda: faults.slow(200)])
def test_cancelling_ends_a_stalled_request_and_its_thread(server, tmp_path, overlap, fault):
    """Going on would take longer than a test may."""
    server.faults.add(fault(), times=None, after=2, action="poi")
    destination, feedback = Collected(), QgsFeedback()
    going = source(server, tmp_path, qgis_session(feedback), 100, overlap, timeout_s=600)
    cancel_in_request(server, 3, feedback.cancel)
    provenance = in_worker(lambda: ran(Search(), going, destination, QgisFeedback(feedback)))
    assert provenance.outcome == STOPPED and len(destination.ids) == 200
    for thread in threading.enumerate():
        if thread.name.startswith("openchargemap"):
            thread.join(100)
            assert not thread.is_alive()

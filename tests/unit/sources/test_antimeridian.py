"""Stations on the meridian that is called 180 and -180: in each area that reaches it, by whichever name."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import requests
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ocm_plugin.ocm.feedback import Feedback
from ocm_plugin.ocm.http.client import Client
from ocm_plugin.ocm.mirroring import update_mirror
from ocm_plugin.ocm.records.reference import ReferenceData
from ocm_plugin.ocm.records.reference_store import ReferenceStore
from ocm_plugin.ocm.run import Match
from ocm_plugin.ocm.search.areas import Area, Circle, Corridor, Extent, Polygons, World
from ocm_plugin.ocm.search.geodesy import metres_between
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.ocm.sources.mirror import MirrorSource
from ocm_plugin.ocm.sources.paging import ApiSource
from ocm_plugin.ocm.sources.source import FileSource, Source
from ocm_plugin.ocm.store.mirror_file import FileMirror
from ocm_plugin.ocm.store.mirror_tables import read_entries
from ocm_plugin.ocm.store.mirrors import Mirror
from tests.ocm_server import OcmServer
from tests.ocm_server.synthetic import make_pois, make_reference
from tests.support.effort import tries
from tests.support.postgis_mirrors import new_mirror
from tests.support.results import ran

Place = tuple[float, float]
LONGITUDES = (180.0, -180.0, 179.75, -179.75, 179.9999, -179.9999, 178.0, -178.0, 0.0)
LATITUDES = (-20.0, -17.5, -17.25, -15.0, 0.0, 66.0, 68.5)
REFERENCE = ReferenceData.from_json(make_reference())


class Rows:
    def __init__(self) -> None:
        self.ids: set[int] = set()

    def add(self, stations: Sequence[Match]) -> None:
        self.ids.update(match.station.id for match in stations)


def found(source: Source, area: Area) -> set[int]:
    rows = Rows()
    ran(Search(area), source, rows, Feedback())
    return rows.ids


class Pacific(NamedTuple):
    """A server with stations around the meridian and on it, and a mirror and a file of all of them."""

    server: OcmServer
    folder: Path
    mirror: Mirror
    file: Path
    places: dict[int, Place]

    def api(self) -> ApiSource:
        client = Client(requests.Session(), self.server.url, self.server.key)
        return ApiSource(client, ReferenceStore(self.folder, self.server.url))

    def of(self, mirror: Mirror) -> MirrorSource:
        return MirrorSource(mirror, self.api().origin.server or "")

    def on_it(self) -> set[int]:
        return {number for number, (longitude, _) in self.places.items() if abs(longitude) == 180}


def pacific_pois() -> list[dict[str, Any]]:
    places = [(longitude, latitude) for longitude in LONGITUDES for latitude in LATITUDES]
    pois = make_pois(len(places))
    for poi, (longitude, latitude) in zip(pois, places):
        poi["AddressInfo"].update(Longitude=longitude, Latitude=latitude)
    return pois


@pytest.fixture(scope="module", params=["GeoPackage", "PostGIS"])
def pacific(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pacific]:
    folder = tmp_path_factory.mktemp("pacific")
    pois = pacific_pois()
    (folder / "pois.json").write_text(json.dumps(pois))
    is_file = request.param == "GeoPackage"
    mirror = FileMirror(folder / "mirror.gpkg") if is_file else new_mirror(request.getfixturevalue("postgres"))
    places = {poi["ID"]: (poi["AddressInfo"]["Longitude"], poi["AddressInfo"]["Latitude"]) for poi in pois}
    with OcmServer(pois, None) as server:
        made = Pacific(server, folder, mirror, folder / "pois.json", places)
        update_mirror(mirror, made.api(), [World()], Feedback())
        yield made


def is_between(west: float, longitude: float, east: float) -> bool:
    """On the way east from one meridian to another, both included, on a globe that has no seam."""
    if west == -180 and east == 180:
        return True
    return (longitude - west) % 360 <= (east - west) % 360 or (longitude - east) % 360 == 0


def by_brute_force(area: Area, places: dict[int, Place]) -> set[int]:
    if isinstance(area, Circle):
        centre = (area.longitude, area.latitude)
        return {number for number, place in places.items() if metres_between(centre, place) <= area.radius_m}
    if isinstance(area, Corridor):  # along a meridian, or along the equator
        ((start, end),) = area.lines
        steps = [
            (start[0] + (end[0] - start[0]) * n / 400, start[1] + (end[1] - start[1]) * n / 400) for n in range(401)
        ]
        return {
            number
            for number, place in places.items()
            if any(metres_between(step, place) <= area.distance_m for step in steps)
        }
    if isinstance(area, Polygons):
        boxes = [(*rings[0][0], *rings[0][2]) for rings in area.polygons]
    else:
        assert isinstance(area, Extent)
        boxes = [(area.west, area.south, area.east, area.north)]
    return {
        number
        for number, (longitude, latitude) in places.items()
        if any(is_between(west, longitude, east) and south <= latitude <= north for west, south, east, north in boxes)
    }


def ring(west: float, south: float, east: float, north: float) -> tuple[Place, ...]:
    return (west, south), (east, south), (east, north), (west, north), (west, south)


BANDS = st.sampled_from(((-21.0, -14.0), (-17.5, -17.25), (-20.0, 0.0), (65.0, 69.0)))
EAST, WEST = st.sampled_from((-180.0, -179.75, -178.0)), st.sampled_from((180.0, 179.75, 178.0))


@st.composite
def areas(draw: st.DrawFn) -> Area:
    """Areas that end at the meridian, by either name, cross it, or come near it."""
    south, north = draw(BANDS)
    west, east = draw(WEST), draw(EAST)
    kind = draw(st.sampled_from(("across", "west", "east", "round", "two", "one", "circle", "line")))
    if kind == "across":
        return Extent(west, south, east, north)
    if kind == "west":
        return Extent(draw(st.sampled_from((170.0, 178.0, 180.0))), south, 180.0, north)
    if kind == "east":
        return Extent(-180.0, south, draw(st.sampled_from((-180.0, -178.0, -170.0))), north)
    if kind == "round":
        return Extent(-180.0, south, 180.0, north)
    if kind == "two":
        return Polygons(((ring(170.0, south, 180.0, north),), (ring(-180.0, south, -170.0, north),)))
    if kind == "one":
        return Polygons(((ring(-180.0, south, -170.0, north),),))
    if kind == "circle":
        latitude = draw(st.sampled_from((-17.5, 0.0, 66.0)))
        return Circle(
            latitude, draw(st.sampled_from((180.0, -180.0, 179.9, -179.9))), draw(st.sampled_from((1e3, 5e4)))
        )
    longitude = draw(st.sampled_from((180.0, -180.0, 179.9)))
    return Corridor((((longitude, south), (longitude, north)),), 20_000.0)


quickly = settings(
    deadline=None, max_examples=tries(200), suppress_health_check=(HealthCheck.too_slow, HealthCheck.data_too_large)
)


@quickly
@given(area=areas())
def test_file_mirror_and_brute_force_find_the_same_at_the_antimeridian(pacific, area):
    """The server too, but for what lies on the meridian itself: boxes end there, and may leave their edges out."""
    expected = by_brute_force(area, pacific.places)
    file = FileSource(pacific.file, "pois.json", False, REFERENCE)
    assert found(file, area) == expected
    assert found(pacific.of(pacific.mirror), area) == expected
    with pytest.MonkeyPatch.context() as patch:  # by the index
        patch.setattr("ocm_plugin.ocm.sources.mirror._SIMPLE", 1)
        assert found(pacific.of(pacific.mirror), area) == expected
    from_server = found(pacific.api(), area)
    assert expected - pacific.on_it() <= from_server <= expected


@settings(quickly, max_examples=tries(40))
@given(area=areas())
def test_no_update_of_an_area_says_that_a_station_on_its_edge_is_gone(pacific, area):
    """The server leaves it out of the box of an area that ends at the meridian. Each update of a mirror of both ended
    with "the server left out station OCM-1004, which it still has"."""
    file = FileMirror(pacific.folder / "again.gpkg")
    Path(file.place).unlink(missing_ok=True)
    now = datetime.now(timezone.utc)
    update_mirror(file, pacific.api(), [World()], Feedback(), now=now)
    update_mirror(file, pacific.api(), [area], Feedback(), now=now + timedelta(days=30), replace_all=True)
    assert {entry.area for entry in read_entries(file)} == {World(), area}
    assert found(pacific.of(file), World()) == pacific.places.keys()

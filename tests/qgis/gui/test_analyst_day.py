"""A day of an analyst in one city: how many requests it takes, and that none is sent twice.

The same day is played twice by the window's own searches: with each search asking the server (*Hold results:
never* in the options), and as it is by itself. The server's log counts.
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from urllib.parse import urlencode

import pytest
from qgis.core import QgsApplication

from ocm_plugin.ocm.search.areas import Circle, Corridor, Extent, Polygons
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.qgis_support.settings import Settings
from tests.ocm_server import OcmServer
from tests.ocm_server.synthetic import make_pois

from .conftest import settle
from .results import request, run

CITY = Extent(8.40, 49.90, 9.00, 50.30)
CENTRE = Extent(8.62, 50.08, 8.74, 50.16)
WEST, EAST, NORTH = Extent(8.42, 49.95, 8.62, 50.20), Extent(8.74, 50.0, 8.98, 50.2), Extent(8.5, 50.16, 8.9, 50.29)
RING = Circle(50.11, 8.68, 9_000)
MOTORWAY = Corridor((((8.45, 49.95), (8.66, 50.10), (8.9, 50.25)),), 2_000)
DISTRICT = Polygons(((((8.60, 50.05), (8.72, 50.06), (8.75, 50.13), (8.66, 50.17), (8.60, 50.05)),),))
FURTHER_EAST, FURTHER_SOUTH = Extent(8.60, 49.95, 9.12, 50.25), Extent(8.45, 49.80, 8.95, 50.2)
REGION = Extent(7.9, 49.6, 9.5, 50.6)

MORNING = [
    Search(CITY),
    Search(CITY, connection_type_ids=(33,)),
    Search(CITY, connection_type_ids=(33,), min_power_kw=50),
    Search(CENTRE, connection_type_ids=(33,)),
    Search(CENTRE, min_power_kw=150),
    Search(WEST),
    Search(EAST),
    Search(NORTH, min_power_kw=22),
    Search(RING),
    Search(RING, usage_type_ids=(1, 4, 5)),
    Search(MOTORWAY, min_power_kw=100),
    Search(DISTRICT),
    Search(DISTRICT, connection_type_ids=(25, 1036)),
    Search(CITY, status_type_ids=(50,)),
    Search(FURTHER_EAST),
]
AFTERNOON = [
    Search(FURTHER_EAST, min_power_kw=50),
    Search(CITY, min_connectors=4),
    Search(CITY),
    Search(REGION, min_power_kw=150, connection_type_ids=(33,)),
    Search(CENTRE),
    Search(CENTRE, max_power_kw=22),
    Search(REGION, min_power_kw=150, connection_type_ids=(33,)),
    Search(FURTHER_SOUTH),
    Search(FURTHER_SOUTH, connection_type_ids=(2,)),
    Search(CITY, include_comments=True),
    Search(RING, include_comments=True),
    Search(MOTORWAY),
    Search(WEST, connection_type_ids=(33,), min_power_kw=50),
    Search(CITY, connection_type_ids=(33,), min_power_kw=50),
    Search(DISTRICT, min_power_kw=50),
]
RELOADED = (1, 4, 13)
"""Of the morning's layers, those that are reloaded in the evening."""


def city_pois():
    """Stations of one city and its surroundings: 1,200 in all."""
    dice = random.Random(12)
    pois = make_pois(1_200)
    for poi in pois:
        is_central = dice.random() < 0.7
        width, height = (0.6, 0.4) if is_central else (1.8, 1.2)
        poi["AddressInfo"].update(
            Longitude=round(8.7 + dice.uniform(-width, width) / 2, 6),
            Latitude=round(50.1 + dice.uniform(-height, height) / 2, 6),
        )
    return pois


@pytest.fixture
def server(monkeypatch, tmp_path):
    with OcmServer(city_pois()) as server:
        monkeypatch.setenv("OCM_API_URL", server.url)
        monkeypatch.setenv("OCM_API_KEY", server.key)
        monkeypatch.setattr(QgsApplication, "qgisSettingsDirPath", staticmethod(lambda: str(tmp_path)))
        yield server
    Settings().save()


def day(searching, window, server, held_hours):
    """Play the day: the requests, those that were sent twice, and which stations each search has found."""
    replace(Settings(), held_hours=held_hours).save()
    window.clear_project()
    server.clear_requests()
    found, layers = [], []

    def ran(search):
        searching._messages.clear()
        run(searching, window, request(search))
        layer = window.activeLayer()
        layers.append(layer)
        found.append(sorted(feature["ocm_id"] for feature in layer.getFeatures()))

    for search in MORNING + AFTERNOON:
        ran(search)
    for number in RELOADED:
        searching._messages.clear()
        searching.reloads.reload(layers[number])
        settle(lambda: bool(window.message()), 20)
        found.append(sorted(feature["ocm_id"] for feature in layers[number].getFeatures()))
    sent = Counter((each.path, urlencode(sorted(each.query.items()))) for each in server.requests)
    size = sum(each.bytes_sent for each in server.requests)
    window.clear_project()
    return len(server.requests), size, [url for url, number in sent.items() if number > 1], found


@pytest.mark.timeout(600)
def test_a_day_takes_a_third_of_the_requests_and_none_twice(server, searching, window, capsys):
    """Each search asked the server; Open Charge Map bans clients that repeat themselves."""
    before, bytes_before, repeated, found = day(searching, window, server, 0)
    assert repeated
    now, bytes_now, repeated_now, found_now = day(searching, window, server, 24)
    with capsys.disabled():
        print(f"\na day of 30 searches and 3 reloads: {now} requests, {bytes_now:,} bytes; each asking: ", end="")
        print(f"{before} requests, {bytes_before:,} bytes, {len(repeated)} of them sent again")
    assert found_now == found and all(found)
    assert repeated_now == []
    assert now <= before / 3

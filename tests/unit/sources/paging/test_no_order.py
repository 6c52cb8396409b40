"""The crawl of a server that does not page, or sends what it was not asked for."""

from __future__ import annotations

from dataclasses import replace

import pytest
import requests

from ocm_plugin.ocm.http.client import Client
from ocm_plugin.ocm.records.provenance import COMPLETE, STOPPED, ResumePoint
from ocm_plugin.ocm.records.reference_store import ReferenceStore
from ocm_plugin.ocm.search.areas import Countries, Extent, Polygons, World
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.ocm.sources import paging, split_boxes
from ocm_plugin.ocm.sources import source as sources
from ocm_plugin.ocm.sources.paging import ApiSource
from tests.ocm_server import OcmServer, faults
from tests.ocm_server.synthetic import make_pois

from .conftest import EUROPE, crawl, ids_of


@pytest.mark.parametrize("count", [2_000, 77])
def test_a_server_with_an_order_of_its_own_loses_nothing(server, source, count):
    """It begins with the newest: what follows the highest id is nothing, and the rest was never asked for."""
    fault = replace(faults.newest_first(), change_stations=faults.limit(count).change_stations)
    server.faults.add(fault, times=None, action="poi")
    ids, provenance = crawl(source(2_000))
    assert ids == ids_of(server) and provenance.is_complete


def test_stations_at_the_poles_are_found_by_quarters(tmp_path):
    """No box of the server holds a pole, and those of the quarters ended at 89.99 degrees."""
    pois = make_pois(60)
    for poi, latitude in zip(pois, (90, -90, 89.995, -89.999, 89.992)):
        poi["AddressInfo"].update(Latitude=latitude, Longitude=17.5)
    with OcmServer(pois, None) as server:
        server.faults.add(faults.ignore_keyset(), times=None, action="poi")
        client = Client(requests.Session(), server.url, server.key)
        ids, provenance = crawl(ApiSource(client, ReferenceStore(tmp_path, client.server), 20))
        assert ids == ids_of(server) and provenance.is_complete


@pytest.mark.parametrize(
    "area",
    [None, EUROPE, Countries(("DE",)), Polygons((((((0, 40), (20, 40), (10, 60))),),))],
    ids=["world", "box", "country", "polygon"],
)
def test_a_server_that_ignores_the_keyset_is_asked_by_quarters(server, source, area):
    search = Search(area=area) if area else Search()
    complete, _ = crawl(source(2_000), search)
    assert complete
    server.faults.add(faults.ignore_keyset(), times=None, action="poi")
    ids, provenance = crawl(source(100), search)
    assert ids == complete
    assert provenance.outcome == COMPLETE


def test_one_station_that_is_repeated_is_not_taken_for_a_limit_of_one(server, source):
    """Its box was quartered down to metres, and then said to hold more than fits into one answer."""
    lonely = server.served_pois()[0]["AddressInfo"]
    west, south = lonely["Longitude"], lonely["Latitude"]
    search = Search(area=Extent(west, south, west + 0.000_01, south + 0.000_01))
    complete, _ = crawl(source(2_000), search)
    assert len(complete) == 1
    server.faults.add(faults.ignore_keyset(), times=None, action="poi")
    ids, provenance = crawl(source(100), search)
    assert ids == complete and provenance.outcome == COMPLETE


def test_the_quarters_of_a_server_with_a_limit_of_its_own_are_as_large_as_its_answers(server, source):
    server.faults.add(
        faults.Fault(
            "limit",
            change_query=faults.ignore_keyset().change_query,
            change_stations=lambda stations: stations[:50],
        ),
        times=None,
        action="poi",
    )
    ids, provenance = crawl(source(2_000), Search(area=Extent(5, 45, 15, 55)))
    assert provenance.outcome == COMPLETE
    server.faults.clear()
    assert ids == crawl(source(2_000), Search(area=Extent(5, 45, 15, 55)))[0]


def test_the_sql_database_s_order_by_date_is_noticed(server, source):
    """In the server's fallback `id_asc` sorts by date of creation; the highest id of a page says nothing there."""
    change = faults.Fault("sql", change_stations=lambda stations: sorted(stations, key=lambda poi: poi["DateCreated"]))
    server.faults.add(change, times=None, action="poi")
    ids, provenance = crawl(source(300))
    assert ids == ids_of(server) and provenance.outcome == COMPLETE


def test_stations_that_no_box_can_part_are_reported_as_missing(tmp_path):
    pois = make_pois(60)
    for poi in pois[:40]:
        poi["AddressInfo"].update(Latitude=50.5, Longitude=8.25)
    with OcmServer(pois, None) as server:
        server.faults.add(faults.ignore_keyset(), times=None, action="poi")
        client = Client(requests.Session(), server.url, server.key)
        ids, provenance = crawl(ApiSource(client, ReferenceStore(tmp_path, client.server), 20))
        assert provenance.outcome == STOPPED
        assert "50.5" in provenance.reason and "8.2" in provenance.reason
        assert len(ids) == 40  # the 20 that stand apart, and as many of the 40 as one answer holds
        assert provenance.resume is None


def test_a_server_that_ignores_boxes_too_is_not_asked_for_ever(server, source, monkeypatch):

    monkeypatch.setattr(split_boxes, "MOST_REQUESTS", 30)
    deaf = faults.Fault(
        "deaf",
        change_query=lambda query: faults.ignore_keyset().change_query(query.__class__(max_results=100, compact=True)),
    )
    server.faults.add(deaf, times=None, action="poi")
    ids, provenance = crawl(source(100))
    assert provenance.outcome == STOPPED
    assert "smaller area" in provenance.reason
    assert len(ids) == 100
    assert len(server.poi_requests) <= 33


@pytest.mark.parametrize("overlap", [False, True])
def test_a_server_that_sends_ever_new_stations_is_given_up_after_so_many(server, source, monkeypatch, overlap):
    """Whatever was asked for, it sent others: the search went on until the memory was full, at 4 to 7.6 GB."""
    monkeypatch.setattr(paging, "MOST_STATIONS", 1_500)
    server.faults.add(faults.ever_new(), times=None, action="poi")
    ids, provenance = crawl(source(200, overlap))
    assert provenance.outcome == STOPPED and not provenance.is_complete and provenance.resume is None
    assert len(ids) == 1_600
    assert provenance.reason.startswith("After 8 answers with 1,600 stations the server still sent others")
    assert len(server.poi_requests) == 8


def test_a_server_that_sends_one_new_station_at_a_time_is_given_up_after_so_many_answers(server, source, monkeypatch):
    monkeypatch.setattr(paging, "MOST_PAGES", 30)
    ever_new = faults.ever_new()
    one = replace(ever_new, change_stations=lambda stations: ever_new.change_stations(stations[:1]))
    server.faults.add(one, times=None, action="poi")
    ids, provenance = crawl(source(200))
    assert provenance.outcome == STOPPED and "After 30 answers" in provenance.reason
    assert len(ids) == 30 and len(server.poi_requests) == 30


def test_records_without_id_are_counted_too(server, source, monkeypatch):
    monkeypatch.setattr(paging, "MOST_STATIONS", 1_500)
    ever_new = faults.ever_new()

    def nameless(stations):
        return ever_new.change_stations(stations[:1]) + [{**poi, "ID": None} for poi in stations[1:]]

    server.faults.add(replace(ever_new, change_stations=nameless), times=None, action="poi")
    ids, provenance = crawl(source(200))
    assert provenance.outcome == STOPPED and "After 9 answers" in provenance.reason
    assert len(ids) == 9 and len(provenance.set_aside) == 9 * 199


def test_a_search_that_stops_behind_records_without_id_goes_on_behind_the_last_station(server, source, monkeypatch):
    """They are handed over at the end of their page. Where they filled a batch, all was loaded again from the start."""
    monkeypatch.setattr(sources, "SLICE", 190)

    def nameless(stations):
        return stations[:190] + [{**poi, "ID": None} for poi in stations[190:]]

    server.faults.add(faults.Fault("nameless", change_stations=nameless), times=1, action="poi")
    server.faults.add(faults.status(400), times=None, action="poi")
    ids, provenance = crawl(source(200))
    assert (len(ids), len(provenance.set_aside)) == (190, 10)
    assert provenance.resume == ResumePoint(ids[-1])


@pytest.mark.parametrize("area", [World(), Countries(("DE", "FR", "NL")), EUROPE])
def test_ever_new_stations_in_no_order_are_held_up_to_a_bound(server, source, monkeypatch, area):
    """They are all held at once, for want of an order: by their bytes, since stations may be of any size."""
    monkeypatch.setattr(paging, "MOST_HELD_BYTES", 1_000_000)
    server.faults.add(faults.ever_new(10**9, -1), times=None, action="poi")
    ids, provenance = crawl(source(200), Search(area=area))
    assert provenance.outcome == STOPPED and "smaller area" in provenance.reason
    assert provenance.bytes < 3_000_000
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("overlap", [False, True])
def test_a_server_that_sends_ever_the_same_stations_is_given_up(server, source, overlap):
    server.faults.add(faults.ever_same(), times=None, action="poi")
    ids, provenance = crawl(source(100, overlap))
    assert provenance.outcome == STOPPED and "smaller area" in provenance.reason
    assert len(ids) == 100 and len(server.poi_requests) < 50

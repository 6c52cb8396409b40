"""The crawl of a server that pages: how many requests, in which order, with several boxes or a cap."""

from __future__ import annotations

import pytest
import requests

from ocm_plugin.ocm.errors import (
    EmptyAnswer,
)
from ocm_plugin.ocm.feedback import Feedback
from ocm_plugin.ocm.http.client import Client
from ocm_plugin.ocm.records.provenance import CAPPED, COMPLETE
from ocm_plugin.ocm.records.reference_store import ReferenceStore
from ocm_plugin.ocm.search.areas import Extent, StationIds
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.ocm.slices import SLICE
from ocm_plugin.ocm.sources import server_boxes
from ocm_plugin.ocm.sources.paging import ApiSource
from tests.ocm_server import OcmServer, faults
from tests.ocm_server.synthetic import make_pois
from tests.support.results import ran

from .conftest import COUNT, EUROPE, Collected, Told, crawl, ids_of


@pytest.mark.parametrize("overlap", [False, True])
@pytest.mark.parametrize(
    ("page_size", "requests_needed"),
    [(200, 7), (505, 4), (101, 12), (1_010, 3), (1_011, 2), (2_000, 2)],
)
def test_an_empty_page_is_the_end_asked_for_twice_after_a_full_one(server, source, overlap, page_size, requests_needed):
    """A short page proves nothing: servers have limits of their own. An empty one after a full one may be a failure."""
    ids, provenance = crawl(source(page_size, overlap))
    assert ids == ids_of(server)
    assert provenance.outcome == COMPLETE
    assert provenance.requests == len(server.poi_requests) == requests_needed
    assert len({request.raw_query for request in server.poi_requests}) == requests_needed


def test_every_page_asks_for_what_follows_the_last_id(server, source):
    ids, _ = crawl(source(500))
    queries = [request.query for request in server.poi_requests]
    assert [query["greaterthanid"] for query in queries] == ["0", str(ids[499]), str(ids[999]), str(ids[1009])]
    assert {query["sortby"] for query in queries} == {"id_asc"}
    assert not any("latitude" in query for query in queries)


@pytest.mark.parametrize("count", [1_009, 512, 250, 77])
def test_a_server_with_a_limit_of_its_own_is_read_to_its_end(server, source, count):
    """A mirror that never sends more than 77 looks complete after one page; only the next page tells."""
    server.faults.add(faults.limit(count), times=None, action="poi")
    ids, provenance = crawl(source(2_000))
    assert ids == ids_of(server)
    assert provenance.outcome == COMPLETE and provenance.is_complete
    assert len(server.poi_requests) == -(-COUNT // count) + 1


@pytest.mark.parametrize("overlap", [False, True])
@pytest.mark.parametrize("size", [1_000, 250, 100])
def test_a_server_that_answers_nothing_to_large_pages_is_asked_for_smaller_ones(server, source, size, overlap):
    """The public server has answered `[]` above 1,000: "no station" was said of a thousand."""
    server.faults.add(faults.nothing_above(size), times=None, action="poi")
    ids, provenance = crawl(source(2_000, overlap))
    assert ids == ids_of(server) and provenance.is_complete
    assert len(server.poi_requests) <= 1 + 11 + 2


def test_a_later_page_larger_than_the_first_is_not_believed_when_it_is_empty(server, source):
    """A search for at most N begins with a page of N + 1, which this server allows; the next one is too large."""
    server.faults.add(faults.nothing_above(500), times=None, action="poi")
    ids, provenance = crawl(source(2_000), Search(max_results=400, keep_cannot_tell=False))
    assert ids == ids_of(server)[:400] and provenance.outcome == CAPPED
    ids, _ = crawl(source(2_000), Search(max_results=1_005))
    assert ids == ids_of(server)[:1_005]


@pytest.mark.parametrize("overlap", [False, True])
def test_a_size_that_worked_before_is_not_believed_when_it_is_found_to_fail(server, source, overlap):
    """After one page of 200 the server sent `[]` to pages above 100: the smaller page in between ended the search."""
    server.faults.add(faults.nothing_above(100), times=None, after=1, action="poi")
    ids, provenance = crawl(source(200, overlap))
    assert ids == ids_of(server) and provenance.is_complete


def test_an_empty_page_by_mistake_does_not_end_the_pages_of_a_server_with_a_limit(server, source):
    """No page is full there, so that none seemed to promise another."""
    server.faults.add(faults.empty_list(), action="poi", after=4)
    server.faults.add(faults.limit(77), times=None, action="poi")
    ids, provenance = crawl(source(200))
    assert ids == ids_of(server) and provenance.is_complete


def test_nothing_found_is_asked_for_twice(server, source):
    ids, provenance = crawl(source(), Search(area=Extent(100, 0, 101, 1)))
    assert (ids, provenance.outcome, provenance.received) == ([], COMPLETE, 0)
    assert len(server.poi_requests) == 2


def test_a_first_page_that_is_empty_by_mistake_is_not_believed(server, source):
    server.faults.add(faults.empty_list(), action="poi")
    ids, provenance = crawl(source())
    assert ids == ids_of(server) and provenance.outcome == COMPLETE


def test_an_empty_body_is_tried_again_and_is_never_no_stations(server, source):
    server.faults.add(faults.empty_body(), action="poi", times=2)
    ids, _ = crawl(source())
    assert ids == ids_of(server)
    server.faults.add(faults.empty_body(), action="poi", times=3)
    with pytest.raises(EmptyAnswer):
        crawl(source())


def test_two_boxes_across_the_antimeridian_give_each_station_once(tmp_path):
    pois = make_pois(300, seed=3, bounds=(-20.0, 175.0, -10.0, 179.9)) + make_pois(
        300, seed=4, bounds=(-20.0, -179.9, -10.0, -175.0)
    )
    for number, poi in enumerate(pois):
        poi["ID"] = 10_000 - 3 * number if number % 2 else 50 + number
    with OcmServer(pois, None) as server:
        client = Client(requests.Session(), server.url, server.key)
        source = ApiSource(client, ReferenceStore(tmp_path, client.server), 100)
        ids, provenance = crawl(source, Search(area=Extent(170, -25, -170, -5)))
        assert ids == ids_of(server)
        assert provenance.outcome == COMPLETE
        assert len(server.poi_requests) == 10


def test_overlapping_boxes_give_each_station_once(server, source, monkeypatch):
    """Padding makes neighbouring boxes overlap; what both send counts once."""
    monkeypatch.setattr(server_boxes, "WIDEST_BOX", 9.0)
    monkeypatch.setattr(server_boxes, "MARGIN_DEGREES", 3.0)
    ids, provenance = crawl(source(100), Search(area=EUROPE))
    assert ids == ids_of(server)
    assert provenance.received == COUNT


def test_station_numbers_are_asked_for_batch_by_batch(server, source):
    wanted = ids_of(server)[::2]
    ids, provenance = crawl(source(2_000), Search(area=StationIds((*wanted, 999_999))))
    assert ids == wanted and provenance.outcome == COMPLETE
    assert len(server.poi_requests) == 4  # the last batch once more: one of its numbers has not come
    assert [request.query["chargepointid"].count(",") + 1 for request in server.poi_requests] == [200, 200, 106, 106]


def test_a_box_that_holds_much_of_the_world_is_left_without_loss(server, source, monkeypatch):
    monkeypatch.setattr(server_boxes, "FEW_STATIONS", 300)
    ids, _ = crawl(source(100), Search(area=EUROPE))
    assert ids == ids_of(server)
    boxed = ["boundingbox" in request.query for request in server.poi_requests]
    assert boxed == [True] * 4 + [False] * 8


@pytest.mark.parametrize("overlap", [False, True])
def test_at_most_n_are_the_n_lowest_ids_and_no_page_more(server, source, overlap):
    ids, provenance = crawl(source(200, overlap), Search(max_results=450))
    assert ids == ids_of(server)[:450]
    assert (provenance.outcome, provenance.cap, provenance.loaded) == (CAPPED, 450, 450)
    assert len(server.poi_requests) == 3


def test_a_cap_at_the_end_of_a_page_asks_for_no_further_one(server, source):
    _, provenance = crawl(source(200), Search(max_results=400))
    assert provenance.outcome == CAPPED
    assert len(server.poi_requests) == 2


def test_a_small_cap_asks_for_a_small_page(server, source):
    ids, _ = crawl(source(2_000), Search(max_results=3))
    assert len(ids) == 3
    assert [request.query["maxresults"] for request in server.poi_requests] == ["100"]


def test_a_cap_above_all_is_no_cap(server, source):
    for cap in (COUNT, COUNT + 1):
        ids, provenance = crawl(source(2_000), Search(max_results=cap))
        assert (len(ids), provenance.outcome, provenance.cap) == (COUNT, COMPLETE, None)


def test_batches_are_small_whatever_the_size_of_a_page(server, source):
    batches = list(source(1_000).batches(Search(), Feedback()))
    assert max(len(batch.stations) for batch in batches) == SLICE
    assert [station.id for batch in batches for station in batch.stations] == ids_of(server)
    assert [batch.resume.after_id for batch in batches if batch.stations] == [
        batch.stations[-1].id for batch in batches if batch.stations
    ]


def test_the_source_says_what_it_is(server, source):
    made = source()
    assert made.name == f"Open Charge Map ({server.url})"
    assert made.is_invented is False
    first = made.reference(Feedback())
    assert made.reference(Feedback()) is first
    assert server.reference_requests == []


def test_reference_data_are_fetched_once_and_kept(server, tmp_path):
    client = Client(requests.Session(), server.url, server.key)
    store = ReferenceStore(tmp_path / "kept", client.server)
    _, provenance = crawl(ApiSource(client, store, 2_000))
    assert len(server.reference_requests) == 1
    assert provenance.reference_date is not None
    crawl(ApiSource(client, ReferenceStore(tmp_path / "kept", client.server), 2_000))
    assert len(server.reference_requests) == 1


def test_stations_without_operator_are_counted_in_a_town(source, server):
    """On the wire: asked for an operator, the server keeps back those that state none. In a town all are asked for, and
    those are counted; in a continent the result says that nobody knows how many there are."""
    listed = [poi for poi in server.served_pois() if poi.get("StatusTypeID") not in (200, 210)]
    silent = [poi for poi in listed if poi.get("OperatorID") in (None, 1)]
    place = silent[0]["AddressInfo"]
    west, south = place["Longitude"] - 0.3, place["Latitude"] - 0.2
    town = Extent(west, south, west + 0.6, south + 0.4)
    found = ran(Search(area=town, operator_ids=(23,)), source(), Collected(), Told())
    there = [poi for poi in silent if west <= poi["AddressInfo"]["Longitude"] <= west + 0.6]
    there = [poi for poi in there if south <= poi["AddressInfo"]["Latitude"] <= south + 0.4]
    assert (found.unstated, found.withheld) == ((("operator_ids", len(there)),), ())
    assert all("operatorid" not in request.query for request in server.poi_requests)
    server.clear_requests()
    wide = ran(Search(area=EUROPE, operator_ids=(23,)), source(), Collected(), Told())
    assert wide.withheld == ("operator_ids",)
    assert all(request.query["operatorid"] == "23" for request in server.poi_requests)

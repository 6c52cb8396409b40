"""The crawl: how many requests, in which order, and what happens when the server misbehaves."""

from __future__ import annotations

import contextlib
import re
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import requests

from ocm_plugin.ocm.errors import (
    AnswerTooLarge,
    Cancelled,
    EmptyAnswer,
    KeyMissing,
    KeyRejected,
    NoConnection,
    NotUnderstood,
    RateLimited,
    RedirectRefused,
    RequestError,
    RequestRefused,
    ServerFailed,
    TruncatedAnswer,
    UnexpectedAnswer,
)
from ocm_plugin.ocm.feedback import Feedback, Progress
from ocm_plugin.ocm.http import retrying
from ocm_plugin.ocm.http.client import Client
from ocm_plugin.ocm.records.provenance import CAPPED, COMPLETE, STOPPED, Provenance, ResumePoint
from ocm_plugin.ocm.records.reference_store import ReferenceStore
from ocm_plugin.ocm.search.areas import Countries, Extent, Polygons, StationIds, World
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.ocm.sources import paging, prefetch, server_boxes, split_boxes
from ocm_plugin.ocm.sources import source as sources
from ocm_plugin.ocm.sources.paging import ApiSource
from ocm_plugin.ocm.wording import completeness_sentence
from tests.ocm_server import DEFAULT_KEY, OcmServer, faults
from tests.ocm_server.synthetic import make_pois
from tests.support.cancelling import cancel_in_request
from tests.support.results import ran

COUNT = 1_010
EUROPE = Extent(-11, 35, 26, 61)


class Collected:
    def __init__(self) -> None:
        self.ids: list[int] = []

    def add(self, stations) -> None:
        self.ids += [match.station.id for match in stations]


class Told(Feedback):
    """Remembers what is reported to it, by which thread; cancels when asked to."""

    def __init__(self, cancel_when: Callable[[Progress], bool] = lambda progress: False) -> None:
        self.progress: list[Progress] = []
        self.threads: set[int] = set()
        self.cancelled_at: float | None = None
        self._cancel_when = cancel_when

    def report(self, progress: Progress) -> None:
        self.progress.append(progress)
        self.threads.add(threading.get_ident())
        if self._cancel_when(progress):
            self.cancel()

    def cancel(self) -> None:
        self.cancelled_at = self.cancelled_at or time.monotonic()

    def is_cancelled(self) -> bool:
        return self.cancelled_at is not None


@pytest.fixture(scope="module")
def shared() -> Iterator[OcmServer]:
    with OcmServer(make_pois(COUNT), None) as running:
        yield running


@pytest.fixture
def server(shared: OcmServer) -> OcmServer:
    shared.faults.clear()
    shared.clear_requests()
    return shared


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retrying, "FIRST_WAIT_S", 0.001)


@pytest.fixture
def source(server: OcmServer, tmp_path: Path) -> Callable[..., ApiSource]:
    def make(page_size: int = 200, overlap: bool = False, key: str = DEFAULT_KEY, **limits) -> ApiSource:
        client = Client(requests.Session(), server.url, key, **limits)
        made = ApiSource(client, ReferenceStore(tmp_path, client.server), page_size, overlap)
        made.reference(Feedback())
        server.clear_requests()
        return made

    return make


def ids_of(server: OcmServer) -> list[int]:
    return sorted(poi["ID"] for poi in server.served_pois())


def crawl(source: ApiSource, search: Search | None = None, **more) -> tuple[list[int], Provenance]:
    destination = Collected()
    provenance = ran(search or Search(), source, destination, more.pop("feedback", Feedback()), **more)
    return destination.ids, provenance


# How many requests


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


# Several selections


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


# A cap


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


# A server that does not page


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


def test_batches_are_small_whatever_the_size_of_a_page(server, source):
    batches = list(source(1_000).batches(Search(), Feedback()))
    assert max(len(batch.stations) for batch in batches) == sources.SLICE
    assert [station.id for batch in batches for station in batch.stations] == ids_of(server)
    assert [batch.resume.after_id for batch in batches if batch.stations] == [
        batch.stations[-1].id for batch in batches if batch.stations
    ]


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


# Faults: right stations, or a right refusal

HARD = [
    (lambda: faults.missing_key(), KeyRejected),
    (lambda: faults.invalid_key(), KeyRejected),
    (lambda: faults.banned(), KeyRejected),
    (lambda: faults.robot(), ServerFailed),
    (lambda: faults.upstream_unavailable(), ServerFailed),
    (lambda: faults.status(400), RequestRefused),
    (lambda: faults.status(404), RequestRefused),
    (lambda: faults.status(429, retry_after=0), RateLimited),
    (lambda: faults.status(429, retry_after=3_600), RateLimited),
    (lambda: faults.status(500), ServerFailed),
    (lambda: faults.status(504), ServerFailed),
    (lambda: faults.empty_body(), EmptyAnswer),
    (lambda: faults.html(), NotUnderstood),
    (lambda: faults.not_json(), NotUnderstood),
    (lambda: faults.wrong_shape(), UnexpectedAnswer),
    (lambda: faults.cache_not_ready(), UnexpectedAnswer),
    (lambda: faults.invalid_utf8(), RequestError),
    (lambda: faults.truncated(), TruncatedAnswer),
    (lambda: faults.truncated(closing=False), TruncatedAnswer),
    (lambda: faults.short_length(), TruncatedAnswer),
    (lambda: faults.reset(), NoConnection),
    (lambda: faults.reset(keep=0.5), RequestError),
    (lambda: faults.redirect("ftp://elsewhere.example/"), RedirectRefused),
    (lambda: faults.oversized(3_000_000), AnswerTooLarge),
]


@pytest.mark.parametrize("overlap", [False, True])
@pytest.mark.parametrize(("fault", "error"), HARD)
def test_a_lasting_fault_on_the_first_page_is_a_refusal(server, source, fault, error, overlap):
    server.faults.add(fault(), times=None, action="poi")
    with pytest.raises(error) as refused:
        crawl(source(200, overlap, max_bytes=2_000_000))
    assert refused.value.sentence.endswith((".", "…", ")"))
    assert len(server.poi_requests) <= retrying.TRIES


@pytest.mark.parametrize("overlap", [False, True])
@pytest.mark.parametrize(("fault", "error"), HARD)
def test_a_lasting_fault_later_stops_with_what_is_there_and_can_be_continued(server, source, fault, error, overlap):
    server.faults.add(fault(), times=None, after=3, action="poi")
    going = source(200, overlap, max_bytes=2_000_000)
    ids, stopped = crawl(going)
    everything = ids_of(server)
    assert stopped.outcome == STOPPED and not stopped.is_complete
    assert stopped.reason and stopped.resume is not None
    assert ids == everything[: len(ids)] and len(ids) == 600
    server.faults.clear()
    more, provenance = crawl(going, before=stopped)
    assert ids + more == everything
    assert (provenance.outcome, provenance.received, provenance.matched) == (COMPLETE, COUNT, COUNT)
    assert provenance.started == stopped.started
    assert provenance.requests == len(server.poi_requests)
    assert provenance.resume is None


@pytest.mark.parametrize(
    "fault",
    [
        lambda: faults.duplicates(30),
        lambda: faults.unknown_fields(),
        lambda: faults.slow(3_000_000),
        lambda: faults.delay(0.01),
    ],
)
def test_oddities_change_nothing(server, source, fault):
    server.faults.add(fault(), times=None, action="poi")
    ids, provenance = crawl(source(200, True))
    assert ids == ids_of(server) and provenance.outcome == COMPLETE


@pytest.mark.parametrize(
    "fault", [lambda: faults.broken_pois(7), lambda: faults.without_address(9), lambda: faults.without_coordinates(9)]
)
def test_broken_stations_are_set_aside_and_counted(server, source, fault):
    server.faults.add(fault(), times=None, action="poi")
    ids, provenance = crawl(source(2_000))
    broken = {record.id for record in provenance.set_aside}
    assert len(ids) + len(provenance.set_aside) == COUNT
    assert set(ids) <= set(ids_of(server)) and not broken & set(ids)
    assert all(record.reason for record in provenance.set_aside)
    assert provenance.outcome == COMPLETE
    assert not provenance.is_complete and "could not be read" in completeness_sentence(provenance)


def test_a_missing_key_says_where_to_get_one(source):
    with pytest.raises(KeyMissing, match="my apps"):
        crawl(source(key=""))


# Cancelling


@pytest.mark.parametrize("overlap", [False, True])
@pytest.mark.parametrize(
    ("fault", "phase"),
    [
        (lambda: faults.slow(400), "while the answer comes"),
        (lambda: faults.status(429, retry_after=3_000), "while waiting to try again"),
    ],
)
def test_cancelling_is_quick_in_every_phase(server, source, fault, phase, overlap, monkeypatch):
    """Going on would take longer than a test may."""
    monkeypatch.setattr(retrying, "LONGEST_WAIT_S", 3_600)
    server.faults.add(fault(), times=None, after=2, action="poi")
    begun: list[Progress] = []

    def cancel_in_the_third_page(progress: Progress) -> bool:
        if progress.stations >= 600 and not begun:
            begun.append(progress)
            cancel_in_request(server, 3, feedback.cancel)
        return False

    feedback = Told(cancel_in_the_third_page)
    ids, provenance = crawl(source(300, overlap, timeout_s=600), feedback=feedback)
    assert provenance.outcome == STOPPED and "cancelled" in provenance.reason
    assert ids == ids_of(server)[: len(ids)] and len(ids) == 600
    assert provenance.resume == ResumePoint(ids[-1])


def fetching_threads() -> set[threading.Thread]:
    return {thread for thread in threading.enumerate() if thread.name.startswith("openchargemap")}


def test_cancelling_before_anything_arrived_raises(server, source):
    server.faults.add(faults.delay(1.5), times=None, action="poi")
    feedback, going = Told(), source()
    cancel_in_request(server, 1, feedback.cancel)
    with pytest.raises(Cancelled):
        crawl(going, feedback=feedback)


def test_a_stalled_request_ahead_keeps_nobody_waiting(server, source):
    """With a request in the fetching thread that never answers, the run itself ends at once."""
    server.faults.add(faults.stall(), times=None, after=1, action="poi")
    feedback = Told(lambda progress: progress.stations >= 300)
    before = fetching_threads()
    ids, provenance = crawl(source(300, True, timeout_s=60), feedback=feedback)
    assert fetching_threads() - before, "the run ended after its request"
    assert len(ids) == 300 and provenance.outcome == STOPPED


def test_what_the_fetching_thread_reports_is_told_by_the_run_s_own(server, source):
    server.faults.add(faults.status(503), after=2, action="poi")
    feedback = Told()
    ids, _ = crawl(source(300, True), feedback=feedback)
    assert len(ids) == COUNT
    assert feedback.threads == {threading.get_ident()}
    assert any("Retrying (2" in progress.phase for progress in feedback.progress)
    counts = [progress.stations for progress in feedback.progress]
    assert counts == sorted(counts) and counts[-1] == COUNT


@pytest.mark.parametrize("cap", [None, 10])
@pytest.mark.parametrize("phase", ["lists", "first page", "later page"])
def test_a_wait_is_told_second_by_second(server, tmp_path, monkeypatch, phase, cap):
    """Nothing was said while a server was silent: for all that users saw, the search had hung."""
    monkeypatch.setattr(prefetch, "TOLD_AFTER_S", 1)
    if phase == "later page" and cap:
        cap = 300
    action = "referencedata" if phase == "lists" else "poi"
    server.faults.add(faults.stall(), action=action, after=1 if phase == "later page" else 0)
    client = Client(requests.Session(), server.url, server.key)
    source = ApiSource(client, ReferenceStore(tmp_path, client.server), 200, overlap=True)
    told: list[int] = []

    def cancel_when_told_twice(progress: Progress) -> bool:
        told.extend(int(number) for number in re.findall(r"Waiting for the server, (\d+) s…", progress.phase))
        return len(told) == 2

    feedback = Told(cancel_when_told_twice)
    with contextlib.suppress(Cancelled):
        crawl(source, Search(max_results=cap), feedback=feedback)
    assert 1 <= told[0] < told[1]
    assert feedback.threads == {threading.get_ident()}


def test_one_request_at_a_time(server, source):
    crawl(source(100, True))
    asked = server.poi_requests
    for first, second in zip(asked, asked[1:]):
        assert first.started + first.seconds <= second.started + 0.002


def test_leaving_the_run_early_leaves_no_thread(server, source):
    before = fetching_threads()
    for batch in source(100, True).batches(Search(), Feedback()):
        assert len(batch.stations) == 100
        break
    for thread in fetching_threads() - before:
        thread.join(100)
        assert not thread.is_alive()
    assert prefetch.POLL_SECONDS <= 0.2


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

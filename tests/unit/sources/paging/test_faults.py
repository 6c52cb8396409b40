"""The crawl of a server that fails: right stations, or a right refusal."""

from __future__ import annotations

import pytest

from ocm_plugin.ocm.errors import (
    AnswerTooLarge,
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
from ocm_plugin.ocm.http import retrying
from ocm_plugin.ocm.records.provenance import COMPLETE, STOPPED
from ocm_plugin.ocm.wording import completeness_sentence
from tests.ocm_server import faults

from .conftest import COUNT, crawl, ids_of

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

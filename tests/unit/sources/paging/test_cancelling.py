"""The crawl and its threads: cancelling, waiting, one request at a time."""

from __future__ import annotations

import contextlib
import re
import threading

import pytest
import requests

from ocm_plugin.ocm.errors import (
    Cancelled,
)
from ocm_plugin.ocm.feedback import Feedback, Progress
from ocm_plugin.ocm.http import retrying
from ocm_plugin.ocm.http.client import Client
from ocm_plugin.ocm.records.provenance import STOPPED, ResumePoint
from ocm_plugin.ocm.records.reference_store import ReferenceStore
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.ocm.sources import prefetch
from ocm_plugin.ocm.sources.paging import ApiSource
from tests.ocm_server import faults
from tests.support.cancelling import cancel_in_request

from .conftest import COUNT, Told, crawl, ids_of


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
    thinking_s = 0.05
    server.faults.add(faults.delay(thinking_s), times=None)
    crawl(source(300, True))
    asked = server.poi_requests
    assert len(asked) > 2
    for first, second in zip(asked, asked[1:]):
        assert first.started + thinking_s <= second.started


def test_leaving_the_run_early_leaves_no_thread(server, source):
    before = fetching_threads()
    for batch in source(100, True).batches(Search(), Feedback()):
        assert len(batch.stations) == 100
        break
    for thread in fetching_threads() - before:
        thread.join(100)
        assert not thread.is_alive()
    assert prefetch.POLL_SECONDS <= 0.2

"""The crawl of a local server: how often it was asked, and what came."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import requests

from ocm_plugin.ocm.feedback import Feedback, Progress
from ocm_plugin.ocm.http import retrying
from ocm_plugin.ocm.http.client import Client
from ocm_plugin.ocm.records.provenance import Provenance
from ocm_plugin.ocm.records.reference_store import ReferenceStore
from ocm_plugin.ocm.search.areas import Extent
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.ocm.sources.paging import ApiSource
from tests.ocm_server import DEFAULT_KEY, OcmServer
from tests.ocm_server.synthetic import make_pois
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

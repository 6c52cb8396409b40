"""From a Search over HTTP to its stations: exactly what brute force gives, none missing and none extra."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import requests
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from ocm_plugin.ocm.errors import ServerFailed
from ocm_plugin.ocm.feedback import Feedback
from ocm_plugin.ocm.http import retrying
from ocm_plugin.ocm.http.client import Client
from ocm_plugin.ocm.match.filters import Match
from ocm_plugin.ocm.records.provenance import CAPPED, COMPLETE, STOPPED, Provenance
from ocm_plugin.ocm.records.reference import ReferenceData
from ocm_plugin.ocm.records.reference_store import ReferenceStore
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.ocm.slices import SLICE
from ocm_plugin.ocm.sources.paging import ApiSource
from tests.ocm_server import OcmServer, faults
from tests.support.effort import tries
from tests.support.invented_pois import invented_pois
from tests.support.oracle import expected, stations_of
from tests.support.places import SHARED
from tests.support.results import ran
from tests.support.search_strategies import areas, searches

pytestmark = pytest.mark.timeout(1200)  # a thousand searches; measured for coverage, beside others, on two cores

SEARCHES, SEARCHES_OF_REAL_DATA, SEARCHES_CONTINUED = tries(1_000), tries(300), tries(200)
DATA = SHARED / "data"

Json = dict[str, Any]
SOFT_FAULTS: dict[str, Callable[[], faults.Fault]] = {
    "503": lambda: faults.status(503),
    "429": lambda: faults.status(429, retry_after=0),
    "empty body": faults.empty_body,
    "reset": lambda: faults.reset(keep=0.5),
    "truncated": faults.truncated,
    "cut as if whole": lambda: faults.truncated(closing=False),
    "duplicates": lambda: faults.duplicates(7),
    "unknown fields": faults.unknown_fields,
}
"""What a run must overcome without the user noticing."""


class Collected:
    """A destination that only remembers, and checks what it is promised."""

    def __init__(self) -> None:
        self.certain: dict[int, bool] = {}

    def add(self, stations: Sequence[Match]) -> None:
        assert 0 < len(stations) <= SLICE
        for match in stations:
            assert match.station.id not in self.certain
            self.certain[match.station.id] = match.certain


class World:
    """A server over some POIs, and what the oracle knows of them."""

    def __init__(self, server: OcmServer, folder: Path) -> None:
        self.server = server
        self.pois = server.served_pois()
        self.stations = stations_of(self.pois)
        self.session = requests.Session()
        self.store = ReferenceStore(folder, server.url)
        self.reference: ReferenceData = self.source().reference(Feedback())
        self.places = [(poi["AddressInfo"]["Longitude"], poi["AddressInfo"]["Latitude"]) for poi in self.pois]
        self.ids = [poi["ID"] for poi in self.pois]

    def source(self, page_size: int = 2_000, overlap: bool = False) -> ApiSource:
        client = Client(self.session, self.server.url, self.server.key)
        return ApiSource(client, self.store, page_size, overlap)

    def run(self, search: Search, page_size: int, overlap: bool) -> tuple[dict[int, bool], Provenance]:
        destination = Collected()
        provenance = ran(search, self.source(page_size, overlap), destination, Feedback())
        return destination.certain, provenance

    def check(self, search: Search, page_size: int, overlap: bool, fault: str | None) -> None:
        """One search: the oracle's ids and certainties, and a provenance that adds up."""
        self.server.faults.clear()
        self.server.clear_requests()
        if fault in SOFT_FAULTS:
            self.server.faults.add(SOFT_FAULTS[fault](), times=None, every=3, action="poi")
        elif fault == "ignore keyset":
            self.server.faults.add(faults.ignore_keyset(), times=None, action="poi")
        found, provenance = self.run(search, page_size, overlap)
        assert found == expected(self.stations, search, self.reference)
        assert provenance.outcome == COMPLETE or (provenance.outcome == CAPPED and len(found) == search.max_results)
        assert provenance.loaded == len(found)
        assert provenance.matched == sum(found.values())
        assert provenance.received == provenance.matched + provenance.cannot_tell + provenance.dropped
        assert provenance.requests == len(self.server.poi_requests)


@pytest.fixture(scope="module", autouse=True)
def hurried() -> Iterator[None]:
    """Retries wait as they always do, only not for seconds."""
    patch = pytest.MonkeyPatch()
    patch.setattr(retrying, "FIRST_WAIT_S", 0.001)
    yield
    patch.undo()


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with OcmServer(invented_pois(), None) as server:
        yield World(server, tmp_path_factory.mktemp("invented"))


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    path = DATA / "ocm_austin_sample.json"
    if not path.exists():
        pytest.skip("no real sample beside the repository (../shared/data)")
    with OcmServer(path, DATA / "reference.json") as server:
        yield World(server, tmp_path_factory.mktemp("real"))


PAGE_SIZES = st.sampled_from((20, 77, 500, 2_000))
FAULTS = st.sampled_from((None, None, None, *SOFT_FAULTS, "ignore keyset"))
quickly: Json = {
    "deadline": None,
    "phases": (Phase.explicit, Phase.generate, Phase.shrink),
    "suppress_health_check": (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example),
    "derandomize": True,
}


@pytest.mark.timeout(900)  # minutes where other tests run beside it
@settings(max_examples=SEARCHES, **quickly)
@given(data=st.data(), page_size=PAGE_SIZES, overlap=st.booleans(), fault=FAULTS)
def test_random_searches_give_exactly_the_oracle_s_stations(
    invented: World, data: st.DataObject, page_size: int, overlap: bool, fault: str | None
) -> None:
    search = data.draw(searches(areas(invented.places, invented.ids, ("DE", "NL", "FR", "US", "AT"))))
    invented.check(search, page_size, overlap, fault)


@settings(max_examples=SEARCHES_OF_REAL_DATA, **quickly)
@given(data=st.data(), page_size=PAGE_SIZES, overlap=st.booleans(), fault=FAULTS)
def test_random_searches_of_real_data_give_exactly_the_oracle_s_stations(
    real: World, data: st.DataObject, page_size: int, overlap: bool, fault: str | None
) -> None:
    search = data.draw(searches(areas(real.places, real.ids, ("US", "MX"))))
    real.check(search, page_size, overlap, fault)


@settings(max_examples=SEARCHES_CONTINUED, **quickly)
@given(data=st.data(), page_size=PAGE_SIZES, overlap=st.booleans(), good_requests=st.integers(0, 12))
def test_a_search_that_stops_and_goes_on_gives_the_same_stations(
    invented: World, data: st.DataObject, page_size: int, overlap: bool, good_requests: int
) -> None:
    """Over several boxes or batches too: nothing twice, nothing missing, whatever page it stopped at."""
    search = data.draw(searches(areas(invented.places, invented.ids, ("DE", "NL", "FR"))))
    source, destination, feedback = invented.source(page_size, overlap), Collected(), Feedback()
    invented.server.faults.clear()
    invented.server.faults.add(faults.status(500), times=None, after=good_requests, action="poi")
    try:
        provenance = ran(search, source, destination, feedback)
    except ServerFailed:
        assert destination.certain == {}
        return
    finally:
        invented.server.faults.clear()
    truth = expected(invented.stations, search, invented.reference)
    if provenance.outcome == STOPPED:
        assert set(destination.certain.items()) <= set(truth.items())
        provenance = ran(search, source, destination, feedback, provenance)
    assert destination.certain == truth
    assert provenance.loaded == len(truth)
    assert provenance.outcome in (COMPLETE, CAPPED)


def test_the_oracle_is_no_yes_man(invented: World) -> None:
    """Searches of all kinds find something, leave something out, and doubt something: the comparison has teeth."""
    everything = expected(invented.stations, Search(), invented.reference)
    strong = expected(invented.stations, Search(min_power_kw=50), invented.reference)
    assert set(everything) == {poi["ID"] for poi in invented.pois}
    assert 0 < sum(strong.values()) < len(strong) < len(everything)
    assert json.dumps(invented.pois) != json.dumps(invented_pois())  # the server fills in power and level

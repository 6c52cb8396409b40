"""Every fault of the local server, in every phase of every kind of run: a clear sentence, and no false claim.

A run may end in three ways: all stations are there and the result is called complete; some are missing and it is not;
or nothing is there and a sentence says why. What was in a layer before a reload stays, unless all has come.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pytest
from qgis.core import (
    QgsApplication,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProject,
    QgsVectorLayer,
)

from ocm_plugin.gui.search_request import SearchRequest
from ocm_plugin.layers.metadata import read_provenance
from ocm_plugin.ocm.http import retrying
from ocm_plugin.ocm.search.areas import World
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.ocm.sources import paging
from ocm_plugin.processing.station_algorithms import StationsInExtent
from ocm_plugin.qgis_support import settings
from ocm_plugin.qgis_support.paths import profile_folder
from ocm_plugin.qgis_support.settings import Settings
from tests.ocm_server import OcmServer, faults
from tests.ocm_server.faults import Fault
from tests.ocm_server.synthetic import make_pois
from tests.support.processing_log import Log

from .conftest import settle

COUNT = 130
PAGE = 50

FAULTS: dict[str, Callable[[], Fault]] = {
    "status 400": lambda: faults.status(400),
    "status 404": lambda: faults.status(404),
    "status 407": lambda: faults.status(407),
    "status 429": lambda: faults.status(429, retry_after=0),
    "status 429 for an hour": lambda: faults.status(429, retry_after=3_600),
    "status 429 for ever": lambda: faults.status(429, headers={"Retry-After": "9" * 40}),
    "status 429 beyond the calendar": lambda: faults.status(
        429, headers={"Retry-After": "Fri, 31 Dec 9999 23:59:59 -2359"}
    ),
    "status 500": lambda: faults.status(500, "oh"),
    "missing key": faults.missing_key,
    "invalid key": faults.invalid_key,
    "banned": faults.banned,
    "robot": faults.robot,
    "upstream": faults.upstream_unavailable,
    "empty body": faults.empty_body,
    "empty list": faults.empty_list,
    "web page": faults.html,
    "web page of an error": lambda: faults.html(521),
    "not JSON": faults.not_json,
    "wrong shape": faults.wrong_shape,
    "a number": lambda: faults.wrong_shape("1"),
    "null": lambda: faults.wrong_shape("null"),
    "a list of lists": lambda: faults.wrong_shape("[[], [[]], [1]]"),
    "cache not ready": faults.cache_not_ready,
    "redirect to itself": lambda: faults.redirect("/v3/poi/"),
    "redirect to ftp": lambda: faults.redirect("ftp://elsewhere.invalid/"),
    "redirect to nowhere": lambda: faults.redirect("http://elsewhere.invalid/"),
    "oversized": lambda: faults.oversized(80_000_000),
    "no UTF-8": faults.invalid_utf8,
    "truncated": faults.truncated,
    "truncated as if whole": lambda: faults.truncated(closing=False),
    "short length": faults.short_length,
    "reset": faults.reset,
    "reset in the middle": lambda: faults.reset(keep=0.5),
    "silent": faults.stall,
    "silent in the middle": lambda: faults.stall(keep=0.5),
    "slow": lambda: faults.slow(1_000_000),
    "drip": faults.drip,
    "drip, compressed": lambda: faults.drip(compresses=True),
    "endless headers": faults.endless_headers,
    "delay": lambda: faults.delay(0.05),
    "duplicates": lambda: faults.duplicates(10),
    "keyset ignored": faults.ignore_keyset,
    "limit": lambda: faults.limit(30),
    "nothing above": lambda: faults.nothing_above(30),
    "newest first": faults.newest_first,
    "ever new": lambda: faults.ever_new(),
    "ever new, in no order": lambda: faults.ever_new(10**9, -1),
    "ever the same": faults.ever_same,
    "unknown fields": faults.unknown_fields,
    "without address": faults.without_address,
    "without coordinates": faults.without_coordinates,
    "broken stations": faults.broken_pois,
    "nested": lambda: faults.nested(300),
    "nested deeply": lambda: faults.nested(100_000),
    "camel case": faults.camel_case,
    "camel case, nested": lambda: faults.camel_case(faults.nested(300)),
    "camel case, nested deeply": lambda: faults.camel_case(faults.nested(100_000)),
}
OF_STATIONS = tuple(name for name, make in FAULTS.items() if make().change_stations or make().change_query)
"""Faults that only lists of stations can have."""
NOT_TO_BE_TOLD = {"empty list"}
"""A server that says again and again that there is nothing more looks like one that has nothing more."""
PHASES = {"lists": ("referencedata", 0), "first page": ("poi", 0), "later page": ("poi", 1)}
ODD = re.compile(r"Traceback|\w(Error|Exception)\b|\bNone\b|<\w|Unexpected error")


@dataclass
class Outcome:
    """What a run has left."""

    said: str
    ids: list[int] = field(default_factory=list)
    is_complete: bool = False


def test_every_fault_of_the_server_is_in_the_table():
    ways = [way for name, way in inspect.getmembers(faults, inspect.isfunction) if way.__module__ == faults.__name__]
    for way in ways:
        if inspect.signature(way).return_annotation == "Fault" and not way.__name__.startswith("_"):
            assert any(make is way or way.__name__ in inspect.getsource(make) for make in FAULTS.values()), way


@pytest.fixture(scope="module")
def shared():
    with OcmServer(make_pois(COUNT)) as server:
        yield server


@pytest.fixture
def server(shared, monkeypatch, tmp_path):
    shared.faults.clear()
    shared.clear_requests()
    monkeypatch.setenv("OCM_API_URL", shared.url)
    monkeypatch.setenv("OCM_API_KEY", shared.key)
    monkeypatch.setattr(QgsApplication, "qgisSettingsDirPath", staticmethod(lambda: str(tmp_path)))
    # Bounds that are soon reached, by the same way as the usual ones.
    monkeypatch.setitem(settings._RANGES, "timeout_s", (1, 600))
    monkeypatch.setattr(retrying, "PATIENCE_S", 0.5)
    monkeypatch.setattr(paging, "MOST_STATIONS", 1_000)
    monkeypatch.setattr(paging, "MOST_HELD_BYTES", 1_000_000)
    replace(Settings(), page_size=PAGE, timeout_s=1, style="none").save()
    yield shared
    shared.faults.clear()
    Settings().save()


@pytest.fixture
def log(qgis_app):
    """What QGIS' log gets of exceptions."""
    told = []

    def hear(text, tag, level):
        if "Traceback" in text:
            told.append(text)

    QgsApplication.messageLog().messageReceived.connect(hear)
    yield told
    QgsApplication.messageLog().messageReceived.disconnect(hear)


def ids_of(layer: QgsVectorLayer) -> list[int]:
    return sorted(feature["ocm_id"] for feature in layer.getFeatures())


def loaded() -> list[QgsVectorLayer]:
    return QgsProject.instance().mapLayersByName("Charging stations")


def wait_for_message(window) -> str:
    settle(lambda: QgsApplication.taskManager().countActiveTasks() == 0)
    settle(lambda: bool(window.message()))
    return window.message()


def search(server, searching, window, break_it: Callable[[], None]) -> Outcome:
    """A search of the dialog."""
    break_it()
    searching.search(SearchRequest(Search(area=World()), "api", "", "none"))
    said = wait_for_message(window)
    if not loaded():
        return Outcome(said)
    (layer,) = loaded()
    return Outcome(said, ids_of(layer), read_provenance(layer).is_complete)


def reload(server, searching, window, break_it: Callable[[], None]) -> Outcome:
    """A reload of a layer that was whole. Its look-up lists are no longer stored, so that they are asked for again."""
    searching.search(SearchRequest(Search(area=World()), "api", "", "none"))
    wait_for_message(window)
    (layer,) = loaded()
    before = ids_of(layer)
    assert len(before) == len(listed(server))
    searching._messages.clear()
    for stored in profile_folder().glob("reference-*"):
        stored.unlink()
    break_it()
    searching.reloads.reload(layer)
    said = wait_for_message(window)
    after, provenance = ids_of(layer), read_provenance(layer)
    assert set(before) <= set(after), "stations were lost"
    return Outcome(said, after, provenance.is_complete)


def processing(server, searching, window, break_it: Callable[[], None]) -> Outcome:
    """A run of an algorithm in a task, as from the toolbox."""
    break_it()
    context, feedback = QgsProcessingContext(), Log()
    algorithm = StationsInExtent().create()
    parameters = {"EXTENT": "-180,180,-90,90 [EPSG:4326]", "OUTPUT": "memory:"}
    task = QgsProcessingAlgRunnerTask(algorithm, parameters, context, feedback)
    ended: list[tuple[bool, dict]] = []
    task.executed.connect(lambda ok, results: ended.append((ok, results)))
    QgsApplication.taskManager().addTask(task)
    settle(lambda: bool(ended))
    ((ok, results),) = ended
    said = "\n".join(feedback.said)
    if not ok:
        return Outcome(said)
    layer = context.takeResultLayer(results["OUTPUT"])
    return Outcome(said, ids_of(layer), results["COMPLETE"])


def listed(server) -> list[int]:
    """The stations that the server lists: all but those marked as removed."""
    return sorted(poi["ID"] for poi in server.served_pois() if poi.get("StatusTypeID") not in (200, 210))


RUNS = (search, reload, processing)
CASES = [(name, phase, run) for name in FAULTS for phase in ("first page", "later page") for run in RUNS]
# The lists come in one way for all runs.
CASES += [(name, "lists", search) for name in FAULTS if name not in OF_STATIONS]
CASES += [(name, "lists", run) for name in ("status 500", "silent", "nested deeply") for run in (reload, processing)]


@pytest.mark.parametrize(
    ("name", "phase", "run"), CASES, ids=[f"{name}, {phase}, {run.__name__}" for name, phase, run in CASES]
)
def test_a_fault_is_told_and_nothing_false_is_claimed(server, searching, window, log, name, phase, run):
    action, after = PHASES[phase]

    def break_it() -> None:
        server.clear_requests()
        server.faults.add(FAULTS[name](), times=None, action=action, after=after)

    outcome = run(server, searching, window, break_it)
    assert log == []
    assert outcome.said.strip()
    assert not ODD.search(outcome.said), outcome.said
    assert server.key not in outcome.said
    everything = listed(server)
    if name in NOT_TO_BE_TOLD:
        return
    if outcome.is_complete:
        assert outcome.ids == everything
    if phase == "lists":  # the stations are there, whatever their look-up lists are
        assert outcome.ids == everything and outcome.is_complete
    if not outcome.ids:
        assert re.search(r"[.)…]\s*$", outcome.said), outcome.said

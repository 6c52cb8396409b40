"""What is held or mirrored answers as far as it reaches, and the server the rest: together as the server all alone."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
import requests
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ocm_plugin.ocm import holding
from ocm_plugin.ocm.feedback import Feedback
from ocm_plugin.ocm.holding import Keeping, keep, name_of
from ocm_plugin.ocm.http.client import Client
from ocm_plugin.ocm.mirroring import update_mirror
from ocm_plugin.ocm.parts import Piece, Plan, Store, count_held, plan_of, source_of
from ocm_plugin.ocm.records.provenance import COMPLETE, FROM_HELD, FROM_MIRROR, FROM_PARTS, STOPPED
from ocm_plugin.ocm.records.reference_store import ReferenceStore
from ocm_plugin.ocm.records.station import Station
from ocm_plugin.ocm.run import Match, run_search
from ocm_plugin.ocm.search.areas import Circle, Countries, Extent, Polygons, StationIds, World
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.ocm.sources.paging import ApiSource
from ocm_plugin.ocm.sources.source import Source
from ocm_plugin.ocm.store.mirror_file import FileMirror
from ocm_plugin.ocm.store.mirror_tables import read_entries
from ocm_plugin.ocm.wording import not_asked_sentence, plan_sentence, provenance_sentence
from tests.ocm_server import OcmServer, faults
from tests.support.effort import tries
from tests.support.invented_pois import invented_pois
from tests.support.results import context_now, ran
from tests.support.search_strategies import areas, searches

DAY = timedelta(days=1)
NEARBY = Extent(3, 47, 10, 53)


class Rows:
    """A destination that keeps what rows are made of."""

    def __init__(self) -> None:
        self.stations: dict[int, tuple[Station, bool]] = {}

    def add(self, stations: Sequence[Match]) -> None:
        self.stations.update((match.station.id, (match.station, match.certain)) for match in stations)


class Stores:
    """A server, and what is held and mirrored of it."""

    def __init__(self, server: OcmServer, folder: Path) -> None:
        self.server, self.folder = server, folder
        self.lists = ReferenceStore(folder, server.url)
        self.mirror = str(folder / "mirror.gpkg")
        self.places = [
            (poi["AddressInfo"]["Longitude"], poi["AddressInfo"]["Latitude"]) for poi in server.served_pois()
        ]
        self.ids = [poi["ID"] for poi in server.served_pois()]

    def api(self, page_size: int = 2_000) -> ApiSource:
        return ApiSource(Client(requests.Session(), self.server.url, self.server.key), self.lists, page_size)

    def hold(self, search: Search) -> None:
        """Search the server, and hold what comes."""
        source = Keeping(self.api())
        result = run_search(search, source, context_now(source.reference(Feedback())), Rows(), Feedback())
        keep(source, result, self.folder, DAY, Feedback())

    def fill(self, *of: Extent | Countries | Circle | StationIds) -> None:
        """Mirror areas."""
        update_mirror(FileMirror(self.mirror), self.api(), list(of), Feedback())

    def plan(self, search: Search) -> Plan | None:
        held = [
            self.store(str(self.folder / name), True, name != name_of(self.server.url, Search()))
            for name in dict.fromkeys((name_of(self.server.url, Search()), name_of(self.server.url, search)))
        ]
        return plan_of(search, self.server.url, [*held, self.store(self.mirror, False)])

    def store(self, path: str, is_held: bool, of_filters: bool = False) -> Store:
        entries = read_entries(FileMirror(path)) if Path(path).exists() else []
        return Store(path, entries, is_held, datetime.now(timezone.utc) - DAY, of_filters)

    def source(self, plan: Plan, page_size: int = 2_000) -> Source:
        return source_of(plan, self.server.url, lambda: Keeping(self.api(page_size)), FileMirror)

    def forget(self) -> None:
        for path in self.folder.glob("*.gpkg"):
            path.unlink()


@pytest.fixture(scope="module")
def everywhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stores]:
    with OcmServer(invented_pois(), None) as server:
        yield Stores(server, tmp_path_factory.mktemp("stores"))


@pytest.fixture
def stores(everywhere: Stores) -> Iterator[Stores]:
    everywhere.forget()
    everywhere.server.clear_requests()
    yield everywhere
    everywhere.server.faults.clear()
    everywhere.forget()


quickly = settings(
    deadline=None,
    derandomize=True,
    suppress_health_check=(HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example),
)


@settings(quickly, max_examples=tries(60))
@given(data=st.data())
def test_stores_and_server_together_find_what_the_server_finds_alone(everywhere, data):
    """The same stations, as certain, in the order of their ids; complete, and no station from nowhere."""
    somewhere = areas(everywhere.places, everywhere.ids, ("DE", "NL", "FR", "US", "AT"))
    search = data.draw(searches(somewhere))
    everywhere.forget()
    for area in data.draw(st.lists(somewhere, max_size=2)):
        everywhere.hold(Search(area, include_comments=search.include_comments))
    if data.draw(st.booleans()):
        everywhere.hold(replace(search, area=data.draw(somewhere), max_results=None))
    mirrored = [area for area in data.draw(st.lists(somewhere, max_size=2)) if _has_stations(everywhere, area)]
    if mirrored:
        everywhere.fill(*mirrored)
    alone, together = Rows(), Rows()
    said = ran(search, everywhere.api(), alone, Feedback())
    plan = everywhere.plan(search)
    if plan is None:
        return
    also_said = ran(search, everywhere.source(plan), together, Feedback())
    assert together.stations == alone.stations and list(together.stations) == sorted(together.stations)
    assert (also_said.outcome, also_said.matched) == (said.outcome, said.matched)
    if search.keep_cannot_tell:
        assert also_said.cannot_tell == said.cannot_tell
    else:
        # Of those that are left out, the server does not even send all: what it keeps back is counted nowhere.
        assert also_said.cannot_tell >= said.cannot_tell
    kept = sum(each.n_stations for each in also_said.kept)
    assert kept <= also_said.loaded and (kept == 0 or also_said.origin.kind == FROM_PARTS)
    assert kept <= count_held(plan, search, FileMirror, Feedback())


def _has_stations(stores: Stores, area) -> bool:
    found = Rows()
    ran(Search(area), stores.api(), found, Feedback())
    return bool(found.stations)


def test_two_that_are_held_are_said_once():
    """What all searches had brought, and what those with the same filters had, were two sentences of the same words."""
    now = datetime(2026, 11, 20, 8, 5, 40, tzinfo=timezone.utc)
    stores = (Store("all", [], True, now), Store("filtered", [], True, now, of_filters=True))
    pieces = tuple(Piece(store, now - timedelta(seconds=n), ()) for n, store in enumerate(stores))
    in_part = Plan(pieces, NEARBY, World(), False)
    assert plan_sentence(in_part, now) == "Partly held since 2026-11-20 08:05 UTC. Only the rest is asked for."
    assert plan_sentence(in_part._replace(rest=None), now) == "Held since 2026-11-20 08:05 UTC."


def test_only_the_rest_is_asked_for(stores):
    """The whole was asked for again where a strip was missing."""
    stores.hold(Search(NEARBY))
    search = Search(Extent(3, 47, 12, 53), min_power_kw=50, keep_cannot_tell=False)
    plan = stores.plan(search)
    assert plan is not None and plan.rest == Extent(10, 47, 12, 53)
    assert "Partly held since " in plan_sentence(plan, datetime.now(timezone.utc))
    stores.server.clear_requests()
    provenance = ran(search, stores.source(plan), Rows(), Feedback())
    boxes = {request.query["boundingbox"] for request in stores.server.poi_requests}
    assert len(boxes) == 1 and ",9.999)" in boxes.pop()
    assert provenance.origin.kind == FROM_PARTS and provenance.is_complete
    assert provenance.kept[0].kind == FROM_HELD and 0 < provenance.kept[0].n_stations < provenance.loaded
    assert provenance.kept[0].n_stations == count_held(plan, search, FileMirror, Feedback())
    assert f"{provenance.kept[0].n_stations} of them are held since " in provenance_sentence(provenance)
    assert provenance.data_date == provenance.kept[0].as_of


def test_what_the_rest_has_brought_is_held_too(stores):
    """So that the third search of places side by side asks nothing."""
    stores.hold(Search(NEARBY))
    search = Search(Extent(3, 47, 12, 53))
    source = stores.source(stores.plan(search))
    result = run_search(search, source, context_now(source.reference(Feedback())), Rows(), Feedback())
    keep(source, result, stores.folder, DAY, Feedback())
    plan = stores.plan(Search(Extent(5, 48, 11.5, 52), connection_type_ids=(33,)))
    assert plan is not None and plan.is_whole


def test_countries_and_numbers_that_are_missing_are_asked_for(stores):
    stores.fill(Countries(("DE",)), StationIds(tuple(stores.ids[:3])))
    plan = stores.plan(Search(Countries(("DE", "NL"))))
    assert plan is not None and plan.rest == Countries(("NL",))
    plan = stores.plan(Search(StationIds(tuple(stores.ids[:5]))))
    assert plan is not None and plan.rest == StationIds(tuple(stores.ids[3:5]))


def test_held_and_mirrored_stations_complete_each_other(stores):
    stores.fill(Extent(8, 45, 15, 54))
    stores.hold(Search(Extent(3, 47, 9, 53)))
    search = Search(Extent(4, 48, 12, 52))
    plan = stores.plan(search)
    assert plan is not None and plan.is_whole and [piece.kind for piece in plan.pieces] == [FROM_HELD, FROM_MIRROR]
    stores.server.clear_requests()
    together, alone = Rows(), Rows()
    provenance = ran(search, stores.source(plan), together, Feedback())
    assert stores.server.poi_requests == [] and provenance.is_complete
    ran(search, stores.api(), alone, Feedback())
    assert together.stations == alone.stations
    assert {kept.kind for kept in provenance.kept} == {FROM_HELD, FROM_MIRROR}


def test_a_store_that_has_none_that_match_still_says_from_when_it_is(stores):
    """A part without matches was said to be held since an earlier search, also where a mirror had it."""
    stores.fill(Extent(3, 47, 8, 53))
    search = Search(Extent(3, 47, 12, 53), text="there is no station of this name")
    provenance = ran(search, stores.source(stores.plan(search)), Rows(), Feedback())
    assert provenance.loaded == 0 and [(kept.kind, kept.n_stations) for kept in provenance.kept] == [(FROM_MIRROR, 0)]
    assert not_asked_sentence(provenance).startswith("Partly from the mirror of ")


def test_the_whole_is_asked_for_where_its_rest_costs_as_much(stores):
    """The rest around a hole is asked for as the box around it: nothing would be saved, and all would be older."""
    stores.hold(Search(Extent(8, 50, 8.2, 50.2)))
    assert stores.plan(Search(Extent(7.9, 49.9, 8.3, 50.3))) is None


def test_a_search_with_filters_answers_itself_and_parts_of_it(stores):
    """An identical question was asked again when it had filters."""
    asked = Search(NEARBY, operator_ids=(1,), keep_cannot_tell=False)
    stores.hold(asked)
    part = replace(asked, area=Extent(4, 48, 9, 52))
    for search in (asked, part):
        plan = stores.plan(search)
        assert plan is not None and plan.is_whole
        alone, held = Rows(), Rows()
        said = ran(search, stores.api(), alone, Feedback())
        also_said = ran(search, stores.source(plan), held, Feedback())
        assert held.stations == alone.stations and also_said.withheld == said.withheld
    for other in (Search(NEARBY), replace(asked, operator_ids=(3,)), replace(asked, keep_cannot_tell=True)):
        assert stores.plan(other) is None


def test_a_search_that_stops_in_the_rest_goes_on(stores):
    """What came before the failure is counted once, and what is held is still said."""
    stores.hold(Search(Extent(3, 47, 8, 53)))
    search = Search(Extent(3, 47, 12, 53))
    plan = stores.plan(search)
    assert plan is not None
    stores.server.faults.add(faults.status(404), times=None, after=1, action="poi")
    rows, alone = Rows(), Rows()
    half = ran(search, stores.source(plan, 10), rows, Feedback())
    assert half.outcome == STOPPED and half.resume is not None and len(rows.stations) == half.loaded
    stores.server.faults.clear()
    whole = ran(search, stores.api(), rows, Feedback(), before=half)
    said = ran(search, stores.api(), alone, Feedback())
    assert rows.stations == alone.stations and whole.outcome == COMPLETE
    assert (whole.matched, whole.cannot_tell) == (said.matched, said.cannot_tell)
    assert whole.origin.kind == FROM_PARTS and whole.kept == half.kept


def test_the_cap_counts_stations_of_both(stores):
    stores.hold(Search(Extent(3, 47, 8, 53)))
    search = Search(Extent(3, 47, 12, 53), max_results=7)
    alone, together = Rows(), Rows()
    ran(search, stores.api(), alone, Feedback())
    ran(search, stores.source(stores.plan(search)), together, Feedback())
    assert together.stations == alone.stations and len(alone.stations) == 7


def test_the_newer_of_two_reports_of_a_station_counts(stores):
    """A station that moved from where is held to where is asked for is there once, and where the server has it."""
    stores.hold(Search(Extent(3, 47, 8, 53)))
    search = Search(Extent(3, 47, 12, 53))
    plan = stores.plan(search)
    pois = stores.server.served_pois()
    moved = next(
        poi for poi in pois if 4 < poi["AddressInfo"]["Longitude"] < 7 and 48 < poi["AddressInfo"]["Latitude"] < 52
    )
    there = {**moved, "AddressInfo": {**moved["AddressInfo"], "Longitude": 9.0}}
    stores.server.replace_pois([there if poi is moved else poi for poi in pois])
    try:
        rows = Rows()
        ran(search, stores.source(plan), rows, Feedback())
        assert rows.stations[moved["ID"]][0].longitude == 9.0
    finally:
        stores.server.replace_pois(pois)


def test_stations_of_a_place_that_is_held_no_longer_do_not_come_back(stores):
    """They still lie in the file: one that was removed since is not to be had from there where the server is asked."""
    for area in (Extent(8, 47, 12, 53), Extent(3, 47, 8, 53)):
        stores.hold(Search(area))
    with closing(sqlite3.connect(stores.folder / name_of(stores.server.url, Search()))) as file, file:
        first = "(SELECT min(fid) FROM ocm_coverage)"
        file.execute(f"UPDATE ocm_coverage SET as_of = '2020-01-01T00:00:00Z' WHERE fid = {first}")
    search, pois = Search(Extent(3, 47, 12, 53)), stores.server.served_pois()
    plan = stores.plan(search)
    assert plan is not None and plan.rest == Extent(8, 47, 12, 53)
    removed = next(
        poi for poi in pois if 9 < poi["AddressInfo"]["Longitude"] < 11 and 48 < poi["AddressInfo"]["Latitude"] < 52
    )
    stores.server.replace_pois([poi for poi in pois if poi is not removed])
    try:
        together, alone = Rows(), Rows()
        ran(search, stores.source(plan), together, Feedback())
        ran(search, stores.api(), alone, Feedback())
        assert together.stations == alone.stations and removed["ID"] not in alone.stations
    finally:
        stores.server.replace_pois(pois)


def test_of_a_place_that_two_stores_hold_the_newer_one_says_what_is_there(stores):
    stores.fill(Extent(5, 45, 15, 54))
    search, pois = Search(Extent(4, 48, 12, 52)), stores.server.served_pois()
    removed = next(
        poi for poi in pois if 5 < poi["AddressInfo"]["Longitude"] < 7 and 48 < poi["AddressInfo"]["Latitude"] < 52
    )
    stores.server.replace_pois([poi for poi in pois if poi is not removed])
    try:
        stores.hold(Search(Extent(3, 47, 9, 53)))
        plan, together, alone = stores.plan(search), Rows(), Rows()
        assert plan is not None and [piece.kind for piece in plan.pieces] == [FROM_HELD, FROM_MIRROR]
        ran(search, stores.source(plan), together, Feedback())
        ran(search, stores.api(), alone, Feedback())
        assert together.stations == alone.stations and removed["ID"] not in alone.stations
    finally:
        stores.server.replace_pois(pois)


def test_what_a_store_has_forgotten_since_is_said_to_be_missing(stores):
    stores.hold(Search(Extent(3, 47, 8, 53)))
    search = Search(Extent(3, 47, 12, 53))
    source = stores.source(stores.plan(search))
    with closing(sqlite3.connect(stores.folder / name_of(stores.server.url, Search()))) as file, file:
        file.execute("DELETE FROM ocm_coverage")
    assert ran(search, source, Rows(), Feedback()).outcome == STOPPED


def test_an_answer_without_stations_is_not_held(stores):
    """Servers in trouble give it, too."""
    nowhere = Search(Extent(-40, 30, -39.9, 30.1))
    stores.hold(nowhere)
    assert stores.plan(nowhere) is None


def test_a_search_that_went_on_after_a_failure_is_not_held(stores):
    """Only what came afterwards is at hand: held, it would seem to be all."""
    search, rows = Search(NEARBY), Rows()
    stores.server.faults.add(faults.status(404), times=None, after=1, action="poi")
    source = Keeping(stores.api(3))
    context = context_now(source.reference(Feedback()))
    half = run_search(search, source, context, rows, Feedback())
    assert half.provenance.outcome == STOPPED and rows.stations
    stores.server.faults.clear()
    result = run_search(search, source, context, rows, Feedback(), before=half)
    assert result.provenance.is_complete
    keep(source, result, stores.folder, DAY, Feedback())
    assert stores.plan(search) is None


@pytest.mark.parametrize("limit", ["HELD_AT_MOST", "HELD_CORNERS"])
def test_large_results_are_not_held(stores, monkeypatch, limit):
    search = Search(Polygons(((((3, 47), (10, 47), (10, 53), (3, 53), (3, 47)),),)))
    stores.hold(search)
    assert stores.plan(search) is not None
    stores.forget()
    monkeypatch.setattr(holding, limit, 3)
    stores.hold(search)
    assert stores.plan(search) is None


def test_what_is_too_old_is_forgotten_with_the_next_that_is_held(stores):
    stores.hold(Search(NEARBY))
    with closing(sqlite3.connect(stores.folder / name_of(stores.server.url, Search()))) as file:
        with file:
            file.execute("UPDATE ocm_coverage SET as_of = '2020-01-01T00:00:00Z'")
        stores.hold(Search(Extent(3, 47, 8, 53)))
        assert file.execute("SELECT count(*) FROM ocm_coverage").fetchone() == (1,)


def test_files_of_filters_go_when_they_are_too_old(stores):
    old = stores.folder / name_of(stores.server.url, Search(NEARBY, operator_ids=(1,)))
    stores.hold(Search(NEARBY, operator_ids=(1,)))
    stores.hold(Search(NEARBY, min_power_kw=11))
    assert old.exists()
    os.utime(old, (0, 0))
    stores.hold(Search(NEARBY, min_power_kw=22))
    assert not old.exists() and len(list(stores.folder.glob("held-*.gpkg"))) == 2


def test_the_world_is_not_asked_for_in_parts(stores):
    stores.hold(Search(NEARBY))
    assert stores.plan(Search(World())) is None

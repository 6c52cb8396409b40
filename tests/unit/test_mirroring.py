"""Mirrors are filled and updated part by part: what is not whole does not count, and goes on next time."""

from __future__ import annotations

import copy
import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
import requests

from ocm_plugin.ocm import mirroring
from ocm_plugin.ocm.errors import FileWriteError, OcmError, SourceFileError
from ocm_plugin.ocm.feedback import Feedback
from ocm_plugin.ocm.http import retrying
from ocm_plugin.ocm.http.client import Client
from ocm_plugin.ocm.mirroring import fill_from_file, update_mirror
from ocm_plugin.ocm.records.reference_store import ReferenceStore
from ocm_plugin.ocm.search.areas import Area, Countries, Extent, World
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.ocm.sources.mirror import MirrorSource
from ocm_plugin.ocm.sources.paging import ApiSource
from ocm_plugin.ocm.sources.source import FileSource
from ocm_plugin.ocm.store.mirror_file import read_facts
from ocm_plugin.ocm.store.mirror_update import Staging
from tests.ocm_server import OcmServer, faults
from tests.ocm_server.synthetic import make_pois
from tests.support.killed_writer import killed_at

Json = dict[str, Any]
NOW = datetime(2026, 11, 29, 12, tzinfo=timezone.utc)
DAY = timedelta(days=1)


class Registry:
    """A server whose stations change, and a mirror of it."""

    def __init__(self, server: OcmServer, folder: Path) -> None:
        self.server = server
        self.store = ReferenceStore(folder, server.url)
        self.path = str(folder / "mirror.gpkg")
        self.pois = {poi["ID"]: poi for poi in copy.deepcopy(server.served_pois())}

    def update(self, *areas: Area, now: datetime = NOW, page_size: int = 50, **options: Any) -> list[Any]:
        client = Client(requests.Session(), self.server.url, self.server.key)
        source = ApiSource(client, self.store, page_size)
        self.server.clear_requests()
        return update_mirror(self.path, source, areas, Feedback(), now, **options)

    def serve(self) -> None:
        self.server.replace_pois(list(self.pois.values()))

    def modify(self, numbers: Iterable[int], when: datetime, **members: Any) -> None:
        for number in numbers:
            self.pois[number].update(members, DateLastStatusUpdate=f"{when:%Y-%m-%dT%H:%M:00Z}")
        self.serve()

    def held(self, area: Area | None = None) -> dict[int, str | None]:
        """What a search of the mirror finds: the usage cost of each station, by number."""
        source = MirrorSource(self.path, self.server.url)
        batches = source.batches(Search(area or World()), Feedback())
        return {station.id: station.usage_cost for batch in batches for station in batch.stations}

    def fault_at(self, page: int, fault: Any) -> None:
        self.server.faults.clear()
        self.server.faults.add(fault, times=None, after=page, action="poi")


@pytest.fixture
def registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Registry]:
    monkeypatch.setattr(retrying, "FIRST_WAIT_S", 0.001)
    pois = make_pois(300, seed=7)
    for poi in pois:
        poi["DateLastStatusUpdate"] = "2026-01-01T10:00:00Z"
    with OcmServer(pois, None) as server:
        yield Registry(server, tmp_path)


def test_the_first_update_holds_all_and_the_next_one_asks_for_what_is_new(registry):
    (first,) = registry.update(World())
    assert (first.added, first.changed, first.gone, first.same) == (300, 0, 0, 0)
    number = sorted(registry.pois)[10]
    registry.modify([number], NOW + DAY / 2, UsageCost="0.49 EUR/kWh")
    (second,) = registry.update(now=NOW + DAY)
    assert (second.added, second.changed, second.gone, second.same) == (0, 1, 0, 0)
    assert registry.held()[number] == "0.49 EUR/kWh" and len(registry.held()) == 300
    asked = [request.query for request in registry.server.poi_requests]
    assert all(query["modifiedsince"] == "2026-11-28T12:00:00Z" for query in asked) and len(asked) <= 3


def test_what_the_service_has_removed_is_noticed_by_the_weekly_sweep(registry):
    registry.update(World())
    number = sorted(registry.pois)[10]
    del registry.pois[number]
    registry.serve()
    (update,) = registry.update(now=NOW + DAY)
    assert update.gone == 0 and number in registry.held()
    (update,) = registry.update(now=NOW + 7 * DAY)
    assert (update.gone, update.same) == (1, 299) and number not in registry.held()


def test_countries_are_swept_one_by_one(registry):
    for poi in registry.pois.values():
        poi["AddressInfo"]["CountryID"] = 87 if poi["ID"] % 2 else 159
    registry.serve()
    registry.update(Countries(("DE",)), Countries(("NL",)))
    german = {number for number in registry.pois if number % 2}
    gone = {min(german), min(set(registry.pois) - german)}
    for number in gone:
        del registry.pois[number]
    registry.serve()
    updates = registry.update(now=NOW + 8 * DAY)
    assert [update.gone for update in updates] == [1, 1]
    assert set(registry.held(Countries(("DE",)))) == german - gone


def test_an_area_keeps_what_lies_outside_of_it(registry):
    registry.update(World())
    registry.update(Extent(0, 45, 20, 55), now=NOW + DAY)
    assert len(registry.held()) == 300


@pytest.mark.parametrize("page", range(1, 6))
def test_a_fill_that_is_interrupted_goes_on_where_it_stopped(registry, page):
    registry.fault_at(page, faults.status(500))
    with pytest.raises(OcmError, match="not up to date"):
        registry.update(World())
    assert registry.held() == {} and not read_facts(registry.path).held
    registry.server.faults.clear()
    (update,) = registry.update(World(), now=NOW + DAY)
    assert int(registry.server.poi_requests[0].query["greaterthanid"]) > 0
    assert update.added == 300 and set(registry.held()) == set(registry.pois)
    (held,) = read_facts(registry.path).held
    assert held.entry.as_of == NOW  # some of its stations are as old as that


def test_until_an_update_is_whole_searches_find_the_old_stations(registry):
    """Some pages of a sweep have arrived: not one of their stations counts yet."""
    registry.update(World())
    before = registry.held()
    registry.modify(registry.pois, NOW + DAY, UsageCost="new")
    registry.fault_at(3, faults.reset())
    with pytest.raises(OcmError):
        registry.update(now=NOW + 8 * DAY)
    assert registry.held() == before
    registry.server.faults.clear()
    registry.update(now=NOW + 8 * DAY)
    assert set(registry.held().values()) == {"new"}


def test_what_was_begun_first_goes_on_first(registry):
    """Else beginning with another area would forget what has arrived."""
    registry.update(Countries(("DE",)))
    registry.fault_at(5, faults.status(500))
    with pytest.raises(OcmError):
        registry.update(World(), now=NOW + DAY / 24)
    registry.server.faults.clear()
    registry.update(World(), now=NOW + DAY / 12)
    asked = [request.query for request in registry.server.poi_requests]
    assert int(asked[0]["greaterthanid"]) > 0 and "modifiedsince" not in asked[0]


def test_what_was_begun_long_ago_is_begun_again(registry):
    registry.fault_at(2, faults.status(500))
    with pytest.raises(OcmError):
        registry.update(World())
    registry.server.faults.clear()
    registry.update(World(), now=NOW + 3 * DAY)
    assert registry.server.poi_requests[0].query["greaterthanid"] == "0"
    assert read_facts(registry.path).held[0].entry.as_of == NOW + 3 * DAY


def test_a_server_that_has_lost_its_stations_empties_no_mirror(registry):
    registry.update(World())
    registry.server.replace_pois(list(registry.pois.values())[:100])
    with pytest.raises(FileWriteError, match="sent only 100 stations"):
        registry.update(now=NOW + 8 * DAY)
    assert len(registry.held()) == 300
    (update,) = registry.update(now=NOW + 8 * DAY, replace_all=True)
    assert update.gone == 200 and len(registry.held()) == 100


def test_a_full_disk_leaves_the_old_state_and_what_has_arrived(registry, monkeypatch):
    registry.update(World())
    before = registry.held()
    registry.modify(registry.pois, NOW + DAY, UsageCost="new " * 50)
    with closing(sqlite3.connect(registry.path)) as database:
        database.execute("VACUUM")  # what has waited there before left room
        (pages,) = database.execute("PRAGMA page_count").fetchone()
    real = sqlite3.connect

    def nearly_full(*arguments: Any, **options: Any) -> sqlite3.Connection:
        database = real(*arguments, **options)
        if "mode=rw" in str(arguments[0]):
            database.execute(f"PRAGMA max_page_count = {pages + 4}")
        return database

    with monkeypatch.context() as patch:
        patch.setattr(sqlite3, "connect", nearly_full)
        with pytest.raises(FileWriteError, match="disk is full"):
            registry.update(now=NOW + 8 * DAY)
    assert registry.held() == before
    registry.update(now=NOW + 8 * DAY)
    assert {cost[:4] for cost in registry.held().values() if cost} == {"new "}


UPDATING = """
import sys
from datetime import datetime, timezone
from pathlib import Path
import requests
from ocm_plugin.ocm.feedback import Feedback
from ocm_plugin.ocm.http.client import Client
from ocm_plugin.ocm.mirroring import update_mirror
from ocm_plugin.ocm.records.reference_store import ReferenceStore
from ocm_plugin.ocm.sources.paging import ApiSource
path = sys.argv[1]
client = Client(requests.Session(), "{url}", "{key}")
source = ApiSource(client, ReferenceStore(Path(path).parent, client.server), 20)
print("ready", flush=True)
update_mirror(path, source, [], Feedback(), datetime(2026, 12, 7, 12, tzinfo=timezone.utc))
"""


def test_killed_at_any_moment_it_holds_the_old_stations_or_the_new_ones(registry):
    registry.update(World())
    before = registry.held()
    registry.modify(registry.pois, NOW + DAY, UsageCost="new")
    after = dict.fromkeys(registry.pois, "new")
    program = UPDATING.format(url=registry.server.url, key=registry.server.key)
    for tenths in range(4):
        killed_at(program, Path(registry.path), tenths / 10)
        assert registry.held() in (before, after)
    registry.update(now=NOW + 8 * DAY)
    assert registry.held() == after


def test_of_two_updates_at_once_the_first_one_ends(registry):
    """Together they would take stations for gone that the other one has put aside."""
    registry.update(World())
    with closing(Staging(registry.path)) as first, closing(Staging(registry.path)) as second:
        part = mirroring.Part(World(), registry.server.url, None, NOW)
        first.begin(part)
        second.begin(part)
        with pytest.raises(FileWriteError, match="Another program has begun"):
            first.add(part, [], 5)
        with pytest.raises(FileWriteError, match="Another program has begun"):
            first.apply(part, registry.store.get(None, NOW), True, "q", Feedback())
    assert len(registry.held()) == 300


def test_an_older_dump_leaves_no_area_newer_than_its_stations(registry, tmp_path):
    """The dump has put older stations in the place of those of the Netherlands: the next update must ask since then."""
    registry.update(Countries(("NL",)))
    dump = tmp_path / "dump.json"
    dump.write_text(json.dumps(list(registry.pois.values())))
    source = FileSource(dump)
    fill_from_file(registry.path, source, [World()], registry.server.url, Feedback())
    facts = read_facts(registry.path)
    assert {entry.as_of for entry in facts.entries} == {source.origin.data_date.replace(microsecond=0)}


def test_a_dump_without_comments_leaves_none_to_be_answered(registry, tmp_path):
    registry.pois[min(registry.pois)]["UserComments"] = [{"ID": 1, "Comment": "Works"}]
    registry.serve()
    registry.update(Countries(("DE",)))
    assert [entry.with_comments for entry in read_facts(registry.path).entries] == [True]
    for poi in registry.pois.values():
        poi.pop("UserComments", None)
        poi.pop("MediaItems", None)
    dump = tmp_path / "dump.json"
    dump.write_text(json.dumps(list(registry.pois.values())))
    fill_from_file(registry.path, FileSource(dump), [World()], registry.server.url, Feedback())
    assert not any(entry.with_comments for entry in read_facts(registry.path).entries)
    # Such areas are loaded as a whole once more.
    registry.update(now=NOW + DAY)
    assert not any("modifiedsince" in request.query for request in registry.server.poi_requests)


def test_a_mirror_is_one_of_one_server(registry, tmp_path):
    """Another server may give the same numbers to other stations."""
    registry.update(World())
    dump = tmp_path / "dump.json"
    dump.write_text(json.dumps(list(registry.pois.values())))
    with pytest.raises(SourceFileError, match=r"is one of .*, and the options name https://other\.example/v3/"):
        fill_from_file(registry.path, FileSource(dump), [World()], "https://other.example/v3/", Feedback())
    assert len(registry.held()) == 300


def test_a_dump_fills_a_country_of_a_mirror_that_is_there(registry, tmp_path):
    registry.update(Countries(("NL",)))
    dump = tmp_path / "dump.jsonl"
    dump.write_text("\n".join(json.dumps(poi) for poi in registry.pois.values()))
    (updated,) = fill_from_file(registry.path, FileSource(dump), [World()], registry.server.url, Feedback())
    assert updated.added + updated.same == 300
    assert {held.entry.area for held in read_facts(registry.path).held} == {World(), Countries(("NL",))}


def test_a_dump_that_is_cut_fills_nothing_and_cannot_be_gone_on_with(registry, tmp_path):
    """Its stations are not those of the server: an update that went on behind them would mix the two."""
    registry.update(World())
    before = registry.held()
    dump = tmp_path / "dump.jsonl"
    lines = [json.dumps(poi) for poi in registry.pois.values()]
    dump.write_text("\n".join(lines[:200]) + "\n" + lines[200][:40])
    with pytest.raises(OcmError, match="not up to date"):
        fill_from_file(registry.path, FileSource(dump), [World()], registry.server.url, Feedback())
    assert registry.held() == before
    with closing(Staging(registry.path)) as staging:
        assert staging.progress() is None


def test_a_new_mirror_of_a_broken_dump_leaves_no_file(registry, tmp_path):
    dump, path = tmp_path / "dump.jsonl", tmp_path / "new.gpkg"
    dump.write_text(json.dumps(next(iter(registry.pois.values()))) + '\n{"ID": ')
    with pytest.raises(OcmError):
        fill_from_file(str(path), FileSource(dump), [World()], registry.server.url, Feedback())
    assert not path.exists()


def test_a_form_that_lacks_what_a_search_needs_is_refused(registry, tmp_path):
    kml = tmp_path / "ocm.kml"
    kml.write_text(
        '<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>OCM-5</name>'
        "<Point><coordinates>8,50</coordinates></Point></Placemark></Document></kml>"
    )
    with pytest.raises(SourceFileError):
        fill_from_file(str(tmp_path / "new.gpkg"), FileSource(kml), [World()], registry.server.url, Feedback())


def test_a_reader_goes_on_with_what_there_was_while_an_update_arrives(registry, monkeypatch):
    """Each batch was read alone: half of a result was of before an update, half of after it, and nothing said so."""
    monkeypatch.setattr("ocm_plugin.ocm.sources.mirror.SLICE", 100)
    for poi in registry.pois.values():
        poi["UsageCost"] = "old"
    registry.serve()
    registry.update(World())
    before = set(registry.pois)
    source = MirrorSource(registry.path, registry.server.url)
    batches = source.batches(Search(), Feedback())
    found = list(next(batches).stations)
    registry.modify(registry.pois, NOW + DAY, UsageCost="new")
    del registry.pois[max(registry.pois)]
    registry.serve()
    registry.update(now=NOW + 8 * DAY)
    found += [station for batch in batches for station in batch.stations]
    assert {station.id for station in found} == before
    assert {station.usage_cost for station in found} == {"old"}
    assert set(registry.held().values()) == {"new"}


@pytest.mark.parametrize("page", (0, 1, 3))
def test_a_server_that_answers_with_no_stations_makes_no_mirror(registry, page):
    """As servers do whose database is down: the mirror would have said for a month that there are no more stations."""
    registry.fault_at(page, faults.empty_list())
    with pytest.raises(OcmError, match=r"No station at all|seems to be in trouble"):
        registry.update(World())
    assert not read_facts(registry.path).held
    registry.server.faults.clear()
    registry.update(World(), now=NOW + DAY / 24)
    assert set(registry.held()) == set(registry.pois)


def test_a_list_that_ends_early_removes_nothing(registry):
    """Four of six pages came, then "no stations", then the server was well again: two pages of stations seemed gone."""
    registry.update(World())
    registry.server.faults.add(faults.empty_list(), times=2, after=4, action="poi")
    (update,) = registry.update(now=NOW + 8 * DAY)
    assert (update.gone, update.same) == (0, 300) and set(registry.held()) == set(registry.pois)


def test_a_station_that_a_list_leaves_out_is_asked_for_by_its_number(registry):
    registry.update(World())
    left_out = sorted(registry.pois)[20]

    def without(pois: list[Any]) -> list[Any]:
        return [poi for poi in pois if poi["ID"] != left_out] if len(pois) > 1 else pois

    fault = faults.Fault("one left out", change_stations=without)
    registry.server.faults.add(fault, times=None, action="poi")
    with pytest.raises(OcmError, match=f"left out station OCM-{left_out}, which it still has"):
        registry.update(now=NOW + 8 * DAY)
    registry.server.faults.clear()
    (update,) = registry.update(now=NOW + 8 * DAY + DAY / 24)
    assert (update.gone, update.same) == (0, 300)


def test_a_server_without_news_must_still_have_what_it_had(registry):
    """Else the mirror would be said to be of today, and what has changed meanwhile would be asked for much later."""
    registry.update(World())
    registry.fault_at(0, faults.empty_list())
    with pytest.raises(OcmError, match="seems to be in trouble"):
        registry.update(now=NOW + DAY)
    assert read_facts(registry.path).held[0].entry.as_of == NOW
    registry.server.faults.clear()
    registry.update(now=NOW + DAY)
    asked = [request.query for request in registry.server.poi_requests]
    assert len(asked) == 3 and "chargepointid" in asked[-1]


def test_an_area_that_has_no_stations_is_mirrored_on_wish(registry):
    sea = Extent(-150, -60, -149, -59)
    with pytest.raises(OcmError, match="No station at all has arrived for “Charging stations between"):
        registry.update(sea)
    registry.update(sea, replace_all=True)
    assert [held.entry.area for held in read_facts(registry.path).held] == [sea]


def test_a_dump_without_stations_makes_no_mirror(registry, tmp_path):
    dump, path = tmp_path / "dump.json", tmp_path / "new.gpkg"
    dump.write_text("[]")
    with pytest.raises(OcmError, match="No station at all"):
        fill_from_file(str(path), FileSource(dump), [World()], registry.server.url, Feedback())
    assert not path.exists()


@pytest.mark.parametrize("is_begun", (False, True))
def test_what_was_loaded_by_a_clock_ahead_is_loaded_again(registry, is_begun):
    """A clock stood in 2030 once: asked for what is new since then, the server has nothing, and was believed."""
    ahead = NOW + 1_500 * DAY
    if is_begun:
        registry.fault_at(4, faults.status(500))
        with pytest.raises(OcmError):
            registry.update(World(), now=ahead)
        registry.server.faults.clear()
    else:
        registry.update(World(), now=ahead)
    registry.modify([min(registry.pois)], NOW, UsageCost="new")
    registry.update(World(), now=NOW + DAY)
    (held,) = read_facts(registry.path).held
    assert held.entry.as_of == held.swept == NOW + DAY
    assert registry.held()[min(registry.pois)] == "new"


def test_a_station_whose_record_is_damaged_is_not_gone(registry):
    registry.update(World())
    number = sorted(registry.pois)[10]
    registry.pois[number]["AddressInfo"]["Latitude"] = None
    registry.serve()
    (update,) = registry.update(now=NOW + 8 * DAY)
    assert (update.gone, update.same) == (0, 299) and number in registry.held()


def test_a_damaged_record_is_not_gone_either_when_a_sweep_goes_on(registry):
    """The record came before the sweep was interrupted."""
    registry.update(World())
    number = min(registry.pois)
    registry.pois[number]["AddressInfo"]["Latitude"] = None
    registry.serve()
    registry.fault_at(3, faults.status(500))
    with pytest.raises(OcmError):
        registry.update(now=NOW + 8 * DAY)
    registry.server.faults.clear()
    (update,) = registry.update(now=NOW + 8 * DAY + DAY / 24)
    assert update.gone == 0 and number in registry.held()


def test_a_full_disk_is_said_of_the_mirror_that_was_to_be_made(registry, tmp_path, monkeypatch):
    """Not of the hidden file that would have become it."""
    dump, path = tmp_path / "dump.json", tmp_path / "new.gpkg"
    dump.write_text(json.dumps(list(registry.pois.values())))

    def full(*_arguments: Any) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("ocm_plugin.ocm.store.mirror_update._note_taken", full)
    with pytest.raises(FileWriteError) as raised:
        fill_from_file(str(path), FileSource(dump), [World()], registry.server.url, Feedback())
    assert f"full: {path} was left" in raised.value.sentence and not path.exists()

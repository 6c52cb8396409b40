"""Mirrors are filled and updated part by part: what is not whole does not count, and goes on next time."""

from __future__ import annotations

import itertools
import json
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest
import requests

from ocm_plugin.ocm import mirroring
from ocm_plugin.ocm.errors import Cancelled, FileWriteError, OcmError, SourceFileError
from ocm_plugin.ocm.feedback import Feedback
from ocm_plugin.ocm.mirroring import fill_from_file
from ocm_plugin.ocm.records.decoding import decode_pois
from ocm_plugin.ocm.search.areas import Countries, Extent, World
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.ocm.sources.mirror import MirrorSource
from ocm_plugin.ocm.sources.source import FileSource
from ocm_plugin.ocm.store.mirror_file import FileMirror
from ocm_plugin.ocm.store.mirror_tables import arrived_row, read_facts
from ocm_plugin.ocm.store.mirror_update import Staging
from tests.ocm_server import faults
from tests.support.feedbacks import CancelledAfter
from tests.support.killed_writer import killed_at
from tests.support.registries import DAY, NOW, Registry


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


def test_areas_that_are_held_are_brought_up_to_date_beside_a_new_one(registry):
    west, east = Extent(-180, -90, 8, 90), Extent(8, -90, 180, 90)
    registry.update(west)
    registry.modify(registry.pois, NOW + DAY / 2, UsageCost="new")
    updates = registry.update(east, now=NOW + DAY)
    assert [update.part.area for update in updates] == [west, east]
    assert set(registry.held().values()) == {"new"} and len(registry.held()) == 300


@pytest.mark.parametrize("page", range(1, 6))
def test_a_fill_that_is_interrupted_goes_on_where_it_stopped(registry, page):
    registry.fault_at(page, faults.status(500))
    with pytest.raises(OcmError, match="not up to date"):
        registry.update(World())
    assert registry.held() == {} and not read_facts(registry.mirror).held
    registry.server.faults.clear()
    (update,) = registry.update(World(), now=NOW + DAY)
    assert int(registry.server.poi_requests[0].query["greaterthanid"]) > 0
    assert update.added == 300 and set(registry.held()) == set(registry.pois)
    (held,) = read_facts(registry.mirror).held
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
    del registry.pois[min(registry.pois)]  # which has arrived, and is gone by now
    registry.serve()
    registry.update(World(), now=NOW + 3 * DAY)
    assert registry.server.poi_requests[0].query["greaterthanid"] == "0"
    assert set(registry.held()) == set(registry.pois), "what had arrived then is forgotten"
    assert read_facts(registry.mirror).held[0].entry.as_of == NOW + 3 * DAY


def test_a_server_that_has_lost_its_stations_empties_no_mirror(registry):
    registry.update(World())
    registry.server.replace_pois(list(registry.pois.values())[:100])
    with pytest.raises(FileWriteError, match="sent only 100 stations"):
        registry.update(now=NOW + 8 * DAY)
    assert len(registry.held()) == 300
    (update,) = registry.update(now=NOW + 8 * DAY, replace_all=True)
    assert update.gone == 200 and len(registry.held()) == 100


def test_a_full_disk_leaves_the_old_state_and_what_has_arrived(file_registry, monkeypatch):
    registry = file_registry
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


def test_left_at_any_step_of_its_writing_it_holds_the_old_stations(registry, monkeypatch):
    """Kills hit the moments between the pages: an update whose statements each counted at once passed the tests."""
    registry.update(World())
    before, apply = registry.held(), Staging.apply
    registry.modify(registry.pois, NOW + DAY, UsageCost="new")
    del registry.pois[max(registry.pois)], registry.pois[min(registry.pois)]
    registry.serve()
    for checks in itertools.count():

        def left(staging: Staging, part: Any, lists: Any, *rest: Any, checks: int = checks) -> Any:
            return apply(staging, part, lists, *rest[:2], CancelledAfter(checks), *rest[3:])

        with monkeypatch.context() as patch, suppress(Cancelled):
            patch.setattr(Staging, "apply", left)
            registry.update(now=NOW + 8 * DAY)
            break
        assert registry.held() == before and len(read_facts(registry.mirror).held) == 1
    assert checks > 10
    assert registry.held() == dict.fromkeys(registry.pois, "new")


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
from ocm_plugin.ocm.store.mirror_file import FileMirror
path = sys.argv[1]
client = Client(requests.Session(), "{url}", "{key}")
source = ApiSource(client, ReferenceStore(Path(path).parent, client.server), 20)
print("ready", flush=True)
update_mirror(FileMirror(path), source, [], Feedback(), datetime(2026, 12, 7, 12, tzinfo=timezone.utc))
"""


def test_killed_at_any_moment_it_holds_the_old_stations_or_the_new_ones(file_registry):
    registry = file_registry
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
    with closing(Staging(registry.mirror.session())) as first, closing(Staging(registry.mirror.session())) as second:
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
    fill_from_file(registry.mirror, source, [World()], registry.server.url, Feedback())
    facts = read_facts(registry.mirror)
    assert {entry.as_of for entry in facts.entries} == {source.origin.data_date.replace(microsecond=0)}


def test_a_dump_without_comments_leaves_none_to_be_answered(registry, tmp_path):
    registry.pois[min(registry.pois)]["UserComments"] = [{"ID": 1, "Comment": "Works"}]
    registry.serve()
    registry.update(Countries(("DE",)))
    assert [entry.with_comments for entry in read_facts(registry.mirror).entries] == [True]
    for poi in registry.pois.values():
        poi.pop("UserComments", None)
        poi.pop("MediaItems", None)
    dump = tmp_path / "dump.json"
    dump.write_text(json.dumps(list(registry.pois.values())))
    fill_from_file(registry.mirror, FileSource(dump), [World()], registry.server.url, Feedback())
    assert not any(entry.with_comments for entry in read_facts(registry.mirror).entries)
    # Such areas are loaded as a whole once more.
    registry.update(now=NOW + DAY)
    assert not any("modifiedsince" in request.query for request in registry.server.poi_requests)


def test_a_mirror_is_one_of_one_server(registry, tmp_path):
    """Another server may give the same numbers to other stations."""
    registry.update(World())
    dump = tmp_path / "dump.json"
    dump.write_text(json.dumps(list(registry.pois.values())))
    with pytest.raises(SourceFileError, match=r"is one of .*, and the options name https://other\.example/v3/"):
        fill_from_file(registry.mirror, FileSource(dump), [World()], "https://other.example/v3/", Feedback())
    assert len(registry.held()) == 300


def test_a_dump_fills_a_country_of_a_mirror_that_is_there(registry, tmp_path):
    registry.update(Countries(("NL",)))
    dump = tmp_path / "dump.jsonl"
    dump.write_text("\n".join(json.dumps(poi) for poi in registry.pois.values()))
    (updated,) = fill_from_file(registry.mirror, FileSource(dump), [World()], registry.server.url, Feedback())
    assert updated.added + updated.same == 300
    assert {held.entry.area for held in read_facts(registry.mirror).held} == {World(), Countries(("NL",))}


def test_a_dump_that_is_cut_fills_nothing_and_cannot_be_gone_on_with(registry, tmp_path):
    """Its stations are not those of the server: an update that went on behind them would mix the two."""
    registry.update(World())
    before = registry.held()
    dump = tmp_path / "dump.jsonl"
    lines = [json.dumps(poi) for poi in registry.pois.values()]
    dump.write_text("\n".join(lines[:200]) + "\n" + lines[200][:40])
    with pytest.raises(OcmError, match="not up to date"):
        fill_from_file(registry.mirror, FileSource(dump), [World()], registry.server.url, Feedback())
    assert registry.held() == before
    with closing(Staging(registry.mirror.session())) as staging:
        assert staging.begun() is None


def test_nobody_but_the_user_knows_of_which_areas_a_dump_holds_all(registry, tmp_path):
    """An export of one country was taken for the world: a search of any other then found nothing, and was complete."""
    dump, mirror = tmp_path / "OCM-DE.json", registry.mirror
    dump.write_text(json.dumps(list(registry.pois.values())))
    with pytest.raises(SourceFileError, match="name countries, an extent, or the world"):
        fill_from_file(mirror, FileSource(dump), [], registry.server.url, Feedback())
    assert not mirror.exists()
    fill_from_file(mirror, FileSource(dump), [Countries(("DE",))], registry.server.url, Feedback())
    fill_from_file(mirror, FileSource(dump), [], registry.server.url, Feedback())
    assert [entry.area for entry in read_facts(mirror).entries] == [Countries(("DE",))]


def test_a_first_fill_that_was_interrupted_goes_on_without_naming_it_again(registry):
    """The run at night names no area: it did nothing, and said that no station was added."""
    registry.fault_at(3, faults.status(500))
    with pytest.raises(OcmError):
        registry.update(World())
    registry.server.faults.clear()
    (update,) = registry.update(now=NOW + DAY)
    assert update.added == 300 and int(registry.server.poi_requests[0].query["greaterthanid"]) > 0


def test_a_mirror_without_any_area_says_so(registry):
    registry.fault_at(2, faults.status(500))
    with pytest.raises(OcmError):
        registry.update(World())
    with pytest.raises(SourceFileError, match="name countries, an extent, or the world"):
        registry.update(now=NOW + 5 * DAY)


def test_a_new_mirror_of_a_broken_dump_leaves_nothing(registry, tmp_path):
    dump, mirror = tmp_path / "dump.jsonl", registry.mirror
    dump.write_text(json.dumps(next(iter(registry.pois.values()))) + '\n{"ID": ')
    with pytest.raises(OcmError):
        fill_from_file(mirror, FileSource(dump), [World()], registry.server.url, Feedback())
    assert not mirror.exists()


@pytest.mark.parametrize("form", ["csv", "xml", "kml", "geojson"])
def test_a_form_that_lacks_what_a_search_needs_is_refused(registry, tmp_path, form):
    """The test took a KML that is not even read: it passed where any of them filled a mirror."""
    path, shape = tmp_path / f"ocm.{form}", {"output": form, "verbose": "false", "maxresults": "50"}
    headers = {"X-API-Key": registry.server.key}
    path.write_bytes(requests.get(f"{registry.server.url}poi", shape, headers=headers, timeout=60).content)
    source, new = FileSource(path), FileMirror(tmp_path / "new.gpkg")
    assert [batch for batch in source.batches(Search(), Feedback()) if batch.stations]
    with pytest.raises(SourceFileError, match="A mirror cannot be filled from this file: "):
        fill_from_file(new, FileSource(path), [World()], registry.server.url, Feedback())
    assert not new.exists()


def test_a_reader_goes_on_with_what_there_was_while_an_update_arrives(registry, monkeypatch):
    """Each batch was read alone: half of a result was of before an update, half of after it, and nothing said so."""
    monkeypatch.setattr("ocm_plugin.ocm.sources.mirror.SLICE", 100)
    for poi in registry.pois.values():
        poi["UsageCost"] = "old"
    registry.serve()
    registry.update(World())
    before = set(registry.pois)
    source = MirrorSource(registry.mirror, registry.server.url)
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


def test_a_full_disk_is_said_of_the_mirror_that_was_to_be_made(file_registry, tmp_path, monkeypatch):
    """Not of the hidden file that would have become it."""
    dump, path = tmp_path / "dump.json", tmp_path / "new.gpkg"
    registry = file_registry
    dump.write_text(json.dumps(list(registry.pois.values())))

    def full(*_arguments: Any) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("ocm_plugin.ocm.store.mirror_update._note_taken", full)
    with pytest.raises(FileWriteError) as raised:
        fill_from_file(FileMirror(path), FileSource(dump), [World()], registry.server.url, Feedback())
    assert f"full: {path} was left" in raised.value.sentence and not path.exists()


def listed(registry: Registry) -> list[tuple[Any, ...]]:
    """What is listed as changed."""
    with registry.mirror.reading() as database:
        rows = database.rows("SELECT ocm_id, kind, field, old, new FROM ocm_changes ORDER BY fid")
        return [tuple(row) for row in rows]


def test_updates_list_what_they_change_value_by_value(registry):
    """As reloads do: the first fill is no change, and neither is a station that came again as it was."""
    registry.update(World())
    numbers = sorted(registry.pois)
    registry.modify([numbers[5]], NOW + DAY, UsageCost="0.49 EUR/kWh")
    registry.pois[numbers[-1] + 1] = {**registry.pois[numbers[0]], "ID": numbers[-1] + 1, "UUID": "new"}
    del registry.pois[numbers[7]]
    registry.serve()
    registry.update(now=NOW + 8 * DAY)
    entries = listed(registry)
    assert (numbers[-1] + 1, "added", None, None, None) in entries
    costs = [entry for entry in entries if entry[:3] == (numbers[5], "changed", "cost_text")]
    assert [entry[4] for entry in costs] == ["0.49 EUR/kWh"]
    (gone,) = [entry for entry in entries if entry[1] == "gone"]
    assert gone[0] == numbers[7] and json.loads(gone[3])["ocm_id"] == numbers[7]
    assert {entry[0] for entry in entries} == {numbers[5], numbers[7], numbers[-1] + 1}
    registry.update(now=NOW + 16 * DAY)
    assert listed(registry) == entries


def test_what_searches_hold_lists_no_changes(file_registry):
    """It is forgotten after a day, and nobody would read the list."""
    registry = file_registry
    registry.update(World())
    stations = decode_pois([{**poi, "UsageCost": "new"} for poi in registry.pois.values()], with_comments=True)
    part = mirroring.Part(World(), registry.server.url, None, NOW + DAY)
    with closing(Staging(registry.mirror.session())) as staging:
        staging.begin(None)
        staging.add(None, [arrived_row(*both) for both in zip(stations.stations, stations.raw)], 0)
        update = staging.apply(part, registry.store.get(None, NOW), True, "q", Feedback(), is_listed=False)
    assert update.changed == 300
    with closing(sqlite3.connect(registry.path)) as file:
        assert file.execute("SELECT count(*) FROM sqlite_master WHERE name = 'ocm_changes'").fetchone() == (0,)

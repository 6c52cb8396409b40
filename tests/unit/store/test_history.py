"""What has changed since a reload is read from the list of changes, and is what two saved results would say."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocm_plugin.ocm.feedback import Feedback
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.ocm.store.comparing import ValueChange, compare
from ocm_plugin.ocm.store.file_history import entries_from
from ocm_plugin.ocm.store.file_table import FileTable
from ocm_plugin.ocm.store.history import net_changes
from ocm_plugin.ocm.store.merge_values import Change
from ocm_plugin.ocm.store.packed import MISSING, STATIONS
from tests.support.diaries import Diary, found, whole
from tests.support.effort import tries
from tests.support.gpkg_files import make_package
from tests.support.merged_files import merge, result

DAY = date(2026, 1, 31)


STATION = st.fixed_dictionaries(
    {
        "name": st.sampled_from(["A", "B", "007", None]),
        "max_kw": st.sampled_from([None, 22.0, 0.1 + 0.2, 1e22]),
        "n_comments": st.sampled_from([None, 0, 3]),
        "power_is_estimate": st.sampled_from([None, True, False]),
        "date_created": st.sampled_from([None, DAY]),
        "lat": st.sampled_from([50.0, 50.1234567890123]),
    }
)
RESULT = st.dictionaries(st.integers(1, 6), STATION)


@given(st.lists(st.tuples(RESULT, st.booleans()), min_size=1, max_size=6))
@settings(max_examples=tries(300))
def test_the_list_of_changes_says_what_copies_of_all_rows_say(results):
    """Net: what has changed twice is one change, what has changed back none; what came and went again is nothing."""
    diary = Diary()
    for stations, is_complete in results:
        diary.reload(stations, is_complete=is_complete)
    for reload in range(len(results)):
        assert diary.since(reload) == diary.by_copies(reload)


EDITS = st.lists(st.tuples(st.integers(1, 6), st.sampled_from(["name", "operator", None])), max_size=3)


@given(st.lists(st.tuples(RESULT, EDITS), min_size=2, max_size=5))
@settings(max_examples=tries(200))
def test_edits_of_the_user_are_no_change_of_the_service(results):
    """Values that no reload has written, and rows that no reload has taken away."""
    diary = Diary()
    written: set[tuple[int, str | None]] = set()
    for stations, edits in results:
        outcome = diary.reload(stations)
        written |= {(each.ocm_id, each.field) for each in outcome.changes if each.kind == "changed"}
        written |= {(each.ocm_id, None) for each in outcome.changes if each.kind in ("gone", "added")}
        for number, name in edits:
            for row_id, row in list(diary.store.rows[STATIONS].items()):
                if row["ocm_id"] == number and name is not None:
                    row[name] = "mine"
                elif row["ocm_id"] == number:
                    del diary.store.rows[STATIONS][row_id]
    for number, (kind, changes) in diary.since(0).items():
        assert changes or (number, None) in written, kind
        for change in changes:
            assert (number, change.field) in written or (number, None) in written


@given(st.lists(st.tuples(RESULT, st.booleans()), min_size=2, max_size=4))
@settings(max_examples=tries(25), deadline=None)
def test_a_file_remembers_what_copies_of_it_show(results):
    """The list of changes as SQLite keeps it: numbers lost their last digits there, and "007" might become 7."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "stations.gpkg"
        make_package(path)
        copies = []
        for number, (stations, is_complete) in enumerate(results):
            copies.append((len(listed(path)), told(path)))
            merge(path, result(f"q{number}", stations, is_complete))
        now = told(path)
        for begin, before in copies:
            changes = entries_from(str(path), STATIONS, begin + 1)
            assert found(net_changes(now, changes)) == found(compare(whole(before), whole(now)))


def listed(path: Path) -> list[Change]:
    return entries_from(str(path), STATIONS, 0)


def told(path: Path) -> list[list[Any]]:
    """The compared values of all stations of a file."""
    with closing(sqlite3.connect(path)) as file:
        return [list(held.compared) for held in FileTable(file, STATIONS, STATIONS).held(Feedback())]


def test_a_value_that_changed_twice_is_said_once_and_one_that_changed_back_is_not():
    diary = Diary()
    diary.reload({1: {"name": "A", "max_kw": 22.0}, 2: {"name": "A"}})
    diary.reload({1: {"name": "B", "max_kw": 50.0}, 2: {"name": "B"}})
    diary.reload({1: {"name": "C", "max_kw": 150.0}, 2: {"name": "A"}})
    ((number, (kind, changes)),) = diary.since(1).items()
    assert (number, kind) == (1, "power_up")
    assert {(each.field, each.old, each.new) for each in changes} == {("name", "A", "C"), ("max_kw", 22.0, 150.0)}


def test_a_station_that_has_gone_keeps_its_last_known_place():
    diary = Diary()
    diary.reload({1: {"name": "A", "lon": 9.0, "provider": "P"}})
    diary.reload({1: {"name": "B", "lon": 9.0, "provider": "P"}})
    diary.reload({})
    (gone,) = net_changes(diary.rows(), diary.entries[diary.copies[1][0] :])
    assert gone.kind == "gone" and gone.new == {}
    # Before the reload that renamed it, it was called otherwise.
    assert (gone.old["name"], gone.old["provider"], gone.old["geometry"]) == ("A", "P", "9.0 50.0")


def test_with_filters_neither_gone_nor_added_is_said():
    filtered = Search(min_power_kw=50)
    diary = Diary()
    diary.reload({1: {"name": "A"}}, search=filtered)
    diary.reload({2: {"name": "B"}}, search=filtered)
    assert {number: kind for number, (kind, _) in diary.since(1).items()} == {1: "disappeared", 2: "appeared"}


def test_what_was_not_asked_for_before_is_not_called_added():
    """A capped result that is loaded in full: a thousand stations seemed to be new in the registry."""
    diary = Diary()
    diary.reload({1: {"name": "A"}})
    diary.reload({1: {"name": "A"}, 2: {"name": "B"}}, was_asked=lambda values: False)
    assert {number: kind for number, (kind, _) in diary.since(1).items()} == {2: "not_asked_before"}


def test_a_station_that_came_back_and_that_the_user_then_deleted_is_not_gone():
    diary = Diary()
    for stations in ({1: {"name": "A"}, 2: {"name": "B"}}, {1: {"name": "A"}}, {1: {"name": "A"}, 2: {"name": "B"}}):
        diary.reload(stations)
    diary.store.delete(2)
    assert diary.since(1) == {} and diary.since(2) == {}
    diary.reload({1: {"name": "A2"}, 2: {"name": "B"}})
    assert set(diary.since(1)) == {1}


def test_a_damaged_entry_costs_no_other_one():
    diary = Diary()
    diary.reload({1: {"name": "A"}, 2: {"name": "A"}})
    diary.reload({1: {"name": "B"}})
    place = next(place for place, entry in enumerate(diary.entries) if entry.kind == "gone")
    for damage in ("no JSON", "[1, 2]", None, '"text"'):
        diary.entries[place] = diary.entries[place]._replace(old=damage)
        assert {number: kind for number, (kind, _) in diary.since(1).items()} == {1: "other", 2: "gone"}


@pytest.mark.parametrize(
    "entry",
    [
        Change(1, "changed", "geometry", "here", "8.0 50.0"),
        Change(1, "changed", "geometry", "8.0", "8.0 50.0"),
        Change(1, "changed", "max_kw", "much", "50.0"),
        Change(1, "changed", "max_kw", b"\xff", "50.0"),
        Change(1, "changed", "name", b"\xff", "a"),
        Change(1, "changed", "ocm_id", "77", "1"),
    ],
)
def test_entries_that_no_reload_has_written_are_passed_over(entry):
    """The list is a table like others: users edit it, and programs damage it. Each of these ended in a traceback."""
    diary = Diary()
    diary.reload({1: {"name": "a", "max_kw": 50.0}})
    assert not list(net_changes(diary.rows(), [entry]))


@pytest.mark.parametrize("last_known", ["[" * 100_000, '{"geometry":"here"}', '{"geometry":5,"max_kw":[1]}', "x", None])
def test_a_station_that_has_gone_is_listed_whatever_is_known_of_it(last_known):
    (difference,) = net_changes([], [Change(9, "gone", None, last_known)])
    assert difference.kind == "gone" and difference.old["geometry"] in (MISSING, None)


def test_an_edit_after_a_reload_is_not_taken_for_its_change():
    """The service had said "b", and the list said that it had said what the user wrote over it."""
    diary = Diary()
    diary.reload({1: {"name": "a", "n_comments": 1}, 2: {"name": "x"}})
    diary.reload({1: {"name": "b", "n_comments": 1}, 2: {"name": "x"}})
    diary.store.station(1).update(name="mine", n_comments=7)
    diary.store.station(2)["name"] = "mine too"
    (difference,) = net_changes(diary.rows(), diary.entries[2:])
    assert difference.ocm_id == 1 and difference.changes == (ValueChange("name", "a", "b"),)
    del diary.store.rows[STATIONS][diary.store.number(1)]["name"]  # the column is gone
    assert not list(net_changes(diary.rows(), diary.entries[2:]))

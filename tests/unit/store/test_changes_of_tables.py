"""The list of changes of a file: each table of stations has its own entries, and the list does not grow for ever."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocm_plugin.ocm.feedback import Feedback
from ocm_plugin.ocm.store import change_list
from ocm_plugin.ocm.store.comparing import compare
from ocm_plugin.ocm.store.database import reading
from ocm_plugin.ocm.store.file_history import entries_from, entries_since, listed_reloads
from ocm_plugin.ocm.store.file_table import FileTable
from ocm_plugin.ocm.store.folding import folded
from ocm_plugin.ocm.store.history import net_changes
from ocm_plugin.ocm.store.merge_values import Change
from ocm_plugin.ocm.store.packed import STATIONS
from tests.support.diaries import Diary, found, whole
from tests.support.effort import tries
from tests.support.merged_files import NOW, asked, copy_stations, edit, merge, result

COPY = "My stations"
NOW_TEXT = f"{NOW:%Y-%m-%dT%H:%M:%S}.000Z"


def at(fresh, minutes: int):
    """A result of some minutes later."""
    return replace(fresh, query=fresh.query._replace(finished=NOW + timedelta(minutes=minutes)))


def names_listed(path: Path, table: str) -> list[tuple[int, str | None, str | None]]:
    return [
        (each.ocm_id, each.old, each.new)
        for each in entries_from(str(path), table, 0)
        if each[:3] == (1, "changed", "name")
    ]


def test_two_tables_of_stations_have_lists_of_their_own(package) -> None:
    """The reloads of a copy stood among those of the stations: *Show Changes* took them back from rows that had them
    never, and showed changes that there were not."""
    copy_stations(package, COPY)
    merge(package, result("q2", {1: {"name": "x"}, 2: {}, 3: {}}))
    merge(package, result("q3", {1: {"name": "y"}, 2: {}, 3: {}}), stations=COPY)
    assert names_listed(package, STATIONS) == [(1, "a", "x")]
    assert names_listed(package, COPY) == names_listed(package, COPY.upper()) == [(1, "a", "y")]
    assert (len(listed_reloads(str(package), STATIONS)), len(listed_reloads(str(package), COPY))) == (2, 1)
    assert {
        each.new for each in entries_since(str(package), COPY, NOW) or () if each[:3] == (1, "changed", "name")
    } == {"y"}


def without_names(package: Path) -> None:
    """As lists were before."""
    edit(package, "DROP INDEX ocm_changes_ocm_id")
    edit(package, "ALTER TABLE ocm_changes DROP COLUMN table_name")


def test_a_list_that_names_no_table_is_read_on(package) -> None:
    merge(package, result("q2", {1: {"name": "x"}, 2: {}, 3: {}}))
    without_names(package)
    assert names_listed(package, STATIONS) == [(1, "a", "x")]
    merge(package, result("q3", {1: {"name": "y"}, 2: {}, 3: {}}))
    assert names_listed(package, STATIONS) == [(1, "a", "x"), (1, "x", "y")]
    assert asked(package, "SELECT DISTINCT table_name FROM ocm_changes") == [(STATIONS,)]


def test_entries_of_an_old_list_count_for_each_of_two_tables(package) -> None:
    """Nobody knows of which they are."""
    merge(package, result("q2", {1: {"name": "x"}, 2: {}, 3: {}}))
    copy_stations(package, COPY)
    without_names(package)
    merge(package, result("q3", {1: {"name": "y"}, 2: {}, 3: {}}), stations=COPY)
    assert names_listed(package, STATIONS) == [(1, "a", "x")]
    assert names_listed(package, COPY) == [(1, "a", "x"), (1, "x", "y")]


def test_a_table_that_was_renamed_keeps_its_list(package) -> None:
    merge(package, result("q2", {1: {"name": "x"}, 2: {}, 3: {}}))
    edit(package, f'ALTER TABLE stations RENAME TO "{COPY}"')
    for table in ("gpkg_contents", "gpkg_geometry_columns"):
        edit(package, f"UPDATE {table} SET table_name = '{COPY}' WHERE table_name = 'stations'")
    assert names_listed(package, COPY) == [(1, "a", "x")]
    merge(package, result("q3", {1: {"name": "y"}, 2: {}, 3: {}}), stations=COPY)
    assert names_listed(package, COPY) == [(1, "a", "x"), (1, "x", "y")]


def test_the_entries_of_a_station_are_found_by_its_number(package) -> None:
    """A list of years was read as a whole for it."""
    merge(package, result("q2", {1: {"name": "x"}, 2: {}, 3: {}}))
    ((*_, plan),) = asked(package, "EXPLAIN QUERY PLAN SELECT * FROM ocm_changes WHERE ocm_id = 1")
    assert "USING INDEX ocm_changes_ocm_id" in plan


@pytest.fixture
def few(monkeypatch) -> int:
    """Put reloads together when there are more than some."""
    monkeypatch.setattr(change_list, "LISTED_APART", 8)
    return 8


def rows_now(package: Path) -> list[list[object]]:
    with reading(str(package)) as file:
        return [list(held.compared) for held in FileTable(file, STATIONS, STATIONS).held(Feedback())]


def test_a_list_that_has_become_long_still_says_what_has_changed_since_each_reload(package, few) -> None:
    """It grew with each reload for ever. Now older reloads are listed as one, from before the first of them on."""
    chance = random.Random(7)
    copies: dict[str, list[list[object]]] = {NOW_TEXT: []}
    for number in range(1, 60):
        stations = {n: {"name": chance.choice("abc")} for n in range(1, 7) if chance.random() < 0.8}
        before = rows_now(package)
        if merge(package, at(result(f"p{number}", stations), number)).has_changes:
            copies[f"{NOW + timedelta(minutes=number):%Y-%m-%dT%H:%M:%S}.000Z"] = before
        listed = listed_reloads(str(package), STATIONS)
        assert len(listed) <= few
        for each in listed:
            since = found(net_changes(rows_now(package), entries_from(str(package), STATIONS, each.first)))
            assert since == found(compare(whole(copies[each.seen_at]), whole(rows_now(package))))
    assert listed[-1].seen_at == min(copies) and listed[-1].until
    assert asked(package, "SELECT count(*) FROM ocm_changes")[0][0] < 60


def test_since_a_time_within_those_put_together_all_of_them_count(package, few) -> None:
    """Rather too much than too little: what was changed and when is not known apart any more."""
    for number in range(1, 20):
        merge(package, at(result(f"p{number}", {1: {"name": f"{number}"}, 2: {}, 3: {}}), number))
    oldest = listed_reloads(str(package), STATIONS)[-1]
    assert oldest.until > oldest.seen_at
    within = NOW + timedelta(minutes=3)
    entries = entries_since(str(package), STATIONS, within) or []
    assert next(each.old for each in entries if each.field == "name") == "a"


def test_a_list_with_columns_of_the_user_is_left_as_it_is(package, few) -> None:
    merge(package, at(result("q2", {1: {"name": "x"}, 2: {}, 3: {}}), 0))
    edit(package, "ALTER TABLE ocm_changes ADD COLUMN checked TEXT")
    edit(package, "UPDATE ocm_changes SET checked = 'yes'")
    for number in range(1, 20):
        merge(package, at(result(f"p{number}", {1: {"name": f"{number}"}, 2: {}, 3: {}}), number))
    assert len(listed_reloads(str(package), STATIONS)) == 21
    assert asked(package, "SELECT count(*) FROM ocm_changes WHERE checked = 'yes'")[0][0]


ENTRY = st.builds(
    Change,
    st.integers(1, 3),
    st.sampled_from(["added", "gone", "changed", "changed", "changed", "not_asked_before", "disappeared", "kept"]),
    st.sampled_from(["name", "max_kw", "geometry"]),
    st.sampled_from(["1.5", "2.5", "8.0 50.0", None]),
    st.sampled_from(["1.5", "2.5", "8.0 50.0", None]),
)


@given(st.lists(ENTRY, max_size=12), st.lists(ENTRY, max_size=6), st.lists(st.integers(1, 3), unique=True))
@settings(max_examples=tries(600), deadline=None)
def test_entries_put_together_say_the_same(older, newer, there) -> None:
    """Also of lists that no reload would have written: users delete rows, and edit the list itself."""
    diary = Diary()
    diary.reload({number: {"name": "n", "max_kw": 9.5} for number in there})
    rows = diary.rows()
    together = folded(older)
    assert found(net_changes(rows, [*together, *newer])) == found(net_changes(rows, [*older, *newer]))
    # Each value, its coming and its going, at most once for each station before and after.
    assert len(together) <= 3 * 3 * 2 + 3 * 2

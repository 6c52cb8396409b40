"""A reload of a GeoPackage is one transaction: old or new, never a part."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from ocm_plugin.ocm.errors import Cancelled, FileWriteError
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.ocm.store import database
from ocm_plugin.ocm.store.points import blob_of, position_of, register_functions
from ocm_plugin.ocm.tables.schema import TABLES
from tests.support.effort import EFFORT, tries
from tests.support.feedbacks import CancelledAfter
from tests.support.gpkg_files import make_package
from tests.support.killed_writer import killed_at, killed_writer
from tests.support.merged_files import (
    CONNECTIONS,
    NAMES,
    STATIONS,
    asked,
    big_result,
    copy_stations,
    edit,
    fill_disk,
    merge,
    result,
)


def test_only_differences_are_written_and_feature_numbers_stay(package):
    edit(package, 'UPDATE stations SET "my ""note""" = \'seen\' WHERE ocm_id = 3')
    edit(package, "UPDATE stations SET phone = '110' WHERE ocm_id = 2")
    outcome = merge(package, result("q2", {2: {"name": "B"}, 3: {"name": "c"}, 4: {"name": "d", "lat": 51, "lon": 9}}))
    assert (outcome.added, outcome.changed, outcome.gone, outcome.same) == (1, 1, 1, 1)
    rows = asked(package, 'SELECT fid, ocm_id, name, phone, "my ""note""", query_id FROM stations ORDER BY fid')
    assert rows == [
        (2, 2, "B", "110", None, "q2"),
        (3, 3, "c", None, "seen", "q2"),
        (4, 4, "d", None, None, "q2"),
    ]
    assert asked(package, "SELECT conn_id FROM ocm_connections ORDER BY 1") == [(20,), (30,), (40,)]
    assert asked(package, "SELECT id, minx, maxy FROM rtree_stations_geom WHERE id > 3") == [(4, 9.0, 51.0)]
    assert asked(package, "SELECT count(*) FROM rtree_stations_geom") == [(3,)]
    assert asked(package, "PRAGMA integrity_check") == [("ok",)]


@pytest.mark.parametrize("table", [STATIONS, CONNECTIONS])
def test_a_station_that_is_gone_stays_with_what_the_user_has_noted(package, table):
    edit(package, 'ALTER TABLE ocm_connections ADD "my ""note""" TEXT')
    edit(package, f'UPDATE {table} SET "my ""note""" = \'seen\' WHERE ocm_id = 2')
    outcome = merge(package, result("q2", {1: {"name": "a"}}))
    assert (outcome.kept, outcome.gone) == (1, 1)
    assert asked(package, "SELECT ocm_id, name FROM stations ORDER BY 1") == [(1, "a"), (2, "b")]
    assert asked(package, "SELECT ocm_id FROM ocm_connections ORDER BY 1") == [(1,), (2,)]
    assert asked(package, f'SELECT ocm_id FROM {table} WHERE "my ""note""" = \'seen\'') == [(2,)]


def test_stations_that_came_with_other_filters_are_not_asked_for(package):
    """They went as “no longer found” when a search with filters was merged into a file of one without."""
    fast = Search(min_power_kw=50)
    whole = merge(package, result("q2", {2: {"name": "b"}}, search=fast))
    assert (whole.disappeared, whole.gone, whole.same, whole.staying) == (0, 0, 1, 2)
    assert asked(package, "SELECT ocm_id, query_id FROM stations ORDER BY 1") == [(1, "q1"), (2, "q2"), (3, "q1")]
    again = merge(package, result("q3", {3: {"name": "c"}}, search=replace(fast, include_comments=True)))
    assert again.disappeared == 1, "what the same filters have brought, they ask for"
    assert asked(package, "SELECT ocm_id FROM stations ORDER BY 1") == [(1,), (3,)]
    edit(package, "UPDATE ocm_queries SET search_json = 'of a newer version' WHERE query_id = 'q1'")
    assert merge(package, result("q4", {3: {"name": "c"}}, search=fast)).disappeared == 0
    assert merge(package, result("q5", {3: {"name": "c"}})).gone == 1, "without filters, all is asked for"


def test_a_file_whose_writer_was_killed_can_be_read(package):
    """The journal that stays beside it may only be undone by who may write, so that every reader was refused."""
    before = database.count_stations(str(package), STATIONS)
    killed_writer(package, "DELETE")
    assert package.with_name(f"{package.name}-journal").exists()
    assert database.count_stations(str(package), STATIONS) == before
    assert asked(package, "PRAGMA integrity_check") == [("ok",)]


def test_who_reads_a_file_leaves_its_writer_alone(package):
    with closing(sqlite3.connect(package, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE ocm_queries SET query_id = 'half'")
        with database.reading(str(package)) as file:
            assert file.execute("SELECT query_id FROM ocm_queries").fetchall() == [("q1",)]
        writer.execute("COMMIT")
    assert asked(package, "SELECT query_id FROM ocm_queries") == [("half",)]


GONE_1 = (
    '{"ocm_id":1,"name":"a","lat":50.0,"lon":8.0,"provider_id":1,"provider":"P","license_class":"open",'
    '"geometry":"8.0 50.0"}'
)
"""Its last known values."""


def test_all_that_the_file_says_of_itself_is_of_the_same_transaction(package):
    merge(package, result("q2", {2: {"name": "b"}, 3: {"name": "c", "provider_id": 2, "provider": "Q"}}))
    assert asked(package, "SELECT query_id FROM ocm_queries") == [("q2",)]
    providers = asked(package, "SELECT provider_id, license_url, n_stations FROM ocm_providers ORDER BY 1")
    assert providers == [(1, "https://example.org", 1), (2, None, 1)]
    assert asked(package, "SELECT metadata FROM gpkg_metadata") == [("said by q2",)]
    bounds = asked(package, "SELECT min_x, min_y, max_x, max_y FROM gpkg_contents WHERE table_name = 'stations'")
    assert bounds == [(8.0, 50.0, 8.0, 50.0)]
    told = "SELECT ocm_id, kind, field, old, new FROM ocm_changes WHERE query_id = 'q2' ORDER BY 1, 3"
    changes = asked(package, told)
    assert changes == [
        (1, "gone", None, GONE_1, None),
        (3, "changed", "provider", "P", "Q"),
        (3, "changed", "provider_id", "1", "2"),
    ]
    assert asked(package, "SELECT data_type FROM gpkg_contents WHERE table_name = 'ocm_changes'") == [("attributes",)]


def test_a_station_that_stays_keeps_its_search_and_is_known_after_it(package):
    """Of a capped result: what was not asked for stays, with where it came from, and edits of it are still known."""
    merge(package, result("q2", {2: {"name": "b"}}, is_complete=False))
    assert asked(package, "SELECT query_id FROM ocm_queries ORDER BY 1") == [("q1",), ("q2",)]
    edit(package, "UPDATE stations SET name = 'mine' WHERE ocm_id = 3")
    merge(package, result("q3", {1: {"name": "A"}, 3: {"name": "c"}}, is_complete=False))
    assert asked(package, "SELECT ocm_id, name FROM stations ORDER BY 1") == [(1, "A"), (2, "b"), (3, "mine")]
    merge(package, result("q4", {1: {"name": "A"}, 2: {"name": "b"}, 3: {"name": "c"}}))
    assert asked(package, "SELECT DISTINCT query_id FROM gpkg_ocm_baseline") == [("q4",)]
    assert asked(package, "SELECT name FROM stations WHERE ocm_id = 3") == [("mine",)]


def test_a_copy_of_the_stations_in_the_same_file_keeps_its_corrections(package):
    """The reload of the one forgot what was said of the other, whose own reload overwrote every correction."""
    copy_stations(package, "my copy")
    edit(package, "UPDATE \"my copy\" SET name = 'Right' WHERE ocm_id = 2")
    stations = {1: {"name": "a"}, 2: {"name": "b"}, 3: {"name": "c"}}
    merge(package, result("q2", stations))
    assert asked(package, "SELECT query_id FROM ocm_queries ORDER BY 1") == [("q1",), ("q2",)]
    outcome = merge(package, result("q3", {**stations, 3: {"name": "C"}}), stations="my copy")
    assert asked(package, 'SELECT name FROM "my copy" ORDER BY ocm_id') == [("a",), ("Right",), ("C",)]
    assert (outcome.changed, outcome.same) == (1, 2)


def test_what_was_deleted_from_another_table_stays_deleted(package):
    """With a table for each country in one file, the reload of one brought back what was deleted from the others."""
    copy_stations(package, "my copy")
    edit(package, 'DELETE FROM "my copy" WHERE ocm_id = 3')
    stations = {1: {"name": "a"}, 2: {"name": "b"}, 3: {"name": "c"}}
    for query_id in ("q2", "q3"):
        merge(package, result(query_id, stations))
    for query_id in ("q4", "q5"):
        outcome = merge(package, result(query_id, stations), stations="my copy")
        assert (outcome.added, outcome.deleted, outcome.same) == (0, 1, 2)
        assert merge(package, result(f"{query_id} too", stations)).same == 3


@pytest.mark.parametrize(
    "damage", ["lines = x'00'", "lines = 'text'", "lines = substr(lines, 1, 30)", "fields = '['", "fields = '7'"]
)
def test_a_file_whose_memory_is_damaged_can_be_reloaded_and_loses_no_correction(package, damage):
    """Every reload ended in an unexpected error."""
    edit(package, "UPDATE stations SET name = 'Right' WHERE ocm_id = 2")
    edit(package, f"UPDATE gpkg_ocm_baseline SET {damage}")
    outcome = merge(package, result("q2", {1: {"name": "a"}, 2: {"name": "b"}, 3: {"name": "c"}}))
    assert asked(package, "SELECT name FROM stations ORDER BY ocm_id") == [("a",), ("Right",), ("c",)]
    assert outcome.conflicts == 1
    assert merge(package, result("q3", {1: {"name": "A"}, 3: {"name": "c"}})).changed == 1


@pytest.mark.parametrize(("column", "value"), [("max_kw", "''"), ("max_kw", "'fast'"), ("phone", "x'00ff'")])
def test_an_odd_value_does_not_block_the_reload(package, column, value):
    edit(package, f"UPDATE stations SET {column} = {value} WHERE ocm_id = 2")
    merge(package, result("q2", {1: {"name": "A"}, 2: {"name": "b"}}))
    assert asked(package, "SELECT name FROM stations") == [("A",), ("b",)]
    assert asked(package, f"SELECT {column} IS {value} FROM stations WHERE ocm_id = 2") == [(1,)]


def test_a_file_with_other_names_of_fields_can_be_reloaded_and_loses_no_correction(package):
    """As versions before the first release wrote them: `kw_unknown_n`, `stations_n`."""
    edit(package, "ALTER TABLE stations RENAME COLUMN n_kw_unknown TO kw_unknown_n")
    edit(package, "ALTER TABLE ocm_providers RENAME COLUMN n_stations TO stations_n")
    edit(package, "UPDATE gpkg_ocm_baseline SET fields = replace(fields, 'n_kw_unknown', 'kw_unknown_n')")
    edit(package, "UPDATE stations SET kw_unknown_n = 5, name = 'mine' WHERE ocm_id = 2")
    merge(package, result("q2", {1: {"name": "A", "n_kw_unknown": 1}, 2: {"name": "b"}, 4: {"name": "d"}}))
    rows = asked(package, "SELECT ocm_id, name, kw_unknown_n FROM stations WHERE ocm_id <> 3 ORDER BY 1")
    assert rows == [(1, "A", None), (2, "mine", 5), (4, "d", None)]


def test_a_table_may_be_named_in_capitals_or_not(package):
    """New stations were inserted without a place, for the file's lists were asked for another spelling."""
    outcome = merge(package, result("q2", {3: {"name": "c"}, 4: {"lat": 51, "lon": 9}}), stations="Stations")
    assert (outcome.added, outcome.gone) == (1, 2)
    found = {number: position_of(blob) for number, blob in asked(package, "SELECT ocm_id, geom FROM stations")}
    assert found == {3: "8.0 50.0", 4: "9.0 51.0"}
    assert asked(package, "SELECT max_x FROM gpkg_contents WHERE table_name = 'stations'") == [(9.0,)]


def test_stations_without_points_are_left_alone(package):
    edit(package, "DELETE FROM gpkg_geometry_columns")
    with pytest.raises(FileWriteError, match="has no points"):
        merge(package, result("q2", {4: {}}))
    assert asked(package, "SELECT count(*) FROM stations") == [(3,)]


def test_a_conflict_is_told_by_every_reload_of_the_file(package):
    edit(package, "UPDATE stations SET name = 'Right' WHERE ocm_id = 2")
    for query_id in ("q2", "q3", "q4"):
        outcome = merge(package, result(query_id, {1: {"name": "a"}, 2: {"name": "Other"}, 3: {"name": "c"}}))
        assert outcome.conflicts == 1
    assert asked(package, "SELECT name FROM stations WHERE ocm_id = 2") == [("Right",)]


def test_notes_on_providers_and_searches_stay(tmp_path):
    """The lists of providers and searches were written again, and columns that the user had added to them emptied."""
    path = tmp_path / "notes.gpkg"
    make_package(path, {"ocm_providers": "contact", "ocm_queries": "why"})
    stations = {1: {}, 2: {"provider_id": 2, "provider": "Q"}, 3: {"provider_id": 3, "provider": "R"}}
    merge(path, result("q1", stations))
    edit(path, "UPDATE ocm_providers SET contact = 'Ann' WHERE provider_id < 3")
    edit(path, "UPDATE ocm_queries SET why = 'for Bob'")
    merge(path, result("q2", {1: {}, 4: {"provider_id": 4, "provider": "S"}}))
    merge(path, result("q3", {1: {}, 4: {"provider_id": 4, "provider": "S"}}))
    providers = asked(path, "SELECT provider_id, contact, n_stations FROM ocm_providers ORDER BY 1")
    assert providers == [(1, "Ann", 1), (2, "Ann", 0), (4, None, 1)]
    assert asked(path, "SELECT query_id, why FROM ocm_queries ORDER BY 1") == [("q1", "for Bob"), ("q3", None)]


@pytest.mark.parametrize(
    ("path", "address"),
    [
        (PureWindowsPath(r"\\server\share\a b.gpkg"), "file:////server/share/a%20b.gpkg?mode=rw"),
        (PureWindowsPath(r"C:\50% #1?.gpkg"), "file:///C:/50%25%20%231%3F.gpkg?mode=rw"),
        (PurePosixPath("/home/ü.gpkg"), "file:///home/%C3%BC.gpkg?mode=rw"),
    ],
)
def test_files_of_all_kinds_of_places_are_found(path, address):
    """No GeoPackage on a share of Windows could be reloaded: SQLite refuses addresses that name a server."""
    assert database.address_of(path, "rw") == address


def test_sqlite_takes_a_path_with_two_strokes(package):
    address = database.address_of(PurePosixPath(f"/{package}"), "ro")
    assert address.startswith("file:////")
    with closing(sqlite3.connect(address, uri=True)) as file:
        assert file.execute("SELECT count(*) FROM stations").fetchone() == (3,)


def test_an_edit_of_a_position_stays(package):
    with closing(sqlite3.connect(package)) as file:
        register_functions(file)
        file.execute("UPDATE stations SET geom = ? WHERE ocm_id = 2", (blob_of("8.5 50.5", 4326),))
        file.commit()
    fresh = result("q2", {number: {"name": "x", "lat": 51.0, "lon": 9.0} for number in (1, 2, 3)})
    assert merge(package, fresh).conflicts == 1
    found = {number: position_of(blob) for number, blob in asked(package, "SELECT ocm_id, geom FROM stations")}
    assert found == {1: "9.0 51.0", 2: "8.5 50.5", 3: "9.0 51.0"}


def contents(path: Path) -> dict[str, list[tuple]]:
    """All that a file holds."""
    tables = [*TABLES, "gpkg_contents", "gpkg_metadata", "gpkg_ocm_baseline", "ocm_changes", "rtree_stations_geom"]
    return {table: asked(path, f'SELECT * FROM "{table}"') for table in tables}


def test_a_cancelled_merge_leaves_the_file_as_it_was(package):
    before = contents(package)
    checks = 0
    while True:
        try:
            merge(package, result("q2", {4: {"name": "d"}}), CancelledAfter(checks))
            break
        except Cancelled:
            assert contents(package) == before
            checks += 1
    assert checks > 5 and contents(package) != before


def test_a_full_disk_leaves_the_file_as_it_was(package, monkeypatch):
    before = contents(package)
    pages = asked(package, "PRAGMA page_count")[0][0]
    fill_disk(monkeypatch, pages)
    many = {number: {"name": "x" * 100} for number in range(10, 500)}
    with pytest.raises(FileWriteError, match=r"^The disk is full: .* was left as it was\."):
        merge(package, result("q2", many))
    assert contents(package) == before and [file.name for file in package.parent.iterdir()] == [package.name]


def test_what_a_rule_of_the_users_refuses_is_said_with_the_reason(package):
    """ "It could not be updated": by what, and what to do, the user had to find out."""
    edit(
        package,
        "CREATE TRIGGER frozen BEFORE UPDATE ON stations WHEN new.name = 'new' "
        "BEGIN SELECT RAISE(ABORT, 'names are frozen'); END",
    )
    before = contents(package)
    with pytest.raises(
        FileWriteError, match=r"^A constraint or trigger of .*: names are frozen\. Nothing was changed\."
    ):
        merge(package, result("q2", {1: {"name": "new"}}))
    assert contents(package) == before


def test_a_file_that_another_program_writes_is_told_in_a_sentence(package, monkeypatch):
    monkeypatch.setattr(database, "BUSY_S", 0.1)
    before = contents(package)
    with closing(sqlite3.connect(package, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(FileWriteError, match=r"another program\. Nothing was changed\. Please try again later"):
            merge(package, result("q2", {4: {}}))
        other.execute("ROLLBACK")
    assert contents(package) == before


@pytest.mark.parametrize("table", NAMES)
def test_a_table_that_is_gone_is_a_sentence(package, table):
    """Without its stations the reload ended with a KeyError, without another table it went on in silence."""
    edit(package, f"ALTER TABLE {table} RENAME TO elsewhere")
    before = package.read_bytes()
    with pytest.raises(FileWriteError) as refused:
        merge(package, result("q2", {1: {"name": "new"}}))
    assert f"has no table “{table}” any more. Nothing was changed." in refused.value.sentence
    assert "“Change Data Source…”; if it is gone, remove its layer." in refused.value.sentence
    assert package.read_bytes() == before


def test_a_file_that_is_gone_is_not_made_again(tmp_path):
    with pytest.raises(FileWriteError, match="no longer exists"):
        merge(tmp_path / "a.gpkg", result("q1", {1: {}}))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("mode", ["delete", "wal"])
def test_the_file_keeps_its_journal_mode(package, mode):
    edit(package, f"PRAGMA journal_mode = {mode}")
    merge(package, result("q2", {2: {"name": "B"}}))
    assert asked(package, "PRAGMA journal_mode") == [(mode,)]
    assert asked(package, "SELECT name FROM stations") == [("B",)]
    assert [file.name for file in package.parent.iterdir()] == [package.name]


PROGRAM = """
import sys
from pathlib import Path
from tests.support.merged_files import big_result, merge
merge(Path(sys.argv[1]), big_result("loaded"))
print("ready", flush=True)
for number in range(1000):
    merge(Path(sys.argv[1]), big_result(f"r{number}"))
    print(number, flush=True)
"""


def test_a_process_killed_in_the_middle_leaves_the_old_or_the_new(tmp_path):
    """Of 35 reloads that were killed 16 left a part."""
    path = tmp_path / "killed.gpkg"
    chance = random.Random(7)
    seen = set()
    for _ in range(tries(20)):
        path.unlink(missing_ok=True)
        make_package(path)
        killed_at(PROGRAM, path, chance.uniform(0, 0.6))
        had_journal = (tmp_path / f"{path.name}-journal").exists()
        assert asked(path, "PRAGMA integrity_check") == [("ok",)]
        (query_id,) = {row for (row,) in asked(path, "SELECT DISTINCT query_id FROM stations")}
        expected = big_result(query_id)
        numbers = [int(line.key) for line in expected.rows.tables[STATIONS].lines()]
        assert asked(path, "SELECT ocm_id, name FROM stations ORDER BY 1") == [(n, query_id) for n in numbers]
        assert asked(path, "SELECT conn_id FROM ocm_connections ORDER BY 1") == [(10 * n,) for n in numbers]
        assert asked(path, "SELECT query_id FROM ocm_queries") == [(query_id,)]
        assert asked(path, "SELECT metadata FROM gpkg_metadata") == [(f"said by {query_id}",)]
        assert asked(path, "SELECT count(*) FROM rtree_stations_geom") == [(len(numbers),)]
        assert merge(path, expected).same == len(numbers)
        seen.add(had_journal)
    assert True in seen or EFFORT < 1, "no kill fell into a transaction"

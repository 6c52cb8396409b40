"""An undo of a reload brings back what was there before, but for what was edited since: compared with brute force."""

from __future__ import annotations

import random
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from ocm_plugin.ocm.errors import Cancelled, FileWriteError
from ocm_plugin.ocm.store.merge_values import Place
from ocm_plugin.ocm.store.points import blob_of
from ocm_plugin.ocm.store.undoing import PackedValues
from ocm_plugin.ocm.tables.schema import TABLES
from tests.support.effort import EFFORT, tries
from tests.support.feedbacks import CancelledAfter
from tests.support.gpkg_files import make_package
from tests.support.killed_writer import killed_at
from tests.support.merged_files import (
    Rows,
    asked,
    copy_stations,
    edit,
    held,
    merge,
    reload,
    result,
    rows,
    undo,
)


def test_an_undo_brings_everything_back(package):
    before = held(package)
    bounds = "SELECT min_x, min_y, max_x, max_y FROM gpkg_contents WHERE table_name = 'stations'"
    was = asked(package, bounds)
    record = reload(package, result("q2", {2: {"name": "B", "provider_id": 2, "lat": 51.5}, 4: {"name": "d"}}))
    assert held(package) != before and asked(package, bounds) != was
    assert undo(package, record) == (0, False)
    assert held(package) == before and asked(package, bounds) == was
    assert asked(package, "PRAGMA integrity_check") == [("ok",)]
    assert [file.name for file in package.parent.iterdir()] == [package.name]


def test_stations_taken_away_by_a_wrong_answer_come_back_with_their_numbers(package):
    edit(package, "UPDATE stations SET name = 'Right' WHERE ocm_id = 2")
    before = held(package)
    record = reload(package, result("q2", {}))
    assert asked(package, "SELECT ocm_id FROM stations") == [(2,)]
    undo(package, record)
    assert held(package) == before


def test_what_was_edited_since_stays(package):
    record = reload(package, result("q2", {2: {"name": "B", "phone": "1"}, 4: {"name": "d"}, 5: {"name": "e"}}))
    edit(package, "UPDATE stations SET name = 'Mine' WHERE ocm_id = 2")
    edit(package, 'UPDATE stations SET "my ""note""" = \'seen\' WHERE ocm_id = 4')
    edit(package, "INSERT INTO stations (name) VALUES ('my own')")
    assert undo(package, record) == (2, True)
    found = asked(package, 'SELECT ocm_id, name, phone, "my ""note""", query_id FROM stations ORDER BY fid')
    assert found == [
        (1, "a", None, None, "q1"),
        (2, "Mine", None, None, "q1"),
        (3, "c", None, None, "q1"),
        (4, "d", None, "seen", "q2"),
        (None, "my own", None, None, None),
    ]
    assert asked(package, "SELECT conn_id FROM ocm_connections ORDER BY 1") == [(10,), (20,), (30,), (40,)]
    assert asked(package, "SELECT query_id FROM ocm_queries ORDER BY 1") == [("q1",), ("q2",)]
    assert asked(package, "SELECT n_stations FROM ocm_providers WHERE provider_id = 1") == [(4,)]
    merge(package, result("q3", {1: {"name": "A"}, 2: {"name": "b"}, 4: {"name": "D"}}))
    assert asked(package, 'SELECT ocm_id, name, "my ""note""" FROM stations ORDER BY fid') == [
        (1, "A", None),
        (2, "Mine", None),
        (4, "D", "seen"),
        (None, "my own", None),
    ]


def test_times_that_another_program_spells_otherwise_are_no_edits(package):
    """QGIS writes the whole row when one of its values is edited, and times to the second."""
    before = held(package)
    record = reload(package, result("q2", {1: {"name": "A"}, 2: {"name": "b"}, 3: {"name": "c"}}))
    edit(package, "UPDATE stations SET fetched_at = replace(fetched_at, '.000Z', 'Z')")
    assert undo(package, record) == (0, False)
    assert held(package) == before


def test_a_file_that_was_reloaded_since_is_left(package):
    record = reload(package, result("q2", {1: {"name": "A"}}))
    merge(package, result("q3", {1: {"name": "B"}}))
    before = held(package)
    with pytest.raises(FileWriteError, match="was reloaded or replaced since"):
        undo(package, record)
    assert held(package) == before


def test_an_undo_works_once_also_when_the_reload_left_rows_of_the_same_result_only(package):
    """An empty answer that leaves an edited station: the results known are the same before the reload and after it."""
    edit(package, "UPDATE stations SET name = 'Right' WHERE ocm_id = 2")
    before = held(package)
    record = reload(package, result("q2", {}))
    undo(package, record)
    with pytest.raises(FileWriteError, match="was reloaded or replaced since"):
        undo(package, record)
    assert held(package) == before


def test_a_station_that_is_there_again_is_not_added_a_second_time(package):
    record = reload(package, result("q2", {1: {"name": "a"}, 3: {"name": "c"}}))
    edit(package, "INSERT INTO stations (ocm_id, name) VALUES (2, 'entered again')")
    undo(package, record)
    found = asked(package, "SELECT ocm_id, name FROM stations ORDER BY ocm_id")
    assert found == [(1, "a"), (2, "entered again"), (3, "c")]
    assert asked(package, "SELECT conn_id FROM ocm_connections ORDER BY 1") == [(10,), (20,), (30,)]


def test_the_last_two_reloads_can_be_undone_one_after_the_other(package):
    before = held(package)
    first = reload(package, result("q2", {1: {"name": "A"}, 4: {"name": "d"}}))
    second = reload(package, result("q2", {1: {"name": "A"}, 5: {"name": "e"}}))
    undo(package, second)
    undo(package, first)
    assert held(package) == before


def test_a_table_that_is_gone_is_told(package):
    record = reload(package, result("q2", {1: {"name": "A"}}))
    edit(package, "DROP TABLE ocm_connections")
    with pytest.raises(FileWriteError, match="has no table “ocm_connections” any more") as refused:
        undo(package, record)
    assert "If it was renamed, give it this name again; then undo the reload." in refused.value.sentence


def test_a_column_that_is_gone_stays_away(package):
    record = reload(package, result("q2", {1: {"name": "A", "phone": "1"}}))
    edit(package, "ALTER TABLE stations DROP COLUMN phone")
    assert undo(package, record) == (1, False), "the row whose telephone number cannot be put back is counted"
    assert asked(package, "SELECT name FROM stations ORDER BY ocm_id") == [("a",), ("b",), ("c",)]


def test_a_column_that_was_renamed_keeps_its_values_and_these_rows_are_counted(package):
    edit(package, "UPDATE stations SET phone = '7' WHERE ocm_id = 3")
    record = reload(package, result("q2", {1: {"name": "A", "phone": "1"}, 2: {"name": "B"}}))
    edit(package, "DELETE FROM stations WHERE ocm_id = 3")
    second = reload(package, result("q3", {1: {"name": "A", "phone": "2"}, 2: {"name": "C"}}))
    edit(package, "ALTER TABLE stations RENAME COLUMN phone TO telephone")
    assert undo(package, second) == (1, False)
    assert asked(package, "SELECT name, telephone FROM stations ORDER BY ocm_id") == [("A", "2"), ("B", None)]
    assert undo(package, record) == (1, False)
    assert asked(package, "SELECT name, telephone FROM stations ORDER BY ocm_id") == [("a", "2"), ("b", None)]


def test_removed_rows_with_values_in_a_column_that_is_gone_are_counted(package):
    merge(package, result("q2", {1: {"name": "a", "phone": "1"}, 2: {"name": "b"}}))
    record = reload(package, result("q3", {}))
    edit(package, "ALTER TABLE stations RENAME COLUMN phone TO telephone")
    assert undo(package, record) == (1, False)
    assert asked(package, "SELECT name, telephone FROM stations ORDER BY ocm_id") == [("a", None), ("b", None)]


def test_a_new_station_stays_with_the_row_that_the_user_has_added_beside_it(package):
    """An undo took the station from under the user's connection."""
    record = reload(package, result("q2", {1: {"name": "a"}, 4: {"name": "d"}, 5: {"name": "e"}}))
    edit(package, "INSERT INTO ocm_connections (ocm_id, amps) VALUES (4, 63)")
    assert undo(package, record) == (0, True)
    assert asked(package, "SELECT ocm_id FROM stations ORDER BY ocm_id") == [(1,), (2,), (3,), (4,)]
    connections = asked(package, "SELECT ocm_id, amps FROM ocm_connections ORDER BY ocm_id, amps")
    assert connections == [(1, 16), (2, 16), (3, 16), (4, 16), (4, 63)]


def test_a_row_that_was_there_before_its_station_does_not_keep_it(package):
    edit(package, "INSERT INTO ocm_connections (ocm_id, amps) VALUES (4, 63)")
    before = held(package)
    record = reload(package, result("q2", {1: {"name": "A"}, 4: {"name": "d"}}))
    assert undo(package, record) == (0, False)
    assert held(package) == before


def test_a_copy_made_since_in_the_same_file_is_known_on(package):
    record = reload(package, result("q2", {1: {"name": "A"}, 4: {"name": "d"}}))
    copy_stations(package, "my copy")
    edit(package, "UPDATE \"my copy\" SET name = 'Right' WHERE ocm_id = 4")
    undo(package, record)
    merge(package, result("q3", {1: {"name": "A"}, 4: {"name": "d"}}), stations="my copy")
    assert asked(package, 'SELECT name FROM "my copy" WHERE ocm_id = 4') == [("Right",)]
    assert asked(package, "SELECT name FROM stations ORDER BY ocm_id") == [("a",), ("b",), ("c",)]


def test_a_cancelled_undo_leaves_the_file_as_it_was(package):
    record = reload(package, result("q2", {1: {"name": "A"}, 4: {"name": "d"}}))
    before = held(package)
    checks = 0
    while True:
        try:
            undo(package, record, CancelledAfter(checks))
            break
        except Cancelled:
            assert held(package) == before
            checks += 1
    assert checks > 3 and held(package) != before


def test_rows_are_packed_as_they_are():
    packed = PackedValues()
    made = [[number, None, "ü\n\x00", b"\x00\xff", 0.1, -(2**62), float("inf")] for number in range(2500)]
    packed.extend(made)
    assert [row for part in packed.slices() for row in part] == made
    assert sum(map(len, packed._blocks)) < 60_000


# Random use against brute force

OWN = ("my note", "more", "third")


class Life:
    """Random edits of a file, and the plainest idea of what an undo is to leave."""

    def __init__(self, path: Path, seed: int) -> None:
        self.path = path
        self.chance = random.Random(seed)
        self.own = [OWN[0]]
        self.queries = 0
        make_package(path, {"stations": OWN[0]})
        merge(path, self.fresh())

    def fresh(self):
        self.queries += 1
        chance = self.chance
        numbers = chance.sample(range(1, 16), chance.choice((0, 3, 8, 12)))
        values = {
            number: {
                "name": chance.choice("ab"),
                "phone": chance.choice((None, "1")),
                "lat": chance.choice((50.0, 51.5)),
                "provider_id": chance.choice((1, 1, 2)),
            }
            for number in numbers
        }
        made = result(f"q{self.queries}", values, chance.random() < 0.7)
        theirs = {Place("stations", str(number), "name") for number in numbers if chance.random() < 0.2}
        return replace(made, terms=made.terms._replace(theirs=theirs))

    def edit(self) -> None:
        """What users do."""
        chance = self.chance
        number = chance.randrange(1, 16)
        point = blob_of(chance.choice(("8.0 50.0", "9.5 49.5")), 4326).hex()
        statements = [
            f"UPDATE stations SET name = '{chance.choice('abc')}' WHERE ocm_id = {number}",
            f"UPDATE stations SET phone = NULL WHERE ocm_id = {number}",
            f"UPDATE stations SET geom = x'{point}' WHERE ocm_id = {number}",
            f"UPDATE stations SET \"{chance.choice(self.own)}\" = 'mine' WHERE ocm_id = {number}",
            f"UPDATE ocm_connections SET amps = {chance.choice((16, 32))} WHERE ocm_id = {number}",
            f"DELETE FROM stations WHERE ocm_id = {number}",
            f"DELETE FROM ocm_connections WHERE ocm_id = {number}",
            "INSERT INTO stations (name) VALUES ('my own')",
            f"INSERT INTO ocm_connections (ocm_id, amps) VALUES ({number}, 7)",
        ]
        if len(self.own) < len(OWN) and chance.random() < 0.1:
            self.own.append(OWN[len(self.own)])
            statements = [f'ALTER TABLE stations ADD COLUMN "{self.own[-1]}" TEXT']
        edit(self.path, chance.choice(statements))


def expected(before: dict[str, Rows], after: dict[str, Rows], now: dict[str, Rows]) -> dict[str, Rows]:
    """What the tables are to hold after an undo, row by row and value by value."""
    tables = ("stations", "ocm_connections")
    added = {table: now[table].keys() & (after[table].keys() - before[table].keys()) for table in tables}

    def is_edited(table: str, fid: int) -> bool:
        return any(value != after[table][fid].get(name) for name, value in now[table][fid].items())

    new = {after["stations"][fid]["ocm_id"] for fid in after["stations"].keys() - before["stations"].keys()}
    new &= {now["stations"][fid]["ocm_id"] for fid in added["stations"]}
    kept = {after[table][fid]["ocm_id"] for table in tables for fid in added[table] if is_edited(table, fid)}
    beside = now["ocm_connections"].keys() - after["ocm_connections"].keys()
    kept |= {now["ocm_connections"][fid]["ocm_id"] for fid in beside}
    kept &= new
    found: dict[str, Rows] = {}
    for table in tables:
        found[table] = {}
        columns = next(iter([*now[table].values(), *before[table].values()]), {})
        for fid in before[table].keys() - after[table].keys():
            found[table][fid] = {name: before[table][fid].get(name) for name in columns}
        for fid, row in now[table].items():
            old, written = before[table].get(fid), after[table].get(fid)
            if old is not None and written is not None:
                found[table][fid] = {
                    name: old.get(name) if value == written.get(name) else value for name, value in row.items()
                }
            elif written is None or is_edited(table, fid) or written["ocm_id"] in kept:
                found[table][fid] = row
    return found


@pytest.mark.parametrize("seed", range(tries(6, at_least=2)))
def test_random_edits_reloads_and_undos_leave_what_brute_force_leaves(tmp_path, seed):
    life = Life(tmp_path / "life.gpkg", seed)
    twin = tmp_path / "twin.gpkg"
    for _ in range(15):
        for _ in range(life.chance.randrange(4)):
            life.edit()
        shutil.copyfile(life.path, twin)
        before = held(life.path)
        record = reload(life.path, life.fresh())
        after = held(life.path)
        edits = life.chance.choice((0, 0, 1, 4))
        for _ in range(edits):
            life.edit()
        now = held(life.path)
        undo(life.path, record)
        undone = held(life.path)
        wanted = expected(before, after, now)
        assert {table: undone[table] for table in wanted} == wanted
        assert asked(life.path, "PRAGMA integrity_check") == [("ok",)]
        assert rows(life.path, "rtree_stations_geom").keys() == {
            fid for fid, row in undone["stations"].items() if row["geom"] is not None
        }
        if now == after:
            assert undone == before
            again = life.fresh()
            assert merge(life.path, again) == merge(twin, again)
            assert {table: _told(life.path, table) for table in TABLES} == {
                table: _told(twin, table) for table in TABLES
            }
        elif life.chance.random() < 0.5:
            reload(life.path, life.fresh())


def _told(path: Path, table: str) -> list[list[object]]:
    """Rows without their numbers: those of an undone reload are not given again."""
    return sorted(([*row.values()][1:] for row in rows(path, table).values()), key=repr)


PROGRAM = """
import sys
from dataclasses import replace
from pathlib import Path
from tests.support.merged_files import big_result, reload, undo
path = Path(sys.argv[1])
reload(path, big_result("loaded"))
print("ready", flush=True)
for number in range(1000):
    undoing = reload(path, big_result(f"r{number}"))
    print("reloaded", flush=True)
    undo(path, undoing)
"""


def test_a_process_killed_in_the_middle_of_an_undo_leaves_the_old_or_the_new(tmp_path):
    path = tmp_path / "killed.gpkg"
    chance = random.Random(11)
    seen = set()
    for number in range(tries(12)):
        path.unlink(missing_ok=True)
        make_package(path)
        lines = ("ready", "reloaded") if number % 2 else ("ready",)
        killed_at(PROGRAM, path, chance.uniform(0, 0.01 * number), lines)
        (names,) = asked(path, "SELECT group_concat(DISTINCT query_id) FROM stations")
        assert names[0] == "loaded" or (names[0].startswith("r") and "," not in names[0])
        assert asked(path, "SELECT count(*), count(DISTINCT query_id) FROM ocm_queries") == [(1, 1)]
        assert asked(path, "SELECT count(*) FROM stations") == [(300,)]
        assert asked(path, "PRAGMA integrity_check") == [("ok",)]
        seen.add(names[0])
    assert len(seen) > 1 or EFFORT < 1, "no kill fell between two states"

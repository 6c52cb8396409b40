"""An undo of a reload in PostGIS brings back what was there before, but for what anybody has edited since."""

from __future__ import annotations

import os
import random
import signal
from typing import Any

import pytest

from ocm_plugin.ocm.errors import Cancelled, DatabaseWriteError
from ocm_plugin.ocm.store import change_list
from ocm_plugin.ocm.store.history import net_changes
from ocm_plugin.ocm.store.packed import STATIONS
from ocm_plugin.ocm.store.postgis_history import schema_entries_from, schema_entries_since, schema_reloads
from tests.support.diaries import found
from tests.support.effort import tries
from tests.support.merged_files import NOW, result
from tests.support.postgres import OWNER, READER, PostgresServer

pytest.importorskip("psycopg2")

from tests.support.merged_schemas import AtPhase, MergedSchema

MINE = '"my ""note"" 100%%"'


@pytest.fixture
def schema(postgres: PostgresServer) -> MergedSchema:
    """Three stations, as a search leaves them, with columns of the user's own."""
    schema = MergedSchema(postgres, result("q1", {1: {"name": "a"}, 2: {"name": "b"}, 3: {"name": "c"}}))
    schema.run(f"ALTER TABLE {{stations}} ADD {MINE} text, ADD tags text[], ADD more jsonb, ADD price numeric(12, 4)")
    schema.run(
        f"UPDATE {{stations}} SET {MINE} = %s, tags = %s, more = '{{{{\"a\": [1, null]}}}}', price = 0.1 "
        "WHERE ocm_id = 3",
        "it's 100% ü \\ \t",
        ["x", 'y "z", {}', None],
    )
    return schema


def held(schema: MergedSchema) -> dict[str, list[tuple[Any, ...]]]:
    """All that is in the schema, but for the numbers of what it knows: these are no rows of anybody's."""
    everything = {name: [row[1:] for row in rows] for name, rows in schema.all().items()}
    everything["ocm_baseline"] = sorted(row[1:] for row in everything.get("ocm_baseline", []))
    return everything


def names(schema: MergedSchema) -> dict[int, str]:
    return dict(schema.run("SELECT ocm_id, name FROM {stations} ORDER BY fid"))


def test_an_undo_brings_everything_back(schema) -> None:
    """Rows that were removed come back under their numbers, with values of all types."""
    before = held(schema)
    schema.merge(result("q2", {2: {"name": "B", "provider_id": 2, "lat": 51.5}, 4: {"name": "d"}}))
    assert held(schema) != before
    assert schema.undo() == (0, False)
    assert held(schema) == before
    schema.merge(result("q3", {1: {"name": "a"}, 2: {"name": "b"}, 3: {"name": "c"}, 5: {}}))
    assert schema.undo() == (0, False)
    assert held(schema) == before


def test_rows_with_values_of_the_user_s_own_that_were_removed_come_back(schema) -> None:
    schema.run(f"UPDATE {{stations}} SET {MINE} = NULL, tags = NULL, more = NULL, price = NULL")
    schema.run("ALTER TABLE {ocm_connections} ADD seen timestamp with time zone, ADD raw bytea, ADD days int[]")
    schema.run(
        "UPDATE {ocm_connections} SET seen = '2026-10-25 02:30:00.123456+02', raw = '\\x00ff', days = '{{1,2}}' "
        "WHERE ocm_id = 2"
    )
    before = held(schema)
    schema.merge(result("q2", {1: {"name": "a"}, 3: {"name": "c"}}))
    schema.undo()
    assert held(schema) == before


def test_what_was_edited_since_stays(schema) -> None:
    schema.merge(result("q2", {2: {"name": "B", "phone": "1"}, 4: {"name": "d"}, 5: {"name": "e"}}))
    schema.run("UPDATE {stations} SET name = 'Mine' WHERE ocm_id = 2")
    schema.run(f"UPDATE {{stations}} SET {MINE} = 'seen' WHERE ocm_id = 4")
    schema.run("INSERT INTO {stations} (name) VALUES ('my own')")
    assert schema.undo() == (2, True)
    rows = schema.run(f"SELECT ocm_id, name, phone, {MINE}, query_id FROM {{stations}} WHERE ocm_id <> 3 ORDER BY fid")
    assert rows == [(1, "a", None, None, "q1"), (2, "Mine", None, None, "q1"), (4, "d", None, "seen", "q2")]
    assert schema.run("SELECT count(*) FROM {stations} WHERE name = 'my own'") == [(1,)]
    assert schema.run("SELECT query_id FROM {ocm_queries} ORDER BY 1") == [("q1",), ("q2",)]
    assert schema.run("SELECT n_stations FROM {ocm_providers} WHERE provider_id = 1") == [(4,)]
    schema.merge(result("q3", {1: {"name": "A"}, 2: {"name": "b"}, 3: {"name": "c"}, 4: {"name": "D"}}))
    assert names(schema) == {1: "A", 2: "Mine", 3: "c", 4: "D", None: "my own"}


def test_texts_for_which_there_is_no_room_any_more_are_not_cut(schema) -> None:
    """They came back cut to the length that a column was given since."""
    schema.merge(result("q2", {1: {"name": "a"}, 2: {"name": "longer"}, 3: {"name": "c"}}))
    schema.merge(result("q3", {1: {"name": "a"}, 2: {"name": "b"}, 3: {"name": "c"}}))
    schema.run("ALTER TABLE {stations} ALTER COLUMN name TYPE varchar(3)")
    before = schema.all()
    with pytest.raises(DatabaseWriteError, match=r"value too long for type character varying\(3\)"):
        schema.undo()
    assert schema.all() == before


def test_it_works_once_and_not_after_another_reload(schema) -> None:
    schema.merge(result("q2", {1: {"name": "A"}}))
    record = schema.record
    schema.merge(result("q3", {1: {"name": "B"}}))
    before = held(schema)
    newer, schema.record = schema.record, record
    with pytest.raises(DatabaseWriteError, match=r"was reloaded or replaced since\. Nothing was undone"):
        schema.undo()
    assert held(schema) == before
    schema.record = newer
    schema.undo()
    schema.record = record
    schema.undo()  # one after the other
    assert names(schema) == {1: "a", 2: "b", 3: "c"}
    with pytest.raises(DatabaseWriteError, match="was reloaded or replaced since"):
        schema.undo()


def test_a_table_that_is_gone_is_said(schema) -> None:
    schema.merge(result("q2", {1: {"name": "A"}}))
    schema.run("DROP TABLE {ocm_comments}")
    with pytest.raises(DatabaseWriteError, match=r"no table “ocm_comments” any more.*If it was renamed, give it"):
        schema.undo()
    assert names(schema)[1] == "A"


def test_rows_whose_numbers_are_lower_than_those_held_are_not_undone(schema) -> None:
    """Which rows are new can then not be told: rather none is undone than the wrong ones."""
    schema.run("INSERT INTO {stations} (fid, name) VALUES (1000, 'imported')")
    schema.merge(result("q2", {1: {"name": "a"}, 9: {"name": "new"}}))
    assert schema.record is None and 9 in names(schema)


@pytest.mark.parametrize("how", ("cut", "restart", "kill", "cancel"))
def test_an_undo_that_is_interrupted_changes_nothing(schema, postgres, how) -> None:
    schema.merge(result("q2", {2: {"name": "B"}, 4: {"name": "d"}}))
    before = held(schema)
    record = schema.record
    if how == "kill":
        child = os.fork()
        if child == 0:
            try:
                schema.undo(AtPhase(lambda: os.kill(os.getpid(), signal.SIGKILL), 1))
            finally:
                os._exit(1)
        _, status = os.waitpid(child, 0)
        assert os.WTERMSIG(status) == signal.SIGKILL
    else:
        do = {
            "cut": lambda: postgres.cut_connections(OWNER),
            "restart": lambda: postgres.restart(signal.SIGKILL),
            "cancel": None,
        }[how]
        error = Cancelled if how == "cancel" else DatabaseWriteError
        with pytest.raises(error, match=None if how == "cancel" else "was lost. Nothing was changed"):
            schema.undo(AtPhase(do, 1))
    assert held(schema) == before
    schema.record = record
    assert schema.undo() == (0, False) and names(schema) == {1: "a", 2: "b", 3: "c"}


@pytest.mark.parametrize("seed", range(tries(40)))
def test_random_reloads_and_edits_are_undone_as_brute_force_says(postgres, seed) -> None:
    """What was edited since stays, all else is as it was before."""
    chance = random.Random(seed)

    def stations() -> dict[int, dict[str, Any]]:
        numbers = [number for number in range(1, 9) if chance.random() < 0.7]
        return {number: {"name": chance.choice("abc"), "phone": chance.choice(("1", None))} for number in numbers}

    schema = MergedSchema(postgres, result("q0", {number: {} for number in range(1, 9)}))
    for step in range(6):
        if chance.random() < 0.5:
            schema.run("UPDATE {stations} SET name = 'x' WHERE ocm_id = %s", chance.randrange(1, 9))
        before, rows = held(schema), dict(schema.run("SELECT ocm_id, name FROM {stations}"))
        schema.merge(result(f"q{step + 1}", stations()))
        if chance.random() < 0.4:
            assert schema.undo() == (0, False)
            assert held(schema) == before
        elif chance.random() < 0.5:
            number = chance.randrange(1, 9)
            was_there = number in names(schema)
            schema.run("UPDATE {stations} SET name = 'later' WHERE ocm_id = %s", number)
            schema.undo()
            expected = {**rows, number: "later"} if was_there else rows
            assert names(schema).items() == expected.items()


# The list of changes


def since(schema: MergedSchema, first: int) -> dict[int, Any]:
    """How the stations differ, by the list, from before an entry."""
    entries = schema_entries_from(schema.as_role(READER), schema.name, STATIONS, first)
    return found(net_changes(schema.compared(), entries))


def test_the_list_of_changes_shows_each_reload_and_forgets_what_is_undone(schema) -> None:
    schema.merge(result("q2", {1: {"name": "x"}, 2: {"name": "b"}, 3: {"name": "c"}, 4: {"name": "d"}}))
    schema.merge(result("q3", {1: {"name": "y"}, 2: {"name": "b"}, 3: {"name": "c"}, 4: {"name": "d"}}))
    reader = schema.as_role(READER)
    newest, older, *_ = schema_reloads(reader, schema.name, STATIONS)
    assert newest.counts == (0, 1, 0) and older.counts == (1, 1, 0)
    assert older.seen_at == f"{NOW:%Y-%m-%dT%H:%M:%S}.000Z"
    assert since(schema, newest.first).keys() == {1} and since(schema, older.first).keys() == {1, 4}
    assert schema_entries_since(reader, schema.name, STATIONS, NOW) != []
    schema.undo()
    assert schema_reloads(reader, schema.name, STATIONS)[0] == older
    assert since(schema, older.first)[1][1] == {("name", "a", "x")}


def test_a_table_of_the_user_s_of_that_name_is_left_alone(postgres) -> None:
    schema = MergedSchema(postgres, result("q1", {}))
    schema.run("CREATE TABLE {ocm_changes} (fid serial primary key, mine text)")
    schema.run("INSERT INTO {ocm_changes} (mine) VALUES ('x')")
    schema.merge(result("q2", {1: {"name": "a"}}))
    assert schema.run("SELECT mine FROM {ocm_changes}") == [("x",)]
    assert schema_reloads(schema.as_role(), schema.name, STATIONS) == []
    assert schema_entries_since(schema.as_role(), schema.name, STATIONS, NOW) is None


def test_a_list_of_an_earlier_version_goes_on(schema) -> None:
    """It names no table."""
    schema.merge(result("q2", {1: {"name": "x"}, 2: {"name": "b"}, 3: {"name": "c"}}))
    schema.run("ALTER TABLE {ocm_changes} DROP table_name")
    first = schema_reloads(schema.as_role(), schema.name, STATIONS)[0].first
    assert since(schema, first).keys() == {1}
    schema.merge(result("q3", {1: {"name": "y"}, 2: {"name": "B"}, 3: {"name": "c"}}))
    assert schema.run("SELECT DISTINCT table_name FROM {ocm_changes}") == [("stations",)]
    assert since(schema, first).keys() == {1, 2}


def test_the_list_does_not_grow_for_ever(schema, monkeypatch) -> None:
    monkeypatch.setattr(change_list, "LISTED_APART", 8)
    reader = schema.as_role(READER)
    for number in range(30):
        schema.merge(result(f"r{number}", {1: {"name": f"n{number}"}, 2: {"name": "b"}, 3: {"name": "c"}}))
    listed = schema_reloads(reader, schema.name, STATIONS)
    assert len(listed) <= 9 and listed[-1].until
    assert since(schema, listed[0].first) == {1: ("other", frozenset({("name", "n28", "n29")}))}
    assert {number: kind for number, (kind, _) in since(schema, listed[-1].first).items()} == dict.fromkeys(
        (1, 2, 3), "added"
    )

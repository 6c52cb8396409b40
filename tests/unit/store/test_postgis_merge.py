"""A result merged into PostGIS: only differences, the user's own stays, all of it in one transaction or nothing."""

from __future__ import annotations

import signal
import threading

import pytest

from ocm_plugin.ocm.errors import Cancelled, DatabaseWriteError, FileWriteError
from ocm_plugin.ocm.feedback import Feedback
from ocm_plugin.ocm.search.search import Search
from tests.support.merged_files import NAMES, result
from tests.support.postgres import OWNER, READER, PostgresServer

pytest.importorskip("psycopg2")

from ocm_plugin.ocm.store.postgis_merge import merge_into_schema
from tests.support.merged_schemas import AtPhase, MergedSchema, merge_killed


@pytest.fixture
def schema(postgres: PostgresServer) -> MergedSchema:
    """Three stations, as a search leaves them, with a column of the user's own."""
    schema = MergedSchema(postgres, result("q1", {1: {"name": "a"}, 2: {"name": "b"}, 3: {"name": "c"}}))
    schema.run('ALTER TABLE {stations} ADD "my ""note"" 100%%" text')
    return schema


def names(schema: MergedSchema) -> dict[int, str]:
    return dict(schema.run("SELECT ocm_id, name FROM {stations} ORDER BY fid"))


def test_each_station_is_added_changed_gone_or_the_same(schema) -> None:
    """Rows keep their numbers; connections, providers, searches and the list of changes follow."""
    numbers = dict(schema.run("SELECT ocm_id, fid FROM {stations}"))
    outcome = schema.merge(result("q2", {1: {"name": "a"}, 2: {"name": "new"}, 4: {"name": "d"}}))
    assert (outcome.added, outcome.changed, outcome.gone, outcome.same) == (1, 1, 1, 1)
    assert names(schema) == {1: "a", 2: "new", 4: "d"}
    now = dict(schema.run("SELECT ocm_id, fid FROM {stations}"))
    assert now[1] == numbers[1] and now[2] == numbers[2] and now[4] > numbers[3]
    assert schema.run("SELECT ocm_id FROM {ocm_connections} ORDER BY 1") == [(1,), (2,), (4,)]
    assert schema.run("SELECT query_id FROM {ocm_queries}") == [("q2",)]
    assert schema.run("SELECT provider_id, n_stations, license_url FROM {ocm_providers}") == [
        (1, 3, "https://example.org")
    ]
    changes = schema.run("SELECT ocm_id, kind, field, old, new FROM {ocm_changes} WHERE query_id = 'q2' ORDER BY fid")
    assert (2, "changed", "name", "b", "new") in changes and (4, "added", None, None, None) in changes
    assert any(each[:2] == (3, "gone") for each in changes)


def test_what_the_user_added_and_corrected_stays(schema) -> None:
    """A note keeps a station that is gone; a correction stays and is a conflict once the service says otherwise."""
    schema.run('UPDATE {stations} SET "my ""note"" 100%%" = %s WHERE ocm_id = 3', "visited")
    schema.run("UPDATE {stations} SET name = 'mine' WHERE ocm_id = 1")
    outcome = schema.merge(result("q2", {1: {"name": "a"}, 2: {"name": "b"}}))
    assert (outcome.kept, outcome.gone, outcome.conflicts) == (1, 0, 0)
    assert names(schema) == {1: "mine", 2: "b", 3: "c"}
    outcome = schema.merge(result("q3", {1: {"name": "theirs"}, 2: {"name": "b"}}))
    assert outcome.conflicts == 1 and names(schema)[1] == "mine"


def test_stations_that_came_with_other_filters_are_not_asked_for(schema) -> None:
    fast = Search(min_power_kw=50)
    assert schema.merge(result("q2", {2: {"name": "b"}}, search=fast)).disappeared == 0
    assert names(schema) == {1: "a", 2: "b", 3: "c"}
    assert schema.merge(result("q3", {3: {"name": "c"}}, search=fast)).disappeared == 1
    assert names(schema) == {1: "a", 3: "c"}


def test_a_position_that_the_user_moved_stays_and_others_follow_the_service(schema) -> None:
    schema.run("UPDATE {stations} SET geom = 'SRID=4326;POINT(7.125 49)' WHERE ocm_id = 1")
    schema.merge(result("q2", {number: {"name": "a", "lon": 9.5, "lat": 50.25} for number in (1, 2, 3)}))
    points = "SELECT ocm_id, ST_X(geom), ST_Y(geom), ST_SRID(geom) FROM {stations} ORDER BY 1"
    assert schema.run(points) == [(1, 7.125, 49.0, 4326), (2, 9.5, 50.25, 4326), (3, 9.5, 50.25, 4326)]


def test_texts_arrive_as_they_are(schema) -> None:
    odd = "tab\t, line\n, \\N, 100% 'quoted' “ü” {braces}"
    schema.merge(result("q2", {1: {"name": odd}, 5: {"name": odd}}))
    assert names(schema)[1] == odd and names(schema)[5] == odd


def test_what_postgresql_cannot_hold_is_left_out_of_texts(schema) -> None:
    """NUL, and half of an emoji that a service has cut off: the merge failed as a whole."""
    schema.merge(result("q2", {1: {"name": "a\0b\ud83d"}, 5: {"name": "c\0d\ud83d"}}))
    assert names(schema)[1] == "ab\ufffd" and names(schema)[5] == "cd\ufffd"


def test_an_unchanged_answer_changes_no_value(schema) -> None:
    before = schema.run("SELECT fid, name, lon, lat, geom FROM {stations} ORDER BY 1")
    outcome = schema.merge(result("q2", {1: {"name": "a"}, 2: {"name": "b"}, 3: {"name": "c"}}))
    assert not outcome.has_changes and outcome.same == 3
    assert schema.run("SELECT fid, name, lon, lat, geom FROM {stations} ORDER BY 1") == before
    assert {query_id for (query_id,) in schema.run("SELECT query_id FROM {stations}")} == {"q2"}


def test_a_removed_column_and_a_table_without_our_columns_are_no_matter(schema) -> None:
    schema.run("ALTER TABLE {stations} DROP phone, DROP fetched_at")
    schema.run("ALTER TABLE {ocm_connections} DROP conn_id")
    assert schema.merge(result("q2", {1: {"name": "new"}})).changed == 1
    assert names(schema) == {1: "new"}


@pytest.mark.parametrize("phase", [1, 2])
@pytest.mark.parametrize("way", ["cancelled", "cut", "crashed"])
def test_nothing_is_half_written(schema, postgres, way, phase) -> None:
    """The user cancels, the connection is cut or the server breaks down, before and after rows are written."""
    before = schema.all()
    do = {"cancelled": None, "cut": postgres.cut_connections, "crashed": lambda: postgres.restart(signal.SIGKILL)}[way]
    with pytest.raises(Cancelled if way == "cancelled" else DatabaseWriteError) as raised:
        schema.merge(result("q2", {1: {"name": "new"}, 9: {"name": "added"}}), AtPhase(do, phase))
    if way != "cancelled":
        assert "“Stadt” was lost. Nothing was changed" in raised.value.sentence
        assert postgres.passwords[OWNER] not in f"{raised.value.sentence} {raised.value.details}"
    assert schema.all() == before
    assert schema.merge(result("q2", {1: {"name": "new"}, 9: {"name": "added"}})).added == 1


@pytest.mark.parametrize("phase", [1, 2])
def test_a_program_killed_in_the_middle_leaves_the_old_and_no_lock(schema, phase) -> None:
    before, fresh = schema.all(), result("q2", {1: {"name": "new"}, 9: {"name": "added"}})
    merge_killed(schema, fresh, phase)
    assert schema.all() == before
    assert schema.merge(fresh).added == 1


def test_who_may_only_read_is_told_so(schema) -> None:
    before = schema.all()
    with pytest.raises(DatabaseWriteError, match="In the database “Stadt” you may read only"):
        schema.merge(result("q2", {1: {"name": "new"}}), role=READER)
    assert schema.all() == before


def test_others_read_what_was_there_until_all_is_written(schema) -> None:
    """Two at once: one updates, one reads. The reader waits for nothing, and never sees a part."""
    seen = []
    look = lambda: seen.append(schema.run("SELECT name FROM {stations} ORDER BY fid", role=READER))  # noqa: E731
    schema.merge(result("q2", {1: {"name": "new"}, 2: {"name": "new"}, 3: {"name": "new"}}), AtPhase(look))
    assert seen == [[("a",), ("b",), ("c",)]]
    assert schema.run("SELECT DISTINCT name FROM {stations}", role=READER) == [("new",)]


def test_two_updates_at_once_come_one_after_the_other(schema) -> None:
    """The second waits for the first, and merges into what that has written: no station is there twice."""
    second = threading.Thread(target=lambda: schema.merge(result("q3", {1: {"name": "third"}, 7: {"name": "g"}})))
    schema.merge(result("q2", {1: {"name": "second"}, 7: {"name": "g"}}), AtPhase(second.start))
    second.join()
    assert names(schema) == {1: "third", 7: "g"}
    assert schema.run("SELECT count(*) FROM {stations}") == [(2,)]


def test_tables_that_another_program_holds_are_a_sentence(schema, monkeypatch) -> None:
    monkeypatch.setattr("ocm_plugin.ocm.store.postgis.BUSY", "100ms")
    other = schema.server.connect()
    other.autocommit = False
    with other.cursor() as cursor:
        cursor.execute(f"UPDATE {schema.place('stations')} SET name = 'other'")
        with pytest.raises(DatabaseWriteError, match="is being changed by another program"):
            schema.merge(result("q2", {1: {"name": "new"}}))
    other.close()


def test_what_was_deleted_from_another_table_stays_deleted(schema) -> None:
    """The reload of one table of stations brought back what was deleted from the others of its schema."""
    copy = schema.place("mine").replace("%", "%%")
    schema.run(f"CREATE TABLE {copy} (LIKE {{stations}} INCLUDING ALL)", role=OWNER)
    schema.run(f"INSERT INTO {copy} SELECT * FROM {{stations}} WHERE ocm_id <> 3")
    stations = {1: {"name": "a"}, 2: {"name": "b"}, 3: {"name": "c"}}
    for query_id in ("q2", "q3"):
        schema.merge(result(query_id, stations))
    tables = {**NAMES, "stations": "mine"}
    outcome, _ = merge_into_schema(schema.as_role(), schema.name, tables, result("q4", stations), Feedback())
    assert (outcome.added, outcome.deleted, outcome.same) == (0, 1, 2)


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        ("ALTER TABLE {stations} ADD CONSTRAINT short CHECK (length(name) < 3)", "violates check constraint"),
        (
            "ALTER TABLE {stations} ADD COLUMN mine text GENERATED ALWAYS AS (left(name, 2)) STORED NOT NULL UNIQUE",
            "unique",
        ),
    ],
)
def test_what_a_rule_of_the_users_refuses_is_said_with_the_reason(schema, rule, reason) -> None:
    """ "The database could not be changed": by what, and what to do, the user had to find out."""
    schema.run(rule)
    before = schema.all()
    with pytest.raises(DatabaseWriteError, match=f"^A constraint or trigger of .*“Stadt”.*{reason}.*change that rule"):
        schema.merge(result("q2", {1: {"name": "much longer"}, 2: {"name": "much more"}}))
    assert schema.all() == before


@pytest.mark.parametrize("number", [2, 9])
@pytest.mark.parametrize("kind", ["varchar(8)", "short"])
def test_texts_that_a_column_of_the_user_s_has_no_room_for_are_not_cut(schema, kind, number) -> None:
    """They were cut to its length without a word, if the station was there before."""
    if kind == "short":
        kind = schema.place(kind).replace("%", "%%")
        schema.run(f"CREATE DOMAIN {kind} AS varchar(8)")
    schema.run(f"ALTER TABLE {{stations}} ALTER COLUMN name TYPE {kind}")
    assert schema.merge(result("q2", {1: {"name": "a"}, 2: {"name": "8 chars."}, 3: {"name": "c"}})).changed == 1
    before = schema.all()
    with pytest.raises(DatabaseWriteError) as refused:
        schema.merge(result("q3", {1: {"name": "a"}, 3: {"name": "c"}, number: {"name": "9 chars.."}}))
    assert "The column “name” of the table “stations” has room for 8 characters" in refused.value.sentence
    assert f'ALTER TABLE {schema.place("stations")} ALTER COLUMN "name" TYPE text' in refused.value.sentence
    assert schema.all() == before


def test_a_table_that_is_gone_or_has_no_key_is_a_sentence(schema) -> None:
    schema.run("ALTER TABLE {ocm_media} RENAME TO elsewhere")
    with pytest.raises(DatabaseWriteError) as refused:
        schema.merge(result("q2", {1: {"name": "new"}}))
    assert f"“Stadt ▸ {schema.name}” has no table “ocm_media” any more. Nothing was changed." in refused.value.sentence
    assert "“Change Data Source…”; if it is gone, remove its layer." in refused.value.sentence
    schema.run(f"ALTER TABLE {schema.place('elsewhere').replace('%', '%%')} RENAME TO ocm_media")
    schema.run("ALTER TABLE {stations} DROP CONSTRAINT stations_pkey")
    with pytest.raises(DatabaseWriteError, match="“stations” has no primary key"):
        schema.merge(result("q2", {1: {"name": "new"}}))


def test_a_baseline_that_is_damaged_loses_no_correction(schema) -> None:
    schema.run("UPDATE {stations} SET name = 'mine' WHERE ocm_id = 1")
    schema.run("UPDATE {ocm_baseline} SET lines = 'damaged'")
    schema.merge(result("q2", {1: {"name": "theirs"}, 2: {"name": "b"}, 3: {"name": "c"}}))
    assert names(schema)[1] == "mine"


def test_an_edit_that_begins_meanwhile_stops_it(schema) -> None:
    class Edited(Feedback):
        def check(self) -> None:
            raise FileWriteError("The layer is being edited.")

    before = schema.all()
    with pytest.raises(FileWriteError, match="is being edited"):
        schema.merge(result("q2", {1: {"name": "new"}}), Edited())
    assert schema.all() == before

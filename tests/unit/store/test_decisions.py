"""Decisions on possible duplicates stay in the store of the stations, whatever else happens to it."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from ocm_plugin.ocm.errors import DatabaseWriteError, FileWriteError, SourceFileError
from ocm_plugin.ocm.feedback import Feedback
from ocm_plugin.ocm.store.decisions import (
    decisions_in_file,
    decisions_in_schema,
    keep_in_file,
    keep_in_schema,
)
from ocm_plugin.ocm.store.postgis import named
from tests.support.effort import tries
from tests.support.gpkg_files import make_package
from tests.support.merged_files import asked, edit, merge, reload, result, undo
from tests.support.postgres import READER

STATIONS = {1: {"name": "a"}, 2: {"name": "b"}, 3: {"name": "c"}}


class File:
    """A GeoPackage of three stations."""

    def __init__(self, path: Path) -> None:
        self.path = path
        make_package(path)
        merge(path, result("q1", STATIONS))

    def read(self):
        return decisions_in_file(str(self.path))

    def keep(self, decided) -> None:
        keep_in_file(str(self.path), decided, Feedback())

    def run(self, statement: str) -> None:
        edit(self.path, statement)

    def rows(self) -> list[tuple[Any, ...]]:
        return asked(self.path, "SELECT ocm_id_a, ocm_id_b, decision FROM ocm_decisions ORDER BY fid")

    def reload_and_undo(self) -> None:
        undo(self.path, reload(self.path, result("q2", {1: {"name": "new"}, 4: {}})))


class Schema:
    """A schema of PostGIS of three stations."""

    def __init__(self, server) -> None:
        from tests.support.merged_schemas import MergedSchema

        self.schema = MergedSchema(server, result("q1", STATIONS))

    def read(self):
        return decisions_in_schema(self.schema.as_role(), self.schema.name)

    def keep(self, decided) -> None:
        keep_in_schema(self.schema.as_role(), self.schema.name, decided, Feedback())

    def run(self, statement: str) -> list[tuple[Any, ...]]:
        return self.schema.server.run(statement.replace("ocm_decisions", self.schema.place("ocm_decisions")))

    def rows(self) -> list[tuple[Any, ...]]:
        return self.run("SELECT ocm_id_a, ocm_id_b, decision FROM ocm_decisions ORDER BY fid")

    def reload_and_undo(self) -> None:
        self.schema.merge(result("q2", {1: {"name": "new"}, 4: {}}))
        self.schema.undo()


@pytest.fixture(params=["file", "schema"])
def store(request, tmp_path):
    if request.param == "file":
        return File(tmp_path / "stations.gpkg")
    pytest.importorskip("psycopg2")
    return Schema(request.getfixturevalue("postgres"))


def test_a_decision_is_kept_changed_and_taken_back(store):
    assert store.read() == {}
    store.keep({(1, 2): ("different", "Zwei Säulen, \"100 %\" & 'mehr'"), (2, 3): ("open", "Ask Anna")})
    store.keep({(1, 2): ("same", None), (1, 3): ("same", None)})
    assert store.read() == {(1, 2): ("same", None), (2, 3): ("open", "Ask Anna"), (1, 3): ("same", None)}
    store.keep({(1, 2): None, (4, 5): None})
    assert store.read() == {(2, 3): ("open", "Ask Anna"), (1, 3): ("same", None)}


def test_a_reload_and_its_undo_leave_decisions_alone(store):
    """Of stations that have gone meanwhile too: they may come back."""
    store.keep({(1, 2): ("same", None), (2, 9): ("different", "Gone")})
    store.reload_and_undo()
    assert store.read() == {(1, 2): ("same", None), (2, 9): ("different", "Gone")}


def test_what_a_user_has_written_into_the_table_counts(store):
    """In either order; of two rows on one pair, the last; and rows without numbers say nothing."""
    store.keep({(1, 2): ("same", None)})
    store.run(
        "INSERT INTO ocm_decisions (ocm_id_a, ocm_id_b, decision, remark) "
        "VALUES (2, 1, 'different', ''), (NULL, 3, 'same', NULL), (7, 5, NULL, 'Look')"
    )
    assert store.read() == {(1, 2): ("different", None), (5, 7): ("open", "Look")}
    store.keep({(1, 2): ("same", None)})
    assert store.read()[1, 2] == ("same", None)
    assert [row[:2] for row in store.rows()] == [(None, 3), (7, 5), (1, 2)]


def test_another_table_of_that_name_is_left_alone(store):
    store.run("CREATE TABLE ocm_decisions (mine integer)")
    assert store.read() == {}
    with pytest.raises((FileWriteError, DatabaseWriteError), match="another table of the name ocm_decisions"):
        store.keep({(1, 2): ("same", None)})
    store.run("INSERT INTO ocm_decisions (mine) VALUES (1)")


def test_decisions_at_random_are_those_that_were_kept_last(store):
    rand, kept = random.Random(7), {}
    for _ in range(tries(60)):
        some = {
            pair: rand.choice([None, ("same", None), ("different", rand.choice([None, "Ü"]))])
            for pair in {tuple(sorted(rand.sample(range(1, 6), 2))) for _ in range(rand.randint(1, 4))}
        }
        store.keep(some)
        kept = {pair: said for pair, said in {**kept, **some}.items() if said is not None}
        assert store.read() == kept


def test_a_file_that_is_read_only_says_so_and_stays(tmp_path):
    path = tmp_path / "gone" / "stations.gpkg"
    with pytest.raises(FileWriteError, match="no longer exists"):
        keep_in_file(str(path), {(1, 2): ("same", None)}, Feedback())


def test_who_may_only_read_a_schema_gets_a_sentence(postgres):
    pytest.importorskip("psycopg2")
    schema = Schema(postgres).schema
    with pytest.raises(DatabaseWriteError, match="you may read only"):
        keep_in_schema(schema.as_role(READER), schema.name, {(1, 2): ("same", None)}, Feedback())


def test_who_may_not_even_read_the_table_does_not_hear_of_another_one(postgres):
    """They were asked to rename it."""
    pytest.importorskip("psycopg2")
    schema = Schema(postgres).schema
    keep_in_schema(schema.as_role(), schema.name, {(1, 2): ("same", None)}, Feedback())
    postgres.run(f"REVOKE ALL ON {named(schema.name, 'ocm_decisions').replace('%%', '%')} FROM {READER}")
    with pytest.raises(SourceFileError, match="you may not read"):
        decisions_in_schema(schema.as_role(READER), schema.name)
    with pytest.raises(DatabaseWriteError, match="you may read only"):
        keep_in_schema(schema.as_role(READER), schema.name, {(1, 2): ("same", None)}, Feedback())


def test_the_file_lists_the_table_for_other_programs(tmp_path):
    file = File(tmp_path / "stations.gpkg")
    file.keep({(1, 2): ("same", None)})
    listed = asked(file.path, "SELECT data_type, identifier FROM gpkg_contents WHERE table_name = 'ocm_decisions'")
    assert listed == [("attributes", "Decisions")]
    assert asked(file.path, "PRAGMA integrity_check") == [("ok",)]
    ((time,),) = asked(file.path, "SELECT decided_at FROM ocm_decisions")
    assert time.endswith("Z") and len(time) == 24

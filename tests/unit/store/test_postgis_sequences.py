"""Random lives of a store in PostGIS, beside the same life of a GeoPackage: both must hold the same at each step.

Users edit, move, delete and add rows and columns; results are merged; and some merges are cancelled, cut off by the
server, or end with it or with the program. After these, all is exactly as it was.
"""

from __future__ import annotations

import random
import signal
from pathlib import Path

import pytest

from ocm_plugin.ocm.errors import Cancelled, DatabaseWriteError
from ocm_plugin.ocm.store.merge_values import Outcome
from ocm_plugin.ocm.store.points import blob_of, position_of
from tests.support.effort import tries
from tests.support.gpkg_files import make_package
from tests.support.merged_files import asked, edit, merge, result
from tests.support.postgres import PostgresServer

pytest.importorskip("psycopg2")

from tests.support.merged_schemas import AtPhase, MergedSchema, merge_killed

STEPS = 14
NUMBERS = range(1, 9)


class Life:
    """One store in PostGIS and one in a GeoPackage, to which the same happens."""

    def __init__(self, server: PostgresServer, path: Path, seed: int) -> None:
        self.chance = random.Random(seed)
        self.server = server
        self.path = path
        first = self.fresh("q0")
        make_package(path)
        merge(path, first)
        self.schema = MergedSchema(server, first)
        self.own: list[str] = []
        self.made = 0

    def fresh(self, query_id: str):
        """A result that differs in some stations."""
        numbers = [number for number in NUMBERS if self.chance.random() < 0.75]
        stations = {
            number: {
                "name": self.chance.choice("abc"),
                "phone": self.chance.choice(("1", "2", None)),
                "max_kw": self.chance.choice((22.0, 150.5, None)),
                "lon": self.chance.choice((8.0, 8.5)),
                "fetched_at": None,
            }
            for number in numbers
        }
        for values in stations.values():
            del values["fetched_at"]
        return result(query_id, stations, is_complete=self.chance.random() < 0.8)

    def both(self, statement: str, *values: object) -> None:
        """The same edit in both; {stations} stands for the table, ? for a value."""
        self.schema.run(statement.replace("?", "%s"), *values)
        with_values = statement.replace("{stations}", "stations").replace("{ocm_connections}", "ocm_connections")
        for value in values:
            with_values = with_values.replace("?", "NULL" if value is None else repr(value), 1)
        edit(self.path, with_values)

    def user_edits(self) -> None:
        number = self.chance.choice(NUMBERS)
        kind = self.chance.choice(("name", "phone", "own", "move", "delete", "connection", "column", "row"))
        if kind in ("name", "phone"):
            self.both(f"UPDATE {{stations}} SET {kind} = ? WHERE ocm_id = ?", self.chance.choice("xyz"), number)
        elif kind == "own" and self.own:
            note = self.chance.choice(("seen", None))
            self.both(f'UPDATE {{stations}} SET "{self.chance.choice(self.own)}" = ? WHERE ocm_id = ?', note, number)
        elif kind == "move":
            self.schema.run("UPDATE {stations} SET geom = 'SRID=4326;POINT(9 51)' WHERE ocm_id = %s", number)
            point = blob_of("9 51", 4326).hex()
            edit(self.path, f"UPDATE stations SET geom = X'{point}' WHERE ocm_id = {number}")
        elif kind == "delete":
            self.both("DELETE FROM {stations} WHERE ocm_id = ?", number)
        elif kind == "connection":
            self.both("UPDATE {ocm_connections} SET amps = ? WHERE ocm_id = ?", self.chance.choice((8, 63)), number)
        elif kind == "column" and len(self.own) < 2:
            self.own.append(f"note {len(self.own)}")
            self.both(f'ALTER TABLE {{stations}} ADD "{self.own[-1]}" text')
        elif kind == "row":
            self.made += 1
            self.both("INSERT INTO {stations} (name) VALUES (?)", f"made {self.made}")

    def merge_both(self, query_id: str) -> None:
        fresh = self.fresh(query_id)
        way = self.chance.choices(("whole", "cancelled", "cut", "killed", "crashed"), (66, 10, 10, 10, 4))[0]
        if way == "killed":
            before = self.schema.all()
            merge_killed(self.schema, fresh, self.chance.choice((1, 2)))
            assert self.schema.all() == before
        elif way != "whole":
            before, phase = self.schema.all(), self.chance.choice((1, 2))
            crash = lambda: self.server.restart(signal.SIGKILL)  # noqa: E731
            do = {"cancelled": None, "cut": self.server.cut_connections, "crashed": crash}[way]
            with pytest.raises(Cancelled if do is None else DatabaseWriteError):
                self.schema.merge(fresh, AtPhase(do, phase))
            assert self.schema.all() == before
        numbers = self.numbers()
        assert counts(self.schema.merge(fresh)) == counts(merge(self.path, fresh))
        now = self.numbers()
        assert {ocm_id: now[ocm_id] for ocm_id in numbers if ocm_id in now}.items() <= numbers.items()

    def numbers(self) -> dict[int | None, int]:
        """The numbers of the rows by those of the stations."""
        return dict(self.schema.run("SELECT ocm_id, fid FROM {stations}"))

    def check(self) -> None:
        """Both hold the same rows in the same order, and list the same changes."""
        # Not by the numbers themselves: those that a merge had taken are not given again after it has failed.
        names = ["ocm_id", "name", "phone", "max_kw", "lon", "query_id", *(f'"{own}"' for own in self.own)]
        columns = ", ".join(names)
        in_file = asked(self.path, f"SELECT geom, {columns} FROM stations ORDER BY fid")
        here = self.schema.run(f"SELECT ST_X(geom), ST_Y(geom), {columns} FROM {{stations}} ORDER BY fid")
        assert [(x, y, *values) for x, y, *values in here] == [(*place(blob), *values) for blob, *values in in_file]
        for table, some in (
            ("ocm_connections", "ocm_id, conn_id, amps"),
            ("ocm_queries", "query_id"),
            ("ocm_providers", "provider_id, n_stations"),
            ("ocm_changes", "ocm_id, kind, field, old, new, query_id"),
        ):
            theirs = asked(self.path, f"SELECT {some} FROM {table}")
            assert sorted(map(repr, self.schema.run(f"SELECT {some} FROM {{{table}}}"))) == sorted(map(repr, theirs))


def place(blob: bytes | None) -> tuple[float | None, float | None]:
    position = position_of(blob)
    x, y = map(float, position.split()) if position else (None, None)
    return x, y


def counts(outcome: Outcome) -> tuple[object, ...]:
    """What a merge has done."""
    numbers = (outcome.added, outcome.changed, outcome.gone, outcome.same, outcome.kept, outcome.conflicts)
    return (*numbers, outcome.deleted, sorted(map(repr, outcome.changes)), outcome.contradicted)


@pytest.mark.parametrize("part", range(3))
def test_a_store_in_postgis_lives_as_a_geopackage_does(postgres, tmp_path, part) -> None:
    for seed in range(part, 3 * tries(20, at_least=2), 3):
        life = Life(postgres, tmp_path / f"{seed}.gpkg", seed)
        for step in range(STEPS):
            if life.chance.random() < 0.6:
                life.user_edits()
            else:
                life.merge_both(f"q{step + 1}")
            life.check()

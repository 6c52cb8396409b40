"""Random lives of schemas in PostGIS, beside an oracle: see `tests.support.lives`."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pytest
from hypothesis.stateful import run_state_machine_as_test

from ocm_plugin.ocm.errors import Cancelled, DatabaseWriteError
from ocm_plugin.ocm.feedback import Feedback
from ocm_plugin.ocm.store.merge_values import Change, ResultToMerge
from ocm_plugin.ocm.store.packed import position_text
from tests.support.cut_off import EndsAt, kill_this_process, killed
from tests.support.lives import LIVES, Shown, machine_of
from tests.support.postgres import OWNER, PostgresServer

pytest.importorskip("psycopg2")

from tests.support.merged_schemas import MergedSchema


class Schema:
    """A schema of PostGIS, edited as other programs do."""

    def __init__(self, server: PostgresServer) -> None:
        self._server = server
        self._feedback: Feedback = Feedback()

    def make(self) -> None:
        self._schema = MergedSchema(self._server)

    def shown(self, own: list[str]) -> Shown:
        names = "".join(f', "{name}"' for name in own)
        point = "CASE WHEN geom IS NULL THEN NULL ELSE ARRAY[ST_X(geom), ST_Y(geom)] END"
        columns = f"ocm_id, name, phone, max_kw, lon, {point}, query_id{names}"
        stations = [
            (*row[:5], row[5] and position_text(*row[5]), *row[6:])
            for row in self._schema.run(f"SELECT {columns} FROM {{stations}}")
        ]
        connections = self._schema.run(f"SELECT ocm_id, conn_id, amps{names} FROM {{ocm_connections}}")
        return {"stations": sorted(stations, key=repr), "connections": sorted(connections, key=repr)}

    def everything(self) -> Any:
        return self._schema.all()

    def edit(self, table: str, key: Mapping[str, Any], field: str, value: Any) -> None:
        ((name, wanted),) = key.items()
        if field == "geometry":
            field, value = "geom", f"SRID=4326;POINT({value})"
        self._schema.run(f'UPDATE {{{table}}} SET "{field}" = %s WHERE {name} = %s', value, wanted)

    def delete(self, table: str, key: Mapping[str, Any]) -> None:
        ((name, wanted),) = key.items()
        self._schema.run(f"DELETE FROM {{{table}}} WHERE {name} = %s", wanted)

    def add_row(self, table: str, values: Mapping[str, Any]) -> None:
        places = ", ".join(["%s"] * len(values))
        self._schema.run(f"INSERT INTO {{{table}}} ({', '.join(values)}) VALUES ({places})", *values.values())

    def add_column(self, table: str, name: str) -> None:
        self._schema.run(f'ALTER TABLE {{{table}}} ADD "{name}" text')

    def reload(self, fresh: ResultToMerge) -> list[Change]:
        return self._schema.merge(fresh, self._feedback).changes

    def undo(self) -> None:
        self._schema.undo(self._feedback)

    def cut_off(self, way: str, place: int, do: Callable[[], object]) -> bool | None:
        if way.startswith("killed"):
            done = self._killed(way, place, do)
            while self._server.run("SELECT 1 FROM pg_stat_activity WHERE usename = %s", OWNER):
                time.sleep(0.005)  # the server notices in its own time
            return done
        ends = {"cancelled": None, "connection lost": self._server.cut_connections}
        ends["server killed"] = lambda: self._server.restart(signal.SIGKILL)
        self._feedback = EndsAt(place, ends[way])
        try:
            do()
        except (Cancelled, DatabaseWriteError):
            return False
        finally:
            self._feedback = Feedback()
        return True

    def _killed(self, way: str, place: int, do: Callable[[], object]) -> bool | None:
        if way == "killed at any moment":
            return killed(do, place * 0.005)
        self._feedback = EndsAt(place, kill_this_process)
        try:
            return killed(do)
        finally:
            self._feedback = Feedback()

    def drop(self) -> None:
        self._schema.drop()


def test_a_schema_of_postgis_loses_nothing_whatever_happens(postgres) -> None:
    @contextmanager
    def schema() -> Iterator[Schema]:
        made = Schema(postgres)
        yield made
        made.drop()

    often = ("cancelled", "killed", "killed at any moment", "connection lost")
    ways = (*often, *often, "server killed")  # which takes a second
    run_state_machine_as_test(machine_of(schema, ways), settings=LIVES)

"""PostGIS schemas with a few stations in them, results that are merged into them, and what they hold then."""

from __future__ import annotations

import itertools
import os
import signal
from typing import Any

import psycopg2

from ocm_plugin.ocm.feedback import Feedback, Progress
from ocm_plugin.ocm.store.geopackage_tables import table_of_schema
from ocm_plugin.ocm.store.merge_values import Outcome, ResultToMerge
from ocm_plugin.ocm.store.postgis import PostgisServer, transaction
from ocm_plugin.ocm.store.postgis_merge import merge_into_schema
from ocm_plugin.ocm.store.postgis_table import PostgisTable
from ocm_plugin.ocm.store.postgis_tables import written_schema
from ocm_plugin.ocm.store.postgis_undo import take_back_in_schema
from ocm_plugin.ocm.store.undoing import ReloadRecord, TakenBack
from ocm_plugin.ocm.tables.schema import TABLES
from tests.support.merged_files import NAMES
from tests.support.postgres import OWNER, SUPERUSER, PostgresServer

_NUMBERS = itertools.count(1)


class MergedSchema:
    """A schema with all tables of a result, and the ways to look at it and to change it."""

    def __init__(self, server: PostgresServer, first: ResultToMerge | None = None) -> None:
        self.server = server
        self.name = f'Ladeorte "ü" 100% {next(_NUMBERS)}'
        tables = [table_of_schema(table) for table in TABLES]
        with written_schema(self.as_role(), self.name, tables, {}, False, Feedback()):
            pass
        self.record: ReloadRecord | None = None
        """How to undo the last merge."""
        if first is not None:
            self.merge(first)

    def as_role(self, role: str = OWNER) -> PostgisServer:
        """The database as a role of it sees it."""
        return PostgisServer("Stadt", lambda: psycopg2.connect(self.server.info(role)), psycopg2.Error)

    def merge(self, fresh: ResultToMerge, feedback: Feedback | None = None, role: str = OWNER) -> Outcome:
        outcome, self.record = merge_into_schema(self.as_role(role), self.name, NAMES, fresh, feedback or Feedback())
        return outcome

    def undo(self, feedback: Feedback | None = None) -> TakenBack:
        """Undo the last merge."""
        assert self.record is not None
        return take_back_in_schema(self.as_role(), self.name, self.record, feedback or Feedback())

    def compared(self) -> list[list[Any]]:
        """The compared values of the stations, as a merge reads them."""
        with transaction(self.as_role(), Feedback()) as cursor:
            return [
                list(held.compared) for held in PostgisTable(cursor, self.name, "stations", "stations").held(Feedback())
            ]

    def place(self, table: str) -> str:
        """A table, as statements name it."""
        schema = '"' + self.name.replace('"', '""') + '"'
        return f'{schema}."{table}"'

    def run(self, statement: str, *values: Any, role: str = SUPERUSER) -> list[tuple[Any, ...]]:
        """A statement in which {stations} and so on stand for the tables."""
        names = [*TABLES, "ocm_changes", "ocm_baseline", "ocm_metadata"]
        places = {table: self.place(table).replace("%", "%%") for table in names}
        with_tables = statement.format_map(places)
        with self.server.session(role) as connection, connection.cursor() as cursor:
            cursor.execute(with_tables, values)
            return cursor.fetchall() if cursor.description else []

    def drop(self) -> None:
        self.server.run(f"DROP SCHEMA {self.place('')[:-3]} CASCADE")

    def rows(self, table: str = "stations") -> list[tuple[Any, ...]]:
        """All rows of a table, by its key."""
        return self.run(f"SELECT * FROM {{{table}}} ORDER BY fid")

    def all(self) -> dict[str, list[tuple[Any, ...]]]:
        """All that the schema holds, and which versions of the rows these are: another one was written meanwhile."""
        tables = [
            name for (name,) in self.server.run("SELECT tablename FROM pg_tables WHERE schemaname = %s", self.name)
        ]
        return {table: self.run(f"SELECT xmin::text, t.* FROM {{{table}}} t ORDER BY 2") for table in sorted(tables)}


def merge_killed(schema: MergedSchema, fresh: ResultToMerge, phase: int) -> None:
    """Let a program die in the middle of a merge, with SIGKILL."""
    child = os.fork()
    if child == 0:
        try:
            schema.merge(fresh, AtPhase(lambda: os.kill(os.getpid(), signal.SIGKILL), phase))
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL


class AtPhase(Feedback):
    """Does something when a merge has begun to compare, or to write where the rows come from; None cancels."""

    def __init__(self, do: Any, phase: int = 2) -> None:
        super().__init__()
        self._do = do
        self._phase = phase
        self._met = 0

    def is_cancelled(self) -> bool:
        return self._do is None and self._met >= self._phase

    def report(self, progress: Progress) -> None:
        self._met += 1
        if self._met == self._phase and self._do is not None:
            self._do()

"""A reload of a GeoPackage taken back: one transaction as well, so the file is as it was, or as it was before that.

What was edited since stays: a value, a row that the reload has added, and a row that was removed since.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from ..errors import FileWriteError
from ..feedback import Feedback, Progress
from ..translation import tr
from .baselines import read_baseline, restore_baseline, still_needed
from .contents import describe, write_bounds
from .database import transaction
from .file_baselines import check_not_reloaded, station_keys
from .file_history import has_list
from .packed import STATIONS
from .sql import columns_of, quoted, rows_after, rows_by_key, sql
from .taking_back import TableUndo, no_table_to_undo, take_ledgers_back, take_tables_back
from .undoing import ReloadRecord, TableRecord, TakenBack

FORGET_CHANGES = "DELETE FROM ocm_changes WHERE rowid > ? AND query_id = ?"


def take_back(path: str, record: ReloadRecord, feedback: Feedback) -> TakenBack:
    """Let the tables of a GeoPackage be as they were before a reload, but for what was edited since.

    Raises FileWriteError with a sentence for the user, and Cancelled; nothing is changed then.
    """
    with transaction(path, feedback) as database:
        return _TakingBack(database, path, record, feedback).run()


class _Rows:
    """The rows of a table of the file."""

    def __init__(self, database: sqlite3.Connection, name: str) -> None:
        self._database = database
        self._name = name
        self.key, self.columns = columns_of(database, name)

    def by_key(self, columns: Sequence[str], keys: Sequence[Any]) -> Iterable[Sequence[Any]]:
        return rows_by_key(self._database, self._name, [self.key, *columns], keys)

    def after(self, columns: Sequence[str], last: Any) -> Iterable[Sequence[Any]]:
        return rows_after(self._database, self._name, [self.key, *columns], last)

    def update(self, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        pairs = ", ".join(sql(quoted(name), "= ?") for name in columns)
        where = sql("WHERE", quoted(self.key), "= ?")
        self._database.executemany(sql("UPDATE", quoted(self._name), "SET", pairs, where), rows)

    def insert(self, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        names, places = ", ".join(map(quoted, columns)), ", ".join("?" * len(columns))
        statement = sql("INSERT INTO", quoted(self._name), "(", names, ") VALUES (", places, ")")
        self._database.executemany(statement, rows)

    def remove(self, keys: Sequence[Any]) -> None:
        statement = sql("DELETE", "FROM", quoted(self._name), "WHERE", quoted(self.key), "= ?")
        self._database.executemany(statement, ((key,) for key in keys))


class _TakingBack:
    """One undo, inside a transaction."""

    def __init__(self, database: sqlite3.Connection, path: str, record: ReloadRecord, feedback: Feedback) -> None:
        self._database = database
        self._path = path
        self._record = record
        self._feedback = feedback

    def _undo(self, record: TableRecord) -> TableUndo:
        return TableUndo(_Rows(self._database, record.name), record, self._feedback)

    def run(self) -> TakenBack:
        """Do it all."""
        self._feedback.report(Progress(tr("Undoing the reload.")))
        check_not_reloaded(self._database, self._path, self._record.state)
        record = self._record
        tables = {table: self._undo(each) for table, each in record.tables.items()}
        for each in tables.values():
            if not each.is_there():
                raise FileWriteError(no_table_to_undo(self._path, each.name))
        edited, has_added = take_tables_back(tables)
        self._restore_provenance(tables[STATIONS])
        for each in tables.values():
            write_bounds(self._database, each.name, each.geometry)
        describe(self._database, record.metadata, record.descriptions)
        return TakenBack(edited, has_added)

    def _restore_provenance(self, stations: TableUndo) -> None:
        record = self._record
        needed = still_needed(read_baseline(self._database), station_keys(self._database))
        newer = {query_id: rows for query_id, rows in needed.items() if query_id == record.query_id}
        restore_baseline(self._database, record.baseline, newer)
        if has_list(self._database):
            self._database.execute(FORGET_CHANGES, (record.last_change, record.query_id))
        take_ledgers_back(map(self._undo, record.ledgers), bool(newer), lambda: self._count_again(stations))

    def _count_again(self, stations: TableUndo) -> None:
        """Rows of the reload stay, and so do their providers."""
        if stations.has("provider_id"):
            name = quoted(stations.name)
            counted = sql("(SELECT count(*) FROM", name, "WHERE", f"{name}.provider_id IS ocm_providers.provider_id)")
            self._database.execute(sql("UPDATE ocm_providers SET n_stations =", counted))

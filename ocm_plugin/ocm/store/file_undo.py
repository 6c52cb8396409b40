"""A reload of a GeoPackage taken back: one transaction as well, so the file is as it was, or as it was before that.

What was edited since stays: a value, a row that the reload has added, and a row that was removed since.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..errors import FileWriteError
from ..feedback import Feedback, Progress
from ..translation import tr
from .baselines import read_baseline, restore_baseline, still_needed
from .contents import describe, write_bounds
from .database import transaction
from .file_baselines import check_not_reloaded, station_keys
from .file_history import has_list
from .file_merge import PROVIDERS
from .packed import KEYS, STATIONS
from .sql import columns_of, quoted, rows_after, rows_by_key, sql
from .undoing import AddedRow, FileRecord, TableRecord, TakenBack, rows_to_remove

FORGET_CHANGES = "DELETE FROM ocm_changes WHERE rowid > ? AND query_id = ?"


def take_back(path: str, record: FileRecord, feedback: Feedback) -> TakenBack:
    """Let the tables of a GeoPackage be as they were before a reload, but for what was edited since.

    Raises FileWriteError with a sentence for the user, and Cancelled; nothing is changed then.
    """
    with transaction(path, feedback) as database:
        return _TakingBack(database, path, record, feedback).run()


class _TakingBack:
    """One undo, inside a transaction."""

    def __init__(self, database: sqlite3.Connection, path: str, record: FileRecord, feedback: Feedback) -> None:
        self._database = database
        self._path = path
        self._record = record
        self._feedback = feedback

    def run(self) -> TakenBack:
        """Do it all."""
        self._feedback.report(Progress(tr("Undoing the reload.")))
        check_not_reloaded(self._database, self._path, self._record.state)
        record = self._record
        tables = {table: _Table(self._database, each, self._feedback) for table, each in record.tables.items()}
        for each in tables.values():
            if not each.is_there():
                raise FileWriteError(
                    tr("{path} has no table “{table}” any more. Nothing was undone.", path=self._path, table=each.name)
                )
        added = {table: list(each.added()) for table, each in tables.items()}
        going = rows_to_remove(added, {ocm_id for each in tables.values() for ocm_id in each.stations_of_newer_rows()})
        for table, each in tables.items():
            each.put_values_back()
            each.add_again()
            each.remove(going[table])
            each.edited.update(row.row_id for row in added[table] if row.is_edited)
        has_added = len(going[STATIONS]) < len(added[STATIONS])
        self._restore_provenance(tables[STATIONS])
        for each in tables.values():
            write_bounds(self._database, each.name, each.geometry)
        describe(self._database, record.metadata, record.descriptions)
        return TakenBack(sum(len(each.edited) for each in tables.values()), has_added)

    def _restore_provenance(self, stations: _Table) -> None:
        record = self._record
        needed = still_needed(read_baseline(self._database), station_keys(self._database))
        newer = {query_id: rows for query_id, rows in needed.items() if query_id == record.query_id}
        restore_baseline(self._database, record.baseline, newer)
        if has_list(self._database):
            self._database.execute(FORGET_CHANGES, (record.last_change, record.query_id))
        for ledger in (_Table(self._database, each, self._feedback) for each in record.ledgers):
            if ledger.is_there():
                ledger.put_values_back()
                ledger.add_again()
                if not newer:
                    ledger.remove([row.row_id for row in ledger.added() if not row.is_edited])
                elif ledger.name == PROVIDERS and ledger.has("n_stations", "provider_id"):
                    self._count_again(stations)

    def _count_again(self, stations: _Table) -> None:
        """Rows of the reload stay, and so do their providers."""
        if stations.has("provider_id"):
            name = quoted(stations.name)
            counted = sql("(SELECT count(*) FROM", name, "WHERE", f"{name}.provider_id IS ocm_providers.provider_id)")
            self._database.execute(sql("UPDATE ocm_providers SET n_stations =", counted))


class _Table:
    """One table, and what was written to it."""

    def __init__(self, database: sqlite3.Connection, record: TableRecord, feedback: Feedback) -> None:
        self._database = database
        self._record = record
        self._feedback = feedback
        self._key, self._columns = columns_of(database, record.name)
        self.name = record.name
        self.geometry = record.geometry
        self.edited: set[Any] = set()
        """Rows with edits that stay; a column that was renamed or removed since is an edit."""

    def is_there(self) -> bool:
        """Whether its rows can be distinguished as before."""
        return len(self._columns) > 1 and self._key == self._record.key

    def has(self, *columns: str) -> bool:
        """Whether it has columns."""
        return set(columns) <= set(self._columns)

    def added(self) -> Iterator[AddedRow]:
        """The rows that the reload has added and that are still there."""
        for part in self._record.added.slices():
            self._feedback.check()
            now = self._now(self._columns[1:], part)
            for row in part:
                if row[0] in now:
                    written = dict(zip(self._record.columns, row))
                    yield AddedRow(row[0], written.get("ocm_id"), self._is_edited(written, now[row[0]]))

    def stations_of_newer_rows(self) -> Iterator[Any]:
        """The numbers of the stations to which the user has added rows beside them since."""
        if self._record.table != STATIONS and self.has("ocm_id"):
            newer = rows_after(self._database, self.name, [self._key, "ocm_id"], self._record.last)
            yield from (ocm_id for _, ocm_id in newer if ocm_id is not None)

    def _now(self, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> dict[Any, dict[str, Any]]:
        """The present values of rows, by their keys."""
        found = rows_by_key(self._database, self.name, [self._key, *columns], [row[0] for row in rows])
        return {row_id: dict(zip(columns, values)) for row_id, *values in found}

    def _is_edited(self, written: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
        """Whether a row is not as it was written; new columns of the user's were empty then."""
        return not all(self._record.is_as_written(name, value, written.get(name)) for name, value in now.items())

    def put_values_back(self) -> None:
        """Write the values from before where nobody has written others since."""
        for names, rows in self._record.changed.items():
            there = [name for name in names if name in self._columns]
            for part in rows.slices():
                self._feedback.check()
                writes: dict[tuple[str, ...], list[list[Any]]] = {}
                now = self._now(there, part)
                for row_id, *values in part:
                    half = len(names)
                    before, after = dict(zip(names, values[:half])), dict(zip(names, values[half:]))
                    present = now.get(row_id, {})
                    kept = [name for name in present if self._record.is_as_written(name, present[name], after[name])]
                    if len(kept) < len(names) or row_id not in now:
                        self.edited.add(row_id)
                    if kept:
                        writes.setdefault(tuple(kept), []).append([*(before[name] for name in kept), row_id])
                for columns, parameters in writes.items():
                    pairs = ", ".join(sql(quoted(name), "= ?") for name in columns)
                    where = sql("WHERE", quoted(self._key), "= ?")
                    self._database.executemany(sql("UPDATE", quoted(self.name), "SET", pairs, where), parameters)

    def add_again(self) -> None:
        """Add the rows that were removed and are still gone, under the numbers that they had, if these are free."""
        columns = self._record.columns
        gone = [place for place, name in enumerate(columns) if name not in self._columns]
        there_again = self._there_again()
        there = [place for place, name in enumerate(columns) if name in self._columns]
        for part in self._record.removed.slices():
            self._feedback.check()
            part = [row for row in part if self._named(row) not in there_again]
            self.edited.update(row[0] for row in part if any(row[place] is not None for place in gone))
            taken = self._now([], part).keys()
            for is_taken in (False, True):
                places = there[1:] if is_taken else there
                rows = [[row[place] for place in places] for row in part if (row[0] in taken) is is_taken]
                names = ", ".join(quoted(columns[place]) for place in places)
                values = ", ".join("?" * len(places))
                statement = sql("INSERT INTO", quoted(self.name), "(", names, ") VALUES (", values, ")")
                self._database.executemany(statement, rows)

    def _there_again(self) -> set[tuple[Any, ...]]:
        """What the rows that were added since are called."""
        names = self._names()
        if not names or not self.has(*names):
            return set()
        newer = rows_after(self._database, self.name, [self._key, *names], self._record.last)
        return {tuple(values) for _, *values in newer if None not in values}

    def _named(self, row: Sequence[Any]) -> tuple[Any, ...]:
        """What a row of the record is called."""
        return tuple(row[self._record.columns.index(name)] for name in self._names())

    def _names(self) -> tuple[str, ...]:
        """The columns that say which station, connection, and so on a row is."""
        names = KEYS.get(self._record.table, ())
        return names if set(names) <= set(self._record.columns) else ()

    def remove(self, row_ids: Sequence[Any]) -> None:
        """Take rows away."""
        statement = sql("DELETE", "FROM", quoted(self.name), "WHERE", quoted(self._key), "= ?")
        self._database.executemany(statement, ((row_id,) for row_id in row_ids))

"""One table of a GeoPackage: what columns it has, how its rows are read and written, and what was written to it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ..feedback import Feedback
from ..slices import SLICE
from ..tables.schema import TABLES
from .merge_values import Held, Insert, Update, in_groups
from .packed import KEYS, MISSING, POSITION, STATIONS, shape_of
from .points import blob_of, position_of
from .sql import columns_of, quoted, rows_after, rows_by_key, sql
from .undoing import TableRecord

SPELLING = "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND lower(name) = lower(?)"
"""Capital or small is all the same in names of tables."""


class FileTable:
    """One table of the file: what columns it has, and how its rows are read and written."""

    def __init__(self, database: sqlite3.Connection, table: str, name: str) -> None:
        self._database = database
        self._shape = shape_of(table)
        spelled = database.execute(SPELLING, (name,)).fetchone()
        self.is_there = spelled is not None
        name = self.name = spelled[0] if spelled else name
        self._key, self._names = columns_of(database, name)
        self._columns = set(self._names) - ({"rowid"} if self._key == "rowid" else set())
        row = database.execute(
            "SELECT column_name, srs_id FROM gpkg_geometry_columns WHERE lower(table_name) = lower(?)", (name,)
        ).fetchone()
        self.geometry: str | None = row[0] if row else None
        self._srs_id: int = row[1] if row else 0
        schema = {each.name for each in TABLES[table]}
        self._own = sorted(self._columns - schema - {self._key, self.geometry})
        self.record = TableRecord(table, name, self._key, self._names, self.geometry)
        self._last = 0

    def begin_record(self) -> None:
        """Keep from now on what is written."""
        newest = self._database.execute(sql("SELECT max(", quoted(self._key), ") FROM", quoted(self.name))).fetchone()
        self._last = newest[0] or 0

    def end_record(self) -> None:
        """Keep which rows were added."""
        for row in rows_after(self._database, self.name, self._names, self._last):
            self.record.added.extend([row])
            self._last = row[0]
        self.record.last = self._last

    def can_be_merged(self) -> bool:
        """Whether the columns that distinguish rows exist."""
        return self._columns.issuperset(KEYS[self._shape.table])

    def says_result(self) -> bool:
        """Whether the rows say with which result they came: users delete the column."""
        return "query_id" in self._columns

    def held(self, feedback: Feedback) -> Iterator[Held]:
        """All rows, a slice at a time, in their order."""
        there = [name for name in self._shape.columns if name in self._columns]
        has_own = " OR ".join(sql(quoted(name), "IS NOT NULL") for name in self._own) or "0"
        query_id = quoted("query_id") if "query_id" in self._columns else "NULL"
        geometry = quoted(self.geometry) if self.geometry else "NULL"
        statement = sql(
            "SELECT",
            ", ".join([quoted(self._key), f"({has_own})", query_id, geometry, *map(quoted, there)]),
            "FROM",
            quoted(self.name),
            "WHERE",
            quoted(self._key),
            "> ? ORDER BY 1 LIMIT ?",
        )
        last = -(2**63)
        while rows := self._database.execute(statement, (last, SLICE)).fetchall():
            feedback.check()
            for row_id, own, query, blob, *values in rows:
                if len(there) < len(self._shape.columns):
                    known = dict(zip(there, values))
                    values = [known.get(name, MISSING) for name in self._shape.columns]
                values = self._shape.plain(values)
                if self._shape.table == STATIONS:
                    values.append(position_of(blob))
                yield Held(row_id, values, query, bool(own))
            last = rows[-1][0]

    def write(self, writes: Iterable[Update | Insert], feedback: Feedback) -> None:
        """Write what has been decided."""
        for groups in in_groups(writes, self._takes, SLICE):
            feedback.check()
            for (kind, names), rows in groups.items():
                if POSITION in names:
                    self._store_points(rows, names.index(POSITION))
                if kind is Update:
                    self._update(names, rows)
                else:
                    self._database.executemany(self._insertion(names), rows)

    def _takes(self, name: str) -> bool:
        return name in self._columns or (name == POSITION and self.geometry is not None)

    def _store_points(self, rows: Iterable[list[Any]], place: int) -> None:
        for row in rows:
            if row[place] is not None:
                row[place] = blob_of(row[place], self._srs_id)

    def _update(self, names: Sequence[str], rows: list[list[Any]]) -> None:
        columns = [self._column(name) for name in names]
        row_ids = [row[-1] for row in rows]
        before = self._by_key(columns, row_ids)
        pairs = ", ".join(sql(quoted(each), "= ?") for each in columns)
        where = sql("WHERE", quoted(self._key), "= ?")
        self._database.executemany(sql("UPDATE", quoted(self.name), "SET", pairs, where), rows)
        after = self._by_key(columns, row_ids)
        changes = ((row_id, *before[row_id], *after[row_id]) for row_id in row_ids)
        self.record.note_changes(tuple(columns), changes)

    def _by_key(self, columns: list[str], row_ids: list[int]) -> dict[int, tuple[Any, ...]]:
        rows = rows_by_key(self._database, self.name, [self._key, *columns], row_ids)
        return {row_id: tuple(values) for row_id, *values in rows}

    def _column(self, name: str) -> str:
        return str(self.geometry) if name == POSITION else name

    def _insertion(self, names: Sequence[str]) -> str:
        columns = ", ".join(quoted(self._column(name)) for name in names)
        places = ", ".join("?" * len(names))
        return sql("INSERT INTO", quoted(self.name), "(", columns, ") VALUES (", places, ")")

    def remove(self, row_ids: Sequence[int]) -> None:
        """Take rows away."""
        self.record.removed.extend(rows_by_key(self._database, self.name, self._names, row_ids))
        statement = sql("DELETE", "FROM", quoted(self.name), "WHERE", quoted(self._key), "= ?")
        self._database.executemany(statement, ((row_id,) for row_id in row_ids))

    def station_keys(self) -> list[tuple[str | None, int]]:
        """The result and the number of each station."""
        if not {"query_id", "ocm_id"} <= self._columns:
            return []
        statement = sql("SELECT query_id, ocm_id FROM", quoted(self.name), "WHERE ocm_id IS NOT NULL")
        return self._database.execute(statement).fetchall()

    def values(self, names: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        """Some values of all rows, None for columns that are not there."""
        columns = ", ".join(quoted(name) if name in self._columns else "NULL" for name in names)
        return iter(self._database.execute(sql("SELECT", columns, "FROM", quoted(self.name))))

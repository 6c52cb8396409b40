"""One table of a PostGIS schema: what columns it has, and how its rows are read and written."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from typing import Any

from ..errors import DatabaseWriteError
from ..feedback import Feedback
from ..slices import SLICE
from ..tables.schema import TABLES
from ..translation import tr
from .merge_values import Held, Insert, Update, in_groups
from .packed import KEYS, MISSING, POSITION, STATIONS, position_text, shape_of
from .points import blob_of
from .postgis import column, execute, held_text, named
from .postgis_history import STATION_TABLES
from .postgis_rows import PostgisRows
from .postgis_tables import copy_rows
from .sql import sql
from .undoing import TableRecord

WRITTEN_AT_ONCE = 5_000
"""So many rows are collected before they are sent."""

_SRID_FLAG = 0x20000000
_POINTS = (1, 0x80000001, 0x40000001, 0xC0000001)
"""Points in PostGIS' own WKB: plain, with height, with measure, with both."""


class PostgisTable:
    """One table: what columns it has, and how its rows are read and written, inside of a transaction."""

    def __init__(self, cursor: Any, schema: str, table: str, name: str) -> None:
        self._cursor = cursor
        self._shape = shape_of(table) if table in KEYS else None
        self.name = name
        self._named = named(schema, name)
        # Points are compared as the database writes them, as all else.
        self._texts = PostgisRows(cursor, schema, name)
        if not self._texts.key:
            raise DatabaseWriteError(
                tr("The table “{table}” has no primary key of one column. It was left as it was.", table=name)
            )
        self.key = self._texts.key
        self.geometry = next((each.name for each in self._texts.there if each.is_geometry), None)
        self._rooms = {each.name: each.room for each in self._texts.there if each.room is not None}
        schema_names = {field.name for field in TABLES[table]}
        self._columns = set(self._texts.types)
        self._own = sorted(self._columns - schema_names - {self.key, self.geometry})
        self.record = TableRecord(table, name, self.key, list(self._texts.columns))
        self._n_added = 0

    def lock(self) -> None:
        """Let nobody else write to it until all is done; others go on reading what it held before."""
        execute(self._cursor, "LOCK TABLE", self._named, "IN SHARE ROW EXCLUSIVE MODE")

    def begin_record(self) -> None:
        """Keep from now on what is written."""
        self.record.last = self._texts.newest()

    def end_record(self) -> bool:
        """Keep which rows were added; whether that could be found out."""
        for row in self._texts.after(self.record.columns[1:], self.record.last):
            self.record.added.extend([row])
            self.record.last = row[0]
            self._n_added -= 1
        return not self._n_added

    def has(self, *names: str) -> bool:
        """Whether it has columns."""
        return self._columns.issuperset(names)

    def has_own(self) -> str:
        """The condition that a row has a value in a column of the user's own."""
        return " OR ".join(sql(column(name), "IS NOT NULL") for name in self._own) or "false"

    def held(self, feedback: Feedback) -> Iterator[Held]:
        """All rows as they were when this began, a slice at a time, in their order."""
        shape = shape_of(str(self._shape.table if self._shape else ""))
        there = [name for name in shape.columns if name in self._columns]
        query_id = column("query_id") if "query_id" in self._columns else "NULL"
        point = sql(column(self.geometry), "::text") if self.geometry else "NULL"
        names = ", ".join([column(self.key), f"({self.has_own()})", query_id, point, *map(column, there)])
        with closing(self._cursor.connection.cursor(name="ocm_held")) as rows:
            rows.itersize = SLICE
            execute(rows, "SELECT", names, "FROM", self._named, "ORDER BY", column(self.key))
            for count, (row_id, own, query, place, *values) in enumerate(rows):
                if count % SLICE == 0:
                    feedback.check()
                known = dict(zip(there, values))
                compared = shape.plain([known.get(name, MISSING) for name in shape.columns])
                if shape.table == STATIONS:
                    compared.append(position_in(place))
                yield Held(row_id, compared, query, bool(own))

    def write(self, writes: Iterable[Update | Insert], feedback: Feedback) -> None:
        """Write what has been decided."""
        for groups in in_groups(writes, self._takes, WRITTEN_AT_ONCE):
            feedback.check()
            for (kind, names), rows in groups.items():
                self._check_room(names, rows)
                if kind is Update:
                    self._update(names, rows)
                else:
                    self._insert(names, rows)

    def _check_room(self, names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """Raise DatabaseWriteError for a text that is too long for its column: the database does not say for which."""
        for place, name in enumerate(names):
            room = self._rooms.get(name)
            if room is not None and any(len(_text(row[place], False) or "") > room for row in rows):
                raise DatabaseWriteError(
                    tr(
                        "The column “{column}” of the table “{table}” has room for {n} character, and Open Charge Map "
                        "has a longer text for it. Nothing was changed. Its owner can give it more room: {statement}",
                        "The column “{column}” of the table “{table}” has room for {n} characters, and Open Charge Map "
                        "has a longer text for it. Nothing was changed. Its owner can give it more room: {statement}",
                        n=room,
                        column=name,
                        table=self.name,
                        statement=f"ALTER TABLE {self._named} ALTER COLUMN {column(name)} TYPE text".replace("%%", "%"),
                    )
                )

    def _takes(self, name: str) -> bool:
        return name in self._columns or (name == POSITION and self.geometry is not None)

    def _insert(self, names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        self._n_added += len(rows)
        point = names.index(POSITION) if POSITION in names else -1
        made = (
            [blob_of(value, 0) if place == point and value is not None else value for place, value in enumerate(row)]
            for row in rows
        )
        copy_rows(self._cursor, self._named, [self._column(name) for name in names], made, {point})

    def _update(self, names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """All rows in one statement: a server may be far away."""
        columns = [self._column(name) for name in names]
        row_ids = [row[-1] for row in rows]
        before = {row_id: values for row_id, *values in self._texts.by_key(columns, row_ids)}
        self._send(names, columns, rows)
        after = {row_id: values for row_id, *values in self._texts.by_key(columns, row_ids)}
        changes = ((row_id, *before[row_id], *after[row_id]) for row_id in row_ids)
        self.record.note_changes(tuple(columns), changes)

    def _send(self, names: Sequence[str], columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        lists = [[_text(row[place], name == POSITION) for row in rows] for place, name in enumerate((*names, self.key))]
        arrays = ", ".join(f"%s::{self._texts.types[each]}[]" for each in (*columns, self.key))
        news = ", ".join(f"v{place}" for place in range(len(lists)))
        pairs = ", ".join(sql(column(each), "=", f"fresh.v{place}") for place, each in enumerate(columns))
        source = sql("unnest(", arrays, ") AS fresh(", news, ")")
        where = f"{self._named}.{column(self.key)} = fresh.v{len(columns)}"
        execute(self._cursor, "UPDATE", self._named, "SET", pairs, "FROM", source, "WHERE", where, values=lists)

    def _column(self, name: str) -> str:
        return str(self.geometry) if name == POSITION else name

    def remove(self, row_ids: Sequence[int]) -> None:
        """Take rows away."""
        self.record.removed.extend(self._texts.by_key(self.record.columns[1:], row_ids))
        self._texts.remove(row_ids)

    def rows(self, names: Sequence[str]) -> list[tuple[Any, ...]]:
        """Some values of all rows, None for columns that are not there."""
        columns = ", ".join(column(name) if name in self._columns else "NULL" for name in names)
        execute(self._cursor, "SELECT", columns, "FROM", self._named)
        return list(self._cursor.fetchall())

    def renew(self, key: str, rows: Iterable[Mapping[str, Any]], others: Sequence[Any], unused: str = "") -> None:
        """Let the table hold rows, and of those it had the ones with other keys, or with values of the user's own.

        `unused`: what becomes of these last ones.
        """
        keys = []
        for row in rows:
            values = {name: value for name, value in row.items() if name in self._columns}
            keys.append(str(values.get(key)))
            names = [column(name) for name in values]
            pairs = ", ".join(sql(name, "= %s") for name in names)
            same = sql("WHERE", column(key), "IS NOT DISTINCT FROM %s")
            parameters = [*values.values(), values.get(key)]
            execute(self._cursor, "UPDATE", self._named, "SET", pairs, same, values=parameters)
            if not self._cursor.rowcount:
                places = ", ".join(["%s"] * len(names))
                execute(
                    self._cursor, "INSERT INTO", self._named, "(", ", ".join(names), ") VALUES (", places, ")",
                    values=list(values.values()),
                )  # fmt: skip
        gone = sql("NOT (coalesce(", column(key), "::text, 'None') = ANY (%s))")
        parameters = [[*keys, *map(str, others)]]
        execute(
            self._cursor, "DELETE", "FROM", self._named, "WHERE", gone, f"AND NOT ({self.has_own()})", values=parameters
        )
        if unused:
            execute(self._cursor, "UPDATE", self._named, "SET", unused, "WHERE", gone, values=parameters)


def _text(value: Any, is_point: bool) -> str | None:
    """A value as PostgreSQL reads it for any type."""
    if value is None:
        return None
    if is_point:
        x, y = value.split()
        return f"SRID=4326;POINT({x} {y})"
    return held_text(str(value))


def position_in(text: str | None) -> str | None:
    """The point of a geometry, given as PostGIS writes it; None when it is none, or empty."""
    try:
        blob = bytes.fromhex(text or "")
        order = "<" if blob[0] else ">"
        (kind,) = struct.unpack_from(f"{order}I", blob, 1)
        x, y = struct.unpack_from(f"{order}dd", blob, 9 if kind & _SRID_FLAG else 5)
    except (ValueError, IndexError, struct.error):
        return None
    return position_text(x, y) if kind & ~_SRID_FLAG in _POINTS and x == x and y == y else None


def station_keys(cursor: Any, schema: str, *more: PostgisTable) -> dict[str, list[tuple[str | None, int]]]:
    """The result and the number of each station in a schema, by their tables. `more`: of whatever names."""
    execute(cursor, STATION_TABLES, values=(schema,))
    names = {name for (name,) in cursor.fetchall()}
    names.update(each.name for each in more if each.has("query_id", "ocm_id"))
    found: dict[str, list[tuple[str | None, int]]] = {}
    for name in sorted(names):
        place = named(schema, name)
        execute(cursor, "SELECT query_id::text, ocm_id FROM", place, "WHERE ocm_id IS NOT NULL")
        found[name] = cursor.fetchall()
    return found

"""The rows of one table of a PostGIS schema as texts, which PostgreSQL reads back into the very same values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from typing import Any, NamedTuple

from ..slices import SLICE, slices
from .postgis import column, execute, full_name, named
from .sql import sql

_COLUMNS = (
    "SELECT attname, CASE typcategory WHEN 'S' THEN 'text' ELSE format_type(atttypid, atttypmod) END, "
    "coalesce(indisprimary, false), typname = 'geometry', "
    "CASE WHEN typcategory = 'S' AND greatest(atttypmod, typtypmod) > 4 THEN greatest(atttypmod, typtypmod) - 4 END "
    "FROM pg_attribute JOIN pg_type ON pg_type.oid = atttypid "
    "LEFT JOIN pg_index ON indrelid = attrelid AND indisprimary AND attnum = ANY (indkey) "
    "WHERE attrelid = to_regclass(%s) AND attnum > 0 AND NOT attisdropped ORDER BY attnum"
)


class ColumnThere(NamedTuple):
    """A column of a table, as the database has it."""

    name: str
    type: str
    """What values are sent as. A text is sent as one: the database refuses it where it is too long for its column,
    while a cast to the type of the column would cut it."""
    is_key: bool
    is_geometry: bool
    room: int | None
    """So many characters a text may have; None for any number."""


class PostgisRows:
    """The rows of a table, inside of a transaction. Their keys are as the driver has them, all other values texts."""

    def __init__(self, cursor: Any, schema: str, name: str) -> None:
        self._cursor = cursor
        self._named = named(schema, name)
        execute(cursor, _COLUMNS, values=(full_name(schema, name),))
        self.there = [ColumnThere(*row) for row in cursor.fetchall()]
        keys = [each.name for each in self.there if each.is_key]
        self.key = keys[0] if len(keys) == 1 else ""
        self.columns = [self.key, *(each.name for each in self.there if each.name != self.key)] if self.key else []
        self.types = {each.name: each.type.replace("%", "%%") for each in self.there}
        """What values are sent as, as it may stand in a statement."""

    def _texts(self, columns: Sequence[str]) -> str:
        return ", ".join([column(self.key), *(sql(column(each), "::text") for each in columns)])

    def by_key(self, columns: Sequence[str], keys: Sequence[Any]) -> Iterator[tuple[Any, ...]]:
        where = sql("WHERE", column(self.key), "= ANY (%s)")
        for part in slices(keys):
            execute(self._cursor, "SELECT", self._texts(columns), "FROM", self._named, where, values=(part,))
            yield from self._cursor.fetchall()

    def after(self, columns: Sequence[str], last: Any) -> Iterator[tuple[Any, ...]]:
        where = sql("WHERE", column(self.key), "> %s ORDER BY 1")
        with closing(self._cursor.connection.cursor(name="ocm_after")) as rows:
            rows.itersize = SLICE
            execute(rows, "SELECT", self._texts(columns), "FROM", self._named, where, values=(last,))
            yield from rows

    def newest(self) -> int:
        """The greatest key; 0 for none."""
        execute(self._cursor, "SELECT max(", column(self.key), ") FROM", self._named)
        return int(self._cursor.fetchone()[0] or 0)

    def update(self, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        names = [f"v{place}" for place in range(len(columns) + 1)]
        pairs = ", ".join(sql(column(each), "=", f"fresh.{name}") for each, name in zip(columns, names))
        where = f"{self._named}.{column(self.key)} = fresh.{names[-1]}"
        for part in slices(rows):
            made, values = self._values([*columns, self.key], part)
            fresh = sql("(VALUES", made, ") AS fresh(", ", ".join(names), ")")
            execute(self._cursor, "UPDATE", self._named, "SET", pairs, "FROM", fresh, "WHERE", where, values=values)

    def insert(self, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        names = ", ".join(map(column, columns))
        for part in slices(rows):
            made, values = self._values(columns, part)
            execute(self._cursor, "INSERT INTO", self._named, "(", names, ") VALUES", made, values=values)

    def _values(self, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> tuple[str, list[Any]]:
        rows = list(rows)
        row = sql("(", ", ".join(f"%s::{self.types[each]}" for each in columns), ")")
        return ", ".join([row] * len(rows)), [value for values in rows for value in values]

    def remove(self, keys: Sequence[Any]) -> None:
        if keys:
            where = sql("WHERE", column(self.key), "= ANY (%s)")
            execute(self._cursor, "DELETE", "FROM", self._named, where, values=(list(keys),))

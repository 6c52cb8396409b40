"""The rows of one table of a PostGIS schema as texts, which PostgreSQL reads back into the very same values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from typing import Any

from ..slices import SLICE, slices
from .postgis import column, execute, named
from .sql import sql

COLUMNS = (
    "SELECT attname, format_type(atttypid, atttypmod), coalesce(indisprimary, false), typname = 'geometry' "
    "FROM pg_attribute JOIN pg_type ON pg_type.oid = atttypid "
    "LEFT JOIN pg_index ON indrelid = attrelid AND indisprimary AND attnum = ANY (indkey) "
    "WHERE attrelid = to_regclass(%s) AND attnum > 0 AND NOT attisdropped ORDER BY attnum"
)


class PostgisRows:
    """The rows of a table, inside of a transaction. Their keys are as the driver has them, all other values texts."""

    def __init__(self, cursor: Any, schema: str, name: str) -> None:
        self._cursor = cursor
        self._named = named(schema, name)
        execute(cursor, COLUMNS, values=(self._named.replace("%%", "%"),))
        found = cursor.fetchall()
        keys = [each for each, _, is_key, _ in found if is_key]
        self.key = keys[0] if len(keys) == 1 else ""
        self.columns = [self.key, *(each for each, *_ in found if each != self.key)] if self.key else []
        self._types = {each: kind for each, kind, _, _ in found}

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
        row = sql("(", ", ".join(f"%s::{self._types[each]}" for each in columns), ")")
        return ", ".join([row] * len(rows)), [value for values in rows for value in values]

    def remove(self, keys: Sequence[Any]) -> None:
        if keys:
            where = sql("WHERE", column(self.key), "= ANY (%s)")
            execute(self._cursor, "DELETE", "FROM", self._named, where, values=(list(keys),))

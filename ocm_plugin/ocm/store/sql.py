"""Statements of SQLite made of their parts, and rows by their keys."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ..slices import slices


def quoted(name: str) -> str:
    """A name as it may stand in a statement."""
    return '"' + name.replace('"', '""') + '"'


def sql(*words: str) -> str:
    """A statement of its parts; the names in it are `quoted`."""
    return " ".join(words)


def has_table(database: sqlite3.Connection, name: str) -> bool:
    """Whether a database has a table."""
    exists = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = ?"
    return bool(database.execute(exists, (name,)).fetchone()[0])


def columns_of(database: sqlite3.Connection, table: str) -> tuple[str, list[str]]:
    """The key of a table, and all its columns, the key first."""
    rows = database.execute("SELECT name, pk FROM pragma_table_info(?)", (table,)).fetchall()
    key = next((name for name, is_key in rows if is_key), "rowid")
    return key, [key, *(name for name, _ in rows if name != key)]


def rows_of(database: sqlite3.Connection, table: str, columns: Sequence[str]) -> list[tuple[Any, ...]]:
    """All rows of a small table."""
    names = ", ".join(map(quoted, columns))
    return database.execute(sql("SELECT", names, "FROM", quoted(table), "ORDER BY 1")).fetchall()


def rows_after(
    database: sqlite3.Connection, table: str, columns: Sequence[str], last: int
) -> Iterator[tuple[Any, ...]]:
    """The rows whose key, which is the first of the columns, is greater."""
    names = ", ".join(map(quoted, columns))
    statement = sql("SELECT", names, "FROM", quoted(table), "WHERE", quoted(columns[0]), "> ? ORDER BY 1")
    return iter(database.execute(statement, (last,)))


def rows_by_key(
    database: sqlite3.Connection, table: str, columns: Sequence[str], keys: Iterable[Any]
) -> Iterator[tuple[Any, ...]]:
    """Those of the rows that are there, a slice at a time. The key is the first of the columns."""
    names = ", ".join(map(quoted, columns))
    for part in slices(keys):
        places = ", ".join("?" * len(part))
        where = sql(quoted(columns[0]), "IN (", places, ")")
        yield from database.execute(sql("SELECT", names, "FROM", quoted(table), "WHERE", where), part).fetchall()

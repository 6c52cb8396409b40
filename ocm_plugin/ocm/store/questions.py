"""Which of the results that a store gathers were asked for in another way than a new one.

Of the stations of one with other filters, another that is merged into the store says nothing where it lacks them: they
may be there, and never have been asked for.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable
from typing import Any

from ..errors import StoredValueError
from ..search.search import Search, from_json
from ..tables.schema import QUERIES
from .database import AT_ONCE_S, reading
from .sql import columns_of, has_table, quoted, sql

_NAMES = ("query_id", "search_json")


def with_other_filters(search: Search, listed: Iterable[tuple[Any, ...]]) -> frozenset[str]:
    """The ids of the results that have other filters than a search. `listed`: ids and searches, stored as JSON.

    One that cannot be read is among them. Of one that is not stored nothing is known, so it is not.
    """
    return _ids(listed, lambda other: other.filters != search.filters)


def of_other_searches(search: Search, listed: Iterable[tuple[Any, ...]]) -> frozenset[str]:
    """The same of results that have other filters or another area."""
    return _ids(listed, lambda other: other.area != search.area or other.filters != search.filters)


def _ids(listed: Iterable[tuple[Any, ...]], is_other: Callable[[Search], bool]) -> frozenset[str]:
    found = set()
    for query_id, stored in listed:
        try:
            if stored and is_other(from_json(stored)):
                found.add(query_id)
        except StoredValueError:
            found.add(query_id)
    return frozenset(found)


def listed_in(database: sqlite3.Connection) -> list[tuple[Any, ...]]:
    """The results that a GeoPackage lists: their ids and searches."""
    if not has_table(database, QUERIES) or not {*_NAMES} <= set(columns_of(database, QUERIES)[1]):
        return []
    return database.execute(sql("SELECT", ", ".join(map(quoted, _NAMES)), "FROM", quoted(QUERIES))).fetchall()


def count_of_others(path: str, table: str, search: Search) -> int:
    """How many stations of a table of a GeoPackage came with other searches than its own. Raises FileWriteError."""
    with reading(path, AT_ONCE_S) as database:
        others = of_other_searches(search, listed_in(database))
        if not others or "query_id" not in columns_of(database, table)[1]:
            return 0
        came_so = sql("SELECT count(*) FROM", quoted(table), "WHERE query_id IN (SELECT value FROM json_each(?))")
        return int(database.execute(came_so, (json.dumps(sorted(others)),)).fetchone()[0])

"""The list of changes that a GeoPackage keeps: which reloads it knows, and what they wrote.

Each table of stations has entries of its own. Those of lists of earlier versions name no table: they count for all.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import datetime

from .change_list import COLUMNS, NEEDED, ListedReload, entry_row, in_their_place, older_reloads, reloads_of
from .database import reading
from .folding import TOGETHER, folded
from .merge_values import Change
from .sql import columns_of, has_table, sql

CHANGES = "ocm_changes"
"""The table that lists what reloads have changed."""
IS_TAKEN = "SELECT count(*) FROM sqlite_master WHERE lower(name) = ?"
_CREATE = (
    "CREATE TABLE ocm_changes (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, ocm_id INTEGER, "
    "kind TEXT, field TEXT, old TEXT, new TEXT, query_id TEXT, seen_at DATETIME, table_name TEXT)"
)
_LIST_IT = (
    "INSERT OR IGNORE INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) "
    "VALUES ('ocm_changes', 'attributes', 'Changes', 'What each reload has changed.', 0)"
)
_ADD_COLUMN = "ALTER TABLE ocm_changes ADD COLUMN table_name TEXT"
_ADD_INDEX = "CREATE INDEX IF NOT EXISTS ocm_changes_ocm_id ON ocm_changes (ocm_id)"
_INSERT = (
    "INSERT INTO ocm_changes (fid, ocm_id, kind, field, old, new, query_id, seen_at, table_name) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_ADOPT = "UPDATE ocm_changes SET table_name = ? WHERE"
_RELOADS = "SELECT min(rowid), max(rowid), query_id, seen_at FROM ocm_changes WHERE"
_ENTRIES = "SELECT ocm_id, kind, field, old, new FROM ocm_changes WHERE ocm_id IS NOT NULL AND rowid"
_MARK = "SELECT old FROM ocm_changes WHERE rowid = ? AND kind = ?"
_N_STATION_TABLES = (
    "SELECT count(*) FROM gpkg_contents AS listed WHERE 2 = "
    "(SELECT count(*) FROM pragma_table_info(listed.table_name) WHERE name IN ('ocm_id', 'query_id')) "
    "AND data_type = 'features'"
)
_NAMED = "SELECT count(*) FROM ocm_changes WHERE lower(table_name) = lower(?)"

_OF_THIS = "(table_name IS NULL OR lower(table_name) = lower(?))"
_OF_THIS_ONLY = "lower(table_name) = lower(?)"
_OF_NO_OTHER = "(? IS NOT NULL AND NOT EXISTS (SELECT 1 FROM sqlite_master WHERE lower(name) = lower(table_name)))"
"""Also true for entries that name no table."""
_OF_ALL = "? IS NOT NULL"


def listed_reloads(path: str, table: str) -> list[ListedReload]:
    """The reloads that a file knows of one of its tables, the newest first; none, if it keeps no list.

    Raises FileWriteError.
    """
    with reading(path) as file:
        rows = file.execute(_listed(_whose(file, table)), (table,)).fetchall() if has_list(file) else []
    return reloads_of(rows)


def _listed(whose: str) -> str:
    return sql(
        "SELECT min(rowid), seen_at, query_id, kind, count(DISTINCT ocm_id), "
        "min(CASE kind WHEN 'together' THEN old END) FROM ocm_changes WHERE",
        whose,
        "GROUP BY query_id, seen_at, kind ORDER BY 1",
    )


def entries_from(path: str, table: str, first: int) -> list[Change]:
    """All that a file has listed of one of its tables from an entry on. Raises FileWriteError."""
    with reading(path) as file:
        return _entries_from(file, table, first) if has_list(file) else []


def entries_since(path: str, table: str, moment: datetime) -> list[Change] | None:
    """All that a file has listed of one of its tables since a moment; None, if it keeps no list.

    Raises FileWriteError.
    """
    with reading(path) as file:
        if not has_list(file):
            return None
        newer = sql(
            "SELECT min(rowid) FROM ocm_changes WHERE", _whose(file, table), "AND julianday(seen_at) >= julianday(?)"
        )
        (first,) = file.execute(newer, (table, moment.isoformat())).fetchone()
        # By the order of the entries from there on: clocks are set, and entries of one reload belong together.
        return _entries_from(file, table, first) if first is not None else []


def _entries_from(file: sqlite3.Connection, table: str, first: int) -> list[Change]:
    statement = sql(_ENTRIES, ">= ? AND", _whose(file, table), "ORDER BY rowid")
    return [Change(*row) for row in file.execute(statement, (first, table))]


def _whose(file: sqlite3.Connection, table: str) -> str:
    """The condition that an entry is of a table, whose name is its one parameter.

    The only table of stations, of which nothing is listed, had another name once: that under which there are entries.
    """
    if "table_name" not in columns_of(file, CHANGES)[1]:
        return _OF_ALL
    return _OF_NO_OTHER if _is_alone(file) and not file.execute(_NAMED, (table,)).fetchone()[0] else _OF_THIS


def _is_alone(file: sqlite3.Connection) -> bool:
    return bool(file.execute(_N_STATION_TABLES).fetchone()[0] <= 1)


def has_list(file: sqlite3.Connection) -> bool:
    """Whether a file keeps a list of changes: a table of the user's may have its name, or other columns than it had."""
    return has_table(file, CHANGES) and set(columns_of(file, CHANGES)[1]) >= NEEDED


def can_keep_list(file: sqlite3.Connection) -> bool:
    """Whether a file keeps a list of changes, or has its name free. Names are the same in whichever case."""
    return has_list(file) or not file.execute(IS_TAKEN, (CHANGES,)).fetchone()[0]


def add_entries(
    file: sqlite3.Connection, table: str, changes: Iterable[Change], query_id: str, seen_at: str | None
) -> None:
    """List what a reload of a table has changed."""
    if not has_list(file):
        file.execute(_CREATE)
        file.execute(_LIST_IT)
    elif "table_name" not in columns_of(file, CHANGES)[1]:
        file.execute(_ADD_COLUMN)
    file.execute(_ADD_INDEX)
    if _is_alone(file):
        file.execute(sql(_ADOPT, _whose(file, table)), (table, table))
    file.executemany(_INSERT, (entry_row(None, each, query_id, seen_at, table) for each in changes))
    _put_together(file, table)


def _put_together(file: sqlite3.Connection, table: str) -> None:
    """Let the list not grow for ever: of the older reloads, only what differs from the first to the last stays."""
    if not COLUMNS.issuperset(columns_of(file, CHANGES)[1][1:]):
        return  # it has columns of the user's own
    grouped = sql(_RELOADS, _OF_THIS_ONLY, "GROUP BY query_id, seen_at ORDER BY 1")
    reloads = file.execute(grouped, (table,)).fetchall()
    older = older_reloads(reloads)
    if not older:
        return
    last = max(each[1] for each in older)
    marked = file.execute(_MARK, (older[0][0], TOGETHER)).fetchone()
    entries = file.execute(sql(_ENTRIES, "<= ? AND", _OF_THIS_ONLY, "ORDER BY rowid"), (last, table))
    together = folded(Change(*row) for row in entries)
    place = sql("SELECT rowid FROM ocm_changes WHERE rowid <= ? AND", _OF_THIS_ONLY, "ORDER BY 1")
    free = [row_id for (row_id,) in file.execute(place, (last, table))]
    query_id, seen_at = older[-1][2:]
    rows = in_their_place(free, together, marked[0] if marked else older[0][3], query_id, seen_at, table)
    if rows:
        file.execute(sql("DELETE", "FROM ocm_changes WHERE rowid <= ? AND", _OF_THIS_ONLY), (last, table))
        file.executemany(_INSERT, rows)

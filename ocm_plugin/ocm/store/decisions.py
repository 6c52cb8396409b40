"""What users have decided of pairs of records that may be one station, kept in the store that holds these stations.

A table of its own: no reload, merge or undo touches it. Decisions are on numbers of Open Charge Map, and so count for
all tables of stations of a file or schema.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from datetime import datetime, timezone
from typing import Any, Optional

from ..errors import DatabaseWriteError, FileWriteError
from ..feedback import Feedback
from ..translation import tr
from . import database, postgis
from .sql import columns_of, has_table
from .times import time_for_store

TABLE = "ocm_decisions"


Pair = tuple[int, int]
"""The numbers of two stations, the lower first."""
Decision = tuple[str, Optional[str]]
"""What was decided, a value of `DECISIONS` of the schema; and the remark."""
Decided = Mapping[Pair, Optional[Decision]]
"""None: what was decided is taken back."""

Row = tuple[Any, ...]
"""What a store keeps of one decision: numbers, decision, remark, and when it was made, as text in UTC."""

_COLUMNS = ("ocm_id_a", "ocm_id_b", "decision", "remark", "decided_at")
_CREATE = (
    "CREATE TABLE ocm_decisions (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, ocm_id_a INTEGER, ocm_id_b INTEGER, "
    "decision TEXT, remark TEXT, decided_at DATETIME)"
)
_LIST_IT = (
    "INSERT OR IGNORE INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) "
    "VALUES ('ocm_decisions', 'attributes', 'Decisions', 'Which records are the same station, as you decided.', 0)"
)
_SELECT = "SELECT ocm_id_a, ocm_id_b, decision, remark, decided_at FROM ocm_decisions ORDER BY fid"
_FORGET = "DELETE FROM ocm_decisions WHERE min(ocm_id_a, ocm_id_b) = ? AND max(ocm_id_a, ocm_id_b) = ?"  # either order
_INSERT = "INSERT INTO ocm_decisions (ocm_id_a, ocm_id_b, decision, remark, decided_at) VALUES (?, ?, ?, ?, ?)"


def decisions_in_file(path: str) -> dict[Pair, Decision]:
    """What a GeoPackage keeps; nothing where it has no such table. Raises FileWriteError."""
    return _read(rows_in_file(path))


def keep_in_file(path: str, decided: Decided, feedback: Feedback) -> None:
    """Let a GeoPackage keep decisions. Raises FileWriteError; nothing is changed then."""
    with database.transaction(path, feedback) as file:
        _have_table(file, path)
        file.executemany(_FORGET, decided)
        file.executemany(_INSERT, _rows(decided))
        file.execute(
            "UPDATE gpkg_contents SET last_change = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') WHERE table_name = ?",
            (TABLE,),
        )


def rows_in_file(path: str) -> list[Row]:
    """All that a GeoPackage keeps, to be added to another store. Raises FileWriteError."""
    with database.reading(path) as file:
        return file.execute(_SELECT).fetchall() if _is_ours(file) else []


def add_to_file(file: sqlite3.Connection, path: str, rows: Iterable[Row]) -> None:
    """Add decisions of another store to a new GeoPackage. Raises FileWriteError."""
    if rows := list(rows):
        _have_table(file, path)
        file.executemany(_INSERT, rows)


def _have_table(file: sqlite3.Connection, path: str) -> None:
    if not _is_ours(file):
        if has_table(file, TABLE):
            raise FileWriteError(_taken(path))
        file.execute(_CREATE)
        file.execute(_LIST_IT)


def decisions_in_schema(server: postgis.PostgisServer, schema: str) -> dict[Pair, Decision]:
    """What a schema of PostGIS keeps; nothing where it has no such table. Raises SourceFileError."""
    return _read(rows_in_schema(server, schema))


def keep_in_schema(server: postgis.PostgisServer, schema: str, decided: Decided, feedback: Feedback) -> None:
    """Let a schema of PostGIS keep decisions. Raises DatabaseWriteError; nothing is changed then."""
    table = postgis.named(schema, TABLE)
    with postgis.transaction(server, feedback) as cursor:
        _have_table_in(cursor, server.name, schema)
        for pair in decided:
            which = "WHERE least(ocm_id_a, ocm_id_b) = %s AND greatest(ocm_id_a, ocm_id_b) = %s"
            postgis.execute(cursor, "DELETE", "FROM", table, which, values=pair)
        _insert_in(cursor, schema, _rows(decided))


def rows_in_schema(server: postgis.PostgisServer, schema: str) -> list[Row]:
    """All that a schema of PostGIS keeps, to be added to another store. Raises SourceFileError."""
    with postgis.reading(server) as cursor:
        return _rows_in(cursor, schema) if _is_ours_in(cursor, schema) else []


def _rows_in(cursor: Any, schema: str) -> list[Row]:
    moment = "to_char(decided_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')"
    what = f"SELECT ocm_id_a, ocm_id_b, decision, remark, {moment} FROM"
    postgis.execute(cursor, what, postgis.named(schema, TABLE), "ORDER BY fid")
    return list(cursor.fetchall())


def add_to_schema(cursor: Any, database_name: str, schema: str, rows: Iterable[Row]) -> None:
    """Add decisions of another store to a schema of PostGIS; what is decided there stays. Raises DatabaseWriteError."""
    if not (rows := list(rows)):
        return
    _have_table_in(cursor, database_name, schema)
    there = _read(_rows_in(cursor, schema))
    _insert_in(cursor, schema, [row for row in rows if not _read([row]).keys() & there])


def _have_table_in(cursor: Any, database_name: str, schema: str) -> None:
    if _is_ours_in(cursor, schema):
        return
    if postgis.has_table(cursor, schema, TABLE):
        raise DatabaseWriteError(_taken(postgis.schema_text(database_name, schema)))
    table = postgis.named(schema, TABLE)
    postgis.execute(
        cursor,
        "CREATE TABLE",
        table,
        "(fid integer GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, ocm_id_a bigint, ocm_id_b bigint, "
        "decision text, remark text, decided_at timestamp with time zone)",
    )
    postgis.execute(cursor, "COMMENT ON TABLE", table, "IS 'Which records are the same station, as you decided.'")


def _insert_in(cursor: Any, schema: str, rows: Iterable[Row]) -> None:
    for row in rows:
        what = "(ocm_id_a, ocm_id_b, decision, remark, decided_at) VALUES (%s, %s, %s, %s, %s)"
        values = [postgis.held_text(value) if isinstance(value, str) else value for value in row]
        postgis.execute(cursor, "INSERT INTO", postgis.named(schema, TABLE), what, values=values)


def _rows(decided: Decided) -> Iterable[tuple[Any, ...]]:
    now = time_for_store(datetime.now(timezone.utc))
    return [(*pair, *said, now) for pair, said in decided.items() if said is not None]


def _read(rows: Iterable[Row]) -> dict[Pair, Decision]:
    """Of rows on one pair, the last counts. Users may edit the table, too."""
    found: dict[Pair, Decision] = {}
    for first, second, decision, remark, _ in rows:
        if isinstance(first, int) and isinstance(second, int):
            found[min(first, second), max(first, second)] = decision or "open", remark or None
    return found


def _is_ours(file: sqlite3.Connection) -> bool:
    """Whether it is there: a table of the user's may have its name."""
    return has_table(file, TABLE) and set(columns_of(file, TABLE)[1]) >= {"fid", *_COLUMNS}


def _is_ours_in(cursor: Any, schema: str) -> bool:
    postgis.execute(
        cursor,
        # The information schema hides columns from those who may not read them.
        "SELECT attname FROM pg_attribute WHERE attrelid = to_regclass(%s) AND attnum > 0 AND NOT attisdropped",
        values=(postgis.full_name(schema, TABLE),),
    )
    return {name for (name,) in cursor.fetchall()} >= {"fid", *_COLUMNS}


def _taken(place: str) -> str:
    return tr(
        "{place} has another table of the name ocm_decisions, so that decisions cannot be kept there. Please rename "
        "that table.",
        place=place,
    )

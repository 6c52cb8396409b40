"""The tables of a result in a schema of PostGIS: the same names, types and order as in a GeoPackage."""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from ..errors import DatabaseWriteError
from ..feedback import Feedback
from ..slices import slices
from ..tables.schema import CHILDREN, PROVIDERS, QUERIES, STATIONS
from ..translation import tr
from .decisions import add_to_schema
from .geopackage_tables import KEY_COLUMN, Table
from .packed import PackedRows
from .points import WGS84
from .postgis import (
    PostgisServer,
    check_may_drop,
    column,
    execute,
    full_name,
    has_mirror,
    has_table,
    held_text,
    make_schema,
    named,
    postgis_schema,
    transaction,
)
from .postgis_baseline import BASELINE, write_baseline
from .postgis_looks import METADATA, Look, store_looks, write_metadata
from .sql import sql

LONGEST_NAME = 63
"""Bytes of a name; PostgreSQL cuts longer ones."""

SENT_AT_ONCE = 1_000
"""Rows."""

_TYPES = {
    "MEDIUMINT": "integer",
    "INTEGER": "bigint",
    "REAL": "double precision",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "DATETIME": "timestamp with time zone",
    "BLOB": "bytea",
}
"""The types of PostgreSQL by those of GeoPackage; all others are texts."""

_OURS = {
    **dict.fromkeys((STATIONS, *CHILDREN, "ocm_changes"), KEY_COLUMN),
    QUERIES: "query_id",
    PROVIDERS: "provider_id",
    BASELINE: "query_id",
    METADATA: "metadata",
}
"""The tables of a result, each with a column by which it is known for one of ours."""

_BLOB_HEADER = 8
"""Bytes before the WKB of a GeoPackage's point."""

_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


@contextmanager
def written_schema(
    server: PostgisServer,
    schema: str,
    tables: Collection[Table],
    comments: Mapping[str, Mapping[str, str]],
    replace: bool,
    feedback: Feedback,
) -> Iterator[SchemaTables]:
    """New tables in a schema, to be filled: all of them are there afterwards, or nothing when an exception leaves this.

    `comments`: what is said of columns, by table and name; that of the table itself by "". `replace`: in the place of
    tables of these names. The schema is made if it is missing. Raises DatabaseWriteError and Cancelled.
    """
    with transaction(server, feedback) as cursor:
        written = SchemaTables(cursor, server.name, schema, tables)
        written.create(replace, comments)
        yield written
        written.complete()


class SchemaTables:
    """Tables that are being written, inside of a transaction. Takes what a `GeoPackageFile` takes."""

    def __init__(self, cursor: Any, name: str, schema: str, tables: Collection[Table]) -> None:
        self._cursor = cursor
        self._name = name
        self._schema = schema
        self._tables = {table.name: table for table in tables}

    def create(self, replace: bool, comments: Mapping[str, Mapping[str, str]]) -> None:
        """Make them, empty."""
        geometry = f"{column(postgis_schema(self._cursor, self._name))}.geometry(Point, {WGS84})"
        make_schema(self._cursor, self._name, self._schema)
        self._check_holds_no_mirror()
        # Also those of an older result that this one lacks: they would be taken for its own.
        for name in dict.fromkeys((*self._tables, *_OURS)):
            if has_table(self._cursor, self._schema, name):
                self._make_way(name, replace)
        for table in self._tables.values():
            self._create(table, geometry)
            self._comment(table, comments.get(table.name, {}))

    def _check_holds_no_mirror(self) -> None:
        """Raise DatabaseWriteError for a mirror: its list of changes would be replaced."""
        if has_mirror(self._cursor, self._schema):
            raise DatabaseWriteError(
                tr(
                    "The schema “{schema}” of “{database}” holds a mirror, which is not replaced. Nothing was changed: "
                    "please choose another schema.",
                    schema=self._schema,
                    database=self._name,
                )
            )

    def _make_way(self, name: str, replace: bool) -> None:
        """Drop a table that may be replaced. Raises DatabaseWriteError for one that may not."""
        if not replace:
            raise DatabaseWriteError(
                tr(
                    "The schema “{schema}” of “{database}” already has a table “{table}”. Nothing was changed: "
                    "please choose another schema, or replace its tables.",
                    schema=self._schema,
                    database=self._name,
                    table=name,
                )
            )
        execute(
            self._cursor,
            "SELECT count(*) FROM pg_attribute WHERE attrelid = to_regclass(%s) AND attname = %s AND NOT attisdropped",
            values=(full_name(self._schema, name), _OURS.get(name, KEY_COLUMN)),
        )
        if not self._cursor.fetchone()[0]:
            raise DatabaseWriteError(
                tr(
                    "The table “{table}” in the schema “{schema}” is none of this plugin, so it is not replaced. "
                    "Nothing was changed: please choose another schema.",
                    schema=self._schema,
                    table=name,
                )
            )
        check_may_drop(self._cursor, self._name, self._schema, name)
        execute(self._cursor, "DROP TABLE", named(self._schema, name))

    def _create(self, table: Table, geometry: str) -> None:
        # A whole number of four bytes: QGIS gives rows with longer keys numbers of its own.
        columns = [sql(column(table.key), "integer GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY")]
        if table.point is not None:
            columns.append(sql(column(table.point), geometry))
        for each in table.columns:
            self._check_name(each.name)
            columns.append(sql(column(each.name), "jsonb" if each.is_json else _type(each.type)))
        execute(self._cursor, "CREATE TABLE", self._named(table), "(", ", ".join(columns), ")")

    def _check_name(self, name: str) -> None:
        if len(name.encode("utf-8", "replace")) > LONGEST_NAME:
            raise DatabaseWriteError(
                tr(
                    "The name of the column “{column}” is too long for PostgreSQL. Please rename it, and save again.",
                    column=name,
                )
            )

    def _comment(self, table: Table, comments: Mapping[str, str]) -> None:
        execute(
            self._cursor, "COMMENT ON TABLE", self._named(table), "IS %s", values=(comments.get("") or table.title,)
        )
        for each in table.columns:
            if comments.get(each.name):
                place = f"{self._named(table)}.{column(each.name)}"
                execute(self._cursor, "COMMENT ON COLUMN", place, "IS %s", values=(comments[each.name],))

    def _named(self, table: Table) -> str:
        return named(self._schema, table.name)

    def add(self, table: str, rows: Iterable[Sequence[Any]], with_keys: bool = False) -> None:
        """Write rows, as SQLite stores their values: the point where the table has points, then the columns in order.

        `with_keys`: before these stands the number of the row.
        """
        made = self._tables[table]
        columns = [made.key] if with_keys else []
        points = set()
        if made.point is not None:
            points.add(len(columns))
            columns.append(made.point)
        columns.extend(each.name for each in made.columns)
        copy_rows(self._cursor, self._named(made), columns, rows, points)

    def describe(self, looks: Mapping[str, Look], metadata: Mapping[str, str], failure: type[Exception]) -> str:
        """Keep how the layers of tables look, and what they say of themselves, for all who open them.

        Why looks cannot be kept; "" if they are.
        """
        write_metadata(self._cursor, self._schema, metadata)
        return store_looks(self._cursor, failure, self._schema, looks)

    def remember(self, baseline: Mapping[str, PackedRows]) -> None:
        """Keep what Open Charge Map said, by the id of the search: a reload recognises edits by it."""
        write_baseline(self._cursor, self._schema, baseline)

    def add_decisions(self, rows: Iterable[Sequence[Any]]) -> None:
        """Keep what was decided of possible duplicates, as another store has it; what is decided there stays."""
        add_to_schema(self._cursor, self._name, self._schema, (tuple(row) for row in rows))

    def complete(self) -> None:
        """Make what finds rows quickly, and let the numbers of rows go on from the last one."""
        for table in self._tables.values():
            if table.point is not None:
                execute(self._cursor, "CREATE INDEX ON", self._named(table), "USING gist (", column(table.point), ")")
            looked_up = (KEY_COLUMN,) if table.name == STATIONS else table.looked_up
            for name in looked_up:
                if any(each.name == name for each in table.columns):
                    execute(self._cursor, "CREATE INDEX ON", self._named(table), "(", column(name), ")")
            last = sql("(SELECT max(", column(table.key), ") FROM", self._named(table), ")")
            sequence = (full_name(self._schema, table.name), table.key)
            execute(
                self._cursor,
                "SELECT setval(pg_get_serial_sequence(%s, %s), coalesce(",
                last,
                ", 0) + 1, false)",
                values=sequence,
            )
            execute(self._cursor, "ANALYZE", self._named(table))


def _type(name: str) -> str:
    length = re.fullmatch(r"TEXT\((\d+)\)", name)
    return f"character varying({length[1]})" if length else _TYPES.get(name, "text")


def copy_rows(
    cursor: Any, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]], points: Collection[int] = ()
) -> None:
    """Send rows of values as SQLite stores them; at `points` stand points of GeoPackages."""
    statement = sql("COPY", table, "(", ", ".join(map(column, columns)), ") FROM STDIN").replace("%%", "%")
    for part in slices(rows, SENT_AT_ONCE):
        lines = ("\t".join(_text(value, place in points) for place, value in enumerate(row)) for row in part)
        cursor.copy_expert(statement, io.StringIO("\n".join(lines) + "\n"))


def _text(value: Any, is_point: bool) -> str:
    """A value as PostgreSQL reads it in a line of values."""
    if value is None:
        return "\\N"
    if isinstance(value, str):
        return held_text(value).translate(_ESCAPES)
    if isinstance(value, bytes):
        return value[_BLOB_HEADER:].hex() if is_point else f"\\\\x{value.hex()}"
    return str(value)

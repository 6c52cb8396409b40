"""What Open Charge Map said of the rows of a GeoPackage, kept in the file itself, for the next reload to compare with.

The table is no layer: it is not in the list of contents, and QGIS and GDAL, which show tables beside that list too,
leave out those whose names begin as the names of the format's own tables do.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from ..tables.schema import TABLES
from .packed import PackedRows, PackedTable, is_whole
from .sql import has_table

CREATE = (
    "CREATE TABLE IF NOT EXISTS gpkg_ocm_baseline (id INTEGER PRIMARY KEY, query_id TEXT NOT NULL, "
    "table_name TEXT NOT NULL, fields TEXT NOT NULL, lines BLOB NOT NULL)"
)
RAW = "SELECT id, query_id, table_name, fields, lines FROM gpkg_ocm_baseline ORDER BY id"
RESTORE = "INSERT INTO gpkg_ocm_baseline (id, query_id, table_name, fields, lines) VALUES (?, ?, ?, ?, ?)"
READ = "SELECT query_id, table_name, fields, lines FROM gpkg_ocm_baseline ORDER BY id"
FORGET = "DELETE FROM gpkg_ocm_baseline"
WRITE = "INSERT INTO gpkg_ocm_baseline (query_id, table_name, fields, lines) VALUES (?, ?, ?, ?)"


def read_baseline(database: sqlite3.Connection) -> dict[str, PackedRows]:
    """What a file knows, by the id of the result.

    Damaged parts are left out. Their results stay known, so that no value of their rows is taken for the service's.
    """
    return known_of(database.execute(READ)) if has_table(database, "gpkg_ocm_baseline") else {}


def known_of(entries: Iterable[Sequence[Any]]) -> dict[str, PackedRows]:
    """What is known by the entries of a store: the id of the result, the table, its fields, and a block of rows."""
    blocks: dict[tuple[str, str, str], list[bytes]] = {}
    for query_id, table, fields, lines in entries:
        if table in TABLES:
            blocks.setdefault((query_id, table, fields), []).append(lines)
    found: dict[str, PackedRows] = {}
    for (query_id, table, fields), packed in blocks.items():
        rows = found.setdefault(query_id, PackedRows(()))
        names = _names(fields)
        whole = [block for block in packed if names and is_whole(block, table, names)]
        rows.tables[table] = PackedTable(table, names, whole)
    return found


def _names(fields: str) -> list[str]:
    try:
        return list(map(str, json.loads(fields)))
    except (ValueError, TypeError):
        return []


def write_baseline(database: sqlite3.Connection, results: Mapping[str, PackedRows]) -> None:
    """Let a file know this and nothing else."""
    database.execute(CREATE)
    database.execute(FORGET)
    database.executemany(WRITE, entries_of(results))


def entries_of(results: Mapping[str, PackedRows]) -> Iterator[tuple[str, str, str, bytes]]:
    """What is known, as entries of a store."""
    for query_id, rows in results.items():
        for table, packed in rows.tables.items():
            fields = json.dumps(packed.fields)
            yield from ((query_id, table, fields, block) for block in packed.blocks())


def raw_baseline(database: sqlite3.Connection) -> list[tuple[Any, ...]]:
    """What a file knows as it stands there, to be restored; none of it is read."""
    return database.execute(RAW).fetchall() if has_table(database, "gpkg_ocm_baseline") else []


def baseline_state(database: sqlite3.Connection) -> str:
    """A digest of what a file knows: each reload that brings or removes something gives it another one."""
    return digest_of(raw_baseline(database))


def digest_of(raw: Iterable[Sequence[Any]]) -> str:
    """A digest of what a store knows, as it stands there."""
    digest = hashlib.sha256()
    for _, *values in raw:
        digest.update(repr(values).encode())
    return digest.hexdigest()


def restore_baseline(
    database: sqlite3.Connection, rows: Iterable[Sequence[Any]], besides: Mapping[str, PackedRows]
) -> None:
    """Let a file know what it knew once, and of other results what is given."""
    kept = list(rows)
    known = {row[1] for row in kept}
    write_baseline(database, {query_id: rows for query_id, rows in besides.items() if query_id not in known})
    for row_id, query_id, table, fields, lines in kept:
        taken = database.execute("SELECT count(*) FROM gpkg_ocm_baseline WHERE id = ?", (row_id,)).fetchone()[0]
        database.execute(RESTORE, (None if taken else row_id, query_id, table, fields, lines))


def still_needed(
    results: Mapping[str, PackedRows], stations: Iterable[tuple[str | None, int]], whole: Collection[str | None] = ()
) -> dict[str, PackedRows]:
    """Of what is known, the part about stations, given by the id of their result and their number.

    `whole`: results of which all stays known: see `usual_result`.
    """
    numbers: dict[str | None, set[str]] = {}
    for query_id, ocm_id in stations:
        numbers.setdefault(query_id, set()).add(str(ocm_id))
    return {
        query_id: rows if query_id in whole else _only(rows, numbers[query_id])
        for query_id, rows in results.items()
        if query_id in numbers
    }


def usual_result(query_ids: Iterable[str | None]) -> str | None:
    """The result that most of the stations of a table came with. What it had and is not held, the user has deleted."""
    counts = Counter(query_id for query_id in query_ids if query_id is not None)
    return counts.most_common(1)[0][0] if counts else None


def _only(rows: PackedRows, numbers: Collection[str]) -> PackedRows:
    return PackedRows({table: packed.only(numbers) for table, packed in rows.tables.items()})

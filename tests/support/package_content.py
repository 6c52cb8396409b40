"""What the tables of a GeoPackage hold, as hashes, without what differs from run to run."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

from ocm_plugin.ocm.store.sql import quoted, sql
from ocm_plugin.ocm.tables.schema import TABLES

OF_THE_RUN = {"query_id", "fetched_at", "started", "finished", "n_requests", "received_bytes", "reference_date"}
"""Times, the id of the run, and how it got its answers."""


def content_of(path: Path) -> dict[str, str]:
    """A hash of each of our tables: points and values of its rows in their order, and its columns with their types."""
    with closing(sqlite3.connect(path)) as file:
        there = [name for (name,) in file.execute("SELECT table_name FROM gpkg_contents ORDER BY table_name")]
        return {table: _hash(file, table) for table in there if table in TABLES}


def _hash(file: sqlite3.Connection, table: str) -> str:
    columns = file.execute("SELECT name, type FROM pragma_table_info(?)", (table,)).fetchall()
    wanted = [name for name, _ in columns if name not in OF_THE_RUN]
    digest = hashlib.sha256(repr(columns).encode())
    for row in file.execute(sql("SELECT", ", ".join(map(quoted, wanted)), "FROM", quoted(table), "ORDER BY 1")):
        digest.update(repr(row).encode())
    return digest.hexdigest()

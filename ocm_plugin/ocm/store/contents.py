"""The lists in which a GeoPackage says what its tables hold."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence

from .sql import has_table, quoted, sql

METADATA = (
    "SELECT table_name, metadata FROM gpkg_metadata JOIN gpkg_metadata_reference ON md_file_id = id "
    "WHERE reference_scope = 'table' AND md_standard_uri = 'http://mrcc.com/qgis.dtd'"
)


def write_bounds(database: sqlite3.Connection, name: str, geometry: str | None) -> None:
    """Let the list of contents say where the rows of a table lie, and that it has changed."""
    bounds: Sequence[float | None] = (None,) * 4
    if geometry is not None:
        sides = ("min(ST_MinX(", "min(ST_MinY(", "max(ST_MaxX(", "max(ST_MaxY(")
        columns = ", ".join(f"{side}{quoted(geometry)}))" for side in sides)
        bounds = database.execute(sql("SELECT", columns, "FROM", quoted(name))).fetchone()
    database.execute(
        "UPDATE gpkg_contents SET min_x = ?, min_y = ?, max_x = ?, max_y = ?, "
        "last_change = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') WHERE lower(table_name) = lower(?)",
        (*bounds, name),
    )


def describe(database: sqlite3.Connection, metadata: Mapping[str, str], descriptions: Mapping[str, str | None]) -> None:
    """Let tables say of themselves what is given by their names."""
    for name, text in descriptions.items():
        database.execute("UPDATE gpkg_contents SET description = ? WHERE lower(table_name) = lower(?)", (text, name))
    if has_table(database, "gpkg_metadata"):
        for name, text in metadata.items():
            database.execute(
                "UPDATE gpkg_metadata SET metadata = ? WHERE md_standard_uri = 'http://mrcc.com/qgis.dtd' "
                "AND id IN (SELECT md_file_id FROM gpkg_metadata_reference WHERE reference_scope = 'table' "
                "AND lower(table_name) = lower(?))",
                (text, name),
            )


def describes(database: sqlite3.Connection) -> tuple[dict[str, str], dict[str, str | None]]:
    """What tables say of themselves, by their names: as QGIS stores it, and in the list of contents."""
    descriptions = dict(database.execute("SELECT table_name, description FROM gpkg_contents").fetchall())
    metadata = dict(database.execute(METADATA).fetchall()) if has_table(database, "gpkg_metadata") else {}
    return metadata, descriptions

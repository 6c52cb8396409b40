"""What a database keeps for QGIS beside the rows of a schema: how layers look, and what they say of themselves.

Looks lie where QGIS keeps them, in its table `layer_styles`, so that everybody's layers open with them. What layers say
of themselves QGIS keeps per user only: it lies in a table of ours, from which the plugin brings it back.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from .postgis import PostgisServer, execute, has_table, named, reading

METADATA = "ocm_metadata"

_MAKE_STYLES = (
    "CREATE TABLE IF NOT EXISTS layer_styles (id serial PRIMARY KEY, f_table_catalog varchar, f_table_schema varchar, "
    "f_table_name varchar, f_geometry_column varchar, stylename text, styleqml xml, stylesld xml, "
    "useasdefault boolean, description text, owner varchar(63) DEFAULT CURRENT_USER, ui xml, "
    "update_time timestamp DEFAULT CURRENT_TIMESTAMP, type varchar)"
)
"""As QGIS makes it."""
_OF_TABLE = "WHERE f_table_catalog = current_database() AND f_table_schema = %s AND f_table_name = %s"
_IS_NO_DEFAULT = "UPDATE layer_styles SET useasdefault = false"
_FORGET_STYLE = "DELETE FROM layer_styles"
_ADD_STYLE = (
    "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, stylename, styleqml, "
    "useasdefault, description) VALUES (current_database(), %s, %s, %s, %s, XMLPARSE (DOCUMENT %s), true, '')"
)


class Look(NamedTuple):
    """How the layer of a table looks."""

    name: str
    point: str | None
    """The column of its points."""
    qml: str


def store_looks(cursor: Any, failure: type[Exception], schema: str, looks: Mapping[str, Look]) -> str:
    """Keep the looks of tables, by their names, as those with which they open; what went wrong, "" if nothing did.

    The rest of the transaction goes on: in most databases not everybody may make tables where QGIS keeps looks.
    """
    execute(cursor, "SAVEPOINT ocm_looks")
    try:
        execute(cursor, "SELECT to_regclass('layer_styles') IS NULL")
        if cursor.fetchone()[0]:
            execute(cursor, _MAKE_STYLES)
        for table, look in looks.items():
            execute(cursor, _IS_NO_DEFAULT, _OF_TABLE, values=(schema, table))
            execute(cursor, _FORGET_STYLE, _OF_TABLE, "AND stylename = %s", values=(schema, table, look.name))
            execute(cursor, _ADD_STYLE, values=(schema, table, look.point, look.name, look.qml))
    except failure as error:
        if cursor.connection.closed:
            raise
        execute(cursor, "ROLLBACK TO SAVEPOINT ocm_looks")
        return f"{type(error).__name__}: {error}".strip()
    return ""


def write_metadata(cursor: Any, schema: str, metadata: Mapping[str, str]) -> None:
    """Keep what the layers of tables say of themselves, by the names of these."""
    if not metadata:
        return
    table = named(schema, METADATA)
    if not has_table(cursor, schema, METADATA):
        execute(cursor, "CREATE TABLE", table, "(table_name text PRIMARY KEY, metadata text)")
        said = ("What the layers say of themselves: the search, what it is worth, whose data it is.",)
        execute(cursor, "COMMENT ON TABLE", table, "IS %s", values=said)
    for name, text in metadata.items():
        execute(cursor, "DELETE", "FROM", table, "WHERE table_name = %s", values=(name,))
        execute(cursor, "INSERT INTO", table, "(table_name, metadata) VALUES (%s, %s)", values=(name, text))


def metadata_in(cursor: Any, schema: str) -> dict[str, str]:
    """What the layers of a schema say of themselves, by the names of their tables."""
    if not has_table(cursor, schema, METADATA):
        return {}
    execute(cursor, "SELECT table_name, metadata FROM", named(schema, METADATA))
    return {str(name): str(text) for name, text in cursor.fetchall()}


def read_metadata(server: PostgisServer, schema: str) -> dict[str, str]:
    """The same of a database that is not open. Raises SourceFileError."""
    with reading(server) as cursor:
        return metadata_in(cursor, schema)

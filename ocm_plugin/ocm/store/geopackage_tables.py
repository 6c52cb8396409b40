"""What makes an SQLite file a GeoPackage, statement by statement, as GDAL writes it (version 1.2 of the standard).

Only what the standard demands of files without tiles, and GDAL's count of rows; QGIS and GDAL then add and keep up by
themselves what else they use. The spatial index and its triggers are made when a table is full: see
`geopackage_file`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, count
from string import Template
from typing import NamedTuple

from ..tables.schema import CHILDREN, STATIONS, TABLES, TITLES, Field
from ..tables.schema.field import field_comment
from ..translation import tr
from .points import WGS84 as SRS_ID
from .sql import quoted, sql

APPLICATION_ID = "PRAGMA application_id = 0x47504B47"
"""“GPKG” in the header of the file."""
VERSION = "PRAGMA user_version = 10200"

TYPES = {
    "int": "MEDIUMINT",
    "int64": "INTEGER",
    "real": "REAL",
    "text": "TEXT",
    "bool": "BOOLEAN",
    "date": "DATE",
    "datetime": "DATETIME",
}
"""The types of GeoPackage by those of the schema."""

KEY_COLUMN = "ocm_id"

_WGS84 = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],'
    'AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,'
    'AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]'
)

_SYSTEMS = (
    ("Undefined Cartesian SRS", -1, "NONE", -1, "undefined", "undefined Cartesian coordinate reference system"),
    ("Undefined geographic SRS", 0, "NONE", 0, "undefined", "undefined geographic coordinate reference system"),
    (
        "WGS 84 geodetic",
        SRS_ID,
        "EPSG",
        SRS_ID,
        _WGS84,
        "longitude/latitude coordinates in decimal degrees on the WGS 84 spheroid",
    ),
)

_FILE = (
    "CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, "
    "organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, "
    "description TEXT)",
    "CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, "
    "identifier TEXT UNIQUE, description TEXT DEFAULT '', "
    "last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')), "
    "min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER, "
    "CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id))",
    "CREATE TABLE gpkg_ogr_contents (table_name TEXT NOT NULL PRIMARY KEY, feature_count INTEGER DEFAULT NULL)",
    "CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, "
    "geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL, "
    "CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name), "
    "CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name), "
    "CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id))",
    "CREATE TABLE gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, "
    "definition TEXT NOT NULL, scope TEXT NOT NULL, "
    "CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name))",
    "CREATE TABLE gpkg_data_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT, "
    "description TEXT, mime_type TEXT, constraint_name TEXT, "
    "CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name), CONSTRAINT gdc_tn UNIQUE (table_name, name))",
    "CREATE TABLE gpkg_data_column_constraints (constraint_name TEXT NOT NULL, "
    "constraint_type TEXT NOT NULL, value TEXT, min NUMERIC, min_is_inclusive BOOLEAN, max NUMERIC, "
    "max_is_inclusive BOOLEAN, description TEXT, CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value))",
    "INSERT INTO gpkg_extensions VALUES ('gpkg_data_columns', NULL, 'gpkg_schema', "
    "'http://www.geopackage.org/spec121/#extension_schema', 'read-write'), ('gpkg_data_column_constraints', NULL, "
    "'gpkg_schema', 'http://www.geopackage.org/spec121/#extension_schema', 'read-write')",
)

_DESCRIBED = (
    "INSERT INTO gpkg_data_columns (table_name, column_name, name, description, mime_type) VALUES (?, ?, ?, ?, ?)"
)
_JSON = "application/json"

_SYSTEM = "INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)"
_CONTENTS = "INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES (?, ?, ?, ?)"
_COUNTED = "INSERT INTO gpkg_ogr_contents (table_name) VALUES (?)"
_GEOMETRY = "INSERT INTO gpkg_geometry_columns VALUES (?, ?, 'POINT', ?, 0, 0)"
_INDEXED = (
    "INSERT OR REPLACE INTO gpkg_extensions VALUES (?, ?, 'gpkg_rtree_index', "
    "'http://www.geopackage.org/spec120/#extension_rtree', 'write-only')"
)

_IS_GONE = "(NEW.$point ISNULL OR ST_IsEmpty(NEW.$point))"
_PUT = (
    "INSERT OR REPLACE INTO $index VALUES "
    "(NEW.$key, ST_MinX(NEW.$point), ST_MaxX(NEW.$point), ST_MinY(NEW.$point), ST_MaxY(NEW.$point));"
)

_INDEX_TRIGGERS = {
    "insert": "AFTER INSERT ON $table WHEN NOT $is_gone BEGIN $put END",
    "update1": "AFTER UPDATE OF $point ON $table WHEN OLD.$key = NEW.$key AND NOT $is_gone BEGIN $put END",
    "update2": (
        "AFTER UPDATE OF $point ON $table WHEN OLD.$key = NEW.$key AND $is_gone "
        "BEGIN DELETE FROM $index WHERE id = OLD.$key; END"
    ),
    "update3": (
        "AFTER UPDATE ON $table WHEN OLD.$key != NEW.$key AND NOT $is_gone "
        "BEGIN DELETE FROM $index WHERE id = OLD.$key; $put END"
    ),
    "update4": (
        "AFTER UPDATE ON $table WHEN OLD.$key != NEW.$key AND $is_gone "
        "BEGIN DELETE FROM $index WHERE id IN (OLD.$key, NEW.$key); END"
    ),
    "delete": "AFTER DELETE ON $table WHEN OLD.$point NOTNULL BEGIN DELETE FROM $index WHERE id = OLD.$key; END",
}
"""What keeps the spatial index as its table is, whichever program writes to it."""

_COUNT_TRIGGERS = {
    "insert": (
        "AFTER INSERT ON $table BEGIN UPDATE gpkg_ogr_contents SET feature_count = feature_count + 1 "
        "WHERE lower(table_name) = lower($text); END"
    ),
    "delete": (
        "AFTER DELETE ON $table BEGIN UPDATE gpkg_ogr_contents SET feature_count = feature_count - 1 "
        "WHERE lower(table_name) = lower($text); END"
    ),
}


class Column(NamedTuple):
    """One column, with its type as GeoPackage names it."""

    name: str
    type: str
    alias: str = ""
    """Its heading for people."""
    comment: str = ""
    """What people should know of it."""
    is_json: bool = False
    """Whether its texts are JSON, which QGIS shows as lists and maps."""


class Table(NamedTuple):
    """One table of a file."""

    name: str
    columns: tuple[Column, ...]
    title: str
    """Its name for people."""
    has_points: bool = False
    looked_up: tuple[str, ...] = ()
    """The columns by which its rows are looked for."""

    @property
    def key(self) -> str:
        """The column of the file's own numbers: the usual name may be a column of the user's."""
        return self._free_name("fid")

    @property
    def point(self) -> str | None:
        """The column of the points."""
        return self._free_name("geom") if self.has_points else None

    def _free_name(self, wanted: str) -> str:
        taken = {column.name.lower() for column in self.columns}
        names = chain((wanted,), (f"{wanted}_{number}" for number in count(2)))
        return next(name for name in names if name not in taken)

    @property
    def spatial_index(self) -> str:
        """The name of its spatial index."""
        return f"rtree_{self.name}_{self.point}"

    def words(self) -> dict[str, str]:
        """What stands for this table's names in the statements above."""
        names = {
            "table": quoted(self.name),
            "text": "'" + self.name.replace("'", "''") + "'",
            "key": quoted(self.key),
            "point": quoted(self.point or ""),
            "index": quoted(self.spatial_index),
        }
        return {**names, "is_gone": Template(_IS_GONE).substitute(names), "put": Template(_PUT).substitute(names)}


def table_of_schema(table: str, name: str | None = None, more: Sequence[Field] = ()) -> Table:
    """A table of the schema, under its own name or another one, with `more` fields behind its own."""
    columns = tuple(
        Column(field.name, TYPES[field.type], tr(field.alias), field_comment(field))
        for field in (*TABLES[table], *more)
    )
    title = tr(TITLES[table]) if name is None else name
    return Table(name or table, columns, title, table == STATIONS, (KEY_COLUMN,) if table in CHILDREN else ())


def create_file(database: sqlite3.Connection) -> None:
    """Make an empty file a GeoPackage."""
    database.execute(APPLICATION_ID)
    database.execute(VERSION)
    for statement in _FILE:
        database.execute(statement)
    database.executemany(_SYSTEM, _SYSTEMS)


def create_table(database: sqlite3.Connection, table: Table) -> None:
    """Make an empty table, without what keeps count and index of its rows."""
    columns = [sql(quoted(table.key), "INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL")]
    if table.point is not None:
        columns.append(sql(quoted(table.point), "POINT"))
    columns.extend(sql(quoted(column.name), column.type) for column in table.columns)
    database.execute(sql("CREATE TABLE", quoted(table.name), "(", ", ".join(columns), ")"))
    kind, srs_id = ("features", SRS_ID) if table.has_points else ("attributes", 0)
    database.execute(_CONTENTS, (table.name, kind, table.title, srs_id))
    database.execute(_COUNTED, (table.name,))
    if table.point is not None:
        database.execute(_GEOMETRY, (table.name, table.point, SRS_ID))
    database.executemany(_DESCRIBED, _descriptions(table))


def _descriptions(table: Table) -> Iterator[tuple[str | None, ...]]:
    """What the file says of columns. Headings that others have already are left out: the standard wants one of each."""
    taken: set[str] = set()
    for column in table.columns:
        alias = column.alias if column.alias not in taken else ""
        taken.add(alias)
        if alias or column.comment or column.is_json:
            mime_type = _JSON if column.is_json else None
            yield table.name, column.name, alias or None, column.comment or None, mime_type


def create_index(database: sqlite3.Connection, table: Table) -> None:
    """Make an empty spatial index."""
    database.execute(
        sql("CREATE VIRTUAL TABLE", quoted(table.spatial_index), "USING rtree(id, minx, maxx, miny, maxy)")
    )
    database.execute(_INDEXED, (table.name, table.point))


def create_triggers(database: sqlite3.Connection, table: Table) -> None:
    """Let the file keep count and index of a table's rows from now on."""
    words = table.words()
    for name, statement in _triggers(table):
        database.execute(sql("CREATE TRIGGER", quoted(name), Template(statement).substitute(words)))


def drop_index_and_triggers(database: sqlite3.Connection, table: Table) -> None:
    """Take away what keeps count and index, before many rows are added."""
    for name, _ in _triggers(table):
        database.execute(sql("DROP TRIGGER IF EXISTS", quoted(name)))
    if table.has_points:
        database.execute(sql("DROP TABLE IF EXISTS", quoted(table.spatial_index)))
    for column in table.looked_up:
        database.execute(sql("DROP INDEX IF EXISTS", quoted(lookup_name(table, column))))


def create_lookups(database: sqlite3.Connection, table: Table) -> None:
    """Let rows be found at once by the columns by which they are looked for."""
    for column in table.looked_up:
        name = quoted(lookup_name(table, column))
        database.execute(sql("CREATE INDEX", name, "ON", quoted(table.name), "(", quoted(column), ")"))


def lookup_name(table: Table, column: str) -> str:
    """The index of a column, as GDAL would call it."""
    return f"{table.name}_{column}_idx"


def _triggers(table: Table) -> Iterable[tuple[str, str]]:
    """The triggers of a table, by the names that GDAL knows them by."""
    if table.has_points:
        yield from ((f"{table.spatial_index}_{name}", statement) for name, statement in _INDEX_TRIGGERS.items())
    yield from ((f"trigger_{name}_feature_count_{table.name}", each) for name, each in _COUNT_TRIGGERS.items())

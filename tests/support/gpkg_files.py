"""GeoPackages made without QGIS, with the tables and triggers that GDAL makes; and rows for them."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from ocm_plugin.ocm.store.points import register_functions
from ocm_plugin.ocm.tables.schema import TABLES

_TYPES = {"int": "MEDIUMINT", "int64": "INTEGER", "real": "REAL", "text": "TEXT", "bool": "BOOLEAN"}
_TYPES.update(date="DATE", datetime="DATETIME")

CONTENTS = """
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
  description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER);
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL,
  geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL);
CREATE TABLE gpkg_ogr_contents(table_name TEXT NOT NULL PRIMARY KEY, feature_count INTEGER DEFAULT NULL);
CREATE TABLE gpkg_metadata (id INTEGER PRIMARY KEY, md_scope TEXT NOT NULL DEFAULT 'dataset',
  md_standard_uri TEXT NOT NULL, mime_type TEXT NOT NULL DEFAULT 'text/xml', metadata TEXT NOT NULL DEFAULT '');
CREATE TABLE gpkg_metadata_reference (reference_scope TEXT NOT NULL, table_name TEXT, column_name TEXT,
  row_id_value INTEGER, timestamp DATETIME, md_file_id INTEGER NOT NULL, md_parent_id INTEGER);
INSERT INTO gpkg_geometry_columns VALUES ('stations', 'geom', 'POINT', 4326, 0, 0);
INSERT INTO gpkg_metadata VALUES (1, 'dataset', 'http://mrcc.com/qgis.dtd', 'text/xml', 'said before');
INSERT INTO gpkg_metadata_reference VALUES ('table', 'stations', NULL, NULL, NULL, 1, NULL);
CREATE VIRTUAL TABLE rtree_stations_geom USING rtree(id, minx, maxx, miny, maxy);
"""

TRIGGERS = """
CREATE TRIGGER rtree_insert AFTER INSERT ON stations WHEN (new.geom NOT NULL AND NOT ST_IsEmpty(NEW.geom)) BEGIN
  INSERT OR REPLACE INTO rtree_stations_geom VALUES
  (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom)); END;
CREATE TRIGGER rtree_update1 AFTER UPDATE OF geom ON stations
  WHEN OLD.fid = NEW.fid AND (NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom)) BEGIN
  INSERT OR REPLACE INTO rtree_stations_geom VALUES
  (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom)); END;
CREATE TRIGGER rtree_update3 AFTER UPDATE ON stations
  WHEN OLD.fid != NEW.fid AND (NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom)) BEGIN
  DELETE FROM rtree_stations_geom WHERE id = OLD.fid; END;
CREATE TRIGGER rtree_delete AFTER DELETE ON stations WHEN old.geom NOT NULL BEGIN
  DELETE FROM rtree_stations_geom WHERE id = OLD.fid; END;
"""


def schema_row(table: str, **values: Any) -> list[Any]:
    """The values of a row in the order of the schema; those not given are unknown."""
    row = dict.fromkeys(field.name for field in TABLES[table])
    if table == "stations":
        row.update(lat=50.0, lon=8.0)
    assert values.keys() <= row.keys()
    return list({**row, **values}.values())


def make_package(path: Path, own_columns: Mapping[str, str] | None = None) -> None:
    """An empty GeoPackage with all tables. `own_columns`: a further column of a table, by the table's name."""
    with closing(sqlite3.connect(path)) as file:
        register_functions(file)
        file.executescript(CONTENTS)
        for table, fields in TABLES.items():
            columns = ['"fid" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL']
            if table == "stations":
                columns.append('"geom" POINT')
            columns += [f'"{field.name}" {_TYPES[field.type]}' for field in fields]
            if own_columns and table in own_columns:
                name = own_columns[table].replace('"', '""')
                columns.append(f'"{name}" TEXT')
            file.execute(f'CREATE TABLE "{table}" ({", ".join(columns)})')
            kind = "features" if table == "stations" else "attributes"
            file.execute(
                "INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES (?, ?, ?, 4326)",
                (table, kind, table),
            )
        file.executescript(TRIGGERS)
        file.commit()

"""GeoPackages with names that need quotes, written by the plugin's writer; also by programs that tests kill."""

from __future__ import annotations

from pathlib import Path

from ocm_plugin.ocm.store.geopackage_file import GeoPackageFile
from ocm_plugin.ocm.store.geopackage_tables import Column, Table
from ocm_plugin.ocm.store.points import point_blob

STRANGE = 'Ladesäulen “A” it\'s a "test"; DROP $table'
COLUMNS = (Column("fid", "INTEGER"), Column('Größe "x"', "REAL"), Column("tags", "TEXT", "It's", "", True))
TABLES = (Table(STRANGE, COLUMNS, STRANGE, has_points=True, looked_up=('Größe "x"',)), Table("plain", COLUMNS, "Plain"))


def point_rows(count: int, start: int = 0) -> list[list[object]]:
    return [[point_blob(number / 7 - 180, number % 90), number, None, "[1]"] for number in range(start, start + count)]


def written_strangely(path: Path, before: GeoPackageFile | None = None, count: int = 2500) -> GeoPackageFile:
    package = GeoPackageFile(str(path), TABLES, before)
    package.add(STRANGE, point_rows(count))
    package.add("plain", [[7, 5, 1.5, None]], with_keys=True)
    return package

"""GeoPackages with a few stations in them, results that are merged into them, and what they hold then."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime, timezone
from pathlib import Path

import pytest

from ocm_plugin.ocm.feedback import Feedback
from ocm_plugin.ocm.search.search import Search, to_json
from ocm_plugin.ocm.store import database
from ocm_plugin.ocm.store.file_merge import merge_into_file
from ocm_plugin.ocm.store.file_undo import take_back
from ocm_plugin.ocm.store.merge_values import EVERYTHING, ResultToMerge, Terms
from ocm_plugin.ocm.store.packed import PackedRows
from ocm_plugin.ocm.store.points import register_functions
from ocm_plugin.ocm.store.undoing import ReloadRecord, TakenBack
from ocm_plugin.ocm.tables.derive.rows import QueryRow
from ocm_plugin.ocm.tables.schema import TABLES
from tests.support.gpkg_files import schema_row

STATIONS, CONNECTIONS = "stations", "ocm_connections"
NOW = datetime(2026, 11, 29, 10, tzinfo=timezone.utc)
NAMES = {table: table for table in (STATIONS, CONNECTIONS, "ocm_comments", "ocm_media")}


def result(
    query_id: str, stations: dict[int, dict], is_complete: bool = True, search: Search = EVERYTHING
) -> ResultToMerge:
    """Stations, each with a connection of ten times its number."""
    rows = PackedRows([STATIONS, CONNECTIONS])
    for number, values in stations.items():
        plain = {"provider_id": 1, "provider": "P", "license_class": "open", **values}
        fetched = {"query_id": query_id, "fetched_at": NOW}
        rows.add(STATIONS, [schema_row(STATIONS, ocm_id=number, **fetched, **plain)])
        rows.add(CONNECTIONS, [schema_row(CONNECTIONS, ocm_id=number, conn_id=10 * number, amps=16)])
    query = QueryRow(**{**dict.fromkeys(QueryRow._fields), "query_id": query_id, "finished": NOW})
    query = query._replace(search_json=to_json(search))
    urls, said = {1: "https://example.org"}, {STATIONS: f"said by {query_id}"}
    return ResultToMerge(rows, query, Terms(is_complete, search), urls, said)


def merge(path: Path, fresh: ResultToMerge, feedback: Feedback | None = None, stations: str = STATIONS):
    return merge_into_file(str(path), {**NAMES, STATIONS: stations}, fresh, feedback or Feedback())[0]


def asked(path: Path, question: str) -> list[tuple]:
    with closing(sqlite3.connect(path)) as file:
        return file.execute(question).fetchall()


def edit(path: Path, provenance: str) -> None:
    with closing(sqlite3.connect(path)) as file:
        register_functions(file)
        file.execute(provenance)
        file.commit()


def copy_stations(package: Path, name: str) -> None:
    """As QGIS exports a layer into the file that it lies in."""
    with closing(sqlite3.connect(package)) as file:
        (made,) = file.execute("SELECT sql FROM sqlite_master WHERE name = 'stations'").fetchone()
        file.execute(made.replace('"stations"', f'"{name}"'))
        file.execute(f'INSERT INTO "{name}" SELECT * FROM stations')
        file.execute("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', 'POINT', 4326, 0, 0)", (name,))
        file.execute("INSERT INTO gpkg_contents (table_name, data_type, srs_id) VALUES (?, 'features', 4326)", (name,))
        file.commit()


def reload(path: Path, fresh: ResultToMerge) -> ReloadRecord:
    """Merge a result; how to undo that."""
    return merge_into_file(str(path), NAMES, fresh, Feedback())[1]


def undo(path: Path, record: ReloadRecord, feedback: Feedback | None = None) -> TakenBack:
    return take_back(str(path), record, feedback or Feedback())


def fill_disk(monkeypatch: pytest.MonkeyPatch, pages: int) -> None:
    """Let no GeoPackage grow beyond so many pages."""
    register = database.register_functions

    def and_fill(file: sqlite3.Connection) -> None:
        register(file)
        file.execute(f"PRAGMA max_page_count = {pages}")

    monkeypatch.setattr(database, "register_functions", and_fill)


def big_result(query_id: str) -> ResultToMerge:
    """A result that differs from each other one in every station, and in which stations there are."""
    shift = sum(map(ord, query_id)) % 50
    return result(query_id, {number: {"name": query_id} for number in range(shift, 300 + shift)})


Rows = dict[int, dict[str, object]]


def rows(path: Path, table: str) -> Rows:
    with closing(sqlite3.connect(path)) as file:
        found = file.execute(f'SELECT * FROM "{table}"')
        names = [column[0] for column in found.description]
        return {row[0]: dict(zip(names, row)) for row in found.fetchall()}


def held(path: Path) -> dict[str, Rows]:
    """All that a file holds, but when its tables were changed, and the bounds that edits do not keep."""
    tables = [*TABLES, "gpkg_contents", "gpkg_metadata", "gpkg_ocm_baseline", "rtree_stations_geom", "ocm_changes"]
    there = {name for (name,) in asked(path, "SELECT name FROM sqlite_master")}
    found = {table: rows(path, table) if table in there else {} for table in tables}
    for row in found["gpkg_contents"].values():
        for name in ("last_change", "min_x", "min_y", "max_x", "max_y"):
            del row[name]
    found["gpkg_contents"].pop("ocm_changes", None)
    return found

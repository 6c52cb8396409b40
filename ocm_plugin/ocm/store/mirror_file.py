"""A mirror as GeoPackage, with plain SQLite.

The tables of the stations are no layers: their names begin as those of the format's own do, so that QGIS and GDAL leave
them out.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from operator import itemgetter
from pathlib import Path
from typing import Any

from ..errors import FileWriteError, SourceFileError
from ..feedback import Feedback
from ..files import written_whole
from ..translation import marked, tr
from .coverage import Box
from .database import AT_ONCE_S, BUSY_S, address_of, file_error, looking_at, reading, transaction
from .file_history import add_entries, can_keep_list
from .geopackage_tables import create_file
from .merge_values import Change
from .mirror_changes import TABLE
from .mirror_index import ARRIVED, INDEX, places_of_kept
from .mirror_tables import check_version, damaged_mirror, write_first_facts
from .sql import has_table, sql
from .times import time_for_store

_MAGIC = b"SQLite format 3\x00"
_TABLES = ("gpkg_ocm_pois", "ocm_coverage")
_ONLY_OURS = ("gpkg_ocm_pois", "gpkg_ocm_facts")

_FOUND_BY = ", ".join(f"{name} {kind}" for name, kind in INDEX.items())
_WAITING = f"ocm_id INTEGER PRIMARY KEY, {_FOUND_BY}, poi BLOB NOT NULL"
_INDEX_TABLES = (
    sql("CREATE TABLE gpkg_ocm_index (ocm_id INTEGER PRIMARY KEY,", _FOUND_BY, ")"),
    sql("CREATE TABLE gpkg_ocm_arrived (", _WAITING, ")"),
)
_NO_INDEX_TABLES = ("DROP TABLE gpkg_ocm_index", "DROP TABLE gpkg_ocm_arrived")
_WRITE_INDEX = sql("INSERT INTO gpkg_ocm_index VALUES (?", ", ?" * len(INDEX), ")")
_SCHEMA = (
    "CREATE TABLE ocm_coverage (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, area TEXT, server TEXT, "
    "as_of DATETIME, swept DATETIME, with_comments BOOLEAN, query_id TEXT)",
    "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES "
    "('ocm_coverage', 'attributes', 'Coverage', 'Which areas this mirror holds completely, and from when.', 0)",
    "CREATE TABLE gpkg_ocm_facts (name TEXT PRIMARY KEY NOT NULL, value BLOB)",
    "CREATE TABLE gpkg_ocm_pois (ocm_id INTEGER PRIMARY KEY, poi BLOB NOT NULL)",
    "CREATE VIRTUAL TABLE gpkg_ocm_places USING rtree(ocm_id, west, east, south, north)",
    *_INDEX_TABLES,
)

_INDEX_COLUMNS = "PRAGMA table_info(gpkg_ocm_index)"
_WAITING_COLUMNS = "PRAGMA table_info(gpkg_ocm_arrived)"
_IN_BOX = "SELECT ocm_id FROM gpkg_ocm_places WHERE east >= ? AND west <= ? AND north >= ? AND south <= ?"
_ARRIVED_ASIDE = "CREATE TEMP TABLE gpkg_ocm_arrived AS SELECT * FROM main.gpkg_ocm_arrived LIMIT 0"
_ARRIVED_KEY = "CREATE UNIQUE INDEX temp.gpkg_ocm_arrived_key ON gpkg_ocm_arrived (ocm_id)"
_PUT_ASIDE = (
    "CREATE TEMP TABLE found AS SELECT ocm_id, poi FROM gpkg_ocm_pois "
    "WHERE ocm_id IN (SELECT value FROM json_each(?)) ORDER BY ocm_id"
)
_ASIDE = "SELECT ocm_id, poi FROM temp.found ORDER BY rowid"


class _FileDatabase:
    """A mirror's file that is open."""

    take_places = "INSERT INTO gpkg_ocm_places SELECT ocm_id, lon, lon, lat, lat"

    def __init__(self, database: sqlite3.Connection, place: str) -> None:
        self._database = database
        self.place = place

    def rows(self, statement: str, values: Sequence[Any] = ()) -> Iterable[tuple[Any, ...]]:
        return self._database.execute(statement, values)

    def many(self, statement: str, values: Sequence[Any] = ()) -> Iterable[tuple[Any, ...]]:
        return self._database.execute(statement, values)

    def run(self, statement: str, values: Sequence[Any] = ()) -> None:
        self._database.execute(statement, values)

    def index_columns(self) -> list[str]:
        return [name for _, name, *_ in self._database.execute(_INDEX_COLUMNS) if name in INDEX]

    def renew_index(self) -> bool:
        for statement in (*_NO_INDEX_TABLES, *_INDEX_TABLES):
            self._database.execute(statement)
        return True

    def write_index(self, rows: Sequence[tuple[Any, ...]]) -> None:
        self._database.executemany(_WRITE_INDEX, rows)

    def write_arrived(self, rows: Sequence[tuple[Any, ...]]) -> None:
        places = places_of_kept([name for _, name, *_ in self._database.execute(_WAITING_COLUMNS)])
        names = ", ".join(ARRIVED[place] for place in places)
        values = ", ".join("?" * len(places))
        statement = sql("INSERT OR REPLACE INTO gpkg_ocm_arrived (", names, ") VALUES (", values, ")")
        self._database.executemany(statement, map(itemgetter(*places), rows))

    def list_changes(self, changes: Sequence[Change], query_id: str, seen_at: datetime) -> None:
        if can_keep_list(self._database):
            add_entries(self._database, TABLE, changes, query_id, time_for_store(seen_at))

    def in_box(self, box: Box) -> Iterable[tuple[int]]:
        west, south, east, north = box
        return self._database.execute(_IN_BOX, (west, east, south, north))

    @contextmanager
    def moment(self) -> Iterator[None]:
        self._database.execute("BEGIN")
        yield
        self._database.execute("COMMIT")

    def put_aside(self, ids: Iterable[int]) -> None:
        # An update need not wait until they are read.
        self._database.execute(_PUT_ASIDE, (json.dumps(list(ids)),))

    def aside(self, size: int) -> Iterator[Sequence[tuple[int, bytes]]]:
        cursor = self._database.execute(_ASIDE)
        while some := cursor.fetchmany(size):
            yield some


class _FileSession:
    """A mirror's file that is held to be updated."""

    def __init__(self, path: str, place: str, is_safe: bool = True) -> None:
        """`is_safe`: what has arrived outlives a crash. Else nobody else may know the file. Raises FileWriteError."""
        self.place = place
        self._path = path
        self._is_safe = is_safe
        try:
            address = address_of(Path(path).absolute(), "rw")
            self._database = sqlite3.connect(address, timeout=BUSY_S, uri=True, isolation_level=None)
            if not is_safe:
                self._database.execute("PRAGMA synchronous = OFF")
                self._database.execute("PRAGMA journal_mode = OFF")
                # Beside the file, which would keep the room of what has waited in it.
                self._database.execute(_ARRIVED_ASIDE)
                self._database.execute(_ARRIVED_KEY)
        except sqlite3.Error as error:
            raise file_error(place, error) from error

    def close(self) -> None:
        self._database.close()

    @contextmanager
    def reading(self) -> Iterator[_FileDatabase]:
        try:
            _check_mirror(self._database, self.place)
            yield _FileDatabase(self._database, self.place)
        except sqlite3.Error as error:
            raise _not_updated(self.place, file_error(self.place, error)) from error

    @contextmanager
    def writing(self) -> Iterator[_FileDatabase]:
        try:
            self._database.execute("BEGIN IMMEDIATE")
            try:
                yield _FileDatabase(self._database, self.place)
                self._database.execute("COMMIT")
            except BaseException:
                if self._database.in_transaction:
                    self._database.execute("ROLLBACK")
                raise
        except sqlite3.Error as error:
            raise _not_updated(self.place, file_error(self.place, error)) from error

    @contextmanager
    def applying(self, feedback: Feedback) -> Iterator[_FileDatabase]:
        if not self._is_safe:
            with self.writing() as database:
                yield database
            return
        try:
            with transaction(self._path, feedback) as changed:
                yield _FileDatabase(changed, self.place)
        except FileWriteError as error:
            raise _not_updated(self.place, error) from error


class FileMirror:
    """A mirror as GeoPackage."""

    def __init__(self, path: str | Path) -> None:
        self.path = self.place = str(path)
        self.name = Path(path).name

    def exists(self) -> bool:
        return os.path.exists(self.path)  # also of a drive that is gone, where `Path.exists` raises

    def create(self) -> None:
        """Make an empty mirror, in the place of whatever is there. Raises FileWriteError."""
        with written_whole(self.path) as part:
            _create(part)

    @contextmanager
    def reading(self, at_once: bool = False) -> Iterator[_FileDatabase]:
        try:
            with reading(self.path, AT_ONCE_S if at_once else BUSY_S) as database:
                _check_mirror(database, self.place)
                yield _FileDatabase(database, self.place)
        except FileWriteError as error:
            raise _unreadable(self.path, error.details) from error

    def session(self) -> _FileSession:
        return _FileSession(self.path, self.place)

    @contextmanager
    def made_whole(self, feedback: Feedback) -> Iterator[_FileSession]:
        with written_whole(self.path) as work:
            _create(work)
            with closing(_FileSession(str(work), self.place, is_safe=False)) as session:
                yield session


def _create(path: Path) -> None:
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as database:
            database.execute("BEGIN")
            create_file(database)
            for statement in _SCHEMA:
                database.execute(statement)
            write_first_facts(_FileDatabase(database, str(path)))
            database.execute("COMMIT")
    except sqlite3.Error as error:
        raise FileWriteError(tr("{path} could not be written.", path=path), str(error)) from error


def _check_mirror(database: sqlite3.Connection, path: str) -> None:
    """Raise SourceFileError unless a file is a mirror of this version."""
    if not _has_mirror(database):
        is_damaged = any(has_table(database, name) for name in _ONLY_OURS)
        raise damaged_mirror(path, "tables are missing") if is_damaged else _no_mirror(path)
    check_version(_FileDatabase(database, path))


def _no_mirror(path: str, why: str = "") -> SourceFileError:
    return SourceFileError(tr("{path} is no mirror. Please choose the file of a mirror.", path=path), why)


def _unreadable(path: str, why: str) -> SourceFileError:
    """Why a mirror cannot be read, and what to do. `why`: what SQLite or the system says, in English."""
    if not os.path.exists(path):
        sentence = marked(
            "There is no mirror at {path}: it was moved or removed, or its drive is not connected. "
            "Please choose it again, or make it with “Update a mirror”."
        )
    elif os.path.isdir(path) or "not a database" in why:
        return _no_mirror(path, why)
    elif _is_damage(why):
        return damaged_mirror(path, why)
    elif "locked" in why:
        sentence = marked("The mirror {path} is being changed by QGIS or another program. Please try again later.")
    elif not os.access(path, os.R_OK):
        sentence = marked("The mirror {path} may not be read. Please ask for the right to read it.")
    else:
        sentence = marked("The mirror {path} cannot be read. Please check the drive that it lies on.")
    return SourceFileError(tr(sentence, path=path), why)


def _not_updated(path: str, error: FileWriteError) -> FileWriteError:
    """The same of one that is to be updated."""
    if not _is_damage(error.details):
        return error
    return FileWriteError(damaged_mirror(path, error.details).sentence, error.details)


def _is_damage(why: str) -> bool:
    return any(words in why for words in ("malformed", "no such table", "no such column", "has no column"))


def _has_mirror(database: sqlite3.Connection) -> bool:
    return all(has_table(database, name) for name in _TABLES)


def is_mirror(path: str | Path) -> bool:
    """Whether a file is a mirror, of this version or another one."""
    try:
        # To open a pipe waits for a writer, for ever.
        if not Path(path).is_file():
            return False
        with open(path, "rb") as file:
            if file.read(len(_MAGIC)) != _MAGIC:
                return False
        with looking_at(str(path)) as database:
            return _has_mirror(database)
    except (OSError, FileWriteError):
        return False

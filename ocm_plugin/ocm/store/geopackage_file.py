"""A GeoPackage that is being written: all files of the plugin are made here, in plain SQLite.

    package = GeoPackageFile(path, [table_of_schema("stations"), table_of_schema("ocm_connections")])
    package.add("stations", [[point_blob(8.25, 50.5), *values], …])
    package.add("ocm_connections", [values, …])
    package.finish()

The file is written beside its place and takes it only when it is whole. Rows go to disk as they come; the spatial
index, the counts and the look-ups are made once, at the end, when that is fastest, and take a hundred bytes for each
row. Any thread may write, one at a time.
"""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any

from ..errors import FileWriteError
from ..files import settle, write_error, written_whole
from ..translation import tr
from .baselines import write_baseline
from .decisions import add_to_file
from .geopackage_tables import (
    Table,
    create_file,
    create_index,
    create_lookups,
    create_table,
    create_triggers,
    drop_index_and_triggers,
)
from .mirror_file import is_mirror
from .packed import PackedRows
from .points import Box, box_of
from .spatial_index import fill_index
from .sql import quoted, sql

LITTLE_ROOM = 10_000_000
"""With fewer bytes free than this, a failed write is taken for a full disk."""

READ_AT_ONCE = 1_000
"""Points."""

_CACHE = "PRAGMA cache_size = -32000"
"""Pages of the spatial index are written again and again: 32 MB hold it, where the usual 2 MB do not."""

_PAGES = "PRAGMA page_size = 16384"
"""A station takes more than a kilobyte: the usual pages hold three, and waste a twentieth of the file."""

_BOUNDS = (
    "UPDATE gpkg_contents SET min_x = ?, max_x = ?, min_y = ?, max_y = ?, "
    "last_change = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') WHERE table_name = ?"
)
_COUNT = "UPDATE gpkg_ogr_contents SET feature_count = ? WHERE table_name = ?"

EVERYWHERE: Box = (float("inf"), float("-inf"), float("inf"), float("-inf"))
"""The bounds of no point at all."""


class GeoPackageFile:
    """A GeoPackage that is being written: its tables, all of them open, to be filled in any order.

    When it is let go unfinished, or anything fails, nothing of the file is left, and what was at its place before is
    untouched. Raises FileWriteError with a sentence for the user.
    """

    def __init__(self, path: str, tables: Iterable[Table], before: GeoPackageFile | None = None) -> None:
        """`before`: a completed one with these tables; begin with a copy of its file."""
        self._target = Path(path)
        self._tables = {table.name: table for table in tables}
        self._counts: dict[str, int] = dict.fromkeys(self._tables, 0) if before is None else dict(before._counts)
        self._inserts: dict[tuple[str, bool], str] = {}
        self._baseline: Mapping[str, PackedRows] = {}
        self._is_published = False
        self._instead: Path | None = None
        self._state: tuple[int, int] | None = None
        self._whole = ExitStack()
        _check_may_stand_at(self._target)
        with self._failing_as_sentence():
            self._file, self._database = self._whole.enter_context(_work_file(self._target, before))
            for table in self._tables.values():
                if before is None:
                    create_table(self._database, table)
                else:
                    drop_index_and_triggers(self._database, table)

    def file(self) -> Path:
        """Where the file lies now."""
        return self._target if self._is_published else self._file

    def add(self, table: str, rows: Iterable[Sequence[Any]], with_keys: bool = False) -> None:
        """Write rows, as SQLite stores their values: the point where the table has points, then the columns in order.

        `with_keys`: before these stands the number of the row in the file; else the file counts on from the last one.
        """
        with self._failing_as_sentence():
            cursor = self._database.executemany(self._insert(table, with_keys), rows)
            self._counts[table] += max(0, cursor.rowcount)

    def _insert(self, name: str, with_keys: bool) -> str:
        if (name, with_keys) not in self._inserts:
            table = self._tables[name]
            columns = [table.key] if with_keys else []
            if table.point is not None:
                columns.append(table.point)
            columns.extend(column.name for column in table.columns)
            names, places = ", ".join(map(quoted, columns)), ", ".join("?" * len(columns))
            self._inserts[name, with_keys] = sql("INSERT INTO", quoted(name), "(", names, ") VALUES (", places, ")")
        return self._inserts[name, with_keys]

    def replace(self, table: str, rows: Iterable[Sequence[Any]]) -> None:
        """Write rows in the place of all that a table without points holds."""
        with self._failing_as_sentence():
            self._database.execute(sql("DELETE", "FROM", quoted(table)))
        self._counts[table] = 0
        self.add(table, rows)

    def remember(self, baseline: Mapping[str, PackedRows]) -> None:
        """Keep in the file what Open Charge Map said, by the id of the search: a reload recognises edits by it."""
        self._baseline = baseline

    def add_decisions(self, rows: Iterable[Sequence[Any]]) -> None:
        """Keep what was decided of possible duplicates, as another store has it."""
        with self._failing_as_sentence():
            add_to_file(self._database, str(self._target), (tuple(row) for row in rows))

    def finish(self) -> None:
        """Put the file in its place."""
        self.complete()
        self.publish()

    def complete(self) -> None:
        """Write all there is to write, and look whether the file holds it; what is at its place stays."""
        with self._failing_as_sentence():
            for table in self._tables.values():
                self._complete(table)
            write_baseline(self._database, self._baseline)
            self._database.execute("COMMIT")
            self._check()
            self._database.close()

    def _complete(self, table: Table) -> None:
        bounds: Sequence[float | None] = (None,) * 4
        if table.has_points:
            bounds = self._fill_index(table)
        create_lookups(self._database, table)
        create_triggers(self._database, table)
        self._database.execute(_BOUNDS, (*bounds, table.name))
        self._database.execute(_COUNT, (self._counts[table.name], table.name))

    def _fill_index(self, table: Table) -> Sequence[float | None]:
        """Fill the spatial index; the bounds of all points, None where there are none."""
        create_index(self._database, table)
        bounds = EVERYWHERE

        def bounded() -> Iterator[list[tuple[int, Box]]]:
            nonlocal bounds
            for boxes in self._boxes(table):
                low_x, high_x, low_y, high_y = zip(bounds, *(box for _, box in boxes))
                bounds = (min(low_x), max(high_x), min(low_y), max(high_y))
                yield boxes

        fill_index(self._database, table.spatial_index, bounded())
        return bounds if bounds != EVERYWHERE else (None,) * 4

    def _boxes(self, table: Table) -> Iterator[list[tuple[int, Box]]]:
        """The number and the bounds of each row that has a point, a slice at a time."""
        key, point = quoted(table.key), quoted(str(table.point))
        cursor = self._database.execute(sql("SELECT", key, ",", point, "FROM", quoted(table.name)))
        while rows := cursor.fetchmany(READ_AT_ONCE):
            boxes = [(row_id, box) for row_id, blob in rows if (box := box_of(blob)) is not None]
            if boxes:
                yield boxes

    def _check(self) -> None:
        """Raise FileWriteError unless the file is sound and has as many rows as were written."""
        problems = [text for (text,) in self._database.execute("PRAGMA quick_check") if text != "ok"]
        for table, expected in self._counts.items():
            (found,) = self._database.execute(sql("SELECT count(*) FROM", quoted(table))).fetchone()
            if found != expected:
                problems.append(tr("{table}: {found} rows of {expected}", table=table, found=found, expected=expected))
        if problems:
            raise FileWriteError(
                tr(
                    "{name} was not written correctly and was deleted. Please choose another folder.",
                    name=self._target.name,
                ),
                "; ".join(problems),
            )

    def publish_instead(self, file: Path) -> None:
        """Let another file be put in its place: this one, merged into a copy of what is there.

        What is there must be as it is now when that happens.
        """
        self._instead, self._state = file, _state_of(self._target)

    def publish(self) -> None:
        """Put the completed file in its place, if it is not there yet.

        Raises FileWriteError; while another program uses the file at its place, this can be tried again.
        """
        if not self._is_published:
            settle(self._target)
            if self._instead is not None:
                if _state_of(self._target) != self._state:
                    raise FileWriteError(
                        tr("{path} was changed meanwhile. It was left as it is: please try again.", path=self._target)
                    )
                self._instead.replace(self._file)
                self._instead = None
            self._whole.close()
            self._is_published = True

    def __enter__(self) -> GeoPackageFile:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: Any) -> None:
        """Put the completed file in its place; after a failure, leave nothing of it."""
        if error is None:
            self.publish()
        elif not self._is_published:
            self._whole.__exit__(kind, error, trace)

    @contextmanager
    def _failing_as_sentence(self) -> Iterator[None]:
        """Leave nothing of the file when anything fails; what the system refuses is a sentence for the user."""
        try:
            yield
        except BaseException as error:
            said = self._failure(error)
            self._whole.__exit__(type(said), said, said.__traceback__)
            if said is error:
                raise
            raise said from error

    def _failure(self, error: BaseException) -> BaseException:
        if isinstance(error, OSError):
            return write_error(self._target, error)
        if not isinstance(error, sqlite3.Error):
            return error
        details = f"{type(error).__name__}: {error}"
        is_full = "full" in details or shutil.disk_usage(self._target.parent).free < LITTLE_ROOM
        sentence = write_error(self._target, OSError(errno.ENOSPC if is_full else 0, details)).sentence
        return FileWriteError(sentence, details)


def _state_of(path: Path) -> tuple[int, int]:
    """What tells whether a file was written."""
    found = path.stat()
    return found.st_mtime_ns, found.st_size


def _check_may_stand_at(target: Path) -> None:
    """Raise FileWriteError for a folder, and for a mirror."""
    if os.path.isdir(target):  # False also of a name that is too long
        raise write_error(target, IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR)))
    check_replaces_no_mirror(target)


def check_replaces_no_mirror(path: str | Path) -> None:
    """Raise FileWriteError where a mirror would be replaced: to load it again takes many requests."""
    if is_mirror(path):
        sentence = tr("{path} is a mirror, and a result does not replace it. Please choose another file.", path=path)
        raise FileWriteError(sentence)


@contextmanager
def _work_file(target: Path, before: GeoPackageFile | None) -> Iterator[tuple[Path, sqlite3.Connection]]:
    """A file beside its place that nobody else knows, opened, in one transaction.

    It has neither log nor flushes: when anything fails, it is removed.
    """
    with written_whole(target) as file:
        settle(target)
        if before is not None:
            shutil.copyfile(before.file(), file)
        with closing(sqlite3.connect(file, isolation_level=None, check_same_thread=False)) as database:
            database.execute(_PAGES)
            database.execute("PRAGMA journal_mode = OFF")
            database.execute("PRAGMA synchronous = OFF")
            database.execute(_CACHE)
            database.execute("BEGIN")
            if before is None:
                create_file(database)
            yield file, database

"""A GeoPackage opened with plain SQLite: to be read, or to be changed as a whole.

The file stays in its journal mode; what QGIS has open of it must be read again after a change.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path, PurePath
from urllib.parse import quote

from ..errors import FileWriteError
from ..feedback import Feedback
from ..files import side_files
from ..translation import marked, tr
from .points import register_functions
from .sql import quoted, sql

BUSY_S = 5.0
"""How long another program may hold the file before that is reported."""
AT_ONCE_S = 0.05
"""The same where a window would wait."""

_FAILURES = {
    "locked": marked(
        "{path} is being changed by QGIS or another program. Nothing was changed. Please try again later."
    ),
    "full": marked("The disk is full: {path} was left as it was. Please make room and try again."),
    "disk I/O": marked("{path} could not be written and was left as it was. Please check whether its disk is full."),
    "readonly": marked("{path} may not be written. It was left as it was."),
    "unable to open": marked("{path} no longer exists, or may not be written."),
}
"""By words of SQLite, which speaks English only."""


@contextmanager
def transaction(path: str, feedback: Feedback) -> Iterator[sqlite3.Connection]:
    """A GeoPackage to be changed: all of it, or nothing when an exception leaves this. Raises FileWriteError."""
    try:
        address = address_of(Path(path).absolute(), "rw")
        with closing(sqlite3.connect(address, timeout=BUSY_S, uri=True, isolation_level=None)) as database:
            # Pages go to the file at the end only: who reads it meanwhile sees the old ones.
            database.execute("PRAGMA cache_spill = OFF")
            database.execute("PRAGMA trusted_schema = ON")
            register_functions(database)
            database.execute("BEGIN IMMEDIATE")
            try:
                yield database
                feedback.check()
                database.execute("COMMIT")
            except BaseException:
                if database.in_transaction:
                    database.execute("ROLLBACK")
                raise
    except sqlite3.Error as error:
        raise file_error(path, error) from error


@contextmanager
def reading(path: str, patience_s: float = BUSY_S) -> Iterator[sqlite3.Connection]:
    """A GeoPackage to be read. Raises FileWriteError, also when another program holds it longer than `patience_s`."""
    try:
        absolute = Path(path).absolute()
        _undo_half_written(absolute, patience_s)
        address = address_of(absolute, "ro")
        with closing(sqlite3.connect(address, timeout=patience_s, uri=True)) as database:
            yield database
    except (sqlite3.Error, OSError) as error:  # a drive that is gone, a folder that may not be read
        raise file_error(path, error) from error


@contextmanager
def looking_at(path: str) -> Iterator[sqlite3.Connection]:
    """A database that is only looked at: no byte of it changes, and nothing stays beside it.

    To read one in journal mode WAL makes files beside it, for which it would later be taken out of that mode. Where
    there are such files already, it is opened as `reading` does. Raises FileWriteError.
    """
    absolute = Path(path).absolute()
    if side_files(absolute):
        with reading(path) as database:
            yield database
        return
    try:
        address = f"{address_of(absolute, 'ro')}&immutable=1"
        with closing(sqlite3.connect(address, uri=True)) as database:
            yield database
    except sqlite3.Error as error:
        raise file_error(path, error) from error


def _undo_half_written(path: Path, patience_s: float) -> None:
    """Let SQLite undo what a killed program has begun to write: it does so for a writer only, and readers are refused.

    Of a program that is still writing, the journal is left alone.
    """
    if path.with_name(f"{path.name}-journal").exists():
        with closing(sqlite3.connect(address_of(path, "rw"), timeout=patience_s, uri=True)) as database:
            database.execute("SELECT count(*) FROM sqlite_master")


def address_of(path: PurePath, mode: str) -> str:
    """An absolute path as SQLite takes it. It knows no servers: a share of Windows is a path with two strokes."""
    plain = path.as_posix()
    return f"file://{'' if plain.startswith('/') else '/'}{quote(os.fsencode(plain), safe='/:')}?mode={mode}"


def file_error(path: str, error: sqlite3.Error | OSError) -> FileWriteError:
    """What SQLite or the system says of a file, as a sentence for the user."""
    details = f"{type(error).__name__}: {error}"
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__
    if isinstance(error, sqlite3.IntegrityError):
        sentence = tr(
            "A constraint or trigger of {path} does not allow the change: {reason}. Nothing was changed. Please change "
            "that rule.",
            path=path,
            reason=reason,
        )
        return FileWriteError(sentence, details)
    known = next((sentence for words, sentence in _FAILURES.items() if words in str(error)), None)
    if known is not None:
        return FileWriteError(tr(known, path=path), details)
    sentence = tr("{path} could not be read or updated, and was left as it was: {reason}.", path=path, reason=reason)
    return FileWriteError(sentence, details)


def count_stations(path: str, table: str) -> int:
    """How many rows a table of a GeoPackage has, those included that a layer hides."""
    with reading(path) as file:
        return int(file.execute(sql("SELECT count(*) FROM", quoted(table))).fetchone()[0])

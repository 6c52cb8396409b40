"""Files that appear only when they are whole: written beside their place and renamed into it."""

from __future__ import annotations

import contextlib
import errno
import os
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from .errors import FileWriteError
from .translation import marked, tr

_MAY_NOT_BE_WRITTEN = marked(
    "{path} may not be written. Please close programs that have it open, or choose another folder."
)
_SENTENCES = {
    errno.ENOSPC: marked("The disk is full: {path} was not written. Please make room or choose another folder."),
    errno.EDQUOT: marked("Your disk quota is used up: {path} was not written. Please choose another folder."),
    errno.EROFS: marked("The folder of {path} is read-only. Please choose another folder."),
    errno.EACCES: _MAY_NOT_BE_WRITTEN,
    errno.EPERM: _MAY_NOT_BE_WRITTEN,
    errno.ENOENT: marked("The folder of {path} does not exist. Please choose another folder."),
    errno.ENOTDIR: marked("The folder of {path} is not a folder. Please choose another one."),
    errno.EISDIR: marked("{path} is a folder. Please choose a file name."),
    errno.ENAMETOOLONG: marked("The name of {path} is too long. Please choose a shorter one."),
}


SIDE_FILES = ("-journal", "-wal", "-shm")
"""What SQLite keeps beside a database, by the ending of its name. Left over, it is taken for that of the next file."""

FORGOTTEN_AFTER = 24 * 3600
"""A work folder that nothing was written to for so many seconds was left by a run that was killed."""

_WORK_FOLDER = "-ocm-"

_own_work_folders: set[Path] = set()
"""The work folders in use in this session, however old."""


def write_error(path: str | os.PathLike[str], error: OSError) -> FileWriteError:
    """The refusal of the system to write a file, as a sentence for the user."""
    unknown = marked("{path} could not be written. Please choose another folder.")
    sentence = tr(_SENTENCES.get(error.errno or 0, unknown), path=path)
    return FileWriteError(sentence, f"{type(error).__name__}: {error}")


@contextlib.contextmanager
def written_whole(path: str | os.PathLike[str]) -> Iterator[Path]:
    """A temporary path beside `path` to write to; it takes the place of `path` when the block ends well.

    After any failure nothing is left behind, and what was at `path` before is untouched. The temporary file has the
    ending of `path`, since drivers choose the format by it. Raises FileWriteError with a sentence for the user when
    the system refuses (disk full, read-only, no such folder, file in use).
    """
    target = Path(path)
    _check_no_link(target)
    _remove_forgotten(target.parent)
    try:
        folder = Path(tempfile.mkdtemp(prefix=f".{target.name[:40]}{_WORK_FOLDER}", dir=target.parent))
    except OSError as error:
        raise write_error(target, error) from error
    _own_work_folders.add(folder)
    part = folder / target.name
    try:
        yield part
        with open(part, "rb+") as written:
            os.fsync(written.fileno())
        _check_no_link(target)
        settle(target)
        os.replace(part, target)
    except OSError as error:
        raise write_error(target, error) from error
    finally:
        _remove_folder(folder)
        _own_work_folders.discard(folder)


def settle(path: str | os.PathLike[str]) -> None:
    """Let no side file of SQLite stay beside a database, which is then in journal mode DELETE.

    What a killed program left is brought into the database first, as SQLite does when the database is opened. Side
    files whose database is gone belong to nothing and are removed. Raises FileWriteError when a program uses the file.
    """
    target = Path(path)
    if not side_files(target):
        return
    if target.exists():
        try:
            end_journal(target)
        except sqlite3.OperationalError as error:
            raise FileWriteError(
                tr(
                    "{path} is being changed by QGIS or another program. Close it there, or choose another file.",
                    path=target,
                ),
                str(error),
            ) from error
        except sqlite3.DatabaseError:
            _remove(target)  # no database: nothing in the side files can belong to it
    _remove(target)


def end_journal(path: str | os.PathLike[str], wait_s: float = 1.0) -> None:
    """Bring a database into journal mode DELETE, so that it can be read from a medium that cannot be written.

    `wait_s`: how long to wait for a program that uses the file. Raises sqlite3.DatabaseError: for a file that is none,
    and (OperationalError) for one in use.
    """
    with contextlib.closing(sqlite3.connect(path, timeout=wait_s, isolation_level=None)) as database:
        (mode,) = database.execute("PRAGMA journal_mode = DELETE").fetchone()
        if mode != "delete":
            raise sqlite3.OperationalError(f"the journal mode stays {mode}")
        # Also reads the file, by which a journal left by a killed program is rolled back.
        database.execute("BEGIN EXCLUSIVE")
        database.execute("COMMIT")


def side_files(target: Path) -> list[Path]:
    """What SQLite has left beside a database."""
    beside = (target.with_name(target.name + ending) for ending in SIDE_FILES)
    return [file for file in beside if file.is_symlink() or file.exists()]


def _remove(target: Path) -> None:
    for file in side_files(target):
        file.unlink()


def _check_no_link(target: Path) -> None:
    """Raise FileWriteError for a symbolic link: neither the link nor the file it leads to is replaced unasked."""
    if os.path.islink(target):  # where pathlib raises for a name that is too long
        raise FileWriteError(
            tr(
                "{path} is a link to {file}. Please choose that file itself, or another name.",
                path=target,
                file=os.path.realpath(target),
            )
        )


def _remove_forgotten(folder: Path) -> None:
    """Remove the work folders that killed runs have left in a folder."""
    with contextlib.suppress(OSError):
        for work in folder.glob(f".*{_WORK_FOLDER}????????"):
            if work not in _own_work_folders and not work.is_symlink() and _is_forgotten(work):
                _remove_folder(work)


def _is_forgotten(work: Path) -> bool:
    files = list(work.iterdir())
    end = work.name.rindex(_WORK_FOLDER)
    beginning = work.name[1:end]
    is_of_us = all(file.name.startswith(beginning) and not file.is_dir() for file in files)
    newest = max(file.lstat().st_mtime for file in (work, *files))
    return is_of_us and time.time() - newest > FORGOTTEN_AFTER


def _remove_folder(folder: Path) -> None:
    for leftover in folder.iterdir():
        leftover.unlink()
    folder.rmdir()

"""The files of a folder or zip in which stations may lie: their names, their dates, and how each is opened.

Nothing is unpacked to the disk, and no name in a zip leads anywhere.
"""

from __future__ import annotations

import os
import posixpath
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timezone
from pathlib import Path
from typing import IO, NamedTuple

from ..errors import SourceFileError
from ..feedback import Feedback
from ..translation import tr
from .file_text import Room, unreadable
from .zip_entries import ZipEntries

OTHER_ENDINGS = (".csv", ".xml", ".kml")
ENDINGS = (".json", ".jsonl", ".ndjson", ".geojson", *OTHER_ENDINGS)
"""Of files of stations in folders and zips, also with .gz behind."""
LOOK_UP_NAMES = ("referencedata.json", "reference.json")
"""Of look-up lists beside stations, in this order."""

_LONGEST_NAME = 100


class Part(NamedTuple):
    """A file, or one of a folder or zip."""

    name: str
    path: str
    """As sentences name it."""
    date: datetime
    size: int | None
    """In bytes, as it is stored; None when it is not known."""
    opened: Callable[[], IO[bytes]]


@contextmanager
def refusals(path: str | Path) -> Iterator[None]:
    """What the system refuses becomes a sentence."""
    try:
        yield
    except OSError as error:
        raise unreadable(str(path), error) from error


def opened(path: str | Path) -> IO[bytes]:
    """A file, as it is stored. Raises SourceFileError."""
    with refusals(path):
        return open(path, "rb", buffering=0)


def stamp(path: Path) -> tuple[int, int] | None:
    """By what a file is known to be another; None for folders."""
    found = path.stat()
    return None if path.is_dir() else (found.st_size, found.st_mtime_ns)


def names_look_ups(name: str) -> bool:
    """Whether a file of that name holds look-up lists."""
    return posixpath.basename(name).lower() in LOOK_UP_NAMES


def _holds_stations(name: str) -> bool:
    lowered = name.lower()
    return lowered.removesuffix(".gz").endswith(ENDINGS) and not posixpath.basename(name).startswith(".")


def names_in_folder(folder: Path, feedback: Feedback, unread: Callable[[OSError], None] | None = None) -> Iterator[str]:
    """The files of stations and look-up lists in a folder and those inside of it, folder by folder.

    `unread` is called for folders that cannot be read.
    """
    for place, folders, files in os.walk(folder, onerror=unread):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        inside = Path(place).relative_to(folder).as_posix()
        for name in sorted(files):
            feedback.check()
            if _holds_stations(name) and os.path.isfile(os.path.join(place, name)):
                yield name if inside == "." else f"{inside}/{name}"


def part_of_folder(folder: Path, name: str) -> Part:
    """A file of a folder."""
    path = os.path.join(folder, name)
    try:
        found = os.stat(path)
    except OSError:
        # What is wrong is said when it is opened.
        return Part(name, path, _NO_DATE, None, lambda: opened(path))
    return Part(name, path, datetime.fromtimestamp(found.st_mtime, timezone.utc), found.st_size, lambda: opened(path))


_NO_DATE = datetime(1980, 1, 1, tzinfo=timezone.utc)
"""The first of those that a zip can state."""


def parts_of_zip(path: Path, feedback: Feedback) -> Iterator[Part]:
    """The files of stations and look-up lists in a zip. Raises OSError, and SourceFileError for one that means harm."""
    with open(path, "rb") as file:
        entries = ZipEntries(file, path)
        room = Room(str(path))
        for entry in entries:
            feedback.check()
            if _is_hostile(entry.filename):
                raise SourceFileError(
                    tr(
                        "The zip {path} is not read, since the names in it lead out of it: {name}.",
                        path=path,
                        name=shown_name(entry.filename),
                    ),
                    repr(entry.filename[:1000]),
                )
            if not entry.is_dir() and _holds_stations(entry.filename):
                room.take(entry.file_size)
                yield _part_of_zip(entries, entry)


def _is_hostile(name: str) -> bool:
    """Whether a name leads out of the folder into which a zip would be unpacked; no honest zip has such names."""
    parts = name.replace("\\", "/").split("/")
    return parts[0] == "" or ":" in parts[0] or ".." in parts or any(each < " " for each in name)


def shown_name(name: str) -> str:
    """A name from outside as it can be shown: on one line, and not too long."""
    shown = "".join(each if each.isprintable() else "�" for each in name)
    return shown if len(shown) <= _LONGEST_NAME else f"…{shown[-_LONGEST_NAME:]}"


def _part_of_zip(entries: ZipEntries, entry: zipfile.ZipInfo) -> Part:
    try:
        # Zips know clock times without zone.
        date = datetime(*entry.date_time, tzinfo=timezone.utc)
    except ValueError:
        date = _NO_DATE
    return Part(entry.filename, shown_name(entry.filename), date, entry.file_size, lambda: entries.opened(entry))


def begins(path: Path, beginnings: tuple[bytes, ...]) -> bool:
    """Whether a file begins with one of these four bytes."""
    with open(path, "rb") as file:
        return file.read(4) in beginnings

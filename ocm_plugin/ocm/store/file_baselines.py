"""What a GeoPackage knows of what Open Charge Map said, when its rows are written or taken back by QGIS."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any, NamedTuple

from ..errors import FileWriteError
from ..feedback import Feedback
from ..translation import tr
from .baselines import baseline_state, raw_baseline, read_baseline, restore_baseline, still_needed, write_baseline
from .database import reading, transaction
from .file_history import CHANGES
from .file_table import FileTable
from .packed import STATIONS, PackedRows


class Known(NamedTuple):
    """What a file knew before what it knows was changed."""

    before: list[tuple[Any, ...]]
    """As its table had it."""
    state: str
    """A digest of what it knows since."""


def baseline_in_file(path: str) -> dict[str, PackedRows]:
    """What a GeoPackage knows of what the service said, by the id of the result. Raises FileWriteError."""
    with reading(path) as file:
        return read_baseline(file)


def add_to_baseline(path: str, query_id: str, rows: PackedRows, besides: Mapping[str, PackedRows]) -> Known:
    """Let a GeoPackage, whose rows are going to be written otherwise, know what the service says of them now.

    It goes on to know what was said of the rows that it holds; `besides`: what is known of them otherwise. Returns what
    it knew before, for an undo. Raises FileWriteError.
    """
    with transaction(path, Feedback()) as database:
        before = raw_baseline(database)
        known = {**besides, **read_baseline(database)}
        keys = station_keys(database)
        # Rows that do not say with which result they came may have come with the last one.
        needed = still_needed(known, keys) if keys else dict([*known.items()][-1:])
        write_baseline(database, {**needed, query_id: rows})
        return Known(before, baseline_state(database))


def take_from_baseline(path: str, query_id: str, known: Known) -> Known:
    """Let a GeoPackage know what it knew before a reload, and of its result what the rows need.

    Raises FileWriteError, also when the file was reloaded since.
    """
    with transaction(path, Feedback()) as database:
        check_not_reloaded(database, path, known.state)
        now = raw_baseline(database)
        needed = still_needed(read_baseline(database), station_keys(database))
        restore_baseline(database, known.before, {name: rows for name, rows in needed.items() if name == query_id})
        return Known(now, baseline_state(database))


def bring_baseline_back(path: str, known: Known) -> None:
    """Let a GeoPackage know what it knew before: the rows are not written after all. Raises FileWriteError."""
    with transaction(path, Feedback()) as database:
        check_not_reloaded(database, path, known.state)
        restore_baseline(database, known.before, {})


def check_not_reloaded(database: sqlite3.Connection, path: str, state: str) -> None:
    """Raise FileWriteError when a file knows something else than it did, as a reload leaves it."""
    if baseline_state(database) != state:
        raise FileWriteError(tr("{path} was reloaded or replaced since. Nothing was undone.", path=path))


def station_keys(database: sqlite3.Connection) -> list[tuple[str | None, int]]:
    """The result and the number of each station in a file, its copies too."""
    names = [name for (name,) in database.execute("SELECT table_name FROM gpkg_contents").fetchall()]
    tables = [FileTable(database, STATIONS, name) for name in names if name.lower() != CHANGES]
    return [key for each in tables for key in each.station_keys()]

"""How many requests were sent to which server in which month, and what came: Open Charge Map asks for few.

    Diary(folder / "diary.sqlite").note(server, len(body), now)

A database, since two QGIS of one profile may send at the same time. Every request that this plugin sends passes
`client.Client`, which keeps the diary; no failure of the diary is one of a request.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from ..translation import tr

MONTHS_SHOWN = 12
"""So many lines are given at most."""
_BUSY_S = 10.0
"""Another QGIS holds the file for milliseconds only."""
_AT_ONCE_S = 0.1
"""The same where a window would wait."""
_TABLE = (
    "CREATE TABLE IF NOT EXISTS diary (month TEXT NOT NULL, server TEXT NOT NULL, requests INTEGER NOT NULL, "
    "bytes INTEGER NOT NULL, PRIMARY KEY (month, server))"
)
_NOTE = (
    "INSERT INTO diary (month, server, requests, bytes) VALUES (?, ?, 1, ?) "
    "ON CONFLICT (month, server) DO UPDATE SET requests = requests + 1, bytes = bytes + excluded.bytes"
)
_READ = "SELECT month, server, requests, bytes FROM diary ORDER BY month DESC, server LIMIT ?"


class Month(NamedTuple):
    """What one server was asked in one month."""

    month: str
    """In UTC: "2026-11"."""
    server: str
    """Its normal base URL."""
    requests: int
    """Those that failed as well."""
    bytes: int
    """Of whole answers, unpacked."""


class Diary:
    """The diary of one profile. Each call opens it; several may exist, also in other threads and programs."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.problem = ""
        """What is wrong with it, in one sentence for the user."""

    def note(self, server: str, n_bytes: int, now: datetime) -> None:
        """Count one request and what came. `now`: UTC."""
        with self._guarded():
            self.path.parent.mkdir(parents=True, exist_ok=True)
            try:
                self._add(server, n_bytes, now)
            except sqlite3.OperationalError:
                raise  # busy, full, or not to be written: nothing is damaged
            except sqlite3.DatabaseError:
                self._set_aside()
                self._add(server, n_bytes, now)

    def _add(self, server: str, n_bytes: int, now: datetime) -> None:
        with closing(sqlite3.connect(self.path, timeout=_BUSY_S, isolation_level=None)) as database:
            database.execute("PRAGMA synchronous = OFF")  # a count may go with the power, not the time of a search
            database.execute("BEGIN IMMEDIATE")
            database.execute(_TABLE)
            database.execute(_NOTE, (f"{now:%Y-%m}", server, n_bytes))
            database.execute("COMMIT")

    def months(self) -> list[Month]:
        """What was asked, the last month first."""
        found: list[Month] = []
        with self._guarded():
            if not self.path.exists():
                return []
            try:
                found = self._read()
            except sqlite3.OperationalError:
                raise
            except (sqlite3.DatabaseError, ValueError, TypeError):
                self._set_aside()
        return found

    def _read(self) -> list[Month]:
        with closing(sqlite3.connect(f"{self.path.absolute().as_uri()}?mode=ro", timeout=_AT_ONCE_S, uri=True)) as file:
            rows = file.execute(_READ, (MONTHS_SHOWN,)).fetchall()
        return [Month(str(month), str(server), int(requests), int(size)) for month, server, requests, size in rows]

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        """Whatever is wrong is a problem to be shown, and no error."""
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            self.problem = tr("The diary of requests cannot be read or written: {why}", why=error)

    def _set_aside(self) -> None:
        aside = self.path.with_suffix(".damaged")
        os.replace(self.path, aside)
        with suppress(OSError):
            self.path.with_name(f"{self.path.name}-journal").unlink()
        self.problem = tr("The diary of requests was damaged; the file is now {name}.", name=aside.name)

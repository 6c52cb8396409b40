"""The user's own list of searches: the last ones, and those with a name, kept in the profile.

    kept = SavedSearches(folder / "searches.sqlite")
    kept.remember(search, "Charging stations in Germany.")
    kept.save(SavedSearch("Germany, fast", search))
    kept.named().searches

A database, since two QGIS of one profile may write at the same time. Entries that cannot be read stay in it: a newer
version of the plugin may have written them, and still needs them.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from ..errors import FileWriteError, SearchError
from ..files import write_error
from ..search.saved import Found, SavedSearch, checked_name, found_of, free_name, read
from ..search.search import Search, to_json
from ..stored import shortened
from ..translation import marked, tr
from .database import BUSY_S, file_error

RECENT = 20
"""So many searches are remembered."""

_RECENT, _NAMED = "recent", "named"
_VERSION = 1
_TABLE = """
CREATE TABLE IF NOT EXISTS searches (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    place REAL NOT NULL,
    name TEXT NOT NULL COLLATE NOCASE,
    has_place INTEGER NOT NULL,
    search TEXT NOT NULL
)
"""
_NEWER = marked("The saved searches were written by a newer version of this plugin: please update the plugin.")
_LONGEST_WORDS = 300
_LONGEST_SEARCH = 1_000_000
"""Characters: a search with larger polygons is not remembered by itself; it may be saved under a name."""


class SavedSearches:
    """The searches kept in one file. Each call opens it: several may exist, also across processes.

    All raise FileWriteError when the file cannot be read or written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.problem = ""
        """One sentence when a damaged file had to be set aside, for the user."""

    def recent(self) -> Found:
        """The last searches, the latest first; their names are what they were in words."""
        return self._entries(_RECENT)

    def named(self) -> Found:
        """Those with a name, in the user's order."""
        return self._entries(_NAMED)

    def remember(self, search: Search, words: str) -> None:
        """Put a search at the head of the last ones. The same search stands there once."""
        text = to_json(search)
        if len(text) > _LONGEST_SEARCH:
            return
        with self._changed() as database:
            database.execute("DELETE FROM searches WHERE kind = ? AND search = ?", (_RECENT, text))
            self._append(database, _RECENT, SavedSearch(shortened(words, _LONGEST_WORDS), search))
            database.execute(
                "DELETE FROM searches WHERE kind = ? AND id NOT IN "
                "(SELECT id FROM searches WHERE kind = ? ORDER BY place DESC LIMIT ?)",
                (_RECENT, _RECENT, RECENT),
            )

    def save(self, saved: SavedSearch) -> None:
        """Keep a search under its name, in the place of the one that had it, else as the last. Raises SearchError."""
        entry = saved._replace(name=checked_name(saved.name))
        with self._changed() as database:
            values = (entry.name, entry.has_place, to_json(entry.search), _NAMED, entry.name)
            replaced = database.execute(
                "UPDATE searches SET name = ?, has_place = ?, search = ? WHERE kind = ? AND name = ?", values
            )
            if not replaced.rowcount:
                self._append(database, _NAMED, entry)

    def add(self, searches: Sequence[SavedSearch]) -> list[SavedSearch]:
        """Keep searches of a file; those whose name is taken get a number behind it. Returns them as they are kept."""
        with self._changed() as database:
            taken = [name for (name,) in database.execute("SELECT name FROM searches WHERE kind = ?", (_NAMED,))]
            added: list[SavedSearch] = []
            for each in searches:
                added.append(each._replace(name=free_name(each.name, [*taken, *(one.name for one in added)])))
                self._append(database, _NAMED, added[-1])
        return added

    def rename(self, name: str, new_name: str) -> None:
        """Give a saved search another name. Raises SearchError for none, and for one that is taken."""
        wanted = checked_name(new_name)
        with self._changed() as database:
            is_other = wanted.casefold() != name.casefold()
            if (
                is_other
                and database.execute("SELECT 1 FROM searches WHERE kind = ? AND name = ?", (_NAMED, wanted)).fetchone()
            ):
                raise SearchError("name", tr("A search is saved as “{name}” already.", name=wanted))
            database.execute("UPDATE searches SET name = ? WHERE kind = ? AND name = ?", (wanted, _NAMED, name))

    def delete(self, name: str) -> None:
        """Remove a saved search, also one that cannot be read."""
        with self._changed() as database:
            database.execute("DELETE FROM searches WHERE kind = ? AND name = ?", (_NAMED, name))

    def order(self, names: Sequence[str]) -> None:
        """Bring the saved searches into this order; those not named stay behind them."""
        with self._changed() as database:
            database.execute("UPDATE searches SET place = place + ? WHERE kind = ?", (len(names), _NAMED))
            for place, name in enumerate(names):
                database.execute("UPDATE searches SET place = ? WHERE kind = ? AND name = ?", (place, _NAMED, name))

    @staticmethod
    def _append(database: sqlite3.Connection, kind: str, saved: SavedSearch) -> None:
        database.execute(
            "INSERT INTO searches (kind, place, name, has_place, search) "
            "VALUES (?1, (SELECT coalesce(max(place) + 1, 0) FROM searches WHERE kind = ?1), ?2, ?3, ?4)",
            (kind, saved.name, saved.has_place, to_json(saved.search)),
        )

    def _entries(self, kind: str) -> Found:
        if not self.path.exists():
            return Found(())
        with self._opened() as database:
            rows = database.execute(
                "SELECT name, has_place, search FROM searches WHERE kind = ? ORDER BY place", (kind,)
            ).fetchall()
        if kind == _RECENT:
            rows.reverse()
        return found_of(read(str(name), bool(has_place), str(search)) for name, has_place, search in rows)

    @contextmanager
    def _changed(self) -> Iterator[sqlite3.Connection]:
        """The database to be changed: all that is done in it, or nothing."""
        with self._opened() as database:
            database.execute("BEGIN IMMEDIATE")
            try:
                yield database
            except BaseException:
                database.execute("ROLLBACK")
                raise
            database.execute("COMMIT")

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with closing(self._connected()) as database:
                yield database
        except OSError as error:
            raise write_error(self.path, error) from error
        except sqlite3.Error as error:
            raise file_error(str(self.path), error) from error

    def _connected(self) -> sqlite3.Connection:
        """The database with its table. A damaged one gives way to a new one and is kept beside it."""
        try:
            return self._checked()
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise  # held by another program, or the disk: no damage
        aside = self.path.with_suffix(".damaged")
        os.replace(self.path, aside)
        self.problem = tr("The saved searches were damaged; the file is now {name}.", name=aside.name)
        return self._checked()

    def _checked(self) -> sqlite3.Connection:
        database = sqlite3.connect(self.path, timeout=BUSY_S, isolation_level=None)
        try:
            (version,) = database.execute("PRAGMA user_version").fetchone()
            if version > _VERSION:
                raise FileWriteError(tr(_NEWER))
            if version < _VERSION:
                database.execute(_TABLE)
                database.execute("PRAGMA user_version = 1")
            database.execute("SELECT count(*) FROM searches").fetchone()
        except BaseException:
            database.close()
            raise
        return database

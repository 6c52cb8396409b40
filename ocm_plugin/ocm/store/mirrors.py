"""What a mirror is, wherever it lies: how one is opened to be read, and held to be updated.

The statements on it are written once, for SQLite, with the names that its tables have in a file (`mirror_tables`); a
server's database reads them in its own words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any, Protocol

from ..feedback import Feedback
from .coverage import Box
from .merge_values import Change


class MirrorDatabase(Protocol):
    """A mirror that is open: to be read, or inside of a transaction."""

    place: str
    """What sentences call it."""
    take_places: str
    """The beginning of the statement that enters the places of stations that have arrived."""

    def rows(self, statement: str, values: Sequence[Any] = ()) -> Iterable[tuple[Any, ...]]:
        """What a statement finds, all at once or one by one. Not for much: see `many`."""

    def many(self, statement: str, values: Sequence[Any] = ()) -> Iterable[tuple[Any, ...]]:
        """The same for what memory may not hold; other statements may run meanwhile."""

    def run(self, statement: str, values: Sequence[Any] = ()) -> None:
        """Execute a statement."""

    def index_columns(self) -> list[str]:
        """By what it finds stations: of the columns of `mirror_index.INDEX` those that it has."""

    def renew_index(self) -> bool:
        """Empty the index, and give it and what waits the columns of this version; False where that is not allowed."""

    def write_index(self, rows: Sequence[tuple[Any, ...]]) -> None:
        """Enter stations into the index of this version: their numbers, and what `index_values` has made of them."""

    def write_arrived(self, rows: Sequence[tuple[Any, ...]]) -> None:
        """Let stations wait, made by `arrived_row`, in the place of what waits by their numbers."""

    def list_changes(self, changes: Sequence[Change], query_id: str, seen_at: datetime) -> None:
        """Enter what an update changes into the list of changes."""

    def in_box(self, box: Box) -> Iterable[tuple[int]]:
        """The numbers of the stations in a box, edges included."""

    def moment(self) -> AbstractContextManager[None]:
        """What is read in here is of one moment, whatever is written meanwhile."""

    def put_aside(self, ids: Iterable[int]) -> None:
        """Keep the packed POIs of some stations as they are in this moment, for when it is over."""

    def aside(self, size: int) -> Iterator[Sequence[tuple[int, bytes]]]:
        """The POIs put aside, with their numbers, so many at once, in the order of these."""


class MirrorSession(Protocol):
    """A mirror that is held to be updated."""

    place: str

    def reading(self) -> AbstractContextManager[MirrorDatabase]:
        """To look at what it holds. Raises FileWriteError."""

    def writing(self) -> AbstractContextManager[MirrorDatabase]:
        """A transaction for a few rows: all of it, or nothing when an exception leaves this. Raises FileWriteError."""

    def applying(self, feedback: Feedback) -> AbstractContextManager[MirrorDatabase]:
        """A transaction for as many as there may be, which readers see when it is over. Raises FileWriteError."""

    def close(self) -> None:
        """Let go of it."""


class Mirror(Protocol):
    """Where a mirror lies, or is to lie."""

    place: str
    """What sentences call it."""
    name: str
    """What it is called in short."""

    def exists(self) -> bool:
        """Whether anything is there, a mirror or not. Raises OcmError."""

    def create(self) -> None:
        """Make an empty one. Raises FileWriteError."""

    def reading(self, at_once: bool = False) -> AbstractContextManager[MirrorDatabase]:
        """To be read. `at_once`: a window waits. Raises SourceFileError, also when there is none of this version."""

    def session(self) -> MirrorSession:
        """To be updated. What has arrived outlives a crash. Raises FileWriteError."""

    def made_whole(self, feedback: Feedback) -> AbstractContextManager[MirrorSession]:
        """A new one to be filled: it is there afterwards, or nothing when an exception leaves this.

        Raises FileWriteError.
        """

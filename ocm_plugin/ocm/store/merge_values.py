"""What goes into a merge and what comes out of it: rows held, what is to be written, and what has changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Callable, NamedTuple

from ..search.search import Search
from ..tables.derive.row_types import QueryRow
from .packed import PackedRows

ADDED, CHANGED, GONE, KEPT, CONFLICT = "added", "changed", "gone", "kept", "conflict"
DISAPPEARED = "disappeared"
"""In place of gone, where the search has filters: the station may be there and match them no longer."""

APPEARED = "appeared"
"""In place of added, likewise: the station may have been there all the time, and not match."""
RESTORED = "restored"
"""In place of added, where the user had deleted the row: the registry has had the station all the time."""
NOT_ASKED_BEFORE = "not_asked_before"
"""In place of added, where the result before did not ask for the place, or was not complete."""


class Held(NamedTuple):
    """A row of a layer or file."""

    row_id: int
    compared: Sequence[Any]
    """Its values as `Shape.plain` leaves them, with the point; MISSING for a column that is not there."""
    query_id: str | None = None
    """Which result a station came with."""
    has_own: bool = False
    """Whether it has a value in a column of the user's own."""


class Update(NamedTuple):
    """Values to be written into a row that is there, by field."""

    row_id: int
    values: dict[str, Any]


class Insert(NamedTuple):
    """A row that is to be added, by field."""

    values: dict[str, Any]


class Change(NamedTuple):
    """One entry for the list of changes."""

    ocm_id: int
    kind: str
    field: str | None = None
    """Of a value beside the station with its table before it; only the table, for a row that was added or removed."""
    old: Any = None
    """For a station that has gone, its last known values: see `last_known`. For a row that was removed, its key."""
    new: Any = None
    """For a row that was added, its key."""


class Place(NamedTuple):
    """One value of a row."""

    table: str
    key: str
    field: str


EVERYTHING = Search()


class Terms(NamedTuple):
    """On which terms a result is merged: what it is worth, what was asked for, and what the user has decided."""

    is_complete: bool
    """The result holds all stations that match; only then is one that is not in it gone."""
    search: Search = EVERYTHING
    """Which stations were asked for. Of those elsewhere the result says nothing, and with filters, one that is not in
    the result may be there and match them no longer."""
    was_asked: Callable[[Sequence[Any]], bool] = lambda values: True
    """Whether the result before would have had a station, given by its compared values; only then is a new one called
    added."""
    theirs: Collection[Place] = ()
    """Edits of the user that shall give way to what the service says."""
    mine: Collection[Place] = ()
    """Edits that the user has decided to keep: they are reported no more."""
    with_deleted: bool = False
    """Rows that the user has deleted are to come back."""


@dataclass(frozen=True)
class ResultToMerge:
    """A result that is to be merged into the rows of a file or schema, and what these shall say of it."""

    rows: PackedRows
    query: QueryRow
    terms: Terms
    license_urls: Mapping[int | None, str | None] = field(default_factory=dict)
    metadata: Mapping[str, str] = field(default_factory=dict)
    """What each of the file's tables shall say of itself, as QGIS writes it."""
    descriptions: Mapping[str, str] = field(default_factory=dict)
    baseline_besides: Mapping[str, PackedRows] = field(default_factory=dict)
    """What is known besides the file of what the service said, by the id of the result."""


@dataclass
class Outcome:
    """What a merge has done, counted in stations."""

    added: int = 0
    changed: int = 0
    gone: int = 0
    same: int = 0
    kept: int = 0
    """Not in the result any more, but there for the user's own values in them."""
    conflicts: int = 0
    """Edited by the user and changed by the service."""
    disappeared: int = 0
    """Gone, or there and no longer matching the filters."""
    deleted: int = 0
    """In the result, but left out as the user has deleted them."""
    deleted_rows: int = 0
    """Rows beside stations that are left out likewise."""
    staying: int = 0
    """Not in the result, and there all the same: kept, of another search, or not known to be gone."""
    changes: list[Change] = field(default_factory=list)
    contradicted: set[Place] = field(default_factory=set)
    """The edits of the user that the service contradicts."""

    @property
    def has_changes(self) -> bool:
        """Whether anything but the user's own has changed."""
        return bool(self.added or self.changed or self.gone or self.disappeared)


Groups = dict[tuple[type, tuple[str, ...]], list[list[Any]]]
"""Rows that are written in the same way, by what is done and the columns: their values, and of updates the row."""


def in_groups(writes: Iterable[Update | Insert], is_taken: Callable[[str], bool], at_once: int) -> Iterator[Groups]:
    """What has been decided, so many writes at a time, those together that one statement does.

    `is_taken`: whether a table has a place for the values of a field.
    """
    groups: Groups = {}
    count = 0
    for write in writes:
        values = {name: value for name, value in write.values.items() if is_taken(name)}
        if not values:
            continue
        row = list(values.values())
        if isinstance(write, Update):
            row.append(write.row_id)
        groups.setdefault((type(write), tuple(values)), []).append(row)
        count += 1
        if count == at_once:
            yield groups
            groups, count = {}, 0
    if groups:
        yield groups

"""What a reload has written, kept so that it can be taken back: rows as they were, and as they were written.

A value goes back only where it still is what the reload wrote: what the user has edited since is the user's.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ..tables.schema import TABLES
from .packed import BLOCK, PLAIN, STATIONS
from .points import position_of


class PackedValues:
    """Rows of plain values, many of them compressed together: a tenth of the room that they would take up."""

    def __init__(self) -> None:
        self._blocks: list[bytes] = []
        self._open: list[Sequence[Any]] = []

    def extend(self, rows: Iterable[Sequence[Any]]) -> None:
        """Take rows of what SQLite has: numbers, texts, bytes and None."""
        for row in rows:
            self._open.append(row)
            if len(self._open) == BLOCK:
                self._close()

    def _close(self) -> None:
        text = json.dumps(self._open, default=lambda value: [value.hex()], separators=(",", ":"))
        self._blocks.append(zlib.compress(text.encode("ascii"), 3))
        self._open = []

    def slices(self) -> Iterator[list[list[Any]]]:
        """All rows in order, a block at a time."""
        if self._open:
            self._close()
        for block in self._blocks:
            yield [[_unpacked(value) for value in row] for row in json.loads(zlib.decompress(block))]


def _unpacked(value: Any) -> Any:
    return bytes.fromhex(value[0]) if isinstance(value, list) else value


@dataclass
class TableRecord:
    """What was written to one table of a file."""

    table: str
    """What it is in the schema."""
    name: str
    key: str
    """The column that tells its rows from each other."""
    columns: list[str]
    """All of them, as they were then."""
    geometry: str | None = None
    changed: dict[tuple[str, ...], PackedValues] = field(default_factory=dict)
    """By the names of columns: the row, its values before, and those after."""
    added: PackedValues = field(default_factory=PackedValues)
    removed: PackedValues = field(default_factory=PackedValues)
    last: int = 0
    """The number of the last row that it had afterwards: rows with higher ones are newer."""

    def note_changes(self, names: tuple[str, ...], rows: Iterable[Sequence[Any]]) -> None:
        """Rows of which some columns were written: the row, the values before, and the values after."""
        self.changed.setdefault(names, PackedValues()).extend(rows)

    def note_difference(self, before: Mapping[Any, Sequence[Any]], after: Mapping[Any, Sequence[Any]]) -> None:
        """All of a small table by its rows, as it was and as it is."""
        for key, values in after.items():
            old = before.get(key)
            if old is None:
                self.added.extend([values])
                continue
            places = [place for place, value in enumerate(values) if value != old[place]]
            if places:
                names = tuple(self.columns[place] for place in places)
                row = [key, *(old[place] for place in places), *(values[place] for place in places)]
                self.note_changes(names, [row])
        self.removed.extend(values for key, values in before.items() if key not in after)

    def is_as_written(self, name: str, now: Any, written: Any) -> bool:
        """Whether nobody has given a column another value; programs spell one moment in several ways."""
        if now == written:
            return True
        if name == self.geometry:
            return position_of(now) == position_of(written) is not None
        plain = _plain_of(self.table).get(name)
        return plain is not None and None not in (now, written) and plain(now) == plain(written)


def _plain_of(table: str) -> dict[str, Any]:
    if table not in _plains:
        _plains[table] = {each.name: PLAIN[each.type] for each in TABLES.get(table, ()) if each.type in PLAIN}
    return _plains[table]


_plains: dict[str, dict[str, Any]] = {}


@dataclass
class ReloadRecord:
    """What a reload has written into a file or schema."""

    query_id: str
    tables: dict[str, TableRecord] = field(default_factory=dict)
    """By what they are in the schema: the stations, and the tables beside them."""
    ledgers: list[TableRecord] = field(default_factory=list)
    """The lists of searches and providers."""
    baseline: list[tuple[Any, ...]] = field(default_factory=list)
    """What the store knew before of what the service had said, as its table has it."""
    state: str = ""
    """A digest of what it knew afterwards."""
    metadata: dict[str, str] = field(default_factory=dict)
    """What the tables said of themselves before."""
    descriptions: dict[str, str | None] = field(default_factory=dict)
    last_change: int = 0
    """The last entry that the list of changes had."""


class TakenBack(NamedTuple):
    """What has become of an undo."""

    edited: int
    """Rows with edits that were made since; these stay."""
    has_added: bool
    """Whether stations that the reload had added stay."""


class AddedRow(NamedTuple):
    """A row that the reload has added, as it is now."""

    row_id: int
    ocm_id: Any
    is_edited: bool


def rows_to_remove(added: Mapping[str, Sequence[AddedRow]], users: Collection[Any]) -> dict[str, list[int]]:
    """Of rows that were added, by their tables, those that go: all but edited ones, and new stations with such.

    `users`: the numbers of stations to which the user has added rows since; new ones of these stay as well.
    """
    new = {row.ocm_id for row in added.get(STATIONS, ())}
    kept = {row.ocm_id for rows in added.values() for row in rows if row.is_edited} | set(users)
    kept &= new
    return {
        table: [row.row_id for row in rows if not row.is_edited and row.ocm_id not in kept]
        for table, rows in added.items()
    }

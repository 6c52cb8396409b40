"""What a reload has written to the tables of a store taken back, whichever kind of store that is.

What was edited since stays: a value, a row that the reload has added, and a row that was removed since.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from ..feedback import Feedback
from ..tables.schema import PROVIDERS
from ..translation import tr
from .packed import KEYS, STATIONS
from .undoing import AddedRow, TableRecord, rows_to_remove


def no_table_to_undo(place: str, table: str) -> str:
    """What is said of a table that has another name since, or is gone. `place`: of the tables."""
    return tr(
        "“{place}” has no table “{table}” any more. Nothing was undone. If it was renamed, give it this name again; "
        "then undo the reload.",
        place=place,
        table=table,
    )


class OpenRows(Protocol):
    """The rows of a table, inside of a transaction. Their values are what a record of it keeps."""

    key: str
    """The column that tells them from each other."""
    columns: list[str]
    """All of them, the key first."""

    def by_key(self, columns: Sequence[str], keys: Sequence[Any]) -> Iterable[Sequence[Any]]:
        """The key and some values of those of the rows that are there."""

    def after(self, columns: Sequence[str], last: Any) -> Iterable[Sequence[Any]]:
        """The same of the rows with greater keys."""

    def update(self, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """Write values into rows; their key stands last."""

    def insert(self, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """Add rows."""

    def remove(self, keys: Sequence[Any]) -> None:
        """Take rows away."""


class TableUndo:
    """One table, and what was written to it."""

    def __init__(self, rows: OpenRows, record: TableRecord, feedback: Feedback) -> None:
        self._rows = rows
        self._record = record
        self._feedback = feedback
        self.name = record.name
        self.geometry = record.geometry
        self.edited: set[Any] = set()
        """Rows with edits that stay; a column that was renamed or removed since is an edit."""

    def is_there(self) -> bool:
        """Whether its rows can be distinguished as before."""
        return len(self._rows.columns) > 1 and self._rows.key == self._record.key

    def has(self, *columns: str) -> bool:
        """Whether it has columns."""
        return set(columns) <= set(self._rows.columns)

    def added(self) -> Iterator[AddedRow]:
        """The rows that the reload has added and that are still there."""
        for part in self._record.added.slices():
            self._feedback.check()
            now = self._now(self._rows.columns[1:], part)
            for row in part:
                if row[0] in now:
                    written = dict(zip(self._record.columns, row))
                    yield AddedRow(row[0], written.get("ocm_id"), self._is_edited(written, now[row[0]]))

    def stations_of_newer_rows(self) -> Iterator[Any]:
        """The numbers of the stations to which the user has added rows beside them since."""
        if self._record.table != STATIONS and self.has("ocm_id"):
            newer = self._rows.after(["ocm_id"], self._record.last)
            yield from (ocm_id for _, ocm_id in newer if ocm_id is not None)

    def _now(self, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> dict[Any, dict[str, Any]]:
        """The present values of rows, by their keys."""
        found = self._rows.by_key(columns, [row[0] for row in rows])
        return {row_id: dict(zip(columns, values)) for row_id, *values in found}

    def _is_edited(self, written: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
        """Whether a row is not as it was written; new columns of the user's were empty then."""
        return not all(self._record.is_as_written(name, value, written.get(name)) for name, value in now.items())

    def put_values_back(self) -> None:
        """Write the values from before where nobody has written others since."""
        for names, rows in self._record.changed.items():
            there = [name for name in names if name in self._rows.columns]
            for part in rows.slices():
                self._feedback.check()
                writes: dict[tuple[str, ...], list[list[Any]]] = {}
                now = self._now(there, part)
                for row_id, *values in part:
                    half = len(names)
                    before, after = dict(zip(names, values[:half])), dict(zip(names, values[half:]))
                    present = now.get(row_id, {})
                    kept = [name for name in present if self._record.is_as_written(name, present[name], after[name])]
                    if len(kept) < len(names) or row_id not in now:
                        self.edited.add(row_id)
                    if kept:
                        writes.setdefault(tuple(kept), []).append([*(before[name] for name in kept), row_id])
                for columns, parameters in writes.items():
                    self._rows.update(columns, parameters)

    def add_again(self) -> None:
        """Add the rows that were removed and are still gone, under the numbers that they had, if these are free."""
        columns = self._record.columns
        gone = [place for place, name in enumerate(columns) if name not in self._rows.columns]
        there_again = self._there_again()
        there = [place for place, name in enumerate(columns) if name in self._rows.columns]
        for part in self._record.removed.slices():
            self._feedback.check()
            part = [row for row in part if self._named(row) not in there_again]
            self.edited.update(row[0] for row in part if any(row[place] is not None for place in gone))
            taken = self._now([], part).keys()
            for is_taken in (False, True):
                places = there[1:] if is_taken else there
                rows = [[row[place] for place in places] for row in part if (row[0] in taken) is is_taken]
                if rows:
                    self._rows.insert([columns[place] for place in places], rows)

    def _there_again(self) -> set[tuple[Any, ...]]:
        """What the rows that were added since are called."""
        names = self._names()
        if not names or not self.has(*names):
            return set()
        newer = self._rows.after(names, self._record.last)
        return {tuple(values) for _, *values in newer if None not in values}

    def _named(self, row: Sequence[Any]) -> tuple[Any, ...]:
        """What a row of the record is called."""
        return tuple(row[self._record.columns.index(name)] for name in self._names())

    def _names(self) -> tuple[str, ...]:
        """The columns that say which station, connection, and so on a row is."""
        names = KEYS.get(self._record.table, ())
        return names if set(names) <= set(self._record.columns) else ()

    def remove(self, row_ids: Sequence[Any]) -> None:
        """Take rows away."""
        self._rows.remove(row_ids)


def take_tables_back(tables: Mapping[str, TableUndo]) -> tuple[int, bool]:
    """Let tables, given by what they are in the schema, be as they were. All of them are there.

    Returns how many rows have edits, which stay, and whether stations that the reload had added stay.
    """
    added = {table: list(each.added()) for table, each in tables.items()}
    going = rows_to_remove(added, {ocm_id for each in tables.values() for ocm_id in each.stations_of_newer_rows()})
    for table, each in tables.items():
        each.put_values_back()
        each.add_again()
        each.remove(going[table])
        each.edited.update(row.row_id for row in added[table] if row.is_edited)
    has_added = len(going[STATIONS]) < len(added[STATIONS])
    return sum(len(each.edited) for each in tables.values()), has_added


def take_ledgers_back(ledgers: Iterable[TableUndo], stays: bool, count_again: Callable[[], None]) -> None:
    """Let the lists of searches and providers be as they were.

    `stays`: stations of the reload stay, and so do the entries that it has added; then `count_again` counts the
    stations of each provider.
    """
    for ledger in ledgers:
        if not ledger.is_there():
            continue
        ledger.put_values_back()
        ledger.add_again()
        if not stays:
            ledger.remove([row.row_id for row in ledger.added() if not row.is_edited])
        elif ledger.name == PROVIDERS and ledger.has("n_stations", "provider_id"):
            count_again()

"""Stores with the list of their changes, and copies of their rows from before each reload, to compare both."""

from __future__ import annotations

from typing import Any

from ocm_plugin.ocm.store.comparing import Snapshot, compare
from ocm_plugin.ocm.store.history import as_stored, net_changes
from ocm_plugin.ocm.store.merge_values import Change
from ocm_plugin.ocm.store.packed import STATIONS, PackedRows
from tests.support.merged_rows import Store, said


class Diary:
    """A store, the list of its changes as files keep it, and a copy of its rows from before each reload."""

    def __init__(self) -> None:
        self.store = Store()
        self.entries: list[Change] = []
        self.copies: list[tuple[int, list[list[Any]]]] = []
        self._baseline: dict[str, PackedRows] = {}

    def reload(self, stations: dict[int, dict], **how: Any):
        """Merge a result."""
        self.copies.append((len(self.entries), self.rows()))
        name = f"q{len(self.copies)}"
        fresh = said(name, stations)
        outcome = self.store.merge(fresh, self._baseline, **how)
        self._baseline = {**self._baseline, name: self.store.baseline}
        kept = [change._replace(old=as_stored(change.old), new=as_stored(change.new)) for change in outcome.changes]
        self.entries.extend(kept)
        return outcome

    def rows(self) -> list[list[Any]]:
        return [list(held.compared) for held in self.store.held(STATIONS)]

    def since(self, reload: int) -> dict[int, tuple[str, frozenset]]:
        """What differs from before a reload, by the list of changes."""
        begin, _ = self.copies[reload]
        return found(net_changes(self.rows(), self.entries[begin:]))

    def by_copies(self, reload: int) -> dict[int, tuple[str, frozenset]]:
        """The same, by comparing all rows."""
        _, before = self.copies[reload]
        return found(compare(whole(before), whole(self.rows())))


def whole(rows: list[list[Any]]) -> Snapshot:
    return Snapshot(rows, True, lambda values: True, False)


def found(differences) -> dict[int, tuple[str, frozenset]]:
    return {each.ocm_id: (each.kind, frozenset(each.changes)) for each in differences}

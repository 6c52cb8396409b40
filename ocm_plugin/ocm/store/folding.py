"""Entries of the list of changes put together: what they say of the time before the first of them stays the same.

net_changes(rows, folded(older) + newer)        # is net_changes(rows, older + newer)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .history import ARRIVED, COMPARED_FIELDS, LEFT
from .merge_values import CHANGED, Change

TOGETHER = "together"
"""The kind of an entry that stands before those that were put together: `old` is the time of the first reload."""

_Values = dict[str, Change]


class _Station:
    """What is listed of one station."""

    def __init__(self) -> None:
        self._first: Change | None = None
        """With which it came or went first, if it did."""
        self._last: Change | None = None
        self._first_arrival: Change | None = None
        self._before: _Values = {}
        """What has changed before it came or went, by field."""
        self._since: _Values = {}
        """What has changed since it came or went last."""

    def take(self, entry: Change) -> None:
        """One more entry."""
        if entry.kind in ARRIVED or entry.kind in LEFT:
            self._first = self._first or entry
            self._last = entry
            self._since = {}
            if entry.kind in ARRIVED and self._first_arrival is None:
                self._first_arrival = entry
        elif entry.kind == CHANGED and entry.field is not None and entry.field in COMPARED_FIELDS:
            values = self._before if self._first is None else self._since
            earlier = values.get(entry.field, entry)
            values[entry.field] = entry._replace(old=earlier.old)

    def entries(self) -> Iterator[Change]:
        """What says the same."""
        first, last = self._first, self._last
        if first is None or last is None:
            yield from self._before.values()
            return
        if first.kind in LEFT:
            yield from self._before.values()
            yield first._replace(kind=last.kind if last.kind in LEFT else first.kind)
        if self._first_arrival is not None and (first.kind in ARRIVED or last.kind in ARRIVED):
            yield self._first_arrival
        if first.kind in ARRIVED and last.kind in LEFT:
            yield last._replace(old=None)  # it was not there in the beginning
        yield from self._since.values()


def folded(entries: Iterable[Change]) -> list[Change]:
    """Fewer entries that say the same of the stations from before the first one: each value changes once.

    What is said of connections, comments, photos and conflicts is left out.
    """
    stations: dict[int, _Station] = {}
    for entry in entries:
        stations.setdefault(entry.ocm_id, _Station()).take(entry)
    return [entry for station in stations.values() for entry in station.entries()]

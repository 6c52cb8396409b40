"""The list of changes that a store keeps, whichever kind of store that is: its reloads, and how it stays short.

Of more reloads than `LISTED_APART`, the older half is put together into one, which stands in the place of its first
entries.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timezone
from typing import Any, NamedTuple

from .folding import TOGETHER
from .history import Counts, as_stored
from .merge_values import Change

NEEDED = frozenset(("ocm_id", "kind", "field", "old", "new", "query_id", "seen_at"))
COLUMNS = NEEDED | {"table_name"}

LISTED_APART = 200
"""When a table of stations has more reloads in the list than this, the older half of them is put together into one."""


class ListedReload(NamedTuple):
    """A reload in the list, with what was decided of its conflicts; or older ones, put together."""

    first: int
    """The number of its first entry."""
    seen_at: str
    counts: Counts
    until: str = ""
    """When the last one was of those put together."""


def reloads_of(rows: Iterable[Sequence[Any]]) -> list[ListedReload]:
    """The reloads that are listed, the newest first.

    `rows`: of each reload and kind of change the first entry, time, search, kind, number of stations, and what its mark
    says if it is several that were put together.
    """
    found: dict[tuple[str, str], ListedReload] = {}
    for first, seen_at, query_id, kind, count, since in rows:
        reload = found.setdefault((query_id, seen_at), ListedReload(first, str(seen_at), Counts()))
        if kind == TOGETHER:
            reload = reload._replace(seen_at=str(since), until=str(seen_at))
        found[query_id, seen_at] = reload._replace(counts=reload.counts.with_kind(kind, count))
    return sorted((each for each in found.values() if any(each.counts)), reverse=True)


def time_of(seen_at: str) -> datetime | None:
    """A time of the list; None for what is none: the table may hold anything."""
    try:
        time = datetime.fromisoformat(seen_at.replace("Z", "+00:00"))
        return time.astimezone(timezone.utc) if time.tzinfo is not None else time.replace(tzinfo=timezone.utc)
    except (ValueError, OverflowError):
        return None


def entry_row(fid: int | None, change: Change, query_id: str, seen_at: Any, table: str) -> tuple[Any, ...]:
    """An entry as the list has it."""
    return (fid, *change[:3], as_stored(change.old), as_stored(change.new), query_id, seen_at, table)


def older_reloads(reloads: Sequence[Sequence[Any]]) -> Sequence[Sequence[Any]]:
    """Those of the reloads of a table that are to be put together: none, while there are few of them.

    `reloads`: first and last entry, search and time of each, in their order.
    """
    older = reloads[: -LISTED_APART // 2]
    last = max((each[1] for each in older), default=0)
    if len(reloads) <= LISTED_APART or last >= reloads[len(older)][0]:
        return ()  # or their entries are mixed: somebody has edited the list
    return older


def in_their_place(
    free: Sequence[int], entries: Iterable[Change], begin: Any, query_id: str, seen_at: Any, table: str
) -> list[tuple[Any, ...]]:
    """Entries put together, under the numbers of those that they stand for; none, if they would be no fewer.

    `begin`: the time of the first reload.
    """
    rows = [entry_row(None, each, query_id, seen_at, table) for each in entries]
    rows.insert(0, (None, None, TOGETHER, None, begin, None, query_id, seen_at, table))
    return [(row_id, *row[1:]) for row_id, row in zip(free, rows)] if len(rows) < len(free) else []

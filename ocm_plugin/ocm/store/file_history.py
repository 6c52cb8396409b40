"""The list of changes that a GeoPackage keeps: which reloads it knows, and what they wrote."""

from __future__ import annotations

import sqlite3
from datetime import datetime, timezone
from typing import NamedTuple

from .baselines import has_table
from .database import reading
from .history import Counts
from .merge_values import Change
from .sql import columns_of

CHANGES = "ocm_changes"
"""The table that lists what reloads have changed."""
IS_TAKEN = "SELECT count(*) FROM sqlite_master WHERE lower(name) = ?"
COLUMNS = frozenset(("ocm_id", "kind", "field", "old", "new", "query_id", "seen_at"))
LISTED = (
    "SELECT min(rowid), seen_at, query_id, kind, count(DISTINCT ocm_id) FROM ocm_changes "
    "GROUP BY query_id, seen_at, kind ORDER BY 1"
)
ENTRIES = "SELECT ocm_id, kind, field, old, new FROM ocm_changes WHERE rowid >= ? AND ocm_id IS NOT NULL ORDER BY rowid"
FIRST_SINCE = "SELECT min(rowid) FROM ocm_changes WHERE julianday(seen_at) >= julianday(?)"


class ListedReload(NamedTuple):
    """A reload in the list, with what was decided of its conflicts."""

    first: int
    """The number of its first entry."""
    seen_at: str
    counts: Counts


def listed_reloads(path: str) -> list[ListedReload]:
    """The reloads that a file knows, the newest first; none, if it keeps no list. Raises FileWriteError."""
    with reading(path) as file:
        rows = file.execute(LISTED).fetchall() if has_list(file) else []
    found: dict[tuple[str, str], ListedReload] = {}
    for first, seen_at, query_id, kind, count in rows:
        reload = found.setdefault((query_id, seen_at), ListedReload(first, str(seen_at), Counts()))
        found[query_id, seen_at] = reload._replace(counts=reload.counts.with_kind(kind, count))
    return sorted((each for each in found.values() if any(each.counts)), reverse=True)


def entries_from(path: str, first: int) -> list[Change]:
    """All that a file has listed from an entry on. Raises FileWriteError."""
    with reading(path) as file:
        rows = file.execute(ENTRIES, (first,)).fetchall() if has_list(file) else []
    return [Change(*row) for row in rows]


def entries_since(path: str, moment: datetime) -> list[Change] | None:
    """All that a file has listed since a moment; None, if it keeps no list. Raises FileWriteError."""
    with reading(path) as file:
        if not has_list(file):
            return None
        (first,) = file.execute(FIRST_SINCE, (moment.isoformat(),)).fetchone()
        # By the order of the entries from there on: clocks are set, and entries of one reload belong together.
        rows = file.execute(ENTRIES, (first,)).fetchall() if first is not None else []
    return [Change(*row) for row in rows]


def time_of(seen_at: str) -> datetime | None:
    """A time of the list; None for what is none: the table may hold anything."""
    try:
        time = datetime.fromisoformat(seen_at.replace("Z", "+00:00"))
        return time.astimezone(timezone.utc) if time.tzinfo is not None else time.replace(tzinfo=timezone.utc)
    except (ValueError, OverflowError):
        return None


def has_list(file: sqlite3.Connection) -> bool:
    """Whether a file keeps a list of changes: a table of the user's may have its name, or other columns than it had."""
    return has_table(file, CHANGES) and set(columns_of(file, CHANGES)[1]) >= COLUMNS


def can_keep_list(file: sqlite3.Connection) -> bool:
    """Whether a file keeps a list of changes, or has its name free. Names are the same in whichever case."""
    return has_list(file) or not file.execute(IS_TAKEN, (CHANGES,)).fetchone()[0]

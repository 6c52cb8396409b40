"""What distinguishes two results, station by station: added, gone, changed, or not asked for in one of them.

    for difference in compare(old, new): …

Values are compared as a merge compares them (`packed`), so that a reload and a comparison say the same. A station is
gone only when the newer result would have it: when it is complete and its search asks for the place. With filters, it
may also be there and match them no longer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import isclose
from typing import Any, NamedTuple

from ..search.geodesy import metres_between
from .merge_values import ADDED, APPEARED, DISAPPEARED, GONE, NOT_ASKED_BEFORE
from .packed import MISSING, POSITION, STATIONS, is_position, packed_text, shape_of, values_or_missing

NOT_ASKED_NOW = "not_asked_now"
NOT_ASKED = frozenset((NOT_ASKED_BEFORE, NOT_ASKED_NOW))
STATUS, POWER_UP, POWER_DOWN, MOVED, OTHER = "status", "power_up", "power_down", "moved", "other"
"""Their words and order are those of `schema.codes.CHANGE_KINDS`. A station that has changed in several ways is
of the first of them."""

_STATUS_FIELDS = frozenset(("status_class", "map_state"))
_POWER = "max_kw"
NEVER_COMPARED = frozenset(("match", "lat", "lon"))
"""How a station meets the filters belongs to the result, not to the station; where it is, is said by its point."""
NOT_MOVED_M = 0.1
"""Below this, positions differ by how they were rounded: text files keep seven decimals of a degree."""


class Snapshot(NamedTuple):
    """The stations of one result."""

    rows: Iterable[Sequence[Any]]
    """The compared values of each station, as `Shape.plain` leaves them, with the point; MISSING for no column."""
    is_complete: bool
    """Whether it holds all stations that its search asks for."""
    asks_for: Callable[[Sequence[Any]], bool]
    """Whether its search asks for a station: whether it lies in the area."""
    is_filtered: bool
    """Whether its search leaves stations of the area out."""


class ValueChange(NamedTuple):
    """One field of a station that differs."""

    field: str
    old: Any
    new: Any


@dataclass(frozen=True)
class Difference:
    """What is different about one station."""

    ocm_id: int
    kind: str
    old: dict[str, Any]
    """Its values in the older result, by field; empty where it is not in it."""
    new: dict[str, Any]
    changes: tuple[ValueChange, ...] = ()
    moved_m: float | None = None
    """Metres on the ellipsoid; None when it has not moved."""


def compare(old: Snapshot, new: Snapshot, check: Callable[[], None] = lambda: None) -> Iterator[Difference]:
    """All stations that differ: first those of the newer result in its order, then those that only the older one has.

    Of rows with the same number, the first counts. `check` is called often, and raises when the answer is not wanted.
    """
    names = shape_of(STATIONS).compared
    number = names.index("ocm_id")
    before: dict[int, str] = {}
    for values in old.rows:
        check()
        if values[number] is not None:
            before.setdefault(values[number], packed_text(values))
    found: set[int] = set()
    for values in new.rows:
        check()
        ocm_id = values[number]
        if ocm_id is None or ocm_id in found:
            continue
        found.add(ocm_id)
        text = before.get(ocm_id)
        if text is None:
            was_asked = old.is_complete and old.asks_for(values)
            kind = (APPEARED if old.is_filtered else ADDED) if was_asked else NOT_ASKED_BEFORE
            yield Difference(ocm_id, kind, {}, dict(zip(names, values)))
        elif text != packed_text(values):
            difference = _changed(ocm_id, dict(zip(names, values_or_missing(text))), dict(zip(names, values)))
            if difference.changes:
                yield difference
    for ocm_id, text in before.items():
        if ocm_id not in found:
            check()
            values = values_or_missing(text)
            yield Difference(ocm_id, _kind_of_absent(values, new), dict(zip(names, values)), {})


def _kind_of_absent(values: Sequence[Any], new: Snapshot) -> str:
    if not new.is_complete or not new.asks_for(values):
        return NOT_ASKED_NOW
    return DISAPPEARED if new.is_filtered else GONE


def _changed(ocm_id: int, old: dict[str, Any], new: dict[str, Any]) -> Difference:
    changes = tuple(
        ValueChange(name, old[name], new[name])
        for name in old
        if old[name] != new[name] and name not in NEVER_COMPARED and not _are_alike(old[name], new[name])
    )
    moved_m = _metres(old[POSITION], new[POSITION]) if any(each.field == POSITION for each in changes) else None
    if moved_m is not None and moved_m < NOT_MOVED_M:
        changes, moved_m = tuple(each for each in changes if each.field != POSITION), None
    names = {change.field for change in changes}
    return Difference(ocm_id, _kind_of_changed(names, old, new), old, new, changes, moved_m)


def _are_alike(old: Any, new: Any) -> bool:
    """Whether two values that are written differently mean the same, or cannot be compared."""
    if MISSING in (old, new):
        return True
    if isinstance(old, float) and isinstance(new, float):
        return isclose(old, new, rel_tol=1e-9, abs_tol=1e-12) or (old != old and new != new)
    return isinstance(old, str) is not isinstance(new, str) and None not in (old, new) and str(old) == str(new)


def _metres(old: Any, new: Any) -> float | None:
    """How far a point has moved; None when one is not known."""
    if not is_position(old) or not is_position(new):
        return None
    before, now = (tuple(map(float, text.split())) for text in (old, new))
    return metres_between((before[0], before[1]), (now[0], now[1]))


def _kind_of_changed(names: set[str], old: dict[str, Any], new: dict[str, Any]) -> str:
    if names & _STATUS_FIELDS:
        return STATUS
    before, now = old[_POWER], new[_POWER]
    # A text file of a German spreadsheet has "50,0", which is no number.
    if _POWER in names and isinstance(before, (int, float)) and isinstance(now, (int, float)):
        return POWER_UP if now > before else POWER_DOWN
    return MOVED if POSITION in names else OTHER

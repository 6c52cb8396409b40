"""What reloads have changed, read backwards: what a store held before one of them, and so what differs since then.

    for difference in net_changes(rows, entries): …

Only what reloads wrote is taken back. What the user has edited, added or removed is no change of Open Charge Map.
A value that has changed twice differs once, one that has changed back does not, and a station that has come and gone
again is no difference.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from ..tables.schema import TABLES
from .comparing import Difference, Snapshot, compare
from .merge_values import ADDED, APPEARED, CHANGED, DISAPPEARED, GONE, NOT_ASKED_BEFORE, Change
from .packed import MISSING, PLAIN, POSITION, STATIONS, is_position, shape_of

ARRIVED = frozenset((ADDED, APPEARED, NOT_ASKED_BEFORE))
LEFT = frozenset((GONE, DISAPPEARED))

Values = dict[str, Any]


class Counts(NamedTuple):
    """How many stations a reload has changed, and how."""

    added: int = 0
    changed: int = 0
    gone: int = 0

    def with_kind(self, kind: str, count: int) -> Counts:
        """The same, and so many stations more of a kind of the list."""
        if kind in ARRIVED:
            return self._replace(added=self.added + count)
        if kind in LEFT:
            return self._replace(gone=self.gone + count)
        return self._replace(changed=self.changed + count) if kind == CHANGED else self


def as_stored(value: Any) -> str | None:
    """A value as the list of changes keeps it: as text, from which the same value can be read again."""
    if value is None:
        return None
    if isinstance(value, bool):
        return str(int(value))
    return repr(value) if isinstance(value, float) else str(value)


def net_changes(
    rows: Iterable[Sequence[Any]], entries: Sequence[Change], check: Callable[[], None] = lambda: None
) -> Iterator[Difference]:
    """How the stations of a store differ from what they were before the first of some entries of its list.

    `rows`: the compared values of its stations as they are now. `entries`: all that has been listed since, in order.
    """
    now = _as_written(_rows_now(rows, {entry.ocm_id for entry in entries}, check), entries)
    before = _rows_before(now, entries)
    left_by_user = _removed_by_user(now, entries)
    compared = shape_of(STATIONS).compared
    old = [[values.get(name, MISSING) for name in compared] for number, values in before.items()]
    kinds = _kinds(entries)
    for difference in compare(_snapshot(old), _snapshot([[*row.values()] for row in now.values()]), check):
        number = difference.ocm_id
        if number in left_by_user:
            continue
        arrived, left = kinds.get(number, (None, None))
        kind = (left if not difference.new else arrived if not difference.old else None) or difference.kind
        yield replace(difference, kind=kind)


def _snapshot(rows: list[list[Any]]) -> Snapshot:
    return Snapshot(rows, True, lambda values: True, False)


def _rows_now(rows: Iterable[Sequence[Any]], numbers: set[int], check: Callable[[], None]) -> dict[int, Values]:
    """The present values of the stations of which something is listed. Of rows with one number, the first counts."""
    compared = shape_of(STATIONS).compared
    number = compared.index("ocm_id")
    found: dict[int, Values] = {}
    for row in rows:
        check()
        if row[number] in numbers:
            found.setdefault(row[number], dict(zip(compared, row)))
    return found


def _as_written(now: dict[int, Values], entries: Iterable[Change]) -> dict[int, Values]:
    """The present values, but where the user has edited one since a reload has written it, what the reload wrote."""
    written: dict[int, Values] = {}
    for entry in entries:
        if entry.kind in ARRIVED or entry.kind in LEFT:
            written.pop(entry.ocm_id, None)
        elif entry.kind == CHANGED and entry.field in COMPARED_FIELDS:
            written.setdefault(entry.ocm_id, {})[entry.field] = _read(entry.field, entry.new)
    for number, values in now.items():
        for name, value in written.get(number, {}).items():
            if value is not MISSING and values[name] is not MISSING:
                values[name] = value
    return now


def _rows_before(now: Mapping[int, Values], entries: Sequence[Change]) -> dict[int, Values]:
    """The values from before the entries, which are taken back one by one."""
    found = {number: dict(values) for number, values in now.items()}
    for entry in reversed(entries):
        if entry.kind in ARRIVED:
            found.pop(entry.ocm_id, None)
        elif entry.kind in LEFT:
            found[entry.ocm_id] = _last_known(entry)
        elif entry.kind == CHANGED and entry.ocm_id in found and entry.field in COMPARED_FIELDS:
            found[entry.ocm_id][entry.field] = _read(entry.field, entry.old)
    return found


def _removed_by_user(now: Mapping[int, Values], entries: Iterable[Change]) -> set[int]:
    """Stations that no reload has taken away and that are not there all the same."""
    has_left: dict[int, bool] = {}
    for entry in entries:
        if entry.kind in ARRIVED or entry.kind in LEFT or entry.kind == CHANGED:
            has_left[entry.ocm_id] = entry.kind in LEFT
    return {number for number, left in has_left.items() if not left and number not in now}


def _kinds(entries: Iterable[Change]) -> dict[int, tuple[str | None, str | None]]:
    """How each station first came and last went."""
    found: dict[int, tuple[str | None, str | None]] = {}
    for entry in entries:
        arrived, left = found.get(entry.ocm_id, (None, None))
        if entry.kind in ARRIVED:
            found[entry.ocm_id] = arrived or entry.kind, left
        elif entry.kind in LEFT:
            found[entry.ocm_id] = arrived, entry.kind
    return found


def _last_known(entry: Change) -> Values:
    """What a station was when it went; only its number, if that cannot be read."""
    try:
        values = dict(json.loads(entry.old))
    except (ValueError, TypeError, RecursionError):
        return {"ocm_id": entry.ocm_id}
    known = {name: _read(name, values.get(name)) for name in _FIELDS}
    return {**known, "ocm_id": entry.ocm_id}


def _read(name: str, value: Any) -> Any:
    """A value of the list as stores hold it; MISSING for one that no reload has written: the table may be damaged."""
    if value is None:
        return None
    plain = _FIELDS[name]
    value = value if plain is None else plain(value)
    if name == POSITION:
        return value if is_position(value) else MISSING
    return value if isinstance(value, _KINDS.get(_TYPES[name], str)) else MISSING


_KINDS: dict[str, type | tuple[type, ...]] = {"int": int, "int64": int, "real": float, "bool": bool}
"""How values are held by the types of their fields; those not named are texts."""

_TYPES = {field.name: field.type for field in TABLES[STATIONS]}
_FIELDS: dict[str, Callable[[Any], Any] | None] = {
    name: PLAIN.get(_TYPES.get(name, "text")) for name in shape_of(STATIONS).compared
}
"""What makes the values of each compared field comparable, whichever way they were kept."""

COMPARED_FIELDS = _FIELDS.keys() - {"ocm_id"}
"""The fields whose values reloads write."""

"""Rules on how charging stations must stand along roads: files with sources and dates, which users may copy and change.

A pack is a JSON object in a file; the name of the file is the id of the pack. `docs/analysis.md` explains its members,
those of `_MEMBERS` here. Those shipped lie in `packs/` beside this module, and in `fleet_target.json` the power that
the vehicles of a zone need.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from ..errors import AnalysisError
from ..tables.derive.connector_types import CONNECTOR_TYPES
from ..translation import tr

KM_PER_UNIT = {"km": 1.0, "mi": 1.609344}


class PointRule(NamedTuple):
    """So many points of a pool must have such power and such a connector."""

    number: int
    min_kw: float | None
    connectors: tuple[str, ...]
    """Standards, of which each point has one ("ccs1"); empty: any."""

    @property
    def type_ids(self) -> tuple[int, ...]:
        """The connector types of Open Charge Map that belong to the standards."""
        return tuple(sorted(number for number, kind in CONNECTOR_TYPES.items() if kind.standard in self.connectors))


class PoolRule(NamedTuple):
    """What a pool must have."""

    min_total_kw: float | None
    """Of all its points together."""
    points: tuple[PointRule, ...]
    public: bool
    open_24_hours: bool
    for_trucks: bool


class RulePack(NamedTuple):
    """What stations along roads must be like, and where that is laid down."""

    pack_id: str
    title: str
    citation: str
    """Where the rule stands, as lawyers cite it."""
    source: str
    """Its web address; "" for none."""
    summary: str
    """What the clause says, in other words than its own."""
    in_force_from: date | None
    in_force_to: date | None
    due: date | None
    """The day by which it must be fulfilled."""
    unit: str
    """Of its distances: a key of KM_PER_UNIT."""
    max_spacing: float | None
    """Between pools along the road. None: the rule leaves it to others."""
    max_distance: float | None
    """Of a pool from the road."""
    distance_by_road: bool
    """Whether that distance is one of driving, of which the one as the crow flies is only the least."""
    each_direction: bool
    """Whether pools are needed in each direction of travel."""
    share_of_length: float
    """Of the roads together, from 0 to 1."""
    pool: PoolRule
    not_checked: tuple[str, ...]
    """What the rule asks for beside, of which Open Charge Map knows nothing."""
    notes: tuple[str, ...]

    @property
    def max_spacing_km(self) -> float | None:
        """The spacing in kilometres."""
        return None if self.max_spacing is None else self.max_spacing * KM_PER_UNIT[self.unit]

    @property
    def max_distance_m(self) -> float | None:
        """The distance from the road in metres."""
        return None if self.max_distance is None else self.max_distance * KM_PER_UNIT[self.unit] * 1000


class FleetTarget(NamedTuple):
    """The public power that vehicles need, and where that is laid down."""

    title: str
    citation: str
    source: str
    summary: str
    in_force_from: date | None
    in_force_to: date | None
    kw_per_bev: float
    kw_per_phev: float


def read_pack(path: Path) -> RulePack:
    """The pack of a file. Raises AnalysisError, which names the file, the entry and what is expected."""
    return RulePack(pack_id=path.stem, **_read(path, _MEMBERS))


def read_fleet_target(path: Path) -> FleetTarget:
    """The target of a file. Raises AnalysisError as `read_pack` does."""
    return FleetTarget(**_read(path, _FLEET_MEMBERS))


def _read(path: Path, readers: Mapping[str, tuple[_Reader, Any]]) -> dict[str, Any]:
    """The members of a file."""
    try:
        stored = json.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise AnalysisError(tr("The rule pack {file} cannot be read: {why}.", file=path, why=error)) from error
    except (ValueError, RecursionError) as error:
        raise AnalysisError(tr("The rule pack {file} is not JSON: {why}.", file=path, why=error)) from error
    try:
        return _members(stored, "", readers)
    except _Unfit as unfit:
        raise AnalysisError(
            tr(
                "The rule pack {file} cannot be used: “{entry}” must be {expected}.",
                file=path,
                entry=unfit.entry,
                expected=unfit.expected,
            )
        ) from unfit


class _Unfit(Exception):
    """An entry is missing, or is not what it must be."""

    def __init__(self, entry: str, expected: str) -> None:
        super().__init__(entry)
        self.entry = entry
        self.expected = expected


_Reader = Callable[[Any, str], Any]
"""Given a value and the name of its entry. Raises _Unfit."""


def _members(value: Any, entry: str, readers: Mapping[str, tuple[_Reader, Any]]) -> dict[str, Any]:
    """An object with these members, each with its reader and what stands for it where it is missing."""
    if not isinstance(value, dict):
        raise _Unfit(entry.rstrip(".") or "{}", tr("an object"))
    for name in value:
        if name not in readers:
            raise _Unfit(f"{entry}{name}", tr("left out, or one of {names}", names=", ".join(readers)))
    return {
        name: missing if name not in value and missing is not _NEEDED else read(value.get(name), f"{entry}{name}")
        for name, (read, missing) in readers.items()
    }


def _text(value: Any, entry: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise _Unfit(entry, tr("a text"))
    return value


def _address(value: Any, entry: str) -> str:
    if not isinstance(value, str) or not value.startswith(("https://", "http://")):
        raise _Unfit(entry, tr("a web address that begins with https://"))
    return value


def _texts(value: Any, entry: str) -> tuple[str, ...]:
    return tuple(_text(each, f"{entry}[{number}]") for number, each in enumerate(_list(value, entry)))


def _list(value: Any, entry: str) -> list[Any]:
    if not isinstance(value, list):
        raise _Unfit(entry, tr("a list"))
    return value


def _flag(value: Any, entry: str) -> bool:
    if not isinstance(value, bool):
        raise _Unfit(entry, tr("true or false"))
    return value


def _day(value: Any, entry: str) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise _Unfit(entry, tr("a day such as “2027-12-31”, or null")) from None


def _positive(value: Any, entry: str) -> float:
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if not is_number or not 0 < value < math.inf:
        raise _Unfit(entry, tr("a number above 0"))
    return float(value)


def _positive_or_none(value: Any, entry: str) -> float | None:
    return None if value is None else _positive(value, entry)


def _count(value: Any, entry: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise _Unfit(entry, tr("a whole number above 0"))
    return value


def _share(value: Any, entry: str) -> float:
    """Given in percent."""
    found = _positive(value, entry)
    if found > 100:
        raise _Unfit(entry, tr("a number above 0, and 100 at most"))
    return found / 100


def _unit(value: Any, entry: str) -> str:
    if value not in tuple(KM_PER_UNIT):
        raise _Unfit(entry, tr("one of {names}", names=", ".join(KM_PER_UNIT)))
    return str(value)


def _connectors(value: Any, entry: str) -> tuple[str, ...]:
    standards = sorted({kind.standard for kind in CONNECTOR_TYPES.values()} - {"unknown"})
    found = _texts(value, entry)
    for number, each in enumerate(found):
        if each not in standards:
            raise _Unfit(f"{entry}[{number}]", tr("one of {names}", names=", ".join(standards)))
    return found


def _point_rules(value: Any, entry: str) -> tuple[PointRule, ...]:
    return tuple(
        PointRule(**_members(each, f"{entry}[{number}].", _POINT_MEMBERS))
        for number, each in enumerate(_list(value, entry))
    )


def _pool_rule(value: Any, entry: str) -> PoolRule:
    found = PoolRule(**_members(value, f"{entry}.", _POOL_MEMBERS))
    if found.min_total_kw is None and not found.points:
        raise _Unfit(entry, tr("an object with “min_total_kw” or “points”"))
    return found


_NEEDED = object()
_POINT_MEMBERS: dict[str, tuple[_Reader, Any]] = {
    "number": (_count, _NEEDED),
    "min_kw": (_positive_or_none, None),
    "connectors": (_connectors, ()),
}
_POOL_MEMBERS: dict[str, tuple[_Reader, Any]] = {
    "min_total_kw": (_positive_or_none, None),
    "points": (_point_rules, ()),
    "public": (_flag, True),
    "open_24_hours": (_flag, False),
    "for_trucks": (_flag, False),
}
_HEAD_MEMBERS: dict[str, tuple[_Reader, Any]] = {
    "title": (_text, _NEEDED),
    "citation": (_text, _NEEDED),
    "source": (_address, ""),
    "summary": (_text, _NEEDED),
    "in_force_from": (_day, None),
    "in_force_to": (_day, None),
}
_FLEET_MEMBERS = {**_HEAD_MEMBERS, "kw_per_bev": (_positive, _NEEDED), "kw_per_phev": (_positive, _NEEDED)}
_MEMBERS: dict[str, tuple[_Reader, Any]] = {
    **_HEAD_MEMBERS,
    "due": (_day, None),
    "unit": (_unit, "km"),
    "max_spacing": (_positive_or_none, None),
    "max_distance": (_positive_or_none, None),
    "distance_by_road": (_flag, False),
    "each_direction": (_flag, False),
    "share_of_length": (_share, 1.0),
    "pool": (_pool_rule, _NEEDED),
    "not_checked": (_texts, ()),
    "notes": (_texts, ()),
}


def texts_of(pack: RulePack) -> Iterator[str]:
    """What people read of a pack: `tr` says it."""
    yield from (pack.title, pack.summary, *pack.not_checked, *pack.notes)

"""What a mirror finds stations by, beside their places: derived of each, so that SQL leaves most of the others out.

None stands for "it may be anything": such a station is looked at itself. So a mirror of an older version, which lacks
some of the columns, answers as well as any, only slower.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from itertools import product
from operator import attrgetter
from typing import Any, NamedTuple

from ..match.filters import PLACE_NAMES, may_carry
from ..records.list_search import bare
from ..records.station import Station
from ..tables.derive.classes import counts_now
from ..tables.derive.cost import is_free
from ..tables.derive.equipment import facts_of
from ..tables.derive.opening import is_open_24_hours
from ..tables.derive.station_rows import is_planned
from ..tables.derive.status import site_status, status_class

INDEX = {
    "country_id": "INTEGER",
    "operator_id": "INTEGER",
    "provider_id": "INTEGER",
    "usage_id": "INTEGER",
    "created": "INTEGER",
    "modified": "INTEGER",
    "types": "TEXT",
    "kw_hi": "REAL",
    "connectors": "REAL",
    "has_media": "INTEGER",
    "has_comments": "INTEGER",
    "has_checkins": "INTEGER",
    "status_id": "INTEGER",
    "in_operation": "INTEGER",
    "levels": "TEXT",
    "currents": "TEXT",
    "kw_lo": "REAL",
    "is_free": "INTEGER",
    "is_open_24_hours": "INTEGER",
    "verified": "INTEGER",
    "words": "TEXT",
}
"""The columns, with their types in SQLite. Older mirrors end with `has_checkins`."""

ARRIVED = ("ocm_id", "lon", "lat", *INDEX, "poi")
"""The columns of the stations that wait, as `arrived_row` of `mirror_tables` makes them."""


def places_of_kept(columns: Collection[str]) -> list[int]:
    """Which values of a station that waits a mirror keeps whose index has these columns, by their places."""
    return [place for place, name in enumerate(ARRIVED) if name not in INDEX or name in columns]


def index_values(station: Station) -> tuple[Any, ...]:
    """What a station is found by, in the order of `INDEX`."""
    equipment = _equipment(station)
    return (
        station.country_id,
        station.operator_id,
        station.provider_id,
        station.usage_id,
        _seconds(station.date_created),
        _seconds(station.date_status_update),
        equipment.types,
        equipment.kw_hi,
        equipment.connectors,
        _flag(station.media),
        _flag(station.comments),
        _checked_in(station),
        site_status(station).status_id,
        _in_operation(station),
        equipment.levels,
        equipment.currents,
        equipment.kw_lo,
        _number(is_free(station.usage_cost)),
        _number(is_open_24_hours(station.access_comments)),
        _verified(station),
        _words(station),
    )


def _seconds(moment: datetime | None) -> int | None:
    return None if moment is None else int(moment.timestamp() // 1)


def _flag(items: Sequence[Any] | None) -> int | None:
    return None if items is None else int(bool(items))


def _number(fact: bool | None) -> int | None:
    return None if fact is None else int(fact)


def _checked_in(station: Station) -> int | None:
    if station.comments is None:
        return None
    return int(any(comment.checkin_id is not None for comment in station.comments))


def _in_operation(station: Station) -> int | None:
    """Whether it is in operation; a station that is planned for a day may be so when it is asked for."""
    if station.date_planned is not None:
        return None
    found = site_status(station).status_class
    return _number(counts_now(found, is_planned(station, found, date.min)))


def _verified(station: Station) -> int | None:
    """Before when it was verified for sure: which dates tell that depends on the day on which it is asked for."""
    if station.date_last_verified is not None:
        return _seconds(station.date_last_verified)
    dates = (station.date_status_update, station.date_last_confirmed, station.date_created)
    return _seconds(max((each for each in dates if each is not None), default=None))


_PLACE = attrgetter(*PLACE_NAMES)


def _words(station: Station) -> str | None:
    parts = list(filter(None, _PLACE(station)))
    return stored_words(" ".join(parts)) if parts else None


def stored_words(text: str) -> str:
    """A text as it is searched for words, without other letters than databases of every encoding have."""
    return bare(text).encode("unicode_escape").decode("ascii")


class _Equipment(NamedTuple):
    """What the connections may be, as far as they count for anybody; None: anything."""

    types: str | None = None
    levels: str | None = None
    currents: str | None = None
    kw_lo: float | None = None
    """No connection has surely less than this."""
    kw_hi: float | None = None
    connectors: float | None = None


_OUT = ("removed", "not_operational", "planned")
_ANYWHERE = (None, "US", "DE")
"""A country that is not known, one where Tesla's plugs are those of North America, and one where they are not."""


def _equipment(station: Station) -> _Equipment:
    """Of a station whose connections are all out nothing is known for sure."""
    lines = station.connections
    if not lines or all(status_class(line.status_id) in _OUT for line in lines):
        return _Equipment()
    facts = [facts_of(line, iso, station.provider_id) for line, iso in product(lines, _ANYWHERE)]
    currents = {line.current_id or 0 for line in lines}.union(*map(may_carry, facts))
    # A line without quantity may have any number.
    known = all(line.quantity is not None and line.quantity > 0 for line in lines)
    return _Equipment(
        _as_text({line.type_id or 0 for line in lines}),
        _as_text({line.level_id or 0 for line in lines}),
        _as_text(currents),
        min(each.kw_lo for each in facts),
        max(each.kw_hi for each in facts),
        float(sum(line.quantity or 0 for line in lines)) if known else None,
    )


def _as_text(ids: Collection[int]) -> str:
    """Ids as a column has them: ",1,33,"; 0 stands for one that is not stated."""
    return f",{','.join(map(str, sorted(ids)))},"

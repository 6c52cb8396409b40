"""What a mirror finds stations by, beside their places: of each what filters read, so that most need not be unpacked.

None: the record says nothing, unless a column says otherwise. `mirror_judge` reads them.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from datetime import date, datetime
from itertools import compress
from operator import attrgetter
from typing import Any

from ..match.filters import PLACE_NAMES
from ..records.list_search import bare
from ..records.station import Connection, Station
from ..tables.derive.connector_types import TESLA_SX_ID
from ..tables.derive.cost import is_free
from ..tables.derive.opening import is_open_24_hours
from ..tables.derive.power import AFDC_PROVIDER_ID, ESTIMATE_MARK, is_estimate
from ..tables.derive.status import lines_of, site_status

INDEX = {
    "lon": "REAL",
    "lat": "REAL",
    "country_id": "INTEGER",
    "operator_id": "INTEGER",
    "provider_id": "INTEGER",
    "usage_id": "INTEGER",
    "created": "INTEGER",
    "modified": "INTEGER",
    "has_media": "INTEGER",
    "has_comments": "INTEGER",
    "has_checkins": "INTEGER",
    "status_id": "INTEGER",
    "is_for_a_day": "INTEGER",
    "is_free": "INTEGER",
    "is_open_24_hours": "INTEGER",
    "verified": "INTEGER",
    "words": "TEXT",
    "attributions": "TEXT",
    "equipment": "TEXT",
}
"""The columns, with their types in SQLite."""
OF_RECORD = tuple(INDEX)[: tuple(INDEX).index("has_checkins") + 1]
"""Those in which mirrors of every version have the same, if they have them."""

ARRIVED = ("ocm_id", *INDEX, "poi")
"""The columns of the stations that wait, as `arrived_row` of `mirror_tables` makes them."""


def places_of_kept(columns: Collection[str]) -> list[int]:
    """Which values of a station that waits a mirror keeps whose table for them has these columns, by their places."""
    return [place for place, name in enumerate(ARRIVED) if name in columns]


def index_values(station: Station) -> tuple[Any, ...]:
    """What a station is found by, in the order of `INDEX`."""
    return (
        station.longitude,
        station.latitude,
        station.country_id,
        station.operator_id,
        station.provider_id,
        station.usage_id,
        _seconds(station.date_created),
        _seconds(station.date_status_update),
        _flag(station.media),
        _flag(station.comments),
        _checked_in(station),
        site_status(station).status_id,
        int(station.date_planned is not None),
        _number(is_free(station.usage_cost)),
        _number(is_open_24_hours(station.access_comments)),
        _verified(station),
        _words(station),
        json.dumps(station.attributions) if station.attributions else None,
        _equipment(station),
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


def _verified(station: Station) -> int | None:
    """When it was verified, by all dates but that of its creation: whether that one says so is a matter of the day."""
    if station.date_last_verified is not None:
        return _seconds(station.date_last_verified)
    dates = (station.date_status_update, station.date_last_confirmed)
    return _seconds(max((each for each in dates if each is not None), default=None))


_PLACE = attrgetter(*PLACE_NAMES)


def _words(station: Station) -> str | None:
    parts = list(filter(None, _PLACE(station)))
    return stored_words(" ".join(parts)) if parts else None


def stored_words(text: str) -> str:
    """A text as it is searched for words, without other letters than databases of every encoding have."""
    return bare(text).encode("unicode_escape").decode("ascii")


# Equipment: "country/provider/line/line…", and of a line its type, level, current, amps, volts, power and quantity, and
# whether its power is a guess. Country and provider stand there only where the equipment depends on them.

_MEMBERS = ("type_id", "level_id", "current_id", "amps", "volts", "power_kw", "quantity")
_READ = (int, int, int, float, float, float, int)
_KIND = attrgetter(*_MEMBERS)


def _equipment(station: Station) -> str | None:
    """The connections that count for anybody. None: which do so is a matter of the day."""
    if station.date_planned is not None:
        return None
    lines = list(compress(station.connections, lines_of(station, site_status(station), date.min).counted))
    is_of_country = any(line.type_id == TESLA_SX_ID for line in lines)
    country = station.country_id if is_of_country else None
    provider = station.provider_id if station.provider_id == AFDC_PROVIDER_ID else None
    return "/".join((_as_text(country), _as_text(provider), *sorted(map(_line, lines))))


def _line(line: Connection) -> str:
    return ",".join((*map(_as_text, _KIND(line)), "1" if is_estimate(line.comments) else ""))


def _as_text(number: float | None) -> str:
    return "" if number is None else repr(number).removesuffix(".0")


def equipment_of_text(text: str) -> tuple[int | None, int | None, list[Connection]]:
    """The country and the provider of a station, as far as they matter to its connections, and these."""
    country, provider, *lines = text.split("/")
    return int(country) if country else None, int(provider) if provider else None, list(map(_connection, lines))


def _connection(text: str) -> Connection:
    *members, guessed = text.split(",")
    known = {name: read(each) for name, read, each in zip(_MEMBERS, _READ, members) if each}
    return Connection(comments=ESTIMATE_MARK if guessed else None, **known)

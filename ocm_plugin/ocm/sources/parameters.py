"""Queries of the API: every parameter of `/poi/`, typed and checked, and which of them may narrow a Search.

    ApiQuery(operatorid=(5,), sortby="id_asc", greaterthanid=0).to_params()
    # {"operatorid": "5", "sortby": "id_asc", "greaterthanid": "0"}

The API never refuses a parameter: what it cannot read it drops, and sends more than was asked for. So everything is
checked here, before it is sent.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime, timezone
from decimal import Decimal
from typing import Any

from ..checks import (
    check_callback,
    check_count,
    check_flag,
    check_output,
    check_power_order,
    checked_ids,
    checked_power,
    checked_time,
    is_whole,
)
from ..errors import SearchError
from ..records.reference import ReferenceData
from ..search.areas import (
    ISO_CODES,
    Countries,
    Extent,
    Ring,
    checked_latitude,
    checked_longitude,
    checked_positions,
    not_a_country,
)
from ..search.filters import Filter, Kind, On, Sent
from ..search.search import FILTERS, Search
from ..translation import tr

SORT_ORDERS = ("id_asc", "modified_asc", "created_asc")
DISTANCE_UNITS = ("km", "miles")
LEVELS = (1, 2, 3)
"""The levels that the API distinguishes."""

MAX_LIST_TEXT = 1_000
"""A filter whose ids are longer than this as text is left to the judging here, so that no address grows too long."""


@dataclass(frozen=True)
class ApiQuery:
    """One request for POIs; each member is the API's parameter of that name, and None or () is not sent.

    The area of a box is an Extent that does not cross the antimeridian; positions are longitude, latitude.
    """

    output: str | None = None
    maxresults: int | None = None
    countrycode: str | None = None
    """ISO 3166 alpha-2; the API then forgets about `countryid`."""
    countryid: tuple[int, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    distance: float | None = None
    """Radius around the position; along a polyline about the full width, in `distanceunit`."""
    distanceunit: str | None = None
    """"km" or "miles"; the API takes miles when this is not sent."""
    operatorid: tuple[int, ...] = ()
    connectiontypeid: tuple[int, ...] = ()
    levelid: tuple[int, ...] = ()
    usagetypeid: tuple[int, ...] = ()
    statustypeid: tuple[int, ...] = ()
    dataproviderid: tuple[int, ...] = ()
    opendata: bool | None = None
    includecomments: bool | None = None
    verbose: bool | None = None
    compact: bool | None = None
    camelcase: bool | None = None
    callback: str | None = None
    chargepointid: tuple[int, ...] = ()
    boundingbox: Extent | None = None
    polygon: Ring = ()
    polyline: Ring = ()
    minpowerkw: float | None = None
    """Kilowatt of any connection; the API ignores values below 1."""
    maxpowerkw: float | None = None
    """Kilowatt of any, maybe another, connection; the API ignores values below 1."""
    modifiedsince: datetime | None = None
    createdsince: datetime | None = None
    greaterthanid: int | None = None
    sortby: str | None = None
    hasmedia: bool | None = None
    hascomment: bool | None = None
    hascheckins: bool | None = None
    submissionstatustypeid: tuple[int, ...] = ()
    """Other ids than 100 and 200 are of entries that are not published, or no longer."""
    postcodes: tuple[str, ...] = ()
    """The API finds those without capital letters only."""
    levelofdetail: int | None = None
    """Above 1 the API thins out its stations."""
    client: str | None = None
    """Name of the asking application; the client of this package sends its own."""

    def __post_init__(self) -> None:
        for field in fields(self):
            check = _CHECKS.get(field.name)
            value = getattr(self, field.name)
            if check is not None and value not in (None, ()):
                object.__setattr__(self, field.name, check(field.name, value))
        if (self.latitude is None) != (self.longitude is None):
            raise SearchError("latitude", tr("A position needs both latitude and longitude."))
        check_power_order("minpowerkw", self.minpowerkw, self.maxpowerkw)

    def to_params(self) -> dict[str, str]:
        """The parameters as the API reads them, not yet percent-encoded."""
        values = ((field.name, getattr(self, field.name)) for field in fields(self))
        return {name: _as_text(value) for name, value in values if value is not None and value != ()}


def _checked_ids(name: str, value: Any) -> tuple[int, ...]:
    return checked_ids(name, value)


def _checked_levels(name: str, value: Any) -> tuple[int, ...]:
    levels = checked_ids(name, value)
    if not set(levels) <= set(LEVELS):
        raise SearchError(
            name, tr("Open Charge Map knows the levels 1, 2 and 3, not “{level}”.", level=str(max(levels)))
        )
    return levels


def _checked_count(name: str, value: Any) -> int:
    check_count(name, value)
    return int(value)


def _checked_flag(name: str, value: Any) -> bool:
    check_flag(name, value)
    return bool(value)


def _checked_output(name: str, value: Any) -> str:
    check_output(value)
    return str(value)


def _checked_callback(name: str, value: Any) -> str:
    check_callback(value)
    return str(value)


def _checked_country(name: str, value: Any) -> str:
    code = str(value).strip().upper()
    if code not in ISO_CODES:
        raise SearchError(name, not_a_country(value))
    return code


def _checked_choice(*choices: str) -> Any:
    def check(name: str, value: Any) -> str:
        if value not in choices:
            known = ", ".join(choices)
            raise SearchError(name, tr("“{value}” is not one of {known}.", value=f"{value}", known=known))
        return str(value)

    return check


def _checked_distance(name: str, value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 < value <= 25_000:
        raise SearchError(
            name,
            tr("The distance must be above 0 and at most half way round the Earth, not “{value}”.", value=f"{value}"),
        )
    return float(value)


def _checked_box(name: str, value: Any) -> Extent:
    if not isinstance(value, Extent) or value.west >= value.east or value.south >= value.north:
        raise SearchError(
            name, tr("A box must have its west to the west of its east and its south to the south of its north.")
        )
    return value


def _checked_after(name: str, value: Any) -> int:
    if not is_whole(value) or value < 0:
        raise SearchError(name, tr("“{value}” is not a station number (a whole number, 0 to begin).", value=f"{value}"))
    return int(value)


def _checked_postcodes(name: str, value: Any) -> tuple[str, ...]:
    for code in value:
        if not code.isprintable() or "," in code or not 0 < len(code) <= 20:
            raise SearchError(name, tr("“{value}” cannot be a postcode.", value=code))
    return tuple(value)


def _checked_client(name: str, value: Any) -> str:
    if not isinstance(value, str) or not value.isprintable() or not 0 < len(value) <= 100:
        raise SearchError(name, tr("The name of the application must be up to 100 printable characters."))
    return value


_CHECKS: dict[str, Any] = {
    "output": _checked_output,
    "maxresults": _checked_count,
    "countrycode": _checked_country,
    "latitude": lambda name, value: checked_latitude(value, name),
    "longitude": lambda name, value: checked_longitude(value, name),
    "distance": _checked_distance,
    "distanceunit": _checked_choice(*DISTANCE_UNITS),
    "levelid": _checked_levels,
    "callback": _checked_callback,
    "boundingbox": _checked_box,
    "polygon": lambda name, value: checked_positions(value, name, 3),
    "polyline": lambda name, value: checked_positions(value, name, 2),
    "minpowerkw": checked_power,
    "maxpowerkw": checked_power,
    "modifiedsince": checked_time,
    "createdsince": checked_time,
    "greaterthanid": _checked_after,
    "sortby": _checked_choice(*SORT_ORDERS),
    "client": _checked_client,
    "postcodes": _checked_postcodes,
    "levelofdetail": _checked_count,
    **dict.fromkeys(
        (
            *("countryid", "operatorid", "connectiontypeid", "usagetypeid", "statustypeid", "dataproviderid"),
            *("submissionstatustypeid", "chargepointid"),
        ),
        _checked_ids,
    ),
    **dict.fromkeys(
        ("opendata", "includecomments", "verbose", "compact", "camelcase", "hasmedia", "hascomment", "hascheckins"),
        _checked_flag,
    ),
}


def _as_text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _decimal(value)
    if isinstance(value, datetime):
        # Whole seconds, cut off: never later than what was meant.
        return value.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, Extent):
        return _positions(((value.west, value.south), (value.east, value.north)))
    if isinstance(value, tuple):
        return _positions(value) if isinstance(value[0], tuple) else ",".join(map(str, value))
    return str(value)


def _decimal(value: float) -> str:
    """The exact shortest decimal, without exponent, which the API might not read."""
    text = format(Decimal(repr(value)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _positions(ring: Ring) -> str:
    return ",".join(f"({_decimal(latitude)},{_decimal(longitude)})" for longitude, latitude in ring)


def wants_comments(search: Search) -> bool:
    """Whether comments and media items must be sent along: to be loaded, or to be judged here."""
    return search.include_comments or any(search.asks_for(each) for each in FILTERS if each.on is On.COMMENTS)


def filter_parameters(search: Search) -> ApiQuery:
    """The filters of a Search that the server may apply: it then sends every station that the judging here would keep.

    The table of filters says of each when it may; left out is whatever could lose one of them. The server never
    matches a POI that does not state what is filtered for.
    """
    return ApiQuery(
        output="json",
        verbose=search.answer.verbose,
        compact=search.answer.compact,
        camelcase=search.answer.camelcase or None,
        callback=search.answer.callback,
        includecomments=wants_comments(search) or None,
        **{each.api: _sent(search, each) for each in FILTERS if each.sent is not Sent.NEVER},
    )


def _sent(search: Search, entry: Filter) -> Any:
    """What the server may filter for, for one filter; None or () for nothing."""
    value = getattr(search, entry.name)
    if entry.sent is Sent.IF_YES:
        return value or None
    if entry.sent is Sent.IF_STATED and _wants_unstated(search, entry):
        return ()
    if entry.sent is Sent.IF_SURE and search.keep_cannot_tell:
        return ()
    return _sendable(entry.api, value) if entry.kind is Kind.CHOICE else value


def _wants_unstated(search: Search, entry: Filter) -> bool:
    """Whether stations may match that state nothing of the list, or its entry "Unknown"."""
    ids = getattr(search, entry.name)
    return (search.include_unstated and search.keep_cannot_tell) or entry.choices.unknown_id in ids


def _sendable(api: str, ids: tuple[int, ...]) -> tuple[int, ...]:
    """The ids, unless the API does not know one of them or their text is too long."""
    is_known = api != "levelid" or set(ids) <= set(LEVELS)
    return ids if is_known and len(",".join(map(str, ids))) <= MAX_LIST_TEXT else ()


def filters_keeping_back(query: ApiQuery) -> tuple[Filter, ...]:
    """The filters of a query that keep back the stations which do not state what they ask for, to be counted here."""
    return tuple(each for each in FILTERS if each.sent is Sent.IF_STATED and getattr(query, each.api))


def country_ids(area: Countries, reference: ReferenceData) -> tuple[int, ...]:
    """Open Charge Map's numbers of the countries, () when the reference data lack one of them."""
    found = [country for country in reference.countries.values() if country.iso in area.codes]
    if {country.iso for country in found} < set(area.codes):
        return ()
    return tuple(sorted(country.id for country in found))

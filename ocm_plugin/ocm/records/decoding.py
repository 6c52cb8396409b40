"""Answers of Open Charge Map, in every shape it gives them, into stations.

    answer = decode_json(body)
    page = decode_pois(poi_list(answer), with_comments=False)

Verbose or not, compact or not, camelCase or PascalCase: the same Station comes out of each. One broken POI is set aside
and the others load.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from operator import attrgetter
from typing import Any, NamedTuple, NoReturn

from ..errors import EmptyAnswer, NotUnderstood, TruncatedAnswer, UnexpectedAnswer
from ..json_values import in_pascal_case, number, says_a_time, text, time, whole
from ..translation import language, marked, tr
from .members import RECORD, Embedded, members_read_by, record_of
from .station import ADDRESS, Comment, Connection, MediaItem, SetAside, Station


class DecodedPage(NamedTuple):
    """What one list of POIs holds."""

    stations: list[Station]
    set_aside: list[SetAside]
    embedded: Embedded
    """Empty for compact answers, which carry ids only."""
    unread_dates: int = 0
    """Dates of stations that are stated, but in no form known here: they are None, as if not stated."""
    raw: Sequence[dict[str, Any]] = ()
    """The POIs of the stations, in their order, as they came but for the case of their names."""


# Bytes to JSON

_NAME = r"[A-Za-z_$][\w$]{0,99}(?:\.[A-Za-z_$][\w$]{0,99}){0,9}"
CALL_AROUND = re.compile(rf"(?:/\*\*/)?\s*{_NAME}\s*\(")
"""JSONP as documented: name([…])"""
CALL_BEHIND = re.compile(rf"{_NAME}\s*\(\s*\)\s*;?\s*\Z")
"""JSONP as the server really writes it: […]name()"""
LONGEST_CALL = 1200

_NOT_DATA = marked(
    "The server did not answer with Open Charge Map data. Check the address of the server in the options; "
    "a proxy may also have answered in its place."
)
_WEB_PAGE = marked(
    "The server answered with a web page instead of data. Check the address of the server in the options, and whether "
    "your network wants you to sign in first; or try again later."
)
_CUT = marked("The answer of the server was cut off. Please try again.")


def decode_json(body: bytes) -> Any:
    """The JSON of a body: UTF-8 with or without byte order mark, bare or as JSONP.

    Raises EmptyAnswer for nothing, TruncatedAnswer for a body that ends in the middle, NotUnderstood for anything else
    that is not JSON.
    """
    try:
        read = body.decode("utf-8-sig").strip()
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":
            raise TruncatedAnswer(tr(_CUT), repr(error.reason)) from error
        raise NotUnderstood(tr(_NOT_DATA), f"not UTF-8: {error.reason} at byte {error.start}") from error
    if not read:
        raise EmptyAnswer(
            tr("The server sent an empty answer, which is an error. Please try again later."),
            "empty body",
        )
    try:
        return json.loads(read)
    except json.JSONDecodeError as error:
        return _decode_jsonp(read, error)
    except (ValueError, RecursionError) as error:
        raise NotUnderstood(tr(_NOT_DATA), repr(error)) from error


def _decode_jsonp(read: str, error: json.JSONDecodeError) -> Any:
    around = CALL_AROUND.match(read)
    behind = CALL_BEHIND.search(read, max(0, len(read) - LONGEST_CALL))
    if around:
        begin = around.end()
        inner = read[begin:].rstrip(" \t\r\n;")
        if not inner.endswith(")"):
            raise TruncatedAnswer(tr(_CUT), f"JSONP without end after {len(read)} characters") from error
        inner = inner[:-1]
    elif behind:
        inner = read[: behind.start()]
    else:
        _refuse(read, error)
    try:
        return json.loads(inner)
    except (ValueError, RecursionError) as inner_error:
        raise NotUnderstood(tr(_NOT_DATA), f"JSONP without JSON: {inner_error!r}") from inner_error


def _refuse(read: str, error: json.JSONDecodeError) -> NoReturn:
    details = f"{error.msg} at character {error.pos}; the answer begins: {read[:200]}"
    if read.startswith("<"):
        raise NotUnderstood(tr(_WEB_PAGE), details) from error
    # A word cut in the middle is complained of where it begins.
    ends_early = error.pos >= len(read) - 10 or error.msg.startswith("Unterminated string")
    if read[0] in "[{" and ends_early:
        raise TruncatedAnswer(tr(_CUT), f"{error.msg} at character {error.pos} of {len(read)}") from error
    raise NotUnderstood(tr(_NOT_DATA), details) from error


# JSON to the list of POIs


def poi_list(answer: Any) -> list[Any]:
    """The POIs of an answer, not looked at further. Also those whole POIs that GeoJSON carries under `poi`.

    Raises UnexpectedAnswer when the answer is no list of POIs, with the server's own message in the details.
    """
    if isinstance(answer, list):
        return answer
    if isinstance(answer, dict):
        features = answer.get("features")
        if isinstance(features, list):
            pois = [_poi_of_feature(feature) for feature in features]
            if all(poi is not None for poi in pois):
                return pois
            raise UnexpectedAnswer(
                tr("The GeoJSON does not hold whole stations. Ask for it with verbose=true, or ask for JSON."),
                "features without properties.poi",
            )
    raise UnexpectedAnswer(
        tr(
            "The server answered, but not with a list of stations. Check the address of the server in the options, "
            "or try again later."
        ),
        _shown(answer),
    )


def _shown(answer: Any) -> str:
    """The beginning of an answer, for the details."""
    try:
        return json.dumps(answer)[:500]
    except RecursionError:
        return "nested too deeply"


def _poi_of_feature(feature: Any) -> Any:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    return properties.get("poi") if isinstance(properties, dict) else None


def raw_ids(raw: list[Any]) -> list[int | None]:
    """The ids of POIs that are not decoded yet, in their order; None where there is no valid one."""
    return [_station_id(poi) if isinstance(poi, dict) else None for poi in raw]


def _station_id(poi: dict[str, Any]) -> int | None:
    number = whole(poi["ID"] if "ID" in poi else poi.get("id"))
    return number if number is not None and number > 0 else None


# POIs to stations


class _Unusable(Exception):
    """Why a POI cannot be a station, in words."""


def decode_pois(raw: list[Any], with_comments: bool) -> DecodedPage:
    """The stations of a list of POIs in any shape. Never raises: what cannot be a station is set aside with its reason.

    `with_comments`: whether comments and media items were asked for; otherwise they are None, as unknown.
    """
    stations: list[Station] = []
    set_aside: list[SetAside] = []
    embedded: Embedded = {}
    unread_dates = 0
    usable: list[dict[str, Any]] = []
    for poi in raw:
        if not isinstance(poi, dict):
            set_aside.append(SetAside(None, tr("It is not an object.")))
            continue
        try:
            if "ID" not in poi:
                poi = in_pascal_case(poi)
            station = _station(poi, with_comments, embedded)
            stations.append(station)
            usable.append(poi)
            unread_dates += _unread_dates(poi, station)
        except RecursionError:
            set_aside.append(SetAside(_station_id(poi), tr("It is nested too deeply.")))
        except _Unusable as reason:
            set_aside.append(SetAside(_station_id(poi), str(reason)))
    return DecodedPage(stations, set_aside, embedded, unread_dates, usable)


_DATES = members_read_by(Station, time)
_dates_of = attrgetter(*(own_name for own_name, _ in _DATES))


def _unread_dates(poi: dict[str, Any], station: Station) -> int:
    return sum([says_a_time(poi.get(name)) for (_, name), date in zip(_DATES, _dates_of(station)) if date is None])


def _station(poi: dict[str, Any], with_comments: bool, embedded: Embedded) -> Station:
    station_id = _station_id(poi)
    if station_id is None:
        raise _Unusable(tr("It has no valid ID."))
    address = poi.get(ADDRESS)
    if not isinstance(address, dict):
        raise _Unusable(tr("It has no address.") if address is None else tr("Its address is not an object."))
    connections = [record_of(Connection, {RECORD: line}, embedded) for line in _objects(poi, "Connections")]
    return record_of(
        Station,
        {RECORD: poi, ADDRESS: address},
        embedded,
        id=station_id,
        latitude=_degrees(address.get("Latitude"), 90, _LATITUDE),
        longitude=_degrees(address.get("Longitude"), 180, _LONGITUDE),
        attributions=_attributions(poi) if poi.get("MetadataValues") else (),
        connections=tuple(connections),
        comments=_comments(poi, embedded) if with_comments else None,
        media=_media(poi, embedded) if with_comments else None,
    )


class _Coordinate(NamedTuple):
    """What can be wrong with a coordinate, said by `tr`."""

    missing: str
    no_number: str
    impossible: str


_LATITUDE = _Coordinate(
    marked("Its latitude is missing."),
    marked("Its latitude is not a number."),
    marked("Its latitude {value} is impossible."),
)
_LONGITUDE = _Coordinate(
    marked("Its longitude is missing."),
    marked("Its longitude is not a number."),
    marked("Its longitude {value} is impossible."),
)


def _degrees(value: Any, limit: int, texts: _Coordinate) -> float:
    read = number(value)
    if read is None:
        raise _Unusable(tr(texts.missing if value is None else texts.no_number))
    if not -limit <= read <= limit:
        raise _Unusable(tr(texts.impossible, value=language().significant(read)))
    return read


def _objects(owner: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """The objects of a list member; missing or null means none. Anything else would be silently lost equipment."""
    items = owner.get(name)
    if items is None:
        return []
    if not isinstance(items, list):
        raise _Unusable(tr("Its {name} are not a list.", name=name))
    for item in items:
        if not isinstance(item, dict):
            raise _Unusable(tr("One of its {name} is not an object.", name=name))
    return items


ATTRIBUTION_FIELD = 4
"""The metadata field whose values are attribution texts (see the MetadataGroups of the reference data)."""


def _attributions(poi: dict[str, Any]) -> tuple[str, ...]:
    texts: dict[str, None] = {}
    for value in _objects(poi, "MetadataValues"):
        if whole(value.get("MetadataFieldID")) != ATTRIBUTION_FIELD:
            continue
        option = value.get("MetadataFieldOption")
        said = text(value.get("ItemValue")) or (text(option.get("Title")) if isinstance(option, dict) else None)
        if said:
            texts[said] = None
    return tuple(texts)


def _comments(poi: dict[str, Any], embedded: Embedded) -> tuple[Comment, ...]:
    return tuple([_comment(entry, embedded) for entry in _objects(poi, "UserComments")])


def _comment(entry: dict[str, Any], embedded: Embedded) -> Comment:
    rating = whole(entry.get("Rating"))
    return record_of(
        Comment,
        {RECORD: entry},
        embedded,
        user=text(entry.get("UserName")) or _user(entry),
        rating=rating if rating is not None and 1 <= rating <= 5 else None,
    )


def _user(entry: dict[str, Any]) -> str | None:
    user = entry.get("User")
    return text(user.get("Username") or user.get("UserName")) if isinstance(user, dict) else None


def _media(poi: dict[str, Any], embedded: Embedded) -> tuple[MediaItem, ...]:
    return tuple(
        [
            record_of(MediaItem, {RECORD: item}, embedded, user=_user(item))
            for item in _objects(poi, "MediaItems")
            if item.get("IsEnabled") is not False
        ]
    )

"""Reading single values of Open Charge Map's JSON in every form that occurs; what is invalid is None.

Numbers written as text, dates without zone and texts full of blanks all occur. These readers never raise.
"""

from __future__ import annotations

import html
import math
import re
from datetime import datetime, timedelta, timezone
from typing import Any

from .remembering import remembered

_EDGE = (
    " \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000\u200b\u200e\u200f\u2060\ufeff"
)
"""White space of all scripts and the invisible marks that hide at the ends of texts ("WA" + U+200E in real data)."""

_UNSPEAKABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
"""Characters that XML, and so KML, cannot hold."""
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")
"""JSON can spell half of a surrogate pair (`\\ud83d`); no encoding can write it."""
_ENTITY = re.compile("&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
"""Only whole entities: `html.unescape` alone would also turn "R&copying" into "R©ing"."""

_TIME = re.compile(
    "([0-9]{4})-([0-9]{2})-([0-9]{2})"
    "(?:[Tt ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:[.,]([0-9]{1,9}))?)?)?"
    " ?(?:[Zz]|([+-])([0-9]{2}):?([0-9]{2}))?"
)

_LEAST_WHOLE, _MOST_WHOLE = -(2**31 - 1), 2**31 - 1
"""The server's own numbers are 32 bit, as are the integer fields of layers."""
_LEAST_NUMBER, _MOST_NUMBER = -1e300, 1e300


def text(value: Any) -> str | None:
    """The text without blanks around it and with LF line ends; None for empty text. Numbers become text."""
    if value is None:
        return None
    if type(value) is str:
        return (value.strip(" ") if value.isprintable() else _cleaned(value)) or None
    if type(value) is int or (type(value) is float and math.isfinite(value)):
        return str(value)
    return None


def _cleaned(value: str) -> str:
    value = value.replace("\r\n", "\n").replace("\r", "\n")
    value = _UNSPEAKABLE.sub("", value)
    return _HALF_CHARACTER.sub("\ufffd", value).strip(_EDGE)


def title(value: Any) -> str | None:
    """Like `text`, with HTML entities made characters: some importers pass on names as they stood in a web page.

    Only names of places are read so. Elsewhere an ampersand may be intended.
    """
    read = text(value)
    if read is None or "&" not in read:
        return read
    return text(_ENTITY.sub(lambda found: html.unescape(found.group()), read))


def whole(value: Any) -> int | None:
    """The whole number, also of "7" or 7.0; None for anything that 32 bits cannot hold."""
    if type(value) is int:
        return value if _LEAST_WHOLE <= value <= _MOST_WHOLE else None
    read = number(value)
    return whole(int(read)) if read is not None and read.is_integer() else None


_OF_MONGO = frozenset(("$numberInt", "$numberLong", "$numberDouble", "$numberDecimal"))


def number(value: Any) -> float | None:
    """The finite number, also of "22.5" and of MongoDB's `{"$numberInt": "22"}`. Zero has no sign: files keep none."""
    if type(value) is float or type(value) is int:
        return value + 0.0 if _LEAST_NUMBER < value < _MOST_NUMBER else None
    if type(value) is str and "_" not in value:  # Python's own way of grouping
        try:
            read = float(value)
        except ValueError:
            return None
        return read + 0.0 if math.isfinite(read) else None
    if type(value) is dict and len(value) == 1 and _OF_MONGO.issuperset(value):
        (inner,) = value.values()
        return None if type(inner) is dict else number(inner)
    return None


def flag(value: Any) -> bool | None:
    """True or False; anything else, numbers included, is unknown."""
    return value if type(value) is bool else None


def _parsed(text: str) -> datetime | None:
    found = _TIME.fullmatch(text.strip())
    if found is None:
        return None
    year, month, day, hour, minute, second, fraction, sign, zone_hours, zone_minutes = found.groups()
    minutes = int(sign + "1") * (int(zone_hours) * 60 + int(zone_minutes)) if sign else 0
    try:
        local = datetime(
            int(year),
            int(month),
            int(day),
            int(hour or 0),
            int(minute or 0),
            int(second or 0),
            int((fraction or "0").ljust(6, "0")[:6]),
            timezone.utc,
        )
        return local - timedelta(minutes=minutes)
    except (ValueError, OverflowError):
        return None


def time(value: Any) -> datetime | None:
    """The time in UTC of `2025-11-11T12:38:00Z`, with or without seconds, fractions, zone (then UTC) or time of day.

    Also of MongoDB's `{"$date": "…"}`, `{"$date": 1583020800000}` and bare milliseconds since 1970. Year 1 is .NET's
    way of saying "never set", hence None.
    """
    if type(value) is not str:
        return _time_of_mongo(value)
    return _time_of_text(value)


@remembered(8192)
def _time_of_text(value: str) -> datetime | None:
    """Remembered: the dates of a station are often the same, and those of an import are for thousands."""
    if value[:4] == "0001":
        return None
    if len(value) == 20 and value[19] == "Z":
        try:
            return datetime.fromisoformat(value[:19] + "+00:00")
        except ValueError:
            return None
    return _parsed(value)


_MILLISECONDS = range(10**11, 4 * 10**12)
"""Of the years 1973 to 2096. Smaller numbers may be ids, years or seconds: better no date than a wrong one."""


def _time_of_mongo(value: Any) -> datetime | None:
    if type(value) is dict and len(value) == 1:
        inner = value.get("$date", value.get("$numberLong"))
        if type(inner) is dict and "$date" not in inner:
            return _time_of_mongo(inner)
        if type(inner) is str and "$date" in value:
            return time(inner)
        value = whole_of_any_size(inner)
    if type(value) is int and value in _MILLISECONDS:
        return datetime.fromtimestamp(value / 1000, timezone.utc)
    return None


def whole_of_any_size(value: Any) -> int | None:
    """The whole number, also of "7", beyond 32 bits too."""
    if type(value) is int:
        return value
    return int(value) if type(value) is str and re.fullmatch("[0-9]{1,18}", value) else None


def says_a_time(value: Any) -> bool:
    """Whether a member states a time at all, readable or not: not null, empty, or the year 1 of "never set"."""
    return value is not None and value != "" and not (type(value) is str and value[:4] == "0001")


_BREAK = re.compile(r"[ \t]*<(?:br|/p|/div|/li|/tr|/h[1-6])\b[^<>]{0,1000}>[ \t]*\n?", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:a|abbr|b|blockquote|center|code|div|em|font|h[1-6]|hr|i|img|li|ol|p|pre|s|small|span|strong|sub|sup|table"
    r"|tbody|td|th|thead|tr|u|ul)(?:\s[^<>]{0,1000})?/?>",
    re.IGNORECASE,
)
"""Tags that importers leave in comments. Anything else in angle brackets is meant as it stands: "<22 kW", "<name>"."""


def prose(value: Any) -> str | None:
    """Like `text`, without the HTML that some importers leave in it; entities are read where there were tags."""
    read = text(value)
    if read is None or "<" not in read:
        return read
    bare = _TAG.sub("", _BREAK.sub("\n", read))
    return read if bare == read else text(_ENTITY.sub(lambda found: html.unescape(found.group()), bare))


_NAMES = (
    "ID AddressInfo Connections MetadataValues UserComments MediaItems Title Country Latitude Longitude ContactEmail "
    "Level Comments MetadataFieldID ItemValue MetadataFieldOption UserName Username Rating User IsEnabled "
    "ChargerTypes ConnectionTypes CurrentTypes Countries DataProviders Operators StatusTypes SubmissionStatusTypes "
    "UsageTypes UserCommentTypes CheckinStatusTypes IsFastChargeCapable FormalName IsDiscontinued IsObsolete "
    "Description ISOCode ContinentCode WebsiteURL IsOpenDataLicensed License IsPrivateIndividual PhonePrimaryContact "
    "IsOperational IsUserSelectable IsLive IsPayAtLocation IsMembershipRequired IsAccessKeyRequired IsPositive "
    "IsAutomatedCheckin Status Message"
)
_PASCAL = {name.lower(): name for name in _NAMES.split() if name != "Username"}
"""Members that are read by hand; the others are added where they are declared.

Username is spelled apart (UserName) in comments only; both name the same person."""


def know_spelling(name: str) -> None:
    """Let a member be known in every spelling."""
    _PASCAL[name.lower()] = name


def in_pascal_case(value: Any) -> Any:
    """The same JSON with the members that this package reads spelled as without `camelcase=true`: PowerKW, ISOCode."""
    if type(value) is dict:
        return {_PASCAL.get(name.lower(), name): in_pascal_case(member) for name, member in value.items()}
    if type(value) is list:
        return [in_pascal_case(item) for item in value]
    return value

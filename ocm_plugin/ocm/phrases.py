"""Small pieces of sentences that stand by themselves in every language: counts, lists, sizes, times, places.

A piece that depends on its sentence (case, gender) is not made here: such a sentence is a text of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from .translation import language, tr

NAMED_AT_MOST = 6
"""Longer lists of names end in "and N more"."""


def stations_text(number: int) -> str:
    """ "1 station", "1,250 stations", "no stations"."""
    return tr("{n} station", "{n} stations", n=number) if number else tr("no stations")


def requests_text(number: int) -> str:
    """ "1 request", "12 requests", "no requests"."""
    return tr("{n} request", "{n} requests", n=number) if number else tr("no requests")


def size_text(size: int) -> str:
    """A number of bytes for people: "640 bytes", "12 kB", "3.4 MB"."""
    if size < 1000:
        return tr("{n} byte", "{n} bytes", n=size) if size else tr("no bytes")
    if size < 1_000_000:
        return tr("{size} kB", size=language().number(size / 1000))
    return tr("{size} MB", size=language().number(size / 1_000_000, 1))


def time_text(moment: datetime) -> str:
    """A time in UTC, to the minute: "2026-11-23 08:05 UTC"."""
    return tr("{time} UTC", time=language().time(moment))


def number_text(value: float) -> str:
    """A number with all its decimals: "1,250", "7.4"."""
    decimals = f"{value:.12f}".rstrip("0").partition(".")[2]
    return language().number(value, len(decimals))


def quoted(text: str) -> str:
    """A name or value in the language's quotes."""
    return tr("“{value}”", value=text)


def either(names: Sequence[str]) -> str:
    """Alternatives: "CHAdeMO, NACS or CCS (Type 2)", "A, B, C, D, E or 15 more"."""
    first, last, more = _parts(names)
    if more:
        return tr("{names} or {n} more", "{names} or {n} more", n=more, names=first)
    return tr("{names} or {last}", names=first, last=last) if first else last


def together(names: Sequence[str]) -> str:
    """What belongs together: "Germany, France and Italy", "A, B, C, D, E and 15 more"."""
    first, last, more = _parts(names)
    if more:
        return tr("{names} and {n} more", "{names} and {n} more", n=more, names=first)
    return tr("{names} and {last}", names=first, last=last) if first else last


def _parts(names: Sequence[str]) -> tuple[str, str, int]:
    """The first names of a list, its last one, and how many are not named; the last is then among those."""
    if len(names) > NAMED_AT_MOST:
        shown = names[: NAMED_AT_MOST - 1]
        return ", ".join(shown), "", len(names) - len(shown)
    return ", ".join(names[:-1]), names[-1] if names else "", 0


def latitude_text(value: float) -> str:
    """ "52.5° N"."""
    degrees = language().significant(abs(value))
    return tr("{degrees}° S", degrees=degrees) if value < 0 else tr("{degrees}° N", degrees=degrees)


def longitude_text(value: float) -> str:
    """ "4° W"."""
    degrees = language().significant(abs(value))
    return tr("{degrees}° W", degrees=degrees) if value < 0 else tr("{degrees}° E", degrees=degrees)


def distance_text(metres: float) -> str:
    """ "1.5 km", "150 m"."""
    if metres >= 1000:
        return tr("{distance} km", distance=language().significant(metres / 1000))
    return tr("{distance} m", distance=language().significant(metres))

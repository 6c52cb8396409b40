"""Coordinate texts: Google's encoded polylines (precision 5) and Open Charge Map's "(lat,lon),(lat,lon)" lists."""

from __future__ import annotations

import re
from collections.abc import Sequence

PRECISION = 1e5

Point = tuple[float, float]
"""Latitude and longitude in degrees."""

_NUMBER = r"\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)\s*"
_PAIR = re.compile(rf"\({_NUMBER},{_NUMBER}\)")
_PAIR_LIST = re.compile(rf"{_PAIR.pattern}(?:\s*,\s*{_PAIR.pattern})*\s*")


def points_from_text(text: str) -> list[Point] | None:
    """The points of a parameter such as `boundingbox`, or None when the server drops it as unreadable.

    Only a text that starts with a parenthesis counts as a list of pairs; anything else is taken for an encoded
    polyline, so that "51.5,-0.1,51.6,0" becomes a handful of points near 0,0.
    """
    if text.startswith("("):
        if not _PAIR_LIST.fullmatch(text):
            return None
        return [(float(lat), float(lon)) for lat, lon in _PAIR.findall(text)]
    return decode(text)


def decode(text: str) -> list[Point]:
    """The points of an encoded polyline. Any text decodes to something, as in the real server."""
    points: list[Point] = []
    index = latitude = longitude = 0
    while index < len(text):
        delta, index, _ = _value(text, index)
        if index >= len(text):
            break
        latitude += delta
        delta, index, complete = _value(text, index)
        if not complete:
            break
        longitude += delta
        points.append((latitude / PRECISION, longitude / PRECISION))
    return points


def _value(text: str, index: int) -> tuple[int, int, bool]:
    total = shift = 0
    bits = 32
    while bits >= 32 and index < len(text):
        bits = ord(text[index]) - 63
        index += 1
        total |= (bits & 31) << shift
        shift += 5
    return (~(total >> 1) if total & 1 else total >> 1), index, bits < 32


def encode(points: Sequence[Point]) -> str:
    """The encoded polyline through the points."""
    pieces: list[str] = []
    last = (0, 0)
    for point in points:
        here = (round(point[0] * PRECISION), round(point[1] * PRECISION))
        for old, new in zip(last, here):
            value = (new - old) << 1
            if value < 0:
                value = ~value
            while value >= 32:
                pieces.append(chr((32 | (value & 31)) + 63))
                value >>= 5
            pieces.append(chr(value + 63))
        last = here
    return "".join(pieces)

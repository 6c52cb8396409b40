"""Points as GeoPackages store them, and the functions that the triggers of their spatial index call."""

from __future__ import annotations

import math
import sqlite3
import struct
from typing import Callable

from .packed import position_text

_ENVELOPES = (0, 32, 48, 48, 64)
"""Bytes of the envelope by the number that the header gives."""
_HEADER = 8
_EMPTY = 0b10000
_POINTS = (1, 1001, 2001, 3001)
"""Points in WKB: plain, with height, with measure, with both."""

Box = tuple[float, float, float, float]
"""min x, max x, min y, max y"""


WGS84 = 4326

_POINT = struct.Struct("<4siBIdd")


def point_blob(x: float, y: float, srs_id: int = WGS84) -> bytes:
    """A point as GeoPackage geometry."""
    return _POINT.pack(b"GP\x00\x01", srs_id, 1, 1, x, y)


def wkb_blob(wkb: bytes) -> bytes:
    """A point of any kind in WGS 84, given as WKB, as GeoPackage geometry."""
    return struct.pack("<4si", b"GP\x00\x01", WGS84) + wkb


def blob_of(position: str, srs_id: int) -> bytes:
    """A point ("8.25 50.5") as GeoPackage geometry."""
    x, y = (float(part) for part in position.split())
    return point_blob(x, y, srs_id)


def position_of(blob: bytes | None) -> str | None:
    """The point of a GeoPackage geometry; None when it is none, or empty."""
    box = box_of(blob)
    return None if box is None or box[0] != box[1] or box[2] != box[3] else position_text(box[0], box[2])


def box_of(blob: bytes | None) -> Box | None:
    """The envelope of a GeoPackage geometry: that of its header, or its point; None when it has neither."""
    if not isinstance(blob, bytes) or len(blob) < _HEADER or blob[:2] != b"GP":
        return None
    flags = blob[3]
    kind = (flags >> 1) & 0b111
    if kind >= len(_ENVELOPES) or flags & _EMPTY:
        return None
    try:
        if kind:
            return struct.unpack_from("<dddd" if flags & 1 else ">dddd", blob, _HEADER)
        order = "<" if blob[_HEADER] else ">"
        number, x, y = struct.unpack_from(f"{order}Idd", blob, _HEADER + 1)
    except (struct.error, IndexError):
        return None
    return None if number not in _POINTS or math.isnan(x) or math.isnan(y) else (x, x, y, y)


def _side(number: int) -> Callable[[bytes | None], float | None]:
    def side(blob: bytes | None) -> float | None:
        box = box_of(blob)
        return None if box is None else box[number]

    return side


def _is_empty(blob: bytes | None) -> int | None:
    return None if blob is None else int(box_of(blob) is None)


def register_functions(database: sqlite3.Connection) -> None:
    """Let a connection write to tables with a spatial index."""
    database.create_function("ST_IsEmpty", 1, _is_empty, deterministic=True)
    for number, name in enumerate(("ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY")):
        database.create_function(name, 1, _side(number), deterministic=True)

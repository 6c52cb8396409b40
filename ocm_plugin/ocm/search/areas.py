"""Where to search: six kinds of area, immutable, in degrees WGS84 (EPSG:4326), distances in metres.

An area is exact and includes its edge. How the server, which is coarser, is asked for it is `selections`' business.
"""

from __future__ import annotations

import math
from copy import copy
from dataclasses import dataclass
from typing import Any, Union

from ..errors import SearchError
from ..translation import language, marked, tr

Position = tuple[float, float]
"""Longitude, latitude in degrees (the order of GeoJSON)."""
Ring = tuple[Position, ...]
Rings = tuple[Ring, ...]
"""One polygon: its outer ring, then its holes."""

HALF_EARTH_M = 20_037_508.0
"""No two places are farther apart along the ground than this (metres)."""

_ISO_CODES = """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ
    CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO
    FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE
    JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO
    MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW
    PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM
    TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW
"""

ISO_CODES = frozenset(_ISO_CODES.split())
"""The country codes of ISO 3166-1 alpha-2, and XK, which Open Charge Map uses for Kosovo."""


def checked_latitude(value: float, field: str = "latitude") -> float:
    """The value as float, or SearchError when no latitude can be that."""
    if not (math.isfinite(value) and -90 <= value <= 90):
        texts = {
            "south": marked("The south {value} is impossible: it must lie between -90 and 90 degrees."),
            "north": marked("The north {value} is impossible: it must lie between -90 and 90 degrees."),
        }
        usual = marked("The latitude {value} is impossible: it must lie between -90 and 90 degrees.")
        raise SearchError(field, tr(texts.get(field, usual), value=language().significant(value)))
    return float(value)


def checked_longitude(value: float, field: str = "longitude") -> float:
    """The value as float, or SearchError when no longitude can be that."""
    if not (math.isfinite(value) and -180 <= value <= 180):
        texts = {
            "west": marked("The west {value} is impossible: it must lie between -180 and 180 degrees."),
            "east": marked("The east {value} is impossible: it must lie between -180 and 180 degrees."),
        }
        usual = marked("The longitude {value} is impossible: it must lie between -180 and 180 degrees.")
        raise SearchError(field, tr(texts.get(field, usual), value=language().significant(value)))
    return float(value)


def _checked_distance(value: float, field: str, impossible: str) -> float:
    """The value as float, or SearchError with a sentence that says why it is impossible."""
    if not (math.isfinite(value) and 0 < value <= HALF_EARTH_M):
        raise SearchError(field, tr(impossible, value=language().significant(value)))
    return float(value)


_IMPOSSIBLE_RADIUS = marked(
    "The radius {value} m is impossible: it must be above 0 and at most half way round the Earth."
)
_IMPOSSIBLE_DISTANCE = marked(
    "The distance {value} m is impossible: it must be above 0 and at most half way round the Earth."
)


def checked_positions(positions: Any, field: str, least: int) -> Ring:
    ring = tuple(
        (checked_longitude(lon, f"{field} longitude"), checked_latitude(lat, f"{field} latitude"))
        for lon, lat in positions
    )
    if len(ring) < least:
        text = marked("The line needs at least {least} positions, but has {number}.")
        if field == "polygon":
            text = marked("The polygon needs at least {least} positions, but has {number}.")
        raise SearchError(field, tr(text, least=least, number=len(ring)))
    return ring


@dataclass(frozen=True)
class World:
    """Everywhere."""


@dataclass(frozen=True)
class Extent:
    """Between two parallels and two meridians, in degrees; `west` > `east` means across the antimeridian."""

    west: float
    south: float
    east: float
    north: float

    def __post_init__(self) -> None:
        for field in ("west", "east"):
            object.__setattr__(self, field, checked_longitude(getattr(self, field), field))
        for field in ("south", "north"):
            object.__setattr__(self, field, checked_latitude(getattr(self, field), field))
        if self.south > self.north:
            south, north = map(language().significant, (self.south, self.north))
            raise SearchError(
                "south",
                tr("The extent's south ({south}) lies north of its north ({north}).", south=south, north=north),
            )


@dataclass(frozen=True)
class Circle:
    """All within `radius_m` metres of a position, measured on the WGS84 ellipsoid."""

    latitude: float
    longitude: float
    radius_m: float

    def __post_init__(self) -> None:
        object.__setattr__(self, "latitude", checked_latitude(self.latitude))
        object.__setattr__(self, "longitude", checked_longitude(self.longitude))
        object.__setattr__(self, "radius_m", _checked_distance(self.radius_m, "radius", _IMPOSSIBLE_RADIUS))


@dataclass(frozen=True)
class Polygons:
    """Inside any of several polygons with holes. Edges are straight in longitude and latitude, as QGIS draws them.

    A polygon across the antimeridian must be given as one on each side of it.
    """

    polygons: tuple[Rings, ...]

    def __post_init__(self) -> None:
        polygons = tuple(tuple(checked_positions(ring, "polygon", 3) for ring in rings) for rings in self.polygons)
        if not polygons or not all(polygons):
            raise SearchError("polygon", tr("The area has no polygon."))
        object.__setattr__(self, "polygons", polygons)


@dataclass(frozen=True)
class Corridor:
    """All within `distance_m` metres of any of several lines, measured on the WGS84 ellipsoid.

    Segments are straight in longitude and latitude, as QGIS draws them.
    """

    lines: tuple[Ring, ...]
    distance_m: float

    def __post_init__(self) -> None:
        lines = tuple(checked_positions(line, "line", 2) for line in self.lines)
        if not lines:
            raise SearchError("line", tr("The area has no line."))
        object.__setattr__(self, "lines", lines)
        object.__setattr__(self, "distance_m", _checked_distance(self.distance_m, "distance", _IMPOSSIBLE_DISTANCE))

    def at_distance(self, distance_m: float) -> Corridor:
        """Along the same lines, which are not checked again: they may have a million points."""
        other = copy(self)
        object.__setattr__(other, "distance_m", _checked_distance(distance_m, "distance", _IMPOSSIBLE_DISTANCE))
        return other


@dataclass(frozen=True)
class Countries:
    """One or several countries by ISO 3166 alpha-2 code, as the records state them (not by their position)."""

    codes: tuple[str, ...]

    def __post_init__(self) -> None:
        codes = tuple(sorted({str(code).strip().upper() for code in self.codes}))
        if not codes:
            raise SearchError("country", tr("No country is chosen."))
        for code in codes:
            if code not in ISO_CODES:
                raise SearchError("country", not_a_country(code))
        object.__setattr__(self, "codes", codes)


@dataclass(frozen=True)
class StationIds:
    """Stations named by their Open Charge Map numbers."""

    ids: tuple[int, ...]

    def __post_init__(self) -> None:
        for number in self.ids:
            if isinstance(number, bool) or not isinstance(number, int) or not 1 <= number < 2**31:
                raise SearchError("station id", _not_a_number(number))
        ids = tuple(sorted(set(self.ids)))
        if not ids:
            raise SearchError("station id", tr("No station number is given."))
        object.__setattr__(self, "ids", ids)

    @classmethod
    def from_text(cls, typed: str) -> StationIds:
        """Station numbers out of "297772, OCM-298001 5". Raises SearchError for anything else."""
        words = _words(typed)
        numbers = [word[4:] if word.upper().startswith("OCM-") else word for word in words]
        for word, number in zip(words, numbers):
            if not (number.isascii() and number.isdigit() and len(number) < 11):
                raise SearchError("station id", _not_a_number(word))
        return cls(tuple(map(int, numbers)))


def not_a_country(code: object) -> str:
    """The sentence about a code that no country has."""
    return tr("“{code}” is not a country code (ISO 3166, two letters, such as DE).", code=f"{code}")


def _not_a_number(word: object) -> str:
    return tr("“{word}” is not a station number (a whole number above 0).", word=f"{word}")


def _words(typed: str) -> tuple[str, ...]:
    """What stands between commas, semicolons and spaces."""
    return tuple(typed.replace(",", " ").replace(";", " ").split())


# As text: typing keeps the classes of unions it has made, and with them their module, for ever.
Area = Union["World", "Extent", "Circle", "Polygons", "Corridor", "Countries", "StationIds"]

_KINDS: dict[str, type] = {
    "world": World,
    "extent": Extent,
    "circle": Circle,
    "polygons": Polygons,
    "corridor": Corridor,
    "countries": Countries,
    "stations": StationIds,
}
_KIND_NAMES = {kind: name for name, kind in _KINDS.items()}


def corner_count(area: Area) -> int:
    """Positions that polygons or lines consist of; 0 for other areas."""
    if isinstance(area, Polygons):
        return sum(len(ring) for rings in area.polygons for ring in rings)
    return sum(map(len, area.lines)) if isinstance(area, Corridor) else 0


def area_to_json(area: Area) -> dict[str, Any]:
    """The area as JSON-ready dictionary; tuples become lists when it is dumped."""
    return {"kind": _KIND_NAMES[type(area)], **{field: getattr(area, field) for field in area.__dataclass_fields__}}


def area_from_json(stored: dict[str, Any]) -> Area:
    """The area of a dictionary made by `area_to_json`, also after a trip through JSON text.

    Raises KeyError, TypeError or ValueError when it is no such thing, SearchError for impossible values.
    """
    members = dict(stored)
    kind = _KINDS[members.pop("kind")]
    area: Area = kind(**members)
    return area

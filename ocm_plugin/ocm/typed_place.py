"""What a typed place means, as far as that is known without asking anybody: a position, station numbers, countries.

understood("30.2672, -97.7431", reference)     # (-97.7431, 30.2672)
understood("OCM-12345", reference)             # StationIds((12345,))
understood("Deutschland; NL", reference)       # Countries(("DE", "NL"))
understood("Austin", reference)                # None: a place, which a geocoder knows
"""

from __future__ import annotations

import re
from typing import Union

from .errors import SearchError
from .records.list_search import ListSearch, entries_of
from .records.reference import ReferenceData
from .search.areas import Countries, Position, StationIds

# As text: typing keeps the classes of unions it has made, and with them their module, for ever.
Understood = Union["Position", "Countries", "StationIds", None]

_STATIONS = re.compile(r"(?:ocm[-\s]?[0-9]{1,10}[\s,;]*)+", re.IGNORECASE)
_NUMBER = r"[0-9]{1,3}(?:[.,][0-9]+)?"
_SEXAGESIMAL = re.compile(
    rf"([+-]?)\s*({_NUMBER})\s*°\s*(?:({_NUMBER})\s*'\s*)?(?:({_NUMBER})\s*\"\s*)?", re.IGNORECASE
)
_WITH_POINTS = re.compile(
    r"([+-]?[0-9]{1,3}\.[0-9]+|[+-]?[0-9]{1,3})\s*[,;\s]\s*([+-]?[0-9]{1,3}\.[0-9]+|[+-]?[0-9]{1,3})"
)
_WITH_COMMAS = re.compile(r"([+-]?[0-9]{1,3},[0-9]+)\s*(?:;|\s|,\s)\s*([+-]?[0-9]{1,3},[0-9]+)")
_SIGNS = str.maketrans({"º": "°", "′": "'", "’": "'", "‘": "'", "″": '"', "”": '"', "“": '"', "−": "-", "–": "-"})


def understood(typed: str, reference: ReferenceData) -> Understood:
    """What the text means; None when it is the name of a place, an address, or no place at all."""
    text = " ".join(typed.split())
    if _STATIONS.fullmatch(text):
        try:
            return StationIds(tuple(int(number) for number in re.findall("[0-9]+", text)))
        except SearchError:
            return None
    return position_of(text) or _countries(text, reference)


def short_name(place: str) -> str:
    """What people call a place of a geocoder: "Austin" of "Austin, Travis County, Texas".

    A house number is no name, and goes with its street: "12 Elm Street".
    """
    parts = [part.strip() for part in place.split(",")]
    return " ".join(parts[:2]) if parts[0][:1].isdigit() else parts[0]


def _countries(text: str, reference: ReferenceData) -> Countries | None:
    """The countries named, with commas between several; two letters are none: LA is Los Angeles before it is Laos."""
    searched = ListSearch(entries_of("countries", reference))
    codes: list[str] = []
    for name in filter(None, (part.strip() for part in re.split("[,;]", text))):
        found = [reference.countries[entry.id].iso for entry in searched.called(name)]
        if len(found) != 1 or not found[0] or (name.upper() == found[0] and ";" not in text):
            return None
        codes.append(found[0])
    return Countries(tuple(codes)) if codes else None


def position_of(typed: str) -> Position | None:
    """Longitude and latitude of two typed coordinates: latitude first, unless letters or sizes say otherwise."""
    text = typed.translate(_SIGNS).strip()
    if text.lower().startswith("geo:"):
        text = text[4:].split(";")[0].split("?")[0]
    found = _with_letters(text) if re.search("[NSEW]", text, re.IGNORECASE) else _without_letters(text)
    if found is None:
        return None
    latitude, longitude = found
    if abs(latitude) > 90 and abs(longitude) <= 90:
        latitude, longitude = longitude, latitude
    if abs(latitude) > 90 or abs(longitude) > 180:
        return None
    return longitude, latitude


def _without_letters(text: str) -> tuple[float, float] | None:
    """Two numbers, or two angles with signs."""
    if "°" in text:
        angles = list(_SEXAGESIMAL.finditer(text))
        rest = _SEXAGESIMAL.sub("", text)
        values = [_degrees(*match.groups()) for match in angles]
        if len(values) != 2 or rest.strip(" ,;") or None in values:
            return None
        return values[0], values[1]  # type: ignore[return-value]
    match = _WITH_POINTS.fullmatch(text) or _WITH_COMMAS.fullmatch(text)
    if match is None:
        return None
    if not any(mark in text for mark in ".,;"):
        return None  # two whole numbers may be anything, such as a house and a postcode
    first, second = (float(each.replace(",", ".")) for each in match.groups())
    return first, second


_LETTER_BEHIND = re.compile(r"\s*([^NSEW]+?)\s*([NSEW])\s*[,;]?\s*([^NSEW]+?)\s*([NSEW])\s*", re.IGNORECASE)
_LETTER_BEFORE = re.compile(r"\s*([NSEW])\s*([^NSEW]+?)\s*[,;]?\s*([NSEW])\s*([^NSEW]+?)\s*", re.IGNORECASE)


def _with_letters(text: str) -> tuple[float, float] | None:
    """Two angles of which each says in which direction: in any order."""
    behind, before = _LETTER_BEHIND.fullmatch(text), _LETTER_BEFORE.fullmatch(text)
    if behind is not None:
        parts = [(behind[2], behind[1]), (behind[4], behind[3])]
    elif before is not None:
        parts = [(before[1], before[2]), (before[3], before[4])]
    else:
        return None
    found: dict[str, float] = {}
    for letter, angle in parts:
        numbers = re.findall(_NUMBER, angle)
        if not numbers or len(numbers) > 3 or re.sub(rf"{_NUMBER}|[\s°'\",;]", "", angle):
            return None
        value = _degrees("", *numbers, *[None] * (3 - len(numbers)))
        if value is None:
            return None
        north = letter.upper() in "NS"
        found["latitude" if north else "longitude"] = -value if letter.upper() in "SW" else value
    return (found["latitude"], found["longitude"]) if len(found) == 2 else None


def _degrees(sign: str, degrees: str, minutes: str | None, seconds: str | None) -> float | None:
    """An angle in degrees; None for more than 59 minutes or seconds."""
    parts = [float((each or "0").replace(",", ".")) for each in (degrees, minutes, seconds)]
    if parts[1] >= 60 or parts[2] >= 60:
        return None
    value = parts[0] + parts[1] / 60 + parts[2] / 3600
    return -value if sign == "-" else value

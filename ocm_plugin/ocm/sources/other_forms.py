"""Stations from each form in which Open Charge Map answers, one after the other, made the objects of its JSON.

Forms other than JSON lack much of what stations have (docs/sources.md has the table): what is not there stays unknown.
Where they give a title in place of an id, the look-up lists name the id.
"""

from __future__ import annotations

import csv
import html
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from itertools import islice
from typing import Any

from ..json_values import number, whole
from ..records.decoding import ATTRIBUTION_FIELD, CALL_AROUND
from ..records.reference import ReferenceData
from ..translation import marked
from .elements import Element, elements, root_name
from .file_text import BrokenOff, lines
from .json_elements import elements as json_elements

Json = dict[str, Any]
_LARGEST_CELL = 1_000_000
_ROWS = 500
"""Rows of CSV that are read at once."""
MOST_TITLES = 1_000
"""Unknown titles that are counted; a file of something else may have one in each row."""

JSON, CSV, XML, KML = "json", "csv", "xml", "kml"

_CSV_COLUMNS = ("ID", "UUID", "LocationTitle", "Latitude", "Longitude")
"""Enough of the header to know the form by."""
_CSV_LAST_COLUMN = "DateCreated"
_SEPARATOR = "; "
"""Behind each title of a connector in CSV."""

CSV_LACKS = marked(
    "CSV of Open Charge Map states no operator, data provider, licence, power, current or number of connectors: "
    "these are unknown."
)
XML_LACKS = marked(
    "XML of Open Charge Map states no power, current, name of the data provider, licence or date of creation: "
    "these are unknown."
)
KML_LACKS = marked(
    "KML of Open Charge Map states position, name, status, usage and data provider only: all else is unknown."
)
GEOJSON_LACKS = marked(
    "GeoJSON of Open Charge Map with “verbose=false” states position, name, the address on one line and the strongest "
    "connection only, without power: all else is unknown."
)
LACKS = (CSV_LACKS, XML_LACKS, KML_LACKS, GEOJSON_LACKS)
"""What each form does not state, which a result says in its notes."""


class Ids:
    """Ids by title, as the look-up lists have them."""

    def __init__(self, reference: ReferenceData) -> None:
        self._by_title: dict[str, dict[str, int]] = {}
        self.reference = reference
        self.unknown: Counter[str] = Counter()
        """Titles whose id no list names, and how often each occurs."""

    def of(self, list_name: str, title: str | None) -> int | None:
        """The id of a title; None without a title, or when no list has it, which is counted."""
        if not title or not title.strip():
            return None
        if list_name not in self._by_title:
            entries = getattr(self.reference, list_name).values()
            self._by_title[list_name] = {_folded(entry.title): entry.id for entry in reversed(list(entries))}
        found = self._by_title[list_name].get(_folded(title))
        if found is None and (title in self.unknown or len(self.unknown) < MOST_TITLES):
            self.unknown[title.strip()[:100]] += 1
        return found


def _folded(title: str) -> str:
    return " ".join(title.split()).casefold()


@dataclass
class Reading:
    """What is learnt of a file beside its stations, while they are read."""

    ids: Ids
    lacks: dict[str, None] = field(default_factory=dict)
    """Which facts its form never states, a sentence each, to be said by `tr`."""
    unread_lines: list[int] = field(default_factory=list)
    """Lines that hold no station, where there is one a line."""
    dates: ServerDates = field(default_factory=lambda: ServerDates())


def form_of(head: str) -> str:
    """The form of a text, by its beginning; "" for what is of none of these forms."""
    start = head.lstrip()
    if start[:1] in ("[", "{"):
        return JSON
    root = root_name(head)
    if root == "ChargePoints":
        return XML
    # Other maps are KML as well: the service names itself in each of its own.
    if root in ("kml", "Document"):
        return KML if "openchargemap" in head or '"OCM-' in head else ""
    if root:
        return ""
    if _is_csv(head):
        return CSV
    return JSON if CALL_AROUND.match(start) else ""


def read_pois(form: str, pieces: Iterator[str], reading: Reading) -> Iterator[Any]:
    """The stations of a text in a form of `form_of`, with dates as they are written.

    Raises BrokenOff after the last that is whole; for JSON see `json_elements`.
    """
    if form == XML:
        reading.lacks[XML_LACKS] = None
        return (reading.dates.noted(_poi_of_xml(each, reading.ids)) for each in elements(pieces, "ChargePoint"))
    if form == KML:
        reading.lacks[KML_LACKS] = None
        return (_poi_of_kml(each, reading.ids) for each in elements(pieces, "Placemark"))
    if form == CSV:
        reading.lacks[CSV_LACKS] = None
        return _of_csv(pieces, reading)
    return json_elements(pieces, reading.unread_lines.append, lambda feature: _poi_of_feature(feature, reading))


# GeoJSON


def _poi_of_feature(feature: Any, reading: Reading) -> Any:
    """The whole station of a feature; what there is of it where `verbose=false` has left it out; None for others."""
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(properties, dict):
        return None
    if "poi" in properties:
        return properties["poi"]
    link = properties.get("url")
    found = _NUMBER_IN_LINK.search(link) if isinstance(link, str) else None
    if found is None:
        return None
    reading.lacks[GEOJSON_LACKS] = None
    name, description = properties.get("name"), properties.get("description")
    address = description if isinstance(description, str) else ""
    level, title = whole(properties.get("level")), properties.get("connectionType")
    connector = reading.ids.of("connection_types", title) if isinstance(title, str) else None
    geometry = feature.get("geometry")
    coordinates = geometry.get("coordinates") if isinstance(geometry, dict) else None
    longitude, latitude, *_ = [*coordinates, None, None] if isinstance(coordinates, list) else (None, None)
    return {
        "ID": whole(feature.get("id")) or whole(found.group(1)),
        "AddressInfo": {
            "Title": name,
            "AddressLine1": address.removeprefix(f"{name}").removeprefix(", ") if name else address,
            "Latitude": latitude,
            "Longitude": longitude,
        },
        "Connections": [{"ConnectionTypeID": connector, "LevelID": level}] if level or title else [],
    }


# CSV


def _is_csv(head: str) -> bool:
    header = head[:2000].removeprefix("\ufeff").split("\n", 1)[0]
    names = {name.strip().strip('"') for name in re.split("[,;]", header)}
    return names.issuperset(_CSV_COLUMNS)


def _of_csv(pieces: Iterator[str], reading: Reading) -> Iterator[Json]:
    source = _Lines(pieces)
    first = next(source, "")
    # Spreadsheets of many countries write semicolons.
    delimiter = "," if "," in first else ";"
    # Without `strict`, a quotation mark that is never closed swallows the rest of the file in silence.
    options: dict[str, Any] = {"delimiter": delimiter, "skipinitialspace": True, "strict": True}
    names, _, broken = _rows(csv.reader([first], **options), 1)
    header = [name.strip() for _, row in names for name in row]
    if not source.whole and _CSV_LAST_COLUMN not in header:
        raise BrokenOff("the line of its columns is cut off")
    rows = csv.reader(source, **options)
    is_more = True
    while is_more and not broken:
        read, is_more, broken = _rows(rows, _ROWS)
        for line, row in read:
            # What stands last in a line without end may be cut off.
            if len(row) == len(header) and line < source.whole:
                poi = _poi_of_csv(dict(zip(header, row)), reading.ids, has_decimal_commas=delimiter == ";")
                yield reading.dates.noted(poi)
            elif row:
                reading.unread_lines.append(line + 1)
    if broken:
        raise BrokenOff(broken)


def _rows(rows: Any, most: int) -> tuple[list[tuple[int, list[str]]], bool, str]:
    """The next rows with the numbers of their last lines, whether there are more, and why not all can be read."""
    read: list[tuple[int, list[str]]] = []
    before = csv.field_size_limit(_LARGEST_CELL)  # of all Python in QGIS: only while cells are read
    try:
        for row in islice(rows, most):
            read.append((rows.line_num, row))
    except csv.Error as error:
        return read, False, f"{error} in line {rows.line_num + 1:,}"
    except BrokenOff as error:
        return read, False, str(error)
    finally:
        csv.field_size_limit(before)
    return read, len(read) == most, ""


class _Lines(Iterator[str]):
    """The lines of a text, which counts those that have an end."""

    def __init__(self, pieces: Iterator[str]) -> None:
        self._lines = lines(pieces)
        self.whole = 0

    def __next__(self) -> str:
        line = next(self._lines)
        self.whole += line.endswith(("\n", "\r"))
        return line


def _poi_of_csv(row: Mapping[str, str | None], ids: Ids, has_decimal_commas: bool) -> Json:
    titles = (row.get("ConnectionType") or "").split(_SEPARATOR)
    get = row.get

    def degrees(name: str) -> str | None:
        said = get(name)
        return said.replace(",", ".") if said and has_decimal_commas else said

    return {
        "ID": _whole(get("ID")),
        "UUID": get("UUID"),
        "AddressInfo": {
            "Title": get("LocationTitle"),
            **{name: get(name) for name in ("AddressLine1", "AddressLine2", "Town", "StateOrProvince", "Postcode")},
            "CountryID": ids.of("countries", get("Country")),
            "Latitude": degrees("Latitude"),
            "Longitude": degrees("Longitude"),
            "ContactTelephone1": get("Addr_ContactTelephone1"),
            "ContactTelephone2": get("Addr_ContactTelephone2"),
            "ContactEmail": get("Addr_ContactEmail"),
            "AccessComments": get("Addr_AccessComments"),
            "RelatedURL": get("Addr_RelatedURL"),
        },
        "Connections": [
            {"ConnectionTypeID": ids.of("connection_types", title)}
            for title in (title.strip(" ;") for title in titles)
            if title
        ],
        "UsageTypeID": ids.of("usage_types", get("UsageType")),
        "NumberOfPoints": _whole(get("NumberOfPoints")),
        "GeneralComments": get("GeneralComments"),
        "DateLastConfirmed": get("DateLastConfirmed"),
        "StatusTypeID": ids.of("status_types", get("StatusType")),
        "DateLastStatusUpdate": get("DateLastStatusUpdate"),
        "DateCreated": get("DateCreated"),
    }


# XML


def _poi_of_xml(point: Element, ids: Ids) -> Json:
    address, status, usage = point.child("AddressInfo"), point.child("StatusType"), point.child("UsageType")
    attributes = point.attributes
    poi: Json = {
        "ID": _whole(attributes.get("ID")),
        "UUID": attributes.get("UUID"),
        "DateLastConfirmed": attributes.get("DateLastConfirmed"),
        "NumberOfPoints": _whole(attributes.get("NumberOfPoints")),
        "DataQualityLevel": _whole(attributes.get("DataQualityLevel")),
        "DataProviderID": _whole(attributes.get("DataProviderID")),
        "OperatorID": _whole(attributes.get("OperatorID")),
        "GeneralComments": point.said("GeneralComments"),
        "UsageCost": point.said("UsageCost"),
        "UsageTypeID": _whole(usage.attributes.get("ID")) if usage else None,
        "StatusTypeID": _whole(status.attributes.get("ID")) if status else None,
        "DateLastStatusUpdate": status.attributes.get("DateLastStatusUpdate") if status else None,
        "AddressInfo": _address_of_xml(address, ids) if address else None,
        "Connections": [
            _connection_of_xml(each.attributes, ids)
            for each in _children(point, "Connections")
            if each.name == "ConnectionInfo"
        ],
    }
    if attributes.get("OperatorTitle"):
        poi["OperatorInfo"] = {"ID": poi["OperatorID"], "Title": attributes["OperatorTitle"]}
    if point.child("UserComments"):
        poi["UserComments"] = [_comment_of_xml(each) for each in _children(point, "UserComments")]
    return poi


def _children(element: Element, name: str) -> list[Element]:
    found = element.child(name)
    return found.children if found else []


def _address_of_xml(address: Element, ids: Ids) -> Json:
    names = (
        *("AddressLine1", "AddressLine2", "Town", "StateOrProvince", "Postcode", "ContactTelephone1"),
        *("ContactTelephone2", "ContactEmail", "AccessComments", "RelatedURL"),
    )
    return {
        "Title": address.said("LocationTitle"),
        **{name: address.said(name) for name in names},
        "CountryID": ids.of("countries", address.said("Country")),
        "Latitude": _number(address.said("Latitude")),
        "Longitude": _number(address.said("Longitude")),
    }


def _connection_of_xml(attributes: Mapping[str, str], ids: Ids) -> Json:
    return {
        "ID": _whole(attributes.get("ID")),
        "ConnectionTypeID": _whole(attributes.get("TypeID")),
        "LevelID": _whole(attributes.get("LevelID")),
        "StatusTypeID": ids.of("status_types", attributes.get("Status")),
        "Amps": _number(attributes.get("Amps")),
        "Voltage": _number(attributes.get("Voltage")),
        "Quantity": _whole(attributes.get("Quantity")),
        "Reference": attributes.get("Reference"),
    }


def _comment_of_xml(comment: Element) -> Json:
    return {
        "CommentTypeID": _whole(comment.attributes.get("CommentTypeID")),
        "UserName": comment.attributes.get("UserName"),
        "Rating": _whole(comment.attributes.get("Rating")),
        "RelatedURL": comment.attributes.get("RelatedURL"),
        "Comment": comment.text,
    }


# KML

_NUMBER_IN_ID = re.compile(r"OCM-(\d+)$")
_NUMBER_IN_LINK = re.compile(r"/poi/details/(\d+)")
"""The KML of early years has no ids on its placemarks, but a link in each."""
_STATED = {name: re.compile(rf"<p>{name}: ([^<]*)</p>") for name in ("Status", "Usage")}
_PROVIDER = re.compile(
    r"Data Provider: (?P<link><a [^>]{0,2000}>)?(?P<text>[^<]{0,500})(?:</a>)?(?P<rest>[^<]{0,2000})"
)


def _poi_of_kml(place: Element, ids: Ids) -> Json:
    # The service escapes names and descriptions once more than it should.
    description = html.unescape(place.said("description") or "")
    found = _NUMBER_IN_ID.search(place.attributes.get("id", "")) or _NUMBER_IN_LINK.search(description)
    point = place.child("Point")
    coordinates = ((point.said("coordinates") if point else None) or "").split(",")
    status, usage = (_STATED[name].search(description) for name in ("Status", "Usage"))
    provider, credit = _provider_of_kml(description, ids)
    return {
        "ID": _whole(found.group(1)) if found else None,
        "AddressInfo": {
            "Title": html.unescape(place.said("name") or ""),
            "Longitude": _number(coordinates[0]),
            "Latitude": _number(coordinates[1]) if len(coordinates) > 1 else None,
        },
        "Connections": [],
        "StatusTypeID": ids.of("status_types", status.group(1)) if status else None,
        "UsageTypeID": ids.of("usage_types", usage.group(1)) if usage else None,
        "DataProviderID": provider,
        "MetadataValues": [{"MetadataFieldID": ATTRIBUTION_FIELD, "ItemValue": credit}] if credit else [],
    }


def _provider_of_kml(description: str, ids: Ids) -> tuple[int | None, str]:
    """The data provider's id; or else its credit as the file has it, which must not be lost."""
    found = _PROVIDER.search(description)
    if found is None:
        return None, ""
    title = found["text"] if found["link"] else found["text"].partition(" - ")[0]
    number = ids.of("providers", title)
    return number, "" if number is not None else f"{found['text']}{found['rest']}".strip()


# Values


def _whole(said: str | None) -> int | None:
    return whole(said) if said else None


def _number(said: str | None) -> float | None:
    return number(said.strip()) if said else None


_DATES = ("DateLastConfirmed", "DateLastStatusUpdate", "DateCreated")
_SERVER_DATE = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4}) (\d{1,2}):(\d\d):(\d\d)(?: ?([AP])M)?", re.IGNORECASE)


class ServerDates:
    """Dates of one file as the culture of the server writes them.

    Which of day and month comes first is known from the file: by a number above 12, else by AM and PM. Where nothing in
    the file tells, the dates stay unread, and are counted as such.
    """

    def __init__(self) -> None:
        self._is_first_above = self._is_second_above = self._is_american = False
        self._end = datetime.now(timezone.utc) + timedelta(days=1)
        self._newest: dict[bool, datetime | None] = {True: None, False: None}
        """By whether the month comes first."""

    def noted(self, poi: Json) -> Json:
        """The same station, once its dates are noted."""
        for name in _DATES:
            found = _SERVER_DATE.fullmatch((poi.get(name) or "").strip())
            if found:
                self._note(found)
        return poi

    def _note(self, found: re.Match[str]) -> None:
        self._is_first_above |= int(found.group(1)) > 12
        self._is_second_above |= int(found.group(2)) > 12
        self._is_american |= found.group(7) is not None
        for is_month_first, known in self._newest.items():
            date = _date(found, is_month_first)
            if date is not None and date < self._end and (known is None or date > known):
                self._newest[is_month_first] = date

    @property
    def is_month_first(self) -> bool | None:
        """None when no date of the file tells, or when they contradict each other."""
        if self._is_first_above != self._is_second_above:
            return self._is_second_above
        return True if self._is_american and not self._is_first_above else None

    @property
    def newest(self) -> datetime | None:
        """The newest date of the file that is not in the future."""
        return None if self.is_month_first is None else self._newest[self.is_month_first]

    def read(self, poi: Json) -> Json:
        """The same station, with its dates as the JSON writes them."""
        is_month_first = self.is_month_first
        if is_month_first is not None:
            for name in _DATES:
                found = _SERVER_DATE.fullmatch((poi.get(name) or "").strip())
                date = _date(found, is_month_first) if found else None
                if date is not None:
                    poi[name] = f"{date:%Y-%m-%dT%H:%M:%S}Z"
        return poi


def _date(found: re.Match[str], is_month_first: bool) -> datetime | None:
    first, second, year, hour, minute, seconds = (int(part) for part in found.groups()[:6])
    month, day = (first, second) if is_month_first else (second, first)
    if found.group(7):
        hour = hour % 12 + (12 if found.group(7).upper() == "P" else 0)
    try:
        return datetime(year, month, day, hour, minute, seconds, tzinfo=timezone.utc)
    except ValueError:
        return None

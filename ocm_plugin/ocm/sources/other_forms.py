"""Stations from the other forms in which Open Charge Map answers: CSV, XML and KML, made the objects of its JSON.

These forms lack much of what stations have (docs/sources.md has the table): what is not there stays unknown. Where they
give a title in place of an id, the look-up lists name the id.
"""

from __future__ import annotations

import csv
import html
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from ..json_values import number, whole
from ..records.reference import ReferenceData
from ..translation import marked
from .elements import BrokenXml, Element, elements, root_name

Json = dict[str, Any]
_LARGEST_CELL = 1_000_000

_CSV_COLUMNS = ("ID", "UUID", "LocationTitle", "Latitude", "Longitude")
"""Enough of the header to know the form by."""
_XML_ROOTS = ("ChargePoints",)
_KML_ROOTS = ("kml", "Document")
_SEPARATOR = "; "
"""Behind each title of a connector in CSV."""


class OtherForm(NamedTuple):
    """What a file of one of these forms holds."""

    pois: list[Json]
    lacks: str
    """Which facts its form never states, a sentence to be said by `tr`."""
    broken: str
    """Where and why the rest cannot be read; "" when all was."""
    unknown_titles: Counter[str]
    """Titles whose id no look-up list names, and how often each occurs."""


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


def read_other_form(body: bytes, reference: ReferenceData) -> OtherForm | None:
    """The stations of a body; None when it is of none of these forms. `reference` names ids by their titles.

    Raises UnicodeDecodeError for CSV that is not UTF-8.
    """
    ids = _Ids(reference)
    root = root_name(body)
    if root in _XML_ROOTS:
        return _of_xml(body, "ChargePoint", _poi_of_xml, ids, XML_LACKS)
    if root in _KML_ROOTS:
        return _of_xml(body, "Placemark", _poi_of_kml, ids, KML_LACKS)
    if _is_csv(body):
        return _of_csv(body, ids)
    return None


def is_other_form(body: bytes) -> bool:
    """Whether a body begins like one of these forms."""
    return root_name(body) in (*_XML_ROOTS, *_KML_ROOTS) or _is_csv(body)


class _Ids:
    """Ids by title, as the look-up lists have them."""

    def __init__(self, reference: ReferenceData) -> None:
        self._by_title: dict[str, dict[str, int]] = {}
        self._reference = reference
        self.unknown: Counter[str] = Counter()

    def of(self, list_name: str, title: str | None) -> int | None:
        """The id of a title; None without a title, or when no list has it, which is counted."""
        if not title or not title.strip():
            return None
        if list_name not in self._by_title:
            entries = getattr(self._reference, list_name).values()
            self._by_title[list_name] = {_folded(entry.title): entry.id for entry in reversed(list(entries))}
        found = self._by_title[list_name].get(_folded(title))
        if found is None:
            self.unknown[title.strip()] += 1
        return found


def _folded(title: str) -> str:
    return " ".join(title.split()).casefold()


# CSV


def _is_csv(body: bytes) -> bool:
    header = body[:2000].removeprefix(b"\xef\xbb\xbf").split(b"\n", 1)[0].decode("utf-8", "replace")
    names = {name.strip().strip('"') for name in re.split("[,;]", header)}
    return names.issuperset(_CSV_COLUMNS)


def _of_csv(body: bytes, ids: _Ids) -> OtherForm:
    text = body.decode("utf-8-sig")
    # Spreadsheets of many countries write semicolons.
    delimiter = "," if "," in text.split("\n", 1)[0] else ";"
    csv.field_size_limit(_LARGEST_CELL)
    pois: list[Json] = []
    broken = ""
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True)
    try:
        rows.fieldnames = [name.strip() for name in rows.fieldnames or ()]
        for row in rows:
            pois.append(_poi_of_csv(row, ids))
    except csv.Error as error:
        broken = f"{error} in line {rows.line_num:,}"
    _read_dates(pois)
    return OtherForm(pois, CSV_LACKS, broken, ids.unknown)


def _poi_of_csv(row: Mapping[str, str | None], ids: _Ids) -> Json:
    titles = (row.get("ConnectionType") or "").split(_SEPARATOR)
    get = row.get
    return {
        "ID": _whole(get("ID")),
        "UUID": get("UUID"),
        "AddressInfo": {
            "Title": get("LocationTitle"),
            **{name: get(name) for name in ("AddressLine1", "AddressLine2", "Town", "StateOrProvince", "Postcode")},
            "CountryID": ids.of("countries", get("Country")),
            "Latitude": _number(get("Latitude")),
            "Longitude": _number(get("Longitude")),
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


def _of_xml(body: bytes, name: str, poi_of: Callable[[Element, _Ids], Json], ids: _Ids, lacks: str) -> OtherForm:
    pois: list[Json] = []
    broken = ""
    try:
        for element in elements(body, name):
            pois.append(poi_of(element, ids))
    except BrokenXml as error:
        broken = str(error)
    _read_dates(pois)
    return OtherForm(pois, lacks, broken, ids.unknown)


def _poi_of_xml(point: Element, ids: _Ids) -> Json:
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


def _address_of_xml(address: Element, ids: _Ids) -> Json:
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


def _connection_of_xml(attributes: Mapping[str, str], ids: _Ids) -> Json:
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
_PROVIDER = re.compile(r"Data Provider: (?:<a [^>]*>(?P<linked>[^<]*)</a>|(?P<plain>[^<]*?)(?: - [^<]*)?</small>)")


def _poi_of_kml(place: Element, ids: _Ids) -> Json:
    # The service escapes names and descriptions once more than it should.
    description = html.unescape(place.said("description") or "")
    found = _NUMBER_IN_ID.search(place.attributes.get("id", "")) or _NUMBER_IN_LINK.search(description)
    point = place.child("Point")
    coordinates = ((point.said("coordinates") if point else None) or "").split(",")
    status, usage = (_STATED[name].search(description) for name in ("Status", "Usage"))
    provider = _PROVIDER.search(description)
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
        "DataProviderID": ids.of("providers", provider["linked"] or provider["plain"]) if provider else None,
    }


# Values


def _whole(said: str | None) -> int | None:
    return whole(said) if said else None


def _number(said: str | None) -> float | None:
    return number(said.strip()) if said else None


_DATES = ("DateLastConfirmed", "DateLastStatusUpdate", "DateCreated")
_SERVER_DATE = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4}) (\d{1,2}):(\d\d):(\d\d)(?: ?([AP])M)?", re.IGNORECASE)


def _read_dates(pois: list[Json]) -> None:
    """Make dates as the culture of the server writes them those of the JSON.

    Which of day and month comes first is known from the file: by AM and PM, or by a number above 12. Where nothing in
    the file tells, the dates stay unread, and are counted as such.
    """
    is_month_first = _is_month_first(pois)
    for poi in pois:
        for name in _DATES:
            if poi.get(name):
                poi[name] = _iso(poi[name], is_month_first) or poi[name]


def _said_dates(pois: list[Json]) -> Iterator[re.Match[str]]:
    for poi in pois:
        for name in _DATES:
            found = _SERVER_DATE.fullmatch((poi.get(name) or "").strip())
            if found:
                yield found


def _is_month_first(pois: list[Json]) -> bool | None:
    """None when no date of the file tells, or when they contradict each other."""
    seen = set()
    for found in _said_dates(pois):
        if found.group(7) or int(found.group(2)) > 12:
            seen.add(True)
        elif int(found.group(1)) > 12:
            seen.add(False)
    return seen.pop() if len(seen) == 1 else None


def _iso(said: str, is_month_first: bool | None) -> str | None:
    found = _SERVER_DATE.fullmatch(said.strip())
    if found is None or is_month_first is None:
        return None
    first, second, year, hour, minute, seconds = (int(part) for part in found.groups()[:6])
    month, day = (first, second) if is_month_first else (second, first)
    if found.group(7):
        hour = hour % 12 + (12 if found.group(7).upper() == "P" else 0)
    try:
        return f"{datetime(year, month, day, hour, minute, seconds):%Y-%m-%dT%H:%M:%S}Z"
    except ValueError:
        return None

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
from ..records.decoding import ATTRIBUTION_FIELD
from ..records.reference import ReferenceData
from ..translation import marked
from .elements import BrokenXml, Element, elements, root_name

Json = dict[str, Any]
_LARGEST_CELL = 1_000_000

_CSV_COLUMNS = ("ID", "UUID", "LocationTitle", "Latitude", "Longitude")
"""Enough of the header to know the form by."""
_SEPARATOR = "; "
"""Behind each title of a connector in CSV."""


class OtherForm(NamedTuple):
    """What a file of one of these forms holds."""

    pois: list[Json]
    lacks: str
    """Which facts its form never states, a sentence to be said by `tr`."""
    broken: str
    """Where and why the rest cannot be read; "" when all was."""
    unread_lines: list[int]
    """Lines of CSV that have other than the header's columns."""
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


def read_other_form(
    body: bytes, reference: ReferenceData, check: Callable[[], None] = lambda: None
) -> OtherForm | None:
    """The stations of a body; None when it is of none of these forms. `reference` names ids by their titles.

    `check` is called often, and raises when the stations are no longer wanted. Raises UnicodeDecodeError for CSV that
    is not UTF-8.
    """
    ids = _Ids(reference)
    if _is_xml(body):
        return _of_xml(elements(body, "ChargePoint"), _poi_of_xml, ids, XML_LACKS, check)
    if _is_kml(body):
        return _of_xml(elements(body, "Placemark"), _poi_of_kml, ids, KML_LACKS, check)
    if _is_csv(body):
        return _of_csv(body, ids, check)
    return None


def is_other_form(body: bytes) -> bool:
    """Whether a body begins like one of these forms."""
    return _is_xml(body) or _is_kml(body) or _is_csv(body)


def _is_xml(body: bytes) -> bool:
    return root_name(body) == "ChargePoints"


def _is_kml(body: bytes) -> bool:
    """Other maps are KML as well: the service names itself in each of its own."""
    return root_name(body) in ("kml", "Document") and (b"openchargemap" in body or b'"OCM-' in body)


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


def _of_csv(body: bytes, ids: _Ids, check: Callable[[], None]) -> OtherForm:
    text = body.decode("utf-8-sig")
    # Spreadsheets of many countries write semicolons.
    delimiter = "," if "," in text.split("\n", 1)[0] else ";"
    pois: list[Json] = []
    unread: list[int] = []
    broken = ""
    # Without `strict`, a quotation mark that is never closed swallows the rest of the file in silence.
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True, strict=True)
    before = csv.field_size_limit(_LARGEST_CELL)  # of all Python in QGIS
    try:
        rows.fieldnames = [name.strip() for name in rows.fieldnames or ()]
        for row in rows:
            check()
            if None in row or None in row.values():
                unread.append(rows.line_num)
            else:
                pois.append(_poi_of_csv(row, ids, has_decimal_commas=delimiter == ";"))
    except csv.Error as error:
        broken = f"{error} in line {rows.line_num:,}"
    finally:
        csv.field_size_limit(before)
    _read_dates(pois)
    return OtherForm(pois, CSV_LACKS, broken, unread, ids.unknown)


def _poi_of_csv(row: Mapping[str, str | None], ids: _Ids, has_decimal_commas: bool) -> Json:
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


def _of_xml(
    found: Iterator[Element],
    poi_of: Callable[[Element, _Ids], Json],
    ids: _Ids,
    lacks: str,
    check: Callable[[], None],
) -> OtherForm:
    pois: list[Json] = []
    broken = ""
    try:
        for element in found:
            check()
            pois.append(poi_of(element, ids))
    except BrokenXml as error:
        broken = str(error)
    _read_dates(pois)
    return OtherForm(pois, lacks, broken, [], ids.unknown)


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
_PROVIDER = re.compile(
    r"Data Provider: (?P<link><a [^>]{0,2000}>)?(?P<text>[^<]{0,500})(?:</a>)?(?P<rest>[^<]{0,2000})"
)


def _poi_of_kml(place: Element, ids: _Ids) -> Json:
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


def _provider_of_kml(description: str, ids: _Ids) -> tuple[int | None, str]:
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


def _read_dates(pois: list[Json]) -> None:
    """Make dates as the culture of the server writes them those of the JSON.

    Which of day and month comes first is known from the file: by a number above 12, else by AM and PM. Where nothing in
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
    is_american = False
    for found in _said_dates(pois):
        if int(found.group(1)) > 12:
            seen.add(False)
        if int(found.group(2)) > 12:
            seen.add(True)
        is_american = is_american or found.group(7) is not None
    if not seen and is_american:
        return True
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

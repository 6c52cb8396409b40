"""The other outputs of `/poi`: GeoJSON, CSV, XML and KML, with the faults of the real ones."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from .members import camel_case
from .shapes import Shape, without_nulls
from .stations import Json, ReferenceTables

CSV_HEADER = (
    "ID,UUID, LocationTitle,AddressLine1,AddressLine2,Town,StateOrProvince,Postcode,Country,Latitude,Longitude,"
    "Distance,DistanceUnit,Addr_ContactTelephone1,Addr_ContactTelephone2,Addr_ContactEmail,Addr_AccessComments,"
    "Addr_GeneralComments,Addr_RelatedURL,ConnectionType,ChargerType,UsageType,NumberOfPoints,GeneralComments,"
    "DateLastConfirmed,StatusType,DateLastStatusUpdate,DateCreated"
)
DETAILS_URL = "https://openchargemap.org/site/poi/details/"
_BOM = "\ufeff"
_REAL_NUMBERS = ("PowerKW", "Latitude", "Longitude", "Distance")


def geojson(stations: Sequence[Json], tables: ReferenceTables, shape: Shape, callback: str | None) -> str:
    """Always camelCase, indented and without nulls; compact drops connection types and countries."""
    inner = Shape(verbose=False, compact=shape.compact, include_comments=shape.include_comments)
    features = []
    for station in stations:
        full = inner.station(station, tables)
        address = full.get("AddressInfo", {})
        connections = full["Connections"]
        strongest: Json = max(connections, key=lambda c: c.get("LevelID") or 0, default={})
        level = strongest.get("LevelID")
        properties = {
            "name": address.get("Title"),
            "description": _one_line(address),
            "url": f"{DETAILS_URL}{station['ID']}",
            "level": None if level is None else str(level),
            "connectionType": (strongest.get("ConnectionType") or {}).get("Title"),
        }
        if shape.verbose:
            properties["poi"] = _with_real_numbers(full)
        coordinates = [float(address.get("Longitude", 0)), float(address.get("Latitude", 0))]
        features.append(
            {
                "type": "Feature",
                "id": str(station["ID"]),
                "geometry": {"type": "Point", "coordinates": coordinates},
                "properties": properties,
            }
        )
    collection = without_nulls({"type": "FeatureCollection", "features": features})
    text = json.dumps(_camel(collection), indent=2, ensure_ascii=False)
    return f"{callback}({text})" if callback else text


def csv(stations: Sequence[Json], tables: ReferenceTables, shape: Shape) -> str:
    lines = [CSV_HEADER]
    for station in stations:
        full = Shape(verbose=False, compact=shape.compact).station(station, tables)
        get, address = full.get, full.get("AddressInfo", {}).get
        titles = [c["ConnectionType"]["Title"] for c in full["Connections"] if "ConnectionType" in c]
        texts = [
            full["ID"],
            get("UUID"),
            *(_cell(address(name)) for name in ("Title", "AddressLine1", "AddressLine2", "Town", "StateOrProvince")),
            _cell(address("Postcode")),
            _cell((address("Country") or {}).get("Title")),
            address("Latitude"),
            address("Longitude"),
            address("Distance"),
            address("DistanceUnit"),
            *(_cell(address(name)) for name in ("ContactTelephone1", "ContactTelephone2", "ContactEmail")),
            _cell(address("AccessComments")),
            None,
            _cell(address("RelatedURL")),
            _cell("".join(f"{title}; " for title in titles) or None),
            None,
            _cell((get("UsageType") or {}).get("Title")),
            get("NumberOfPoints"),
            _cell(get("GeneralComments")),
            _server_date(get("DateLastConfirmed")),
            _cell((get("StatusType") or {}).get("Title")),
            _server_date(get("DateLastStatusUpdate")),
            _server_date(get("DateCreated")),
        ]
        line = ",".join("" if text is None else str(text) for text in texts)
        lines.append(line.replace("\n", " "))
    return _BOM + "\n".join(lines) + "\n"


def xml(stations: Sequence[Json], tables: ReferenceTables, shape: Shape) -> str:
    """No power, current, provider name, licence or creation date. Control characters are written as they are."""
    pieces = [_BOM, '<?xml version="1.0" encoding="utf-8"?><ChargePoints>']
    for station in stations:
        full = Shape(verbose=False, compact=shape.compact).station(station, tables)
        attributes = {
            "ID": full["ID"],
            "UUID": full.get("UUID"),
            "DateLastConfirmed": _server_date(full.get("DateLastConfirmed")) or "",
            "NumberOfPoints": full.get("NumberOfPoints", ""),
        }
        if "OperatorInfo" in full:
            attributes.update(OperatorID=full["OperatorID"], OperatorTitle=full["OperatorInfo"]["Title"])
        if "DataProvider" in full:
            attributes["DataProviderID"] = full["DataProviderID"]
        address = full.get("AddressInfo", {})
        pieces.append(
            f"<ChargePoint{_attributes(attributes)}>{_element('GeneralComments', full.get('GeneralComments'))}"
        )
        pieces.append("<AddressInfo>" + _element("LocationTitle", address.get("Title")))
        for name in ("AddressLine1", "AddressLine2", "Town", "StateOrProvince", "Postcode"):
            pieces.append(_element(name, address.get(name)))
        if "Country" in address:
            pieces.append(_element("Country", address["Country"]["Title"]))
        for name in ("Latitude", "Longitude", "ContactTelephone1", "ContactEmail", "AccessComments", "RelatedURL"):
            if name in address:
                pieces.append(_element(name, address[name]))
        pieces.append("</AddressInfo><Connections>")
        for connection in full["Connections"]:
            attributes = {"ID": connection.get("ID")}
            if "ConnectionType" in connection:
                attributes.update(TypeID=connection["ConnectionTypeID"], TypeName=connection["ConnectionType"]["Title"])
            if "Level" in connection:
                attributes.update(LevelID=connection["LevelID"], LevelName=connection["Level"]["Title"])
            if "StatusType" in connection:
                attributes["Status"] = connection["StatusType"]["Title"]
            attributes.update(
                {name: connection[name] for name in ("Amps", "Voltage", "Quantity", "Reference") if name in connection}
            )
            pieces.append(f"<ConnectionInfo{_attributes(attributes)} />")
        pieces.append("</Connections>")
        if "UsageType" in full:
            pieces.append(f'<UsageType ID="{full["UsageTypeID"]}">{escape(full["UsageType"]["Title"])}</UsageType>')
        if full.get("UsageCost"):
            pieces.append(_element("UsageCost", full["UsageCost"]))
        if "StatusType" in full:
            date = _server_date(full.get("DateLastStatusUpdate")) or ""
            attributes = {"ID": full["StatusTypeID"], "DateLastStatusUpdate": date}
            pieces.append(f"<StatusType{_attributes(attributes)} />")
        pieces.append("</ChargePoint>")
    return "".join([*pieces, "</ChargePoints>"])


def kml(stations: Sequence[Json], tables: ReferenceTables, shape: Shape) -> str:
    """Names escaped twice; the description is escaped HTML inside CDATA, so it shows its tags."""
    pieces = [
        '<?xml version="1.0" encoding="utf-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>',
        "<name>Open Charge Map - Electric Vehicle Charging Locations</name>",
        "<description>Data from https://openchargemap.org/</description>",
    ]
    for station in stations:
        full = Shape(verbose=False, compact=shape.compact).station(station, tables)
        address = full.get("AddressInfo", {})
        description = _summary(full)
        coordinates = f"{address.get('Longitude')},{address.get('Latitude')}"
        pieces.append(
            f'<Placemark id="OCM-{full["ID"]}"><name>{escape(escape(address.get("Title") or ""))}</name>'
            f"<description><![CDATA[{escape(description)}]]></description>"
            f"<Point><coordinates>{coordinates}</coordinates></Point></Placemark>"
        )
    return "".join([*pieces, "</Document></kml>"])


def _summary(full: Json) -> str:
    """The description of a placemark: paragraphs, and the provider behind a link that lacks its equals sign."""
    parts = [f"<p>{_one_line(full.get('AddressInfo', {}))}</p>"]
    connections = [each["ConnectionType"]["Title"] for each in full["Connections"] if "ConnectionType" in each]
    if connections:
        parts.append(f"<ul>{''.join(f'<li>Connection Type: {title}</li>' for title in connections)}</ul>")
    for name, member in (("Status", "StatusType"), ("Usage", "UsageType")):
        if member in full:
            parts.append(f"<p>{name}: {full[member]['Title']}</p>")
    parts.append(f'<a href="{DETAILS_URL}{full["ID"]}">View More Details (OCM-{full["ID"]})</a>')
    if "DataProvider" in full:
        provider = full["DataProvider"]
        title, site, license = provider["Title"], provider.get("WebsiteURL"), provider.get("License")
        linked = f'<a href"{site}">{title}</a>' if site else title
        parts.append(f"<p><small>Data Provider: {linked}{f' - {license}' if license else ''}</small></p>")
    return "".join(parts)


def _camel(value: Any) -> Any:
    if isinstance(value, dict):
        return {camel_case(k): _camel(v) for k, v in value.items()}
    return [_camel(v) for v in value] if isinstance(value, list) else value


def _with_real_numbers(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: float(v) if k in _REAL_NUMBERS else _with_real_numbers(v) for k, v in value.items()}
    return [_with_real_numbers(v) for v in value] if isinstance(value, list) else value


def _one_line(address: Json) -> str:
    names = ("Title", "AddressLine1", "AddressLine2", "Town", "StateOrProvince", "Postcode")
    parts = [address.get(name) for name in names] + [(address.get("Country") or {}).get("Title")]
    return ", ".join(part for part in parts if part)


def _cell(text: str | None) -> str | None:
    return None if text is None else '"' + text.replace('"', "").strip() + '"'


def _server_date(date: str | None) -> str | None:
    """11/11/2025 12:38:00: the culture of the server."""
    match = re.match(r"(\d+)-(\d+)-(\d+)T(\d\d:\d\d:\d\d)", date or "")
    if not match:
        return None
    year, month, day, time = match.groups()
    return f"{int(month)}/{int(day)}/{year} {time}"


def _attributes(values: Json) -> str:
    return "".join(f" {name}={quoteattr(str(value))}" for name, value in values.items())


def _element(name: str, text: Any) -> str:
    return f"<{name} />" if text is None else f"<{name}>{escape(str(text))}</{name}>"

"""POIs as the server holds them: compact, without nulls, with the values the real server computes filled in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from . import members

Json = dict[str, Any]
VERIFIED_DAYS = 183
_THREE_PHASE = 20
_FAST_KW, _MEDIUM_KW = 40, 2


class ReferenceTables:
    """The reference objects by list and id: those of `/referencedata`, and any a POI file brought along embedded."""

    def __init__(self, reference: Mapping[str, Any]) -> None:
        self._by_list: dict[str, dict[int, Json]] = {
            name: {item["ID"]: item for item in reference.get(name) or []} for name in members.REFERENCE_LISTS
        }

    def find(self, list_name: str, number: int | None) -> Json | None:
        return None if number is None else self._by_list[list_name].get(number)

    def learn(self, list_name: str, item: Any) -> int | None:
        """Keep an embedded object, newer than the reference data; its id is returned."""
        if not isinstance(item, dict) or not isinstance(item.get("ID"), int):
            return None
        number: int = item["ID"]
        self._by_list[list_name][number] = item
        return number

    def country_id(self, code: str) -> int | None:
        countries = self._by_list["Countries"].values()
        return next((c["ID"] for c in countries if (c.get("ISOCode") or "").upper() == code.strip().upper()), None)

    def titled(self, list_name: str, title: str) -> frozenset[int]:
        return frozenset(n for n, item in self._by_list[list_name].items() if item.get("Title") == title)

    def open_providers(self) -> frozenset[int]:
        providers = self._by_list["DataProviders"].items()
        return frozenset(n for n, item in providers if item.get("IsOpenDataLicensed") is True)


def plain(value: Any) -> Any:
    """The value with PascalCase names, without nulls, whole numbers without a decimal point."""
    if isinstance(value, dict):
        return {_pascal(k): plain(v) for k, v in value.items() if v is not None}
    if isinstance(value, list):
        return [plain(v) for v in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def _pascal(name: str) -> str:
    return members.PASCAL_CASE.get(name) or (name if name[:1].isupper() else name[:1].upper() + name[1:])


def normalised(poi: Mapping[str, Any], tables: ReferenceTables, now: datetime) -> Json:
    """The POI of any JSON shape in the form the server holds it: ids instead of embedded objects.

    What the real server computes itself is filled in: missing power from amps and volts (three-phase by 1.732, whatever
    the voltage), missing levels from power, `http://` before web addresses, the dates of verification.
    """
    station: Json = plain(poi)
    _take_references(station, members.STATION_REFERENCES, tables)
    address = station.get("AddressInfo")
    if isinstance(address, dict):
        _take_references(address, members.ADDRESS_REFERENCES, tables)
        address.pop("Distance", None)
        address["DistanceUnit"] = 0
        url = address.get("RelatedURL")
        if url and not url.startswith("http"):
            address["RelatedURL"] = f"http://{url}"
    station["Connections"] = station.get("Connections") or []
    for connection in station["Connections"]:
        _take_references(connection, members.CONNECTION_REFERENCES, tables)
        _fill_power(connection)
    for comment in station.get("UserComments") or []:
        _take_references(comment, members.COMMENT_REFERENCES, tables)
    _fill_verification(station, now)
    station.pop("PercentageSimilarity", None)
    return {name: station[name] for name in _ordered(station, members.STATION)}


def _ordered(item: Mapping[str, Any], names: tuple[str, ...]) -> Iterable[str]:
    yield from (name for name in names if name in item)
    yield from (name for name in item if name not in names)


def _take_references(item: Json, references: Mapping[str, tuple[str, str]], tables: ReferenceTables) -> None:
    for member, (id_member, list_name) in references.items():
        number = tables.learn(list_name, item.pop(member, None))
        if number is not None:
            item.setdefault(id_member, number)


def _fill_power(connection: Json) -> None:
    amps, volts = connection.get("Amps"), connection.get("Voltage")
    if not connection.get("PowerKW") and amps and volts and amps > 0 and volts > 0:
        phases = 1.732 if connection.get("CurrentTypeID") == _THREE_PHASE else 1
        connection["PowerKW"] = plain(round(amps * volts * phases / 1000, 1))
    power = connection.get("PowerKW")
    if power and "LevelID" not in connection:
        connection["LevelID"] = 3 if power >= _FAST_KW else 2 if power >= _MEDIUM_KW else 1


def _fill_verification(station: Json, now: datetime) -> None:
    recent = (now - timedelta(days=VERIFIED_DAYS)).strftime("%Y-%m-%dT%H:%M:%S")
    if "DateLastVerified" not in station:
        created = station.get("DateCreated") or ""
        dates = [station.get("DateLastStatusUpdate"), station.get("DateLastConfirmed"), created > recent and created]
        known = [date for date in dates if date]
        if known:
            station["DateLastVerified"] = max(known)
    station["IsRecentlyVerified"] = station.get("DateLastVerified", "") > recent

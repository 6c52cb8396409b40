"""Stations and connections made for one test each: everything not said is unknown."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

from ocm_plugin.ocm.records.built_in_reference import BUILT_IN
from ocm_plugin.ocm.records.licences import Licences
from ocm_plugin.ocm.records.reference import ReferenceData
from ocm_plugin.ocm.records.station import Comment, Connection, MediaItem, Station
from ocm_plugin.ocm.tables.derive.equipment import facts_of
from ocm_plugin.ocm.tables.derive.power import Power
from ocm_plugin.ocm.tables.derive.rows import Context, StationRow, station_row

GERMANY, USA, NORWAY = 87, 2, 168

NOW = datetime(2026, 3, 1, 12, tzinfo=timezone.utc)

REFERENCE = BUILT_IN.including(
    {
        "Operators": {
            7: {
                "ID": 7,
                "Title": "Invented Network",
                "WebsiteURL": "https://example.org",
                "IsPrivateIndividual": False,
            },
            8: {"ID": 8, "Title": "A Person", "IsPrivateIndividual": True},
        },
        "DataProviders": {
            1: {
                "ID": 1,
                "Title": "Open Charge Map Contributors",
                "License": "CC BY 4.0",
                "WebsiteURL": "http://openchargemap.org",
                "IsOpenDataLicensed": True,
            },
            900: {"ID": 900, "Title": "Silent Provider"},
        },
    }
)


def _plain(kind: Any) -> dict[str, Any]:
    return dict.fromkeys(kind._fields)


def connection(**known: Any) -> Connection:
    return Connection(**{**_plain(Connection), **known})


def ac(kw: float | None, **known: Any) -> Connection:
    """One Type 2 connector of a power."""
    return connection(type_id=25, current_id=20, power_kw=kw, quantity=1, **known)


def dc(kw: float | None, **known: Any) -> Connection:
    """One CCS connector of a power."""
    return connection(type_id=33, current_id=30, power_kw=kw, quantity=1, **known)


def station(*connections: Connection, **known: Any) -> Station:
    return Station(
        **{
            **_plain(Station),
            "id": 4711,
            "title": "Invented Square",
            "latitude": 50.5,
            "longitude": 8.25,
            "country_id": GERMANY,
            "attributions": (),
            "connections": connections,
            **known,
        }
    )


def connection_power(line: Connection, country_iso: str | None, provider_id: int | None = None) -> Power:
    """The power of one connector of a line."""
    facts = facts_of(line, country_iso, provider_id)
    return Power(facts.kw_used, facts.kw_lo, facts.kw_hi, facts.kw_basis)


def comment(**known: Any) -> Comment:
    return Comment(**{**_plain(Comment), **known})


def media_item(**known: Any) -> MediaItem:
    return MediaItem(**{**_plain(MediaItem), **known})


def context(reference: ReferenceData = REFERENCE) -> Context:
    return Context(reference, Licences(reference), NOW, "query-1")


def row(*connections: Connection, **known: Any) -> StationRow:
    """The row of a station with these connections."""
    return station_row(station(*connections, **known), context(), "yes")

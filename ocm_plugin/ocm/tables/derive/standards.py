"""Connector types by id into groups of standards."""

from __future__ import annotations

from collections.abc import Iterable

from ...records.reference import ConnectionType, ReferenceData
from .connector_types import (
    CONNECTOR_TYPES,
    NEWER_THAN_TABLE,
    NOT_STATED,
    TESLA_PLUG,
    TESLA_PLUG_COUNTRIES,
    TESLA_SOMEWHERE,
    TESLA_SX_ID,
    TESLA_TYPE2,
    ConnectorType,
)

SHORT_NAMES = {
    "type1": "Type1",
    "type2": "Type2",
    "type3": "Type3",
    "ccs1": "CCS1",
    "ccs2": "CCS2",
    "chademo": "CHAdeMO",
    "nacs": "NACS",
    "gbt_ac": "GB/T-AC",
    "gbt_dc": "GB/T-DC",
    "chaoji": "ChaoJi",
    "tesla_sx": "Tesla-S/X",
    "tesla_roadster": "Tesla-Roadster",
    "domestic": "Domestic",
    "industrial": "Industrial",
    "wireless": "Wireless",
    "battery_swap": "Battery-swap",
    "other": "Other",
}
"""The standards as they stand in `standards`, without blanks; "unknown" is left out there."""

CCS = ("ccs1", "ccs2")
CHADEMO = "chademo"


def connector_type(type_id: int | None, country_iso: str | None) -> ConnectorType:
    """What is known of a connector type; types newer than the table are "other".

    Tesla's plug for Model S and X (id 30) is taken by country, and stays "tesla_sx" when the country is not known.
    """
    if type_id is None:
        return NOT_STATED
    if type_id == TESLA_SX_ID:
        if country_iso is None:
            return TESLA_SOMEWHERE
        return TESLA_PLUG if country_iso in TESLA_PLUG_COUNTRIES else TESLA_TYPE2
    return CONNECTOR_TYPES.get(type_id, NEWER_THAN_TABLE)


def is_newer_than_table(type_id: int | None) -> bool:
    """Whether this is a connector type of which nothing is known here."""
    return type_id is not None and type_id != TESLA_SX_ID and type_id not in CONNECTOR_TYPES


def newer_connector_types(reference: ReferenceData) -> tuple[ConnectionType, ...]:
    """Connector types of the reference data that this plugin files under "other" because it does not know them.

    Worth a note to the user: a new standard may have appeared.
    """
    return tuple(kind for number, kind in sorted(reference.connection_types.items()) if is_newer_than_table(number))


def standards_text(standards: Iterable[str]) -> str | None:
    """Groups in alphabetical order as in "CCS2;CHAdeMO;Type2"; None when none is known."""
    return ";".join(sorted({SHORT_NAMES[standard] for standard in standards if standard != "unknown"})) or None

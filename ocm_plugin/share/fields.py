"""Which fields of a station a share carries; the rest is for analysts, who share the GeoPackage."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from ..ocm.json_values import number, text, whole
from ..ocm.tables.schema import TABLES

_DATA = """
    ocm_id name match operator usage access_class cost_text status status_class n_connectors n_points n_points_lo
    n_points_hi points_basis max_kw max_kw_dc max_kw_ac kw_basis total_kw_est standards current_mix
    power_class_code map_state power_is_estimate access_is_restricted
    address town state postcode country date_created date_status_update date_last_verified
    days_since_verified provider_id provider provider_license license_class attribution view_url qa_flags
"""
DATA_NAMES = tuple(_DATA.split())
"""Shared as typed data, for those who read the share back into a GIS or a table."""

TOLD_NAMES = (
    "usage_id",
    "operator_id",
    "operator_kind",
    "is_planned",
    "operator_url",
    "phone",
    "access_comments",
    "general_comments",
    "related_url",
    "provider_url",
    "fetched_at",
)
"""Shown only in balloons, cards and credits, or by the symbol."""

RECOGNISED_BY = frozenset(("ocm_id", "name", "power_class_code", "status_class", "provider", "license_class"))
"""Fields by which stations are known as such when a copy of a layer has lost its metadata."""


class SharedField(NamedTuple):
    """One attribute of the layer as a share carries it."""

    name: str
    type: str
    """One of `ocm.tables.schema.FIELD_TYPES`."""
    alias: str


def read_fields(fields: Sequence[SharedField], is_stations: bool) -> list[SharedField]:
    """The fields that a share needs at all: of stations those above, of any other layer all."""
    if not is_stations:
        return list(fields)
    by_name = {field.name: field for field in fields}
    return [by_name[name] for name in (*DATA_NAMES, *TOLD_NAMES) if name in by_name]


def data_fields(fields: Sequence[SharedField], is_stations: bool) -> list[SharedField]:
    """The fields that are shared as typed data."""
    return [field for field in fields if not is_stations or field.name in DATA_NAMES]


def _flag(value: Any) -> bool | None:
    return {"true": True, "1": True, "t": True, "false": False, "0": False, "f": False}.get(str(value).strip().lower())


def _date(value: Any) -> str | None:
    """ISO 8601, also of the "2026/03/01" that CSV files of QGIS hold."""
    read = text(value)
    return None if read is None else f"{read[:10].replace('/', '-')}{read[10:].replace(' ', 'T')}"


_READERS: dict[str, Callable[[Any], Any]] = {
    "int": whole,
    "int64": whole,
    "real": number,
    "bool": _flag,
    "text": text,
    "date": _date,
    "datetime": _date,
}

TYPES = {field.name: field.type for field in TABLES["stations"]}
"""The types of a station's fields."""


def readers(fields: Sequence[SharedField]) -> dict[str, Callable[[Any], Any]]:
    """How to read the fields of stations that lie there in another type: CSV and other formats make text of all."""
    return {field.name: _READERS[TYPES[field.name]] for field in fields if TYPES.get(field.name) != field.type}

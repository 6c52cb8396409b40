"""One feature as a placemark of KML 2.2 (OGC 07-147r2), as text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from . import words
from .markup import cdata, escaped
from .source import SharedFeature, SharedField

SCHEMA_ID = "data"
KML_TYPES = {"int": "int", "real": "double", "bool": "bool", "text": "string", "date": "string", "datetime": "string"}
"""Types of KML's SimpleField. It has none for dates, nor for integers of 64 bits; station numbers fit into 32."""

_SHARED_NAMES = """
    ocm_id name match operator usage access_class cost_text is_free status status_class is_planned n_connectors
    n_points n_points_lo n_points_hi points_basis max_kw max_kw_dc max_kw_ac kw_basis kw_unknown_n total_kw_lo
    total_kw_est total_kw_hi n_ac n_dc standards current_mix power_class power_class_code address town state postcode
    country_iso2 date_created date_status_update date_last_verified days_since_verified provider_id provider
    provider_license license_class attribution url_view qa_flags fetched_at
"""
SHARED_NAMES = tuple(_SHARED_NAMES.split())
"""The fields of a station that a share carries as typed data; the rest is for analysts, who share the GeoPackage."""


def shared_fields(fields: Sequence[SharedField], is_stations: bool) -> list[SharedField]:
    """The fields that go into the share: for stations a choice, for any other layer all."""
    if not is_stations:
        return list(fields)
    by_name = {field.name: field for field in fields}
    return [by_name[name] for name in SHARED_NAMES if name in by_name]


def schema(fields: Sequence[SharedField]) -> str:
    """The Schema element that gives the data of the placemarks their types."""
    simple_fields = "".join(
        f'<SimpleField type="{_kml_type(field)}" name="{escaped(field.name)}">'
        f"<displayName>{escaped(field.alias)}</displayName></SimpleField>"
        for field in fields
    )
    return f'<Schema name="{SCHEMA_ID}" id="{SCHEMA_ID}">{simple_fields}</Schema>\n'


def _kml_type(field: SharedField) -> str:
    if field.type == "int64":
        return "int" if field.name == "ocm_id" else "double"
    return KML_TYPES[field.type]


class PlacemarkWriter:
    """Makes the placemarks of one share."""

    def __init__(self, fields: Sequence[SharedField], is_stations: bool, name_field: str, time_stamps: bool) -> None:
        shared = shared_fields(fields, is_stations)
        self._fields = [(field.name, f'<SimpleData name="{escaped(field.name)}">') for field in shared]
        self._is_stations = is_stations
        self._name_field = name_field
        dates = {field.name for field in fields if field.type in ("date", "datetime")}
        self._time_field = "date_created" if time_stamps and "date_created" in dates else ""

    def placemark(self, feature: SharedFeature, description: str, style_id: str, shown: bool) -> str:
        """The Placemark element of one feature; its members in the order of the OGC schema.

        `description`: HTML. `style_id`: the id of its StyleMap. `shown`: whether it is switched on at first.
        """
        values = feature.values
        visibility = "" if shown else "<visibility>0</visibility>"
        when = values.get(self._time_field)
        return "".join(
            (
                f"<Placemark>{self._name(values)}{visibility}",
                _about(values) if self._is_stations else '<Snippet maxLines="0"></Snippet>',
                f"<description>{cdata(description)}</description>",
                f"<TimeStamp><when>{when}</when></TimeStamp>" if when else "",
                f"<styleUrl>#{style_id}</styleUrl>{self._data(values)}{_geometry(feature)}</Placemark>\n",
            )
        )

    def _name(self, values: dict[str, Any]) -> str:
        if self._is_stations:
            return f"<name>{escaped(words.station_name(values))}</name>"
        name = values.get(self._name_field)
        return "" if name is None else f"<name>{escaped(name)}</name>"

    def _data(self, values: dict[str, Any]) -> str:
        found = [
            f"{opening}{_text(values[name])}</SimpleData>" for name, opening in self._fields if values[name] is not None
        ]
        return f'<ExtendedData><SchemaData schemaUrl="#{SCHEMA_ID}">{"".join(found)}</SchemaData></ExtendedData>'


def _about(values: dict[str, Any]) -> str:
    address, phone = words.address_text(values), values.get("phone")
    return (
        (f"<address>{escaped(address)}</address>" if address else "")
        + (f"<phoneNumber>{escaped(phone)}</phoneNumber>" if phone else "")
        + f'<Snippet maxLines="1">{escaped(words.snippet(values))}</Snippet>'
    )


def _geometry(feature: SharedFeature) -> str:
    points = [
        f"<Point><coordinates>{longitude:.6f},{latitude:.6f}</coordinates></Point>"
        for longitude, latitude in feature.points
    ]
    return points[0] if len(points) == 1 else f"<MultiGeometry>{''.join(points)}</MultiGeometry>"


def _text(value: object) -> str:
    """A value as KML writes it: booleans as XML Schema does, decimal points, text escaped."""
    if isinstance(value, str):
        return escaped(value)
    return str(int(value)) if isinstance(value, bool) else repr(value)

"""One station as a placemark of KML 2.2 (OGC 07-147r2), as text."""

from __future__ import annotations

from collections.abc import Sequence

from . import words
from .kml_styles import style_id
from .markup import cdata, escaped
from .source import SharedFeature, SharedField

SCHEMA_ID = "station"
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
    """Makes placemarks of one share."""

    def __init__(self, fields: Sequence[SharedField], is_stations: bool, time_stamps: bool) -> None:
        self._fields = [(field.name, f'<SimpleData name="{escaped(field.name)}">') for field in fields]
        self._is_stations = is_stations
        self._time_stamps = time_stamps

    def placemark(self, feature: SharedFeature, description: str, shown: bool) -> str:
        """The Placemark element of one feature; its members in the order of the OGC schema."""
        values = feature.values
        parts = [f'<Placemark id="ocm-{values["ocm_id"]}">' if self._is_stations else "<Placemark>"]
        parts.append(f"<name>{escaped(words.station_name(values))}</name>" if self._is_stations else "")
        if not shown:
            parts.append("<visibility>0</visibility>")
        if self._is_stations:
            parts.append(self._about(feature))
        parts.append(f"<description>{cdata(description)}</description>")
        if self._time_stamps and values.get("date_created"):
            parts.append(f"<TimeStamp><when>{escaped(values['date_created'])}</when></TimeStamp>")
        parts.append(f"<styleUrl>#{style_id(values)}</styleUrl>")
        parts.append(f'<ExtendedData><SchemaData schemaUrl="#{SCHEMA_ID}">')
        for name, opening in self._fields:
            value = values[name]
            if value is not None:
                parts.append(f"{opening}{_data(value)}</SimpleData>")
        parts.append("</SchemaData></ExtendedData>")
        parts.append(
            f"<Point><coordinates>{feature.longitude:.6f},{feature.latitude:.6f}</coordinates></Point></Placemark>\n"
        )
        return "".join(parts)

    @staticmethod
    def _about(feature: SharedFeature) -> str:
        values = feature.values
        address, phone = words.address_text(values), values.get("phone")
        return (
            (f"<address>{escaped(address)}</address>" if address else "")
            + (f"<phoneNumber>{escaped(phone)}</phoneNumber>" if phone else "")
            + f'<Snippet maxLines="1">{escaped(words.snippet(values))}</Snippet>'
        )


def _data(value: object) -> str:
    """A value as KML writes it: XML Schema's booleans, decimal points, text escaped."""
    if value is True:
        return "1"
    if value is False:
        return "0"
    if isinstance(value, (int, float)):
        return repr(value)
    return escaped(value)

"""One feature as a placemark of KML 2.2 (OGC 07-147r2), as text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from . import words
from .fields import SharedField, data_fields
from .markup import cdata, escaped
from .source import SharedFeature
from .words import StationWords

SCHEMA_ID = "data"
KML_TYPES = {"int": "int", "real": "double", "bool": "bool", "text": "string", "date": "string", "datetime": "string"}
"""Types of KML's SimpleField. It has none for dates, nor for integers of 64 bits; station numbers fit into 32."""

_REMEMBERED = 1_000
"""Different values of a field whose elements are kept."""


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
        shared = data_fields(fields, is_stations)
        self._names = [field.name for field in shared]
        self._elements = [_DataElements(field.name) for field in shared]
        self._name_field = name_field
        dates = {field.name for field in fields if field.type in ("date", "datetime")}
        self._time_field = "date_created" if time_stamps and "date_created" in dates else ""

    def station(self, feature: SharedFeature, said: StationWords, description: str, style_id: str, shown: bool) -> str:
        """The Placemark element of a charging station; its members in the order of the OGC schema.

        `description`: HTML. `style_id`: the id of its StyleMap. `shown`: whether it is switched on at first.
        """
        values = feature.values
        visibility = "" if shown else "<visibility>0</visibility>"
        address = f"<address>{escaped(said.address)}</address>" if said.address else ""
        phone = f"<phoneNumber>{escaped(values['phone'])}</phoneNumber>" if values.get("phone") else ""
        return (
            f"<Placemark><name>{escaped(said.name)}</name>{visibility}{address}{phone}"
            f'<Snippet maxLines="1">{escaped(words.snippet(values, said))}</Snippet>'
            f"<description>{cdata(description)}</description>{self._rest(feature, style_id)}"
        )

    def point(self, feature: SharedFeature, description: str, style_id: str) -> str:
        """The Placemark element of a feature of any other layer."""
        name = feature.values.get(self._name_field)
        return (
            f"<Placemark>{'' if name is None else f'<name>{escaped(str(name))}</name>'}"
            f'<Snippet maxLines="0"></Snippet><description>{cdata(description)}</description>'
            f"{self._rest(feature, style_id)}"
        )

    def _rest(self, feature: SharedFeature, style_id: str) -> str:
        when = feature.values.get(self._time_field)
        return (
            f"{f'<TimeStamp><when>{when}</when></TimeStamp>' if when else ''}<styleUrl>#{style_id}</styleUrl>"
            f"{self._data(feature.values)}{_geometry(feature)}</Placemark>\n"
        )

    def _data(self, values: dict[str, Any]) -> str:
        pairs = zip(self._elements, map(values.__getitem__, self._names))
        data = "".join([elements[value] for elements, value in pairs if value is not None])
        return f'<ExtendedData><SchemaData schemaUrl="#{SCHEMA_ID}">{data}</SchemaData></ExtendedData>'


class _DataElements(dict[Any, str]):
    """The SimpleData element of one field by its value: most fields have few different values, so each is made once."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._opening = f'<SimpleData name="{escaped(name)}">'

    def __missing__(self, value: Any) -> str:
        if len(self) > _REMEMBERED:
            self.clear()
        text = escaped(value) if type(value) is str else _number(value)
        element = self[value] = f"{self._opening}{text}</SimpleData>"
        return element


def _geometry(feature: SharedFeature) -> str:
    if len(feature.points) == 1:
        longitude, latitude = feature.points[0]
        return f"<Point><coordinates>{longitude:.6f},{latitude:.6f}</coordinates></Point>"
    points = [
        f"<Point><coordinates>{longitude:.6f},{latitude:.6f}</coordinates></Point>"
        for longitude, latitude in feature.points
    ]
    return f"<MultiGeometry>{''.join(points)}</MultiGeometry>"


def _number(value: bool | int | float) -> str:
    """A number as KML writes it: booleans as XML Schema does, decimal points."""
    return str(int(value)) if isinstance(value, bool) else repr(value)

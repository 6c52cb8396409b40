"""Numbers stay numbers: the schema's types in temporary layers, and after a round trip through files."""

from __future__ import annotations

from datetime import date, datetime, timezone

import pytest
from qgis.core import QgsFeature, QgsProject, QgsVectorFileWriter, QgsVectorLayer
from qgis.PyQt.QtCore import QDate, QDateTime, Qt

from ocm_plugin.layers.fields import AttributeMaker, field_comment, qgis_fields
from ocm_plugin.ocm.tables.schema import COMMENTS, CONNECTIONS, MEDIA, STATION_FIELDS, STATIONS, TABLES, Field
from ocm_plugin.qgis_support import compat
from tests.support.result_layers import demo_layers, values_of

TYPES = {field.name: field.type for field in STATION_FIELDS}


@pytest.fixture
def layers(qgis_new_project):
    return demo_layers()


def saved_as(layer: QgsVectorLayer, path: str, driver: str) -> QgsVectorLayer:
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = driver
    written = QgsVectorFileWriter.writeAsVectorFormatV3(layer, path, QgsProject.instance().transformContext(), options)
    assert written[0] == QgsVectorFileWriter.WriterError.NoError, written
    saved = QgsVectorLayer(path, "saved", "ogr")
    assert saved.isValid()
    return saved


@pytest.mark.parametrize("table", [STATIONS, CONNECTIONS, COMMENTS, MEDIA])
def test_temporary_layers_have_the_schemas_fields(layers, table):
    layer = {STATIONS: layers.stations, **layers.children()}[table]
    assert [field.name() for field in layer.fields()] == [field.name for field in TABLES[table]]
    for field in TABLES[table]:
        made = layer.fields().field(field.name)
        assert made.type() == compat.FIELD_TYPES[field.type]
        assert made.comment() == field_comment(field)


def test_values_in_a_temporary_layer_have_the_fields_type(layers):
    python_types = {"int": int, "int64": int, "real": float, "text": str, "bool": bool, "date": QDate}
    python_types["datetime"] = QDateTime
    seen = set()
    for feature in layers.stations.getFeatures():
        for name, value in feature.attributeMap().items():
            if value is not None and not (hasattr(value, "isNull") and value.isNull()):
                assert type(value) is python_types[TYPES[name]], name
                seen.add(TYPES[name])
    assert seen == set(python_types)


@pytest.mark.parametrize(
    ("driver", "ending", "settled_by_values", "instead"),
    [
        ("GPKG", "gpkg", False, {}),
        # FlatGeobuf knows no days, only times: a day becomes its midnight.
        ("FlatGeobuf", "fgb", False, {"date": "datetime"}),
        # GeoJSON states no types: readers go by the values, and where there are none, by nothing.
        ("GeoJSON", "geojson", True, {"int64": "int"}),
    ],
)
def test_types_and_values_survive(layers, tmp_path, driver, ending, settled_by_values, instead):
    stations = layers.stations
    saved = saved_as(stations, str(tmp_path / f"stations.{ending}"), driver)
    originals = {feature["ocm_id"]: values_of(feature) for feature in stations.getFeatures()}
    filled = {name for values in originals.values() for name, value in values.items() if value is not None}
    for field in STATION_FIELDS:
        if field.name in filled or not settled_by_values:
            kind = instead.get(field.type, field.type)
            assert saved.fields().field(field.name).type() == compat.FIELD_TYPES[kind], field.name
    copies = {feature["ocm_id"]: values_of(feature) for feature in saved.getFeatures()}
    assert copies.keys() == originals.keys()
    for number, original in originals.items():
        for name, value in original.items():
            copy = copies[number][name]
            if TYPES[name] in ("date", "datetime") and value is not None:
                assert copy.startswith(value.rstrip("Z")), name
            else:
                assert copy == (pytest.approx(value, rel=1e-12) if isinstance(value, float) else value), name


def test_times_are_utc_and_nothing_stays_null():
    maker = AttributeMaker(
        (
            Field("day", "date", ""),
            Field("moment", "datetime", ""),
            Field("n", "int", ""),
        )
    )
    moment = datetime(2026, 3, 1, 23, 59, 58, 765_000, tzinfo=timezone.utc)
    feature = QgsFeature()
    feature.setAttributes(maker.attributes((date(2024, 2, 29), moment, 0)))
    day, time, number = feature.attributes()
    assert day == QDate(2024, 2, 29)
    assert time.timeSpec() == Qt.TimeSpec.UTC
    assert time.toString("yyyy-MM-ddTHH:mm:ss.zzz") == "2026-03-01T23:59:58.765"
    assert number == 0
    assert maker.attributes((None, None, None)) == [None, None, None]


def test_no_field_is_one_that_kml_drivers_reserve():
    # LIBKML takes fields of these names for parts of a placemark, not for data. "name" is meant to be such a part.
    reserved = {"id", "description", "timestamp", "begin", "end", "altitudemode", "tessellate", "extrude"}
    reserved |= {"visibility", "draworder", "icon", "heading", "tilt", "roll"}
    for fields in TABLES.values():
        assert not reserved & {field.name.lower() for field in fields}


def test_aliases_and_comments_tell_unit_and_trap():
    fields = qgis_fields(STATION_FIELDS)
    power = fields.field("max_kw")
    assert power.alias() == "Power (kW)"
    assert "Unit: kW." in power.comment()
    assert "NULL when no power is known" in power.comment()

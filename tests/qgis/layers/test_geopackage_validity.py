"""GDAL and QGIS take our GeoPackages for their own: no warning, edits keep index and count, values as they were."""

from __future__ import annotations

import sqlite3
import subprocess
from contextlib import closing

import pytest
from osgeo import gdal
from qgis.core import QgsFeature, QgsFeatureRequest, QgsField, QgsGeometry, QgsRectangle
from qgis.PyQt.QtCore import QByteArray, QDate, QDateTime, Qt, QTime, QVariant

from ocm_plugin.layers.build import StationLayers
from ocm_plugin.layers.geopackage import open_table
from ocm_plugin.layers.saving import LayersToSave
from ocm_plugin.ocm.feedback import Feedback
from ocm_plugin.ocm.tables.schema import STATIONS, TABLES
from tests.support.made_stations import connection, station
from tests.support.result_layers import layers_of as layers_of_stations
from tests.support.written_packages import RESULT, written


@pytest.fixture
def path(qgis_app, tmp_path):
    path = tmp_path / "Stationen ü'.gpkg"
    written(path).finish(RESULT)
    return path


def test_tools_of_gdal_read_it_without_a_warning(path, tmp_path):
    for command in (["ogrinfo", "-al", str(path)], ["ogr2ogr", str(tmp_path / "copy.gpkg"), str(path)]):
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        assert done.stderr == ""
        assert "warning" not in done.stdout.lower()


def test_gdal_opens_it_for_writing_without_a_word(path):
    said: list[str] = []
    gdal.PushErrorHandler(lambda kind, number, message: said.append(message))
    try:
        file = gdal.OpenEx(str(path), gdal.OF_VECTOR | gdal.OF_UPDATE)
        names = [file.GetLayer(number).GetName() for number in range(file.GetLayerCount())]
        assert file.GetLayerByName(STATIONS).TestCapability("FastSpatialFilter")
        assert file.GetLayerByName(STATIONS).TestCapability("FastFeatureCount")
        del file
    finally:
        gdal.PopErrorHandler()
    assert said == []
    assert set(names) == set(TABLES)


def test_edits_of_qgis_keep_count_and_index(path):
    layer = open_table(str(path), STATIONS)
    assert layer.dataProvider().hasSpatialIndex() == layer.dataProvider().SpatialIndexPresence.SpatialIndexPresent
    near = QgsFeatureRequest().setFilterRect(QgsRectangle(8, 50, 9, 51))
    assert len(list(layer.getFeatures(near))) == 3
    assert layer.startEditing()
    layer.changeGeometry(1, QgsGeometry.fromWkt("POINT(1 2)"))
    layer.deleteFeature(2)
    added = QgsFeature(layer.fields())
    added.setGeometry(QgsGeometry.fromWkt("POINT(8.5 50.5)"))
    layer.addFeature(added)
    assert layer.commitChanges()
    assert sorted(feature.id() for feature in layer.getFeatures(near)) == [3, 4]
    del layer
    with closing(sqlite3.connect(path)) as file:
        counts = dict(file.execute("SELECT table_name, feature_count FROM gpkg_ogr_contents"))
        assert counts[STATIONS] == 3
        assert file.execute("SELECT rtreecheck('rtree_stations_geom')").fetchone() == ("ok",)


def test_columns_have_their_headings_and_meanings_for_all_programs(path):
    with closing(sqlite3.connect(path)) as file:
        rows = file.execute(
            "SELECT column_name, name, description FROM gpkg_data_columns WHERE table_name = 'stations'"
        )
        told = {column: (name, meaning) for column, name, meaning in rows}
    assert told.keys() == {field.name for field in TABLES[STATIONS]}
    name, meaning = told["max_kw"]
    assert name == "Power (kW)"
    assert "Unit: kW." in meaning


def test_times_are_in_their_zone(path):
    """A file's times had no zone: they moved by that of the reader."""
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("SELECT DISTINCT fetched_at FROM stations").fetchall() == [("2026-03-01T12:00:00.000Z",)]


OWN = {
    "a_day": (QVariant.Type.Date, QDate(2026, 2, 28)),
    "a_moment": (QVariant.Type.DateTime, QDateTime(QDate(2026, 2, 28), QTime(12, 30, 1))),
    "an_hour": (QVariant.Type.Time, QTime(12, 30, 1)),
    "a_flag": (QVariant.Type.Bool, False),
    "a_number": (QVariant.Type.LongLong, 2**60),
    "a_text": (QVariant.Type.String, "Säule “1” 🚗"),
    "bytes": (QVariant.Type.ByteArray, QByteArray(b"\x00\x01")),
}


@pytest.mark.parametrize("name", OWN)
def test_columns_of_the_user_keep_their_values(qgis_app, tmp_path, name):
    layers: StationLayers = layers_of_stations([station(connection(id=1), id=1)])
    kind, value = OWN[name]
    layers.stations.dataProvider().addAttributes([QgsField(name, kind), QgsField(f"no_{name}", kind)])
    layers.stations.updateFields()
    place = layers.stations.fields().indexOf(name)
    number = next(layers.stations.getFeatures()).id()
    layers.stations.dataProvider().changeAttributeValues({number: {place: value}})
    path = tmp_path / "a.gpkg"
    LayersToSave(layers).write(str(path), Feedback())
    saved = open_table(str(path), STATIONS)
    (feature,) = saved.getFeatures()
    found = feature[name]
    assert (QTime.fromString(found, Qt.DateFormat.ISODate) if name == "an_hour" else found) == value
    assert feature.id() == number
    empty = feature[f"no_{name}"]
    assert empty is None or empty.isNull()

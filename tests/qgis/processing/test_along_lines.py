"""Stations along lines: where along the nearest route each lies, in every store, and what the search gives beside."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsVectorLayer,
)

from ocm_plugin.ocm.tables.schema import STATIONS, TABLES
from ocm_plugin.ocm.tables.schema.analyses.routes import BESIDE_FIELDS
from tests.support.algorithm_runs import ids, run, run_and_load
from tests.support.result_layers import values_of
from tests.support.route_oracle import length_of, measure_of, nearest_of

RHINE = [(4.47, 51.92), (6.96, 50.94), (8.27, 50.0), (7.59, 47.56)]
ALPS = [(8.27, 50.0), (8.54, 47.38)]
OWN = [field.name for field in BESIDE_FIELDS]


def lines_of(*lines, crs="EPSG:4326", names=None):
    """Lines given in degrees and followed closely, as a layer in any system."""
    layer = QgsVectorLayer(f"LineString?crs={crs}&field=ref:string", "lines", "memory")
    there = QgsCoordinateTransform(
        QgsCoordinateReferenceSystem("EPSG:4326"), layer.crs(), QgsProject.instance().transformContext()
    )
    for number, line in enumerate(lines):
        feature = QgsFeature(layer.fields())
        geometry = QgsGeometry.fromPolylineXY([QgsPointXY(*each) for each in line]).densifyByDistance(0.005)
        geometry.transform(there)
        feature.setGeometry(geometry)
        feature.setAttributes([names[number] if names else None])
        layer.dataProvider().addFeature(feature)
    return layer


def along(**given):
    return run("stationsalonglines", SOURCE="demo", DISTANCE=20_000, **given)[0]


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:3857", "EPSG:25832", "EPSG:3035"])
def test_measure_offset_and_side_of_each_station(provider, qgis_new_project, crs):
    layer = along(INPUT=lines_of(RHINE, ALPS, crs=crs, names=["Rhine", "Alps"]), ROUTE_FIELD="ref")["OUTPUT"]
    assert layer.fields().names()[-len(OWN) :] == OWN
    lengths = {name: [length_of(a, b) for a, b in zip(line, line[1:])] for name, line in LINES.items()}
    seen = set()
    for row in list(map(values_of, layer.getFeatures()))[::6]:
        best = {name: min(nearest_of((row["lon"], row["lat"]), line)) for name, line in LINES.items()}
        metres, number, part = best[row["route"]]
        assert metres == pytest.approx(min(each[0] for each in best.values()), abs=1.0)
        assert row["offset_m"] == pytest.approx(metres, abs=1.0)
        measure = measure_of(LINES[row["route"]], lengths[row["route"]], number, part)
        assert row["measure_km"] == pytest.approx(measure / 1000, abs=0.002)
        seen.add((row["route"], row["side"]))
    assert len(seen) == 4
    assert layer.attributeDisplayName(layer.fields().indexOf("measure_km")) in ("measure_km", "Along the route")


LINES = {"Rhine": RHINE, "Alps": ALPS}


def test_the_search_gives_what_it_gave(provider, qgis_new_project, tmp_path):
    """The same stations with the same values, in each store; the GeoPackage of all tables is that of any search."""
    lines = lines_of(RHINE)
    package = str(tmp_path / "all.gpkg")
    temporary = along(INPUT=lines, PACKAGE=package)["OUTPUT"]
    stored = along(INPUT=lines, OUTPUT=str(tmp_path / "stored.gpkg"))["OUTPUT"]
    other = along(INPUT=lines, OUTPUT=str(tmp_path / "other.geojson"))["OUTPUT"]
    of_file = QgsVectorLayer(stored, "stored", "ogr")
    in_package = QgsVectorLayer(f"{package}|layername=stations", "all", "ogr")
    of_other = QgsVectorLayer(other, "other", "ogr")
    assert ids(temporary) == ids(of_file) == ids(in_package) == ids(of_other)
    names = [field.name for field in TABLES[STATIONS]]
    assert temporary.fields().names() == [*names, *OWN]
    assert in_package.fields().names() == ["fid", *names]
    found, from_file, from_other = (
        {row["ocm_id"]: [row[name] for name in (*OWN, "n_points")] for row in map(values_of, each.getFeatures())}
        for each in (temporary, of_file, of_other)
    )
    assert found == from_file == from_other
    assert None not in {value for values in found.values() for value in values[: len(OWN)]}
    with closing(sqlite3.connect(stored)) as database:
        words = dict(database.execute("SELECT column_name, name FROM gpkg_data_columns"))
    assert words["offset_m"] == "Off the route"


def test_a_loaded_layer_says_the_words_of_all_columns(provider, qgis_new_project):
    layer, _ = run_and_load(
        QgsProject.instance(), algorithm="stationsalonglines", INPUT=lines_of(RHINE), DISTANCE=20_000, SOURCE="demo"
    )
    places = [layer.fields().indexOf(name) for name in OWN]
    assert layer.attributeAlias(places[1]) == "Along the route"
    assert layer.editorWidgetSetup(places[3]).type() == "ValueMap"
    shown = [column.name for column in layer.attributeTableConfig().columns() if not column.hidden]
    assert shown[: 1 + len(OWN)] == ["name", *OWN]


def test_parts_and_closed_lines(provider, qgis_new_project):
    """A line out and back is closed; parts that meet are one line."""
    layer = QgsVectorLayer("MultiLineString?crs=EPSG:4326", "lines", "memory")
    feature = QgsFeature()
    feature.setGeometry(
        QgsGeometry.fromMultiPolylineXY(
            [[QgsPointXY(*each) for each in part] for part in (RHINE[2:], RHINE[:2], RHINE[1:3])]
        )
    )
    layer.dataProvider().addFeature(feature)
    rows = [values_of(each) for each in along(INPUT=layer)["OUTPUT"].getFeatures()]
    whole = {row["ocm_id"]: row for row in map(values_of, along(INPUT=lines_of(RHINE))["OUTPUT"].getFeatures())}
    assert len(rows) == len(whole) > 10
    for row in rows:
        assert row["measure_km"] == pytest.approx(whole[row["ocm_id"]]["measure_km"], abs=0.05)
        assert row["side"] == whole[row["ocm_id"]]["side"]
    ring = along(INPUT=lines_of([*RHINE, (4.47, 47.56), RHINE[0]]))["OUTPUT"]
    assert {row["side"] for row in map(values_of, ring.getFeatures())} == {"left", "right"}


def test_a_reload_keeps_the_columns(server, qgis_new_project, tmp_path):
    """As columns of the user's own."""
    path = str(tmp_path / "along.gpkg")
    run("stationsalonglines", INPUT=lines_of(RHINE), DISTANCE=20_000, OUTPUT=path)
    layer = QgsVectorLayer(path, "along", "ogr")
    QgsProject.instance().addMapLayer(layer)
    before = {row["ocm_id"]: row["measure_km"] for row in map(values_of, layer.getFeatures())}
    some = min(before)
    server.replace_pois([{**poi, "NumberOfPoints": 7} if poi["ID"] == some else poi for poi in server.served_pois()])
    run("updatelayer", INPUT=layer)
    after = {row["ocm_id"]: row for row in map(values_of, layer.getFeatures())}
    assert {number: row["measure_km"] for number, row in after.items()} == before
    assert after[some]["n_points_raw"] == 7


def test_nothing_found_has_all_columns(provider, qgis_new_project):
    layer = along(INPUT=lines_of([(-40.0, -40.0), (-39.0, -40.0)]))["OUTPUT"]
    assert layer.featureCount() == 0 and layer.fields().names()[-len(OWN) :] == OWN


def test_the_field_of_routes_is_for_those_who_look_for_it(provider):
    algorithm = QgsApplication.processingRegistry().algorithmById("openchargemap:stationsalonglines")
    assert algorithm.parameterDefinition("ROUTE_FIELD").parentLayerParameterName() == "INPUT"

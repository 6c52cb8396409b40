"""Nearest stations: lines and table, in any coordinate system, with the points' own fields."""

from __future__ import annotations

import pytest
from qgis.core import QgsFeature, QgsGeometry, QgsPointXY, QgsVectorLayer

from ocm_plugin.ocm.search.geodesy import metres_between
from tests.support.algorithm_runs import run
from tests.support.made_stations import connection, station
from tests.support.result_layers import layers_of, values_of

CCS = 33


@pytest.fixture
def stations(provider, qgis_new_project):
    line = connection(type_id=CCS, power_kw=150.0, quantity=2, current_id=30)
    known = {"usage_id": 1, "latitude": 0.0}
    return layers_of(
        [
            station(line._replace(id=1), id=1, longitude=179.9, status_id=50, title="Sure", **known),
            station(line._replace(id=2), id=2, longitude=-179.95, status_id=None, title="Perhaps", **known),
            station(line._replace(id=3), id=3, longitude=-179.98, status_id=100, title="Out", **known),
        ]
    ).stations


def points(crs, *places):
    layer = QgsVectorLayer(f"Point?crs={crs}&field=name:string&field=rank:integer", "points", "memory")
    features = []
    for number, each in enumerate(places):
        feature = QgsFeature(layer.fields())
        feature.setAttributes([f"p{number}", 77])
        if each is not None:
            feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(*each)))
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    return layer


def test_lines_and_table_across_the_meridian(stations):
    place = (-179.99, 0.0)
    given = points("EPSG:4326", place, None)
    results, said = run("neareststations", POINTS=given, STATIONS=stations, NUMBER=1, TABLE="TEMPORARY_OUTPUT")
    lines = list(results["OUTPUT"].getFeatures())
    rows = [values_of(feature) for feature in lines]
    assert [(row["name"], row["rank"], row["rank_2"], row["usable"], row["station"]) for row in rows] == [
        ("p0", 77, 1, "cannot_tell", "Perhaps"),
        ("p0", 77, 1, "yes", "Sure"),
    ]
    assert rows[1]["distance_m"] == pytest.approx(metres_between(place, (179.9, 0.0)), abs=0.01)
    assert (rows[1]["n_points"], rows[1]["total_kw"]) == (2, 300.0)
    assert all(feature.geometry().length() < 0.2 for feature in lines)
    assert [values_of(feature) for feature in results["TABLE"].getFeatures()] == rows
    assert (results["COUNT"], results["ALONE"]) == (2, 1)
    assert "1 place has no usable station near it." in said


def test_another_coordinate_system_and_a_farthest_distance(stations):
    given = points("EPSG:3857", (20026376.39, 0.0))
    results, _ = run("neareststations", POINTS=given, STATIONS=stations, NUMBER=3, MAX_DISTANCE=1000)
    rows = [values_of(feature) for feature in results["OUTPUT"].getFeatures()]
    assert [(row["ocm_id"], round(row["distance_m"])) for row in rows] == [(1, 0)]


def test_places_of_a_file_may_have_several_stations_in_a_file(stations, tmp_path):
    """Each row had the number of its place, which no file takes twice: nothing was written."""
    import processing

    given = points("EPSG:4326", (-179.99, 0.0), (179.95, 0.0))
    saved = {"INPUT": given, "OUTPUT": str(tmp_path / "places.gpkg")}
    places = processing.run("native:savefeatures", saved)["OUTPUT"]
    outputs = {name: str(tmp_path / f"{name}.gpkg") for name in ("OUTPUT", "TABLE")}
    run("neareststations", POINTS=places, STATIONS=stations, NUMBER=2, **outputs)
    for path in outputs.values():
        rows = [values_of(feature) for feature in QgsVectorLayer(path, "found", "ogr").getFeatures()]
        assert [(row["name"], row["station"]) for row in rows] == [
            ("p0", "Perhaps"),
            ("p0", "Sure"),
            ("p1", "Sure"),
            ("p1", "Perhaps"),
        ]


def test_each_point_of_a_feature_is_a_place(stations):
    """Of several points in one feature, only the first counted, and nobody was told."""
    given = QgsVectorLayer("MultiPoint?crs=EPSG:4326&field=name:string", "points", "memory")
    feature = QgsFeature(given.fields())
    feature.setAttributes(["both"])
    feature.setGeometry(QgsGeometry.fromWkt("MULTIPOINT((179.9 0),(20 0))"))
    given.dataProvider().addFeature(feature)
    results, _ = run("neareststations", POINTS=given, STATIONS=stations, MAX_DISTANCE=1000)
    rows = [values_of(feature) for feature in results["OUTPUT"].getFeatures()]
    assert [(row["name"], row["ocm_id"], round(row["distance_m"])) for row in rows] == [("both", 1, 0)]
    assert (results["COUNT"], results["ALONE"]) == (1, 1)

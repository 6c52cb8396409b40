"""Stations per zone: against plain loops, on borders, in any coordinate system, with the user's own fields."""

from __future__ import annotations

import json
from random import Random

import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingException,
    QgsProject,
    QgsVectorLayer,
)

from tests.support.algorithm_runs import run
from tests.support.made_stations import connection, station
from tests.support.processing_log import Log
from tests.support.result_layers import layers_of, values_of

CCS = 33
KNOWN = {"status_id": 50, "usage_id": 1}


def records(places):
    return [
        station(
            connection(id=number, type_id=CCS, power_kw=150.0, quantity=2, current_id=30),
            id=number + 1,
            longitude=x,
            latitude=y,
            **KNOWN,
        )
        for number, (x, y) in enumerate(places)
    ]


FIELDS = "field=code:integer&field=people:double&field=bev:integer&field=phev:integer"


def zones_of(wkts, crs="EPSG:4326", fields=FIELDS):
    """Zones given in degrees, as a layer in any system; each has a code, 1,000 inhabitants and vehicles."""
    layer = QgsVectorLayer(f"Polygon?crs={crs}&{fields}", "zones", "memory")
    change = QgsCoordinateTransform(
        QgsCoordinateReferenceSystem("EPSG:4326"), layer.crs(), QgsProject.instance().transformContext()
    )
    features = []
    for number, wkt in enumerate(wkts):
        feature = QgsFeature(layer.fields())
        geometry = QgsGeometry.fromWkt(wkt) if wkt else QgsGeometry()
        if wkt:
            geometry.transform(change)
        feature.setGeometry(geometry)
        feature.setAttributes([number, 1000.0, 100, 50])
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    return layer


def box(west, south, east, north):
    return f"POLYGON(({west} {south},{east} {south},{east} {north},{west} {north},{west} {south}))"


def found(layer):
    return {row["code"]: row for row in map(values_of, layer.getFeatures())}


def test_a_station_on_a_shared_border_counts_once(provider, qgis_new_project):
    layers = layers_of(records([(1.0, 0.5), (0.5, 0.5), (1.0, 1.0), (2.0, 0.5), (9.0, 9.0)]))
    zones = zones_of([box(0, 0, 1, 1), box(1, 0, 2, 1), box(0, 1, 1, 2), box(1, 1, 2, 2)])
    results, said = run("stationsperzone", ZONES=zones, STATIONS=layers.stations)
    rows = found(results["OUTPUT"])
    assert sum(row["n_stations"] for row in rows.values()) == 4
    assert (results["COUNT"], results["OUTSIDE"]) == (4, 1)
    assert "1 station lies in no zone." in said
    assert rows[3]["n_stations_hi"] == 0


def test_a_station_within_overlapping_zones_counts_in_each(provider, qgis_new_project):
    layers = layers_of(records([(0.5, 0.5), (1.0, 0.5)]))
    zones = zones_of([box(0, 0, 1, 1), box(0, 0, 2, 1), None])
    rows = found(run("stationsperzone", ZONES=zones, STATIONS=layers.stations)[0]["OUTPUT"])
    assert [rows[code]["n_stations"] for code in (0, 1, 2)] == [1, 2, 0]
    assert rows[2]["area_km2"] is None


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:3857", "EPSG:25832"])
def test_random_zones_against_plain_loops(provider, qgis_new_project, crs):
    random = Random(crs)
    places = [(random.uniform(7.0, 9.0), random.uniform(49.0, 51.0)) for _ in range(150)]
    layers = layers_of(records(places))
    boxes = []
    for _ in range(12):
        west, south = random.uniform(7.0, 8.5), random.uniform(49.0, 50.5)
        boxes.append((west, south, west + random.uniform(0.1, 0.8), south + random.uniform(0.1, 0.8)))
    zones = zones_of([box(*each) for each in boxes], crs)
    rows = found(run("stationsperzone", ZONES=zones, STATIONS=layers.stations, POPULATION="people")[0]["OUTPUT"])
    there = QgsCoordinateTransform(
        QgsCoordinateReferenceSystem("EPSG:4326"), zones.crs(), QgsProject.instance().transformContext()
    )
    for zone in zones.getFeatures():
        points = [QgsGeometry.fromPointXY(there.transform(QgsPointXY(*each))) for each in places]
        inside = sum(map(zone.geometry().contains, points))
        row = rows[zone["code"]]
        assert (row["n_stations_lo"], row["n_points"], row["total_kw"]) == (inside, 2 * inside, 300.0 * inside)
        assert row["points_per_1000"] == pytest.approx(2 * inside)
        assert row["points_per_100km2"] == pytest.approx(200 * inside / row["area_km2"], abs=1e-3)


def test_areas_are_those_of_the_ellipsoid(provider, qgis_new_project):
    """One degree by one degree at the equator has 12,308.8 square kilometres on WGS 84."""
    layers = layers_of(records([(0.5, 0.5)]))
    rows = found(run("stationsperzone", ZONES=zones_of([box(0, 0, 1, 1)]), STATIONS=layers.stations)[0]["OUTPUT"])
    assert rows[0]["area_km2"] == pytest.approx(12308.8, rel=1e-3)


def test_the_fleet_target(provider, qgis_new_project):
    layers = layers_of(records([(0.5, 0.5), (1.5, 0.5)]))
    zones = zones_of([box(0, 0, 1, 1), box(1, 0, 2, 1), box(2, 0, 3, 1)])
    given = {"ZONES": zones, "STATIONS": layers.stations, "BEV": "bev"}
    results, said = run("stationsperzone", **given, PHEV="phev")
    rows = found(results["OUTPUT"])
    assert [rows[code]["fleet_verdict"] for code in (0, 1, 2)] == ["met", "met", "not_met"]
    assert any("Regulation (EU) 2023/1804 (AFIR), Article 3(1)" in sentence for sentence in said)
    assert rows[0]["fleet_target_kw"] == 170.0
    rows = found(run("stationsperzone", **given)[0]["OUTPUT"])
    assert [rows[code]["fleet_verdict"] for code in (0, 1, 2)] == ["cannot_tell", "cannot_tell", "not_met"]
    _, said = run("stationsperzone", **given, PUBLIC="any")
    assert any("public power" in sentence for sentence in said)


def test_fields_of_the_zones_stay_also_those_of_the_same_name(provider, qgis_new_project, tmp_path):
    layers = layers_of(records([(0.5, 0.5)]))
    zones = zones_of([box(0, 0, 1, 1)], fields=FIELDS.replace("people", "n_points"))
    path = str(tmp_path / "zones.gpkg")
    results, _ = run("stationsperzone", ZONES=zones, STATIONS=layers.stations, OUTPUT=path)
    (row,) = map(values_of, QgsVectorLayer(results["OUTPUT"], "z", "ogr").getFeatures())
    assert (row["n_points"], row["n_points_2"]) == (1000.0, 2)


def test_a_cancelled_run_writes_nothing(provider, qgis_new_project, tmp_path):
    import processing

    layers = layers_of(records([(0.5, 0.5)]))
    path = tmp_path / "zones.gpkg"
    log = Log()
    log.cancel()
    with pytest.raises(QgsProcessingException, match="Cancelled: nothing was written"):
        processing.run(
            "openchargemap:stationsperzone",
            {"ZONES": zones_of([box(0, 0, 1, 1)]), "STATIONS": layers.stations, "OUTPUT": str(path)},
            feedback=log,
        )
    assert not path.exists()


def test_a_fleet_target_of_the_user(provider, qgis_new_project, monkeypatch, tmp_path):
    """A file in the profile: its numbers are the defaults, and what is wrong in it is named."""
    monkeypatch.setattr("ocm_plugin.qgis_support.paths.profile_folder", lambda: tmp_path)
    own = tmp_path / "fleet_target.json"
    target = {"title": "Ours", "citation": "Plan of 2026", "summary": "Twice as much.", "kw_per_bev": 2.6}
    own.write_text(json.dumps({**target, "kw_per_phev": 1.6}), encoding="utf-8")
    layers = layers_of(records([(0.5, 0.5)]))
    zones = zones_of([box(0, 0, 1, 1)])
    given = {"ZONES": zones, "STATIONS": layers.stations, "BEV": "bev", "PHEV": "phev"}
    results, said = run("stationsperzone", **given)
    assert found(results["OUTPUT"])[0]["fleet_target_kw"] == 340.0
    assert "Ours (Plan of 2026): Twice as much." in said
    own.write_text(json.dumps(target), encoding="utf-8")
    with pytest.raises(QgsProcessingException, match="“kw_per_phev” must be a number above 0"):
        run("stationsperzone", **given)

"""The algorithm of pools: by processing.run, its outputs, what it says and what it refuses."""

from __future__ import annotations

import pytest
from qgis.core import QgsFeatureRequest, QgsProcessingException, QgsVectorLayer

from tests.support.algorithm_runs import run
from tests.support.made_stations import connection, station
from tests.support.processing_log import Log
from tests.support.result_layers import layers_of, values_of

CCS = 33
FOUR = connection(id=1, type_id=CCS, power_kw=150.0, quantity=4, current_id=30)
KNOWN = {"status_id": 50, "usage_id": 1, "operator_id": 7}
RECORDS = [
    station(FOUR, id=5, longitude=8.0, latitude=50.0, title="North", **KNOWN),
    station(FOUR._replace(id=2), id=3, longitude=8.0008, latitude=50.0, title="South", **KNOWN),
    station(FOUR._replace(id=3, quantity=None), id=9, longitude=8.1, latitude=50.0, **KNOWN),
]


@pytest.fixture
def layers(provider, qgis_new_project):
    return layers_of(RECORDS)


def test_pools_as_points(layers):
    results, said = run("stationpools", STATIONS=layers.stations, MIN_POWER_KW=150)
    first, second = [values_of(feature) for feature in results["OUTPUT"].getFeatures()]
    assert results["COUNT"] == 2 and "2 pools of usable stations." in said
    assert first == {
        **first,
        "pool_id": 3,
        "name": "South",
        "operators": "Invented Network",
        "station_ids": "3,5",
        "usable": "yes",
        "n_stations_lo": 2,
        "n_points_lo": 8,
        "n_points": 8,
        "n_points_hi": 8,
        "total_kw": 1200.0,
        "n_kw_unknown": 0,
    }
    assert (second["n_points_lo"], second["n_points"], second["n_points_hi"]) == (1, 1, None)
    assert second["n_quantity_unknown"] == 1


def test_hulls_hold_their_stations_and_are_written_to_a_file(layers, tmp_path):
    path = str(tmp_path / "hulls.gpkg")
    results, _ = run("stationpools", STATIONS=layers.stations, DISTANCE=100, HULLS=path)
    hulls = list(QgsVectorLayer(results["HULLS"], "hulls", "ogr").getFeatures())
    assert len(hulls) == 2
    for feature in layers.stations.getFeatures():
        assert sum(hull.geometry().contains(feature.geometry()) for hull in hulls) == 1


def test_a_layer_without_its_connections_says_what_is_lost(layers, qgis_new_project):
    """Stations by themselves, as many tools of QGIS leave them."""
    alone = layers.stations.materialize(QgsFeatureRequest())
    _, said = run("stationpools", STATIONS=alone)
    assert any("table of connections was not found" in sentence for sentence in said)
    _, said = run("stationpools", STATIONS=alone, CONNECTION_TABLE=layers.connections)
    assert not any("table of connections was not found" in sentence for sentence in said)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"MIN_POWER_KW": "abc"}, "a number"),
        ({"PUBLIC": "maybe"}, "PUBLIC"),
        ({"CONNECTION_TYPES": "Steam"}, "Steam"),
    ],
)
def test_what_cannot_be_read_is_refused(layers, wrong, sentence):
    with pytest.raises(QgsProcessingException, match=sentence):
        run("stationpools", STATIONS=layers.stations, **wrong)


def test_another_layer_is_refused(provider, qgis_new_project):
    import processing

    trees = QgsVectorLayer("Point?crs=EPSG:4326&field=n:int", "Trees", "memory")
    log = Log()
    with pytest.raises(QgsProcessingException):
        processing.run("openchargemap:stationpools", {"STATIONS": trees, "OUTPUT": "memory:"}, feedback=log)
    assert any("“Trees” has no field “ocm_id”" in sentence for sentence in log.said)

"""The example models are in Processing, whole, and do what they say."""

from __future__ import annotations

import subprocess
import sys

import pytest
from qgis.core import (
    Qgis,
    QgsApplication,
    QgsFeature,
    QgsGeometry,
    QgsProcessingModelAlgorithm,
    QgsProject,
    QgsVectorLayer,
)

from ocm_plugin.ocm.search.areas import Countries
from ocm_plugin.ocm.search.search import Search, to_json
from ocm_plugin.processing.provider import MODELS
from tests.support.algorithm_runs import run
from tests.support.places import ROOT

NAMES = {"Corridor check of a search", "Stations per municipality", "What changed since"}


@pytest.fixture
def models(provider):
    provider.refreshAlgorithms()
    return {each.name(): each for each in provider.algorithms() if isinstance(each, QgsProcessingModelAlgorithm)}


def add(name: str, wkt: str, layer: QgsVectorLayer) -> None:
    feature = QgsFeature(layer.fields())
    feature.setAttributes([name, 1000])
    feature.setGeometry(QgsGeometry.fromWkt(wkt))
    layer.dataProvider().addFeature(feature)


def test_they_are_offered_whole(models):
    """A step whose algorithm has lost a parameter is found here, and not by a user."""
    assert set(models) == NAMES
    for model in models.values():
        assert model.canExecute() == (True, "")
        assert model.validate() == (True, [])
        assert model.group() == "Examples" and model.outputDefinitions()
        assert QgsApplication.processingRegistry().createAlgorithmById(model.id()) is not None


@pytest.mark.skipif(Qgis.QGIS_VERSION_INT >= 32300, reason="newer versions of QGIS write models in another form")
def test_the_files_are_as_the_tool_makes_them(tmp_path):
    subprocess.run([sys.executable, ROOT / "tools" / "make_models.py", tmp_path], check=True, capture_output=True)
    made = {path.name: path.read_text() for path in tmp_path.iterdir()}
    assert made == {path.name: path.read_text() for path in MODELS.iterdir()}


def test_stations_are_counted_in_each_municipality(models, server, empty_project):
    layer = QgsVectorLayer("Polygon?crs=EPSG:4326&field=name:string&field=people:integer", "Towns", "memory")
    add("West", "POLYGON((-30 30,10 30,10 75,-30 75,-30 30))", layer)
    add("East", "POLYGON((10 30,50 30,50 75,10 75,10 30))", layer)
    results, _ = run(
        "Stations per municipality",
        municipalities=layer,
        inhabitants="people",
        min_power_kw=50,
        **{"count:Municipalities with stations": "TEMPORARY_OUTPUT", "search:Stations": "TEMPORARY_OUTPUT"},
    )
    stations = results["search:Stations"]
    assert stations.featureCount() > 100
    zones = {zone["name"]: zone for zone in results["count:Municipalities with stations"].getFeatures()}
    asked, _ = run(
        "stationsperzone",
        ZONES=layer,
        STATIONS=stations,
        POPULATION="people",
        MIN_POWER_KW=50,
        CONNECTION_TABLE=run("stationsinpolygons", INPUT=layer, CONNECTIONS="TEMPORARY_OUTPUT")[0]["CONNECTIONS"],
    )
    for zone in asked["OUTPUT"].getFeatures():
        assert zones[zone["name"]].attributes() == zone.attributes()
    assert 0 < zones["West"]["n_stations_lo"] <= zones["West"]["n_stations_hi"] < stations.featureCount()


def test_roads_are_checked_against_a_rule(models, server, empty_project, tmp_path):
    roads = QgsVectorLayer("LineString?crs=EPSG:4326&field=name:string&field=people:integer", "Roads", "memory")
    add("A 1", "LINESTRING(7 48,8 50,9 52)", roads)
    results, _ = run(
        "Corridor check of a search",
        roads=roads,
        distance=20000,
        pack="nevi-2022",
        **{"check:Checked roads": "TEMPORARY_OUTPUT", "check:Report": str(tmp_path / "report.html")},
    )
    search = run("stationsalonglines", INPUT=roads, DISTANCE=20000, CONNECTIONS="TEMPORARY_OUTPUT")[0]
    asked, _ = run(
        "corridorcheck",
        LINES=roads,
        STATIONS=search["OUTPUT"],
        CONNECTION_TABLE=search["CONNECTIONS"],
        PACK="nevi-2022",
    )
    assert search["OUTPUT"].featureCount() > 0
    (checked,) = results["check:Checked roads"].getFeatures()
    assert [checked.attributes()] == [road.attributes() for road in asked["OUTPUT"].getFeatures()]
    assert "23 CFR 680" in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_what_changed_since_an_older_result_is_found(models, server, empty_project):
    search = to_json(Search(Countries(("DE",)), min_power_kw=50))
    older = run("stationsofsearch", SEARCH=search)[0]["OUTPUT"]
    QgsProject.instance().addMapLayer(older)
    gone = min(station["ocm_id"] for station in older.getFeatures())
    server.replace_pois(poi for poi in server.served_pois() if poi["ID"] != gone)
    results, _ = run("What changed since", search=search, older=older, **{"compare:Changes": "TEMPORARY_OUTPUT"})
    changes = {row["ocm_id"]: row["change"] for row in results["compare:Changes"].getFeatures()}
    assert changes == {gone: "disappeared"}, "deleted, or it meets the search no longer: that cannot be seen"

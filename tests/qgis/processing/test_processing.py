"""The algorithms as Processing runs them, against the local server."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelOutput,
    QgsProcessingModelParameter,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingParameterExtent,
    QgsProcessingUtils,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)

from ocm_plugin.qgis_support.settings import Settings
from tests.ocm_server import faults
from tests.support.algorithm_runs import EVERYWHERE, ids, listed, run


def test_whole_extent(server):
    results, said = run("stationsinextent", EXTENT=EVERYWHERE)
    assert ids(results["OUTPUT"]) == sorted(poi["ID"] for poi in listed(server))
    assert results["COUNT"] == len(listed(server))
    assert results["COMPLETE"] is True
    assert any("The result is complete." in line for line in said)


def test_extent_in_another_crs(server):
    """The lower Rhine in Web Mercator, whose rectangles are rectangles in degrees too."""
    west, south, east, north = 500000, 6600000, 900000, 6850000
    results, _ = run("stationsinextent", EXTENT=f"{west},{east},{south},{north} [EPSG:3857]")
    mercator, degrees = (QgsCoordinateReferenceSystem(f"EPSG:{code}") for code in (3857, 4326))
    to_mercator = QgsCoordinateTransform(degrees, mercator, QgsCoordinateTransformContext())
    extent = QgsRectangle(west, south, east, north)
    expected = [
        poi["ID"]
        for poi in listed(server)
        if extent.contains(
            to_mercator.transform(QgsPointXY(poi["AddressInfo"]["Longitude"], poi["AddressInfo"]["Latitude"]))
        )
    ]
    assert ids(results["OUTPUT"]) == sorted(expected)
    assert 0 < len(expected) < len(listed(server))


def test_cap_is_said(server):
    results, said = run("stationsinextent", EXTENT=EVERYWHERE, MAX_RESULTS=5)
    assert results["COUNT"] == results["OUTPUT"].featureCount() == 5
    assert results["COMPLETE"] is False
    assert any(line.startswith("Warning: ") and "capped at 5 stations" in line for line in said)


def test_connections_come_as_a_table_of_their_own(server):
    results, _ = run("stationsinextent", EXTENT=EVERYWHERE, CONNECTIONS="TEMPORARY_OUTPUT")
    connections = results["CONNECTIONS"]
    assert connections.featureCount() == sum(len(poi.get("Connections", ())) for poi in listed(server))
    assert {feature["ocm_id"] for feature in connections.getFeatures()} <= set(ids(results["OUTPUT"]))


def loaded_names(algorithm_id: str, outputs: list[str], **parameters) -> list[str]:
    """What the outputs are called in the project when QGIS has loaded them."""
    project = QgsProject.instance()
    context = QgsProcessingContext()
    context.setProject(project)
    given = {
        **parameters,
        **{name: QgsProcessingOutputLayerDefinition("TEMPORARY_OUTPUT", project) for name in outputs},
    }
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"openchargemap:{algorithm_id}")
    _, is_done = algorithm.run(given, context, QgsProcessingFeedback())
    assert is_done
    names = []
    for layer_id, details in context.layersToLoadOnCompletion().items():
        layer = QgsProcessingUtils.mapLayerFromString(layer_id, context)
        details.setOutputLayerName(layer)
        details.postProcessor().postProcessLayer(layer, context, QgsProcessingFeedback())
        names.append(layer.name())
    QgsApplication.processEvents()
    return sorted(names)


def test_outputs_are_called_by_search_and_place_when_they_are_loaded(server):
    """Those of comments and photos were called "Comments (if they are included)"."""
    tables = ["OUTPUT", "CONNECTIONS", "COMMENTS", "MEDIA"]
    names = loaded_names("stationsaroundpoint", tables, POINT="4.5,52", MIN_POWER_KW=50, INCLUDE_COMMENTS=True)
    search = "Around 52° N, 4.5° E · ≥ 50 kW"
    assert names == [search, *(f"{search} – {table}" for table in ("comments", "connections", "photos"))]


def test_stations_in_polygons_and_along_lines_are_called_by_the_layer(server):
    for algorithm, kind, shape in (
        ("stationsinpolygons", "Polygon", "POLYGON((4 50, 8 50, 8 53, 4 50))"),
        ("stationsalonglines", "LineString", "LINESTRING(4 50, 8 53)"),
    ):
        layer = QgsVectorLayer(f"{kind}?crs=EPSG:4326", "Rhine", "memory")
        feature = QgsFeature()
        feature.setGeometry(QgsGeometry.fromWkt(shape))
        layer.dataProvider().addFeatures([feature])
        QgsProject.instance().addMapLayer(layer)
        assert loaded_names(algorithm, ["OUTPUT"], INPUT=layer.id(), OPERATORS="") == ["Rhine · charging stations"]


def test_comments_and_photos_come_as_tables_of_their_own(server):
    """They were loaded, paid for, and dropped."""
    results, _ = run(
        "stationsinextent",
        EXTENT=EVERYWHERE,
        INCLUDE_COMMENTS=True,
        COMMENTS="TEMPORARY_OUTPUT",
        MEDIA="TEMPORARY_OUTPUT",
    )
    stations = {feature["ocm_id"]: feature for feature in results["OUTPUT"].getFeatures()}
    for name, count in (("COMMENTS", "n_comments"), ("MEDIA", "n_media")):
        assert results[name].featureCount() == sum(station[count] for station in stations.values()) > 0
        assert {feature["ocm_id"] for feature in results[name].getFeatures()} <= set(stations)


def test_polygons_with_a_hole(server):
    layer = QgsVectorLayer("Polygon?crs=EPSG:4326", "areas", "memory")
    feature = QgsFeature()
    outer, hole = "3 47, 10 47, 10 53, 3 53, 3 47", "5 49, 9 49, 9 51, 5 51, 5 49"
    feature.setGeometry(QgsGeometry.fromWkt(f"POLYGON(({outer}),({hole}))"))
    layer.dataProvider().addFeatures([feature])
    results, _ = run("stationsinpolygons", INPUT=layer)
    expected = [
        poi["ID"]
        for poi in listed(server)
        if not (5 < poi["AddressInfo"]["Longitude"] < 9 and 49 < poi["AddressInfo"]["Latitude"] < 51)
        and 3 <= poi["AddressInfo"]["Longitude"] <= 10
        and 47 <= poi["AddressInfo"]["Latitude"] <= 53
    ]
    assert ids(results["OUTPUT"]) == sorted(expected)


def test_lines_point_countries_and_numbers(server):
    layer = QgsVectorLayer("LineString?crs=EPSG:4326", "route", "memory")
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromWkt("LINESTRING(4.47 51.92, 6.96 50.94, 8.27 50.0, 7.59 47.56)"))
    layer.dataProvider().addFeatures([feature])
    along, _ = run("stationsalonglines", INPUT=layer, DISTANCE=20000)
    around, _ = run("stationsaroundpoint", POINT="6.96,50.94 [EPSG:4326]", DISTANCE=20000)
    assert 0 < around["COUNT"] <= along["COUNT"]
    assert set(ids(around["OUTPUT"])) <= set(ids(along["OUTPUT"]))
    countries, _ = run("stationsincountries", CODES="nl, BE")
    assert {feature["country_iso2"] for feature in countries["OUTPUT"].getFeatures()} <= {"NL", "BE"}
    assert countries["COUNT"] > 0
    wanted = ids(around["OUTPUT"])[:2]
    numbers, _ = run("stationsbynumber", NUMBERS=f"OCM-{wanted[0]}, {wanted[1]}")
    assert ids(numbers["OUTPUT"]) == wanted


def test_nothing_found_is_a_layer_with_all_fields(server):
    results, said = run("stationsinextent", EXTENT="-40,-39,-40,-39 [EPSG:4326]")
    assert results["COUNT"] == 0
    assert results["COMPLETE"] is True
    assert results["OUTPUT"].fields().indexOf("kw_basis") > 0
    assert any("No stations from" in line for line in said)


def test_demo_data_needs_neither_key_nor_server(provider, monkeypatch):
    monkeypatch.delenv("OCM_API_URL", raising=False)
    monkeypatch.delenv("OCM_API_KEY", raising=False)
    results, said = run("stationsinextent", EXTENT=EVERYWHERE, SOURCE="demo")
    assert results["COUNT"] > 300
    assert any("invented" in line for line in said)


def test_poi_file(server, tmp_path):
    path = tmp_path / "pois.json"
    path.write_text(json.dumps(server.served_pois()[:7]))
    results, _ = run("stationsinextent", EXTENT=EVERYWHERE, SOURCE="file", FILE=str(path))
    assert results["COUNT"] == 7


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (faults.invalid_key(), "key"),
        (faults.html(), "web page"),
        (faults.empty_body(), "empty"),
        (faults.truncated(), "."),
    ],
)
def test_failures_are_sentences(server, fault, sentence):
    server.faults.add(fault, times=None)
    with pytest.raises(QgsProcessingException) as failure:
        run("stationsinextent", EXTENT=EVERYWHERE)
    assert sentence.lower() in str(failure.value).lower()
    assert "Traceback" not in str(failure.value)


def test_stopped_run_keeps_what_came_and_says_so(server):
    replace(Settings.load(), page_size=100).save()
    server.faults.add(faults.status(403), after=2, times=None, action="poi")
    results, said = run("stationsinextent", EXTENT=EVERYWHERE)
    assert results["COMPLETE"] is False
    assert 0 < results["COUNT"] < len(listed(server))
    assert any(line.startswith("Warning: ") and "incomplete" in line for line in said)


def test_in_a_model(server):
    child = QgsProcessingModelChildAlgorithm("openchargemap:stationsinextent")
    child.addParameterSources("EXTENT", [QgsProcessingModelChildParameterSource.fromModelParameter("where")])
    child.addParameterSources("MIN_POWER_KW", [QgsProcessingModelChildParameterSource.fromStaticValue(150)])
    output = QgsProcessingModelOutput("stations")
    output.setChildOutputName("OUTPUT")
    child.setChildId("search")
    output.setChildId("search")
    child.setModelOutputs({"stations": output})
    model = QgsProcessingModelAlgorithm("fast", "tests")
    model.addModelParameter(QgsProcessingParameterExtent("where", "Where"), QgsProcessingModelParameter("where"))
    model.addChildAlgorithm(child)
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    results, ok = model.run({"where": EVERYWHERE, "search:stations": "memory:"}, context, QgsProcessingFeedback())
    assert ok
    layer = context.getMapLayer(results["search:stations"])
    assert layer.featureCount() > 0
    # Power unknown is kept, and marked; what is known is strong enough.
    known = [f["max_kw"] for f in layer.getFeatures() if f["match"] == "yes"]
    assert known and min(known) >= 150


def test_cancelled_run_makes_no_layer(server):
    class Cancelled(QgsProcessingFeedback):
        def isCanceled(self):
            return True

    algorithm = QgsApplication.processingRegistry().algorithmById("openchargemap:stationsinextent")
    feedback = QgsProcessingFeedback()
    feedback.cancel()
    context = QgsProcessingContext()
    _, ok = algorithm.run({"EXTENT": EVERYWHERE, "OUTPUT": "memory:"}, context, feedback)
    assert not ok
    assert context.layersToLoadOnCompletion() == {}


def test_the_key_is_in_no_address_and_no_word(server):
    _, said = run("stationsinextent", EXTENT=EVERYWHERE)
    assert server.requests
    assert not any(server.key in request.target for request in server.requests)
    assert not any(server.key in line for line in said)

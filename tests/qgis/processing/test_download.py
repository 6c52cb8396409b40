"""`downloadanswer`: the service's own answer as a file, with every parameter of its interface."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path

import pytest
from qgis.core import (
    QgsApplication,
    QgsFeature,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingException,
    QgsVectorLayer,
)

from ocm_plugin.ocm.sources.parameters import ApiQuery
from tests.ocm_server import faults
from tests.support.algorithm_runs import EVERYWHERE, ids, listed, run
from tests.support.processing_log import Log

FORMS = ("json", "geojson", "csv", "xml", "kml")
SOME_PLACE = "7,51 [EPSG:4326]"
ALL_ELSE = {
    "CONNECTION_TYPES": "CCS (Type 2), 25",
    "MIN_POWER_KW": 11,
    "MAX_POWER_KW": 400,
    "LEVELS": "3",
    "OPERATORS": "1,2",
    "USAGE_TYPES": "1",
    "STATUS_TYPES": "Operational",
    "DATA_PROVIDERS": "1",
    "COUNTRIES": "87",
    "OPEN_DATA": "yes",
    "MODIFIED_SINCE": "2020-01-01T00:00:00",
    "CREATED_SINCE": "2020-01-01T00:00:00",
    "HAS_MEDIA": "no",
    "HAS_COMMENTS": "no",
    "HAS_CHECKINS": "no",
    "NUMBERS": "1, 2",
    "POSTCODES": "28195, 28199",
    "SUBMISSION_STATUSES": "100, 200",
    "LEVEL_OF_DETAIL": 2,
    "AFTER_NUMBER": 5,
    "MAX_RESULTS": 7,
    "INCLUDE_COMMENTS": True,
    "CALLBACK": "show",
}


def shape(wkt: str) -> QgsVectorLayer:
    geometry = QgsGeometry.fromWkt(wkt)
    layer = QgsVectorLayer(f"{wkt.split('(')[0].strip()}?crs=EPSG:4326", "shape", "memory")
    feature = QgsFeature()
    feature.setGeometry(geometry)
    layer.dataProvider().addFeature(feature)
    return layer


@pytest.mark.parametrize("form", FORMS)
def test_the_answer_is_saved_whole_and_opens_again(server, tmp_path, form):
    path = str(tmp_path / f"answer.{form}")
    results, said = run("downloadanswer", FORM=form, EXTENT=EVERYWHERE, OUTPUT=path)
    numbers = sorted(poi["ID"] for poi in listed(server))
    assert results == {"OUTPUT": path, "COUNT": len(numbers), "COMPLETE": True}
    assert f"{len(numbers)} stations saved in {path}." in said
    assert not any(server.key in line for line in said)
    opened, _ = run("stationsinextent", EXTENT=EVERYWHERE, SOURCE="file", FILE=path)
    assert ids(opened["OUTPUT"]) == numbers


def test_every_parameter_of_the_service_has_a_user(server, tmp_path):
    """`output`, `verbose`, `compact`, `camelcase` and `callback` could be sent, and nothing sent them."""
    places = [
        {"EXTENT": "6,8,50,52 [EPSG:4326]", "SORT": "id_asc"},
        {"INPUT": shape("Polygon ((6 50, 8 50, 7 52, 6 50))")},
        {"INPUT": shape("LineString (6 50, 8 51)"), "DISTANCE": 4, "DISTANCE_UNIT": "miles"},
        {"POINT": SOME_PLACE, "DISTANCE": 20},
        {"COUNTRY_CODE": "de"},
    ]
    for place in places:
        parameters = {
            name: value for name, value in ALL_ELSE.items() if name != "COUNTRIES" or "COUNTRY_CODE" not in place
        }
        run("downloadanswer", **parameters, **place, OUTPUT=str(tmp_path / "a.json"))
    sent = {name for request in server.requests if request.action == "poi" for name in request.query}
    assert {field.name for field in fields(ApiQuery)} - sent == set()
    (around,) = [request.query for request in server.requests if "latitude" in request.query]
    assert (around["latitude"], around["longitude"], around["distance"], around["distanceunit"]) == (
        "51",
        "7",
        "20",
        "km",
    )
    along = next(request.query for request in server.requests if "polyline" in request.query)
    assert (along["distance"], along["distanceunit"]) == ("4", "miles")


def test_the_shape_of_the_answer(server, tmp_path):
    path = tmp_path / "a.json"
    run("downloadanswer", VERBOSE=False, COMPACT=True, CAMELCASE=True, INCLUDE_COMMENTS=True, OUTPUT=str(path))
    (first, *_) = json.loads(path.read_text())
    assert {"id", "addressInfo"} <= set(first) and "operatorInfo" not in first and None not in first.values()


def test_around_a_point_it_says_that_the_answer_is_capped(server, tmp_path):
    results, said = run(
        "downloadanswer", POINT=SOME_PLACE, DISTANCE=500, MAX_RESULTS=3, OUTPUT=str(tmp_path / "a.json")
    )
    assert (results["COUNT"], results["COMPLETE"]) == (3, False)
    assert any("Warning: The answer is capped at 3 stations" in line for line in said)


@pytest.mark.parametrize(
    ("parameters", "sentence"),
    [
        ({"POINT": SOME_PLACE, "EXTENT": EVERYWHERE}, "one place only"),
        ({"DISTANCE": 5}, "A distance needs a point or a line"),
        ({"COUNTRY_CODE": "XX"}, "XX"),
        ({"CALLBACK": "alert(1)"}, "cannot be the name"),
        ({"OPERATORS": "Nobody in particular"}, "Nobody in particular"),
        ({"MIN_POWER_KW": "fast"}, "is not a number"),
        ({"NUMBERS": ",".join(map(str, range(1_000_000, 1_002_000)))}, "too long for the service"),
    ],
    ids=str,
)
def test_what_the_service_would_silently_drop_is_refused(server, tmp_path, parameters, sentence):
    """The service takes what it cannot read for no filter, and sends more."""
    with pytest.raises(QgsProcessingException, match=sentence):
        run("downloadanswer", **parameters, OUTPUT=str(tmp_path / "a.json"))
    assert list(tmp_path.glob("a.json")) == []
    assert [request for request in server.requests if request.action == "poi"] == []


def test_a_layer_of_several_polygons_is_refused(server, tmp_path):
    layer = shape("MultiPolygon (((6 50, 8 50, 7 52, 6 50)), ((1 1, 2 1, 2 2, 1 1)))")
    with pytest.raises(QgsProcessingException, match="these are 2 parts"):
        run("downloadanswer", INPUT=layer, OUTPUT=str(tmp_path / "a.json"))


def test_a_cancelled_run_leaves_the_file_that_was_there(server, tmp_path):
    path = tmp_path / "a.json"
    path.write_text("older")
    server.faults.add(faults.stall(), times=None, action="poi")
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("openchargemap:downloadanswer")
    log = Log()
    log.cancel()
    _, succeeded = algorithm.run({"OUTPUT": str(path)}, QgsProcessingContext(), log)
    assert not succeeded
    assert path.read_text() == "older"
    assert [file.name for file in Path(tmp_path).iterdir() if file.name != "profile"] == ["a.json"]

"""Coverage of points and areas, by a distance and by service areas, with deserts and zones."""

from __future__ import annotations

import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingException,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)

from ocm_plugin.ocm.search.geodesy import metres_between
from tests.support.algorithm_runs import run
from tests.support.made_stations import connection, station
from tests.support.result_layers import layers_of, values_of

DEGREES = QgsCoordinateReferenceSystem("EPSG:4326")


@pytest.fixture
def stations(provider, qgis_new_project):
    line = connection(type_id=33, power_kw=150.0, quantity=2, current_id=30)
    known = {"usage_id": 1, "latitude": 50.0}
    return layers_of(
        [
            station(line._replace(id=1), id=1, longitude=8.0, status_id=50, **known),
            station(line._replace(id=2), id=2, longitude=8.1, status_id=None, **known),
            station(line._replace(id=3), id=3, longitude=8.2, status_id=100, **known),
        ]
    ).stations


def layer_of(kind, rows, crs="EPSG:4326", fields="field=name:string&field=people:double&field=covered:string"):
    """Features given by name, people and geometry in degrees."""
    layer = QgsVectorLayer(f"{kind}?crs={crs}&{fields}", "places", "memory")
    transform = QgsCoordinateTransform(DEGREES, layer.crs(), QgsProject.instance())
    features = []
    for name, people, geometry in rows:
        feature = QgsFeature(layer.fields())
        feature.setAttributes([name, people, "theirs"])
        if geometry is not None:
            made = QgsGeometry(geometry)
            made.transform(transform)
            feature.setGeometry(made)
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    return layer


def point(x, y=50.0):
    return QgsGeometry.fromPointXY(QgsPointXY(x, y))


def box(x, y, width, height):
    return QgsGeometry.fromRect(QgsRectangle(x, y, x + width, y + height))


POINTS = [
    ("sure", 100.0, point(8.001)),
    ("perhaps", 50.0, point(8.101)),
    ("out of operation", 20.0, point(8.201)),
    ("unknown people", None, point(8.002)),
    ("nowhere", 7.0, None),
]


def rows_of(layer):
    return [values_of(feature) for feature in layer.getFeatures()]


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:25832", "EPSG:3857"])
def test_points_with_people(stations, crs):
    results, said = run(
        "coverage",
        PLACES=layer_of("Point", POINTS, crs),
        STATIONS=stations,
        POPULATION="people",
        DESERTS="TEMPORARY_OUTPUT",
    )
    rows = rows_of(results["OUTPUT"])
    assert [(row["name"], row["covered"], row["covered_2"], row["people_lo"], row["people_hi"]) for row in rows] == [
        ("sure", "theirs", "yes", 100.0, 100.0),
        ("perhaps", "theirs", "cannot_tell", 0.0, 50.0),
        ("out of operation", "theirs", "no", 0.0, 0.0),
        ("unknown people", "theirs", "yes", None, None),
        ("nowhere", "theirs", "cannot_tell", 0.0, 7.0),
    ]
    assert rows[0]["sure_m"] == pytest.approx(metres_between((8.001, 50.0), (8.0, 50.0)), abs=0.02)
    assert rows[1]["possible_m"] < 100 < 7000 < rows[1]["sure_m"]
    assert (rows[0]["percent_lo"], rows[0]["area_km2"]) == (100.0, None)
    (desert,) = results["DESERTS"].getFeatures()
    assert (desert["name"], desert["desert_people"]) == ("out of operation", 20.0)
    assert results["DESERTS"].crs().authid() == crs
    assert (results["COUNT"], results["PLACES_LO"], results["PLACES_HI"]) == (5, 2, 4)
    assert "Wholly covered: 2 for sure, 4 at most." in said
    assert "Of 177 people 100 are covered at least, 157 at most." in said
    assert "1 place does not say how many people it has." in said


def test_the_distance_decides(stations):
    near = layer_of("Point", [("here", 1.0, point(8.0, 50.02))])
    for distance, covered in ((2000, "no"), (3000, "yes")):
        results, _ = run("coverage", PLACES=near, STATIONS=stations, DISTANCE=distance)
        assert [row["covered_2"] for row in rows_of(results["OUTPUT"])] == [covered]


def test_a_place_of_several_points_is_covered_as_far_as_they_are(stations):
    """Only the first point counted. People are spread evenly over the points."""
    four = QgsGeometry.fromMultiPointXY([QgsPointXY(x, 50.0) for x in (8.001, 8.101, 8.201, 8.301)])
    none = QgsGeometry.fromMultiPointXY([QgsPointXY(x, 50.0) for x in (8.201, 8.301)])
    places = layer_of("MultiPoint", [("four", 100.0, four), ("none", 10.0, none)])
    results, said = run("coverage", PLACES=places, STATIONS=stations, POPULATION="people", DESERTS="TEMPORARY_OUTPUT")
    rows = [
        (row["covered_2"], row["percent_lo"], row["people_lo"], row["people_hi"]) for row in rows_of(results["OUTPUT"])
    ]
    assert rows == [("partly", 25.0, 25.0, 50.0), ("no", 0.0, 0.0, 0.0)]
    deserts = list(results["DESERTS"].getFeatures())
    assert [each["desert_people"] for each in deserts] == [50.0, 10.0]
    assert [[round(point.x(), 3) for point in each.geometry().vertices()] for each in deserts] == [[8.201, 8.301]] * 2
    assert "Of 110 people 25 are covered at least, 50 at most." in said


AREAS = [
    ("within", 10.0, box(7.999, 49.999, 0.002, 0.002)),
    ("partly", 10.0, box(8.0, 49.99, 0.02, 0.02)),
    ("perhaps", 10.0, box(8.099, 49.999, 0.002, 0.002)),
    ("far", 10.0, box(9.0, 50.0, 0.01, 0.01)),
]


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:25832"])
def test_areas_with_their_shares_and_deserts(stations, crs):
    results, said = run(
        "coverage",
        PLACES=layer_of("Polygon", AREAS, crs),
        STATIONS=stations,
        POPULATION="people",
        DESERTS="TEMPORARY_OUTPUT",
    )
    rows = rows_of(results["OUTPUT"])
    assert [row["covered_2"] for row in rows] == ["yes", "partly", "cannot_tell", "no"]
    half = rows[1]
    assert 0.99 < half["area_lo_km2"] / 1.5708 < 1 < half["area_hi_km2"] / 1.5708 < 1.01  # half a circle of 1 km
    assert half["people_lo"] == pytest.approx(10 * half["area_lo_km2"] / half["area_km2"], abs=0.001)
    assert half["sure_m"] is None
    deserts = rows_of(results["DESERTS"])
    assert [row["name"] for row in deserts] == ["partly", "far"]
    assert deserts[0]["desert_km2"] == pytest.approx(half["area_km2"] - half["area_hi_km2"], abs=0.001)
    assert deserts[1]["desert_people"] == 10.0
    assert any(sentence.endswith(" at most.") and "km²" in sentence for sentence in said)


def test_sums_by_zone(stations):
    zones = layer_of("Polygon", [("west", 0.0, box(7.9, 49.9, 0.15, 0.2)), ("east", 0.0, box(8.05, 49.9, 0.2, 0.2))])
    results, _ = run(
        "coverage",
        PLACES=layer_of("Point", POINTS, "EPSG:3857"),
        STATIONS=stations,
        POPULATION="people",
        ZONES=zones,
        ZONES_OUTPUT="TEMPORARY_OUTPUT",
    )
    west, east = rows_of(results["ZONES_OUTPUT"])
    assert (west["name"], west["n_places"], west["n_places_lo"], west["n_places_hi"]) == ("west", 2, 2, 2)
    assert (west["people_2"], west["percent_people_lo"], west["n_people_unknown"]) == (100.0, 100.0, 1)
    assert (east["n_places"], east["people_2"], east["people_lo"], east["people_hi"]) == (2, 70.0, 0.0, 50.0)
    assert east["percent_people_hi"] == pytest.approx(71.4286)
    assert east["area_km2"] is None


def test_sums_by_distance(stations):
    results, _ = run(
        "coverage",
        PLACES=layer_of("Point", POINTS),
        STATIONS=stations,
        POPULATION="people",
        DISTANCE=1000,
        FURTHER_DISTANCES="50; 1000; 10000",
        BY_DISTANCE="TEMPORARY_OUTPUT",
    )
    rows = rows_of(results["BY_DISTANCE"])
    assert [(row["distance_m"], row["n_places"], row["n_places_lo"], row["n_places_hi"]) for row in rows] == [
        (50.0, 5, 0, 1),
        (1000.0, 5, 2, 4),
        (10000.0, 5, 3, 5),
    ]
    assert [(row["people"], row["people_lo"], row["people_hi"]) for row in rows] == [
        (177.0, 0.0, 7.0),
        (177.0, 100.0, 157.0),
        (177.0, 150.0, 177.0),
    ]
    areas, _ = run(
        "coverage",
        PLACES=layer_of("Polygon", AREAS),
        STATIONS=stations,
        FURTHER_DISTANCES="5000",
        BY_DISTANCE="TEMPORARY_OUTPUT",
    )
    near, far = rows_of(areas["BY_DISTANCE"])
    assert 0 < near["area_lo_km2"] < near["area_hi_km2"] < far["area_lo_km2"] < far["area_km2"]
    assert near["people"] is None and near["n_people_unknown"] is None


def test_distances_that_cannot_be_read_and_those_of_service_areas_are_refused_with_a_sentence(stations):
    given = {"PLACES": layer_of("Point", POINTS), "STATIONS": stations}
    with pytest.raises(QgsProcessingException, match="“far” is not a distance in metres"):
        run("coverage", **given, FURTHER_DISTANCES="far")
    areas = layer_of("Polygon", [("1", 0.0, box(8, 49, 1, 1))])
    with pytest.raises(QgsProcessingException, match="Service areas have no distances"):
        run("coverage", **given, SERVICE_AREAS=areas, FURTHER_DISTANCES="500")


def test_service_areas_count_instead_of_the_distance(stations):
    """Of one that is out of operation none counts; of one that is not there, the log says so."""
    served = [("1", 0.0, box(8.15, 49.9, 0.1, 0.2)), ("2", 0.0, box(8.3, 49.9, 0.1, 0.2))]
    served += [("3", 0.0, box(8.5, 49.9, 0.1, 0.2)), ("99", 0.0, box(8.7, 49.9, 0.1, 0.2))]
    areas = layer_of("Polygon", served, "EPSG:25832", "field=station:integer&field=people:double&field=c:string")
    places = [(name, 1.0, point(x)) for name, x in (("a", 8.2), ("b", 8.35), ("c", 8.55), ("d", 8.75), ("e", 8.0))]
    results, said = run(
        "coverage",
        PLACES=layer_of("Point", places),
        STATIONS=stations,
        SERVICE_AREAS=areas,
        SERVICE_STATION="station",
    )
    assert [row["covered_2"] for row in rows_of(results["OUTPUT"])] == ["yes", "cannot_tell", "no", "no", "no"]
    assert any("1 service area left out" in sentence for sentence in said)
    halves = layer_of("Polygon", [("half", 1.0, box(8.1, 49.95, 0.1, 0.1)), ("seam", 1.0, box(8.16, 49.95, 0.01, 0.1))])
    measured, _ = run("coverage", PLACES=halves, STATIONS=stations, SERVICE_AREAS=areas, SERVICE_STATION="station")
    half, whole = rows_of(measured["OUTPUT"])
    assert half["percent_lo"] == half["percent_hi"] == pytest.approx(50, abs=0.1)
    assert whole["covered_2"] == "yes"


def test_service_areas_without_a_number_are_refused_with_a_sentence(stations):
    areas = layer_of("Polygon", [("1", 0.0, box(8, 49, 1, 1))])
    with pytest.raises(QgsProcessingException, match="no field “ocm_id”: please choose the field with the number"):
        run("coverage", PLACES=layer_of("Point", POINTS), STATIONS=stations, SERVICE_AREAS=areas)


def test_without_stations_all_is_desert(provider, qgis_new_project):
    none = layers_of([]).stations
    results, _ = run("coverage", PLACES=layer_of("Polygon", AREAS), STATIONS=none, DESERTS="TEMPORARY_OUTPUT")
    assert {row["covered_2"] for row in rows_of(results["OUTPUT"])} == {"no"}
    assert results["DESERTS"].featureCount() == len(AREAS)

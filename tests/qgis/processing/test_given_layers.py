"""The algorithms with layers, fields and files as no author of theirs would give them."""

from __future__ import annotations

import sqlite3

import pytest
from qgis.core import (
    NULL,
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsField,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingFeedback,
    QgsVectorLayer,
)

from ocm_plugin.layers.demo_places import demo_places
from ocm_plugin.qgis_support.compat import FIELD_TYPES
from tests.ocm_server.server import DEMO_FOLDER
from tests.support.algorithm_runs import EVERYWHERE, run
from tests.support.result_layers import values_of

ALGORITHMS = (
    "stationsperzone", "neareststations", "stationpools", "corridorgaps", "coverage", "auditstations", "corridorcheck",
)  # fmt: skip


@pytest.fixture
def demo(provider, empty_project):
    """What the analyses need, by the names of their parameters."""
    zones, lines = empty_project.addMapLayers(demo_places())
    found, _ = run("stationsinextent", EXTENT=EVERYWHERE, SOURCE="demo", CONNECTIONS="TEMPORARY_OUTPUT")
    return {
        "STATIONS": found["OUTPUT"], "CONNECTION_TABLE": found["CONNECTIONS"], "LINES": lines, "ZONES": zones,
        "PLACES": zones, "POINTS": found["OUTPUT"],
    }  # fmt: skip


BESIDE = {
    "stationsperzone": ("ZONES",), "neareststations": ("POINTS",), "corridorgaps": ("LINES",), "coverage": ("PLACES",),
    "corridorcheck": ("LINES",),
}  # fmt: skip


def given(name, demo, **more):
    """The parameters of one analysis."""
    names = ("STATIONS", "CONNECTION_TABLE", *BESIDE.get(name, ()))
    pack = {"PACK": "afir-cars-core-2025"} if name == "corridorcheck" else {}
    return {**{each: demo[each] for each in names}, **pack, **more}


def as_text(layer):
    """A copy of a layer or table whose columns are all text, as in a CSV file without types."""
    is_table = not layer.isSpatial()
    copy = QgsVectorLayer("None" if is_table else f"Point?crs={layer.crs().authid()}", layer.name(), "memory")
    copy.dataProvider().addAttributes([QgsField(field.name(), FIELD_TYPES["text"]) for field in layer.fields()])
    copy.updateFields()
    features = []
    for feature in layer.getFeatures():
        made = QgsFeature(copy.fields())
        made.setGeometry(feature.geometry())
        made.setAttributes([None if value == NULL else written(value) for value in feature.attributes()])
        features.append(made)
    assert copy.dataProvider().addFeatures(features)[0]
    return copy


def written(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.toString("yyyy-MM-dd") if hasattr(value, "toString") else str(value)


def rows_of(layer):
    return [(values_of(feature), feature.geometry().asWkt(6)) for feature in layer.getFeatures()]


@pytest.mark.parametrize("name", ALGORITHMS)
def test_columns_of_text_say_what_typed_ones_say(demo, name):
    """A layer from a CSV file: analyses ended in a traceback, and the text “false” counted as true."""
    typed, _ = run(name, **given(name, demo))
    texts = {"STATIONS": as_text(demo["STATIONS"]), "CONNECTION_TABLE": as_text(demo["CONNECTION_TABLE"])}
    untyped, said = run(name, **given(name, demo, **texts))
    assert rows_of(untyped["OUTPUT"]) == rows_of(typed["OUTPUT"])
    assert not any("cannot be read" in sentence for sentence in said)


def test_values_that_cannot_be_read_are_counted(provider, qgis_new_project):
    fields = "field=ocm_id:string&field=name:integer&field=n_connectors:string"
    layer = QgsVectorLayer(f"Point?crs=EPSG:4326&{fields}", "Ours", "memory")
    feature = QgsFeature(layer.fields())
    feature.setAttributes(["OCM-12", 7, "several"])
    feature.setGeometry(QgsGeometry.fromWkt("POINT(8 50)"))
    layer.dataProvider().addFeature(feature)
    places = QgsVectorLayer("Point?crs=EPSG:4326", "Places", "memory")
    place = QgsFeature()
    place.setGeometry(feature.geometry())
    places.dataProvider().addFeature(place)
    results, said = run("neareststations", POINTS=places, STATIONS=layer)
    (row,) = map(values_of, results["OUTPUT"].getFeatures())
    assert (row["ocm_id"], row["station"]) == (None, "7")
    assert "Warning: 2 values that cannot be read count as not known. Columns: n_connectors and ocm_id." in said


@pytest.mark.parametrize("name", ALGORITHMS)
def test_a_layer_of_which_nothing_is_selected_is_no_silent_no(demo, empty_project, name):
    """“Not fulfilled” was all that was said of roads when no station was selected."""
    stations = empty_project.addMapLayer(demo["STATIONS"])
    nothing = QgsProcessingFeatureSourceDefinition(stations.id(), True)
    _, said = run(name, **given(name, demo, STATIONS=nothing))
    sentence = f"Warning: “{stations.name()}” has no station: please look at its filter, or at what is selected."
    assert sentence in said


def refusal(name, **parameters):
    with pytest.raises(QgsProcessingException) as refused:
        run(name, **parameters)
    return str(refused.value).partition("\n")[2]


@pytest.mark.parametrize("name", ALGORITHMS)
def test_a_layer_without_a_coordinate_system_is_refused(demo, name):
    """Its metres were taken for degrees: no station had coordinates, and nobody knew why."""
    for parameter in ("STATIONS", *BESIDE.get(name, ())):
        layer = demo[parameter].clone()
        layer.setCrs(QgsCoordinateReferenceSystem())
        assert refusal(name, **given(name, demo, **{parameter: layer})) == (
            f"“{layer.name()}” has no coordinate reference system, so that nobody knows where it lies: please set that "
            "of the layer first."
        )


@pytest.mark.parametrize("name", sorted(BESIDE))
def test_a_layer_of_another_kind_is_refused(demo, name):
    """Lines as places were “wholly covered” where their first point was."""
    (parameter,) = BESIDE[name]
    other = demo["ZONES"] if name != "stationsperzone" and name != "coverage" else demo["LINES"]
    said = refusal(name, **given(name, demo, **{parameter: other}))
    assert said.startswith(f"“{other.name()}” has another kind of geometry than “")


@pytest.mark.parametrize(
    ("name", "parameter", "field", "expected"),
    [
        ("corridorgaps", "ROUTE_FIELD", "rode", "has no field “rode”"),
        ("corridorcheck", "DIRECTION_FIELD", "side", "has no field “side”"),
        ("stationsperzone", "POPULATION", "people", "has no field “people”"),
        ("coverage", "POPULATION", "name", "holds no numbers, as “Field with inhabitants” must"),
    ],
)
def test_a_field_that_is_not_there_is_refused(demo, name, parameter, field, expected):
    """Typed wrong in a script or a batch, it was left out without a word, or ended the run in a traceback."""
    assert expected in refusal(name, **given(name, demo, **{parameter: field}))


@pytest.mark.parametrize("name", ALGORITHMS)
def test_the_file_of_the_stations_is_not_overwritten(demo, tmp_path, name):
    """The result took the place of the whole file: connections, searches and licences were gone."""
    package = str(tmp_path / "stations.gpkg")
    run("stationsinextent", EXTENT=EVERYWHERE, SOURCE="demo", PACKAGE=package, OUTPUT=None)
    before = tables_of(package)
    assert "ocm_connections" in before
    stations = QgsVectorLayer(f"{package}|layername=stations", "stations", "ogr")
    for output in (package, f"ogr:dbname='{package}' table=\"stations\" (geom)"):
        said = refusal(name, **given(name, demo, STATIONS=stations, CONNECTION_TABLE=None, OUTPUT=output))
        assert f"would be written in the place of {package}, which is read" in said
    assert tables_of(package) == before
    # A table of its own in that file takes nothing's place.
    run(name, **given(name, demo, STATIONS=stations, OUTPUT=f"ogr:dbname='{package}' table=\"found\" (geom)"))
    assert tables_of(package) == sorted([*before, "found"])


def tables_of(package):
    with sqlite3.connect(package) as database:
        return sorted(name for (name,) in database.execute("SELECT table_name FROM gpkg_contents"))


def test_two_outputs_in_one_file_are_refused(demo, tmp_path):
    """The last one was all that was left."""
    path = str(tmp_path / "gaps.gpkg")
    said = refusal("corridorgaps", **given("corridorgaps", demo, OUTPUT=path, STOPS=path))
    assert said == f"{path} is named for two outputs. Please choose another file for one."


def test_a_search_does_not_overwrite_the_lines_that_it_follows(demo, tmp_path):
    """The user's lines were gone, and the stations along them stood in their place."""
    path = str(tmp_path / "roads.gpkg")
    run("native:savefeatures", INPUT=demo["LINES"], LAYER_NAME="mine", OUTPUT=path)
    lines = QgsVectorLayer(f"{path}|layername=mine", "mine", "ogr")
    search = {"INPUT": lines, "SOURCE": "demo", "DISTANCE": 3000}
    for outputs in ({"OUTPUT": path}, {"OUTPUT": None, "PACKAGE": path}):
        assert "which is read: all that is in it would be lost" in refusal("stationsalonglines", **search, **outputs)
    assert "has no field “rode”" in refusal("stationsalonglines", **search, ROUTE_FIELD="rode")
    assert tables_of(path) == ["mine"]


def of_stations(name, layer, output):
    """The parameters of an algorithm that reads stations, and writes in a file."""
    inputs = {"comparesnapshots": {"OLD": layer, "NEW": layer}, "updatelayer": {"INPUT": layer}}
    return {**inputs.get(name, {"INPUT": layer}), "OUTPUT": output}


@pytest.mark.parametrize("name", ["updatelayer", "comparesnapshots", "exportkml", "exportwebpage"])
def test_changes_and_shares_do_not_overwrite_the_stations(demo, tmp_path, name):
    """The list of changes, or the web page, was written in the place of the stations: the user's values were gone."""
    package = str(tmp_path / "stations.gpkg")
    run("stationsinextent", EXTENT=EVERYWHERE, SOURCE="demo", PACKAGE=package, OUTPUT=None)
    before = tables_of(package)
    stations = QgsVectorLayer(f"{package}|layername=stations", "stations", "ogr")
    parameters = of_stations(name, stations, package)
    assert f"would be written in the place of {package}, which is read" in refusal(name, **parameters)
    # Models check no values beforehand.
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"openchargemap:{name}")
    with pytest.raises(QgsProcessingException, match="which is read"):
        algorithm.prepareAlgorithm(parameters, QgsProcessingContext(), QgsProcessingFeedback())
    assert tables_of(package) == before


def test_a_file_of_stations_is_not_overwritten_by_what_is_read_of_it(demo, tmp_path):
    """A search of a CSV file, whose output was named like it, left the new one only."""
    path = tmp_path / "stations.csv"
    path.write_text("ID,LocationTitle,Latitude,Longitude\n7,Here,50,7\n")
    for name, more in {
        "stationsinextent": {"EXTENT": EVERYWHERE, "SOURCE": "file", "FILE": str(path)},
        "comparesnapshots": {"OLD_FILE": str(path), "NEW_FILE": str(path)},
    }.items():
        assert f"would be written in the place of {path}, which is read" in refusal(name, **more, OUTPUT=str(path))
    assert path.read_text().startswith("ID,LocationTitle")


@pytest.mark.parametrize(
    ("name", "parameters", "output", "ending"),
    [
        ("stationsinextent", {"EXTENT": EVERYWHERE, "SOURCE": "demo"}, "OUTPUT", "gpkg"),
        ("stationsinextent", {"EXTENT": EVERYWHERE, "SOURCE": "demo", "OUTPUT": None}, "PACKAGE", "gpkg"),
        ("downloadanswer", {}, "OUTPUT", "json"),
        ("updatemirror", {"COUNTRIES": "NL"}, "MIRROR", "gpkg"),
        ("referencedata", {"ORIGIN": "built_in"}, "COUNTRIES", "csv"),
    ],
)
def test_a_name_that_is_too_long_is_a_sentence(provider, tmp_path, name, parameters, output, ending):
    """A name of 200 umlauts ended in a traceback: it has 400 bytes, and systems allow 255."""
    path = str(tmp_path / f"{'ü' * 200}.{ending}")
    said = refusal(name, **{**parameters, output: path})
    assert f"The name of {path} is too long. Please choose a shorter one." in said


@pytest.mark.parametrize("name", ["updatelayer", "exportkml", "auditstations"])
def test_a_mirror_is_not_overwritten(demo, tmp_path, name):
    """Only searches respected a mirror: any other output took its place, and it had to be loaded again."""
    path = str(tmp_path / "mirror.gpkg")
    pois = DEMO_FOLDER / "stations.json"
    run("updatemirror", MIRROR=path, FILE=str(pois), WORLD=True)
    parameters = {"STATIONS": demo["STATIONS"], **of_stations(name, demo["STATIONS"], path)}
    assert f"{path} is a mirror, and a result does not replace it." in refusal(name, **parameters)
    # The mirror itself is brought up to date in its place.
    assert run("updatemirror", MIRROR=path, FILE=str(pois), WORLD=True)[0]["N_ADDED"] == 0


@pytest.mark.parametrize("output", ["OUTPUT", "REPORT"])
def test_a_folder_that_is_not_there_is_said_before_the_work(demo, tmp_path, output):
    path = str(tmp_path / "nowhere" / "gaps.html")
    said = refusal("corridorgaps", **given("corridorgaps", demo, **{output: path}))
    assert said == f"The folder of {path} does not exist. Please choose another folder."


def test_stations_in_zones_that_overlap_are_said_to_count_twice(demo):
    """“586 stations in them” of 434 that there are: the sum was said, and not why."""
    zones = QgsVectorLayer("Polygon?crs=EPSG:4326", "Twice", "memory")
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromWkt("POLYGON((-180 -90,180 -90,180 90,-180 90,-180 -90))"))
    zones.dataProvider().addFeatures([feature, feature])
    everyone = demo["STATIONS"].featureCount()
    _, said = run("stationsperzone", **given("stationsperzone", demo, ZONES=zones))
    placed = everyone - sum(each.geometry().isNull() for each in demo["STATIONS"].getFeatures())
    assert f"Warning: {placed} stations lie in several zones that overlap, and count in each of them." in said


def test_a_station_that_is_twice_in_a_layer_is_said_to_count_twice(demo):
    """Two results that overlap, merged into one layer: every sum was too large, without a word."""
    stations = demo["STATIONS"].clone()
    first = next(stations.getFeatures())
    stations.dataProvider().addFeatures([QgsFeature(first), QgsFeature(first)])
    _, said = run("stationsperzone", **given("stationsperzone", demo, STATIONS=stations))
    sentence = "2 stations are in the layer again, of the same numbers, and count again: delete duplicates first."
    assert f"Warning: {sentence}" in said


def test_service_areas_whose_numbers_are_text_belong_to_their_stations(demo):
    """From a GeoJSON file of a routing service: all were left out, and nothing was covered."""
    made = []
    for kind in ("integer", "string"):
        areas = QgsVectorLayer(f"Polygon?crs=EPSG:4326&field=ocm_id:{kind}", "Areas", "memory")
        for station in list(demo["STATIONS"].getFeatures())[:20]:
            area = QgsFeature(areas.fields())
            area["ocm_id"] = station["ocm_id"] if kind == "integer" else str(station["ocm_id"])
            area.setGeometry(station.geometry().buffer(0.2, 8))
            areas.dataProvider().addFeature(area)
        made.append(rows_of(run("coverage", **given("coverage", demo, SERVICE_AREAS=areas))[0]["OUTPUT"]))
    assert made[0] == made[1] and any(row["percent_hi"] for row, _ in made[1])


@pytest.mark.parametrize(("parameter", "value"), [("TRUCK_FIELD", 1.0), ("ROAD_DISTANCE_FIELD", "250")])
def test_what_fields_say_of_stations_may_be_of_another_type(demo, parameter, value):
    """Shapefiles have 1.0 for yes, text files “250” for metres: both were refused."""
    stations = demo["STATIONS"].clone()
    kind = "text" if isinstance(value, str) else "real"
    stations.dataProvider().addAttributes([QgsField("said", FIELD_TYPES[kind])])
    stations.updateFields()
    place = stations.fields().indexOf("said")
    stations.dataProvider().changeAttributeValues({each.id(): {place: value} for each in stations.getFeatures()})
    results, _ = run("corridorcheck", **given("corridorcheck", demo, STATIONS=stations, **{parameter: "said"}))
    assert results["COUNT"] == 2


def test_a_review_that_cannot_be_read_is_a_sentence(demo):
    """It ended in a traceback."""
    review = QgsVectorLayer("None?field=ocm_id_a:string&field=ocm_id_b:string&field=decision:string", "r", "memory")
    row = QgsFeature(review.fields())
    row.setAttributes(["OCM-1", "2", "same"])
    review.dataProvider().addFeature(row)
    with pytest.raises(QgsProcessingException, match="The earlier review has “OCM-1” as the number of a station"):
        run("auditstations", **given("auditstations", demo, REVIEW=review))

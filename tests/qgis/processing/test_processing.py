"""The algorithms as Processing runs them, against the local server."""

from __future__ import annotations

import gc
import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timezone

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
from qgis.PyQt.QtCore import QDate, QDateTime, Qt, QTime

from ocm_plugin.gui.file_logs import FileLogs
from ocm_plugin.layers.attribution import attribution_of
from ocm_plugin.layers.build import SinkDestination
from ocm_plugin.layers.metadata import read_provenance, read_search
from ocm_plugin.layers.saving import STYLE_NAME
from ocm_plugin.ocm.records.built_in_reference import BUILT_IN
from ocm_plugin.ocm.search.filters import Kind
from ocm_plugin.ocm.search.search import FILTERS, Search
from ocm_plugin.ocm.store.baselines import read_baseline
from ocm_plugin.processing.provider import ALGORITHMS, OpenChargeMapProvider
from ocm_plugin.processing.values import Values, filter_values
from ocm_plugin.qgis_support.settings import Settings
from tests.ocm_server import OcmServer, faults
from tests.support.killed_writer import killed_writer
from tests.support.processing_log import Log

EVERYWHERE = "-180,180,-90,90 [EPSG:4326]"


@pytest.fixture(scope="module")
def provider(qgis_app, qgis_processing):
    provider = OpenChargeMapProvider()
    QgsApplication.processingRegistry().addProvider(provider)
    yield provider
    QgsApplication.processingRegistry().removeProvider(provider)


@pytest.fixture
def server(provider, monkeypatch, tmp_path):
    with OcmServer() as server:
        monkeypatch.setenv("OCM_API_URL", server.url)
        monkeypatch.setenv("OCM_API_KEY", server.key)
        monkeypatch.setattr("ocm_plugin.qgis_support.sources.profile_folder", lambda: tmp_path / "profile")
        yield server
    Settings().save()


def run(name, **parameters):
    import processing

    log = Log()
    parameters.setdefault("OUTPUT", "TEMPORARY_OUTPUT")
    results = processing.run(f"openchargemap:{name}", parameters, feedback=log)
    return results, log.said


def listed(server):
    """The POIs that the server lists: all but those marked as removed."""
    return [poi for poi in server.served_pois() if poi.get("StatusTypeID") not in (200, 210)]


def run_and_load(project, output="TEMPORARY_OUTPUT", **parameters):
    """Run `stationsinextent` and load its result as QGIS does: when the algorithm is gone. The layer, and the log.

    QGIS' own function for it wants the layer panel of a real window.
    """
    log, context = Log(), QgsProcessingContext()
    context.setProject(project)
    parameters["OUTPUT"] = QgsProcessingOutputLayerDefinition(output, project)
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("openchargemap:stationsinextent")
    _, ok = algorithm.run({"EXTENT": EVERYWHERE, **parameters}, context, log)
    assert ok
    del algorithm
    gc.collect()
    ((layer_id, details),) = context.layersToLoadOnCompletion().items()
    layer = QgsProcessingUtils.mapLayerFromString(layer_id, context)
    context.temporaryLayerStore().takeMapLayer(layer)
    project.addMapLayer(layer)
    details.postProcessor().postProcessLayer(layer, context, log)
    return layer, log.said


def ids(layer):
    return sorted(feature["ocm_id"] for feature in layer.getFeatures())


def test_ids_of_provider_and_algorithms_are_for_life(provider):
    assert provider.id() == "openchargemap"
    assert [algorithm().name() for algorithm in ALGORITHMS] == [
        "stationsinextent",
        "stationsinpolygons",
        "stationsalonglines",
        "stationsaroundpoint",
        "stationsincountries",
        "stationsbynumber",
        "comparesnapshots",
        "exportkml",
        "exportwebpage",
    ]


def test_every_algorithm_explains_itself(provider):
    for algorithm in provider.algorithms():
        assert algorithm.shortHelpString()
        assert algorithm.helpUrl().startswith("https://")
        assert algorithm.group()
        assert not algorithm.icon().isNull()


def test_only_where_and_whereto_must_be_said(provider):
    algorithm = QgsApplication.processingRegistry().algorithmById("openchargemap:stationsinextent")
    context = QgsProcessingContext()
    assert algorithm.checkParameterValues({"EXTENT": EVERYWHERE, "OUTPUT": "memory:"}, context)[0]


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


def test_names_and_ids_mean_the_same(server):
    by_id, _ = run("stationsinextent", EXTENT=EVERYWHERE, CONNECTION_TYPES="33, 2", MIN_POWER_KW=50)
    by_name, _ = run("stationsinextent", EXTENT=EVERYWHERE, CONNECTION_TYPES="CCS (Type 2); CHAdeMO", MIN_POWER_KW=50)
    assert ids(by_id["OUTPUT"]) == ids(by_name["OUTPUT"])
    assert 0 < by_id["COUNT"] < len(listed(server))


def test_unknown_name_is_refused_naming_it(server):
    with pytest.raises(QgsProcessingException, match="Steam engine"):
        run("stationsinextent", EXTENT=EVERYWHERE, CONNECTION_TYPES="Steam engine")


@pytest.mark.parametrize(
    ("name", "value", "what"),
    [
        ("MIN_POWER_KW", "abc", "a number"),
        ("MAX_POWER_KW", "50 kW", "a number"),
        ("MIN_POWER_KW", float("nan"), "a number"),
        ("MIN_CONNECTORS", "many", "a number"),
        ("MIN_CONNECTORS", "2.5", "a whole number"),
        ("MAX_RESULTS", "all", "a number"),
        ("KEEP_CANNOT_TELL", "no", "true or false"),
        ("OPEN_DATA", "maybe", "one of any, yes, no"),
        ("HAS_MEDIA", "some", "one of any, yes, no"),
        ("MODIFIED_SINCE", "last week", "a date and time"),
    ],
)
def test_what_cannot_be_read_is_refused(server, name, value, what):
    """QGIS makes the default of it: the search ran without the minimum, and "no" meant yes."""
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("openchargemap:stationsinextent")
    context, feedback = QgsProcessingContext(), QgsProcessingFeedback()
    parameters = {"EXTENT": EVERYWHERE, "OUTPUT": "TEMPORARY_OUTPUT", name: value}
    _, succeeded = algorithm.run(parameters, context, feedback)
    assert not succeeded
    assert f"“{value}” is not {what}" in feedback.textLog()


def parameters_of(provider):
    algorithm = QgsApplication.processingRegistry().algorithmById("openchargemap:stationsinextent")
    return {definition.name(): definition for definition in algorithm.parameterDefinitions()}


def test_processing_offers_every_filter(provider):
    """It once lacked the dates of creation, photos, comments and check-ins, and licences that are not open."""
    parameters = parameters_of(provider)
    assert [entry.parameter for entry in FILTERS if entry.parameter not in parameters] == []
    others = {"EXTENT", "SOURCE", "FILE", "OUTPUT", "CONNECTIONS", "COMMENTS", "MEDIA"}
    assert set(parameters) - {entry.parameter for entry in FILTERS} == others


FILTER_VALUES = {
    Kind.CHOICE: ("25, 33", (25, 33)),
    Kind.POWER: (" 5e1 ", 50.0),
    Kind.COUNT: (2, 2),
    Kind.SINCE: ("2026-01-31T12:30:00", datetime(2026, 1, 31, 12, 30, tzinfo=timezone.utc)),
    Kind.YES_NO: ("no", False),
}


@pytest.mark.parametrize("entry", FILTERS, ids=lambda entry: entry.name)
def test_every_filter_of_processing_is_asked_for(provider, entry):
    default = getattr(Search(), entry.name)
    given, wanted = (not default, not default) if entry.kind is Kind.SWITCH else FILTER_VALUES[entry.kind]
    assert read_filters({entry.parameter: given})[entry.name] == wanted
    assert read_filters({})[entry.name] == default


def read_filters(parameters):
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("openchargemap:stationsinextent")
    return filter_values(Values(algorithm, parameters, QgsProcessingContext()), BUILT_IN)


@pytest.mark.parametrize(
    ("given", "hour"),
    [
        ("2026-01-31T12:30:00Z", 12),
        ("2026-01-31T12:30:00+02:00", 10),
        (QDateTime(QDate(2026, 1, 31), QTime(12, 30)), 12),
        (QDateTime(QDate(2026, 1, 31), QTime(12, 30), Qt.TimeSpec.UTC), 12),
    ],
    ids=repr,
)
def test_a_time_with_its_zone_is_that_moment(provider, given, hour):
    """The zone was once dropped, and two hours of changes with it."""
    since = read_filters({"MODIFIED_SINCE": given})["modified_since"]
    assert since == datetime(2026, 1, 31, hour, 30, tzinfo=timezone.utc)


def test_photos_comments_and_licences_are_asked_for_both_ways(server):
    """Every station is found by exactly one of yes and no, or cannot be told and by both."""
    for name in ("HAS_MEDIA", "HAS_COMMENTS", "HAS_CHECKINS", "OPEN_DATA"):
        found = [
            set(ids(run("stationsinextent", EXTENT=EVERYWHERE, **{name: answer})[0]["OUTPUT"]))
            for answer in ("yes", "no")
        ]
        assert found[0] | found[1] == {poi["ID"] for poi in listed(server)}, name
        assert found[0] and found[1] and found[0] != found[1], name


def test_numbers_may_be_texts(server):
    by_text, _ = run("stationsinextent", EXTENT=EVERYWHERE, MIN_POWER_KW=" 5e1 ", KEEP_CANNOT_TELL="false")
    by_number, _ = run("stationsinextent", EXTENT=EVERYWHERE, MIN_POWER_KW=50, KEEP_CANNOT_TELL=False)
    assert ids(by_text["OUTPUT"]) == ids(by_number["OUTPUT"])
    assert 0 < by_text["COUNT"] < len(listed(server))


def test_what_states_nothing_is_counted_and_included_on_wish(server):
    without, log = run("stationsinextent", EXTENT=EVERYWHERE, STATUS_TYPES="50")
    assert any("state no status: left out" in line for line in log)
    with_them, log = run("stationsinextent", EXTENT=EVERYWHERE, STATUS_TYPES="50", INCLUDE_UNSTATED=True)
    assert with_them["COUNT"] > without["COUNT"] and not any("left out" in line for line in log)


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


def test_a_table_in_a_file_names_the_providers_too(server, tmp_path):
    path = tmp_path / "connections.gpkg"
    run("stationsinextent", EXTENT=EVERYWHERE, CONNECTIONS=str(path))
    assert QgsVectorLayer(str(path), "again", "ogr").metadata().rights()


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


def test_results_loaded_by_a_script_are_dressed(provider, empty_project):
    """The algorithm that ran is gone when its result is loaded, and what dresses the layer must not be."""
    layer, _ = run_and_load(empty_project, SOURCE="demo")
    assert read_provenance(layer).is_invented and len(attribution_of(layer).providers) > 3


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


def test_file_output_keeps_search_and_attribution(server, tmp_path):
    """A result written to a file by a script is passed on without QGIS' window: its credit must be in the file."""
    path = tmp_path / "stations.gpkg"
    run("stationsinextent", EXTENT=EVERYWHERE, MIN_POWER_KW=50, OUTPUT=str(path))
    layer = QgsVectorLayer(str(path), "again", "ogr")
    assert read_search(layer).min_power_kw == 50
    assert read_provenance(layer).is_complete
    assert layer.metadata().rights()


def test_a_file_output_knows_what_the_service_said(server, tmp_path):
    """By it a reload in a later session tells the user's edits from changes of the service."""
    path = tmp_path / "my result.gpkg"
    results, _ = run("stationsinextent", EXTENT=EVERYWHERE, OUTPUT=str(path))
    with closing(sqlite3.connect(path)) as file:
        (known,) = read_baseline(file).values()
    assert len(list(known.tables["stations"].lines())) == results["COUNT"] == len(listed(server))


def test_a_file_output_needs_no_log_beside_it(server, tmp_path):
    """It stayed in journal mode WAL: a read-only share could not open it."""
    path = tmp_path / "stations.gpkg"
    run("stationsinextent", EXTENT=EVERYWHERE, OUTPUT=str(path))
    assert path.read_bytes()[18:20] == b"\x01\x01"
    assert [file.name for file in tmp_path.glob("stations*")] == [path.name]


def test_a_file_that_was_loaded_needs_no_log_beside_it(server, empty_project, tmp_path):
    """Storing its looks switched it to journal mode WAL, and there it stayed when QGIS was closed."""
    path = tmp_path / "stations.gpkg"
    file_logs = FileLogs()
    file_logs.start()
    for _ in range(2):
        layer, _ = run_and_load(empty_project, str(path))
        assert layer.source().startswith(str(path)) and layer.featureCount() == len(listed(server))
        assert read_search(layer) is not None
        empty_project.clear()
        assert path.read_bytes()[18:20] == b"\x01\x01"
        assert [file.name for file in tmp_path.glob("*stations*")] == [path.name]
    file_logs.stop()


def test_a_failed_run_leaves_the_old_file(server, tmp_path):
    """A part took the place of a whole file."""
    path = tmp_path / "stations.gpkg"
    path.write_bytes(b"what was there")
    replace(Settings.load(), page_size=100).save()
    server.faults.add(faults.status(403), after=2, times=None, action="poi")
    with pytest.raises(QgsProcessingException, match="left as it was"):
        run("stationsinextent", EXTENT=EVERYWHERE, OUTPUT=str(path))
    assert path.read_bytes() == b"what was there"


@pytest.mark.parametrize("ending", ["gpkg", "geojson", "csv", "fgb", "shp"])
def test_a_stopped_run_leaves_the_old_file_whatever_its_format(server, tmp_path, ending):
    path = tmp_path / f"stations.{ending}"
    path.write_bytes(b"what was there")
    replace(Settings.load(), page_size=100).save()
    server.faults.add(faults.status(403), after=2, times=None, action="poi")
    with pytest.raises(QgsProcessingException, match="left as it was"):
        run("stationsinextent", EXTENT=EVERYWHERE, OUTPUT=str(path))
    assert [file.name for file in tmp_path.glob("*stations*")] == [path.name]
    assert path.read_bytes() == b"what was there"


@pytest.mark.parametrize("ending", ["gpkg", "geojson", "csv", "fgb"])
def test_outputs_take_their_places_when_they_are_whole(server, tmp_path, ending):
    """Each output was written in its place, so that a killed run left a part there."""
    stations, connections = tmp_path / f"stations.{ending}", tmp_path / f"connections.{ending}"
    outputs = {"OUTPUT": str(stations), "CONNECTIONS": str(connections)}
    if ending == "fgb":
        # GDAL writes a file without any row for a table without geometry, and says nothing.
        with pytest.raises(QgsProcessingException, match="choose another folder or format"):
            run("stationsinextent", EXTENT=EVERYWHERE, **outputs)
        assert not list(tmp_path.glob("*stations*")) + list(tmp_path.glob("*connections*"))
        return
    results, _ = run("stationsinextent", EXTENT=EVERYWHERE, **outputs)
    assert results["OUTPUT"] == str(stations) and results["CONNECTIONS"] == str(connections)
    assert QgsVectorLayer(str(stations), "again", "ogr").featureCount() == results["COUNT"] > 0
    assert QgsVectorLayer(str(connections), "again", "ogr").featureCount() > results["COUNT"]
    assert not [file for file in tmp_path.iterdir() if file.name.startswith(".")]


@pytest.mark.parametrize("side_file", ["-journal", "-wal", "-shm"])
def test_a_side_file_left_at_the_place_of_an_output_does_no_harm(server, tmp_path, side_file):
    """SQLite rolled the journal of another database back into the new file."""
    path = tmp_path / "stations.gpkg"
    killed_writer(tmp_path / "other.db", "WAL" if side_file == "-wal" else "DELETE")
    left = next((file for file in tmp_path.glob("other.db-*") if file.name.endswith(side_file)), tmp_path / "other.db")
    left.rename(f"{path}{side_file}")
    results, _ = run("stationsinextent", EXTENT=EVERYWHERE, OUTPUT=str(path))
    assert [file.name for file in tmp_path.glob("*stations*")] == [path.name]
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("PRAGMA quick_check").fetchone() == ("ok",)
        assert file.execute("SELECT count(*) FROM stations").fetchone() == (results["COUNT"],)


def test_an_output_that_is_not_whole_is_thrown_away(server, tmp_path, monkeypatch):
    """What a sink took in was called loaded without a look at the file."""
    path = tmp_path / "stations.gpkg"
    path.write_bytes(b"what was there")
    closed = SinkDestination.remember

    def lose_rows(destination):
        destination.counts["stations"] += 1
        closed(destination)

    monkeypatch.setattr(SinkDestination, "remember", lose_rows)
    with pytest.raises(QgsProcessingException, match="was not written correctly"):
        run("stationsinextent", EXTENT=EVERYWHERE, OUTPUT=str(path))
    assert path.read_bytes() == b"what was there"


def test_a_second_run_replaces_the_file(server, tmp_path):
    path = tmp_path / "stations.gpkg"
    for least in (0, 50):
        results, _ = run("stationsinextent", EXTENT=EVERYWHERE, MIN_POWER_KW=least, OUTPUT=str(path))
    assert QgsVectorLayer(str(path), "again", "ogr").featureCount() == results["COUNT"] > 0


@pytest.mark.parametrize("output", ["{}", "ogr:dbname='{}' table=\"stations\" (geom)"])
def test_a_second_run_into_the_same_table_asks_nothing(server, empty_project, modal_windows, tmp_path, output):
    """QGIS asked in a modal window whether to overwrite the style that the first run had stored, and waited."""
    counts = []
    for least in (0, 50):
        place = output.format(tmp_path / "stations.gpkg")
        layer, _ = run_and_load(empty_project, place, MIN_POWER_KW=least, KEEP_CANNOT_TELL=False)
        counts.append(layer.featureCount())
        assert layer.listStylesInDatabase()[2] == [STYLE_NAME]
    assert modal_windows == []
    assert 0 < counts[1] < counts[0]


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


@pytest.mark.parametrize("style", ["none", "/nowhere/mine.qml"])
def test_loaded_results_take_the_style_of_the_settings(server, empty_project, style):
    replace(Settings(), style=style).save()
    layer, said = run_and_load(empty_project)
    assert (layer.renderer().type() == "singleSymbol") == (style == "none")
    assert any("Your own style /nowhere/mine.qml cannot be read" in line for line in said) == (style != "none")


def test_the_key_is_in_no_address_and_no_word(server):
    _, said = run("stationsinextent", EXTENT=EVERYWHERE)
    assert server.requests
    assert not any(server.key in request.target for request in server.requests)
    assert not any(server.key in line for line in said)

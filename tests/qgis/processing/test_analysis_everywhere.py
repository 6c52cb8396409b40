"""The analyses in a model behind a search, with layers of every store, and by the tests that all of them pass."""

from __future__ import annotations

import pytest
from qgis.core import (
    QgsApplication,
    QgsDataSourceUri,
    QgsFeature,
    QgsFeatureRequest,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingFeedback,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelOutput,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingUtils,
    QgsProject,
    QgsVectorLayer,
)

from ocm_plugin.ocm.tables.schema.analyses import ANALYSES
from ocm_plugin.qgis_support.postgres import connection_uri
from tests.support.algorithm_runs import EVERYWHERE, run
from tests.support.postgis import connection_of, new_schema
from tests.support.processing_log import Log
from tests.support.result_layers import demo_layers, values_of

EUROPE = "POLYGON((-30 30,50 30,50 75,-30 75,-30 30))"


def zones():
    layer = QgsVectorLayer("Polygon?crs=EPSG:4326&field=code:integer", "zones", "memory")
    feature = QgsFeature(layer.fields())
    feature.setAttributes([1])
    feature.setGeometry(QgsGeometry.fromWkt(EUROPE))
    layer.dataProvider().addFeature(feature)
    return layer


def lines():
    layer = QgsVectorLayer("LineString?crs=EPSG:4326", "lines", "memory")
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromWkt("LINESTRING(2 49,8 50.5,14 52)"))
    layer.dataProvider().addFeature(feature)
    return layer


def given(name, stations):
    """What an algorithm needs beside the stations."""
    beside = {
        "stationsperzone": {"ZONES": zones()},
        "neareststations": {"POINTS": stations},
        "corridorgaps": {"LINES": lines(), "OFFSET": 3_000_000, "STOPS": "TEMPORARY_OUTPUT"},
        "coverage": {"PLACES": stations},
        "corridorcheck": {"LINES": lines(), "OFFSET": 3_000_000, "PACK": "afir-cars-core-2025"},
    }
    return {"STATIONS": stations, **beside.get(name, {})}


OUTPUTS = {
    "stationsperzone": "zones",
    "neareststations": "nearest",
    "stationpools": "pools",
    "corridorgaps": "gaps",
    "coverage": "coverage",
    "auditstations": "problems",
    "corridorcheck": "corridors",
}
WORDS = {
    "corridorcheck": {"Verdict", "Verdict by the data"},
    "corridorgaps": {"Gap", "Decided by"},
    "coverage": {"Covered", "Nearest, surely usable"},
    "auditstations": {"Problem", "Why"},
}
"""Headings of what has no amounts."""
OF_RECORDS = ("auditstations",)
"""They look at all records, usable or not."""
ALGORITHMS = tuple(OUTPUTS)


def searched_by_demo(name):
    """What an algorithm needs, from a search of the demo data."""
    found, _ = run("stationsinextent", EXTENT=EVERYWHERE, SOURCE="demo", CONNECTIONS="TEMPORARY_OUTPUT")
    return {**given(name, found["OUTPUT"]), "CONNECTION_TABLE": found["CONNECTIONS"]}


@pytest.mark.parametrize("name", ALGORITHMS)
def test_in_a_model_behind_a_search(provider, qgis_new_project, name):
    """The connections go from the search to the analysis by their own parameter, as no project relates them."""
    source = QgsProcessingModelChildParameterSource
    search = QgsProcessingModelChildAlgorithm("openchargemap:stationsinextent")
    search.setChildId("search")
    for parameter, value in (("EXTENT", EVERYWHERE), ("SOURCE", "demo")):
        search.addParameterSources(parameter, [source.fromStaticValue(value)])
    # Both are outputs of the model: 3.22 leaves out what is merely handed on.
    search.setModelOutputs({each.lower(): _output("search", each.lower(), each) for each in ("OUTPUT", "CONNECTIONS")})
    analysis = QgsProcessingModelChildAlgorithm(f"openchargemap:{name}")
    analysis.setChildId("analysis")
    analysis.addParameterSources("CONNECTION_TABLE", [source.fromChildOutput("search", "CONNECTIONS")])
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    stations = zones()  # in whose place the search's are put
    for parameter, value in given(name, stations).items():
        if value is stations:
            analysis.addParameterSources(parameter, [source.fromChildOutput("search", "OUTPUT")])
            continue
        if isinstance(value, QgsVectorLayer):
            QgsProject.instance().addMapLayer(value)
            value = value.id()
        analysis.addParameterSources(parameter, [source.fromStaticValue(value)])
    analysis.setModelOutputs({"result": _output("analysis", "result", "OUTPUT")})
    model = QgsProcessingModelAlgorithm("analysed", "tests")
    model.addChildAlgorithm(search)
    model.addChildAlgorithm(analysis)
    log = Log()
    names = {"analysis:result": "memory:", "search:output": "memory:", "search:connections": "memory:"}
    results, ok = model.run(names, context, log)
    assert ok, log.said
    rows = list(context.getMapLayer(results["analysis:result"]).getFeatures())
    direct, _ = run(name, **searched_by_demo(name))
    assert len(rows) == direct["OUTPUT"].featureCount() > 0
    assert not any("table of connections was not found" in sentence for sentence in log.said)


def _output(child, name, of_child):
    output = QgsProcessingModelOutput(name)
    output.setChildId(child)
    output.setChildOutputName(of_child)
    return output


@pytest.mark.parametrize("name", ALGORITHMS)
def test_a_geopackage_gives_what_temporary_layers_give(provider, qgis_new_project, tmp_path, name):
    """Its table of connections is found in the file, without a project that relates it."""
    package = str(tmp_path / "stations.gpkg")
    run("stationsinextent", EXTENT=EVERYWHERE, SOURCE="demo", PACKAGE=package, OUTPUT=None)
    stored = QgsVectorLayer(f"{package}|layername=stations", "stored", "ogr")
    from_file, said = run(name, **given(name, stored))
    assert not any("table of connections was not found" in sentence for sentence in said)
    from_memory, _ = run(name, **searched_by_demo(name))
    of_file, of_memory = (list(map(values_of, done["OUTPUT"].getFeatures())) for done in (from_file, from_memory))
    for field in ANALYSES[OUTPUTS[name]][-8:]:
        assert [row[field.name] for row in of_file] == [row[field.name] for row in of_memory], field.name


@pytest.mark.parametrize("name", ALGORITHMS)
def test_postgis_gives_what_temporary_layers_give(provider, qgis_new_project, postgres, name):
    """Its table of connections is found in the schema, without a project that relates it."""
    schema, stations = new_schema(), demo_layers().stations
    in_memory, _ = run(name, **given(name, stations))
    with connection_of(postgres, "Team") as connection:
        run("savetopostgis", INPUT=stations, DATABASE=connection, SCHEMA=schema, OUTPUT=None)
        QgsProject.instance().clear()
        uri = QgsDataSourceUri(connection_uri(connection))
        uri.setDataSource(schema, "stations", "geom", "", "fid")
        stored = QgsVectorLayer(uri.uri(False), "stored", "postgres")
        in_database, said = run(name, **given(name, stored))
        assert not any("table of connections was not found" in sentence for sentence in said)
        names = [field.name for field in ANALYSES[OUTPUTS[name]][-8:]]
        stored_rows, rows = (list(map(values_of, each["OUTPUT"].getFeatures())) for each in (in_database, in_memory))
        for each in names:
            assert sorted(str(row[each]) for row in stored_rows) == sorted(str(row[each]) for row in rows), each


@pytest.mark.parametrize("name", ALGORITHMS)
def test_only_the_selected_stations(provider, qgis_new_project, name):
    layer = demo_layers().stations
    layer.selectByIds([next(layer.getFeatures(QgsFeatureRequest())).id()])
    QgsProject.instance().addMapLayer(layer)
    chosen = QgsProcessingFeatureSourceDefinition(layer.id(), True)
    any_of_them = {} if name in OF_RECORDS else {"IN_OPERATION": "any", "PUBLIC": "any"}
    results, said = run(name, **{**given(name, layer), "STATIONS": chosen, **any_of_them})
    rows = [values_of(each) for each in results["OUTPUT"].getFeatures()]
    assert not any("table of connections was not found" in sentence for sentence in said)
    if name == "neareststations":
        assert {row["ocm_id_2"] for row in rows} == {next(layer.getSelectedFeatures())["ocm_id"]}
    elif name == "corridorgaps":
        assert [row["ocm_id"] for row in results["STOPS"].getFeatures()] == [
            next(layer.getSelectedFeatures())["ocm_id"]
        ]
    elif name == "coverage":
        assert any(row["sure_m"] == 0 for row in rows) and all(row["possible_m"] is not None for row in rows)
    elif name in OF_RECORDS:
        assert {row["ocm_id"] for row in rows} <= {next(layer.getSelectedFeatures())["ocm_id"]}
    elif name == "corridorcheck":
        assert rows[0]["n_pools_hi"] <= 1
    else:
        assert sum(row["n_stations"] for row in rows) == 1


@pytest.mark.parametrize("name", ALGORITHMS)
def test_cancelled_midway(provider, qgis_new_project, name):
    """While the stations are read, by the feedback's own word."""
    wanted = {**given(name, demo_layers().stations), "OUTPUT": "memory:"}
    feedback = QgsProcessingFeedback()
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"openchargemap:{name}")
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    assert algorithm.prepare(wanted, context, feedback)
    feedback.cancel()
    with pytest.raises(QgsProcessingException, match="Cancelled"):
        algorithm.processAlgorithm(wanted, context, feedback)
    assert context.layersToLoadOnCompletion() == {}


@pytest.mark.parametrize("name", ["stationpools", "neareststations", "corridorgaps"])
def test_outputs_that_a_batch_does_not_want(provider, qgis_new_project, name):
    """QGIS' batch hands over definitions that name nothing: all analyses with a second output failed in it."""
    others = {"stationpools": ["HULLS"], "neareststations": ["TABLE"], "corridorgaps": ["STOPS", "ROUTES"]}[name]
    unwanted = {each: QgsProcessingOutputLayerDefinition("") for each in others}
    results, _ = run(name, **{**given(name, demo_layers().stations), **unwanted})
    assert set(unwanted).isdisjoint(results) and results["OUTPUT"].featureCount()


@pytest.mark.parametrize("name", ALGORITHMS)
def test_outputs_are_dressed_and_credited_when_they_are_loaded(provider, qgis_new_project, name):
    log, context = Log(), QgsProcessingContext()
    context.setProject(QgsProject.instance())
    wanted = QgsProcessingOutputLayerDefinition("TEMPORARY_OUTPUT", QgsProject.instance())
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"openchargemap:{name}")
    _, ok = algorithm.run({**given(name, demo_layers().stations), "OUTPUT": wanted}, context, log)
    assert ok, log.said
    ((layer_id, details),) = context.layersToLoadOnCompletion().items()
    layer = QgsProcessingUtils.mapLayerFromString(layer_id, context)
    details.postProcessor().postProcessLayer(layer, context, log)
    assert layer.renderer().type() in ("categorizedSymbol", "graduatedSymbol")
    assert layer.metadata().rights()
    aliases = [layer.attributeAlias(place) for place in range(layer.fields().count())]
    assert WORDS.get(name, {"Points, likely", "Power, likely"}) <= set(aliases)

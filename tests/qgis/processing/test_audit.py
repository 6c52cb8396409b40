"""Audit of stations: problems with links, completeness, duplicates with decisions that stay, and the report."""

from __future__ import annotations

import re
from datetime import datetime, timezone

import pytest
from qgis.core import (
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsFeature,
    QgsFeatureRequest,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProject,
    QgsVectorLayer,
)

from ocm_plugin.analysis.looks import by_code
from ocm_plugin.ocm.tables.schema.analyses.audit import COMPLETENESS_FIELDS, DUPLICATE_FIELDS, PROBLEM_FIELDS
from ocm_plugin.processing.audit_run import KIND_LOOKS
from tests.support.algorithm_runs import run
from tests.support.made_stations import connection, station
from tests.support.result_layers import demo_layers, layers_of, values_of

HOSTILE = "<script>alert('x')</script> & \"quoted\""
EVERYTHING = dict.fromkeys(("COMPLETENESS", "DUPLICATES"), "TEMPORARY_OUTPUT")


def good(number, **known):
    """A record without a problem, unless it is said."""
    line = connection(id=number, type_id=33, power_kw=150.0, quantity=2, current_id=30)
    recently = datetime(2026, 2, 1, tzinfo=timezone.utc)
    told = {
        "title": f"Station {number}",
        "address_line1": "Main Street 1",
        "operator_id": 7,
        "usage_id": 1,
        "status_id": 50,
        "provider_id": 1,
        "latitude": 50.51234,
        "longitude": 8.0 + number / 10 + 0.00123,
        "date_last_verified": recently,
    }
    return station(line, id=number, **{**told, **known})


@pytest.fixture
def layers(provider, qgis_new_project):
    made = layers_of(
        [
            good(1),
            good(2, operator_id=None, usage_id=None, title=HOSTILE),
            good(3),
            good(4, title="Twice"),
            good(5, title="Twice", longitude=8.40123, provider_id=900),
        ]
    )
    third = next(each for each in made.stations.getFeatures() if each["ocm_id"] == 3)
    made.stations.dataProvider().changeGeometryValues({third.id(): QgsGeometry()})
    return made


def rows_of(layer):
    return [values_of(feature) for feature in layer.getFeatures()]


def test_problems_with_their_reasons_and_links(layers):
    results, said = run("auditstations", STATIONS=layers.stations)
    rows = rows_of(results["OUTPUT"])
    assert [(row["ocm_id"], row["kind"], row["problem"]) for row in rows] == [
        (2, "missing", "no_operator"),
        (2, "missing", "no_access"),
        (3, "missing", "no_position"),
    ]
    assert rows[0]["edit_url"] == "https://openchargemap.org/site/poi/edit/2"
    assert rows[0]["view_url"] == "https://openchargemap.org/site/poi/details/2"
    assert rows[0]["why"] == "It is not stated who runs the station, so that nobody knows how to pay."
    assert rows[1]["found"] == "Access: Unknown"
    assert rows[0]["date_last_verified"] == "2026-02-01"
    assert results["OUTPUT"].fields().names() == [field.name for field in PROBLEM_FIELDS]
    geometries = [feature.hasGeometry() for feature in results["OUTPUT"].getFeatures()]
    assert geometries == [True, True, False]
    assert results["COUNT"] == 3
    assert {"2 stations have problems.", "Missing: 3", "Old: 0", "1 pair may be the same station."} <= set(said)


def test_completeness_of_all_and_of_each_provider_and_operator(layers):
    results, _ = run("auditstations", STATIONS=layers.stations, **EVERYTHING)
    rows = rows_of(results["COMPLETENESS"])
    by = {(row["grouped_by"], row["group_id"], row["fact"]): row for row in rows}
    everything = by["all", None, "operator"]
    assert (everything["n_stations"], everything["n_stated"], everything["n_missing"]) == (5, 4, 1)
    assert (everything["percent_stated"], everything["record_table"]) == (80.0, "stations")
    assert by["provider", 900, "name"]["group_name"] == "Silent Provider"
    assert by["operator", None, "access"]["n_missing"] == 1
    assert by["all", None, "power"]["n_stated"] == 5
    assert by["all", None, "power"]["record_table"] == "ocm_connections"
    assert ("all", None, "photos") not in by  # none were asked for
    assert results["COMPLETENESS"].fields().names() == [field.name for field in COMPLETENESS_FIELDS]


def test_without_the_connections_it_says_what_is_lost(layers):
    QgsProject.instance().removeMapLayer(layers.connections)
    results, said = run("auditstations", STATIONS=layers.stations, **EVERYTHING)
    assert {row["record_table"] for row in rows_of(results["COMPLETENESS"])} == {"stations"}
    assert any("nothing is said of single connections" in sentence for sentence in said)


def test_duplicates_with_scores(layers):
    results, _ = run("auditstations", STATIONS=layers.stations, **EVERYTHING)
    (row,) = rows_of(results["DUPLICATES"])
    assert (row["ocm_id_a"], row["ocm_id_b"], row["decision"], row["remark"]) == (4, 5, "open", None)
    assert (row["distance_m"], row["score"]) == (0.0, 80.0)
    assert (row["name_percent"], row["same_operator"], row["same_reference"]) == (100.0, True, None)
    assert row["why"] == "at the same position; the same name; the same operator; the same connectors"
    assert row["edit_url_b"] == "https://openchargemap.org/site/poi/edit/5"
    assert results["DUPLICATES"].fields().names() == [field.name for field in DUPLICATE_FIELDS]
    assert results["PAIRS"] == 1
    none, _ = run("auditstations", STATIONS=layers.stations, MIN_SCORE=81, **EVERYTHING)
    assert none["PAIRS"] == 0


def test_decisions_in_a_file_stay_in_the_next_audit(layers, tmp_path):
    """The user decides in the layer of pairs; the next quarter's audit has the pair decided, and the report too."""
    path = str(tmp_path / "review.gpkg")
    run("auditstations", STATIONS=layers.stations, DUPLICATES=path)
    review = QgsVectorLayer(path, "review", "ogr")
    (feature,) = review.getFeatures()
    assert review.startEditing()
    for name, value in (("decision", "different"), ("remark", "Two posts")):
        review.changeAttributeValue(feature.id(), review.fields().indexOf(name), value)
    assert review.commitChanges()
    report = tmp_path / "report.html"
    results, said = run("auditstations", STATIONS=layers.stations, REVIEW=review, REPORT=str(report), **EVERYTHING)
    (row,) = rows_of(results["DUPLICATES"])
    assert (row["decision"], row["remark"]) == ("different", "Two posts")
    assert "1 pair has a decision." in said
    assert "0 pairs wait for a decision. 1 pair is decided." in report.read_text(encoding="utf-8")


def test_another_table_as_review_is_refused_with_a_sentence(layers):
    with pytest.raises(QgsProcessingException, match="lacks the fields ocm_id_a, ocm_id_b and decision"):
        run("auditstations", STATIONS=layers.stations, REVIEW=layers.stations)


def test_the_report_is_escaped_runs_nothing_and_links_to_the_records(layers, tmp_path):
    path = tmp_path / "ö report.html"
    results, said = run("auditstations", STATIONS=layers.stations, REPORT=str(path))
    page = path.read_text(encoding="utf-8")
    assert results["REPORT"] == str(path) and f"Written: {path}" in said
    assert "<script" not in page and "&lt;script&gt;alert" in page
    assert "default-src &#x27;none&#x27;" in page or "default-src 'none'" in page
    assert "prefers-color-scheme: dark" in page
    assert re.findall(r'href="(https://openchargemap.org/site/poi/edit/\d)">Twice', page)[:2] == [
        "https://openchargemap.org/site/poi/edit/4",
        "https://openchargemap.org/site/poi/edit/5",
    ]
    assert "Silent Provider" in page and "Open Charge Map Contributors" in page
    assert "5 stations read. Data as of 2026-03-01." in page
    assert not list(tmp_path.glob(".*"))


def test_a_report_that_cannot_be_written_is_refused_with_a_sentence(layers, tmp_path):
    with pytest.raises(QgsProcessingException, match=r"does not exist\. Please choose another folder"):
        run("auditstations", STATIONS=layers.stations, REPORT=str(tmp_path / "no" / "report.html"))


def test_without_a_report_none_is_written(layers):
    results, said = run("auditstations", STATIONS=layers.stations)
    assert "REPORT" not in results and not any(sentence.startswith("Written") for sentence in said)


def test_a_layer_that_has_lost_columns_says_what_was_not_judged(layers, tmp_path):
    provider = layers.stations.dataProvider()
    provider.deleteAttributes([layers.stations.fields().indexOf(name) for name in ("access_class", "qa_flags")])
    layers.stations.updateFields()
    path = tmp_path / "report.html"
    results, said = run("auditstations", STATIONS=layers.stations, REPORT=str(path))
    assert "Warning: The layer lacks the columns by which these facts are judged: Access." in said
    assert {row["problem"] for row in rows_of(results["OUTPUT"])} == {"no_operator", "no_position"}
    assert "Not judged, because the layer lacks their columns: Position 0, 0" in path.read_text(encoding="utf-8")


def test_the_layers_have_links_to_open(layers):
    from qgis.core import QgsApplication, QgsProcessingOutputLayerDefinition, QgsProcessingUtils

    from tests.support.processing_log import Log

    log, context = Log(), QgsProcessingContext()
    context.setProject(QgsProject.instance())
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("openchargemap:auditstations")
    wanted = QgsProcessingOutputLayerDefinition("TEMPORARY_OUTPUT", QgsProject.instance())
    _, ok = algorithm.run({"STATIONS": layers.stations, "OUTPUT": wanted, "DUPLICATES": wanted}, context, log)
    assert ok, log.said
    titles, tips = {}, {}
    for layer_id, details in context.layersToLoadOnCompletion().items():
        layer = QgsProcessingUtils.mapLayerFromString(layer_id, context)
        details.postProcessor().postProcessLayer(layer, context, log)
        titles[layer.name()] = [action.name() for action in layer.actions().actions()]
        feature = next(layer.getFeatures())
        assert layer.renderer().type() == "categorizedSymbol"
        tips[layer.name()] = [tip_of(layer, each) for each in layer.getFeatures()]
        assert feature["edit_url" if "edit_url" in layer.fields().names() else "edit_url_a"].startswith("https://")
    assert titles == {
        "Problems": ["Edit at Open Charge Map", "View at Open Charge Map"],
        "Possible duplicates": ["Edit, first", "Edit, second"],
    }
    assert "<b>&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;quoted&quot;</b>" in tips["Problems"][0]
    assert "<div>Operator unknown</div><div>It is not stated who runs the station" in tips["Problems"][0]
    assert "<b>Twice · Twice</b><div>at the same position; the same name" in tips["Possible duplicates"][0]


def test_what_is_wrong_is_drawn_above_what_is_old():
    """Most stations have an old record: its circles hid all other problems."""
    layer = QgsVectorLayer("Point?crs=EPSG:4326&field=kind:string", "problems", "memory")
    features = []
    for kind in ("missing", "wrong", "old"):
        feature = QgsFeature(layer.fields())
        feature.setAttributes([kind])
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    renderer = by_code(next(field for field in PROBLEM_FIELDS if field.name == "kind"), KIND_LOOKS)
    request = QgsFeatureRequest()
    request.setOrderBy(renderer.orderBy())
    assert renderer.orderByEnabled()
    assert [each["kind"] for each in layer.getFeatures(request)] == ["old", "missing", "wrong"]


def tip_of(layer, feature):
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    context.setFeature(feature)
    return QgsExpression.replaceExpressionText(layer.mapTipTemplate(), context)


def test_the_file_of_the_review_may_be_written_again(layers, tmp_path):
    """Next quarter's pairs go into the file of the last ones: its decisions are read before it is replaced."""
    path = str(tmp_path / "review.gpkg")
    run("auditstations", STATIONS=layers.stations, DUPLICATES=path)
    review = QgsVectorLayer(path, "review", "ogr")
    (feature,) = review.getFeatures()
    review.dataProvider().changeAttributeValues({feature.id(): {review.fields().indexOf("decision"): "same"}})
    run("auditstations", STATIONS=layers.stations, REVIEW=path, DUPLICATES=path)
    (row,) = rows_of(QgsVectorLayer(path, "review", "ogr"))
    assert (row["decision"], row["ocm_id_a"]) == ("same", 4)


def test_the_demo_data_have_problems_of_all_kinds(provider, qgis_new_project, tmp_path):
    path = tmp_path / "report.html"
    results, _ = run("auditstations", STATIONS=demo_layers().stations, REPORT=str(path), **EVERYTHING)
    assert {row["kind"] for row in rows_of(results["OUTPUT"])} == {"wrong", "missing", "old"}
    assert results["PAIRS"] > 0
    assert path.stat().st_size > 10_000

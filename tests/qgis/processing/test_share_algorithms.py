"""Sharing by Processing: every option arrives, the log says what is missing, refusals are sentences."""

from __future__ import annotations

import sys

import pytest
from qgis.core import (
    QgsApplication,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelParameter,
    QgsProcessingParameterVectorLayer,
    QgsProject,
)

from ocm_plugin.share import kml
from tests.support.kml_files import KML, document, folder_names, placemarks
from tests.support.processing_log import Log
from tests.support.shared_layers import demo_layers, point_layer


@pytest.fixture
def stations(provider, empty_project):
    return demo_layers().stations


def run(name, **parameters):
    import processing

    log = Log()
    results = processing.run(f"openchargemap:{name}", parameters, feedback=log)
    return results, "\n".join(log.said)


def test_a_layer_of_a_database_is_shared_where_psycopg2_is_missing(stations, tmp_path, monkeypatch):
    """It was asked for nothing but what the layer says of itself, and the share ended with an error of Python."""
    monkeypatch.setitem(sys.modules, "psycopg2", None)
    monkeypatch.setattr("ocm_plugin.processing.algorithm.is_silent", lambda _layer: True)
    results, _ = run("exportkml", INPUT=stations, OUTPUT=str(tmp_path / "stations.kml"))
    assert results["COUNT"] > 0


def test_every_option_of_a_kml_arrives(stations, tmp_path, monkeypatch):
    monkeypatch.setattr(kml, "MY_MAPS_FEATURES", 300)
    results, said = run(
        "exportkml",
        INPUT=stations,
        OUTPUT=str(tmp_path / "share.kml"),
        FOLDERS_BY="none",
        TIME_STAMPS=True,
        SPLIT=True,
        KEEP_NOT_OPEN=True,
    )
    assert results["COUNT"] == stations.featureCount() and results["LEFT_OUT"] == 0
    assert results["OUTPUT"] == str(tmp_path / "share-1.kml")
    docs = [document(str(tmp_path / f"share-{number}.kml")) for number in (1, 2)]
    assert [len(placemarks(doc)) for doc in docs] == [300, stations.featureCount() - 300]
    assert folder_names(docs[0]) == ["Stations (300)"]
    assert list(docs[0].iter(f"{KML}TimeStamp"))
    assert "share-1.kml" in said and "share-2.kml" in said


def test_the_log_counts_what_is_left_out(stations, tmp_path):
    results, said = run("exportkml", INPUT=stations, OUTPUT=str(tmp_path / "share.kmz"))
    assert results["LEFT_OUT"] > 0
    assert f"Warning: {results['LEFT_OUT']} stations left out because their licence is not open." in said
    nowhere = point_layer("Point?crs=EPSG:4326&field=n:integer", [("POINT(1 1)", [1]), (None, [2])])
    _, said = run("exportkml", INPUT=nowhere, OUTPUT=str(tmp_path / "points.kml"))
    assert "Warning: 1 feature left out because it has no coordinates." in said


def test_a_selection_alone_is_shared_when_asked_for(stations, tmp_path):
    stations.selectByExpression("\"license_class\" = 'open'")
    results, _ = run("exportkml", INPUT=stations, OUTPUT=str(tmp_path / "a.kml"), SELECTED_ONLY=True)
    assert results["COUNT"] == stations.selectedFeatureCount() > 0 and results["LEFT_OUT"] == 0


def test_every_option_of_a_web_page_arrives(stations, tmp_path):
    path = tmp_path / "page.html"
    results, _ = run(
        "exportwebpage", INPUT=stations, OUTPUT=str(path), TITLE="Ours & yours", BASE_MAP=True, KEEP_NOT_OPEN=True
    )
    assert results["COUNT"] == stations.featureCount()
    text = path.read_text(encoding="utf-8")
    assert "<h1>Ours &amp; yours</h1>" in text and "tile.openstreetmap.org" in text


@pytest.mark.parametrize("name, ending", [("exportkml", "kml"), ("exportwebpage", "html")])
def test_refusals_are_sentences_and_leave_nothing(provider, empty_project, tmp_path, name, ending):
    import processing

    empty = point_layer("Point?crs=EPSG:4326&field=n:integer", [], "Nothing")
    log = Log()
    with pytest.raises(QgsProcessingException):
        processing.run(f"openchargemap:{name}", {"INPUT": empty, "OUTPUT": str(tmp_path / f"a.{ending}")}, feedback=log)
    assert "“Nothing” is empty: there is nothing to share." in "\n".join(log.said)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name, ending", [("exportkml", "kmz"), ("exportwebpage", "html")])
def test_a_cancelled_run_leaves_nothing(stations, tmp_path, name, ending):
    feedback = QgsProcessingFeedback()
    feedback.cancel()
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    algorithm = QgsApplication.processingRegistry().algorithmById(f"openchargemap:{name}")
    _, ok = algorithm.run({"INPUT": stations, "OUTPUT": str(tmp_path / f"a.{ending}")}, context, feedback)
    assert not ok and list(tmp_path.iterdir()) == []


def test_in_a_model(stations, tmp_path):
    model = QgsProcessingModelAlgorithm("share", "test")
    model.addModelParameter(
        QgsProcessingParameterVectorLayer("STATIONS", "Stations"), QgsProcessingModelParameter("STATIONS")
    )
    child = QgsProcessingModelChildAlgorithm("openchargemap:exportkml")
    child.setChildId("export")
    child.addParameterSources("INPUT", [QgsProcessingModelChildParameterSource.fromModelParameter("STATIONS")])
    path = tmp_path / "model.kml"
    child.addParameterSources("OUTPUT", [QgsProcessingModelChildParameterSource.fromStaticValue(str(path))])
    model.addChildAlgorithm(child)
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    _, ok = model.run({"STATIONS": stations.id()}, context, QgsProcessingFeedback())
    assert ok and len(placemarks(document(str(path)))) > 100

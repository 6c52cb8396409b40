"""Decisions on possible duplicates are kept in the store of the stations when the edits of a review are saved."""

from __future__ import annotations

import pytest
from qgis.core import (
    Qgis,
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsProject,
    QgsVectorFileWriter,
    QgsVectorLayer,
)

from ocm_plugin.gui.decisions import Decisions
from ocm_plugin.gui.messages import Messages
from ocm_plugin.gui.project_layers import ReviewLayers
from ocm_plugin.gui.tasks import Tasks
from ocm_plugin.layers.keywords import DECISIONS_KEPT_IN
from ocm_plugin.ocm.store.decisions import decisions_in_file
from tests.support.gpkg_files import make_package

from .conftest import no_task_runs, settle

COLUMNS = "field=ocm_id_a:integer&field=ocm_id_b:integer&field=decision:string&field=remark:string"


@pytest.fixture
def reviews(window, tasks):
    decisions, reviews = Decisions(tasks, Messages(window)), ReviewLayers()
    reviews.edited.connect(decisions.keep)
    reviews.start()
    yield reviews
    reviews.stop()


@pytest.fixture
def package(tmp_path):
    path = tmp_path / "stations.gpkg"
    make_package(path)
    return path


def review_of(kept_in):
    """A review of two pairs in the project; QGIS dresses an output after it has come."""
    layer = QgsVectorLayer(f"Point?crs=EPSG:4326&{COLUMNS}", "Possible duplicates", "memory")
    rows = [[9, 4, "open", None], [5, 6, "open", None]]
    features = []
    for row in rows:
        feature = QgsFeature(layer.fields())
        feature.setAttributes(row)
        features.append(feature)
    assert layer.dataProvider().addFeatures(features)[0]
    QgsProject.instance().addMapLayer(layer)
    layer.setCustomProperty(DECISIONS_KEPT_IN, str(kept_in))
    return layer


def decide(layer, number, **values):
    feature = list(layer.getFeatures())[number]
    assert layer.startEditing()
    for name, value in values.items():
        assert layer.changeAttributeValue(feature.id(), layer.fields().indexOf(name), value)
    assert layer.commitChanges()
    settle(no_task_runs)
    settle()


def test_saved_edits_are_kept_and_said(reviews, window, package):
    """They were lost with a temporary layer, unless it was given to the next audit."""
    layer = review_of(package)
    decide(layer, 0, decision="different", remark="Two posts")
    assert decisions_in_file(str(package)) == {(4, 9): ("different", "Two posts")}
    assert window.message() == f"1 decision kept in {package}: the next audit of these stations has it."
    decide(layer, 1, decision="same")
    assert decisions_in_file(str(package)) == {(4, 9): ("different", "Two posts"), (5, 6): ("same", None)}


def test_edits_saved_in_a_group_of_transactions_are_kept(reviews, window, package, tmp_path):
    """QGIS does not say there which values it has saved, and the decisions were in the review only."""
    path = str(tmp_path / "review.gpkg")
    in_memory = review_of(package)
    options = QgsVectorFileWriter.SaveVectorOptions()
    QgsVectorFileWriter.writeAsVectorFormatV3(in_memory, path, QgsCoordinateTransformContext(), options)
    project = QgsProject.instance()
    project.removeMapLayer(in_memory)
    if hasattr(project, "setTransactionMode"):
        project.setTransactionMode(Qgis.TransactionMode.AutomaticGroups)
    else:
        project.setAutoTransaction(True)
    layer = QgsVectorLayer(path, "Possible duplicates", "ogr")
    project.addMapLayer(layer)
    layer.setCustomProperty(DECISIONS_KEPT_IN, str(package))
    decide(layer, 0, decision="same")
    assert decisions_in_file(str(package)) == {(4, 9): ("same", None)}


def test_edits_that_are_not_saved_are_not_kept(reviews, window, package):
    layer = review_of(package)
    assert layer.startEditing()
    row = next(layer.getFeatures())
    assert layer.changeAttributeValue(row.id(), layer.fields().indexOf("decision"), "same")
    assert layer.rollBack()
    decide(layer, 1, decision="different")
    assert decisions_in_file(str(package)) == {(5, 6): ("different", None)}


def test_a_pair_that_is_open_again_is_forgotten(reviews, window, package):
    layer = review_of(package)
    decide(layer, 0, decision="same")
    decide(layer, 0, decision="open")
    assert decisions_in_file(str(package)) == {}


@pytest.mark.parametrize("name", ["gone.gpkg", f"{'far away' * 50}.gpkg"])
def test_stations_that_are_gone_are_said(reviews, window, tmp_path, name):
    """Of a place that the system refuses to look at, Python's words stood there."""
    decide(review_of(tmp_path / name), 0, decision="same")
    assert "your decisions are in this layer only" in window.message()


def test_a_task_that_is_cancelled_before_it_begins_has_kept_nothing(reviews, window, package, monkeypatch):
    """The decisions were said to be kept."""
    monkeypatch.setattr(Tasks, "start", lambda _tasks, task: task.ended.emit(task))
    decide(review_of(package), 0, decision="same")
    assert window.message().startswith("Your decisions are in this layer only.")
    assert decisions_in_file(str(package)) == {}


def test_a_file_that_cannot_be_written_is_said(reviews, window, package):
    package.write_bytes(b"no database at all, but long enough to be looked at")
    decide(review_of(package), 0, decision="same")
    assert "Give it to the next audit as earlier review." in window.message()


def test_after_its_end_nothing_is_kept(reviews, window, package):
    layer = review_of(package)
    reviews.stop()
    decide(layer, 0, decision="same")
    assert decisions_in_file(str(package)) == {}
    reviews.start()


def test_layers_of_others_are_left_alone(reviews, window):
    layer = review_of("")
    decide(layer, 0, decision="same")
    assert window.message() == ""

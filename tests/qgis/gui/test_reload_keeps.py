"""A reload takes nothing away that the service did not surely take away."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from contextlib import closing

import pytest
from osgeo import gdal
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsField,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsRelation,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QVariant

from ocm_plugin.layers.geopackage import open_table
from ocm_plugin.layers.layer_table import LayerTable
from ocm_plugin.layers.metadata import read_provenance
from ocm_plugin.layers.project import relate_results
from ocm_plugin.layers.reloading import FileReload, layers_of
from ocm_plugin.layers.saving import LayersToSave
from ocm_plugin.ocm.errors import FileWriteError
from ocm_plugin.ocm.feedback import Feedback
from ocm_plugin.ocm.store.baselines import read_baseline
from tests.ocm_server import faults
from tests.ocm_server.synthetic import make_pois
from tests.support.merged_files import fill_disk

from .conftest import settle
from .reloads import edit, feature_of, loaded, reloaded, renamed, served


@pytest.mark.parametrize("geopackage", [False, True])
def test_an_empty_answer_deletes_nothing_until_the_user_says_so(server, searching, window, tmp_path, geopackage):
    """All stations were deleted, in the file too, and the empty result was called complete."""
    layer = loaded(searching, window, tmp_path, geopackage)
    before = read_provenance(layer)
    server.faults.add(faults.empty_list(), times=None, action="poi")
    searching.reloads.reload(layer)
    settle(lambda: "sent no stations" in window.message())
    assert window.message() == "The server sent no stations, “Charging stations” has 1,200. Nothing was changed."
    assert window.buttons()[:2] == ["Keep What Is There", "Replace"]
    assert layer.featureCount() == 1200 and read_provenance(layer) == before
    window.press("Keep What Is There")
    assert layer.featureCount() == 1200 and not searching.work.goes_on


def test_an_empty_answer_is_taken_when_the_user_says_so(server, searching, window, tmp_path):
    layer = loaded(searching, window, tmp_path, False)
    server.faults.add(faults.empty_list(), times=None, action="poi")
    searching.reloads.reload(layer)
    settle(lambda: "sent no stations" in window.message())
    window.press("Replace")
    settle(lambda: layer.featureCount() == 0)


@pytest.mark.parametrize("geopackage", [False, True])
def test_reloading_a_filtered_layer_doubles_no_station(server, searching, window, tmp_path, geopackage):
    """Only the rows that the filter showed were replaced; the others were there twice."""
    layer = loaded(searching, window, tmp_path, geopackage)
    assert layer.setSubsetString('"ocm_id" % 2 = 0')
    shown = layer.featureCount()
    searching.reloads.reload(layer)
    settle(lambda: window.message().startswith("1,200 stations"))
    settle(lambda: not searching.work.goes_on)
    assert layer.subsetString() == '"ocm_id" % 2 = 0' and layer.featureCount() == shown < 1200
    layer.setSubsetString("")
    assert layer.featureCount() == len({feature["ocm_id"] for feature in layer.getFeatures()}) == 1200
    assert layers_of(layer, QgsProject.instance()).connections.featureCount() > 0


@pytest.mark.parametrize("geopackage", [False, True])
def test_what_the_user_added_and_corrected_stays_and_the_changes_are_counted(
    server, searching, window, tmp_path, geopackage
):
    """Reload emptied the columns that the user had added, and overwrote corrections."""
    layer = loaded(searching, window, tmp_path, geopackage)
    ids = [poi["ID"] for poi in make_pois(1200)]
    assert layer.startEditing() and layer.addAttribute(QgsField("note", QVariant.String)) and layer.commitChanges()
    edit(layer, ids[0], note="seen on Monday")
    edit(layer, ids[1], name="The right name", phone="110")
    edit(layer, ids[2], note="gone from the service")
    edit(layer, ids[3], name="Mine")
    fids = {feature["ocm_id"]: feature.id() for feature in layer.getFeatures()}
    layer.selectByIds([fids[ids[0]], fids[ids[4]]])
    pois = served(server, p2=None, p4=None, p5={"StatusTypeID": 150}, p1={"StatusTypeID": 150}, p3=renamed(3))
    message = reloaded(searching, window, layer)
    assert message == "1,198 stations: 2 changed, 1 gone, 1,196 unchanged, 2 kept as you edited them."
    assert feature_of(layer, ids[0])["note"] == "seen on Monday"
    corrected = feature_of(layer, ids[1])
    assert (corrected["name"], corrected["phone"], corrected["status_class"]) == ("The right name", "110", "planned")
    assert feature_of(layer, ids[2])["note"] == "gone from the service"
    assert feature_of(layer, ids[3])["name"] == "Mine"
    assert {feature["ocm_id"]: feature.id() for feature in layer.getFeatures()} == {
        ocm_id: fid for ocm_id, fid in fids.items() if ocm_id != ids[4]
    }
    assert layer.selectedFeatureIds() == [fids[ids[0]]]
    assert len(pois) == 1200 and "1,198 stations" in layer.metadata().abstract()
    shown = []
    searching._messages.show_details = lambda _sentence, details: shown.append(details)
    window.press("Details")
    assert f"OCM-{ids[3]}, Name: “Mine”; Open Charge Map: “The service's new name”" in shown[0]
    assert f"OCM-{ids[2]}: no longer found" in shown[0]
    assert window.buttons() == ["Undo", "Take Theirs", "Keep Mine", "Details"]
    window.press("Take Theirs")
    settle(lambda: window.message() == "1,198 stations: 1 changed, 1,197 unchanged, 1 kept as you edited it.")
    assert feature_of(layer, ids[3])["name"] == "The service's new name"
    assert feature_of(layer, ids[1])["name"] == "The right name", "nobody contradicted that"


@pytest.mark.parametrize("geopackage", [False, True])
def test_a_reload_that_brings_nothing_new_says_so_and_takes_nothing_for_an_edit(
    server, searching, window, tmp_path, geopackage
):
    layer = loaded(searching, window, tmp_path, geopackage)
    connections = layers_of(layer, QgsProject.instance()).connections
    before = [feature.attributes() for feature in connections.getFeatures()]
    for _ in range(2):
        assert reloaded(searching, window, layer) == "1,200 stations: nothing changed."
        assert [feature.attributes() for feature in connections.getFeatures()] == before
    assert window.item().level() == Qgis.MessageLevel.Success
    served(server, **{f"p{place}": None for place in range(2, 500)})
    assert reloaded(searching, window, layer) == "702 stations: 498 gone, 702 unchanged."
    numbers = {feature["ocm_id"] for feature in layer.getFeatures()}
    assert {feature["ocm_id"] for feature in connections.getFeatures()} <= numbers and len(numbers) == 702


@pytest.mark.parametrize("geopackage", [False, True])
def test_a_station_that_the_user_moved_stays_where_it_is(server, searching, window, tmp_path, geopackage):
    layer = loaded(searching, window, tmp_path, geopackage)
    ids = [poi["ID"] for poi in make_pois(1200)]
    assert layer.startEditing()
    assert layer.changeGeometry(feature_of(layer, ids[0]).id(), QgsGeometry.fromPointXY(QgsPointXY(8.5, 50.25)))
    assert layer.commitChanges()
    address = make_pois(1200)[1]["AddressInfo"]
    served(server, p1={"AddressInfo": {**address, "Latitude": 47.5, "Longitude": 9.5}})
    assert reloaded(searching, window, layer) == "1,200 stations: 1 changed, 1,199 unchanged."
    assert feature_of(layer, ids[0]).geometry().asPoint() == QgsPointXY(8.5, 50.25)
    assert feature_of(layer, ids[1]).geometry().asPoint() == QgsPointXY(9.5, 47.5)


def test_edits_are_known_after_the_temporary_layer_was_saved(server, searching, window, tmp_path):
    layer = loaded(searching, window, tmp_path, False)
    ids = [poi["ID"] for poi in make_pois(1200)]
    edit(layer, ids[0], name="Mine")
    to_save = LayersToSave(layers_of(layer, QgsProject.instance()))
    path = str(tmp_path / "saved.gpkg")
    to_save.write(path, Feedback())
    saved = to_save.open(path).stations
    window.clear_project()
    QgsProject.instance().addMapLayer(saved)
    assert reloaded(searching, window, saved) == "1,200 stations: nothing changed."
    assert feature_of(saved, ids[0])["name"] == "Mine"


def test_a_layer_that_names_only_its_file_is_reloaded(server, searching, window, tmp_path):
    """As Processing names its outputs; the table has any name."""
    loaded(searching, window, tmp_path, True)
    window.clear_project()
    path = tmp_path / "stations.gpkg"
    renamed_path = tmp_path / "renamed.gpkg"
    assert gdal.VectorTranslate(str(renamed_path), str(path), layers=["stations"], layerName="renamed")
    layer = QgsVectorLayer(str(renamed_path), "x", "ogr")
    layer.setMetadata(QgsVectorLayer(f"{path}|layername=stations", "x", "ogr").metadata())
    QgsProject.instance().addMapLayer(layer)
    served(server, p0=None, p1=renamed(1))
    assert reloaded(searching, window, layer) == "1,199 stations: 1 changed, 1 gone, 1,198 unchanged."
    assert layer.featureCount() == 1199


def test_another_layer_of_the_same_file_shows_the_fresh_stations_too(server, searching, window, tmp_path):
    layer = loaded(searching, window, tmp_path, True)
    other = layer.clone()
    other.setName("A copy")
    part = open_table(str(tmp_path / "stations.gpkg"), "stations")
    assert part.setSubsetString('"ocm_id" % 2 = 0')
    QgsProject.instance().addMapLayers([other, part])
    served(server, **{f"p{place}": None for place in range(100)})
    assert reloaded(searching, window, layer) == "1,100 stations: 100 gone, 1,100 unchanged."
    assert layer.featureCount() == other.featureCount() == len(list(other.getFeatures())) == 1100
    assert read_provenance(other) == read_provenance(layer) and read_provenance(layer).loaded == 1100
    assert 0 < part.featureCount() == len(list(part.getFeatures())) < 1100


def test_a_file_that_is_edited_through_another_layer_is_not_reloaded(server, searching, window, tmp_path):
    layer = loaded(searching, window, tmp_path, True)
    other = layer.clone()
    other.setName("A copy")
    QgsProject.instance().addMapLayer(other)
    assert other.startEditing()
    assert reloaded(searching, window, layer) == (
        "The layer “A copy” is being edited. Save or discard the edits first."
    )
    assert other.rollBack()


def test_the_file_says_itself_what_its_layers_say(server, searching, window, tmp_path):
    layer = loaded(searching, window, tmp_path, True)
    served(server, **{f"p{place}": None for place in range(100)})
    reloaded(searching, window, layer)
    window.clear_project()
    again = QgsVectorLayer(f"{tmp_path / 'stations.gpkg'}|layername=stations", "again", "ogr")
    assert read_provenance(again).loaded == 1100 and "1,100 stations" in again.metadata().abstract()
    assert again.featureCount() == 1100
    del again
    assert [file.name for file in tmp_path.glob("stations.gpkg*")] == ["stations.gpkg"]


def test_a_full_disk_leaves_the_stations_as_they_were(server, searching, window, tmp_path, monkeypatch):
    """Rows were gone."""
    layer = loaded(searching, window, tmp_path, True)
    fill_disk(monkeypatch, 1)
    served(server, **{f"p{place}": renamed(place) for place in range(300)})
    assert "was left as it was" in reloaded(searching, window, layer)
    assert layer.featureCount() == 1200 and read_provenance(layer).is_complete
    monkeypatch.undo()


def test_a_temporary_layer_that_cannot_be_written_is_as_it_was(server, searching, window, tmp_path, monkeypatch):
    layer = loaded(searching, window, tmp_path, False)
    before = {feature.id(): feature.attributes() for feature in layer.getFeatures()}

    def fail(table):
        raise FileWriteError("No.")
        yield

    monkeypatch.setattr(LayerTable, "remove", fail)
    served(server, p0=None, p1=renamed(1))
    assert reloaded(searching, window, layer) == "No."
    assert {feature.id(): feature.attributes() for feature in layer.getFeatures()} == before


def test_a_layer_in_another_crs_is_told_and_left(server, searching, window, tmp_path):
    """Stations were written at 8° E as if these were metres."""
    layer = loaded(searching, window, tmp_path, False)
    layer.setCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
    assert "has the CRS EPSG:3857" in reloaded(searching, window, layer)
    assert layer.featureCount() == 1200


def test_stations_and_connections_in_two_files_keep_corrections_in_a_later_session(server, searching, window, tmp_path):
    """As Processing writes them. What the service had said was looked for in the session only, and never kept."""
    loaded(searching, window, tmp_path, True)
    window.clear_project()
    path, other = tmp_path / "stations.gpkg", tmp_path / "connections.gpkg"
    shutil.copyfile(path, other)
    ids = [poi["ID"] for poi in make_pois(1200)]
    for session in range(3):
        layer, connections = open_table(str(path), "stations"), open_table(str(other), "ocm_connections")
        for each in (layer, connections):
            each.loadDefaultMetadata()
        QgsProject.instance().addMapLayers([layer, connections])
        relate_results([layer, connections], QgsProject.instance())
        assert layers_of(layer, QgsProject.instance()).connections is connections
        if session == 0:
            edit(layer, ids[0], name="Mine")
            served(server, p1=renamed(1))
            assert reloaded(searching, window, layer) == "1,200 stations: 1 changed, 1,199 unchanged."
        else:
            assert reloaded(searching, window, layer) == "1,200 stations: nothing changed."
        assert feature_of(layer, ids[0])["name"] == "Mine"
        assert feature_of(layer, ids[1])["name"] == "The service's new name"
        del layer, connections, each
        window.clear_project()
    with closing(sqlite3.connect(path)) as file:
        assert len(read_baseline(file)) <= 2, "what no row needs any more is forgotten"


def test_a_table_of_the_user_is_not_taken_for_the_connections(server, searching, window, tmp_path):
    """All connections were put into it, as it was related to the stations and had a column of that name."""
    layer = loaded(searching, window, tmp_path, True)
    numbers = "field=ocm_id:integer&field=conn_id:integer&field=defect:string"
    inspections = QgsVectorLayer(f"NoGeometry?{numbers}", "inspections", "memory")
    row = QgsFeature(inspections.fields())
    row.setAttributes([make_pois(1)[0]["ID"], 10, "cable torn"])
    inspections.dataProvider().addFeatures([row])
    QgsProject.instance().addMapLayer(inspections)
    relation = QgsRelation()
    relation.setId("visits")
    relation.setName("inspections")
    relation.setReferencingLayer(inspections.id())
    relation.setReferencedLayer(layer.id())
    relation.addFieldPair("ocm_id", "ocm_id")
    QgsProject.instance().relationManager().addRelation(relation)
    assert relation.id() in QgsProject.instance().relationManager().relations()
    served(server, p0=None)
    assert reloaded(searching, window, layer) == "1,199 stations: 1 gone, 1,199 unchanged."
    assert [feature["defect"] for feature in inspections.getFeatures()] == ["cable torn"]


@pytest.mark.parametrize("geopackage", [False, True])
def test_without_the_column_of_the_search_corrections_stay_and_all_can_be_saved(
    server, searching, window, tmp_path, geopackage
):
    """A user deletes columns that say nothing to them. Corrections were overwritten, and saving failed."""
    layer = loaded(searching, window, tmp_path, geopackage)
    ids = [poi["ID"] for poi in make_pois(1200)]
    edit(layer, ids[0], name="Mine")
    assert layer.startEditing() and layer.deleteAttribute(layer.fields().indexOf("query_id"))
    assert layer.commitChanges()
    served(server, p1=renamed(1))
    assert reloaded(searching, window, layer) == "1,200 stations: 1 changed, 1,199 unchanged."
    assert reloaded(searching, window, layer) == "1,200 stations: nothing changed."
    assert feature_of(layer, ids[0])["name"] == "Mine"
    to_save = LayersToSave(layers_of(layer, QgsProject.instance()))
    to_save.write(str(tmp_path / "kept.gpkg"), Feedback())
    assert to_save.open(str(tmp_path / "kept.gpkg")).stations.featureCount() == 1200


def test_editing_begun_while_the_file_is_merged_leaves_the_file(server, searching, window, tmp_path, monkeypatch):
    """An edit of a station that went was lost, although QGIS said that it was saved."""
    layer = loaded(searching, window, tmp_path, True)
    work = FileReload.work

    def edited_before(reload, feedback):
        begin.append(True)
        settled.wait(20)
        work(reload, feedback)

    begin, settled = [], threading.Event()
    monkeypatch.setattr(FileReload, "work", edited_before)
    served(server, p0=None)
    searching._messages.clear()
    searching.reloads.reload(layer)
    settle(lambda: bool(begin))
    assert layer.startEditing()
    settled.set()
    settle(lambda: bool(window.message()))
    assert window.message() == "The layer “Charging stations” is being edited. Nothing was changed. Please try again."
    assert layer.rollBack() and layer.featureCount() == 1200
    monkeypatch.setattr(FileReload, "work", work)
    assert reloaded(searching, window, layer) == "1,199 stations: 1 gone, 1,199 unchanged."


def test_a_layer_whose_file_is_gone_is_not_called_unchanged(server, searching, window, tmp_path):
    layer = loaded(searching, window, tmp_path, True)
    layer.setDataSource(str(tmp_path / "moved.gpkg"), layer.name(), "ogr")
    assert "cannot be read: its file may have been moved" in reloaded(searching, window, layer)


def test_a_reload_of_a_filtered_layer_leaves_the_selection(server, searching, window, tmp_path):
    layer = loaded(searching, window, tmp_path, False)
    assert layer.setSubsetString('"ocm_id" % 2 = 0')
    layer.selectByIds([feature.id() for feature in layer.getFeatures()][:3])
    selected = sorted(layer.selectedFeatureIds())
    assert reloaded(searching, window, layer) == "1,200 stations: nothing changed."
    assert sorted(layer.selectedFeatureIds()) == selected and len(selected) == 3

"""Sharing and keeping a layer: what is asked, what is written, what is said."""

from __future__ import annotations

import re
import time
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from qgis.core import QgsFeature, QgsField, QgsGeometry, QgsProject, QgsVectorLayer
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtWidgets import QDialogButtonBox, QMessageBox

from ocm_plugin.gui import sharing as gui_sharing
from ocm_plugin.gui.about import about_html
from ocm_plugin.layers.attribution import attribution_of
from ocm_plugin.layers.metadata import read_search
from ocm_plugin.ocm.search.areas import Extent
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.qgis_support import compat
from ocm_plugin.qgis_support.settings import Settings

from .conftest import settle
from .made_layers import station_layer
from .results import demo_stations, request

SEARCH = Search(area=Extent(6, 48, 9, 52), min_power_kw=50)


@pytest.fixture
def layer(window, tasks) -> QgsVectorLayer:
    """The invented stations, as a search loads them."""
    return demo_stations(window, tasks, request(SEARCH))


def test_kmz_without_what_may_not_be_published(sharing, layer, window, tmp_path):
    dialog = sharing.share_kml(layer)
    settle(lambda: "may not be published" in dialog.licence_text.text())
    dialog.file.setFilePath(str(tmp_path / "stations"))
    dialog.accept()
    settle(lambda: "shared" in window.message())
    assert "left out because their licence is not open" in window.message()
    kml = zipfile.ZipFile(tmp_path / "stations.kmz").read("doc.kml").decode()
    assert 0 < kml.count("<Placemark") < layer.featureCount()
    assert window.buttons()[:2] == ["Open File", "Open Folder"]


def test_only_the_selection_and_all_licences(sharing, layer, window, tmp_path):
    layer.selectByIds([feature.id() for feature in layer.getFeatures()][:5])
    dialog = sharing.share_kml(layer)
    assert dialog.selected_only.isChecked()
    dialog.keep_not_open.setChecked(True)
    dialog.file.setFilePath(str(tmp_path / "five.kml"))
    dialog.accept()
    settle(lambda: window.message() == "5 stations shared.")
    assert (tmp_path / "five.kml").read_text().count("<Placemark") == 5


def licensed_layer(licences, without_place=()) -> QgsVectorLayer:
    """A layer of stations in the project: one of each licence class given, those of some positions without a place."""
    layer = station_layer()
    provider = layer.dataProvider()
    provider.truncate()
    provider.addAttributes([QgsField("license_class", compat.FIELD_TYPES["text"])])
    layer.updateFields()
    place = QgsGeometry.fromWkt("Point(6 50)")
    features = []
    for number, license_class in enumerate(licences):
        feature = QgsFeature(layer.fields())
        feature.setAttributes([number, None, license_class])
        if number not in without_place:
            feature.setGeometry(place)
        features.append(feature)
    provider.addFeatures(features)
    QgsProject.instance().addMapLayer(layer)
    return layer


def numbers(dialog) -> list[int]:
    """The numbers that the sentence on licences names; none when there is no such sentence."""
    shown = dialog.licence_text.text() if dialog.licence_notice.isVisible() else ""
    return [int(number.replace(",", "")) for number in re.findall(r"[0-9,]+", shown)]


def test_the_licences_are_those_of_what_is_shared(sharing, window):
    """The sentence counted the whole layer even when a few selected stations were shared."""
    layer = licensed_layer(["open", "unknown", "by_agreement", "open_sharealike", None, "noncommercial"], {5})
    ids = [feature.id() for feature in layer.getFeatures()]
    layer.selectByIds(ids[:2])
    dialog = sharing.share_kml(layer)
    settle(lambda: numbers(dialog) == [1, 2])
    dialog.selected_only.setChecked(False)
    assert numbers(dialog) == [3, 5]
    layer.selectByIds(ids)
    assert numbers(dialog) == [3, 5] and "(6 stations)" in dialog.selected_only.text()
    dialog.selected_only.setChecked(True)
    layer.selectByIds(ids[1:3])
    assert numbers(dialog) == [2, 2]
    assert "left out" in dialog.licence_text.text()
    dialog.keep_not_open.setChecked(True)
    assert numbers(dialog) == [2, 2] and "left out" not in dialog.licence_text.text()
    layer.selectByIds([ids[0], ids[3]])
    assert not dialog.licence_notice.isVisible()
    layer.removeSelection()
    assert dialog.selected_only.isVisible() and dialog.selected_only.isChecked()
    dialog.reject()


def test_licences_are_counted_anew_with_new_stations(sharing, window):
    layer = licensed_layer(["open", "unknown"])
    dialog = sharing.share_web_page(layer)
    settle(lambda: numbers(dialog) == [1, 2])
    feature = QgsFeature(layer.fields())
    feature.setAttributes([9, None, "unknown"])
    feature.setGeometry(QgsGeometry.fromWkt("Point(7 50)"))
    layer.dataProvider().addFeatures([feature])
    layer.dataChanged.emit()
    settle(lambda: numbers(dialog) == [2, 3])
    dialog.reject()


def test_a_layer_that_goes_takes_its_dialog_along(sharing, window):
    layer = licensed_layer(["unknown"] * 5_000)
    dialog = sharing.share_kml(layer)
    QgsProject.instance().removeMapLayer(layer)
    settle(lambda: sip.isdeleted(dialog))


def test_the_window_answers_while_many_licences_are_counted(sharing, window):
    layer = licensed_layer(["open", "unknown"] * 50_000)
    layer.selectAll()
    dialog = sharing.share_kml(layer)
    assert "Counting" in dialog.licence_text.text()
    longest, last = 0.0, time.thread_time()  # of this thread: other programs must not fail the test
    while not numbers(dialog):
        QCoreApplication.processEvents()
        longest, last = max(longest, time.thread_time() - last), time.thread_time()
    assert numbers(dialog) == [50_000, 100_000]
    assert longest < 0.2
    dialog.reject()


def test_a_web_page(sharing, layer, window, tmp_path):
    dialog = sharing.share_web_page(layer)
    assert not dialog.folders_by.isVisible() and dialog.base_map.isVisible()
    dialog.file.setFilePath(str(tmp_path / "stations"))
    dialog.accept()
    settle(lambda: "shared" in window.message())
    assert (tmp_path / "stations.html").stat().st_size > 10_000


def test_a_place_that_cannot_be_written(sharing, layer, window, tmp_path):
    dialog = sharing.share_kml(layer)
    dialog.file.setFilePath(str(tmp_path / "stations.kmz"))
    (tmp_path / "stations.kmz").mkdir()
    dialog.accept()
    dialog.findChild(QMessageBox).button(QMessageBox.StandardButton.Yes).click()
    settle(lambda: bool(window.message()) and "loaded" not in window.message())
    assert "stations.kmz" in window.message() and "folder" in window.message()


def test_the_window_stays_where_there_is_no_such_folder(sharing, layer, window, tmp_path):
    """It was gone with all that was chosen in it, and the message bar asked for another folder."""
    dialog = sharing.share_kml(layer)
    dialog.file.setFilePath(str(tmp_path / "no such folder" / "stations.kmz"))
    dialog.time_stamps.setChecked(True)
    dialog.accept()
    assert dialog.isVisible() and "no such folder" in dialog.findChild(QMessageBox).text()
    dialog.findChild(QMessageBox).button(QMessageBox.StandardButton.Ok).click()
    settle()
    dialog.file.setFilePath(str(tmp_path / "stations.kmz"))
    dialog.accept()
    settle(lambda: "shared" in window.message())
    assert (tmp_path / "stations.kmz").exists()


def test_a_folder_that_is_there_is_proposed(sharing, layer, monkeypatch, tmp_path):
    """A new user has no folder of documents, and the proposed place was refused: “Please choose another folder”."""
    places = iter([str(tmp_path / "Documents"), str(tmp_path)])
    monkeypatch.setattr("ocm_plugin.qgis_support.paths.QStandardPaths.writableLocation", lambda _kind: next(places))
    dialog = sharing.share_kml(layer)
    assert Path(dialog.path()).parent == tmp_path
    dialog.reject()


def test_a_temporary_layer_reads_its_geopackage_afterwards(sharing, layer, window, tmp_path):
    count, old_id = layer.featureCount(), layer.id()
    rights = attribution_of(layer)
    path = tmp_path / "kept.gpkg"
    sharing.save_to(layer, str(path))
    settle(lambda: window.message() == "Saved as kept.gpkg.")
    (group,) = QgsProject.instance().layerTreeRoot().findGroups()
    assert [node.name() for node in group.children()] == [layer.name(), f"{layer.name()} – connections"]
    (kept,) = QgsProject.instance().mapLayersByName(layer.name())
    assert kept.id() == old_id and kept.providerType() == "ogr" and kept.featureCount() == count
    assert read_search(kept) == SEARCH
    assert attribution_of(kept) == rights
    again = QgsVectorLayer(f"{path}|layername=stations", "again", "ogr")
    assert read_search(again) == SEARCH


def test_about_names_every_provider_and_runs_nothing(layer):
    text = about_html(QgsProject.instance())
    for credit in attribution_of(layer).providers:
        assert credit.title.replace("<", "&lt;").replace(">", "&gt;") in text
    assert "invented" in text
    assert "<script" not in text
    # What a provider says of its terms, and the name of the licence, were often the same sentence twice.
    for credit in attribution_of(layer).providers:
        assert credit.license is None or f"{credit.license}</a> – {credit.license}" not in text, credit.name
        assert credit.license is None or f"{credit.license} – {credit.license}" not in text, credit.name


def test_a_file_that_exists_is_replaced_only_when_the_user_says_so(sharing, layer, window, tmp_path):
    """A typed name overwrote the file of that name without a word."""
    path = tmp_path / "stations.html"
    path.write_text("what was there")
    dialog = sharing.share_web_page(layer)
    dialog.file.setFilePath(str(path))
    dialog.accept()
    assert dialog.isVisible()
    dialog.findChild(QMessageBox).button(QMessageBox.StandardButton.No).click()
    settle(lambda: dialog.findChild(QMessageBox) is None)
    assert dialog.isVisible()
    assert path.read_text() == "what was there"
    dialog.accept()
    dialog.findChild(QMessageBox).button(QMessageBox.StandardButton.Yes).click()
    settle(lambda: "shared" in window.message())
    assert path.read_text() != "what was there"


def test_a_file_that_the_project_has_open_is_refused(sharing, layer, window, tmp_path):
    path = tmp_path / "open.kml"
    path.write_text(
        '<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>a</name><Point>'
        "<coordinates>1,2</coordinates></Point></Placemark></Document></kml>"
    )
    before = path.read_text()
    QgsProject.instance().addMapLayer(QgsVectorLayer(str(path), "open", "ogr"))
    dialog = sharing.share_kml(layer)
    dialog.file.setFilePath(str(path))
    dialog.accept()
    dialog.findChild(QMessageBox).button(QMessageBox.StandardButton.Yes).click()
    settle(lambda: "belongs to the layer" in window.message())
    assert path.read_text() == before


def made_uncertain(layer: QgsVectorLayer, number: int) -> None:
    field = layer.fields().indexOf("match")
    ids = sorted(layer.allFeatureIds())
    known = {each: {field: "cannot_tell" if place < number else "yes"} for place, each in enumerate(ids)}
    assert layer.dataProvider().changeAttributeValues(known)


@pytest.mark.parametrize(("kind", "ending"), [("share_kml", ".kmz"), ("share_web_page", ".html")])
def test_a_name_is_proposed_and_the_stations_are_counted(sharing, layer, window, kind, ending):
    """The window opened with an empty name and a grey button, and did not say how many stations would be shared."""
    made_uncertain(layer, 0)
    layer.setName("Austin: CCS/≥ 50 kW")
    dialog = getattr(sharing, kind)(layer)
    assert Path(dialog.path()).name == f"Austin- CCS-≥ 50 kW{ending}"
    assert Path(dialog.path()).parent.is_absolute()
    dialog.reject()
    layer.setName("Around 52.5° N, 13.4° E · ≥ 50 kW")
    dialog = getattr(sharing, kind)(layer)
    assert Path(dialog.path()).name == f"{layer.name()}{ending}"
    assert dialog.buttons.button(QDialogButtonBox.StandardButton.Save).isEnabled()
    settle(lambda: dialog.summary.text() == f"{layer.featureCount()} stations.")
    assert not dialog.sure_only.isVisible() and not dialog.size_text.isVisible()
    dialog.reject()


def test_a_file_to_save_in_is_proposed_by_the_name_of_the_layer(sharing, layer, monkeypatch, tmp_path):
    """The window asked for a name, and showed whatever folder QGIS was started in."""
    proposed = []

    def cancelled(parent, title, path, *rest):
        proposed.append(path)
        return "", ""

    monkeypatch.setattr("ocm_plugin.gui.sharing.QFileDialog.getSaveFileName", cancelled)
    layer.setName("Austin · CCS ≥ 50 kW")
    sharing.save(layer)
    replace(Settings.load(), geopackage_folder=str(tmp_path)).save()
    sharing.save(layer)
    assert Path(proposed[0]).name == "Austin · CCS ≥ 50 kW.gpkg" and Path(proposed[0]).parent.is_absolute()
    assert proposed[1] == str(tmp_path / "Austin · CCS ≥ 50 kW.gpkg")


def test_uncertain_stations_are_counted_and_can_be_left_out(sharing, layer, window, tmp_path):
    made_uncertain(layer, 3)
    stations_n = layer.featureCount()
    dialog = sharing.share_web_page(layer)
    settle(lambda: dialog.summary.text() == f"{stations_n - 3} stations match, 3 more may.")
    assert "(3 stations)" in dialog.sure_only.text()
    layer.selectByIds(sorted(layer.allFeatureIds())[2:6])
    dialog.selected_only.setChecked(True)
    assert dialog.summary.text() == "3 stations match, 1 more may."
    dialog.selected_only.setChecked(False)
    dialog.sure_only.setChecked(True)
    dialog.keep_not_open.setChecked(True)
    dialog.file.setFilePath(str(tmp_path / "page.html"))
    dialog.accept()
    settle(lambda: (tmp_path / "page.html").exists())
    page = (tmp_path / "page.html").read_text("utf-8")
    assert f'"size":{stations_n - 3},' in page
    assert "Left out because they only may match the search (data incomplete): 3 stations." in page


def test_the_size_of_a_large_kml_is_said_before_it_is_written(sharing, layer, window, tmp_path, monkeypatch):
    monkeypatch.setattr(gui_sharing, "REGIONS_FROM", 100)
    dialog = sharing.share_kml(layer)
    settle(lambda: dialog.size_text.isVisible())
    assert "region by region" in dialog.size_text.text()
    dialog.file.setFilePath(str(tmp_path / "share.kml"))
    assert dialog.size_text.text().startswith("As a plain KML, about 4")
    dialog.split.setChecked(True)
    assert not dialog.size_text.isVisible()
    dialog.reject()

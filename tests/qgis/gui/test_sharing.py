"""Sharing and keeping a layer: what is asked, what is written, what is said."""

from __future__ import annotations

import zipfile

import pytest
from qgis.core import QgsApplication, QgsProject, QgsVectorLayer

from ocm_plugin.gui.about import about_html
from ocm_plugin.gui.messages import Messages
from ocm_plugin.gui.search_dialog import SearchRequest
from ocm_plugin.gui.searching import Searching
from ocm_plugin.gui.sharing import Sharing
from ocm_plugin.gui.tasks import Tasks
from ocm_plugin.layers.attribution import attribution_of
from ocm_plugin.layers.metadata import read_search
from ocm_plugin.ocm.areas import Extent
from ocm_plugin.ocm.search import Search

from .conftest import settle

SEARCH = Search(area=Extent(6, 48, 9, 52), min_power_kw=50)


@pytest.fixture
def tasks():
    tasks = Tasks()
    yield tasks
    tasks.cancel_all()
    settle(lambda: QgsApplication.taskManager().countActiveTasks() == 0)


@pytest.fixture
def layer(window, tasks) -> QgsVectorLayer:
    """The invented stations, as a search loads them."""
    messages = Messages(window)
    searching = Searching(window, tasks, messages)
    searching.search(SearchRequest(SEARCH, "demo", "", "afir"))
    settle(lambda: "loaded" in window.message())
    searching.stop()
    window.wait_for_drawing()
    (layer,) = QgsProject.instance().mapLayersByName("Charging stations")
    return layer


@pytest.fixture
def sharing(window, tasks):
    sharing = Sharing(window, tasks, Messages(window))
    yield sharing
    sharing.stop()


def test_kmz_without_what_may_not_be_published(sharing, layer, window, tmp_path):
    dialog = sharing.share_kml(layer)
    assert "not open" in dialog.licence_text.text()
    dialog.file.setFilePath(str(tmp_path / "stations"))
    dialog.accept()
    settle(lambda: "shared" in window.message())
    assert "left out because their licence is not open" in window.message()
    kml = zipfile.ZipFile(tmp_path / "stations.kmz").read("doc.kml").decode()
    assert 0 < kml.count("<Placemark") < layer.featureCount()
    assert window.buttons()[:2] == ["Open", "Open Folder"]


def test_only_the_selection_and_all_licences(sharing, layer, window, tmp_path):
    layer.selectByIds([feature.id() for feature in layer.getFeatures()][:5])
    dialog = sharing.share_kml(layer)
    assert dialog.selected_only.isChecked()
    dialog.keep_not_open.setChecked(True)
    dialog.file.setFilePath(str(tmp_path / "five.kml"))
    dialog.accept()
    settle(lambda: window.message() == "5 stations shared.")
    assert (tmp_path / "five.kml").read_text().count("<Placemark") == 5


def test_a_web_page(sharing, layer, window, tmp_path):
    dialog = sharing.share_web_page(layer)
    assert not dialog.folders_by.isVisible() and dialog.base_map.isVisible()
    dialog.file.setFilePath(str(tmp_path / "stations"))
    dialog.accept()
    settle(lambda: "shared" in window.message())
    assert (tmp_path / "stations.html").stat().st_size > 10_000


def test_a_place_that_cannot_be_written(sharing, layer, window, tmp_path):
    dialog = sharing.share_kml(layer)
    dialog.file.setFilePath(str(tmp_path / "no such folder" / "stations.kmz"))
    dialog.accept()
    settle(lambda: bool(window.message()) and "loaded" not in window.message())
    assert "no such folder" in window.message()
    assert list(tmp_path.iterdir()) == []


def test_a_temporary_layer_gives_way_to_its_geopackage(sharing, layer, window, tmp_path):
    count, old_id = layer.featureCount(), layer.id()
    rights = attribution_of(layer)
    path = tmp_path / "kept.gpkg"
    sharing.save_to(layer, str(path))
    settle(lambda: window.message() == "Saved as kept.gpkg.")
    assert QgsProject.instance().mapLayer(old_id) is None
    (group,) = QgsProject.instance().layerTreeRoot().children()
    assert [node.name() for node in group.children()] == ["Charging stations", "Connections"]
    (kept,) = QgsProject.instance().mapLayersByName("Charging stations")
    assert kept.providerType() == "ogr" and kept.featureCount() == count
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

"""A GeoPackage that the project has let go of needs no log beside it: else read-only shares could not open it.

While its layers are loaded it may have one. QGIS needs it, too: of a file in journal mode DELETE with several layers,
QGIS 3.22 with GDAL 3.6 cannot count the rows of a filter, and may show none.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from qgis.core import QgsApplication, QgsProject, QgsVectorLayer

from ocm_plugin.gui.file_logs import FileLogs
from ocm_plugin.gui.messages import Messages
from ocm_plugin.gui.search_controller import SearchController
from ocm_plugin.gui.search_request import SearchRequest
from ocm_plugin.gui.sharing import Sharing
from ocm_plugin.gui.tasks import Tasks
from ocm_plugin.ocm.search.areas import World
from ocm_plugin.ocm.search.search import Search

from .conftest import settle

SEARCH = Search(area=World(), include_comments=True)


@pytest.fixture
def file_logs():
    file_logs = FileLogs()
    file_logs.start()
    yield
    file_logs.stop()


@pytest.fixture(params=["searched", "saved"])
def path(request, window, tmp_path) -> Path:
    """The invented stations in a file whose layers are in the project: by a search, or saved from temporary layers."""
    path = tmp_path / "stations.gpkg"
    tasks, messages = Tasks(), Messages(window)
    searching, sharing = SearchController(window, tasks, messages, window.panel()), Sharing(window, tasks, messages)
    searching.search(SearchRequest(SEARCH, "demo", str(path) if request.param == "searched" else "", "afir"))
    settle(lambda: "loaded" in window.message())
    if request.param == "saved":
        sharing.save_to(stations(), str(path))
        settle(lambda: "Saved as" in window.message())
    window.wait_for_drawing()
    yield path
    searching.stop()
    sharing.stop()
    tasks.cancel_all()
    settle(lambda: QgsApplication.taskManager().countActiveTasks() == 0)


def stations() -> QgsVectorLayer:
    (found,) = QgsProject.instance().mapLayersByName("Charging stations")
    return found


def needs_no_log(path: Path) -> bool:
    """Whether the file is in journal mode DELETE (bytes 18 and 19 of its head), and alone."""
    alone = [file.name for file in path.parent.iterdir()] == [path.name]
    return path.read_bytes()[18:20] == b"\x01\x01" and alone


def test_after_an_edit(path, window, file_logs):
    """QGIS ends the log of a file when the only layer of it ends an edit; with several layers it stayed."""
    layer = stations()
    assert layer.startEditing()
    layer.changeAttributeValue(next(layer.getFeatures()).id(), layer.fields().indexOf("name"), "Another name")
    assert layer.commitChanges()
    window.clear_project()
    assert needs_no_log(path)


def test_after_the_project_is_closed(path, window, file_logs):
    """Storing the looks of the layers switched the file to WAL, where it stayed when QGIS was closed."""
    layers = [layer.id() for layer in QgsProject.instance().mapLayers().values()]
    assert stations().providerType() == "ogr" and stations().featureCount() > 100
    QgsProject.instance().removeMapLayer(layers[0])
    assert QgsProject.instance().mapLayer(layers[1]).featureCount() > 0
    window.clear_project()
    assert needs_no_log(path)


def test_a_file_that_another_program_uses_is_left_to_it(path, window, file_logs):
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        assert other.execute("PRAGMA journal_mode = WAL").fetchone() == ("wal",)
        other.execute("BEGIN IMMEDIATE")
        window.clear_project()
        assert other.execute("PRAGMA quick_check").fetchone() == ("ok",)
        other.execute("COMMIT")

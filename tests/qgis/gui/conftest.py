"""A window with the parts of QGIS that the plugin works with: canvas, message bar, layer tree, all of them real."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from qgis.core import QgsApplication, QgsCoordinateReferenceSystem, QgsProject, QgsRectangle
from qgis.gui import QgsLayerTreeMapCanvasBridge, QgsMapCanvas, QgsMessageBar, QgsMessageBarItem
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QCoreApplication, QEvent, QObject, pyqtSignal
from qgis.PyQt.QtWidgets import QAction, QMainWindow, QMenu, QPushButton

from ocm_plugin.gui.file_relations import FileRelations
from ocm_plugin.gui.messages import Messages
from ocm_plugin.gui.project_layers import DrawnLayers
from ocm_plugin.gui.search_controller import SearchController
from ocm_plugin.gui.search_form import SearchForm
from ocm_plugin.gui.search_panel import SearchPanel
from ocm_plugin.gui.sharing import Sharing
from ocm_plugin.gui.tasks import Tasks
from ocm_plugin.ocm import run
from ocm_plugin.ocm.errors import SearchError
from ocm_plugin.ocm.search.areas import Area
from ocm_plugin.qgis_support.settings import Settings
from tests.ocm_server import OcmServer
from tests.ocm_server.synthetic import make_pois


class Window(QObject):
    """What a plugin sees of QGIS, as far as the widgets under test need it."""

    currentLayerChanged = pyqtSignal(object)
    projectRead = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self.window = QMainWindow()
        self.canvas = QgsMapCanvas(self.window)
        self.canvas.setParallelRenderingEnabled(True)  # as QGIS' own window has it
        self.canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
        self.window.setCentralWidget(self.canvas)
        self.window.resize(800, 600)
        self.window.show()
        self.canvas.setExtent(QgsRectangle(3, 47, 10, 52))
        self.bar = QgsMessageBar(self.window)
        self.bridge = QgsLayerTreeMapCanvasBridge(QgsProject.instance().layerTreeRoot(), self.canvas)
        self.active = None
        self.layer_actions: dict = {}

    def mainWindow(self) -> QMainWindow:
        return self.window

    def mapCanvas(self) -> QgsMapCanvas:
        return self.canvas

    def mapCanvases(self) -> list[QgsMapCanvas]:
        return [self.canvas]

    def addDockWidget(self, area, dock) -> None:
        self.window.addDockWidget(area, dock)
        dock.show()

    def removeDockWidget(self, dock) -> None:
        self.window.removeDockWidget(dock)

    def messageBar(self) -> QgsMessageBar:
        return self.bar

    def activeLayer(self):
        return self.active

    def setActiveLayer(self, layer) -> None:
        self.active = layer
        self.currentLayerChanged.emit(layer)

    def zoomToActiveLayer(self) -> None:
        self.canvas.setExtent(self.active.extent())

    def addCustomActionForLayerType(self, action, menu, kind, all_layers) -> None:
        assert not all_layers
        self.layer_actions[action] = []

    def addCustomActionForLayer(self, action, layer) -> None:
        self.layer_actions[action].append(layer.id())

    def removeCustomActionForLayerType(self, action) -> bool:
        return self.layer_actions.pop(action, None) is not None

    # What tests look at

    def message(self) -> str:
        """The text of the message shown, or "" when there is none."""
        item = self.bar.currentItem()
        return unescape(item.text()) if item is not None else ""

    def buttons(self) -> list[str]:
        """The texts of the message's buttons, and of the entries of its menu."""
        entries = [entry for menu in self.item().findChildren(QMenu) for entry in menu.actions()]
        return [each.text() for each in (*self.item().findChildren(QPushButton), *entries)]

    def press(self, text: str) -> None:
        """Press a button of the message, or choose an entry of its menu."""
        buttons = {button.text(): button.click for button in self.item().findChildren(QPushButton)}
        entries = {entry.text(): entry.trigger for menu in self.item().findChildren(QMenu) for entry in menu.actions()}
        {**entries, **buttons}[text]()

    def item(self) -> QgsMessageBarItem:
        return self.bar.currentItem()

    def panel(self) -> SearchPanel:
        """A search panel of this window, hidden, with the action that opens it."""
        panel = SearchPanel(self)
        panel.start(QAction("Search", panel))
        return panel

    def wait_for_drawing(self) -> None:
        """Wait until nothing is drawn, nor going to be.

        QGIS copies shared expressions of a style in the drawing thread after it has let go of them
        (QgsExpression::detach): a layer deleted in that moment ends the process.
        """
        settle()
        self.canvas.freeze(True)
        settle(lambda: not self.canvas.isDrawing())

    def clear_project(self) -> None:
        """Empty the project."""
        self.wait_for_drawing()
        QgsProject.instance().clear()
        self.canvas.freeze(False)
        settle()

    def close(self) -> None:
        self.clear_project()
        # The bridge would go on to use the canvas that the window takes with it.
        sip.delete(self.bridge)
        self.window.deleteLater()
        settle()


def choose_area(form: SearchForm, kind: str) -> None:
    """Choose an entry of the menu of areas, as a click does."""
    next(action for action in form.area_button.menu().actions() if action.objectName() == kind).trigger()


def settle(until: Callable[[], bool] = lambda: True, seconds: float = 60.0) -> None:
    """Let events happen until something is true; fail when it does not come."""
    end = time.monotonic() + seconds
    while True:
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        if until():
            return
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.005)


def no_task_runs() -> bool:
    return QgsApplication.taskManager().countActiveTasks() == 0


def read_area(form: SearchForm) -> Area:
    """The area of a search form, when its layer has been read."""
    found: list[Area] = []

    def is_read() -> bool:
        try:
            found.append(form.request().search.area)
        except SearchError as error:
            if "being read" not in error.sentence:
                raise
        return bool(found)

    settle(is_read)
    return found[0]


@pytest.fixture(scope="session", autouse=True)
def _what_is_drawn_is_kept(qgis_app: QgsApplication) -> Iterator[None]:
    """As the plugin does: QGIS may end when a project is cleared while its layers are drawn."""
    drawn_layers = DrawnLayers()
    drawn_layers.start()
    yield
    drawn_layers.stop()


@pytest.fixture
def window(qgis_app: QgsApplication) -> Iterator[Window]:
    QgsProject.instance().clear()  # tests run in any order, and some leave layers there
    window = Window()
    yield window
    window.close()


@pytest.fixture
def pictures(root: Path) -> Path:
    """Where tests leave pictures for people to look at."""
    folder = root / "build" / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture
def server(monkeypatch, tmp_path):
    with OcmServer(make_pois(1200)) as server:
        monkeypatch.setenv("OCM_API_URL", server.url)
        monkeypatch.setenv("OCM_API_KEY", server.key)
        # Fresh look-up lists and settings for every test.
        monkeypatch.setattr(QgsApplication, "qgisSettingsDirPath", staticmethod(lambda: str(tmp_path)))
        # Its numbers lie as close as those of the whole world: no search shall ask whether so many are wanted.
        monkeypatch.setattr(run, "ENOUGH", 1_000_000)
        # Each search asks the server, but for the tests of what is held.
        replace(Settings(), page_size=500, held_hours=0).save()
        yield server
        Settings().save()


@pytest.fixture
def tasks(window) -> Iterator[Tasks]:
    tasks = Tasks()
    yield tasks
    tasks.cancel_all()
    settle(no_task_runs)


@pytest.fixture
def searching(window, tasks) -> Iterator[SearchController]:
    searching = SearchController(window, tasks, Messages(window), window.panel())
    yield searching
    searching.stop()


@pytest.fixture
def sharing(window, tasks) -> Iterator[Sharing]:
    sharing = Sharing(window, tasks, Messages(window))
    yield sharing
    sharing.stop()


@pytest.fixture
def form(window) -> Iterator[SearchForm]:
    panel = window.panel()
    form = SearchForm(window.canvas, panel)
    panel.fill(form)
    panel.show()
    settle()
    yield form
    form.area_widgets.stop()
    panel.stop()
    settle()


@pytest.fixture
def relations(window, tasks) -> Iterator[FileRelations]:
    relations = FileRelations(tasks)
    relations.start()
    yield relations
    relations.stop()

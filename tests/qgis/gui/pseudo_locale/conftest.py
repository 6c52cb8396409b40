"""The plugin in a language whose every letter carries an accent, in which no English may be left.

Each test of this folder walks one surface, as users reach it, and lists the texts in which plain letters are left. See
`tests.support.pseudo`, also for what may stay plain.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest
from qgis.core import QgsApplication, QgsProject, QgsVectorLayer
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QLocale, QObject, pyqtSignal
from qgis.PyQt.QtWidgets import QApplication, QMenu, QTextBrowser, QWidget

from ocm_plugin.ocm.search.search import Search
from ocm_plugin.plugin import OpenChargeMapPlugin
from ocm_plugin.qgis_support.settings import Settings
from tests.ocm_server import OcmServer
from tests.support import pseudo
from tests.support.pseudo import Shown, accented, left_overs
from tests.support.shown_texts import plain, texts_of

from ..conftest import Window, no_task_runs, settle
from ..results import request, run


class MainWindow(Window):
    """A window that holds a whole plugin."""

    layoutDesignerOpened = pyqtSignal(QObject)

    def __init__(self) -> None:
        super().__init__()
        self.menus = QMenu(self.window)
        self.plugin_menu = QMenu(self.menus)
        self.menus.addMenu(self.plugin_menu)
        self.tool_bar: list = []
        self.designers: list = []
        self.locator_filters: list = []

    def activeLayer(self):
        return None if self.active is None or sip.isdeleted(self.active) else self.active

    def webMenu(self) -> QMenu:
        return self.menus

    def addPluginToWebMenu(self, name: str, action) -> None:
        self.plugin_menu.setTitle(name)
        self.plugin_menu.addAction(action)

    def removePluginWebMenu(self, name: str, action) -> None:
        self.plugin_menu.removeAction(action)

    def registerLocatorFilter(self, each) -> None:
        self.locator_filters.append(each)

    def deregisterLocatorFilter(self, each) -> None:
        self.locator_filters.remove(each)

    def addWebToolBarIcon(self, action) -> None:
        self.tool_bar.append(action)

    def removeWebToolBarIcon(self, action) -> None:
        self.tool_bar.remove(action)

    def registerOptionsWidgetFactory(self, factory) -> None:
        self.options = factory

    def unregisterOptionsWidgetFactory(self, factory) -> None:
        del self.options

    def openLayoutDesigners(self) -> list:
        return self.designers


@pytest.fixture(scope="session")
def language_files(tmp_path_factory) -> str:
    with pytest.MonkeyPatch.context() as patch:
        return str(pseudo.write_language(tmp_path_factory.mktemp("i18n"), patch))


@pytest.fixture
def pseudo_locale(qgis_app, language_files, monkeypatch):
    """QGIS in a language of which the plugin has the pseudo-language as its file."""
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    monkeypatch.setattr("ocm_plugin.qgis_support.translation.translations_path", lambda: language_files)
    yield
    QLocale.setDefault(before)


@pytest.fixture
def server(monkeypatch, tmp_path):
    with OcmServer(pseudo.pois(), pseudo.reference()) as server:
        monkeypatch.setenv("OCM_API_URL", server.url)
        monkeypatch.setenv("OCM_API_KEY", server.key)
        monkeypatch.setattr(QgsApplication, "qgisSettingsDirPath", staticmethod(lambda: str(tmp_path)))
        Settings().save()
        yield server
        Settings().save()


@pytest.fixture
def window(qgis_app, qgis_processing) -> Iterator[MainWindow]:
    QgsProject.instance().clear()
    window = MainWindow()
    yield window
    window.close()


@pytest.fixture
def plugin(pseudo_locale, server, window) -> Iterator[OpenChargeMapPlugin]:
    """The plugin as QGIS starts it."""
    plugin = OpenChargeMapPlugin(window)
    plugin.initGui()
    yield plugin
    plugin.unload()
    settle(no_task_runs)


@pytest.fixture
def stations(plugin, window) -> QgsVectorLayer:
    """A result with comments and photos, as it stands in the project."""
    run(plugin.searching, window, request(Search(include_comments=True, min_power_kw=20)))
    settle(lambda: not plugin.searching.work.goes_on)
    (layer,) = [layer for layer in QgsProject.instance().mapLayers().values() if layer.isSpatial()]
    window.setActiveLayer(layer)
    return layer


def none_left(shown: Iterable[Shown]) -> None:
    """Fail with the texts in which English is left."""
    found = list(shown)
    assert found, "nothing was shown"
    rest = left_overs(found)
    assert not rest, f"{len(rest)} texts with English:\n" + "\n".join(rest)


def of(place: str, texts: Iterable[str]) -> Iterator[Shown]:
    return (Shown(place, text) for text in texts)


def message(window: Window) -> Iterator[Shown]:
    """The message that is shown, its buttons and its details."""
    item = window.item()
    yield from texts_of(item)
    yield from of("message", [plain(item.text()), item.title()])
    if any(text == accented("Details") for text in window.buttons()):
        before = set(QApplication.topLevelWidgets())
        window.press(accented("Details"))
        settle()
        for viewer in set(QApplication.topLevelWidgets()) - before:
            yield from texts_of_viewer(viewer)


def texts_of_viewer(viewer: QWidget) -> list[Shown]:
    """What QGIS' window for a long message shows of ours; it is closed."""
    shown = [*of("window", [viewer.windowTitle(), viewer.findChild(QTextBrowser).toPlainText()])]
    viewer.close()
    return shown

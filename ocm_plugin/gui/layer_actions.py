"""What can be done with a layer of charging stations: in its context menu, and only there, and in the plugin's menu."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from qgis.core import QgsProject, QgsVectorLayer
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import QObject, pyqtSignal
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QAction, QMenu

from ..layers.keywords import is_station_layer, stations_of
from ..ocm.translation import tr
from ..qgis_support import compat
from ..qgis_support.paths import icon_path

if TYPE_CHECKING:
    from .idle_steps import Stepping


class LayerActions(QObject):
    """Actions on the active layer, which a right click makes active. They act only on layers of this plugin.

    On a table of connections, comments or photos they act on its stations; without these they are off.
    """

    share_kml_wanted = pyqtSignal(QgsVectorLayer)
    share_web_page_wanted = pyqtSignal(QgsVectorLayer)
    save_wanted = pyqtSignal(QgsVectorLayer)
    save_to_postgis_wanted = pyqtSignal(QgsVectorLayer)
    reload_wanted = pyqtSignal(QgsVectorLayer)
    new_wanted = pyqtSignal(QgsVectorLayer)
    undo_wanted = pyqtSignal(QgsVectorLayer)
    edit_wanted = pyqtSignal(QgsVectorLayer)
    """The search of the layer is to be shown in the panel."""
    changes_menu_wanted = pyqtSignal(QgsVectorLayer, QMenu)
    """The menu is to be filled with the reloads of which the changes can be shown."""
    analysis_menu_wanted = pyqtSignal(QgsVectorLayer, QMenu)
    """The menu is to be filled with the analyses of the layer."""

    def __init__(self, iface: QgisInterface) -> None:
        super().__init__()
        self._iface = iface
        self._offered: set[str] = set()
        self._undoable: frozenset[str] = frozenset()
        """The ids of the layers of which a reload can be undone."""
        self._styling: Stepping | None = None
        self._style_menu = QMenu()
        self._style_menu.aboutToShow.connect(self._fill_style_menu)
        self._changes_menu = QMenu()
        self._changes_menu.aboutToShow.connect(self._fill_changes_menu)
        self._analysis_menu = QMenu()
        self._analysis_menu.aboutToShow.connect(self._fill_analysis_menu)
        self._undo_action = self._action("undo", tr("&Undo Reload"), self.undo_wanted.emit)
        self.actions = [
            self._action("export-kml", tr("Share as &KML/KMZ…"), self.share_kml_wanted.emit),
            self._action("export-web", tr("Share as &Web Page…"), self.share_web_page_wanted.emit),
            self._action("save", tr("Save Permanently (&GeoPackage with Styles)…"), self.save_wanted.emit),
            self._action("save", tr("Save to &PostGIS…"), self.save_to_postgis_wanted.emit),
            self._action("reload", tr("&Reload from Open Charge Map"), self.reload_wanted.emit),
            self._undo_action,
            self._action("openchargemap", tr("&Edit This Search…"), self.edit_wanted.emit),
            self._action("load", tr("Search for &New Stations"), self.new_wanted.emit),
            self._menu_action("changes", tr("Show &Changes"), self._changes_menu),
            self._menu_action("analyse", tr("&Analyse"), self._analysis_menu),
            self._menu_action("", tr("Change &Style"), self._style_menu),
        ]

    def _action(self, icon: str, text: str, do: Callable[[QgsVectorLayer], object]) -> QAction:
        action = QAction(QIcon(icon_path(icon)), text, self)
        action.triggered.connect(lambda _checked=False: self._with_active_layer(do))
        return action

    def _menu_action(self, icon: str, text: str, menu: QMenu) -> QAction:
        action = QAction(QIcon(icon_path(icon)) if icon else QIcon(), text, self)
        action.setMenu(menu)
        return action

    def start(self) -> None:
        """Offer the actions on all layers of ours, now and as they come and go."""
        self._iface.currentLayerChanged.connect(self._offer)
        QgsProject.instance().relationManager().changed.connect(self._offer)
        QgsProject.instance().layersAdded.connect(self._offer)
        QgsProject.instance().layersRemoved.connect(self._offer)
        self._offer()

    def stop(self) -> None:
        """Take the actions away from all layers."""
        self._iface.currentLayerChanged.disconnect(self._offer)
        QgsProject.instance().relationManager().changed.disconnect(self._offer)
        QgsProject.instance().layersAdded.disconnect(self._offer)
        QgsProject.instance().layersRemoved.disconnect(self._offer)
        self._withdraw()
        self._stop_styling()
        self._style_menu.deleteLater()
        self._changes_menu.deleteLater()
        self._analysis_menu.deleteLater()

    def _offer(self, *_: object) -> None:
        """Bring QGIS' list of the layers with these actions up to date.

        It is made again when it has changed: QGIS keeps addresses of layers, and a new layer may get a removed one's.
        """
        ours = {
            layer_id: layer for layer_id, layer in QgsProject.instance().mapLayers().items() if is_station_layer(layer)
        }
        if set(ours) != self._offered:
            self._withdraw()
            for action in self.actions:
                self._iface.addCustomActionForLayerType(action, tr("Open Charge Map"), compat.VECTOR_LAYER, False)
                for layer in ours.values():
                    self._iface.addCustomActionForLayer(action, layer)
            self._offered = set(ours)
        stations = self._active_stations()
        for action in self.actions:
            action.setEnabled(stations is not None)
        self._undo_action.setEnabled(stations is not None and stations.id() in self._undoable)

    def allow_undo(self, layer_ids: frozenset[str]) -> None:
        """Let the reloads of these layers be undone, and of no other."""
        self._undoable = layer_ids
        self._offer()

    def _withdraw(self) -> None:
        if self._offered:
            for action in self.actions:
                self._iface.removeCustomActionForLayerType(action)
            self._offered = set()

    def _active_stations(self) -> QgsVectorLayer | None:
        return stations_of(self._iface.activeLayer(), QgsProject.instance())

    def _with_active_layer(self, do: Callable[[QgsVectorLayer], object]) -> None:
        stations = self._active_stations()
        if stations is not None:
            do(stations)

    def _fill_changes_menu(self) -> None:
        self._with_active_layer(lambda layer: self.changes_menu_wanted.emit(layer, self._changes_menu))

    def _fill_analysis_menu(self) -> None:
        self._with_active_layer(lambda layer: self.analysis_menu_wanted.emit(layer, self._analysis_menu))

    def _fill_style_menu(self) -> None:
        from ..layers.style import STYLES

        self._style_menu.clear()
        for style in STYLES:
            action = self._style_menu.addAction(tr(style.title))
            action.triggered.connect(
                lambda _checked=False, name=style.name: self._with_active_layer(lambda layer: self._draw(layer, name))
            )

    def _draw(self, layer: QgsVectorLayer, style: str) -> None:
        """Draw a layer in another style; a step at a time, as its stations are counted for the legend."""
        from ..layers.style import styled
        from .idle_steps import Stepping

        self._stop_styling()
        self._styling = Stepping(styled(layer, style))
        self._styling.start()

    def _stop_styling(self) -> None:
        if self._styling is not None:
            self._styling.stop()

"""What QGIS sees of the plugin. Each thing added has its removal beside it, so that unloading leaves nothing behind.

QGIS starts this with every session: what is slow to load (what stands in the panel, network, layers) is
imported when first used.
"""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Callable

from qgis.core import QgsApplication, QgsExpression, QgsProject, QgsVectorLayer
from qgis.gui import QgisInterface
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, QTimer
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QAction, QMenu

from .gui.browser import Browser
from .gui.canvas_attribution import CanvasAttribution
from .gui.file_logs import FileLogs
from .gui.file_relations import FileRelations
from .gui.layer_actions import LayerActions
from .gui.layout_action import LayoutAction
from .gui.locator import Locator
from .gui.messages import Messages, unexpected_error
from .gui.options import PAGE_NAME, OptionsFactory
from .gui.project_layers import DrawnLayers, EmptyLayers, ReviewLayers
from .gui.search_panel import SearchPanel
from .gui.source_select import SourceSelect
from .gui.tasks import Tasks
from .layers.connection_rows import ConnectionsFunction
from .layers.keywords import is_station_layer
from .ocm.translation import tr
from .qgis_support import compat
from .qgis_support.paths import icon_path
from .qgis_support.translation import Translation

if TYPE_CHECKING:
    from .gui.map_following import MapFollowing
    from .gui.search_controller import SearchController
    from .gui.search_form import SearchForm
    from .gui.sharing import Sharing
    from .gui.tips_in_view import TipsInView
    from .processing.provider import OpenChargeMapProvider


class OpenChargeMapPlugin(QObject):
    """The plugin of one QGIS session."""

    def __init__(self, iface: QgisInterface) -> None:
        super().__init__()
        self._iface = iface
        self._removals = ExitStack()
        self._searching: SearchController | None = None
        self._sharing: Sharing | None = None
        self.following: MapFollowing | None = None
        """What lets a layer follow the map, once that was wanted."""
        self._menu: QMenu | None = None
        self._tips: TipsInView | None = None
        self.provider: OpenChargeMapProvider | None = None
        self.tasks = Tasks()
        self.messages = Messages(iface)

    def initProcessing(self) -> None:
        """Add the algorithms. `qgis_process` calls only this."""
        if self.provider is not None:
            return
        from .processing.provider import OpenChargeMapProvider

        translation = Translation()
        translation.start()
        self._removals.callback(translation.stop)
        self.provider = OpenChargeMapProvider()
        QgsApplication.processingRegistry().addProvider(self.provider)
        self.provider.refreshAlgorithms()  # with the example models, which are of algorithms that QGIS knows now
        self._removals.callback(self._remove_provider)

    def _remove_provider(self) -> None:
        provider, self.provider = self.provider, None
        if not sip.isdeleted(provider):
            QgsApplication.processingRegistry().removeProvider(provider)

    def initGui(self) -> None:
        """Add everything that users see."""
        self.initProcessing()
        self.panel = SearchPanel(self._iface)
        self._removals.callback(self.panel.stop)
        self._removals.callback(self._stop_work)
        self.search_action = self._add_action("openchargemap", tr("&Search Stations"), self._enter_search)
        self._iface.addWebToolBarIcon(self.search_action)
        self._removals.callback(lambda: self._iface.removeWebToolBarIcon(self.search_action))
        self.panel.start(self.search_action)
        self._add_following()
        self._add_layer_actions()
        self._keep_groups_apart()
        self._add_empty_layers()
        self._add_file_relations()
        self._add_action("attribution", tr("&About and Attribution…"), self.show_about)
        self._add_action("options", tr("&Options…"), self.open_options)
        self._add_options_page()
        self._add_label()
        self._keep_tips_in_view()
        self._add_layout_action()
        self._add_browser()
        self._add_locator()
        self._add_expression_function()
        self._add_source_select()
        if self.panel.isVisible():  # in a window that is shown already, as the last session left it
            self._fill_panel()
        self.panel.opened.connect(self._fill_panel)

    def unload(self) -> None:
        """Take everything away again, in reverse order."""
        try:
            self._removals.close()
        except Exception:
            # The rest has been taken away all the same; most likely, QGIS had deleted something by itself.
            unexpected_error()

    def _add_action(self, icon: str, text: str, do: Callable[[], object]) -> QAction:
        """A new action in the Web menu."""
        action = QAction(QIcon(icon_path(icon)), text, self._iface.mainWindow())
        action.triggered.connect(lambda _checked=False: do())
        self._removals.callback(action.deleteLater)
        self._add_to_menu(action)
        return action

    def _add_to_menu(self, action: QAction) -> None:
        name = tr("Open Charge Map")
        self._removals.callback(self._delete_menu)
        self._iface.addPluginToWebMenu(name, action)
        self._removals.callback(lambda: self._iface.removePluginWebMenu(name, action))
        menus = (entry.menu() for entry in self._iface.webMenu().actions())
        self._menu = next(menu for menu in menus if menu is not None and action in menu.actions())

    def _delete_menu(self) -> None:
        """QGIS takes an empty sub-menu away, but keeps it in memory."""
        if self._menu is not None and not self._menu.actions():
            self._menu.deleteLater()
            self._menu = None

    def _add_following(self) -> None:
        self.follow_action = self._add_action("follow", tr("&Follow the Map"), self._follow)
        self.follow_action.setCheckable(True)
        self.follow_action.setToolTip(tr("Load the stations of what the map shows, as it moves"))
        self._iface.addWebToolBarIcon(self.follow_action)
        self._removals.callback(lambda: self._iface.removeWebToolBarIcon(self.follow_action))

    def _follow(self) -> None:
        """Follow the map, or leave the layer as it is."""
        if not self.follow_action.isChecked():
            if self.following is not None:
                self.following.freeze()
            return
        if self.following is None:
            from .gui.map_following import MapFollowing

            self.following = MapFollowing(self._iface, self.tasks, self.messages, self.searching)
            self.following.changed.connect(self.follow_action.setChecked)
        self.following.start(self.searching.shown_filters())

    def _add_layer_actions(self) -> None:
        self.layer_actions = LayerActions(self._iface)
        self.layer_actions.start()
        self._removals.callback(self.layer_actions.stop)
        for action in self.layer_actions.actions:
            self._add_to_menu(action)
        self.layer_actions.share_kml_wanted.connect(lambda layer: self.sharing.share_kml(layer))
        self.layer_actions.share_web_page_wanted.connect(lambda layer: self.sharing.share_web_page(layer))
        self.layer_actions.save_wanted.connect(lambda layer: self.sharing.save(layer))
        self.layer_actions.save_to_postgis_wanted.connect(lambda layer: self.sharing.save_to_postgis(layer))
        self.layer_actions.reload_wanted.connect(lambda layer: self.searching.reloads.reload(layer))
        self.layer_actions.undo_wanted.connect(lambda layer: self.searching.undo.undo_last(layer))
        self.layer_actions.edit_wanted.connect(lambda layer: self.searching.edit_search(layer))
        self.layer_actions.new_wanted.connect(lambda layer: self.searching.reloads.search_new(layer))
        self.layer_actions.changes_menu_wanted.connect(
            lambda layer, menu: self.searching.changes.fill_menu(layer, menu)
        )
        self.layer_actions.analysis_menu_wanted.connect(self._fill_analysis_menu)

    def _fill_analysis_menu(self, layer: QgsVectorLayer, menu: QMenu) -> None:
        from .gui.analysing import fill_menu

        fill_menu(menu, layer, self.messages)

    def _keep_groups_apart(self) -> None:
        """Groups of results are for them alone: the place of the next layer follows what is active."""
        self._iface.currentLayerChanged.connect(self._keep_group_apart_soon)
        QgsProject.instance().layersAdded.connect(self._keep_group_apart_soon)
        QgsProject.instance().layersRemoved.connect(self._keep_group_apart_soon)
        self._removals.callback(self._leave_groups)

    def _leave_groups(self) -> None:
        self._iface.currentLayerChanged.disconnect(self._keep_group_apart_soon)
        QgsProject.instance().layersAdded.disconnect(self._keep_group_apart_soon)
        QgsProject.instance().layersRemoved.disconnect(self._keep_group_apart_soon)

    def _keep_group_apart_soon(self, *_: object) -> None:
        """Once QGIS has chosen a place by itself."""
        layer = self._iface.activeLayer()
        if is_station_layer(layer):
            from .gui.first_look import keep_group_apart

            layer_id = layer.id()
            QTimer.singleShot(0, lambda: keep_group_apart(layer_id))

    def _add_empty_layers(self) -> None:
        self.empty_layers = EmptyLayers(self._iface, self.messages)
        self.empty_layers.start()
        self._removals.callback(self.empty_layers.stop)
        self.empty_layers.reload_wanted.connect(lambda layer_ids: self.searching.reloads.reload_all(layer_ids))

    def _add_file_relations(self) -> None:
        self.file_relations = FileRelations(self.tasks)
        self.file_relations.start()
        self._removals.callback(self.file_relations.stop)
        self._file_logs = FileLogs()
        self._file_logs.start()
        self._removals.callback(self._file_logs.stop)
        self._drawn_layers = DrawnLayers()
        self._drawn_layers.start()
        self._removals.callback(self._drawn_layers.stop)
        self._reviews = ReviewLayers()
        self._reviews.start()
        self._removals.callback(self._reviews.stop)
        self._reviews.edited.connect(self._keep_decisions)

    def _keep_decisions(self, review: QgsVectorLayer, changed: list[int]) -> None:
        from .gui.decisions import Decisions

        Decisions(self.tasks, self.messages).keep(review, changed)

    def _add_options_page(self) -> None:
        self._options = OptionsFactory()
        self._iface.registerOptionsWidgetFactory(self._options)
        self._removals.callback(lambda: self._iface.unregisterOptionsWidgetFactory(self._options))

    def _add_label(self) -> None:
        self.label = CanvasAttribution(self._iface.mapCanvas())
        self.label.start()
        self._removals.callback(self.label.stop)

    def _keep_tips_in_view(self) -> None:
        """From when map tips are switched on."""
        action = self._iface.actionMapTips() if hasattr(self._iface, "actionMapTips") else None
        if action is None or compat.MAP_TIPS_STAY_IN_VIEW:
            return
        action.toggled.connect(self._watch_tips)
        self._removals.callback(lambda: action.toggled.disconnect(self._watch_tips))
        self._watch_tips(action.isChecked())

    def _watch_tips(self, are_shown: bool) -> None:
        if are_shown and self._tips is None:
            from .gui.tips_in_view import TipsInView

            self._tips = TipsInView(self._iface.mapCanvas())
            self._tips.start()
            self._removals.callback(self._tips.stop)

    def _add_layout_action(self) -> None:
        self._layout_action = LayoutAction(self._iface)
        self._layout_action.start()
        self._removals.callback(self._layout_action.stop)

    def _add_browser(self) -> None:
        self.browser = Browser()
        self.browser.start()
        self._removals.callback(self.browser.stop)
        self.browser.demo_wanted.connect(lambda: self.searching.run_demo())
        self.browser.places_wanted.connect(self._add_demo_places)
        self.browser.search_wanted.connect(lambda saved: self.searching.run_saved(saved))
        self.browser.edit_wanted.connect(lambda saved: self.searching.show_saved(saved))
        self.browser.mirror_wanted.connect(lambda path: self.searching.show_mirror(path))

    def _add_demo_places(self) -> None:
        from .gui.analysing import add_demo_places

        add_demo_places(self.messages)

    def _add_locator(self) -> None:
        self.locator = Locator(self._iface)
        self.locator.start()
        self._removals.callback(self.locator.stop)
        self.locator.typed_wanted.connect(lambda typed, run: self.searching.show_typed(typed, run))
        self.locator.saved_wanted.connect(
            lambda saved, run: (
                self.searching.run_saved(saved) if run and saved.has_place else self.searching.show_saved(saved)
            )
        )

    def _add_expression_function(self) -> None:
        """What map tips and forms ask for the connections of a station; users may ask as well."""
        function = ConnectionsFunction()  # which QGIS does not keep
        QgsExpression.registerFunction(function)
        self._removals.callback(lambda: QgsExpression.unregisterFunction(function.name()))

    def _add_source_select(self) -> None:
        self.source_select = SourceSelect(self.browser)
        self.source_select.start()
        self._removals.callback(self.source_select.stop)
        self.source_select.panel_wanted.connect(self.open_search)
        self.source_select.typed_wanted.connect(lambda line: self.searching.show_typed(self.locator.meant(line), True))

    @property
    def searching(self) -> SearchController:
        """The searches of this session, made when first asked for."""
        if self._searching is None:
            from .gui.search_controller import SearchController

            searching = self._searching = SearchController(self._iface, self.tasks, self.messages, self.panel)
            searching.options_wanted.connect(self.open_options)
            searching.saved_changed.connect(self.browser.refresh_soon)
            searching.undoable_changed.connect(self.layer_actions.allow_undo)
            searching.share_wanted.connect(lambda layer: self.sharing.share_kml(layer))
            searching.save_wanted.connect(lambda layer: self.sharing.save(layer))
        return self._searching

    @property
    def sharing(self) -> Sharing:
        """The sharing of layers, made when first asked for."""
        if self._sharing is None:
            from .gui.sharing import Sharing

            self._sharing = Sharing(self._iface, self.tasks, self.messages)
        return self._sharing

    def _stop_work(self) -> None:
        for work in (self.following, self._searching, self._sharing):
            if work is not None:
                work.stop()
        self.following = self._searching = self._sharing = None
        self.tasks.cancel_all()
        self.messages.clear()

    def open_search(self) -> SearchForm:
        """Show the search panel, and return what stands in it."""
        return self.searching.open_panel()

    def _fill_panel(self) -> None:
        """The panel is shown, by whatever click."""
        self.searching.fill_panel()

    def _enter_search(self) -> None:
        """The action has opened or closed the panel: opened, it takes what is typed next."""
        if self.search_action.isChecked():
            self.open_search()

    def open_options(self) -> None:
        """Show the plugin's page of QGIS' options."""
        self._iface.showOptionsDialog(self._iface.mainWindow(), PAGE_NAME)
        if self._searching is not None:
            self._searching.tell_server()

    def show_about(self) -> None:
        """Show what the plugin is, and whose data the project's layers hold."""
        from .gui.about import show_about

        show_about(self._iface)

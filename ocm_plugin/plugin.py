"""What QGIS sees of the plugin. Each thing added has its removal beside it, so that unloading leaves nothing behind.

QGIS starts this with every session: whatever is heavy (dialog, network, layers) is imported when first used.
"""

from __future__ import annotations

from typing import Callable

from qgis.core import QgsApplication
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QAction

from .gui.undo import Undo
from .qgis_support.paths import icon_path


class OpenChargeMapPlugin(QObject):
    """The plugin of one QGIS session."""

    def __init__(self, iface) -> None:
        super().__init__()
        self._iface = iface
        self._undo = Undo()
        self.provider = None
        self.search_dialog = None

    def initProcessing(self) -> None:
        """Add the algorithms. `qgis_process` calls only this."""
        if self.provider is not None:
            return
        from .processing.provider import OpenChargeMapProvider

        self.provider = OpenChargeMapProvider()
        QgsApplication.processingRegistry().addProvider(self.provider)
        self._undo.add(self._remove_provider)

    def _remove_provider(self) -> None:
        provider, self.provider = self.provider, None
        if not sip.isdeleted(provider):
            QgsApplication.processingRegistry().removeProvider(provider)

    def initGui(self) -> None:
        """Add everything a person sees."""
        self._undo.add(self._close_search)
        self.search_action = self._add_action("openchargemap", self.tr("&Search Stations…"), self.open_search)
        self._iface.addWebToolBarIcon(self.search_action)
        self._undo.add(lambda: self._iface.removeWebToolBarIcon(self.search_action))

    def unload(self) -> None:
        """Take everything away again, in reverse order."""
        self._undo.run()

    def _add_action(self, icon: str, text: str, do: Callable[[], object]) -> QAction:
        """An action in the Web menu."""
        action = QAction(QIcon(icon_path(icon)), text, self._iface.mainWindow())
        action.triggered.connect(lambda _checked=False: do())
        menu = self.tr("Open Charge Map")
        self._iface.addPluginToWebMenu(menu, action)

        def remove() -> None:
            self._iface.removePluginWebMenu(menu, action)
            action.deleteLater()

        self._undo.add(remove)
        return action

    def open_search(self):
        """Show the search dialog, and return it."""
        if self.search_dialog is None:
            from .gui.search_dialog import SearchDialog

            self.search_dialog = SearchDialog(self._iface)
        self.search_dialog.show()
        self.search_dialog.raise_()
        self.search_dialog.activateWindow()
        return self.search_dialog

    def _close_search(self) -> None:
        dialog, self.search_dialog = self.search_dialog, None
        if dialog is not None and not sip.isdeleted(dialog):
            dialog.close()
            dialog.deleteLater()

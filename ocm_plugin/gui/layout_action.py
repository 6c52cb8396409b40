"""An action in the window of each print layout: credit the data providers on the page."""

from __future__ import annotations

from qgis.gui import QgisInterface, QgsLayoutDesignerInterface
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QAction

from ..ocm.errors import OcmError
from ..ocm.translation import tr
from ..qgis_support.outside_text import as_markup
from ..qgis_support.paths import icon_path


class LayoutAction(QObject):
    """Keeps the action in all windows of print layouts, those open now and those opened later."""

    def __init__(self, iface: QgisInterface) -> None:
        super().__init__()
        self._iface = iface
        self._actions: list[QAction] = []

    def start(self) -> None:
        """Offer the action."""
        self._iface.layoutDesignerOpened.connect(self._offer)
        for designer in self._iface.openLayoutDesigners():
            self._offer(designer)

    def stop(self) -> None:
        """Take the action away from the windows that are still open."""
        self._iface.layoutDesignerOpened.disconnect(self._offer)
        for action in self._actions:
            if not sip.isdeleted(action):
                action.deleteLater()
        self._actions.clear()

    def _offer(self, designer: QgsLayoutDesignerInterface) -> None:
        text = tr("Add or Update &Open Charge Map Attribution")
        action = QAction(QIcon(icon_path("attribution")), text, designer.window())
        action.triggered.connect(lambda _checked=False: self._credit(designer))
        designer.itemsMenu().addAction(action)
        self._actions = [known for known in self._actions if not sip.isdeleted(known)]
        self._actions.append(action)

    def _credit(self, designer: QgsLayoutDesignerInterface) -> None:
        from ..share.print_layout import add_attribution

        title = tr("Open Charge Map")
        try:
            label = add_attribution(designer.layout())
        except OcmError as error:
            designer.messageBar().pushWarning(title, as_markup(error.sentence))
            return
        designer.layout().setSelectedItem(label)
        designer.messageBar().pushSuccess(title, tr("Data providers credited."))

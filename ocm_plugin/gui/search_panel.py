"""The search panel: a dock beside the map. What stands in it is loaded when it is first shown."""

from __future__ import annotations

from typing import Any

from qgis.gui import QgisInterface, QgsDockWidget
from qgis.PyQt.QtCore import QSize, Qt
from qgis.PyQt.QtWidgets import QAction, QWidget

from ..ocm.translation import tr

WIDTH = 340
"""In pixels, of a panel that was never made wider or narrower, with a font of usual size."""


class SearchPanel(QgsDockWidget):
    """One per session, as long as the plugin is loaded; closed it is only hidden. QGIS keeps its place and size."""

    def __init__(self, iface: QgisInterface) -> None:
        super().__init__(tr("Search Charging Stations"), iface.mainWindow())
        self.setObjectName("openChargeMapSearch")
        self.setAllowedAreas(Qt.DockWidgetArea.LeftDockWidgetArea | Qt.DockWidgetArea.RightDockWidgetArea)
        self._iface = iface

    def start(self, action: QAction) -> None:
        """Stand beside the map as the last session left it, at first hidden; the action opens and closes it."""
        window = self._iface.mainWindow()
        self._iface.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self)
        self.hide()
        window.restoreDockWidget(self)
        self.setToggleVisibilityAction(action)

    def stop(self) -> None:
        """Go, for good."""
        self._iface.removeDockWidget(self)
        self.deleteLater()

    def sizeHint(self) -> QSize:
        """As wide as the form wants to be, which QGIS asks when it first shows the panel."""
        hint = super().sizeHint()
        return QSize(max(hint.width(), WIDTH), hint.height())

    def fill(self, form: QWidget) -> None:
        """Put the form into the panel."""
        self.setWidget(form)

    def form(self) -> Any:
        """What stands in the panel; None before it was first shown."""
        return self.widget()

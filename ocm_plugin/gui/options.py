"""The plugin's page in QGIS' Options, as QGIS asks for it. The page itself is loaded when it is first shown."""

from __future__ import annotations

from qgis.gui import QgsOptionsPageWidget, QgsOptionsWidgetFactory
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QWidget

from ..ocm.translation import tr
from ..qgis_support.paths import icon_path

PAGE_NAME = "openChargeMapOptions"
"""For `iface.showOptionsDialog(currentPage=PAGE_NAME)`."""


class OptionsFactory(QgsOptionsWidgetFactory):
    """Makes the page. QGIS does not own the factory: the caller that registers it keeps it, and unregisters it."""

    def __init__(self) -> None:
        super().__init__(tr("Open Charge Map"), QIcon(icon_path("openchargemap")))

    def createWidget(self, parent: QWidget | None = None) -> QgsOptionsPageWidget:
        """A new page for a newly opened Options dialog."""
        from .options_page import OptionsPage

        return OptionsPage(parent)

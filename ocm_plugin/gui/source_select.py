"""Open Charge Map in QGIS' Data Source Manager. What stands on the page is loaded when QGIS first makes one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.gui import QgsAbstractDataSourceWidget, QgsGui, QgsSourceSelectProvider
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, pyqtSignal
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QWidget

from ..ocm.translation import tr
from ..qgis_support.paths import icon_path
from .browser import KEY, Browser

if TYPE_CHECKING:
    from .source_page import SourcePage

ORDER = 2900
"""Behind the other services: QGIS counts them from 2000."""


class SourceSelect(QObject):
    """Adds the page, and says what is wanted there; the entries are those of QGIS' browser."""

    typed_wanted = pyqtSignal(str)
    """Stations of a line such as "austin ccs 150" are wanted."""
    panel_wanted = pyqtSignal()

    def __init__(self, browser: Browser) -> None:
        super().__init__()
        self._browser = browser
        self._provider = _Provider(self)
        self._pages: list[SourcePage] = []

    def start(self) -> None:
        """Show the page, also in a window that is there already."""
        QgsGui.sourceSelectProviderRegistry().addProvider(self._provider)

    def stop(self) -> None:
        """Take it away; QGIS deletes page and provider."""
        QgsGui.sourceSelectProviderRegistry().removeProvider(self._provider)

    def make_page(self, parent: QWidget | None) -> SourcePage:
        """A page for a window of QGIS. Kept by name: what only QGIS knows, Python would collect."""
        from .source_page import SourcePage

        page = SourcePage(self._browser.entries, parent)
        page.typed_wanted.connect(self.typed_wanted)
        page.panel_wanted.connect(self.panel_wanted)
        self._pages = [each for each in self._pages if not sip.isdeleted(each)] + [page]
        return page


class _Provider(QgsSourceSelectProvider):
    """What QGIS asks for the page."""

    def __init__(self, owner: SourceSelect) -> None:
        super().__init__()
        self._owner = owner

    def providerKey(self) -> str:
        return KEY

    def name(self) -> str:
        return KEY

    def text(self) -> str:
        return tr("Open Charge Map")

    def toolTip(self) -> str:
        return tr("Charging stations of Open Charge Map")

    def ordering(self) -> int:
        return ORDER

    def icon(self) -> QIcon:
        return QIcon(icon_path("openchargemap"))

    def createDataSourceWidget(
        self, parent: QWidget | None = None, fl: Any = None, widgetMode: Any = None
    ) -> QgsAbstractDataSourceWidget:
        return self._owner.make_page(parent)

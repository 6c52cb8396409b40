"""Open Charge Map in QGIS' browser: the demo data, the saved searches and the mirror, each a double click away.

The items are of QGIS' own classes: items of classes of Python were collected while the browser still showed them (QGIS
3.22 and newer), which ended QGIS. That they are ours is known by their paths.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from qgis.core import Qgis, QgsApplication, QgsDataCollectionItem, QgsDataItem, QgsDataItemProvider
from qgis.gui import QgsDataItemGuiContext, QgsDataItemGuiProvider, QgsGui
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QMenu

from ..ocm.translation import tr
from ..qgis_support import compat
from ..qgis_support.outside_text import as_tool_tip
from ..qgis_support.paths import icon_path

if TYPE_CHECKING:
    from ..ocm.search.saved import SavedSearch

KEY = "openchargemap"
ROOT = f"{KEY}:/"


class Leaf(NamedTuple):
    """One entry, and what a double click does."""

    path: str
    name: str
    tip: str
    icon: str
    """Of QGIS' theme."""
    do: Callable[[], None]
    edit: Callable[[], None] | None = None
    """Shows it in the panel, where a double click does something else."""


class Browser(QObject):
    """Adds the item to QGIS' browser, and keeps its entries."""

    demo_wanted = pyqtSignal()
    places_wanted = pyqtSignal()
    """The municipalities and motorways around the demo stations shall be loaded."""
    search_wanted = pyqtSignal(object)
    """A SavedSearch, which has a place, shall run."""
    edit_wanted = pyqtSignal(object)
    """A SavedSearch shall be shown in the panel."""
    mirror_wanted = pyqtSignal(str)
    """The mirror at this path shall be the source in the panel."""

    def __init__(self) -> None:
        super().__init__()
        self._items = _Items(self.refresh_soon)
        self._doors = _Doors(self)
        self._leaves: dict[str, Leaf] = {}
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.refresh)

    def start(self) -> None:
        """Show the item."""
        QgsApplication.dataItemProviderRegistry().addProvider(self._items)
        QgsGui.dataItemGuiProviderRegistry().addProvider(self._doors)

    def stop(self) -> None:
        """Take it away."""
        self._soon.stop()
        QgsGui.dataItemGuiProviderRegistry().removeProvider(self._doors)
        QgsApplication.dataItemProviderRegistry().removeProvider(self._items)

    def refresh_soon(self) -> None:
        """Read the entries when QGIS has time: its start does not wait for them."""
        self._soon.start(0)

    def refresh(self) -> None:
        """Show the entries as they are now."""
        leaves = list(self.entries())
        self._leaves = {leaf.path: leaf for leaf in leaves}
        for shown in self._items.shown():
            shown.fill(leaves)

    def leaf(self, item: QgsDataItem) -> Leaf | None:
        """The entry that an item of the browser shows; None for those of others."""
        return self._leaves.get(item.path())

    def entries(self) -> Iterable[Leaf]:
        """What is offered now."""
        # Loaded after QGIS' start.
        from ..ocm.errors import FileWriteError
        from ..ocm.search.saved import shipped
        from ..qgis_support.settings import Settings
        from ..qgis_support.sources import saved_searches

        yield Leaf(
            f"{ROOT}demo",
            tr("Demo data (invented)"),
            tr("Loads some hundred invented stations. It takes neither key nor internet."),
            "mActionAddLayer.svg",
            self.demo_wanted.emit,
        )
        yield Leaf(
            f"{ROOT}places",
            tr("Municipalities and motorways (invented)"),
            tr("Loads two layers around the demo stations, to try the analyses on."),
            "mActionAddLayer.svg",
            self.places_wanted.emit,
        )
        mirror = Settings.load().mirror
        if mirror:
            yield Leaf(
                f"{ROOT}mirror",
                tr("Mirror: {name}", name=Path(mirror).name),
                mirror,
                "mIconDbSchema.svg",
                lambda: self.mirror_wanted.emit(mirror),
            )
        try:
            named = saved_searches().named().searches
        except FileWriteError:
            named = ()  # the panel's menu says why

        for saved in named:
            yield self._entry(f"{ROOT}saved/{saved.name}", saved)
        for saved in shipped():
            yield self._entry(f"{ROOT}shipped/{saved.name}", saved)

    def _entry(self, path: str, saved: SavedSearch) -> Leaf:
        if saved.has_place:
            run, edit = (lambda: self.search_wanted.emit(saved)), (lambda: self.edit_wanted.emit(saved))
            return Leaf(path, saved.name, tr("Runs this search."), "search.svg", run, edit)
        tip = tr("Puts these filters into the search panel.")
        return Leaf(path, saved.name, tip, "mActionFilter2.svg", lambda: self.edit_wanted.emit(saved))


class _Shown:
    """The item of one browser, and the entries below it.

    The entries are remembered. `QgsDataItem.children()` gives Python the items to own, though the browser still shows
    them: Python deletes them, and their first Python halves a second time (QGIS 3.22 and newer). It ended QGIS, at once
    or later.
    """

    def __init__(self, root: QgsDataItem) -> None:
        self.root = root
        self._entries: list[QgsDataItem] = []

    def fill(self, leaves: Iterable[Leaf]) -> None:
        """Show these entries in the place of those before."""
        while self._entries:
            self.root.deleteChildItem(self._entries.pop())
        for order, leaf in enumerate(leaves):
            entry = QgsDataItem(Qgis.BrowserItemType.Custom, self.root, leaf.name, leaf.path, KEY)
            entry.setSortKey(order)
            entry.setIcon(QgsApplication.getThemeIcon(leaf.icon))
            entry.setToolTip(as_tool_tip(leaf.tip))
            entry.setState(Qgis.BrowserItemState.Populated)
            self.root.addChildItem(entry, True)
            self._entries.append(entry)


class _Items(QgsDataItemProvider):
    """Gives the browser its item. QGIS has several browsers, each with an item of its own."""

    def __init__(self, made: Callable[[], None]) -> None:
        super().__init__()
        self._made = made
        self._shown: list[_Shown] = []

    def shown(self) -> list[_Shown]:
        """The items that the browsers show."""
        self._shown = [shown for shown in self._shown if not sip.isdeleted(shown.root)]
        return self._shown

    def name(self) -> str:
        return "Open Charge Map"

    def dataProviderKey(self) -> str:
        return KEY

    def capabilities(self) -> int:
        return compat.NETWORK_ITEMS

    def createDataItem(self, path: str, parentItem: QgsDataItem | None) -> QgsDataItem | None:
        if path:
            return None
        root = QgsDataCollectionItem(None, tr("Open Charge Map"), ROOT, KEY)
        # Not fertile: QGIS would ask it for its children when the browser is refreshed, and it has no code for that.
        root.setCapabilitiesV2(Qgis.BrowserItemCapabilities(Qgis.BrowserItemCapability.NoCapabilities))
        root.setIcon(QIcon(icon_path("openchargemap")))
        root.setState(Qgis.BrowserItemState.Populated)
        sip.transferto(root, None)
        self.shown().append(_Shown(root))
        self._made()
        return root


class _Doors(QgsDataItemGuiProvider):
    """What users do with the items."""

    def __init__(self, browser: Browser) -> None:
        super().__init__()
        self._browser = browser

    def name(self) -> str:
        return KEY

    def handleDoubleClick(self, item: QgsDataItem, context: QgsDataItemGuiContext) -> bool:
        leaf = self._browser.leaf(item)
        if leaf is not None:
            leaf.do()
        return leaf is not None

    def populateContextMenu(
        self, item: QgsDataItem, menu: QMenu, selectedItems: Iterable[QgsDataItem], context: QgsDataItemGuiContext
    ) -> None:
        leaf = self._browser.leaf(item)
        if leaf is not None and leaf.edit is not None:
            menu.addAction(tr("&Edit in the Search Panel")).triggered.connect(lambda _checked=False: leaf.edit())
        if leaf is not None:
            menu.addAction(tr("&Open")).triggered.connect(lambda _checked=False: leaf.do())

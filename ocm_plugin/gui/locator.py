"""Open Charge Map in QGIS' locator bar: "ocm austin ccs 150", "ocm 12345", or the name of a saved search."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from qgis.core import QgsFeedback, QgsLocatorContext, QgsLocatorFilter, QgsLocatorResult
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import QObject, pyqtSignal
from qgis.PyQt.QtGui import QIcon

from ..ocm.translation import tr
from ..qgis_support import compat
from ..qgis_support.paths import icon_path

if TYPE_CHECKING:
    from ..ocm.records.reference import ReferenceData
    from ..ocm.search.saved import SavedSearch
    from ..ocm.typed_search import LineReader, TypedSearch

PREFIX = "ocm"
MOST_SAVED = 8
"""So many saved searches are offered at once."""

RUN, EDIT = 0, 1
"""What a result is chosen for; the second stands in its context menu."""


class Locator(QObject):
    """Adds the filter to QGIS' locator bar, and says what was chosen."""

    typed_wanted = pyqtSignal(object, bool)
    """A TypedSearch, and whether it shall run at once; else it is shown in the panel."""
    saved_wanted = pyqtSignal(object, bool)
    """A SavedSearch, likewise."""

    reference: ReferenceData
    """The look-up lists by which the last line was read."""

    def __init__(self, iface: QgisInterface) -> None:
        super().__init__()
        self._iface = iface
        self._filter = _Filter(self)
        self._reader: LineReader | None = None
        self._state: tuple[str, int] | None = None
        """Of the file of look-up lists by which lines are read."""

    def start(self) -> None:
        """Answer in the locator bar."""
        self._iface.registerLocatorFilter(self._filter)

    def stop(self) -> None:
        """Answer no longer. QGIS deletes the filter."""
        self._iface.deregisterLocatorFilter(self._filter)

    def meant(self, line: str) -> TypedSearch:
        """What a line means, by the look-up lists that are at hand."""
        # Loaded when somebody types.
        from ..ocm.errors import SettingsError
        from ..ocm.records.built_in_reference import BUILT_IN
        from ..ocm.typed_search import LineReader
        from ..qgis_support.settings import Settings
        from ..qgis_support.sources import reference_store

        try:
            store = reference_store(Settings.load().server)
        except SettingsError:
            store = None
        # A search brings lists, and the options may name another server: what was read before is old then.
        state = store.state() if store is not None else None
        if self._reader is None or state != self._state:
            self._state = state
            self.reference = (store.load() if store is not None else None) or BUILT_IN
            self._reader = LineReader(self.reference)
        return self._reader.read(line)

    def saved(self, line: str) -> list[SavedSearch]:
        """The saved searches whose names have all words of a line at the beginning of a word."""
        from ..ocm.errors import FileWriteError
        from ..ocm.records.list_search import Entry, ListSearch
        from ..ocm.search.saved import shipped
        from ..qgis_support.sources import saved_searches

        try:
            named = saved_searches().named().searches
        except FileWriteError:
            named = ()  # the panel's menu says why
        known = [*named, *shipped()]
        found = ListSearch(Entry(number, each.name) for number, each in enumerate(known)).find(line)
        return [known[int(str(entry.id))] for entry in found[:MOST_SAVED]]


class _Filter(QgsLocatorFilter):
    """QGIS works with copies of it; what was chosen comes to the first one."""

    def __init__(self, locator: Locator) -> None:
        super().__init__()
        self._locator = locator
        self.setUseWithoutPrefix(False)

    def clone(self) -> _Filter:
        return _Filter(self._locator)

    def name(self) -> str:
        return "openchargemap"

    def displayName(self) -> str:
        return tr("Charging Stations (Open Charge Map)")

    def prefix(self) -> str:
        return PREFIX

    def flags(self) -> QgsLocatorFilter.Flags:
        # In the main thread: nothing is asked of a server, and all that is read is small.
        return QgsLocatorFilter.Flags(QgsLocatorFilter.Flag.FlagFast)

    def fetchResults(self, string: str, context: QgsLocatorContext, feedback: QgsFeedback) -> None:
        for saved in self._locator.saved(string):
            self._offer(saved.name, tr("Saved search"), ("saved", saved))
        if string.strip():
            typed = self._locator.meant(string)
            self._offer(*self._words(typed), ("typed", typed))

    def _words(self, typed: TypedSearch) -> tuple[str, str]:
        """What is offered for a line, and what was understood of it."""
        from ..ocm.search.areas import StationIds
        from ..ocm.search_wording import search_words

        area = typed.search.area
        if isinstance(area, StationIds):
            return tr("Station OCM-{number}", number=str(area.ids[0])), ""
        filters = ", ".join(search_words(typed.search, self._locator.reference).filters)
        if typed.place:
            return tr("Charging stations near “{place}”", place=typed.place), filters
        return tr("Charging stations in the map view"), filters

    def _offer(self, text: str, description: str, chosen: tuple[str, object]) -> None:
        result = QgsLocatorResult(self, text, chosen)
        result.description = description
        result.icon = QIcon(icon_path("openchargemap"))
        result.actions = [QgsLocatorResult.ResultAction(EDIT, tr("Show in the Search Panel"))]
        self.resultFetched.emit(result)

    def triggerResult(self, result: QgsLocatorResult) -> None:
        self._choose(result, RUN)

    def triggerResultFromAction(self, result: QgsLocatorResult, actionId: int) -> None:
        self._choose(result, actionId)

    def _choose(self, result: QgsLocatorResult, action: int) -> None:
        kind, chosen = compat.user_data(result)
        signals: dict[str, Callable[[object, bool], None]] = {
            "saved": self._locator.saved_wanted.emit,
            "typed": self._locator.typed_wanted.emit,
        }
        signals[kind](chosen, action == RUN)

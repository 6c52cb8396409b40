"""The searches that are kept, as a menu: those with a name, those that come with the plugin, and the last ones."""

from __future__ import annotations

from collections.abc import Iterable

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QMenu, QWidget

from ..ocm.errors import FileWriteError
from ..ocm.search.saved import SavedSearch, SetAside, shipped
from ..ocm.translation import tr
from ..qgis_support.outside_text import as_tool_tip
from ..qgis_support.sources import saved_searches

_LONGEST = 80
"""Characters of one entry; its tool tip has all."""


class SavedMenu(QMenu):
    """Filled when it opens: another QGIS may have saved a search meanwhile."""

    chosen = pyqtSignal(object)
    """The SavedSearch that shall stand in the panel."""
    save_wanted = pyqtSignal()
    """The search in the panel shall be saved."""
    manage_wanted = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setToolTipsVisible(True)
        self.aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        self.clear()
        save = self.addAction(QgsApplication.getThemeIcon("mActionFileSave.svg"), tr("&Save This Search…"))
        save.triggered.connect(lambda _checked=False: self.save_wanted.emit())
        manage = self.addAction(tr("&Manage Saved Searches…"))
        manage.triggered.connect(lambda _checked=False: self.manage_wanted.emit())
        try:
            kept = saved_searches()
            named, recent = kept.named(), kept.recent()
        except FileWriteError as error:
            self._add_title(tr("Saved searches"))
            self._add_unreadable(SetAside(tr("Saved searches"), error.sentence))
        else:
            self._add_part(tr("Saved searches"), [*named.searches, *named.set_aside])
            self._add_part(tr("Last searches"), recent.searches)
        self._add_part(tr("Come with the plugin"), shipped())

    def _add_part(self, title: str, entries: Iterable[SavedSearch | SetAside]) -> None:
        listed = list(entries)
        if listed:
            self._add_title(title)
        for entry in listed:
            if isinstance(entry, SavedSearch):
                self._add_search(entry)
            else:
                self._add_unreadable(entry)

    def _add_title(self, title: str) -> None:
        """Not as `addSection`, whose text some styles leave out."""
        self.addSeparator()
        self.addAction(title).setEnabled(False)

    def _add_search(self, saved: SavedSearch) -> None:
        action = self.addAction(_entry_text(saved.name))
        action.setToolTip(as_tool_tip(saved.name))
        action.triggered.connect(lambda _checked=False: self.chosen.emit(saved))

    def _add_unreadable(self, entry: SetAside) -> None:
        text = _entry_text(tr("{name}: {why}", name=entry.name, why=entry.why))
        action = self.addAction(QgsApplication.getThemeIcon("mIconWarning.svg"), text)
        action.setToolTip(as_tool_tip(entry.why))
        action.triggered.connect(lambda _checked=False: self.manage_wanted.emit())


def _entry_text(name: str) -> str:
    """A name as an entry shows it: one line, and no letter of it is a shortcut."""
    short = name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
    return short.replace("&", "&&")

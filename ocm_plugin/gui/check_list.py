"""A list of which several entries can be chosen, with a field above it that narrows what is shown."""

from __future__ import annotations

import unicodedata
from collections.abc import Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Callable, TypeVar

from qgis.gui import QgsFilterLineEdit
from qgis.PyQt.QtCore import QEvent, QObject, QSortFilterProxyModel, Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeySequence, QStandardItem, QStandardItemModel
from qgis.PyQt.QtWidgets import QAction, QLabel, QListView

from ..ocm.translation import tr
from ..qgis_support.outside_text import as_tool_tip

ID_ROLE = Qt.ItemDataRole.UserRole
WORDS_ROLE = Qt.ItemDataRole.UserRole + 1
"""What typing finds an entry by."""

Id = TypeVar("Id", bound=Hashable)


@contextmanager
def _silence(source: QObject) -> Iterator[None]:
    """Block the signals of an object meanwhile."""
    before = source.blockSignals(True)
    yield
    source.blockSignals(before)


_WRITTEN_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
"""Letters as they are written where a keyboard lacks them."""
_BARE = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ı": "i"})
"""Letters that Unicode does not take apart into a letter and its accent."""


def _bare(text: str) -> str:
    """A text in small letters without accents."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).translate(_BARE)


def _found_by(*titles: str) -> str:
    """The titles in every way to type them: "osterreich" and "oesterreich" for "Österreich"."""
    written_out = (unicodedata.normalize("NFC", title.casefold()).translate(_WRITTEN_OUT) for title in titles)
    return "\n".join(dict.fromkeys(map(_bare, (*titles, *written_out))))


class CheckList(QObject):
    """The entries of a QListView, each with an id, a title and a check box.

    Entries keep their check mark while they are filtered away. The filter field is optional.
    """

    changed = pyqtSignal()
    """Another choice."""

    def __init__(self, view: QListView, filter_edit: QgsFilterLineEdit | None = None) -> None:
        super().__init__(view)
        self._view = view
        self._filter_edit = filter_edit
        self._unknown_title: Callable[[Any], str] = str
        self._model = QStandardItemModel(self)
        self._shown = QSortFilterProxyModel(self)
        self._shown.setSourceModel(self._model)
        self._shown.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._shown.setFilterRole(WORDS_ROLE)
        view.setModel(self._shown)
        self._nothing = QLabel(view.viewport())
        self._nothing.setWordWrap(True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setEnabled(False)
        self._nothing.hide()
        self._model.itemChanged.connect(lambda _item: self.changed.emit())
        self._add_menu()
        if filter_edit is not None:
            filter_edit.setShowSearchIcon(True)
            filter_edit.textChanged.connect(self._narrow)
            filter_edit.installEventFilter(self)
        view.viewport().installEventFilter(self)

    def _add_menu(self) -> None:
        """A context menu, and with it shortcuts: tick or clear everything that is shown."""
        self._view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        for text, shortcut, do in (
            (tr("Check All Shown"), QKeySequence(QKeySequence.StandardKey.SelectAll), self.check_shown),
            (tr("Clear the Choice"), QKeySequence("Ctrl+Shift+A"), lambda: self.set_checked(())),
        ):
            action = QAction(text, self._view)
            action.setShortcut(shortcut)
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(lambda _checked=False, do=do: do())
            self._view.addAction(action)

    def set_entries(
        self,
        entries: Iterable[tuple[Id, str]],
        unknown_title: Callable[[Id], str],
        other_titles: Mapping[Id, str] | None = None,
    ) -> None:
        """Show other entries, (id, title) in this order. Chosen ids stay chosen, also those without an entry any more.

        `unknown_title` names those. `other_titles`: by which typing finds entries as well, such as the service's own.
        """
        chosen = self.checked()
        self._unknown_title = unknown_title
        with _silence(self):
            self._model.clear()
            for entry_id, title in entries:
                self._append(entry_id, title, (other_titles or {}).get(entry_id, ""))
            self._check(chosen)
        self._narrow()

    def _append(self, entry_id: Hashable, title: str, other_title: str = "") -> QStandardItem:
        item = QStandardItem(title)
        item.setData(entry_id, ID_ROLE)
        item.setData(_found_by(title, other_title), WORDS_ROLE)
        item.setToolTip(as_tool_tip(title))
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Unchecked)
        self._model.appendRow(item)
        return item

    def _items(self) -> list[QStandardItem]:
        return [self._model.item(row) for row in range(self._model.rowCount())]

    def checked(self) -> tuple[Any, ...]:
        """The chosen ids, in the order of the list."""
        return tuple(item.data(ID_ROLE) for item in self._items() if item.checkState() == Qt.CheckState.Checked)

    def set_checked(self, ids: Iterable[Hashable]) -> None:
        """Choose exactly these ids; one without an entry gets an entry."""
        before = self.checked()
        with _silence(self):
            self._check(ids)
        self._narrow()
        if self.checked() != before:
            self.changed.emit()

    def _check(self, ids: Iterable[Hashable]) -> None:
        wanted = set(ids)
        for item in self._items():
            is_wanted = item.data(ID_ROLE) in wanted
            item.setCheckState(Qt.CheckState.Checked if is_wanted else Qt.CheckState.Unchecked)
            wanted.discard(item.data(ID_ROLE))
        for entry_id in sorted(wanted, key=str):
            self._append(entry_id, self._unknown_title(entry_id)).setCheckState(Qt.CheckState.Checked)

    def check_shown(self) -> None:
        """Choose all entries that the filter shows, besides those chosen before."""
        shown = [self._shown.index(row, 0).data(ID_ROLE) for row in range(self._shown.rowCount())]
        self.set_checked({*self.checked(), *shown})

    def _narrow(self) -> None:
        self._shown.setFilterFixedString(_bare(self._filter_edit.text().strip()) if self._filter_edit else "")
        self._nothing.setVisible(self._shown.rowCount() == 0)
        self._nothing.setText(
            tr("No entry matches.")
            if self._model.rowCount()
            else tr("The entries are loaded at the first connection to the server.")
        )
        self._nothing.resize(self._view.viewport().size())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the "no entry" text in the middle; let Down go from the filter field into the list.

        Enter ends there: it belongs to the word that was typed, and would press the dialog's default button.
        """
        if event.type() == QEvent.Type.Resize and watched is self._view.viewport():
            self._nothing.resize(self._view.viewport().size())
        elif event.type() == QEvent.Type.KeyPress and watched is self._filter_edit:
            if event.key() == Qt.Key.Key_Down:
                self._enter_list()
                return True
            return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        return super().eventFilter(watched, event)

    def _enter_list(self) -> None:
        self._view.setFocus(Qt.FocusReason.TabFocusReason)
        if not self._view.currentIndex().isValid():
            self._view.setCurrentIndex(self._shown.index(0, 0))

"""A list of which several entries can be chosen, with a field above it that finds them."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Any, Callable

from qgis.gui import QgsFilterLineEdit
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QAbstractItemModel, QAbstractListModel, QEvent, QModelIndex, QObject, Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeyEvent, QKeySequence
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QAction,
    QLabel,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from ..ocm.records.list_search import Entry, ListSearch
from ..ocm.translation import tr
from ..qgis_support.compat import enum_number
from ..qgis_support.outside_text import as_tool_tip

ID_ROLE = Qt.ItemDataRole.UserRole
_TICKED = Qt.CheckState.Checked
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


_TOP = QModelIndex()
"""What lies above all rows of a list."""


class _Rows(QAbstractListModel):
    """The rows that are shown now. Views ask for those in sight only, so that thousands cost nothing."""

    toggled = pyqtSignal()
    """The user ticked a row, or took its tick away."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.chosen: set[Hashable] = set()
        self._shown: list[Entry] = []

    def show(self, entries: list[Entry]) -> None:
        """Show these entries, in this order."""
        self.beginResetModel()
        self._shown = entries
        self.endResetModel()

    def shown(self) -> list[Entry]:
        return self._shown

    def rowCount(self, parent: QModelIndex = _TOP) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: QModelIndex = _TOP) -> int:
        return 0 if parent.isValid() else 1

    def flags(self, index: QModelIndex) -> Any:
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self._shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == Qt.ItemDataRole.CheckStateRole:
            return enum_number(_TICKED if entry.id in self.chosen else Qt.CheckState.Unchecked)
        if role == Qt.ItemDataRole.ToolTipRole:
            return as_tool_tip(entry.title)
        return entry.id if role == ID_ROLE else None

    def setData(self, index: QModelIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        entry_id = self._shown[index.row()].id
        if enum_number(value) == enum_number(_TICKED):
            self.chosen.add(entry_id)
        else:
            self.chosen.discard(entry_id)
        self.dataChanged.emit(index, index, [Qt.ItemDataRole.CheckStateRole])
        self.toggled.emit()
        return True

    def toggle(self, index: QModelIndex) -> None:
        """Tick a row, or take its tick away."""
        is_ticked = index.data(ID_ROLE) in self.chosen
        self.setData(index, Qt.CheckState.Unchecked if is_ticked else _TICKED, Qt.ItemDataRole.CheckStateRole)


class _WholeRow(QStyledItemDelegate):
    """Takes a click anywhere on a row for one on its check box."""

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: QModelIndex
    ) -> bool:
        if event.type() == QEvent.Type.MouseButtonRelease and event.button() == Qt.MouseButton.LeftButton:
            model.toggle(index)
            return True
        if event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick):
            return False  # a double click is two clicks: its second release toggles as well
        return bool(super().editorEvent(event, model, option, index))


class CheckList(QObject):
    """The entries of a QListView, each with an id, a title and a check box.

    What is typed in the field finds entries by any of their words (`ListSearch`), the likeliest first. Chosen entries
    stay in sight above the others, whatever is typed. A list without a field keeps its order.
    """

    changed = pyqtSignal()
    """Another choice."""

    def __init__(self, view: QListView, filter_edit: QgsFilterLineEdit | None = None) -> None:
        super().__init__(view)
        self._view = view
        self._filter_edit = filter_edit
        self._unknown_title: Callable[[Any], str] = str
        self._entries: list[Entry] = []
        self._search: ListSearch | None = None
        """Made when somebody types."""
        self._rows = _Rows(self)
        view.setModel(self._rows)
        view.setItemDelegate(_WholeRow(view))
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._nothing = QLabel(view.viewport())
        self._nothing.setWordWrap(True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setEnabled(False)
        self._nothing.hide()
        self._rows.toggled.connect(self.changed)
        self._add_menu()
        if filter_edit is not None:
            filter_edit.setShowSearchIcon(True)
            filter_edit.textChanged.connect(lambda _text: self._narrow())
            filter_edit.installEventFilter(self)
        view.installEventFilter(self)
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

    def set_entries(self, entries: Iterable[Entry], unknown_title: Callable[[Any], str]) -> None:
        """Show other entries, in this order. Chosen ids stay chosen, also those without an entry any more.

        `unknown_title` names those.
        """
        self._unknown_title = unknown_title
        self._entries = list(entries)
        self._add_unknown()
        self._narrow()

    def _add_unknown(self) -> None:
        known = {entry.id for entry in self._entries}
        unknown = sorted(self._rows.chosen - known, key=str)
        self._entries.extend(Entry(entry_id, self._unknown_title(entry_id)) for entry_id in unknown)
        self._search = None

    def checked(self) -> tuple[Any, ...]:
        """The chosen ids, in the order of the list."""
        return tuple(entry.id for entry in self._entries if entry.id in self._rows.chosen)

    def set_checked(self, ids: Iterable[Hashable]) -> None:
        """Choose exactly these ids; one without an entry gets an entry."""
        before = set(self._rows.chosen)
        self._rows.chosen = set(ids)
        self._add_unknown()
        self._narrow()
        if self._rows.chosen != before:
            self.changed.emit()

    def check_shown(self) -> None:
        """Choose all entries that are shown, besides those chosen before."""
        self.set_checked({*self._rows.chosen, *(entry.id for entry in self._rows.shown())})

    # Finding

    def _typed(self) -> str:
        return self._filter_edit.text().strip() if self._filter_edit is not None else ""

    def _found(self) -> list[Entry]:
        """What was typed, the likeliest first; what looks like it, when nothing is called so."""
        if self._search is None:
            self._search = ListSearch(self._entries)
        typed = self._typed()
        return self._search.find(typed) or self._search.near(typed)

    def _narrow(self) -> None:
        if self._filter_edit is None:
            shown, is_empty = self._entries, not self._entries
        else:
            found = self._found() if self._typed() else sorted(self._entries, key=lambda entry: entry.is_outdated)
            chosen = [entry for entry in self._entries if entry.id in self._rows.chosen]
            shown = [*chosen, *(entry for entry in found if entry.id not in self._rows.chosen)]
            is_empty = not found and not chosen
        self._rows.show(list(shown))
        self._view.scrollToTop()
        self._nothing.setVisible(is_empty)
        self._nothing.setText(
            tr("No entry matches.")
            if self._entries
            else tr("The entries are loaded at the first connection to the server.")
        )
        self._nothing.resize(self._view.viewport().size())

    def tick_best(self) -> None:
        """Choose what was most likely meant, and let the next word take the place of what was typed."""
        found = self._found() if self._typed() else []
        if found and self._filter_edit is not None:
            self.set_checked({*self._rows.chosen, found[0].id})
            self._filter_edit.selectAll()

    # Keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the "no entry" text in the middle, and let keys go between the field and the list.

        Enter ends here: it ticks, and would press the dialog's default button.
        """
        view = getattr(self, "_view", None)
        if view is None or sip.isdeleted(view):
            return False  # the end of a widget takes its focus, when Python's part of this may be gone
        if watched is self._view.viewport():
            if event.type() == QEvent.Type.Resize:
                self._nothing.resize(self._view.viewport().size())
        elif event.type() == QEvent.Type.FocusOut and watched is self._view and self._filter_edit is not None:
            if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
                self._narrow()
        elif event.type() == QEvent.Type.KeyPress:
            return self._list_takes(event) if watched is self._view else self._field_takes(event, self._filter_edit)
        return super().eventFilter(watched, event)

    def _field_takes(self, event: QKeyEvent, field: Any) -> bool:
        """Whether a key in the field was for the list."""
        key = event.key()
        if key in _ENTERS:
            self.tick_best()
        elif key == Qt.Key.Key_Down:
            self._enter_list()
        elif key == Qt.Key.Key_Escape and field.text():
            field.clear()
        else:
            return False
        return True

    def _list_takes(self, event: QKeyEvent) -> bool:
        """Whether a key in the list was for the row, or for the field above."""
        key, index = event.key(), self._view.currentIndex()
        if key in _ENTERS:
            if index.isValid():
                self._rows.toggle(index)
            return True
        if self._filter_edit is None:
            return False
        if key == Qt.Key.Key_Up and index.row() <= 0:
            self._filter_edit.setFocus(Qt.FocusReason.BacktabFocusReason)
            return True
        modifiers = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if event.text().strip() and event.text().isprintable() and modifiers == Qt.KeyboardModifier.NoModifier:
            self._filter_edit.setFocus(Qt.FocusReason.OtherFocusReason)
            self._filter_edit.setText(event.text())
            return True
        return False

    def _enter_list(self) -> None:
        self._view.setFocus(Qt.FocusReason.TabFocusReason)
        if not self._view.currentIndex().isValid():
            self._view.setCurrentIndex(self._rows.index(self._first_match()))

    def _first_match(self) -> int:
        """The row below the chosen ones, while something is typed."""
        if not self._typed():
            return 0
        others = (row for row, entry in enumerate(self._rows.shown()) if entry.id not in self._rows.chosen)
        return next(others, 0)

"""Windows for the searches that are kept: a name for one, and the list of all, to be changed and exchanged."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialogButtonBox,
    QFileDialog,
    QGridLayout,
    QInputDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ..ocm.errors import OcmError
from ..ocm.files import written_whole
from ..ocm.search.saved import SavedSearch, SetAside, read_file, to_file
from ..ocm.translation import tr
from ..qgis_support.outside_text import as_tool_tip
from ..qgis_support.sources import saved_searches
from .roomy_dialog import RoomyDialog

_ENTRY = Qt.ItemDataRole.UserRole


class SaveSearchDialog(RoomyDialog):
    """Asks for a name, and whether the place belongs to the search."""

    def __init__(self, proposed: str, taken: list[str], parent: QWidget | None = None) -> None:
        """`taken`: names that are in use; a search of one of them would be replaced, which is said."""
        super().__init__(parent)
        self.setWindowTitle(tr("Save Search"))
        self._taken = {name.casefold() for name in taken}
        self.name_edit = QLineEdit(proposed, self)
        self.name_edit.selectAll()
        self.with_place = QCheckBox(tr("With the &place"), self)
        self.with_place.setChecked(True)
        self.with_place.setToolTip(tr("Off: only the filters are saved, and apply wherever you are."))
        self.note = QLabel(self)
        self.note.setWordWrap(True)
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel, self
        )
        label = QLabel(tr("&Name"), self)
        label.setBuddy(self.name_edit)
        layout = QVBoxLayout(self)
        for widget in (label, self.name_edit, self.with_place, self.note, self.buttons):
            layout.addWidget(widget)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.name_edit.textChanged.connect(self._check)
        self._check()

    def _check(self) -> None:
        name = " ".join(self.name_edit.text().split())
        self.buttons.button(QDialogButtonBox.StandardButton.Save).setEnabled(bool(name))
        if not name:
            self.note.setText(tr("Please give the search a name."))
        elif name.casefold() in self._taken:
            self.note.setText(tr("The search that is saved as “{name}” will be replaced.", name=name))
        else:
            self.note.clear()


class SavedSearchesDialog(RoomyDialog):
    """The list of saved searches. What is done in it is done at once."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Saved Searches"))
        self._kept = saved_searches()
        self.list = QListWidget(self)
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setAccessibleName(tr("Saved searches"))
        self.note = QLabel(self)
        self.note.setWordWrap(True)
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.note.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout = QGridLayout(self)
        layout.addWidget(self.list, 0, 0, 7, 1)
        self.rename_button = self._add_button(tr("&Rename…"), self._rename)
        self.delete_button = self._add_button(tr("&Delete"), self._delete)
        self.up_button = self._add_button(tr("&Up"), lambda: self._move(-1))
        self.down_button = self._add_button(tr("D&own"), lambda: self._move(1))
        self.import_button = self._add_button(tr("&Import…"), self._import)
        self.export_button = self._add_button(tr("&Export All…"), self._export)
        layout.setRowStretch(6, 1)
        layout.addWidget(self.note, 7, 0, 1, 2)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons, 8, 0, 1, 2)
        self.list.currentItemChanged.connect(lambda _now, _before: self._enable())
        self.list.model().rowsMoved.connect(lambda *_where: self._safely(self._store_order))
        self._safely(self._fill)

    def _add_button(self, text: str, do: Callable[[], None]) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked=False: self._safely(do))
        layout = self.layout()
        layout.addWidget(button, layout.count() - 1, 1)
        return button

    def _safely(self, do: Callable[[], None]) -> None:
        """Do it; what went wrong is said below the list."""
        try:
            do()
        except OcmError as error:
            self.note.setText(error.sentence)
        self._enable()

    def _fill(self, current: str = "") -> None:
        found = self._kept.named()
        self.list.clear()
        entries: list[SavedSearch | SetAside] = [*found.searches, *found.set_aside]
        for entry in entries:
            item = QListWidgetItem(entry.name)
            item.setData(_ENTRY, entry)
            if isinstance(entry, SetAside):
                item.setIcon(QgsApplication.getThemeIcon("mIconWarning.svg"))
                item.setToolTip(as_tool_tip(entry.why))
            self.list.addItem(item)
            if entry.name == current:
                self.list.setCurrentItem(item)
        if self._kept.problem:
            self.note.setText(self._kept.problem)
        elif not self.list.count():
            self.note.setText(tr("No search is saved yet. “Save This Search…” in the search panel saves one."))

    def _enable(self) -> None:
        row, count = self.list.currentRow(), self.list.count()
        for button, is_possible, why in (
            (self.rename_button, isinstance(self._entry(), SavedSearch), tr("Choose a search that can be read.")),
            (self.delete_button, row >= 0, tr("Choose a search.")),
            (self.up_button, row > 0, tr("Choose a search below the first one.")),
            (self.down_button, 0 <= row < count - 1, tr("Choose a search above the last one.")),
            (self.export_button, count > 0, tr("No search is saved yet.")),
        ):
            button.setEnabled(is_possible)
            button.setToolTip("" if is_possible else why)

    def _entry(self) -> SavedSearch | SetAside | None:
        item = self.list.currentItem()
        return None if item is None else item.data(_ENTRY)

    def _rename(self) -> None:
        entry = self._entry()
        if entry is None:
            return
        name, is_given = QInputDialog.getText(
            self, tr("Rename Search"), tr("New name"), QLineEdit.EchoMode.Normal, entry.name
        )
        if is_given:
            self._kept.rename(entry.name, name)
            self.note.clear()
            self._fill(" ".join(name.split()))

    def _delete(self) -> None:
        entry = self._entry()
        if entry is None:
            return
        self._kept.delete(entry.name)
        self.note.setText(tr("“{name}” was deleted.", name=entry.name))
        row = self.list.currentRow()
        self._fill()
        self.list.setCurrentRow(min(row, self.list.count() - 1))

    def _move(self, by: int) -> None:
        row = self.list.currentRow()
        self.list.insertItem(row + by, self.list.takeItem(row))
        self.list.setCurrentRow(row + by)
        self._store_order()

    def _store_order(self) -> None:
        self._kept.order([self.list.item(row).text() for row in range(self.list.count())])

    def _import(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self, tr("Import Searches"), "", tr("Files of searches (*.json);;All files (*)")
        )
        if path:
            self.import_file(path)

    def import_file(self, path: str) -> None:
        """Add the searches of a file; says what could not be read. Raises OcmError."""
        found = read_file(Path(path))
        added = self._kept.add(found.searches)
        self._fill(added[-1].name if added else "")
        said = [tr("{n} search was added.", "{n} searches were added.", n=len(added))]
        said += [tr("“{name}” was left out: {why}", name=each.name, why=each.why) for each in found.set_aside]
        self.note.setText("\n".join(said))

    def _export(self) -> None:
        path, _ = QFileDialog.getSaveFileName(
            self, tr("Export Searches"), "searches.json", tr("Files of searches (*.json)")
        )
        if path:
            self.export_file(path if Path(path).suffix else f"{path}.json")

    def export_file(self, path: str) -> None:
        """Write all that can be read into a file, which holds no key. Raises OcmError."""
        searches = self._kept.named().searches
        with written_whole(path) as part:
            part.write_text(to_file(searches), encoding="utf-8")
        self.note.setText(
            tr("{n} search was written to {path}.", "{n} searches were written to {path}.", n=len(searches), path=path)
        )

"""The page of QGIS' Data Source Manager: a line for a first search, and what QGIS' browser offers."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from qgis.core import QgsApplication, QgsProviderRegistry
from qgis.gui import QgsAbstractDataSourceWidget, QgsFilterLineEdit
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeyEvent, QShowEvent
from qgis.PyQt.QtWidgets import (
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ..ocm.translation import tr
from ..qgis_support.outside_text import as_tool_tip
from .browser import Leaf


class SourcePage(QgsAbstractDataSourceWidget):
    """Whatever is chosen closes the window, and goes on in the panel and on the map."""

    typed_wanted = pyqtSignal(str)
    panel_wanted = pyqtSignal()

    def __init__(self, entries: Callable[[], Iterable[Leaf]], parent: QWidget | None) -> None:
        super().__init__(parent, Qt.WindowType.Widget, QgsProviderRegistry.WidgetMode.Embedded)
        self._entries = entries
        self._leaves: list[Leaf] = []
        self.line = QgsFilterLineEdit(self)
        self.line.setPlaceholderText(tr("Place, plug and power: austin ccs 150"))
        self.search_button = QPushButton(tr("Search"), self)
        self.list = QListWidget(self)
        self.panel_button = QPushButton(tr("Open the Search Panel"), self)
        self.buttons = QDialogButtonBox(self)
        self._arrange()
        self._connect()
        self.refresh()

    def _arrange(self) -> None:
        line_label = QLabel(tr("&Charging stations near a place"), self)
        line_label.setBuddy(self.line)
        list_label = QLabel(tr("&Saved searches and data at hand"), self)
        list_label.setBuddy(self.list)
        row = QHBoxLayout()
        row.addWidget(self.line, 1)
        row.addWidget(self.search_button)
        self.setupButtons(self.buttons)
        help_button = self.buttons.button(QDialogButtonBox.StandardButton.Help)
        if help_button is not None:  # QGIS has no page about us
            self.buttons.removeButton(help_button)
        self.buttons.addButton(self.panel_button, QDialogButtonBox.ButtonRole.ActionRole)
        layout = QVBoxLayout(self)
        layout.addWidget(line_label)
        layout.addLayout(row)
        layout.addWidget(list_label)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.buttons)

    def _connect(self) -> None:
        self.line.returnPressed.connect(self._search)
        self.line.textChanged.connect(lambda _text: self._look())
        self.search_button.clicked.connect(lambda _checked=False: self._search())
        self.list.itemActivated.connect(lambda _item: self.addButtonClicked())
        self.list.currentRowChanged.connect(lambda _row: self._look())
        self.panel_button.clicked.connect(lambda _checked=False: self._leave(self.panel_wanted.emit))

    def refresh(self) -> None:
        """Offer what there is now."""
        self._leaves = list(self._entries())
        self.list.clear()
        for leaf in self._leaves:
            item = QListWidgetItem(QgsApplication.getThemeIcon(leaf.icon), leaf.name, self.list)
            item.setToolTip(as_tool_tip(leaf.tip))
        self._look()

    def _look(self) -> None:
        self.search_button.setEnabled(bool(self.line.text().strip()))
        self.enableButtons.emit(self.list.currentRow() >= 0)

    def addButtonClicked(self) -> None:
        """Do what the chosen entry is for. QGIS calls it as well, by its *Add*."""
        if 0 <= self.list.currentRow() < len(self._leaves):
            self._leave(self._leaves[self.list.currentRow()].do)

    def _search(self) -> None:
        line = self.line.text().strip()
        if line:
            self._leave(lambda: self.typed_wanted.emit(line))

    def _leave(self, do: Callable[[], object]) -> None:
        """Close the window of which this is a page, not the page itself; then go on."""
        self.accepted.emit()
        do()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is for the field that has the focus: a dialog would press a button besides."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Be up to date, and let what is typed go into the line."""
        super().showEvent(event)
        self.refresh()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

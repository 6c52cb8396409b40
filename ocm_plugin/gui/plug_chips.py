"""The kinds of plugs as buttons, each of which ticks all its connection types in a list."""

from __future__ import annotations

from itertools import islice

from qgis.PyQt.QtCore import QSize, Qt
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ..ocm.records.plug_groups import PLUG_GROUPS, PlugGroup, is_whole
from ..ocm.records.reference import ReferenceData
from ..ocm.translation import tr
from ..qgis_support.outside_text import as_tool_tip
from ..qgis_support.paths import icon_path
from .check_list import CheckList

IN_A_ROW = 3


class PlugChips(QWidget):
    """A button for each kind of plug: down when all its connection types are ticked, in italics when some are."""

    def __init__(self, check_list: CheckList, parent: QWidget) -> None:
        super().__init__(parent)
        self._list = check_list
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(3)
        self._chips = [(group, self._chip(group)) for group in PLUG_GROUPS]
        for start in range(0, len(self._chips), IN_A_ROW):
            row = QHBoxLayout()
            row.setSpacing(3)
            rows.addLayout(row)
            for _, chip in islice(self._chips, start, start + IN_A_ROW):
                row.addWidget(chip)
        check_list.changed.connect(self._show)

    def _chip(self, group: PlugGroup) -> QToolButton:
        chip = QToolButton(self)
        chip.setObjectName(f"plug_{group.name}")
        chip.setCheckable(True)
        chip.setText(tr(group.label))
        chip.setIcon(QIcon(icon_path(f"plug-{group.name}")))
        side = self.fontMetrics().height()
        chip.setIconSize(QSize(side, side))
        chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        chip.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        chip.clicked.connect(lambda is_down, group=group: self._choose(group, is_down))
        return chip

    def chips(self) -> list[QToolButton]:
        """The buttons, in their order."""
        return [chip for _, chip in self._chips]

    def set_reference(self, reference: ReferenceData) -> None:
        """Say in tool tips which connection types a kind stands for."""
        for group, chip in self._chips:
            titles = [reference.title("connection_types", number) for number in group.type_ids]
            chip.setToolTip(as_tool_tip("\n".join(titles)))
        self._show()

    def _choose(self, group: PlugGroup, is_down: bool) -> None:
        chosen = set(self._list.checked())
        self._list.set_checked(chosen | set(group.type_ids) if is_down else chosen - set(group.type_ids))
        self._show()

    def _show(self) -> None:
        chosen = set(self._list.checked())
        for group, chip in self._chips:
            chip.setChecked(is_whole(group, chosen))
            some = chosen & set(group.type_ids)
            font = chip.font()
            font.setItalic(bool(some) and not chip.isChecked())
            chip.setFont(font)

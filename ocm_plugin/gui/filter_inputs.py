"""The widgets of single filters: one class for each kind of the table of filters."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

from qgis.gui import QgsDateTimeEdit, QgsDoubleSpinBox, QgsFilterLineEdit, QgsSpinBox
from qgis.PyQt.QtCore import QDate, QDateTime, QObject, Qt, QTime, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListView,
    QWidget,
)

from ..ocm.checks import MAX_POWER_KW, MOST_LETTERS
from ..ocm.records.list_search import Entry, entries_of
from ..ocm.records.reference import ReferenceData
from ..ocm.search.filters import WHAT, Choices, Filter, Kind
from ..ocm.translation import language, tr
from .check_list import CheckList
from .plug_chips import PlugChips

NO_POWER = -1.0
"""What the power fields hold while they show "Any": 0 kW is a valid power."""
MAX_COUNT = 10_000_000

LEAST_WIDTH = 100
"""Of a number, a date or a choice, in pixels: what they ask for themselves is wider than the panel has room for."""

LIST_SIZE = (120, 110)
"""The smallest size of a list, in pixels."""


class Input(QObject):
    """The widget of one filter. Its name is that of the member of Search."""

    changed = pyqtSignal()
    """Another value."""

    def __init__(self, entry: Filter, parent: QWidget) -> None:
        super().__init__(parent)
        self.entry = entry
        self.widget = self._made(parent)
        self.widget.setObjectName(entry.name)
        self.widget.setToolTip(tr(entry.tool_tip))

    def _made(self, parent: QWidget) -> QWidget:
        raise NotImplementedError

    def value(self) -> Any:
        """What the widget shows, as the member of Search."""
        raise NotImplementedError

    def show(self, value: Any) -> None:
        """Show a value of the member of Search."""
        raise NotImplementedError

    def set_reference(self, reference: ReferenceData) -> None:
        """Offer the entries of other reference data, if the filter has a list."""

    def widgets(self) -> list[QWidget]:
        """What Tab goes through, in this order."""
        return [self.widget]

    def add_to(self, grid: QGridLayout) -> None:
        """Put the widget below what a grid of two columns holds, with its label beside it."""
        row = grid.rowCount()
        self.widget.setMinimumWidth(LEAST_WIDTH)
        grid.addWidget(self._label(self.widget), row, 0)
        grid.addWidget(self.widget, row, 1)

    def _label(self, buddy: QWidget) -> QLabel:
        label = QLabel(tr(self.entry.label), self.widget.parentWidget())
        label.setBuddy(buddy)
        return label

    def _tell(self, *_: object) -> None:
        self.changed.emit()


def offered_entries(choices: Choices, reference: ReferenceData) -> list[Entry]:
    """The entries of a list that are offered: of a long one by title, of a short one by number."""
    offered = [entry for entry in entries_of(choices.name, reference) if entry.id not in choices.not_offered]
    return offered if choices.is_long else sorted(offered, key=lambda entry: entry.id)


class ChoiceInput(Input):
    """A list of entries with check boxes, and a field to search a long one."""

    def _made(self, parent: QWidget) -> QListView:
        view = QListView(parent)
        view.setAccessibleName(self.entry.description)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setUniformItemSizes(True)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setMinimumSize(*LIST_SIZE)
        return view

    def __init__(self, entry: Filter, parent: QWidget) -> None:
        super().__init__(entry, parent)
        self._search_field = QgsFilterLineEdit(parent) if entry.choices.is_long else None
        if self._search_field is not None:
            self._search_field.setObjectName(f"{entry.name}_search")
            self._search_field.setPlaceholderText(tr("Type to filter the list…"))
        self._list = CheckList(self.widget, self._search_field)
        self._list.changed.connect(self.changed)

    def set_reference(self, reference: ReferenceData) -> None:
        choices = self.entry.choices
        offered = offered_entries(choices, reference)
        self._list.set_entries(offered, lambda number: reference.title(choices.name, number))

    def value(self) -> tuple[int, ...]:
        return self._list.checked()

    def show(self, value: Any) -> None:
        self._list.set_checked(value)

    def widgets(self) -> list[QWidget]:
        return [self.widget] if self._search_field is None else [self._search_field, self.widget]

    def add_to(self, grid: QGridLayout) -> None:
        """Label, field and list below one another: the list takes all room there is."""
        widgets = ChoiceInput.widgets(self)
        for widget in (self._label(widgets[0]), *widgets):
            grid.addWidget(widget, grid.rowCount(), 0, 1, 2)
        grid.setRowStretch(grid.rowCount() - 1, 1)


class PlugInput(ChoiceInput):
    """Connection types: their kinds as buttons, and the list of all of them in a place of its own."""

    def __init__(self, entry: Filter, parent: QWidget) -> None:
        super().__init__(entry, parent)
        self._chips = PlugChips(self._list, parent)

    def set_reference(self, reference: ReferenceData) -> None:
        super().set_reference(reference)
        self._chips.set_reference(reference)

    def widgets(self) -> list[QWidget]:
        return list(self._chips.chips())

    def list_widgets(self) -> list[QWidget]:
        """The list and what belongs to it, in the order of Tab."""
        return super().widgets()

    def add_to(self, grid: QGridLayout) -> None:
        grid.addWidget(self._chips, grid.rowCount(), 0, 1, 2)

    def add_list_to(self, grid: QGridLayout) -> None:
        """Put the list below what a grid holds."""
        super().add_to(grid)


class PowerInput(Input):
    """A number of kilowatts."""

    def _made(self, parent: QWidget) -> QgsDoubleSpinBox:
        box = QgsDoubleSpinBox(parent)
        box.setDecimals(2)
        box.setRange(NO_POWER, MAX_POWER_KW)
        _show_texts(box, tr(self.entry.any_text), tr(self.entry.prefix), tr(self.entry.suffix))
        box.setValue(NO_POWER)
        box.valueChanged.connect(self._tell)
        return box

    def value(self) -> float | None:
        return None if self.widget.value() < 0 else self.widget.value()

    def show(self, value: Any) -> None:
        self.widget.setValue(NO_POWER if value is None else value)


POWER_STEPS = (7.4, 22.0, 50.0, 150.0, 350.0)
"""What is offered as least power: the bounds of the classes that the map draws."""
OWN = "own"
"""Beside the steps: the entry that shows a field for another number."""


class StepInput(PowerInput):
    """The power as steps, and a field for any other."""

    def _made(self, parent: QWidget) -> QgsDoubleSpinBox:
        box = super()._made(parent)
        box.setAccessibleName(self.entry.description)
        self._steps = QComboBox(parent)
        self._steps.setObjectName(f"{self.entry.name}_steps")
        self._steps.setToolTip(self.entry.description)
        self._steps.addItem(tr(self.entry.any_text), None)
        for kw in POWER_STEPS:
            self._steps.addItem(tr("≥ {kw} kW", kw=language().significant(kw)), kw)
        self._steps.addItem(tr("Own value…"), OWN)
        self._steps.activated.connect(lambda _index: self._take_step(box))
        box.valueChanged.connect(lambda _value: self._show_step(box))
        self._show_step(box)
        return box

    def _take_step(self, box: QgsDoubleSpinBox) -> None:
        step = self._steps.currentData()
        box.setVisible(step == OWN)
        if step == OWN:
            box.setFocus()
            box.selectAll()
        else:
            box.setValue(NO_POWER if step is None else step)

    def _show_step(self, box: QgsDoubleSpinBox) -> None:
        """Show the step of a number; another number, or one that is being typed, in its field."""
        if self._steps.currentData() == OWN and not box.isHidden():
            return
        value = None if box.value() < 0 else box.value()
        steps = [self._steps.itemData(index) for index in range(self._steps.count())]
        self._steps.setCurrentIndex(steps.index(value) if value in steps else steps.index(OWN))
        box.setVisible(self._steps.currentData() == OWN)

    def show(self, value: Any) -> None:
        self.widget.hide()
        super().show(value)
        self._show_step(self.widget)

    def widgets(self) -> list[QWidget]:
        return [self._steps, self.widget]

    def add_to(self, grid: QGridLayout) -> None:
        row = grid.rowCount()
        line = QHBoxLayout()
        for widget in self.widgets():
            widget.setMinimumWidth(LEAST_WIDTH)
            line.addWidget(widget, 1)
        grid.addWidget(self._label(self._steps), row, 0)
        grid.addLayout(line, row, 1)


class CountInput(Input):
    """A whole number; 0 is any."""

    def _made(self, parent: QWidget) -> QgsSpinBox:
        box = QgsSpinBox(parent)
        box.setRange(0, MAX_COUNT)
        box.setSingleStep(self.entry.step)
        _show_texts(box, tr(self.entry.any_text), tr(self.entry.prefix), tr(self.entry.suffix))
        box.valueChanged.connect(self._tell)
        return box

    def value(self) -> int | None:
        return self.widget.value() or None

    def show(self, value: Any) -> None:
        self.widget.setValue(value or 0)


class SinceInput(Input):
    """A moment in UTC."""

    def _made(self, parent: QWidget) -> QgsDateTimeEdit:
        edit = QgsDateTimeEdit(parent)
        edit.setDisplayFormat(f"{language().date_pattern()} HH:mm")
        edit.setCalendarPopup(True)
        edit.setTimeSpec(Qt.TimeSpec.UTC)
        edit.setAllowNull(True)
        edit.setNullRepresentation(tr(self.entry.any_text))
        edit.clear()
        edit.valueChanged.connect(self._tell)
        return edit

    def value(self) -> datetime | None:
        if self.widget.isNull():
            return None
        day, clock = self.widget.dateTime().date(), self.widget.dateTime().time()
        return datetime(
            day.year(), day.month(), day.day(), clock.hour(), clock.minute(), clock.second(), tzinfo=timezone.utc
        )

    def show(self, value: Any) -> None:
        if value is None:
            self.widget.clear()
            return
        day, clock = QDate(value.year, value.month, value.day), QTime(value.hour, value.minute, value.second)
        self.widget.setDateTime(QDateTime(day, clock, Qt.TimeSpec.UTC))


class TextInput(Input):
    """Words."""

    def _made(self, parent: QWidget) -> QgsFilterLineEdit:
        edit = QgsFilterLineEdit(parent)
        edit.setMaxLength(MOST_LETTERS)
        edit.setPlaceholderText(tr(self.entry.any_text))
        edit.textChanged.connect(self._tell)
        return edit

    def value(self) -> str | None:
        return self.widget.text().strip() or None

    def show(self, value: Any) -> None:
        self.widget.setText(value or "")


class YesNoInput(Input):
    """Any, with, or without."""

    def _made(self, parent: QWidget) -> QComboBox:
        combo = QComboBox(parent)
        for text, value in zip((self.entry.any_text, *self.entry.answers), (None, True, False)):
            combo.addItem(tr(text), value)
        combo.currentIndexChanged.connect(self._tell)
        return combo

    def value(self) -> bool | None:
        return self.widget.currentData()

    def show(self, value: Any) -> None:
        # `findData` would take False for None.
        self.widget.setCurrentIndex((None, True, False).index(value))


class TickInput(Input):
    """A check box: only what has it. A search for what has it not is said as such, until the tick is taken away."""

    def _made(self, parent: QWidget) -> QCheckBox:
        self._ticked = True
        box = QCheckBox(tr(self.entry.label), parent)
        box.toggled.connect(self._toggled)
        return box

    def _toggled(self, is_ticked: bool) -> None:
        if not is_ticked:
            self._mean(True)
        self._tell()

    def _mean(self, ticked: bool) -> None:
        """What a tick stands for."""
        self._ticked = ticked
        self.widget.setText(tr(self.entry.label if ticked else self.entry.answers[1]))

    def value(self) -> bool | None:
        return self._ticked if self.widget.isChecked() else None

    def show(self, value: Any) -> None:
        before = self.value()
        is_silent = self.widget.blockSignals(True)
        self._mean(value is not False)
        self.widget.setChecked(value is not None)
        self.widget.blockSignals(is_silent)
        if self.value() != before:
            self._tell()

    def add_to(self, grid: QGridLayout) -> None:
        """Beside a tick that stands alone in its row, else below."""
        row = grid.rowCount() - 1
        before = grid.itemAtPosition(row, 0)
        if before is not None and isinstance(before.widget(), QCheckBox) and grid.itemAtPosition(row, 1) is None:
            grid.addWidget(self.widget, row, 1)
        else:
            grid.addWidget(self.widget, row + 1, 0)


class SwitchInput(Input):
    """A check box."""

    def _made(self, parent: QWidget) -> QCheckBox:
        box = QCheckBox(tr(self.entry.label), parent)
        box.setChecked(bool(self.entry.default))
        box.toggled.connect(self._tell)
        return box

    def value(self) -> bool:
        return self.widget.isChecked()

    def show(self, value: Any) -> None:
        self.widget.setChecked(value)

    def add_to(self, grid: QGridLayout) -> None:
        """Across both columns, since it is its own label."""
        grid.addWidget(self.widget, grid.rowCount(), 0, 1, 2)


def _show_texts(box: Any, any_text: str, prefix: str, suffix: str) -> None:
    box.setSpecialValueText(any_text)
    box.setClearValueMode(type(box).ClearValueMode.MinimumValue, any_text)
    box.setPrefix(prefix)
    box.setSuffix(suffix)


def input_of(entry: Filter, parent: QWidget) -> Input:
    """The widget of a filter."""
    if entry.place.page == WHAT:
        return FIRST_INPUTS[entry.kind](entry, parent)
    return INPUTS[entry.kind](entry, parent)


FIRST_INPUTS: dict[Kind, type[Input]] = {Kind.CHOICE: PlugInput, Kind.POWER: StepInput, Kind.YES_NO: TickInput}
"""Those of a first search, which need no explanation."""

INPUTS: dict[Kind, type[Input]] = {
    Kind.CHOICE: ChoiceInput,
    Kind.POWER: PowerInput,
    Kind.COUNT: CountInput,
    Kind.SINCE: SinceInput,
    Kind.YES_NO: YesNoInput,
    Kind.TEXT: TextInput,
    Kind.SWITCH: SwitchInput,
}

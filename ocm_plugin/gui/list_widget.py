"""The widget of a look-up list in Processing (`processing.parameters`): a line to type in, and the list of the panel.

Users read titles; models and scripts store ids, or codes of countries. QGIS finds the class by its name, in the
metadata of the parameter.
"""

from __future__ import annotations

from typing import Any, Callable

from qgis.core import (
    QgsApplication,
    QgsProcessingContext,
    QgsProcessingParameterDefinition,
    QgsProcessingParameters,
)
from qgis.gui import QgsAbstractProcessingParameterWidgetWrapper, QgsFilterLineEdit
from qgis.PyQt.QtCore import QObject, QPoint, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QAction, QDialog, QFrame, QLineEdit, QListView, QVBoxLayout, QWidget

from ..ocm.errors import OcmError
from ..ocm.records.list_search import codes_from_text, entries_of, ids_from_text
from ..ocm.records.plug_groups import plug_names
from ..ocm.records.reference import ReferenceData
from ..ocm.translation import tr
from ..qgis_support.outside_text import as_tool_tip
from ..qgis_support.sources import known_lists
from .check_list import CheckList
from .choice_widget import is_model, made_by_qgis, widget_in_model, widget_type
from .plug_chips import PlugChips

PLUGS = "connection_types"
POPUP_SIZE = (380, 340)
"""In pixels, at least."""


class Offer:
    """What a parameter lets users choose from, and how a choice is written."""

    def __init__(self, list_name: str, has_codes: bool) -> None:
        self.list_name = list_name
        self.has_codes = has_codes

    @property
    def reference(self) -> ReferenceData:
        """The look-up lists that are at hand without asking a server."""
        return known_lists()

    def keys(self, text: str) -> tuple[Any, ...]:
        """The ids, or codes, of what was typed. Raises SearchError for a name that the list has not."""
        if self.has_codes:
            return codes_from_text(text, self.reference)
        return ids_from_text(text, self.list_name, self.reference)

    def stored(self, text: str) -> str:
        """What models and scripts store: keys by commas; text that cannot be read stays, and the run refuses it."""
        try:
            return ",".join(map(str, self.keys(text)))
        except OcmError:
            return text

    def shown(self, text: str) -> str:
        """The same in words, which stand for these keys and no others; what has no such word by its key."""
        try:
            keys = self.keys(text)
        except OcmError:
            return text
        words = self.titles(keys)
        if self._meant(words) == sorted(keys):
            return "; ".join(words)
        each = ((key, self.titles((key,))[0]) for key in keys)
        return "; ".join(title if self._meant([title]) == [key] else str(key) for key, title in each)

    def _meant(self, words: list[str]) -> list[Any]:
        """The keys that words stand for; none when one of them is in no list."""
        try:
            return sorted(self.keys("; ".join(words)))
        except OcmError:
            return []

    def titles(self, keys: tuple[Any, ...]) -> list[str]:
        """What users read for keys; kinds of plugs that are whole by their name."""
        reference = self.reference
        if self.list_name == PLUGS:
            return plug_names(keys, reference)
        if not self.has_codes:
            return [reference.title(self.list_name, key) for key in keys]
        numbers = {key: reference.country_id(key) for key in keys}
        return [key if number is None else reference.title("countries", number) for key, number in numbers.items()]

    def problem(self, text: str) -> str:
        """Why text cannot be read, with what may have been meant; "" when it can."""
        try:
            self.keys(text)
        except OcmError as error:
            return error.sentence
        return ""


class ListPopup(QFrame):
    """The list with check boxes, below the line."""

    picked = pyqtSignal(tuple)
    """Another choice: its keys."""

    def __init__(self, offer: Offer, line: QLineEdit) -> None:
        super().__init__(line, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 6, 6, 6)
        field, view = QgsFilterLineEdit(self), QListView(self)
        field.setPlaceholderText(tr("Type to find entries…"))
        view.setUniformItemSizes(True)
        self._list = CheckList(view, field)
        if offer.list_name == PLUGS:
            chips = PlugChips(self._list, self)
            chips.set_reference(offer.reference)
            layout.addWidget(chips)
        layout.addWidget(field)
        layout.addWidget(view)
        entries = entries_of(offer.list_name, offer.reference)
        if offer.has_codes:
            codes = {entry.id: offer.reference.country_iso(entry.id) for entry in entries}
            entries = [entry._replace(id=codes[entry.id]) for entry in entries if codes[entry.id]]
        self._list.set_entries(entries, lambda key: offer.titles((key,))[0])
        if not offer.problem(line.text()):
            self._list.set_checked(offer.keys(line.text()))
        self._list.changed.connect(lambda: self.picked.emit(self._list.checked()))
        self._place(line)
        field.setFocus()

    def _place(self, line: QLineEdit) -> None:
        """Below the line, as wide, and wholly on the screen."""
        width, height = POPUP_SIZE
        self.resize(max(width, line.width()), max(height, self.sizeHint().height()))
        corner = line.mapToGlobal(QPoint(0, line.height()))
        screen = line.screen().availableGeometry()
        x = max(screen.left(), min(corner.x(), screen.right() - self.width()))
        y = corner.y() if corner.y() + self.height() <= screen.bottom() else screen.bottom() - self.height()
        self.move(x, max(screen.top(), y))


class LineOfList(QObject):
    """Gives a line of text the list, and says below the mouse what is wrong with what was typed."""

    changed = pyqtSignal()

    def __init__(self, offer: Offer, stores_keys: bool, line: Callable[[], QLineEdit]) -> None:
        """`stores_keys`: whether the line itself is what is stored, as in the model designer; else it shows titles.

        `line`: asked for each time, since Python's name for a widget that QGIS owns may be void.
        """
        super().__init__()
        self._offer = offer
        self._stores_keys = stores_keys
        self._line = line

    def set_up(self, line: QLineEdit) -> None:
        """Add what the line needs to it, before QGIS owns it."""
        warning = line.addAction(
            QgsApplication.getThemeIcon("mIconWarning.svg"), QLineEdit.ActionPosition.TrailingPosition
        )
        warning.setObjectName("warning")
        warning.setVisible(False)
        choose = line.addAction(
            QgsApplication.getThemeIcon("mActionOpenTable.svg"), QLineEdit.ActionPosition.TrailingPosition
        )
        choose.setObjectName("choose")
        choose.setText(tr("Choose from the list"))
        choose.setShortcut("Alt+Down")
        choose.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        choose.triggered.connect(lambda _checked=False: self.open())
        line.editingFinished.connect(self.say)
        line.textChanged.connect(lambda _text: self.changed.emit())

    def open(self) -> None:
        """Show the list."""
        # Kept by its name: the line's own may go, and with it what Python knows of the list.
        self._popup = ListPopup(self._offer, self._line())
        self._popup.picked.connect(self._take)
        self._popup.show()

    def _take(self, keys: tuple[Any, ...]) -> None:
        self.show(",".join(map(str, keys)))

    def show(self, text: str) -> None:
        """Show a choice, given in keys or in words."""
        line = self._line()
        line.setText(self._offer.stored(text) if self._stores_keys else self._offer.shown(text))
        line.setCursorPosition(0)
        self.say()

    def say(self) -> None:
        """Say what is wrong with the text, or what it stands for."""
        line = self._line()
        problem = self._offer.problem(line.text())
        tip = problem or "\n".join(self._offer.titles(self._offer.keys(line.text())))
        if not problem and not self._stores_keys and line.text() != self._offer.shown(line.text()):
            line.setText(self._offer.shown(line.text()))
        line.setToolTip(as_tool_tip(tip) if tip else "")
        line.findChild(QAction, "warning").setVisible(bool(problem))


_IN_MODELS: set[LineOfList] = set()
"""The helpers of lines in the model designer, as long as the lines are there: nothing else of Python's knows them."""


def _help_in_model(line: QLineEdit, offer: Offer) -> None:
    helper = LineOfList(offer, stores_keys=True, line=lambda: line)
    helper.set_up(line)
    _IN_MODELS.add(helper)
    line.destroyed.connect(lambda: _IN_MODELS.discard(helper))


class ListWidget(QgsAbstractProcessingParameterWidgetWrapper):
    """The list in the toolbox and in a batch. In the model designer it is QGIS' own line, with our list."""

    def __new__(
        cls,
        parameter: QgsProcessingParameterDefinition,
        dialog: QDialog,
        row: int = 0,
        col: int = 0,
        list_name: str = "",
        has_codes: bool = False,
    ) -> Any:
        """QGIS takes what it gets from here for what belongs into its dialog."""
        if is_model(dialog):
            made = widget_in_model(parameter, dialog)
            for line in made.findChildren(QLineEdit):
                if type(line) is QLineEdit:  # others choose where the value comes from, or belong to a spin box
                    _help_in_model(line, Offer(list_name, has_codes))
            return made
        return super().__new__(cls)

    def __init__(
        self,
        parameter: QgsProcessingParameterDefinition,
        dialog: QDialog,
        row: int = 0,
        col: int = 0,
        list_name: str = "",
        has_codes: bool = False,
    ) -> None:
        super().__init__(parameter, widget_type(dialog))
        self._offer = Offer(list_name, has_codes)

    def createWidget(self) -> QWidget:
        self._own = made_by_qgis(self)
        line = self._own.createWrappedWidget(QgsProcessingContext())
        line.setPlaceholderText(tr("All"))
        self._line = LineOfList(self._offer, stores_keys=False, line=self.wrappedWidget)
        self._line.set_up(line)
        self._line.changed.connect(lambda: self.widgetValueHasChanged.emit(self))
        return line

    def setWidgetValue(self, value: Any, context: QgsProcessingContext) -> None:
        name = self.parameterDefinition().name()
        self._line.show(QgsProcessingParameters.parameterAsString(self.parameterDefinition(), {name: value}, context))

    def widgetValue(self) -> str:
        return self._offer.stored(self.wrappedWidget().text())

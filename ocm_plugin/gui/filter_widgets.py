"""The table of filters as widgets of the search form, both ways: each in the place that its entry says."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from qgis.gui import QgsCollapsibleGroupBoxBasic
from qgis.PyQt.QtCore import QObject, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QGridLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from ..ocm.phrases import time_text
from ..ocm.records.reference import ReferenceData
from ..ocm.search.filters import BELOW, LOAD, PAGES, WHAT, On, Place
from ..ocm.search.search import FILTERS, Search
from ..ocm.translation import tr
from .filter_inputs import Input, PlugInput, input_of

MARGINS = (4, 2, 4, 4)
"""Left, top, right and bottom of a part, in pixels: the panel is narrow."""


class FilterWidgets(QObject):
    """Makes the widgets of all filters, reads filters from them and shows filters in them."""

    changed = pyqtSignal()
    """Another value in any of them."""

    def __init__(self, form: Any) -> None:
        """`form` has the layout `what_layout` and the grid `load_layout`."""
        super().__init__(form)
        self._form = form
        self._inputs = [input_of(entry, form) for entry in FILTERS]
        self._grids: dict[Place, QGridLayout] = {
            Place(LOAD): form.load_layout,
            **{Place(page): QGridLayout() for page in (WHAT, BELOW)},
        }
        self._more = QWidget(form)
        self._more.setObjectName("more_filters")
        self._more_layout = QVBoxLayout(self._more)
        self._more_layout.setContentsMargins(0, 0, 0, 0)
        self._pages = {page: self._add_page(page) for page in PAGES}
        self._more_layout.addLayout(self._grids[Place(BELOW)])
        self._more_button = self._made_more_button()
        for part in (self._grids[Place(WHAT)], self._more_button, self._more):
            add = form.what_layout.addLayout if isinstance(part, QGridLayout) else form.what_layout.addWidget
            add(part)
        self._show_more(False)
        self._since_last = QPushButton(tr("New Since the Last Search"), form)
        self._since_last.setAutoDefault(False)
        self._last: datetime | None = None
        self._since_last.clicked.connect(lambda _checked=False: self._input("created_since").show(self._last))
        for each in self._inputs:
            grid = self._grids[each.entry.place]
            each.add_to(grid)
            if isinstance(each, PlugInput):
                each.add_list_to(self._grids[Place("connectors")])
            if each.entry.name == "created_since":
                grid.addWidget(self._since_last, grid.rowCount(), 0, 1, 2)
        self.offer_since(None)
        self._order_for_tab()
        self._connect()
        self._count_in_titles()

    def _add_page(self, page: str) -> QgsCollapsibleGroupBoxBasic:
        """A part of the form that can be opened, with the columns that the filters in it name below one another."""
        box = QgsCollapsibleGroupBoxBasic(self._form)
        box.setCollapsed(True)
        columns = QVBoxLayout(box)
        columns.setContentsMargins(*MARGINS)
        for number in sorted({0, *(entry.place.column for entry in FILTERS if entry.place.page == page)}):
            grid = self._grids[Place(page, number)] = QGridLayout()
            columns.addLayout(grid)
        self._more_layout.addWidget(box)
        return box

    def _made_more_button(self) -> QToolButton:
        button = QToolButton(self._form)
        button.setObjectName("more_button")
        button.setCheckable(True)
        button.setAutoRaise(True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.toggled.connect(self._show_more)
        return button

    def _show_more(self, is_wanted: bool) -> None:
        """Show all other filters, or none of them."""
        self._more_button.setArrowType(Qt.ArrowType.DownArrow if is_wanted else Qt.ArrowType.RightArrow)
        self._more.setVisible(is_wanted)

    def _order_for_tab(self) -> None:
        """Let Tab go through the filters where they stand, not at the end of the form, where they were made."""
        loaded = [each for each in self._inputs if each.entry.place.page == LOAD]
        widgets: list[QWidget] = [*self._tab_widgets(WHAT), self._more_button]
        for page, box in self._pages.items():
            widgets.append(box)
            if page == "connectors":
                widgets += [one for each in self._inputs if isinstance(each, PlugInput) for one in each.list_widgets()]
            widgets += self._tab_widgets(page)
        widgets += self._tab_widgets(BELOW)
        for before, inserted in (
            (self._form.result_group, widgets),
            (self._form.details_button, [widget for each in loaded for widget in each.widgets()]),
        ):
            last = before.previousInFocusChain()
            while last.focusPolicy() == Qt.FocusPolicy.NoFocus:  # Qt takes no such widget as the one before
                last = last.previousInFocusChain()
            for widget in inserted:
                QWidget.setTabOrder(last, widget)
                last = widget

    def _tab_widgets(self, page: str) -> list[QWidget]:
        """The widgets of a page, column by column."""
        there = [each for each in self._inputs if each.entry.place.page == page]
        there.sort(key=lambda each: each.entry.place.column)
        return [widget for each in there for widget in each.widgets()]

    def _connect(self) -> None:
        for each in self._inputs:
            each.changed.connect(self._tell)
        keep, unstated = self._input("keep_cannot_tell"), self._input("include_unstated")
        keep.changed.connect(lambda: unstated.widget.setEnabled(keep.value()))

    def _input(self, name: str) -> Input:
        return next(each for each in self._inputs if each.entry.name == name)

    def _tell(self) -> None:
        self._count_in_titles()
        self.changed.emit()

    def offer_since(self, moment: datetime | None) -> None:
        """Offer, in one click, only what is new since the last search of this area; None when there was none."""
        self._last = None if moment is None else moment.replace(microsecond=0)
        self._since_last.setVisible(moment is not None)
        if moment is not None:
            self._since_last.setToolTip(tr("The last search of this area was on {time}.", time=time_text(moment)))

    def set_reference(self, reference: ReferenceData) -> None:
        """Offer the entries of other reference data; what is chosen stays chosen."""
        for each in self._inputs:
            each.set_reference(reference)

    def on(self, search: Search) -> Search:
        """The search with its filters taken from the widgets. Raises SearchError when they are invalid."""
        return replace(search, **{each.entry.name: each.value() for each in self._inputs})

    def show(self, search: Search) -> None:
        """Show the filters of a search."""
        for each in self._inputs:
            each.show(getattr(search, each.entry.name))
        self._count_in_titles()
        if any(map(self._number_set, PAGES)):
            self._more_button.setChecked(True)

    def _number_set(self, page: str) -> int:
        """How many filters of a page are set."""
        default = Search()
        there = (each for each in self._inputs if each.entry.place.page == page and each.entry.on is not On.NOTHING)
        return sum(each.value() != getattr(default, each.entry.name) for each in there)

    def _count_in_titles(self) -> None:
        """Say in each part's title how many filters are set in it, since most parts are closed."""
        numbers = {page: self._number_set(page) for page in PAGES}
        for page, number in numbers.items():
            self._pages[page].setTitle(_counted(tr(PAGES[page]), number))
        self._more_button.setText(_counted(tr("More filters"), sum(numbers.values())))


def _counted(title: str, number: int) -> str:
    return tr("{title} ({number})", title=title, number=number) if number else title

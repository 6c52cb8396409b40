"""The table of filters as widgets of the search form, both ways: each in the place that its entry says."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from qgis.PyQt.QtCore import QObject, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QWidget

from ..ocm.phrases import time_text
from ..ocm.records.reference import ReferenceData
from ..ocm.search.filters import BELOW, LOAD, PAGES, On, Place
from ..ocm.search.search import FILTERS, Search
from ..ocm.translation import tr
from .filter_inputs import INPUTS, Input


class FilterWidgets(QObject):
    """Makes the widgets of all filters, reads filters from them and shows filters in them."""

    changed = pyqtSignal()
    """Another value in any of them."""

    def __init__(self, form: Any) -> None:
        """`form` has a tab widget `filters` and the grids `load_layout` and `below_filters`."""
        super().__init__(form)
        self._form = form
        self._inputs = [INPUTS[entry.kind](entry, form) for entry in FILTERS]
        self._grids: dict[Place, QGridLayout] = {Place(LOAD): form.load_layout, Place(BELOW): form.below_filters}
        for page, title in PAGES.items():
            self._add_page(page, tr(title))
        self._since_last = QPushButton(tr("New Since the Last Search"), form)
        self._since_last.setAutoDefault(False)
        self._last: datetime | None = None
        self._since_last.clicked.connect(lambda _checked=False: self._input("created_since").show(self._last))
        for each in self._inputs:
            grid = self._grids[each.entry.place]
            each.add_to(grid)
            if each.entry.name == "created_since":
                grid.addWidget(self._since_last, grid.rowCount(), 0, 1, 2)
        self.offer_since(None)
        for place, grid in self._grids.items():
            if place.page in PAGES:
                _push_up(grid)
        self._order_for_tab()
        self._connect()

    def _add_page(self, page: str, title: str) -> None:
        """A page of the form with the columns that the filters on it name."""
        widget = QWidget(self._form)
        columns = QHBoxLayout(widget)
        for number in sorted({entry.place.column for entry in FILTERS if entry.place.page == page}):
            grid = self._grids[Place(page, number)] = QGridLayout()
            columns.addLayout(grid, 1)
        self._form.filters.addTab(widget, title)

    def _order_for_tab(self) -> None:
        """Let Tab go through the filters where they stand, not at the end of the form, where they were made."""
        loaded = [each for each in self._inputs if each.entry.place.page == LOAD]
        pages = [*PAGES, BELOW]
        others = [each for each in self._inputs if each.entry.place.page in pages]
        others.sort(key=lambda each: (pages.index(each.entry.place.page), each.entry.place.column))
        for before, inputs in ((self._form.filters, loaded), (self._form.summary_frame, others)):
            last = before.previousInFocusChain()
            while last.focusPolicy() == Qt.FocusPolicy.NoFocus:  # Qt takes no such widget as the one before
                last = last.previousInFocusChain()
            for widget in (widget for each in inputs for widget in each.widgets()):
                QWidget.setTabOrder(last, widget)
                last = widget

    def _connect(self) -> None:
        for each in self._inputs:
            each.changed.connect(self._tell)
        keep, unstated = self._input("keep_cannot_tell"), self._input("include_unstated")
        keep.changed.connect(lambda: unstated.widget.setEnabled(keep.value()))

    def _input(self, name: str) -> Input:
        return next(each for each in self._inputs if each.entry.name == name)

    def _tell(self) -> None:
        self._count_in_tabs()
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
        self._count_in_tabs()

    def _count_in_tabs(self) -> None:
        """Say in each tab's title how many filters are set on its page, since three of the four pages are hidden."""
        default = Search()
        for index, (page, title) in enumerate(PAGES.items()):
            number = sum(
                each.value() != getattr(default, each.entry.name)
                for each in self._inputs
                if each.entry.place.page == page and each.entry.on is not On.NOTHING
            )
            text = tr(title)
            self._form.filters.setTabText(
                index, tr("{title} ({number})", title=text, number=number) if number else text
            )


def _push_up(grid: QGridLayout) -> None:
    """Keep what is in a column together at its top, unless a list takes the room."""
    if not any(grid.rowStretch(row) for row in range(grid.rowCount())):
        grid.setRowStretch(grid.rowCount(), 1)

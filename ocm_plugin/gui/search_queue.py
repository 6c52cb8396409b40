"""Searches that wait for the one that runs: Open Charge Map asks for one at a time."""

from __future__ import annotations

from typing import Any

from qgis.PyQt.QtCore import QEvent, QObject, Qt, pyqtSignal

from .search_request import SearchRequest

MOST_IN_SIGHT = 3
"""Rows; the others can be scrolled to."""


class SearchQueue(QObject):
    """The requests that wait, in the order in which they were asked for, and their list in the form."""

    next_wanted = pyqtSignal()
    """The user wants the first of them to run now: it waits since something went wrong with the one before."""

    def __init__(self, form: Any) -> None:
        super().__init__(form)
        self._form = form
        self._requests: list[SearchRequest] = []
        form.queue_remove_button.clicked.connect(self._remove)
        form.queue_next_button.clicked.connect(self.next_wanted)
        form.queue_list.installEventFilter(self)
        self._show()

    def add(self, request: SearchRequest, sentence: str) -> bool:
        """Let a search wait. False for one that waits already: a click too many asks for nothing new."""
        if request in self._requests:
            return False
        self._requests.append(request)
        self._form.queue_list.addItem(sentence)
        self._form.queue_list.item(len(self._requests) - 1).setToolTip(sentence)
        self._show()
        return True

    def take(self) -> SearchRequest | None:
        """The next one, which waits no longer; None when none waits."""
        if not self._requests:
            return None
        self._form.queue_list.takeItem(0)
        request = self._requests.pop(0)
        self._show()
        return request

    def clear(self) -> None:
        """Let none wait any more."""
        self._requests.clear()
        self._form.queue_list.clear()
        self._show()

    def show_running(self, is_running: bool) -> None:
        """While a search runs, the next one begins by itself."""
        self._form.queue_next_button.setVisible(not is_running)

    def _remove(self) -> None:
        row = max(0, self._form.queue_list.currentRow())
        if self._requests:
            self._form.queue_list.takeItem(row)
            del self._requests[row]
            self._show()

    def _show(self) -> None:
        form = self._form
        form.queue.setVisible(bool(self._requests))
        rows = min(MOST_IN_SIGHT, max(1, len(self._requests)))
        height = max(form.queue_list.sizeHintForRow(0), form.fontMetrics().height())
        form.queue_list.setFixedHeight(rows * height + 2 * form.queue_list.frameWidth())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Delete removes the search that is chosen in the list."""
        if event.type() == QEvent.Type.KeyPress and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._remove()
            return True
        return super().eventFilter(watched, event)

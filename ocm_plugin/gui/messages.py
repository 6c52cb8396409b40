"""Messages in QGIS' message bar, with buttons; unexpected errors are shown too, and written to QGIS' log."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Sequence

from qgis.core import Qgis, QgsMessageLog
from qgis.gui import QgisInterface, QgsMessageBarItem, QgsMessageViewer
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, Qt, QTimer
from qgis.PyQt.QtWidgets import QMenu, QPushButton, QTextBrowser, QToolButton

from ..ocm.errors import OcmError
from ..ocm.translation import tr
from ..qgis_support.outside_text import as_markup

LOG_TAG = "Open Charge Map"

Button = tuple[str, Callable[[], object]]
"""A text and what a click does."""


class Messages(QObject):
    """Shows one message at a time: a newer one of this plugin takes the place of the older."""

    def __init__(self, iface: QgisInterface) -> None:
        super().__init__()
        self._iface = iface
        self._item: QgsMessageBarItem | None = None

    def show(
        self, level: Qgis.MessageLevel, text: str, buttons: Sequence[Button] = (), details: str = "", seconds: int = 0
    ) -> None:
        """Show a sentence. `details`: shown on demand. `seconds`: until it goes by itself; 0: it stays."""
        self.clear()
        bar = self._iface.messageBar()
        item = bar.createMessage(tr("Open Charge Map"), as_markup(text))
        if details:
            buttons = [*buttons, (tr("Details"), lambda: self.show_details(text, details))]
        in_sight = len(buttons) if len(buttons) <= IN_SIGHT + 1 else IN_SIGHT
        for label, do in buttons[:in_sight]:
            button = QPushButton(label, item)
            button.clicked.connect(lambda _checked=False, do=do: do())
            item.layout().addWidget(button)
        if len(buttons) > in_sight:
            item.layout().addWidget(_menu_of(buttons[in_sight:], item))
        _Growing(item)
        item.setLevel(level)
        item.setDuration(seconds)
        bar.pushItem(item)
        self._item = item

    @property
    def last(self) -> QgsMessageBarItem | None:
        """The message shown last, which the user may have closed; None when it was taken away."""
        return self._item

    def show_details(self, sentence: str, details: str) -> None:
        """Show what an expert may want to know, in a window of its own."""
        viewer = QgsMessageViewer(self._iface.mainWindow())
        viewer.setTitle(tr("Open Charge Map"))
        viewer.setMessageAsPlainText(f"{sentence}\n\n{details}")
        viewer.setModal(False)
        viewer.show()

    def clear(self) -> None:
        """Take the message away, if it is still there."""
        item, self._item = self._item, None
        if item is not None and not sip.isdeleted(item):
            self._iface.messageBar().popWidget(item)


IN_SIGHT = 2
"""Buttons of a message, beside a menu of the others: the map, and with it the message, is as wide as they are together,
and takes that width from the panels beside it."""


def _menu_of(buttons: Sequence[Button], item: QgsMessageBarItem) -> QToolButton:
    more = QToolButton(item)
    more.setText(tr("More"))
    more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    menu = QMenu(more)
    for label, do in buttons:
        menu.addAction(label).triggered.connect(lambda _checked=False, do=do: do())
    more.setMenu(menu)
    return more


LINES_AT_MOST = 15
"""The height of a message, in lines; longer texts can be scrolled."""


class _Growing(QObject):
    """Lets a message be as high as its text: QGIS gives it one line, and cuts those below."""

    def __init__(self, item: QgsMessageBarItem) -> None:
        super().__init__(item)
        self._text = item.findChild(QTextBrowser)
        # Not at once: QGIS goes on to set the height of one line while it shows the message.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._grow)
        if self._text is not None:
            self._most = int(self._text.fontMetrics().lineSpacing() * LINES_AT_MOST)
            self._text.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self._text.document().documentLayout().documentSizeChanged.connect(lambda _size: self._soon.start(0))
            self._soon.start(0)

    def _grow(self) -> None:
        wanted = int(self._text.document().size().height()) + 2
        if wanted > self._most:
            # It takes away width, so that the text is higher still: it stays.
            self._text.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._text.setFixedHeight(min(wanted, self._most))


def unexpected_error() -> OcmError:
    """An error to show, made of the exception that is being handled; its traceback goes to QGIS' log as well."""
    details = traceback.format_exc()
    QgsMessageLog.logMessage(details, LOG_TAG, Qgis.MessageLevel.Critical)
    return OcmError(tr("Unexpected error. Please report it, with the details."), details)

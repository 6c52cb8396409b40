"""Sentences in QGIS' message bar, some of which quote what a server wrote."""

from __future__ import annotations

from qgis.core import Qgis
from qgis.PyQt.QtWidgets import QTextBrowser

from ocm_plugin.gui.messages import Messages

from .conftest import settle


def test_a_servers_words_are_shown_as_they_are_written(window):
    """An answer such as '<img src=…>' or '<a href=…>' was shown as a picture and as a link."""
    words = "The server says: <a href='https://example.org'>Click</a> & <img src='https://example.org/spy.png'>"
    Messages(window).show(Qgis.MessageLevel.Warning, words)
    settle()
    shown = window.item().findChild(QTextBrowser)
    assert words in shown.toPlainText()
    assert "<img" not in shown.toHtml() and window.message() == words


def test_a_message_is_as_high_as_its_text(window):
    """QGIS gave a text of two lines one and a half: in German, counts and reasons were cut in the middle."""
    messages = Messages(window)
    window.bar.resize(500, 40)
    window.bar.show()
    heights = []
    for words in (3, 40):
        messages.show(Qgis.MessageLevel.Info, "station " * words, [("Undo", lambda: None)])
        settle()
        text = window.item().findChild(QTextBrowser)
        heights.append(text.minimumHeight())
        assert heights[-1] >= text.document().size().height()
    assert heights[1] > 2 * heights[0]
    messages.clear()


def test_a_message_of_many_lines_leaves_room_for_the_map(window):
    """It made QGIS' window higher than the screen: a hundred names of columns, or what a server wrote."""
    messages = Messages(window)
    window.bar.resize(500, 40)
    window.bar.show()
    messages.show(Qgis.MessageLevel.Info, "station " * 2000)
    settle(lambda: window.item().findChild(QTextBrowser).verticalScrollBar().maximum() > 0)
    assert window.item().findChild(QTextBrowser).maximumHeight() < 400
    messages.clear()

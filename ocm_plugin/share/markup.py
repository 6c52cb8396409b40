"""Text into XML and HTML: cleaned of what XML cannot hold, escaped exactly once."""

from __future__ import annotations

import html
import re

from ..layers.metadata import is_web

_FORBIDDEN = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
_NOT_XML = re.compile(f"[{_FORBIDDEN}]")
_NOT_PLAIN = re.compile(f"[&<>\"'{_FORBIDDEN}]")


def clean(text: str) -> str:
    """The text without the characters that XML 1.0 forbids or discourages."""
    return _NOT_XML.sub("", text)


def escaped(text: str) -> str:
    """Text inside an element or a quoted attribute, of XML and HTML alike."""
    # Most texts are plain, and there are a hundred in a placemark.
    return html.escape(clean(text)) if _NOT_PLAIN.search(text) else text


def escaped_lines(text: str) -> str:
    """Text inside an element of HTML, its lines kept."""
    return escaped(text).replace("\n", "<br>")


def link(url: str | None, text: str) -> str:
    """A link in HTML, or only its text when the address is not one of the web: nothing else may be opened."""
    if url is not None and is_web(url):
        return f'<a href="{escaped(url)}">{escaped(text)}</a>'
    return escaped(text)


def filled(text: str, **markup: str) -> str:
    """A text with named placeholders as markup: the text is escaped, what fills it is markup already."""
    return escaped(text).format(**markup)


def cdata(markup: str) -> str:
    """HTML as the text of an XML element. Google Earth must not take "$[" in a text for a field to fill in."""
    return f"<![CDATA[{markup.replace('$[', '&#36;[')}]]>"

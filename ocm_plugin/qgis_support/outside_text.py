"""Text from outside (servers, files, projects) where QGIS would evaluate it or take it for markup: made harmless here.

QGIS evaluates what stands between `[%` and `%]` in legends, layouts and their labels, with functions that read
environment variables and files. It takes texts of messages, labels and tool tips for HTML when they look like it.
"""

from __future__ import annotations

from html import escape


def unevaluated(text: str) -> str:
    """The text for a place where QGIS evaluates expressions: in it, none begins."""
    return text.replace("[%", "[ %")


def as_markup(text: str) -> str:
    """The text for a place that shows HTML: it reads there as it is written, without links, pictures and tags."""
    return escape(text).replace("\n", "<br>")


def as_tool_tip(text: str) -> str:
    """The text as a tool tip: in an element of its own, as a tip without tags would show its escapes."""
    return f"<span>{as_markup(text)}</span>"

"""The size of type that the user has chosen for QGIS, and what it makes of a text."""

from __future__ import annotations

from qgis.core import QgsApplication, QgsSettings
from qgis.PyQt.QtGui import QFontMetricsF


def chosen_points() -> float:
    """The size in points; 0 when the user has chosen none. QGIS gives it to windows only, not to its application."""
    return QgsSettings().value("qgis/stylesheet/fontPointSize", 0, type=float) or 0.0


def wrapped(text: str, pixels: float) -> str:
    """A text with line breaks between words, so that no line is wider than some pixels in a window of QGIS.

    A word that is wider stays whole.
    """
    font = QgsApplication.font()
    if chosen_points():
        font.setPointSizeF(chosen_points())
    advance = QFontMetricsF(font).horizontalAdvance
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and advance(longer) <= pixels:
            lines[-1] = longer
        else:
            lines.append(word)
    return "\n".join(lines)

"""The size of type that the user has chosen for QGIS, and what it makes of a text."""

from __future__ import annotations

import re

from qgis.core import QgsApplication, QgsSettings
from qgis.PyQt.QtGui import QFontMetricsF


def chosen_points() -> float:
    """The size in points; 0 when the user has chosen none. QGIS gives it to windows only, not to its application."""
    return QgsSettings().value("qgis/stylesheet/fontPointSize", 0, type=float) or 0.0


def _metrics() -> QFontMetricsF:
    font = QgsApplication.font()
    if chosen_points():
        font.setPointSizeF(chosen_points())
    return QFontMetricsF(font)


USUAL_WIDTH, HEADING_MARGIN = 100, 20
"""Pixels of a column that says nothing of its width, and beside its heading."""


def column_width(heading: str, usual: int = USUAL_WIDTH) -> int:
    """Pixels of a column of an attribute table whose heading is not cut; -1 where QGIS' own width does.

    `usual`: what its values take in the usual size of type.
    """
    usual_points = QgsApplication.font().pointSizeF()
    growth = chosen_points() / usual_points if chosen_points() and usual_points > 0 else 1.0
    width = round(max(usual * growth, HEADING_MARGIN + _metrics().horizontalAdvance(heading)))
    return width if width > USUAL_WIDTH else -1


def wrapped(text: str, pixels: float) -> str:
    """A text with line breaks between words, so that no line is wider than some pixels in a window of QGIS.

    A word that is wider stays whole.
    """
    advance = _metrics().horizontalAdvance
    lines: list[str] = []
    # Not at spaces that hold a number together.
    for word in re.split(r"[ \t\r\n]+", text.strip()):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and advance(longer) <= pixels:
            lines[-1] = longer
        else:
            lines.append(word)
    return "\n".join(lines)

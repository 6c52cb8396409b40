"""The font of labels and bubbles."""

from __future__ import annotations

from qgis.PyQt.QtGui import QFont, QFontInfo


def font_family() -> str:
    """A family that this computer has: for any other, QGIS warns at each opening, and newer ones try to download it."""
    return QFontInfo(QFont()).family()

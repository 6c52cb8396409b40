"""What came of a search, in the panel: an icon, a sentence, and buttons for what can be done next."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.core import Qgis, QgsApplication
from qgis.PyQt.QtGui import QColor, QPalette
from qgis.PyQt.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QStyle

from .messages import Button

_LOOKS = {
    Qgis.MessageLevel.Info: ("mIconInfo.svg", QColor("#3a87ad")),
    Qgis.MessageLevel.Warning: ("mIconWarning.svg", QColor("#e0a000")),
    Qgis.MessageLevel.Critical: ("mIconCritical.svg", QColor("#d03030")),
    Qgis.MessageLevel.Success: ("mIconSuccess.svg", QColor("#40a050")),
}
TINT = 0.16
"""How much of its colour a notice has: the rest is the panel's own, so that the text can be read in any theme."""
COLUMNS = 2
"""Of buttons: three beside each other are wider than the panel."""


class Notice:
    """Shows one notice at a time, in a frame of the form."""

    def __init__(self, frame: QFrame, icon: QLabel, text: QLabel, offers: QGridLayout) -> None:
        self._frame, self._icon, self._text, self._offers = frame, icon, text, offers
        frame.hide()

    @property
    def is_shown(self) -> bool:
        """Whether there is anything to read."""
        return not self._frame.isHidden()

    def show(self, text: str, offers: Sequence[Button] = (), level: Qgis.MessageLevel = Qgis.MessageLevel.Info) -> None:
        """Show a sentence and buttons in the place of what was shown before; nothing where there is no sentence."""
        while self._offers.count():
            self._offers.takeAt(0).widget().deleteLater()
        for number, (label, do) in enumerate(offers):
            button = QPushButton(label, self._frame)
            button.clicked.connect(lambda _checked=False, do=do: do())
            self._offers.addWidget(button, number // COLUMNS, number % COLUMNS)
        icon, colour = _LOOKS[level]
        size = self._frame.style().pixelMetric(QStyle.PixelMetric.PM_SmallIconSize)
        self._icon.setPixmap(QgsApplication.getThemeIcon(icon).pixmap(size, size))
        self._text.setText(text)
        self._tint(colour)
        self._frame.setVisible(bool(text))

    def clear(self) -> None:
        """Show nothing any more."""
        self.show("")

    def _tint(self, colour: QColor) -> None:
        look = f"border: 1px solid {colour.name()};"
        # Palettes do not know the grounds of QGIS' dark themes, of which a tint would make their words pale.
        if QgsApplication.themeName() == "default":
            ground = self._frame.parentWidget().palette().color(QPalette.ColorRole.Window)
            parts = zip(ground.getRgbF()[:3], colour.getRgbF()[:3])
            tint = QColor.fromRgbF(*(a + TINT * (b - a) for a, b in parts))
            look = f"{look} background-color: {tint.name()};"
        self._frame.setStyleSheet(f"#{self._frame.objectName()} {{ {look} }}")

"""Map tips within the map: before QGIS 3.34, those near the right or lower edge were cut off there.

QGIS put the upper left corner of a tip at the mouse, wherever that is. Later versions turn it over, as is done here.
"""

from __future__ import annotations

from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QEvent, QObject, QPoint
from qgis.PyQt.QtWidgets import QWidget


class TipsInView(QObject):
    """Turns tips over that would leave the map. They take at most half of it, so that one side has room."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__()
        self._canvas = canvas
        self._corner = QPoint()
        """Where QGIS has put the tip."""
        self._is_moving = False

    def start(self) -> None:
        """Begin to watch the map."""
        self._canvas.installEventFilter(self)

    def stop(self) -> None:
        """Leave it alone."""
        self._canvas.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A tip is a child of the map, made each time, placed first and then made as large as its text."""
        kind = event.type()
        if watched is self._canvas:
            if kind == QEvent.Type.ChildAdded and isinstance(event.child(), QWidget):
                event.child().installEventFilter(self)
        elif kind == QEvent.Type.Move and not self._is_moving:
            self._corner = watched.pos()
        elif kind in (QEvent.Type.Resize, QEvent.Type.Show) and _is_tip(watched):
            self._turn(watched)
        return False

    def _turn(self, tip: QWidget) -> None:
        x, y = self._corner.x(), self._corner.y()
        if x + tip.width() > self._canvas.width():
            x = max(0, x - tip.width())
        if y + tip.height() > self._canvas.height():
            y = max(0, y - tip.height())
        self._is_moving = True
        tip.move(x, y)
        self._is_moving = False


def _is_tip(widget: QWidget) -> bool:
    return any(child.metaObject().className() == "QgsWebView" for child in widget.children())

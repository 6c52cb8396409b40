"""Picking a point on the map."""

from __future__ import annotations

from qgis.gui import QgsMapCanvas, QgsMapMouseEvent, QgsMapToolEmitPoint
from qgis.PyQt import sip
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeyEvent


class PointTool(QgsMapToolEmitPoint):
    """One click picks a point, in the map's CRS; Esc or the choice of another tool ends without."""

    ended = pyqtSignal()
    """Emitted once for every time the tool was set, after `canvasClicked` if there was a click."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._before = None

    def begin(self) -> None:
        """Take the map over until a point is picked."""
        if self._canvas.mapTool() is not self:
            self._before = self._canvas.mapTool()
        self._canvas.setMapTool(self)

    def _give_back(self) -> None:
        if self._before is not None and not sip.isdeleted(self._before):
            self._canvas.setMapTool(self._before)
        else:
            self._canvas.unsetMapTool(self)

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        self.canvasClicked.emit(event.mapPoint(), event.button())
        self._give_back()

    def canvasPressEvent(self, event: QgsMapMouseEvent) -> None:
        """The click counts when the button is released, as in QGIS' own tools."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.accept()
            self._give_back()

    def deactivate(self) -> None:
        super().deactivate()
        self.ended.emit()

"""Drawing where to search on the map, and moving it: tools that take the map over, and give it back when done."""

from __future__ import annotations

from qgis.core import QgsGeometry, QgsPointXY, QgsRectangle
from qgis.gui import QgsMapCanvas, QgsMapMouseEvent, QgsMapTool, QgsRubberBand
from qgis.PyQt import sip
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QKeyEvent

from ..qgis_support.compat import LINE_GEOMETRY, POLYGON_GEOMETRY

COLOUR = QColor(230, 90, 0)
"""Of areas on the map: the fill is a pale one of it."""
CLICK_PIXELS = 4
"""A press and a release as near as this are a click."""


def make_band(canvas: QgsMapCanvas) -> QgsRubberBand:
    """A rubber band in the look of areas."""
    band = QgsRubberBand(canvas, POLYGON_GEOMETRY)
    band.setStrokeColor(COLOUR)
    band.setFillColor(QColor(COLOUR.red(), COLOUR.green(), COLOUR.blue(), 30))
    band.setWidth(2)
    return band


def remove_band(canvas: QgsMapCanvas, band: QgsRubberBand) -> None:
    """Take a band from the map, for good."""
    if not sip.isdeleted(band) and not sip.isdeleted(canvas):
        canvas.scene().removeItem(band)


class BorrowingTool(QgsMapTool):
    """Takes the map over until something is done; Esc or the choice of another tool ends it without."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._before: QgsMapTool | None = None
        self.setCursor(Qt.CursorShape.CrossCursor)

    def begin(self) -> None:
        """Take the map over. Keys go to it as well, so that Esc is heard."""
        current = self._canvas.mapTool()
        if current is not self:
            self._before = current._before if isinstance(current, BorrowingTool) else current
        self._canvas.setMapTool(self)
        self._canvas.setFocus()

    def give_back(self) -> None:
        """Let the tool of before have the map again."""
        if self._canvas.mapTool() is not self:
            return
        if self._before is not None and not sip.isdeleted(self._before):
            self._canvas.setMapTool(self._before)
        else:
            self._canvas.unsetMapTool(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.accept()
            self.give_back()


class _DraggingTool(BorrowingTool):
    """What is done between a press and a release."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self._from: QgsPointXY | None = None
        self._band: QgsRubberBand | None = None
        self._pressed_at = None

    def canvasPressEvent(self, event: QgsMapMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._from, self._pressed_at = event.mapPoint(), event.pos()

    def canvasMoveEvent(self, event: QgsMapMouseEvent) -> None:
        if self._from is not None:
            if self._band is None:
                self._band = make_band(self._canvas)
            self._band.setToGeometry(self._shape(self._from, event.mapPoint()), None)

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        start, self._from = self._from, None
        if start is None:
            return
        is_click = (event.pos() - self._pressed_at).manhattanLength() <= CLICK_PIXELS
        self._drop_band()
        if self._done(start, event.mapPoint(), is_click):
            self.give_back()

    def deactivate(self) -> None:
        self._from = None
        self._drop_band()
        super().deactivate()

    def _drop_band(self) -> None:
        band, self._band = self._band, None
        if band is not None:
            remove_band(self._canvas, band)

    def _shape(self, start: QgsPointXY, end: QgsPointXY) -> QgsGeometry:
        raise NotImplementedError

    def _done(self, start: QgsPointXY, end: QgsPointXY, is_click: bool) -> bool:
        """Whether that was all."""
        raise NotImplementedError


class RectangleTool(_DraggingTool):
    """Draws a rectangle by dragging."""

    drawn = pyqtSignal(object)
    """A QgsRectangle in the map's CRS."""

    def _shape(self, start: QgsPointXY, end: QgsPointXY) -> QgsGeometry:
        return QgsGeometry.fromRect(QgsRectangle(start, end))

    def _done(self, start: QgsPointXY, end: QgsPointXY, is_click: bool) -> bool:
        if is_click:
            return False  # it would be a rectangle of no size
        self.drawn.emit(QgsRectangle(start, end))
        return True


class CircleTool(_DraggingTool):
    """Draws a circle from its middle by dragging; a click moves the middle and leaves the size."""

    drawn = pyqtSignal(object, object)
    """The middle in the map's CRS, and a point of the edge, or None after a click."""

    def _shape(self, start: QgsPointXY, end: QgsPointXY) -> QgsGeometry:
        return QgsGeometry.fromPointXY(start).buffer(start.distance(end), 18)

    def _done(self, start: QgsPointXY, end: QgsPointXY, is_click: bool) -> bool:
        self.drawn.emit(start, None if is_click else end)
        return True


class MoveTool(_DraggingTool):
    """Moves what was drawn by dragging it."""

    moved = pyqtSignal(object, object)
    """From where to where, in the map's CRS."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self._moving = QgsGeometry()
        self.setCursor(Qt.CursorShape.SizeAllCursor)

    def begin_with(self, shape: QgsGeometry) -> None:
        """Take the map over, to move a shape in the map's CRS."""
        self._moving = QgsGeometry(shape)
        self.begin()

    def _shape(self, start: QgsPointXY, end: QgsPointXY) -> QgsGeometry:
        moved = QgsGeometry(self._moving)
        right, up = end.x() - start.x(), end.y() - start.y()
        moved.translate(right, up)
        return moved

    def _done(self, start: QgsPointXY, end: QgsPointXY, is_click: bool) -> bool:
        if not is_click:
            self.moved.emit(start, end)
        return not is_click


class PolygonTool(BorrowingTool):
    """Draws a polygon corner by corner; a click with the right button, a double click or Enter closes it."""

    drawn = pyqtSignal(object)
    """A QgsGeometry in the map's CRS."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self._corners: list[QgsPointXY] = []
        self._band: QgsRubberBand | None = None

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        if event.button() == Qt.MouseButton.RightButton:
            self._close()
        elif event.button() == Qt.MouseButton.LeftButton:
            self._corners.append(event.mapPoint())
            self._draw(event.mapPoint())

    def canvasMoveEvent(self, event: QgsMapMouseEvent) -> None:
        if self._corners:
            self._draw(event.mapPoint())

    def canvasDoubleClickEvent(self, event: QgsMapMouseEvent) -> None:
        """The click of the double click has made its corner; its release will come to the tool of before."""
        self._close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
            self._close()
        elif event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete) and self._corners:
            event.accept()
            self._corners.pop()
            self._draw(None)
        else:
            super().keyPressEvent(event)

    def deactivate(self) -> None:
        self._forget()
        super().deactivate()

    def _draw(self, cursor: QgsPointXY | None) -> None:
        if self._band is None:
            self._band = make_band(self._canvas)
        points = [*self._corners, *([] if cursor is None else [cursor])]
        self._band.reset(POLYGON_GEOMETRY if len(points) > 2 else LINE_GEOMETRY)
        for point in points:
            self._band.addPoint(point)

    def _close(self) -> None:
        corners = [each for before, each in zip([None, *self._corners], self._corners) if each != before]
        if len(corners) < 3:
            return  # no polygon yet
        self._forget()
        self.drawn.emit(QgsGeometry.fromPolygonXY([[*corners, corners[0]]]))
        self.give_back()

    def _forget(self) -> None:
        self._corners = []
        band, self._band = self._band, None
        if band is not None:
            remove_band(self._canvas, band)

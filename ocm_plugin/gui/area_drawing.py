"""Areas drawn on the map, and moved on it: one tool for each shape, and the hint what a click does."""

from __future__ import annotations

from typing import Any

from qgis.gui import QgsMapCanvas, QgsMapTool
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..ocm.translation import marked, tr
from .area_band import AreaBand
from .map_tools import BorrowingTool, CircleTool, MoveTool, PolygonTool, RectangleTool
from .map_view import bring_up_map

RECTANGLE, CIRCLE, POLYGON, MOVE = "rectangle", "circle", "polygon", "move"
_HINTS = {
    RECTANGLE: marked("Drag on the map from corner to corner. Esc stops."),
    CIRCLE: marked("Drag on the map from the middle to the edge; a click moves only the middle. Esc stops."),
    POLYGON: marked("Click the corners on the map. Right click or Enter closes, Backspace takes back, Esc stops."),
    MOVE: marked("Drag the area to another place on the map. Esc stops."),
}


class AreaDrawing(QObject):
    """The tools of the map, of which one is in use at most."""

    rectangle_drawn = pyqtSignal(object)
    """A QgsRectangle; all in the map's CRS."""
    circle_drawn = pyqtSignal(object, object)
    """The middle, and a point of the edge or None."""
    polygon_drawn = pyqtSignal(object)
    moved = pyqtSignal(object, object)
    """From which point to which."""

    def __init__(self, form: Any, canvas: QgsMapCanvas, band: AreaBand) -> None:
        super().__init__(form)
        self._hint = form.draw_hint
        self._canvas = canvas
        self._band = band
        rectangle, circle, polygon, move = (
            RectangleTool(canvas),
            CircleTool(canvas),
            PolygonTool(canvas),
            MoveTool(canvas),
        )
        rectangle.drawn.connect(self.rectangle_drawn)
        circle.drawn.connect(self.circle_drawn)
        polygon.drawn.connect(self.polygon_drawn)
        move.moved.connect(self.moved)
        self.tools: dict[str, BorrowingTool] = {RECTANGLE: rectangle, CIRCLE: circle, POLYGON: polygon, MOVE: move}
        canvas.mapToolSet.connect(self._look)
        self._hint.hide()

    def begin(self, kind: str) -> None:
        """Let the user draw, or move what is shown; the map is brought up for that, from the welcome page too."""
        bring_up_map(self._canvas)
        tool = self.tools[kind]
        if isinstance(tool, MoveTool):
            tool.begin_with(self._band.shape())
        else:
            tool.begin()
        self._hint.setText(tr(_HINTS[kind]))
        self._hint.show()

    def end(self) -> None:
        """Give the map back, if one of the tools has it."""
        for tool in self.tools.values():
            tool.give_back()

    def stop(self) -> None:
        """Give the map back, for good."""
        self.end()
        self._canvas.mapToolSet.disconnect(self._look)
        for tool in self.tools.values():
            tool.deleteLater()

    def _look(self, tool: QgsMapTool | None, _before: QgsMapTool | None) -> None:
        """Another tool has the map now: what was said of ours holds no longer."""
        if tool not in self.tools.values():
            self._hint.hide()

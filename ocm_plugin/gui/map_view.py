"""The map brought before the user, so that something can be drawn or picked on it."""

from __future__ import annotations

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsProject,
    QgsRectangle,
)
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtWidgets import QStackedWidget

WGS84 = "EPSG:4326"
WORLD = QgsRectangle(-180, -90, 180, 90)
MARGIN = 1.2
"""How much larger than a box the map is that shows it."""


def bring_up_map(canvas: QgsMapCanvas) -> bool:
    """Show the map, in the place of the welcome page too; an empty one shows the world. False: it cannot be seen.

    While a project is empty, the map has no extent: what is drawn would be pixels, not places.
    """
    stack = canvas.parent()
    if isinstance(stack, QStackedWidget):
        stack.setCurrentWidget(canvas)
    if canvas.extent().isEmpty():
        canvas.setExtent(_world_in(canvas.mapSettings().destinationCrs()))
        canvas.refresh()
    return canvas.isVisible()


def zoom_to(canvas: QgsMapCanvas, degrees: QgsRectangle) -> None:
    """Let the map show a box of degrees, and a little around it; nothing happens where its CRS has no such place."""
    to_map = QgsCoordinateTransform(
        QgsCoordinateReferenceSystem(WGS84), canvas.mapSettings().destinationCrs(), QgsProject.instance()
    )
    try:
        box = to_map.transformBoundingBox(degrees)
    except QgsCsException:
        return
    if box.isFinite() and not box.isEmpty():
        canvas.setExtent(box.scaled(MARGIN))
        canvas.refresh()


def _world_in(crs: QgsCoordinateReferenceSystem) -> QgsRectangle:
    """The part of the world that a CRS is made for; degrees where there is none."""
    if not crs.isValid():
        return WORLD
    bounds = crs.bounds()
    to_map = QgsCoordinateTransform(QgsCoordinateReferenceSystem(WGS84), crs, QgsProject.instance())
    try:
        return to_map.transformBoundingBox(bounds if not bounds.isEmpty() else WORLD)
    except QgsCsException:
        return WORLD

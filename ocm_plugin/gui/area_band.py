"""Where will be searched, shown on the map: of a large area something simpler, which is made in the background."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, radians

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsDistanceArea,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
)
from qgis.gui import QgsMapCanvas, QgsRubberBand
from qgis.PyQt.QtCore import QObject

from ..ocm.feedback import Feedback
from ..ocm.search.areas import Area, Circle, Corridor, Countries, Extent, Polygons, Ring, corner_count
from ..ocm.translation import tr
from ..qgis_support.world_map import country_shapes
from .map_tools import make_band, remove_band
from .tasks import BackgroundTask, NewestTask, Tasks

WGS84 = "EPSG:4326"
AT_ONCE = 500
"""Corners of an area that is shown without a task; the window must not wait for more."""
MOST_SHOWN = 4_000
"""Corners of what is shown: each redraw of the map goes through them."""
MOST_MADE = 20_000
"""Corners made into geometries: that is done in one go for each ring, and the window waits for Python meanwhile."""
STEP_DEGREES = 3.0
"""The edges of a rectangle of degrees are followed in steps of this: in most CRSs they are bent."""
CIRCLE_CORNERS = 72
WIDE_DEGREES = 60.0
"""Wider than this, and most CRSs fold what they were not made for."""
METRES_PER_DEGREE = 111_320.0
ROUND = 8
"""Corners per quarter of a rounded end of a corridor."""


class AreaBand(QObject):
    """One band on the map for one area."""

    def __init__(self, canvas: QgsMapCanvas, tasks: Tasks) -> None:
        super().__init__()
        self._canvas = canvas
        self._outlining = NewestTask(tasks)
        self._area: Area | None = None
        self._geometry = QgsGeometry()
        """In degrees."""
        self._band: QgsRubberBand | None = None
        self._canvas.destinationCrsChanged.connect(self._draw)

    def stop(self) -> None:
        """Take the band from the map, for good."""
        self._canvas.destinationCrsChanged.disconnect(self._draw)
        self.show(None)

    def show(self, area: Area | None) -> None:
        """Show this area in the place of the one before; None for none, and areas without an outline show nothing."""
        if area is self._area:
            return
        self._area = area
        self._outlining.drop()
        if area is None or not isinstance(area, (Extent, Circle, Polygons, Corridor, Countries)):
            self._take(QgsGeometry())
        elif corner_count(area) <= AT_ONCE and not isinstance(area, Countries):
            self._take(outline(area))
        else:
            self._outlining.start(
                tr("Showing the area of the search"), lambda feedback: outline(area, feedback), self._end
            )

    def shape(self) -> QgsGeometry:
        """What is shown, in the map's CRS; empty when nothing is."""
        return _in_map(self._geometry, self._canvas.mapSettings().destinationCrs())

    def _end(self, task: BackgroundTask) -> None:
        self._take(QgsGeometry() if task.result is None else task.result)

    def _take(self, geometry: QgsGeometry) -> None:
        self._geometry = geometry
        self._draw()

    def _draw(self) -> None:
        band, self._band = self._band, None
        if band is not None:
            remove_band(self._canvas, band)
        shape = self.shape()
        if not shape.isEmpty():
            self._band = make_band(self._canvas)
            self._band.setToGeometry(shape, None)


def _in_map(geometry: QgsGeometry, crs: QgsCoordinateReferenceSystem) -> QgsGeometry:
    """A geometry of degrees in the map's CRS; of a wide one the part for which that CRS is made."""
    if geometry.isEmpty() or not crs.isValid():
        return QgsGeometry()
    degrees = QgsCoordinateReferenceSystem(WGS84)
    if crs == degrees:
        return QgsGeometry(geometry)
    to_map = QgsCoordinateTransform(degrees, crs, QgsProject.instance())
    box = geometry.boundingBox()
    shown = _transformed(geometry, to_map) if max(box.width(), box.height()) <= WIDE_DEGREES else None
    if shown is None and not crs.bounds().isEmpty():
        shown = _transformed(geometry.intersection(QgsGeometry.fromRect(crs.bounds())), to_map)
    return QgsGeometry() if shown is None else shown


def _transformed(geometry: QgsGeometry, to_map: QgsCoordinateTransform) -> QgsGeometry | None:
    """None for what cannot be expressed."""
    there = QgsGeometry(geometry)
    try:
        there.transform(to_map)
    except QgsCsException:
        return None
    return there if there.isEmpty() or there.boundingBox().isFinite() else None


# Outlines, in degrees


def outline(area: Area, feedback: Feedback | None = None) -> QgsGeometry:
    """What an area looks like, simple enough to be drawn; empty for one that has no outline."""
    if isinstance(area, Extent):
        return _of_extent(area)
    if isinstance(area, Circle):
        return _of_circle(area)
    if isinstance(area, Polygons):
        return _of_polygons(area, feedback)
    if isinstance(area, Corridor):
        return _of_corridor(area, feedback)
    return _of_countries(area, feedback) if isinstance(area, Countries) else QgsGeometry()


def _thin(rings: Sequence[Ring], least: int, corners: int) -> list[Ring]:
    """Every so many corners of lines or rings, when they have too many to be made into geometries in one go."""
    step = max(1, corners // MOST_MADE)
    thin = [(*ring[::step], ring[-1]) for ring in rings]
    return [ring for ring in thin if len(ring) >= least] if step > 1 else list(rings)


def _of_polygons(area: Polygons, feedback: Feedback | None) -> QgsGeometry:
    corners, parts = corner_count(area), []
    for rings in area.polygons:
        if feedback is not None:
            feedback.check()
        thin = _thin(rings, 4, corners)
        if thin:
            parts.append(QgsGeometry.fromPolygonXY([[QgsPointXY(*position) for position in ring] for ring in thin]))
    return _simple(QgsGeometry.collectGeometry(parts), feedback) if parts else QgsGeometry()


def _simple(geometry: QgsGeometry, feedback: Feedback | None) -> QgsGeometry:
    """The same with no more corners than can be drawn all the time; parts too small to be seen are left out.

    Each island keeps some corners, however much it is simplified, so that those of Canada would always be too many.
    """
    closeness = _size(geometry) / 5_000
    while geometry.constGet() is not None and geometry.constGet().nCoordinates() > MOST_SHOWN:
        if feedback is not None:
            feedback.check()
        parts = [part.simplify(closeness) for part in geometry.asGeometryCollection() if _size(part) > closeness]
        simpler = QgsGeometry.collectGeometry(parts)
        if simpler.isEmpty():
            return QgsGeometry.fromRect(geometry.boundingBox())
        geometry, closeness = simpler, 2 * closeness
    return geometry


def _size(geometry: QgsGeometry) -> float:
    """Width or height in degrees, whichever is more."""
    return float(max(geometry.boundingBox().width(), geometry.boundingBox().height()))


def _of_extent(area: Extent) -> QgsGeometry:
    spans = [(area.west, area.east)] if area.west <= area.east else [(area.west, 180.0), (-180.0, area.east)]
    boxes = [QgsGeometry.fromRect(QgsRectangle(west, area.south, east, area.north)) for west, east in spans]
    return QgsGeometry.collectGeometry([box.densifyByDistance(STEP_DEGREES) for box in boxes])


def _of_circle(area: Circle) -> QgsGeometry:
    measure = QgsDistanceArea()
    measure.setEllipsoid("EPSG:7030")
    middle = QgsPointXY(area.longitude, area.latitude)
    ring: list[QgsPointXY] = []
    for number in range(CIRCLE_CORNERS):
        point = measure.computeSpheroidProject(middle, area.radius_m, radians(360 * number / CIRCLE_CORNERS))
        turned = 360 * round((middle.x() - point.x()) / 360)
        ring.append(QgsPointXY(point.x() + turned, point.y()))
    return QgsGeometry.fromPolygonXY([[*ring, ring[0]]])


def _of_corridor(area: Corridor, feedback: Feedback | None) -> QgsGeometry:
    """Each line with the distance around it, as wide as a degree is at its middle."""
    parts = []
    for line in _thin(area.lines, 2, corner_count(area)):
        if feedback is not None:
            feedback.check()
        parts.append(_around(line, area.distance_m))
    return _simple(QgsGeometry.unaryUnion(parts), feedback)


def _around(line: Ring, distance_m: float) -> QgsGeometry:
    latitudes = [latitude for _, latitude in line]
    narrow = max(0.05, cos(radians((min(latitudes) + max(latitudes)) / 2)))
    reach = distance_m / METRES_PER_DEGREE
    flat = QgsGeometry.fromPolylineXY([QgsPointXY(x * narrow, y) for x, y in line]).simplify(reach / 20)
    wide = flat.buffer(reach, ROUND)
    rings = [[[QgsPointXY(p.x() / narrow, p.y()) for p in ring] for ring in part] for part in _polygons(wide)]
    return QgsGeometry.collectGeometry([QgsGeometry.fromPolygonXY(part) for part in rings])


def _polygons(geometry: QgsGeometry) -> list[list[list[QgsPointXY]]]:
    return geometry.asMultiPolygon() if geometry.isMultipart() else [geometry.asPolygon()]


def _of_countries(area: Countries, feedback: Feedback | None) -> QgsGeometry:
    """The outlines of QGIS' own map of the world, which are coarse: the records of stations state their country."""
    shapes = [shape for code, shape in country_shapes() if code in area.codes]
    return _simple(QgsGeometry.collectGeometry(shapes), feedback) if shapes else QgsGeometry()

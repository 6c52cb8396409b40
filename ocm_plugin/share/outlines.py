"""Land below the stations of a web page that loads no base map: QGIS' own small map of the world, cut to the place.

The map (world_map.gpkg) comes with QGIS; its data are Natural Earth, public domain. A QGIS without it gives no land.
"""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsApplication, QgsFeatureRequest, QgsGeometry, QgsRectangle, QgsVectorLayer

CREDIT = "Outlines: Natural Earth"
_STEPS = 900
"""Details smaller than the width of the place in so many parts are left out."""
_LEAST_DEGREES = 0.5

Ring = list[tuple[float, float]]
"""Latitude and longitude of each corner."""


def outlines(place: QgsRectangle) -> list[list[Ring]]:
    """The countries around a place (degrees) as polygons: an outer ring, then holes. Any thread."""
    path = Path(QgsApplication.pkgDataPath()) / "resources" / "data" / "world_map.gpkg"
    if not path.exists():
        return []
    options = QgsVectorLayer.LayerOptions()
    options.loadDefaultStyle = False
    layer = QgsVectorLayer(f"{path}|layername=countries", "countries", "ogr", options)
    width = max(place.width(), place.height(), _LEAST_DEGREES)
    around = place.buffered(width).intersect(QgsRectangle(-180, -85, 180, 85))
    found: list[list[Ring]] = []
    for feature in layer.getFeatures(QgsFeatureRequest().setFilterRect(around).setNoAttributes()):
        shape = feature.geometry().clipped(around).simplify(width / _STEPS)
        found.extend(_polygons(shape))
    return found


def _polygons(shape: QgsGeometry) -> list[list[Ring]]:
    return [
        [[(round(corner.y(), 4), round(corner.x(), 4)) for corner in ring] for ring in polygon if len(ring) > 3]
        for part in shape.asGeometryCollection()
        if not part.isEmpty()
        for polygon in (part.asMultiPolygon() if part.isMultipart() else [part.asPolygon()])
        if polygon
    ]

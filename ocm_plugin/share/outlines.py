"""Land below the stations of a web page that loads no base map: QGIS' own small map of the world, cut to the place.

The map (world_map.gpkg) comes with QGIS; its data are Natural Earth, public domain. A QGIS without it gives no land.
"""

from __future__ import annotations

import math
from pathlib import Path

from qgis.core import QgsFeatureRequest, QgsGeometry, QgsRectangle, QgsVectorLayer

from ..ocm.translation import marked
from ..qgis_support.paths import world_map_path

CREDIT = marked("Outlines: Natural Earth")
_STEPS = 900
"""Details smaller than the width of the place in so many parts are left out."""
_AROUND = 2.5
"""So many widths of the place are shown on each side: maps are wider than places, and people zoom out."""
_LEAST_DEGREES = 0.5

Ring = list[tuple[float, float]]
"""Latitude and longitude of each corner."""


def outlines(place: QgsRectangle) -> list[list[Ring]]:
    """The countries around a place (degrees) as polygons: an outer ring, then holes. Any thread."""
    path = world_map_path()
    if not Path(path).exists():
        return []
    options = QgsVectorLayer.LayerOptions()
    options.loadDefaultStyle = False
    layer = QgsVectorLayer(f"{path}|layername=countries", "countries", "ogr", options)
    width = max(place.width(), place.height(), _LEAST_DEGREES)
    around = place.buffered(_AROUND * width).intersect(QgsRectangle(-180, -85, 180, 85))
    step = width / _STEPS
    found: list[list[Ring]] = []
    for feature in layer.getFeatures(QgsFeatureRequest().setFilterRect(around).setNoAttributes()):
        shape = feature.geometry().clipped(around).simplify(step)
        parts = (part for part in shape.asGeometryCollection() if part.boundingBox().width() > 2 * step)
        found.extend(_rings(part, math.ceil(-math.log10(step))) for part in parts)
    return found


def _rings(polygon: QgsGeometry, decimals: int) -> list[Ring]:
    rings = polygon.asPolygon() if not polygon.isMultipart() else polygon.asMultiPolygon()[0]
    return [[(round(corner.y(), decimals), round(corner.x(), decimals)) for corner in ring] for ring in rings]

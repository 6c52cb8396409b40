"""Land below the stations of a web page that loads no base map: QGIS' own small map of the world, cut to the place."""

from __future__ import annotations

import math

from qgis.core import QgsGeometry, QgsRectangle

from ..ocm.translation import marked
from ..qgis_support.world_map import country_shapes

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
    width = max(place.width(), place.height(), _LEAST_DEGREES)
    around = place.buffered(_AROUND * width).intersect(QgsRectangle(-180, -85, 180, 85))
    step = width / _STEPS
    found: list[list[Ring]] = []
    for _, country in country_shapes():
        if not country.boundingBoxIntersects(around):
            continue
        shape = country.clipped(around).simplify(step)
        parts = (part for part in shape.asGeometryCollection() if part.boundingBox().width() > 2 * step)
        found.extend(_rings(part, math.ceil(-math.log10(step))) for part in parts)
    return found


def _rings(polygon: QgsGeometry, decimals: int) -> list[Ring]:
    rings = polygon.asPolygon() if not polygon.isMultipart() else polygon.asMultiPolygon()[0]
    return [[(round(corner.y(), decimals), round(corner.x(), decimals)) for corner in ring] for ring in rings]

"""Stations from afar: those that would overlap are drawn as one bubble with their number.

The number of stations is the one thing that QGIS knows exactly of a bubble, so it is all that a bubble says: not how
powerful, nor how many points, nor whether they work. Its colour is no power class's. It has the place of its first
station: first stations keep apart, so bubbles do.

Expressions must be without aggregates: the drawing thread works these out on the layer itself; if the layer is removed
meanwhile, QGIS ends.
"""

from __future__ import annotations

from collections.abc import Sequence

from qgis.core import (
    QgsFeatureRenderer,
    QgsFontMarkerSymbolLayer,
    QgsGeometryGeneratorSymbolLayer,
    QgsMarkerSymbol,
    QgsPointClusterRenderer,
    QgsProperty,
    QgsRasterMarkerSymbolLayer,
    QgsSymbolLayer,
)
from qgis.PyQt.QtGui import QColor

from .labels import font_family
from .markers import INK, PAPER, picture_path

OVERLAP_MM = 6.0
"""Stations nearer than this on the map share a bubble: about its size."""

NEUTRAL = "#5b6773"
"""Fill of bubbles: of no power class in any style."""

COUNT = "to_string(@cluster_size)"
"""The expression of what a bubble says: the exact number of its stations."""
_SMALLEST = 7.0
"""Width of a bubble with its white edge, in mm."""
_DISC = (
    f'<circle cx="20" cy="20" r="20" fill="{PAPER}"/>'
    f'<circle cx="20" cy="20" r="17.2" fill="{NEUTRAL}" stroke="{INK}" stroke-width="1.7"/>'
)
STATION = 'make_point("lon", "lat")'


def picture_layer(picture: QgsProperty, size: float) -> QgsRasterMarkerSymbolLayer:
    """A drawing, as `picture_path` gives it, with a box of this side in mm.

    A property yields it, also where it is always the same: QGIS would read the layer's own one again at each copy of
    the style, so at each redraw. Its proportions are stated: QGIS would read it at each marker to know them.
    """
    layer = QgsRasterMarkerSymbolLayer("", size)
    layer.setFixedAspectRatio(1)
    layer.setDataDefinedProperty(QgsSymbolLayer.Property.PropertyName, picture)
    return layer


def bubble_symbol(text_expression: str = "") -> QgsMarkerSymbol:
    """A disc with the number of stations, larger for more; without an expression of it an example for legends.

    The disc is a picture of few sizes, which QGIS makes once each: it takes a third of the time of drawn circles.
    """
    disc = picture_layer(QgsProperty.fromValue(picture_path(_DISC)), _SMALLEST)
    text = QgsFontMarkerSymbolLayer(font_family(), "9", 2.1, QColor(PAPER))
    text.setFontStyle("Bold")
    if text_expression:
        size = f"{_SMALLEST} + round(2.6 * log10(@cluster_size) - 1) / 2"
        _define(disc, QgsSymbolLayer.Property.PropertySize, size)
        _define(text, QgsSymbolLayer.Property.PropertyCharacter, f"coalesce({text_expression}, '')")
    return stacked([disc, text])


def _on_first_station(bubble: QgsMarkerSymbol) -> QgsMarkerSymbol:
    """The bubble at its first station instead of in the middle."""
    place = QgsGeometryGeneratorSymbolLayer.create({"geometryModifier": STATION, "SymbolType": "Marker"})
    place.setSubSymbol(bubble)
    return stacked([place])


def _define(layer: QgsSymbolLayer, key: QgsSymbolLayer.Property, expression: str) -> None:
    layer.setDataDefinedProperty(key, QgsProperty.fromExpression(expression))


def stacked(layers: Sequence[QgsSymbolLayer]) -> QgsMarkerSymbol:
    """A symbol of these layers, the first lowest. (QGIS 3.22 crashes on symbols made from a list of layers.)"""
    symbol = QgsMarkerSymbol()
    symbol.changeSymbolLayer(0, layers[0])
    for layer in layers[1:]:
        symbol.appendSymbolLayer(layer)
    return symbol


def bubbles_over(renderer: QgsFeatureRenderer) -> QgsPointClusterRenderer:
    """A renderer that draws bubbles where markers would overlap, and elsewhere what the given one draws."""
    clusters = QgsPointClusterRenderer()
    clusters.setTolerance(OVERLAP_MM)
    clusters.setClusterSymbol(_on_first_station(bubble_symbol(COUNT)))
    clusters.setEmbeddedRenderer(renderer)
    return clusters

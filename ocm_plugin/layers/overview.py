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
    QgsSimpleMarkerSymbolLayer,
    QgsSymbolLayer,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor

from .labels import font_family
from .markers import INK, PAPER

OVERLAP_MM = 6.0
"""Stations nearer than this on the map share a bubble: about its size."""

NEUTRAL = "#5b6773"
"""Fill of bubbles: of no power class in any style."""

COUNT = "to_string(@cluster_size)"
"""The expression of what a bubble says: the exact number of its stations."""
STATION = 'make_point("lon", "lat")'


def bubble_symbol(text_expression: str = "'9'") -> QgsMarkerSymbol:
    """A disc, larger for more stations, with their number."""
    disc = QgsSimpleMarkerSymbolLayer()
    disc.setSize(6)
    disc.setColor(QColor(NEUTRAL))
    disc.setStrokeColor(QColor(INK))
    disc.setStrokeWidth(0.3)
    size = "coalesce(5.2 + 1.3 * log10(@cluster_size), 6)"
    _define(disc, QgsSymbolLayer.Property.PropertySize, size)
    casing = disc.clone()
    casing.setColor(QColor(PAPER))
    casing.setStrokeStyle(Qt.PenStyle.NoPen)
    _define(casing, QgsSymbolLayer.Property.PropertySize, f"{size} + 1")
    text = QgsFontMarkerSymbolLayer(font_family(), "9", 2.1, QColor(PAPER))
    text.setFontStyle("Bold")
    _define(text, QgsSymbolLayer.Property.PropertyCharacter, f"coalesce({text_expression}, '')")
    return stacked([casing, disc, text])


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

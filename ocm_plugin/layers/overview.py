"""Stations from afar: those that would overlap are drawn as one bubble with the number of their charging points.

QGIS' cluster renderer tells an expression how many features a bubble stands for and which came first, not which. A
count of sites says little (one has two points, another forty), so the points are those of as many stations as the
bubble holds, taken nearest to its first one. Where bubbles lie close together a few stations are taken for a
neighbour's: over a map the sums stay within one per cent, the median bubble is off by none to five per cent, one in ten
by a third. Hence the "≈".
Expressions of QGIS alone do this: they follow edits and filters, and work on computers without this plugin.
"""

from __future__ import annotations

from collections.abc import Sequence

from qgis.core import (
    QgsFeatureRenderer,
    QgsFontMarkerSymbolLayer,
    QgsMarkerSymbol,
    QgsPointClusterRenderer,
    QgsProperty,
    QgsSimpleMarkerSymbolLayer,
    QgsSymbolLayer,
)
from qgis.PyQt.QtGui import QColor

OVERLAP_MM = 6.0
"""Stations nearer than this on the map share a bubble: about its size."""

_SAMPLE = 60
"""Of larger bubbles, so many stations are asked for their points, and the sum is scaled up: it is a matter of speed."""

INK = QColor("#243b53")
PAPER = QColor("#ffffff")

_OWN = 'coalesce("n_points", 0)'
_OTHERS = f"overlay_nearest(@layer, {_OWN}, limit := min(@cluster_size - 1, {_SAMPLE}), cache := true)"
_POINTS = f"round(({_OWN} + array_sum({_OTHERS})) * @cluster_size / min(@cluster_size, {_SAMPLE + 1}))"
POINTS_TEXT = (
    f"with_variable('points', {_POINTS}, CASE WHEN @points IS NULL THEN '' "
    "WHEN @points < 100 THEN '≈' || to_string(@points) "
    "WHEN @points < 1000 THEN '≈' || to_string(round(@points, -1)) "
    "WHEN @points < 10000 THEN '≈' || to_string(round(@points / 1000.0, 1)) || 'k' "
    "ELSE '≈' || to_string(round(@points / 1000.0)) || 'k' END)"
)
"""What a bubble says, by QGIS' expressions. Points that are not known are not counted."""


def bubble_symbol() -> QgsMarkerSymbol:
    """A dark disc, larger for more stations, with the number of charging points."""
    disc = QgsSimpleMarkerSymbolLayer()
    disc.setSize(6)
    disc.setColor(INK)
    disc.setStrokeColor(PAPER)
    disc.setStrokeWidth(0.4)
    disc.setDataDefinedProperty(
        QgsSymbolLayer.Property.PropertySize,
        QgsProperty.fromExpression("coalesce(5.2 + 1.3 * log10(@cluster_size), 6)"),
    )
    text = QgsFontMarkerSymbolLayer("Open Sans", "≈9", 2.1, PAPER)
    text.setFontStyle("Bold")
    text.setDataDefinedProperty(
        QgsSymbolLayer.Property.PropertyCharacter, QgsProperty.fromExpression(f"coalesce({POINTS_TEXT}, '≈9')")
    )
    return stacked([disc, text])


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
    clusters.setClusterSymbol(bubble_symbol())
    clusters.setEmbeddedRenderer(renderer)
    return clusters

"""Stations from afar: those that would overlap are drawn as one bubble with the number of their charging points.

The bubble has the colour of its strongest station: stations are drawn in order of power, and a bubble's first one is
known exactly.

QGIS' cluster renderer tells an expression how many features a bubble stands for and which came first, not which. A
count of sites says little (one has two points, another forty), so the points are those of as many stations as the
bubble holds, taken nearest to its first one. Where bubbles lie close together a few stations are taken for a
neighbour's: over a map the sums stay within one per cent, the median bubble is off by none to five per cent, one in ten
by a third. Hence the "≈".
Expressions of QGIS alone do this: they follow edits and filters, and work on computers without this plugin.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from qgis.core import (
    QgsFeatureRenderer,
    QgsFeatureRequest,
    QgsFontMarkerSymbolLayer,
    QgsMarkerSymbol,
    QgsPointClusterRenderer,
    QgsProperty,
    QgsSimpleMarkerSymbolLayer,
    QgsSymbolLayer,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor

from .power_classes import PowerClass, Scheme

OVERLAP_MM = 6.0
"""Stations nearer than this on the map share a bubble: about its size."""

_SAMPLE = 60
"""Of larger bubbles, so many stations are asked for their points, and the sum is scaled up: it is a matter of speed."""

INK = QColor("#1f2933")
UNKNOWN = QColor("#5b6773")
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


def bubble_symbol(scheme: Scheme) -> QgsMarkerSymbol:
    """A disc in the colour of the class, larger for more stations, with the number of charging points."""
    disc = QgsSimpleMarkerSymbolLayer()
    disc.setSize(6)
    disc.setColor(UNKNOWN)
    disc.setStrokeColor(INK)
    disc.setStrokeWidth(0.3)
    size = "coalesce(5.2 + 1.3 * log10(@cluster_size), 6)"
    _define(disc, QgsSymbolLayer.Property.PropertySize, size)
    _define(disc, QgsSymbolLayer.Property.PropertyFillColor, _by_class(scheme, lambda one: one.fill, UNKNOWN.name()))
    casing = disc.clone()
    casing.setColor(PAPER)
    casing.setStrokeStyle(Qt.PenStyle.NoPen)
    casing.setDataDefinedProperty(QgsSymbolLayer.Property.PropertyFillColor, QgsProperty())
    _define(casing, QgsSymbolLayer.Property.PropertySize, f"{size} + 1")
    text = QgsFontMarkerSymbolLayer("Open Sans", "≈9", 2.1, PAPER)
    text.setFontStyle("Bold")
    _define(text, QgsSymbolLayer.Property.PropertyCharacter, f"coalesce({POINTS_TEXT}, '≈9')")
    ink = _by_class(scheme, lambda one: INK.name() if one.is_light else PAPER.name(), PAPER.name())
    _define(text, QgsSymbolLayer.Property.PropertyFillColor, ink)
    return stacked([casing, disc, text])


def _by_class(scheme: Scheme, value: Callable[[PowerClass], str], otherwise: str) -> str:
    cases = " ".join(f"WHEN {one.filter} THEN '{value(one)}'" for one in scheme.classes)
    return f"try(CASE {cases} ELSE '{otherwise}' END, '{otherwise}')"


def _define(layer: QgsSymbolLayer, key: QgsSymbolLayer.Property, expression: str) -> None:
    layer.setDataDefinedProperty(key, QgsProperty.fromExpression(expression))


def stacked(layers: Sequence[QgsSymbolLayer]) -> QgsMarkerSymbol:
    """A symbol of these layers, the first lowest. (QGIS 3.22 crashes on symbols made from a list of layers.)"""
    symbol = QgsMarkerSymbol()
    symbol.changeSymbolLayer(0, layers[0])
    for layer in layers[1:]:
        symbol.appendSymbolLayer(layer)
    return symbol


def bubbles_over(renderer: QgsFeatureRenderer, scheme: Scheme) -> QgsPointClusterRenderer:
    """A renderer that draws bubbles where markers would overlap, and elsewhere what the given one draws."""
    clusters = QgsPointClusterRenderer()
    clusters.setTolerance(OVERLAP_MM)
    clusters.setClusterSymbol(bubble_symbol(scheme))
    clusters.setEmbeddedRenderer(renderer)
    strongest_first = QgsFeatureRequest.OrderByClause('"max_kw"', False, False)
    clusters.setOrderBy(QgsFeatureRequest.OrderBy([strongest_first]))
    clusters.setOrderByEnabled(True)
    return clusters

"""Stations from afar: those that would overlap are drawn as one bubble that tells their charging points.

The bubble has the place and the colour of its strongest station: stations are drawn in order of power, and a bubble's
first one is known exactly. How many stations it stands for is known too, but QGIS does not tell which. A count of sites
says little (one has two points, another forty), so a bubble of few stations says how many points there are at least:
those of the first and one for each other one, "9+". Of many, that would be far too few: there the layer's mean is taken
for each other one, and only so many digits are shown as it is good for: "≈90".

The mean is worked out when the layer is styled. An aggregate in the expression would follow edits, but QGIS works that
out in the drawing thread, on the layer itself: whoever removes the layer meanwhile ends QGIS. And expressions must be
short: the drawing thread copies them after letting go of them (QgsExpression::detach), with the same end.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from qgis.core import (
    QgsAggregateCalculator,
    QgsFeatureRenderer,
    QgsFeatureRequest,
    QgsFontMarkerSymbolLayer,
    QgsGeometryGeneratorSymbolLayer,
    QgsMarkerSymbol,
    QgsPointClusterRenderer,
    QgsProperty,
    QgsSimpleMarkerSymbolLayer,
    QgsSymbolLayer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor

from .fonts import font_family
from .markers import INK, PAPER
from .power_classes import PowerClass, Scheme

OVERLAP_MM = 6.0
"""Stations nearer than this on the map share a bubble: about its size."""

UNKNOWN = "#5b6773"


FEW = 10
"""From so many stations on, the mean is nearer to the truth than the least."""


def points_text(layer: QgsVectorLayer) -> str:
    """The expression of what a bubble in this layer says. Where the points are not known, one is counted."""
    mean, known = layer.aggregate(QgsAggregateCalculator.Aggregate.Mean, "n_points")
    if not known or not isinstance(mean, (int, float)):
        return "''"
    return (
        f"if(@cluster_size < {FEW}, to_string(coalesce(\"n_points\", 1) + @cluster_size - 1) || '+', "
        f"with_variable('points', coalesce(\"n_points\", 1) + (@cluster_size - 1) * {mean:.4g}, "
        "with_variable('rounded', round(@points, if(@cluster_size < 100, 0, 1) - floor(log10(@points))), "
        "'≈' || if(@rounded < 1000, to_string(@rounded), to_string(@rounded / 1000) || 'k'))))"
    )


STATION = 'make_point("lon", "lat")'


def bubble_symbol(scheme: Scheme, text_expression: str = "'9+'") -> QgsMarkerSymbol:
    """A disc in the colour of the class, larger for more stations, with the number of charging points."""
    disc = QgsSimpleMarkerSymbolLayer()
    disc.setSize(6)
    disc.setColor(QColor(UNKNOWN))
    disc.setStrokeColor(QColor(INK))
    disc.setStrokeWidth(0.3)
    size = "coalesce(5.2 + 1.3 * log10(@cluster_size), 6)"
    _define(disc, QgsSymbolLayer.Property.PropertySize, size)
    _define(disc, QgsSymbolLayer.Property.PropertyFillColor, _by_class(scheme, lambda one: one.fill, UNKNOWN))
    casing = disc.clone()
    casing.setColor(QColor(PAPER))
    casing.setStrokeStyle(Qt.PenStyle.NoPen)
    casing.setDataDefinedProperty(QgsSymbolLayer.Property.PropertyFillColor, QgsProperty())
    _define(casing, QgsSymbolLayer.Property.PropertySize, f"{size} + 1")
    text = QgsFontMarkerSymbolLayer(font_family(), "9+", 2.1, QColor(PAPER))
    text.setFontStyle("Bold")
    _define(text, QgsSymbolLayer.Property.PropertyCharacter, f"coalesce({text_expression}, '')")
    ink = _by_class(scheme, lambda one: one.ink, PAPER)
    _define(text, QgsSymbolLayer.Property.PropertyFillColor, ink)
    return stacked([casing, disc, text])


def _on_first_station(bubble: QgsMarkerSymbol) -> QgsMarkerSymbol:
    """The bubble at its first station instead of in the middle: first stations keep apart, so bubbles do."""
    place = QgsGeometryGeneratorSymbolLayer.create({"geometryModifier": STATION, "SymbolType": "Marker"})
    place.setSubSymbol(bubble)
    return stacked([place])


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


def bubbles_over(renderer: QgsFeatureRenderer, scheme: Scheme, layer: QgsVectorLayer) -> QgsPointClusterRenderer:
    """A renderer that draws bubbles where markers would overlap, and elsewhere what the given one draws."""
    clusters = QgsPointClusterRenderer()
    clusters.setTolerance(OVERLAP_MM)
    clusters.setClusterSymbol(_on_first_station(bubble_symbol(scheme, points_text(layer))))
    clusters.setEmbeddedRenderer(renderer)
    strongest_first = QgsFeatureRequest.OrderByClause('"max_kw"', False, False)
    clusters.setOrderBy(QgsFeatureRequest.OrderBy([strongest_first]))
    clusters.setOrderByEnabled(True)
    return clusters

"""Stations from afar: those that would overlap are drawn as one bubble with the number of their charging points.

The bubble has the place and the colour of its strongest station: stations are drawn in order of power, and a bubble's
first one is known exactly. How many stations it stands for is known too, but QGIS does not tell which. A count of sites
says little (one has two points, another forty), so the points are those of as many stations, the nearest to the first
one in a square cell around it. Of 5,000 invented stations, a third of the bubbles of a country and four fifths of those
of a city are then exact, one in ten is off by a third or more: hence the "≈". In layers of more than LARGE stations the
mean of the whole layer stands for that of the nearest, which would take seconds to find.

Expressions of QGIS alone do this: they follow edits and filters, and work on computers without this plugin. Those over
the whole layer hold no variables: only then does QGIS work them out once for a map instead of for each bubble.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from qgis.core import (
    QgsFeatureRenderer,
    QgsFeatureRequest,
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

from .power_classes import PowerClass, Scheme

OVERLAP_MM = 6.0
"""Stations nearer than this on the map share a bubble: about its size."""

LARGE = 10_000
CELL_MM = 36.0
"""Larger cells have fewer bubbles at their edges, and take longer to search."""

INK = QColor("#1f2933")
UNKNOWN = QColor("#5b6773")
PAPER = QColor("#ffffff")

_DEGREE_M = 111_319.49
_CELL_SIZES = tuple(2.0**power for power in range(-8, 8))
"""Degrees of longitude; the one nearest to CELL_MM on the map is taken."""
_OWN = 'coalesce("n_points", 0)'


def _mean_around(size: float) -> str:
    """The mean of the points of the @cluster_size stations nearest to the station, in its cell of this size."""
    cell = f'floor("lon" / {size:.12g}) * 100000 + floor("lat" / {size * 0.7:.12g})'
    cells = f"aggregate(@layer, 'array_agg', {cell}, order_by := {cell})"
    stations = f'aggregate(@layer, \'array_agg\', array("lon", "lat", {_OWN}), order_by := {cell})'
    first = f"array_find({cells}, {cell})"
    last = f"{first} + array_count({cells}, {cell}) - 1"
    east, north = '(@element[0] - "lon") * 0.65', '(@element[1] - "lat")'
    # Distance and points in one number, so that sorting finds the nearest.
    packed = f"floor((({east}) ^ 2 + {north} ^ 2) * {1e9 / size**2:.12g}) * 1000 + min(@element[2], 999)"
    nearest = f"array_slice(array_sort(array_foreach(@around, {packed})), 0, @cluster_size - 1)"
    mean = f"array_mean(array_foreach({nearest}, @element % 1000))"
    return f"with_variable('around', array_slice({stations}, {first}, {last}), {mean})"


def _points() -> str:
    cases = []
    for size in _CELL_SIZES:
        largest_scale = size * math.sqrt(2) * _DEGREE_M * 1000 / CELL_MM
        cases.append(f"WHEN @map_scale < {largest_scale:.0f} THEN {_mean_around(size)}")
    mean = f"CASE WHEN layer_property(@layer, 'feature_count') > {LARGE} THEN mean({_OWN}) {' '.join(cases)} END"
    return f"round(@cluster_size * {mean})"


POINTS_TEXT = (
    f"with_variable('points', {_points()}, CASE WHEN @points IS NULL THEN '' "
    "WHEN @points < 100 THEN '≈' || to_string(@points) "
    "WHEN @points < 1000 THEN '≈' || to_string(round(@points, -1)) "
    "WHEN @points < 10000 THEN '≈' || to_string(round(@points / 1000.0, 1)) || 'k' "
    "ELSE '≈' || to_string(round(@points / 1000.0)) || 'k' END)"
)
"""What a bubble says, by QGIS' expressions. Points that are not known are not counted."""


STATION = 'make_point("lon", "lat")'


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
    # On the first station instead of in the middle, bubbles never lie on one another: first stations keep apart.
    place = QgsGeometryGeneratorSymbolLayer.create({"geometryModifier": STATION, "SymbolType": "Marker"})
    place.setSubSymbol(stacked([casing, disc, text]))
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

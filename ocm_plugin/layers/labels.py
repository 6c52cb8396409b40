"""Labels such as "150 kW ×4" below markers: the strongest connector and how many vehicles can charge."""

from __future__ import annotations

from qgis.core import QgsFontMarkerSymbolLayer, QgsMapUnitScale, QgsProperty, QgsSymbolLayer
from qgis.PyQt.QtCore import QPointF
from qgis.PyQt.QtGui import QColor, QFont, QFontInfo

from ..ocm.translation import language
from ..qgis_support import compat
from .expressions import case, kilowatts, quoted, shown_number
from .markers import INK, PAPER

FROM_SCALE = 10_000
"""Labels appear when the map is at least this large (the denominator of its scale): further away they would hide it."""

_IS_FAR = "@vector_tile_zoom < 13"
"""From about 1:34,000 on, by the one measure of the scale that QGIS takes for fixed while it draws: what follows is not
prepared for each marker then. Not every map knows it."""
_SIZE_MM = 2.9


def label_expression() -> str:
    """What a label says, in the user's language.

    A "~" marks an estimated power, a "+" points of which some number is not stated, so that there may be more; without
    a known power only the points are shown.
    """
    has_points = '"n_points" > 0'
    number = 'round("max_kw", "max_kw" < 10)'  # to one place if it is
    power = kilowatts(number if language().decimal_point() == "." else shown_number(number))
    is_at_least = "\"points_basis\" <> 'stated' AND \"qa_flags\" LIKE '%quantity_%'"
    parts = (
        case(('"power_is_estimate"', "'~'")),
        case(('"max_kw" IS NULL', "''"), otherwise=f"{power} || {case((has_points, quoted(' ')))}"),
        case((has_points, f"'×' || \"n_points\" || {case((is_at_least, quoted('+')))}")),
    )
    return " || ".join(parts)


def label_below(size: float) -> QgsFontMarkerSymbolLayer:
    """The label of a marker of this size (mm), as part of it: only where the marker is drawn, and only from near.

    QGIS' own labels are laid out for stations too that a bubble hides, and take as long as all else even where the map
    is too small for any. The letters are bold, and their white outline takes a part of them: they can be read on light
    and dark maps.
    """
    label = QgsFontMarkerSymbolLayer(font_family(), "", _SIZE_MM, QColor(INK))
    # A unit of the map, with limits that are the size: see `whole_in_panel`.
    label.setSizeUnit(compat.MAP_UNITS)
    limits = QgsMapUnitScale()
    limits.minSizeMMEnabled = limits.maxSizeMMEnabled = True
    limits.minSizeMM = limits.maxSizeMM = _SIZE_MM
    label.setSizeMapUnitScale(limits)
    label.setFontStyle("Bold")
    label.setStrokeColor(QColor(PAPER))
    label.setStrokeWidth(0.2)
    label.setOffset(QPointF(0, 0.36 * size + 1.9))
    # QGIS copies the expression again for each marker that it draws, and what stands in a function twice: what stands
    # in five of them 32 times. CASE and operators are copied once.
    text = case((_IS_FAR, "''"), (f"@map_scale <= {FROM_SCALE}", label_expression()))
    label.setDataDefinedProperty(QgsSymbolLayer.Property.PropertyCharacter, QgsProperty.fromExpression(text))
    return label


def font_family() -> str:
    """A family that this computer has: for any other, QGIS warns at each opening, and newer ones try to download it."""
    return QFontInfo(QFont()).family()

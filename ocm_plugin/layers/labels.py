"""Labels such as "150 kW ×4": the strongest connector and how many vehicles can charge, where there is room for it."""

from __future__ import annotations

from qgis.core import QgsPalLayerSettings, QgsTextBufferSettings, QgsTextFormat, QgsVectorLayerSimpleLabeling
from qgis.PyQt.QtGui import QColor, QFont, QFontInfo

from .expressions import kilowatts, shown_number
from .markers import INK, PAPER

FROM_SCALE = 10_000
"""Labels appear when the map is at least this large (the denominator of its scale). From further away many of them
would belong to stations that a bubble hides."""

_SURE = "if(\"power_is_estimate\", '~', '')"
_IS_AT_LEAST = "\"points_basis\" <> 'stated' AND \"qa_flags\" LIKE '%quantity_%'"
_POINTS = f"if(coalesce(\"n_points\", 0) > 0, ' ×' || \"n_points\" || if({_IS_AT_LEAST}, '+', ''), '')"


def label_expression() -> str:
    """What a label says, in the user's language.

    A "~" marks an estimated power, a "+" points of which some number is not stated, so that there may be more; without
    a known power only the points are shown.
    """
    power = kilowatts(shown_number('round("max_kw", if("max_kw" < 10, 1, 0))'))
    return f"trim({_SURE} || if(\"max_kw\" IS NULL, '', {power}) || {_POINTS})"


def power_labels() -> QgsVectorLayerSimpleLabeling:
    """Dark text in a white casing, readable on light and dark maps; strong stations first."""
    buffer = QgsTextBufferSettings()
    buffer.setEnabled(True)
    buffer.setSize(0.7)
    buffer.setColor(QColor(PAPER))
    text = QgsTextFormat()
    text.setFont(QFont(font_family()))
    text.setSize(8)
    text.setColor(QColor(INK))
    text.setBuffer(buffer)
    settings = QgsPalLayerSettings()
    settings.setFormat(text)
    settings.fieldName = label_expression()
    settings.isExpression = True
    settings.placement = QgsPalLayerSettings.Placement.OrderedPositionsAroundPoint
    settings.offsetType = QgsPalLayerSettings.OffsetType.FromPoint
    settings.dist = 2.2
    settings.scaleVisibility = True
    settings.minimumScale = FROM_SCALE
    settings.maximumScale = 0
    return QgsVectorLayerSimpleLabeling(settings)


def font_family() -> str:
    """A family that this computer has: for any other, QGIS warns at each opening, and newer ones try to download it."""
    return QFontInfo(QFont()).family()

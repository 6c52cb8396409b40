"""Labels such as "150 kW ×4" below markers: the strongest connector and how many vehicles can charge."""

from __future__ import annotations

from qgis.core import QgsFontMarkerSymbolLayer, QgsProperty, QgsSymbolLayer
from qgis.PyQt.QtCore import QPointF
from qgis.PyQt.QtGui import QColor, QFont, QFontInfo

from .expressions import kilowatts, shown_number
from .markers import INK, PAPER

FROM_SCALE = 10_000
"""Labels appear when the map is at least this large (the denominator of its scale): further away they would hide it."""

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


def label_below(size: float) -> QgsFontMarkerSymbolLayer:
    """The label of a marker of this size (mm), as part of it: only where the marker is drawn, and only from near.

    QGIS' own labels are laid out for stations too that a bubble hides, and take as long as all else even where the map
    is too small for any. The letters are bold, and their white outline takes a part of them: they can be read on light
    and dark maps.
    """
    label = QgsFontMarkerSymbolLayer(font_family(), "", 2.9, QColor(INK))
    label.setFontStyle("Bold")
    label.setStrokeColor(QColor(PAPER))
    label.setStrokeWidth(0.2)
    label.setOffset(QPointF(0, 0.36 * size + 1.9))
    # QGIS reads the expression again for each marker that it draws: it is as short as can be.
    text = f"if(@map_scale <= {FROM_SCALE}, {label_expression()}, '')"
    label.setDataDefinedProperty(QgsSymbolLayer.Property.PropertyCharacter, QgsProperty.fromExpression(text))
    return label


def font_family() -> str:
    """A family that this computer has: for any other, QGIS warns at each opening, and newer ones try to download it."""
    return QFontInfo(QFont()).family()

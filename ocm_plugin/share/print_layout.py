"""The credit on a printed map: a label in a print layout that names Open Charge Map and the data providers."""

from __future__ import annotations

from collections.abc import Iterable

from qgis.core import (
    QgsLayoutItemLabel,
    QgsLayoutItemMap,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsMapLayer,
    QgsPrintLayout,
    QgsProject,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor, QFont, QFontMetricsF

from ..layers.attribution import attribution_at_hand, is_credited
from ..layers.metadata import shortfall_of
from ..ocm.errors import ShareError
from ..ocm.records.credits import merged
from ..ocm.translation import tr
from ..qgis_support.outside_text import unevaluated

ITEM_ID = "ocm_attribution"
"""By this id the label is found again: users may move it, style it, and have it updated."""

_FONT_POINTS = 7
_MM_PER_POINT = 25.4 / 72
_LINE = 1.35
_MARGIN_MM = 5.0
_PADDING_MM = 1.0


def add_attribution(layout: QgsPrintLayout, layers: Iterable[QgsMapLayer] | None = None) -> QgsLayoutItemLabel:
    """Add the credit of layers of charging stations to a layout, or bring the one that is there up to date.

    It begins with what is missing, when a layer is not complete.

    `layers`: those to credit; None for those that the layout's maps show. A new label stands at the lower left of the
    first page, as high as its text needs; one that is there keeps its place, size and look. Main thread. Raises
    ShareError when there is nothing to credit.
    """
    shown = shown_layers(layout) if layers is None else layers
    credited = [layer for layer in shown if is_credited(layer) and layer.isSpatial()]
    if not credited:
        raise ShareError(
            tr("The maps of this layout show no charging stations of Open Charge Map. Please add a map that does.")
        )
    credit = merged(attribution_at_hand(layer) for layer in credited).text()
    # A label evaluates expressions, and the names of providers come from a server.
    text = unevaluated(" · ".join(filter(None, (shortfall_of(credited), credit))))
    label = layout.itemById(ITEM_ID)
    if not isinstance(label, QgsLayoutItemLabel):
        label = _new_label(layout, text)
    label.setText(text)
    label.refresh()
    return label


def shown_layers(layout: QgsPrintLayout) -> list[QgsMapLayer]:
    """The layers that the maps of a layout show, each once."""
    project = layout.project()
    found: dict[str, QgsMapLayer] = {}
    for item in layout.items():
        if isinstance(item, QgsLayoutItemMap):
            found.update((layer.id(), layer) for layer in _layers_of(item, project))
    return list(found.values())


def _layers_of(item: QgsLayoutItemMap, project: QgsProject) -> list[QgsMapLayer]:
    if item.followVisibilityPreset():
        return project.mapThemeCollection().mapThemeVisibleLayers(item.followVisibilityPresetName())
    if item.keepLayerSet():
        return item.layers()
    return project.layerTreeRoot().checkedLayers()


def _new_label(layout: QgsPrintLayout, text: str) -> QgsLayoutItemLabel:
    label = QgsLayoutItemLabel(layout)
    label.setId(ITEM_ID)
    label.setMode(QgsLayoutItemLabel.Mode.ModeFont)
    font = QFont(label.font())
    font.setPointSizeF(_FONT_POINTS)
    label.setFont(font)
    label.setHAlign(Qt.AlignmentFlag.AlignLeft)
    label.setMarginX(_PADDING_MM)
    label.setMarginY(_PADDING_MM)
    label.setBackgroundEnabled(True)
    label.setBackgroundColor(QColor(255, 255, 255, 210))
    label.setFrameEnabled(False)
    layout.addLayoutItem(label)
    page = layout.pageCollection().page(0).pageSize()
    width = page.width() - 2 * _MARGIN_MM
    height = _height_mm(font, text, width - 2 * _PADDING_MM) + 2 * _PADDING_MM
    label.attemptMove(QgsLayoutPoint(_MARGIN_MM, page.height() - _MARGIN_MM - height))
    label.attemptResize(QgsLayoutSize(width, height))
    return label


def _height_mm(font: QFont, text: str, width: float) -> float:
    """The height of a text broken into lines of a width, both in mm; generous, as words break early."""
    measured = QFont(font)
    measured.setPixelSize(100)
    text_mm = QFontMetricsF(measured).horizontalAdvance(text) / 100 * _FONT_POINTS * _MM_PER_POINT
    lines = 1 + int(text_mm / (width * 0.93))
    return lines * _FONT_POINTS * _MM_PER_POINT * _LINE

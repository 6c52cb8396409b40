#!/usr/bin/env python3
"""Draw the pictures of docs/styles.md from the demo data.

    QT_QPA_PLATFORM=offscreen .venv/bin/python tools/make_style_pictures.py

Each shows a legend beside all of the data from afar and a few streets from near, on the map meant for the style.
"""

from __future__ import annotations

import sys
from datetime import datetime, timezone
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from qgis.core import (  # noqa: E402
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsLayerTree,
    QgsLayerTreeModel,
    QgsLegendRenderer,
    QgsLegendSettings,
    QgsLegendStyle,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsRectangle,
    QgsRenderContext,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QPoint, QSize  # noqa: E402
from qgis.PyQt.QtGui import QColor, QImage, QPainter  # noqa: E402

from ocm_plugin.layers.build import MemoryDestination  # noqa: E402
from ocm_plugin.layers.style import STYLES, apply_style  # noqa: E402
from ocm_plugin.ocm.feedback import Feedback  # noqa: E402
from ocm_plugin.ocm.records.licences import Licences  # noqa: E402
from ocm_plugin.ocm.run import Match  # noqa: E402
from ocm_plugin.ocm.search.search import Search  # noqa: E402
from ocm_plugin.ocm.sources.source import demo_source  # noqa: E402
from ocm_plugin.ocm.tables.derive.rows import Context  # noqa: E402

PICTURES = ROOT / "docs" / "images"
LEGEND, MAP, GAP = QSize(430, 690), QSize(400, 690), 8
DPI = 96
AREAS = (QgsRectangle(4.3, 47.4, 8.7, 52.3), QgsRectangle(4.4798, 51.9136, 4.4918, 51.9343))
"""All of the demo data, and a part of a town."""
PAPER, DARK = QColor("#ffffff"), QColor("#22272e")


def demo_stations() -> QgsVectorLayer:
    """The packaged demo data as a layer of stations, not dressed yet."""
    source = demo_source()
    reference = source.reference(Feedback())
    now = datetime(2026, 3, 1, tzinfo=timezone.utc)
    destination = MemoryDestination(Context(reference, Licences(reference), now, "pictures"))
    for batch in source.batches(Search(), Feedback()):
        destination.add([Match(station, True) for station in batch.stations])
    return destination.take_layers(QgsApplication.instance().thread(), None).stations


def map_picture(layer: QgsVectorLayer, area: QgsRectangle, background: QColor) -> QImage:
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    settings.setOutputSize(MAP)
    settings.setOutputDpi(DPI)
    settings.setExtent(area)
    settings.setBackgroundColor(background)
    context = QgsExpressionContext()
    context.appendScope(QgsExpressionContextUtils.mapSettingsScope(settings))
    settings.setExpressionContext(context)
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    return job.renderedImage()


def legend_picture(layer: QgsVectorLayer) -> QImage:
    root = QgsLayerTree()
    root.addLayer(layer)
    settings = QgsLegendSettings()
    for style in (QgsLegendStyle.Style.Group, QgsLegendStyle.Style.Subgroup, QgsLegendStyle.Style.SymbolLabel):
        text = settings.style(style)
        font = text.font()
        font.setPointSizeF(8)
        text.setFont(font)
        settings.setStyle(style, text)
    image = QImage(LEGEND, QImage.Format.Format_ARGB32)
    image.setDotsPerMeterX(round(DPI / 0.0254))
    image.setDotsPerMeterY(round(DPI / 0.0254))
    image.fill(PAPER)
    painter = QPainter(image)
    context = QgsRenderContext.fromQPainter(painter)
    painter.scale(context.scaleFactor(), context.scaleFactor())
    model = QgsLayerTreeModel(root)
    # The legend lays itself out in mm.
    QgsLegendRenderer(model, settings).drawLegend(context)
    painter.end()
    return image


def picture(layer: QgsVectorLayer, style: str) -> QImage:
    """The layer in a style: legend, region and town side by side."""
    apply_style(layer, style)
    background = DARK if style.endswith("_on_dark") else PAPER
    parts = [legend_picture(layer), *(map_picture(layer, area, background) for area in AREAS)]
    whole = QImage(sum(part.width() + GAP for part in parts) - GAP, MAP.height(), QImage.Format.Format_RGB32)
    whole.fill(QColor("#d5d9de"))
    painter = QPainter(whole)
    left = 0
    for part in parts:
        painter.drawImage(QPoint(left, 0), part)
        left += part.width() + GAP
    painter.end()
    return whole.convertToFormat(QImage.Format.Format_Grayscale8) if style.endswith("_in_grey") else whole


def main() -> None:
    application = QgsApplication([], True)
    application.initQgis()
    layer = demo_stations()
    for style in STYLES:
        picture(layer, style.name).save(str(PICTURES / f"style-{style.name}.png"))
        print(f"docs/images/style-{style.name}.png")


if __name__ == "__main__":
    main()

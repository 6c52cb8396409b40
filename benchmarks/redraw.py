#!/usr/bin/env python3
"""Redraw of many stations, side by side with what QGIS draws of the same points by itself, at four scales.

    QT_QPA_PLATFORM=offscreen .venv/bin/python benchmarks/redraw.py [STATIONS …]        (100,000 and 300,000 by default)

A "plain cluster" is QGIS' own grouping of points with the symbol that it has for them, a "single symbol" one simple
marker for each. The map has 1280 × 720 pixels of 96 dots per inch around a station in the middle of the list. Figures
are times of the processor, the least of some redraws by turns, so that other work on the machine counts little.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from qgis.core import (  # noqa: E402
    Qgis,
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsFeatureRenderer,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsMarkerSymbol,
    QgsPointClusterRenderer,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize  # noqa: E402

from ocm_plugin.layers.overview import OVERLAP_MM  # noqa: E402
from ocm_plugin.layers.style import apply_style  # noqa: E402
from tests.ocm_server.synthetic import make_pois  # noqa: E402
from tests.support.shared_layers import made_layers  # noqa: E402

WIDTH, HEIGHT = 1280, 720
SHARES_OF_THE_WORLD = (1.0, 0.1, 0.01, 0.001)
"""Of the equator, how much the map shows: the world, a continent, a region, a town."""
ROUNDS = (3, 5, 20, 200)
"""So many redraws of each: more where they are short, as other work would count more there."""
AIM = 1.5
"""So many times a plain cluster at most."""


def plain_symbol() -> QgsMarkerSymbol:
    return QgsMarkerSymbol.createSimple({"size": "4"})


def plain_cluster() -> QgsFeatureRenderer:
    """Grouping as QGIS offers it in the layer's properties, with its own symbol: a disc with the number."""
    renderer = QgsPointClusterRenderer()
    renderer.setTolerance(OVERLAP_MM)
    renderer.setEmbeddedRenderer(QgsSingleSymbolRenderer(plain_symbol()))
    return renderer


def map_of(layer: QgsVectorLayer, centre: QgsPointXY, share: float) -> QgsMapSettings:
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
    settings.setOutputSize(QSize(WIDTH, HEIGHT))
    settings.setOutputDpi(96)
    width = 40_075_016.7 * share
    middle = QgsCoordinateTransform(layer.crs(), settings.destinationCrs(), QgsProject.instance()).transform(centre)
    settings.setExtent(QgsRectangle.fromCenterAndSize(middle, width, width * HEIGHT / WIDTH))
    context = QgsExpressionContext()
    context.appendScopes(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    context.appendScope(QgsExpressionContextUtils.mapSettingsScope(settings))
    settings.setExpressionContext(context)
    return settings


def redraw(settings: QgsMapSettings) -> float:
    """Seconds of the processor."""
    job = QgsMapRendererSequentialJob(settings)
    started = time.process_time()
    job.start()
    job.waitForFinished()
    return time.process_time() - started


def measure(number: int, folder: Path) -> bool:
    """Print the table of one number of stations. Whether the aim is met."""
    layer = made_layers(folder, make_pois(number)).stations
    places = [feature.geometry().asPoint() for feature in layer.getFeatures()]
    centre = places[len(places) // 2]
    apply_style(layer, "afir")
    looks = {
        "single symbol": (QgsSingleSymbolRenderer(plain_symbol()), False),
        "plain cluster": (plain_cluster(), False),
        "ours": (layer.renderer().clone(), layer.labelsEnabled()),
    }
    print(f"\n{layer.featureCount():,} stations, QGIS {Qgis.QGIS_VERSION}")
    print(f"{'scale':>16} {'single symbol':>14} {'plain cluster':>14} {'ours':>10} {'ours / cluster':>15}")
    is_met = True
    for share, rounds in zip(SHARES_OF_THE_WORLD, ROUNDS):
        settings = map_of(layer, centre, share)
        best: dict[str, float] = {}
        for _ in range(rounds):
            for name, (renderer, has_labels) in looks.items():
                layer.setRenderer(renderer.clone())
                layer.setLabelsEnabled(has_labels)
                best[name] = min(best.get(name, 1e9), redraw(settings))
        ratio = best["ours"] / best["plain cluster"]
        is_met = is_met and ratio <= AIM
        scale = f"1:{settings.scale():,.0f}"
        single, plain, ours = (1000 * best[name] for name in looks)
        figures = f"{single:11.1f} ms {plain:11.1f} ms {ours:7.1f} ms"
        print(f"{scale:>16} {figures} {ratio:15.2f}", flush=True)
    QgsProject.instance().clear()
    return is_met


def main() -> int:
    numbers = [int(text) for text in sys.argv[1:]] or [100_000, 300_000]
    application = QgsApplication([], False)
    application.initQgis()
    with tempfile.TemporaryDirectory() as folder:
        met = [measure(number, Path(folder)) for number in numbers]
    print(f"\nAim: at most {AIM} times a plain cluster at every scale: {'met' if all(met) else 'not met'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Replaces or removes what a map is being drawn with, at random moments, in a process of its own that may crash.

    QT_QPA_PLATFORM=offscreen MALLOC_PERTURB_=165 .venv/bin/python -m tests.support.drawn style 12 [SEED]

The layer has the plugin's style, with one expression in it that is so long that the drawing takes some time to copy it.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsProject,
    QgsProperty,
    QgsSymbolLayer,
    QgsVectorLayer,
)
from qgis.gui import QgsLayerTreeMapCanvasBridge, QgsMapCanvas
from qgis.PyQt.QtCore import QCoreApplication

from ocm_plugin.gui.project_layers import DrawnLayers
from ocm_plugin.layers.legend import rule_based
from ocm_plugin.layers.style import STYLES, apply_style
from ocm_plugin.ocm.sources.source import demo_source
from tests.support.shared_layers import station_layers

LONG = f"CASE {' '.join(f'WHEN ocm_id = -{number} THEN {number}' for number in range(1, 40_000))} ELSE 3 END"
"""Takes some tens of milliseconds to be copied."""
LONGEST_WAIT_S = 0.01


class Drawing:
    """A map with one layer of stations."""

    def __init__(self, folder: Path) -> None:
        self.canvas = QgsMapCanvas()
        self.canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
        self.canvas.resize(400, 300)
        self.canvas.show()
        project = QgsProject.instance()
        self._bridge = QgsLayerTreeMapCanvasBridge(project.layerTreeRoot(), self.canvas)
        self._stations = station_layers(demo_source()).stations.clone()
        self._plain, self._long = folder / "plain.qml", folder / "long.qml"
        self._stations.saveNamedStyle(str(self._plain))
        apply_style(self._stations, STYLES[0].name)
        self._add_long_expression()
        self._stations.saveNamedStyle(str(self._long))
        project.clear()

    def _add_long_expression(self) -> None:
        renderer = self._stations.renderer().clone()
        heading = rule_based(renderer).rootRule().children()[0]
        drawn = next(rule for rule in heading.children() if rule.symbol() is not None)
        symbol = drawn.symbol().clone()
        long = QgsProperty.fromExpression(LONG)
        symbol.symbolLayer(0).setDataDefinedProperty(QgsSymbolLayer.Property.PropertyStrokeWidth, long)
        drawn.setSymbol(symbol)
        self._stations.setRenderer(renderer)

    def begin(self) -> QgsVectorLayer:
        """A new project with a new layer, which is just being drawn."""
        layer = self._stations.clone()
        layer.loadNamedStyle(str(self._long))  # expressions of its own
        QgsProject.instance().clear()
        QgsProject.instance().addMapLayer(layer)
        for _ in range(5):
            QCoreApplication.processEvents()
        self.canvas.setExtent(self._stations.extent())
        self.canvas.refresh()
        while not self.canvas.isDrawing():
            QCoreApplication.processEvents()
        return layer

    def ways(self, rand: random.Random) -> dict[str, Callable[[QgsVectorLayer], object]]:
        """What may happen meanwhile."""
        return {
            "style": lambda layer: apply_style(layer, rand.choice(STYLES).name),
            "file": lambda layer: apply_style(layer, str(self._plain)),
            "removed": lambda layer: QgsProject.instance().removeMapLayer(layer.id()),
            "cleared": lambda _layer: QgsProject.instance().clear(),
        }


def work_in_python(until: threading.Event) -> None:
    """What the other threads of a busy plugin do."""
    while not until.is_set():
        sum(range(10_000))


def main(way: str, times: int, seed: int) -> None:
    rand = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        drawing = Drawing(Path(folder))
        watch = DrawnLayers()
        watch.start()
        end = threading.Event()
        threading.Thread(target=work_in_python, args=(end,), daemon=True).start()
        for number in range(times):
            layer = drawing.begin()
            time.sleep(rand.random() * LONGEST_WAIT_S)
            drawing.ways(rand)[way](layer)
            print(number, flush=True)
        end.set()
    print("whole", flush=True)
    # QGIS' own end is not looked at here.
    os._exit(0)


if __name__ == "__main__":
    application = QgsApplication([], True)
    application.initQgis()
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 0)

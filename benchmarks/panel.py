"""How long the search panel takes to open, and how long the window waits while areas of many corners are chosen.

    QT_QPA_PLATFORM=offscreen .venv/bin/python benchmarks/panel.py

The panel is opened as a click on its icon does, the first time and again; layers of one polygon with 5,000 to 500,000
corners are chosen as area, read, said in words and shown on the map, while a timer notes the longest gap between two of
its ticks. Times are of computing in the window's own thread where that can be told apart.
"""

from __future__ import annotations

import math
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from qgis.core import QgsApplication, QgsFeature, QgsGeometry, QgsPointXY, QgsProject, QgsVectorLayer  # noqa: E402
from qgis.PyQt.QtCore import QCoreApplication, QSettings  # noqa: E402

from benchmarks.gui_stall import Watch  # noqa: E402


class Computing(Watch):
    """The same, of the computing time of the window's own thread: a busy machine makes the gaps longer, not that."""

    def __init__(self) -> None:
        self.computed_s = 0.0
        self._computed = time.thread_time()
        super().__init__()

    def _tick(self) -> None:
        super()._tick()
        now = time.thread_time()
        self.computed_s = max(self.computed_s, now - self._computed)
        self._computed = now


CORNERS = (5_000, 50_000, 500_000)
AIM_MS = 50


def layer_of(corners: int) -> QgsVectorLayer:
    """A layer with one wavy ring."""
    layer = QgsVectorLayer("Polygon?crs=EPSG:4326", f"{corners:,} corners", "memory")
    ring = []
    for number in range(corners):
        angle = 2 * math.pi * number / corners
        far = 2 + 0.1 * math.sin(200 * angle)
        ring.append(QgsPointXY(7 + far * math.cos(angle), 50 + far * math.sin(angle)))
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromPolygonXY([[*ring, ring[0]]]))
    layer.dataProvider().addFeatures([feature])
    QgsProject.instance().addMapLayer(layer)
    return layer


def wait(until, seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not until() and time.monotonic() < end:
        QCoreApplication.processEvents()
        time.sleep(0.0005)


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, folder)
        application = QgsApplication([], True, folder)
        application.initQgis()
        from ocm_plugin.gui.messages import Messages
        from ocm_plugin.gui.search_controller import SearchController
        from ocm_plugin.gui.tasks import Tasks
        from tests.qgis.gui.conftest import Window

        window = Window()
        searching = SearchController(window, Tasks(), Messages(window), window.panel())
        for name in ("first time", "again"):
            begun, computed = time.perf_counter(), time.thread_time()
            form = searching.open_panel()
            QCoreApplication.processEvents()
            took, own = time.perf_counter() - begun, time.thread_time() - computed
            print(f"from click to panel, {name}: {took * 1000:.0f} ms, {own * 1000:.0f} ms of computing")
        form.source.setCurrentIndex(1)
        for corners in CORNERS:
            layer = layer_of(corners)
            window.canvas.setLayers([])
            form.area_widgets.show_kind("polygons")
            wait(lambda: not form._settle.isActive(), 2)
            watch, begun = Computing(), time.perf_counter()
            form.polygon_layer.setLayer(layer)
            wait(lambda: "inside" in form.summary.text() and not form.area_widgets.band.shape().isEmpty())
            seconds = time.perf_counter() - begun
            wait(lambda: False, 0.5)
            gap, computed = watch.longest_s * 1000, watch.computed_s * 1000
            print(f"{corners:,} corners: {seconds:.2f} s, longest gap {gap:.0f} ms, {computed:.0f} of computing")
            form.area_widgets.show_kind("world")
            wait(lambda: not form._settle.isActive(), 2)
        print(f"aim: no gap above {AIM_MS} ms")
        searching.stop()
        window.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""How long the window cannot answer while stations are loaded: a timer in the GUI thread, and the longest gap it saw.

    QT_QPA_PLATFORM=offscreen .venv/bin/python benchmarks/gui_stall.py [stations] [runs]

The local server runs in a process of its own, so that only the plugin's work counts. Each run is a whole search, from
pressing Search to the styled layer on the canvas and its credit. QGIS' own drawing is part of it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from qgis.core import QgsApplication, QgsProject  # noqa: E402
from qgis.PyQt.QtCore import QSettings, Qt, QTimer  # noqa: E402

TICK_MS = 2
AIM_MS = 50


class Watch:
    """A timer that notes the longest time between two of its ticks."""

    def __init__(self) -> None:
        self.longest_s = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(TICK_MS)

    def _tick(self) -> None:
        now = time.perf_counter()
        self.longest_s = max(self.longest_s, now - self._last)
        self._last = now


def serve(stations: int) -> tuple[subprocess.Popen, str]:
    """The local server over invented stations, and its base URL."""
    command = [sys.executable, "-m", "tests.ocm_server", "--synthetic", str(stations)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    return process, process.stdout.readline().strip()


def measure(application: QgsApplication) -> tuple[float, int, float]:
    """One search: the longest gap (s), the stations loaded, the time it took (s)."""
    from ocm_plugin.gui.canvas_attribution import CanvasAttribution
    from ocm_plugin.gui.messages import Messages
    from ocm_plugin.gui.search_controller import SearchController
    from ocm_plugin.gui.search_request import SearchRequest
    from ocm_plugin.gui.tasks import Tasks
    from ocm_plugin.ocm.search.areas import World
    from ocm_plugin.ocm.search.search import Search
    from tests.qgis.gui.conftest import Window

    window = Window()
    searching = SearchController(window, Tasks(), Messages(window), window.panel())
    label = CanvasAttribution(window.canvas)
    label.start()
    searching.open_panel()
    watch = None
    begun = 0.0

    def begin() -> None:
        nonlocal watch, begun
        watch, begun = Watch(), time.perf_counter()
        searching.search(SearchRequest(Search(area=World()), "api", "", "afir"))

    ending = QTimer()
    done_at = 0.0

    def look() -> None:
        nonlocal done_at
        if window.message() and not done_at:
            done_at = time.perf_counter()
        # A second more, for what follows from adding the layer.
        if done_at and time.perf_counter() - done_at > 1 and not window.canvas.isDrawing():
            ending.stop()
            application.quit()

    QTimer.singleShot(500, begin)
    ending.timeout.connect(look)
    ending.start(20)
    application.exec()
    loaded = sum(layer.featureCount() for layer in QgsProject.instance().mapLayersByName("Charging stations"))
    result = watch.longest_s, loaded, done_at - begun
    label.stop()
    searching.stop()
    window.close()
    return result


def main() -> int:
    stations = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    server, url = serve(stations)
    with tempfile.TemporaryDirectory() as folder:
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, folder)
        application = QgsApplication([], True, folder)
        application.initQgis()
        os.environ["OCM_API_URL"] = url
        # The server's invented key.
        from tests.ocm_server import DEFAULT_KEY

        os.environ["OCM_API_KEY"] = DEFAULT_KEY
        from ocm_plugin.qgis_support.settings import Settings

        replace(Settings(), last_search="").save()
        longest = []
        for number in range(runs):
            gap, loaded, seconds = measure(application)
            longest.append(gap)
            print(f"run {number + 1}: {loaded:,} stations in {seconds:.2f} s, longest gap {gap * 1000:.1f} ms")
        server.terminate()
        server.wait()
        print(f"longest of all: {max(longest) * 1000:.1f} ms (aim: below {AIM_MS} ms)")
    return 0


if __name__ == "__main__":
    sys.exit(main())

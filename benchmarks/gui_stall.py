"""How soon the first stations stand on the map, and how long the window cannot answer while they are loaded.

    QT_QPA_PLATFORM=offscreen .venv/bin/python benchmarks/gui_stall.py [stations] [runs] [seconds of think time]

The local server runs in a process of its own, so that only the plugin's work counts; it may think before each answer.
Each run is a whole search, from pressing Search to the styled layer on the canvas and its credit. QGIS' own drawing is
part of it. A timer in the GUI thread notes the longest gap between two of its ticks.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from qgis.core import QgsApplication, QgsProject  # noqa: E402
from qgis.PyQt.QtCore import QSettings, Qt, QTimer  # noqa: E402

TICK_MS = 2
AIM_MS = 50


class Watch:
    """A timer that notes the longest time between two of its ticks, and the most that the thread computed in one."""

    def __init__(self) -> None:
        self.longest_s = self.most_cpu_s = 0.0
        self._last, self._last_cpu = time.perf_counter(), time.thread_time()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(TICK_MS)

    def _tick(self) -> None:
        now, cpu = time.perf_counter(), time.thread_time()
        self.longest_s = max(self.longest_s, now - self._last)
        self.most_cpu_s = max(self.most_cpu_s, cpu - self._last_cpu)
        self._last, self._last_cpu = now, cpu


class Measured(NamedTuple):
    """One search, in seconds from when it began."""

    longest_gap: float
    computed_in_gap: float
    """The most that the GUI thread itself computed in one gap: on a busy machine, gaps are of others' making."""
    loaded: int
    arrived: float
    """The first stations had been received."""
    drawn: float
    """A map with stations had been drawn."""
    ended: float
    cpu: float


def serve(stations: int, think_s: float = 0.0) -> tuple[subprocess.Popen, str]:
    """The local server over invented stations, and its base URL."""
    command = [sys.executable, "-m", "tests.ocm_server", "--synthetic", str(stations), "--think", str(think_s)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    return process, process.stdout.readline().strip()


def measure(application: QgsApplication) -> Measured:
    """One search."""
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
    begun = cpu = 0.0
    at: dict[str, float] = {}

    def note(what: str) -> None:
        at.setdefault(what, time.perf_counter() - begun)

    def note_drawing() -> None:
        if any(layer.featureCount() for layer in window.canvas.layers()):
            note("drawn")

    def begin() -> None:
        nonlocal watch, begun, cpu
        watch, begun, cpu = Watch(), time.perf_counter(), time.process_time()
        window.canvas.mapCanvasRefreshed.connect(note_drawing)
        searching.search(SearchRequest(Search(area=World()), "api", "", "afir"))
        searching._task.arrived.connect(lambda _destination: note("arrived"))

    ending = QTimer()

    def look() -> None:
        if window.message():
            note("ended")
        # A second more, for what follows from adding the layer.
        if "ended" in at and time.perf_counter() - begun > at["ended"] + 1 and not window.canvas.isDrawing():
            ending.stop()
            application.quit()

    QTimer.singleShot(500, begin)
    ending.timeout.connect(look)
    ending.start(20)
    application.exec()
    loaded = sum(layer.featureCount() for layer in QgsProject.instance().mapLayersByName("Charging stations"))
    used = time.process_time() - cpu
    result = Measured(watch.longest_s, watch.most_cpu_s, loaded, at["arrived"], at["drawn"], at["ended"], used)
    label.stop()
    searching.stop()
    window.close()
    return result


def main() -> int:
    stations = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    think_s = float(sys.argv[3]) if len(sys.argv) > 3 else 0.0
    server, url = serve(stations, think_s)
    with tempfile.TemporaryDirectory() as folder:
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, folder)
        application = QgsApplication([], True, folder)
        application.initQgis()
        os.environ["OCM_API_URL"] = url
        # The server's invented key.
        from tests.ocm_server import DEFAULT_KEY

        os.environ["OCM_API_KEY"] = DEFAULT_KEY
        from ocm_plugin.qgis_support.settings import Settings

        replace(Settings(), last_search="", held_hours=0).save()
        longest = []
        for number in range(runs):
            run = measure(application)
            longest.append(run.longest_gap)
            print(
                f"run {number + 1}: {run.loaded:,} stations in {run.ended:.2f} s, the first received after "
                f"{run.arrived:.2f} s and on the map after {run.drawn:.2f} s, {run.cpu:.1f} s CPU, "
                f"longest gap {run.longest_gap * 1000:.1f} ms ({run.computed_in_gap * 1000:.1f} ms computing)",
                flush=True,
            )
        server.terminate()
        server.wait()
        print(f"longest of all: {max(longest) * 1000:.1f} ms (aim: below {AIM_MS} ms)")
    return 0


if __name__ == "__main__":
    sys.exit(main())

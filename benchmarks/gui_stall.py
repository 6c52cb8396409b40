"""How soon the first stations stand on the map, and how long the window cannot answer while all are loaded, or again.

    QT_QPA_PLATFORM=offscreen .venv/bin/python benchmarks/gui_stall.py [--stations 5000 100000 300000]
        [--into memory file] [--runs 3] [--think 0] [--where]

A run is a whole search, from pressing Search to the styled layer on the canvas and its credit, and then a reload of
that layer, each until QGIS has drawn. Then QGIS alone draws the same stations with its own cluster, five times: it
frees what it has drawn in the GUI thread, which can take longer than all that the plugin does there. Each run is a
process of its own, and so is the local server, so that only the plugin's work counts; it may think before each answer.
A timer in the GUI thread notes the longest gap between two of its ticks. Other programs on the machine lengthen gaps,
so the load of the machine is printed, and beside the longest gap the busiest, the longest that this process, with all
its threads, worked within a gap (on a quiet machine both are the same), and the longest that the GUI thread itself
worked within one, which no other program changes much. `--where` prints what the GUI thread was doing in the busiest.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from qgis.core import QgsApplication, QgsProject, QgsVectorLayer  # noqa: E402
from qgis.PyQt.QtCore import QSettings, Qt, QTimer  # noqa: E402

from benchmarks.redraw import plain_cluster  # noqa: E402

TICK_MS = 2
AIM_MS = 50
INTO = ("memory", "file")


class Watch:
    """A timer that notes the longest time between two of its ticks."""

    def __init__(self) -> None:
        self.longest_s = 0.0
        self.busiest_s = 0.0
        """The longest that the process worked, with all its threads, within a gap."""
        self.own_s = 0.0
        """The longest that the GUI thread itself worked within a gap: it also waits for the other threads."""
        self.ticked = time.perf_counter()
        self.worked = time.process_time()
        self._own_worked = time.thread_time()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(TICK_MS)

    def _tick(self) -> None:
        now, worked, own = time.perf_counter(), time.process_time(), time.thread_time()
        gap = now - self.ticked
        self.longest_s = max(self.longest_s, gap)
        self.busiest_s = max(self.busiest_s, min(gap, worked - self.worked))
        self.own_s = max(self.own_s, own - self._own_worked)
        self.ticked, self.worked, self._own_worked = now, worked, own

    def stop(self) -> str:
        """End; the longest gap in words."""
        self._timer.stop()
        gaps = {"longest gap": self.longest_s, "busiest": self.busiest_s, "GUI thread": self.own_s}
        return ", ".join(f"{what} {1000 * seconds:.0f} ms" for what, seconds in gaps.items())


class Looker(threading.Thread):
    """Notes what the GUI thread is doing while it does not tick."""

    def __init__(self, watch: Watch) -> None:
        super().__init__(daemon=True)
        self._watch = watch
        self._main = threading.main_thread().ident
        self._longest = AIM_MS / 2000
        self.stack: list[str] = []

    def run(self) -> None:
        while True:
            time.sleep(0.005)
            gap = min(time.perf_counter() - self._watch.ticked, time.process_time() - self._watch.worked)
            frame = sys._current_frames().get(self._main)
            if gap > self._longest and frame is not None:
                self._longest = gap
                self.stack = traceback.format_stack(frame)[-6:]


def serve(stations: int, think_s: float = 0.0) -> tuple[subprocess.Popen, str]:
    """The local server over invented stations, and its base URL."""
    command = [sys.executable, "-m", "tests.ocm_server", "--synthetic", str(stations), "--think", str(think_s)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    return process, process.stdout.readline().strip()


class Session:
    """A window with the plugin's panel, in which searches run."""

    def __init__(self, application: QgsApplication, looks: bool) -> None:
        from ocm_plugin.gui.canvas_attribution import CanvasAttribution
        from ocm_plugin.gui.messages import Messages
        from ocm_plugin.gui.search_controller import SearchController
        from ocm_plugin.gui.tasks import Tasks
        from tests.qgis.gui.conftest import Window

        self._application = application
        self._looks = looks
        self._begun = 0.0
        self._at: dict[str, float] = {}
        self._window = Window()
        self._window.canvas.mapCanvasRefreshed.connect(self._note_drawing)
        self.searching = SearchController(self._window, Tasks(), Messages(self._window), self._window.panel())
        self._label = CanvasAttribution(self._window.canvas)
        self._label.start()
        self.searching.open_panel()

    def measure(self, what: str, begin: Callable[[], Any]) -> float:
        """Do something that ends with a message, and print the time it took and the longest gap; returns that time."""
        self.searching._messages.clear()
        self._wait(0.5, lambda: True)
        watch, cpu = Watch(), time.process_time()
        self._begun, self._at = time.perf_counter(), {}
        looker = Looker(watch)
        if self._looks:
            looker.start()
        begin()
        self.searching._task.arrived.connect(lambda _destination: self._note("received"))
        self._wait(0, self._is_done)
        self._note("ended")
        # A second more, for what follows from adding the layer.
        self._wait(1, lambda: not self._window.canvas.isDrawing())
        used = time.process_time() - cpu
        first = ", ".join(f"{name} after {at:.2f} s" for name, at in self._at.items())
        print(f"{what}: {first}, {used:.1f} s CPU, {watch.stop()}: {self._window.message()[:60]}", flush=True)
        if self._looks:
            print("".join(looker.stack), flush=True)
        return self._at["ended"]

    def redraw(self, layer: QgsVectorLayer) -> None:
        """Let QGIS alone draw the stations, and print the longest gap."""
        layer.setRenderer(plain_cluster())
        watch = Watch()
        for _ in range(5):
            self._window.canvas.refreshAllLayers()
            self._wait(0.5, lambda: not self._window.canvas.isDrawing())
        print(f"QGIS alone: {watch.stop()}", flush=True)

    def _note(self, what: str) -> None:
        self._at.setdefault(what, time.perf_counter() - self._begun)

    def _note_drawing(self) -> None:
        if any(layer.featureCount() for layer in self._window.canvas.layers()):
            self._note("first on the map")

    def _is_done(self) -> bool:
        return bool(self._window.message()) and self.searching._task is None and not self.searching.work.goes_on

    def _wait(self, seconds: float, is_enough: Callable[[], bool]) -> None:
        """Let QGIS work for so long at least, and until something is so."""
        end = time.perf_counter() + seconds
        timer = QTimer()
        timer.timeout.connect(lambda: time.perf_counter() >= end and is_enough() and self._application.quit())
        timer.start(20)
        self._application.exec()
        timer.stop()

    def close(self) -> None:
        self._label.stop()
        self.searching.stop()
        self._window.close()


def run(url: str, into: str, looks: bool) -> None:
    """One search and one reload, in this process."""
    with tempfile.TemporaryDirectory() as folder:
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, folder)
        application = QgsApplication([], True, folder)
        application.initQgis()
        from tests.ocm_server import DEFAULT_KEY

        os.environ.update(OCM_API_URL=url, OCM_API_KEY=DEFAULT_KEY)
        from ocm_plugin.gui.search_request import SearchRequest
        from ocm_plugin.ocm.search.areas import World
        from ocm_plugin.ocm.search.search import Search
        from ocm_plugin.qgis_support.settings import Settings

        replace(Settings(), last_search="", held_hours=0).save()
        session = Session(application, looks)
        path = str(Path(folder) / "stations.gpkg") if into == "file" else ""
        request = SearchRequest(Search(area=World()), "api", path, "afir")
        session.measure("load", lambda: session.searching.search(request))
        (layer,) = QgsProject.instance().mapLayersByName("Charging stations")
        session.measure("reload", lambda: session.searching.reloads.reload(layer))
        session.redraw(layer)
        session.close()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stations", type=int, nargs="+", default=[5_000, 100_000, 300_000])
    parser.add_argument("--into", nargs="+", choices=INTO, default=INTO)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--think", type=float, default=0.0, help="seconds that the server thinks before each answer")
    parser.add_argument("--where", action="store_true", help="what the GUI thread did in the busiest gap")
    parser.add_argument("--one", nargs=2, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        run(*asked.one, asked.where)
        return 0
    print(f"aim: gaps below {AIM_MS} ms")
    for stations in asked.stations:
        server, url = serve(stations, asked.think)
        for into in asked.into:
            for number in range(asked.runs):
                load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
                print(f"{stations:,} stations into {into}, run {number + 1}, load {load}", flush=True)
                command = [sys.executable, __file__, "--one", url, into, *(["--where"] if asked.where else [])]
                subprocess.run(command, check=True)
        server.terminate()
        server.wait()
    return 0


if __name__ == "__main__":
    sys.exit(main())

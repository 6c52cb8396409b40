"""How long a reload takes, and how long the window cannot answer meanwhile.

    QT_QPA_PLATFORM=offscreen .venv/bin/python benchmarks/reload.py [stations] [memory]

Into a GeoPackage, or, with "memory", into temporary layers. The local server runs in a process of its own. The time of
the merge is measured apart from that of the answers: from the last answer to the message.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from qgis.core import QgsApplication, QgsProject  # noqa: E402
from qgis.PyQt.QtCore import QSettings  # noqa: E402

sys.path.insert(0, str(ROOT / "benchmarks"))
from gui_stall import Watch, serve  # noqa: E402


def wait_for_end(application: QgsApplication, searching: object, window: object) -> None:
    """Let events happen until a message is there and nothing arrives any more."""
    while not window.message() or searching._task is not None or searching.work.goes_on:
        application.processEvents()
    end = time.perf_counter() + 1
    while time.perf_counter() < end or window.canvas.isDrawing():
        application.processEvents()


def main() -> int:
    stations = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    server, url = serve(stations)
    with tempfile.TemporaryDirectory() as folder:
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, folder)
        application = QgsApplication([], True, folder)
        application.initQgis()
        from tests.ocm_server import DEFAULT_KEY

        os.environ.update(OCM_API_URL=url, OCM_API_KEY=DEFAULT_KEY)
        from ocm_plugin.gui.messages import Messages
        from ocm_plugin.gui.search_controller import SearchController
        from ocm_plugin.gui.search_request import SearchRequest
        from ocm_plugin.gui.tasks import Tasks
        from ocm_plugin.ocm.search.areas import World
        from ocm_plugin.ocm.search.search import Search
        from ocm_plugin.qgis_support.settings import Settings
        from tests.qgis.gui.conftest import Window

        replace(Settings(), last_search="").save()
        window = Window()
        searching = SearchController(window, Tasks(), Messages(window), window.panel())
        path = "" if "memory" in sys.argv else str(Path(folder) / "stations.gpkg")
        begun = time.perf_counter()
        searching.search(SearchRequest(Search(area=World()), "api", path, "afir"))
        wait_for_end(application, searching, window)
        size = f", {os.path.getsize(path) / 1e6:.0f} MB" if path else ""
        print(f"loaded in {time.perf_counter() - begun:.1f} s{size}: {window.message()}")
        (layer,) = QgsProject.instance().mapLayersByName("Charging stations")
        for _ in range(2):
            searching._messages.clear()
            watch, begun = Watch(), time.perf_counter()
            searching.reloads.reload(layer)
            arrived = 0.0
            while not window.message():
                application.processEvents()
                if not arrived and searching._task is None:
                    arrived = time.perf_counter()
                    watch_before = watch.longest_s
                    watch.longest_s = 0.0
            ended = time.perf_counter()
            wait_for_end(application, searching, window)
            print(
                f"reloaded in {ended - begun:.1f} s, of which the merge {ended - arrived:.1f} s; longest gap "
                f"{1000 * watch_before:.0f} ms while stations arrive, {1000 * watch.longest_s:.0f} ms while they are "
                f"merged: {window.message()}"
            )
        searching.stop()
        window.close()
        server.terminate()
        server.wait()
    return 0


if __name__ == "__main__":
    sys.exit(main())

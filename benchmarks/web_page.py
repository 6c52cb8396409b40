#!/usr/bin/env python3
"""Size of a shared web page, and how soon a reader can use it, in headless Chromium.

    benchmarks/web_page.py [STATIONS]        (5,000 by default)

Usable is when the map is drawn, and the filters and the table are filled: from the start of the navigation, by the
browser's own clock. Then the time until a click on a filter is seen, and until the map has moved.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from qgis.core import QgsApplication  # noqa: E402

from ocm_plugin.ocm.feedback import Feedback  # noqa: E402
from ocm_plugin.share.web_page import WebPageOptions, export_web_page  # noqa: E402
from tests.ocm_server.synthetic import make_pois  # noqa: E402
from tests.support.browser import Visit, browser  # noqa: E402
from tests.support.shared_layers import made_layers, source_of  # noqa: E402

MOST_BYTES = 3_000_000
MOST_SECONDS = 2.0
RUNS = 5
# The stamp that the page gives itself when it is ready is seen by an observer that is there before it.
OBSERVE = """
    window.addEventListener("DOMContentLoaded", () => {
        const done = () => { if (document.body.dataset.ready) window.usable = performance.now(); };
        new MutationObserver(done).observe(document.body, { attributes: true });
        done();
    });
"""
# Until the second frame after an action: what it changed has then been painted.
PAINTED = """(action) => new Promise((resolve) => {
    const started = performance.now();
    action();
    requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - started)));
})"""


def written(stations: int, folder: Path) -> Path:
    """The page of so many invented stations."""
    layers = made_layers(folder, make_pois(stations))
    started = time.perf_counter()
    path = folder / "page.html"
    export_web_page(source_of(layers.stations), str(path), WebPageOptions(keep_not_open=True), Feedback())
    print(
        f"{stations:,} stations: {path.stat().st_size / 1e6:.2f} MB, written in {time.perf_counter() - started:.1f} s"
    )
    return path


def usable(path: Path) -> tuple[float, float, float]:
    """Seconds until the page is usable, until a filter is seen, and until a move of the map is seen; medians."""
    times: list[tuple[float, float, float]] = []
    with browser() as chromium:
        for _ in range(RUNS):
            visit = Visit(chromium, str(path), before=OBSERVE)
            click = "() => document.querySelector('#facets input').click()"
            move = "() => ocm.map.zoomIn(1, { animate: false })"
            measured = [visit.page.evaluate("window.usable")]
            measured += [visit.page.evaluate(f"() => ({PAINTED})({action})") for action in (click, move)]
            times.append(tuple(milliseconds / 1000 for milliseconds in measured))
            visit.context.close()
    return tuple(statistics.median(column) for column in zip(*times))


def main() -> int:
    """Measure, print, and judge."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("stations", type=int, nargs="?", default=5_000)
    arguments = parser.parse_args()
    application = QgsApplication([], False)
    application.initQgis()
    with tempfile.TemporaryDirectory(prefix="ocm-page-") as folder:
        path = written(arguments.stations, Path(folder))
        size = path.stat().st_size
        ready, filtered, moved = usable(path)
    print(f"usable after {ready:.2f} s; a filter is seen after {filtered * 1000:.0f} ms, a move {moved * 1000:.0f} ms")
    is_good = size < MOST_BYTES and ready < MOST_SECONDS
    print("good" if is_good else f"NOT GOOD: at most {MOST_BYTES / 1e6:.0f} MB and {MOST_SECONDS} s")
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""A whole crawl against the local server: requests, bytes, speed, memory.

    .venv/bin/python benchmarks/crawl.py [--stations 100000] [--page-size 2000] [--line-only]

The server runs in a process of its own. "Bare download" gets the same addresses one after the other with `requests` and
throws the bytes away; "crawl" decodes, judges and counts every station; "GeoPackage" also writes them; "panel" is the
search of the panel into a GeoPackage, to the layer on the map; "processing.run" is that of a script, in its main
thread; "qgis_process" is the program, whose own start (its help of the algorithm) is measured beside it. Bytes and
requests are those of the crawl. Each line is a process of its own, so that peaks of memory do not mix; the memory is
what the run adds to the process before it. The server has answered the same addresses once before, so that its own work
is the same for all. All but the GeoPackage are also measured over a line of LINE_MBIT to a server that thinks THINK_S
before each answer, since between two processes of one machine there is no waiting to make use of.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import requests  # noqa: E402

from ocm_plugin.ocm.feedback import Feedback  # noqa: E402
from ocm_plugin.ocm.http.base_url import poi_url  # noqa: E402
from ocm_plugin.ocm.http.client import Client  # noqa: E402
from ocm_plugin.ocm.http.request import KEY_HEADER  # noqa: E402
from ocm_plugin.ocm.records.reference_store import ReferenceStore  # noqa: E402
from ocm_plugin.ocm.run import run_search  # noqa: E402
from ocm_plugin.ocm.search.search import Search  # noqa: E402
from ocm_plugin.ocm.sources.paging import ApiSource  # noqa: E402
from tests.ocm_server import DEFAULT_KEY, OcmServer, faults  # noqa: E402
from tests.ocm_server.synthetic import make_pois  # noqa: E402
from tests.support.results import context_now  # noqa: E402

SOME = 10
"""Memory is measured over a tenth of the stations too: it must not grow with their number."""
AIM_TIMES_DOWNLOAD = 1.3
LINE_MBIT = 50
THINK_S = 0.5


class Noting(Client):
    """Notes the addresses it asks for."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.addresses: list[str] = []

    def poi(self, params: Any, feedback: Feedback) -> bytes:
        self.addresses.append(poi_url(self.server, params))
        return super().poi(params, feedback)


class Dropped:
    """A destination that keeps nothing."""

    def add(self, stations: Any) -> None:
        pass


def memory_mb(member: str) -> float:
    """A figure of /proc/self/status: VmRSS is the memory held now, VmHWM the most so far."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(f"{member}:"):
            return int(line.split()[1]) / 1024
    raise SystemExit(f"no {member} on this system")


def serve(stations: int, mbit: float) -> None:
    """Be the local server, over a line of so many megabits per second (0: as fast as it goes), until the input ends."""
    with OcmServer(make_pois(stations), None) as server:
        if mbit:
            server.faults.add(faults.delay(THINK_S, faults.slow(mbit * 1e6 / 8)), times=None)
        print(server.url, flush=True)
        sys.stdin.read()


@contextmanager
def served(stations: int, mbit: float) -> Iterator[str]:
    """The base URL of a local server in a process of its own."""
    command = [sys.executable, __file__, "--serve", str(stations), str(mbit)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        yield process.stdout.readline().strip() if process.stdout else ""
    finally:
        process.communicate()


def measured(url: str, page_size: int, what: str, folder: Path) -> dict[str, Any]:
    """One line of the table, in this process."""
    client = Noting(requests.Session(), url, DEFAULT_KEY)
    source = ApiSource(client, ReferenceStore(folder, client.server), page_size, overlap=True)
    reference = source.reference(Feedback())
    addresses = folder / "addresses.json"
    search = Search()
    client.requests = client.bytes = 0
    if what in WAYS:
        return WAYS[what](url, page_size, folder)
    if what == "geopackage":
        return written(search, source, reference, folder)
    gc.collect()
    gc.disable()
    held = memory_mb("VmRSS")
    started, worked = time.perf_counter(), time.process_time()
    if what == "download":
        received = downloaded(json.loads(addresses.read_text()))
        statement = None
    else:
        statement = run_search(search, source, context_now(reference), Dropped(), Feedback()).provenance
        received = statement.bytes
        addresses.write_text(json.dumps(client.addresses))
    return {
        "seconds": time.perf_counter() - started,
        "processor": time.process_time() - worked,
        "memory": memory_mb("VmHWM") - held,
        "bytes": received,
        "requests": statement.requests if statement else len(json.loads(addresses.read_text())),
        "stations": statement.received if statement else 0,
        "outcome": statement.outcome if statement else "",
    }


def downloaded(addresses: list[str]) -> int:
    session = requests.Session()
    headers = {KEY_HEADER: DEFAULT_KEY, "Accept-Encoding": "gzip"}
    return sum(len(session.get(address, headers=headers, timeout=60).content) for address in addresses)


def written(search: Search, source: ApiSource, reference: Any, folder: Path) -> dict[str, Any]:
    """A crawl into a GeoPackage, as the dialog and Processing do it."""
    from qgis.core import QgsApplication

    from ocm_plugin.layers.geopackage import GeoPackageDestination

    application = QgsApplication([], False)
    application.initQgis()
    context = context_now(reference)
    destination = GeoPackageDestination(str(folder / "stations.gpkg"), context)
    gc.collect()
    gc.disable()
    held = memory_mb("VmRSS")
    started, worked = time.perf_counter(), time.process_time()
    result = run_search(search, source, context, destination, Feedback())
    statement = result.provenance
    seconds, processor = time.perf_counter() - started, time.process_time() - worked
    memory = memory_mb("VmHWM") - held
    destination.finish(result)
    return {
        "seconds": seconds,
        "processor": processor,
        "memory": memory,
        "bytes": statement.bytes,
        "requests": statement.requests,
        "stations": statement.received,
        "outcome": statement.outcome,
    }


def shown(url: str, page_size: int, folder: Path) -> dict[str, Any]:
    """A search of the panel into a GeoPackage, to the layer on the map."""
    os.environ.update(OCM_API_URL=url, OCM_API_KEY=DEFAULT_KEY, QGIS_CUSTOM_CONFIG_PATH=str(folder / "panel"))
    from qgis.core import QgsApplication

    application = QgsApplication([], True, str(folder / "panel"))
    application.initQgis()
    from benchmarks.gui_stall import Session
    from ocm_plugin.gui.search_request import SearchRequest
    from ocm_plugin.ocm.search.areas import World
    from ocm_plugin.qgis_support.settings import Settings

    Settings(page_size=page_size, held_hours=0).save()
    session = Session(application, False)
    held, worked = memory_mb("VmRSS"), time.process_time()
    request = SearchRequest(Search(area=World()), "api", str(folder / "panel.gpkg"), "afir")
    seconds = session.measure("panel", lambda: session.searching.search(request))
    return ended(seconds, time.process_time() - worked, memory_mb("VmHWM") - held)


def ended(seconds: float, processor: float, memory: float) -> dict[str, Any]:
    """The figures of a run that knows neither its bytes nor its requests."""
    figures = {"seconds": seconds, "processor": processor, "memory": memory}
    return {**figures, "bytes": 0, "requests": 0, "stations": 0, "outcome": "complete"}


def headless(url: str, page_size: int, folder: Path) -> dict[str, Any]:
    """The same by `qgis_process`, in a profile of its own, without the time that the program takes to start."""
    from ocm_plugin.qgis_support.settings import GROUP
    from tests.desktop.harness import Desktop

    desktop = Desktop(folder / "headless", folder, None)
    desktop.install()
    desktop.write_settings(enabled=True, settings={GROUP: {"page_size": str(page_size), "held_hours": "0"}})
    program = shutil.which("qgis_process.bin") or "qgis_process"
    environment = {
        **os.environ,
        "OCM_API_URL": url,
        "OCM_API_KEY": DEFAULT_KEY,
        "HOME": str(folder),
        "QGIS_CUSTOM_CONFIG_PATH": str(folder / "headless" / "profiles"),
    }
    algorithm = "openchargemap:stationsinextent"
    given = ("--EXTENT=-180,180,-90,90 [EPSG:4326]", f"--OUTPUT={folder / 'headless.gpkg'}")

    def timed(*arguments: str) -> tuple[float, str]:
        started = time.perf_counter()
        done = subprocess.run(
            [program, "--json", *arguments], env=environment, capture_output=True, text=True, check=True
        )
        return time.perf_counter() - started, done.stdout

    timed("help", algorithm)
    start, _ = timed("help", algorithm)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds, output = timed("run", algorithm, *given)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    results = json.loads(output[output.index("{") :])["results"]
    figures = ended(seconds - start, processor, after.ru_maxrss / 1024)
    outcome = "complete" if results["COMPLETE"] else "incomplete"
    return {**figures, "stations": results["COUNT"], "outcome": f"{outcome}, without {start:.1f} s of start"}


def processed(url: str, page_size: int, folder: Path) -> dict[str, Any]:
    """A search by `processing.run` into a GeoPackage, in the main thread, as scripts and qgis_process do it."""
    os.environ.update(OCM_API_URL=url, OCM_API_KEY=DEFAULT_KEY, QGIS_CUSTOM_CONFIG_PATH=str(folder / "profile"))
    from qgis.core import QgsApplication

    application = QgsApplication([], False)
    application.initQgis()
    sys.path.append(str(Path(QgsApplication.pkgDataPath(), "python", "plugins")))
    import processing
    from processing.core.Processing import Processing

    from ocm_plugin.processing.provider import OpenChargeMapProvider
    from ocm_plugin.qgis_support.settings import Settings

    Processing.initialize()
    provider = OpenChargeMapProvider()
    QgsApplication.processingRegistry().addProvider(provider)
    Settings(page_size=page_size, held_hours=0).save()
    held = memory_mb("VmRSS")
    started, worked = time.perf_counter(), time.process_time()
    parameters = {"EXTENT": "-180,180,-90,90 [EPSG:4326]", "OUTPUT": str(folder / "processing.gpkg")}
    results = processing.run("openchargemap:stationsinextent", parameters)
    return {
        "seconds": time.perf_counter() - started,
        "processor": time.process_time() - worked,
        "memory": memory_mb("VmHWM") - held,
        "bytes": 0,
        "requests": 0,
        "stations": results["COUNT"],
        "outcome": "complete" if results["COMPLETE"] else "incomplete",
    }


WAYS = {"panel": shown, "processing.run": processed, "qgis_process": headless}
"""How users run the crawl into a GeoPackage."""


def in_own_process(url: str, page_size: int, what: str, folder: Path) -> dict[str, Any]:
    command = [sys.executable, __file__, "--page-size", str(page_size), "--one", what, url, str(folder)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def line(name: str, figures: dict[str, Any]) -> str:
    return (
        f"{name:<28}{figures['requests']:>9}{figures['bytes'] / 1e6:>9.1f}{figures['seconds']:>9.2f}"
        f"{figures['processor']:>8.2f}"
        f"{figures['stations'] / figures['seconds']:>12,.0f}{figures['memory']:>10.0f}"
    )


def table(stations: int, mbit: float, page_size: int, lines: Callable[[str, Path], Iterator[str]]) -> None:
    with served(stations, mbit) as url, tempfile.TemporaryDirectory() as folder:
        in_own_process(url, page_size, "crawl", Path(folder))
        for text in lines(url, Path(folder)):
            print(text, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stations", type=int, default=100_000)
    parser.add_argument("--page-size", type=int, default=2_000)
    parser.add_argument("--line-only", action="store_true", help="leave out what has no line between")
    parser.add_argument("--one", nargs=3, metavar=("WHAT", "URL", "FOLDER"), help=argparse.SUPPRESS)
    parser.add_argument("--serve", nargs=2, type=float, metavar=("STATIONS", "MBIT"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.serve:
        serve(int(asked.serve[0]), asked.serve[1])
        return
    if asked.one:
        what, url, folder = asked.one
        print(json.dumps(measured(url, asked.page_size, what, Path(folder))))
        return
    page_size = asked.page_size

    def compared(url: str, folder: Path) -> Iterator[str]:
        download = in_own_process(url, page_size, "download", folder)
        yield line("bare download", download)
        crawl = in_own_process(url, page_size, "crawl", folder)
        yield line(f"crawl ({crawl['outcome']})", crawl)
        times = crawl["seconds"] / download["seconds"]
        yield f"  {times:.2f} times the download (aim: at most {AIM_TIMES_DOWNLOAD})"
        for way in WAYS:
            found = in_own_process(url, page_size, way, folder)
            yield line(f"{way} ({found['outcome']})", found)
            times = found["seconds"] / download["seconds"]
            yield f"  {times:.2f} times the download (aim: at most {AIM_TIMES_DOWNLOAD})"

    def kept(url: str, folder: Path) -> Iterator[str]:
        yield from compared(url, folder)
        yield line("GeoPackage", in_own_process(url, page_size, "geopackage", folder))

    def few(url: str, folder: Path) -> Iterator[str]:
        yield line("crawl of a tenth", in_own_process(url, page_size, "crawl", folder))
        yield line("GeoPackage of a tenth", in_own_process(url, page_size, "geopackage", folder))

    print(f"{asked.stations:,} stations, pages of {page_size:,}")
    print(f"{'':<28}{'requests':>9}{'MB':>9}{'s':>9}{'CPU s':>8}{'stations/s':>12}{'+MB mem.':>10}")
    print(f"over a line of {LINE_MBIT} Mbit/s, {THINK_S} s before each answer; load {os.getloadavg()[0]:.1f}")
    table(asked.stations, LINE_MBIT, page_size, compared)
    if asked.line_only:
        return
    print("as fast as it goes")
    table(asked.stations, 0, page_size, kept)
    table(asked.stations // SOME, 0, page_size, few)


if __name__ == "__main__":
    main()

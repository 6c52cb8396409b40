"""GeoPackages of stations against temporary layers, and against ogr2ogr with the same attributes, side by side.

    QT_QPA_PLATFORM=offscreen .venv/bin/python benchmarks/files.py [stations]        (100,000 by default)

From the bodies of answers (compact JSON, 2,000 stations each), decoded and derived: two temporary layers, a GeoPackage
of both tables with spatial index, and the temporary layers saved as one. ogr2ogr gets both tables as GeoJSON, with the
values derived already, and writes them into one GeoPackage. Each in a process of its own, one after the other: CPU
seconds (of the process and of those it starts) and the most memory.
"""

from __future__ import annotations

import argparse
import gc
import json
import multiprocessing
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from qgis.core import (  # noqa: E402
    QgsApplication,
    QgsCoordinateTransformContext,
    QgsVectorFileWriter,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QThread  # noqa: E402

from ocm_plugin.layers.build import MemoryDestination, StationLayers  # noqa: E402
from ocm_plugin.layers.moving import MovingDestination  # noqa: E402
from ocm_plugin.layers.saving import LayersToSave  # noqa: E402
from ocm_plugin.ocm.feedback import Feedback  # noqa: E402
from ocm_plugin.ocm.match.filters import Match  # noqa: E402
from ocm_plugin.ocm.records.credits import Attribution  # noqa: E402
from ocm_plugin.ocm.records.decoding import decode_json  # noqa: E402
from ocm_plugin.ocm.records.licences import Licences  # noqa: E402
from ocm_plugin.ocm.records.provenance import COMPLETE, Provenance  # noqa: E402
from ocm_plugin.ocm.records.reference import ReferenceData  # noqa: E402
from ocm_plugin.ocm.search.search import Search  # noqa: E402
from ocm_plugin.ocm.sources.source import decoded_slices  # noqa: E402
from ocm_plugin.ocm.tables.derive.rows import Context  # noqa: E402
from ocm_plugin.ocm.tables.result import Result  # noqa: E402
from tests.ocm_server.synthetic import make_pois, make_reference  # noqa: E402

PAGE = 2_000
NOW = datetime.now(timezone.utc)


def context() -> Context:
    reference = ReferenceData.from_json(make_reference())
    return Context(reference, Licences(reference), NOW, "benchmark")


def result(made_with: Context) -> Result:
    provenance = Provenance(COMPLETE, "Invented", True, NOW, NOW, 0, 0, 0, 0, True, 0, 0)
    return Result(Search(), provenance, made_with, Attribution((), is_invented=True))


def fill(destination: Any, folder: Path) -> None:
    """Decode the answers into a destination."""
    gc.disable()  # as the panel's search does
    for path in sorted(folder.glob("page-*.json")):
        for decoded in decoded_slices(decode_json(path.read_bytes()), False, Feedback()):
            destination.add([Match(station, True) for station in decoded.stations])


def temporary(folder: Path) -> StationLayers:
    made_with = context()
    destination = MemoryDestination(made_with)
    fill(destination, folder)
    return destination.take_layers(QThread.currentThread(), result(made_with))


def geopackage(folder: Path) -> None:
    made_with = context()
    destination = MovingDestination(made_with, path=str(folder / "ours.gpkg"))
    fill(destination, folder)
    destination.settled(result(made_with))


def save(folder: Path) -> None:
    """Save the temporary layers: the time of this alone."""
    to_save = LayersToSave(temporary(folder))
    _begin()
    to_save.write(str(folder / "saved.gpkg"), Feedback())


def qgis_save(folder: Path) -> None:
    """The same two layers by QGIS' own writer: the time of this alone."""
    layers = temporary(folder)
    _begin()
    options = QgsVectorFileWriter.SaveVectorOptions()
    for layer, name in ((layers.stations, "stations"), (layers.connections, "connections")):
        options.layerName = name
        _written(layer, folder / "qgis.gpkg", options)
        options.actionOnExistingFile = QgsVectorFileWriter.ActionOnExistingFile.CreateOrOverwriteLayer


def geojson(folder: Path) -> None:
    """What ogr2ogr gets."""
    layers = temporary(folder)
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = "GeoJSON"
    for layer, name in ((layers.stations, "stations"), (layers.connections, "connections")):
        _written(layer, folder / f"{name}.geojson", options)


def ogr2ogr(folder: Path) -> None:
    for name in ("stations", "connections"):
        command = ["ogr2ogr", "-update", "-append", "ogr2ogr.gpkg", f"{name}.geojson", "-nln", name]
        if name == "stations":
            command = ["ogr2ogr", "-f", "GPKG", "ogr2ogr.gpkg", f"{name}.geojson", "-nln", name]
        subprocess.run(command, cwd=folder, check=True)


def _written(layer: QgsVectorLayer, path: Path, options: QgsVectorFileWriter.SaveVectorOptions) -> None:
    error = QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(path), QgsCoordinateTransformContext(), options)
    if error[0] != QgsVectorFileWriter.WriterError.NoError:
        raise SystemExit(error[1])


_begun: dict[str, float] = {}


def _cpu() -> float:
    uses = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(use.ru_utime + use.ru_stime for use in uses)


def _begin() -> None:
    _begun.update(cpu=_cpu(), wall=time.perf_counter())


def _measured(work: Callable[[Path], object], folder: Path, answers: Any) -> None:
    application = QgsApplication([], False)
    application.initQgis()
    context()  # what is loaded once, whatever follows
    _begin()
    work(folder)
    own, others = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    answers.put((_cpu() - _begun["cpu"], time.perf_counter() - _begun["wall"], max(own, others) / 1024))


def measure(work: Callable[[Path], object], folder: Path) -> float:
    """The CPU seconds of a piece of work in a process of its own, which it prints with the rest."""
    spawn = multiprocessing.get_context("spawn")
    answers = spawn.Queue()
    process = spawn.Process(target=_measured, args=(work, folder, answers))
    process.start()
    cpu, wall, memory = answers.get()
    process.join()
    print(f"{work.__name__:12} {cpu:6.1f} s CPU  {wall:6.1f} s  {memory:6.0f} MB at most", flush=True)
    return float(cpu)


def make_pages(count: int, folder: Path) -> None:
    pois = make_pois(count)
    for start in range(0, count, PAGE):
        Path(folder, f"page-{start:09}.json").write_text(json.dumps(pois[start : start + PAGE]), "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("stations", type=int, nargs="?", default=100_000)
    parser.add_argument("--only", help="one of the pieces of work, by its name")
    arguments = parser.parse_args()
    pieces = (temporary, geopackage, save, qgis_save, geojson, ogr2ogr)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_pages(arguments.stations, folder)
        wanted = [work for work in pieces if arguments.only in (None, work.__name__)]
        cpu = {work.__name__: measure(work, folder) for work in wanted}
        for path in sorted(folder.glob("*.gpkg")):
            print(f"{path.name:14} {path.stat().st_size / 1e6:6.0f} MB")
    for ours, other in (("geopackage", "temporary"), ("geopackage", "ogr2ogr"), ("save", "qgis_save")):
        if ours in cpu and other in cpu:
            print(f"{ours} takes {cpu[ours] / cpu[other]:.2f} × the CPU of {other}")


if __name__ == "__main__":
    main()

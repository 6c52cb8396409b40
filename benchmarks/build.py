"""Stations and their connections into layers, against QGIS reading the same stations from a file, side by side.

    QT_QPA_PLATFORM=offscreen .venv/bin/python benchmarks/build.py [stations]        (100,000 by default)

Ours: the bodies of answers (compact JSON, 2,000 stations each) decoded, their values derived, and two temporary layers
filled, in a worker, while a timer in the GUI thread watches. QGIS': the stations alone, without connections, with the
values derived already, read from GeoJSON into a temporary layer ("materialize"). Both in this process, one after the
other. Then the time QGIS itself needs to save 250 and 500 of our stations as KML, and the same values in fields called
f0, f1, …: before 3.9.1, GDAL's LIBKML driver moves all that follows for each value it writes (GDAL pull request
10142), so it takes time by the square of the values, whatever the fields are called.
"""

from __future__ import annotations

import argparse
import gc
import json
import sys
import tempfile
import time
from datetime import datetime, timezone
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from osgeo import gdal  # noqa: E402
from qgis.core import (  # noqa: E402
    QgsApplication,
    QgsCoordinateTransformContext,
    QgsFeatureRequest,
    QgsTask,
    QgsVectorFileWriter,
    QgsVectorLayer,
)

from benchmarks.gui_stall import Watch  # noqa: E402
from ocm_plugin.layers.build import MemoryDestination, StationLayers  # noqa: E402
from ocm_plugin.ocm.feedback import Feedback  # noqa: E402
from ocm_plugin.ocm.match.filters import Match  # noqa: E402
from ocm_plugin.ocm.records.decoding import decode_json  # noqa: E402
from ocm_plugin.ocm.records.licences import Licences  # noqa: E402
from ocm_plugin.ocm.records.reference import ReferenceData  # noqa: E402
from ocm_plugin.ocm.sources.source import decoded_slices  # noqa: E402
from ocm_plugin.ocm.tables.derive.rows import Context  # noqa: E402
from tests.ocm_server.synthetic import make_pois, make_reference  # noqa: E402

PAGE = 2_000
KML_STATIONS = (250, 500)


class Build(QgsTask):
    """What a search does with the answers it gets."""

    def __init__(self, bodies: list[bytes], context: Context) -> None:
        super().__init__("build", QgsTask.Flag.CanCancel)
        self._bodies = bodies
        self._context = context
        self.layers: StationLayers | None = None
        self.seconds = 0.0

    def run(self) -> bool:
        gc.disable()  # as the dialog's search does
        started = time.perf_counter()
        destination = MemoryDestination(self._context)
        for body in self._bodies:
            for decoded in decoded_slices(decode_json(body), False, Feedback()):
                destination.add([Match(station, True) for station in decoded.stations])
        self.layers = destination.take_layers(QgsApplication.instance().thread(), None)
        self.seconds = time.perf_counter() - started
        gc.enable()
        return True


def build(application: QgsApplication, bodies: list[bytes], context: Context) -> tuple[Build, float]:
    """Build in the background: the task, and the longest time (s) for which the GUI thread did not answer."""
    task = Build(bodies, context)
    task.taskCompleted.connect(application.quit)
    task.taskTerminated.connect(application.quit)
    watch = Watch()
    QgsApplication.taskManager().addTask(task)
    application.exec()
    return task, watch.longest_s


def part(layer: QgsVectorLayer, number: int) -> QgsVectorLayer:
    """The first features of a layer, in a temporary one."""
    return layer.materialize(QgsFeatureRequest().setLimit(number))


def renamed(layer: QgsVectorLayer) -> QgsVectorLayer:
    """A copy whose fields are called f0, f1, …."""
    copy = layer.clone()
    copy.dataProvider().renameAttributes({index: f"f{index}" for index in range(layer.fields().count())})
    copy.updateFields()
    return copy


def save(layer: QgsVectorLayer, path: Path, driver: str) -> float:
    """Save with QGIS' own writer: the seconds it took."""
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = driver
    started = time.perf_counter()
    error = QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(path), QgsCoordinateTransformContext(), options)
    if error[0] != QgsVectorFileWriter.WriterError.NoError:
        raise SystemExit(f"{driver}: {error[1]}")
    return time.perf_counter() - started


def load(path: Path) -> tuple[QgsVectorLayer, float]:
    """Read a file into a temporary layer with QGIS: the layer and the seconds it took."""
    started = time.perf_counter()
    layer = QgsVectorLayer(str(path), "stations", "ogr").materialize(QgsFeatureRequest())
    return layer, time.perf_counter() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("stations", type=int, nargs="?", default=100_000)
    count = parser.parse_args().stations
    application = QgsApplication([], True)
    application.initQgis()
    reference = ReferenceData.from_json(make_reference())
    context = Context(reference, Licences(reference), datetime.now(timezone.utc), "benchmark")
    pois = make_pois(count)
    bodies = [json.dumps(pois[start : start + PAGE]).encode() for start in range(0, count, PAGE)]
    del pois
    task, stall = build(application, bodies, context)
    stations, connections = task.layers.stations, task.layers.connections
    with tempfile.TemporaryDirectory() as folder:
        flat = Path(folder, "stations.geojson")
        save(stations, flat, "GeoJSON")
        size = flat.stat().st_size
        loaded, qgis_seconds = load(flat)
        kml = {}
        for number in KML_STATIONS:
            ours = part(stations, number)
            for names, layer in (("ours", ours), ("f0, f1, …", renamed(ours))):
                for driver in ("LIBKML", "KML"):
                    kml[driver, number, names] = save(layer, Path(folder, f"{driver}.kml"), driver)
    print(f"{count:,} stations ({stations.fields().count()} fields), {connections.featureCount():,} connections")
    answer_size = sum(map(len, bodies))
    print(f"ours: decode, derive and build both layers from {answer_size / 1e6:.0f} MB: {task.seconds:.2f} s")
    print(f"QGIS: {loaded.featureCount():,} stations from {size / 1e6:.0f} MB of GeoJSON: {qgis_seconds:.2f} s")
    print(f"ours is {qgis_seconds / task.seconds:.1f} times as fast")
    print(f"longest stall of the GUI thread: {stall * 1000:.0f} ms")
    for (driver, number, names), seconds in kml.items():
        print(f"QGIS saves {number} as {driver}, GDAL {gdal.__version__}, field names {names}: {seconds:.2f} s")


if __name__ == "__main__":
    main()

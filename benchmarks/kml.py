#!/usr/bin/env python3
"""Time and memory of sharing as KML, against the KML that QGIS itself writes of the same layer.

    benchmarks/kml.py [STATIONS]        (100,000 by default)

GDAL's plain KML driver has no folders, symbols, balloons, connectors or attribution; it is the measure of what reading
the layer and writing a file costs. Times are of the processor, so that other work on the machine does not count.
Memory is the peak that each export adds, in a process of its own, at a tenth of the stations and at all of them.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from qgis.core import (  # noqa: E402
    QgsApplication,
    QgsCoordinateTransformContext,
    QgsProject,
    QgsVectorFileWriter,
    QgsVectorLayer,
)

from ocm_plugin.layers.build import StationLayers  # noqa: E402
from ocm_plugin.layers.relations import relate  # noqa: E402
from ocm_plugin.ocm.feedback import Feedback  # noqa: E402
from ocm_plugin.ocm.tables.schema import CONNECTIONS, STATIONS  # noqa: E402
from ocm_plugin.share.kml import KmlOptions, export_kml  # noqa: E402
from tests.ocm_server.synthetic import make_pois  # noqa: E402
from tests.support.shared_layers import made_layers, source_of  # noqa: E402

TABLES = (STATIONS, CONNECTIONS)
MOST_TIMES_GDAL = 2.0
MOST_MEMORY_GROWTH_MB = 40
"""16 bytes for each station's place on disk, and the caches of SQLite and Python."""


def processor_seconds(action: Callable[[], object]) -> float:
    """Time of the processor that an action takes."""
    started = time.process_time()
    action()
    return time.process_time() - started


def memory_mb(member: str) -> float:
    """A figure of /proc/self/status: VmRSS is the memory held now, VmHWM the most so far."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(f"{member}:"):
            return int(line.split()[1]) / 1024
    raise SystemExit(f"no {member} on this system")


def write_as(driver: str, layer: QgsVectorLayer, path: Path, layer_name: str = "stations") -> None:
    """What QGIS' own "Save features as" does."""
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = driver
    options.layerName = layer_name
    if path.exists() and driver == "GPKG":
        options.actionOnExistingFile = QgsVectorFileWriter.ActionOnExistingFile.CreateOrOverwriteLayer
    outcome = QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(path), QgsCoordinateTransformContext(), options)
    if outcome[0] != QgsVectorFileWriter.WriterError.NoError:
        raise SystemExit(f"{driver}: {outcome[1]}")


def share(layer: QgsVectorLayer, path: Path) -> None:
    """Our own."""
    export_kml(source_of(layer), str(path), KmlOptions(keep_not_open=True), Feedback())


def opened(package: Path) -> QgsVectorLayer:
    """The stations of a GeoPackage, in the project with their connections."""
    layers = StationLayers(*(QgsVectorLayer(f"{package}|layername={name}", name, "ogr") for name in TABLES))
    QgsProject.instance().addMapLayers([layers.stations, layers.connections])
    relate(layers, QgsProject.instance())
    return layers.stations


def measure_times(stations: int, folder: Path) -> dict[str, float]:
    """Seconds for so many stations, in a temporary layer and in a GeoPackage, which is left in the folder."""
    layers = made_layers(folder, make_pois(stations))
    ours, gdal, package = folder / "ours.kml", folder / "gdal.kml", folder / f"{stations}.gpkg"
    times = {
        "ours": processor_seconds(lambda: share(layers.stations, ours)),
        "kmz": processor_seconds(lambda: share(layers.stations, folder / "ours.kmz")),
        "gdal": processor_seconds(lambda: write_as("KML", layers.stations, gdal)),
    }
    for name, layer in zip(TABLES, (layers.stations, layers.connections)):
        write_as("GPKG", layer, package, name)
    stored = opened(package)
    return {
        **times,
        "package_ours": processor_seconds(lambda: share(stored, ours)),
        "package_gdal": processor_seconds(lambda: write_as("KML", stored, gdal)),
        "size": ours.stat().st_size / 1e6,
    }


def measure_memory(package: Path) -> dict[str, float]:
    """MB that sharing the stations of a GeoPackage adds at its peak to what the process holds."""
    layer = opened(package)
    share(layer, package.with_suffix(".kmz"))  # what is loaded once for any share does not count
    before = memory_mb("VmRSS")
    Path("/proc/self/clear_refs").write_text("5")
    share(layer, package.with_suffix(".kml"))
    return {"added": memory_mb("VmHWM") - before}


def apart(*arguments: str) -> dict[str, float]:
    """A measurement in a process of its own."""
    command = [sys.executable, __file__, *arguments]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)


def main() -> int:
    """Measure, print, and judge."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("stations", type=int, nargs="?", default=100_000)
    parser.add_argument("--times", type=Path, metavar="FOLDER", help="only measure times, as JSON")
    parser.add_argument("--memory", type=Path, metavar="GEOPACKAGE", help="only measure memory, as JSON")
    arguments = parser.parse_args()
    if arguments.times or arguments.memory:
        application = QgsApplication([], False)
        application.initQgis()
        taken = measure_times(arguments.stations, arguments.times) if arguments.times else None
        print(json.dumps(taken or measure_memory(arguments.memory)))
        return 0
    numbers = (arguments.stations // 10, arguments.stations)
    with tempfile.TemporaryDirectory(prefix="ocm-kml-") as folder:
        times = [apart(str(number), "--times", folder) for number in numbers][-1]
        small, large = (apart("--memory", f"{folder}/{number}.gpkg")["added"] for number in numbers)
    ratio, package_ratio = times["ours"] / times["gdal"], times["package_ours"] / times["package_gdal"]
    print(f"{arguments.stations:,} stations with their connections, {times['size']:.0f} MB of KML")
    print(f"temporary layer: {times['ours']:.1f} s, GDAL {times['gdal']:.1f} s: {ratio:.2f} times")
    print(f"the same as KMZ: {times['kmz']:.1f} s")
    print(f"GeoPackage: {times['package_ours']:.1f} s, GDAL {times['package_gdal']:.1f} s: {package_ratio:.2f} times")
    print(f"memory added: {small:.0f} MB for a tenth of them, {large:.0f} MB for all")
    is_good = max(ratio, package_ratio) <= MOST_TIMES_GDAL and large - small <= MOST_MEMORY_GROWTH_MB
    print("good" if is_good else f"NOT GOOD: at most {MOST_TIMES_GDAL} times, {MOST_MEMORY_GROWTH_MB} MB more")
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())

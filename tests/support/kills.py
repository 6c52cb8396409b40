"""Kills runs of the plugin at random moments, and looks what is left: the old file or the new one, never a part.

    QT_QPA_PLATFORM=offscreen .venv/bin/python -m tests.support.kills 200 [SEED]

One headless QGIS starts; each run is a fork of it that goes the plugin's own ways: a search into a GeoPackage with
its looks, saving temporary layers, sharing as KML and as web page, an algorithm of Processing. It is ended with SIGKILL
within the time that a whole run takes. Prints a line of JSON for each kill, and one with the figures. (Reloads, which
change rows of a file in its place, have a test of their own.)
"""

from __future__ import annotations

import json
import os
import random
import shutil
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from xml.etree import ElementTree

from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingFeedback, QgsProject
from qgis.PyQt.QtCore import QThread

from ocm_plugin.layers.build import StationLayers
from ocm_plugin.layers.geopackage import GeoPackageDestination, at_once
from ocm_plugin.layers.project import put_into_project
from ocm_plugin.layers.saving import LayersToSave
from ocm_plugin.ocm.feedback import Feedback
from ocm_plugin.ocm.records.reference import ReferenceData
from ocm_plugin.ocm.run import run_search
from ocm_plugin.ocm.search.areas import World
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.ocm.sources.source import FileSource
from ocm_plugin.processing.provider import OpenChargeMapProvider
from ocm_plugin.share.kml import KmlOptions, export_kml
from ocm_plugin.share.web_page import WebPageOptions, export_web_page
from tests.ocm_server.synthetic import make_pois, make_reference
from tests.support.cut_off import killed
from tests.support.results import context_now
from tests.support.shared_layers import source_of, station_layers

OLD, NEW = 150, 500
"""How many stations the file holds that is there before, and that a run writes."""

AFTER_ALL = 1.1
"""Kills come until the time of a whole run times this: some shall find it just done."""

AGAIN = 4
"""After one kill of so many, and after each that leaves a side file, another run must write a whole file."""

NAMES = {"search": "a.gpkg", "save": "b.gpkg", "kml": "c.kml", "page": "d.html", "Processing": "e.gpkg"}


class Runs:
    """The runs of each kind, in a QGIS without window."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._pois = {}
        for number in (OLD, NEW):
            path = self._pois[number] = folder / f"pois-{number}.json"
            path.write_text(json.dumps([poi for poi in make_pois(number) if poi.get("StatusTypeID") not in (200, 210)]))
        self.stations = {number: len(json.loads(path.read_text())) for number, path in self._pois.items()}
        self._layers: dict[int, StationLayers] = {number: station_layers(self._source(number)) for number in self._pois}

    def _source(self, number: int) -> FileSource:
        return FileSource(self._pois[number], "Invented stations", True, ReferenceData.from_json(make_reference()))

    def of(self, kind: str, path: Path, number: int) -> Callable[[], object]:
        """What a run of a kind does: write a file of so many stations."""
        options = KmlOptions(keep_not_open=True), WebPageOptions(keep_not_open=True)
        layers = self._layers[number]
        return {
            "search": lambda: self._search(str(path), number),
            "save": lambda: self._save(str(path), layers),
            "kml": lambda: export_kml(source_of(layers.stations), str(path), options[0], Feedback()),
            "page": lambda: export_web_page(source_of(layers.stations), str(path), options[1], Feedback()),
            "Processing": lambda: self._process(str(path), number),
        }[kind]

    def _search(self, path: str, number: int) -> None:
        source, search = self._source(number), Search(World())
        context = context_now(source.reference(Feedback()))
        destination = GeoPackageDestination(path, context)
        result = run_search(search, source, context, destination, Feedback())
        layers = destination.take_layers(QThread.currentThread(), result)
        at_once(put_into_project(layers, result, "afir", QgsProject.instance()))

    def _save(self, path: str, layers: StationLayers) -> None:
        to_save = LayersToSave(layers)
        to_save.write(path, Feedback())
        to_save.open(path)
        to_save.exchange(path, [layer.id() for layer in layers.all()])

    def _process(self, path: str, number: int) -> None:
        algorithm = QgsApplication.processingRegistry().createAlgorithmById("openchargemap:stationsinextent")
        parameters = {
            "EXTENT": "-180,180,-90,90 [EPSG:4326]",
            "SOURCE": "file",
            "FILE": str(self._pois[number]),
            "OUTPUT": path,
        }
        _, is_done = algorithm.run(parameters, QgsProcessingContext(), QgsProcessingFeedback())
        if not is_done:
            raise RuntimeError("The algorithm failed.")


def stations_in(path: Path) -> int | str:
    """How many stations a file holds, read as the next program would; what is wrong with it as text."""
    try:
        if path.suffix == ".gpkg":
            with closing(sqlite3.connect(path)) as file:
                problems = [text for (text,) in file.execute("PRAGMA quick_check") if text != "ok"]
                (table,) = file.execute("SELECT table_name FROM gpkg_contents WHERE data_type = 'features'").fetchone()
                (count,) = file.execute(f'SELECT count(*) FROM "{table}"').fetchone()
            return "; ".join(problems) or count
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".kml":
            ElementTree.fromstring(text)
            return text.count("<Placemark")
        is_whole = text.rstrip().endswith("</html>")
        return int(text.split('"size":', 1)[1].split(",", 1)[0]) if is_whole else "the page has no end"
    except (sqlite3.Error, ElementTree.ParseError, OSError, ValueError, TypeError, IndexError) as error:
        return f"{type(error).__name__}: {error}"


def kill_one(
    runs: Runs, kind: str, old: Path | None, takes: float, dice: random.Random, run_again: bool
) -> dict[str, object]:
    """One run that is killed. What was found afterwards, and what another run over that leaves, if there was one."""
    folder = Path(tempfile.mkdtemp(dir=runs.folder))
    path = folder / NAMES[kind]
    if old is not None:
        shutil.copyfile(old, path)
    moment = dice.uniform(0, takes * AFTER_ALL)
    killed(runs.of(kind, path, NEW), moment)
    side_files = sorted(file.name for file in folder.iterdir() if file.name.startswith(f"{path.name}-"))
    works = [file.name for file in folder.iterdir() if file.name.startswith(".")]
    found = stations_in(path) if path.exists() else 0
    expected = {0 if old is None else runs.stations[OLD]: "old", runs.stations[NEW]: "new"}
    left = expected.get(found, f"a part: {found}") if isinstance(found, int) else found
    if left == "old" and old is not None and not side_files and path.read_bytes() != old.read_bytes():
        left = "the old file was changed"
    again: int | str | None = None
    if run_again or side_files:
        killed(runs.of(kind, path, NEW))
        again = stations_in(path)
    shutil.rmtree(folder)
    return {
        "kind": kind,
        "moment": round(moment, 3),
        "of": round(takes, 3),
        "left": left,
        "side_files": side_files,
        "work_folders": len(works),
        "again": "new" if again == runs.stations[NEW] else again,
    }


def main(number: int, seed: int) -> None:
    """Kill so many runs."""
    dice = random.Random(seed)
    with tempfile.TemporaryDirectory(prefix="ocm-kills-") as temporary:
        runs = Runs(Path(temporary))
        old, takes = {}, {}
        for kind, name in NAMES.items():
            old[kind] = Path(temporary) / name
            killed(runs.of(kind, old[kind], OLD))
            assert stations_in(old[kind]) == runs.stations[OLD], (kind, stations_in(old[kind]))
            began = time.monotonic()
            killed(runs.of(kind, Path(temporary) / f"whole-{name}", NEW))
            takes[kind] = time.monotonic() - began
        figures: Counter[str] = Counter()
        for turn in range(number):
            kind = list(NAMES)[turn % len(NAMES)]
            before = None if dice.random() < 0.25 else old[kind]
            found = kill_one(runs, kind, before, takes[kind], dice, turn % AGAIN == 0)
            figures[f"{kind}: {found['left']}"] += 1
            print(json.dumps(found), flush=True)
        print(json.dumps(figures), flush=True)


if __name__ == "__main__":
    application = QgsApplication([], False)
    application.initQgis()
    provider = OpenChargeMapProvider()
    QgsApplication.processingRegistry().addProvider(provider)
    main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0)
    sys.stdout.flush()
    os._exit(0)  # QGIS need not clean up

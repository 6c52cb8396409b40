#!/usr/bin/env python3
"""Files of stations as sources: time and memory of each form, against `json.load` of the same stations.

    .venv/bin/python benchmarks/file_sources.py [--stations 300000] [--forms json,xml]

Synthetic stations are written in each form as Open Charge Map and its exports write them. Each line is a process of its
own, so that peaks of memory do not mix; the memory is what reading adds to the process before it. All stations are
decoded, as a search does, and dropped. "json.load" reads the list in one go, decodes nothing and keeps it, as scripts
do; "json.load, decoded" decodes its stations as well. A tenth is measured too: memory must not grow with the number of
stations.
"""

from __future__ import annotations

import argparse
import gc
import gzip
import json
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.crawl import memory_mb  # noqa: E402
from ocm_plugin.ocm.feedback import Feedback  # noqa: E402
from ocm_plugin.ocm.records.decoding import decode_pois  # noqa: E402
from ocm_plugin.ocm.search.search import Search  # noqa: E402
from ocm_plugin.ocm.sources.source import FileSource  # noqa: E402
from tests.ocm_server import exports  # noqa: E402
from tests.ocm_server.server import DEMO_FOLDER  # noqa: E402
from tests.ocm_server.shapes import Shape  # noqa: E402
from tests.ocm_server.stations import ReferenceTables  # noqa: E402
from tests.ocm_server.synthetic import make_pois  # noqa: E402

SOME = 10
CHUNK = 1_000
EMBEDDED, WHOLE, THIN = Shape(verbose=False), Shape(), Shape(verbose=False)
TABLES = ReferenceTables(json.loads((DEMO_FOLDER / "reference.json").read_bytes()))
FORMS = (
    *("json", "json embedded", "json utf-16", "json.gz", "json lines", "geojson", "geojson verbose=false"),
    *("csv", "xml", "kml", "folder", "zip", "zip of one file"),
)


def compact(pois: list[Any]) -> str:
    return ",".join(json.dumps(poi) for poi in pois)


def features(pois: list[Any], shape: Shape) -> str:
    text = exports.geojson(pois, TABLES, shape, None)
    start, end = text.index("[") + 1, text.rindex("]")
    return text[start:end].rstrip()


def between(text: str, begin: str, end: str) -> str:
    start = text.index(begin)
    return text[start : text.rindex(end)]


def pieces(form: str, pois: list[Any]) -> Iterator[str]:
    """A file of a form, chunk by chunk of stations."""
    chunks = [pois[start : start + CHUNK] for start in range(0, len(pois), CHUNK)]
    if form == "json lines":
        yield from ("".join(f"{json.dumps(poi)}\n" for poi in chunk) for chunk in chunks)
    elif form == "csv":
        yield exports.csv([], TABLES, EMBEDDED)
        yield from (exports.csv(chunk, TABLES, EMBEDDED).split("\n", 1)[1] for chunk in chunks)
    elif form == "xml":
        yield '<?xml version="1.0" encoding="utf-8"?><ChargePoints>'
        yield from (between(exports.xml(c, TABLES, EMBEDDED), "<ChargePoint ", "</ChargePoints>") for c in chunks)
        yield "</ChargePoints>"
    elif form == "kml":
        yield exports.kml([], TABLES, EMBEDDED).replace("</Document></kml>", "")
        yield from (between(exports.kml(c, TABLES, EMBEDDED), "<Placemark", "</Document>") for c in chunks)
        yield "</Document></kml>"
    else:
        written = {
            "geojson": lambda chunk: features(chunk, WHOLE),
            "geojson verbose=false": lambda chunk: features(chunk, THIN),
            "json embedded": lambda chunk: ",".join(EMBEDDED.station_text(poi, TABLES) for poi in chunk),
        }.get(form, compact)
        yield '{"type": "FeatureCollection", "features": [' if form.startswith("geojson") else "["
        for number, chunk in enumerate(chunks):
            yield ("," if number else "") + written(chunk)
        yield "]}" if form.startswith("geojson") else "]"


def write(form: str, pois: list[Any], folder: Path) -> Path:
    """Write the stations in a form; the path to open."""
    path = folder / "stations"
    if form == "folder":
        (path / "data").mkdir(parents=True)
        for poi in pois:
            place = path / "data" / str(poi["AddressInfo"].get("CountryID"))
            place.mkdir(exist_ok=True)
            (place / f"OCM-{poi['ID']}.json").write_text(json.dumps(poi))
    elif form.startswith("zip"):
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            if form == "zip":
                for poi in pois:
                    name = f"data/{poi['AddressInfo'].get('CountryID')}/OCM-{poi['ID']}.json"
                    archive.writestr(name, json.dumps(poi))
            else:
                with archive.open("poi.json", "w", force_zip64=True) as file:
                    file.writelines(piece.encode() for piece in pieces("json", pois))
    elif form == "json.gz":
        with gzip.open(path, "wt", compresslevel=4) as file:
            file.writelines(pieces("json", pois))
    else:
        with open(path, "w", encoding="utf-16" if form == "json utf-16" else "utf-8") as file:
            file.writelines(pieces(form, pois))
    return path


def measured(what: str, path: Path) -> dict[str, Any]:
    """One line of the table, in this process."""
    gc.collect()
    held = memory_mb("VmRSS")
    started, worked = time.perf_counter(), time.process_time()
    stations = 0
    if what.startswith("json.load"):
        raw = json.loads(path.read_bytes())
        stations = len(raw)
        if "decoded" in what:
            for start in range(0, stations, 500):
                decode_pois(raw[start : start + 500], False)
    else:
        source = FileSource(path)
        source.reference(Feedback())
        for batch in source.batches(Search(), Feedback()):
            stations += len(batch.stations)
    return {
        "seconds": time.perf_counter() - started,
        "processor": time.process_time() - worked,
        "memory": memory_mb("VmHWM") - held,
        "stations": stations,
    }


def size_mb(path: Path) -> float:
    files = path.rglob("*.json") if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files) / 1e6


def line(name: str, path: Path, what: str) -> str:
    command = [sys.executable, __file__, "--one", what, str(path)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    found = json.loads(done.stdout.splitlines()[-1])
    return (
        f"{name:<26}{found['stations']:>10,}{size_mb(path):>9.1f}{found['seconds']:>9.2f}{found['processor']:>9.2f}"
        f"{found['stations'] / found['seconds']:>12,.0f}{found['memory']:>10.0f}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stations", type=int, default=300_000)
    parser.add_argument("--forms", default=",".join(FORMS))
    parser.add_argument("--one", nargs=2, metavar=("WHAT", "PATH"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        print(json.dumps(measured(asked.one[0], Path(asked.one[1]))))
        return
    print(f"{'':<26}{'stations':>10}{'MB':>9}{'s':>9}{'CPU s':>9}{'stations/s':>12}{'+MB mem.':>10}")
    all_pois = make_pois(asked.stations)
    for form in asked.forms.split(","):
        for pois in (all_pois[: asked.stations // SOME], all_pois):
            with tempfile.TemporaryDirectory() as folder:
                path = write(form, pois, Path(folder))
                print(line(form, path, form), flush=True)
                if form == "json" and pois is all_pois:
                    for what in ("json.load", "json.load, decoded"):
                        print(line(f"  {what}", path, what), flush=True)


if __name__ == "__main__":
    main()

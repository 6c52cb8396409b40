#!/usr/bin/env python3
"""Mirrors in a GeoPackage and in PostGIS: filled, searched and updated, against `ogr2ogr` and the server on loopback.

    .venv/bin/python benchmarks/store.py [--stations 300000] [--without-server]

Synthetic stations all over the world, as a dump of one object a line. "ogr2ogr" converts the same attributes, as
GeoJSON, to a GeoPackage with a spatial index. Searches run to their last station, decoded and judged; "decided" is the
processor's time for the part of it in which the mirror's index finds out which stations these are; "server" is the
same search of `tests/ocm_server` in a process of its own; PostGIS is a cluster of its own on loopback
(`tests/support/postgres.py`, `fsync` off). Each line is a process of its own, so that peaks of
memory do not mix; the memory is what the work adds to the process before it. The time is the best of three for
searches, and of one for the rest; that of the processor leaves out the database's.
"""

from __future__ import annotations

import argparse
import gc
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import psycopg2  # noqa: E402
import requests  # noqa: E402

from benchmarks.crawl import memory_mb  # noqa: E402
from ocm_plugin.ocm.feedback import Feedback  # noqa: E402
from ocm_plugin.ocm.http.client import Client  # noqa: E402
from ocm_plugin.ocm.mirroring import fill_from_file, update_mirror  # noqa: E402
from ocm_plugin.ocm.records.licences import Licences  # noqa: E402
from ocm_plugin.ocm.records.reference_store import ReferenceStore  # noqa: E402
from ocm_plugin.ocm.run import Match, run_search  # noqa: E402
from ocm_plugin.ocm.search.areas import Extent, World  # noqa: E402
from ocm_plugin.ocm.search.search import Search  # noqa: E402
from ocm_plugin.ocm.sources.mirror import MirrorSource  # noqa: E402
from ocm_plugin.ocm.sources.paging import ApiSource  # noqa: E402
from ocm_plugin.ocm.sources.source import FileSource, Source  # noqa: E402
from ocm_plugin.ocm.store.mirror_file import FileMirror  # noqa: E402
from ocm_plugin.ocm.store.mirrors import Mirror  # noqa: E402
from ocm_plugin.ocm.store.postgis import PostgisServer  # noqa: E402
from ocm_plugin.ocm.store.postgis_mirror import PostgisMirror  # noqa: E402
from ocm_plugin.ocm.tables.derive.context import Context  # noqa: E402
from ocm_plugin.ocm.tables.derive.station_rows import station_row  # noqa: E402
from tests.ocm_server import OcmServer  # noqa: E402
from tests.ocm_server.reference import operator_id  # noqa: E402
from tests.ocm_server.synthetic import make_pois  # noqa: E402
from tests.support.postgres import postgres_server  # noqa: E402

GLOBE = (-55.0, -175.0, 70.0, 175.0)
NOW = datetime.now(timezone.utc)
OLD, NEW = "2026-01-01T10:00:00Z", f"{NOW:%Y-%m-%dT%H:%M:00Z}"
SEARCHES = {
    "extent of 1,000": None,
    "CCS, 350 kW and more": Search(connection_type_ids=(33,), min_power_kw=350, keep_cannot_tell=False),
    "one operator": Search(operator_ids=(operator_id(3),), keep_cannot_tell=False),
    "modified since yesterday": Search(modified_since=NOW - timedelta(days=1)),
    "with photos": Search(has_media=True, keep_cannot_tell=False),
    "at least 8 CHAdeMO": Search(connection_type_ids=(2,), min_connectors=8, keep_cannot_tell=False),
    "not operational": Search(status_type_ids=(100,), keep_cannot_tell=False),
    "not in operation": Search(in_operation=False, keep_cannot_tell=False),
    "level 1": Search(level_ids=(1,), keep_cannot_tell=False),
    "one phase": Search(current_type_ids=(10,), keep_cannot_tell=False),
    "at most 3 kW": Search(max_power_kw=3, keep_cannot_tell=False),
    "not public": Search(is_public=False, keep_cannot_tell=False),
    "all but seven operators": Search(not_operator_ids=tuple(map(operator_id, range(7))), keep_cannot_tell=False),
    "free of charge": Search(free_of_charge=True, keep_cannot_tell=False),
    "open 24 hours": Search(open_24_hours=True, keep_cannot_tell=False),
    "verified this month": Search(verified_since=datetime(2026, 3, 1, tzinfo=timezone.utc), keep_cannot_tell=False),
    "words": Search(text="Marktplatz 17", keep_cannot_tell=False),
    "open licences": Search(open_data=True, keep_cannot_tell=False),
}
"""Over the world, but for the first."""


class Rows:
    """A destination that makes the rows of stations."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self.count = 0

    def add(self, stations: Sequence[Match]) -> None:
        for match in stations:
            station_row(match.station, self._context, "yes")
        self.count += len(stations)


def searched(search: Search, source: Source) -> tuple[float, float, int]:
    """The time of a search to its rows, that of the processor, and how many there are."""
    started, worked = time.perf_counter(), time.process_time()
    reference = source.reference(Feedback())
    context = Context(reference, Licences(reference), NOW, "benchmark")
    rows = Rows(context)
    run_search(search, source, context, rows, Feedback())
    return time.perf_counter() - started, time.process_time() - worked, rows.count


def counted(search: Search, source: MirrorSource) -> tuple[float, int]:
    """The processor's time until a mirror's index has told which stations may be of a result, and how many they are."""
    worked = time.process_time()
    candidates = len(source.numbers(search, Feedback()))
    return time.process_time() - worked, candidates


def served(folder: Path, pois: list[Any]) -> Any:
    server = OcmServer(pois, None)
    server.start()
    return server, ApiSource(Client(requests.Session(), server.url, server.key), ReferenceStore(folder, server.url))


def extent_of(pois: list[Any], wanted: int = 1_000) -> Extent:
    """An extent around the first station that holds about so many."""
    longitude, latitude = (pois[0]["AddressInfo"][name] for name in ("Longitude", "Latitude"))
    low, high = 0.01, 40.0
    for _ in range(40):
        half = (low + high) / 2
        held = sum(
            abs(poi["AddressInfo"]["Longitude"] - longitude) <= half
            and abs(poi["AddressInfo"]["Latitude"] - latitude) <= half
            for poi in pois
        )
        low, high = (half, high) if held < wanted else (low, half)
    return Extent(longitude - half, latitude - half, longitude + half, latitude + half)


def pois_of(folder: Path) -> list[Any]:
    return [json.loads(line) for line in (folder / "dump.jsonl").read_text().splitlines()]


def measured(what: str, folder: Path) -> dict[str, Any]:
    """One line, in this process."""
    dump = folder / "dump.jsonl"
    server_url = "https://ocm.example.org/v3/"
    if what.startswith("fill"):
        mirror = mirror_in(what.partition(" @ ")[2], folder, "mirror")
        gc.collect()
        held, started, worked = memory_mb("VmRSS"), time.perf_counter(), time.process_time()
        fill_from_file(mirror, FileSource(dump), [World()], server_url, Feedback())
        return {
            "seconds": time.perf_counter() - started,
            "processor": time.process_time() - worked,
            "memory": memory_mb("VmHWM") - held,
        }
    if what.startswith("update"):
        return updated(mirror_in(what.partition(" @ ")[2], folder, "updated"), folder)
    name, _, where = what.rpartition(" @ ")
    pois = pois_of(folder) if where == "server" or SEARCHES[name] is None else []
    search = SEARCHES[name] or Search(extent_of(pois))
    if where != "server":
        del pois
        mirror = mirror_in(where, folder, "mirror")
        best = min(searched(search, MirrorSource(mirror, server_url)) for _ in range(3))
        decided, candidates = min(counted(search, MirrorSource(mirror, server_url)) for _ in range(3))
        return {
            "seconds": best[0],
            "processor": best[1],
            "stations": best[2],
            "decided": decided,
            "candidates": candidates,
        }
    server, source = served(folder, pois)
    best = min(searched(search, source) for _ in range(3))
    server.stop()
    return {"seconds": best[0], "processor": best[1], "stations": best[2]}


def mirror_in(where: str, folder: Path, name: str) -> Mirror:
    """A mirror in a file, or in the database whose address lies in the folder."""
    if where == "file":
        return FileMirror(folder / f"{name}.gpkg")
    address = (folder / "database").read_text()
    return PostgisMirror(PostgisServer("benchmark", lambda: psycopg2.connect(address), psycopg2.Error), name)


def updated(mirror: Mirror, folder: Path) -> dict[str, Any]:
    """An update of a hundredth of the stations, and a sweep of all, from the server."""
    pois = pois_of(folder)
    server, source = served(folder, pois)
    update_mirror(mirror, source, [World()], Feedback(), NOW)
    for poi in pois[::100]:
        poi.update(UsageCost="changed", DateLastStatusUpdate=NEW)
    server.replace_pois(pois)
    server.clear_requests()
    started = time.perf_counter()
    (done,) = update_mirror(mirror, source, [], Feedback(), NOW + timedelta(hours=20))
    seconds, asked = time.perf_counter() - started, len(server.poi_requests)
    server.clear_requests()
    started = time.perf_counter()
    update_mirror(mirror, source, [], Feedback(), NOW + timedelta(days=8))
    sweep, swept = time.perf_counter() - started, len(server.poi_requests)
    server.stop()
    return {"seconds": seconds, "requests": asked, "changed": done.changed, "sweep": sweep, "swept": swept}


def in_process(what: str, folder: Path) -> dict[str, Any]:
    command = [sys.executable, __file__, "--line", what, "--folder", str(folder)]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    result: dict[str, Any] = json.loads(output.splitlines()[-1])
    return result


def write_dump(folder: Path, stations: int) -> None:
    pois = make_pois(stations, seed=5, bounds=GLOBE)
    for number, poi in enumerate(pois):
        poi["DateLastStatusUpdate"] = OLD
        if number % 200 == 0:
            poi["MediaItems"] = [{"ID": number + 1, "ItemURL": "https://pictures.example/1.jpg", "IsEnabled": True}]
    with open(folder / "dump.jsonl", "w") as lines, open(folder / "dump.geojson", "w") as features:
        features.write('{"type": "FeatureCollection", "features": [')
        for number, poi in enumerate(pois):
            lines.write(f"{json.dumps(poi)}\n")
            place = [poi["AddressInfo"][name] for name in ("Longitude", "Latitude")]
            feature = {"type": "Feature", "geometry": {"type": "Point", "coordinates": place}, "properties": poi}
            features.write((", " if number else "") + json.dumps(feature))
        features.write("]}")


def converted(folder: Path) -> tuple[float, float, float, float]:
    """`ogr2ogr` of the same attributes: seconds, of them of the processor, megabytes of memory and of file."""
    path = folder / "ogr.gpkg"
    command = ["/usr/bin/time", "-f", "%M %U %S", "ogr2ogr", "-f", "GPKG", str(path), str(folder / "dump.geojson")]
    started = time.perf_counter()
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    seconds = time.perf_counter() - started
    memory, user, system = done.stderr.splitlines()[-1].split()
    return seconds, float(user) + float(system), int(memory) / 1e3, path.stat().st_size / 1e6


def show(what: str, seconds: float, processor: float, memory: float, size: float) -> None:
    print(
        f"{what:15}{seconds:6.1f} s ({processor:.1f} s of the processor)  {memory:5.0f} MB memory  {size:5.0f} MB file",
        flush=True,
    )


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--stations", type=int, default=300_000)
    arguments.add_argument("--without-server", action="store_true", help="search the mirrors only, and update none")
    arguments.add_argument("--line", help=argparse.SUPPRESS)
    arguments.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    given = arguments.parse_args()
    if given.line:
        print(json.dumps(measured(given.line, given.folder)))
        return
    with tempfile.TemporaryDirectory() as name, postgres_server() as database:
        folder = Path(name)
        (folder / "database").write_text(database.info())
        write_dump(folder, given.stations)
        print(f"{given.stations:,} stations, dump of {(folder / 'dump.jsonl').stat().st_size / 1e6:.0f} MB")
        fill = in_process("fill @ file", folder)
        size = (folder / "mirror.gpkg").stat().st_size / 1e6
        show("fill a file", fill["seconds"], fill["processor"], fill["memory"], size)
        fill = in_process("fill @ PostGIS", folder)
        sizes = "SELECT sum(pg_total_relation_size(oid)) FROM pg_class WHERE relnamespace = 'mirror'::regnamespace"
        size = float(database.run(f"{sizes} AND relkind = 'r'")[0][0]) / 1e6
        show("fill PostGIS", fill["seconds"], fill["processor"], fill["memory"], size)
        show("ogr2ogr", *converted(folder))
        places = ("file", "PostGIS") if given.without_server else ("file", "PostGIS", "server")
        for search in SEARCHES:
            found = {where: in_process(f"{search} @ {where}", folder) for where in places}
            times = "  ".join(
                f"{where} {each['seconds']:6.2f} s ({each['processor']:.2f})" for where, each in found.items()
            )
            counts = sorted({f"{each['stations']:,}" for each in found.values()})
            looked_at = f", {found['file']['candidates']:,} by the index, decided in {found['file']['decided']:.2f} s"
            print(f"{search:25} {times}  {' and '.join(counts)} stations{looked_at}", flush=True)
        for where in ("file", "PostGIS") if not given.without_server else ():
            update = in_process(f"update @ {where}", folder)
            print(
                f"{where}: update of {update['changed']:,}: {update['requests']} requests, {update['seconds']:.1f} s; "
                f"sweep of all: {update['swept']} requests, {update['sweep']:.1f} s"
            )


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Saving and merging: a GeoPackage beside a schema of PostGIS.

    .venv/bin/python benchmarks/merge.py [--stations 20000 100000]

Synthetic stations with their connections. "save" writes all rows into new tables; "merge" brings the same stations with
a hundredth of them changed, a hundredth gone and as many new ones; "same" brings what is held already; "undo" takes the
merge back. PostGIS is a cluster of its own on loopback (`tests/support/postgres.py`), whose `fsync` is off: times of
disks are left out on both sides. In brackets: seconds of this process' processor, without the server's.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import psycopg2  # noqa: E402

from ocm_plugin.ocm.feedback import Feedback  # noqa: E402
from ocm_plugin.ocm.match.filters import Match  # noqa: E402
from ocm_plugin.ocm.records.decoding import decode_pois  # noqa: E402
from ocm_plugin.ocm.records.licences import Licences  # noqa: E402
from ocm_plugin.ocm.records.reference import ReferenceData  # noqa: E402
from ocm_plugin.ocm.store.file_merge import merge_into_file  # noqa: E402
from ocm_plugin.ocm.store.file_undo import take_back  # noqa: E402
from ocm_plugin.ocm.store.geopackage_file import GeoPackageFile  # noqa: E402
from ocm_plugin.ocm.store.geopackage_tables import table_of_schema  # noqa: E402
from ocm_plugin.ocm.store.merge_values import ResultToMerge, Terms  # noqa: E402
from ocm_plugin.ocm.store.postgis import PostgisServer  # noqa: E402
from ocm_plugin.ocm.store.postgis_merge import merge_into_schema  # noqa: E402
from ocm_plugin.ocm.store.postgis_tables import written_schema  # noqa: E402
from ocm_plugin.ocm.store.postgis_undo import take_back_in_schema  # noqa: E402
from ocm_plugin.ocm.store.result_file import RowMaker, RowsForFile  # noqa: E402
from ocm_plugin.ocm.tables.derive.context import Context  # noqa: E402
from ocm_plugin.ocm.tables.derive.row_types import QueryRow  # noqa: E402
from ocm_plugin.ocm.tables.schema import CONNECTIONS, PROVIDERS, QUERIES, STATIONS  # noqa: E402
from tests.ocm_server.synthetic import make_pois, make_reference  # noqa: E402
from tests.support.postgres import postgres_server  # noqa: E402

TABLES = (STATIONS, CONNECTIONS)
NAMES = {table: table for table in TABLES}
NOW = datetime(2026, 11, 29, 10, tzinfo=timezone.utc)


class Made:
    """The rows of a result."""

    def __init__(self, pois: list[Any], query_id: str) -> None:
        reference = ReferenceData.from_json(make_reference())
        maker = RowMaker(Context(reference, Licences(reference), NOW, query_id), TABLES)
        stations = decode_pois(pois, with_comments=False).stations
        self.rows: dict[str, list[Any]] = {table: [] for table in TABLES}
        for begin in range(0, len(stations), 500):
            made = maker.rows([Match(station, True) for station in stations[begin : begin + 500]])
            for table in TABLES:
                self.rows[table] += made[table]
        query = QueryRow(**{**dict.fromkeys(QueryRow._fields), "query_id": query_id, "finished": NOW})
        self.result = ResultToMerge(maker.packed, query, Terms(is_complete=True))
        self.baseline = maker.baseline()

    def write(self, package: Any) -> None:
        for table in TABLES:
            package.add(table, RowsForFile(table).rows(self.rows[table]))
        package.remember(self.baseline)


def timed(work: Callable[[], Any]) -> tuple[str, Any]:
    started, worked = time.perf_counter(), time.process_time()
    done = work()
    return f"{time.perf_counter() - started:6.1f} s ({time.process_time() - worked:5.1f} s)", done


def results(count: int) -> tuple[Made, Made, Made]:
    """What is saved, what comes then, and that once more."""
    pois = [poi for poi in make_pois(count + count // 100, seed=3) if poi.get("StatusTypeID") not in (200, 210)]
    held, later = pois[:count], [dict(poi) for poi in pois[count // 100 :]]
    for poi in later[::100]:
        poi["UsageCost"] = "changed"
    return Made(held, "q1"), Made(later, "q2"), Made(later, "q3")


def compared(count: int, folder: Path, server: PostgisServer) -> None:
    path, schema = str(folder / f"{count}.gpkg"), f"stations_{count}"
    tables = [table_of_schema(name) for name in (*TABLES, QUERIES, PROVIDERS)]
    first, fresh, again = results(count)

    def into_file() -> None:
        package = GeoPackageFile(path, tables)
        first.write(package)
        package.finish()

    def into_schema() -> None:
        with written_schema(server, schema, tables, {}, False, Feedback()) as written:
            first.write(written)

    lines = [("save", timed(into_file)[0], timed(into_schema)[0])]
    file, (_, file_record) = timed(lambda: merge_into_file(path, NAMES, fresh.result, Feedback()))
    base, (_, record) = timed(lambda: merge_into_schema(server, schema, NAMES, fresh.result, Feedback()))
    lines.append(("merge", file, base))
    undone = timed(lambda: take_back(path, file_record, Feedback()))[0]
    lines.append(("undo", undone, timed(lambda: take_back_in_schema(server, schema, record, Feedback()))[0]))
    for made in (fresh, again):
        file = timed(lambda made=made: merge_into_file(path, NAMES, made.result, Feedback()))[0]
        base = timed(lambda made=made: merge_into_schema(server, schema, NAMES, made.result, Feedback()))[0]
    lines.append(("same", file, base))
    print(f"{count:,} stations, {len(first.rows[CONNECTIONS]):,} connections")
    for what, file, base in lines:
        print(f"  {what:8} GeoPackage {file}   PostGIS {base}", flush=True)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--stations", type=int, nargs="+", default=[20_000, 100_000])
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as name, postgres_server() as running:
        server = PostgisServer("benchmark", lambda: psycopg2.connect(running.info()), psycopg2.Error)
        for count in given.stations:
            compared(count, Path(name), server)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Print what the stations in a POI file have, counted in three ways: python3 tools/sample_totals.py FILE

By rows, as if each row of equipment were one connector; by quantity; and with CCS and CHAdeMO on one post counted once,
which is what `total_kw_est` holds. Planned sites are left out. Then how many of the sites with CCS 1 have at least 4
such connectors at 150 kW: yes, no, or cannot tell. FILE is an answer of /v3/poi in any JSON shape.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import datetime, timezone
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from ocm_plugin.ocm.match.filters import Judge, Verdict  # noqa: E402
from ocm_plugin.ocm.records.built_in_reference import BUILT_IN  # noqa: E402
from ocm_plugin.ocm.records.decoding import decode_json, decode_pois, poi_list  # noqa: E402
from ocm_plugin.ocm.records.licences import Licences  # noqa: E402
from ocm_plugin.ocm.records.station import Station  # noqa: E402
from ocm_plugin.ocm.search.search import Search  # noqa: E402
from ocm_plugin.ocm.tables.derive.rows import Context, connection_rows, station_row  # noqa: E402


class Totals(NamedTuple):
    """Sites, and kW of all but the planned ones."""

    sites: int
    set_aside: int
    planned: int
    connectors: int
    without_power: int
    kw_rows: float
    kw_quantity: float
    kw_dual_standard: float
    fast: tuple[int, int, int]
    """Sites with at least 4 CCS 1 at 150 kW, of those with any: yes, cannot tell, no."""


def totals(path: Path) -> Totals:
    """The totals of a POI file."""
    raw = poi_list(decode_json(path.read_bytes()))
    page = decode_pois(raw, with_comments=False)
    reference = BUILT_IN.including(decode_pois(raw, with_comments=True).embedded)
    context = Context(reference, Licences(reference), datetime.now(timezone.utc), "totals")
    rows = [(station_row(station, context, "yes"), connection_rows(station, context)) for station in page.stations]
    present = [(site, equipment) for site, equipment in rows if site.is_planned is not True]
    return Totals(
        len(rows),
        len(page.set_aside),
        len(rows) - len(present),
        sum(site.n_connectors or 0 for site, _ in present),
        sum(site.n_kw_unknown or 0 for site, _ in present),
        sum(row.kw_used or 0.0 for _, equipment in present for row in equipment),
        sum(site.total_kw_hi or 0.0 for site, _ in present),
        sum(site.total_kw_est or 0.0 for site, _ in present),
        _fast(page.stations, context),
    )


CCS1 = 32


def _fast(stations: Sequence[Station], context: Context) -> tuple[int, int, int]:
    has_plug = Judge(Search(connection_type_ids=(CCS1,)), context)
    is_fast = Judge(Search(connection_type_ids=(CCS1,), min_power_kw=150, min_connectors=4), context)
    verdicts = [is_fast(station) for station in stations if has_plug(station) is Verdict.YES]
    return verdicts.count(Verdict.YES), verdicts.count(Verdict.CANNOT_TELL), verdicts.count(Verdict.NO)


def main() -> None:
    if len(sys.argv) != 2:
        raise SystemExit("usage: python3 tools/sample_totals.py FILE")
    found = totals(Path(sys.argv[1]))
    print(f"{found.sites} sites ({found.planned} planned, left out; {found.set_aside} could not be read)")
    print(f"{found.connectors} connectors, {found.without_power} of them without power")
    print(f"by rows             {found.kw_rows / 1000:8.2f} MW")
    print(f"by quantity         {found.kw_quantity / 1000:8.2f} MW")
    print(f"dual-standard rule  {found.kw_dual_standard / 1000:8.2f} MW")
    yes, cannot_tell, no = found.fast
    print(f"at least 4 CCS 1 at 150 kW: {yes} yes, {cannot_tell} cannot tell, {no} no")


if __name__ == "__main__":
    main()

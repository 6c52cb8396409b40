"""Stations as the analyses read them from the tables, and real ones of the sample beside the repository."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ocm_plugin.ocm.analysis.rows import CONNECTION_COLUMNS, Row, connection_row, site_of_rows
from ocm_plugin.ocm.analysis.usable import Site
from ocm_plugin.ocm.records.built_in_reference import BUILT_IN
from ocm_plugin.ocm.records.decoding import decode_pois
from ocm_plugin.ocm.records.station import Station
from ocm_plugin.ocm.tables.derive.rows import Context, connection_rows, station_row
from tests.support.made_stations import context
from tests.support.places import SHARED

SAMPLE = SHARED / "data" / "ocm_austin_sample.json"


def site_of_station(
    station: Station, with_connections: bool = True, wanted: frozenset[int] = frozenset(), given: Context | None = None
) -> Site:
    """A station through its rows, as a layer has them."""
    context_of_rows = given or context()
    columns = station_row(station, context_of_rows, "yes")._asdict()
    rows = [row_of(row._asdict()) for row in connection_rows(station, context_of_rows)]
    position = (station.longitude or 0.0, station.latitude or 0.0)
    return site_of_rows(columns, position, rows if with_connections else None, wanted)


def row_of(values: dict[str, Any]) -> Row:
    """A row of connections by the names of its columns."""
    return connection_row(tuple(values.get(name) for name in CONNECTION_COLUMNS[1:]))


def real_sites(path: Path = SAMPLE, with_connections: bool = True, wanted: frozenset[int] = frozenset()) -> list[Site]:
    """The stations of a file of real ones. Skips the test where it is not beside the repository."""
    stations, reference = real_stations(path)
    made = context(reference)
    return [site_of_station(station, with_connections, wanted, made) for station in stations]


def real_stations(path: Path = SAMPLE) -> tuple[list[Station], Any]:
    """The records of a file of real stations, and the look-up lists with what they embed."""
    if not path.is_file():
        pytest.skip(f"the real sample is not beside the repository: {path}")
    raw = json.loads(path.read_bytes())
    return decode_pois(raw, False).stations, BUILT_IN.including(decode_pois(raw, with_comments=True).embedded)

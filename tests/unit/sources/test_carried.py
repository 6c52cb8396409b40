"""The table of docs/sources.md, which says what each form carries, is what reading them gives."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from ocm_plugin.ocm.feedback import Feedback
from ocm_plugin.ocm.records.reference import ReferenceData
from ocm_plugin.ocm.records.station import Station
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.ocm.sources.source import FileSource
from tests.ocm_server import exports
from tests.ocm_server.server import DEMO_FOLDER
from tests.ocm_server.shapes import Shape
from tests.ocm_server.stations import ReferenceTables
from tests.ocm_server.synthetic import make_pois
from tests.support.places import ROOT, SHARED
from tests.support.poi_shapes import POI

RAW_REFERENCE = json.loads((DEMO_FOLDER / "reference.json").read_bytes())
POIS = [*make_pois(80), {**POI, "DataProviderID": 9001, "GeneralComments": "Behind the hall", "StatusTypeID": 50}]

MEMBERS = {
    "number, name, position": ("id", "title", "latitude", "longitude"),
    "address": ("address_line1", "address_line2", "town", "state", "postcode"),
    "country, phone, access, web page": ("country_id", "phone", "access_comments", "related_url"),
    "status, usage": ("status_id", "usage_id"),
    "usage cost": ("usage_cost",),
    "operator": ("operator_id",),
    "data provider": ("provider_id",),
    "connections": ("connections",),
    "number of charging points, general comments": ("number_of_points", "general_comments"),
    "date of last confirmation": ("date_last_confirmed",),
    "date of last change": ("date_status_update",),
    "date of creation": ("date_created",),
    "comments of users": ("comments",),
    "photos, attribution texts of single stations": ("media", "attributions"),
}
"""Of stations, by the row of the table."""
NOT_OF_STATIONS = {"licence", "power, current"}


class Data(NamedTuple):
    """Stations, and the lists that name their ids."""

    pois: list[Any]
    lists: dict[str, Any]

    def answer(self, column: str) -> str:
        """What the service writes in a form."""
        tables, whole = ReferenceTables(self.lists), Shape()
        if column == "JSON, GeoJSON":
            return exports.geojson(self.pois, tables, whole, None)
        if column == "GeoJSON `verbose=false`":
            return exports.geojson(self.pois, tables, Shape(verbose=False), None)
        text: str = getattr(exports, column.lower())(self.pois, tables, whole)
        return text

    def stations(self, path: Path, text: str) -> list[Station]:
        """What a file with that text gives."""
        path.write_text(text, encoding="utf-8")
        source = FileSource(path, reference=ReferenceData.from_json(self.lists))
        batches = source.batches(Search(include_comments=True), Feedback())
        return [station for batch in batches for station in batch.stations]


SAMPLE = SHARED / "data" / "ocm_austin_sample.json"
"""Real stations."""


@pytest.fixture(params=["invented", "real"])
def data(request: pytest.FixtureRequest) -> Data:
    if request.param == "invented":
        return Data(POIS, RAW_REFERENCE)
    if not SAMPLE.is_file():
        pytest.skip("the real sample is not there")
    return Data(json.loads(SAMPLE.read_bytes()), json.loads((SHARED / "data" / "reference.json").read_bytes()))


def table() -> dict[str, dict[str, str]]:
    """The table: by column, then by row."""
    lines = (ROOT / "docs" / "sources.md").read_text().split("## What each form carries")[1].strip().splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    until = next(number for number, row in enumerate(rows) if row[0].startswith("photos")) + 1
    header, _, *body = rows[:until]
    return {column: {row[0]: row[place] for row in body} for place, column in enumerate(header) if column}


def plain(value: Any, column: str) -> Any:
    """CSV drops quotation marks and line ends."""
    return " ".join(value.replace('"', "").split()) if column == "CSV" and isinstance(value, str) else value


def test_the_table_has_every_row() -> None:
    for rows in table().values():
        assert set(rows) == set(MEMBERS) | NOT_OF_STATIONS


@pytest.mark.parametrize("column", table())
def test_what_a_form_carries_is_what_the_table_says(tmp_path: Path, data: Data, column: str) -> None:
    wanted = data.stations(tmp_path / "whole", json.dumps(data.pois))
    found = data.stations(tmp_path / "answer", data.answer(column))
    assert [station.id for station in found] == [station.id for station in wanted]
    for row, members in MEMBERS.items():
        said = table()[column][row]
        for name in members:
            got = [plain(getattr(station, name), column) for station in found]
            right = [plain(getattr(station, name), column) for station in wanted]
            if said == "yes":
                assert got == right, (row, name)
            elif said == "no":
                assert {value for value in got if value} == set(), (row, name)
        if said not in ("yes", "no") and (column, row) != ("XML", "comments of users"):  # the local server writes none
            assert any(getattr(station, name) for station in found for name in members), row
    powers = {line.power_kw or line.current_id for station in found for line in station.connections} - {None}
    assert bool(powers) is (table()[column]["power, current"] == "yes")


PARTS = {
    "XML": ("type_id", "level_id", "status_id", "amps", "volts", "quantity"),
    "CSV": ("type_id",),
    "GeoJSON `verbose=false`": (),
    "KML": (),
}
"""What the table says of connections that a form gives in part."""


@pytest.mark.parametrize("column", PARTS)
def test_of_connections_a_form_gives_exactly_the_parts_that_the_table_names(
    tmp_path: Path, data: Data, column: str
) -> None:
    wanted = data.stations(tmp_path / "whole", json.dumps(data.pois))
    found = data.stations(tmp_path / "answer", data.answer(column))
    for got, right in zip(found, wanted):
        for name in PARTS[column]:
            parts = [[getattr(line, name) for line in each.connections] for each in (got, right)]
            if column == "CSV":  # a list of the types that have a title
                parts = [[value for value in values if value is not None] for values in parts]
            assert parts[0] == parts[1], (got.id, name)
    if column == "XML":
        changes = [(got.date_status_update, right.date_status_update) for got, right in zip(found, wanted)]
        assert all(got == right for got, right in changes if got is not None)
        assert all(got is not None for (got, _), right in zip(changes, wanted) if right.status_id is not None)

"""What the status of single connections does to the figures and the status of their site."""

from __future__ import annotations

import pytest

from ocm_plugin.ocm.records.station import Connection
from ocm_plugin.ocm.tables.derive.rows import StationRow, connection_rows
from tests.support.made_stations import connection, context, row, station


def type2(status_id: int | None = None) -> Connection:
    return connection(type_id=25, power_kw=22.0, current_id=20, quantity=1, status_id=status_id)


def ccs(status_id: int | None = None) -> Connection:
    return connection(type_id=33, power_kw=150.0, current_id=30, quantity=2, status_id=status_id)


def figures(found: StationRow) -> tuple[int | None, float | None, str | None, int | None, int | None]:
    return found.n_connectors, found.max_kw, found.standards, found.n_connectors_out, found.n_connectors_planned


@pytest.mark.parametrize(
    ("status_id", "out", "planned", "flag"),
    [(100, 2, 0, "some_connections_out"), (150, 0, 2, "some_connections_planned"), (200, 0, 0, None)],
)
def test_figures_are_of_the_connections_in_service(status_id: int, out: int, planned: int, flag: str | None) -> None:
    """A dead, planned or removed fast charger beside a working socket made the whole site a fast one."""
    found = row(type2(), ccs(status_id), status_id=50)
    assert figures(found) == (1, 22.0, "Type2", out, planned)
    assert (found.total_kw_hi, found.n_dc, found.power_class_code, found.n_conn_rows) == (22.0, 0, 2, 2)
    assert (found.status_class, found.status_basis, found.qa_flags) == ("operational", "stated", flag)


def test_temporarily_unavailable_is_in_service() -> None:
    assert figures(row(type2(), ccs(30), status_id=50)) == (3, 150.0, "CCS2;Type2", 0, 0)


def test_a_planned_site_is_described_by_all_its_lines_that_are_not_removed() -> None:
    found = row(type2(), ccs(150), ccs(200), status_id=150)
    assert figures(found) == (3, 150.0, "CCS2;Type2", 0, 3)
    assert found.qa_flags is None
    assert figures(row(type2(), ccs(100), status_id=100)) == (3, 150.0, "CCS2;Type2", 3, 0)


@pytest.mark.parametrize(
    ("lines", "status"),
    [
        ((100, 100), "not_operational"),
        ((150, 150), "planned"),
        ((150, 100), "not_operational"),
        ((100, 200), "not_operational"),
    ],
)
def test_a_site_whose_lines_are_all_out_is_out_although_it_says_that_it_works(
    lines: tuple[int, int], status: str
) -> None:
    found = row(type2(lines[0]), ccs(lines[1]), status_id=50)
    assert (found.status_class, found.status_basis) == (status, "connections")
    assert found.qa_flags == "all_connections_out"
    assert found.counts_now is False and found.map_state == status
    assert (found.status_id, found.n_connectors) == (50, 1 if 200 in lines else 3)


@pytest.mark.parametrize(
    ("lines", "status", "basis"),
    [
        ((50, 50), "operational", "connections"),
        ((10, 50), "operational", "connections"),
        ((50, None), "operational", "connections"),
        ((50, 0), "operational", "connections"),
        ((50, 100), "partly", "connections"),
        ((50, 30), "partly", "connections"),
        ((100, 100), "not_operational", "connections"),
        ((100, None), "unknown", "none"),
        ((200, 50), "operational", "connections"),
        ((200, 200), "unknown", "none"),
        ((None, None), "unknown", "none"),
        ((999, 999), "unknown", "none"),
    ],
)
@pytest.mark.parametrize("nothing", [None, 0])
def test_a_site_without_status_takes_it_from_its_lines(
    nothing: int | None, lines: tuple[int | None, int | None], status: str, basis: str
) -> None:
    found = row(type2(lines[0]), ccs(lines[1]), status_id=nothing)
    assert (found.status_class, found.status_basis) == (status, basis)


def test_removed_lines_stay_rows_of_the_table_and_count_nowhere() -> None:
    site = station(ccs(200), ccs(210), status_id=50)
    assert [line.status_class for line in connection_rows(site, context())] == ["removed", "removed"]
    found = row(ccs(200), ccs(210), status_id=50)
    assert figures(found) == (None, None, None, None, None)
    assert (found.n_conn_rows, found.qa_flags) == (2, "connections_removed")

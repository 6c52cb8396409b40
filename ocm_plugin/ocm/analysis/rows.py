"""Stations and lines of equipment out of the values of their tables, as any program may have left them.

Without the table of connections, a station's own columns say how many connectors of each standard it has, and within
which bounds the power of the strongest lies; what each has is known only where all are equal.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ..records.station import Connection
from ..remembering import remembered
from ..tables.derive.connector_types import CONNECTOR_TYPES, TESLA_SX_ID
from ..tables.derive.equipment import Equipment, Facts
from ..tables.derive.status import which_count
from .usable import Line, Site

STATION_COLUMNS = (
    "ocm_id", "name", "operator_id", "operator", "status_class", "counts_now", "is_planned", "access_is_restricted",
    "n_points_raw", "n_conn_rows", "access_comments",
)  # fmt: skip
"""Columns of stations that are read where they are there."""

SUMMARY_COLUMNS = (
    "n_connectors", "max_kw", "max_kw_lo", "max_kw_hi", "total_kw_hi", "n_kw_unknown", "n_kw_estimated", "current_mix",
    "power_class_code", "n_type1", "n_type2", "n_type3", "n_ccs1", "n_ccs2", "n_chademo", "n_nacs", "n_gbt_ac",
    "n_gbt_dc", "n_domestic", "n_industrial", "n_other", "n_type_unknown",
)  # fmt: skip
"""Columns of stations that stand for their connections where there is no table of them."""

CONNECTION_COLUMNS = (
    "ocm_id", "type_id", "standard", "current", "current_id", "level_id", "kw_used", "kw_lo", "kw_hi", "kw_basis",
    "power_class_code", "quantity_raw", "quantity_used", "status_class", "status_inherited",
)  # fmt: skip
"""Columns of connections that are read."""

NEEDED_OF_CONNECTIONS = ("ocm_id", "standard", "kw_lo", "kw_hi", "quantity_used")
"""Without these, a table says too little of connections."""


class Row(NamedTuple):
    """One row of the table of connections."""

    line: Line
    status_class: str
    is_inherited: bool
    """Whether the status is merely that of the station."""


@remembered(8192)
def connection_row(values: tuple[Any, ...]) -> Row:
    """A row, given by the values of CONNECTION_COLUMNS without the first."""
    given = dict(zip(CONNECTION_COLUMNS[1:], values))
    kw_used, kw_lo, kw_hi = given["kw_used"], given["kw_lo"] or 0.0, given["kw_hi"]
    equipment = _equipment(
        given["type_id"],
        given["level_id"],
        max(1, given["quantity_used"] or 1),
        given["standard"] or "unknown",
        given["current"] or "unknown",
        kw_used,
        kw_lo if kw_used is None else min(kw_lo, kw_used),
        math.inf if kw_hi is None else max(kw_hi, kw_used or 0.0),
        given["power_class_code"] or 0,
    )
    connection = Connection(
        **{
            **_SILENT,
            "type_id": given["type_id"],
            "level_id": given["level_id"],
            "current_id": given["current_id"],
            "quantity": given["quantity_raw"],
        }
    )
    return Row(
        Line(connection, equipment), given["status_class"] or "unknown", _flag(given["status_inherited"]) is not False
    )


def _flag(value: Any) -> bool | None:
    """Yes, no or not known; some stores have numbers for it."""
    return None if value is None else bool(value)


_SILENT: dict[str, Any] = dict.fromkeys(Connection._fields)


def _equipment(
    type_id: int | None,
    level_id: int | None,
    quantity: int,
    standard: str,
    current: str,
    kw_used: float | None,
    kw_lo: float,
    kw_hi: float,
    power_class_code: int,
) -> Equipment:
    facts = Facts(standard, None, current, None, kw_used, kw_lo, kw_hi, "none", power_class_code, ())
    return Equipment(type_id, level_id, quantity, facts, kw_hi, (), None)


def site_of_rows(
    station: Mapping[str, Any],
    position: tuple[float, float],
    rows: Sequence[Row] | None,
    wanted_types: frozenset[int] = frozenset(),
) -> Site:
    """A station, given by its columns and its rows of connections; None: they are not known.

    `wanted_types`: the connector types that will be asked for, by which a standard is judged without its connections.
    """
    status, is_planned = station.get("status_class") or "unknown", _flag(station.get("is_planned"))
    if rows is None:
        lines = summary_lines(station, wanted_types)
    else:
        classes, inherited = [row.status_class for row in rows], [row.is_inherited for row in rows]
        counted = which_count(classes, inherited, status, is_planned)
        lines = tuple(row.line for row, is_counted in zip(rows, counted) if is_counted)
    return Site(
        ocm_id=station.get("ocm_id"),
        position=position,
        counts_now=_flag(station.get("counts_now")),
        is_restricted=_flag(station.get("access_is_restricted")),
        n_points_stated=station.get("n_points_raw"),
        lines=lines,
        name=station.get("name"),
        operator_id=station.get("operator_id"),
        operator=station.get("operator"),
        access_text=station.get("access_comments"),
    )


def summary_lines(station: Mapping[str, Any], wanted_types: frozenset[int]) -> tuple[Line, ...]:
    """What the columns of a station say of its connectors; none where they say nothing."""
    number = station.get("n_connectors")
    if not number:
        return ()
    by_standard = {standard: station.get(f"n_{standard}") or 0 for standard in _STANDARDS}
    unknown = max(station.get("n_type_unknown") or 0, number - sum(by_standard.values()))
    kw = _power_of_each(station, number)
    mix = station.get("current_mix")
    lines: list[Line] = []
    for standard, there in by_standard.items():
        if there > 0:
            lines += _lines_of_standard(standard, there, kw, mix, wanted_types)
    if unknown > 0:
        current = mix if mix in ("ac", "dc") else "unknown"
        lines.append(Line(_connection(None, unknown), _equipment(None, None, unknown, "unknown", current, *kw)))
    return tuple(lines)


def _power_of_each(station: Mapping[str, Any], number: int) -> tuple[float | None, float, float, int]:
    """What is known of each single connector: likeliest power, bounds, class. Much, where all are equal."""
    strongest, lo, hi = station.get("max_kw"), station.get("max_kw_lo"), station.get("max_kw_hi")
    most = math.inf if hi is None else max(hi, strongest or 0.0)
    total = station.get("total_kw_hi")
    least = lo if number == 1 and lo is not None else 0.0
    if strongest is None or total is None or station.get("n_kw_unknown"):
        return None, least, most, 0
    if not math.isclose(total, strongest * number, rel_tol=1e-9):
        return None, least, most, 0
    code = station.get("power_class_code") or 0
    return (strongest, least, most, code) if station.get("n_kw_estimated") else (strongest, strongest, strongest, code)


_STANDARDS = tuple(
    name[2:] for name in SUMMARY_COLUMNS if name.startswith("n_") and name not in (
        "n_connectors", "n_kw_unknown", "n_kw_estimated", "n_type_unknown"
    )
)  # fmt: skip


def _ids_of_standards() -> dict[str, list[int]]:
    ids: dict[str, list[int]] = {standard: [] for standard in _STANDARDS}
    for number, kind in CONNECTOR_TYPES.items():
        if kind.standard != "unknown":
            ids[kind.standard if kind.standard in ids else "other"].append(number)
    for standard in ("type2", "nacs", "other"):
        ids[standard].append(TESLA_SX_ID)
    return {standard: sorted(found) for standard, found in ids.items()}


_IDS = _ids_of_standards()
"""The connector types that one column counts."""


def _lines_of_standard(
    standard: str, there: int, kw: tuple[float | None, float, float, int], mix: str | None, wanted: frozenset[int]
) -> Iterator[Line]:
    """Connectors of a standard, spread evenly over its types: so the commonest is never overestimated."""
    ids = _IDS[standard]
    if wanted.isdisjoint(ids):
        type_id: int | None = ids[0]
    else:
        type_id = min(wanted & set(ids)) if wanted >= set(ids) else None
    current = _current_of(standard, mix)
    for place, number in enumerate(ids):
        part = there // len(ids) + (place < there % len(ids))
        if part:
            yield Line(_connection(type_id, part), _equipment(number, None, part, standard, current, *kw))


def _current_of(standard: str, mix: str | None) -> str:
    known = {CONNECTOR_TYPES[number].current for number in _IDS[standard] if number in CONNECTOR_TYPES}
    if known <= {"ac", "ac1", "ac3"}:
        return "ac"
    if known == {"dc"}:
        return "dc"
    return mix if mix in ("ac", "dc") else "unknown"


def _connection(type_id: int | None, quantity: int) -> Connection:
    return Connection(**{**_SILENT, "type_id": type_id, "quantity": quantity})

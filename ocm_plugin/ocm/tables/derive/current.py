"""AC or DC: as stated, else as far as connector type and power imply."""

from __future__ import annotations

from typing import NamedTuple

from .connector_types import ConnectorType

AC_ONE_PHASE_ID = 10
AC_THREE_PHASE_ID = 20
DC_ID = 30

_STATED = {AC_ONE_PHASE_ID: "ac1", AC_THREE_PHASE_ID: "ac3", DC_ID: "dc"}

MOST_AC_KW = 44.0
"""The strongest AC connectors deliver 400 V × 63 A × √3 = 43.6 kW."""
LEAST_DC_KW = 50.0
MOST_TESLA_AC_KW = 22.2
"""Tesla's wall connectors deliver at most 22 kW; plugs that carry both and have less power are AC."""


class Current(NamedTuple):
    """A value of `schema.codes.CURRENTS` and where it comes from; the basis is None when the current is unknown."""

    code: str
    basis: str | None


_UNKNOWN = Current("unknown", None)


def current_of(current_id: int | None, connector: ConnectorType, kw: float | None) -> Current:
    """The current of a connection with about this power (kW).

    Plugs that carry both (NACS, Tesla) are distinguished by power; in between it stays unknown.
    """
    stated = _STATED.get(current_id) if current_id is not None else None
    if stated is not None:
        return Current(stated, "stated")
    if connector.current == "unknown":
        return _of_both(connector, kw)
    if connector.current != "dc" and kw is not None and kw > MOST_AC_KW and connector.standard == "type2":
        # Tesla's first European sites gave DC through plugs of this shape.
        return _UNKNOWN
    return Current(connector.current, "inferred")


def _of_both(connector: ConnectorType, kw: float | None) -> Current:
    if connector.standard not in ("nacs", "type2", "tesla_sx") or kw is None:
        return _UNKNOWN
    if kw >= LEAST_DC_KW:
        return Current("dc", "inferred")
    return Current("ac", "inferred") if kw <= MOST_TESLA_AC_KW else _UNKNOWN


def is_known(current_id: int | None) -> bool:
    """Whether a current type is stated as one of those known here, or as 0 or not at all: unknown."""
    return not current_id or current_id in _STATED


def is_ac(current: str) -> bool:
    """Whether a value of `schema.codes.CURRENTS` is AC."""
    return current in ("ac1", "ac3", "ac")

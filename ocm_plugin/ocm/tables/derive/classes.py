"""Ids and numbers into the few classes analysts ask for. Always by id: "Not Operational" contains "Operational"."""

from __future__ import annotations

from bisect import bisect_right

from ...records.reference import Operator
from ...search.filters import UNKNOWN_OPERATOR_ID
from ..schema import codes

_STATUS_CLASSES = {
    10: "operational",
    20: "operational",
    50: "operational",
    75: "partly",
    30: "temp_unavailable",
    100: "not_operational",
    150: "planned",
    200: "removed",
    210: "removed",
}
UNKNOWN_STATUS_IDS = (None, 0)

_COUNTS_NOW = {
    "operational": True,
    "partly": True,
    "not_operational": False,
    "planned": False,
    "removed": False,
}

_ACCESS_CLASSES = {
    1: "public",
    4: "public",
    5: "public",
    7: "public",
    2: "restricted",
    3: "on_notice",
    6: "private_or_customers",
}
UNKNOWN_USAGE_IDS = (None, 0)

PRIVATE_OPERATOR_ID = 44
HOST_OPERATOR_ID = 45

# Regulation (EU) 2023/1804 (AFIR), Annex III: AC below 7.4, up to 22, above 22; DC below 50, from 50, from 150, from
# 350 kW. The two AC bounds are rounded products of volts and amps (230 V × 32 A = 7.36; 400 V × 32 A × √3 = 22.17,
# written 22, 22.08 or 22.2), so 2 % below the one counts as reaching it and 2 % above the other as not exceeding it.
_TOLERANCE = 0.02
_LOWER_BOUNDS = (7.4 * (1 - _TOLERANCE), 22 * (1 + _TOLERANCE), 50.0, 150.0, 350.0)

_POWER_CLASS_NAMES = tuple(str(code.label) for code in codes.POWER_CLASSES)


def status_class(status_id: int | None) -> str:
    """A value of `schema.codes.STATUS_CLASSES`."""
    return "unknown" if status_id is None else _STATUS_CLASSES.get(status_id, "unknown")


def is_new_status(status_id: int | None) -> bool:
    """Whether this is an operational status of which nothing is known here."""
    return status_id not in UNKNOWN_STATUS_IDS and status_id not in _STATUS_CLASSES


def counts_now(status_class: str, is_planned: bool | None) -> bool | None:
    """Whether a site counts as usable today; None for an unknown status and for "temporarily unavailable".

    Open Charge Map flags the latter as operational. Its plans for a later day count only where nothing says that the
    site is in operation already.
    """
    known = _COUNTS_NOW.get(status_class)
    return False if known is None and is_planned else known


def access_class(usage_id: int | None) -> str:
    """A value of `schema.codes.ACCESS_CLASSES`."""
    return "unknown" if usage_id is None else _ACCESS_CLASSES.get(usage_id, "unknown")


def is_new_usage(usage_id: int | None) -> bool:
    """Whether this is a usage type of which nothing is known here."""
    return usage_id not in UNKNOWN_USAGE_IDS and usage_id not in _ACCESS_CLASSES


def operator_kind(operator_id: int | None, operator: Operator | None) -> str:
    """A value of `schema.codes.OPERATOR_KINDS`. `operator` is its entry in the reference data, if there is one."""
    if operator_id is None or operator_id == UNKNOWN_OPERATOR_ID:
        return "unknown"
    if operator_id == HOST_OPERATOR_ID:
        return "host"
    if operator_id == PRIVATE_OPERATOR_ID or (operator is not None and operator.is_private_individual):
        return "private"
    return "network"


def power_class_code(kw: float | None) -> int:
    """0 for unknown, 1 (below 7.4 kW) to 6 (350 kW and more)."""
    return 0 if kw is None else 1 + bisect_right(_LOWER_BOUNDS, kw)


def power_class(code: int) -> str:
    """The class in words, as in `schema.codes.POWER_CLASSES`."""
    return _POWER_CLASS_NAMES[code]

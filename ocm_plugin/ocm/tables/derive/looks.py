"""What decides how a station looks, decided here once: style, labels, map tip, KML and web page only read it."""

from __future__ import annotations

from ...translation import marked

ESTIMATED_BASES = frozenset(("import_estimate", "computed_dc_upper", "computed_ac"))
"""Values of `kw_basis` whose power is a guess: neither stated, nor what surely follows from what is stated."""

COMPUTED_BASES = frozenset(("computed_ac1", "computed_ac3"))
"""Values of `kw_basis` whose power surely follows from amps and volts."""
RANGE_BASES = frozenset(("stated_eq_av", "computed_ac"))
"""Values of `kw_basis` whose power may be that of one phase of three: where it is a range, it is shown as one."""

_RESTRICTED = frozenset(("restricted", "on_notice", "private_or_customers"))
_STATED = frozenset(("operational", "partly", "temp_unavailable"))
CONNECTION_STATES = {
    "partly": marked("partly operational"),
    "temp_unavailable": marked("temporarily unavailable"),
    "not_operational": marked("not operational"),
    "planned": marked("planned"),
    "removed": marked("removed"),
}
"""What `tr` says of a connection with a status of its own, by its `status_class`, wherever connectors are listed."""
NOT_IN_SERVICE = ("planned", "not_operational")
"""Values of `map_state` at which charging is impossible."""

_CLASSES_OUT = {"planned": -1, "not_operational": -2}


def map_state(status_class: str | None, is_planned: bool | None) -> str:
    """A value of `schema.codes.MAP_STATES`: planned comes first, also where only a later day says so."""
    if is_planned or status_class == "planned":
        return "planned"
    if status_class in ("not_operational", "removed"):
        return "not_operational"
    return status_class if status_class in _STATED else "unknown"


def map_class(state: str, power_class_code: int) -> int:
    """A value of `schema.codes.MAP_CLASSES`: the class of power, unless the state keeps all from charging.

    In one number, as each redraw of a map compares it for each of its stations.
    """
    return _CLASSES_OUT.get(state, power_class_code)


def power_is_estimate(kw_basis: str | None) -> bool:
    """Whether the power of a station or connection is a guess."""
    return kw_basis in ESTIMATED_BASES


def access_is_restricted(access_class: str | None) -> bool | None:
    """Whether not everybody may charge there, or not without asking; None when it is not stated."""
    return None if access_class in (None, "unknown") else access_class in _RESTRICTED

"""A station in words, for people who know neither GIS nor our field names. Plain text, not yet escaped."""

from __future__ import annotations

from typing import Any

from ..ocm.schema import codes
from ..ocm.schema.field import Code
from .source import SharedConnection

Values = dict[str, Any]

_ESTIMATED_BASES = frozenset(("import_estimate", "computed_dc_upper"))
_COMPUTED_BASES = frozenset(("computed_ac1", "computed_ac3"))


def _labels(table: tuple[Code, ...]) -> dict[Any, str]:
    return {code.value: code.label for code in table}


POWER_LABELS = _labels(codes.POWER_CLASSES)
STATUS_LABELS = _labels(codes.STATUS_CLASSES)
ACCESS_LABELS = _labels(codes.ACCESS_CLASSES)
STANDARD_LABELS = _labels(codes.STANDARDS)
CURRENT_LABELS = _labels(codes.CURRENTS)
MIX_LABELS = _labels(codes.CURRENT_MIXES)
LICENSE_LABELS = _labels(codes.LICENSE_CLASSES)


def station_name(values: Values) -> str:
    """The name a person sees, never empty."""
    return values.get("name") or f"OCM-{values.get('ocm_id')}"


def kw_text(kw: float) -> str:
    """ "150 kW", "22.1 kW"."""
    return f"{kw:.0f} kW" if kw == round(kw) else f"{kw:.1f} kW"


def power_text(values: Values) -> str:
    """The strongest connection: "150 kW DC", "about 50 kW DC (estimated)", "Power unknown"."""
    kw = values.get("max_kw")
    if kw is None:
        return "Power unknown"
    mix = values.get("current_mix")
    current = f" {MIX_LABELS[mix]}" if mix in ("ac", "dc", "both") else ""
    if values.get("kw_basis") in _ESTIMATED_BASES:
        return f"about {kw_text(kw)}{current} (estimated)"
    return f"{kw_text(kw)}{current}"


def points_text(values: Values) -> str:
    """How many vehicles can charge at once: "4 points", "2 to 4 points", "number of points unknown"."""
    points, least, most = values.get("n_points"), values.get("n_points_lo"), values.get("n_points_hi")
    if not points:
        return "number of points unknown"
    if values.get("points_basis") != "stated" and least != most:
        return f"about {points} points ({least} to {most})"
    return f"{points} {'point' if points == 1 else 'points'}"


def standards_text(values: Values) -> str:
    """The connectors' standards in words; "" when none is known."""
    listed = (values.get("standards") or "").split(";")
    return ", ".join(STANDARD_LABELS.get(standard, standard) for standard in listed if standard)


def access_text(values: Values) -> str:
    """Who may charge: Open Charge Map's own words, else "Access unknown"."""
    if values.get("access_class") in (None, "unknown"):
        return "Access unknown"
    return values.get("usage") or ACCESS_LABELS.get(values["access_class"], "Access unknown")


def cost_text(values: Values) -> str:
    """What charging costs, as the record says it."""
    return values.get("cost_text") or "Cost unknown"


def status_text(values: Values) -> str:
    """The status and since when it is said: "Operational (as of 2025-11-11)"."""
    label = STATUS_LABELS.get(values.get("status_class"), "Unknown")
    label = "Status unknown" if label == "Unknown" else label
    said = values.get("date_status_update")
    return f"{label} (as of {said})" if said else label


def verified_text(values: Values) -> str:
    """ "Last verified 12 days ago", or that nobody has."""
    days = values.get("days_since_verified")
    if days is None:
        return "Never verified"
    return f"Last verified {days:,} {'day' if days == 1 else 'days'} ago"


def address_text(values: Values) -> str:
    """The address on one line; "" when unknown."""
    place = " ".join(part for part in (values.get("postcode"), values.get("town")) if part)
    parts = (values.get("address"), place, values.get("state"), values.get("country"))
    return ", ".join(part for part in parts if part)


def snippet(values: Values) -> str:
    """The station in one line: "150 kW DC · 4 points · CCS 2 · Public · verified 2025-03"."""
    verified = values.get("date_last_verified")
    parts = [
        power_text(values),
        points_text(values),
        standards_text(values),
        access_text(values),
        f"verified {verified[:7]}" if verified else "never verified",
    ]
    return " · ".join(part for part in parts if part)


def connection_power_text(connection: SharedConnection) -> str:
    """Power of one line of the connector table: "50 kW", "2 to 40 kW", "unknown"."""
    if connection.kw_used is not None:
        return kw_text(connection.kw_used)
    if connection.kw_lo and connection.kw_hi:
        return f"{connection.kw_lo:g} to {connection.kw_hi:g} kW"
    if connection.kw_hi:
        return f"up to {connection.kw_hi:g} kW"
    if connection.kw_lo:
        return f"{connection.kw_lo:g} kW or more"
    return "unknown"


def connection_basis_text(connection: SharedConnection) -> str:
    """How sure the power of a connection is: stated, computed, estimated, unknown."""
    if connection.kw_used is None:
        return "unknown"
    if connection.kw_basis in _ESTIMATED_BASES:
        return "estimated"
    return "computed" if connection.kw_basis in _COMPUTED_BASES else "stated"

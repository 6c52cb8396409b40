"""A station in words, for people who know neither GIS nor our field names. Plain text, not yet escaped.

Balloons of a KML and cards of a web page say the same, by these rules. A field that a layer lacks is unknown.
"""

from __future__ import annotations

from typing import Any

from ..layers.power_classes import AFIR
from ..ocm.derive.standards import SHORT_NAMES
from ..ocm.schema import codes
from ..ocm.schema.field import Code
from .connections import SharedConnection

Values = dict[str, Any]

_ESTIMATED_BASES = frozenset(("import_estimate", "computed_dc_upper"))
_COMPUTED_BASES = frozenset(("computed_ac1", "computed_ac3"))


def _labels(table: tuple[Code, ...]) -> dict[Any, str]:
    return {code.value: code.label for code in table}


POWER_LABELS = {6 - place: kind.label for place, kind in enumerate(AFIR.classes)}
"""By `power_class_code`, fastest first."""
POWER_LABELS[0] = "Power unknown"
STATUS_LABELS = {**_labels(codes.STATUS_CLASSES), "unknown": "Status unknown"}
ACCESS_LABELS = {**_labels(codes.ACCESS_CLASSES), "unknown": "Access unknown"}
CURRENT_LABELS = _labels(codes.CURRENT_MIXES)
_STANDARD_LABELS = _labels(codes.STANDARDS)
STANDARD_LABELS = {short: _STANDARD_LABELS[code] for code, short in SHORT_NAMES.items()}
"""By the names that stand in `standards`."""


def station_name(values: Values) -> str:
    """The name a person sees, never empty."""
    return values.get("name") or f"OCM-{values.get('ocm_id')}"


def kw_text(kw: float) -> str:
    """ "150 kW", "22.1 kW"."""
    return f"{kw:,.0f} kW" if kw == round(kw) else f"{kw:,.1f} kW"


def is_estimated(values: Values) -> bool:
    """Whether the power is a guess, not what somebody stated or what follows from amps and volts."""
    return values.get("kw_basis") in _ESTIMATED_BASES


def power_text(values: Values) -> str:
    """The strongest connection: "150 kW DC", "about 50 kW DC (estimated)", "Power unknown"."""
    kw = values.get("max_kw")
    if kw is None:
        return "Power unknown"
    currents = [name for name, field in (("DC", "max_kw_dc"), ("AC", "max_kw_ac")) if values.get(field) == kw]
    text = " ".join((kw_text(kw), *currents[:1]))
    if values.get("kw_basis") == "computed_dc_upper":
        return f"up to {text} (estimated)"
    return f"about {text} (estimated)" if is_estimated(values) else text


def points_text(values: Values) -> str:
    """How many vehicles can charge at once: "4 points", "about 3 points (2 to 4)", "number of points unknown"."""
    points, least, most = values.get("n_points"), values.get("n_points_lo"), values.get("n_points_hi")
    if not points:
        return "number of points unknown"
    noun = "point" if points == 1 else "points"
    if values.get("points_basis") != "stated" and least != most:
        return f"about {points:,} {noun} ({least:,} to {most:,})"
    return f"{points:,} {noun}"


def standards(values: Values) -> list[str]:
    """The connectors' standards as they stand in the field; none when none is known."""
    return [name for name in (values.get("standards") or "").split(";") if name]


def standards_text(values: Values) -> str:
    """The connectors' standards in words; "" when none is known."""
    return ", ".join(STANDARD_LABELS.get(standard, standard) for standard in standards(values))


def access_text(values: Values) -> str:
    """Who may charge: Open Charge Map's own words, else "Access unknown"."""
    if values.get("access_class") in (None, "unknown"):
        return "Access unknown"
    return values.get("usage") or ACCESS_LABELS.get(values["access_class"], "Access unknown")


def cost_text(values: Values) -> str:
    """What charging costs, as the record says it."""
    return values.get("cost_text") or "Cost unknown"


def operator_name(values: Values) -> str | None:
    """Who runs the station; None when nobody has said it."""
    return None if values.get("operator_kind") == "unknown" else values.get("operator")


def status_text(values: Values) -> str:
    """The status and since when it is said: "Operational (as of 2025-11-11)"."""
    label = STATUS_LABELS.get(values.get("status_class"), STATUS_LABELS["unknown"])
    said = values.get("date_status_update")
    return f"{label} (as of {said})" if said else label


def verified_text(values: Values) -> str:
    """ "Last verified 2025-11-11, 12 days before these data were loaded", or that nobody has."""
    verified, days = values.get("date_last_verified"), values.get("days_since_verified")
    if not verified:
        return "Never verified"
    if days is None or days < 0:
        return f"Last verified {verified}"
    return f"Last verified {verified}, {days:,} {'day' if days == 1 else 'days'} before these data were loaded"


def address_text(values: Values) -> str:
    """The address on one line; "" when unknown."""
    place = " ".join(part for part in (values.get("postcode"), values.get("town")) if part)
    parts = (values.get("address"), place, values.get("state"), values.get("country"))
    return ", ".join(part for part in parts if part)


def credit_text(values: Values) -> str:
    """On which terms the station's data may be used: what its attribution says beyond the provider's name."""
    return values.get("attribution") or values.get("provider_license") or "Licence not stated"


def snippet(values: Values) -> str:
    """The station in one line: "150 kW DC · 4 points · CCS 2 · Public · verified 2025-03"."""
    verified = values.get("date_last_verified")
    status = values.get("status_class")
    parts = [
        "" if status in ("operational", None) else STATUS_LABELS.get(status, ""),
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
    if connection.kw_basis == "level_only" or connection.kw_basis == "type_only":
        return "range of its kind"
    if connection.kw_used is None:
        return "unknown"
    if connection.kw_basis in _ESTIMATED_BASES:
        return "estimated"
    return "computed" if connection.kw_basis in _COMPUTED_BASES else "stated"


def connection_texts(connection: SharedConnection) -> tuple[str, str, str, str]:
    """One line of the connector table, under CONNECTION_HEADS."""
    return (
        connection.type or "Unknown connector",
        connection_power_text(connection),
        connection_basis_text(connection),
        "?" if connection.quantity is None else f"× {connection.quantity}",
    )


CONNECTION_HEADS = ("Connector", "Power", "How sure", "How many")
NO_CONNECTIONS = "No connectors are known."

POWER_EXPLAINED = (
    "Power is that of the strongest connector. “Stated” is what the record says, “computed” follows from amps and "
    "volts, “estimated” is a guess of whoever imported the record. Where nothing is known, that is said: unknown is "
    "never counted as slow. A point is a place where one vehicle charges; a post with two kinds of plug is one point."
)

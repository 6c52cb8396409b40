"""A station in words, for people who know neither GIS nor our field names. Plain text, not yet escaped.

Balloons of a KML and cards of a web page say the same, by these rules. A field that a layer lacks is unknown.
"""

from __future__ import annotations

import functools
from typing import Any, NamedTuple

from ..layers.power_classes import AFIR
from ..ocm.tables.derive import looks
from ..ocm.tables.derive.looks import COMPUTED_BASES, ESTIMATED_BASES, RANGE_BASES
from ..ocm.tables.derive.qa import QUANTITY_MISSING
from ..ocm.tables.derive.standards import SHORT_NAMES
from ..ocm.tables.schema import codes
from ..ocm.tables.schema.field import Code
from ..ocm.wording import LONG_AGO, YEAR
from .connections import SharedConnection

Values = dict[str, Any]


def _labels(table: tuple[Code, ...]) -> dict[Any, str]:
    return {code.value: code.label for code in table}


POWER_LABELS = {6 - place: kind.label for place, kind in enumerate(AFIR.classes)}
"""By `power_class_code`, fastest first."""
POWER_LABELS[0] = "Power unknown"
MATCH_LABELS = {"yes": "Surely match", "cannot_tell": "May match (data incomplete)"}
STATUS_LABELS = {**_labels(codes.STATUS_CLASSES), "unknown": "Status unknown"}
ACCESS_LABELS = {**_labels(codes.ACCESS_CLASSES), "unknown": "Access unknown"}
_STANDARD_LABELS = _labels(codes.STANDARDS)
STANDARD_LABELS = {short: _STANDARD_LABELS[code] for code, short in SHORT_NAMES.items()}
"""By the names that stand in `standards`."""


class StationWords(NamedTuple):
    """What is shown of a station; "" for what is not known, unless that too is said in words."""

    name: str
    power: str
    """The strongest connector: "150 kW DC", "about 50 kW DC (estimated)", "Power unknown"."""
    points: str
    """How many vehicles can charge at once: "4 points", "about 3 points (2 to 4)", "number of points unknown"."""
    standards: str
    """The connectors' standards; "" when none is known."""
    access: str
    """Who may charge, in Open Charge Map's own words; "Access unknown"."""
    cost: str
    operator: str
    """"" when it is not stated."""
    status: str
    """And since when it is said: "Operational (as of 2025-11-11)"."""
    verified: str
    address: str
    """On one line."""
    terms: str
    """On which terms the record may be used, and whom to name."""


def station_words(values: Values) -> StationWords:
    """The words for a station."""
    get = values.get
    return StationWords(
        get("name") or f"OCM-{get('ocm_id')}",
        power_text(get("max_kw"), get("max_kw_dc"), get("max_kw_ac"), get("kw_basis")),
        points_text(get("n_points"), get("n_points_lo"), get("n_points_hi"), get("points_basis"), get("qa_flags")),
        standards_text(get("standards")),
        (get("access_class") != "unknown" and get("usage")) or ACCESS_LABELS.get(get("access_class"), "Access unknown"),
        get("cost_text") or "Cost unknown",
        operator_name(values) or "",
        status_text(get("status_class"), get("date_status_update"), map_state(values)),
        verified_text(get("date_last_verified"), get("days_since_verified")),
        _address(values),
        _terms(get("attribution") or get("provider_license"), get("provider")),
    )


def kw_text(kw: float) -> str:
    """ "150 kW", "22.1 kW"."""
    return f"{kw:,.0f} kW" if kw == round(kw) else f"{kw:,.1f} kW"


def map_state(values: Values) -> str:
    """As what the station is drawn: the field `map_state`, or what it would be in a layer that lacks it."""
    return values.get("map_state") or looks.map_state(values.get("status_class"), values.get("is_planned"))


def is_estimated(values: Values) -> bool:
    """Whether the power is a guess: the field `power_is_estimate`, or what it would be in a layer that lacks it."""
    stored = values.get("power_is_estimate")
    return looks.power_is_estimate(values.get("kw_basis")) if stored is None else bool(stored)


def is_restricted(values: Values) -> bool:
    """Whether access is surely restricted: the field `access_is_restricted`, or what it would be."""
    stored = values.get("access_is_restricted")
    return bool(looks.access_is_restricted(values.get("access_class")) if stored is None else stored)


def operator_name(values: Values) -> str | None:
    """Who runs the station; None when it is not stated."""
    return None if values.get("operator_kind") == "unknown" else values.get("operator")


@functools.lru_cache(maxsize=1_000)
def power_text(kw: float | None, kw_dc: float | None, kw_ac: float | None, basis: str | None) -> str:
    """The power of a station, from the powers of its strongest connectors."""
    if kw is None:
        return POWER_LABELS[0]
    current = " DC" if kw_dc == kw else " AC" if kw_ac == kw else ""
    if basis == "computed_dc_upper":
        return f"up to {kw_text(kw)}{current} (estimated)"
    return f"about {kw_text(kw)}{current} (estimated)" if basis in ESTIMATED_BASES else f"{kw_text(kw)}{current}"


@functools.lru_cache(maxsize=1_000)
def points_text(
    points: int | None, least: int | None, most: int | None, basis: str | None, qa_flags: str | None = None
) -> str:
    """The number of charging points, with its bounds where it is not stated."""
    if not points:
        return "number of points unknown"
    if basis != "stated" and QUANTITY_MISSING in (qa_flags or ""):
        at_least = points if least is None else least
        return f"at least {max(at_least, 1):,} {'point' if at_least <= 1 else 'points'} (number not stated)"
    noun = "point" if points == 1 else "points"
    if basis != "stated" and least is not None and most is not None and least < most:
        return f"about {points:,} {noun} ({least:,} to {most:,})"
    return f"{points:,} {noun}"


def standards(values: Values) -> list[str]:
    """The standards as they stand in the field; none when none is known."""
    return [name for name in (values.get("standards") or "").split(";") if name]


@functools.lru_cache(maxsize=1_000)
def standards_text(standards: str | None) -> str:
    """Standards in words, from the text that stands in the field."""
    names = (name for name in (standards or "").split(";") if name)
    return ", ".join(STANDARD_LABELS.get(name, name) for name in names)


@functools.lru_cache(maxsize=1_000)
def status_text(status: str | None, said: str | None, state: str) -> str:
    """The status and its date; of a station that is planned for a later day, that first."""
    label = STATUS_LABELS.get(status, STATUS_LABELS["unknown"])
    if state == "planned" and status != "planned":
        return f"{STATUS_LABELS['planned']} (status stated: {label})"
    return f"{label} (as of {said})" if said else label


@functools.lru_cache(maxsize=1_000)
def verified_text(verified: str | None, days: int | None) -> str:
    """When the station was last confirmed: "2025-11-11, 12 days before the date of these data", "not stated"."""
    if not verified:
        return "not stated"
    if days is None or days < 0:
        return verified
    if days >= LONG_AGO:
        return f"{verified}, {int(days / YEAR)} years before the date of these data"
    return f"{verified}, {days:,} {'day' if days == 1 else 'days'} before the date of these data"


@functools.lru_cache(maxsize=1_000)
def _terms(attribution: str | None, provider: str | None) -> str:
    """The attribution without the provider's name, which is said apart."""
    return attribution.removeprefix(f"{provider}: ") if attribution else "Licence not stated"


def _address(values: Values) -> str:
    get = values.get
    place = " ".join(filter(None, (get("postcode"), get("town"))))
    return ", ".join(filter(None, (get("address"), place, get("state"), get("country"))))


def snippet(values: Values, said: StationWords) -> str:
    """The station in one line: "150 kW DC · 4 points · CCS 2 · Public · verified 2025-03"."""
    state, verified = map_state(values), values.get("date_last_verified")
    status = state if state == "planned" else values.get("status_class")
    parts = (
        "" if status in ("operational", None) else STATUS_LABELS.get(status, ""),
        said.power,
        said.points,
        said.standards,
        said.access,
        f"verified {verified[:7]}" if verified else "verification not stated",
    )
    return " · ".join(filter(None, parts))


def connection_power_text(connection: SharedConnection) -> str:
    """Power of one line of the connector table: "50 kW", "2 to 40 kW", "unknown"."""
    least, most = connection.kw_lo, connection.kw_hi
    is_range = least is not None and most is not None and least < most
    if connection.kw_used is not None and not (connection.kw_basis in RANGE_BASES and is_range):
        return kw_text(connection.kw_used)
    if connection.kw_lo and connection.kw_hi:
        return f"{_shortest(connection.kw_lo)} to {_shortest(connection.kw_hi)} kW"
    if connection.kw_hi:
        return f"up to {_shortest(connection.kw_hi)} kW"
    if connection.kw_lo:
        return f"{_shortest(connection.kw_lo)} kW or more"
    return "unknown"


def _shortest(kw: float) -> str:
    """A bound with at most two decimals: products of amps and volts have more than was measured."""
    return f"{round(kw, 2):g}"


def connection_basis_text(connection: SharedConnection) -> str:
    """How sure the power of a connection is: stated, stated or computed, computed, estimated, unknown."""
    if connection.kw_basis == "level_only" or connection.kw_basis == "type_only":
        return "range of its type"
    if connection.kw_used is None:
        return "unknown"
    if connection.kw_basis in ESTIMATED_BASES:
        return "estimated"
    if connection.kw_basis == "stated_eq_av":
        return "stated or computed"
    return "computed" if connection.kw_basis in COMPUTED_BASES else "stated"


def connection_type_text(connection: SharedConnection) -> str:
    """The connector, and its own status unless that is good or unknown: "CCS (Type 2), not operational"."""
    kind = connection.type or "Unknown connector"
    label = looks.CONNECTION_STATES.get(connection.status_class or "")
    return f"{kind}, {label}" if label and connection.status_inherited in (0, False) else kind


def connection_texts(connection: SharedConnection) -> tuple[str, str, str, str]:
    """One line of the connector table, under CONNECTION_HEADS."""
    return (
        connection_type_text(connection),
        connection_power_text(connection),
        connection_basis_text(connection),
        "?" if connection.quantity is None else f"× {connection.quantity}",
    )


CONNECTION_HEADS = ("Connector", "Power", "How sure", "Count")
LACKS_CONNECTIONS = "The table of connections was not found: connectors are listed by type only."
NO_CONNECTIONS = "No connectors are known."

POWER_EXPLAINED = (
    "Power is that of the strongest connector. “Stated” is what the record says, “computed” follows from amps and "
    "volts, “estimated” was filled in by an importer or a formula. Where nothing is known, that is said: unknown is "
    "never counted as slow. A point is a place where one vehicle charges; a post with two kinds of plug is one point."
)

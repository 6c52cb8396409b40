"""A station in words, for people who know neither GIS nor our field names. Plain text, not yet escaped.

Balloons of a KML and cards of a web page say the same, by these rules. A field that a layer lacks is unknown.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple, TypeVar, cast

from ..ocm.records.built_in_reference import TITLED
from ..ocm.records.credits import UNNAMED, Credit
from ..ocm.records.licences import UNKNOWN
from ..ocm.tables.derive import looks
from ..ocm.tables.derive.looks import COMPUTED_BASES, ESTIMATED_BASES, RANGE_BASES
from ..ocm.tables.derive.qa import QUANTITY_MISSING
from ..ocm.tables.derive.standards import SHORT_NAMES
from ..ocm.tables.schema import codes
from ..ocm.tables.schema.field import Code
from ..ocm.translation import language, marked, tr
from ..ocm.wording import LONG_AGO, YEAR
from .connections import SharedConnection

Values = dict[str, Any]
_Say = TypeVar("_Say", bound=Callable[..., str])

REMEMBERED = 1_000
"""Most stations are described in words that others had before."""


def remembered(say: _Say) -> _Say:
    """The same function, which remembers what it said last, in each language apart."""
    remembers = functools.lru_cache(maxsize=REMEMBERED)(lambda _, *values: say(*values))
    return cast(_Say, functools.wraps(say)(lambda *values: remembers(language(), *values)))


def _labels(table: tuple[Code, ...]) -> dict[Any, str]:
    return {code.value: code.label for code in table}


POWER_LABELS = {
    6: marked("350 kW and more"),
    5: marked("150 to 350 kW"),
    4: marked("50 to 150 kW"),
    3: marked("22 to 50 kW"),
    2: marked("7.4 to 22 kW"),
    1: marked("Under 7.4 kW"),
    0: marked("Power unknown"),
}
"""By `power_class_code`, fastest first. These tables are of texts that `tr` says when they are shown."""
MATCH_LABELS = {"yes": marked("Surely match"), "cannot_tell": marked("May match (data incomplete)")}
_STATUSES, _ACCESSES = _labels(codes.STATUS_CLASSES), _labels(codes.ACCESS_CLASSES)
"""Below a heading that says of what."""
STATUS_LABELS = {**_STATUSES, "unknown": marked("Status unknown")}
ACCESS_LABELS = {**_ACCESSES, "unknown": marked("Access unknown")}
_STANDARD_LABELS = _labels(codes.STANDARDS)
STANDARD_LABELS = {short: _STANDARD_LABELS[code] for code, short in SHORT_NAMES.items()}
"""By the names that stand in `standards`."""


def translated(labels: dict[Any, str]) -> dict[Any, str]:
    """A table of texts in the user's language."""
    return {value: tr(label) for value, label in labels.items()}


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
    """Who may charge, in Open Charge Map's own words; "Unknown"."""
    cost: str
    operator: str
    """"" when it is not stated."""
    status: str
    """And since when it is said: "Operational (as of 2025-11-11)"."""
    verified: str
    address: str
    """On one line."""
    provider: str
    """Whose data it is; "Unknown data provider"."""
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
        _access(values, _ACCESSES),
        get("cost_text") or tr("Unknown"),
        operator_name(values) or "",
        status_text(get("status_class"), get("date_status_update"), map_state(values)),
        verified_text(get("date_last_verified"), get("days_since_verified")),
        _address(values),
        TITLED.said("providers", get("provider_id"), get("provider")) or tr(UNNAMED),
        terms_text(get("attribution"), get("provider"), get("provider_license")),
    )


def kw_text(kw: float) -> str:
    """ "150 kW", "22.1 kW"."""
    return tr("{power} kW", power=language().number(kw, 0 if kw == round(kw) else 1))


def day_text(day: str) -> str:
    """A day that stands as text in a field, as the user's language writes it; of anything else the text itself."""
    try:
        return language().date(date.fromisoformat(day))
    except ValueError:
        return day


_MONTH = re.compile(r"(\d{4})-(\d\d)")


def month_text(day: str) -> str:
    """The month of a day: "2025-03"; of anything else its first characters."""
    month = _MONTH.match(day)
    return tr("{year}-{month}", year=month.group(1), month=month.group(2)) if month else day[:7]


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


def _access(values: Values, labels: dict[Any, str]) -> str:
    """Who may charge: the usage, unless that too says that it is not known."""
    access = values.get("access_class")
    usage = None if access == "unknown" else TITLED.said("usage_types", values.get("usage_id"), values.get("usage"))
    return usage or tr(labels.get(access, labels["unknown"]))


def operator_name(values: Values) -> str | None:
    """Who runs the station; None when it is not stated."""
    operator = None if values.get("operator_kind") == "unknown" else values.get("operator")
    return TITLED.said("operators", values.get("operator_id"), operator)


@remembered
def power_text(kw: float | None, kw_dc: float | None, kw_ac: float | None, basis: str | None) -> str:
    """The power of a station, from the powers of its strongest connectors."""
    if kw is None:
        return tr(POWER_LABELS[0])
    power = kw_text(kw)
    if kw_dc == kw:
        power = tr("{power} DC", power=power)
    elif kw_ac == kw:
        power = tr("{power} AC", power=power)
    if basis == "computed_dc_upper":
        return tr("up to {power} (estimated)", power=power)
    return tr("about {power} (estimated)", power=power) if basis in ESTIMATED_BASES else power


@remembered
def points_text(
    points: int | None, least: int | None, most: int | None, basis: str | None, qa_flags: str | None = None
) -> str:
    """The number of charging points, with its bounds where it is not stated."""
    if not points:
        return tr("number of points unknown")
    if basis != "stated" and QUANTITY_MISSING in (qa_flags or ""):
        at_least = max(points if least is None else least, 1)
        return tr("at least {n} point (number not stated)", "at least {n} points (number not stated)", n=at_least)
    if basis != "stated" and least is not None and most is not None and least < most:
        bounds = {"least": least, "most": most}
        return tr("about {n} point ({least} to {most})", "about {n} points ({least} to {most})", n=points, **bounds)
    return tr("{n} point", "{n} points", n=points)


def standards(values: Values) -> list[str]:
    """The standards as they stand in the field; none when none is known."""
    return [name for name in (values.get("standards") or "").split(";") if name]


@remembered
def standards_text(standards: str | None) -> str:
    """Standards in words, from the text that stands in the field."""
    names = (name for name in (standards or "").split(";") if name)
    return ", ".join(tr(STANDARD_LABELS[name]) if name in STANDARD_LABELS else name for name in names)


@remembered
def status_text(status: str | None, said: str | None, state: str) -> str:
    """The status and its date; of a station that is planned for a later day, that first."""
    label = tr(_STATUSES.get(status, _STATUSES["unknown"]))
    if state == "planned" and status != "planned":
        return tr("Planned (status stated: {status})", status=label)
    return tr("{status} (as of {date})", status=label, date=day_text(said)) if said else label


@remembered
def verified_text(verified: str | None, days: int | None) -> str:
    """When the station was last confirmed: "2025-11-11, 12 days before the date of these data", "not stated"."""
    if not verified:
        return tr("not stated")
    day = day_text(verified)
    if days is None or days < 0:
        return day
    if days >= LONG_AGO:
        return tr(
            "{date}, {n} year before the date of these data",
            "{date}, {n} years before the date of these data",
            n=int(days / YEAR),
            date=day,
        )
    return tr(
        "{date}, {n} day before the date of these data",
        "{date}, {n} days before the date of these data",
        n=days,
        date=day,
    )


@remembered
def terms_text(attribution: str | None, provider: str | None, licence: str | None) -> str:
    """On which terms a record may be used, beside its provider's name.

    Its attribution says it in full, with the names of all; the licence alone is enough when that is all it says.
    """
    of_provider = Credit(None, provider, None, None, licence, None, UNKNOWN).attribution
    if attribution and attribution != of_provider:
        return attribution
    return licence or tr("Licence not stated")


def _address(values: Values) -> str:
    get = values.get
    place = " ".join(filter(None, (get("postcode"), get("town"))))
    country = get("country")
    if country in _COUNTRIES:
        country = tr(country)
    return ", ".join(filter(None, (get("address"), place, get("state"), country)))


_COUNTRIES = frozenset(country.title for country in TITLED.countries.values())
"""Names that languages have names of their own for."""


def snippet(values: Values, said: StationWords) -> str:
    """The station in one line: "150 kW DC · 4 points · CCS 2 · Public · verified 2025-03"."""
    state, verified = map_state(values), values.get("date_last_verified")
    status = state if state == "planned" else values.get("status_class")
    parts = (
        tr(STATUS_LABELS[status]) if status in STATUS_LABELS and status != "operational" else "",
        said.power,
        said.points,
        said.standards,
        _access(values, ACCESS_LABELS),
        tr("verified {month}", month=month_text(verified)) if verified else tr("verification not stated"),
    )
    return " · ".join(filter(None, parts))


def connection_power_text(connection: SharedConnection) -> str:
    """Power of one line of the connector table: "50 kW", "2 to 40 kW", "unknown"."""
    least, most = connection.kw_lo, connection.kw_hi
    is_range = least is not None and most is not None and least < most
    if connection.kw_used is not None and not (connection.kw_basis in RANGE_BASES and is_range):
        return kw_text(connection.kw_used)
    if connection.kw_lo and connection.kw_hi:
        return tr("{least} to {most} kW", least=_shortest(connection.kw_lo), most=_shortest(connection.kw_hi))
    if connection.kw_hi:
        return tr("up to {most} kW", most=_shortest(connection.kw_hi))
    if connection.kw_lo:
        return tr("{least} kW or more", least=_shortest(connection.kw_lo))
    return tr("unknown")


def _shortest(kw: float) -> str:
    """A bound with at most two decimals: products of amps and volts have more than was measured."""
    return language().significant(round(kw, 2))


def connection_basis_text(connection: SharedConnection) -> str:
    """How sure the power of a connection is: stated, stated or computed, computed, estimated, unknown."""
    if connection.kw_basis == "level_only" or connection.kw_basis == "type_only":
        return tr("range of its type")
    if connection.kw_used is None:
        return tr("unknown")
    if connection.kw_basis in ESTIMATED_BASES:
        return tr("estimated")
    if connection.kw_basis == "stated_eq_av":
        return tr("stated or computed")
    return tr("computed") if connection.kw_basis in COMPUTED_BASES else tr("stated")


def connection_type_text(connection: SharedConnection) -> str:
    """The connector, and its own status unless that is good or unknown: "CCS (Type 2), not operational"."""
    kind = TITLED.said("connection_types", connection.type_id, connection.type) or tr("Unknown connector")
    label = looks.CONNECTION_STATES.get(connection.status_class or "")
    if label and connection.status_inherited in (0, False):
        return tr("{connector}, {status}", connector=kind, status=tr(label))
    return kind


def connection_texts(connection: SharedConnection) -> tuple[str, str, str, str]:
    """One line of the connector table, under `connection_heads`."""
    return (
        connection_type_text(connection),
        connection_power_text(connection),
        connection_basis_text(connection),
        "?" if connection.quantity is None else tr("× {count}", count=connection.quantity),
    )


def connection_heads() -> tuple[str, str, str, str]:
    """The headings of the connector table."""
    return tr("Connector"), tr("Power"), tr("How sure"), tr("Count")


LACKS_CONNECTIONS = marked("The table of connections was not found: connectors are listed by type only.")
NO_CONNECTIONS = marked("No connectors are known.")

POWER_EXPLAINED = marked(
    "Power is that of the strongest connector. “Stated” is what the record says, “computed” follows from amps and "
    "volts, “estimated” was filled in by an importer or a formula. Where nothing is known, that is said: unknown is "
    "never counted as slow. A point is a place where one vehicle charges; a post with two kinds of plug is one point."
)

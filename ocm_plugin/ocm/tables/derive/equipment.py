"""What is derived of one connection, once for all tables.

Real connections repeat: a few hundred combinations of type, level, current, amps, volts and power cover most of the
world. So the facts of a combination are derived once and remembered.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from ...records.station import Connection
from ...remembering import remembered
from . import qa
from .classes import power_class_code
from .connector_types import TESLA_SX_ID
from .current import current_of, is_ac, is_known
from .power import AFDC_PROVIDER_ID, differs_from_av, is_estimate, is_standard_value, positive, power
from .standards import connector_type, is_newer_than_table

Amount = TypeVar("Amount", int, float)

MAX_QUANTITY = 1000
"""The largest sites of the world have some hundred connectors in all."""


class Facts(NamedTuple):
    """What type, level, current, amps, volts and power of a connection amount to."""

    standard: str
    is_tethered: bool | None
    current: str
    current_basis: str | None
    kw_used: float | None
    kw_lo: float
    kw_hi: float
    kw_basis: str
    power_class_code: int
    qa_flags: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Equipment:
    """One connection with its facts and the number of connectors it counts for.

    Connections of the same kind share one, so two are equal when they are the same: that is compared at once.
    """

    type_id: int | None
    level_id: int | None
    quantity: int
    facts: Facts
    kw_hi: float | None
    """None: nothing bounds it."""
    qa_flags: tuple[str, ...]
    qa_text: str | None
    """The flags as a row has them."""


def facts_of(connection: Connection, country_iso: str | None, provider_id: int | None = None) -> Facts:
    """The facts of one connection in a country (ISO 3166 alpha-2), which decides between Tesla's plugs.

    `provider_id`: of its station; the importers of some providers fill in powers that are not stated.
    """
    return _facts(
        connection.type_id,
        connection.level_id,
        connection.current_id,
        connection.amps,
        connection.volts,
        connection.power_kw,
        is_estimate(connection.comments),
        country_iso if connection.type_id == TESLA_SX_ID else None,
        provider_id if provider_id == AFDC_PROVIDER_ID else None,
    )


_KIND = slice(Connection._fields.index("type_id"), Connection._fields.index("quantity") + 1)
"""What a connection is, among its members: type, level, current, amps, volts, power and quantity."""


def equipment_of(connection: Connection, country_iso: str | None, provider_id: int | None) -> Equipment:
    """The equipment that a connection is. Country and provider as in `facts_of`."""
    return _equipment(
        connection[_KIND],
        is_estimate(connection.comments),
        country_iso if connection.type_id == TESLA_SX_ID else None,
        provider_id if provider_id == AFDC_PROVIDER_ID else None,
    )


@remembered(8192)
def _equipment(kind: tuple[Any, ...], estimated: bool, country_iso: str | None, provider_id: int | None) -> Equipment:
    *facts_from, number = kind
    facts = _facts(*facts_from, estimated, country_iso, provider_id)
    quantity, flags = quantity_used(number)
    qa_flags = facts.qa_flags + flags
    kw_hi = finite(facts.kw_hi)
    return Equipment(kind[0], kind[1], quantity, facts, kw_hi, qa_flags, ";".join(qa_flags) or None)


def finite(kw: float) -> float | None:
    """The bound, None when it is infinite: tables and files know no infinity."""
    return None if kw == math.inf else kw


def quantity_used(quantity: int | None) -> tuple[int, tuple[str, ...]]:
    """The quantity to reckon with, and the flags of one that was not usable: then it is 1."""
    if not quantity:
        return 1, (qa.QUANTITY_MISSING,)
    if 0 < quantity <= MAX_QUANTITY:
        return quantity, ()
    return 1, (qa.QUANTITY_IMPLAUSIBLE,)


def largest_of_one_type(equipment: Iterable[Equipment], amount: Callable[[Equipment], Amount]) -> Amount:
    """The largest sum of an amount over the equipment, at least one, of one connector type.

    Lines of unknown type are not added up: two of them may be two plugs of the same post.
    """
    sums: dict[object, Amount] = {}
    for number, each in enumerate(equipment):
        kind: object = ("unknown", number) if each.facts.standard == "unknown" else each.type_id
        sums[kind] = sums.get(kind, 0) + amount(each)
    return max(sums.values())


@remembered(16384)
def _facts(
    type_id: int | None,
    level_id: int | None,
    current_id: int | None,
    amps: float | None,
    volts: float | None,
    power_kw: float | None,
    estimated: bool,
    country_iso: str | None,
    provider_id: int | None,
) -> Facts:
    connector = connector_type(type_id, country_iso)
    usable_amps, usable_volts, usable_kw = positive(amps), positive(volts), positive(power_kw)
    kw = usable_kw
    if kw is None and usable_amps is not None and usable_volts is not None:
        kw = usable_amps * usable_volts / 1000
    current = current_of(current_id, connector, kw)
    is_standard = is_standard_value(provider_id, usable_amps, usable_volts, usable_kw)
    found = power(
        connector,
        current.code,
        current.basis == "stated",
        level_id,
        usable_amps,
        usable_volts,
        kw if is_standard else usable_kw,
        estimated or is_standard,
    )
    flags = []
    if is_newer_than_table(type_id):
        flags.append(qa.NEW_CONNECTOR_TYPE)
    if not is_known(current_id):
        flags.append(qa.NEW_CURRENT_TYPE)
    if connector.current == "dc" and is_ac(current.code):
        flags.append(qa.DC_TYPE_WITH_AC)
    if is_ac(connector.current) and connector.standard != "type2" and current.code == "dc":
        flags.append(qa.AC_TYPE_WITH_DC)
    if found.kw_used is not None:
        if is_ac(current.code) and found.kw_used > 60:
            flags.append(qa.AC_ABOVE_60_KW)
        if not is_ac(current.code) and found.kw_used > 1000:
            flags.append(qa.DC_ABOVE_1000_KW)
    if power_kw and usable_kw is None:
        flags.append(qa.KW_IMPLAUSIBLE)
    if found.kw_basis != "stated_eq_av" and differs_from_av(usable_kw, current.code, usable_amps, usable_volts):
        flags.append(qa.KW_DIFFERS_FROM_AV)
    is_filled_in = usable_kw is not None and found.kw_basis in ("stated_eq_av", "computed_ac")
    if is_filled_in and found.kw_lo < found.kw_hi:
        flags.append(qa.KW_PHASE_VOLTAGE)
    return Facts(
        connector.standard,
        connector.is_tethered,
        current.code,
        current.basis,
        found.kw_used,
        found.kw_lo,
        found.kw_hi,
        found.kw_basis,
        power_class_code(found.kw_used),
        tuple(flags),
    )

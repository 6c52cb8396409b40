"""Amounts as the columns of the outputs hold them, in the order of `tables.schema.analyses.amounts`."""

from __future__ import annotations

from typing import Any

from ..match.filters import Verdict
from .intervals import Interval
from .routes import Alongside
from .usable import Amounts

VERDICT_CODES = {Verdict.YES: "yes", Verdict.CANNOT_TELL: "cannot_tell", Verdict.NO: "no"}


def counts(amount: Interval) -> list[int | None]:
    """The three values of a number of things."""
    return [None if value is None else round(value) for value in amount.bounded()]


def powers(amount: Interval) -> list[float | None]:
    """The three values of a power, to the watt."""
    return [None if value is None else round(value, 3) for value in amount.bounded()]


def unknowns(amounts: Amounts) -> list[int]:
    """What is not known of the stations that may count."""
    return [
        amounts.n_kw_unknown,
        amounts.n_kw_estimated,
        amounts.n_quantity_unknown,
        amounts.n_without_equipment,
    ]


def amount_values(stations: Interval, amounts: Amounts) -> list[Any]:
    """Stations, points and power in three values, and what is not known of them."""
    return [*counts(stations), *counts(amounts.points), *powers(amounts.kw), *unknowns(amounts)]


def beside_values(route: str, beside: Alongside) -> list[Any]:
    """A place beside a route, in the order of `tables.schema.analyses.routes.BESIDE_FIELDS`."""
    longitude, latitude = beside.nearest
    measure_km, offset_m = round(beside.measure_m / 1000, 3), round(beside.offset_m, 1)
    return [route, measure_km, offset_m, beside.side, round(longitude, 7), round(latitude, 7)]

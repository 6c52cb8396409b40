"""What is usable in each zone, and whether it is enough for a fleet."""

from __future__ import annotations

from collections import Counter
from typing import Any, NamedTuple

from ..tables.schema.analyses.zones import STANDARD_COLUMNS
from ..tables.schema.codes import POWER_CLASSES
from .columns import counts, powers, unknowns
from .intervals import Interval, total
from .usable import Amounts, Site, Usable, summed, weighed


class Fleet(NamedTuple):
    """The vehicles of a zone, and what each needs. None: not known."""

    bev: float | None
    phev: float | None
    kw_per_bev: float
    kw_per_phev: float

    def target_kw(self) -> float | None:
        """The power that is needed, at least where one of both numbers is not known; None where both are not."""
        if self.bev is None and self.phev is None:
            return None
        return self.kw_per_bev * (self.bev or 0.0) + self.kw_per_phev * (self.phev or 0.0)

    def verdict(self, kw: Interval) -> str | None:
        """A value of FLEET_VERDICTS; None where no vehicles are known."""
        target = self.target_kw()
        if target is None:
            return None
        if kw.hi < target:
            return "not_met"
        is_whole = self.bev is not None and self.phev is not None
        return "met" if is_whole and kw.lo >= target else "cannot_tell"


class ZoneTotals:
    """Sums of stations by zone. Those with the same equipment and certainty are added once, times their number."""

    def __init__(self, usable: Usable) -> None:
        self._usable = usable
        self._kinds: dict[tuple[int, Interval], tuple[Interval, Amounts]] = {}
        self._numbers: dict[int, Counter[tuple[int, Interval]]] = {}

    def add(self, site: Site, zones: list[int]) -> None:
        """Count a station in zones, given by their numbers."""
        stations = self._usable.stations(site)
        if stations.hi == 0 or not zones:
            return
        equipment = self._usable.equipment(site)
        kind = id(equipment), stations  # the test keeps the equipment, so that no other gets its number
        if kind not in self._kinds:
            self._kinds[kind] = stations, weighed(equipment, stations)
        for zone in zones:
            self._numbers.setdefault(zone, Counter())[kind] += 1

    def of(self, zone: int) -> tuple[Interval, Amounts]:
        """The stations of a zone, and what they have."""
        numbers = self._numbers.get(zone, Counter())
        found = [(*self._kinds[kind], number) for kind, number in numbers.items()]
        stations = total(stations.times(number) for stations, _, number in found)
        return stations, summed([(amounts, number) for _, amounts, number in found])


def zone_values(
    stations: Interval, amounts: Amounts, population: float | None, area_km2: float | None, fleet: Fleet
) -> list[Any]:
    """The values of a zone, in the order of ZONE_FIELDS."""
    target = fleet.target_kw()
    return [
        *counts(stations),
        *counts(amounts.points),
        *powers(amounts.kw),
        round(amounts.kw_by_quantity, 3),
        round(amounts.kw_by_rows, 3),
        *counts(amounts.points_ac),
        *counts(amounts.points_dc),
        *powers(amounts.kw_ac),
        *powers(amounts.kw_dc),
        *(amounts.by_power_class[int(code.value)] for code in POWER_CLASSES),
        *_by_standard(amounts.by_standard),
        *unknowns(amounts),
        *_for_each(amounts.points, population, 1_000),
        *_for_each(amounts.kw, population, 1_000),
        area_km2,
        *_for_each(amounts.points, area_km2, 100),
        None if target is None else round(target, 3),
        fleet.verdict(amounts.kw),
    ]


def _by_standard(found: Counter[str]) -> list[int]:
    numbers = dict.fromkeys(STANDARD_COLUMNS, 0)
    for standard, number in found.items():
        name = "n_type_unknown" if standard == "unknown" else f"n_{standard}"
        numbers[name if name in numbers else "n_other"] += number
    return list(numbers.values())


def _for_each(amount: Interval, of: float | None, unit: float) -> list[float | None]:
    """An amount for so many units of something; not known where that is not, or where there is none."""
    if of is None or of <= 0:
        return [None, None, None]
    return [None if value is None else round(value, 4) for value in amount.over(of / unit).bounded()]

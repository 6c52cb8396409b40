"""Usable stations: a test with three answers, the same as that of a search, and what a station has that meets it.

    usable = Usable(UsableTest(connection_type_ids=(33,), min_power_kw=150, min_points=4))
    verdict, amounts = usable.verdict(site), usable.amounts(site)

Surely: only what meets the test with each power at its lower bound, in operation and open to the public as far as that
is stated. Likely: every power as the best guess has it, a power that is not known meeting no minimum, and stations that
state no status or access taken as in operation and public. Possibly: all that may meet it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..match.filters import Condition, Verdict, conditions_on_connections, enough, on_fact
from ..records.station import Connection
from ..search.areas import Position
from ..search.search import Search
from ..tables.derive.current import is_ac
from ..tables.derive.equipment import MAX_QUANTITY, Equipment, largest_of_one_type
from ..tables.derive.points import PointBounds, points, shared_posts
from ..tables.derive.site import is_estimated, total_kw
from .intervals import NOTHING, Interval


@dataclass(frozen=True)
class UsableTest:
    """Which stations count. Connector type and power are asked of the same connectors."""

    connection_type_ids: tuple[int, ...] = ()
    """Empty: all."""
    min_power_kw: float | None = None
    """Of one connector."""
    min_points: int | None = None
    """So many points that meet type and power together."""
    in_operation: bool | None = True
    """True: planned stations and those out of operation are left out; an unknown status is uncertain. None: any."""
    is_public: bool | None = True
    """True: stations that not everybody may use are left out; those that state nothing are uncertain. None: any."""


class Line(NamedTuple):
    """Connectors of one kind at a station."""

    connection: Connection
    """Type, level, current and quantity as stated."""
    equipment: Equipment
    """What follows from that."""

    @property
    def possible_quantity(self) -> float:
        """How many there may be: any number where none that is plausible is stated."""
        stated = self.connection.quantity
        return self.equipment.quantity if stated is not None and 0 < stated <= MAX_QUANTITY else math.inf


class Site(NamedTuple):
    """A station as the analyses know it."""

    ocm_id: int | None
    position: Position
    """Longitude and latitude in degrees, WGS 84."""
    counts_now: bool | None
    """Whether it is in operation; None when that is not known."""
    is_restricted: bool | None
    """Whether not everybody may charge there; None when that is not stated."""
    n_points_stated: int | None
    lines: tuple[Line, ...]
    """Those that count in its figures."""
    name: str | None = None
    operator_id: int | None = None
    operator: str | None = None
    access_text: str | None = None
    """What is stated on access, in words."""
    directions: str | None = None
    """The direction of travel along a road that it serves: a value of `pool_test`; None when that is not stated."""
    for_trucks: bool | None = None
    """Whether trucks can charge there; None when that is not stated."""
    road_m: float | None = None
    """Metres of driving from a road's exit; None when that is not stated."""


class Amounts(NamedTuple):
    """What a station, a pool or a zone has that is usable."""

    points: Interval
    points_ac: Interval
    points_dc: Interval
    kw: Interval
    kw_ac: Interval
    kw_dc: Interval
    kw_by_quantity: float
    """Each connector at its best guess, also where CCS and CHAdeMO share a post."""
    kw_by_rows: float
    """The same without quantities, as scripts add up rows: too little, here for comparison only."""
    by_standard: Counter[str]
    """Likely connectors by standard."""
    by_power_class: Counter[int]
    """Likely connectors by class of power; 0 is unknown."""
    n_connectors: int
    """Likely connectors."""
    n_kw_unknown: int
    """Connectors that may count whose power is not known."""
    n_kw_estimated: int
    """Connectors that may count whose power is a guess within bounds."""
    n_quantity_unknown: int
    """Lines of equipment that may count and do not state how many connectors there are."""
    n_without_equipment: int
    """Stations that may count and list no equipment."""


class _Judged(NamedTuple):
    """The lines of a station: all that may meet the test, those that surely do, and those that likely do."""

    possible: tuple[Line, ...]
    sure: tuple[Equipment, ...]
    likely: tuple[Equipment, ...]


class Usable:
    """A test made ready for many stations. Keeps what it has found for the equipment of each: sites repeat."""

    def __init__(self, test: UsableTest) -> None:
        self.test = test
        wanted = Search(connection_type_ids=test.connection_type_ids, min_power_kw=test.min_power_kw)
        self._conditions: tuple[Condition, ...] = conditions_on_connections(wanted)
        self.asks_for_equipment = bool(self._conditions) or test.min_points is not None
        self._needed = test.min_points or 1
        self._judged: dict[Line, tuple[Verdict, bool]] = {}
        self._amounts: dict[tuple[tuple[Line, ...], int | None], Amounts] = {}

    def verdict(self, site: Site) -> Verdict:
        """Whether a station is usable."""
        found = self._on_record(site)
        if found is Verdict.NO or not self.asks_for_equipment:
            return found
        has = self.equipment(site).points
        return min(found, enough(has.lo, has.hi, self._needed))

    def stations(self, site: Site) -> Interval:
        """A station in three values: 1 where it counts, else 0."""
        verdict = self.verdict(site)
        if verdict is not Verdict.CANNOT_TELL:
            return _ONE if verdict is Verdict.YES else NOTHING
        is_likely = not self.asks_for_equipment or self.equipment(site).points.best >= self._needed
        return _LIKELY if is_likely else _UNLIKELY

    def amounts(self, site: Site) -> Amounts:
        """What a station has that is usable: nothing surely where it is uncertain itself."""
        return weighed(self.equipment(site), self.stations(site))

    def equipment(self, site: Site) -> Amounts:
        """What of a station's equipment meets the test, whether or not the station does."""
        key = site.lines, site.n_points_stated
        found = self._amounts.get(key)
        if found is None:
            found = self._amounts[key] = self._amounts_of(site)
        return found

    def _on_record(self, site: Site) -> Verdict:
        found = Verdict.YES
        if self.test.in_operation is not None:
            found = on_fact(site.counts_now, self.test.in_operation)
        if self.test.is_public is not None:
            found = min(found, on_fact(site.is_restricted, not self.test.is_public))
        return found

    def _on_line(self, line: Line) -> tuple[Verdict, bool]:
        """Whether the connectors of a line meet the conditions, and whether they likely do."""
        found = self._judged.get(line)
        if found is None:
            verdict = self._verdict_on(line)
            is_likely = verdict is Verdict.YES
            if verdict is Verdict.CANNOT_TELL:
                facts = line.equipment.facts
                kw = facts.kw_used or 0.0
                guess = line._replace(equipment=_with_power(line.equipment, kw))
                is_likely = self._verdict_on(guess) is Verdict.YES
            found = self._judged[line] = verdict, is_likely
        return found

    def _verdict_on(self, line: Line) -> Verdict:
        facts = line.equipment.facts
        return min((judge(line.connection, facts) for judge in self._conditions), default=Verdict.YES)

    def _amounts_of(self, site: Site) -> Amounts:
        judged = [(line, *self._on_line(line)) for line in site.lines]
        lines = _Judged(
            tuple(line for line, verdict, _ in judged if verdict is not Verdict.NO),
            tuple(line.equipment for line, verdict, _ in judged if verdict is Verdict.YES),
            tuple(line.equipment for line, _, is_likely in judged if is_likely),
        )
        if not site.lines:
            return _of_unlisted(None if self._conditions else site.n_points_stated)
        # A stated number of points is that of all connectors together.
        stated = site.n_points_stated if len(lines.likely) == len(site.lines) else None
        return _of_lines(lines, stated)


_ONE, _LIKELY, _UNLIKELY = Interval(1.0, 1.0, 1.0), Interval(0.0, 1.0, 1.0), Interval(0.0, 0.0, 1.0)


def weighed(amounts: Amounts, stations: Interval) -> Amounts:
    """Amounts of a station that counts as `stations` says."""
    if stations is _ONE:
        return amounts
    if stations.hi == 0:
        return NO_AMOUNTS
    is_likely = stations.best > 0
    result = amounts._replace(
        points=_uncertain(amounts.points, is_likely),
        points_ac=_uncertain(amounts.points_ac, is_likely),
        points_dc=_uncertain(amounts.points_dc, is_likely),
        kw=_uncertain(amounts.kw, is_likely),
        kw_ac=_uncertain(amounts.kw_ac, is_likely),
        kw_dc=_uncertain(amounts.kw_dc, is_likely),
    )
    if is_likely:
        return result
    return result._replace(
        kw_by_quantity=0.0, kw_by_rows=0.0, by_standard=Counter(), by_power_class=Counter(), n_connectors=0
    )


def _uncertain(amount: Interval, is_likely: bool) -> Interval:
    return Interval(0.0, amount.best if is_likely else 0.0, amount.hi)


def _with_power(equipment: Equipment, kw: float) -> Equipment:
    facts = equipment.facts._replace(kw_lo=kw, kw_hi=kw)
    return Equipment(equipment.type_id, equipment.level_id, equipment.quantity, facts, kw, (), None)


def _of_unlisted(stated: int | None) -> Amounts:
    """A station that lists no equipment may have anything."""
    any_number = Interval(0.0, 0.0, math.inf)
    return NO_AMOUNTS._replace(
        points=Interval(0.0, float(stated or 0), math.inf),
        points_ac=any_number,
        points_dc=any_number,
        kw=any_number,
        kw_ac=any_number,
        kw_dc=any_number,
        n_without_equipment=1,
    )


def _of_lines(lines: _Judged, stated: int | None) -> Amounts:
    likely, possible = lines.likely, [line.equipment for line in lines.possible]
    by_standard: Counter[str] = Counter()
    by_class: Counter[int] = Counter()
    for each in likely:
        by_standard[each.facts.standard] += each.quantity
        by_class[each.facts.power_class_code] += each.quantity
    ac, dc = _part(lines, is_dc=False), _part(lines, is_dc=True)
    return Amounts(
        points=_points(lines, stated),
        points_ac=_points(ac, None),
        points_dc=_points(dc, None),
        kw=_kw(lines),
        kw_ac=_kw(ac),
        kw_dc=_kw(dc),
        kw_by_quantity=sum((each.facts.kw_used or 0.0) * each.quantity for each in likely),
        kw_by_rows=sum(each.facts.kw_used or 0.0 for each in likely),
        by_standard=by_standard,
        by_power_class=by_class,
        n_connectors=sum(each.quantity for each in likely),
        n_kw_unknown=sum(each.quantity for each in possible if each.facts.kw_used is None),
        n_kw_estimated=sum(each.quantity for each in possible if is_estimated(each.facts)),
        n_quantity_unknown=sum(line.possible_quantity == math.inf for line in lines.possible),
        n_without_equipment=0,
    )


def _part(lines: _Judged, is_dc: bool) -> _Judged:
    """The lines with one kind of current; where it is not known, they possibly have it."""

    def has(each: Equipment) -> bool:
        return each.facts.current == "dc" if is_dc else is_ac(each.facts.current)

    other = is_ac if is_dc else _is_dc
    return _Judged(
        tuple(line for line in lines.possible if not other(line.equipment.facts.current)),
        tuple(filter(has, lines.sure)),
        tuple(filter(has, lines.likely)),
    )


def _is_dc(current: str) -> bool:
    return current == "dc"


def _points(lines: _Judged, stated: int | None) -> Interval:
    """Points: at least the connectors of the commonest type, likely CCS and CHAdeMO of one post once, at most all."""
    lo = largest_of_one_type(lines.sure, lambda each: each.quantity) if lines.sure else 0
    best = lo
    if lines.likely:
        number = sum(each.quantity for each in lines.likely)
        most = largest_of_one_type(lines.likely, lambda each: each.quantity)
        found = points(PointBounds(most, number, shared_posts(lines.likely)), stated)
        best = found.n_points or 0
    return Interval(float(lo), float(best), float(sum(line.possible_quantity for line in lines.possible)))


def _kw(lines: _Judged) -> Interval:
    """Power: at least the connectors of one type at their lower bounds, at most all at their upper ones."""
    lo = largest_of_one_type(lines.sure, lambda each: each.facts.kw_lo * each.quantity) if lines.sure else 0.0
    known = [each for each in lines.likely if each.facts.kw_used is not None]
    best = max(lo, total_kw(known)[1]) if known else lo
    hi = sum(_product(line.equipment.facts.kw_hi, line.possible_quantity) for line in lines.possible)
    return Interval(lo, best, max(best, hi))


def _product(kw: float, number: float) -> float:
    return 0.0 if kw == 0 else kw * number


NO_AMOUNTS = Amounts._make([*[NOTHING] * 6, 0.0, 0.0, Counter(), Counter(), 0, 0, 0, 0, 0])


def summed(amounts: Sequence[tuple[Amounts, int]]) -> Amounts:
    """The sum of amounts, each given with how often it occurs."""
    intervals = [NOTHING] * len(_INTERVALS)
    numbers = [0.0] * len(_NUMBERS)
    by_standard: Counter[str] = Counter()
    by_class: Counter[int] = Counter()
    for each, times in amounts:
        for place, name in enumerate(_INTERVALS):
            lo, best, hi = getattr(each, name)
            sums = intervals[place]
            intervals[place] = Interval(sums.lo + lo * times, sums.best + best * times, sums.hi + _product(hi, times))
        for place, name in enumerate(_NUMBERS):
            numbers[place] += getattr(each, name) * times
        for standard, number in each.by_standard.items():
            by_standard[standard] += number * times
        for code, number in each.by_power_class.items():
            by_class[code] += number * times
    kw_sums, counts = numbers[:2], map(int, numbers[2:])
    return Amounts._make([*intervals, *kw_sums, by_standard, by_class, *counts])


_INTERVALS = ("points", "points_ac", "points_dc", "kw", "kw_ac", "kw_dc")
_NUMBERS = (
    "kw_by_quantity",
    "kw_by_rows",
    "n_connectors",
    "n_kw_unknown",
    "n_kw_estimated",
    "n_quantity_unknown",
    "n_without_equipment",
)

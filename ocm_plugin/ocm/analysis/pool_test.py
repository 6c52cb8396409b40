"""Whether a pool has what a rule pack asks for: yes, no or cannot tell, and what would decide it.

Surely: each power at its lower bound, and stations left out of which anything is not known that the rule asks for.
Possibly: upper bounds, and those stations too. Of some things Open Charge Map hardly says anything: which direction of
travel a station serves, whether trucks fit, how long the way from the road is, often the hours. So there is a second
verdict, *by the data*: the same with these taken as met wherever nothing else is stated.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from ..match.filters import Verdict, enough, on_fact
from ..tables.derive.opening import is_open_24_hours
from .rule_packs import RulePack
from .usable import Amounts, Line, Site, Usable, UsableTest

WITH_LINE, AGAINST_LINE, BOTH = "with", "against", "both"
"""The direction of travel that a station serves, seen along the line."""


class Requirement(NamedTuple):
    """Something of which a pool must have so much, in three values."""

    needed: float
    sure: float
    sure_by_data: float
    """The same with what is not known of direction, trucks, way and hours taken as met."""
    possible: float

    @property
    def verdict(self) -> Verdict:
        """Whether there is enough."""
        return enough(self.sure, self.possible, self.needed)

    @property
    def verdict_by_data(self) -> Verdict:
        """The same by the data."""
        return enough(self.sure_by_data, self.possible, self.needed)


class PoolFinding(NamedTuple):
    """What is known of a pool."""

    total_kw: Requirement | None
    """None where none is asked for."""
    points: tuple[Requirement, ...]
    """By the rules on points of the pack."""

    @property
    def requirements(self) -> tuple[Requirement, ...]:
        """All of them."""
        return self.points if self.total_kw is None else (self.total_kw, *self.points)

    @property
    def verdict(self) -> Verdict:
        """Whether the pool qualifies."""
        return min(each.verdict for each in self.requirements)

    @property
    def verdict_by_data(self) -> Verdict:
        """The same by the data."""
        return min(each.verdict_by_data for each in self.requirements)


class PoolTest:
    """The test of a rule pack, ready for many pools that are near enough to a road as the crow flies."""

    def __init__(self, pack: RulePack, in_network: bool, max_distance_m: float | None) -> None:
        """`in_network`: lines have no direction of travel, so that only stations that serve both surely do."""
        self._pack = pack
        self._in_network = in_network
        self._max_distance_m = max_distance_m
        is_public = True if pack.pool.public else None
        self.usable = Usable(UsableTest(is_public=is_public))
        """Which stations count at all."""
        self._points = [
            Usable(UsableTest(connection_type_ids=rule.type_ids, min_power_kw=rule.min_kw, is_public=is_public))
            for rule in pack.pool.points
        ]

    @property
    def type_ids(self) -> tuple[int, ...]:
        """The connector types that are asked for."""
        return tuple({number for rule in self._pack.pool.points for number in rule.type_ids})

    def finding(self, sites: Sequence[Site], direction: str | None) -> PoolFinding:
        """What is known of the pool of these stations. `direction`: of travel; None where none is asked for."""
        facts = [min((verdict for _, verdict in self._facts(site, direction)), default=Verdict.YES) for site in sites]
        total, rule = None, self._pack.pool
        if rule.min_total_kw is not None:
            kw = [self.usable.amounts(site).kw for site in sites]
            total = _requirement(rule.min_total_kw, [(each.lo, each.hi) for each in kw], facts)
        points = []
        for usable, each in zip(self._points, rule.points):
            bounds = [usable.amounts(site).points for site in sites]
            points.append(_requirement(each.number, [(one.lo, one.hi) for one in bounds], facts))
        return PoolFinding(total, tuple(points))

    def _facts(self, site: Site, direction: str | None) -> Iterator[tuple[str, Verdict]]:
        """What is asked of a station beside its equipment, and Open Charge Map hardly knows: a code of UNKNOWNS."""
        rule = self._pack.pool
        if rule.open_24_hours:
            yield "hours", on_fact(is_open_24_hours(site.access_text), True)
        if rule.for_trucks:
            yield "trucks", on_fact(site.for_trucks, True)
        if direction is not None:
            yield "direction", self._on_direction(site, direction)
        if self._max_distance_m is not None and (site.road_m is not None or self._pack.distance_by_road):
            is_near = None if site.road_m is None else site.road_m <= self._max_distance_m
            yield "road_distance", on_fact(is_near, True)

    def _on_direction(self, site: Site, direction: str) -> Verdict:
        if site.directions is None or (self._in_network and site.directions != BOTH):
            return Verdict.CANNOT_TELL
        return on_fact(site.directions in (BOTH, direction), True)

    def undecided(
        self, sites: Sequence[Site], finding: PoolFinding, direction: str | None
    ) -> Iterator[tuple[Site, list[str]]]:
        """The stations that leave it open whether a pool qualifies, each with what is not known: codes of UNKNOWNS."""
        if finding.verdict is not Verdict.CANNOT_TELL:
            return
        for site in sites:
            facts = dict(self._facts(site, direction))
            if Verdict.NO in facts.values():
                continue
            unknown = [code for code, verdict in facts.items() if verdict is Verdict.CANNOT_TELL]
            if site.counts_now is None:
                unknown.append("status")
            if self._pack.pool.public and site.is_restricted is None:
                unknown.append("access")
            of_equipment = list(dict.fromkeys(self._of_equipment(site, finding)))
            has_part = any(of_equipment) or (unknown and self._has_part(site, finding))
            if has_part:
                yield site, [*unknown, *filter(None, of_equipment)]

    def _undecided_parts(
        self, finding: PoolFinding
    ) -> Iterator[tuple[Usable, float | None, bool, Callable[[Amounts], tuple[float, float]]]]:
        """The requirements that are not decided: their test, least power, whether plugs are asked for, the amount."""
        total = finding.total_kw
        if total is not None and total.verdict is Verdict.CANNOT_TELL:
            yield self.usable, None, False, lambda amounts: (amounts.kw.lo, amounts.kw.hi)
        for usable, rule, each in zip(self._points, self._pack.pool.points, finding.points):
            if each.verdict is Verdict.CANNOT_TELL:
                yield usable, rule.min_kw, bool(rule.connectors), lambda amounts: (amounts.points.lo, amounts.points.hi)

    def _has_part(self, site: Site, finding: PoolFinding) -> bool:
        """Whether a station may have something of what is not decided."""
        return any(amount(usable.amounts(site))[1] > 0 for usable, _, _, amount in self._undecided_parts(finding))

    def _of_equipment(self, site: Site, finding: PoolFinding) -> Iterator[str]:
        """What is not known of a station's equipment, of all that is not decided."""
        for usable, min_kw, asks_for_plug, amount in self._undecided_parts(finding):
            low, high = amount(usable.equipment(site))
            if low >= high or usable.amounts(site).kw.hi == 0:
                continue
            if not site.lines:
                yield "equipment"
                continue
            lines = [line for line in site.lines if _may_count(line, min_kw)]
            found = []
            if asks_for_plug and any(line.equipment.facts.standard == "unknown" for line in lines):
                found.append("connector")
            if any(_is_power_open(line, min_kw) for line in lines):
                found.append("power")
            if any(line.possible_quantity > line.equipment.quantity for line in lines):
                found.append("quantity")
            yield from found or ["posts"]


def _may_count(line: Line, min_kw: float | None) -> bool:
    return min_kw is None or line.equipment.facts.kw_hi >= min_kw


def _is_power_open(line: Line, min_kw: float | None) -> bool:
    facts = line.equipment.facts
    return facts.kw_lo < facts.kw_hi if min_kw is None else facts.kw_lo < min_kw <= facts.kw_hi


def _requirement(needed: float, bounds: Sequence[tuple[float, float]], facts: Sequence[Verdict]) -> Requirement:
    """The sum over stations, each given by its bounds and whether it meets what is asked beside its equipment."""
    sure = by_data = possible = 0.0
    for (low, high), fact in zip(bounds, facts):
        if fact is Verdict.NO:
            continue
        sure += low if fact is Verdict.YES else 0.0
        by_data += low
        possible += high
    return Requirement(needed, sure, by_data, possible)

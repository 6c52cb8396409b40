"""Gaps along a line: stretches between neighbouring stops that are longer than a limit, in three values.

Some stops are uncertain: their stations may turn out usable or not. A place of the line surely lies in a gap if it does
even when all of them are usable, and surely does not if it does not even when none is. Else it hangs on stops, which
are named: each may decide it alone, when the others have turned out one way or the other.

The ends of a line count as stops: what lies beyond them is not known. A closed line has no ends.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..match.filters import Verdict


class Stop(NamedTuple):
    """A station or pool that is reached from a line."""

    measure_m: float
    """Where, in metres from the start of the route."""
    is_sure: bool
    """Whether it surely is usable; else it may be."""
    number: int
    """By which the caller knows it."""


_NONE: tuple[Stop, ...] = ()


class Stretch(NamedTuple):
    """A part of a line between two places, each with a stop or an end of the line."""

    from_m: float
    to_m: float
    """Not the larger one where the start of a closed line lies between."""
    length_m: float
    most_m: float
    """The length of the stretch in which it lies if no uncertain stop is usable."""
    gap: Verdict
    """Whether it lies in a gap."""
    start: Stop | None
    """None: the end of the line."""
    end: Stop | None
    hangs_on: tuple[Stop, ...]
    """Where that is uncertain: the stops that decide it, in the order of the line."""


class Gaps(NamedTuple):
    """What the stops make of a line."""

    stretches: tuple[Stretch, ...]
    """All of the line, in order."""
    longest_lo_m: float
    """The longest stretch between neighbouring stops if all uncertain ones are usable: it surely is no shorter."""
    longest_hi_m: float
    """The same if none is: it surely is no longer."""

    def metres(self, gap: Verdict) -> float:
        """The length of what has a verdict."""
        return math.fsum(stretch.length_m for stretch in self.stretches if stretch.gap is gap)


class _Mark(NamedTuple):
    """A stop, or an end of the line."""

    measure_m: float
    is_sure: bool
    stop: Stop | None


def gaps_of(start_m: float, end_m: float, is_closed: bool, stops: Sequence[Stop], limit_m: float) -> Gaps:
    """The gaps of a line between two measures: stretches longer than the limit."""
    whole_m = end_m - start_m
    marks = [_Mark(stop.measure_m, stop.is_sure, stop) for stop in stops]
    marks.sort(key=lambda mark: (mark.measure_m, not mark.is_sure))
    ends = (_Mark(start_m, True, None), _Mark(end_m, True, None))
    if not is_closed or not marks:
        return _gaps([ends[0], *marks, ends[1]], limit_m)
    first = next((number for number, mark in enumerate(marks) if mark.is_sure), None)
    if first is not None:
        turned = [*marks[first:], *(_moved(mark, whole_m) for mark in marks[: first + 1])]
        found = _gaps(turned, limit_m)
    else:
        found = _gaps_of_ring(marks, whole_m, limit_m)
        if whole_m <= limit_m:
            all_of_it = Stretch(start_m, end_m, whole_m, whole_m, Verdict.NO, None, None, ())
            return found._replace(stretches=(all_of_it,))
    stretches = map(_on_first_round, found.stretches)
    return found._replace(stretches=tuple(sorted(stretches, key=lambda each: each.from_m)))


def _moved(mark: _Mark, by_m: float) -> _Mark:
    return mark._replace(measure_m=mark.measure_m + by_m)


def _on_first_round(stretch: Stretch) -> Stretch:
    """A stretch of a closed line, all of whose stretches lie between stops, as these are measured."""
    if stretch.start is None or stretch.end is None:
        return stretch
    return stretch._replace(from_m=stretch.start.measure_m, to_m=stretch.end.measure_m)


def _gaps(marks: Sequence[_Mark], limit_m: float) -> Gaps:
    """The gaps between marks in order, of which the first and the last are sure."""
    sure = [number for number, mark in enumerate(marks) if mark.is_sure]
    measures = [mark.measure_m for mark in marks]
    stretches: list[Stretch] = []
    for first, last in zip(sure, sure[1:]):
        most_m = measures[last] - measures[first]
        if most_m > limit_m:
            stretches += _parts(marks, measures, first, last, limit_m)
        elif most_m > 0:
            start, end = marks[first].stop, marks[last].stop
            stretches.append(Stretch(measures[first], measures[last], most_m, most_m, Verdict.NO, start, end, ()))
    return Gaps(
        tuple(stretches),
        max(after - before for before, after in zip(measures, measures[1:])),
        max(measures[last] - measures[first] for first, last in zip(sure, sure[1:])),
    )


def _parts(
    marks: Sequence[_Mark], measures: Sequence[float], first: int, last: int, limit_m: float
) -> Iterator[Stretch]:
    """The parts of a stretch that is too long if none of the uncertain stops within it is usable."""
    start_m, end_m = measures[first], measures[last]
    for number in range(first, last):
        from_m, to_m = measures[number], measures[number + 1]
        if to_m == from_m:
            continue
        gap, hangs_on = Verdict.YES, _NONE
        if to_m - from_m <= limit_m:
            gap = Verdict.CANNOT_TELL
            # A stop before the part decides it if some stop behind the part is near enough to it, but too far from the
            # start of the stretch; and the same the other way round.
            behind = measures[bisect_right(measures, start_m + limit_m, number + 1, last)]
            ahead = measures[bisect_left(measures, end_m - limit_m, first + 1, number + 1) - 1]
            low = bisect_left(measures, behind - limit_m, first + 1, number + 1)
            high = bisect_right(measures, ahead + limit_m, number + 1, last)
            hangs_on = tuple(mark.stop for mark in marks[low:high] if mark.stop is not None)
        stops = marks[number].stop, marks[number + 1].stop
        yield Stretch(from_m, to_m, to_m - from_m, end_m - start_m, gap, *stops, hangs_on)


def _gaps_of_ring(marks: Sequence[_Mark], round_m: float, limit_m: float) -> Gaps:
    """The gaps of a closed line all of whose stops are uncertain, if it is longer than the limit."""
    number_of = len(marks)
    # Three rounds, of which the middle one is asked for.
    rounds = [_moved(mark, turn * round_m) for turn in (-1, 0, 1) for mark in marks]
    measures = [mark.measure_m for mark in rounds]
    stretches = []
    longest = 0.0
    for number in range(number_of, 2 * number_of):
        from_m, to_m = measures[number], measures[number + 1]
        longest = max(longest, to_m - from_m)
        if to_m == from_m:
            continue
        gap, hangs_on = Verdict.YES, _NONE
        if to_m - from_m <= limit_m:
            gap = Verdict.CANNOT_TELL
            low = bisect_left(measures, to_m - limit_m)
            high = bisect_right(measures, from_m + limit_m)
            hangs_on = tuple(dict.fromkeys(mark.stop for mark in rounds[low:high] if mark.stop is not None))
        stops = rounds[number].stop, rounds[number + 1].stop
        stretches.append(Stretch(from_m, to_m, to_m - from_m, round_m, gap, *stops, hangs_on))
    return Gaps(tuple(stretches), longest, round_m)

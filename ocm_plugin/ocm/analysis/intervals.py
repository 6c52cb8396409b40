"""Numbers in three values: what is surely there, what is likely, and what is possible."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple


class Interval(NamedTuple):
    """An amount: `lo` ≤ truth ≤ `hi`, and the best guess between them. `hi` is infinite when nothing bounds it."""

    lo: float
    best: float
    hi: float

    def times(self, number: int) -> Interval:
        """So many of the same."""
        return NOTHING if number == 0 else Interval(self.lo * number, self.best * number, self.hi * number)

    def over(self, divisor: float) -> Interval:
        """The amount for each unit of something, of which there are so many."""
        return Interval(self.lo / divisor, self.best / divisor, self.hi / divisor)

    def bounded(self) -> tuple[float, float, float | None]:
        """The three values as tables hold them: None for an upper value that nothing bounds."""
        return self.lo, self.best, None if self.hi == math.inf else self.hi


NOTHING = Interval(0.0, 0.0, 0.0)


def total(intervals: Iterable[Interval]) -> Interval:
    """The sum of amounts."""
    lo = best = hi = 0.0
    for each in intervals:
        lo += each.lo
        best += each.best
        hi += each.hi
    return Interval(lo, best, hi)

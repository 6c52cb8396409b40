"""Chance that repeats itself: the same seed gives the same data with every Python."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")
_MASK = (1 << 64) - 1


class Dice:
    """A SplitMix64 generator."""

    def __init__(self, seed: int) -> None:
        self._state = seed & _MASK

    def _next(self) -> int:
        self._state = (self._state + 0x9E3779B97F4A7C15) & _MASK
        mixed = self._state
        mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & _MASK
        return mixed ^ (mixed >> 31)

    def fraction(self) -> float:
        """At least 0, less than 1."""
        return (self._next() >> 11) / (1 << 53)

    def between(self, low: float, high: float) -> float:
        return low + (high - low) * self.fraction()

    def bell(self) -> float:
        """About normal: mean 0, deviation 1, between -3.5 and 3.5."""
        return (self.fraction() + self.fraction() + self.fraction() + self.fraction() - 2) * 3**0.5

    def whole(self, low: int, high: int) -> int:
        """Both ends included."""
        return low + self._next() % (high - low + 1)

    def chance(self, probability: float) -> bool:
        return self.fraction() < probability

    def pick(self, values: Sequence[T]) -> T:
        return values[self._next() % len(values)]

    def weighted(self, choices: Sequence[tuple[int, T]]) -> T:
        """One of the values, each as likely as its weight says."""
        drawn = self.whole(1, sum(weight for weight, _ in choices))
        for weight, value in choices:
            drawn -= weight
            if drawn <= 0:
                return value
        raise ValueError("no choices")

    def guid(self) -> str:
        digits = f"{self._next():016X}{self._next():016X}"
        return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))

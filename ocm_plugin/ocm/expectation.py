"""How many stations a search may bring in all, judged by the first that have come: the service counts none."""

from __future__ import annotations

HIGHEST_ID = 500_000
"""About the highest number of a station: 485,436 was seen in April 2026."""
ALL = 300_000
"""About all that Open Charge Map has."""
ENOUGH = 1_000
"""Stations by which the rest is judged: fewer say little."""


def expected_stations(arrived: int, last_id: int) -> int:
    """All stations of a search of which so many have come, the numbers up to `last_id` being through.

    Stations come in the order of their numbers. Those of a region spread unevenly over them, as whole imports followed
    each other: the true number may well be half or twice as large. Rounded to two digits, and never less than arrived.
    """
    expected = min(ALL, arrived * max(HIGHEST_ID, last_id) // max(1, last_id))
    unit: int = 10 ** max(0, len(str(expected)) - 2)
    return max(arrived, round(expected / unit) * unit)

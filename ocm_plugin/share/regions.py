"""Many placemarks as parts that a viewer loads when their region comes near: a quadtree, flat in one list.

Each part shows some of the stations of its region, spread over it; those that are left over stand in its quarters. So
some are seen from afar, all from near, and none is in two parts.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

MOST = 1_000
"""Placemarks of one part."""
DEEPEST = 20
"""Quarters of quarters so often at most: stations that stand on one spot cannot be parted."""


class Region(NamedTuple):
    """A rectangle in degrees."""

    west: float
    south: float
    east: float
    north: float

    def quarters(self) -> tuple[Region, Region, Region, Region]:
        """Its four parts: south-west, south-east, north-west, north-east."""
        x, y = (self.west + self.east) / 2, (self.south + self.north) / 2
        return (
            Region(self.west, self.south, x, y),
            Region(x, self.south, self.east, y),
            Region(self.west, y, x, self.north),
            Region(x, y, self.east, self.north),
        )


class Tile(NamedTuple):
    """One part: where it is, how deep it lies, and the numbers of its placemarks."""

    region: Region
    depth: int
    numbers: list[int]


def tiles(places: Sequence[tuple[float, float]], most: int = MOST) -> list[Tile]:
    """All parts of the places (longitude, latitude), those above before those below."""
    longitudes, latitudes = zip(*places)
    around = Region(min(longitudes), min(latitudes), max(longitudes), max(latitudes))
    made: list[Tile] = []
    waiting = [Tile(around, 0, list(range(len(places))))]
    while waiting:
        tile = waiting.pop(0)
        if len(tile.numbers) <= most or tile.depth == DEEPEST:
            made.append(tile)
            continue
        step = -(-len(tile.numbers) // most)
        made.append(tile._replace(numbers=tile.numbers[::step]))
        rest = [number for at, number in enumerate(tile.numbers) if at % step]
        waiting += _in_quarters(tile, rest, places)
    return made


def _in_quarters(tile: Tile, numbers: list[int], places: Sequence[tuple[float, float]]) -> list[Tile]:
    quarters = tile.region.quarters()
    x, y = quarters[0].east, quarters[0].north
    parted: tuple[list[int], ...] = ([], [], [], [])
    for number in numbers:
        longitude, latitude = places[number]
        parted[(longitude >= x) + 2 * (latitude >= y)].append(number)
    return [Tile(region, tile.depth + 1, part) for region, part in zip(quarters, parted) if part]

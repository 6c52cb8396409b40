"""Which of many places lie within a distance of one, on the ellipsoid, across the poles and the 180th meridian too."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from ..search.areas import Position
from ..search.geodesy import metres_between, reach_degrees


class NearPlaces:
    """Places in cells of about a distance, so that only few are measured."""

    def __init__(self, places: Sequence[Position], distance_m: float) -> None:
        self._places = places
        self._distance_m = distance_m
        self._height = max(1e-9, reach_degrees(0.0, distance_m)[0])
        """Of a band, in degrees of latitude: places within the distance are in the same band or one beside it."""
        self._bands: dict[int, list[tuple[float, int]]] = {}
        for number, (longitude, latitude) in enumerate(places):
            self._bands.setdefault(self._band(latitude), []).append((longitude, number))
        for band in self._bands.values():
            band.sort()

    def _band(self, latitude: float) -> int:
        return math.floor(latitude / self._height)

    def within(self, place: Position) -> Iterator[int]:
        """The numbers of the places within the distance of a place."""
        for number in self.candidates(place):
            if metres_between(place, self._places[number]) <= self._distance_m:
                yield number

    def candidates(self, place: Position) -> Iterator[int]:
        """The numbers of all places within the distance of a place, and of some that are a little farther."""
        longitude, latitude = place
        aside = reach_degrees(latitude, self._distance_m)[1]
        band = self._band(latitude)
        for each in (band - 1, band, band + 1):
            there = self._bands.get(each)
            if there is None:
                continue
            if aside >= 180:
                yield from (number for _, number in there)
                continue
            for middle in (longitude - 360, longitude, longitude + 360):
                first = bisect_left(there, (middle - aside, -1))
                for position, number in islice(there, first, None):
                    if position > middle + aside:
                        break
                    yield number


def groups_of(
    places: Sequence[Position],
    distance_m: float,
    check: Callable[[], None],
    may_join: Callable[[int, int], bool] = lambda one, other: True,
) -> list[list[int]]:
    """The places by their numbers, in groups within each of which every one is near another.

    `may_join`: whether two that are near may be of one group by themselves.
    """
    near = NearPlaces(places, distance_m)
    parents = list(range(len(places)))

    def root(number: int) -> int:
        while parents[number] != number:
            parents[number] = parents[parents[number]]
            number = parents[number]
        return number

    for number, place in enumerate(places):
        if number % 256 == 0:
            check()
        for other in near.candidates(place):
            if other >= number or not may_join(number, other):
                continue
            mine, its = root(number), root(other)
            # Two that are in one group already need not be measured.
            if mine != its and metres_between(place, places[other]) <= distance_m:
                parents[mine] = its
    groups: dict[int, list[int]] = {}
    for number in range(len(places)):
        groups.setdefault(root(number), []).append(number)
    return list(groups.values())

"""Boxes that hold an area, none of them across the antimeridian: what a server or a store is asked for."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from .areas import Area, Circle, Corridor, Extent, Polygons, Position
from .geodesy import reach_degrees

MAX_RUNS = 2_000


def exact_boxes(area: Area) -> Iterator[Extent]:
    """Boxes that hold the area, none of them across the antimeridian; none at all for the world."""
    if isinstance(area, Extent):
        if area.west > area.east:
            yield Extent(-180, area.south, area.east, area.north)
        yield Extent(area.west, area.south, 180 if area.west > area.east else area.east, area.north)
    elif isinstance(area, Circle):
        yield from around([(area.longitude, area.latitude)], area.radius_m)
    elif isinstance(area, Polygons):
        for rings in area.polygons:
            yield from around(rings[0], 0.0)
    elif isinstance(area, Corridor):
        # Of a route with a million points, as many segments together that there are not too many boxes.
        run = max(1, math.ceil(sum(map(len, area.lines)) / MAX_RUNS))
        for line in area.lines:
            for start in range(0, len(line) - 1, run):
                end = start + run + 1
                yield from around(line[start:end], area.distance_m)


def around(positions: Iterable[Position], reach_m: float) -> Iterator[Extent]:
    """The box around positions and what lies within a distance of it, in parts that do not cross the antimeridian."""
    longitudes, latitudes = zip(*positions)
    south, north = min(latitudes), max(latitudes)
    up, aside = reach_degrees(max(north, -south), reach_m)
    yield from split(min(longitudes) - aside, max(-90.0, south - up), max(longitudes) + aside, min(90.0, north + up))


def split(west: float, south: float, east: float, north: float) -> Iterator[Extent]:
    """A box whose longitudes may lie beyond ±180, in parts that do not."""
    if east - west >= 360:
        yield Extent(-180, south, 180, north)
        return
    if west < -180:
        yield Extent(west + 360, south, 180, north)
        west = -180
    if east > 180:
        yield Extent(-180, south, east - 360, north)
        east = 180
    yield Extent(west, south, east, north)

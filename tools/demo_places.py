"""The invented municipalities and motorways around the demo stations, as GeoJSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from tests.ocm_server.dice import Dice

Json = dict[str, Any]
Town = tuple[str, float, float, int, int]
Point = tuple[float, float]
"""Longitude and latitude in degrees."""

SEED = 2027
REACH = 0.16
"""A municipality reaches so many degrees to each side of its town, or to halfway to the next one."""
BEND = 0.04
"""A motorway passes so many degrees beside a town at most."""
INVENTED = "Invented for the demo of Open Charge Map for QGIS."


def municipalities(towns: Sequence[Town]) -> Json:
    """A polygon for each town: what lies nearer to it than to any other, and not far from it.

    Inhabitants and vehicles are invented; of one municipality in ten they are not known.
    """
    dice = Dice(SEED)
    features = []
    for place, town in enumerate(towns):
        name, latitude, longitude, _, size = town
        ring: list[Point] = [
            (longitude - REACH, latitude - REACH),
            (longitude + REACH, latitude - REACH),
            (longitude + REACH, latitude + REACH),
            (longitude - REACH, latitude + REACH),
        ]
        for other in towns:
            if other != town:
                ring = nearer(ring, (longitude, latitude), (other[2], other[1]))
        people = size * dice.whole(4_000, 9_000)
        known = place % 10 != 7
        electric, hybrid = dice.whole(people // 60, people // 25), dice.whole(people // 120, people // 60)
        features.append(
            feature(
                {
                    "name": f"{name} (invented)",
                    "inhabitants": people if known else None,
                    "electric_cars": electric if known else None,
                    "plug_in_hybrids": hybrid if known else None,
                },
                {"type": "Polygon", "coordinates": [[rounded(point) for point in (*ring, ring[0])]]},
            )
        )
    return collection("municipalities", features)


def nearer(ring: list[Point], here: Point, there: Point) -> list[Point]:
    """The part of a convex ring that lies nearer to one point than to another, degrees taken as a plane."""
    kept: list[Point] = []

    def excess(point: Point) -> float:
        """Below 0 where `here` is nearer; linear, so that the border is where it is 0."""
        to_here = (point[0] - here[0]) ** 2 + (point[1] - here[1]) ** 2
        return to_here - (point[0] - there[0]) ** 2 - (point[1] - there[1]) ** 2

    for start, end in zip(ring, [*ring[1:], ring[0]]):
        at_start, at_end = excess(start), excess(end)
        if at_start <= 0:
            kept.append(start)
        if (at_start < 0 < at_end) or (at_end < 0 < at_start):
            share = at_start / (at_start - at_end)
            kept.append((start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])))
    return kept


def motorways(towns: Sequence[Town]) -> Json:
    """Two roads up the Rhine, one on each side: each passes the towns, the eastern one not all of them."""
    dice = Dice(SEED + 1)
    roads = (("A 901 (invented)", -1, towns), ("A 902 (invented)", 1, towns[::3] + towns[-1:]))
    return collection(
        "motorways",
        [
            feature(
                {"road": name},
                {"type": "LineString", "coordinates": [rounded(point) for point in course(dice, side, passed)]},
            )
            for name, side, passed in roads
        ],
    )


def course(dice: Dice, side: int, towns: Sequence[Town]) -> Iterator[Point]:
    """Points beside the towns, and between two of them one that bends the road."""
    before: Point | None = None
    for _, latitude, longitude, _, _ in towns:
        here = (longitude + side * dice.between(0.005, BEND), latitude + dice.between(-0.01, 0.01))
        if before is not None:
            middle = dice.between(0.4, 0.6)
            yield (
                before[0] + middle * (here[0] - before[0]) + dice.between(-BEND, BEND),
                before[1] + middle * (here[1] - before[1]) + dice.between(-BEND, BEND) / 2,
            )
        yield here
        before = here


def feature(properties: Json, geometry: Json) -> Json:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def collection(name: str, features: list[Json]) -> Json:
    return {"type": "FeatureCollection", "name": name, "description": INVENTED, "features": features}


def rounded(point: Point) -> list[float]:
    return [round(point[0], 5), round(point[1], 5)]

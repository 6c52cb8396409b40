"""Routes, and where places lie along them: how far from the start, how far off, on which side, wherever on Earth.

    route = route_of("A 3", [part, next_part])
    for each in AlongRoutes([route], reach_m=3_000).near(place):
        print(each.measure_m, each.offset_m, each.side)

Lines are straight in longitude and latitude between their points, as those of areas are. They are cut into pieces so
short that each may be taken for straight in space; where the nearest place lies is then decided on the line itself.
Measures are right to 1 part in 10⁷ and half a metre, for places within 100 km of the line.
"""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import product
from typing import NamedTuple

from ..search.areas import Position
from ..search.geodesy import in_space, metres_between
from .near import NearPlaces

PIECE_DEGREES = 0.01
"""No piece of a line is longer, in longitude or latitude. One straight in space is then shorter than one along the
ground by 3 parts in 10⁹, and a few centimetres from one straight in longitude and latitude."""
JOIN_M = 1.0
"""Ends of lines that are no farther apart than this are one place."""
ON_LINE_M = 0.1
"""A place so near is on the line, and on no side of it: positions in tables are no finer."""
EDGE_M = 0.001
"""Distances are no more exact than this."""
CHECK_PIECES = 10_000


_Space = tuple[float, float, float]
"""Metres from the centre of the Earth."""


class Section:
    """A line without breaks, of one part or several that follow one another."""

    def __init__(self, points: Sequence[Position], start_m: float = 0.0) -> None:
        """`points`: at least two; longitudes go on beyond ±180. `start_m`: the measure at its start."""
        self.points, self._corners = _cut(points)
        """The points given, and those between pieces; and which of them were given."""
        self.space = [in_space(point) for point in self.points]
        self.measures = array("d", [start_m])
        """Of each point: metres from the start of the route."""
        for before, after in zip(self.space, self.space[1:]):
            self.measures.append(self.measures[-1] + math.dist(before, after))
        self.is_closed = self.length_m > 2 * JOIN_M and math.dist(self.space[0], self.space[-1]) <= JOIN_M
        """Whether it ends where it starts."""

    @property
    def start_m(self) -> float:
        """The measure at its start."""
        return self.measures[0]

    @property
    def end_m(self) -> float:
        """The measure at its end."""
        return self.measures[-1]

    @property
    def length_m(self) -> float:
        """Along the ground."""
        return self.measures[-1] - self.measures[0]

    def place_at(self, measure_m: float) -> Position:
        """The place at a measure; its longitude may lie beyond ±180."""
        after = min(max(1, bisect_left(self.measures, measure_m)), len(self.measures) - 1)
        length = self.measures[after] - self.measures[after - 1]
        part = min(1.0, max(0.0, (measure_m - self.measures[after - 1]) / length)) if length > 0 else 0.0
        return _between(self.points[after - 1], self.points[after], part)

    def between(self, from_m: float, to_m: float) -> list[Position]:
        """The line between two measures. On a closed one it goes on over the start where `to_m` is not the larger."""
        if to_m > from_m or not self.is_closed:
            return self._onward(from_m, to_m)
        line = self._onward(from_m, self.end_m)
        _append(line, self._onward(self.start_m, to_m)[1:])
        return line

    def _onward(self, from_m: float, to_m: float) -> list[Position]:
        first, end = bisect_right(self.measures, from_m), bisect_left(self.measures, to_m)
        inner = self.points[first:end]
        return [self.place_at(from_m), *inner, self.place_at(to_m)]

    def nearest(self, point: _Space, piece: int, part: float) -> tuple[int, float]:
        """The piece, and the part of it before the place, that is nearest to a point: given one that is so nearly.

        Pieces straight in space turn a little from the line, by which the nearest place moves the more, the farther
        the point is away.
        """
        number = bisect_right(self._corners, piece) - 1
        found = [self._nearest_of(number, point, piece - self._corners[number] + part)]
        _, place = found[0]
        if place in (0.0, self._corners[number + 1] - self._corners[number]):
            # At a corner: perhaps it is just behind it.
            other = number - 1 if place == 0.0 else number + 1
            if 0 <= other < len(self._corners) - 1:
                start = self._corners[other + 1] - self._corners[other] if place == 0.0 else 0.0
                found.append(self._nearest_of(other, point, float(start)))
        best = min(range(len(found)), key=lambda each: found[each][0])
        number = number if best == 0 else other
        first, last = self._corners[number], self._corners[number + 1]
        along = found[best][1]
        whole = min(int(along), last - first - 1)
        return first + whole, along - whole

    def _nearest_of(self, number: int, point: _Space, along: float) -> tuple[float, float]:
        """On the line between two corners: the squared distance to the nearest place, and how many pieces before it."""
        first, last = self._corners[number], self._corners[number + 1]
        start, end, pieces = self.points[first], self.points[last], last - first

        def squared(place: float) -> float:
            x, y, z = in_space(_between(start, end, place / pieces))
            return (x - point[0]) ** 2 + (y - point[1]) ** 2 + (z - point[2]) ** 2

        before, here, after = squared(along - 0.5), squared(along), squared(along + 0.5)
        bend = before - 2 * here + after
        moved = along + 0.25 * (before - after) / bend if bend > 0 else along
        moved = min(float(pieces), max(0.0, moved))
        return min((here, along), (squared(moved), moved))


class Route(NamedTuple):
    """Lines of one name. Measures run on from one section to the next, without what lies between them."""

    name: str
    sections: tuple[Section, ...]

    @property
    def length_m(self) -> float:
        """Of all its sections."""
        return math.fsum(section.length_m for section in self.sections)


def route_of(name: str, parts: Iterable[Sequence[Position]]) -> Route | None:
    """The route of some parts, joined where two ends meet; None where no part has any length."""
    sections: list[Section] = []
    for line in joined([part for part in parts if len(part) > 1]):
        section = Section(line, sections[-1].end_m if sections else 0.0)
        if section.length_m > 0:
            sections.append(section)
    return Route(name, tuple(sections)) if sections else None


def joined(parts: Sequence[Sequence[Position]]) -> list[list[Position]]:
    """The parts as few lines: those whose ends meet become one, unless three or more meet in that place.

    A line has the direction of the first of its parts, and a closed one its start. Lines come in the order of their
    first parts. Parts shorter than JOIN_M are left out where there are longer ones.
    """
    longer = [part for part in parts if _is_longer(part, JOIN_M)]
    parts = longer or parts
    partners = _partners([place for part in parts for place in (part[0], part[-1])])
    used: set[int] = set()
    lines = []
    for number in range(len(parts)):
        if number in used:
            continue
        # An end has the number of its part twice, one more at the end: 2 * part + 1 is left after 2 * part is entered.
        entered = 2 * number
        while (before := partners.get(entered)) is not None:
            if before // 2 == number:  # closed
                entered = 2 * number
                break
            entered = before ^ 1
        line: list[Position] = []
        following: int | None = entered
        while following is not None and following // 2 not in used:
            used.add(following // 2)
            part = parts[following // 2]
            _append(line, part if following % 2 == 0 else part[::-1])
            following = partners.get(following ^ 1)
        lines.append(line)
    return lines


def _partners(ends: Sequence[Position]) -> dict[int, int]:
    """By the number of an end, the only other one that lies in the same place."""
    near = NearPlaces([((x + 180) % 360 - 180, y) for x, y in ends], JOIN_M)
    alone = {}
    for number, (x, y) in enumerate(ends):
        there = [other for other in near.within(((x + 180) % 360 - 180, y)) if other != number]
        if len(set(there)) == 1:
            alone[number] = there[0]
    return {number: other for number, other in alone.items() if alone.get(other) == number}


def _append(line: list[Position], part: Sequence[Position]) -> None:
    """Let a line go on with a part, on the same side of the 180th meridian."""
    turns = round((line[-1][0] - part[0][0]) / 360) * 360 if line else 0
    line.extend((longitude + turns, latitude) for longitude, latitude in part)


def _is_longer(part: Sequence[Position], length_m: float) -> bool:
    total = 0.0
    before = in_space(part[0])
    for place in part[1:]:
        point = in_space(place)
        total += math.dist(before, point)
        if total > length_m:
            return True
        before = point
    return False


def _cut(points: Sequence[Position]) -> tuple[list[Position], list[int]]:
    """The points of a line, none twice in a row, with others between them where they are far apart.

    And the places in this list of those that were given.
    """
    cut, corners = [points[0]], [0]
    for point in points[1:]:
        before = cut[-1]
        if point == before:
            continue
        number = math.ceil(max(abs(point[0] - before[0]), abs(point[1] - before[1])) / PIECE_DEGREES)
        cut += [_between(before, point, part / number) for part in range(1, number)]
        cut.append(point)
        corners.append(len(cut) - 1)
    return cut, corners


def _between(start: Position, end: Position, part: float) -> Position:
    return start[0] + part * (end[0] - start[0]), start[1] + part * (end[1] - start[1])


class Alongside(NamedTuple):
    """A place beside a route."""

    route: int
    """By its place among the routes."""
    section: int
    """Of the route."""
    measure_m: float
    """Along the route, from its start to the place on it that is nearest."""
    offset_m: float
    """From there, as the crow flies."""
    side: str
    """A value of SIDES: seen in the direction of the line."""
    nearest: Position
    """The place on the line."""


class AlongRoutes:
    """Routes ready to be asked for places within reach of them."""

    def __init__(self, routes: Sequence[Route], reach_m: float, check: Callable[[], None] = lambda: None) -> None:
        """`check` is called often, and raises when the routes are no longer wanted."""
        self._reach_m = reach_m + EDGE_M
        self._sections = [
            (number, place, section)
            for number, route in enumerate(routes)
            for place, section in enumerate(route.sections)
        ]
        self._x, self._y, self._z = array("d"), array("d"), array("d")
        """Of the points of all sections, one behind the other. A piece has the number of its first point."""
        self._section_of = array("l")
        """The section of each point."""
        self._first: list[int] = []
        """The first point of each section."""
        longest = 0.0
        for number, (_, _, section) in enumerate(self._sections):
            self._first.append(len(self._x))
            for values, axis in zip((self._x, self._y, self._z), zip(*section.space)):
                values.extend(axis)
            self._section_of.extend([number] * len(section.space))
            longest = max(longest, max(map(float.__sub__, section.measures[1:], section.measures)))
        # Of a piece within reach, the middle lies no farther than this: in the same cell or one beside it.
        self._cell_m = max(1.0, self._reach_m + longest / 2)
        self._cells: dict[tuple[int, int, int], list[int]] = {}
        for number, first in enumerate(self._first):
            last = (self._first[number + 1] if number + 1 < len(self._first) else len(self._x)) - 1
            for piece in range(first, last):
                if piece % CHECK_PIECES == 0:
                    check()
                self._cells.setdefault(self._cell(piece), []).append(piece)

    def _cell(self, piece: int) -> tuple[int, int, int]:
        double = 2 * self._cell_m
        x, y, z = self._x, self._y, self._z
        return (
            math.floor((x[piece] + x[piece + 1]) / double),
            math.floor((y[piece] + y[piece + 1]) / double),
            math.floor((z[piece] + z[piece + 1]) / double),
        )

    def nearest(self, place: Position) -> Alongside | None:
        """The place beside the nearest of all lines; None where none is within reach."""
        return min(self.near(place), key=lambda each: each.offset_m, default=None)

    def near(self, place: Position) -> Iterator[Alongside]:
        """The place beside each section within reach, in the order of the routes."""
        point = in_space(place)
        for number, (piece, part) in sorted(self._nearest_pieces(point).items()):
            route, section_number, section = self._sections[number]
            before, part = section.nearest(point, piece - self._first[number], part)
            on_line = _between(section.points[before], section.points[before + 1], part)
            offset = metres_between(place, on_line)
            if offset > self._reach_m:
                continue
            measures = section.measures
            measure = measures[before] + part * (measures[before + 1] - measures[before])
            side = "on" if offset < ON_LINE_M else _side(section, before, part, point)
            nearest = ((on_line[0] + 180) % 360 - 180, on_line[1])
            yield Alongside(route, section_number, measure, offset, side, nearest)

    def _nearest_pieces(self, point: _Space) -> dict[int, tuple[int, float]]:
        """By section, the piece that is nearest, and the part of it that lies before the nearest place."""
        x, y, z = self._x, self._y, self._z
        place_x, place_y, place_z = point
        best: dict[int, float] = {}
        found: dict[int, tuple[int, float]] = {}
        farthest = self._reach_m**2
        column, row, level = (math.floor(each / self._cell_m) for each in point)
        for aside, up, above in product((-1, 0, 1), repeat=3):
            for piece in self._cells.get((column + aside, row + up, level + above), ()):
                start_x, start_y, start_z = x[piece], y[piece], z[piece]
                along_x, along_y, along_z = x[piece + 1] - start_x, y[piece + 1] - start_y, z[piece + 1] - start_z
                off_x, off_y, off_z = place_x - start_x, place_y - start_y, place_z - start_z
                covered = off_x * along_x + off_y * along_y + off_z * along_z
                part = 0.0
                if covered > 0:
                    part = min(1.0, covered / (along_x * along_x + along_y * along_y + along_z * along_z))
                    off_x -= part * along_x
                    off_y -= part * along_y
                    off_z -= part * along_z
                squared = off_x * off_x + off_y * off_y + off_z * off_z
                if squared <= farthest:
                    section = self._section_of[piece]
                    if squared < best.get(section, math.inf):
                        best[section] = squared
                        found[section] = piece, part
        return found


def _side(section: Section, piece: int, part: float, point: _Space) -> str:
    """The side of a line on which a point lies whose nearest place is so far along a piece.

    At a corner it is that of a line in the middle between both directions: the point is nearest to the corner only
    where it lies within a right angle of that line's normal.
    """
    space = section.space
    last = len(space) - 1
    corner = piece if part == 0 else piece + 1 if part == 1 else None
    pieces = [piece]
    if corner is not None and 0 < corner < last:
        pieces = [corner - 1, corner]
    elif corner is not None and section.is_closed:
        pieces = [last - 1, 0]
    directions = [_unit(_minus(space[each + 1], space[each])) for each in pieces]
    direction = tuple(map(sum, zip(*directions)))
    up = space[piece if corner is None else corner]
    off = _minus(point, space[piece] if corner is None else space[corner])
    across = (
        up[0] * (direction[1] * off[2] - direction[2] * off[1])
        + up[1] * (direction[2] * off[0] - direction[0] * off[2])
        + up[2] * (direction[0] * off[1] - direction[1] * off[0])
    )
    return "left" if across > 0 else "right"


def _minus(one: Sequence[float], other: Sequence[float]) -> _Space:
    return one[0] - other[0], one[1] - other[1], one[2] - other[2]


def _unit(vector: Sequence[float]) -> _Space:
    length = math.hypot(*vector) or 1.0
    return vector[0] / length, vector[1] / length, vector[2] / length

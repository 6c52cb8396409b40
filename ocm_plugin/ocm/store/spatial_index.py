"""The spatial index of a full table, made at once: SQLite splits nodes again and again, and takes three times as long.

SQLite keeps an R-tree in tables of its own (https://sqlite.org/rtree.html, "Shadow Tables"), which GDAL fills in this
way, too. Boxes that lie together come into one node by Sort-Tile-Recursive (Leutenegger, Lopez and Edgington, 1997):
columns of equal numbers from west to east, each cut into full nodes from south to north; and so with the nodes.
"""

from __future__ import annotations

import sqlite3
import struct
from array import array
from collections.abc import Iterable, Iterator, Sequence
from heapq import merge
from itertools import count
from math import ceil, sqrt
from typing import NamedTuple

from ..slices import slices
from .points import Box
from .sql import quoted, sql

_ROOT = 1
_CELL = struct.Struct(">q4f")
"""A number and its box in a node: of a row in the lowest nodes, above of another node."""
_HEADER = struct.Struct(">HH")
"""What a node begins with: how many levels lie below it, of the root alone, and its number of cells."""

_TOWARDS, _AWAY = 1 - 2.0**-23, 1 + 2.0**-23
"""What brings a number to the next one of single precision towards zero, or away from it."""


_SORTED_AT_ONCE = 5_000
"""Python sorts in one go, and lets no other thread run meanwhile: 60 ms for 300,000 numbers."""


class _Cells(NamedTuple):
    """The cells of one level: numbers, and their boxes in single precision, which hold the exact ones."""

    numbers: array[int]
    sides: tuple[array[float], array[float], array[float], array[float]]

    @classmethod
    def none(cls) -> _Cells:
        return cls(array("q"), (array("f"), array("f"), array("f"), array("f")))

    def cell(self, place: int) -> bytes:
        low_x, high_x, low_y, high_y = self.sides
        return _CELL.pack(self.numbers[place], low_x[place], high_x[place], low_y[place], high_y[place])

    def around(self, places: Sequence[int]) -> Box:
        """The box around some of them."""
        low_x, high_x, low_y, high_y = ([side[place] for place in places] for side in self.sides)
        return min(low_x), max(high_x), min(low_y), max(high_y)

    def append(self, number: int, box: Box) -> None:
        """Add a cell, whose box is in single precision already."""
        self.numbers.append(number)
        for side, value in zip(self.sides, box):
            side.append(value)

    def tiles(self, size: int) -> Iterator[list[int]]:
        """Their places, those together that lie together, at most so many at a time."""
        west, south = self.sides[0].__getitem__, self.sides[2].__getitem__
        places = range(len(self.numbers))
        eastwards = merge(*(sorted(part, key=west) for part in slices(places, _SORTED_AT_ONCE)), key=west)
        column = size * ceil(sqrt(ceil(len(places) / size)))
        for from_west in slices(eastwards, column):
            yield from slices(sorted(from_west, key=south), size)


def fill_index(database: sqlite3.Connection, index: str, rows: Iterable[Sequence[tuple[int, Box]]]) -> None:
    """Fill an empty spatial index with rows and their boxes, given slice by slice."""
    if _is_protected(database, index):
        put = sql("INSERT INTO", quoted(index), "VALUES (?, ?, ?, ?, ?)")
        database.executemany(put, ((number, *box) for slice_of_rows in rows for number, box in slice_of_rows))
        return
    cells = _Cells.none()
    for slice_of_rows in rows:
        cells.numbers.extend([number for number, _ in slice_of_rows])
        for place, side in enumerate(cells.sides):
            side.extend(_outwards([box[place] for _, box in slice_of_rows], place % 2 == 1))
    if cells.numbers:  # an empty index has an empty root already
        _fill_nodes(database, index, cells)


def _is_protected(database: sqlite3.Connection, index: str) -> bool:
    """Whether this SQLite lets nobody but itself write into the tables of an index, as that of macOS."""
    try:
        database.execute(sql("DELETE", "FROM", quoted(f"{index}_parent")))  # there is nothing in it yet
    except sqlite3.DatabaseError:
        return True
    return False


def _fill_nodes(database: sqlite3.Connection, index: str, cells: _Cells) -> None:
    """Write nodes level by level, up to one that holds all: the root."""
    nodes, rowid, parent = (quoted(f"{index}_{name}") for name in ("node", "rowid", "parent"))
    (size,) = database.execute(sql("SELECT length(data) FROM", nodes)).fetchone()
    put_node = sql("REPLACE INTO", nodes, "(nodeno, data) VALUES (?, ?)")
    put_holder = sql("INSERT INTO", rowid, "(rowid, nodeno) VALUES (?, ?)")
    most, numbers = (size - _HEADER.size) // _CELL.size, count(_ROOT + 1)
    for depth in count():
        is_root = len(cells.numbers) <= most
        above = _Cells.none()
        held_by = array("q", bytes(8 * len(cells.numbers)))
        for places in cells.tiles(most):
            number = _ROOT if is_root else next(numbers)
            node = _HEADER.pack(depth if is_root else 0, len(places)) + b"".join(map(cells.cell, places))
            database.execute(put_node, (number, node.ljust(size, b"\0")))
            above.append(number, cells.around(places))
            for place in places:
                held_by[place] = number
        database.executemany(put_holder, zip(cells.numbers, held_by))
        if is_root:
            return
        cells, put_holder = above, sql("INSERT INTO", parent, "(nodeno, parentnode) VALUES (?, ?)")


def _outwards(values: Sequence[float], is_upper: bool) -> list[float]:
    """Numbers as SQLite rounds them to single precision: none above what is given, or below it for upper bounds."""
    near = zip(values, array("f", values))
    if is_upper:
        return [each if each >= exact else exact * (_AWAY if exact > 0 else _TOWARDS) for exact, each in near]
    return [each if each <= exact else exact * (_TOWARDS if exact > 0 else _AWAY) for exact, each in near]

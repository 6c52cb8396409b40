"""Spatial indexes that are made at once: sound, and with the very answers of SQLite's own."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from math import ceil, sqrt
from unittest.mock import patch

from hypothesis import example, given, settings
from hypothesis import strategies as st

from ocm_plugin.ocm.store import spatial_index
from ocm_plugin.ocm.store.spatial_index import fill_index
from tests.support.effort import tries

CREATE = 'CREATE VIRTUAL TABLE "its ""index" USING rtree(id, minx, maxx, miny, maxy)'
INDEX = 'its "index'
WITHIN = 'SELECT id FROM "its ""index" WHERE maxx >= ? AND minx <= ? AND maxy >= ? AND miny <= ? ORDER BY id'
ALL = 'SELECT * FROM "its ""index" ORDER BY id'
HELD = 'SELECT count(*) FROM "its ""index"'

_SMALLEST = 1e-30
"""What is smaller is 0 to an index, to SQLite's own as well."""
floats = st.floats(-180, 180).filter(lambda value: value == 0 or abs(value) > _SMALLEST)
degrees = st.one_of(st.integers(-180, 180).map(float), floats, st.sampled_from([0.1, 8.25, -0.0]))
points = st.tuples(degrees, degrees)


def made(boxes: list[tuple[int, tuple[float, float, float, float]]]) -> sqlite3.Connection:
    database = sqlite3.connect(":memory:", isolation_level=None)
    database.execute(CREATE)
    fill_index(database, INDEX, [boxes[begin : begin + 1000] for begin in range(0, len(boxes), 1000)])
    return database


def is_sound(database: sqlite3.Connection) -> bool:
    return database.execute("SELECT rtreecheck(?)", (INDEX,)).fetchone() == ("ok",)


def spread(number: int) -> list[tuple[int, tuple[float, float, float, float]]]:
    """Rows with points all over the world, their numbers with gaps."""
    places = ((3 * n + 1, n * 0.7548776662 % 1 * 360 - 180, n * 0.5698402910 % 1 * 180 - 90) for n in range(number))
    return [(row_id, (x, x, y, y)) for row_id, x, y in places]


def by_sqlite(boxes: list[tuple[int, tuple[float, float, float, float]]]) -> sqlite3.Connection:
    """The index that SQLite makes row by row."""
    database = sqlite3.connect(":memory:", isolation_level=None)
    database.execute(CREATE)
    put = 'INSERT INTO "its ""index" VALUES (?, ?, ?, ?, ?)'
    database.executemany(put, [(number, *box) for number, box in boxes])
    return database


@settings(max_examples=tries(200))
@given(st.lists(points, max_size=200), points, points)
def test_it_holds_and_finds_what_sqlite_s_own_does(places, one, other):
    """Its boxes are the same to the last digit, so that a row that is removed and put back is as it was."""
    west, east = sorted((one[0], other[0]))
    south, north = sorted((one[1], other[1]))
    boxes = [(number, (x, x, y, y)) for number, (x, y) in enumerate(places, 1)]
    with closing(made(boxes)) as database, closing(by_sqlite(boxes)) as own:
        assert is_sound(database)
        for statement, values in ((ALL, ()), (WITHIN, (west, east, south, north))):
            assert database.execute(statement, values).fetchall() == own.execute(statement, values).fetchall()


@settings(max_examples=tries(200))
@given(st.lists(points, min_size=1, max_size=100), st.integers(1, 9), st.integers(2, 5))
@example([(float(-n % 7), float(n % 5)) for n in range(40)], 3, 2)
def test_what_lies_together_comes_into_one_node_also_where_it_is_sorted_in_parts(places, at_once, size):
    """An index whose nodes lie across each other is sound, too, but finds nothing quickly."""
    cells = spatial_index._Cells.none()
    for number, (x, y) in enumerate(places):
        cells.append(number, (x, x, y, y))
    with patch.object(spatial_index, "_SORTED_AT_ONCE", at_once):
        tiles = list(cells.tiles(size))
    eastwards = sorted(range(len(places)), key=lambda place: cells.sides[0][place])
    wide = size * ceil(sqrt(ceil(len(places) / size)))
    columns = [eastwards[begin : begin + wide] for begin in range(0, len(places), wide)]
    northwards = [sorted(column, key=lambda place: cells.sides[2][place]) for column in columns]
    assert tiles == [column[begin : begin + size] for column in northwards for begin in range(0, len(column), size)]


def test_it_is_sound_with_any_number_of_levels():
    """51 cells go into a node: the root alone, one full level, one more row, three levels."""
    for number in (0, 1, 51, 52, 51 * 51, 51 * 51 + 1, 10_000):
        with closing(made(spread(number))) as database:
            assert is_sound(database), number
            assert database.execute(HELD).fetchone() == (number,)


def test_rows_can_be_added_moved_and_removed_later():
    with closing(made(spread(3_000))) as database:
        database.executemany('DELETE FROM "its ""index" WHERE id = ?', [(3 * n + 1,) for n in range(0, 3_000, 2)])
        database.executemany(
            'INSERT OR REPLACE INTO "its ""index" VALUES (?, ?, ?, ?, ?)',
            [(n, n / 50, n / 50, 5.0, 5.0) for n in range(4, 4_000, 3)],
        )
        assert is_sound(database)
        found = [number for (number,) in database.execute(WITHIN, (10.0, 10.05, 4.9, 5.1)) if (number - 4) % 3 == 0]
        assert 502 in found


def test_boxes_are_found_by_what_they_cover():
    boxes = [(number, (number - 1.5, number + 1.5, -number / 10, number / 10)) for number in range(1, 300)]
    with closing(made(boxes)) as database:
        assert is_sound(database)
        assert [number for (number,) in database.execute(WITHIN, (100.0, 100.0, 0.0, 0.0))] == [99, 100, 101]


def test_where_nobody_else_may_write_nodes_sqlite_does_it():
    """The SQLite of macOS lets nobody write into the tables that an index consists of."""
    database = sqlite3.connect(":memory:", isolation_level=None)
    database.execute(CREATE)

    def allows(action: int, table: str | None, *_: str | None) -> int:
        is_direct = action == sqlite3.SQLITE_DELETE and table == f"{INDEX}_parent"
        return sqlite3.SQLITE_DENY if is_direct else sqlite3.SQLITE_OK

    database.set_authorizer(allows)
    with closing(database):
        fill_index(database, INDEX, [spread(500)])
        assert is_sound(database)
        assert database.execute(HELD).fetchone() == (500,)

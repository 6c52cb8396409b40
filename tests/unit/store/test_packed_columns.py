"""Rows packed as columns are the rows that were packed one by one before, and damage to them is noticed."""

from __future__ import annotations

import zlib
from datetime import date, datetime, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocm_plugin.ocm.store.packed import ALWAYS, FRESH, Line, PackedTable, is_whole, numbered, packed_text, shape_of
from ocm_plugin.ocm.tables.schema import COMMENTS, CONNECTIONS, STATIONS, TABLES
from tests.support.effort import tries

SPECIAL = '\t \n \0 \x01 \ud83d \u2028 ü € \\ " , [ ] null'
FEW: dict[str, list[Any]] = {
    "int": [None, 0, 1, 7],
    "int64": [None, 4711],
    "real": [None, 0.0, 1.0, 22.17],
    "text": [None, "", "a", SPECIAL],
    "bool": [None, False, True],
    "date": [None, date(2026, 3, 1)],
    "datetime": [None, datetime(2026, 3, 1, 12, 38, 7, tzinfo=timezone.utc)],
}


def row(table: str, number: int, pick: int) -> list[Any]:
    """A row just made: its values are a few by type, but for the keys, the place and one text."""
    values = {field.name: FEW[field.type][(pick + n) % len(FEW[field.type])] for n, field in enumerate(TABLES[table])}
    values["ocm_id"] = number
    if table == STATIONS:
        values.update(lon=number / 7, lat=float(pick % 90), name=f"{SPECIAL} {number}")
    return list(values.values())


def one_by_one(table: str, slices: list[list[list[Any]]]) -> list[Line]:
    """Rows as they were packed before: each one as JSON."""
    shape, fields = shape_of(table), TABLES[table]
    lines = []
    for rows in slices:
        seen: dict[str, int] = {}
        for values in rows:
            compared = shape.fresh(values)
            always = [
                FRESH[field.type](value) if field.type in FRESH and value is not None else value
                for field, value in zip(fields, values)
                if field.name in ALWAYS
            ]
            lines.append(Line(numbered(shape.key(compared), seen), packed_text(compared), packed_text(always)))
    return lines


def packed(table: str, slices: list[list[list[Any]]]) -> PackedTable:
    made = PackedTable(table)
    for rows in slices:
        made.add(rows)
    return made


NUMBERS = st.integers(1, 3) | st.integers(1, 2**31)
ROWS = st.lists(st.tuples(NUMBERS, st.integers(0, 500)), max_size=12)


@settings(max_examples=tries(150), deadline=None)
@given(table=st.sampled_from([STATIONS, CONNECTIONS, COMMENTS]), drawn=st.lists(ROWS, max_size=4))
def test_they_are_the_rows_that_went_in(table, drawn):
    slices = [[row(table, number, pick) for number, pick in rows] for rows in drawn]
    assert list(packed(table, slices).lines()) == one_by_one(table, slices)


@pytest.mark.parametrize("number", [1, 2, 255, 256, 257, 999, 1_000, 1_001, 2_600])
def test_any_number_of_rows_comes_back(number):
    """A column of up to 256 different values is written in another way than one of more."""
    slices = [
        [row(STATIONS, n, n // 3) for n in range(begin, min(begin + 500, number))] for begin in range(0, number, 500)
    ]
    made = packed(STATIONS, slices)
    assert list(made.lines()) == one_by_one(STATIONS, slices)
    again = PackedTable(STATIONS, made.fields, made.blocks())
    assert list(again.lines()) == list(made.lines())
    assert all(is_whole(block, STATIONS, made.fields) for block in made.blocks())


def test_rows_that_are_taken_out_stay_as_they_were():
    slices = [[row(STATIONS, n, n) for n in range(700)], [row(STATIONS, n, n) for n in range(700, 1_900)]]
    made = packed(STATIONS, slices)
    wanted = {str(n) for n in range(0, 1_900, 3)}
    some = made.only(wanted)
    assert list(some.lines()) == [line for line in made.lines() if line.key in wanted]
    assert all(is_whole(block, STATIONS, some.fields) for block in some.blocks())
    other = some.with_compared({"3": "[]"}).and_compared({"9999": "[1]"})
    assert [line.key for line in other.lines() if line.compared in ("[]", "[1]")] == ["3", "9999"]


def test_rows_packed_one_by_one_are_read_as_before():
    """Files hold such rows: all that earlier versions wrote, and what a merge has taken out of others."""
    lines = one_by_one(CONNECTIONS, [[row(CONNECTIONS, n, n) for n in range(1, 30)]])
    text = "\n".join("\t".join(line) for line in lines)
    block = zlib.compress(text.encode("utf-8", "surrogatepass"), 3)
    table = PackedTable(CONNECTIONS, blocks=[block])
    assert is_whole(block, CONNECTIONS, table.fields)
    assert list(table.lines()) == lines


def test_the_same_rows_take_half_the_room():
    slices = [[row(STATIONS, n, n % 50) for n in range(begin, begin + 500)] for begin in range(0, 3_000, 500)]
    made = packed(STATIONS, slices)
    one = made.only({line.key for line in made.lines()})
    assert 2 * sum(map(len, made.blocks())) < sum(map(len, one.blocks()))


def test_damage_is_noticed():
    made = packed(CONNECTIONS, [[row(CONNECTIONS, n, n % 7) for n in range(1, 300)]])
    (block,) = made.blocks()
    plain = zlib.decompress(block)
    cut = [zlib.compress(plain[:length]) for length in (1, 5, len(plain) // 2, len(plain) - 1)]
    for other in (
        b"",
        b"no",
        block[:-5],
        None,
        7,
        *cut,
        zlib.compress(plain + b"\x00"),
        zlib.compress(plain[:-1] + b"\xff"),
    ):
        assert not is_whole(other, CONNECTIONS, made.fields), other
    assert not is_whole(block, STATIONS, shape_of(STATIONS).compared)

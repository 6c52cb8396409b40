"""Two results compared: added and gone are said only when they are so, and every changed value is found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocm_plugin.ocm.search.areas import Extent, World
from ocm_plugin.ocm.store.comparing import (
    ADDED,
    APPEARED,
    DISAPPEARED,
    GONE,
    MOVED,
    NOT_ASKED_BEFORE,
    NOT_ASKED_NOW,
    OTHER,
    POWER_DOWN,
    POWER_UP,
    STATUS,
    Difference,
    Snapshot,
    ValueChange,
    compare,
)
from ocm_plugin.ocm.store.merging import asked_in
from ocm_plugin.ocm.store.packed import MISSING, POSITION, STATIONS, position_text, shape_of
from ocm_plugin.ocm.tables.schema.codes import CHANGE_KINDS

EVERYWHERE = asked_in(World())
COMPARED = shape_of(STATIONS).compared


def row(ocm_id: int, **values: Any) -> list[Any]:
    plain: dict[str, Any] = {
        "ocm_id": ocm_id,
        POSITION: position_text(8, 50),
        "max_kw": 50.0,
        "map_state": "operational",
    }
    return [{**plain, **values}.get(name) for name in COMPARED]


def snapshot(
    *rows: Sequence[Any],
    complete: bool = True,
    filtered: bool = False,
    asks: Callable[[Sequence[Any]], bool] = EVERYWHERE,
) -> Snapshot:
    return Snapshot(rows, complete, asks, filtered)


def one(old: Snapshot, new: Snapshot) -> Difference:
    (found,) = compare(old, new)
    return found


def test_a_station_may_be_called_missing() -> None:
    """Its name counted as one that its result does not have: that it was renamed was no change."""
    found = one(snapshot(row(1, name="MISSING")), snapshot(row(1, name="Found")))
    assert found.changes == (ValueChange("name", "MISSING", "Found"),)


def test_equal_results_have_no_difference():
    assert list(compare(snapshot(row(1), row(2)), snapshot(row(2), row(1)))) == []


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ({}, {}, ADDED),
        ({"filtered": True}, {}, APPEARED),
        ({"complete": False}, {}, NOT_ASKED_BEFORE),
        ({"asks": asked_in(Extent(20, 40, 30, 60))}, {}, NOT_ASKED_BEFORE),
    ],
)
def test_a_station_that_only_the_newer_has_is_added_where_the_older_would_have_had_it(old, new, kind):
    assert one(snapshot(**old), snapshot(row(1), **new)).kind == kind


@pytest.mark.parametrize(
    ("new", "kind"),
    [
        ({}, GONE),
        ({"filtered": True}, DISAPPEARED),
        ({"complete": False}, NOT_ASKED_NOW),
        ({"asks": asked_in(Extent(20, 40, 30, 60))}, NOT_ASKED_NOW),
    ],
)
def test_a_station_that_only_the_older_has_is_gone_where_the_newer_would_have_it(new, kind):
    """A search of another place, or one that was cut off, says nothing about a station."""
    found = one(snapshot(row(1, name="A")), snapshot(**new))
    assert (found.kind, found.old["name"], found.new) == (kind, "A", {})


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ({"map_state": "planned", "max_kw": 150.0}, STATUS),
        ({"max_kw": 150.0}, POWER_UP),
        ({"max_kw": 22.0}, POWER_DOWN),
        ({"max_kw": None}, OTHER),
        ({POSITION: position_text(8, 50.001)}, MOVED),
        ({"name": "New"}, OTHER),
    ],
)
def test_the_kind_of_a_change(values, kind):
    assert one(snapshot(row(1)), snapshot(row(1, **values))).kind == kind


def test_each_changed_value_is_listed_and_the_way_measured():
    found = one(snapshot(row(1, name="A")), snapshot(row(1, name="B", **{POSITION: position_text(8, 51)})))
    assert set(found.changes) == {
        ValueChange("name", "A", "B"),
        ValueChange(POSITION, position_text(8, 50), position_text(8, 51)),
    }
    assert found.moved_m == pytest.approx(111_240, abs=30)


def test_what_belongs_to_the_result_or_has_no_column_is_no_change():
    assert list(compare(snapshot(row(1, match="yes")), snapshot(row(1, match="cannot_tell")))) == []
    assert list(compare(snapshot(row(1, name="A")), snapshot(row(1, name=MISSING)))) == []


def test_of_rows_with_the_same_number_the_first_counts_in_both():
    twice = snapshot(row(1, name="A"), row(1, name="B"))
    assert list(compare(twice, snapshot(row(1, name="A"), row(1, name="B")))) == []


def test_every_kind_has_words():
    kinds = {ADDED, GONE, APPEARED, DISAPPEARED, STATUS, POWER_UP, POWER_DOWN, MOVED, OTHER}
    assert {code.value for code in CHANGE_KINDS} == kinds | {NOT_ASKED_BEFORE, NOT_ASKED_NOW}


STATIONS_OF_A_RESULT = st.dictionaries(
    st.integers(1, 12),
    st.fixed_dictionaries({"name": st.sampled_from("AB"), "max_kw": st.sampled_from([None, 22.0, 50.0])}),
)


@given(STATIONS_OF_A_RESULT, STATIONS_OF_A_RESULT)
def test_as_brute_force_finds_it(old, new):
    found = {
        each.ocm_id: each for each in compare(*(snapshot(*(row(n, **v) for n, v in r.items())) for r in (old, new)))
    }
    assert {n for n, each in found.items() if each.kind == ADDED} == new.keys() - old.keys()
    assert {n for n, each in found.items() if each.kind == GONE} == old.keys() - new.keys()
    changed = {n for n in old.keys() & new.keys() if old[n] != new[n]}
    assert {n for n, each in found.items() if each.changes} == changed
    for n in changed:
        names = {name for name in ("name", "max_kw") if old[n][name] != new[n][name]}
        assert {(c.field, c.old, c.new) for c in found[n].changes} == {(f, old[n][f], new[n][f]) for f in names}


def test_a_power_that_is_no_number_is_neither_more_nor_less():
    """Spreadsheets of some countries save "50,0": as text it was more than "150,0", and beside a number a traceback."""
    for old, new in (("50,0", "150,0"), ("50,0", 150.0), (50.0, "150,0")):
        found = one(snapshot(row(1, max_kw=old)), snapshot(row(1, max_kw=new)))
        assert found.kind == OTHER and found.changes == (ValueChange("max_kw", old, new),)


@pytest.mark.parametrize("position", [MISSING, "here", "8.0", "inf 5.0", 5])
def test_a_station_without_a_readable_position_is_not_asked_for(position):
    found = one(snapshot(row(1, **{POSITION: position})), snapshot(asks=asked_in(Extent(0, 0, 10, 60))))
    assert found.kind == NOT_ASKED_NOW

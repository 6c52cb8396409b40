"""What the columns of a station say of its connectors where its connections are not at hand."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocm_plugin.ocm.analysis.rows import site_of_rows, summary_lines

NONE_WANTED: frozenset[int] = frozenset()
SOCKET, TETHERED, OF_TYPE_2 = 1038, 1039, 25
COUNTS = st.fixed_dictionaries(
    {}, optional={f"n_{name}": st.integers(0, 9) for name in ("ccs1", "ccs2", "chademo", "type2", "nacs", "other")}
)


def known(lines) -> list[tuple]:
    """Of each line its quantity, current, and what is known of the power of one connector."""
    facts = [(line.connection.quantity, line.equipment.facts) for line in lines]
    return [(quantity, each.current, each.kw_used, each.kw_lo, each.kw_hi) for quantity, each in facts]


@given(COUNTS, st.integers(1, 50), st.integers(0, 9))
def test_no_connector_is_lost_or_invented(counts, number, unknown):
    station = {**counts, "n_connectors": number, "n_type_unknown": unknown}
    of_standards = sum(counts.values())
    lines = summary_lines(station, NONE_WANTED)
    assert sum(line.connection.quantity for line in lines) == max(number, of_standards + unknown)
    assert all(line.connection.quantity > 0 for line in lines)


@pytest.mark.parametrize("station", [{}, {"n_connectors": None}, {"n_connectors": 0, "n_ccs2": None}])
def test_nothing_is_known_where_the_columns_say_nothing(station):
    assert summary_lines(station, NONE_WANTED) == ()
    assert site_of_rows(station, (8.0, 50.0), None).lines == ()


def test_the_plug_says_the_current_or_else_the_station_as_a_whole():
    station = {"n_connectors": 4, "n_chademo": 1, "n_type1": 1, "n_type_unknown": 2, "current_mix": "dc"}
    facts = [line.equipment.facts for line in summary_lines(station, NONE_WANTED)]
    assert {(each.standard, each.current) for each in facts} == {("chademo", "dc"), ("type1", "ac"), ("unknown", "dc")}
    (line,) = summary_lines({"n_connectors": 1, "current_mix": "ac_dc"}, NONE_WANTED)
    assert line.equipment.facts.current == "unknown"


@pytest.mark.parametrize(
    ("power", "each"),
    [
        # All are equal: the total says so.
        ({"max_kw": 50.0, "total_kw_hi": 100.0}, (50.0, 50.0, 50.0)),
        ({"max_kw": 50.0, "total_kw_hi": 100.0, "n_kw_estimated": 1, "max_kw_hi": 60.0}, (50.0, 0.0, 60.0)),
        # One is weaker, or says nothing.
        ({"max_kw": 50.0, "total_kw_hi": 72.0, "max_kw_hi": 50.0}, (None, 0.0, 50.0)),
        ({"max_kw": 50.0, "total_kw_hi": 100.0, "n_kw_unknown": 1}, (None, 0.0, math.inf)),
        ({}, (None, 0.0, math.inf)),
    ],
)
def test_the_power_of_each_is_known_where_all_are_equal(power, each):
    lines = summary_lines({"n_connectors": 2, "n_chademo": 2, **power}, NONE_WANTED)
    assert known(lines) == [(2, "dc", *each)]


def test_the_only_connector_is_the_strongest():
    station = {"n_connectors": 1, "n_chademo": 1, "max_kw_lo": 40.0, "max_kw_hi": 60.0}
    assert known(summary_lines(station, NONE_WANTED)) == [(1, "dc", None, 40.0, 60.0)]


@pytest.mark.parametrize(
    ("wanted", "types"),
    [
        ({SOCKET, TETHERED}, {SOCKET}),
        ({TETHERED}, {None}),
        ({OF_TYPE_2}, {SOCKET}),
    ],
    ids=["all of the standard", "some of it", "none of it"],
)
def test_a_type_is_sure_only_where_its_whole_standard_is_wanted_or_none_of_it(wanted, types):
    """A column counts all types of a standard: which of them is there it does not say."""
    lines = summary_lines({"n_connectors": 3, "n_gbt_ac": 3}, frozenset(wanted))
    assert {line.connection.type_id for line in lines} == types
    # Spread evenly over the types, so that the commonest is not overestimated.
    assert sorted(line.connection.quantity for line in lines) == [1, 2]

"""A search in one line, as it is typed into QGIS' locator bar."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocm_plugin.ocm.records.built_in_reference import BUILT_IN
from ocm_plugin.ocm.records.reference import Operator
from ocm_plugin.ocm.search.areas import StationIds
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.ocm.typed_search import LineReader
from tests.support.effort import tries

REFERENCE = replace(BUILT_IN, operators={3299: Operator(3299, "IONITY"), 44: Operator(44, "On")})


@pytest.mark.parametrize(
    ("line", "place", "search"),
    [
        ("austin ccs 150", "austin", Search(connection_type_ids=(33, 32), min_power_kw=150)),
        ("150kW CCS Austin, Texas", "Austin, Texas", Search(connection_type_ids=(33, 32), min_power_kw=150)),
        ("type 2 Berlin", "Berlin", Search(connection_type_ids=(25, 1036))),
        ("ccs2 >=50 kw münchen", "münchen", Search(connection_type_ids=(33,), min_power_kw=50)),
        ("chademo ccs", "", Search(connection_type_ids=(2, 32, 33))),
        ("ionity Lyon", "Lyon", Search(operator_ids=(3299,))),
        ("New York", "New York", Search()),
        ("22,5 Köln", "Köln", Search(min_power_kw=22.5)),
        ("30.2672, -97.7431 ccs", "30.2672, -97.7431", Search(connection_type_ids=(33, 32))),
        ("52.5 13.4 50", "52.5 13.4", Search(min_power_kw=50)),
        ("Austin,", "Austin", Search()),
        ("", "", Search()),
    ],
)
def test_plug_power_and_operator_are_taken_and_the_rest_is_the_place(line: str, place: str, search: Search) -> None:
    typed = LineReader(REFERENCE).read(line)
    assert (typed.place, typed.search) == (place, search)


@pytest.mark.parametrize("line", ["12345", " OCM-12345 ", "ocm 12345"])
def test_a_number_alone_is_a_station(line: str) -> None:
    assert LineReader(BUILT_IN).read(line).search == Search(StationIds((12345,)))


@settings(max_examples=tries(300), deadline=None)
@given(st.text(max_size=40))
def test_no_line_is_invalid(line: str) -> None:
    typed = LineReader(BUILT_IN).read(line)
    assert len(typed.place) <= len(line) + line.count(",")

"""Searches with names: what a file of them holds comes back whole, and one bad entry takes no other with it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocm_plugin.ocm.errors import SearchError, StoredValueError
from ocm_plugin.ocm.records.built_in_reference import BUILT_IN
from ocm_plugin.ocm.search.areas import Circle
from ocm_plugin.ocm.search.saved import (
    SavedSearch,
    checked_name,
    free_name,
    from_file,
    meant,
    named,
    shipped,
    to_file,
)
from ocm_plugin.ocm.search.search import Search, to_json
from tests.support.effort import tries
from tests.support.search_strategies import circles, searches

AUSTIN = Circle(30.2672, -97.7431, 5000)
FAST = SavedSearch("Fast in Austin", Search(AUSTIN, connection_type_ids=(32,), min_power_kw=50))
PLACES = [(-97.75, 30.25), (8.25, 50.5)]
NAMES = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1, max_size=40).map(
    lambda text: " ".join(text.split()) or "x"
)


@settings(max_examples=tries(200), deadline=None)
@given(st.lists(st.builds(SavedSearch, NAMES, searches(circles(PLACES)), st.booleans()), max_size=5))
def test_what_is_written_into_a_file_is_read_back(saved: list[SavedSearch]) -> None:
    found = from_file(to_file(saved))
    assert [each.search for each in found.searches] == [each.search for each in saved]
    assert [each.has_place for each in found.searches] == [each.has_place for each in saved]
    assert found.set_aside == ()


def _file_of(*entries: Any) -> str:
    return json.dumps({"kind": "Open Charge Map searches", "version": 1, "searches": list(entries)})


def test_a_damaged_and_a_newer_entry_are_named_and_the_others_read() -> None:
    good = json.loads(to_file([FAST]))["searches"][0]
    newer = {"name": "From tomorrow", "search": {"version": 99, "area": {"kind": "world"}}}
    impossible = {"name": "Too strong", "search": {"version": 1, "area": {"kind": "world"}, "min_power_kw": -5}}
    found = from_file(_file_of({"name": "Broken", "search": {"area": 5}}, good, newer, impossible, 7, {"search": {}}))
    assert found.searches == (FAST,)
    assert [each.name for each in found.set_aside] == [
        "Broken",
        "From tomorrow",
        "Too strong",
        "Search without a name",
        "Search without a name",
    ]
    assert "newer version" in found.set_aside[1].why
    assert "impossible" in found.set_aside[2].why


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        "null",
        '{"kind": "bookmarks", "version": 1, "searches": []}',
        '{"kind": "Open Charge Map searches", "version": "1", "searches": []}',
        '{"kind": "Open Charge Map searches", "version": 1, "searches": {}}',
        "[" * 100_000,
    ],
)
def test_another_file_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(StoredValueError, match="no file of saved searches"):
        from_file(text)


def test_a_file_of_a_newer_version_asks_for_an_update() -> None:
    with pytest.raises(StoredValueError, match="update the plugin"):
        from_file('{"kind": "Open Charge Map searches", "version": 2, "searches": []}')


def test_the_shipped_ones_hold_for_any_place_and_name_things_that_exist() -> None:
    assert len({each.name for each in shipped()}) == len(shipped()) == 4
    for each in shipped():
        assert not each.has_place
        assert each.search.has_filters
        assert set(each.search.connection_type_ids) <= set(BUILT_IN.connection_types)
        assert set(each.search.usage_type_ids) <= set(BUILT_IN.usage_types)


def test_names_are_found_whatever_their_capitals_and_the_nearest_is_offered() -> None:
    assert named(" fast  in AUSTIN ", [FAST]) is FAST
    with pytest.raises(SearchError, match="Did you mean “Fast in Austin”"):
        named("fast in austn", [FAST])
    with pytest.raises(SearchError, match=r"No search is saved as “Hamburg”\.$"):
        named("Hamburg", [FAST])


def test_a_text_means_a_name_or_the_search_itself() -> None:
    assert meant("Fast in Austin", [FAST]) is FAST
    assert meant("Open data only", [FAST]).search == Search(open_data=True)
    assert meant(to_json(FAST.search), []).search == FAST.search
    assert meant(f"\n{to_file([FAST])}", []) == FAST
    with pytest.raises(StoredValueError, match="holds 2 searches"):
        meant(to_file([FAST, FAST]), [])
    with pytest.raises(StoredValueError, match="damaged"):
        meant("{", [])


def test_names_are_checked() -> None:
    assert checked_name("  CCS \n in  Texas ") == "CCS in Texas"
    for wrong in ("", "  \n", "x" * 201):
        with pytest.raises(SearchError):
            checked_name(wrong)


def test_a_taken_name_gets_the_first_free_number() -> None:
    assert free_name("Fast", ["Slow"]) == "Fast"
    assert free_name("Fast", ["FAST", "fast (2)"]) == "Fast (3)"

"""A map that is followed: what a view lacks is asked for once, and nothing else."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocm_plugin.ocm.following import Following, Full, TooFarOut, grown, together
from ocm_plugin.ocm.match.point_in_area import place_test
from ocm_plugin.ocm.records.credits import Attribution
from ocm_plugin.ocm.records.provenance import COMPLETE, FROM_API, FROM_HELD, FROM_PARTS, Origin, Provenance
from ocm_plugin.ocm.search.areas import Extent, World
from ocm_plugin.ocm.search.search import Search
from tests.support.effort import tries
from tests.support.results import result_of

VIEW = Extent(8.0, 50.0, 9.0, 50.5)
NOW = datetime(2026, 11, 30, 12, tzinfo=timezone.utc)

views = st.builds(
    lambda x, y, size: Extent(x, y, x + size, y + size / 2),
    st.floats(7, 9),
    st.floats(49, 51),
    st.sampled_from((0.05, 0.3, 1.0)),
)


@settings(max_examples=tries(200))
@given(st.lists(views, min_size=1, max_size=12), st.floats(0, 1), st.floats(0, 1))
def test_every_place_of_every_view_is_loaded_and_none_twice(moves, across, up):
    """Places on edges apart, which two boxes share."""
    following, loaded = Following(), []
    for view in moves:
        area = following.missing(view)
        if area is not None:
            loaded.append(place_test(area))
            following.took(area)
        place = (view.west + (view.east - view.west) * across, view.south + (view.north - view.south) * up)
        assert sum(holds(*place) for holds in loaded) >= 1 and place_test(following.area)(*place)
        assert following.missing(view) is None
    # Between the steps, on which areas begin and end.
    inner = (7 + (math.floor(across * 2_000) + 0.5) / 1024, 49 + (math.floor(up * 2_000) + 0.5) / 1024)
    assert sum(holds(*inner) for holds in loaded) <= 1


def test_a_small_move_and_the_way_back_need_nothing():
    following = Following()
    following.took(following.missing(VIEW))
    assert following.missing(Extent(8.1, 50.05, 9.1, 50.55)) is None and following.missing(VIEW) is None


def test_after_a_larger_move_only_the_strip_is_missing():
    following = Following()
    first = following.missing(VIEW)
    following.took(first)
    area = following.missing(Extent(8.6, 50.0, 9.6, 50.5))
    assert isinstance(area, Extent) and area.west == first.east and area.east > 9.6


def test_of_a_large_view_nothing_is_loaded():
    with pytest.raises(TooFarOut):
        Following().missing(Extent(5, 45, 15, 55))
    with pytest.raises(TooFarOut):
        Following().missing(World())


def test_it_ends_before_a_result_is_too_patched():
    following = Following()
    with pytest.raises(Full):
        for step in range(400):
            area = following.missing(Extent(step * 0.4, 0, step * 0.4 + 0.1, 0.1))
            following.took(area)


def test_a_view_across_the_antimeridian_is_loaded_on_both_sides():
    following = Following()
    following.took(following.missing(Extent(179.8, -17, -179.8, -16.8)))
    assert following.missing(Extent(179.9, -17, 179.95, -16.9)) is None
    assert following.missing(Extent(-179.95, -17, -179.9, -16.9)) is None


def test_the_same_view_grows_to_the_same_area():
    box = (8.0, 50.0, 9.0, 50.5)
    assert grown(box) == grown((8.001, 50.001, 9.001, 50.501))


def test_two_parts_together_say_what_both_are_worth():
    provenance = Provenance(
        COMPLETE, "Open Charge Map", False, NOW, NOW + timedelta(seconds=3), 10, 8, 1, 1, True, 2, 500,
        origin=Origin(FROM_API, "https://x/v3/"), unstated=(("status_type_ids", 2),),
    )  # fmt: skip
    older = replace(
        provenance, matched=5, requests=0, origin=Origin(FROM_HELD, "https://x/v3/", NOW - timedelta(hours=5))
    )
    first = result_of(Search(VIEW), provenance, attribution=Attribution(()))
    both = together(first, result_of(Search(Extent(9, 50, 10, 50.5)), older), World())
    said = both.provenance
    assert (said.matched, said.cannot_tell, said.requests, said.received) == (13, 2, 2, 20)
    assert said.origin == Origin(FROM_PARTS, "https://x/v3/", NOW - timedelta(hours=5))
    assert [(kept.kind, kept.n_stations) for kept in said.kept] == [(FROM_HELD, 6)]
    assert said.unstated == (("status_type_ids", 4),) and both.search == Search(World()) and said.is_complete

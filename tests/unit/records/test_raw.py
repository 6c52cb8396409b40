"""POIs as mirrors keep them: small, and decoded into the very same stations as before."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocm_plugin.ocm.records.decoding import decode_pois
from ocm_plugin.ocm.records.raw import pack, plain_poi, unpack
from tests.ocm_server.synthetic import make_pois
from tests.support.effort import tries
from tests.support.poi_shapes import POI, SHAPES, Poi, with_objects
from tests.support.strategies import ANY_JSON


def kept(poi: Poi) -> Poi:
    return unpack(pack(plain_poi(poi)))


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_decodes_into_the_same_station(shape):
    poi = SHAPES[shape](POI)
    page = decode_pois([poi], with_comments=True)
    again = decode_pois([kept(page.raw[0])], with_comments=True)
    assert again.stations == page.stations
    assert again.embedded == {}


def test_all_shapes_are_kept_alike():
    """An update compares what it gets with what is held: the same station in another shape is no change."""
    in_other_words = ("camelCase", "as text")
    shapes = [shape for name, shape in SHAPES.items() if not any(word in name for word in in_other_words)]
    assert len({json.dumps(kept(shape(POI)), sort_keys=True) for shape in shapes}) == 1


@st.composite
def odd_pois(draw: st.DrawFn) -> Poi:
    """A POI in which some members are anything at all."""
    poi = copy.deepcopy(draw(st.sampled_from([POI, with_objects(POI), make_pois(1, draw(st.integers(1, 99)))[0]])))
    for _ in range(draw(st.integers(0, 4))):
        owner: Any = poi
        for _ in range(draw(st.integers(0, 3))):
            inner = list(owner.values()) if isinstance(owner, dict) else owner
            inner = [each for each in inner if isinstance(each, (dict, list)) and each]
            owner = draw(st.sampled_from(inner)) if inner else owner
        place = draw(st.sampled_from(list(owner))) if isinstance(owner, dict) else 0
        owner[place] = draw(ANY_JSON)
    return poi


@settings(max_examples=tries(500))
@given(odd_pois(), st.booleans())
def test_whatever_stands_in_a_record_it_is_read_as_before(poi, with_comments):
    page = decode_pois([poi], with_comments)
    again = decode_pois([kept(each) for each in page.raw], with_comments)
    assert repr(again.stations) == repr(page.stations)
    assert again.unread_dates == page.unread_dates


def test_unknown_members_stay():
    """A later version of this plugin may read what this one does not know."""
    assert kept({**POI, "NewMember": {"a": [1, None]}})["NewMember"] == {"a": [1, None]}


def test_of_users_only_names_stay():
    poi = copy.deepcopy(POI)
    poi["UserComments"][1]["User"]["ProfileImageURL"] = "https://example.org/hash-of-an-address"
    assert "hash-of-an-address" not in json.dumps(kept(poi))
    assert decode_pois([kept(poi)], True).stations == decode_pois([poi], True).stations
    poi["UserComments"][1]["User"] = {"ID": 5}
    assert "User" not in kept(poi)["UserComments"][1]


def test_a_damaged_one_is_an_error():
    packed = pack(plain_poi(POI))
    for damaged in (packed[:-5], b"", b"x" + packed, pack([1])):  # type: ignore[arg-type]
        with pytest.raises(ValueError, match="packed"):
            unpack(damaged)


def test_a_station_takes_less_than_half_of_its_smallest_json():
    pois = make_pois(500)
    plain = sum(len(json.dumps(poi, separators=(",", ":"))) for poi in pois)
    assert sum(len(pack(plain_poi(poi))) for poi in pois) < plain / 2

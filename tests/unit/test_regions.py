"""Placemarks in regions: each in one part, where it is, and few enough in each."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from ocm_plugin.share.regions import DEEPEST, tiles
from tests.support.effort import tries

PLACES = st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90)), min_size=1, max_size=80)


@settings(max_examples=tries(300))
@given(PLACES, st.integers(1, 12))
def test_each_placemark_stands_in_one_part_that_holds_its_place(places, most):
    made = tiles(places, most)
    assert Counter(number for tile in made for number in tile.numbers) == Counter(range(len(places)))
    for tile in made:
        assert len(tile.numbers) <= most or tile.depth == DEEPEST
        west, south, east, north = tile.region
        for number in tile.numbers:
            longitude, latitude = places[number]
            assert west <= longitude <= east and south <= latitude <= north


def test_from_afar_stations_are_spread_over_the_region():
    places = [(number / 100, 50.0 + number % 7) for number in range(1_000)]
    first = tiles(places, 10)[0]
    assert first.depth == 0 and len(first.numbers) == 10
    assert first.numbers == list(range(0, 1_000, 100))


def test_stations_on_one_spot_come_to_an_end():
    made = tiles([(8.25, 50.5)] * 50, 3)
    assert sum(len(tile.numbers) for tile in made) == 50
    assert max(tile.depth for tile in made) <= DEEPEST

"""The nearest of many places, and of usable stations, against plain loops over all."""

from __future__ import annotations

import math
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from ocm_plugin.ocm.analysis.nearest import NearestPlaces, NearestStations
from ocm_plugin.ocm.analysis.usable import Site, Usable, UsableTest
from ocm_plugin.ocm.match.filters import Verdict
from ocm_plugin.ocm.search.geodesy import metres_between
from tests.support.effort import tries


def place(random: Random, spread: float) -> tuple[float, float]:
    longitude, latitude = random.choice([(8.0, 50.0), (179.99, 0.0), (0.0, 89.99), (-70.0, -55.0)])
    x = (longitude + random.uniform(-spread, spread) + 180) % 360 - 180
    return x, max(-90.0, min(90.0, latitude + random.uniform(-spread, spread)))


@given(st.integers(0, 2**32), st.sampled_from([0.001, 0.1, 10.0, 180.0]), st.integers(1, 4))
@settings(max_examples=tries(200))
def test_the_nearest_places_are_those_of_plain_loops(seed, spread, number):
    random = Random(seed)
    places = [place(random, spread) for _ in range(random.choice([0, 1, 5, 60]))]
    within = random.choice([math.inf, 100.0, 20_000.0, 2_000_000.0])
    asked = place(random, spread)
    expected = sorted((metres_between(asked, each), at) for at, each in enumerate(places))[:number]
    found = NearestPlaces(places).nearest(asked, number, within)
    assert found == [each for each in expected if each[0] <= within]


def site(number: int, at: tuple[float, float], counts_now: bool | None) -> Site:
    return Site(number, at, counts_now, False, None, ())


@given(st.integers(0, 2**32), st.integers(1, 3))
@settings(max_examples=tries(150))
def test_sure_stations_and_nearer_uncertain_ones_against_plain_loops(seed, number):
    random = Random(seed)
    sites = [site(each, place(random, 0.2), random.choice([True, None, False])) for each in range(random.randrange(30))]
    asked = place(random, 0.2)
    ways = sorted((metres_between(asked, each.position), each.ocm_id, each.counts_now) for each in sites)
    sure = [way for way in ways if way[2] is True][:number]
    unsure = [way for way in ways if way[2] is None and (len(sure) < number or way[0] < sure[-1][0])][:number]
    unsure = [way for way in unsure if sum(each[0] < way[0] for each in sure) < number]
    found = NearestStations(sites, Usable(UsableTest())).nearest(asked, number)
    assert sorted((each.metres, each.site.ocm_id) for each in found) == sorted(way[:2] for way in [*sure, *unsure])
    assert [each.metres for each in found] == sorted(each.metres for each in found)
    # Several at the pole are equally far, and still have a rank of their own.
    assert [each.rank for each in found if each.verdict is Verdict.YES] == [*range(1, len(sure) + 1)]
    for each in found:
        if each.verdict is Verdict.CANNOT_TELL:
            assert each.rank == 1 + sum(way[0] < each.metres for way in sure)
        assert (each.verdict is Verdict.YES) is (each.site.counts_now is True)


def test_distances_to_the_nearest_sure_and_possible_station():
    sites = [site(1, (8.0, 50.0), True), site(2, (8.001, 50.0), None), site(3, (8.002, 50.0), False)]
    stations = NearestStations(sites, Usable(UsableTest()))
    surely, possibly = stations.distances((8.003, 50.0))
    assert round(surely) == 215 and round(possibly) == 143
    assert NearestStations(sites[2:], Usable(UsableTest())).distances((8.003, 50.0)) == (math.inf, math.inf)

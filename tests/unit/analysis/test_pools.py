"""Pools of stations: neighbours on the ellipsoid, compared with plain loops over all pairs."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocm_plugin.ocm.analysis.near import NearPlaces
from ocm_plugin.ocm.analysis.pools import clusters, middle_of, pools_of
from ocm_plugin.ocm.analysis.usable import Site, Usable, UsableTest
from ocm_plugin.ocm.errors import Cancelled
from ocm_plugin.ocm.match.filters import Verdict
from ocm_plugin.ocm.search.geodesy import metres_between
from tests.support.analysed import site_of_station
from tests.support.effort import tries
from tests.support.made_stations import connection, station

CCS = 33


def nothing() -> None:
    """A run that nobody cancels."""


def site(number: int, longitude: float, latitude: float, *lines, **known) -> Site:
    known = {"status_id": 50, "usage_id": 1, "operator_id": 7, **known}
    return site_of_station(station(*lines, id=number, longitude=longitude, latitude=latitude, **known))


def random_places(random: Random, number: int) -> list[tuple[float, float]]:
    longitude = random.choice([8.0, 179.999, -179.9995, 0.0])
    latitude = random.choice([0.0, 50.0, -89.999, 89.9995, 70.0])
    places = []
    for _ in range(number):
        x, y = longitude + random.uniform(-0.004, 0.004), latitude + random.uniform(-0.002, 0.002)
        places.append(((x + 180) % 360 - 180, max(-90.0, min(90.0, y))))
    return places


@given(st.integers(0, 2**32), st.sampled_from([1.0, 50.0, 150.0, 400.0]))
@settings(max_examples=tries(200))
def test_places_within_a_distance_are_those_of_plain_loops(seed, distance):
    places = random_places(Random(seed), 30)
    near = NearPlaces(places, distance)
    for place in places:
        expected = {number for number, other in enumerate(places) if metres_between(place, other) <= distance}
        assert set(near.within(place)) == expected


@given(st.integers(0, 2**32), st.sampled_from([50.0, 150.0]), st.booleans())
@settings(max_examples=tries(150))
def test_pools_are_those_of_plain_loops(seed, distance, of_one_operator):
    random = Random(seed)
    sites = [
        Site(number, place, True, False, None, (), operator_id=random.choice([None, 1, 7, 9]))
        for number, place in enumerate(random_places(random, 20))
    ]

    def are_joined(one: Site, other: Site) -> bool:
        if of_one_operator and (one.operator_id != other.operator_id or one.operator_id in (None, 1)):
            return False
        return metres_between(one.position, other.position) <= distance

    expected = [{number} for number in range(len(sites))]
    for one in range(len(sites)):
        for other in range(one):
            if are_joined(sites[one], sites[other]):
                mine = next(group for group in expected if one in group)
                its = next(group for group in expected if other in group)
                if mine is not its:
                    expected.remove(its)
                    mine |= its
    found = clusters(sites, distance, of_one_operator, nothing)
    assert sorted(map(sorted, found)) == sorted(map(sorted, expected))


def test_a_pool_adds_up_and_says_what_is_sure():
    """Two stations 60 m apart; a third stands 10 km off, one is out of operation, one may be."""
    four = connection(type_id=CCS, power_kw=150.0, quantity=4, current_id=30)
    sites = [
        site(5, 8.0, 50.0, four, title="North"),
        site(3, 8.0008, 50.0, four, operator_id=8, title="South"),
        site(9, 8.1, 50.0, four),
        site(10, 8.0001, 50.0, four, status_id=100),
        site(11, 8.0002, 50.0, four, status_id=None),
    ]
    usable = Usable(UsableTest(min_power_kw=150))
    first, second = pools_of(sites, usable, 100, False, None, nothing)
    assert (first.pool_id, first.name) == (3, "South")
    assert [each.ocm_id for each in first.sites] == [3, 5, 11]
    assert first.operators == "Invented Network; A Person"
    assert first.stations == (2, 3, 3)
    assert first.amounts.points == (8, 12, 12)
    assert first.amounts.kw == (1200, 1800, 1800)
    assert first.verdict is Verdict.YES
    assert first.spread_m < 60 and second.spread_m == 0
    more = pools_of(sites, usable, 100, False, 10, nothing)
    assert [(pool.pool_id, pool.verdict) for pool in more] == [(3, Verdict.CANNOT_TELL)]
    assert len(pools_of(sites, usable, 100, True, None, nothing)) == 3


def test_the_middle_across_the_meridian():
    assert middle_of([(179.9999, 0.0), (-179.9999, 0.0)]) == pytest.approx((180.0, 0.0), abs=1e-9)


def test_a_cancelled_run_ends():
    def cancelled() -> None:
        raise Cancelled()

    with pytest.raises(Cancelled):
        clusters([site(1, 8.0, 50.0)], 100, False, cancelled)

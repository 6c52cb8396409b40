"""Which stretches of roads are served, against a brute force that tries all answers on the uncertain pools."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ocm_plugin.ocm.analysis.gaps as gaps_module
from ocm_plugin.ocm.analysis.gaps import gaps_of
from ocm_plugin.ocm.analysis.road_network import Road, RoadNetwork, Share, Stop, share_of
from ocm_plugin.ocm.errors import Cancelled
from ocm_plugin.ocm.match.filters import Verdict
from tests.support.effort import tries
from tests.support.road_oracle import deciding, plain_answers, verdict_of

YES, CANNOT_TELL, NO = Verdict.YES, Verdict.CANNOT_TELL, Verdict.NO


def nothing() -> None:
    """A run that nobody cancels."""


def random_roads(random: Random) -> list[Road]:
    """Up to seven roads between few places: loops, double roads, dead ends, and some that join nothing."""
    places = random.randrange(1, 6)
    return [
        Road(random.randrange(places), random.randrange(places), float(random.randrange(1, 9)))
        for _ in range(random.randrange(1, 8))
    ]


def random_stops(random: Random, roads: list[Road], pools: int) -> list[Stop]:
    """Each pool on one road, sometimes on two."""
    return [
        Stop(road, float(random.randrange(int(roads[road].length_km) + 1)), pool)
        for pool in range(pools)
        for road in random.sample(range(len(roads)), min(len(roads), random.choice([1, 1, 1, 2])))
    ]


@given(st.integers(0, 2**40))
@settings(max_examples=tries(1000), deadline=None)
def test_verdicts_and_what_they_hang_on_are_those_of_all_answers(seed):
    """Networks and limits at random, up to five uncertain pools: every stretch, and every pool it depends on."""
    random = Random(seed)
    roads = random_roads(random)
    verdicts = [random.choice([YES, CANNOT_TELL, CANNOT_TELL, NO]) for _ in range(random.randrange(6))]
    stops = random_stops(random, roads, len(verdicts))
    limit = random.randrange(1, 25)
    network = RoadNetwork(roads, stops)
    unsure, answers = plain_answers(roads, stops, verdicts, limit)
    found = network.findings(verdicts, limit, nothing)
    compared = 0
    for way, (stretch, finding) in enumerate(zip(network.stretches, found)):
        is_open = finding.verdict is CANNOT_TELL
        hanging = network.hangs_on(way, finding, verdicts, limit) if is_open else set()
        for km in range(int(stretch.from_km), int(stretch.to_km)):
            served = answers[stretch.road, km]
            assert finding.verdict is verdict_of(served)
            assert hanging == deciding(unsure, served)
            compared += 1
    assert compared == sum(road.length_km for road in roads)


def test_a_road_between_its_ends_and_pools():
    """100 km, limit 60: the first pool surely qualifies, the second may."""
    network = RoadNetwork([Road("west", "east", 100.0)], [Stop(0, 30.0, 0), Stop(0, 80.0, 1)])
    found = network.findings([YES, CANNOT_TELL], 60.0, nothing)
    assert [(stretch.from_km, stretch.to_km) for stretch in network.stretches] == [(0, 30), (30, 80), (80, 100)]
    assert [(each.verdict, each.shortest_km, each.longest_km) for each in found] == [
        (YES, 30, 30),
        (CANNOT_TELL, 50, 70),
        (CANNOT_TELL, 20, 70),
    ]
    for way in (1, 2):
        assert network.hangs_on(way, found[way], [YES, CANNOT_TELL], 60.0) == {1}


def test_exactly_the_spacing_is_enough():
    network = RoadNetwork([Road(0, 1, 0.1 + 0.2)], [])
    assert network.findings([], 0.3, nothing)[0].verdict is YES


def test_two_roads_that_meet_need_no_pool_there_but_their_lengths_add_up():
    apart = RoadNetwork([Road("a", "b", 40.0), Road("c", "d", 40.0)], [])
    joined = RoadNetwork([Road("a", "b", 40.0), Road("b", "d", 40.0)], [])
    assert [each.verdict for each in apart.findings([], 60.0, nothing)] == [YES, YES]
    assert [each.longest_km for each in joined.findings([], 60.0, nothing)] == [80, 80]


@pytest.mark.parametrize(
    ("share", "needed", "verdict"),
    [
        (Share(100, 100, 100), 1, YES),
        (Share(100, 50, 50), 0.5, YES),
        (Share(100, 49, 50), 0.5, CANNOT_TELL),
        (Share(100, 49, 49.9), 0.5, NO),
        (Share(0, 0, 0), 1, YES),
    ],
)
def test_a_share_of_the_length(share, needed, verdict):
    assert share.verdict(needed) is verdict


def test_what_is_served_adds_up():
    assert share_of([(10, YES), (5, CANNOT_TELL), (3, NO)]) == (18, 10, 15)


def test_a_cancelled_run_ends():
    def cancelled() -> None:
        raise Cancelled()

    roads = [Road(number, number + 1, 1.0) for number in range(5000)]
    with pytest.raises(Cancelled):
        RoadNetwork(roads, []).findings([], 60.0, cancelled)


@given(st.integers(0, 2**40))
@settings(max_examples=tries(300))
def test_on_a_line_by_itself_it_says_what_the_gaps_say(seed):
    """Gaps are found without a network: both agree, on open lines and on closed ones with a sure stop."""
    random = Random(seed)
    length, limit = random.randrange(1, 40), random.randrange(1, 25)
    stops = [(random.randrange(length + 1), random.random() < 0.4) for _ in range(random.randrange(7))]
    is_closed = any(sure for _, sure in stops) and random.random() < 0.4
    gaps = gaps_of(0, length, is_closed, [gaps_module.Stop(km, sure, n) for n, (km, sure) in enumerate(stops)], limit)
    network = RoadNetwork(
        [Road("a", "a" if is_closed else "b", float(length))], [Stop(0, km, n) for n, (km, _) in enumerate(stops)]
    )
    verdicts = [YES if sure else CANNOT_TELL for _, sure in stops]
    found = network.findings(verdicts, limit, nothing)
    for km in range(length):
        way = next(way for way, each in enumerate(network.stretches) if each.from_km <= km < each.to_km)
        (gap,) = [
            each
            for each in gaps.stretches
            if each.from_m <= km < each.to_m or (each.to_m <= each.from_m and not each.to_m <= km < each.from_m)
        ]
        assert found[way].verdict is {YES: NO, NO: YES, CANNOT_TELL: CANNOT_TELL}[gap.gap]
        hanging = network.hangs_on(way, found[way], verdicts, limit) if gap.gap is CANNOT_TELL else set()
        assert hanging == {stop.number for stop in gap.hangs_on}


def test_in_a_large_network_the_ends_of_the_shortest_way_are_named():
    """Where more places are in reach than may be searched."""
    network = RoadNetwork([Road(0, 1, 100.0)], [Stop(0, float(km), km) for km in range(1, 100)])
    verdicts = [CANNOT_TELL] * 100
    found = network.findings(verdicts, 60.0, nothing)
    assert network.hangs_on(49, found[49], verdicts, 60.0, most_places=5) == {49, 50}
    assert {49, 50} < network.hangs_on(49, found[49], verdicts, 60.0)

"""Routes against rule packs: directions of travel, shares of the length, networks, and the stations it hangs on."""

from __future__ import annotations

import math
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocm_plugin.ocm.analysis.corridor_check import Demand, check_corridors, directions_of
from ocm_plugin.ocm.analysis.corridor_values import route_values, stretch_values, undecided_values
from ocm_plugin.ocm.analysis.pool_test import AGAINST_LINE, BOTH, WITH_LINE, PoolTest
from ocm_plugin.ocm.analysis.pools import pools_of
from ocm_plugin.ocm.analysis.road_network import Road, Stop
from ocm_plugin.ocm.analysis.routes import route_of
from ocm_plugin.ocm.analysis.rule_packs import PointRule, PoolRule, RulePack
from ocm_plugin.ocm.analysis.usable import Site
from ocm_plugin.ocm.match.filters import Verdict
from ocm_plugin.ocm.tables.schema.analyses.corridors import CORRIDOR_FIELDS, STRETCH_FIELDS, UNDECIDED_FIELDS
from tests.support.analysed import site_of_station
from tests.support.effort import tries
from tests.support.made_stations import connection, station
from tests.support.road_oracle import deciding, plain_answers, verdict_of

YES, CANNOT_TELL, NO = Verdict.YES, Verdict.CANNOT_TELL, Verdict.NO
KM = 1 / 111.1949
"""In degrees of latitude at 45 degrees, to a part in a thousand."""
FOUR = connection(type_id=33, power_kw=150.0, quantity=4, current_id=30)
PACK = RulePack(
    pack_id="ours",
    title="Our <rule>",
    citation="Plan & more",
    source="https://example.org/?a=1&b=2",
    summary="Every 60 km <b>two</b> points.",
    in_force_from=None,
    in_force_to=None,
    due=None,
    unit="km",
    max_spacing=60.0,
    max_distance=3.0,
    distance_by_road=False,
    each_direction=False,
    share_of_length=1.0,
    pool=PoolRule(None, (PointRule(2, 150, ()),), public=True, open_24_hours=False, for_trucks=False),
    not_checked=("Uptime",),
    notes=("A note",),
)


def nothing() -> None:
    """A run that nobody cancels."""


def line(name, start_km, end_km, longitude=8.0):
    return route_of(name, [[(longitude, 45 + km * KM) for km in (start_km, end_km)]])


def at(number, km, longitude=8.001, lines=(FOUR,), directions=None, **known):
    known = {"status_id": 50, "usage_id": 1, "title": f"S{number}", **known}
    made = station(*lines, id=number, longitude=longitude, latitude=45 + km * KM, **known)
    return site_of_station(made)._replace(directions=directions)


def checked(routes, sites, pack=PACK, is_network=False, are_stated=False):
    """The result, what it was asked, and its pools."""
    demand = Demand(
        pack.max_spacing_km,
        pack.max_distance_m,
        pack.share_of_length,
        directions_of(pack.each_direction, are_stated, is_network),
        is_network,
    )
    test = PoolTest(pack, is_network, demand.reach_m)
    pools = pools_of(sites, test.usable, 100, False, None, nothing)
    return check_corridors(routes, pools, test, demand, nothing), demand, pools


def numbers(result):
    return [each.site.ocm_id for each in result.undecided]


def test_a_route_hangs_on_one_station():
    """100 km; a sure pool at 30, an uncertain one at 80; one beyond the farthest distance is none."""
    sites = [at(1, 30), at(2, 80, status_id=None), at(3, 60, longitude=8.1)]
    result, demand, pools = checked([line("A 1", 0, 100)], sites)
    (route,) = result.routes
    assert route.shares.verdict(1) is route.shares.verdict_by_data(1) is CANNOT_TELL
    assert [each.finding.verdict for each in route.stretches] == [YES, CANNOT_TELL, CANNOT_TELL]
    assert route.shares.served() == pytest.approx((100, 30, 100, 30), rel=0.01)
    assert (route.n_pools_sure, route.n_pools_possible) == (1, 2)
    assert numbers(result) == [2] and result.undecided[0].unknown == ("status",)
    assert result.undecided[0].stretches == 2 and result.undecided[0].where.side == "right"
    values = dict(zip((field.name for field in CORRIDOR_FIELDS), route_values(route, "ours", demand)))
    assert (values["route"], values["verdict"], values["n_open"], values["n_failing"]) == ("A 1", "cannot_tell", 2, 0)
    assert len(values) == len(CORRIDOR_FIELDS)
    assert len(stretch_values(route, route.stretches[0], pools, demand)) == len(STRETCH_FIELDS)
    assert len(undecided_values(result.undecided[0], "A 1", pools)) == len(UNDECIDED_FIELDS)


def test_each_direction_needs_pools_of_its_own():
    """One pool for each direction, and 40 km between them: neither serves both ends of its own direction."""
    pack = PACK._replace(each_direction=True)
    sites = [at(1, 30, directions=WITH_LINE), at(2, 70, directions=AGAINST_LINE)]
    result, _, _ = checked([line("A 1", 0, 80)], sites, pack, are_stated=True)
    shares = result.routes[0].shares
    assert [shares.verdict(1, each) for each in (WITH_LINE, AGAINST_LINE, None)] == [YES, NO, NO]
    both, _, _ = checked([line("A 1", 0, 80)], [at(1, 40, directions=BOTH)], pack, are_stated=True)
    assert both.shares.verdict(1) is YES
    silent, _, _ = checked([line("A 1", 0, 80)], [at(1, 40)], pack)
    assert (silent.shares.verdict(1), silent.shares.verdict_by_data(1)) == (CANNOT_TELL, YES)
    assert [each.unknown for each in silent.undecided] == [("direction",)]


@pytest.mark.parametrize(("share", "verdict"), [(0.4, YES), (0.43, CANNOT_TELL), (0.7, CANNOT_TELL), (0.72, NO)])
def test_a_share_of_all_routes_together(share, verdict):
    """Of 240 km, 100 are served, 70 hang on a station, and 70 are not."""
    routes = [line("served", 0, 50), line("too", 0, 50, 9.0), line("open", 0, 70, 10.0), line("not", 0, 70, 11.0)]
    sites = [at(1, 35, 10.001, status_id=None)]
    result, _, _ = checked(routes, sites, PACK._replace(share_of_length=share))
    assert result.shares.served() == pytest.approx((240, 100, 170, 100), rel=0.01)
    assert result.shares.verdict(share) is verdict


def test_lines_whose_ends_meet_are_one_network():
    """Two lines of 40 km are short by themselves; joined, nothing stands on 80 km, but for a pool on a third one."""
    routes = [
        line("south", 0, 40),
        line("north", 80, 40),
        route_of("side", [[(8.0, 45 + 40 * KM), (8.05, 45 + 40 * KM)]]),
    ]
    apart, _, _ = checked(routes, [])
    joined, _, _ = checked(routes[:2], [], is_network=True)
    forked, _, _ = checked(routes, [at(1, 40, longitude=8.04)], is_network=True)
    assert [each.shares.verdict(1) for each in apart.routes] == [YES, YES, YES]
    assert [each.shares.verdict(1) for each in joined.routes] == [NO, NO]
    assert [each.shares.verdict(1) for each in forked.routes] == [YES, YES, YES]
    assert forked.routes[0].stretches[0].finding.longest_km == pytest.approx(43, abs=0.5)


EDGE_KM = 3
"""Of a lattice of places."""
TALL, WIDE = 1 / 110.574, 1 / 111.320
"""A kilometre in degrees of latitude and of longitude, at the equator."""


def lattice_road(random: Random) -> tuple[tuple[int, int], tuple[int, int]]:
    """From one place of the lattice to its neighbour."""
    x, y = random.randrange(3), random.randrange(3)
    along_x = random.random() < 0.5
    return (x, y), (x + along_x, y + (not along_x))


def lattice_site(random: Random, number: int, x: float, y: float, needed_kw: float) -> tuple[Site, float, float]:
    """A station, and how many points it has that count: at least and at most, by plain rules."""
    kw, quantity = random.choice([None, None, 50.0, 150.0, 150.0]), random.choice([None, None, 2, 4])
    status, usage = random.choice([50] * 6 + [None, 100]), random.choice([1] * 6 + [None, 6])
    line = FOUR._replace(power_kw=kw, quantity=quantity)
    place = {"longitude": 1 + x * WIDE, "latitude": y * TALL}
    site = site_of_station(station(line, id=number, status_id=status, usage_id=usage, **place))
    if status == 100 or usage == 6 or (kw is not None and kw < needed_kw):
        return site, 0, 0
    is_sure = kw is not None and status is not None and usage is not None
    return site, (quantity or 1) if is_sure else 0, quantity or math.inf


@given(st.integers(0, 2**40))
@settings(max_examples=tries(1000), deadline=None)
def test_random_networks_and_packs_are_those_of_all_answers(seed):
    """Lattices of roads, pools of one or two stations on them, and rules, against plain rules and every answer."""
    random = Random(seed)
    ends = list({lattice_road(random) for _ in range(random.randrange(1, 16))})
    needed_kw, needed = random.choice([50.0, 150.0]), random.choice([1, 2, 4])
    is_network, limit = random.random() < 0.8, random.randrange(1, 13) + 0.5
    if is_network:
        roads = [Road(start, end, float(EDGE_KM)) for start, end in ends]
    else:
        roads = [Road((n, start), (n, end), float(EDGE_KM)) for n, (start, end) in enumerate(ends)]
    places: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for number, ((x, y), (to_x, to_y)) in enumerate(ends):
        for km in range(EDGE_KM + 1):
            spot = x * EDGE_KM + (to_x - x) * km, y * EDGE_KM + (to_y - y) * km
            places.setdefault(spot, []).append((number, km))
    sites, stops, verdicts = [], [], []
    for pool, spot in enumerate(random.sample(sorted(places), min(len(places), random.randrange(7)))):
        there = [lattice_site(random, 10 * pool + n, *spot, needed_kw) for n in range(random.choice([1, 1, 2]))]
        sites += [site for site, _, _ in there]
        surely, possibly = (sum(amounts) for amounts in list(zip(*there))[1:])
        verdicts.append(YES if surely >= needed else CANNOT_TELL if possibly >= needed else NO)
        stops += [Stop(number, float(km), pool) for number, km in places[spot]]
    unsure, answers = plain_answers(roads, stops, verdicts, limit)
    pack = PACK._replace(
        max_spacing=limit,
        max_distance=0.01,
        pool=PACK.pool._replace(points=(PointRule(needed, needed_kw, ("ccs2",)),)),
    )
    lines = [[(1 + x * EDGE_KM * WIDE, y * EDGE_KM * TALL) for x, y in each] for each in ends]
    routes = [route_of(str(number), [each]) for number, each in enumerate(lines)]
    result, _, pools = checked(routes, sites, pack, is_network)
    for number, route in enumerate(result.routes):
        for each in route.stretches:
            numbers_of = {pools[pool].pool_id // 10 for pool in each.hangs_on}
            for km in range(round(each.stretch.from_km), round(each.stretch.to_km)):
                assert each.finding.verdict is verdict_of(answers[number, km])
                assert numbers_of == deciding(unsure, answers[number, km])
    share = (random.randrange(len(answers)) + 0.5) / len(answers)
    shares = [
        sum(served[choice] for served in answers.values()) / len(answers) for choice in next(iter(answers.values()))
    ]
    enough = dict(enumerate(each > share for each in shares))
    assert result.shares.verdict(share) is verdict_of(enough)

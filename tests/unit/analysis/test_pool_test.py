"""Whether pools qualify: against hidden truths at random, the real sample, and what is said to decide it."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocm_plugin.ocm.analysis.pool_test import AGAINST_LINE, BOTH, WITH_LINE, PoolTest
from ocm_plugin.ocm.analysis.rule_packs import PointRule, PoolRule, RulePack
from ocm_plugin.ocm.analysis.usable import Usable, UsableTest
from ocm_plugin.ocm.match.filters import Verdict
from tests.support.analysed import real_sites, site_of_station
from tests.support.effort import tries
from tests.support.made_stations import connection, station

YES, CANNOT_TELL, NO = Verdict.YES, Verdict.CANNOT_TELL, Verdict.NO
CCS1, CCS2, CHADEMO = 32, 33, 2
KNOWN = {"status_id": 50, "usage_id": 1}


def pack_of(*points: PointRule, kw: float | None = None, hours=False, trucks=False, by_road=False, each=False):
    rule = PoolRule(kw, points, public=True, open_24_hours=hours, for_trucks=trucks)
    return RulePack("p", "P", "C", "", "S", None, None, None, "km", 60.0, 3.0, by_road, each, 1.0, rule, (), ())


def site(*lines, **known):
    beside = {name: known.pop(name) for name in ("directions", "for_trucks", "road_m") if name in known}
    return site_of_station(station(*lines, **{**KNOWN, **known}))._replace(**beside)


def random_world(random: Random):
    """A station as Open Charge Map states it, and as it really is: (kilowatts, number, suits)."""
    kw, number = random.choice([50.0, 150.0, 300.0]), random.randrange(1, 5)
    status, usage, trucks = (
        random.choice([True, True, False]),
        random.choice([True, True, False]),
        random.random() < 0.7,
    )
    stated = site(
        connection(
            type_id=CCS2,
            power_kw=kw if random.random() < 0.7 else None,
            quantity=number if random.random() < 0.7 else None,
            current_id=30,
        ),
        status_id=(50 if status else 100) if random.random() < 0.8 else None,
        usage_id=(1 if usage else 6) if random.random() < 0.8 else None,
        for_trucks=trucks if random.random() < 0.5 else None,
    )
    return stated, kw, number, status and usage and trucks


@given(st.integers(0, 2**40))
@settings(max_examples=tries(1000))
def test_the_verdict_is_never_against_the_truth(seed):
    """Pools of up to three stations, of which some things are not stated."""
    random = Random(seed)
    worlds = [random_world(random) for _ in range(random.randrange(1, 4))]
    needed, least, total = random.randrange(1, 6), random.choice([50.0, 150.0]), random.choice([None, 300.0, 900.0])
    test = PoolTest(pack_of(PointRule(needed, least, ("ccs2",)), kw=total, trucks=True), False, 3000.0)
    real = [(kw, number) for _, kw, number, suits in worlds if suits]
    is_enough = sum(number for kw, number in real if kw >= least) >= needed
    is_strong = total is None or sum(kw * number for kw, number in real) >= total
    finding = test.finding([stated for stated, _, _, _ in worlds], None)
    if finding.verdict is not CANNOT_TELL:
        assert (finding.verdict is YES) == (is_enough and is_strong)
    undecided = list(test.undecided([stated for stated, _, _, _ in worlds], finding, None))
    assert bool(undecided) == (finding.verdict is CANNOT_TELL)
    assert all(unknown for _, unknown in undecided)


def test_austin():
    """Four CCS 1 at 150 kW: of the real stations, a pool of one is judged as the station is, and power decides."""
    test = PoolTest(pack_of(PointRule(4, 150, ("ccs1",))), False, None)
    usable = Usable(UsableTest((CCS1,), 150, 4))
    verdicts = []
    for each in real_sites():
        finding = test.finding([each], None)
        assert finding.verdict is usable.verdict(each)
        if finding.verdict is CANNOT_TELL and any(line.connection.type_id == CCS1 for line in each.lines):
            ((_, unknown),) = test.undecided([each], finding, None)
            assert unknown == ["power"]
            verdicts.append(finding.verdict)
    assert len(verdicts) == 3


FOUR = connection(type_id=CCS2, power_kw=150.0, quantity=4, current_id=30)
RULE = PointRule(4, 150, ())


@pytest.mark.parametrize(
    ("asked", "known", "verdict", "by_data", "unknown"),
    [
        ({}, {}, YES, YES, None),
        ({"hours": True}, {"access_comments": "24 hours daily"}, YES, YES, None),
        ({"hours": True}, {"access_comments": "Mo-Fr 9:00-17:00"}, NO, NO, None),
        ({"hours": True}, {}, CANNOT_TELL, YES, ["hours"]),
        ({"trucks": True}, {"for_trucks": True}, YES, YES, None),
        ({"trucks": True}, {"for_trucks": False}, NO, NO, None),
        ({"trucks": True}, {}, CANNOT_TELL, YES, ["trucks"]),
        ({"by_road": True}, {}, CANNOT_TELL, YES, ["road_distance"]),
        ({"by_road": True}, {"road_m": 2999.0}, YES, YES, None),
        ({"by_road": True}, {"road_m": 3001.0}, NO, NO, None),
        ({}, {"status_id": None}, CANNOT_TELL, CANNOT_TELL, ["status"]),
        ({}, {"usage_id": None}, CANNOT_TELL, CANNOT_TELL, ["access"]),
        ({"hours": True}, {"status_id": None}, CANNOT_TELL, CANNOT_TELL, ["hours", "status"]),
    ],
)
def test_what_is_asked_beside_the_equipment(asked, known, verdict, by_data, unknown):
    test = PoolTest(pack_of(RULE, **asked), False, 3000.0)
    there = [site(FOUR, **known)]
    finding = test.finding(there, None)
    assert (finding.verdict, finding.verdict_by_data) == (verdict, by_data)
    assert [codes for _, codes in test.undecided(there, finding, None)] == ([] if unknown is None else [unknown])


@pytest.mark.parametrize(
    ("lines", "unknown"),
    [
        ((), ["equipment"]),
        ((FOUR._replace(power_kw=None),), ["power"]),
        ((FOUR._replace(quantity=None),), ["quantity"]),
        ((FOUR._replace(type_id=0),), ["connector"]),
        ((FOUR._replace(quantity=2), FOUR._replace(id=2, type_id=CHADEMO, quantity=2)), ["posts"]),
    ],
)
def test_what_is_not_known_of_the_equipment(lines, unknown):
    test = PoolTest(pack_of(PointRule(4, 150, ("ccs2", "chademo"))), False, None)
    there = [site(*lines)]
    finding = test.finding(there, None)
    assert finding.verdict is CANNOT_TELL and finding.verdict_by_data is CANNOT_TELL
    assert [codes for _, codes in test.undecided(there, finding, None)] == [unknown]


def test_stations_that_decide_nothing_are_not_named():
    """One is known, one has nothing that counts, one surely does not suit."""
    test = PoolTest(pack_of(PointRule(8, 150, ()), trucks=True), False, None)
    open_one = site(FOUR, id=4)
    there = [
        site(FOUR, id=1, for_trucks=True),
        site(FOUR._replace(power_kw=22.0), id=2),
        site(FOUR._replace(quantity=None), id=3, for_trucks=False),
        open_one,
    ]
    finding = test.finding(there, None)
    assert finding.points[0][1:] == (4, 8, 8)
    assert list(test.undecided(there, finding, None)) == [(open_one, ["trucks"])]


@pytest.mark.parametrize(
    ("served", "with_line", "against", "in_network"),
    [
        (BOTH, YES, YES, YES),
        (WITH_LINE, YES, NO, CANNOT_TELL),
        (AGAINST_LINE, NO, YES, CANNOT_TELL),
        (None, CANNOT_TELL, CANNOT_TELL, CANNOT_TELL),
    ],
)
def test_directions_of_travel(served, with_line, against, in_network):
    there = [site(FOUR, directions=served)]
    alone, network = (PoolTest(pack_of(RULE, each=True), is_network, None) for is_network in (False, True))
    assert alone.finding(there, WITH_LINE).verdict is with_line
    assert alone.finding(there, AGAINST_LINE).verdict is against
    assert network.finding(there, BOTH).verdict is in_network

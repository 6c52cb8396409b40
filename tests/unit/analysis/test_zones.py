"""Sums by zone against plain loops, and the target of a fleet in three values."""

from __future__ import annotations

import math
from collections import Counter
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocm_plugin.ocm.analysis.intervals import Interval
from ocm_plugin.ocm.analysis.usable import Site, Usable, UsableTest
from ocm_plugin.ocm.analysis.zones import Fleet, ZoneTotals, zone_values
from ocm_plugin.ocm.tables.schema.analyses.zones import ZONE_FIELDS
from tests.support.analysed import site_of_station
from tests.support.effort import tries
from tests.support.made_stations import connection, station

CCS, CHADEMO, TYPE2, NEW = 33, 2, 25, 4711


def random_site(random: Random, number: int) -> Site:
    lines = [
        connection(
            type_id=random.choice([CCS, CHADEMO, TYPE2, NEW, None]),
            power_kw=random.choice([None, 11.0, 50.0, 150.0]),
            quantity=random.choice([None, 1, 2, 4]),
        )
        for _ in range(random.randrange(4))
    ]
    status, usage = random.choice([50, 50, None, 100]), random.choice([1, 1, None, 6])
    return site_of_station(station(*lines, id=number, status_id=status, usage_id=usage))


@given(st.integers(0, 2**32), st.sampled_from([None, 50]))
@settings(max_examples=tries(150))
def test_zones_add_up_as_plain_loops_do(seed, kw):
    random = Random(seed)
    usable = Usable(UsableTest(min_power_kw=kw))
    totals, held = ZoneTotals(usable), {0: [], 1: [], 2: []}
    for number in range(random.randrange(12)):
        site, zones = random_site(random, number), random.choice([[], [0], [1], [0, 1]])
        totals.add(site, zones)
        for zone in zones:
            held[zone].append(site)
    for zone, sites in held.items():
        stations, amounts = totals.of(zone)
        assert stations == tuple(sum(part) for part in zip((0, 0, 0), *map(usable.stations, sites)))
        for name in ("points", "points_ac", "points_dc", "kw", "kw_ac", "kw_dc"):
            plain = [getattr(usable.amounts(site), name) for site in sites]
            expected = [math.fsum(each[part] for each in plain) for part in range(3)]
            assert list(getattr(amounts, name)) == pytest.approx(expected), name
        connectors = sum((usable.amounts(site).by_standard for site in sites), Counter())
        assert amounts.by_standard == connectors
        assert amounts.n_connectors == sum(connectors.values())


def test_the_values_stand_in_the_order_of_the_fields():
    usable = Usable(UsableTest())
    totals = ZoneTotals(usable)
    lines = (
        connection(type_id=CCS, power_kw=150.0, quantity=4, current_id=30),
        connection(type_id=CHADEMO, power_kw=50.0, quantity=4, current_id=30),
        connection(type_id=TYPE2, power_kw=22.0, quantity=2, current_id=20),
        connection(type_id=NEW, power_kw=22.0, quantity=1),
    )
    totals.add(site_of_station(station(*lines, status_id=50, usage_id=1)), [7])
    values = dict(
        zip(
            (field.name for field in ZONE_FIELDS),
            zone_values(*totals.of(7), 2000, 50.0, Fleet(100, 50, 1.3, 0.8)),
        )
    )
    expected = {
        "n_stations_lo": 1,
        "n_stations_hi": 1,
        "n_points_lo": 4,
        "n_points": 7,
        "n_points_hi": 11,
        "total_kw_lo": 600.0,
        "total_kw": 666.0,
        "total_kw_hi": 866.0,
        "kw_by_quantity": 866.0,
        "kw_by_rows": 244.0,
        "n_points_ac": 2,
        "n_points_dc": 4,
        "total_kw_ac": 44.0,
        "total_kw_dc": 600.0,
        "n_class_5": 4,
        "n_class_4": 4,
        "n_ccs2": 4,
        "n_chademo": 4,
        "n_type2": 2,
        "n_other": 1,
        "points_per_1000": 3.5,
        "kw_per_1000": 333.0,
        "area_km2": 50.0,
        "points_per_100km2": 14.0,
        "fleet_target_kw": 170.0,
        "fleet_verdict": "met",
    }
    assert {name: values[name] for name in expected} == expected
    assert len(values) == len(ZONE_FIELDS)


def test_an_empty_zone_is_zero_and_what_is_not_given_is_not_known():
    values = zone_values(*ZoneTotals(Usable(UsableTest())).of(0), None, None, Fleet(None, None, 1.3, 0.8))
    found = dict(zip((field.name for field in ZONE_FIELDS), values))
    assert found["n_points_hi"] == 0 and found["total_kw_hi"] == 0
    assert found["points_per_1000"] is found["area_km2"] is found["fleet_target_kw"] is found["fleet_verdict"] is None


@pytest.mark.parametrize(
    ("fleet", "kw", "verdict"),
    [
        ((100, 50), (170.0, 180.0, 200.0), "met"),
        ((100, 50), (169.0, 180.0, 200.0), "cannot_tell"),
        ((100, 50), (100.0, 150.0, 169.9), "not_met"),
        ((100, 50), (100.0, 150.0, math.inf), "cannot_tell"),
        ((0, 0), (0.0, 0.0, 0.0), "met"),
        ((100, None), (1000.0, 1000.0, 1000.0), "cannot_tell"),
        ((100, None), (100.0, 110.0, 129.0), "not_met"),
        ((None, None), (0.0, 0.0, 0.0), None),
    ],
)
def test_a_target_is_met_by_what_is_sure_and_missed_by_what_is_possible(fleet, kw, verdict):
    assert Fleet(*fleet, 1.3, 0.8).verdict(Interval(*kw)) == verdict

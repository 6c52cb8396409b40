"""Usable stations: the test is that of a search, and the intervals hold the truth of data that were hidden."""

from __future__ import annotations

import math
from collections import Counter
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocm_plugin.ocm.analysis.intervals import NOTHING, Interval, total
from ocm_plugin.ocm.analysis.usable import Site, Usable, UsableTest, summed
from ocm_plugin.ocm.match.filters import Judge, Verdict
from ocm_plugin.ocm.search.search import Search
from tests.support.analysed import real_sites, real_stations, row_of, site_of_station
from tests.support.effort import tries
from tests.support.made_stations import connection, station
from tests.support.made_stations import context as made_context
from tests.support.results import context_now

YES, NO, CANNOT_TELL = Verdict.YES, Verdict.NO, Verdict.CANNOT_TELL
CCS1, CCS2, CHADEMO, TYPE2 = 32, 33, 2, 25
STANDARDS = {CCS1: "ccs1", CCS2: "ccs2", CHADEMO: "chademo", TYPE2: "type2"}
PLUGS = {CCS2: (50.0, 150.0, 300.0), CHADEMO: (50.0,), TYPE2: (11.0, 22.0)}
ANY = UsableTest(in_operation=None, is_public=None)


def made(*lines, **known) -> Site:
    return site_of_station(station(*lines, **{"status_id": 50, "usage_id": 1, **known}))


# One station


@pytest.mark.parametrize(
    ("known", "wish", "expected"),
    [
        ({}, UsableTest(), YES),
        ({"status_id": 150}, UsableTest(), NO),
        ({"status_id": 100}, UsableTest(), NO),
        ({"status_id": 30}, UsableTest(), CANNOT_TELL),
        ({"status_id": None}, UsableTest(), CANNOT_TELL),
        ({"status_id": None}, ANY, YES),
        ({"usage_id": 6}, UsableTest(), NO),
        ({"usage_id": None}, UsableTest(), CANNOT_TELL),
        ({"usage_id": None}, UsableTest(is_public=None), YES),
        ({"usage_id": 6}, UsableTest(is_public=False), YES),
    ],
)
def test_status_and_access(known, wish, expected):
    assert Usable(wish).verdict(made(connection(type_id=CCS2, power_kw=150.0, quantity=2), **known)) is expected


def test_type_power_and_number_are_asked_of_the_same_connectors():
    wish = Usable(UsableTest(connection_type_ids=(CCS2,), min_power_kw=150, min_points=5))
    strong, slow = (connection(type_id=CCS2, power_kw=kw, quantity=3) for kw in (150.0, 50.0))
    assert wish.verdict(made(strong, slow)) is NO
    assert wish.verdict(made(strong, strong)) is YES
    assert wish.verdict(made(strong, connection(type_id=CCS2, quantity=3))) is CANNOT_TELL
    assert wish.verdict(made(strong, connection(type_id=CCS2, power_kw=150.0))) is CANNOT_TELL  # any number of them
    assert wish.verdict(made()) is CANNOT_TELL


def test_ccs_and_chademo_of_one_post_are_one_point():
    site = made(
        connection(type_id=CCS2, power_kw=150.0, quantity=4), connection(type_id=CHADEMO, power_kw=50.0, quantity=4)
    )
    amounts = Usable(UsableTest()).amounts(site)
    assert amounts.points == Interval(4, 4, 8)
    assert amounts.kw == Interval(600.0, 600.0, 800.0)
    assert (amounts.kw_by_quantity, amounts.kw_by_rows) == (800.0, 200.0)
    assert amounts.by_standard == {"ccs2": 4, "chademo": 4}


def test_a_stated_number_of_points_counts_for_all_connectors_only():
    lines = connection(type_id=CCS2, power_kw=150.0, quantity=4), connection(type_id=TYPE2, power_kw=22.0, quantity=2)
    site = made(*lines, number_of_points=5)
    assert Usable(UsableTest()).amounts(site).points == Interval(4, 5, 6)
    assert Usable(UsableTest(min_power_kw=50)).amounts(site).points == Interval(4, 4, 4)


def test_what_is_unknown_has_no_upper_bound():
    amounts = Usable(UsableTest()).amounts(made(connection(type_id=CCS2, level_id=3)))
    assert (amounts.points.lo, amounts.points.hi) == (1, math.inf)
    assert (amounts.kw.lo, amounts.kw.hi) == (40.0, math.inf)
    assert (amounts.n_kw_unknown, amounts.n_quantity_unknown) == (1, 1)
    empty = Usable(UsableTest()).amounts(made())
    assert empty.points == Interval(0, 0, math.inf)
    assert empty.n_without_equipment == 1


def test_an_uncertain_station_has_nothing_for_sure():
    site = made(connection(type_id=CCS2, power_kw=150.0, quantity=2), status_id=None)
    usable = Usable(UsableTest())
    assert usable.stations(site) == Interval(0, 1, 1)
    assert usable.amounts(site).kw == Interval(0, 300.0, 300.0)
    out = made(connection(type_id=CCS2, power_kw=150.0, quantity=2), status_id=100)
    assert usable.amounts(out).kw == NOTHING


def test_equipment_that_is_out_counts_in_nothing():
    site = made(
        connection(type_id=CCS2, power_kw=150.0, quantity=2),
        connection(type_id=CCS2, power_kw=150.0, quantity=2, status_id=100),
    )
    assert Usable(UsableTest()).amounts(site).points == Interval(2, 2, 2)


# Against the search and the hidden truth


@given(st.integers(0, 2**32), st.sampled_from([None, 22, 50, 150]), st.sampled_from([(), (CCS2,), (CCS2, CHADEMO)]))
@settings(max_examples=tries(300))
def test_the_test_says_what_a_search_says(seed, kw, types):
    """One function decides for both, which see the station by different ways: the record and the layers."""
    random = Random(seed)
    lines = [
        connection(
            type_id=random.choice([CCS2, CHADEMO, TYPE2, None]),
            power_kw=random.choice([None, 22.0, 50.0, 150.0]),
            quantity=random.choice([None, 1, 2]),
            level_id=random.choice([None, 2, 3]),
            status_id=random.choice([None, None, 50, 100, 150, 200]),
        )
        for _ in range(random.randrange(4))
    ]
    record = station(
        *lines, status_id=random.choice([None, 0, 50, 75, 30, 100, 150]), usage_id=random.choice([None, 0, 1, 2, 6])
    )
    search = Search(min_power_kw=kw, connection_type_ids=types, in_operation=True, is_public=True)
    wish = UsableTest(types, kw)
    assert Usable(wish).verdict(site_of_station(record)) is Judge(search, made_context())(record)


def hidden_site(random: Random) -> tuple[Site, list[list[tuple[int, float]]], bool]:
    """A site of which data are missing, and the truth: the connectors (type, kW) of each post, and whether it works."""
    posts = []
    for _ in range(random.randrange(1, 6)):
        kinds = random.sample(list(PLUGS), random.choice([1, 1, 2]))
        posts.append([(kind, random.choice(PLUGS[kind])) for kind in kinds])
    rows = []
    for (kind, kw), number in Counter(each for post in posts for each in post).items():
        shown = random.choice(["stated", "guess", "unknown"])
        bounds = {"stated": (kw, kw, kw), "guess": (kw * 0.8, 0.5 * kw, 2 * kw), "unknown": (None, 10.0, None)}[shown]
        says_number, says_type = random.random() < 0.7, random.random() < 0.9
        rows.append(
            row_of(
                {
                    "type_id": kind if says_type else None,
                    "standard": STANDARDS[kind] if says_type else "unknown",
                    "current": random.choice(["ac" if kind == TYPE2 else "dc", "unknown"]),
                    **dict(zip(("kw_used", "kw_lo", "kw_hi"), bounds)),
                    "quantity_raw": number if says_number else None,
                    "quantity_used": number if says_number else 1,
                    "status_class": "operational",
                    "status_inherited": True,
                }
            )
        )
    works = random.random() < 0.8
    counts_now = None if random.random() < 0.2 else works
    site = Site(1, (0.0, 0.0), counts_now, False, None, tuple(row.line for row in rows))
    return site, posts, works


@given(st.integers(0, 2**32), st.sampled_from([None, 22, 50, 150]), st.sampled_from([(), (CCS2,)]))
@settings(max_examples=tries(500))
def test_the_intervals_of_a_zone_hold_the_hidden_truth(seed, kw, types):
    random = Random(seed)
    usable = Usable(UsableTest(types, kw))
    found, stations, n_points, all_kw, n_dc, n_stations = [], [], 0, 0.0, 0, 0
    for _ in range(random.randrange(5)):
        site, posts, works = hidden_site(random)
        found.append(usable.amounts(site))
        stations.append(usable.stations(site))
        good = [
            [(kind, each) for kind, each in post if each >= (kw or 0) and kind in (types or PLUGS)] for post in posts
        ]
        good = [post for post in good if post and works]
        n_stations += works and bool(good)
        n_points += len(good)
        n_dc += sum(any(kind != TYPE2 for kind, _ in post) for post in good)
        all_kw += sum(max(each for _, each in post) for post in good)
    amounts, number = summed([(each, 1) for each in found]), total(stations)
    for truth, interval in (
        (n_points, amounts.points),
        (all_kw, amounts.kw),
        (n_dc, amounts.points_dc),
        (n_stations, number),
    ):
        assert interval.lo <= truth <= interval.hi
        assert interval.lo <= interval.best <= interval.hi


@given(st.integers(0, 2**32))
@settings(max_examples=tries(100))
def test_a_sum_is_that_of_plain_loops(seed):
    random = Random(seed)
    usable = Usable(UsableTest())
    amounts = [usable.amounts(hidden_site(random)[0]) for _ in range(random.randrange(6))]
    found = summed([(each, 1) for each in amounts])
    for place, name in enumerate(found._fields):
        plain = [each[place] for each in amounts]
        if isinstance(found[place], Interval):
            expected = tuple(math.fsum(each[part] for each in plain) for part in range(3))
        elif isinstance(found[place], Counter):
            expected = sum(plain, Counter())
        else:
            expected = math.fsum(plain)
        assert found[place] == (pytest.approx(expected) if not isinstance(expected, Counter) else expected), name


# Real stations


def test_austin_by_the_record_and_by_the_layers():
    """Four CCS 1 at 150 kW: importers' estimates are unknown, so that some cannot be told."""
    records, reference = real_stations()
    judge = Judge(Search(connection_type_ids=(CCS1,), min_power_kw=150, min_connectors=4), context_now(reference))
    usable = Usable(UsableTest((CCS1,), 150, 4, None, None))
    verdicts = [usable.verdict(site) for site in real_sites()]
    assert verdicts == [judge(each) for each in records]
    with_plug = [has is YES for has in map(Usable(UsableTest((CCS1,), None, None, None, None)).verdict, real_sites())]
    counted = Counter(verdict for verdict, has in zip(verdicts, with_plug) if has)
    assert (counted[YES], counted[CANNOT_TELL], counted[NO]) == (0, 3, 20)


def test_austin_s_power_by_three_methods():
    """Planned stations left out; in MW: rows only, CCS and CHAdeMO of one post once, and with quantities."""
    usable = Usable(UsableTest(in_operation=None, is_public=None))
    sites = [site for site in real_sites() if site.counts_now is not False]
    found = summed([(usable.amounts(site), 1) for site in sites])
    megawatts = [round(kw / 1000, 2) for kw in (found.kw_by_rows, found.kw.best, found.kw_by_quantity)]
    assert megawatts == [5.77, 22.47, 24.1]


@pytest.mark.parametrize("types", [(), (CCS1,), (CHADEMO,)])
@pytest.mark.parametrize("kw", [None, 50, 150])
def test_without_connections_nothing_is_said_that_they_contradict(types, kw):
    usable = Usable(UsableTest(types, kw, None, None, None))
    for full, poor in zip(real_sites(), real_sites(with_connections=False, wanted=frozenset(types))):
        known, guessed = usable.verdict(full), usable.verdict(poor)
        assert guessed in (known, CANNOT_TELL), full.name
        for name in ("points", "kw"):
            surely, possibly = getattr(usable.amounts(full), name), getattr(usable.amounts(poor), name)
            assert possibly.lo <= surely.lo + 1e-6, (full.name, name)
            assert possibly.hi >= surely.hi - 1e-6, (full.name, name)

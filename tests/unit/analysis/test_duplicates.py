"""Possible duplicates against plain loops over all pairs, what their scores say, and decisions that are kept."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocm_plugin.ocm.analysis.duplicates import (
    WEIGHTS,
    Decision,
    decisions_of,
    pairs_of,
    pairs_of_letters,
    parts_of,
    record_of,
)
from ocm_plugin.ocm.errors import Cancelled
from ocm_plugin.ocm.search.geodesy import metres_between
from ocm_plugin.ocm.tables.derive.rows import station_row
from tests.support.analysed import real_stations
from tests.support.effort import tries
from tests.support.made_stations import context

PLACE = (8.0, 50.0)


def nothing() -> None:
    """A run that nobody cancels."""


def record(ocm_id: int, position=PLACE, **known):
    return record_of({"ocm_id": ocm_id, **known}, position)


def any_record(random: Random, ocm_id: int):
    longitude, latitude = random.choice([(8.0, 50.0), (179.9999, 0.0), (0.0, 89.9999), (0.0, 0.0)])
    place = (longitude + random.uniform(-0.001, 0.001) + 180) % 360 - 180, latitude + random.uniform(-0.001, 0.0001)
    return record(
        ocm_id,
        random.choice([place, (longitude, latitude)]),
        name=random.choice([None, "", "Main Street", "Main St.", "MAIN STREET 5", "Garage"]),
        operator_id=random.choice([None, 1, 44, 45, 7, 8]),
        provider_id=random.choice([None, 1, 2]),
        provider_ref=random.choice([None, "", "a", "b"]),
        n_type2=random.choice([None, 0, 2]),
        n_ccs2=random.choice([None, 1, 2]),
    )


@given(st.integers(0, 2**32), st.sampled_from([5.0, 100.0, 1000.0]), st.sampled_from([0.0, 40.0, 60.0]))
@settings(max_examples=tries(150))
def test_pairs_are_those_of_plain_loops(seed, within, least):
    random = Random(seed)
    records = [any_record(random, number) for number in random.sample(range(100), random.randrange(25))]
    expected = {}
    for one in records:
        for other in records:
            if one.ocm_id < other.ocm_id and (0.0, 0.0) not in (one.position, other.position):
                metres = metres_between(one.position, other.position)
                score = parts_of(one, other, metres, within).score
                if metres <= within and score >= least:
                    expected[one.ocm_id, other.ocm_id] = score
    found = pairs_of(records, within, least, nothing)
    assert {pair.numbers: pair.parts.score for pair in found} == expected
    assert [pair.parts.score for pair in found] == sorted(expected.values(), reverse=True)


def test_weights_are_percents():
    assert sum(WEIGHTS.values()) == 100


def test_what_is_alike_in_everything_scores_100_and_what_differs_in_everything_0():
    known = {"name": "Main Street", "operator_id": 7, "provider_id": 2, "provider_ref": "a", "n_ccs2": 2}
    one, same = record(1, **known), record(2, **known)
    other = record(3, name="Öl", operator_id=8, provider_id=2, provider_ref="b", n_type2=2)
    assert parts_of(one, same, 0.0, 100.0).score == 100
    assert parts_of(one, other, 100.0, 100.0).score == 0


def test_what_is_not_known_counts_half():
    parts = parts_of(record(1), record(2), 50.0, 100.0)
    assert parts == (0.5, None, None, None, None)
    assert parts.score == 50


def test_a_provider_that_gives_different_numbers_means_two_stations():
    """A list of charging posts has each post of a car park as a record, alike in all but its number."""
    known = {"name": "Park Garage", "operator_id": 7, "provider_id": 2, "n_type2": 2}
    posts = [record(1, provider_ref="a", **known), record(2, provider_ref="b", **known)]
    assert pairs_of(posts, 100.0, 61.0, nothing) == []
    imported_twice = [record(1, provider_ref="a", **known), record(2, provider_ref="a", **known)]
    (pair,) = pairs_of(imported_twice, 100.0, 61.0, nothing)
    assert pair.parts.score == 100
    assert pair.why == (
        "at the same position; the same name; the same operator; the same connectors; "
        "the provider gives both the same number"
    )


def test_individuals_and_hosts_are_no_operator_that_two_can_share():
    """Open Charge Map has one number for all private persons, and one for all businesses."""
    for number in (None, 1, 44, 45):
        assert parts_of(record(1, operator_id=number), record(2, operator_id=number), 0.0, 1.0).operator is None
    assert parts_of(record(1, operator_id=7), record(2, operator_id=8), 0.0, 1.0).operator == 0


@pytest.mark.parametrize(
    ("one", "other", "percent"),
    [
        ("Café Zürich", "CAFE ZURICH!", 100),
        ("Street Main", "Main Street", 100),
        ("Main Street", "Main Str.", 76),
        ("Main Street", "Oak Lodge", 0),
    ],
)
def test_names_are_compared_without_case_accents_punctuation_and_order(one, other, percent):
    name = parts_of(record(1, name=one), record(2, name=other), 0.0, 1.0).name
    assert name == pytest.approx(percent / 100, abs=0.03)


def test_a_name_of_signs_only_says_nothing():
    assert pairs_of_letters("⚡ – !") == frozenset()


def test_the_reasons_say_what_is_not_known_and_what_speaks_against():
    one = record(1, name="Main Street", n_ccs2=4, operator_id=7)
    other = record(2, (8.0003, 50.0), name="Main Road", n_ccs2=1, operator_id=8)
    (pair,) = pairs_of([other, one], 100.0, 0.0, nothing)
    assert pair.numbers == (1, 2)
    assert pair.why == "22 m apart; names alike by 45 %; different operators; connectors alike by 25 %"
    (unknown,) = pairs_of([record(1), record(2)], 100.0, 0.0, nothing)
    assert unknown.why == "at the same position; a name is missing; operator not known; equipment not listed"


def test_decisions_are_read_in_either_order_and_open_ones_without_a_remark_are_none():
    rows = [
        {"ocm_id_a": 9, "ocm_id_b": 4, "decision": "same", "remark": None},
        {"ocm_id_a": 1, "ocm_id_b": 2, "decision": "open", "remark": None},
        {"ocm_id_a": 1, "ocm_id_b": 3, "decision": None, "remark": "Ask Anna"},
        {"ocm_id_a": None, "ocm_id_b": 3, "decision": "same", "remark": None},
    ]
    assert decisions_of(iter(rows)) == {(4, 9): Decision("same", None), (1, 3): Decision("open", "Ask Anna")}


def test_real_stations_of_austin():
    """Chargers that the US registry numbers apart are no pairs; what a contributor has listed as well is."""
    stations, reference = real_stations()
    made = context(reference)
    records = [
        record_of(station_row(each, made, "yes")._asdict(), (each.longitude, each.latitude)) for each in stations
    ]
    found = pairs_of(records, 100.0, 60.0, nothing)
    assert [(pair.first.name, pair.second.name) for pair in found] == [
        ("South Congress Plaza", "South Congress Plaza"),
        ("PIE AE HEB E51ST DCFC1", "PIE AE HEB E51ST DCFC4"),
        ("Austin, TX - Century Oaks Terrace Supercharger", "The Domain - Tesla Supercharger"),
    ]


def test_a_cancelled_run_ends():
    def cancelled() -> None:
        raise Cancelled()

    with pytest.raises(Cancelled):
        pairs_of([record(1)], 100.0, 0.0, cancelled)

"""Shares of places that are covered: what they say together, and their sums against plain loops."""

from __future__ import annotations

import math
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocm_plugin.ocm.analysis.covering import Cover, cover_values, distances_in, point_cover, sums_of, sums_values
from ocm_plugin.ocm.analysis.nearest import NearestStations
from ocm_plugin.ocm.analysis.usable import Site, Usable, UsableTest
from ocm_plugin.ocm.errors import AnalysisError
from ocm_plugin.ocm.search.geodesy import metres_between
from ocm_plugin.ocm.tables.schema.analyses.coverage import COVERAGE_FIELDS, COVERAGES, ZONE_COVERAGE_FIELDS
from tests.support.effort import tries


@pytest.mark.parametrize(
    ("lo", "hi", "code"),
    [
        (1.0, 1.0, "yes"),
        (0.0, 0.0, "no"),
        (0.3, 0.3, "partly"),
        (0.3, 0.7, "partly"),
        (0.3, 1.0, "cannot_tell"),
        (0.0, 0.7, "cannot_tell"),
        (0.0, 1.0, "cannot_tell"),
    ],
)
def test_a_word_is_said_only_if_it_holds_for_all_that_is_possible(lo, hi, code):
    assert Cover(lo, hi).code == code
    assert code in {each.value for each in COVERAGES}


def place(random: Random) -> tuple[float, float]:
    longitude, latitude = random.choice([(8.0, 50.0), (179.99, 0.0), (0.0, 89.99)])
    return (longitude + random.uniform(-0.05, 0.05) + 180) % 360 - 180, min(
        90.0, latitude + random.uniform(-0.05, 0.05)
    )


@given(st.integers(0, 2**32), st.sampled_from([500.0, 2_000.0, 20_000.0]))
@settings(max_examples=tries(150))
def test_the_truth_lies_between_what_is_sure_and_what_is_possible(seed, within):
    """A hidden data set says of each uncertain station whether it works; only the covers' bounds are known of it."""
    random = Random(seed)
    sites = [Site(each, place(random), random.choice([True, None, False]), False, None, ()) for each in range(12)]
    stations = NearestStations(sites, Usable(UsableTest()))
    truth = [random.random() < 0.5 if site.counts_now is None else site.counts_now for site in sites]
    covers, covered = [], 0
    for _ in range(20):
        asked, people = place(random), random.choice([0.0, 10.0, 250.0])
        cover = point_cover(*stations.distances(asked), within, people)
        ways = [(metres_between(asked, site.position), site.counts_now) for site in sites]
        assert cover.lo == any(way <= within for way, works in ways if works is True)
        assert cover.hi == any(way <= within for way, works in ways if works is not False)
        assert cover.sure_m == min((way for way, works in ways if works is True), default=math.inf)
        is_covered = any(way <= within and works for (way, _), works in zip(ways, truth))
        assert cover.lo <= is_covered <= cover.hi
        covers.append(cover)
        covered += people * is_covered
    sums = sums_of(covers)
    assert sums.people_lo <= covered <= sums.people_hi


def any_cover(random: Random) -> Cover:
    lo, hi = sorted(random.choice([0.0, 0.25, 0.5, 1.0]) for _ in range(2))
    return Cover(lo, hi, random.choice([None, 0.0, 8.0]), random.choice([None, 2.0]))


@given(st.integers(0, 2**32))
@settings(max_examples=tries(100))
def test_sums_are_those_of_plain_loops(seed):
    random = Random(seed)
    covers = [any_cover(random) for _ in range(random.randrange(8))]
    sums = sums_of(covers)
    people = [each for each in covers if each.people is not None]
    assert (sums.n_places, sums.n_people_unknown) == (len(covers), len(covers) - len(people))
    assert sums.n_lo == len([each for each in covers if each.code == "yes"])
    assert sums.n_hi == len([each for each in covers if each.hi == 1])
    assert sums.people == (sum(each.people for each in people) if people else None)
    assert sums.people_hi == pytest.approx(sum(each.people * each.hi for each in people))
    areas = [each for each in covers if each.area_km2 is not None]
    assert sums.area_lo_km2 == pytest.approx(sum(2.0 * each.lo for each in areas))
    values = dict(zip([field.name for field in ZONE_COVERAGE_FIELDS], sums_values(sums, True)))
    if sums.people:
        assert values["percent_people_lo"] == pytest.approx(100 * sums.people_lo / sums.people, abs=1e-4)
    else:
        assert values["percent_people_lo"] is None


def test_values_have_the_order_of_the_fields():
    named = dict(zip([field.name for field in COVERAGE_FIELDS], cover_values(Cover(0.25, 1.0, 8.0, 2.0))))
    assert named == {
        "covered": "cannot_tell",
        "percent_lo": 25.0,
        "percent_hi": 100.0,
        "sure_m": None,
        "possible_m": None,
        "area_km2": 2.0,
        "area_lo_km2": 0.5,
        "area_hi_km2": 2.0,
        "people": 8.0,
        "people_lo": 2.0,
        "people_hi": 8.0,
    }
    assert sums_values(sums_of([]), False) == [0, 0, 0, *[None] * 9]


def test_distances_are_read_and_what_is_none_is_refused_by_a_sentence():
    assert distances_in("") == distances_in(" ; ") == []
    assert distances_in("500; 2000;1e4 ; 0.5") == [500.0, 2000.0, 10_000.0, 0.5]
    for text in ("500, 2000", "far", "-1", "0", "nan", "inf"):
        with pytest.raises(AnalysisError, match="is not a distance in metres"):
            distances_in(text)

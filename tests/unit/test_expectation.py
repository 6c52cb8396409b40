"""How many stations may come, judged by the first: right where numbers are spread evenly, never less than came."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocm_plugin.ocm.expectation import ALL, ENOUGH, HIGHEST_ID, expected_stations
from ocm_plugin.ocm.records.provenance import FROM_API, Origin
from ocm_plugin.ocm.run import run_search
from ocm_plugin.ocm.search.areas import Extent
from ocm_plugin.ocm.search.search import Search
from tests.support.effort import tries
from tests.support.results import context_now

from .given_runs import Collected, Given, Page, Told, poi


@given(st.integers(1_200, 290_000))
@settings(max_examples=tries(300))
def test_evenly_spread_numbers_are_counted_as_they_are(number):
    last_id = ENOUGH * HIGHEST_ID // number
    assert expected_stations(ENOUGH, last_id) == pytest.approx(number, rel=0.06)


@given(st.integers(0, 10**6), st.integers(0, 10**7))
@settings(max_examples=tries(300))
def test_it_is_never_less_than_has_come_and_has_two_digits(arrived, last_id):
    expected = expected_stations(arrived, last_id)
    assert expected >= arrived
    assert expected == arrived or not str(expected)[2:].strip("0")


def heard(source, search: Search | None = None) -> list[tuple[int, int]]:
    """What a run says is to be expected."""
    feedback = Told()
    run_search(search or Search(area=Extent(7, 49, 9, 51)), source, context_now(), Collected(), feedback)
    return feedback.expected


def of_a_server(*pages: Page) -> Given:
    source = Given(*pages)
    source.origin = Origin(FROM_API, "https://example.org/v3/")
    return source


DENSE = [poi(number) for number in range(1, 1_201)]
FOLLOWING = Page([poi(number) for number in range(2_000, 3_500)], is_last=True)


def test_a_run_says_it_once_when_it_can_be_judged():
    assert heard(of_a_server(Page(DENSE), FOLLOWING)) == [(1_200, ALL)]


def test_too_few_or_all_there_are_say_nothing():
    assert heard(of_a_server(Page(DENSE[:999]), Page([poi(2_000)], is_last=True))) == []
    assert heard(of_a_server(Page(DENSE, is_last=True))) == []


def test_what_is_no_answer_of_a_server_says_nothing():
    assert heard(Given(Page(DENSE), FOLLOWING)) == []


def test_stations_that_do_not_match_are_not_expected():
    search = Search(area=Extent(7, 49, 9, 51))
    elsewhere = [poi(number, 10.0 if number % 2 else 50.0) for number in range(1, 1_201)]
    ((arrived, expected),) = heard(of_a_server(Page(elsewhere), FOLLOWING), search)
    assert (arrived, expected) == (600, 250_000)
    only_sure = replace(search, min_power_kw=50.0, keep_cannot_tell=False)
    assert heard(of_a_server(Page(DENSE), FOLLOWING), only_sure)[0] == (0, 0)


def test_progress_says_from_then_on_how_many_may_come_in_all():
    told = Told()
    source = of_a_server(Page(DENSE), FOLLOWING)
    run_search(Search(), source, context_now(), Collected(), told)
    expected = [(progress.stations, progress.expected) for progress in told.progress]
    assert expected[0] == (0, None) and (1_200, None) in expected
    assert expected[-1] == (2_700, ALL)

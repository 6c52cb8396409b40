"""Filters answer yes, no or cannot tell, each connection judged by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocm_plugin.ocm.match.filters import Judge, Verdict
from ocm_plugin.ocm.records.decoding import decode_pois
from ocm_plugin.ocm.records.licences import Licences
from ocm_plugin.ocm.records.reference import ReferenceData
from ocm_plugin.ocm.records.station import Comment, MediaItem
from ocm_plugin.ocm.search.areas import World
from ocm_plugin.ocm.search.search import Search
from tests.ocm_server.synthetic import make_pois, make_reference
from tests.support.effort import tries
from tests.support.made_stations import NOW, REFERENCE, connection, station
from tests.support.oracle import matches
from tests.support.results import context_now
from tests.support.search_strategies import searches

YES, NO, CANNOT_TELL = Verdict.YES, Verdict.NO, Verdict.CANNOT_TELL
CCS2, TYPE2, J1772 = 33, 25, 1
ESTIMATE = "kW power is an estimate based on the connection type"


def verdict(search: Search, *connections, **known) -> Verdict:
    return Judge(search, context_now(REFERENCE))(station(*connections, **known))


def test_without_filters_everything_matches():
    assert verdict(Search()) is YES
    assert verdict(Search(), connection()) is YES


# The same connection


def test_type_and_power_are_asked_of_the_same_connection():
    """A slow CCS plug beside a strong Type 2 socket is no strong CCS plug, though the API says so."""
    search = Search(connection_type_ids=(CCS2,), min_power_kw=40)
    slow_ccs = connection(type_id=CCS2, power_kw=25.0, current_id=30)
    strong_type2 = connection(type_id=TYPE2, power_kw=43.0, current_id=20)
    assert verdict(search, slow_ccs, strong_type2) is NO
    assert verdict(replace(search, any_connection=True), slow_ccs, strong_type2) is YES
    assert verdict(search, slow_ccs, connection(type_id=CCS2, power_kw=50.0)) is YES


def test_the_api_s_own_meaning_takes_minimum_and_maximum_apart():
    search = Search(min_power_kw=20, max_power_kw=30, any_connection=True)
    lines = connection(power_kw=11.0), connection(power_kw=150.0)
    assert verdict(search, *lines) is YES
    assert verdict(replace(search, any_connection=False), *lines) is NO


# Power


@pytest.mark.parametrize(
    ("known", "kw", "expected"),
    [
        ({"power_kw": 50.0}, 50, YES),
        ({"power_kw": 49.9}, 50, NO),
        ({"power_kw": 50.0, "type_id": CCS2, "comments": ESTIMATE}, 50, CANNOT_TELL),
        ({"power_kw": 50.0, "type_id": CCS2, "comments": ESTIMATE}, 24, YES),
        ({"power_kw": 3.7, "type_id": J1772, "comments": ESTIMATE}, 22, NO),
        ({"level_id": 3}, 40, YES),
        ({"level_id": 3}, 50, CANNOT_TELL),
        ({"level_id": 2}, 50, NO),
        ({"type_id": J1772}, 22, NO),
        ({"type_id": J1772}, 11, CANNOT_TELL),
        ({}, 1, CANNOT_TELL),
        ({}, 0, YES),
    ],
)
def test_a_minimum_power_is_met_surely_surely_not_or_cannot_be_told(known, kw, expected):
    assert verdict(Search(min_power_kw=kw), connection(**known)) is expected


@pytest.mark.parametrize(
    ("known", "kw", "expected"),
    [
        ({"power_kw": 22.0}, 22, YES),
        ({"power_kw": 22.1}, 22, NO),
        ({"level_id": 1}, 2, YES),
        ({"level_id": 3}, 22, NO),
        ({"power_kw": 50.0, "type_id": CCS2, "comments": ESTIMATE}, 100, CANNOT_TELL),
        ({}, 10_000, CANNOT_TELL),
    ],
)
def test_a_maximum_power_is_met_surely_surely_not_or_cannot_be_told(known, kw, expected):
    assert verdict(Search(max_power_kw=kw), connection(**known)) is expected


# Type, current, level, number


@pytest.mark.parametrize(
    ("known", "expected"),
    [({"type_id": CCS2}, YES), ({"type_id": TYPE2}, NO), ({"type_id": 0}, CANNOT_TELL), ({}, CANNOT_TELL)],
)
def test_an_unknown_type_may_be_any(known, expected):
    assert verdict(Search(connection_type_ids=(CCS2,)), connection(**known)) is expected


NACS, TESLA_SX = 27, 30
US, GERMANY = 2, 87


@pytest.mark.parametrize(
    ("asked", "country", "expected"),
    [
        ((NACS, TESLA_SX), US, YES),
        ((NACS, TESLA_SX), GERMANY, NO),
        ((NACS, TESLA_SX), None, CANNOT_TELL),
        ((TESLA_SX,), GERMANY, YES),
        ((CCS2, TESLA_SX), GERMANY, YES),
        ((NACS, TESLA_SX, 25, 1036), GERMANY, YES),
        ((NACS, TESLA_SX, 25, 1036), None, YES),
        ((NACS, TESLA_SX, 25), GERMANY, NO),
    ],
)
def test_nacs_is_not_found_where_tesla_s_socket_has_the_shape_of_type_2(asked, country, expected):
    """Who asked for NACS in Europe got hotels with Tesla's own sockets of Type 2's shape, which no such car fits."""
    assert verdict(Search(connection_type_ids=asked), connection(type_id=TESLA_SX), country_id=country) is expected
    assert verdict(Search(connection_type_ids=asked), connection(type_id=NACS)) is (YES if NACS in asked else NO)


def test_the_unknown_type_itself_can_be_searched_for():
    assert verdict(Search(connection_type_ids=(0,)), connection(type_id=0)) is YES


@pytest.mark.parametrize(
    ("known", "wanted", "expected"),
    [
        ({"current_id": 30}, (30,), YES),
        ({"current_id": 20}, (30,), NO),
        ({"type_id": CCS2}, (30,), YES),
        ({"type_id": CCS2}, (10, 20), NO),
        ({"type_id": TYPE2}, (20,), CANNOT_TELL),
        ({"type_id": TYPE2}, (10, 20), YES),
        ({}, (30,), CANNOT_TELL),
        ({}, (10, 20, 30), YES),
        ({"current_id": 77}, (77,), YES),
    ],
)
def test_the_current_is_the_stated_one_or_what_the_plug_carries(known, wanted, expected):
    assert verdict(Search(current_type_ids=wanted), connection(**known)) is expected


@pytest.mark.parametrize(("level", "expected"), [(3, YES), (2, NO), (None, CANNOT_TELL)])
def test_levels(level, expected):
    assert verdict(Search(level_ids=(3,)), connection(level_id=level)) is expected


@pytest.mark.parametrize(
    ("quantities", "expected"),
    [((4,), YES), ((2, 2), YES), ((3,), NO), ((3, None), YES), ((2, None), CANNOT_TELL), ((0, 2), CANNOT_TELL)],
)
def test_connectors_are_counted_over_the_lines_that_meet_the_filters(quantities, expected):
    search = Search(connection_type_ids=(CCS2,), min_connectors=4)
    lines = [connection(type_id=CCS2, quantity=number) for number in quantities]
    assert verdict(search, *lines, connection(type_id=TYPE2, quantity=9)) is expected


def test_doubtful_lines_count_only_perhaps():
    search = Search(min_power_kw=50, min_connectors=4)
    sure, doubtful = connection(power_kw=50.0, quantity=2), connection(quantity=2)
    assert verdict(search, sure, doubtful) is CANNOT_TELL
    assert verdict(search, sure, connection(power_kw=22.0, quantity=2)) is NO


def test_a_number_counts_only_connectors_that_meet_the_conditions_in_the_api_s_own_meaning_too():
    """Four connectors of which one is CCS are not four CCS."""
    search = Search(connection_type_ids=(CCS2,), min_connectors=4, any_connection=True)
    lines = connection(type_id=CCS2, quantity=1), connection(type_id=TYPE2, quantity=3)
    assert verdict(search, *lines) is NO
    assert verdict(replace(search, min_connectors=1), *lines) is YES
    assert verdict(Search(min_connectors=4, any_connection=True), *lines) is YES
    assert verdict(Search(min_connectors=5, any_connection=True), *lines) is NO


# Lines that are not in service


def test_a_line_that_is_out_planned_or_removed_meets_no_condition_of_a_site_in_service():
    works = connection(type_id=TYPE2, power_kw=22.0, current_id=20, quantity=2)
    for status in (100, 150, 200, 210):
        fast = connection(type_id=CCS2, power_kw=150.0, quantity=2, status_id=status)
        assert verdict(Search(min_power_kw=50), works, fast, status_id=50) is NO, status
        assert verdict(Search(min_connectors=3), works, fast, status_id=50) is NO, status
        assert verdict(Search(min_power_kw=50, any_connection=True), works, fast, status_id=50) is NO, status
    broken_for_now = connection(type_id=CCS2, power_kw=150.0, quantity=2, status_id=30)
    assert verdict(Search(min_power_kw=50), works, broken_for_now, status_id=50) is YES


def test_at_a_site_that_is_planned_or_out_itself_all_lines_but_the_removed_count():
    fast = connection(type_id=CCS2, power_kw=150.0, quantity=2, status_id=150)
    gone = connection(type_id=CCS2, power_kw=350.0, quantity=2, status_id=200)
    for known in ({"status_id": 150}, {"status_id": 100}, {"status_id": 50, "date_planned": NOW.replace(year=2999)}):
        assert verdict(Search(min_power_kw=50), fast, gone, **known) is YES
        assert verdict(Search(min_power_kw=200), fast, gone, **known) is NO
    assert verdict(Search(min_power_kw=50), gone, status_id=50) is CANNOT_TELL


def test_a_station_without_listed_connections_may_have_anything():
    for search in (Search(min_power_kw=50), Search(min_connectors=1), Search(level_ids=(1,), any_connection=True)):
        assert verdict(search) is CANNOT_TELL


# The record


@pytest.mark.parametrize(
    ("wish", "member"),
    [
        ("operator_ids", "operator_id"),
        ("usage_type_ids", "usage_id"),
        ("status_type_ids", "status_id"),
        ("data_provider_ids", "provider_id"),
        ("country_ids", "country_id"),
    ],
)
def test_ids_are_those_the_record_states(wish, member):
    search = Search(**{wish: (7, 8)})
    assert verdict(search, **{member: 8}) is YES
    assert verdict(search, **{member: 9}) is NO
    assert verdict(search, **{member: None}) is NO
    assert verdict(replace(search, include_unstated=True), **{member: None}) is CANNOT_TELL
    assert verdict(replace(search, include_unstated=True), **{member: 9}) is NO


@pytest.mark.parametrize(
    ("wish", "member", "unknown"),
    [("operator_ids", "operator_id", 1), ("usage_type_ids", "usage_id", 0), ("status_type_ids", "status_id", 0)],
)
def test_the_unknown_entry_of_a_list_finds_what_states_nothing(wish, member, unknown):
    for stated in (None, unknown):
        assert verdict(Search(**{wish: (unknown,)}), **{member: stated}) is YES
        assert verdict(Search(**{wish: (7,)}), **{member: stated}) is NO
    assert verdict(Search(**{wish: (unknown,)}), **{member: 50}) is NO


def test_a_site_without_status_has_that_of_its_connections_in_a_search():
    """36 of 100 sites of London state none, and each has a line that says operational: a search for "Operational" found
    none of them."""
    operational = Search(status_type_ids=(50,))
    assert verdict(operational, connection(status_id=50), connection()) is YES
    assert verdict(operational, connection(status_id=100), connection(status_id=100)) is NO
    assert verdict(Search(status_type_ids=(100,)), connection(status_id=100)) is YES
    assert verdict(Search(status_type_ids=(75,)), connection(status_id=50), connection(status_id=100)) is YES
    assert verdict(operational, connection(status_id=150), status_id=50) is NO
    assert verdict(Search(status_type_ids=(0,)), connection()) is YES


def test_what_a_station_is_left_out_for_is_told_when_it_is_nothing_else():
    judge = Judge(Search(status_type_ids=(50,), operator_ids=(7,), min_power_kw=50), context_now(REFERENCE))
    fast, slow = connection(power_kw=50.0), connection(power_kw=22.0)
    assert judge.left_out_for(station(fast, operator_id=7)) == ("status_type_ids",)
    assert judge.left_out_for(station(fast)) == ("operator_ids",)
    assert judge.left_out_for(station(slow, operator_id=7)) == ()
    assert judge.left_out_for(station(fast, operator_id=8)) == ()
    assert judge.left_out_for(station(fast, operator_id=8, status_id=50)) == ()


@pytest.mark.parametrize(
    ("wish", "member"), [("modified_since", "date_status_update"), ("created_since", "date_created")]
)
def test_dates_include_the_moment_itself(wish, member):
    search = Search(**{wish: NOW})
    assert verdict(search, **{member: NOW}) is YES
    assert verdict(search, **{member: NOW - timedelta(minutes=1)}) is NO
    assert verdict(search, **{member: None}) is NO
    elsewhere = datetime(2026, 3, 1, 14, tzinfo=timezone(timedelta(hours=2)))
    assert verdict(search, **{member: elsewhere}) is YES


def test_open_data_goes_by_the_licence_and_an_unknown_one_cannot_be_told():
    assert verdict(Search(open_data=True), provider_id=1) is YES
    assert verdict(Search(open_data=False), provider_id=1) is NO
    assert verdict(Search(open_data=True), provider_id=26) is NO  # flagged open, but not for commerce
    assert verdict(Search(open_data=True), provider_id=900) is CANNOT_TELL
    assert verdict(Search(open_data=False), provider_id=None) is CANNOT_TELL


def test_an_open_licence_that_is_flagged_as_not_open_cannot_be_told():
    flagged = {"ID": 901, "Title": "Flagged", "License": "CC BY 4.0", "IsOpenDataLicensed": False}
    reference = REFERENCE.including({"DataProviders": {901: flagged}})
    for wish in (True, False):
        judge = Judge(Search(open_data=wish), context_now(reference))
        assert judge(station(provider_id=901)) is CANNOT_TELL


COMMENT = Comment(id=1, type_id=10, user="a person", text="works", rating=5, created=NOW)
PHOTO = MediaItem(id=1, url="https://pictures.example/1.jpg", user=None, created=NOW, is_video=False)


def test_comments_photos_and_check_ins():
    known = {"comments": (COMMENT, COMMENT._replace(checkin_id=10)), "media": (PHOTO,)}
    for wish in ("has_comments", "has_media", "has_checkins"):
        assert verdict(Search(**{wish: True}), **known) is YES
        assert verdict(Search(**{wish: False}), **known) is NO
        assert verdict(Search(**{wish: True}), comments=(), media=()) is NO
        assert verdict(Search(**{wish: False}), comments=(), media=()) is YES
        assert verdict(Search(**{wish: True}), comments=None, media=None) is CANNOT_TELL
    assert verdict(Search(has_checkins=True), comments=(COMMENT,)) is NO


@pytest.mark.parametrize(
    ("wish", "known", "expected"),
    [
        ({"is_public": True}, {"usage_id": 4}, YES),
        ({"is_public": True}, {"usage_id": 6}, NO),
        ({"is_public": False}, {"usage_id": 3}, YES),
        ({"is_public": True}, {"usage_id": 0}, CANNOT_TELL),
        ({"is_public": False}, {}, CANNOT_TELL),
        ({"in_operation": True}, {"status_id": 75}, YES),
        ({"in_operation": True}, {"status_id": 150}, NO),
        ({"in_operation": True}, {"status_id": 30}, CANNOT_TELL),
        ({"in_operation": False}, {"status_id": 100}, YES),
        ({"in_operation": True}, {"date_planned": datetime(2999, 1, 1, tzinfo=timezone.utc)}, NO),
        ({"in_operation": False}, {}, CANNOT_TELL),
        ({"free_of_charge": True}, {"usage_cost": "kostenlos"}, YES),
        ({"free_of_charge": True}, {"usage_cost": "0,45 €/kWh"}, NO),
        ({"free_of_charge": True}, {"usage_cost": "Free parking"}, CANNOT_TELL),
        ({"free_of_charge": False}, {}, CANNOT_TELL),
        ({"open_24_hours": True}, {"access_comments": "24 hours daily"}, YES),
        ({"open_24_hours": True}, {"access_comments": "Mo-Fr 8-18"}, NO),
        ({"open_24_hours": False}, {}, CANNOT_TELL),
        ({"not_operator_ids": (5,)}, {"operator_id": 5}, NO),
        ({"not_operator_ids": (5,)}, {"operator_id": 7}, YES),
        ({"not_operator_ids": (5,)}, {"operator_id": 1}, CANNOT_TELL),
        ({"not_operator_ids": (5,)}, {}, CANNOT_TELL),
        ({"not_operator_ids": (1, 5)}, {}, NO),
        ({"not_operator_ids": (1, 5)}, {"operator_id": 1}, NO),
        ({"text": "square INVENTED"}, {}, YES),
        ({"text": "straße 7"}, {"address_line1": "Hauptstrasse 7"}, YES),
        ({"text": "cafe"}, {"town": "Café Town"}, YES),
        ({"text": "10115 berlin"}, {"postcode": "10115", "town": "Berlin"}, YES),
        ({"text": "10115 bonn"}, {"postcode": "10115", "town": "Berlin"}, NO),
        ({"text": "berlin"}, {"title": None}, CANNOT_TELL),
        ({"verified_since": NOW}, {"date_last_verified": NOW}, YES),
        ({"verified_since": NOW}, {"date_last_verified": NOW - timedelta(days=1)}, NO),
        ({"verified_since": NOW}, {"date_last_confirmed": NOW}, YES),
        ({"verified_since": NOW}, {}, CANNOT_TELL),
    ],
)
def test_what_a_record_says_of_its_station_is_yes_no_or_uncertain(wish, known, expected):
    assert verdict(Search(**wish), **known) is expected


def test_all_but_some_operators_is_the_rest_of_those_of_these_operators():
    """Each station whose operator is known is in exactly one of both; the others may be in either."""
    for number in (5, 7, 8, 44):
        of = verdict(Search(operator_ids=(5, 7)), operator_id=number)
        others = verdict(Search(not_operator_ids=(5, 7)), operator_id=number)
        assert {of, others} == {YES, NO}


def test_no_outweighs_cannot_tell():
    assert verdict(Search(operator_ids=(7,), min_power_kw=50), operator_id=8) is NO
    assert verdict(Search(has_media=True, min_power_kw=50), connection(power_kw=50.0), media=()) is NO
    assert verdict(Search(has_media=True, min_power_kw=50), connection(power_kw=50.0), media=None) is CANNOT_TELL


# Against brute force

ALL = ReferenceData.from_json(make_reference())
STATIONS = decode_pois(make_pois(300, seed=11), True).stations


@settings(deadline=None, max_examples=tries(300))
@given(searches(st.just(World())))
def test_verdicts_are_those_of_the_best_and_the_worst_world(search):
    licences = Licences(ALL)
    judge = Judge(search, context_now(ALL))
    for one in STATIONS:
        if matches(one, search, ALL, licences, hopeful=False):
            assert judge(one) is YES
        else:
            assert judge(one) is (CANNOT_TELL if matches(one, search, ALL, licences, hopeful=True) else NO)

"""The table of filters is whole: each member of a Search is described once, and all that reads the table finds it.

Filters once stood in seventeen places, which had drifted: Processing offered four filters less than the search window.
"""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime, timezone
from typing import Any

import pytest

from ocm_plugin.ocm.match.filters import CONDITIONS, DATES, FACTS, RECORD, STATED, Judge, Verdict
from ocm_plugin.ocm.records.reference import ReferenceData
from ocm_plugin.ocm.search.filters import BELOW, LOAD, PAGES, WHAT, Filter, Kind, On, Sent
from ocm_plugin.ocm.search.search import FILTERS, Search, from_json, to_json
from ocm_plugin.ocm.search_wording import search_words
from ocm_plugin.ocm.sources.parameters import ApiQuery
from tests.support.made_stations import REFERENCE, station
from tests.support.results import context_now

VALUES: dict[Kind, Any] = {
    Kind.CHOICE: (3,),
    Kind.POWER: 50.0,
    Kind.COUNT: 3,
    Kind.SINCE: datetime(2026, 1, 2, tzinfo=timezone.utc),
    Kind.YES_NO: True,
    Kind.TEXT: "main street",
}
each_filter = pytest.mark.parametrize("entry", FILTERS, ids=lambda entry: entry.name)
each_condition = pytest.mark.parametrize(
    "entry", [entry for entry in FILTERS if entry.on is not On.NOTHING], ids=lambda entry: entry.name
)


def asking(entry: Filter) -> Search:
    """A search for this filter alone."""
    value = not getattr(Search(), entry.name) if entry.kind is Kind.SWITCH else VALUES[entry.kind]
    return Search(**{entry.name: value})


def test_every_member_but_the_area_its_name_and_the_answer_is_in_the_table():
    assert [entry.name for entry in FILTERS] == [
        member.name for member in fields(Search) if member.name not in ("area", "place", "answer")
    ]


@each_filter
def test_what_a_stranger_writes_down_is_whole(entry):
    assert entry.parameter.isupper() and entry.label and entry.description
    assert entry.place.page in {*PAGES, WHAT, LOAD, BELOW}
    assert all(entry.answers) == (entry.kind is Kind.YES_NO)
    if entry.kind is Kind.CHOICE:
        assert isinstance(getattr(ReferenceData(), entry.choices.name), dict)
        assert bool(entry.choices.silence) == (entry.name in STATED)
    if entry.on is not On.NOTHING and entry.kind is not Kind.COUNT:
        assert len(entry.phrases) == (2 if entry.kind is Kind.YES_NO else 1)
        assert entry.kind is Kind.YES_NO or "{value}" in entry.phrases[0]
    assert entry.api in ("", *(member.name for member in fields(ApiQuery)))
    assert entry.api or entry.sent is Sent.NEVER


def test_names_of_processing_parameters_are_for_life():
    assert {entry.name: entry.parameter for entry in FILTERS} == {
        "connection_type_ids": "CONNECTION_TYPES",
        "min_power_kw": "MIN_POWER_KW",
        "max_power_kw": "MAX_POWER_KW",
        "min_connectors": "MIN_CONNECTORS",
        "current_type_ids": "CURRENT_TYPES",
        "level_ids": "LEVELS",
        "any_connection": "ANY_CONNECTION",
        "country_ids": "COUNTRIES",
        "operator_ids": "OPERATORS",
        "not_operator_ids": "NOT_OPERATORS",
        "is_public": "PUBLIC",
        "in_operation": "IN_OPERATION",
        "free_of_charge": "FREE_OF_CHARGE",
        "open_24_hours": "OPEN_24_HOURS",
        "text": "TEXT",
        "verified_since": "VERIFIED_SINCE",
        "usage_type_ids": "USAGE_TYPES",
        "status_type_ids": "STATUS_TYPES",
        "data_provider_ids": "DATA_PROVIDERS",
        "open_data": "OPEN_DATA",
        "modified_since": "MODIFIED_SINCE",
        "created_since": "CREATED_SINCE",
        "has_media": "HAS_MEDIA",
        "has_comments": "HAS_COMMENTS",
        "has_checkins": "HAS_CHECKINS",
        "max_results": "MAX_RESULTS",
        "include_comments": "INCLUDE_COMMENTS",
        "keep_cannot_tell": "KEEP_CANNOT_TELL",
        "include_unstated": "INCLUDE_UNSTATED",
    }


def test_every_condition_has_one_judge():
    """A filter without judge would let every station pass, and nobody would see it."""
    judged = [*CONDITIONS, *STATED, *DATES, *FACTS, *RECORD]
    # A number of connectors is counted over what the conditions leave.
    expected = [entry.name for entry in FILTERS if entry.on is not On.NOTHING and entry.kind is not Kind.COUNT]
    assert sorted(judged) == sorted(expected)
    assert sorted(CONDITIONS) == sorted(
        entry.name for entry in FILTERS if entry.on is On.CONNECTION and entry.kind is not Kind.COUNT
    )


@each_condition
def test_a_station_that_tells_nothing_surely_meets_no_condition(entry):
    silent = station()
    assert Judge(asking(entry), context_now(REFERENCE))(silent) is not Verdict.YES


@each_condition
def test_every_condition_is_said(entry):
    plain, said = search_words(Search(), REFERENCE).clauses, search_words(asking(entry), REFERENCE).clauses
    assert said[: len(plain)] == plain and len(said) == len(plain) + 1
    assert "None" not in said[-1] and "{" not in said[-1]


@each_condition
def test_every_condition_is_tried_by_the_oracle(entry, root):
    """Random searches ask for it, and it is judged a second time."""
    for name in ("tests/support/search_strategies.py", "tests/support/oracle.py"):
        assert entry.name in (root / name).read_text(encoding="utf-8"), name


@each_filter
def test_every_member_is_stored_and_asked_for(entry):
    search = asking(entry)
    assert from_json(to_json(search)) == search != Search()
    assert [other.name for other in FILTERS if search.asks_for(other)] == [entry.name]

"""Answers that no program should send: nested without end, and dates beyond the calendar. None of them may raise."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocm_plugin.ocm.errors import OcmError, UnexpectedAnswer
from ocm_plugin.ocm.http.retrying import FOREVER_S, retry_after_seconds, when_to_try_again
from ocm_plugin.ocm.records.decoding import decode_json, decode_pois, poi_list
from ocm_plugin.ocm.records.reference import ReferenceData

NOW = datetime(2026, 5, 2, 12, tzinfo=timezone.utc)


def nested(depth: int) -> Any:
    value: Any = []
    for _ in range(depth):
        value = [value]
    return value


def test_deep_reference_data_are_refused_with_a_sentence():
    """They ended the search with a RecursionError."""
    with pytest.raises(UnexpectedAnswer):
        ReferenceData.from_json({"operators": nested(5_000)})


def test_a_deep_record_in_camel_case_is_set_aside_and_the_others_load():
    good = {"id": 2, "addressInfo": {"latitude": 50.0, "longitude": 8.0}}
    page = decode_pois([{"id": 1, "addressInfo": nested(5_000)}, good], with_comments=True)
    assert [station.id for station in page.stations] == [2]
    assert [(record.id, record.reason) for record in page.set_aside] == [(1, "It is nested too deeply.")]


def test_a_deep_answer_that_is_no_list_is_refused_with_a_sentence():
    with pytest.raises(UnexpectedAnswer):
        poi_list({"stations": nested(5_000)})


@pytest.mark.parametrize(
    "header",
    [
        "Fri, 31 Dec 9999 23:59:59 -2359",
        "Mon, 01 Jan 0001 00:00:00 +2359",
        "Fri, 31 Dec 9999 23:59:59 GMT",
        "Sun, 01 Jan 2030 00:00:00 +999999999999",
        "9" * 4_000,
    ],
)
def test_a_pause_beyond_the_calendar_is_no_error(header):
    seconds = retry_after_seconds(header, NOW)
    assert seconds is None or 0 <= seconds <= FOREVER_S
    if seconds is not None:
        assert when_to_try_again(seconds, NOW)


DATES = st.builds(
    "{}, {:02} {} {:04} {:02}:{:02}:{:02} {}{}".format,
    st.sampled_from(("Mon", "Fri", "x")),
    st.integers(0, 40),
    st.sampled_from(("Jan", "Dec", "Foo")),
    st.integers(0, 99_999),
    st.integers(0, 30),
    st.integers(0, 70),
    st.integers(0, 70),
    st.sampled_from(("+", "-", "GMT")),
    st.integers(0, 10**9),
)


@given(st.one_of(st.text(), DATES, st.integers().map(str)))
def test_any_retry_after_is_seconds_or_nothing(header):
    seconds = retry_after_seconds(header, NOW)
    assert seconds is None or 0 <= seconds <= FOREVER_S


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.sampled_from(("ID", "id", "addressInfo")), inner),
)


@given(JSON)
def test_any_json_gives_stations_or_an_error_of_ours(answer):
    for read in (lambda: decode_pois(poi_list(answer), with_comments=True), lambda: ReferenceData.from_json(answer)):
        try:
            read()
        except OcmError as error:
            assert error.sentence


@given(st.binary() | st.text().map(str.encode))
def test_any_body_gives_json_or_an_error_of_ours(body):
    try:
        decode_json(body)
    except OcmError as error:
        assert error.sentence

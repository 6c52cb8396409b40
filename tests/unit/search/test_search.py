"""A Search cannot be made wrong, and survives being stored."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import datetime, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocm_plugin.ocm.errors import SearchError, StoredValueError
from ocm_plugin.ocm.search.areas import Circle, Corridor, Countries, Extent, Polygons, StationIds
from ocm_plugin.ocm.search.search import ANSWER_FORM, CODEC, AnswerForm, Search, from_json, to_json
from ocm_plugin.ocm.stored import Codec
from tests.support.stored import grown
from tests.support.strategies import searches


@given(searches)
def test_json_round_trip_loses_nothing(search):
    assert from_json(to_json(search)) == search


def test_lists_of_ids_are_sets_in_order():
    assert Search(operator_ids=[3, 1, 3]).operator_ids == (1, 3)
    assert Search(operator_ids=[3, 1]) == Search(operator_ids=(1, 3))


def test_time_without_zone_is_utc():
    search = Search(modified_since=datetime(2025, 1, 2, 3, 4))
    assert search.modified_since == datetime(2025, 1, 2, 3, 4, tzinfo=timezone.utc)


@pytest.mark.parametrize(
    ("make", "field"),
    [
        (lambda: Circle(91, 0, 5), "latitude"),
        (lambda: Circle(0, 181, 5), "longitude"),
        (lambda: Circle(0, 0, 0), "radius"),
        (lambda: Circle(0, 0, float("nan")), "radius"),
        (lambda: Extent(0, 51, 1, 50), "south"),
        (lambda: Extent(0, -91, 1, 50), "south"),
        (lambda: Extent(float("inf"), 0, 1, 50), "west"),
        (lambda: Polygons(()), "polygon"),
        (lambda: Polygons(((),)), "polygon"),
        (lambda: Polygons(((((0, 0), (1, 1)),),)), "polygon"),
        (lambda: Polygons(((((0, 0), (1, 1), (0, 95)),),)), "polygon latitude"),
        (lambda: Corridor((), 5), "line"),
        (lambda: Corridor((((0, 0),),), 5), "line"),
        (lambda: Corridor((((0, 0), (1, 1)),), -5), "distance"),
        (lambda: Countries(("DE", "QQ")), "country"),
        (lambda: Countries(()), "country"),
        (lambda: StationIds((0,)), "station id"),
        (lambda: StationIds((True,)), "station id"),
        (lambda: StationIds(()), "station id"),
        (lambda: Search(min_power_kw=-1), "min_power_kw"),
        (lambda: Search(max_power_kw=50_000), "max_power_kw"),
        (lambda: Search(min_power_kw="50"), "min_power_kw"),
        (lambda: Search(min_power_kw=100, max_power_kw=50), "min_power_kw"),
        (lambda: Search(min_connectors=0), "min_connectors"),
        (lambda: Search(max_results=1.5), "max_results"),
        (lambda: Search(operator_ids=("1",)), "operator_ids"),
        (lambda: Search(operator_ids=(-1,)), "operator_ids"),
        (lambda: Search(modified_since="yesterday"), "modified_since"),
        (lambda: Search(open_data="yes"), "open_data"),
        (lambda: Search(has_media=1), "has_media"),
        (lambda: Search(any_connection="no"), "any_connection"),
        (lambda: Search(keep_cannot_tell=None), "keep_cannot_tell"),
        (lambda: AnswerForm(compact="false"), "compact"),
        (lambda: AnswerForm(output="rss"), "output"),
        (lambda: AnswerForm(callback="alert(1)"), "callback"),
    ],
)
def test_impossible_values_are_refused_naming_the_field(make, field):
    with pytest.raises(SearchError) as refusal:
        make()
    assert refusal.value.field == field
    assert refusal.value.sentence.endswith(".")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"min_connectors": 0}, "“Minimum number of matching connectors” must be a whole number"),
        ({"max_power_kw": 50_000}, "50000 kW for “Maximum power of a connection (kW)” is impossible"),
        ({"max_results": -1}, "“Maximum number of stations (0 = all)” must be a whole number"),
        ({"operator_ids": (-1,)}, "“-1” in “Operators” is not an Open Charge Map id"),
        ({"created_since": 5}, "“Created since (UTC)” must be a date and time"),
        ({"has_media": 1}, "“Has photos” must be yes or no"),
    ],
)
def test_a_refusal_calls_the_value_what_the_user_calls_it(wrong, words):
    with pytest.raises(SearchError) as refusal:
        Search(**wrong)
    assert words in refusal.value.sentence


@pytest.mark.parametrize("typed", ["297772, OCM-298001 5", "5;298001\n297772", " ocm-5, 297772,,298001 "])
def test_station_numbers_are_read_alike_in_the_window_and_in_processing(typed):
    """Processing once took commas only, where the window took semicolons and spaces, too."""
    assert StationIds.from_text(typed) == StationIds((5, 297772, 298001))


@pytest.mark.parametrize("typed", ["", " , ", "12, x", "-5", "5.0", "١٢", "99999999999", "OCM-"])
def test_what_is_no_station_number_is_refused(typed):
    with pytest.raises(SearchError):
        StationIds.from_text(typed)


def test_codes_of_countries_are_checked():
    assert Countries(("nl", "BE", " de", "NL")).codes == ("BE", "DE", "NL")
    with pytest.raises(SearchError, match="“XX”"):
        Countries(("DE", "XX"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "{",
        '{"area":{"kind":"world"}}',
        '{"version":"1","area":{"kind":"world"}}',
        '{"version":0,"area":{"kind":"world"}}',
        '{"version":1}',
        '{"version":1,"area":{"kind":"moon"}}',
        '{"version":1,"area":{"kind":"extent"}}',
        '{"version":1,"area":{"kind":"circle","latitude":"x","longitude":0,"radius_m":1}}',
        '{"version":1,"area":{"kind":"world"},"operator_ids":7}',
        '{"version":1,"area":{"kind":"world"},"modified_since":7}',
        '{"version":1,"area":{"kind":"world"},"colour":"red"}',
        '{"version":1,"area":{"kind":"world"},"min_power_kw":-3}',
        '{"version":1,"area":{"kind":"world"},"answer":5}',
    ],
)
def test_damaged_text_is_refused_in_words(text):
    with pytest.raises(StoredValueError) as refusal:
        from_json(text)
    assert refusal.value.sentence.endswith(".")


@pytest.mark.parametrize("version", ["0", "-1", "true", '"1"', "1.5"])
def test_no_update_is_asked_for_where_none_would_help(version):
    with pytest.raises(StoredValueError, match="damaged"):
        from_json(f'{{"version":{version},"area":{{"kind":"world"}}}}')


def test_newer_version_asks_for_an_update():
    stored = json.dumps({"version": 2, "area": {"kind": "world"}})
    with pytest.raises(StoredValueError, match="update the plugin"):
        from_json(stored)


@given(st.text() | st.binary().map(lambda data: data.decode("latin-1")))
def test_any_text_is_a_search_or_refused(text):
    try:
        from_json(text)
    except StoredValueError as refusal:
        assert refusal.sentence


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda x: st.lists(x) | st.dictionaries(st.sampled_from(["kind", "version", "area", "ids"]) | st.text(), x),
    )
)
def test_any_json_is_a_search_or_refused(value):
    stored = json.dumps({"version": 1, "area": value})
    try:
        from_json(stored)
    except StoredValueError as refusal:
        assert refusal.sentence


STORED_WITH_0_1 = (
    '{"version":1,"area":{"kind":"extent","west":4.0,"south":47.0,"east":9.0,"north":52.0},'
    '"connection_type_ids":[25,33],"min_power_kw":50.0,"min_connectors":2,"open_data":true,'
    '"modified_since":"2026-11-23T08:05:30.000250+00:00","keep_cannot_tell":false,"max_results":100,'
    '"answer":{"output":"json","verbose":true,"compact":true,"camelcase":false,"callback":null}}'
)


def test_searches_stored_before_are_read_and_may_grow_a_member():
    """Literally as layers carry it, with the form of the answer in full."""
    expected = Search(
        Extent(4, 47, 9, 52),
        connection_type_ids=(25, 33),
        min_power_kw=50,
        min_connectors=2,
        open_data=True,
        modified_since=datetime(2026, 11, 23, 8, 5, 30, 250, tzinfo=timezone.utc),
        keep_cannot_tell=False,
        max_results=100,
        answer=AnswerForm(verbose=True),
    )
    assert from_json(STORED_WITH_0_1) == expected
    later = Codec(grown(CODEC.form), CODEC.version, 10_000, "damaged", "newer").from_json(STORED_WITH_0_1)
    assert (later.grown, later.area) == ("as before", expected.area)
    assert set(CODEC.form.members) == {member.name for member in fields(Search)}
    assert set(ANSWER_FORM.members) == {member.name for member in fields(AnswerForm)}

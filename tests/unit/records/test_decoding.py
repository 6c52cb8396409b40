"""Answers in every shape become the same stations; what is no answer, or no station, is recognised."""

from __future__ import annotations

import json
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocm_plugin.ocm.errors import EmptyAnswer, NotUnderstood, OcmError, TruncatedAnswer, UnexpectedAnswer
from ocm_plugin.ocm.json_values import in_pascal_case, number, time
from ocm_plugin.ocm.records.decoding import decode_json, decode_pois, poi_list, raw_ids
from ocm_plugin.ocm.records.members import RECORD, Embedded, decoded, member, members_read_by, record_of, reference_id
from ocm_plugin.ocm.records.station import Comment, Connection, MediaItem, SetAside, Station
from tests.support.poi_shapes import POI, SHAPES, Poi, with_objects
from tests.support.strategies import ANY_JSON


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=timezone.utc)  # type: ignore[misc,arg-type]


STATION = Station(
    id=4711,
    uuid="0A1B2C3D-0000-4000-8000-00000000ABCD",
    title="Invented Square",
    latitude=50.5,
    longitude=8.25,
    address_line1="1 Invented Square",
    address_line2="Level 2",
    town="Nowhere",
    state="NW",
    postcode="00001",
    country_id=87,
    phone="+49 000",
    phone2="+49 001",
    access_comments="Ask at the desk",
    related_url="http://example.org/",
    general_comments="Behind the invented hall",
    operator_id=9001,
    operator_reference="OP-1",
    provider_id=1,
    provider_reference="EX-1",
    usage_id=5,
    usage_cost="0.49 EUR/kWh",
    status_id=50,
    submission_status_id=200,
    number_of_points=4,
    date_created=at(2023, 3, 1, 10, 2),
    date_status_update=at(2024, 3, 1, 10, 1),
    date_last_confirmed=at(2024, 2, 1, 10),
    date_last_verified=at(2024, 3, 1, 10, 1),
    date_planned=at(2024, 1, 1),
    is_recently_verified=True,
    attributions=("Contains invented information.", "Also by somebody else."),
    connections=(
        Connection(1, 50, 33, 3, 30, 200.0, 750.0, 150.0, 4, "A1", "Long cables"),
        Connection(2, None, 25, None, 20, None, None, 22.08, None, None, None),
        Connection(),
    ),
    comments=(
        Comment(
            id=5,
            type_id=10,
            user="someone",
            text="Works well",
            rating=5,
            checkin_id=10,
            created=at(2024, 3, 1, 10, 1, 2, 330_000),
            related_url="http://example.org/c",
        ),
        Comment(id=6, user="another", text="Rating 0", rating=None),
    ),
    media=(
        MediaItem(
            id=7,
            url="https://example.org/7.jpg",
            thumbnail_url="https://example.org/7s.jpg",
            comment="Front",
            user="another",
            created=at(2024, 3, 1, 10, 1),
            is_video=False,
        ),
    ),
)


def only_station(poi: Any, with_comments: bool = True) -> Station:
    page = decode_pois([poi], with_comments)
    assert page.set_aside == []
    (station,) = page.stations
    return station


def reason(poi: Any) -> SetAside:
    page = decode_pois([poi], False)
    assert page.stations == []
    (set_aside,) = page.set_aside
    return set_aside


# Shapes


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_gives_the_same_station(shape: str) -> None:
    assert only_station(SHAPES[shape](POI)) == STATION


def test_personal_data_that_nobody_needs_is_not_kept() -> None:
    """Mail addresses of station owners would end in layers, files and shares."""
    assert "nobody@example.org" not in repr(only_station(POI))


def test_comments_and_media_are_unknown_unless_asked_for() -> None:
    station = only_station(POI, with_comments=False)
    assert (station.comments, station.media) == (None, None)
    assert station._replace(comments=STATION.comments, media=STATION.media) == STATION


def test_asked_for_but_absent_comments_are_none_at_all() -> None:
    station = only_station({"ID": 1, "AddressInfo": {"Latitude": 1, "Longitude": 2}})
    assert (station.comments, station.media, station.connections, station.attributions) == ((), (), (), ())
    assert station.title is None


def pois() -> st.SearchStrategy[Poi]:
    """Invented POIs with any members missing."""
    identity = st.integers(1, 2**31 - 1)
    words = st.none() | st.text(max_size=8)
    whole = st.none() | st.integers(0, 1100)
    kilowatts = st.none() | st.integers(0, 400) | st.floats(0, 400)
    moment = st.none() | st.datetimes(datetime(2010, 1, 1), datetime(2030, 1, 1)).map(
        lambda d: d.strftime("%Y-%m-%dT%H:%M:00Z")
    )
    connection = st.fixed_dictionaries(
        {},
        optional={
            "ID": identity,
            "ConnectionTypeID": whole,
            "StatusTypeID": whole,
            "LevelID": whole,
            "CurrentTypeID": whole,
            "PowerKW": kilowatts,
            "Amps": whole,
            "Quantity": whole,
            "Comments": words,
        },
    )
    address = st.fixed_dictionaries(
        {"Latitude": st.floats(-90, 90), "Longitude": st.floats(-180, 180)},
        optional={"Title": words, "Town": words, "CountryID": whole, "RelatedURL": words},
    )
    comment = st.fixed_dictionaries({}, optional={"ID": identity, "Comment": words, "CheckinStatusTypeID": whole})
    return st.fixed_dictionaries(
        {"ID": identity, "AddressInfo": address},
        optional={
            "OperatorID": whole,
            "DataProviderID": whole,
            "UsageTypeID": whole,
            "StatusTypeID": whole,
            "NumberOfPoints": whole,
            "DateCreated": moment,
            "DateLastVerified": moment,
            "IsRecentlyVerified": st.none() | st.booleans(),
            "Connections": st.lists(connection, max_size=3),
            "UserComments": st.lists(comment, max_size=2),
        },
    )


@given(pois())
def test_any_invented_poi_decodes_alike_in_every_shape(poi: Poi) -> None:
    expected = only_station(poi)
    for shape in SHAPES.values():
        assert only_station(json.loads(json.dumps(shape(poi)))) == expected


def test_embedded_objects_are_kept_for_their_titles() -> None:
    embedded = decode_pois([with_objects(POI)], True).embedded
    assert embedded["Operators"] == {9001: {"ID": 9001, "Title": "OperatorInfo 9001"}}
    assert set(embedded["ConnectionTypes"]) == {33, 25}
    assert set(embedded) == {
        "DataProviders",
        "Operators",
        "UsageTypes",
        "StatusTypes",
        "SubmissionStatusTypes",
        "Countries",
        "ConnectionTypes",
        "ChargerTypes",
        "CurrentTypes",
        "UserCommentTypes",
        "CheckinStatusTypes",
    }
    assert decode_pois([with_objects(POI)], with_comments=True).embedded == embedded
    assert decode_pois([POI], with_comments=True).embedded == {}


@pytest.mark.parametrize("odd", ["AnOperator", 7, [], {"Title": "without id"}, {"ID": "no number"}])
def test_odd_reference_objects_do_no_harm(odd: Any) -> None:
    station = only_station({**POI, "OperatorInfo": odd})
    assert station == STATION


def test_odd_users_do_no_harm() -> None:
    comments = only_station({**POI, "UserComments": [{"ID": 1, "User": "somebody"}]}).comments
    assert comments == (Comment(id=1, user=None, rating=None),)


def test_html_entities_in_titles_become_characters() -> None:
    address = {**POI["AddressInfo"], "Title": "M&amp;S caf&eacute;", "AccessComments": "a &amp; b"}
    station = only_station({**POI, "AddressInfo": address})
    assert (station.title, station.access_comments) == ("M&S café", "a &amp; b")


# What cannot be a station


def changed(**members: Any) -> Poi:
    return {**POI, **members}


def moved(**members: Any) -> Poi:
    return changed(AddressInfo={**POI["AddressInfo"], **members})


@pytest.mark.parametrize(
    ("poi", "number", "words"),
    [
        (None, None, "It is not an object."),
        ([], None, "It is not an object."),
        ({}, None, "It has no valid ID."),
        (changed(ID=None), None, "It has no valid ID."),
        (changed(ID=0), None, "It has no valid ID."),
        (changed(ID=-4), None, "It has no valid ID."),
        (changed(ID="x"), None, "It has no valid ID."),
        (changed(ID=2**70), None, "It has no valid ID."),
        (changed(AddressInfo=None), 4711, "It has no address."),
        (changed(AddressInfo="1 Street"), 4711, "Its address is not an object."),
        (moved(Latitude=None), 4711, "Its latitude is missing."),
        (moved(Longitude="far east"), 4711, "Its longitude is not a number."),
        (moved(Longitude=float("nan")), 4711, "Its longitude is not a number."),
        (moved(Latitude=90.5), 4711, "Its latitude 90.5 is impossible."),
        (moved(Longitude=-181), 4711, "Its longitude -181 is impossible."),
        (changed(Connections={"ID": 1}), 4711, "Its Connections are not a list."),
        (changed(Connections=["CCS"]), 4711, "One of its Connections is not an object."),
        (changed(MetadataValues="text"), 4711, "Its MetadataValues are not a list."),
    ],
)
def test_a_broken_poi_is_set_aside_with_its_reason(poi: Any, number: int | None, words: str) -> None:
    assert reason(poi) == SetAside(number, words)


def test_the_others_of_the_page_load() -> None:
    page = decode_pois([POI, {"ID": 5}, changed(ID=6), 7, {"id": 8}], False)
    assert [station.id for station in page.stations] == [4711, 6]
    assert [set_aside.id for set_aside in page.set_aside] == [5, None, 8]


@pytest.mark.parametrize(("latitude", "longitude"), [(90, 180), (-90, -180), (0, 0), ("50.5", "8.25")])
def test_the_ends_of_the_earth_are_places(latitude: Any, longitude: Any) -> None:
    station = only_station(moved(Latitude=latitude, Longitude=longitude))
    assert (station.latitude, station.longitude) == (float(latitude), float(longitude))


@given(st.lists(ANY_JSON | st.fixed_dictionaries({"ID": ANY_JSON, "AddressInfo": ANY_JSON, "Connections": ANY_JSON})))
def test_arbitrary_json_never_raises(raw: list[Any]) -> None:
    page = decode_pois(raw, True)
    assert len(page.stations) + len(page.set_aside) == len(raw)
    assert all(one.reason for one in page.set_aside)


@given(st.sampled_from(sorted(POI)), ANY_JSON)
def test_one_odd_member_never_raises(name: str, odd: Any) -> None:
    page = decode_pois([changed(**{name: odd})], True)
    assert len(page.stations) + len(page.set_aside) == 1


def test_ids_for_paging() -> None:
    raw = [POI, {"id": 8}, {"ID": None}, {}, 7, {"ID": "9"}, {"ID": 10**30}]
    assert raw_ids(raw) == [4711, 8, None, None, None, 9, None]


# Bytes

BODY = json.dumps([POI]).encode()


@pytest.mark.parametrize(
    "body",
    [
        BODY,
        b"\xef\xbb\xbf" + BODY,
        b"\r\n" + BODY + b"\n",
        json.dumps([POI], ensure_ascii=False, indent=2).encode(),
        b"callback(" + BODY + b")",
        b"callback(" + BODY + b");\n",
        b"/**/ my.app.$cb_1 ( " + BODY + b" ) ; ",
        BODY + b"callback()",
        BODY + b"my.app.cb ( );\n",
    ],
    ids=["bare", "bom", "blanks", "indented", "jsonp", "jsonp;", "jsonp odd", "as written", "as written odd"],
)
def test_bodies_that_are_json(body: bytes) -> None:
    assert decode_json(body) == [POI]


@given(ANY_JSON)
def test_json_in_every_wrapping_is_the_same(value: Any) -> None:
    body = json.dumps([value]).encode()
    expected = json.dumps(json.loads(body))  # as text, since not-a-number equals nothing
    for wrapped in (body, b"\xef\xbb\xbf" + body, b"cb(" + body + b");", body + b"cb()"):
        assert json.dumps(decode_json(wrapped)) == expected


@pytest.mark.parametrize("body", [b"", b"  \r\n", b"\xef\xbb\xbf"])
def test_an_empty_body_is_a_failure_of_the_server(body: bytes) -> None:
    with pytest.raises(EmptyAnswer, match="empty answer, which is an error") as caught:
        decode_json(body)
    assert caught.value.repeatable


@pytest.mark.parametrize("keep", [0.01, 0.2, 0.37, 0.5, 0.71, 0.9, 0.999])
def test_a_body_cut_in_the_middle_is_told_apart(keep: float) -> None:
    with pytest.raises(TruncatedAnswer, match="answer of the server was cut off"):
        decode_json(BODY[: int(len(BODY) * keep)])


@given(st.integers(1, len(BODY) - 1))
def test_wherever_it_is_cut(length: int) -> None:
    with pytest.raises(TruncatedAnswer):
        decode_json(BODY[:length])


def test_a_jsonp_body_cut_in_the_middle() -> None:
    with pytest.raises(TruncatedAnswer):
        decode_json(b"callback(" + BODY[:-40])


def test_a_character_cut_in_the_middle() -> None:
    with pytest.raises(TruncatedAnswer):
        decode_json('[{"Title": "Café"'.encode()[:-2])


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"<!DOCTYPE html><html><body>Sign in</body></html>", "web page"),
        (b"  <html>", "web page"),
        (b"Upstream API unavailable", "did not answer with Open Charge Map data"),
        (b'["\xff\xfe"]', "did not answer with Open Charge Map data"),
        (b"\xff\xfe[\x00]\x00", "did not answer with Open Charge Map data"),
        (b'[{"ID": 1}, oops, {"ID": 2, "Title": "and so on"}]', "did not answer with Open Charge Map data"),
        (b"callback(not json)", "did not answer with Open Charge Map data"),
        (b"callback()", "did not answer with Open Charge Map data"),
        (b"[" * 100_000, "did not answer with Open Charge Map data"),
        (b"cb(" + b"[" * 100_000 + b")", "did not answer with Open Charge Map data"),
    ],
)
def test_bodies_that_are_no_json(body: bytes, words: str) -> None:
    with pytest.raises(NotUnderstood, match=words) as caught:
        decode_json(body)
    assert caught.value.details


@given(st.binary(max_size=60))
def test_arbitrary_bytes_raise_only_what_is_foreseen(body: bytes) -> None:
    try:
        poi_list(decode_json(body))
    except OcmError as error:
        assert error.sentence.endswith(".")


# The list in the answer


def test_the_list_of_pois_is_the_answer() -> None:
    assert poi_list([1, 2]) == [1, 2]
    assert poi_list([]) == []


def test_geojson_with_whole_pois_is_read() -> None:
    feature = {"type": "Feature", "id": "4711", "properties": {"name": "x", "poi": SHAPES["camelCase"](POI)}}
    (poi,) = poi_list({"type": "FeatureCollection", "features": [feature]})
    assert only_station(poi) == STATION


@pytest.mark.parametrize("feature", [None, {}, {"properties": None}, {"properties": {"name": "x"}}])
def test_geojson_without_whole_pois_is_not(feature: Any) -> None:
    with pytest.raises(UnexpectedAnswer, match="verbose=true"):
        poi_list({"type": "FeatureCollection", "features": [feature]})


@pytest.mark.parametrize(
    "answer",
    [{"status": "error", "description": "mandatory API Version"}, {"features": 1}, {}, "text", 7, None, True],
)
def test_another_answer_is_refused_with_its_text(answer: Any) -> None:
    with pytest.raises(UnexpectedAnswer, match="not with a list of stations") as caught:
        poi_list(answer)
    assert caught.value.details == json.dumps(answer)


# Real data


def test_the_real_sample_decodes_whole(root: Path) -> None:
    sample = root.parent / "shared" / "data" / "ocm_austin_sample.json"
    if not sample.exists():
        pytest.skip("the real sample is not beside the repository")
    page = decode_pois(poi_list(decode_json(sample.read_bytes())), True)
    assert (len(page.stations), page.set_aside) == (342, [])
    assert all(station.provider_id in (1, 2) and station.country_id == 2 for station in page.stations)
    assert all(30 < station.latitude < 31 and -98.5 < station.longitude < -97 for station in page.stations)
    assert all(station.date_created and station.date_last_verified for station in page.stations)
    texts = [member for station in page.stations for member in station if isinstance(member, str)]
    assert all(text and text == text.strip() and "\r" not in text for text in texts)
    assert sum(len(station.comments or ()) for station in page.stations) == 3
    assert sum(len(station.media or ()) for station in page.stations) == 1


def test_dates_that_cannot_be_read_are_counted() -> None:
    """They were NULL without a word."""
    update = {"$date": "2021-03-02T00:00:00Z"}
    dated = {**POI, "DateCreated": "soon", "DateLastStatusUpdate": update, "DatePlanned": None}
    page = decode_pois([dated, {**POI, "ID": 2, "DateLastVerified": "0001-01-01T00:00:00"}], with_comments=False)
    assert page.unread_dates == 1
    assert page.stations[0].date_created is None
    assert page.stations[0].date_status_update == datetime(2021, 3, 2, tzinfo=timezone.utc)


def test_a_member_is_read_as_it_is_declared() -> None:
    """Name, type and reading of a member stand in one line, so that one more of them is one more line."""

    @decoded
    class Bay(NamedTuple):
        site: str
        width: float | None = member("Width", number, "Size")
        kind_id: int | None = reference_id("KindID", "Kind", "Kinds")
        opened: datetime | None = member("Opened", time)

    embedded: Embedded = {}
    kind = {"ID": 3, "Title": "Wide"}
    poi = {"Kind": kind, "Opened": "2026-03-01T10:00:00Z", "Size": {"Width": "2.5"}}
    found = record_of(Bay, {RECORD: poi, "Size": poi["Size"]}, embedded, site="here")
    assert found == Bay(site="here", width=2.5, kind_id=3, opened=at(2026, 3, 1, 10))
    assert embedded == {"Kinds": {3: kind}}
    assert in_pascal_case({"kindID": 3, "KINDID": 3}) == {"KindID": 3}
    assert members_read_by(Bay, time) == [("opened", "Opened")]
    assert Bay("there") == ("there", None, None, None)

"""Look-up lists: any case, nulls and odd items; unknown ids keep their number."""

from __future__ import annotations

import json
from datetime import datetime, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocm_plugin.ocm.errors import OcmError, UnexpectedAnswer
from ocm_plugin.ocm.records.built_in_reference import BUILT_IN, TITLED
from ocm_plugin.ocm.records.credits import Credit
from ocm_plugin.ocm.records.decoding import decode_pois
from ocm_plugin.ocm.records.licences import UNKNOWN
from ocm_plugin.ocm.records.reference import (
    CheckinType,
    ConnectionType,
    Country,
    Operator,
    Provider,
    ReferenceData,
    Titled,
    UsageType,
)
from ocm_plugin.ocm.search.areas import ISO_CODES
from tests.support.languages import Shouted, spoken
from tests.support.poi_shapes import POI, camel_case, with_objects
from tests.support.strategies import ANY_JSON

NOW = datetime(2026, 11, 23, 8, tzinfo=timezone.utc)

RAW: dict[str, Any] = {
    "ChargerTypes": [{"ID": 2, "Title": "Level 2", "Comments": None, "IsFastChargeCapable": False}],
    "ConnectionTypes": [
        {
            "ID": 33,
            "Title": "CCS (Type 2)",
            "FormalName": "IEC 62196-3 FF",
            "IsDiscontinued": False,
            "IsObsolete": None,
        },
        {"ID": 2, "Title": "CHAdeMO"},
        {"ID": 77, "Title": " "},
        {"Title": "without id"},
        None,
    ],
    "CurrentTypes": [{"ID": 30, "Title": "DC", "Description": "Direct Current"}],
    "Countries": [
        {"ID": 87, "Title": "Germany", "ISOCode": "DE", "ContinentCode": "EU"},
        {"ID": 31, "Title": "Bolivia, Plurinational State Of", "ISOCode": "BO", "ContinentCode": "SA"},
        {"ID": 999, "Title": "Nowhere", "ISOCode": None},
    ],
    "DataProviders": [
        {"ID": 26, "Title": "Invented Data", "WebsiteURL": "http://example.org", "License": "CC BY 4.0"}
        | {"IsOpenDataLicensed": True, "Comments": None}
    ],
    "Operators": [
        {"ID": 9001, "Title": "Volt & Sons", "WebsiteURL": "http://example.org", "PhonePrimaryContact": "1"}
        | {"ContactEmail": "a@example.org", "Comments": "c", "IsPrivateIndividual": False},
        {"ID": 9002, "Title": "Twin"},
        {"ID": 9003, "Title": "twin "},
    ],
    "StatusTypes": [{"ID": 30, "Title": "Temporarily Unavailable", "IsOperational": True, "IsUserSelectable": True}],
    "SubmissionStatusTypes": None,
    "UsageTypes": [{"ID": 5, "Title": "Pay", "IsPayAtLocation": True, "IsMembershipRequired": False}],
    "UserCommentTypes": [{"ID": 10, "Title": "General Comment"}],
    "CheckinStatusTypes": [{"ID": 10, "Title": "Charged", "IsPositive": True, "IsAutomatedCheckin": False}],
    "DataTypes": [],
    "UserProfile": None,
    "ChargePoint": {"ID": 0},
}
REFERENCE = ReferenceData.from_json(RAW, NOW)


def test_lists_are_read_with_their_flags() -> None:
    assert REFERENCE.connection_types[33] == ConnectionType(33, "CCS (Type 2)", "IEC 62196-3 FF", False)
    assert REFERENCE.usage_types[5] == UsageType(5, "Pay", True, False, None)
    assert REFERENCE.status_types[30] == Titled(30, "Temporarily Unavailable")
    assert REFERENCE.countries[87] == Country(87, "Germany", "DE")
    assert REFERENCE.providers[26] == Provider(26, "Invented Data", "http://example.org", "CC BY 4.0", True)
    assert REFERENCE.operators[9001] == Operator(9001, "Volt & Sons", "http://example.org", False)
    assert REFERENCE.checkin_types[10] == CheckinType(10, "Charged", True)
    assert REFERENCE.submission_statuses == {}
    assert (REFERENCE.fetched, REFERENCE.origin) == (NOW, "server")


def test_camel_case_is_the_same() -> None:
    assert ReferenceData.from_json(camel_case(RAW), NOW) == REFERENCE


def test_it_survives_being_stored() -> None:
    stored = json.loads(json.dumps(REFERENCE.to_json()))
    assert ReferenceData.from_json(stored, NOW) == REFERENCE


def test_items_without_title_are_called_by_number_and_those_without_id_left_out() -> None:
    assert set(REFERENCE.connection_types) == {33, 2, 77}
    assert REFERENCE.connection_type(77) == "Connection type 77"


@pytest.mark.parametrize(
    ("method", "number", "title", "unknown"),
    [
        ("connection_type", 33, "CCS (Type 2)", "Connection type 123456"),
        ("level", 2, "Level 2", "Level 123456"),
        ("usage_type", 5, "Pay", "Usage type 123456"),
        ("status_type", 30, "Temporarily Unavailable", "Status type 123456"),
        ("submission_status", 200, "Submission status 200", "Submission status 123456"),
        ("operator", 9001, "Volt & Sons", "Operator 123456"),
        ("provider", 26, "Invented Data", "Data provider 123456"),
        ("country", 87, "Germany", "Country 123456"),
        ("comment_type", 10, "General Comment", "Comment type 123456"),
        ("checkin_type", 10, "Charged", "Check-in type 123456"),
    ],
)
def test_titles(method: str, number: int, title: str, unknown: str) -> None:
    titled = getattr(REFERENCE, method)
    assert (titled(number), titled(123456), titled(None)) == (title, unknown, None)


def test_countries_by_number_and_by_code() -> None:
    assert REFERENCE.country_iso(87) == "DE"
    assert REFERENCE.country_iso(999) is None
    assert REFERENCE.country_iso(1) is None
    assert REFERENCE.country_iso(None) is None
    assert REFERENCE.country_id("de") == 87
    assert REFERENCE.country_id("FR") is None


def test_objects_embedded_in_pois_fill_the_gaps_only() -> None:
    embedded = decode_pois([with_objects(POI)], True).embedded
    grown = REFERENCE.including(embedded)
    assert grown.operator(9001) == "Volt & Sons"
    assert grown.connection_type(25) == "ConnectionType 25"
    assert grown.provider(1) == "DataProvider 1"
    assert grown.submission_status(200) == "SubmissionStatus 200"
    assert REFERENCE.connection_type(25) == "Connection type 25"
    assert REFERENCE.including({}) is REFERENCE


# What is no reference data


def test_a_server_that_is_not_ready_says_so() -> None:
    with pytest.raises(UnexpectedAnswer, match="still preparing its lists") as caught:
        ReferenceData.from_json({"Status": "Error", "Message": "Cache not ready, try again"})
    assert caught.value.details == "Cache not ready, try again"
    with pytest.raises(UnexpectedAnswer, match="still preparing its lists"):
        ReferenceData.from_json({"status": "Error", "message": "Cache not ready"})


@pytest.mark.parametrize(
    "raw",
    [
        [],
        None,
        "text",
        7,
        {},
        {"Operators": None},
        {"Operators": []},
        {"Operators": {"ID": 1}},
        {"Message": "Sorry"},
        {**RAW, "Countries": "all"},
    ],
)
def test_wrong_shapes(raw: Any) -> None:
    with pytest.raises(UnexpectedAnswer, match="did not answer with its lists") as caught:
        ReferenceData.from_json(raw)
    assert caught.value.details


@given(ANY_JSON | st.dictionaries(st.sampled_from(sorted(RAW)), ANY_JSON))
def test_arbitrary_json_raises_only_what_is_foreseen(raw: Any) -> None:
    try:
        reference = ReferenceData.from_json(raw)
    except OcmError as error:
        assert error.sentence.endswith(".")
    else:
        assert ReferenceData.from_json(reference.to_json()) == reference


# Built in


def test_the_built_in_table_covers_what_stations_use() -> None:
    assert BUILT_IN.origin == "built-in"
    assert BUILT_IN.fetched is None
    assert {0, 1, 2, 3, 25, 27, 28, 30, 32, 33, 1036, 1038, 1039, 1040, 1044} <= set(BUILT_IN.connection_types)
    assert set(BUILT_IN.levels) == {1, 2, 3}
    assert set(BUILT_IN.current_types) == {10, 20, 30}
    assert set(BUILT_IN.usage_types) == set(range(8))
    assert set(BUILT_IN.status_types) == {0, 10, 20, 30, 50, 75, 100, 150, 200, 210}
    assert {100, 200} <= set(BUILT_IN.submission_statuses)
    assert BUILT_IN.checkin_types[15].is_positive
    assert BUILT_IN.checkin_types[0].is_positive is None
    assert BUILT_IN.usage_types[1][2:] == (None, None, None)
    assert (BUILT_IN.operators, BUILT_IN.providers) == ({}, {})


def test_the_built_in_countries_are_countries() -> None:
    codes = [country.iso for country in BUILT_IN.countries.values()]
    assert len(codes) == len(set(codes)) > 90
    assert set(codes) <= ISO_CODES
    assert all(country.title for country in BUILT_IN.countries.values())
    assert BUILT_IN.country_iso(1) == "GB"
    assert BUILT_IN.country_id("DE") == 87


def test_the_built_in_table_agrees_with_the_real_lists(root: Any) -> None:
    path = root.parent / "shared" / "data" / "reference.json"
    if not path.exists():
        pytest.skip("the real reference data is not beside the repository")
    real = ReferenceData.from_json(json.loads(path.read_bytes()))
    assert len(real.operators) == 684
    for name in ("levels", "current_types", "usage_types", "status_types", "submission_statuses", "countries"):
        built_in, known = getattr(BUILT_IN, name), getattr(real, name)
        for number, value in built_in.items():
            assert value[2:] == known[number][2:]
            assert value.title == " ".join(known[number].title.split())
    assert set(real.connection_types) <= set(BUILT_IN.connection_types)


def test_a_title_that_the_service_has_changed_is_shown_as_it_is_unless_the_language_has_one() -> None:
    newer = ReferenceData(connection_types={33: ConnectionType(33, "CCS2")})
    assert newer.title("connection_types", 33) == "CCS2"
    with spoken(Shouted()):
        assert newer.title("connection_types", 33) == "CCS (TYPE 2)"


def test_titles_of_columns_are_said_in_the_users_language_by_their_numbers() -> None:
    """Columns hold them in English; what no list names is called by its number there, in English too."""
    with spoken(Shouted()):
        assert TITLED.said("usage_types", 4, "Public - Membership Required") == "PUBLIC - MEMBERSHIP REQUIRED"
        assert TITLED.said("operators", 9999, "Operator 9999") == "OPERATOR 9999"
        assert TITLED.said("operators", 9999, "Operator Nine") == "Operator Nine"
        assert TITLED.said("operators", None, "Operator 9999") == "Operator 9999"
        assert TITLED.said("operators", 9999, None) is None


def test_a_provider_that_no_list_names_is_credited_in_the_users_language() -> None:
    unlisted = Credit(9999, "Data provider 9999", None, None, None, None, UNKNOWN)
    with spoken(Shouted()):
        assert unlisted.name == "DATA PROVIDER 9999"
        assert unlisted._replace(title="Nobil").name == "Nobil"
        assert unlisted._replace(title=None).name == "UNKNOWN DATA PROVIDER"
    assert unlisted.name == "Data provider 9999"

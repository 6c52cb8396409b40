"""Single values of JSON, as odd as real ones: each reader gives the value that is meant, or None, and never raises."""

from __future__ import annotations

import math
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocm_plugin.ocm import json_values as values
from tests.support.strategies import ANY_JSON


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        (None, None),
        ("", None),
        ("   ", None),
        ("\r\n", None),
        ("Car park", "Car park"),
        ("  Car park ", "Car park"),
        ("Level 2\r\nbehind\rthe shop", "Level 2\nbehind\nthe shop"),
        ("WA\u200e", "WA"),
        ("\ufeffName\xa0", "Name"),
        ("tab\tkept", "tab\tkept"),
        ("bell\x07 and nul\x00", "bell and nul"),
        ("half \ud83d character", "half \ufffd character"),
        ("\U0001f50c", "\U0001f50c"),
        (78704, "78704"),
        (1.5, "1.5"),
        (math.inf, None),
        (True, None),
        ([], None),
        ({}, None),
    ],
)
def test_text(raw: object, read: str | None) -> None:
    assert values.text(raw) == read


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("M&amp;S car park", "M&S car park"),
        ("Caf&eacute; &#8211; caf&#xE9;", "Café – café"),
        ("&nbsp;Station&nbsp;", "Station"),
        ("AT&T, R&copying", "AT&T, R&copying"),
        ("INSTRU 23&24;", "INSTRU 23&24;"),
        ("A &nosuchthing; B", "A &nosuchthing; B"),
        ("&amp;lt;", "&lt;"),
        ("&nbsp;", None),
        (None, None),
    ],
)
def test_titles_lose_html_entities_once(raw: object, read: str | None) -> None:
    assert values.title(raw) == read


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        (7, 7),
        (0, 0),
        (7.0, 7),
        ("7", 7),
        (" 7 ", 7),
        ("7.0", 7),
        (7.5, None),
        ("seven", None),
        (True, None),
        (2**31 - 1, 2**31 - 1),
        (2**31, None),
        (1e300, None),
        (10**400, None),
        (math.nan, None),
        (None, None),
        ([], None),
    ],
)
def test_whole(raw: object, read: int | None) -> None:
    assert values.whole(raw) == read


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        (22, 22.0),
        (22.08, 22.08),
        ("22.08", 22.08),
        ("22,08", None),
        ("", None),
        (False, None),
        (None, None),
        (math.nan, None),
        (-math.inf, None),
        ("nan", None),
        ("1e999", None),
        (10**400, None),
        ({}, None),
    ],
)
def test_number(raw: object, read: float | None) -> None:
    assert values.number(raw) == read


@pytest.mark.parametrize("raw", [-0.0, "-0", "-0.0", "-1e-999"])
def test_zero_has_no_sign(raw: object) -> None:
    """Files keep none: a row held would differ from what the service says, and be taken for an edit."""
    assert repr(values.number(raw)) == "0.0"


@pytest.mark.parametrize(("raw", "read"), [(True, True), (False, False), (None, None), (1, None), ("true", None)])
def test_flag(raw: object, read: bool | None) -> None:
    assert values.flag(raw) is read


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=timezone.utc)  # type: ignore[misc,arg-type]


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("2025-11-11T12:38:00Z", at(2025, 11, 11, 12, 38)),
        ("2025-11-11T12:38:00", at(2025, 11, 11, 12, 38)),
        ("2025-11-11T12:38", at(2025, 11, 11, 12, 38)),
        ("2025-11-11", at(2025, 11, 11)),
        ("2023-07-05T08:12:58.07Z", at(2023, 7, 5, 8, 12, 58, 70_000)),
        ("2023-07-05T08:12:58.1234567Z", at(2023, 7, 5, 8, 12, 58, 123_456)),
        ("2025-11-11T12:38:00+01:00", at(2025, 11, 11, 11, 38)),
        ("2025-11-11T12:38:00-0530", at(2025, 11, 11, 18, 8)),
        ("1969-06-01T00:30:00+01:00", at(1969, 5, 31, 23, 30)),
        (" 2025-11-11 12:38:00 Z ", at(2025, 11, 11, 12, 38)),
        ("0001-01-01T00:00:00", None),
        ("0001-01-01T00:00:00Z", None),
        ("2025-13-11T12:38:00Z", None),
        ("2025-02-30", None),
        ("9999-12-31T23:59:59-12:00", None),
        ("yesterday", None),
        ("", None),
        (20251111, None),
        (None, None),
    ],
)
def test_time(raw: object, read: datetime | None) -> None:
    assert values.time(raw) == read


@given(st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(2200, 1, 1)), st.integers(-14 * 60, 14 * 60))
def test_times_are_read_back_whatever_their_zone(moment: datetime, minutes: int) -> None:
    meant = moment.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    read = values.time(meant.isoformat())
    assert read == meant
    assert read is not None and read.utcoffset() == timedelta(0)


@given(ANY_JSON)
def test_no_reader_ever_raises(raw: object) -> None:
    read = values.text(raw), values.title(raw)
    assert all(one is None or (one and one == one.strip() and one.encode("utf-8")) for one in read)
    assert values.whole(raw) is None or abs(values.whole(raw) or 0) < 2**31
    assert values.number(raw) is None or math.isfinite(values.number(raw) or 0)
    assert values.flag(raw) in (None, True, False)
    assert values.time(raw) is None or values.time(raw).tzinfo is timezone.utc


@given(st.text())
def test_reading_text_twice_changes_nothing_more(raw: str) -> None:
    assert values.text(values.text(raw)) == values.text(raw)


@pytest.mark.parametrize(
    ("camel", "pascal"),
    [
        ("id", "ID"),
        ("uuid", "UUID"),
        ("powerKW", "PowerKW"),
        ("isoCode", "ISOCode"),
        ("itemURL", "ItemURL"),
        ("dataProviderID", "DataProviderID"),
        ("userName", "UserName"),
        ("unknownMember", "unknownMember"),
    ],
)
def test_members_are_named_as_without_camelcase(camel: str, pascal: str) -> None:
    assert values.in_pascal_case([{camel: {camel: 1}}]) == [{pascal: {pascal: 1}}]


@pytest.mark.parametrize(
    "written",
    [
        {"$date": "2020-03-01T00:00:00Z"},
        {"$date": "2020-03-01T01:00:00+01:00"},
        {"$date": 1583020800000},
        {"$date": {"$numberLong": "1583020800000"}},
        {"$numberLong": "1583020800000"},
        1583020800000,
        "2020-03-01T01:00:00+01:00",
        "2020-02-29T19:00:00-0500",
    ],
)
def test_dates_of_mongoexport_and_dates_with_an_offset_are_read_in_utc(written: object) -> None:
    """A dump of the server's own database had no date at all, silently."""
    assert values.time(written) == datetime(2020, 3, 1, tzinfo=timezone.utc)


@pytest.mark.parametrize(
    ("written", "whole", "number"),
    [
        ({"$numberInt": "22"}, 22, 22.0),
        ({"$numberLong": "22"}, 22, 22.0),
        ({"$numberDouble": "22.5"}, None, 22.5),
        ({"$numberDecimal": "22"}, 22, 22.0),
        ({"$numberDouble": "NaN"}, None, None),
        ({"$numberInt": {"$numberInt": "22"}}, None, None),
        ({"$numberInt": "22", "more": 1}, None, None),
        ({"$oid": "22"}, None, None),
    ],
)
def test_numbers_of_mongoexport_are_read(written: object, whole: int | None, number: float | None) -> None:
    """With `--jsonFormat=canonical` each number is an object, and no station of such a dump could be read."""
    assert (values.whole(written), values.number(written)) == (whole, number)


@pytest.mark.parametrize(
    "written", [{"$date": {}}, {"$date": None}, {"$oid": "5"}, {"$date": {"$date": 1}}, 2020, 10**30, True]
)
def test_what_is_no_date_is_none(written: object) -> None:
    assert values.time(written) is None


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (
            "<p>Behind the <b>town hall</b>.</p><p>Ring &amp; wait.<br/>Closed at night</p>",
            "Behind the town hall.\nRing & wait.\nClosed at night",
        ),
        ("Vehicles <2.1 m and >10 kWh", "Vehicles <2.1 m and >10 kWh"),
        ("<name of the operator>", "<name of the operator>"),
        ("R&D &amp; more", "R&D &amp; more"),
        ("<p></p>", None),
        (None, None),
    ],
)
def test_comments_lose_their_tags_and_nothing_else(written: object, read: object) -> None:
    """A KML showed "<p>…</p>" to everybody."""
    assert values.prose(written) == read

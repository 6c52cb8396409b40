"""Rows of all tables: what goes where, for any station there could be, and for the real ones."""

from __future__ import annotations

import json
import math
import runpy
from collections.abc import Iterator
from datetime import date, datetime, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocm_plugin.ocm.records.built_in_reference import BUILT_IN
from ocm_plugin.ocm.records.decoding import decode_json, decode_pois, poi_list
from ocm_plugin.ocm.records.licences import Licences
from ocm_plugin.ocm.records.provenance import COMPLETE, Provenance
from ocm_plugin.ocm.records.reference import ReferenceData
from ocm_plugin.ocm.records.station import Connection, Station
from ocm_plugin.ocm.search.search import Search, from_json
from ocm_plugin.ocm.tables.derive.equipment import MAX_QUANTITY
from ocm_plugin.ocm.tables.derive.rows import (
    ConnectionRow,
    Context,
    StationRow,
    comment_rows,
    connection_rows,
    credits_of,
    media_rows,
    provider_rows,
    query_row,
    station_row,
)
from ocm_plugin.ocm.tables.schema import CONNECTION_FIELDS, STATION_FIELDS, TABLES, Field
from tests.support.made_stations import NOW, comment, connection, connection_power, context, media_item, row, station
from tests.support.places import SHARED

PYTHON_TYPES = {
    "int": int,
    "int64": int,
    "real": float,
    "text": str,
    "bool": bool,
    "date": date,
    "datetime": datetime,
}


def test_place_operator_links_and_dates() -> None:
    found = row(
        uuid="0A1B",
        address_line1="1 Invented Square",
        address_line2="Level 2",
        town="Nowhere",
        operator_id=7,
        operator_reference="X-1",
        phone="+49 000",
        phone2="+49 001",
        date_last_verified=datetime(2026, 2, 20, 23, 59, tzinfo=timezone.utc),
        is_recently_verified=True,
        submission_status_id=200,
        provider_id=1,
        provider_reference="P-9",
    )
    assert (found.address, found.phone) == ("1 Invented Square, Level 2", "+49 000; +49 001")
    assert (found.country_iso2, found.country) == ("DE", "Germany")
    assert (found.operator, found.operator_url, found.operator_ref) == (
        "Invented Network",
        "https://example.org",
        "X-1",
    )
    assert (found.date_last_verified, found.days_since_verified) == (date(2026, 2, 20), 9)
    assert found.view_url == "https://openchargemap.org/site/poi/details/4711"
    assert (found.fetched_at, found.query_id, found.match) == (NOW, "query-1", "yes")
    assert (found.provider, found.provider_ref, found.submission_status) == ("Open Charge Map Contributors", "P-9", 200)


def test_text_stays_as_it_was_received() -> None:
    """Escaping belongs to where text is shown; doing it here would show "&amp;" in a table."""
    assert row(title="<b>A&B</b>", address_line2="“Back yard”").name == "<b>A&B</b>"
    assert row(address_line2="“Back yard”").address == "“Back yard”"


def test_an_unknown_id_has_a_name_and_no_id_has_none() -> None:
    unknown = row(operator_id=98765, status_id=55, usage_id=77, country_id=9999, provider_id=98765)
    assert (unknown.operator, unknown.status, unknown.usage) == ("Operator 98765", "Status type 55", "Usage type 77")
    assert (unknown.country, unknown.country_iso2) == ("Country 9999", None)
    assert unknown.attribution == "Data provider 98765: licence not stated"
    nothing = row(country_id=None)
    assert (nothing.operator, nothing.status, nothing.usage, nothing.country, nothing.provider) == (None,) * 5


def test_comments_and_photos_not_asked_for_are_unknown_not_none() -> None:
    silent = row()
    assert (silent.n_comments, silent.n_media, silent.last_checkin_positive, silent.photo_url) == (None,) * 4
    asked = row(comments=(), media=())
    assert (asked.n_comments, asked.n_media, asked.last_checkin_positive) == (0, 0, None)
    assert comment_rows(station(), context()) == media_rows(station(), context()) == []


def test_the_latest_check_in_that_says_something_counts() -> None:
    def on(day: int, checkin: int | None) -> Any:
        return comment(id=day, checkin_id=checkin, created=datetime(2026, 1, day, tzinfo=timezone.utc))

    good, bad, no_visit, unheard_of, plain = 10, 20, 0, 4321, None
    visits = (on(3, good), on(5, bad), on(4, good), on(7, no_visit), on(8, unheard_of), on(9, plain))
    found = row(comments=(*visits, comment(checkin_id=good)))
    assert (found.n_comments, found.last_checkin_positive) == (7, False)
    assert row(comments=visits[:1]).last_checkin_positive is True
    assert row(comments=visits[3:]).last_checkin_positive is None


def test_comment_rows() -> None:
    written = datetime(2026, 1, 2, 3, 4, 5, tzinfo=timezone.utc)
    site = station(
        comments=(
            comment(id=1, type_id=10, user="Somebody", text="Fine.", rating=5, checkin_id=10, created=written),
            comment(id=2, checkin_id=4321, related_url="https://example.org"),
        )
    )
    first, second = comment_rows(site, context())
    assert first[:7] == (1, 4711, 10, "General Comment", "Somebody", "Fine.", 5)
    assert first[7:] == (10, "Charged Successfully", True, written, None)
    assert (second.checkin, second.checkin_positive, second.comment_type) == ("Check-in type 4321", None, None)


def test_media_rows_and_the_photo_of_the_station() -> None:
    video = media_item(id=1, url="https://example.org/1", is_video=True)
    photo = media_item(id=2, url="https://example.org/2", thumbnail_url="https://example.org/2s", user="Somebody")
    site = station(media=(video, photo))
    assert [(item.media_id, item.ocm_id, item.is_video) for item in media_rows(site, context())] == [
        (1, 4711, True),
        (2, 4711, None),
    ]
    found = station_row(site, context(), "cannot_tell")
    assert (found.n_media, found.photo_url, found.photo_by) == (2, "https://example.org/2s", "Somebody")
    assert row(media=(media_item(url="https://example.org/3"),)).photo_url == "https://example.org/3"


def test_counts_by_standard_current_and_threshold() -> None:
    found = row(
        connection(type_id=25, current_id=20, power_kw=22.0, quantity=2, level_id=2),
        connection(type_id=1036, current_id=20, power_kw=43.0, quantity=1, level_id=3),
        connection(type_id=33, current_id=30, power_kw=350.0, quantity=4, level_id=3),
        connection(type_id=28, quantity=1),
        connection(type_id=24, quantity=1),
    )
    assert (found.n_type2, found.n_ccs2, found.n_domestic, found.n_other, found.n_ccs1) == (3, 4, 1, 1, 0)
    assert found.standards == "CCS2;Domestic;Type2;Wireless"
    assert (found.n_ac, found.n_dc, found.n_current_unknown, found.current_mix) == (4, 4, 1, "both")
    assert (found.n_ge22, found.n_ge43, found.n_ge50, found.n_ge150, found.n_ge350) == (7, 5, 4, 4, 4)
    assert (found.max_kw, found.max_kw_dc, found.max_kw_ac, found.ocm_level_max) == (350.0, 350.0, 43.0, 3)
    assert (found.kw_basis, found.n_kw_unknown, found.power_class) == ("stated", 2, "350 kW and more")
    assert row(connection(type_id=33)).current_mix == "dc"
    assert row(connection(type_id=28), connection()).kw_basis == "type_only"


def test_a_connection_row() -> None:
    line = connection(
        id=5,
        type_id=33,
        current_id=30,
        level_id=3,
        amps=500.0,
        volts=400.0,
        power_kw=150.0,
        quantity=2,
        reference="R",
        comments="C",
    )
    (child,) = connection_rows(station(line, status_id=50), context())
    assert child._asdict() == {
        "conn_id": 5,
        "ocm_id": 4711,
        "type_id": 33,
        "type": "CCS (Type 2)",
        "formal_name": "IEC 62196-3 Configuration FF",
        "standard": "ccs2",
        "is_tethered": True,
        "current_id": 30,
        "current": "dc",
        "current_basis": "stated",
        "level_id": 3,
        "amps": 500.0,
        "volts": 400.0,
        "kw_stated": 150.0,
        "kw_used": 150.0,
        "kw_lo": 150.0,
        "kw_hi": 150.0,
        "kw_basis": "stated",
        "power_class_code": 5,
        "quantity_raw": 2,
        "quantity_used": 2,
        "status_id": None,
        "status_class": "operational",
        "status_inherited": True,
        "reference": "R",
        "comments": "C",
        "qa_flags": "kw_differs_from_av",
    }
    (unknown,) = connection_rows(station(connection(type_id=1234)), context())
    assert (unknown.type, unknown.formal_name, unknown.kw_hi) == ("Connection type 1234", None, None)


def test_the_row_of_a_search_and_the_ledger_of_licences() -> None:
    provenance = Provenance(
        outcome=COMPLETE,
        source="Demo data (invented)",
        is_invented=True,
        started=NOW,
        finished=NOW,
        received=10,
        matched=6,
        cannot_tell=1,
        dropped=3,
        kept_cannot_tell=True,
        requests=2,
        bytes=1000,
    )
    found = query_row("query-1", Search(min_power_kw=50), "Stations from 50 kW.", provenance)
    assert from_json(found.search_json) == Search(min_power_kw=50)
    assert (found.is_complete, found.reason, found.n_loaded, found.n_set_aside) == (True, None, 7, 0)

    ledger = provider_rows(credits_of({900: 2, None: 1, 1: 4}, context()))
    assert [(line.provider, line.license_class, line.n_stations) for line in ledger] == [
        ("Open Charge Map Contributors", "open", 4),
        ("Silent Provider", "unknown", 2),
        (None, "unknown", 1),
    ]
    assert ledger[0].license_url == "https://creativecommons.org/licenses/by/4.0/"


# Any station there could be

IDS = st.one_of(st.none(), st.integers(-1, 1050), st.integers(-(2**31), 2**31 - 1))
NUMBERS = st.one_of(st.none(), st.sampled_from([0.0, 16.0, 32.0, 230.0, 400.0, 3.7, 22.0, 50.0]), st.floats())
TEXTS = st.one_of(st.none(), st.text(max_size=20), st.just("kW power is an estimate based on the connection type"))
TIMES = st.one_of(st.none(), st.datetimes(timezones=st.just(timezone.utc)))
FLAGS = st.one_of(st.none(), st.booleans())
CONNECTIONS = st.builds(
    Connection,
    IDS,
    st.one_of(st.sampled_from([1, 2, 25, 27, 30, 32, 33, 0, None]), IDS),
    st.one_of(st.none(), st.sampled_from([0, 30, 50, 100, 150, 200]), IDS),
    st.one_of(st.sampled_from([1, 2, 3]), IDS),
    st.one_of(st.sampled_from([10, 20, 30, None]), IDS),
    NUMBERS,
    NUMBERS,
    NUMBERS,
    st.one_of(st.integers(0, 30), IDS),
    TEXTS,
    TEXTS,
)
COMMENTS = st.builds(
    comment, id=IDS, checkin_id=st.one_of(st.sampled_from([0, 10, 20]), IDS), created=TIMES, text=TEXTS
)
MEDIA = st.builds(media_item, id=IDS, url=TEXTS, is_video=FLAGS, created=TIMES)
STATIONS = st.builds(
    lambda connections, **known: station(*connections, **known),
    st.lists(CONNECTIONS, max_size=5),
    id=st.integers(1, 2**31 - 1),
    title=TEXTS,
    latitude=st.floats(-90, 90),
    longitude=st.floats(-180, 180),
    address_line1=TEXTS,
    address_line2=TEXTS,
    country_id=st.one_of(st.sampled_from([2, 87, 168]), IDS),
    operator_id=IDS,
    provider_id=IDS,
    usage_id=IDS,
    usage_cost=TEXTS,
    status_id=st.one_of(st.sampled_from([0, 30, 50, 75, 100, 150, 200]), IDS),
    number_of_points=st.one_of(st.none(), st.integers(-2, 40), IDS),
    date_created=TIMES,
    date_last_verified=TIMES,
    date_planned=TIMES,
    is_recently_verified=FLAGS,
    attributions=st.lists(st.text(min_size=1, max_size=9), max_size=2).map(tuple),
    comments=st.one_of(st.none(), st.lists(COMMENTS, max_size=3).map(tuple)),
    media=st.one_of(st.none(), st.lists(MEDIA, max_size=3).map(tuple)),
)


@given(CONNECTIONS, st.sampled_from(["DE", "US", None]))
def test_the_guess_lies_in_the_interval(line: Connection, country_iso: str | None) -> None:
    found = connection_power(line, country_iso)
    assert 0 <= found.kw_lo <= found.kw_hi
    if found.kw_used is not None:
        assert found.kw_lo <= found.kw_used <= found.kw_hi
        assert found.kw_used > 0


@given(STATIONS)
def test_any_station_makes_rows_of_the_right_types(site: Station) -> None:
    found = station_row(site, context(), "yes")
    assert_typed(STATION_FIELDS, found)
    children = connection_rows(site, context())
    for child in children:
        assert_typed(CONNECTION_FIELDS, child)
        assert 1 <= child.quantity_used <= MAX_QUANTITY
    for table, rows in (("ocm_comments", comment_rows(site, context())), ("ocm_media", media_rows(site, context()))):
        for each in rows:
            assert_typed(TABLES[table], each)
    assert found.n_conn_rows == len(children)


@given(STATIONS)
def test_bounds_and_sums_agree_with_the_rows(site: Station) -> None:
    found = station_row(site, context(), "yes")
    children = counting(found, connection_rows(site, context()))
    if found.n_points is not None and children:
        assert 1 <= found.n_points_lo <= found.n_points <= found.n_points_hi == found.n_connectors
    if found.total_kw_hi is not None:
        assert 0 < found.total_kw_lo <= found.total_kw_est <= found.total_kw_hi
        summed = sum((child.kw_used or 0) * child.quantity_used for child in children)
        assert found.total_kw_hi == pytest.approx(summed)
        assert found.max_kw == max(child.kw_used for child in children if child.kw_used is not None)
    if found.max_kw is not None and found.max_kw_hi is not None:
        assert found.max_kw <= found.max_kw_hi
    if children:
        quantity = sum(child.quantity_used for child in children)
        assert found.n_connectors == quantity
        assert (found.n_ac or 0) + (found.n_dc or 0) + found.n_current_unknown == quantity
        assert sum(getattr(found, name) or 0 for name in STANDARD_COLUMNS) == quantity
        unknown = sum(child.quantity_used for child in children if child.kw_used is None)
        assert found.n_kw_unknown == unknown


def counting(site: StationRow, lines: list[ConnectionRow]) -> list[ConnectionRow]:
    """The lines that the figures of a site are of: those in service; all that are there, if the site itself is not."""
    there = [line for line in lines if line.status_inherited or line.status_class != "removed"]
    if site.map_state in ("planned", "not_operational"):
        return there
    return [line for line in there if line.status_class not in ("planned", "not_operational")]


NAMES = [field.name for field in STATION_FIELDS]
STANDARD_COLUMNS = NAMES[NAMES.index("n_type1") : NAMES.index("n_type_unknown") + 1]


def assert_typed(fields: tuple[Field, ...], found: tuple[Any, ...]) -> None:
    """Every value has its field's type, is finite, and is one of the field's codes if it has codes."""
    for field, value in zip(fields, found):
        if value is None:
            continue
        assert type(value) is PYTHON_TYPES[field.type], field.name
        if field.type == "real" and field.name not in RAW_NUMBERS:
            assert math.isfinite(value), field.name
        if field.codes and field.name not in RAW_IDS:
            assert value in [code.value for code in field.codes], field.name


RAW_NUMBERS = ("amps", "volts", "kw_stated")
RAW_IDS = ("ocm_level_max", "level_id", "submission_status")


# The real ones

DATA = SHARED / "data"


@pytest.fixture(scope="module")
def sample() -> Iterator[tuple[list[Station], Context]]:
    path = DATA / "ocm_austin_sample.json"
    if not path.is_file():
        pytest.skip(f"the real sample is not beside the repository: {path}")
    page = decode_pois(poi_list(decode_json(path.read_bytes())), with_comments=True)
    reference = ReferenceData.from_json(json.loads((DATA / "reference.json").read_bytes())).including(page.embedded)
    yield page.stations, Context(reference, Licences(reference), NOW, "query-1")


def test_every_real_record_makes_rows(sample: tuple[list[Station], Context]) -> None:
    stations, real = sample
    rows = [station_row(each, real, "yes") for each in stations]
    assert len(rows) == 342
    for each, found in zip(stations, rows):
        assert_typed(STATION_FIELDS, found)
        for child in connection_rows(each, real):
            assert_typed(CONNECTION_FIELDS, child)
            assert "new_connector_type" not in (child.qa_flags or "")
    assert {found.license_class for found in rows} == {"open"}
    assert sum(found.is_free is True for found in rows) == 6
    assert sum(found.is_free is False for found in rows) == 2
    assert all(found.operator and not found.operator.startswith("Operator ") for found in rows if found.operator_id)
    assert sum(found.points_basis == "dual_dc_rule" for found in rows) > 5


def test_the_totals_of_the_real_sample(sample: tuple[list[Station], Context], root: Path) -> None:
    """Summing rows gives a quarter of the power: 5.8 MW by rows, 24.1 by quantity, 22.5 with shared posts."""
    totals = runpy.run_path(str(root / "tools" / "sample_totals.py"))["totals"]
    found = totals(DATA / "ocm_austin_sample.json")
    assert (found.sites, found.set_aside, found.planned) == (342, 0, 1)
    assert found.kw_rows == pytest.approx(5770, abs=10)
    assert found.kw_quantity == pytest.approx(24_100, abs=10)
    assert found.kw_dual_standard == pytest.approx(22_470, abs=10)
    assert found.fast == (0, 3, 20)


def test_the_demo_data_make_rows(root: Path) -> None:
    path = root / "ocm_plugin" / "demo" / "stations.json"
    page = decode_pois(poi_list(decode_json(path.read_bytes())), with_comments=True)
    reference = BUILT_IN.including(page.embedded)
    demo = Context(reference, Licences(reference), NOW, "query-1")
    assert page.stations
    for each in page.stations:
        assert_typed(STATION_FIELDS, station_row(each, demo, "yes"))


def test_a_context_made_now_has_an_id_of_its_own_and_the_persons_licences(tmp_path: Path) -> None:
    (tmp_path / "licences.json").write_text('{"providers": {"900": {"class": "open"}}}')
    one, other = (Context.of_new_result(BUILT_IN, tmp_path) for _ in range(2))
    assert one.query_id != other.query_id
    assert station_row(station(provider_id=900), one, "yes").license_class == "open"
    assert abs(datetime.now(timezone.utc) - one.now).total_seconds() < 60


def day(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=timezone.utc)


@pytest.mark.parametrize(
    ("dates", "verified"),
    [
        ({"date_last_verified": day("2025-01-01"), "date_status_update": day("2026-01-01")}, "2025-01-01"),
        ({"date_status_update": day("2021-03-02"), "date_last_confirmed": day("2011-05-05")}, "2021-03-02"),
        ({"date_status_update": day("2021-03-02"), "date_last_confirmed": day("2022-05-05")}, "2022-05-05"),
        ({"date_status_update": day("2021-03-02"), "date_created": day("2025-12-01")}, "2025-12-01"),
        ({"date_created": day("2020-01-01")}, None),
        ({}, None),
    ],
)
def test_a_record_without_the_date_of_verification_has_the_one_that_the_server_computes(
    dates: dict, verified: str | None
) -> None:
    """Files without DateLastVerified were "never verified", whatever their other dates said. Today is NOW."""
    made = row(**dates)
    assert str(made.date_last_verified) == str(verified)
    assert (made.days_since_verified is None) == (verified is None)

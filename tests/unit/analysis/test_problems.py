"""Problems of records: each rule finds what it is for and nothing else, and says the values that it was judged on."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from ocm_plugin.ocm.analysis.completeness import POSITION
from ocm_plugin.ocm.analysis.problems import PROBLEM_COLUMNS, RULES, Problems
from ocm_plugin.ocm.tables.derive import qa
from ocm_plugin.ocm.tables.derive.rows import station_row
from ocm_plugin.ocm.tables.schema import STATION_FIELDS
from ocm_plugin.ocm.tables.schema.analyses.audit import PROBLEM_KINDS, PROBLEMS
from tests.support.made_stations import NOW, connection, context, station

LINE = connection(id=1, type_id=33, current_id=30, power_kw=150.0, quantity=2)
SOUND = {
    "address_line1": "Main Street 1",
    "town": "Town",
    "operator_id": 7,
    "usage_id": 1,
    "status_id": 50,
    "latitude": 50.51234,
    "longitude": 8.25123,
    "date_last_verified": NOW,
    "date_status_update": NOW,
}
NO_MORE_THAN_NEW = (qa.NEW_STATUS, qa.NEW_USAGE, qa.NEW_CONNECTOR_TYPE, qa.NEW_CURRENT_TYPE)
NO_PROBLEM = (qa.SOME_CONNECTIONS_OUT, qa.SOME_CONNECTIONS_PLANNED)


def values_of(made):
    """A record as a layer gives it: days and times are texts there."""
    row = station_row(made, context(), "yes")._asdict()
    plain = {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in row.items()}
    return {**plain, POSITION: None if made.longitude is None else (made.longitude, made.latitude)}


def found(*lines, too_old=730, **known):
    rules = Problems([field.name for field in STATION_FIELDS], too_old)
    made = station(*(lines or (LINE,)), **{**SOUND, **known})
    return {each.rule.problem: each.found for each in rules.of(values_of(made))}


def day(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=timezone.utc)


def test_a_sound_record_has_no_problem():
    assert found() == {}


@pytest.mark.parametrize(
    ("problem", "lines", "known", "said"),
    [
        ("no_position", (), {"longitude": None, "latitude": None}, ""),
        ("zero_coordinates", (), {"longitude": 0.0, "latitude": 0.0}, "Latitude: 0; Longitude: 0"),
        ("coarse_position", (), {"longitude": 8.25, "latitude": 50.5}, "Latitude: 50.5; Longitude: 8.25"),
        ("no_name", (), {"title": None}, ""),
        ("no_address", (), {"address_line1": None, "town": None}, ""),
        ("no_country", (), {"country_id": None}, ""),
        ("bad_web_address", (), {"related_url": "example.org"}, "Related web page: example.org"),
        ("no_operator", (), {"operator_id": 1}, "Operator id: 1"),
        ("no_operator", (), {"operator_id": None}, ""),
        ("no_access", (), {"usage_id": 0}, "Access: Unknown"),
        ("no_status", (), {"status_id": None}, "Status class: Unknown"),
        (
            "planned_past",
            (),
            {"status_id": 150, "date_planned": day("2025-05-01")},
            "Status class: Planned; Planned for: 2025-05-01",
        ),
        (
            "unavailable_long",
            (),
            {"status_id": 30, "date_status_update": day("2025-08-01")},
            "Status class: Temporarily unavailable; Modified on: 2025-08-01",
        ),
        (
            "out_for_long",
            (),
            {"status_id": 100, "date_status_update": day("2023-08-01")},
            "Status class: Not operational; Modified on: 2023-08-01",
        ),
        (
            "unverified",
            (),
            {"date_last_verified": day("2023-08-01")},
            "Days since verified: 943; Verified on: 2023-08-01",
        ),
        ("quantity_missing", (LINE._replace(quantity=None),), {}, ""),
        ("ac_type_with_dc", (LINE._replace(type_id=1, power_kw=None),), {}, "Standards: Type1"),
        ("no_power", (connection(id=1, type_id=33, current_id=30, quantity=2),), {}, None),
        ("dc_above_1000_kw", (LINE._replace(power_kw=50_00.0),), {}, "Power (kW): 5,000"),
    ],
    ids=lambda value: value if isinstance(value, str) and " " not in value else "",
)
def test_each_problem_is_found_with_its_values(problem, lines, known, said):
    problems = found(*lines, **known)
    assert problem in problems
    if said is not None:
        assert problems[problem] == said


def test_what_is_old_is_a_matter_of_the_user():
    verified = {"date_last_verified": day("2025-08-01")}
    assert "unverified" not in found(**verified)
    assert "unverified" in found(too_old=180, **verified)


def test_plans_for_days_to_come_and_short_pauses_are_no_problems():
    assert "planned_past" not in found(status_id=150, date_planned=day("2026-05-01"))
    assert "unavailable_long" not in found(status_id=30, date_status_update=day("2026-02-01"))
    assert "planned_past" not in found(status_id=150)


def test_each_problem_has_a_rule_and_each_rule_is_a_documented_problem():
    assert sorted(rule.problem for rule in RULES) == sorted(code.value for code in PROBLEMS)
    assert {rule.kind for rule in RULES} == {code.value for code in PROBLEM_KINDS}
    assert all(rule.why for rule in RULES)


def test_each_quality_flag_is_a_problem_or_says_nothing_of_the_record():
    """A flag that is added must be judged here too. What is newer than the plugin cannot be mended at the service."""
    flags = {*qa.STATION_FLAGS, *qa.CONNECTION_FLAGS}
    assert flags - {rule.problem for rule in RULES} == {*NO_MORE_THAN_NEW, *NO_PROBLEM}


def test_rules_are_judged_on_columns_of_stations():
    assert set(PROBLEM_COLUMNS) <= {field.name for field in STATION_FIELDS}


def test_without_its_columns_a_rule_is_left_out():
    rules = Problems(["ocm_id", "operator_id"], 730)
    values = {"ocm_id": 1, "operator_id": 1, POSITION: None}
    assert [each.rule.problem for each in rules.of(values)] == ["no_position", "no_operator"]
    assert {rule.problem for rule in rules.left_out} >= {"no_name", "unverified", "planned_past"}

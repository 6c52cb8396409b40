"""How complete records are, against plain loops, and what counts as stated, derived and missing."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocm_plugin.ocm.analysis.completeness import (
    DERIVED,
    FACTS,
    GROUP_COLUMNS,
    MISSING,
    NOT_ASKED,
    POSITION,
    STATED,
    Completeness,
    columns_of,
)
from ocm_plugin.ocm.tables.derive.rows import connection_rows, station_row
from ocm_plugin.ocm.tables.schema import CONNECTIONS, STATIONS, TABLES
from ocm_plugin.ocm.tables.schema.analyses.audit import GROUPINGS, RECORD_TABLES
from tests.support.effort import tries
from tests.support.made_stations import connection, context, station

STATION_COLUMNS = [*GROUP_COLUMNS, *columns_of(STATIONS)]
CONNECTION_COLUMNS = ["ocm_id", *columns_of(CONNECTIONS)]


def test_facts_are_judged_on_columns_that_the_tables_have():
    for fact in FACTS:
        assert set(fact.columns) <= {field.name for field in TABLES[fact.table]}, fact.name
    assert len({fact.name for fact in FACTS}) == len(FACTS)
    assert {fact.table for fact in FACTS} == {code.value for code in RECORD_TABLES}


def values_of(made):
    row = station_row(made, context(), "yes")._asdict()
    return {**row, POSITION: None if made.longitude is None else (made.longitude, made.latitude)}


def judged(made, name):
    """What is said of a fact of a station, or of its first connection."""
    fact = next(each for each in FACTS if each.name == name)
    if fact.table == STATIONS:
        return fact.judge(values_of(made))
    return fact.judge(connection_rows(made, context())[0]._asdict())


@pytest.mark.parametrize(
    ("fact", "made", "expected"),
    [
        ("operator", station(operator_id=7), STATED),
        ("operator", station(operator_id=1), MISSING),
        ("access", station(usage_id=1), STATED),
        ("access", station(usage_id=0), MISSING),
        ("status", station(status_id=50), STATED),
        ("status", station(connection(id=1, status_id=50)), DERIVED),
        ("status", station(), MISSING),
        ("equipment", station(connection(id=1)), STATED),
        ("equipment", station(), MISSING),
        ("points", station(connection(id=1, quantity=4, type_id=25), number_of_points=4), STATED),
        ("points", station(connection(id=1, quantity=4, type_id=25)), DERIVED),
        ("points", station(), MISSING),
        ("photos", station(), NOT_ASKED),
        ("photos", station(media=()), MISSING),
        ("power", station(connection(id=1, power_kw=50.0, type_id=33)), STATED),
        ("power", station(connection(id=1, amps=32.0, volts=230.0, current_id=10, type_id=25)), DERIVED),
        ("power", station(connection(id=1)), MISSING),
        ("current", station(connection(id=1, type_id=33)), DERIVED),
        ("current", station(connection(id=1, type_id=33, current_id=30)), STATED),
        ("quantity", station(connection(id=1, quantity=0)), MISSING),
        ("quantity", station(connection(id=1, quantity=2)), STATED),
        ("connector_type", station(connection(id=1, type_id=0)), MISSING),
        ("connection_status", station(connection(id=1, status_id=50)), STATED),
        ("connection_status", station(connection(id=1), status_id=50), DERIVED),
        ("connection_status", station(connection(id=1)), MISSING),
        ("position", station(longitude=None, latitude=None), MISSING),
    ],
    ids=str,
)
def test_stated_derived_missing(fact, made, expected):
    assert judged(made, fact) == expected


def any_values(random: Random, number: int):
    values = {name: random.choice([None, "", "x", "unknown"]) for name in STATION_COLUMNS}
    counts = {name: random.choice([None, 0, 3]) for name in ("n_conn_rows", "n_media", "n_comments", "n_points")}
    operator = random.choice([None, 1, 7, 8])
    names = {"provider": "P", "operator": None if operator == 8 else f"O{operator}"}
    ids = {"ocm_id": number, "provider_id": random.choice([None, 1, 2]), "operator_id": operator}
    return {**values, **counts, **ids, **names, POSITION: random.choice([None, (8.0, 50.0)])}


def any_line(random: Random):
    return {
        "ocm_id": random.randrange(30),
        "standard": random.choice([None, "unknown", "ccs2"]),
        "kw_used": random.choice([None, 50.0]),
        "kw_basis": random.choice(["stated", "import_estimate"]),
        "current": random.choice(["unknown", "dc"]),
        "current_basis": random.choice([None, "stated", "inferred"]),
        "quantity_raw": random.choice([None, 0, 2]),
        "status_class": random.choice([None, "unknown", "operational"]),
        "status_inherited": random.choice([None, True, False, 0, 1]),
    }


@given(st.integers(0, 2**32))
@settings(max_examples=tries(100))
def test_groups_are_those_of_plain_loops(seed):
    random = Random(seed)
    stations = [any_values(random, number) for number in range(random.randrange(25))]
    lines = [any_line(random) for _ in range(random.randrange(25))]
    counted = Completeness(STATION_COLUMNS, CONNECTION_COLUMNS)
    for values in stations:
        counted.add_station(values)
    for values in lines:
        counted.add_connection(values)
    groups = list(counted.groups())
    by_id = {values["ocm_id"]: values for values in stations}
    for group in groups:
        column = {"all": None, "provider": "provider_id", "operator": "operator_id"}[group.by]
        wanted = (None, 1) if group.by == "operator" and group.number is None else (group.number,)
        mine = [values for values in stations if column is None or values[column] in wanted]
        numbers = {values["ocm_id"] for values in mine}
        my_lines = [values for values in lines if values["ocm_id"] in numbers]
        assert group.stations == len(mine)
        expected = {}
        for fact in FACTS:
            answers = [fact.judge(values) for values in (mine if fact.table == STATIONS else my_lines)]
            found = [answers.count(each) for each in (STATED, DERIVED, MISSING)]
            if sum(found):
                expected[fact.name] = found
        assert {each.fact.name: [each.stated, each.derived, each.missing] for each in group.counts} == expected
    for by in ("provider", "operator"):
        assert sum(group.stations for group in groups if group.by == by) == len(by_id)
    assert {group.by for group in groups} <= {code.value for code in GROUPINGS}


def test_a_fact_without_its_columns_is_left_out():
    counted = Completeness(["ocm_id", "name"], None)
    counted.add_station({"ocm_id": 1, "name": "Here", POSITION: (8.0, 50.0)})
    (everything, provider, operator) = counted.groups()
    assert [each.fact.name for each in everything.counts] == ["position", "name"]
    assert everything.counts[1].percent_stated == 100
    assert (provider.number, operator.number, operator.name) == (None, None, None)

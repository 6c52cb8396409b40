"""The eight steps from the data of a connection to its power, and standards by id."""

from __future__ import annotations

import math

import pytest

from ocm_plugin.ocm.records.built_in_reference import BUILT_IN
from ocm_plugin.ocm.tables.derive.connector_types import CONNECTOR_TYPES
from ocm_plugin.ocm.tables.derive.equipment import facts_of
from ocm_plugin.ocm.tables.derive.standards import SHORT_NAMES, connector_type, newer_connector_types
from ocm_plugin.ocm.tables.schema import codes
from tests.support.made_stations import connection, connection_power


@pytest.mark.parametrize(
    ("known", "power"),
    [
        pytest.param({"power_kw": 22.0}, (22.0, 22.0, 22.0, "stated"), id="1 stated"),
        pytest.param(
            {"type_id": 1, "power_kw": 7.4, "amps": 32.0, "volts": 230.0, "current_id": 10},
            (7.4, 7.4, 7.4, "stated_eq_av"),
            id="1 stated, as the server would fill it in",
        ),
        pytest.param(
            {"power_kw": 22.2, "amps": 32.0, "volts": 400.0, "current_id": 20},
            (22.2, 22.2, 22.2, "stated_eq_av"),
            id="1 stated, three phases",
        ),
        pytest.param(
            {"power_kw": 7.0, "amps": 32.0, "volts": 230.0, "current_id": 10},
            (7.0, 7.0, 7.0, "stated"),
            id="1 stated, more than 2 % from amps times volts",
        ),
        pytest.param(
            {"type_id": 2, "amps": 125.0, "volts": 500.0}, (62.5, 31.25, 62.5, "computed_dc_upper"), id="3 DC"
        ),
        pytest.param(
            {"amps": 16.0, "volts": 230.0, "current_id": 10}, (3.68, 3.68, 3.68, "computed_ac1"), id="4 AC, one phase"
        ),
        pytest.param({"type_id": 1, "amps": 16.0, "volts": 240.0}, (3.84, 3.84, 3.84, "computed_ac1"), id="4 J1772"),
        pytest.param(
            {"type_id": 25, "amps": 16.0, "volts": 230.0},
            (3.68, 3.68, 11.04, "computed_ac"),
            id="4 phases not stated: Type 2 may have three",
        ),
        pytest.param(
            {"amps": 125.0, "volts": 400.0},
            (50.0, 25.0, 86.603, "computed_ac"),
            id="4 nothing tells AC from DC: it may be half as much",
        ),
        pytest.param(
            {"amps": 32.0, "volts": 240.0, "current_id": 20}, (23.04, 23.04, 23.04, "computed_ac3"), id="5 three phases"
        ),
        pytest.param(
            {"amps": 30.0, "volts": 277.0, "current_id": 20},
            (14.393, 14.393, 24.93, "computed_ac3"),
            id="5 volts that leave it open",
        ),
        pytest.param({"level_id": 1, "type_id": 28}, (None, 0.0, 2.0, "level_only"), id="6 level 1"),
        pytest.param({"level_id": 2}, (None, 2.0, 40.0, "level_only"), id="6 level 2"),
        pytest.param({"level_id": 3}, (None, 40.0, math.inf, "level_only"), id="6 level 3"),
        pytest.param({"type_id": 28}, (None, 0.0, 3.7, "type_only"), id="7 Schuko"),
        pytest.param({"type_id": 1}, (None, 0.0, 19.2, "type_only"), id="7 J1772"),
        pytest.param({"type_id": 2}, (None, 20.0, 400.0, "type_only"), id="7 CHAdeMO"),
        pytest.param({"type_id": 24}, (None, 0.0, math.inf, "none"), id="8 a type that bounds nothing"),
        pytest.param({}, (None, 0.0, math.inf, "none"), id="8 nothing"),
        pytest.param(
            {"level_id": 9, "power_kw": 0.0, "amps": 0.0, "volts": 230.0}, (None, 0.0, math.inf, "none"), id="0"
        ),
        pytest.param({"power_kw": -7.0, "amps": 16.0}, (None, 0.0, math.inf, "none"), id="negative"),
        pytest.param({"power_kw": math.nan}, (None, 0.0, math.inf, "none"), id="not a number"),
        pytest.param({"power_kw": 1e12}, (None, 0.0, math.inf, "none"), id="beyond any machine"),
        pytest.param(
            {"comments": "kW power is an estimate based on the connection type", "level_id": 2},
            (None, 2.0, 40.0, "level_only"),
            id="an estimate without a value",
        ),
    ],
)
def test_steps(known: dict[str, float | str], power: tuple[float | None, float, float, str]) -> None:
    found = connection_power(connection(**known), "DE")
    assert found.kw_basis == power[3]
    assert found.kw_used == (None if power[0] is None else pytest.approx(power[0], rel=1e-4))
    assert (found.kw_lo, found.kw_hi) == pytest.approx(power[1:3], rel=1e-4)


@pytest.mark.parametrize(
    ("known", "least", "most"),
    [
        ({"amps": 16.0, "volts": 120.0, "power_kw": 1.0, "current_id": 10, "level_id": 1}, 1.0, 1.9),
        ({"amps": 16.0, "volts": 230.0, "power_kw": 3.0, "current_id": 10, "level_id": 2}, 3.0, 19.2),
        ({"amps": 16.0, "volts": 230.0, "power_kw": 3.7, "current_id": 10, "level_id": 2}, 3.3, 19.2),
        ({"amps": 16.0, "volts": 230.0, "current_id": 10, "level_id": 2}, 3.3, 19.2),
        ({"amps": 100.0, "volts": 400.0, "power_kw": 40.0, "current_id": 30, "level_id": 3}, 24.0, math.inf),
        ({"power_kw": 50.0, "current_id": 30, "level_id": 3}, 24.0, math.inf),
    ],
)
def test_standard_values_of_the_afdc_importer_are_guesses_without_its_remark(
    known: dict[str, float], least: float, most: float
) -> None:
    """Older imports left no remark: 82 of 379 real lines in Austin say "40 kW" or "3 kW" although nobody measured."""
    guess = connection_power(connection(**known), "US", 2)
    assert (guess.kw_lo, guess.kw_hi, guess.kw_basis) == (least, most, "import_estimate")
    assert connection_power(connection(**known), "US", 1).kw_basis != "import_estimate"


@pytest.mark.parametrize(
    "known",
    [
        {"amps": 125.0, "volts": 400.0, "power_kw": 50.0, "current_id": 30},
        {"amps": 16.0, "volts": 230.0, "power_kw": 7.4},
        {"power_kw": 62.5, "current_id": 30, "level_id": 3},
    ],
)
def test_other_values_of_the_same_provider_are_statements(known: dict[str, float]) -> None:
    assert connection_power(connection(**known), "US", 2).kw_basis in ("stated", "stated_eq_av")


@pytest.mark.parametrize(
    ("type_id", "amps", "volts"), [(25, 32.0, 400.0), (1036, 16.0, 230.0), (25, 63.0, 400.0), (None, 32.0, 400.0)]
)
def test_phases_not_stated_leave_the_same_interval_whether_or_not_the_server_filled_in_amps_times_volts(
    type_id: int | None, amps: float, volts: float
) -> None:
    """A Type 2 post of 32 A × 400 V is perhaps 12.8 and more likely 22 kW: the server's own 12.8 proves nothing."""
    missing = connection_power(connection(type_id=type_id, amps=amps, volts=volts), "DE")
    filled_in = connection_power(
        connection(type_id=type_id, amps=amps, volts=volts, power_kw=amps * volts / 1000), "DE"
    )
    assert filled_in == missing
    assert filled_in.kw_basis == "computed_ac"
    assert filled_in.kw_hi >= amps * volts / 1000 * math.sqrt(3) * 0.999
    three_phases = filled_in.kw_hi
    stated = connection_power(connection(type_id=type_id, amps=amps, volts=volts, power_kw=three_phases), "DE")
    assert (stated.kw_lo, stated.kw_hi, stated.kw_basis) == (three_phases, three_phases, "stated")


def test_more_than_any_ac_socket_gives_is_no_question_of_phases() -> None:
    fast = connection_power(connection(amps=375.0, volts=400.0, power_kw=150.0, level_id=3), "DE")
    assert (fast.kw_lo, fast.kw_hi) == (150.0, 150.0)


@pytest.mark.parametrize(
    ("known", "current"),
    [
        ({"current_id": 10, "type_id": 33}, "ac1"),
        ({"current_id": 20}, "ac3"),
        ({"current_id": 30, "type_id": 25}, "dc"),
        ({"type_id": 33}, "dc"),
        ({"type_id": 1040}, "dc"),
        ({"type_id": 1}, "ac1"),
        ({"type_id": 17}, "ac3"),
        ({"type_id": 25, "power_kw": 22.0}, "ac"),
        ({"type_id": 25, "power_kw": 43.0}, "ac"),
        ({"type_id": 25, "power_kw": 120.0}, "unknown"),
        ({"type_id": 27}, "unknown"),
        ({"type_id": 27, "amps": 300.0, "volts": 400.0}, "dc"),
        ({"type_id": 30, "power_kw": 120.0}, "dc"),
        ({"type_id": 30, "power_kw": 22.0}, "ac"),
        ({"type_id": 24, "power_kw": 120.0}, "unknown"),
        ({}, "unknown"),
    ],
)
def test_current_stated_or_inferred(known: dict[str, float], current: str) -> None:
    assert facts_of(connection(**known), "DE").current == current


def test_every_type_of_the_reference_data_has_a_standard() -> None:
    assert newer_connector_types(BUILT_IN) == ()
    groups = {connector_type(number, "DE").standard for number in BUILT_IN.connection_types}
    assert groups <= {code.value for code in codes.STANDARDS}
    assert "other" not in {connector_type(number, "DE").standard for number in (1, 2, 25, 27, 30, 32, 33, 1036, 1040)}


def test_types_newer_than_the_table_are_named() -> None:
    newer = BUILT_IN.including({"ConnectionTypes": {2001: {"ID": 2001, "Title": "Megawatt plug"}}})
    assert [kind.title for kind in newer_connector_types(newer)] == ["Megawatt plug"]
    assert connector_type(2001, "DE").standard == "other"


def test_the_table_of_types_is_sound() -> None:
    standards, currents = ({code.value for code in known} for known in (codes.STANDARDS, codes.CURRENTS))
    assert set(SHORT_NAMES) == standards - {"unknown"}
    for number, kind in CONNECTOR_TYPES.items():
        assert kind.standard in standards and kind.current in currents, number
        assert 0 <= kind.kw_lo < kind.kw_hi, number

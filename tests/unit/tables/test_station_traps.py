"""The traps of charging station data, one test each, with the story of who falls into it."""

from __future__ import annotations

import math
from datetime import date, datetime, timezone

import pytest

from ocm_plugin.ocm.tables.derive.classes import power_class, power_class_code
from ocm_plugin.ocm.tables.derive.rows import connection_rows
from tests.support.made_stations import NORWAY, USA, connection, connection_power, context, row, station

ESTIMATE = "kW power is an estimate based on the connection type"


def test_three_phases_of_230_volts_and_32_amps_are_22_kw_not_12_7():
    """The server multiplies by √3 whatever the volts are: 230 V × 32 A × 1.732 = 12.7 kW for a 22 kW post.

    230 V is between a phase and neutral, so it is 3 × 230 × 32; 400 V is between phases, so it is √3 × 400 × 32. Both
    are the same post.
    """
    phase = connection_power(connection(type_id=25, current_id=20, amps=32.0, volts=230.0), "DE")
    line = connection_power(connection(type_id=25, current_id=20, amps=32.0, volts=400.0), "DE")
    assert phase.kw_used == pytest.approx(22.08)
    assert line.kw_used == pytest.approx(22.17, abs=0.01)
    assert phase.kw_basis == line.kw_basis == "computed_ac3"


def test_a_12_7_kw_filled_in_by_the_server_is_kept_but_may_be_22():
    """It arrives as if somebody had stated it. It stays, but the interval reaches the truth, and a flag says why."""
    line = connection(type_id=25, current_id=20, amps=32.0, volts=230.0, power_kw=12.7, quantity=1)
    found = connection_power(line, "DE")
    assert (found.kw_used, found.kw_lo, found.kw_basis) == (12.7, 12.7, "stated_eq_av")
    assert found.kw_hi == pytest.approx(22.08)
    assert row(line).qa_flags == "kw_phase_voltage"


def test_a_power_filled_in_for_one_phase_may_be_of_three():
    """Where no current is stated, the server multiplies volts by amps only. A red CEE socket has three phases: its
    16 A × 400 V are 11 kW and not the 6.4 that arrive as if somebody had stated them."""
    line = connection(type_id=17, amps=16.0, volts=400.0, power_kw=6.4, quantity=1)
    found = connection_power(line, "DE")
    assert (found.kw_used, found.kw_lo, found.kw_basis) == (6.4, 6.4, "stated_eq_av")
    assert found.kw_hi == pytest.approx(11.09, abs=0.01)
    assert row(line).qa_flags == "kw_phase_voltage"


def test_208_volts_in_north_america_are_between_phases():
    found = connection_power(connection(type_id=1, current_id=20, amps=30.0, volts=208.0), "US")
    assert found.kw_used == pytest.approx(10.8, abs=0.01)


def test_ccs_and_chademo_on_one_post_count_once():
    """Two posts with both plugs serve two cars, not four, and give 100 kW, not 200."""
    found = row(
        connection(type_id=33, current_id=30, power_kw=50.0, quantity=2),
        connection(type_id=2, current_id=30, power_kw=50.0, quantity=2),
    )
    assert (found.n_connectors, found.n_points, found.points_basis) == (4, 2, "dual_dc_rule")
    assert (found.n_points_lo, found.n_points_hi) == (2, 4)
    assert (found.total_kw_lo, found.total_kw_est, found.total_kw_hi) == (100.0, 100.0, 200.0)


def test_more_chademo_than_ccs_leaves_the_rest_in_full():
    found = row(
        connection(type_id=33, current_id=30, power_kw=350.0, quantity=1),
        connection(type_id=2, current_id=30, power_kw=50.0, quantity=4),
        connection(type_id=25, current_id=20, power_kw=22.0, quantity=2),
    )
    assert (found.n_points, found.total_kw_est, found.total_kw_hi) == (6, 544.0, 594.0)
    assert (found.total_kw_dc, found.total_kw_ac, found.total_kw_lo) == (500.0, 44.0, 350.0)


def test_of_posts_with_two_plugs_each_gives_the_stronger():
    """A 24 kW post and a 150 kW post, both with CHAdeMO of 50: 50 + 150 kW, not the 174 of their CCS plugs."""
    found = row(
        connection(type_id=33, current_id=30, power_kw=24.0, quantity=1),
        connection(type_id=33, current_id=30, power_kw=150.0, quantity=1),
        connection(type_id=2, current_id=30, power_kw=50.0, quantity=2),
    )
    assert (found.total_kw_lo, found.total_kw_est, found.total_kw_hi, found.total_kw_dc) == (174.0, 200.0, 274.0, 200.0)


def test_a_part_of_the_total_is_not_more_than_the_total():
    """Plugs of DC that are said to be AC share their post all the same, in the total and in its AC part."""
    found = row(
        connection(type_id=33, current_id=10, power_kw=50.0, quantity=1),
        connection(type_id=2, current_id=10, power_kw=50.0, quantity=1),
    )
    assert (found.total_kw_est, found.total_kw_ac) == (50.0, 50.0)


@pytest.mark.parametrize("kw", [7.4, 11.0, 21.9, 22.0, 22.08, 22.17, 22.2])
def test_22_kw_and_its_spellings_are_at_most_22(kw):
    """AFIR's class ends with 22 kW included; 32 A × 230 V × 3 = 22.08 is the same post and no "fast" one."""
    assert power_class(power_class_code(kw)) == "7.4-22 kW"


def test_7_36_kw_is_a_7_4_kw_post():
    assert power_class_code(7.36) == power_class_code(7.4) == 2
    assert power_class_code(7.0) == 1


@pytest.mark.parametrize(
    ("kw", "code"),
    [(None, 0), (0.1, 1), (22.5, 3), (49.9, 3), (50.0, 4), (149.0, 4), (150.0, 5), (349.0, 5), (350.0, 6)],
)
def test_the_bounds_of_the_dc_classes_are_exact(kw, code):
    """The law says "at least 50 kW": 49.9 is not."""
    assert power_class_code(kw) == code


def test_not_operational_is_not_operational():
    """ "Not Operational" contains "Operational": a test of the text counts dead stations. Only the id decides."""
    found = row(status_id=100)
    assert (found.status, found.status_class, found.counts_now) == ("Not Operational", "not_operational", False)
    partly = row(status_id=75)
    assert (partly.status_class, partly.counts_now) == ("partly", True)


def test_temporarily_unavailable_is_flagged_operational_by_the_api_but_does_not_count():
    found = row(status_id=30)
    assert (found.status_class, found.counts_now) == ("temp_unavailable", None)


def test_an_importers_estimate_is_not_a_stated_value():
    """Two thirds of the rows around Austin carry 3.7 kW that nobody measured: anything J1772 allows may stand there."""
    line = connection(type_id=1, level_id=2, current_id=10, amps=16.0, volts=230.0, power_kw=3.7, comments=ESTIMATE)
    found = connection_power(line, "US")
    assert found == (3.7, 3.3, 19.2, "import_estimate")
    assert row(line).n_kw_estimated == 1


def test_an_estimate_is_recognised_in_longer_text_and_other_case():
    found = connection_power(connection(power_kw=50.0, current_id=30, comments=f"Note: {ESTIMATE.upper()}."), "US")
    assert found == (50.0, 24.0, math.inf, "import_estimate")


@pytest.mark.parametrize(
    ("known", "lo", "hi"),
    [
        ({"level_id": 1, "power_kw": 1.9}, 1.0, 1.9),
        ({"power_kw": 1.5}, 1.0, 1.9),
        ({"level_id": 2, "power_kw": 3.0}, 3.0, 19.2),
        ({"level_id": 3, "power_kw": 50.0}, 24.0, math.inf),
    ],
)
def test_an_estimate_lies_within_its_own_bounds(known, lo, hi):
    """Older imports guessed 3 kW for level 2, less than such equipment has: the interval holds the guess as well."""
    found = connection_power(connection(comments=ESTIMATE, **known), "US")
    assert (found.kw_lo, found.kw_hi) == (lo, hi)


@pytest.mark.parametrize("quantity", [None, 0])
def test_a_missing_quantity_counts_as_one_and_says_so(quantity):
    """A third of the rows in London have no quantity; 0 means the same."""
    line = connection(type_id=25, current_id=20, power_kw=22.0, quantity=quantity)
    found = row(line)
    assert (found.n_connectors, found.total_kw_hi, found.qa_flags) == (1, 22.0, "quantity_missing")
    (child,) = connection_rows(station(line), context())
    assert (child.quantity_raw, child.quantity_used) == (quantity, 1)


@pytest.mark.parametrize("quantity", [-3, 5000])
def test_an_absurd_quantity_is_flagged_and_not_summed(quantity):
    found = row(connection(type_id=25, quantity=quantity))
    assert (found.n_connectors, found.qa_flags) == (1, "quantity_implausible")


def test_a_number_of_points_out_of_bounds_is_kept_raw_and_not_used():
    """A site in Austin says 1 and has six CCS and six CHAdeMO plugs."""
    equipment = (
        connection(type_id=32, current_id=30, power_kw=50.0, quantity=6),
        connection(type_id=2, current_id=30, power_kw=50.0, quantity=6),
    )
    found = row(*equipment, number_of_points=1)
    assert (found.n_points_raw, found.n_points, found.points_basis) == (1, 6, "dual_dc_rule")
    assert found.qa_flags == "points_out_of_bounds"
    assert row(*equipment, number_of_points=20).n_points == 6
    stated = row(*equipment, number_of_points=9)
    assert (stated.n_points, stated.points_basis, stated.qa_flags) == (9, "stated", None)


def test_an_unknown_power_is_not_zero():
    found = row(connection(type_id=0, quantity=2))
    assert (found.max_kw, found.total_kw_hi, found.n_ge50, found.n_kw_unknown) == (None, None, None, 2)
    assert (found.power_class_code, found.power_class, found.kw_basis) == (0, "unknown", "none")


def test_totals_are_lower_bounds_where_some_power_is_unknown():
    found = row(connection(type_id=33, power_kw=100.0, quantity=2), connection(type_id=25, quantity=3))
    assert (found.total_kw_hi, found.n_kw_unknown) == (200.0, 3)


def test_a_station_without_equipment_knows_nothing_rather_than_none():
    """Every twentieth station in Portland lists no equipment. It has some; Open Charge Map does not know which."""
    found = row(number_of_points=4)
    assert (found.n_conn_rows, found.n_connectors, found.n_dc, found.n_ccs2, found.n_kw_unknown) == (0, *[None] * 4)
    assert (found.n_points, found.points_basis, found.n_points_lo) == (4, "stated", None)
    assert (found.current_mix, found.is_dcfc, found.standards, found.qa_flags) == (
        "unknown",
        None,
        None,
        "no_connections",
    )
    assert row().n_points is None


def test_zero_points_is_not_a_provenance():
    found = row(connection(type_id=25, quantity=2), number_of_points=0)
    assert (found.n_points, found.points_basis, found.qa_flags) == (2, "sum_quantity", None)


@pytest.mark.parametrize("points", [-1, 2_000_000_000])
def test_a_number_of_points_that_no_site_has_is_kept_raw_and_not_used(points):
    """Without equipment nothing bounds what somebody typed, and one such site would outnumber a continent."""
    found = row(number_of_points=points)
    assert (found.n_points_raw, found.n_points, found.points_basis) == (points, None, None)
    assert found.qa_flags == "no_connections;points_out_of_bounds"
    beside = row(connection(type_id=25, quantity=2), number_of_points=points)
    assert (beside.n_points, beside.points_basis, beside.qa_flags) == (2, "sum_quantity", "points_out_of_bounds")


def test_two_lines_of_unknown_type_may_be_one_post():
    found = row(connection(quantity=2), connection(type_id=0, quantity=3))
    assert (found.n_points_lo, found.n_points_hi) == (3, 5)
    assert (found.n_type_unknown, found.n_type2, found.standards) == (5, None, None)


def test_the_low_total_does_not_add_up_lines_of_unknown_type():
    """As two plugs of one post they give 50 kW, and the lowest total must hold even then."""
    found = row(connection(power_kw=50.0, quantity=1), connection(type_id=0, power_kw=50.0, quantity=1))
    assert (found.total_kw_lo, found.total_kw_est, found.total_kw_hi) == (50.0, 100.0, 100.0)


def test_of_equal_powers_the_stated_one_says_where_it_comes_from():
    """A site with one stated and one guessed 50 kW surely has 50 kW, whichever line comes first."""
    guessed = connection(type_id=32, current_id=30, power_kw=50.0, comments=ESTIMATE)
    stated = connection(type_id=2, current_id=30, power_kw=50.0)
    assert row(guessed, stated).kw_basis == row(stated, guessed).kw_basis == "stated"


def test_a_ccs_connector_with_a_stated_ac_current_is_flagged_not_repaired():
    found = row(connection(type_id=33, current_id=10, power_kw=50.0, quantity=1))
    assert (found.n_ac, found.n_dc, found.qa_flags) == (1, 0, "dc_type_with_ac")


def test_watts_given_as_kilowatts_are_flagged_not_repaired():
    """The OCPI importer takes such numbers for watts; but a megawatt system is possible."""
    found = row(connection(type_id=33, current_id=30, power_kw=50_000.0, quantity=1))
    assert (found.max_kw, found.qa_flags) == (50_000.0, "dc_above_1000_kw")
    assert row(connection(type_id=25, current_id=20, power_kw=150.0, quantity=1)).qa_flags == "ac_above_60_kw"
    assert row(connection(type_id=28, current_id=30, power_kw=50.0, quantity=1)).qa_flags == "ac_type_with_dc"


def test_watts_are_flagged_where_nothing_tells_ac_from_dc():
    """22,000 "kW" at a Type 2 socket are more than either current gives: without the flag it would pass for the
    strongest station of the country."""
    assert row(connection(type_id=25, power_kw=22_000.0, quantity=1)).qa_flags == "dc_above_1000_kw"
    assert row(connection(type_id=25, power_kw=120.0, quantity=1)).qa_flags is None


@pytest.mark.parametrize("kw", [-22.0, 1e12])
def test_a_power_no_machine_has_is_not_used_and_says_so(kw):
    found = row(connection(type_id=25, current_id=20, level_id=2, power_kw=kw, quantity=1))
    assert (found.max_kw, found.kw_basis, found.qa_flags) == (None, "level_only", "kw_implausible")
    assert row(connection(type_id=25, power_kw=0.0, quantity=1)).qa_flags is None


def test_a_power_far_from_amps_times_volts_is_flagged():
    def flags(**known: float) -> str | None:
        return row(connection(quantity=1, **known)).qa_flags

    assert flags(type_id=1, current_id=10, amps=16.0, volts=230.0, power_kw=3.0) == "kw_differs_from_av"
    assert flags(type_id=1, current_id=10, amps=16.0, volts=230.0, power_kw=3.7) is None
    assert flags(type_id=25, current_id=20, amps=32.0, volts=230.0, power_kw=22.0) is None
    assert flags(type_id=25, current_id=20, amps=32.0, volts=400.0, power_kw=22.0) is None


def test_rated_dc_amps_times_volts_is_an_upper_bound():
    found = connection_power(connection(type_id=33, amps=125.0, volts=400.0), "DE")
    assert found == (50.0, 25.0, 50.0, "computed_dc_upper")


def test_the_same_tesla_plug_is_type_2_in_norway_and_nacs_in_america():
    line = connection(type_id=30, current_id=10, power_kw=16.0, quantity=2)
    assert (row(line, country_id=NORWAY).n_type2, row(line, country_id=NORWAY).n_nacs) == (2, 0)
    assert (row(line, country_id=USA).n_type2, row(line, country_id=USA).n_nacs) == (0, 2)
    nowhere = row(line, country_id=None)
    assert (nowhere.n_other, nowhere.standards, nowhere.qa_flags) == (2, "Tesla-S/X", "no_country")


def test_nacs_carries_ac_and_dc_and_is_told_apart_by_power():
    fast, slow, between, silent = (
        row(connection(type_id=27, power_kw=power, quantity=1), country_id=USA) for power in (250.0, 11.5, 40.0, None)
    )
    assert (fast.n_dc, slow.n_ac) == (1, 1)
    assert (between.n_dc, between.n_ac, between.n_current_unknown) == (None, None, 1)
    assert silent.n_current_unknown == 1


def test_a_type_2_plug_with_more_power_than_ac_has_is_not_called_ac():
    """Tesla's first European sites gave 120 kW of DC through plugs of that shape."""
    assert row(connection(type_id=1036, power_kw=120.0, quantity=1)).current_mix == "unknown"


def test_a_connector_newer_than_the_plugin_is_other_and_said_so():
    found = row(connection(type_id=2001, current_id=99, quantity=3))
    assert (found.n_other, found.standards) == (3, "Other")
    assert found.qa_flags == "new_connector_type;new_current_type"


def test_planned_sites_come_with_all_others():
    planned = row(status_id=150)
    assert (planned.is_planned, planned.counts_now) == (True, False)
    later = row(date_planned=datetime(2026, 9, 1, tzinfo=timezone.utc))
    assert (later.is_planned, later.counts_now, later.date_planned) == (True, False, date(2026, 9, 1))
    assert row(date_planned=datetime(2020, 9, 1, tzinfo=timezone.utc)).is_planned is False
    assert row(status_id=50).is_planned is False
    assert row().is_planned is None


def test_a_site_planned_for_today_is_no_longer_planned():
    """Plans are days, though they arrive with a time of day; "later" starts tomorrow, not this evening."""
    assert row(status_id=0, date_planned=datetime(2026, 3, 1, 23, tzinfo=timezone.utc)).is_planned is False
    assert row(status_id=0, date_planned=datetime(2026, 3, 2, tzinfo=timezone.utc)).is_planned is True


def test_a_plan_for_a_site_in_operation_is_flagged():
    found = row(status_id=50, date_planned=datetime(2026, 9, 1, tzinfo=timezone.utc))
    assert (found.is_planned, found.counts_now) == (True, True)
    assert found.qa_flags == "no_connections;planned_in_operation"


def test_an_unknown_operator_is_not_an_independent_one():
    for number in (None, 1):
        assert (row(operator_id=number).operator_known, row(operator_id=number).operator_kind) == (False, "unknown")
    assert [row(operator_id=number).operator_kind for number in (7, 8, 44, 45, 99999)] == [
        "network",
        "private",
        "private",
        "host",
        "network",
    ]


def test_public_tells_nothing_of_price_or_membership():
    found = row(usage_id=1)
    assert (found.access_class, found.needs_membership, found.pay_at_site, found.needs_key) == ("public", *[None] * 3)
    assert (row(usage_id=4).needs_membership, row(usage_id=5).pay_at_site) == (True, True)
    classes = {number: row(usage_id=number).access_class for number in (None, 0, 2, 3, 6, 7)}
    assert classes == {
        None: "unknown",
        0: "unknown",
        2: "restricted",
        3: "on_notice",
        6: "private_or_customers",
        7: "public",
    }


def test_an_open_flag_is_no_licence_and_a_missing_one_is_not_false():
    silent = row(provider_id=900)
    assert (silent.is_open_data, silent.license_class) == (None, "unknown")
    assert silent.attribution == "Silent Provider: licence not stated"
    contributors = row(provider_id=1, attributions=("Contains public sector information.",))
    assert (contributors.is_open_data, contributors.license_class) == (True, "open")
    assert contributors.attribution == ("Open Charge Map Contributors: CC BY 4.0; Contains public sector information.")
    assert row(attributions=("Own words.",)).attribution == "Own words."
    assert row().attribution is None


def test_three_valued_fast_charging():
    def is_dcfc(**known: float | str) -> bool | None:
        return row(connection(**known)).is_dcfc

    assert is_dcfc(type_id=33, current_id=30, power_kw=50.0) is True
    assert is_dcfc(type_id=33, current_id=30, power_kw=49.0) is False
    assert is_dcfc(type_id=25, current_id=20, power_kw=22.0) is False
    assert is_dcfc(type_id=33) is None
    assert is_dcfc(type_id=33, current_id=30, power_kw=50.0, comments=ESTIMATE) is None


def test_150_kw_perhaps():
    found = row(
        connection(type_id=33, quantity=2),
        connection(type_id=33, power_kw=300.0, quantity=3),
        connection(type_id=25, quantity=4),
    )
    assert (found.n_ge150, found.n_ge150_maybe, found.max_kw_lo, found.max_kw_hi) == (3, 2, 300.0, 600.0)
    assert row(connection(type_id=24)).max_kw_hi is None


def test_a_connection_without_status_has_the_sites():
    site = station(connection(status_id=None), connection(status_id=0), connection(status_id=100), status_id=50)
    children = connection_rows(site, context())
    assert [(child.status_class, child.status_inherited) for child in children] == [
        ("operational", True),
        ("operational", True),
        ("not_operational", False),
    ]


def test_coordinates_of_nowhere_and_names_missing_are_flagged():
    found = row(latitude=0.0, longitude=0.0, title=None, status_id=55, usage_id=77)
    assert found.qa_flags == "no_name;zero_coordinates;no_connections;new_status;new_usage"
    assert (found.status_class, found.access_class, found.counts_now) == ("unknown", "unknown", None)


def test_a_voltage_next_to_nothing_makes_no_power_of_0_kw():
    """16 A × 5e-324 V is 0 in a computer, and 0 kW would count as a power that is known."""
    found = row(connection(type_id=1, current_id=10, amps=16.0, volts=5e-324, quantity=1))
    assert (found.max_kw, found.total_kw_hi, found.n_kw_unknown) == (None, None, 1)

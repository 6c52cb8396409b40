"""What is typed as a place: coordinates as people write them, station numbers, countries; the rest is asked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocm_plugin.ocm.records.built_in_reference import BUILT_IN
from ocm_plugin.ocm.search.areas import Countries, StationIds
from ocm_plugin.ocm.typed_place import position_of, short_name, understood

AUSTIN = (-97.7431, 30.2672)


@pytest.mark.parametrize(
    "typed",
    [
        "30.2672, -97.7431",
        "30.2672 -97.7431",
        "30.2672;-97.7431",
        "  +30.2672,   −97.7431 ",
        "-97.7431, 30.2672",
        "30,2672; -97,7431",
        "30,2672 -97,7431",
        "30,2672, -97,7431",
        "30.2672 N, 97.7431 W",
        "97.7431W 30.2672N",
        "N 30.2672 W 97.7431",
        "30.2672°N 97.7431°W",
        "geo:30.2672,-97.7431;u=35",
    ],
)
def test_coordinates_in_the_ways_people_write_them(typed):
    assert position_of(typed) == pytest.approx(AUSTIN)


@pytest.mark.parametrize(
    "typed",
    [
        "30°16'2\"N 97°44'35\"W",
        "30° 16′ 2″ N, 97° 44′ 35″ W",
        "30°16'2\" -97°44'35\"",
        "30 16 2 N 97 44 35 W",
        "W 97°44'35\", N 30°16'2\"",
    ],
)
def test_degrees_minutes_and_seconds(typed):
    assert position_of(typed) == pytest.approx((-(97 + 44 / 60 + 35 / 3600), 30 + 16 / 60 + 2 / 3600))
    assert position_of("30° 16.5' N 97° 44.25' W") == pytest.approx((-97.7375, 30.275))


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "Austin",
        "78701",
        "12 10115",
        "30.2672",
        "91.5, 181",
        "120, 130",
        "30°61' 97°",
        "30°15' 97°44' 12°",
        "N 1 2 3 4 W 97",
        "30x N 97 W",
        "1, 2, 3",
        "N 5 S 6",
        "West 5th",
    ],
)
def test_what_is_no_position(typed):
    assert position_of(typed) is None


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_any_position_comes_back(latitude, longitude):
    written = f"{latitude:.6f}, {longitude:.6f}"
    assert position_of(written) == pytest.approx((longitude, latitude), abs=1e-6)


@given(st.text())
def test_nothing_typed_is_a_failure(typed):
    understood(typed, BUILT_IN)


def test_numbers_of_stations():
    assert understood("OCM-12345", BUILT_IN) == StationIds((12345,))
    assert understood("ocm 12345, OCM-7", BUILT_IN) == StationIds((7, 12345))
    assert understood("12345", BUILT_IN) is None and understood("OCM-0", BUILT_IN) is None


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("Germany", ("DE",)),
        ("deutschland", ("DE",)),
        ("holland", ("NL",)),
        ("uk", ("GB",)),
        ("usa", ("US",)),
        ("Germany, France; Switzerland", ("CH", "DE", "FR")),
    ],
)
def test_names_of_countries_need_no_request(typed, codes):
    assert understood(typed, BUILT_IN) == Countries(codes)


@pytest.mark.parametrize("typed", ["LA", "DE", "Austin, Germany", "Main Street 5", "Frankreichplatz"])
def test_other_words_are_places(typed):
    assert understood(typed, BUILT_IN) is None


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("Austin, Travis County, Texas, United States", "Austin"),
        ("12, Elm Street, Austin, Texas", "12 Elm Street"),
        ("12", "12"),
        ("", ""),
    ],
)
def test_people_call_a_place_by_its_first_name(place, name):
    assert short_name(place) == name

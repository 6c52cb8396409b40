"""Free charging is distinguished from free parking, conditions and prices, in the languages people write."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocm_plugin.ocm.tables.derive.cost import is_free
from tests.support.made_stations import row


def test_free_parking_is_not_free_charging() -> None:
    """ "Free parking" says nothing of the charging; somebody who drives there for free current is disappointed."""
    assert row(usage_cost="Free parking").is_free is None
    assert row(usage_cost="Free").is_free is True
    assert row().is_free is None


@pytest.mark.parametrize(
    "text",
    [
        "Free",
        "FREE!",
        "Free of charge",
        "Free charging for everyone",
        "Free to use, 24/7",
        "Cost: Free",
        "No charge",
        "0",
        "0,00",
        "£0.00",
        "0 €/kWh",
        "€0.00 per kWh",
        "$0.00/kWh; $0.00/min",
        "gratis",
        "Gratuit",
        "gratuito",
        "Kostenlos laden",
        "Kostenfrei",
        "ilmainen",
        "Zdarma",
        "бесплатно",
        "無料",
        "Free; free parking",
        "Free EV charging, free parking",
    ],
)
def test_free(text: str) -> None:
    assert is_free(text) is True


@pytest.mark.parametrize(
    "text",
    [
        "$0.21/minute",
        "$0.20/min >=60kW; $0.10/min <60kW; other tariffs for older cars",
        "0.35",
        "0,35 €/kWh",
        "45p/kWh",
        "45 p per kWh",
        "kr. 5",
        "5 Cent",
        "30ct/kWh",
        "2 kr/min",
        "R7.35/kWh",
        "0.30 per kWh",
        "1.50 GBP connection fee",
        "Free, then $2/h",
        "£0.00/kWh; £1/h after 2 hours",
        "Free for members, otherwise 0.50 EUR",
        "free parking; $0.30/kWh",
        "Parken kostenlos, Laden 0,39 €/kWh",
        "kostenpflichtig",
        "Payant",
    ],
)
def test_a_price_is_not_free(text: str) -> None:
    assert is_free(text) is False


@pytest.mark.parametrize(
    "text",
    [
        "Free parking",
        "Free of charge parking",
        "Parkplatz kostenlos",
        "stationnement gratuit",
        "Parking: $2/hour",
        "Free charging, parking £2 per hour",
        "Free - parking fee applies",
        "Free parking while charging",
        "Free for customers",
        "Free (customers only)",
        "Free for 2 hours",
        "24 minutes free",
        "First hour free",
        "Free until 2030",
        "not free",
        "Free?",
        "Free wifi",
        "Inclusive",
        "Unknown",
        "22 kW",
        "Type C 22 kW",
        "Charging costs",
        " ",
    ],
)
def test_what_does_not_tell_is_unknown(text: str) -> None:
    assert is_free(text) is None


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    assert is_free(text) in (True, False, None)


@given(st.text(alphabet="0123456789.,€$/ kWhfree;parking-", max_size=60))
def test_texts_full_of_prices_are_read(text: str) -> None:
    assert is_free(text) in (True, False, None)


@pytest.mark.parametrize("part", ["0", "0.", "free ", "€ ", "1 per ", "parking ", "0 0/", "0    ", "x0"])
def test_a_text_as_long_as_a_book_is_no_price(part: str) -> None:
    """The server keeps 200 characters, but a file may hold anything: patterns never meet it."""
    assert is_free(part * 250_000) is None
    assert is_free("x" + part * 100) in (True, False, None)


@pytest.mark.parametrize("text", ["Gratuït", "مجاني", "חינם", "0,-", "0,– €", "0.-", "ฟรี"])
def test_free_in_more_languages_and_ways_of_writing(text: str) -> None:
    """These stations were of unknown price."""
    assert is_free(text) is True


@pytest.mark.parametrize("text", ["5,-", "5.– CHF"])
def test_an_amount_without_cents_is_a_price(text: str) -> None:
    assert is_free(text) is False

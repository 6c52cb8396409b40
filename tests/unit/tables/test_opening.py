"""Whether a station is open day and night, as texts of real and invented records say it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocm_plugin.ocm.tables.derive.opening import is_open_24_hours


@pytest.mark.parametrize(
    "text",
    [
        *("24 hours daily", "24/7", "Open 24 hrs", "24 Stunden", "24h/24 7j/7", "Ouvert 24h/24", "rund um die Uhr"),
        *("24 hours daily\r\nPublic - Credit card at all times", "24 hours daily; for guest use only; see valet"),
        *("Open 0-24", "00:00-24:00", "12:00am-11:59pm", "Always open", "Døgnåpent", "dygnet runt"),
    ],
)
def test_texts_that_say_so(text: str) -> None:
    assert is_open_24_hours(text) is True


@pytest.mark.parametrize(
    "text",
    [
        *("Mon: 6:00am-11:59pm; Tue: 6:00am-10:00pm", "Mo-Fr 8-18\r\nSa 9-12", "9am to 5pm", "22:00 - 06:00"),
        *("10.00-22.00", "7h-22h", "8-18 Uhr", "Dealership business hours", "After school hours only"),
        *("During opening hours", "Nur zu den Öffnungszeiten", "Closed on Sundays"),
    ],
)
def test_texts_that_name_hours_which_leave_some_out(text: str) -> None:
    assert is_open_24_hours(text) is False


@pytest.mark.parametrize(
    "text",
    [
        *(None, "", "Contact site for information", "free access", "Level 2 - 3", "3 - 4 bays", "parking floor 2-3"),
        *("50-150 kW", "max 3 hours", "stay 2-4 hours", "10-12 EVs", "Tel 512-555-0100", "P1-P3", "Not 24 hours"),
        # No clock shows these.
        *("25:00-49:00", "00:61-24:61", "13pm-13pm"),
        # Both at once, and noon that may be a slip for midnight.
        *("24 hours, Mon-Fri 9am-5pm", "12am-12pm Sun-Sat", "24/7 " * 300),
    ],
)
def test_texts_that_do_not_say(text: str | None) -> None:
    assert is_open_24_hours(text) is None


@given(st.text(max_size=60) | st.text("0123456789:-–/.apm h24", max_size=40))
def test_any_text_has_an_answer(text: str) -> None:
    assert is_open_24_hours(text) in (True, False, None)

"""What users read goes through one function; without QGIS it is English."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import pytest

from ocm_plugin.ocm import translation
from ocm_plugin.ocm.translation import Language, language, marked, tr


def test_a_text_is_itself_in_english():
    assert tr("Loading stations.") == "Loading stations."


def test_names_fill_the_placeholders():
    assert tr("{name} of {place}", place="Ulm", name="A {brace}") == "A {brace} of Ulm"


def test_braces_of_a_text_without_values_stay():
    assert tr("{not a placeholder}") == "{not a placeholder}"


@pytest.mark.parametrize(
    ("n", "said"), [(0, "0 stations"), (1, "1 station"), (2, "2 stations"), (1250, "1,250 stations")]
)
def test_a_number_decides_about_the_plural(n: int, said: str):
    assert tr("{n} station", "{n} stations", n=n) == said


def test_whole_numbers_are_written_as_the_language_does_and_texts_as_they_are():
    assert tr("{count} of OCM-{number}", count=12345, number="12345") == "12,345 of OCM-12345"


def test_numbers_and_dates_of_english():
    english = language()
    assert english.number(1234.56, 1) == "1,234.6"
    assert english.significant(7.4) == "7.4"
    assert english.significant(150.0) == "150"
    assert english.date(date(2026, 11, 23)) == "2026-11-23"
    assert english.time(datetime(2026, 11, 23, 8, 5)) == "2026-11-23 08:05"


def test_names_of_english_are_sorted_without_regard_to_capitals():
    assert sorted(["b", "C", "a"], key=language().sort_key) == ["a", "b", "C"]


class Shouting(Language):
    def text(self, text: str, plural: str, n: int | None) -> str:
        return super().text(text, plural, n).upper().replace("{N}", "{n}")

    def number(self, value: float, decimals: int = 0) -> str:
        return "many"


@pytest.fixture
def shouting() -> Iterator[None]:
    before = language()
    translation.use(Shouting())
    yield
    translation.use(before)


def test_another_language_says_everything(shouting: None):
    assert tr("{n} station", "{n} stations", n=3) == "many STATIONS"
    assert tr(marked("Public")) == "PUBLIC"

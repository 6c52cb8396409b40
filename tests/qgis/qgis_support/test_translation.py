"""The plugin's texts in the language of QGIS, and English again without."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date, datetime, timezone

import pytest
from qgis.PyQt.QtCore import QCoreApplication, QLocale

from ocm_plugin.ocm.translation import language, tr
from ocm_plugin.qgis_support.translation import CONTEXT, QtLanguage, Translation
from tools import translations
from tools.translations import Text

TEXTS = {
    Text(CONTEXT, "Save…"): ("Speichern…",),
    Text(CONTEXT, "{n} station", "{n} stations"): ("{n} Ladestation", "{n} Ladestationen"),
    Text("SearchForm", "&Search"): ("&Suchen",),
}


@pytest.fixture
def german(qgis_app) -> Iterator[None]:
    """QGIS as it is set to German."""
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def files(german, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(translations, "I18N", tmp_path)
    translations.write("de", TEXTS, TEXTS)
    translations.compile_language("de")
    monkeypatch.setattr("ocm_plugin.qgis_support.translation.translations_path", lambda: str(tmp_path))


def test_texts_numbers_and_days_are_said_in_the_language_of_qgis(files):
    """PyQt's QTranslator.translate takes ASCII only: in German, the first text with "…" ended the plugin's start."""
    translation = Translation()
    translation.start()
    translation.start()
    try:
        assert tr("Save…") == "Speichern…"
        assert tr("{n} station", "{n} stations", n=1) == "1 Ladestation"
        assert tr("{n} station", "{n} stations", n=1250) == "1.250 Ladestationen"
        # Qt's number has 32 bits: more, as a stored layer may say, was an error at every move of the map.
        assert tr("{n} station", "{n} stations", n=3_000_000_000) == "3.000.000.000 Ladestationen"
        assert tr("{n} station", "{n} stations", n=2**31) == "2.147.483.648 Ladestationen"
        assert QCoreApplication.translate("SearchForm", "&Search") == "&Suchen"
        assert tr("Not in the file…") == "Not in the file…"
        assert tr("{n} row", "{n} rows", n=2) == "2 rows"
        assert language().significant(7.4) == "7,4"
        assert language().date(date(2026, 11, 3)) == "03.11.2026"
        assert language().time(datetime(2026, 11, 3, 8, 5)) == "03.11.2026 08:05"
    finally:
        translation.stop()
    assert tr("Save…") == "Save…" and language().number(1250) == "1,250"
    assert QCoreApplication.translate("SearchForm", "&Search") == "&Search"


@pytest.fixture
def berlin(monkeypatch) -> Iterator[None]:
    """A computer in Berlin, where clocks leave out an hour in spring."""
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def test_a_moment_that_clocks_here_leave_out_is_said(berlin):
    """Moments are those of UTC; taken as local time, those of one hour a year were empty."""
    german = QtLanguage(QLocale("de_DE"), "de")
    assert german.time(datetime(2026, 3, 29, 2, 30, tzinfo=timezone.utc)) == "29.03.2026 02:30"


def test_names_are_sorted_as_the_language_does():
    """By the numbers of their letters, "Österreich" stood behind "Zypern"."""
    names = ["Zypern", "Österreich", "Oman", "ägypten", "Albanien"]
    by_language = QtLanguage(QLocale("de_DE"), "de").sort_key
    assert sorted(names, key=by_language) == ["ägypten", "Albanien", "Oman", "Österreich", "Zypern"]


def test_a_language_without_a_file_stays_english(files, monkeypatch):
    QLocale.setDefault(QLocale("fr_FR"))
    translation = Translation()
    translation.start()
    assert tr("Save…") == "Save…" and language().number(1250) == "1,250"
    translation.stop()

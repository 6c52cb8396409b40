"""Settings survive a round trip, and nonsense in QGIS' settings file does no harm."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from qgis.core import QgsSettings

from ocm_plugin.ocm.errors import SettingsError
from ocm_plugin.ocm.http.base_url import DEFAULT_BASE_URL
from ocm_plugin.qgis_support.settings import GEOPACKAGE, GROUP, URL_VARIABLE, Settings, qgis_timeout_s


@pytest.fixture(autouse=True)
def no_settings(monkeypatch):
    monkeypatch.delenv(URL_VARIABLE, raising=False)
    QgsSettings().remove(GROUP)
    yield
    QgsSettings().remove(GROUP)


def stored_names():
    settings = QgsSettings()
    settings.beginGroup(GROUP)
    return set(settings.childKeys())


def test_defaults():
    assert Settings.load() == Settings()
    assert (Settings().page_size, Settings().timeout_s, Settings().output) == (1000, 40, "temporary")
    assert Settings().server == DEFAULT_BASE_URL
    Settings().save()
    assert stored_names() == set()


def test_round_trip():
    changed = Settings(
        base_url="mirror.example",
        page_size=500,
        timeout_s=90,
        output=GEOPACKAGE,
        geopackage_folder="/tmp/ä b",
        style="plain",
        source="demo",
        mirror="/tmp/ä b/mirror.gpkg",
        mirror_days=7,
        held_hours=1,
        geocoder="https://places.example/search",
        places="[]",
        last_search='{"version":1,"area":{"kind":"world"}}',
    )
    unchanged = [f.name for f in fields(Settings) if getattr(changed, f.name) == getattr(Settings(), f.name)]
    assert unchanged == []
    changed.save()
    assert Settings.load() == changed
    assert Settings.load().server == "https://mirror.example/v3/"
    replace(changed, page_size=1000).save()
    assert Settings.load().page_size == 1000
    assert "page_size" not in stored_names()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("page_size", "many"),
        ("page_size", "0"),
        ("page_size", 10**9),
        ("page_size", None),
        ("page_size", ["1", "2"]),
        ("timeout_s", "-1"),
        ("timeout_s", {"a": 1}),
        ("output", "printer"),
        ("output", 5),
        ("source", ""),
        ("base_url", ["a", "b"]),
        ("base_url", "   "),
        ("style", None),
        ("last_search", "x" * 20_001),
    ],
)
def test_nonsense_counts_as_the_default(name, value):
    QgsSettings().setValue(f"{GROUP}/{name}", value)
    assert getattr(Settings.load(), name) == getattr(Settings(), name)


def test_numbers_come_back_as_texts_from_the_file():
    QgsSettings().setValue(f"{GROUP}/page_size", "750")
    assert Settings.load().page_size == 750


def test_a_search_too_long_for_the_settings_is_not_stored():
    replace(Settings(), last_search="x" * 20_001).save()
    assert stored_names() == set()


def test_the_environment_names_another_server(monkeypatch):
    monkeypatch.setenv(URL_VARIABLE, " http://127.0.0.1:8080 ")
    assert Settings().server == "http://127.0.0.1:8080/v3/"
    assert Settings().base_url == DEFAULT_BASE_URL
    monkeypatch.setenv(URL_VARIABLE, "not an address")
    with pytest.raises(SettingsError):
        _ = Settings().server


def test_qgis_own_time_limit():
    assert qgis_timeout_s() == 60

"""Base URLs as people type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocm_plugin.ocm.errors import SettingsError
from ocm_plugin.ocm.http.base_url import DEFAULT_BASE_URL, base_url, poi_url, reference_url


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (DEFAULT_BASE_URL, DEFAULT_BASE_URL),
        ("https://api.openchargemap.io/v3", DEFAULT_BASE_URL),
        ("  api.openchargemap.io ", DEFAULT_BASE_URL),
        ("http://API.OpenChargeMap.io/V3/", DEFAULT_BASE_URL),
        ("http://openchargemap.io/v3/", "https://openchargemap.io/v3/"),
        ("https://api.openchargemap.io/v2/", "https://api.openchargemap.io/v2/"),
        ("https://api.openchargemap.io/v3/poi/", DEFAULT_BASE_URL),
        ("https://api.openchargemap.io/v3/referencedata", DEFAULT_BASE_URL),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080/v3/"),
        ("localhost:8080/v2", "https://localhost:8080/v2/"),
        ("http://[::1]:8080/v3", "http://[::1]:8080/v3/"),
        ("https://mirror.example/charge//map", "https://mirror.example/charge/map/v3/"),
        ("https://ladesäulen.example/v3", "https://ladesäulen.example/v3/"),
        ("http://notopenchargemap.io/v3", "http://notopenchargemap.io/v3/"),
    ],
)
def test_many_spellings_mean_one_address(typed, meant):
    assert base_url(typed) == meant
    assert base_url(meant) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "https://",
        "ftp://api.openchargemap.io/v3/",
        "file:///etc/passwd",
        "https://two words/v3/",
        "https://api.openchargemap.io:port/v3/",
        "https://[::1/v3",
        "https://api.openchargemap.io/v4/",
        "https://me:mine@api.openchargemap.io/v3/",
        "https://api.openchargemap.io/v3/?key=0f0f",
        "https://api.openchargemap.io/v3/#poi",
    ],
)
def test_nonsense_is_refused_with_a_sentence(typed):
    with pytest.raises(SettingsError) as raised:
        base_url(typed)
    assert raised.value.field == "base_url"
    assert raised.value.sentence.endswith(".")


@given(st.text(max_size=60))
def test_any_text_is_an_address_or_a_sentence(typed):
    try:
        meant = base_url(typed)
    except SettingsError:
        return
    assert meant.startswith(("https://", "http://")) and meant.endswith(("/v2/", "/v3/"))
    assert base_url(meant) == meant


def test_urls_of_requests():
    params = {"boundingbox": "(30,-98),(31,-97)", "polyline": "a+b?c\\`", "countrycode": "DE"}
    assert poi_url(DEFAULT_BASE_URL, params) == (
        "https://api.openchargemap.io/v3/poi/?boundingbox=(30,-98),(31,-97)&polyline=a%2Bb%3Fc%5C%60&countrycode=DE"
    )
    assert reference_url("http://x/v2/", {}) == "http://x/v2/referencedata/"

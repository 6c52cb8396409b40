"""Licences: the table first, else the words; never the API's own flag; the user's table overrides."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ocm_plugin.ocm.records import licences
from ocm_plugin.ocm.records.licences import Licence, Licences, is_open, license_class, shipped_table
from ocm_plugin.ocm.records.reference import Provider, ReferenceData


def provider(words: str | None, number: int = 9001, flagged: bool | None = True) -> Provider:
    return Provider(number, "Invented Data", "http://example.org", words, flagged)


def reference(*providers: Provider) -> ReferenceData:
    return ReferenceData(providers={one.id: one for one in providers})


@pytest.mark.parametrize(
    ("number", "expected"),
    [(1, "open"), (2, "open"), (7, "by_agreement"), (18, "open"), (19, "open"), (24, "open"), (25, "unknown")]
    + [(26, "noncommercial"), (28, "open"), (29, "open"), (30, "open"), (31, "open"), (32, "open")]
    + [(number, "unknown") for number in (8, 13, 14, 15, 17, 20, 21, 22, 23, 27)],
)
def test_the_known_providers(number: int, expected: str) -> None:
    assert license_class(None, number) == expected
    assert license_class(provider(None, number), number) == expected


@pytest.mark.parametrize("number", [7, 25, 26])
def test_the_flag_of_the_api_is_not_believed(number: int) -> None:
    assert is_open(license_class(provider("", number, flagged=True), number)) is not True


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (None, "unknown"),
        ("Ask us", "unknown"),
        ("General public data", "unknown"),
        ("Licensed under Creative Commons Attribution 4.0 International (CC BY 4.0)", "open"),
        ("https://creativecommons.org/licenses/by/3.0", "open"),
        ("cc-by-4.0", "open"),
        ("Licensed under CC0  by data sharing agreement", "open"),
        ("https://creativecommons.org/publicdomain/zero/1.0/", "open"),
        ("Contains public sector information licensed under the Open Government Licence v3.0.", "open"),
        ("OGL v2", "open"),
        ("Licence Ouverte / Open Licence 2.0", "open"),
        ("Datenlizenz Deutschland – Namensnennung 2.0", "open"),
        ("may be used for any purpose whatsoever", "open"),
        ("Creative Commons Attribution-ShareAlike 4.0", "open_sharealike"),
        ("CC BY-SA 3.0", "open_sharealike"),
        ("Open Database License (ODbL)", "open_sharealike"),
        (
            "Attribution-NonCommercial-ShareAlike 3.0 : http://creativecommons.org/licenses/by-nc-sa/3.0/",
            "noncommercial",
        ),
        ("CC BY-NC 4.0", "noncommercial"),
        ("CC BY NC", "noncommercial"),
        ("For non-commercial use only", "noncommercial"),
        ("CC BY-ND 4.0", "unknown"),
        ("Creative Commons Attribution-NoDerivatives", "unknown"),
        ("Public Data redistributed by agreement", "by_agreement"),
        ("All rights reserved. Passed on with permission.", "by_agreement"),
    ],
)
def test_the_words_decide_for_providers_not_in_the_table(words: str | None, expected: str) -> None:
    assert license_class(provider(words, flagged=None), 9001) == expected
    assert license_class(provider(words, flagged=False), 9001) == expected


def test_unknown_providers() -> None:
    assert license_class(None, None) == "unknown"
    assert license_class(None, 9001) == "unknown"


@pytest.mark.parametrize(
    ("name", "expected"),
    [("open", True), ("open_sharealike", True), ("noncommercial", False), ("by_agreement", False), ("unknown", None)],
)
def test_open_has_three_values(name: str, expected: bool | None) -> None:
    assert is_open(name) is expected
    assert name in licences.LICENSE_CLASSES


def test_the_shipped_table_says_why() -> None:
    stored = json.loads(Path(licences.__file__).with_name("licences.json").read_text(encoding="utf-8"))
    assert len(stored["providers"]) == len(shipped_table()) == 13
    for number, entry in stored["providers"].items():
        assert entry["why"].endswith("."), number
        assert (entry["class"] == "unknown") == (not entry["name"])


@pytest.mark.parametrize(
    ("number", "words", "expected"),
    [
        (1, "Made-up licence 9", "unknown"),
        (1, "CC BY-NC 4.0", "noncommercial"),
        (26, "Now licensed under CC BY 4.0", "open"),
        (7, "Public Data redistributed by agreement", "by_agreement"),
        (25, "CC0", "open"),
    ],
)
def test_the_words_in_force_go_before_the_table(number: int, words: str, expected: str) -> None:
    """A look-up file that gave provider 1 another licence was overruled: “Made-up licence 9”, class open."""
    table = Licences(reference(provider(words, number)))
    assert table.license_class(number) == expected
    name = table.licence(number).name
    assert name == words or licences.class_of_words(name or "") == licences.class_of_words(words)


@pytest.mark.parametrize(
    ("number", "own", "expected"),
    [
        (1, ("Contains data under CC BY-NC-SA 3.0",), "noncommercial"),
        (1, ("Photo by somebody",), "open"),
        (1, ("Open Database License", "CC0"), "open_sharealike"),
        (1, ("CC BY-ND 4.0",), "unknown"),
        (17, ("Contains public sector information licensed under the Open Government Licence v3.0",), "open"),
        (26, ("Open Government Licence v3.0",), "noncommercial"),
        (9001, ("CC BY 4.0",), "unknown"),
        (None, ("CC BY 4.0",), "open"),
    ],
)
def test_a_records_own_licence_and_its_class_do_not_contradict(number, own, expected) -> None:
    """A record may name a licence of its own: the narrowest that is stated holds, and terms not understood are one."""
    table = Licences(reference(provider("Ask us", 9001)))
    assert table.class_of_record(number, own) == expected
    assert table.is_open(number, own) is is_open(expected)


def test_licences_of_a_reference() -> None:
    table = Licences(reference(provider("CC BY 4.0, see https://example.org/terms.", 9001), provider(None, 9002)))
    assert table.problem is None
    assert table.licence(9001) == Licence(
        "open", "CC BY 4.0, see https://example.org/terms.", "https://example.org/terms"
    )
    assert table.license_class(9002) == table.license_class(9003) == table.license_class(None) == "unknown"
    assert table.licence(26).name == "CC BY-NC-SA 3.0"
    assert (table.is_open(9001), table.is_open(26), table.is_open(None), table.is_open(1)) == (True, False, None, True)


def test_the_persons_own_table_overrides_one_by_one(tmp_path: Path) -> None:
    own = {"providers": {"26": {"class": "by_agreement", "name": "Our contract"}, "9001": {"class": "open"}}}
    (tmp_path / "licences.json").write_text("\ufeff" + json.dumps(own), encoding="utf-8")
    table = Licences(reference(provider("Ask us")), tmp_path)
    assert table.problem is None
    assert table.licence(26) == Licence("by_agreement", "Our contract", None)
    assert table.license_class(9001) == "open"
    assert table.license_class(7) == "by_agreement"


def test_no_table_of_ones_own_is_no_problem(tmp_path: Path) -> None:
    assert Licences(reference(), tmp_path).problem is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "Expecting property name"),
        ("[]", "it has no object “providers”"),
        ('{"providers": []}', "it has no object “providers”"),
        ('{"providers": {"one": {"class": "open"}}}', "“one” is not a provider's number"),
        ('{"providers": {"1": {"class": "free"}}}', "the class of provider 1 must be one of open, "),
        ('{"providers": {"1": {"class": []}}}', "the class of provider 1 must be one of open, "),
        ('{"providers": {"1": "open"}}', "the class of provider 1 must be one of open, "),
        ("[" * 100_000, "recursion"),
    ],
)
def test_a_damaged_table_is_left_aside_with_one_sentence(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "licences.json"
    path.write_text(text)
    table = Licences(reference(), tmp_path)
    assert (table.problem or "").startswith(f"Your own table of licences ({path}) cannot be used and was ignored:")
    assert words in (table.problem or "")
    assert table.license_class(26) == "noncommercial"
    assert path.read_text() == text


def test_a_table_that_cannot_be_read_is_left_aside(tmp_path: Path) -> None:
    (tmp_path / "licences.json").mkdir()
    assert "cannot be used" in (Licences(reference(), tmp_path).problem or "")

"""The files of the languages are fresh and whole, and no text of the code escapes them."""

from __future__ import annotations

import pytest
from lxml import etree

from tools import translations
from tools.translations import CONTEXT, BadText, Text, faults, form_faults, texts_of_code


def test_all_texts_of_the_code_can_be_found():
    assert Text(CONTEXT, "Open Charge Map") in translations.all_texts()


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_the_file_of_each_language_holds_exactly_the_texts_of_the_code_and_all_are_translated(language: str):
    """`tools/translations.py update` mends the first, a translator the second."""
    texts, translated = translations.all_texts(), translations.translations_of(language)
    assert set(translated) == set(texts)
    assert list(faults(language, texts, translated)) == []


SAME_IN_WINDOWS_AND_TABLES = {"Connectors", "Countries", "Operator", "Search", "Status", "Town"}
"""Words of which each language has one for both: headings and names of what a window lists."""


def test_no_text_of_the_windows_is_also_a_word_of_the_tables():
    """Both have one translation: the button that opens a file made the open licence "Öffnen" in German."""
    of_tables = {each.text for each in translations.texts_of_tables()}
    of_windows: set[str] = set()
    for path in (translations.PACKAGE / "gui").glob("*.py"):
        of_windows.update(each.text for each in texts_of_code(path.read_text(encoding="utf-8"), path.name))
    assert of_tables & of_windows <= SAME_IN_WINDOWS_AND_TABLES


def test_texts_are_found():
    source = 'tr("One")\ntr("{n} station", "{n} stations", n=3)\nx = marked("Two")\ntr(x)\ntranslate("no")'
    assert list(texts_of_code(source, "x.py")) == [
        Text(CONTEXT, "One"),
        Text(CONTEXT, "{n} station", "{n} stations"),
        Text(CONTEXT, "Two"),
    ]


@pytest.mark.parametrize("call", ['tr(f"{x} stations")', 'tr("a" + b)', "marked(words)", 'self.tr("One")'])
def test_a_text_that_no_tool_can_find_is_refused(call: str):
    with pytest.raises(BadText, match=r"x\.py:1"):
        list(texts_of_code(call, "x.py"))


def test_stale_missing_and_untranslated_texts_are_faults():
    texts = [Text(CONTEXT, "New"), Text(CONTEXT, "Bare")]
    found = list(faults("de", texts, {Text(CONTEXT, "Bare"): (), Text(CONTEXT, "Gone"): ("Fort",)}))
    assert found == ["de: no longer in the code: “Gone”", "de: not in the file: “New”", "de: not translated: “Bare”"]


@pytest.mark.parametrize(
    ("text", "form", "is_right"),
    [
        (Text(CONTEXT, "{name} failed"), "{name} ging nicht", True),
        (Text(CONTEXT, "{name} failed"), "{nam} ging nicht", False),
        (Text(CONTEXT, "{name} failed"), "ging nicht", False),
        (Text(CONTEXT, "{n} of {all}", "{n} of {all}"), "eine von {all}", True),
        (Text(CONTEXT, "{n} of {all}", "{n} of {all}"), "{n}", False),
        (Text(CONTEXT, "Type"), "Typ ", False),
    ],
)
def test_placeholders_survive_a_translation(text: Text, form: str, is_right: bool):
    assert bool(list(form_faults(text, form))) is not is_right


def test_what_is_translated_survives_an_update(tmp_path, monkeypatch):
    monkeypatch.setattr(translations, "I18N", tmp_path)
    texts = [Text("Form", "&Search"), Text(CONTEXT, "{n} station", "{n} stations")]
    translations.write("de", texts, {texts[1]: ("{n} Ladestation", "{n} Ladestationen"), Text(CONTEXT, "x"): ("y",)})
    assert translations.translations_of("de") == {texts[0]: (), texts[1]: ("{n} Ladestation", "{n} Ladestationen")}
    assert etree.parse(str(translations.file_of("de"))).getroot().get("language") == "de"

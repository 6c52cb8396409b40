"""The files of the languages are fresh and whole, and no text of the code escapes them."""

from __future__ import annotations

import pytest
from lxml import etree

from tools import translations
from tools.translations import CONTEXT, BadText, Text, faults, form_faults, texts_of_code, title_faults


def test_all_texts_of_the_code_can_be_found():
    assert Text(CONTEXT, "Open Charge Map") in translations.all_texts()


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_the_file_of_each_language_holds_exactly_the_texts_of_the_code_and_all_are_translated(language: str):
    """`tools/translations.py update` mends the first, a translator the second."""
    texts, translated = translations.all_texts(), translations.translations_of(language)
    assert set(translated) == set(texts)
    assert list(faults(language, texts, translated)) == []


SAME_IN_WINDOWS_AND_TABLES = {"Connectors", "Countries", "Operator", "Search", "Status", "Town", "km", "m"}
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


def test_a_plural_given_by_name_is_found():
    assert list(texts_of_code('tr("{n} station", plural="{n} stations", n=3)', "x.py")) == [
        Text(CONTEXT, "{n} station", "{n} stations")
    ]


@pytest.mark.parametrize(
    "call",
    ["tr(title)", "tr(style.title)", "tr(TITLES[0])", "tr(one if few else MANY)", "tr(TITLES.get(code, usual))",
     "tr(silence.one, silence.many, n=3)"],
)  # fmt: skip
def test_texts_of_tables_and_constants_are_found_where_they_stand(call: str):
    assert list(texts_of_code(call, "x.py")) == []


@pytest.mark.parametrize(
    "call",
    ['tr(f"{x} stations")', 'tr("a" + b)', "marked(words)", 'self.tr("One")', 'tr("A" if x else "B")',
     'tr(a if x else "B")', 'tr("a {}".format(1))', 'tr(text="One")', 'tr("{text}!", text=name)',
     "tr()", "tr(*words)", "tr(said(x))",
     'tr(TITLES.get(code, "One"))', 'tr("{n} station", many(), n=3)', 'marked(text="One")', 'tr("One", plural=many)'],
)  # fmt: skip
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


def of_form(text: str, translation: str) -> dict[Text, tuple[str, ...]]:
    return {Text(CONTEXT, text): (translation,)}


@pytest.mark.parametrize(
    ("titles", "is_right"),
    [
        (of_form("IEC 60309 3-pin", "IEC 60309 (3-polig)"), True),
        (of_form("IEC 60309 3-pin", "IEC 60309, 3-polig"), False),
        (of_form("IEC 60309 3-pin", "IEC 60309; 3-polig"), False),
        (of_form("7.4-22 kW", "7,4–22 kW"), True),
        (of_form("Open, share alike", "Offen, gleiche Bedingungen"), True),
        ({**of_form("Usage type", "Zugang"), **of_form("Access", "Zugang")}, False),
        ({**of_form("Usage type", "Zugangsart"), **of_form("Access", "Zugang")}, True),
    ],
)
def test_each_title_is_one_entry_of_a_list_and_unlike_all_others(titles: dict[Text, tuple[str, ...]], is_right: bool):
    """Two columns of the stations had the heading "Zugang", and "IEC 60309, 3-polig, CHAdeMO" were two types."""
    assert bool(list(title_faults(titles))) is not is_right


def test_a_draft_counts_as_not_translated_and_survives_an_update(tmp_path, monkeypatch):
    """What a translator has marked as unfinished was shown, and lost the mark."""
    monkeypatch.setattr(translations, "I18N", tmp_path)
    text, half, gone = Text(CONTEXT, "Save"), Text(CONTEXT, "{n} row", "{n} rows"), Text(CONTEXT, "Gone")
    drafts = {text: ("Sichern?",), half: ("{n} Zeile", ""), gone: ("Fort",)}
    translations.write("de", [text, half], {}, drafts)
    for _ in range(2):
        assert translations.translations_of("de") == {text: (), half: ()}
        assert translations.drafts_of("de") == {text: ("Sichern?",), half: ("{n} Zeile", "")}
        assert len(list(faults("de", [text, half], translations.translations_of("de")))) == 2
        translations.write("de", [text, half], translations.translations_of("de"), translations.drafts_of("de"))


def test_what_is_translated_survives_an_update(tmp_path, monkeypatch):
    monkeypatch.setattr(translations, "I18N", tmp_path)
    texts = [Text("Form", "&Search"), Text(CONTEXT, "{n} station", "{n} stations")]
    translations.write("de", texts, {texts[1]: ("{n} Ladestation", "{n} Ladestationen"), Text(CONTEXT, "x"): ("y",)})
    assert translations.translations_of("de") == {texts[0]: (), texts[1]: ("{n} Ladestation", "{n} Ladestationen")}
    assert etree.parse(str(translations.file_of("de"))).getroot().get("language") == "de"

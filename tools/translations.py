"""Gather the texts of the plugin, look after the files of each language, and compile them for Qt.

    tools/translations.py update     bring all texts of the code into the files of the languages; drop what is gone
    tools/translations.py check      fail if a file is stale, a text is not translated or a placeholder is broken
    tools/translations.py compile    write the files that the plugin reads

The files: ocm_plugin/i18n/openchargemap_LANGUAGE.ts for translators (Qt Linguist opens it), .qm for the plugin.

Texts are literals in calls of `tr` and `marked`, `<string>`s of the forms in ui/, and the tables named below.
"""

from __future__ import annotations

import argparse
import ast
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from lxml import etree

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from ocm_plugin.ocm.analysis.rule_packs import read_fleet_target, read_pack, texts_of  # noqa: E402
from ocm_plugin.ocm.records.built_in_reference import TITLED  # noqa: E402
from ocm_plugin.ocm.search import filters  # noqa: E402
from ocm_plugin.ocm.search.search import FILTERS  # noqa: E402
from ocm_plugin.ocm.tables.schema import TABLES  # noqa: E402
from ocm_plugin.ocm.tables.schema.analyses import ANALYSES  # noqa: E402
from ocm_plugin.ocm.tables.schema.changes import COMPARISONS  # noqa: E402

PACKAGE = ROOT / "ocm_plugin"
I18N = PACKAGE / "i18n"
MODELS = PACKAGE / "processing" / "models"
LANGUAGES = ("de",)
CONTEXT = "OpenChargeMap"
"""As in `ocm_plugin.qgis_support.translation`."""
NUMERUS_FORMS = {"de": 2}
QT_TOOLS = os.pathsep.join(("/usr/lib/qt5/bin", os.environ.get("PATH", "")))
PLACEHOLDER = re.compile(r"\{(\w*)[^}]*\}")


TITLED_LISTS = (
    "connection_types",
    "levels",
    "current_types",
    "operators",
    "usage_types",
    "status_types",
    "submission_statuses",
    "countries",
    "comment_types",
    "checkin_types",
)
"""Of the reference data: names, such as those of data providers, are the same in all languages."""


class Text(NamedTuple):
    """One text to translate."""

    context: str
    text: str
    plural: str = ""
    """English for all numbers but one; "" when the text does not depend on a number."""


class BadText(Exception):
    """A text in the code that no tool can find or translate."""


def texts_of_code(source: str, name: str) -> Iterator[Text]:
    """The literals in calls of `tr` and `marked`. Raises BadText for one that is put together at run time."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        function = node.func
        if isinstance(function, ast.Attribute) and function.attr == "tr":
            raise BadText(f"{name}:{node.lineno}: .tr() of Qt; texts go through `tr` of ocm/translation.py")
        if not isinstance(function, ast.Name) or function.id not in ("tr", "marked"):
            continue
        given = [*node.args[:2], *(each.value for each in node.keywords if each.arg == "plural")]
        words = [each.value for each in given if isinstance(each, ast.Constant) and isinstance(each.value, str)]
        # By name, a text is none of the texts gathered, or an error when it is said.
        is_named = not node.args or any(each.arg == "text" for each in node.keywords)
        if not is_named and len(words) == len(given):
            yield Text(CONTEXT, *words)
        elif function.id == "marked" or is_named or not all(map(_is_kept_elsewhere, given)):
            raise BadText(f"{name}:{node.lineno}: a text for users is a literal, with named placeholders")


def _is_kept_elsewhere(words: ast.expr) -> bool:
    """Whether words come from where they stand by a name, to be found there: from a table or a constant."""
    if isinstance(words, ast.IfExp):
        return _is_kept_elsewhere(words.body) and _is_kept_elsewhere(words.orelse)
    if isinstance(words, ast.Call) and isinstance(words.func, ast.Attribute) and words.func.attr == "get":
        return all(map(_is_kept_elsewhere, (words.func.value, *words.args[1:])))
    return isinstance(words, (ast.Name, ast.Attribute, ast.Subscript))


def texts_of_form(path: Path) -> Iterator[Text]:
    """The texts of a form of Qt Designer; Qt looks them up under the form's class."""
    form = etree.parse(str(path)).getroot()
    for string in form.iter("string"):
        if string.text and string.get("notr") != "true":
            yield Text(form.findtext("class"), string.text)


def texts_of_tables() -> Iterator[Text]:
    """What tables hold by the hundred, where a call around each would only be noise."""
    for text, plural in (
        *texts_of_filters(),
        *texts_of_reference(),
        *texts_of_fields(),
        *texts_of_packs(),
        *texts_of_models(),
    ):
        if re.search("[^\\W\\d]", PLACEHOLDER.sub("", text)):
            yield Text(CONTEXT, text, plural)


def texts_of_filters() -> Iterator[tuple[str, str]]:
    """The table of filters."""
    yield from ((title, "") for title in filters.PAGES.values())
    for each in FILTERS:
        single = (each.label, each.title, each.tool_tip, each.any_text, each.prefix, each.suffix)
        yield from ((text, "") for text in (*single, *each.answers, *each.phrases))
    silences = [each.choices.silence for each in FILTERS if each.choices.silence is not None]
    for silence in (filters.ANY_SILENCE, *silences):
        yield from ((silence.one, silence.many), (silence.one_short, silence.many_short), (silence.nothing, ""))


def texts_of_reference() -> Iterator[tuple[str, str]]:
    """The titles that Open Charge Map gives to what has the same number for ever."""
    for name in TITLED_LISTS:
        yield from ((value.title, "") for value in getattr(TITLED, name).values())


def texts_of_fields() -> Iterator[tuple[str, str]]:
    """The fields of the tables: headings, tool tips and units, and the words for coded values."""
    for each in (field for fields in (*TABLES.values(), *COMPARISONS.values(), *ANALYSES.values()) for field in fields):
        yield from ((text, "") for text in (each.alias, each.meaning, each.trap, each.unit))
        yield from ((code.label, "") for code in each.codes)


def texts_of_models() -> Iterator[tuple[str, str]]:
    """What the example models of Processing show."""
    for path in sorted(MODELS.glob("*.model3")):
        for option in etree.parse(str(path)).iter("Option"):
            if option.get("name") in ("model_name", "model_group", "ALG_DESC", "description"):
                yield option.get("value"), ""


def texts_of_packs() -> Iterator[tuple[str, str]]:
    """What the shipped rule packs say."""
    for path in sorted((PACKAGE / "ocm" / "analysis" / "packs").glob("*.json")):
        yield from ((text, "") for text in texts_of(read_pack(path)))
    target = read_fleet_target(PACKAGE / "ocm" / "analysis" / "fleet_target.json")
    yield from ((text, "") for text in (target.title, target.summary))


def all_texts() -> list[Text]:
    """All texts of the plugin, each once, sorted."""
    found = set(texts_of_tables())
    for path in sorted(PACKAGE.rglob("*.py")):
        found.update(texts_of_code(path.read_text(encoding="utf-8"), str(path.relative_to(ROOT))))
    for path in sorted((ROOT / "ui").glob("*.ui")):
        found.update(texts_of_form(path))
    plurals: dict[tuple[str, str], str] = {}
    for each in found:
        if plurals.setdefault((each.context, each.text), each.plural) != each.plural:
            raise BadText(f"“{each.text}” stands once with a plural and once without, or with another one")
    return sorted(found)


def file_of(language: str) -> Path:
    """The file that translators edit."""
    return I18N / f"openchargemap_{language}.ts"


def translations_of(language: str) -> dict[Text, tuple[str, ...]]:
    """What is translated in the file of a language; the forms for one and for many where a number decides.

    () for a text that is not, or that a translator has marked as unfinished.
    """
    return {text: said if is_done and all(said) else () for text, said, is_done in _messages(language)}


def drafts_of(language: str) -> dict[Text, tuple[str, ...]]:
    """What translators have begun in the file of a language, and what they have marked as unfinished."""
    return {text: said for text, said, is_done in _messages(language) if any(said) and not (is_done and all(said))}


def _messages(language: str) -> Iterator[tuple[Text, tuple[str, ...], bool]]:
    """The texts in the file of a language, what they are translated to, and whether that is not marked unfinished."""
    path = file_of(language)
    if not path.exists():
        return
    for context in etree.parse(str(path)).getroot().iter("context"):
        for message in context.iter("message"):
            text = Text(context.findtext("name"), message.findtext("source"), message.findtext("extracomment") or "")
            translation = message.find("translation")
            forms = translation.findall("numerusform") or [translation]
            yield text, tuple(form.text or "" for form in forms), translation.get("type") != "unfinished"


def write(
    language: str,
    texts: Iterable[Text],
    translations: dict[Text, tuple[str, ...]],
    drafts: dict[Text, tuple[str, ...]] | None = None,
) -> None:
    """Write the file of a language: all texts, and of the translations and drafts those that belong to them."""
    root = etree.Element("TS", version="2.1", language=language, sourcelanguage="en")
    contexts: dict[str, etree._Element] = {}
    for each in texts:
        if each.context not in contexts:
            contexts[each.context] = etree.SubElement(root, "context")
            etree.SubElement(contexts[each.context], "name").text = each.context
        message = etree.SubElement(contexts[each.context], "message", {"numerus": "yes"} if each.plural else {})
        etree.SubElement(message, "source").text = each.text
        if each.plural:
            etree.SubElement(message, "extracomment").text = each.plural
        done = translations.get(each, ())
        translation = etree.SubElement(message, "translation", {} if done else {"type": "unfinished"})
        said = done or (drafts or {}).get(each, ())
        if each.plural:
            for form in said or [""] * NUMERUS_FORMS[language]:
                etree.SubElement(translation, "numerusform").text = form
        elif said:
            translation.text = said[0]
    for element in (root, *root):
        # A line for each message, so that the changes of two branches merge.
        element.text = "\n"
        for child in element:
            child.tail = "\n"
    text = etree.tostring(root, encoding="unicode")
    I18N.mkdir(exist_ok=True)
    file_of(language).write_text(
        f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{text}\n', encoding="utf-8", newline="\n"
    )


def faults(language: str, texts: list[Text], translations: dict[Text, tuple[str, ...]]) -> Iterator[str]:
    """What is wrong with the file of a language, a sentence each."""
    known = set(texts)
    for each in sorted(set(translations) - known):
        yield f"{language}: no longer in the code: “{each.text}”"
    for each in texts:
        said = translations.get(each)
        if said is None:
            yield f"{language}: not in the file: “{each.text}”"
        elif not said:
            yield f"{language}: not translated: “{each.text}”"
        else:
            yield from (f"{language}: {fault}: “{each.text}”" for form in said for fault in form_faults(each, form))
    yield from (f"{language}: {fault}" for fault in title_faults(translations))


def form_faults(text: Text, form: str) -> Iterator[str]:
    """What is wrong with one translation of a text: its placeholders, its keyboard shortcut, its ends."""
    wanted = set(PLACEHOLDER.findall(text.plural or text.text)) | set(PLACEHOLDER.findall(text.text))
    given = set(PLACEHOLDER.findall(form))
    # "One station" needs no number.
    if given - wanted or wanted - given - ({"n"} if text.plural else set()):
        yield f"placeholders {sorted(given)} instead of {sorted(wanted)}"
    if form.strip() != form and text.text.strip() == text.text:
        yield "begins or ends with a space"


def title_faults(translations: dict[Text, tuple[str, ...]]) -> Iterator[str]:
    """What is wrong with fixed titles: they stand in lists, where each has to be one entry, unlike all others."""
    cut: set[str] = set()
    for titles in lists_of_titles():
        said_by: dict[str, str] = {}
        for title in dict.fromkeys(titles):
            said = "".join(translations.get(Text(CONTEXT, title), ())) or title
            # A comma within a number is none of a list: "7,4–22 kW".
            if {*_LIST_SIGN.findall(said)} - {*_LIST_SIGN.findall(title)}:
                cut.add(f"a sign that separates entries of a list: “{title}”")
            if said_by.setdefault(said, title) != title:
                yield f"the same for two of one list: “{said_by[said]}” and “{title}”"
    yield from sorted(cut)


_LIST_SIGN = re.compile(r"(?<!\d),|,(?!\d)|;")


def lists_of_titles() -> Iterator[list[str]]:
    """Titles that stand in one list: the headings of a table, the words for a field's codes, the titles of a list."""
    for fields in (*TABLES.values(), *COMPARISONS.values(), *ANALYSES.values()):
        yield [each.alias for each in fields]
        yield from ([code.label for code in each.codes] for each in fields)
    for name in TITLED_LISTS:
        yield [value.title for value in getattr(TITLED, name).values()]


def compile_language(language: str) -> None:
    """Compile the file of a language, by Qt's own tool."""
    target = I18N / f"openchargemap_{language}.qm"
    target.parent.mkdir(exist_ok=True)
    lrelease = shutil.which("lrelease", path=QT_TOOLS) or "lrelease"
    subprocess.run([lrelease, "-silent", str(file_of(language)), "-qm", str(target)], check=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=("update", "check", "compile"))
    command = parser.parse_args().command
    texts = all_texts()
    if command == "update":
        for language in LANGUAGES:
            write(language, texts, translations_of(language), drafts_of(language))
    elif command == "compile":
        for language in LANGUAGES:
            compile_language(language)
    else:
        found = [fault for language in LANGUAGES for fault in faults(language, texts, translations_of(language))]
        print("\n".join(found))
        return 1 if found else 0
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""A language in which every letter carries an accent, and what is left of English beside it.

The pseudo-language is a file of translations like that of any language: made of all texts that `tools.translations`
finds, compiled by Qt's own tool, and brought by the plugin's own `Translation`. A text that is not looked up, or that
no tool finds, is still plain English on the screen, and so is one that was put together of parts.

Data of the service are none of the plugin's texts. So that nothing English can hide among them, the stations of these
tests have theirs in Greek letters.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from tests.ocm_server import gate
from tools import translations
from tools.translations import Text

from .places import ROOT

PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
ACCENTED = "ÀḂĈḊÉḞĜĤÍĴĶĹṀŃÓṔǪŔŠŤÚṼŴẊÝŹàḃčḋéḟĝĥíĵķĺṁńóṕǫŕšťúṽŵẋýź"
GREEK = "ΑΒΨΔΕΦΓΗΙΞΚΛΜΝΟΠΘΡΣΤΥΩςΧΥΖαβψδεφγηιξκλμνοπθρστυωςχυζ"
_ACCENTS = str.maketrans(PLAIN, ACCENTED)
_GREEK_LETTERS = str.maketrans(PLAIN, GREEK)

KEPT = re.compile(
    r"\{[^}]*\}"  # placeholders
    r"|<code>.*?</code>|<[^>]+>|&\w+;|&#\d+;"  # markup
    r"|https?://[^\s\"'<>]+"
    r"|\*\.\w+(?:\.\w+)*"  # patterns of file names
    r"|%\w+%?",
    re.DOTALL,
)
"""What a translator leaves as it is."""


_GROUPED = re.compile(r"(?<=\d),(?=\d{3})")


class Shown(NamedTuple):
    """A text on the screen or in a file, and where it stands."""

    place: str
    text: str


class NoEnglish(NamedTuple):
    """Words that are the same in every language, and why."""

    why: str
    words: tuple[str, ...]


EXCEPTIONS = (
    NoEnglish(
        "names of products and services",
        ("Open Charge Map", "OCM", "QGIS", "OpenStreetMap", "Nominatim", "Google Earth"),
    ),
    NoEnglish(
        "names of formats", ("GeoPackage", "KMZ", "KML", "QML", "GeoJSON", "JSON", "HTML", "UTC", "SQL", "CSV", "XML")
    ),
    NoEnglish("names of standards and plugs", ("CHAdeMO", "CCS", "NACS", "EPSG", "WGS", "ISO")),
    NoEnglish("units", ("kWh", "MWh", "min", "EUR")),
    NoEnglish("members of the API's records", ("Connections", "MediaItems", "UserComments")),
    NoEnglish("the id that QGIS gives a layout's first map", ("Map 1",)),
    NoEnglish("the form of a key", ("01234567-89ab-cdef-0123-456789abcdef",)),
    NoEnglish("names of licences", ("CC BY-SA", "CC BY")),
)
"""Letters that may stand in any language. Web addresses, file names and ids are left out by their form."""

_FOR_EXPERTS = re.compile(
    r"^(?:https?://\S+: |\w+(?:Error|Exception)\b|Expecting value|not UTF-8|[{<]).*$", re.MULTILINE
)
"""Lines of details that quote a request and what the programs below said about it, for a report to developers."""

_ADDRESSES = re.compile(
    r"\b\w+://\S*|\b[A-Za-z]+(?:_[A-Za-z0-9]+)+\b|\$\[\w+\]|\bdata:\S+|[\w.+-]+@[\w.-]+|(?<![\w/])(?:[\w~*-]*/)*[\w*-]+(?:\.[\w-]+)+/?|/\w+/\S+"
)
"""Web and mail addresses, names of variables, of fields and of data of a balloon, names and paths of files."""

_NAMES = re.compile("|".join(rf"\b{re.escape(word)}\b" for each in EXCEPTIONS for word in each.words))
ESTIMATE = "kW power is an estimate based on the connection type"
"""What an importer writes into comments, which the plugin knows by its words and shows as they are."""

_SAID = ("robots are not allowed to use this service", "Upstream API unavailable")
"""Further words of the local server."""

_WORD = re.compile(r"[A-Za-z]{3,}")
_ENGLISH_NUMBER = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])|\b\d{4}-\d\d-\d\d\b(?!T)")
"""A number or day as English is written here; in the pseudo-language both are German."""


def accented(text: str) -> str:
    """A text in the pseudo-language: "Search {n}" becomes "Šéàŕčĥ {n}"."""
    kept = [*KEPT.finditer(text)]
    starts = [0, *(each.end() for each in kept)]
    ends = [*(each.start() for each in kept), len(text)]
    parts = [_GROUPED.sub(".", text[start:end]).translate(_ACCENTS) for start, end in zip(starts, ends)]
    return "".join(part for pair in zip(parts, [*(each.group() for each in kept), ""]) for part in pair)


def write_language(folder: Path, monkeypatch: Any) -> Path:
    """Write and compile the pseudo-language in the place of German, and return the folder of the files."""
    monkeypatch.setattr(translations, "I18N", folder)
    texts = translations.all_texts()
    translations.write("de", texts, {each: _forms(each) for each in texts})
    translations.compile_language("de")
    return folder


def _forms(text: Text) -> tuple[str, ...]:
    return (accented(text.text), accented(text.plural)) if text.plural else (accented(text.text),)


def english_in(text: str) -> list[str]:
    """What is left of English in a text: words of three letters and more, and numbers and days as written there."""
    for quoted in _quoted():
        text = text.replace(quoted, " ")
    rest = _NAMES.sub(" ", _ADDRESSES.sub(" ", _FOR_EXPERTS.sub(" ", text)))
    return [*_WORD.findall(rest), *_ENGLISH_NUMBER.findall(rest)]


def left_overs(shown: Iterable[Shown]) -> list[str]:
    """The texts with English in them, each once, with its first place and the words."""
    found: dict[str, str] = {}
    for place, text in shown:
        words = english_in(text)
        if words and text not in found:
            found[text] = f"{place}: {' '.join(words[:12])} | {text[:200]!r}"
    return list(found.values())


# Data of which no word is English

_FREE_TEXTS = (
    "Title", "AddressLine1", "AddressLine2", "Town", "StateOrProvince", "AccessComments", "GeneralComments",
    "DataProvidersReference", "OperatorsReference", "Reference", "Comments", "Comment", "UserName", "Username",
    "ItemValue",
)  # fmt: skip
_COSTS = {"Free": "δωρεάν", "free": "δωρεάν", "kostenlos": "безплатно"}
_TITLES_OF_DATA = ("Countries", "Operators", "DataProviders")
"""Look-up lists whose titles are names; those of the others belong to the API, and the plugin translates them."""


def greek(text: str) -> str:
    """The same text, of which nobody could say that it is English."""
    return text.translate(_GREEK_LETTERS)


def pois() -> list[dict[str, Any]]:
    """The invented stations with Greek words."""
    return [_in_greek(poi) for poi in _demo("stations.json")]


def reference() -> dict[str, Any]:
    """The invented look-up lists, names of operators, providers and countries in Greek letters."""
    lists = _demo("reference.json")
    for name in _TITLES_OF_DATA:
        lists[name] = [{**entry, "Title": greek(entry["Title"])} for entry in lists[name]]
    return lists


@functools.cache
def _quoted() -> tuple[str, ...]:
    """English of others that is quoted word by word: licences, an importer's comment, refusals of the server."""
    licences = (entry["License"] for entry in _demo("reference.json")["DataProviders"])
    return (*filter(None, licences), ESTIMATE, gate.INVALID_KEY, gate.MISSING_KEY, gate.BANNED, *_SAID)


def _demo(name: str) -> Any:
    return json.loads((ROOT / "ocm_plugin" / "demo" / name).read_text(encoding="utf-8"))


def _in_greek(value: Any, name: str = "") -> Any:
    if isinstance(value, dict):
        return {key: _in_greek(each, key) for key, each in value.items()}
    if isinstance(value, list):
        return [_in_greek(each, name) for each in value]
    if isinstance(value, str) and name == "UsageCost":
        return _COSTS.get(value, greek(value))
    if not isinstance(value, str) or name not in _FREE_TEXTS or ESTIMATE in value:
        return value
    return greek(value)

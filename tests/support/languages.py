"""Invented languages, spoken for the time of one test."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from ocm_plugin.ocm import translation
from ocm_plugin.ocm.translation import Language

TRAP = "' \" %] [% 6 * 7 %] <b> \\' || 1/0 || '"
"""Ends what a careless expression, template or markup would make of a word."""


@contextmanager
def spoken(language: Language) -> Iterator[None]:
    """Speak a language for the time of a block."""
    before = translation.language()
    translation.use(language)
    try:
        yield
    finally:
        translation.use(before)


class Trapped(Language):
    """English, in which each text ends in what breaks careless expressions."""

    def text(self, text: str, plural: str, n: int | None) -> str:
        return f"{super().text(text, plural, n)}{TRAP}"


class Shouted(Language):
    """English in capitals, with the day first and a comma in numbers."""

    code = "xx"

    def text(self, text: str, plural: str, n: int | None) -> str:
        said = super().text(text, plural, n)
        return re.sub(r"(\{\w+\})|[^{}]+", lambda part: part.group() if part.group(1) else part.group().upper(), said)

    def date(self, value: date) -> str:
        return f"{value:%d.%m.%Y}"

    def date_pattern(self) -> str:
        return "dd.MM.yyyy"

    def decimal_point(self) -> str:
        return ","


class ThreeForms(Language):
    """English with the numbers of Polish: one, few, many."""

    def text(self, text: str, plural: str, n: int | None) -> str:
        if n is None:
            return text
        if n == 1:
            return f"{text} (one)"
        is_few = n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14)
        return f"{plural} ({'few' if is_few else 'many'})"


class Asked(Language):
    """English, which remembers what it was asked for."""

    def __init__(self) -> None:
        self.texts: set[tuple[str, str]] = set()
        """Each text with its plural, "" for those without."""

    def text(self, text: str, plural: str, n: int | None) -> str:
        self.texts.add((text, plural))
        return super().text(text, plural, n)


BEFORE, AFTER = "<u>l'", ' & "»'
"""Around each text that `Marked` looks up: signs that HTML, XML and JSON hold special."""


class Marked(Language):
    """English, in which each text stands between signs, with a form for few, and numbers and days of its own."""

    code = "pl"

    def text(self, text: str, plural: str, n: int | None) -> str:
        few = n is not None and n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14)
        return marked_text(super().text(text, plural, n) + (" (few)" if few else ""))

    def number(self, value: float, decimals: int = 0) -> str:
        return super().number(value, decimals).translate(str.maketrans(",.", "'·"))

    def date(self, value: date) -> str:
        return f"{value:%d.%m.%Y}"


def marked_text(text: str) -> str:
    """How `Marked` says a text of the plugin."""
    return f"{BEFORE}{text}{AFTER}"

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

"""The one way to say something to users, in their language.

    tr("Loading stations.")
    tr("{n} station loaded", "{n} stations loaded", n=number)
    tr("{name} could not be written.", name=path.name)

Whole sentences or clauses, never glued words. `tools/translations` finds the texts in the code: they are literals in a
call of `tr`, or of `marked` in tables whose texts are said later.

Without QGIS, as here, everything is English. The plugin puts QGIS' language in its place
(`qgis_support.translation`).
"""

from __future__ import annotations

import datetime
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class Language:
    """English, and what another language has to do."""

    code = "en"
    """As HTML and JavaScript name it (BCP 47): "en", "pt-BR"."""

    def text(self, text: str, plural: str, n: int | None) -> str:
        """A text with its placeholders, in this language. `n`: the number that decides about singular and plural."""
        return text if n is None or n == 1 or not plural else plural

    def number(self, value: float, decimals: int = 0) -> str:
        """A number with so many decimals: "1,250", "12.5"."""
        return f"{value:,.{decimals}f}"

    def significant(self, value: float, digits: int = 6) -> str:
        """A number with as few digits as it needs, and no more than these: "7.4", "150"."""
        return f"{value:.{digits}g}"

    def date(self, value: datetime.date) -> str:
        """A day: "2026-11-23"."""
        return f"{value:%Y-%m-%d}"

    def date_pattern(self) -> str:
        """How days are written, as QGIS' expressions and forms take it: "yyyy-MM-dd"."""
        return "yyyy-MM-dd"

    def decimal_point(self) -> str:
        """What stands before the decimals of a number."""
        return "."

    def sort_key(self, text: str) -> Any:
        """By which names are sorted as readers of this language expect it."""
        return text.casefold()

    def time(self, value: datetime.datetime) -> str:
        """A moment to the minute, in the time zone it carries: "2026-11-23 08:05"."""
        return f"{value:%Y-%m-%d %H:%M}"


_language = Language()


def use(language: Language) -> None:
    """Say everything in this language from now on."""
    global _language
    _language = language


_of_thread = threading.local()


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Say everything of this thread in another language for the time of a block."""
    before = getattr(_of_thread, "language", None)
    _of_thread.language = language
    try:
        yield
    finally:
        _of_thread.language = before


def language() -> Language:
    """The language that is spoken now."""
    return getattr(_of_thread, "language", None) or _language


def tr(text: str, plural: str = "", *, n: int | None = None, **values: object) -> str:
    """A text in the user's language, its named placeholders filled.

    `plural`: the English text for all numbers but one; `n`: that number, which fills `{n}`. Whole numbers are written
    as the language does ("1,250"); what shall not be, such as a year or the number of a station, is given as text.
    """
    said = language().text(text, plural, n)
    if n is None and not values:
        return said
    return said.format(**{name: _shown(value) for name, value in {"n": n, **values}.items()})


def _shown(value: object) -> object:
    is_count = isinstance(value, int) and not isinstance(value, bool)
    return language().number(value) if is_count else value  # type: ignore[arg-type]


def marked(text: str) -> str:
    """The text itself, which is said by `tr` when somebody reads it: for the texts of tables."""
    return text

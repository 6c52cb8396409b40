"""A language that does not exist, full of signs that HTML, XML and JSON hold special."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ocm_plugin.ocm import translation
from ocm_plugin.ocm.translation import Language

BEFORE, AFTER = "<u>l'", ' & "»'
"""Around each text that was looked up."""


class Strange(Language):
    """English between signs, as many forms of the plural as Polish has, numbers and dates in an order of its own."""

    code = "pl"

    def text(self, text: str, plural: str, n: int | None) -> str:
        few = n is not None and n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14)
        form = super().text(text, plural, n) + (" (few)" if few else "")
        return f"{BEFORE}{form}{AFTER}"

    def number(self, value: float, decimals: int = 0) -> str:
        return super().number(value, decimals).translate(str.maketrans(",.", "'·"))

    def date(self, value) -> str:
        return f"{value:%d.%m.%Y}"


def strange(text: str) -> str:
    """A text of the plugin in the strange language."""
    return f"{BEFORE}{text}{AFTER}"


@contextmanager
def spoken() -> Iterator[None]:
    """Speak the strange language for a while."""
    before = translation.language()
    translation.use(Strange())
    try:
        yield
    finally:
        translation.use(before)

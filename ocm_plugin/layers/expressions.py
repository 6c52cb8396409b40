"""Expressions of QGIS that say things about a station, put together from smaller ones.

All are text. Those that yield markup yield it escaped exactly once, for any text of a station.
"""

from __future__ import annotations

import html
import string
from collections.abc import Iterable
from typing import Any

from qgis.core import QgsExpression

from ..ocm.tables.schema import Code

# Worked off in the order of the keys, so the ampersand cannot be among them. "[" is, because "[%" starts an expression,
# should anybody evaluate the result once more.
_REST = "map('<', '&lt;', '>', '&gt;', '\"', '&quot;', '''', '&#39;', '[', '&#91;')"


def quoted(text: str) -> str:
    """The text as an expression."""
    return QgsExpression.quotedString(text)


def said(text: str) -> str:
    """Our words as markup."""
    return quoted(html.escape(text))


def escaped(expression: str) -> str:
    """The value of an expression, such as a field, as markup; empty for NULL."""
    return f"replace(replace(coalesce({expression}, ''), '&', '&amp;'), {_REST})"


def lines(expression: str) -> str:
    """Escaped, with its line breaks kept."""
    return f"replace({escaped(expression)}, '\\n', '<br>')"


def joined(*expressions: str) -> str:
    """The values of expressions side by side; NULL counts as empty."""
    return f"concat({', '.join(expressions)})"


def either(expression: str, otherwise: str) -> str:
    """The value, or the other one for NULL and for an empty text."""
    return f"coalesce(nullif({expression}, ''), {otherwise})"


def sentence(text: str, **markup: str) -> str:
    """Our sentence as markup, with expressions in the places of its {names}."""
    parts = []
    for literal, name, _, _ in string.Formatter().parse(text):
        if literal:
            parts.append(said(literal))
        if name is not None:
            parts.append(markup[name])
    return joined(*parts)


def case(*branches: tuple[str, str], otherwise: str = "''") -> str:
    """The value that goes with the first condition that holds."""
    return f"CASE {' '.join(f'WHEN {condition} THEN {value}' for condition, value in branches)} ELSE {otherwise} END"


def labelled(expression: str, labels: Iterable[tuple[Any, str]], otherwise: str) -> str:
    """The label of a coded value as markup."""
    pairs = ", ".join(f"{QgsExpression.quotedValue(value)}, {said(label)}" for value, label in labels)
    return f"coalesce(map_get(map({pairs}), {expression}), {said(otherwise)})"


def is_web(expression: str) -> str:
    """Whether the value is an address that a browser may open: http or https."""
    return f"(lower(left({expression}, 7)) = 'http://' OR lower(left({expression}, 8)) = 'https://')"


def link(url: str, markup: str) -> str:
    """A link to the address an expression gives, or only its markup when that is not one of the web."""
    opened = joined("'<a href=\"'", escaped(url), '\'" style="color:#0b5cad">\'', markup, "'</a>'")
    return case((is_web(url), opened), otherwise=markup)


def label_pairs(codes: Iterable[Code], unknown: str) -> list[tuple[Any, str]]:
    """Values and labels of a coded field, with other words for the value "unknown"."""
    return [(code.value, unknown if code.value == "unknown" else code.label) for code in codes]

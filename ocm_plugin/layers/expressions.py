"""Expressions of QGIS that say things about a station, put together from smaller ones.

All are text. Those that yield markup yield it escaped exactly once, for any text of a station.
"""

from __future__ import annotations

import html
import string
from collections.abc import Callable, Iterable
from typing import Any

from qgis.core import QgsExpression

from ..ocm.records.built_in_reference import titles_in_language
from ..ocm.records.reference import numbered
from ..ocm.tables.schema import CONNECTIONS, Code
from ..ocm.translation import language, tr
from .connection_rows import NAME
from .keywords import relation_id

# Worked off in the order of the keys, so the ampersand cannot be among them. "[" is, because "[%" starts an expression,
# should anybody evaluate the result once more.
_REST = "map('<', '&lt;', '>', '&gt;', '\"', '&quot;', '''', '&#39;', '[', '&#91;')"


def quoted(text: str) -> str:
    """The text as an expression, whatever it contains: words of any language, or markup."""
    return QgsExpression.quotedString(text)


def as_words(text: str) -> str:
    """Our words, translated, as markup that may stand between "[%" and "%]": it neither ends an expression nor starts
    one."""
    return html.escape(text).replace("[", "&#91;").replace("]", "&#93;")


def said(text: str) -> str:
    """Our words, translated, as an expression that yields markup."""
    return quoted(as_words(text))


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


def station_name(name: str = '"name"', ocm_id: str = '"ocm_id"') -> str:
    """What a station is called, as markup: its name, or its number where it has none."""
    return either(escaped(name), f"'OCM-' || {ocm_id}")


def sentence(text: str, **markup: str) -> str:
    """Our sentence, translated, as markup, with expressions in the places of its {names}."""
    return _filled(text, said, markup)


def plain_sentence(text: str, **values: str) -> str:
    """The same as plain text, for labels and lists: it may not stand between "[%" and "%]"."""
    return _filled(text, quoted, values)


def _filled(text: str, as_literal: Callable[[str], str], values: dict[str, str]) -> str:
    parts = []
    for literal, name, _, _ in string.Formatter().parse(text):
        if literal:
            parts.append(as_literal(literal))
        if name is not None:
            parts.append(values[name])
    return joined(*parts)


def counted(words: Callable[[int], str], number: str, /, **markup: str) -> str:
    """A sentence about a number that is known only when a station is looked at, in the form that goes with it.

    `words`: the translated sentence for a number, its {names} unfilled; `number`: the expression of the number.
    """
    forms: dict[str, list[int]] = {}
    for each in range(_CYCLE):
        forms.setdefault(words(each), []).append(each)
    usual = max(forms, key=lambda text: len(forms[text]))
    others = (
        (_is_one_of(number, numbers), sentence(text, **markup)) for text, numbers in forms.items() if text != usual
    )
    branches = list(others)
    return case(*branches, otherwise=sentence(usual, **markup)) if branches else sentence(usual, **markup)


_CYCLE = 200
"""Every language's forms follow from a number's last two digits, and from whether there are more."""


def _is_one_of(number: str, numbers: list[int]) -> str:
    """Whether a number has a form that these of the first 200 have."""
    small = ", ".join(str(each) for each in numbers if each < _CYCLE // 2)
    large = ", ".join(str(each - _CYCLE // 2) for each in numbers if each >= _CYCLE // 2)
    conditions = []
    if small:
        conditions.append(f"{number} IN ({small})")
    if large:
        conditions.append(f"({number} >= {_CYCLE // 2} AND {number} % {_CYCLE // 2} IN ({large}))")
    return " OR ".join(conditions)


def shown_number(expression: str) -> str:
    """A number as text, with the decimal mark of the language."""
    mark = language().decimal_point()
    plain = f"to_string({expression})"
    return plain if mark == "." else f"replace({plain}, '.', {quoted(mark)})"


def shown_date(expression: str) -> str:
    """A day as the language writes it."""
    return f"format_date({expression}, {quoted(language().date_pattern())})"


def kilowatts(number: str) -> str:
    """A number, which an expression yields as text, with its unit, as plain text: not for a map tip."""
    return plain_sentence(tr("{power} kW"), power=number)


def case(*branches: tuple[str, str], otherwise: str = "''") -> str:
    """The value that goes with the first condition that holds."""
    return f"CASE {' '.join(f'WHEN {condition} THEN {value}' for condition, value in branches)} ELSE {otherwise} END"


def labelled(expression: str, labels: Iterable[tuple[Any, str]], otherwise: str) -> str:
    """The label of a coded value, translated, as markup."""
    pairs = ", ".join(f"{QgsExpression.quotedValue(value)}, {said(label)}" for value, label in labels)
    return f"coalesce(map_get(map({pairs}), {expression}), {said(otherwise)})"


def titled(list_name: str, field: str, id_field: str = "") -> str:
    """A title of one of Open Charge Map's lists, which a field holds in English, in the user's language, as markup.

    `id_field`: has the number, by which users read of an entry that no list names.
    """
    return _of_titles(list_name, field, id_field, said, sentence, escaped(field))


def plain_titled(list_name: str, field: str, id_field: str = "") -> str:
    """The same as plain text: not for a map tip."""
    return _of_titles(list_name, field, id_field, quoted, plain_sentence, field)


def _of_titles(
    list_name: str,
    field: str,
    id_field: str,
    spelled: Callable[[str], str],
    filled: Callable[..., str],
    otherwise: str,
) -> str:
    in_english = numbered(list_name)
    by_number = tr(in_english)
    if id_field and by_number != in_english:
        number = f"to_string({id_field})"
        is_numbered = f"{field} = {plain_sentence(in_english, number=number)}"
        otherwise = case((is_numbered, filled(by_number, number=number)), otherwise=otherwise)
    titles = titles_in_language(list_name)
    pairs = ", ".join(f"{quoted(title)}, {spelled(words)}" for title, words in titles.items())
    return f"coalesce(map_get(map({pairs}), {field}), {otherwise})" if titles else otherwise


def is_web(expression: str) -> str:
    """Whether the value is an address that a browser may open: http or https."""
    return f"(lower(left({expression}, 7)) = 'http://' OR lower(left({expression}, 8)) = 'https://')"


def link(url: str, markup: str) -> str:
    """A link to the address an expression gives, or only its markup when that is not one of the web."""
    opened = joined("'<a href=\"'", escaped(url), '\'" style="color:#0b5cad">\'', markup, "'</a>'")
    return case((is_web(url), opened), otherwise=markup)


def label_pairs(codes: Iterable[Code], unknown: str) -> list[tuple[Any, str]]:
    """Values and labels of a coded field, translated, with other words for the value "unknown"."""
    return [(code.value, unknown if code.value == "unknown" else tr(code.label)) for code in codes]


def related_values(table: str, expression: str) -> str:
    """An expression that yields the values of another one for each row of a child table that belongs to a station.

    An array; empty where the project does not relate the table to the layer of the station.
    """
    relation = f"{quoted(relation_id(table, ''))} || @layer_id"
    call = joined(quoted(f"relation_aggregate({relation}, 'array_agg', "), "@row", "')'")
    own = f"try(eval({call}), array())"
    if table != CONNECTIONS:
        return f"with_variable('row', {quoted(expression)}, {own})"
    # As text: where the plugin is not there, its function is none, which is no error in a text, and QGIS' own answers.
    quick = f"eval({quoted(f'{NAME}(@row)')})"
    # Not `coalesce`, which works out both.
    either_way = case(("@quick IS NULL", own), otherwise="@quick")
    return f"with_variable('row', {quoted(expression)}, with_variable('quick', {quick}, {either_way}))"

"""A search typed in one line: "austin ccs 150" is CCS of at least 150 kW near Austin.

    reader = LineReader(reference)
    typed = reader.read("austin ccs 150")
    typed.place           # "austin"
    typed.search          # Search(connection_type_ids=(33, 32), min_power_kw=150.0)

What is a plug, a power or an operator is taken as that; all else, in its order, is the place. The user sees in words
what was understood, and so a town that is called like an operator.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from .checks import MAX_POWER_KW
from .records.list_search import ListSearch, bare, entries_of
from .records.reference import ReferenceData
from .search.areas import StationIds
from .search.search import Search

_NUMBER = re.compile(r"(?:ocm[-\s]?)?([0-9]{1,10})", re.IGNORECASE)
_POWER = re.compile(r"(?:>=|≥|>)?([0-9]{1,4}(?:[.,][0-9]{1,2})?)(?:\s?kw)?\+?", re.IGNORECASE)
_COMMA = re.compile(r"(,)(?=\s|$)")
"""One between words; a decimal comma stays."""
_COORDINATES = re.compile(r"\s*[-+]?[0-9]{1,3}(?:\.[0-9]+|(?=[,\s]+\s)),?\s*[-+]?[0-9]{1,3}\.[0-9]+")
"""A latitude and a longitude at the beginning are the place, no powers."""
_LONGEST_NAME = 4
"""Words of the longest name of a plug or an operator that is looked for."""
_SHORTEST_OPERATOR = 3
"""Letters: shorter names of operators are words of any language."""


class TypedSearch(NamedTuple):
    """What one line asks for."""

    place: str
    """As it was typed; "" for none."""
    search: Search
    """The filters, of the whole world; or the one station whose number was typed."""


class LineReader:
    """Reads lines by the names of one set of look-up lists, made ready once."""

    def __init__(self, reference: ReferenceData) -> None:
        self._plugs = ListSearch(entries_of("connection_types", reference))
        self._operators = ListSearch(entries_of("operators", reference))

    def read(self, line: str) -> TypedSearch:
        """What a line means. Nothing in it is invalid: what is nothing else is the place."""
        number = _NUMBER.fullmatch(line.strip())
        if number and 0 < int(number[1]) < 2**31:
            return TypedSearch("", Search(StationIds((int(number[1]),))))
        return _Reading(self._plugs, self._operators).of(line)


class _Reading:
    """The words of one line, taken one after the other."""

    def __init__(self, plugs: ListSearch, operators: ListSearch) -> None:
        self._plugs: list[int] = []
        self._operators: list[int] = []
        self._power: float | None = None
        self._place: list[str] = []
        self._known: tuple[tuple[ListSearch, list[int], Callable[[str], bool]], ...] = (
            (plugs, self._plugs, bool),
            (operators, self._operators, lambda name: len(bare(name)) >= _SHORTEST_OPERATOR and not name.isdigit()),
        )

    def of(self, line: str) -> TypedSearch:
        coordinates = _COORDINATES.match(line)
        if coordinates:
            self._place.append(coordinates[0].strip())
            line = _COORDINATES.sub("", line, count=1)
        words = _COMMA.sub(r" \1 ", line).split()
        while words:
            del words[: self._taken(words)]
        place = " ".join(self._place).replace(" ,", ",").strip(", ")
        search = Search(
            connection_type_ids=tuple(self._plugs), operator_ids=tuple(self._operators), min_power_kw=self._power
        )
        return TypedSearch(place, search)

    def _taken(self, words: list[str]) -> int:
        """Take the first words for what they are; returns how many."""
        for length in range(min(_LONGEST_NAME, len(words)), 0, -1):
            if self._is_name(" ".join(words[:length])):
                return length
        power = _POWER.fullmatch(words[0])
        if power and self._power is None and float(power[1].replace(",", ".")) <= MAX_POWER_KW:
            self._power = float(power[1].replace(",", "."))
            return 2 if len(words) > 1 and words[1].casefold() == "kw" else 1
        self._place.append(words[0])
        return 1

    def _is_name(self, name: str) -> bool:
        """Whether this is what a plug or an operator is called; then it is remembered."""
        for searched, ids, may_be in self._known:
            called = searched.called(name) if may_be(name) else []
            if called:
                ids.extend(int(str(entry.id)) for entry in called if entry.id not in ids)
                return True
        return False

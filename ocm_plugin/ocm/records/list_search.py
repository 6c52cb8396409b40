"""Finding entries of the look-up lists by what users type: any word in any order, codes, usual names, small mistakes.

    entries = entries_of("connection_types", reference)
    found = ListSearch(entries).find("ccs2")      # the entry CCS (Type 2) first
    ListSearch(entries).called("type 2")          # all that are called exactly so
    ListSearch(entries).near("chadmo")            # what may have been meant

Lists of the search panel and of Processing, and the reading of typed text (`ids_from_text`), ask here. Usual names are
data: `list_words.json` and `country_names.json`, beside this module.
"""

from __future__ import annotations

import functools
import json
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from ..errors import SearchError
from ..phrases import either
from ..translation import language, tr
from .plug_groups import PLUG_GROUPS
from .reference import ReferenceData, not_found

FOLDER = Path(__file__).parent
INSIDE = 6
"""The rank of an entry in which what was typed stands inside of words: of use only where no word begins so."""
MOST_NEAR = 3
"""Entries that are offered for a name that none has."""
NOT_COMMON = 1_000
"""The place of an entry that is not among those which occur often."""

_WRITTEN_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
"""Letters as they are written where a keyboard lacks them."""
_BARE = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ı": "i", "&": " "})
"""Letters that Unicode does not take apart into a letter and its accent."""


_ASCII_WORDS = re.compile("[a-z0-9]+")


def bare(text: str) -> str:
    """A text in small letters without accents; what is neither letter nor digit becomes a space."""
    if text.isascii():
        return " ".join(_ASCII_WORDS.findall(text.lower()))
    apart = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(letter for letter in apart if not unicodedata.combining(letter)).translate(_BARE)
    return " ".join("".join(letter if letter.isalnum() else " " for letter in kept).split())


class Entry(NamedTuple):
    """One entry of a list, and all that finds it."""

    id: Any
    title: str
    """As users read it."""
    own_title: str = ""
    """The service's own, where the language has another."""
    names: tuple[str, ...] = ()
    """Other names: the formal name, codes, synonyms."""
    is_outdated: bool = False
    """Whether the plug is no longer made, or the entry no longer used."""
    place: int = NOT_COMMON
    """Its place among those that occur often, 0 for the most frequent."""


class _Name(NamedTuple):
    """One name of an entry, made ready to be compared."""

    words: tuple[str, ...]
    joined: str
    """The words without spaces: "Charge Point" is "chargepoint"."""

    @classmethod
    def of(cls, text: str) -> _Name:
        words = tuple(bare(text).split())
        return cls(words, "".join(words))


def _names(text: str) -> list[_Name]:
    """A name in every way to type it: "osterreich" and "oesterreich" for "Österreich"."""
    if text.isascii():
        return [_Name.of(text)]
    written_out = unicodedata.normalize("NFC", text.casefold()).translate(_WRITTEN_OUT)
    return [_Name.of(each) for each in dict.fromkeys((text, written_out))]


def _all_names(texts: Iterable[str]) -> list[_Name]:
    return [name for text in dict.fromkeys(texts) if text for name in _names(text)]


class _Indexed(NamedTuple):
    """An entry with its names, and its place in the list as it was given."""

    entry: Entry
    titles: list[_Name]
    others: list[_Name]
    order: int

    def rank(self, typed: _Name) -> int | None:
        """How well this is what was typed, 0 for best; None when it is not."""
        names = self.titles + self.others
        if any(name.joined == typed.joined for name in self.titles):
            return 0
        if any(name.joined == typed.joined for name in self.others):
            return 1
        if any(name.joined.startswith(typed.joined) for name in self.titles):
            return 2
        if any(_begins(typed, name.words) for name in self.titles):
            return 3
        if any(name.joined.startswith(typed.joined) or _begins(typed, name.words) for name in self.others):
            return 4
        if _begins(typed, [word for name in names for word in name.words]):
            return 5
        if all(any(_is_inside(word, name.joined) for name in names) for word in typed.words):
            return INSIDE
        return INSIDE + 1 if typed.joined == str(self.entry.id) else None


def _begins(typed: _Name, words: Iterable[str]) -> bool:
    """Whether each word typed is the beginning of one of these."""
    known = list(words)
    return all(any(word.startswith(part) for word in known) for part in typed.words)


def _is_inside(part: str, name: str) -> bool:
    """Whether a word typed stands anywhere in a name; two letters do so too often: "uk" in Schuko."""
    return (len(part) > 2 or part.isdigit()) and part in name


class ListSearch:
    """The entries of one list, made ready to be searched."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._indexed = [
            _Indexed(entry, _all_names((entry.title, entry.own_title)), _all_names(entry.names), order)
            for order, entry in enumerate(entries)
        ]

    def find(self, typed: str) -> list[Entry]:
        """The entries that were meant, the likeliest first: all when nothing is typed; outdated ones are last.

        What stands inside of words counts only where no word begins so.
        """
        wanted = _Name.of(typed)
        if not wanted.words:
            return [each.entry for each in sorted(self._indexed, key=lambda each: each.entry.is_outdated)]
        found = [(rank, each) for each in self._indexed if (rank := each.rank(wanted)) is not None]
        if any(rank < INSIDE for rank, _ in found):
            found = [(rank, each) for rank, each in found if rank < INSIDE]
        found.sort(key=lambda pair: (pair[1].entry.is_outdated, pair[0], pair[1].entry.place, pair[1].order))
        return [each.entry for _, each in found]

    def called(self, name: str) -> list[Entry]:
        """The entries with exactly this name, in any case and with any punctuation: those whose title it is, or all."""
        wanted = _Name.of(name).joined
        if not wanted:
            return []
        titled = [each.entry for each in self._indexed if any(name.joined == wanted for name in each.titles)]
        others = (each.entry for each in self._indexed if any(name.joined == wanted for name in each.others))
        return titled or list(others)

    def near(self, typed: str) -> list[Entry]:
        """What may have been meant by a name that no entry has: what typing it finds, else what looks like it."""
        found = self.find(typed) if bare(typed) else []
        return found[:MOST_NEAR] or self._alike(_Name.of(typed).joined)

    def _alike(self, wanted: str) -> list[Entry]:
        # Only here: QGIS' start need not load it.
        from difflib import get_close_matches

        by_name: dict[str, Entry] = {}
        for each in self._indexed:
            for name in (*each.titles, *each.others):
                by_name.setdefault(name.joined, each.entry)
        close = [by_name[name] for name in get_close_matches(wanted, by_name, n=3 * MOST_NEAR, cutoff=0.7)]
        return list(dict.fromkeys(close))[:MOST_NEAR]


_COUNTRY_BEHIND = re.compile(r"\s*\([^()]*\)\s*$")
"""What tells operators of one name apart: "EnBW (D)", "BP Pulse (UK)"."""


@functools.cache
def _data(name: str) -> dict[str, Any]:
    """A table shipped beside this module."""
    read: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return read


def entries_of(list_name: str, reference: ReferenceData) -> list[Entry]:
    """The entries of a list ("connection_types") by title, as users of this language expect it; unknown ones last."""
    values = getattr(reference, list_name).values()
    places = {key: place for place, key in enumerate(_data("list_words")["common"].get(list_name, ()))}
    entries = [_entry(list_name, value, reference, places) for value in values]
    entries.sort(key=lambda entry: (entry.id == 0, language().sort_key(entry.title.lstrip("( "))))
    return entries


def _entry(list_name: str, value: Any, reference: ReferenceData, places: dict[Any, int]) -> Entry:
    """One entry. Countries are looked up by their code, since numbers are the service's own."""
    words = _data("list_words")["words"].get(list_name, {}).get(str(value.id), ())
    iso = getattr(value, "iso", None)
    countries = (iso, *_data("country_names")["names"].get(iso, ())) if iso else ()
    groups = [group for group in PLUG_GROUPS if list_name == "connection_types" and value.id in group.type_ids]
    of_groups = [word for group in groups for word in filter(None, (group.title, group.short, *group.words))]
    formal = getattr(value, "formal_name", None)
    title = reference.title(list_name, value.id)
    short = _COUNTRY_BEHIND.sub("", value.title) if list_name == "operators" else None
    names = dict.fromkeys(filter(None, (formal, short, *countries, *words, *of_groups)))
    is_outdated = bool(getattr(value, "is_obsolete", None) or getattr(value, "is_discontinued", None))
    return Entry(value.id, title, value.title, tuple(names), is_outdated, places.get(iso or value.id, NOT_COMMON))


# Typed text

_NUMBER = re.compile("[0-9]{1,10}")
_SUGGESTED = re.compile(r"[^;\[\]]*\[([0-9]{1,10})\]")
"""As `_unknown_name` suggests an entry."""


def ids_from_text(typed: str, list_name: str, reference: ReferenceData) -> tuple[int, ...]:
    """Ids of what a user or a model typed: ids and names, between commas or semicolons; "" means none.

    Names may be titles, the service's own, which models use in all languages, or those of the user's language, formal
    names, codes ("DE, FR") and usual names ("ccs2"). One that several entries bear means all of them. What has commas
    is first looked up as one name. Raises SearchError for a name not in the list, which says what may have been meant.
    """
    parts = _between(";", typed)
    if not parts:
        return ()
    searched = ListSearch(entries_of(list_name, reference))
    found: dict[int, None] = {}
    for part in parts:
        names = [part] if _ids_called(part, searched) else _between(",", part)
        ids = [_ids_called(name, searched) for name in names]
        if not all(ids):
            unknown = part if not any(ids) else names[ids.index([])]
            raise _unknown_name(unknown, list_name, searched)
        found.update(dict.fromkeys(number for numbers in ids for number in numbers))
    return tuple(found)


def codes_from_text(typed: str, reference: ReferenceData) -> tuple[str, ...]:
    """ISO codes of what a user or a model typed: codes, also between spaces, or names of countries ("holland; uk").

    Two letters that no country of the lists is called by are kept: the lists may lack a country.
    """
    words = typed.replace(",", " ").replace(";", " ").split()
    if all(len(word) == 2 and word.isalpha() for word in words):
        searched = ListSearch(entries_of("countries", reference)) if words else ListSearch(())
        called = ((word, searched.called(word)) for word in words)
        codes = [reference.country_iso(found[0].id) if found else word.upper() for word, found in called]
    else:
        codes = [reference.country_iso(number) for number in ids_from_text(typed, "countries", reference)]
    return tuple(dict.fromkeys(code for code in codes if code))


def _between(separator: str, typed: str) -> list[str]:
    return [part.strip() for part in typed.split(separator) if part.strip()]


def _ids_called(name: str, searched: ListSearch) -> list[Any]:
    """The ids that a number, "CCS (Type 2) [33]" or a name stands for; [] for none."""
    suggested = _SUGGESTED.fullmatch(name)
    if suggested:
        return [int(suggested.group(1))]
    return [int(name)] if _NUMBER.fullmatch(name) else [entry.id for entry in searched.called(name)]


def _unknown_name(name: str, list_name: str, searched: ListSearch) -> SearchError:
    near = [tr("{title} [{number}]", title=entry.title, number=str(entry.id)) for entry in searched.near(name)]
    hint = tr("Did you mean {titles}?", titles=either(near)) if near else ""
    return SearchError(list_name, f"{not_found(list_name, name)} {hint}".rstrip())

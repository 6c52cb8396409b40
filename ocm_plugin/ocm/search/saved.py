"""Searches that are kept under a name: those of the user, those shipped, and files of them that users exchange.

    saved = SavedSearch("Fast in Austin", search)
    text = to_file([saved])
    found = from_file(text)      # found.searches == (saved,), found.set_aside == ()

A file holds no key and no place of the user's machine: names and searches are all that is in it. An entry that cannot
be read, or was made by a newer version, does not take the others with it: it is set aside, by its name and with a
sentence that says why.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple

from ..errors import SearchError, StoredValueError
from ..stored import DAMAGES, shortened, stored_flag, stored_list, stored_object, stored_text
from ..translation import marked, tr
from .search import Search, from_json, to_json

LONGEST_NAME = 200
"""Characters."""
MOST = 1_000
"""Searches of one file."""

_KIND = "Open Charge Map searches"
_VERSION = 1
_LONGEST_FILE = 50_000_000
"""Characters."""

_DAMAGED = marked("This is no file of saved searches, or it is damaged.")
_NEWER = marked("These searches were saved by a newer version of this plugin: please update the plugin.")


class SavedSearch(NamedTuple):
    """A search and what the user calls it."""

    name: str
    search: Search
    has_place: bool = True
    """False: only the filters count, and are applied wherever the user is."""


class SetAside(NamedTuple):
    """An entry that cannot be read."""

    name: str
    why: str
    """A sentence for the user."""


class Found(NamedTuple):
    """What a file of searches, or a list of them, holds."""

    searches: tuple[SavedSearch, ...]
    set_aside: tuple[SetAside, ...] = ()


_SHIPPED = (
    (marked("CCS, 50 kW and more"), Search(connection_type_ids=(32, 33), min_power_kw=50)),
    (marked("Ultra-fast, 150 kW and more"), Search(min_power_kw=150)),
    (marked("Type 2, public"), Search(connection_type_ids=(25, 1036), usage_type_ids=(1, 4, 5, 7))),
    (marked("Open data only"), Search(open_data=True)),
)


def shipped() -> tuple[SavedSearch, ...]:
    """The searches that come with the plugin, with names in the user's language. They hold for any place."""
    return tuple(SavedSearch(tr(name), search, has_place=False) for name, search in _SHIPPED)


def checked_name(name: str) -> str:
    """A name for a search. Raises SearchError for an empty one or one too long."""
    plain = " ".join(name.split())
    if not plain:
        raise SearchError("name", tr("Please give the search a name."))
    if len(plain) > LONGEST_NAME:
        raise SearchError(
            "name", tr("The name of the search is too long: at most {most} characters are kept.", most=LONGEST_NAME)
        )
    return plain


def free_name(name: str, taken: Iterable[str]) -> str:
    """The name, with a number behind it if it is taken: "Fast (2)". Names differ by more than capitals."""
    used = {each.casefold() for each in taken}
    if name.casefold() not in used:
        return name
    number = next(number for number in range(2, len(used) + 3) if f"{name} ({number})".casefold() not in used)
    return f"{name} ({number})"


def named(name: str, searches: Sequence[SavedSearch]) -> SavedSearch:
    """The search of this name, whatever its capitals. Raises SearchError, with the nearest name, if there is none."""
    wanted = " ".join(name.split()).casefold()
    names = {each.name.casefold(): each for each in searches}
    if wanted in names:
        return names[wanted]
    near = [names[each].name for each in get_close_matches(wanted, names, n=1)]
    if near:
        raise SearchError(
            "search", tr("No search is saved as “{name}”. Did you mean “{near}”?", name=name, near=near[0])
        )
    raise SearchError("search", tr("No search is saved as “{name}”.", name=name))


def to_file(searches: Iterable[SavedSearch]) -> str:
    """Searches as the text of a file that `from_file` reads, also on another machine."""
    entries = [
        {"name": each.name, "has_place": each.has_place, "search": json.loads(to_json(each.search))}
        for each in searches
    ]
    return json.dumps({"kind": _KIND, "version": _VERSION, "searches": entries}, ensure_ascii=False, indent=2) + "\n"


def from_file(text: str) -> Found:
    """The searches of a file made by `to_file`. Raises StoredValueError when it is none, or a newer one."""
    try:
        members = stored_object(text, _LONGEST_FILE)
        if members["kind"] != _KIND:
            raise ValueError("another kind of file")
        if type(members["version"]) is not int:
            raise ValueError("no version")
        if members["version"] > _VERSION:
            raise StoredValueError(tr(_NEWER), f"version {members['version']}"[:100])
        entries = stored_list(members["searches"], MOST)
    except DAMAGES as error:
        raise StoredValueError(tr(_DAMAGED), shortened(repr(error))) from error
    return found_of(map(_entry, entries))


def read_text(path: Path) -> str:
    """The text of a file of searches. Raises SearchError when it cannot be read."""
    try:
        if path.stat().st_size > _LONGEST_FILE:
            raise SearchError("search", tr("{path} is too large for a file of searches.", path=path))
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SearchError("search", tr("{path} cannot be read: {why}", path=path, why=error)) from error


def read_file(path: Path) -> Found:
    """The searches of a file. Raises SearchError when it cannot be read, StoredValueError for another file."""
    return from_file(read_text(path))


def _entry(stored: Any) -> SavedSearch | SetAside:
    """One entry of a file."""
    name = _name_of(stored)
    try:
        return read(name, stored_flag(stored.get("has_place", True)), json.dumps(stored["search"]))
    except DAMAGES:
        return SetAside(name, tr("The stored search is damaged and cannot be read."))


def _name_of(stored: Any) -> str:
    try:
        return checked_name(stored_text(stored["name"], LONGEST_NAME))
    except (*DAMAGES, SearchError):
        return tr("Search without a name")


def read(name: str, has_place: bool, search: str) -> SavedSearch | SetAside:
    """An entry of these values; `search`: the text of `search.to_json`."""
    try:
        return SavedSearch(name, from_json(search), has_place)
    except StoredValueError as error:
        return SetAside(name, error.sentence)


def found_of(entries: Iterable[SavedSearch | SetAside]) -> Found:
    """Entries, apart."""
    listed = tuple(entries)
    return Found(
        tuple(each for each in listed if isinstance(each, SavedSearch)),
        tuple(each for each in listed if isinstance(each, SetAside)),
    )


def meant(text: str, saved: Sequence[SavedSearch]) -> SavedSearch:
    """The search that a text means: the name of a saved or shipped one, or the JSON of one.

    Shipped ones are known by their English names too: models and scripts go from one language to another.
    Raises SearchError or StoredValueError with a sentence.
    """
    if not text.lstrip().startswith("{"):
        in_english = [SavedSearch(name, search, has_place=False) for name, search in _SHIPPED]
        return named(text, [*in_english, *shipped(), *saved])
    return of_json(text)


def of_json(text: str) -> SavedSearch:
    """The search of a text of JSON: of `search.to_json`, or a file of a single one. Raises StoredValueError."""
    if f'"{_KIND}"' not in text[:200]:
        return SavedSearch("", from_json(text))
    found = from_file(text)
    if found.set_aside and not found.searches:
        raise StoredValueError(found.set_aside[0].why)
    if len(found.searches) != 1:
        held = len(found.searches)
        raise StoredValueError(
            tr("The file holds {n} search; it must hold one.", "The file holds {n} searches; it must hold one.", n=held)
        )
    return found.searches[0]

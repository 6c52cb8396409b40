"""What may be done with a provider's records: by the words of its licence, or by a table where none is stated.

The API's own flag is no proof: it calls a non-commercial licence open, and data passed on by agreement only. So the
flag stays beside the class in the layer and decides nothing.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ..translation import tr

if TYPE_CHECKING:
    from .reference import Provider, ReferenceData

OPEN = "open"
OPEN_SHAREALIKE = "open_sharealike"
NONCOMMERCIAL = "noncommercial"
BY_AGREEMENT = "by_agreement"
UNKNOWN = "unknown"
LICENSE_CLASSES = (OPEN, OPEN_SHAREALIKE, NONCOMMERCIAL, BY_AGREEMENT, UNKNOWN)

_NARROWEST_FIRST = (NONCOMMERCIAL, BY_AGREEMENT, UNKNOWN, OPEN_SHAREALIKE, OPEN)

FILE_NAME = "licences.json"
"""Of the table shipped beside this module, and of the user's own in the profile folder."""


class Licence(NamedTuple):
    """What is known of a provider's licence. `name` and `url` are None when they are not stated."""

    license_class: str
    name: str | None = None
    url: str | None = None


_UNKNOWN_LICENCE = Licence(UNKNOWN)

_BY_WORDS = (
    (NONCOMMERCIAL, r"non[- ]?commercial|\bby-nc\b|\bcc[ -]by[ -]nc\b"),
    (UNKNOWN, r"no[- ]?deriv|\bby(-sa)?-nd\b|\bcc[ -]by[ -]nd\b"),
    (BY_AGREEMENT, r"\bby agreement\b|\ball rights reserved\b|\b(with|by) permission\b"),
    (OPEN_SHAREALIKE, r"share[- ]?alike|\bby-sa\b|\bcc[ -]by[ -]sa\b|\bodbl\b|open database licen[cs]e"),
    (
        OPEN,
        r"\bcc[ -]?0\b|publicdomain/zero|public domain|\bcc[ -]by\b|creativecommons\.org/licenses/by/"
        r"|creative commons attribution|open government licen[cs]e|\bogl\b|licence[ _]ouverte|open licen[cs]e"
        r"|\betalab\b|\bodc[ -]by\b|\bdl-de/(by|zero)\b|datenlizenz deutschland|\bnlod\b|any purpose whatsoever",
    ),
)
"""The first that is found counts, so the narrower terms stand first: "CC BY-NC" holds "CC BY"."""

_ADDRESS = re.compile(r"https?://[^\s\"'<>]+[^\s\"'<>.,;:)]")


def license_class(provider: Provider | None, provider_id: int | None) -> str:
    """The class by the words of the licence or, where none is stated, by the shipped table."""
    return _licence(provider, provider_id, shipped_table()).license_class


def is_open(license_class: str) -> bool | None:
    """Whether anybody may use and pass on such records, with attribution; None when that is unknown."""
    return None if license_class == UNKNOWN else license_class in (OPEN, OPEN_SHAREALIKE)


class Licences:
    """The licences of all providers of some reference data, with the user's own table in force if there is one."""

    def __init__(self, reference: ReferenceData, user_folder: Path | None = None) -> None:
        self.problem: str | None = None
        """One sentence when the user's own table could not be used."""
        self._providers = reference.providers
        self._known: dict[int | None, Licence] = {None: _UNKNOWN_LICENCE}
        if user_folder is not None:
            for number, licence in self._own_table(user_folder / FILE_NAME).items():
                self._known[number] = licence

    def licence(self, provider_id: int | None) -> Licence:
        """What is known of the licence of a provider's records."""
        found = self._known.get(provider_id)
        if found is None:
            provider = None if provider_id is None else self._providers.get(provider_id)
            found = self._known[provider_id] = _licence(provider, provider_id, shipped_table())
        return found

    def license_class(self, provider_id: int | None) -> str:
        """One of LICENSE_CLASSES."""
        return self.licence(provider_id).license_class

    def class_of_record(self, provider_id: int | None, attributions: Iterable[str] = ()) -> str:
        """The class of one record, whose own texts may name a licence beside its provider's: the narrowest of them."""
        of_provider = self.licence(provider_id)
        own = {found for found in map(class_of_words, attributions) if found is not None}
        if not own:
            return of_provider.license_class
        if of_provider.license_class != UNKNOWN or of_provider.name is not None:
            own.add(of_provider.license_class)
        return min(own, key=_NARROWEST_FIRST.index)

    def is_open(self, provider_id: int | None, attributions: Iterable[str] = ()) -> bool | None:
        """Whether anybody may use and pass on a provider's record; None when that is unknown."""
        return is_open(self.class_of_record(provider_id, attributions))

    def is_surely_open(self, provider_id: int | None, attributions: Iterable[str] = ()) -> bool | None:
        """As `is_open`, but None also when the licence is open although Open Charge Map flags it as not open."""
        found = self.is_open(provider_id, attributions)
        return None if found and self.is_contradicted(provider_id) else found

    def is_contradicted(self, provider_id: int | None) -> bool:
        """Whether a licence that this plugin takes for open is flagged as not open by Open Charge Map."""
        provider = None if provider_id is None else self._providers.get(provider_id)
        return provider is not None and provider.is_open_data is False and self.is_open(provider_id) is True

    def title(self, provider_id: int | None) -> str:
        """The provider's name, as far as the reference data know it."""
        provider = None if provider_id is None else self._providers.get(provider_id)
        return tr("an unknown provider") if provider is None else provider.title

    def _own_table(self, path: Path) -> Mapping[int, Licence]:
        try:
            return _table(path.read_bytes())
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, RecursionError) as error:
            self.problem = tr(
                "Your own table of licences ({path}) cannot be used and was ignored: {why}", path=path, why=error
            )
            return {}


@functools.lru_cache(maxsize=1)
def shipped_table() -> Mapping[int, Licence]:
    """The licences that ship with the plugin, by provider id."""
    return _table(Path(__file__).with_name(FILE_NAME).read_bytes())


def _table(body: bytes) -> dict[int, Licence]:
    """The entries of a table; ValueError with a sentence when it is none."""
    stored = json.loads(body.decode("utf-8-sig"))
    providers = stored.get("providers") if isinstance(stored, dict) else None
    if not isinstance(providers, dict):
        raise ValueError(tr("it has no object “providers”."))
    return {_provider_id(number): _entry(number, entry) for number, entry in providers.items()}


def _provider_id(number: str) -> int:
    if not re.fullmatch("[0-9]{1,9}", number):
        raise ValueError(tr("“{number}” is not a provider's number.", number=number))
    return int(number)


def _entry(number: str, entry: Any) -> Licence:
    if not isinstance(entry, dict) or entry.get("class") not in LICENSE_CLASSES:
        known = ", ".join(LICENSE_CLASSES)
        raise ValueError(tr("the class of provider {number} must be one of {known}.", number=number, known=known))
    return Licence(entry["class"], str(entry.get("name") or "") or None, str(entry.get("url") or "") or None)


def _licence(provider: Provider | None, provider_id: int | None, table: Mapping[int, Licence]) -> Licence:
    """By the provider's own words where it states any: the table knows its terms of one day, the words those in force.

    The table names licences that are stated nowhere, and gives those it agrees with a short name.
    """
    entry = _UNKNOWN_LICENCE if provider_id is None else table.get(provider_id, _UNKNOWN_LICENCE)
    words = provider.license if provider is not None else None
    if words is None:
        return entry
    found = class_of_words(words) or UNKNOWN
    if entry.name is not None and entry.license_class == found:
        return entry
    address = _ADDRESS.search(words)
    return Licence(found, words, address.group() if address else None)


def class_of_words(words: str) -> str | None:
    """What a licence allows, by its words; None when they name no licence that is known here."""
    return next((name for name, pattern in _BY_WORDS if re.search(pattern, words, re.IGNORECASE)), None)

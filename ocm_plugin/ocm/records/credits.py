"""Whose data records are, and on which terms: what must be shown wherever they are shown.

A `Credit` names one data provider, an `Attribution` all of a layer or a share.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from ..stored import (
    COUNT,
    FLAG,
    ID,
    LONGEST_TEXT,
    Codec,
    Form,
    Member,
    one_of,
    or_none,
    several,
    stored_list,
    text_member,
)
from ..translation import marked, tr
from .built_in_reference import TITLED
from .licences import BY_AGREEMENT, LICENSE_CLASSES, NONCOMMERCIAL, UNKNOWN, Licence

INVENTED_PROVIDERS = range(9001, 10_000)
"""Numbers of the demo data's providers; Open Charge Map counts its own from 1, and has some forty."""

UNNAMED = marked("Unknown data provider")
LICENCE_NOT_STATED = marked("{provider}: licence not stated")
"""Columns hold it in English, and `tr` says it."""

_RESTRICTIONS = {
    NONCOMMERCIAL: marked("not for commercial use"),
    BY_AGREEMENT: marked("passed on by agreement"),
    UNKNOWN: marked("licence unknown"),
}
"""What the classes forbid. Layers and columns carry it in English, in which all can read it again; `tr` says it."""


class Credit(NamedTuple):
    """One data provider, as layers, tables and shares must name it, and how many of their stations it provided."""

    provider_id: int | None
    title: str | None
    """The provider's name; None when no list knows it."""
    url: str | None
    terms: str | None
    """The licence in a few words, such as "CC BY 4.0", or what it forbids."""
    license: str | None
    """The licence in the provider's own words, else its name."""
    license_url: str | None
    license_class: str
    """One of `licences.LICENSE_CLASSES`."""
    n_stations: int = 0
    is_open_data: bool | None = None
    """Open Charge Map's own flag."""
    n_providers: int = 1
    """More than one: the rest of those that a layer stores by name."""

    @property
    def name(self) -> str:
        """The provider's name for people."""
        if self.n_providers > 1:
            return _more(self.n_providers)
        return TITLED.said("providers", self.provider_id, self.title) or tr(UNNAMED)

    @property
    def terms_text(self) -> str | None:
        """The terms for people, in their language."""
        restriction = _RESTRICTIONS.get(self.license_class)
        return tr(restriction) if restriction is not None and self.terms == restriction else self.terms

    @property
    def text(self) -> str:
        """ "NOBIL (CC BY 4.0)"."""
        terms = self.terms_text
        return f"{self.name} ({terms})" if terms else self.name

    @property
    def attribution(self) -> str | None:
        """Who and on which terms: to be shown with a record; None when nobody is known."""
        if self.title is None:
            return None
        return f"{self.title}: {self.license}" if self.license else LICENCE_NOT_STATED.format(provider=self.title)


def _more(number: int) -> str:
    return tr("{n} more data provider", "{n} more data providers", n=number)


def terms_of(licence: Licence) -> str | None:
    """A licence in a few words: its name, or what it forbids."""
    return licence.name or _RESTRICTIONS.get(licence.license_class)


HOME_PAGE = "https://openchargemap.org"


class Attribution(NamedTuple):
    """The credit that a layer or a share must show."""

    providers: tuple[Credit, ...]
    is_invented: bool = False
    is_known: bool = True
    """False: whose data it is has been lost, and there may be providers that are not named here."""

    def text(self, limit: int | None = None) -> str:
        """One line: Open Charge Map, then the providers with their terms; at most `limit` of them, the rest counted."""
        shown, rest = (self.providers, ()) if limit is None else (self.providers[:limit], self.providers[limit:])
        parts = [self._origin(), *(credit.text for credit in shown)]
        if rest:
            parts.append(_more(sum(credit.n_providers for credit in rest)))
        return " · ".join(parts)

    def rights(self) -> list[str]:
        """One statement per rights holder, as layer metadata carries them."""
        return [self._origin(), *(credit.text for credit in self.providers)]

    def licences(self) -> list[str]:
        """The licences in full, each provider's in its own words."""
        texts = []
        for credit in self.providers:
            words = dict.fromkeys(part for part in (credit.terms_text, credit.license, credit.license_url) if part)
            texts.append(f"{credit.name}: {'; '.join(words)}")
        return texts

    def _origin(self) -> str:
        origin = tr("Open Charge Map") if self.is_known else tr("Open Charge Map and its data providers")
        return f"{tr('Invented demo data, no real places')} · {origin}" if self.is_invented else origin


PROVIDERS_STORED = 200
"""Open Charge Map has some forty. The rest of more than these is stored as one."""
LONGEST_TITLE = 300
"""Characters of a provider's name, and of its terms: they are drawn on the map, at each of its moves."""


def _address(url: str | None) -> str | None:
    """The address as it is stored: a part of a long one would lead nowhere."""
    return url if url and len(url) <= LONGEST_TEXT else None


def _or_none(text: Member) -> Member:
    """A text; None in the place of an empty one."""
    member = or_none(text)
    return Member(lambda value: member.read(value) or None, lambda value: member.write(value or None))


_TITLE = text_member(LONGEST_TITLE)
_WORDS = _or_none(text_member())
_ADDRESS = Member(_WORDS.read, _address)

CREDIT_FORM = Form(
    Credit,
    {
        "provider_id": or_none(ID),
        "title": _or_none(_TITLE),
        "url": _ADDRESS,
        "terms": _or_none(_TITLE),
        "license": _WORDS,
        "license_url": _ADDRESS,
        "license_class": one_of(LICENSE_CLASSES),
        "n_stations": COUNT,
        "is_open_data": or_none(FLAG),
        "n_providers": COUNT,
    },
)


def _write_credits(credits: tuple[Credit, ...]) -> list[dict[str, Any]]:
    rest = credits[PROVIDERS_STORED:]
    if rest:
        n_stations = sum(credit.n_stations for credit in rest)
        n_providers = sum(credit.n_providers for credit in rest)
        last = Credit(None, None, None, None, None, None, UNKNOWN, n_stations, n_providers=n_providers)
        credits = (*credits[:PROVIDERS_STORED], last)
    return list(map(CREDIT_FORM.write, credits))


ATTRIBUTION_FORM = Form(
    Attribution,
    {
        "providers": Member(several(CREDIT_FORM.as_member, PROVIDERS_STORED + 1).read, _write_credits),
        "is_invented": FLAG,
        "is_known": FLAG,
    },
)

_POSITIONS = (
    "provider_id", "title", "url", "terms", "license", "license_url", "license_class", "n_stations",
)  # fmt: skip
"""Where texts without version have the members of a credit."""


def _without_version(members: dict[str, Any]) -> dict[str, Any]:
    """The members of an attribution that was stored before there were versions: credits were lists."""
    credits = stored_list(members["providers"], PROVIDERS_STORED + 1)
    if any(len(stored_list(values, len(_POSITIONS))) < len(_POSITIONS) for values in credits):
        raise ValueError("a credit lacks members")
    return {
        "providers": [dict(zip(_POSITIONS, values)) for values in credits],
        "is_invented": members["is_invented"],
    }


ATTRIBUTION_CODEC = Codec(
    ATTRIBUTION_FORM,
    version=1,
    longest=2_000_000,
    damaged=marked("The layer's stored list of data providers is damaged and cannot be read."),
    newer=marked("The layer's data providers were stored by a newer version of this plugin: please update the plugin."),
    upgrades={0: _without_version},
)


def attribution_of_credits(credits: Iterable[Credit]) -> Attribution:
    """The credit of rows, given that of each provider; the provider of most stations first."""
    ordered = sorted(credits, key=lambda credit: (-credit.n_stations, credit.name))
    return Attribution(tuple(ordered), any(credit.provider_id in INVENTED_PROVIDERS for credit in ordered))


def merged(attributions: Iterable[Attribution]) -> Attribution:
    """One credit for several layers; the provider of most stations first."""
    credits: dict[tuple, Credit] = {}
    is_invented, is_known = False, True
    for attribution in attributions:
        is_invented = is_invented or attribution.is_invented
        is_known = is_known and attribution.is_known
        for credit in attribution.providers:
            known = credits.get((credit.provider_id, credit.name))
            n_stations = credit.n_stations + (known.n_stations if known else 0)
            credits[credit.provider_id, credit.name] = credit._replace(n_stations=n_stations)
    providers = tuple(sorted(credits.values(), key=lambda credit: (-credit.n_stations, credit.name)))
    return Attribution(providers, is_invented, is_known)

"""Whose data a record is, and on which terms: what must be shown wherever it is shown."""

from __future__ import annotations

from typing import NamedTuple

from .licences import BY_AGREEMENT, NONCOMMERCIAL, UNKNOWN, Licence

INVENTED_PROVIDERS = range(9001, 10_000)
"""Numbers of the demo data's providers; Open Charge Map counts its own from 1, and has some forty."""

UNNAMED = "Unknown data provider"

_RESTRICTIONS = {
    NONCOMMERCIAL: "not for commercial use",
    BY_AGREEMENT: "passed on by agreement",
    UNKNOWN: "licence unknown",
}


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

    @property
    def name(self) -> str:
        """The provider's name for people."""
        return self.title or UNNAMED

    @property
    def text(self) -> str:
        """ "NOBIL (CC BY 4.0)"."""
        return f"{self.name} ({self.terms})" if self.terms else self.name

    @property
    def attribution(self) -> str | None:
        """Who and on which terms: to be shown with a record; None when nobody is known."""
        return None if self.title is None else f"{self.title}: {self.license or 'licence not stated'}"


def terms_of(licence: Licence) -> str | None:
    """A licence in a few words: its name, or what it forbids."""
    return licence.name or _RESTRICTIONS.get(licence.license_class)

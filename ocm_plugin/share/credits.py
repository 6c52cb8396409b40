"""Whom a share must name: the data providers of the stations that are really in it, not of the whole layer."""

from __future__ import annotations

from typing import Any

from ..layers.attribution import UNNAMED, Attribution, Credit
from ..ocm.licences import UNKNOWN


class Credits:
    """Counts the data providers while stations go by."""

    def __init__(self, of_layer: Attribution) -> None:
        self._is_invented = of_layer.is_invented
        self._of_layer = {credit.provider_id: credit for credit in of_layer.providers}
        self._counted: dict[Any, int] = {}
        self._credits: dict[Any, Credit] = {}

    def add(self, values: dict[str, Any]) -> None:
        """Count one station."""
        provider = values.get("provider_id")
        if provider not in self._counted:
            self._counted[provider] = 0
            self._credits[provider] = self._of_layer.get(provider) or _credit(values)
        self._counted[provider] += 1

    def attribution(self) -> Attribution:
        """The credit of the stations counted, the provider of most of them first."""
        credits = [credit._replace(stations_n=self._counted[key]) for key, credit in self._credits.items()]
        credits.sort(key=lambda credit: (-credit.stations_n, credit.title))
        return Attribution(tuple(credits), self._is_invented)


def _credit(values: dict[str, Any]) -> Credit:
    """A provider as a station itself tells it, for a layer whose metadata were lost."""
    return Credit(
        values.get("provider_id"),
        values.get("provider") or UNNAMED,
        values.get("provider_url"),
        None,
        values.get("provider_license"),
        None,
        values.get("license_class") or UNKNOWN,
        0,
    )

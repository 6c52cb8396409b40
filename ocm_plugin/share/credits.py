"""Whom a share must name: the data providers of the stations that are really in it, not of the whole layer."""

from __future__ import annotations

from typing import Any

from ..layers.attribution import credit_of_row, provider_key
from ..ocm.records.credits import Attribution, Credit, attribution_of_credits


class Credits:
    """Counts the data providers while stations go by."""

    def __init__(self, of_layer: Attribution) -> None:
        self._whole_layer = of_layer
        self._of_layer = {credit.provider_id: credit for credit in of_layer.providers}
        self._counted: dict[Any, int] = {}
        self._credits: dict[Any, Credit] = {}

    def add(self, values: dict[str, Any]) -> None:
        """Count one station."""
        key = provider_key(values)
        if key not in self._counted:
            self._counted[key] = 0
            self._credits[key] = self._credit(key[0], values)
        self._counted[key] += 1

    def _credit(self, number: int | None, values: dict[str, Any]) -> Credit:
        """As the layer knows the provider, else as the station itself says."""
        of_layer = self._of_layer.get(number)
        return credit_of_row(values) if of_layer is None or number is None else of_layer

    def attribution(self) -> Attribution:
        """The credit of the stations counted, the provider of most of them first."""
        found = attribution_of_credits(
            credit._replace(n_stations=self._counted[key]) for key, credit in self._credits.items()
        )
        layer = self._whole_layer
        return found._replace(is_invented=layer.is_invented or (found.is_invented and not layer.is_known))

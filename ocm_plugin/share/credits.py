"""Whom a share must name: the data providers of the stations that are really in it, not of the whole layer."""

from __future__ import annotations

from typing import Any

from ..layers.attribution import Attribution, LedgerEntry


class Credits:
    """Counts the data providers while stations go by."""

    def __init__(self, of_layer: Attribution) -> None:
        self._is_invented = of_layer.is_invented
        self._of_layer = {entry.provider_id: entry for entry in of_layer.providers}
        self._counted: dict[int | None, LedgerEntry] = {}

    def add(self, values: dict[str, Any]) -> None:
        """Count one station."""
        provider_id = values.get("provider_id")
        entry = self._counted.get(provider_id)
        if entry is None:
            entry = (self._of_layer.get(provider_id) or _entry(values))._replace(stations_n=0)
        self._counted[provider_id] = entry._replace(stations_n=entry.stations_n + 1)

    def attribution(self) -> Attribution:
        """The credit of the stations counted, the provider of most of them first."""
        entries = sorted(self._counted.values(), key=lambda entry: (-entry.stations_n, entry.title))
        return Attribution(tuple(entries), self._is_invented)


def _entry(values: dict[str, Any]) -> LedgerEntry:
    """A provider as a station itself tells it, for a layer whose metadata were lost."""
    return LedgerEntry(
        values.get("provider_id"),
        values.get("provider"),
        values.get("provider_license"),
        values.get("provider_url"),
        values.get("is_open_data"),
        values.get("license_class") or "unknown",
        0,
    )

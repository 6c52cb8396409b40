"""Which ids of stations no look-up list names: said once for a whole result, as each is shown by its number."""

from __future__ import annotations

from .records.built_in_reference import PROVIDERS
from .records.reference import ReferenceData
from .records.station import Station
from .translation import tr

NAMED_AT_MOST = 5
"""Numbers listed of each kind."""

_MEMBERS = {
    "operators": "operator_id",
    "providers": "provider_id",
    "usage_types": "usage_id",
    "status_types": "status_id",
    "countries": "country_id",
}
"""Where a station has the ids of a list."""


class Unnamed:
    """Collects the ids of a result's stations."""

    def __init__(self) -> None:
        self._ids: dict[str, set[int | None]] = {name: set() for name in _MEMBERS}
        self._types: set[int | None] = set()

    def add(self, station: Station) -> None:
        """Take note of a station's ids."""
        for name, ids in self._ids.items():
            ids.add(getattr(station, _MEMBERS[name]))
        for connection in station.connections:
            self._types.add(connection.type_id)

    def sentence(self, reference: ReferenceData) -> str | None:
        """What could not be named; None when everything was."""
        parts = []
        for name, ids in {**self._ids, "connection_types": self._types}.items():
            named = getattr(reference, name).keys() | getattr(PROVIDERS, name).keys()
            unnamed = sorted(number for number in ids if number is not None and number not in named)
            if unnamed:
                numbers = ", ".join(map(str, unnamed[:NAMED_AT_MOST])) + ("…" if len(unnamed) > NAMED_AT_MOST else "")
                parts.append(_counted(name, len(unnamed), numbers))
        return tr("Not in the look-up lists, so shown by number: {list}.", list=", ".join(parts)) if parts else None


def _counted(name: str, number: int, numbers: str) -> str:
    """How many entries of a list have no name, and which."""
    if name == "operators":
        return tr("{n} operator ({numbers})", "{n} operators ({numbers})", n=number, numbers=numbers)
    if name == "providers":
        return tr("{n} data provider ({numbers})", "{n} data providers ({numbers})", n=number, numbers=numbers)
    if name == "usage_types":
        return tr("{n} usage type ({numbers})", "{n} usage types ({numbers})", n=number, numbers=numbers)
    if name == "status_types":
        return tr("{n} status type ({numbers})", "{n} status types ({numbers})", n=number, numbers=numbers)
    if name == "countries":
        return tr("{n} country ({numbers})", "{n} countries ({numbers})", n=number, numbers=numbers)
    return tr("{n} connection type ({numbers})", "{n} connection types ({numbers})", n=number, numbers=numbers)

"""Which ids of stations no look-up list names: said once for a whole result, as each is shown by its number."""

from __future__ import annotations

from .phrases import count_text
from .records.built_in_reference import PROVIDERS
from .records.reference import ReferenceData
from .records.station import Station

NAMED_AT_MOST = 5
"""Numbers listed of each kind."""

_KINDS = (
    ("operators", "operator", "operator_id"),
    ("providers", "data provider", "provider_id"),
    ("usage_types", "usage type", "usage_id"),
    ("status_types", "status type", "status_id"),
    ("countries", "country", "country_id"),
)
_PLURALS = {"country": "countries"}


class Unnamed:
    """Collects the ids of a result's stations."""

    def __init__(self) -> None:
        self._ids: dict[str, set[int | None]] = {member: set() for _, _, member in _KINDS}
        self._types: set[int | None] = set()

    def add(self, station: Station) -> None:
        """Take note of a station's ids."""
        for member, ids in self._ids.items():
            ids.add(getattr(station, member))
        for connection in station.connections:
            self._types.add(connection.type_id)

    def sentence(self, reference: ReferenceData) -> str | None:
        """What could not be named; None when everything was."""
        kinds = [(getattr(reference, name), noun, self._ids[member]) for name, noun, member in _KINDS]
        kinds.append((reference.connection_types, "connection type", self._types))
        told = []
        for known, noun, ids in kinds:
            named = known.keys() | PROVIDERS.providers.keys() if noun == "data provider" else known.keys()
            unnamed = sorted(number for number in ids if number is not None and number not in named)
            if unnamed:
                numbers = ", ".join(map(str, unnamed[:NAMED_AT_MOST])) + ("…" if len(unnamed) > NAMED_AT_MOST else "")
                told.append(f"{count_text(len(unnamed), noun, _PLURALS.get(noun))} ({numbers})")
        return f"Not in the look-up lists, so shown by number: {', '.join(told)}." if told else None

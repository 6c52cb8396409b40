"""What an update of a mirror changes, station by station and value by value, as reloads list what they change.

A mirror keeps stations as they came; what is listed are the values of the rows that are made of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from ..records.decoding import decode_pois
from ..records.licences import Licences
from ..records.raw import unpack
from ..records.reference import ReferenceData
from ..tables.derive.context import Context
from ..tables.derive.station_rows import station_row
from .comparing import NEVER_COMPARED
from .coverage import Entry
from .merge_values import ADDED, CHANGED, GONE, Change
from .packed import STATIONS, shape_of

TABLE = "gpkg_ocm_pois"
"""The name under which entries of mirrors stand in the list."""


class UpdateChanges:
    """Collects what an update changes."""

    def __init__(self, reference: ReferenceData, entry: Entry) -> None:
        self._context = Context(reference, Licences(reference), entry.as_of, entry.query_id)
        self.changes: list[Change] = []

    def add(self, number: int) -> None:
        """A station is new."""
        self.changes.append(Change(number, ADDED))

    def change(self, number: int, before: bytes, now: bytes) -> None:
        """A station, packed, is another one than before. What cannot be unpacked was damaged, and is no news."""
        old, new = self._values(before), self._values(now)
        for name, value in old.items():
            if value != new.get(name) and name in new and name not in NEVER_COMPARED:
                self.changes.append(Change(number, CHANGED, name, value, new[name]))

    def remove(self, stations: Iterable[tuple[int, bytes]]) -> None:
        """Stations, packed, are gone."""
        for number, poi in stations:
            self.changes.append(Change(number, GONE, old=json.dumps(self._values(poi), ensure_ascii=False)))

    def _values(self, poi: bytes) -> dict[str, Any]:
        try:
            (station,) = decode_pois([unpack(poi)], with_comments=False).stations
        except ValueError:
            return {}
        shape = shape_of(STATIONS)
        return dict(zip(shape.compared, shape.fresh(station_row(station, self._context, "yes"))))

"""The connections of the stations of a share, asked for by station."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any, NamedTuple

COLUMNS = (
    "type",
    "kw_used",
    "kw_lo",
    "kw_hi",
    "kw_basis",
    "quantity_used",
    "quantity_raw",
    "status_class",
    "status_inherited",
    "type_id",
)
"""Fields of the layer of connections that a share shows."""


class SharedConnection(NamedTuple):
    """One line of a station's table of connectors, with the values of COLUMNS. Power in kW."""

    type: str | None
    kw_used: float | None
    kw_lo: float | None
    kw_hi: float | None
    kw_basis: str | None
    quantity_used: int | None
    quantity_raw: int | None
    status_class: str | None = None
    status_inherited: bool | None = None
    """Whether the status is merely that of the station."""
    type_id: int | None = None
    """The number of the connector type, by which languages know it."""

    @property
    def quantity(self) -> int | None:
        """How many there are; None when it is not stated."""
        return self.quantity_used if self.quantity_raw else None


class ConnectionTable:
    """Connections in a temporary database, so that memory does not grow with the layer. For one thread."""

    def __init__(self) -> None:
        self._database = sqlite3.connect("")
        self._database.execute(
            "CREATE TABLE connection (ocm_id, type, kw, kw_lo, kw_hi, basis, quantity, raw, status, inherited, type_id)"
        )
        self._cursor = self._database.cursor()

    def fill(self, rows: Iterator[tuple[Any, ...]]) -> None:
        """Take in rows of ocm_id followed by the members of a SharedConnection."""
        self._database.executemany("INSERT INTO connection VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
        self._database.execute("CREATE INDEX by_station ON connection (ocm_id)")

    def of_station(self, ocm_id: int | None) -> list[SharedConnection]:
        """The connections of a station, in the order of the layer."""
        found = self._cursor.execute(
            "SELECT type, kw, kw_lo, kw_hi, basis, quantity, raw, status, inherited, type_id FROM connection "
            "WHERE ocm_id = ? ORDER BY rowid",
            (ocm_id,),
        )
        return list(map(SharedConnection._make, found))

    def close(self) -> None:
        """Free the disk."""
        self._database.close()

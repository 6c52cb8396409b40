"""Rows held in dictionaries, merged as layers and files are: a store that tests can look into."""

from __future__ import annotations

from typing import Any

from ocm_plugin.ocm.store.merge_values import Held, Insert, Terms, Update
from ocm_plugin.ocm.store.merging import Baseline, Merging
from ocm_plugin.ocm.store.packed import MISSING, STATIONS, PackedRows, shape_of
from tests.support.gpkg_files import schema_row

CONNECTIONS = "ocm_connections"
COMMENTS = "ocm_comments"


def said(
    query_id: str, stations: dict[int, dict], connections: dict[tuple[int, int], dict] | None = None
) -> PackedRows:
    """What the service says."""
    rows = PackedRows([STATIONS, CONNECTIONS])
    for ocm_id, values in stations.items():
        rows.add(STATIONS, [schema_row(STATIONS, ocm_id=ocm_id, query_id=query_id, **values)])
    for (ocm_id, conn_id), values in (connections or {}).items():
        rows.add(CONNECTIONS, [schema_row(CONNECTIONS, ocm_id=ocm_id, conn_id=conn_id, **values)])
    return rows


def _plain(table: str, compared: list[Any]) -> list[Any]:
    columns = len(shape_of(table).columns)
    return [*shape_of(table).plain(compared[:columns]), *compared[columns:]]


class Store:
    """Rows by number, as a layer or file holds them; columns of the user's own are beside."""

    def __init__(self) -> None:
        self.rows: dict[str, dict[int, dict[str, Any]]] = {STATIONS: {}, CONNECTIONS: {}, COMMENTS: {}}
        self.own: dict[str, set[int]] = {STATIONS: set(), CONNECTIONS: set(), COMMENTS: set()}
        self.written: list[int] = []
        self._next = 1

    def held(self, table: str) -> list[Held]:
        names, own = shape_of(table).compared, self.own[table]
        return [
            Held(number, _plain(table, [row.get(name, MISSING) for name in names]), row.get("query_id"), number in own)
            for number, row in self.rows[table].items()
        ]

    def merge(
        self,
        fresh: PackedRows,
        baseline: dict[str, PackedRows],
        is_complete: bool = True,
        **terms,
    ):
        merging = Merging(fresh, Baseline(baseline), Terms(is_complete, **terms))
        self._write(STATIONS, merging.stations(self.held(STATIONS)))
        for table in (CONNECTIONS, COMMENTS):
            self._write(table, merging.children(table, self.held(table)))
        for table in self.rows:
            for number in merging.removals(table):
                del self.rows[table][number]
        self.baseline = merging.next_baseline()
        return merging.finish()

    def _write(self, table: str, writes) -> None:
        for write in list(writes):
            if isinstance(write, Insert):
                self.rows[table][self._next] = dict(write.values)
                self._next += 1
            else:
                assert isinstance(write, Update)
                self.rows[table][write.row_id].update(write.values)

    def station(self, ocm_id: int) -> dict[str, Any]:
        (row,) = [row for row in self.rows[STATIONS].values() if row["ocm_id"] == ocm_id]
        return row

    def delete(self, ocm_id: int) -> None:
        """As a user does: the station's row, and nothing else."""
        del self.rows[STATIONS][self.number(ocm_id)]

    def number(self, ocm_id: int) -> int:
        (number,) = [number for number, row in self.rows[STATIONS].items() if row["ocm_id"] == ocm_id]
        return number


def loaded(stations: dict[int, dict], connections: dict[tuple[int, int], dict] | None = None):
    """A store with a result in it, and what the service said."""
    store, first = Store(), said("q1", stations, connections)
    store.merge(first, {})
    return store, {"q1": first}

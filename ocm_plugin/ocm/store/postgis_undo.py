"""A reload of a PostGIS schema taken back in one transaction: all in it is as it was, or as it was before the reload.

What anybody has edited since stays.
"""

from __future__ import annotations

from typing import Any

from ..errors import DatabaseWriteError
from ..feedback import Feedback, Progress
from ..tables.schema import PROVIDERS
from ..translation import tr
from .baselines import still_needed
from .packed import STATIONS
from .postgis import PostgisServer, column, execute, has_table, named, schema_text, transaction
from .postgis_baseline import baseline_state, read_baseline, restore_baseline
from .postgis_history import CHANGES
from .postgis_looks import write_metadata
from .postgis_rows import PostgisRows
from .postgis_table import station_keys
from .sql import sql
from .taking_back import TableUndo, no_table_to_undo, take_ledgers_back, take_tables_back
from .undoing import ReloadRecord, TableRecord, TakenBack


def take_back_in_schema(server: PostgisServer, schema: str, record: ReloadRecord, feedback: Feedback) -> TakenBack:
    """Let the tables of a schema be as they were before a reload, but for what was edited since.

    Raises DatabaseWriteError with a sentence for the user, and Cancelled; nothing is changed then.
    """
    with transaction(server, feedback) as cursor:
        return _TakingBack(cursor, server.name, schema, record, feedback).run()


class _TakingBack:
    """One undo, inside a transaction."""

    def __init__(self, cursor: Any, name: str, schema: str, record: ReloadRecord, feedback: Feedback) -> None:
        self._cursor = cursor
        self._name = name
        self._schema = schema
        self._record = record
        self._feedback = feedback

    def _undo(self, record: TableRecord) -> TableUndo:
        return TableUndo(PostgisRows(self._cursor, self._schema, record.name), record, self._feedback)

    def run(self) -> TakenBack:
        """Do it all."""
        self._feedback.report(Progress(tr("Undoing the reload.")))
        record = self._record
        for written in record.tables.values():
            self._lock(written.name)
        if baseline_state(self._cursor, self._schema) != record.state:
            sentence = tr("“{place}” was reloaded or replaced since. Nothing was undone.", place=self._place)
            raise DatabaseWriteError(sentence)
        tables = {table: self._undo(each) for table, each in record.tables.items()}
        for each in tables.values():
            if not each.is_there():
                raise self._no_table(each.name)
        edited, has_added = take_tables_back(tables)
        self._feedback.check()
        self._restore_provenance(tables[STATIONS])
        write_metadata(self._cursor, self._schema, record.metadata)
        return TakenBack(edited, has_added)

    @property
    def _place(self) -> str:
        return schema_text(self._name, self._schema)

    def _no_table(self, name: str) -> DatabaseWriteError:
        return DatabaseWriteError(no_table_to_undo(self._place, name))

    def _lock(self, name: str) -> None:
        if not has_table(self._cursor, self._schema, name):
            raise self._no_table(name)
        execute(self._cursor, "LOCK TABLE", named(self._schema, name), "IN SHARE ROW EXCLUSIVE MODE")

    def _restore_provenance(self, stations: TableUndo) -> None:
        record = self._record
        keys = [key for each in station_keys(self._cursor, self._schema).values() for key in each]
        needed = still_needed(read_baseline(self._cursor, self._schema), keys)
        newer = {query_id: rows for query_id, rows in needed.items() if query_id == record.query_id}
        restore_baseline(self._cursor, self._schema, record.baseline, newer)
        if has_table(self._cursor, self._schema, CHANGES):
            where = "WHERE fid > %s AND query_id = %s"
            values = (record.last_change, record.query_id)
            execute(self._cursor, "DELETE", "FROM", named(self._schema, CHANGES), where, values=values)
        take_ledgers_back(map(self._undo, record.ledgers), bool(newer), lambda: self._count_again(stations))

    def _count_again(self, stations: TableUndo) -> None:
        """Rows of the reload stay, and so do their providers."""
        if stations.has("provider_id"):
            name, providers = named(self._schema, stations.name), named(self._schema, PROVIDERS)
            same = sql("WHERE", f"{name}.{column('provider_id')} IS NOT DISTINCT FROM {providers}.provider_id")
            counted = sql("(SELECT count(*) FROM", name, same, ")")
            execute(self._cursor, "UPDATE", providers, "SET n_stations =", counted)

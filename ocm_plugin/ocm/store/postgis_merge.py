"""A fresh result merged into a PostGIS schema: one transaction, so that it is as it was, or holds all of it.

For a worker thread; what QGIS has open of the tables must be read again. Others go on reading what was there before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from ..errors import DatabaseWriteError
from ..feedback import Feedback, Progress
from ..tables.derive.row_types import ProviderRow
from ..tables.schema import PROVIDERS, QUERIES
from ..translation import tr
from .baselines import still_needed
from .file_merge import FileResult
from .history import as_stored
from .merge_values import Outcome
from .merging import Baseline, Merging
from .packed import KEYS, STATIONS, PackedRows
from .postgis import PostgisServer, execute, has_table, named, transaction
from .postgis_baseline import read_baseline, write_baseline
from .postgis_table import PostgisTable
from .postgis_tables import copy_rows

CHANGES = "ocm_changes"
_CHANGE_COLUMNS = ("ocm_id", "kind", "field", "old", "new", "query_id", "seen_at")

_WITH_STATIONS = (
    "SELECT table_name FROM information_schema.columns "
    "WHERE table_schema = %s AND column_name IN ('query_id', 'ocm_id') "
    "AND table_name NOT LIKE 'ocm@_%%' ESCAPE '@' GROUP BY table_name HAVING count(*) = 2"
)


def merge_into_schema(
    server: PostgisServer, schema: str, tables: Mapping[str, str], result: FileResult, feedback: Feedback
) -> Outcome:
    """Merge a result into tables of a schema, given by what they are in our schema and their names there.

    Returns what it has done. Raises DatabaseWriteError and Cancelled; all is then as it was.
    """
    with transaction(server, feedback) as cursor:
        return _SchemaMerge(cursor, server.name, schema, tables, result, feedback).run()


class _SchemaMerge:
    """One merge, inside a transaction."""

    def __init__(
        self,
        cursor: Any,
        name: str,
        schema: str,
        tables: Mapping[str, str],
        result: FileResult,
        feedback: Feedback,
    ) -> None:
        self._cursor = cursor
        self._schema = schema
        self._result = result
        self._feedback = feedback
        for each in tables.values():
            if not has_table(cursor, schema, each):
                text = tr(
                    "The database “{name}” has no table “{table}” any more. Nothing was changed.", name=name, table=each
                )
                raise DatabaseWriteError(text)
        opened = {table: PostgisTable(cursor, schema, table, each) for table, each in tables.items()}
        self._tables = {table: each for table, each in opened.items() if each.has(*KEYS[table])}

    def run(self) -> Outcome:
        """Do it all."""
        result, stations = self._result, self._tables[STATIONS]
        for each in self._tables.values():
            each.lock()
        if stations.geometry is None:
            raise DatabaseWriteError(
                tr("The table “{table}” has no points. It was left as it was.", table=stations.name)
            )
        known = {**result.said, **read_baseline(self._cursor, self._schema)}
        merging = Merging(
            result.rows,
            Baseline(known, stations.has("query_id")),
            result.is_complete,
            result.theirs,
            result.search,
            result.mine,
            result.was_asked,
            result.with_deleted,
        )
        self._feedback.check()
        self._feedback.report(Progress(tr("Comparing the stations.")))
        stations.write(merging.stations(stations.held(self._feedback)), self._feedback)
        for table, each in self._tables.items():
            if table != STATIONS:
                each.write(merging.children(table, each.held(self._feedback)), self._feedback)
        for table, each in self._tables.items():
            each.remove(merging.removals(table))
        outcome = merging.finish()
        self._feedback.check()
        self._feedback.report(Progress(tr("Writing where the stations come from.")))
        self._write_provenance(stations, known, merging)
        self._write_changes(outcome)
        return outcome

    def _write_provenance(self, stations: PostgisTable, known: Mapping[str, PackedRows], merging: Merging) -> None:
        query_id = self._result.query.query_id
        older = [each for each in self._station_keys(stations) if each[0] != query_id]
        needed = still_needed(known, [*older, *merging.deleted()])
        write_baseline(self._cursor, self._schema, {**needed, query_id: merging.said()})
        if has_table(self._cursor, self._schema, QUERIES):
            queries = PostgisTable(self._cursor, self._schema, QUERIES, QUERIES)
            still_used = sorted({str(result_id) for result_id, _ in older})
            queries.renew("query_id", [self._result.query._asdict()], still_used)
        if has_table(self._cursor, self._schema, PROVIDERS):
            self._write_providers(stations)

    def _station_keys(self, stations: PostgisTable) -> list[tuple[str | None, int]]:
        """The result and the number of each station in the schema, its copies too."""
        execute(self._cursor, _WITH_STATIONS, values=(self._schema,))
        names = {stations.name, *(name for (name,) in self._cursor.fetchall())}
        found: list[tuple[str | None, int]] = []
        for name in sorted(names):
            if name != stations.name or stations.has("query_id"):
                place = named(self._schema, name)
                execute(self._cursor, "SELECT query_id::text, ocm_id FROM", place, "WHERE ocm_id IS NOT NULL")
                found.extend(self._cursor.fetchall())
        return found

    def _write_providers(self, stations: PostgisTable) -> None:
        """Count the stations of each provider, as their rows name it."""
        names = [name for name in ProviderRow._fields if name not in ("n_stations", "license_url")]
        rows = []
        for values, count in Counter(stations.rows(names)).most_common():
            stated = dict(zip(names, values))
            url = self._result.license_urls.get(stated["provider_id"])
            rows.append({**stated, "license_url": url, "n_stations": count})
        providers = PostgisTable(self._cursor, self._schema, PROVIDERS, PROVIDERS)
        providers.renew("provider_id", rows, (), "n_stations = 0" if providers.has("n_stations") else "")

    def _write_changes(self, outcome: Outcome) -> None:
        table, query = named(self._schema, CHANGES), self._result.query
        if not outcome.changes:
            return
        if not has_table(self._cursor, self._schema, CHANGES):
            execute(
                self._cursor,
                "CREATE TABLE",
                table,
                "(fid integer GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, ocm_id bigint, kind text, field text, "
                "old text, new text, query_id text, seen_at timestamp with time zone)",
            )
        rows = (
            (*each[:3], as_stored(each.old), as_stored(each.new), query.query_id, query.finished)
            for each in outcome.changes
        )
        copy_rows(self._cursor, table, _CHANGE_COLUMNS, rows)

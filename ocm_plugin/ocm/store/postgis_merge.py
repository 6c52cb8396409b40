"""A fresh result merged into a PostGIS schema: one transaction, so that it is as it was, or holds all of it.

For a worker thread; what QGIS has open of the tables must be read again. Others go on reading what was there before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from ..errors import DatabaseWriteError
from ..feedback import Feedback, Progress
from ..tables.derive.row_types import ProviderRow
from ..tables.schema import PROVIDERS, QUERIES
from ..translation import tr
from .baselines import still_needed, usual_result
from .merge_values import Outcome, ResultToMerge
from .merging import Baseline, Merging, no_table
from .packed import KEYS, STATIONS, PackedRows
from .postgis import PostgisServer, check_may_make_tables, check_may_write, has_table, schema_text, transaction
from .postgis_baseline import BASELINE, baseline_state, raw_baseline, read_baseline, write_baseline
from .postgis_history import CHANGES, add_entries_in_schema, keeps_list, last_entry
from .postgis_looks import METADATA, metadata_in, write_metadata
from .postgis_rows import PostgisRows
from .postgis_table import PostgisTable, station_keys
from .questions import with_other_filters
from .undoing import ReloadRecord, TableRecord


def merge_into_schema(
    server: PostgisServer, schema: str, tables: Mapping[str, str], result: ResultToMerge, feedback: Feedback
) -> tuple[Outcome, ReloadRecord | None]:
    """Merge a result into tables of a schema, given by what they are in our schema and their names there.

    Returns what it has done, and how to take it back: None where that cannot be. Raises DatabaseWriteError and
    Cancelled; all is then as it was.
    """
    with transaction(server, feedback) as cursor:
        merge = _SchemaMerge(cursor, server.name, schema, tables, result, feedback)
        outcome = merge.run()
        return outcome, merge.record if merge.is_recorded else None


class _SchemaMerge:
    """One merge, inside a transaction."""

    def __init__(
        self,
        cursor: Any,
        name: str,
        schema: str,
        tables: Mapping[str, str],
        result: ResultToMerge,
        feedback: Feedback,
    ) -> None:
        self._cursor = cursor
        self._schema = schema
        self._result = result
        self._feedback = feedback
        for each in tables.values():
            if not has_table(cursor, schema, each):
                raise DatabaseWriteError(no_table(schema_text(name, schema), each))
            check_may_write(cursor, name, schema, each)
        for each in (CHANGES, BASELINE, QUERIES, PROVIDERS, METADATA):
            if not has_table(cursor, schema, each):
                if each in (CHANGES, BASELINE, METADATA):
                    check_may_make_tables(cursor, name, schema)
            elif each != CHANGES or keeps_list(cursor, schema):
                check_may_write(cursor, name, schema, each)
        opened = {table: PostgisTable(cursor, schema, table, each) for table, each in tables.items()}
        self._tables = {table: each for table, each in opened.items() if each.has(*KEYS[table])}
        self.record = ReloadRecord(result.query.query_id)
        """How to take it back."""
        self.is_recorded = True
        """Whether it can be taken back."""

    def run(self) -> Outcome:
        """Do it all."""
        result, stations = self._result, self._tables[STATIONS]
        for each in self._tables.values():
            each.lock()
        if stations.geometry is None:
            raise DatabaseWriteError(
                tr("The table “{table}” has no points. It was left as it was.", table=stations.name)
            )
        self._begin_record()
        known = {**result.baseline_besides, **read_baseline(self._cursor, self._schema)}
        baseline = Baseline(known, stations.has("query_id"))
        merging = Merging(result.rows, baseline, result.terms, of_others=self._asked_otherwise())
        self._feedback.check()
        self._feedback.report(Progress(tr("Comparing the stations.")))
        stations.write(merging.stations(stations.held(self._feedback)), self._feedback)
        for table, each in self._tables.items():
            if table != STATIONS:
                each.write(merging.children(table, each.held(self._feedback)), self._feedback)
        for table, each in self._tables.items():
            self.is_recorded = each.end_record() and self.is_recorded
            each.remove(merging.removals(table))
        outcome = merging.finish()
        self._feedback.check()
        self._feedback.report(Progress(tr("Writing where the stations come from.")))
        with self._recorded(QUERIES, PROVIDERS):
            self._write_provenance(stations, known, merging)
        self.record.state = baseline_state(self._cursor, self._schema)
        write_metadata(self._cursor, self._schema, self._result.metadata)
        if outcome.changes:
            query = self._result.query
            add_entries_in_schema(
                self._cursor, self._schema, stations.name, outcome.changes, query.query_id, query.finished
            )
        return outcome

    def _asked_otherwise(self) -> frozenset[str]:
        """The results in the schema, by their ids, that were asked for with other filters."""
        if not has_table(self._cursor, self._schema, QUERIES):
            return frozenset()
        listed = PostgisTable(self._cursor, self._schema, QUERIES, QUERIES).rows(("query_id", "search_json"))
        return with_other_filters(self._result.terms.search, listed)

    def _begin_record(self) -> None:
        self.record.tables = {table: each.record for table, each in self._tables.items()}
        for each in self._tables.values():
            each.begin_record()
        self.record.baseline = raw_baseline(self._cursor, self._schema)
        self.record.last_change = last_entry(self._cursor, self._schema)
        said = metadata_in(self._cursor, self._schema)
        self.record.metadata = {name: said[name] for name in self._result.metadata if name in said}

    @contextmanager
    def _recorded(self, *tables: str) -> Iterator[None]:
        """Keep what becomes of small tables."""
        held = []
        for table in tables:
            if has_table(self._cursor, self._schema, table):
                rows = PostgisRows(self._cursor, self._schema, table)
                if rows.key:
                    held.append((TableRecord(table, table, rows.key, rows.columns), rows, _by_key(rows)))
        yield
        for record, rows, before in held:
            record.note_difference(before, _by_key(rows))
            self.record.ledgers.append(record)

    def _write_provenance(self, stations: PostgisTable, known: Mapping[str, PackedRows], merging: Merging) -> None:
        query_id = self._result.query.query_id
        keys = station_keys(self._cursor, self._schema, stations)
        older = [key for each in keys.values() for key in each if key[0] != query_id]
        # What users have deleted from other tables of stations is known by what these came with.
        others = (each for name, each in keys.items() if name != stations.name)
        whole = {usual_result(result_id for result_id, _ in each) for each in others}
        needed = still_needed(known, [*older, *merging.deleted()], whole)
        write_baseline(self._cursor, self._schema, {**needed, query_id: merging.next_baseline()})
        if has_table(self._cursor, self._schema, QUERIES):
            queries = PostgisTable(self._cursor, self._schema, QUERIES, QUERIES)
            still_used = sorted({str(result_id) for result_id, _ in older})
            queries.renew("query_id", [self._result.query._asdict()], still_used)
        if has_table(self._cursor, self._schema, PROVIDERS):
            self._write_providers(stations)

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


def _by_key(rows: PostgisRows) -> dict[Any, tuple[Any, ...]]:
    """All of a small table."""
    return {row[0]: row for row in rows.after(rows.columns[1:], -1)}

"""A fresh result merged into a GeoPackage: one transaction, so that the file is as it was, or holds all of it.

Plain SQLite, for a worker thread; what QGIS has open of the file must be read again.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any, NamedTuple

from ..errors import FileWriteError
from ..feedback import Feedback, Progress
from ..tables.derive.row_types import ProviderRow
from ..tables.schema import PROVIDERS, QUERIES, TABLES
from ..translation import tr
from .baselines import baseline_state, raw_baseline, read_baseline, still_needed, usual_result, write_baseline
from .contents import describe, describes, write_bounds
from .database import transaction
from .file_history import CHANGES, add_entries, can_keep_list, has_list
from .file_table import FileTable
from .merge_values import Outcome, ResultToMerge
from .merging import Baseline, Merging, no_table
from .packed import STATIONS, PackedRows
from .questions import listed_in, with_other_filters
from .sql import columns_of, has_table, quoted, rows_of, sql
from .times import time_for_store
from .undoing import ReloadRecord, TableRecord

LAST_CHANGE = "SELECT max(rowid) FROM ocm_changes"

NOTHING: Mapping[str, Any] = {}


def merge_into_file(
    path: str, tables: Mapping[str, str], result: ResultToMerge, feedback: Feedback
) -> tuple[Outcome, ReloadRecord]:
    """Merge a result into the tables of a GeoPackage, given by what they are in the schema and their names in the file.

    Returns what it has done, and how to take it back. Raises FileWriteError with a sentence for the user, and
    Cancelled; the file is then as it was.
    """
    with transaction(path, feedback) as database:
        merge = _FileMerge(database, path, tables, result, feedback)
        return merge.run(), merge.record


class _Row(NamedTuple):
    row_id: int
    key: Any
    has_own: bool


class _Rows:
    """The rows of a table that says where stations come from, distinguished by one column."""

    def __init__(self, database: sqlite3.Connection, table: str, key: str) -> None:
        self._database = database
        self._table = quoted(table)
        columns = database.execute("SELECT name, pk FROM pragma_table_info(?)", (table,)).fetchall()
        self._columns = {name for name, _ in columns}
        self._key = key
        schema = {field.name for field in TABLES[table]}
        self._own = sorted(name for name, is_key in columns if not is_key and name not in schema)

    def rows(self) -> list[_Row]:
        """All rows."""
        key = quoted(self._key) if self._key in self._columns else "NULL"
        has_own = " OR ".join(sql(quoted(name), "IS NOT NULL") for name in self._own) or "0"
        statement = sql("SELECT rowid,", key, ", (", has_own, ") FROM", self._table, "ORDER BY rowid")
        return [_Row(row_id, key, bool(own)) for row_id, key, own in self._database.execute(statement)]

    def write(self, values: Mapping[str, Any], row: _Row | None) -> None:
        """Write values into a row, or into a new one."""
        there = {name: value for name, value in values.items() if name in self._columns}
        if not there:
            return
        names = list(map(quoted, there))
        if row is None:
            places = ", ".join("?" * len(names))
            statement = sql("INSERT INTO", self._table, "(", ", ".join(names), ") VALUES (", places, ")")
            self._database.execute(statement, list(there.values()))
            return
        pairs = ", ".join(sql(name, "= ?") for name in names)
        statement = sql("UPDATE", self._table, "SET", pairs, "WHERE rowid = ?")
        self._database.execute(statement, [*there.values(), row.row_id])

    def remove(self, rows: Iterable[_Row]) -> None:
        """Take rows away."""
        statement = sql("DELETE", "FROM", self._table, "WHERE rowid = ?")
        self._database.executemany(statement, [(row.row_id,) for row in rows])


class _FileMerge:
    """One merge, inside a transaction."""

    def __init__(
        self,
        database: sqlite3.Connection,
        path: str,
        tables: Mapping[str, str],
        result: ResultToMerge,
        feedback: Feedback,
    ) -> None:
        self._database = database
        self._result = result
        self._feedback = feedback
        opened = {table: FileTable(database, table, name) for table, name in tables.items()}
        for each in opened.values():
            if not each.is_there:
                raise FileWriteError(no_table(path, each.name))
        self._tables = {table: each for table, each in opened.items() if each.can_be_merged()}
        self.record = ReloadRecord(result.query.query_id)
        """How to take it back."""

    def run(self) -> Outcome:
        """Do it all."""
        self._begin_record()
        known = {**self._result.baseline_besides, **read_baseline(self._database)}
        result = self._result
        says_result = self._tables[STATIONS].says_result()
        of_others = with_other_filters(result.terms.search, listed_in(self._database))
        merging = Merging(result.rows, Baseline(known, says_result), result.terms, of_others=of_others)
        self._report(tr("Comparing the stations."))
        stations = self._tables[STATIONS]
        if stations.geometry is None:
            raise FileWriteError(tr("The table “{table}” has no points. It was left as it was.", table=stations.name))
        stations.write(merging.stations(stations.held(self._feedback)), self._feedback)
        for table, each in self._tables.items():
            if table != STATIONS:
                self._report(tr("Comparing the tables beside the stations."))
                each.write(merging.children(table, each.held(self._feedback)), self._feedback)
        for table, each in self._tables.items():
            each.end_record()
            each.remove(merging.removals(table))
        outcome = merging.finish()
        self._report(tr("Writing where the stations come from."))
        with self._recorded(QUERIES, PROVIDERS):
            self._write_provenance(stations, known, merging)
        self.record.state = baseline_state(self._database)
        self._write_changes(outcome)
        self._write_contents()
        return outcome

    def _begin_record(self) -> None:
        self.record.tables = {table: each.record for table, each in self._tables.items()}
        for each in self._tables.values():
            each.begin_record()
        self.record.baseline = raw_baseline(self._database)
        if has_list(self._database):
            self.record.last_change = self._database.execute(LAST_CHANGE).fetchone()[0] or 0
        said = describes(self._database)
        self.record.metadata = {name: said[0][name] for name in self._result.metadata if name in said[0]}
        self.record.descriptions = {name: said[1][name] for name in self._result.descriptions if name in said[1]}

    @contextmanager
    def _recorded(self, *tables: str) -> Iterator[None]:
        """Keep what becomes of small tables."""
        held = []
        for table in tables:
            if has_table(self._database, table):
                key, columns = columns_of(self._database, table)
                rows = {row[0]: row for row in rows_of(self._database, table, columns)}
                held.append((TableRecord(table, table, key, columns), rows))
        yield
        for record, before in held:
            after = {row[0]: row for row in rows_of(self._database, record.name, record.columns)}
            record.note_difference(before, after)
            self.record.ledgers.append(record)

    def _report(self, phase: str) -> None:
        self._feedback.check()
        self._feedback.report(Progress(phase))

    def _write_provenance(self, stations: FileTable, known: Mapping[str, PackedRows], merging: Merging) -> None:
        query_id = self._result.query.query_id
        keys, *of_others = [list(table.station_keys()) for table in self._station_tables(stations)]
        self._feedback.check()
        older = [key for each in (keys, *of_others) for key in each if key[0] != query_id]
        # What the user has deleted from other tables of stations is known by what these came with.
        whole = {usual_result(result_id for result_id, _ in each) for each in of_others}
        needed = still_needed(known, [*older, *merging.deleted()], whole)
        write_baseline(self._database, {**needed, query_id: merging.next_baseline()})
        self._write_query({str(result_id) for result_id, _ in older})
        self._write_providers(stations)

    def _station_tables(self, stations: FileTable) -> list[FileTable]:
        """All tables of stations in the file: a copy of the stations needs what was said of it as well."""
        others = {stations.name.lower(), CHANGES, *TABLES.keys() - {STATIONS}}
        names = [name for (name,) in self._database.execute("SELECT table_name FROM gpkg_contents").fetchall()]
        copies = [name for name in names if name.lower() not in others]
        return [stations, *(FileTable(self._database, STATIONS, name) for name in copies)]

    def _write_query(self, still_used: set[str]) -> None:
        """Add this search to the list; those go from which no station is left."""
        if not has_table(self._database, QUERIES):
            return
        self._renew_rows(QUERIES, "query_id", [self._result.query], still_used)

    def _write_providers(self, stations: FileTable) -> None:
        """Count the stations of each provider, as their rows name it."""
        if not has_table(self._database, PROVIDERS):
            return
        names = [name for name in ProviderRow._fields if name not in ("n_stations", "license_url")]
        rows = []
        for values, count in Counter(stations.values(names)).most_common():
            stated = dict(zip(names, values))
            url = self._result.license_urls.get(stated["provider_id"])
            rows.append(ProviderRow(license_url=url, n_stations=count, **stated))
        self._renew_rows(PROVIDERS, "provider_id", rows, unused={"n_stations": 0})

    def _renew_rows(
        self,
        table: str,
        key: str,
        rows: Iterable[Any],
        others: Collection[Any] = (),
        unused: Mapping[str, Any] = NOTHING,
    ) -> None:
        """Let a table hold rows, and of those it had the ones with other keys, or with values of the user's own.

        `unused`: what is written into these last ones.
        """
        held = _Rows(self._database, table, key)
        free = held.rows()
        for row in rows:
            values = {name: _plain(value) for name, value in row._asdict().items()}
            same = next((each for each in free if each.key == values[key]), None)
            if same is not None:
                free.remove(same)
            held.write(values, same)
        free = [row for row in free if row.key not in others]
        held.remove(row for row in free if not row.has_own)
        for row in free:
            if row.has_own:
                held.write(unused, row)

    def _write_changes(self, outcome: Outcome) -> None:
        if outcome.changes and can_keep_list(self._database):
            query, name = self._result.query, self._tables[STATIONS].name
            add_entries(self._database, name, outcome.changes, query.query_id, _plain(query.finished))

    def _write_contents(self) -> None:
        """Let the file's own lists say what its tables hold now."""
        for table in self._tables.values():
            write_bounds(self._database, table.name, table.geometry)
        describe(self._database, self._result.metadata, self._result.descriptions)


def _plain(value: Any) -> Any:
    """A value as GeoPackages store it."""
    return time_for_store(value) if isinstance(value, datetime) else value

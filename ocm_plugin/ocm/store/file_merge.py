"""A fresh result merged into a GeoPackage: one transaction, so that the file is as it was, or holds all of it.

Plain SQLite, for a worker thread. The file stays in its journal mode; what QGIS has open of it must be read again.
"""

from __future__ import annotations

import os
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePath
from typing import Any, NamedTuple
from urllib.parse import quote

from ..errors import FileWriteError
from ..feedback import Feedback, Progress
from ..search.areas import Area
from ..tables.derive.row_types import ProviderRow, QueryRow
from ..tables.schema import TABLES
from ..translation import marked, tr
from .baselines import (
    baseline_state,
    has_table,
    raw_baseline,
    read_baseline,
    restore_baseline,
    still_needed,
    write_baseline,
)
from .merging import EVERYWHERE, Baseline, Held, Insert, Merging, Outcome, Place, Update
from .packed import KEYS, MISSING, POSITION, STATIONS, PackedRows, shape_of
from .points import blob_of, position_of, register_functions
from .sql import SLICE, columns_of, quoted, rows_after, rows_by_key, rows_of, sql
from .undoing import FileRecord, TableRecord

CHANGES = "ocm_changes"
"""The table that lists what reloads have changed."""

SPELLING = "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND lower(name) = lower(?)"
"""Capital or small is all the same in names of tables."""

QUERIES, PROVIDERS = "ocm_queries", "ocm_providers"

LAST_CHANGE = "SELECT max(rowid) FROM ocm_changes"
METADATA = (
    "SELECT table_name, metadata FROM gpkg_metadata JOIN gpkg_metadata_reference ON md_file_id = id "
    "WHERE reference_scope = 'table' AND md_standard_uri = 'http://mrcc.com/qgis.dtd'"
)

NOTHING: Mapping[str, Any] = {}

BUSY_S = 5.0
"""How long another program may hold the file before that is reported."""


@dataclass(frozen=True)
class FileResult:
    """What is to be written into a file besides the rows themselves."""

    rows: PackedRows
    query: QueryRow
    is_complete: bool
    license_urls: Mapping[int | None, str | None] = field(default_factory=dict)
    metadata: Mapping[str, str] = field(default_factory=dict)
    """What each of the file's tables shall say of itself, as QGIS writes it."""
    descriptions: Mapping[str, str] = field(default_factory=dict)
    said: Mapping[str, PackedRows] = field(default_factory=dict)
    """What is known besides the file of what the service said, by the id of the result."""
    theirs: Collection[Place] = ()
    """Edits of the user that shall give way."""
    area: Area = EVERYWHERE
    """Where stations were asked for."""
    mine: Collection[Place] = ()
    """Edits of the user that shall stay, and be reported no more."""


def merge_into_file(
    path: str, tables: Mapping[str, str], result: FileResult, feedback: Feedback
) -> tuple[Outcome, FileRecord]:
    """Merge a result into the tables of a GeoPackage, given by what they are in the schema and their names in the file.

    Returns what it has done, and how to take it back. Raises FileWriteError with a sentence for the user, and
    Cancelled; the file is then as it was.
    """
    with transaction(path, feedback) as database:
        merge = _FileMerge(database, tables, result, feedback)
        return merge.run(), merge.record


@contextmanager
def transaction(path: str, feedback: Feedback) -> Iterator[sqlite3.Connection]:
    """A GeoPackage to be changed: all of it, or nothing when an exception leaves this. Raises FileWriteError."""
    try:
        address = address_of(Path(path).absolute(), "rw")
        with closing(sqlite3.connect(address, timeout=BUSY_S, uri=True, isolation_level=None)) as database:
            # Pages go to the file at the end only: who reads it meanwhile sees the old ones.
            database.execute("PRAGMA cache_spill = OFF")
            database.execute("PRAGMA trusted_schema = ON")
            register_functions(database)
            database.execute("BEGIN IMMEDIATE")
            try:
                yield database
                feedback.check()
                database.execute("COMMIT")
            except BaseException:
                if database.in_transaction:
                    database.execute("ROLLBACK")
                raise
    except sqlite3.Error as error:
        raise _file_error(path, error) from error


def address_of(path: PurePath, mode: str) -> str:
    """An absolute path as SQLite takes it. It knows no servers: a share of Windows is a path with two strokes."""
    plain = path.as_posix()
    return f"file://{'' if plain.startswith('/') else '/'}{quote(os.fsencode(plain), safe='/:')}?mode={mode}"


_FAILURES = {
    "locked": marked(
        "{path} is being changed by QGIS or another program. Nothing was changed. Please try again later."
    ),
    "full": marked("The disk is full: {path} was left as it was. Please make room and try again."),
    "disk I/O": marked("{path} could not be written and was left as it was. Please check whether its disk is full."),
    "readonly": marked("{path} may not be written. It was left as it was."),
    "unable to open": marked("{path} no longer exists, or may not be written."),
}
"""By words of SQLite, which speaks English only."""


def _file_error(path: str, error: sqlite3.Error) -> FileWriteError:
    details = f"{type(error).__name__}: {error}"
    unknown = marked("{path} could not be updated and was left as it was.")
    sentence = next((sentence for words, sentence in _FAILURES.items() if words in str(error)), unknown)
    return FileWriteError(tr(sentence, path=path), details)


def count_stations(path: str, table: str) -> int:
    """How many rows a table of a GeoPackage has, those included that a layer hides."""
    try:
        address = address_of(Path(path).absolute(), "ro")
        with closing(sqlite3.connect(address, timeout=BUSY_S, uri=True)) as file:
            return int(file.execute(sql("SELECT count(*) FROM", quoted(table))).fetchone()[0])
    except sqlite3.Error as error:
        raise _file_error(path, error) from error


def known_by(path: str) -> dict[str, PackedRows]:
    """What a GeoPackage knows of what the service said, by the id of the result. Raises FileWriteError."""
    try:
        address = address_of(Path(path).absolute(), "ro")
        with closing(sqlite3.connect(address, timeout=BUSY_S, uri=True)) as file:
            return read_baseline(file)
    except sqlite3.Error as error:
        raise _file_error(path, error) from error


class Known(NamedTuple):
    """What a file knew before what it knows was changed."""

    before: list[tuple[Any, ...]]
    """As its table had it."""
    state: str
    """A digest of what it knows since."""


def add_to_baseline(path: str, query_id: str, rows: PackedRows, said: Mapping[str, PackedRows]) -> Known:
    """Let a GeoPackage, whose rows are going to be written otherwise, know what the service says of them now.

    It goes on to know what was said of the rows that it holds; `said`: what is known of them besides. Returns what it
    knew before, for an undo. Raises FileWriteError.
    """
    with transaction(path, Feedback()) as database:
        before = raw_baseline(database)
        known = {**said, **read_baseline(database)}
        keys = station_keys(database)
        # Rows that do not say with which result they came may have come with the last one.
        needed = still_needed(known, keys) if keys else dict([*known.items()][-1:])
        write_baseline(database, {**needed, query_id: rows})
        return Known(before, baseline_state(database))


def take_from_baseline(path: str, query_id: str, known: Known) -> Known:
    """Let a GeoPackage know what it knew before a reload, and of its result what the rows need.

    Raises FileWriteError, also when the file was reloaded since.
    """
    with transaction(path, Feedback()) as database:
        check_not_reloaded(database, path, known.state)
        now = raw_baseline(database)
        needed = still_needed(read_baseline(database), station_keys(database))
        restore_baseline(database, known.before, {name: rows for name, rows in needed.items() if name == query_id})
        return Known(now, baseline_state(database))


def know_again(path: str, known: Known) -> None:
    """Let a GeoPackage know what it knew before: the rows are not written after all. Raises FileWriteError."""
    with transaction(path, Feedback()) as database:
        check_not_reloaded(database, path, known.state)
        restore_baseline(database, known.before, {})


def check_not_reloaded(database: sqlite3.Connection, path: str, state: str) -> None:
    """Raise FileWriteError when a file knows something else than it did, as a reload leaves it."""
    if baseline_state(database) != state:
        raise FileWriteError(tr("{path} was reloaded or replaced since. Nothing was undone.", path=path))


def station_keys(database: sqlite3.Connection) -> list[tuple[str | None, int]]:
    """The result and the number of each station in a file, its copies too."""
    names = [name for (name,) in database.execute("SELECT table_name FROM gpkg_contents").fetchall()]
    tables = [_Table(database, STATIONS, name) for name in names if name.lower() != CHANGES]
    return [key for each in tables for key in each.station_keys()]


class _Table:
    """One table of the file: what columns it has, and how its rows are read and written."""

    def __init__(self, database: sqlite3.Connection, table: str, name: str) -> None:
        self._database = database
        self._shape = shape_of(table)
        spelled = database.execute(SPELLING, (name,)).fetchone()
        name = self.name = spelled[0] if spelled else name
        self._key, self._names = columns_of(database, name)
        self._columns = set(self._names) - ({"rowid"} if self._key == "rowid" else set())
        row = database.execute(
            "SELECT column_name, srs_id FROM gpkg_geometry_columns WHERE lower(table_name) = lower(?)", (name,)
        ).fetchone()
        self.geometry: str | None = row[0] if row else None
        self._srs_id: int = row[1] if row else 0
        schema = {each.name for each in TABLES[table]}
        self._own = sorted(self._columns - schema - {self._key, self.geometry})
        self._statements: dict[tuple[str, ...], str] = {}
        self.record = TableRecord(table, name, self._key, self._names, self.geometry)
        self._last = 0

    def begin_record(self) -> None:
        """Keep from now on what is written."""
        newest = self._database.execute(sql("SELECT max(", quoted(self._key), ") FROM", quoted(self.name))).fetchone()
        self._last = newest[0] or 0

    def end_record(self) -> None:
        """Keep which rows were added."""
        for row in rows_after(self._database, self.name, self._names, self._last):
            self.record.added.extend([row])
            self._last = row[0]
        self.record.last = self._last

    def can_be_merged(self) -> bool:
        """Whether the columns that distinguish rows exist."""
        return self._columns.issuperset(KEYS[self._shape.table])

    def says_result(self) -> bool:
        """Whether the rows say with which result they came: users delete the column."""
        return "query_id" in self._columns

    def held(self, feedback: Feedback) -> Iterator[Held]:
        """All rows, a slice at a time, in their order."""
        told = [name for name in self._shape.columns if name in self._columns]
        has_own = " OR ".join(sql(quoted(name), "IS NOT NULL") for name in self._own) or "0"
        query_id = quoted("query_id") if "query_id" in self._columns else "NULL"
        geometry = quoted(self.geometry) if self.geometry else "NULL"
        statement = sql(
            "SELECT",
            ", ".join([quoted(self._key), f"({has_own})", query_id, geometry, *map(quoted, told)]),
            "FROM",
            quoted(self.name),
            "WHERE",
            quoted(self._key),
            "> ? ORDER BY 1 LIMIT ?",
        )
        last = -(2**63)
        while rows := self._database.execute(statement, (last, SLICE)).fetchall():
            feedback.check()
            for row_id, own, query, blob, *values in rows:
                if len(told) < len(self._shape.columns):
                    known = dict(zip(told, values))
                    values = [known.get(name, MISSING) for name in self._shape.columns]
                values = self._shape.plain(values)
                if self._shape.table == STATIONS:
                    values.append(position_of(blob))
                yield Held(row_id, values, query, bool(own))
            last = rows[-1][0]

    def write(self, writes: Iterable[Update | Insert], feedback: Feedback) -> None:
        """Write what has been decided."""
        waiting: dict[tuple[str, ...], list[list[Any]]] = {}
        count = 0
        for write in writes:
            values = {name: value for name, value in write.values.items() if self._takes(name)}
            if not values:
                continue
            names = (type(write).__name__, *values)
            parameters = [self._stored(name, value) for name, value in values.items()]
            if isinstance(write, Update):
                parameters.append(write.row_id)
            waiting.setdefault(names, []).append(parameters)
            count += 1
            if count % SLICE == 0:
                feedback.check()
                self._flush(waiting)
        self._flush(waiting)

    def _takes(self, name: str) -> bool:
        return name in self._columns or (name == POSITION and self.geometry is not None)

    def _stored(self, name: str, value: Any) -> Any:
        return blob_of(value, self._srs_id) if name == POSITION and value is not None else value

    def _flush(self, waiting: dict[tuple[str, ...], list[list[Any]]]) -> None:
        for names, parameters in waiting.items():
            statement = self._statement(names)
            if names[0] != Update.__name__:
                self._database.executemany(statement, parameters)
                continue
            columns = [self._column(name) for name in names[1:]]
            row_ids = [values[-1] for values in parameters]
            before = self._by_key(columns, row_ids)
            self._database.executemany(statement, parameters)
            after = self._by_key(columns, row_ids)
            changes = ((row_id, *before[row_id], *after[row_id]) for row_id in row_ids)
            self.record.note_changes(tuple(columns), changes)
        waiting.clear()

    def _by_key(self, columns: list[str], row_ids: list[int]) -> dict[int, tuple[Any, ...]]:
        rows = rows_by_key(self._database, self.name, [self._key, *columns], row_ids)
        return {row_id: tuple(values) for row_id, *values in rows}

    def _column(self, name: str) -> str:
        return str(self.geometry) if name == POSITION else name

    def _statement(self, names: tuple[str, ...]) -> str:
        if names not in self._statements:
            columns = [quoted(self._column(name)) for name in names[1:]]
            if names[0] == Update.__name__:
                values = ", ".join(sql(column, "= ?") for column in columns)
                made = sql("UPDATE", quoted(self.name), "SET", values, "WHERE", quoted(self._key), "= ?")
            else:
                places = ", ".join("?" * len(columns))
                made = sql("INSERT INTO", quoted(self.name), "(", ", ".join(columns), ") VALUES (", places, ")")
            self._statements[names] = made
        return self._statements[names]

    def remove(self, row_ids: Sequence[int]) -> None:
        """Take rows away."""
        self.record.removed.extend(rows_by_key(self._database, self.name, self._names, row_ids))
        statement = sql("DELETE", "FROM", quoted(self.name), "WHERE", quoted(self._key), "= ?")
        self._database.executemany(statement, ((row_id,) for row_id in row_ids))

    def station_keys(self) -> list[tuple[str | None, int]]:
        """The result and the number of each station."""
        if not {"query_id", "ocm_id"} <= self._columns:
            return []
        statement = sql("SELECT query_id, ocm_id FROM", quoted(self.name), "WHERE ocm_id IS NOT NULL")
        return self._database.execute(statement).fetchall()

    def values(self, names: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        """Some values of all rows, None for columns that are not there."""
        columns = ", ".join(quoted(name) if name in self._columns else "NULL" for name in names)
        return iter(self._database.execute(sql("SELECT", columns, "FROM", quoted(self.name))))


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
        self, database: sqlite3.Connection, tables: Mapping[str, str], result: FileResult, feedback: Feedback
    ) -> None:
        self._database = database
        self._result = result
        self._feedback = feedback
        opened = {table: _Table(database, table, name) for table, name in tables.items()}
        self._tables = {table: each for table, each in opened.items() if each.can_be_merged()}
        self.record = FileRecord(result.query.query_id)
        """How to take it back."""

    def run(self) -> Outcome:
        """Do it all."""
        self._begin_record()
        known = {**self._result.said, **read_baseline(self._database)}
        result = self._result
        says_result = self._tables[STATIONS].says_result()
        baseline, mine = Baseline(known, says_result), result.mine
        merging = Merging(result.rows, baseline, result.is_complete, result.theirs, result.area, mine)
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
            self._write_provenance(stations, known, merging.said())
        self.record.state = baseline_state(self._database)
        self._write_changes(outcome)
        self._write_contents()
        return outcome

    def _begin_record(self) -> None:
        self.record.tables = {table: each.record for table, each in self._tables.items()}
        for each in self._tables.values():
            each.begin_record()
        self.record.baseline = raw_baseline(self._database)
        if has_table(self._database, CHANGES):
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

    def _write_provenance(self, stations: _Table, known: Mapping[str, PackedRows], said: PackedRows) -> None:
        query_id = self._result.query.query_id
        keys = [key for table in self._station_tables(stations) for key in table.station_keys()]
        self._feedback.check()
        older = [(result_id, ocm_id) for result_id, ocm_id in keys if result_id != query_id]
        write_baseline(self._database, {**still_needed(known, older), query_id: said})
        self._write_query({str(result_id) for result_id, _ in older})
        self._write_providers(stations)

    def _station_tables(self, stations: _Table) -> list[_Table]:
        """All tables of stations in the file: a copy of the stations needs what was said of it as well."""
        others = {stations.name.lower(), CHANGES, *TABLES.keys() - {STATIONS}}
        names = [name for (name,) in self._database.execute("SELECT table_name FROM gpkg_contents").fetchall()]
        copies = [name for name in names if name.lower() not in others]
        return [stations, *(_Table(self._database, STATIONS, name) for name in copies)]

    def _write_query(self, still_used: set[str]) -> None:
        """Add this search to the list; those go from which no station is left."""
        if not has_table(self._database, QUERIES):
            return
        self._renew_rows(QUERIES, "query_id", [self._result.query], still_used)

    def _write_providers(self, stations: _Table) -> None:
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
        if not outcome.changes:
            return
        if not has_table(self._database, CHANGES):
            self._database.execute(
                "CREATE TABLE ocm_changes (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, ocm_id INTEGER, "
                "kind TEXT, field TEXT, old TEXT, new TEXT, query_id TEXT, seen_at DATETIME)"
            )
            self._database.execute(
                "INSERT OR IGNORE INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) "
                "VALUES ('ocm_changes', 'attributes', 'Changes', 'What each reload has changed.', 0)"
            )
        query = self._result.query
        self._database.executemany(
            "INSERT INTO ocm_changes (ocm_id, kind, field, old, new, query_id, seen_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                (each.ocm_id, each.kind, each.field, each.old, each.new, query.query_id, _plain(query.finished))
                for each in outcome.changes
            ),
        )

    def _write_contents(self) -> None:
        """Let the file's own lists say what its tables hold now."""
        for table in self._tables.values():
            write_bounds(self._database, table.name, table.geometry)
        describe(self._database, self._result.metadata, self._result.descriptions)


def write_bounds(database: sqlite3.Connection, name: str, geometry: str | None) -> None:
    """Let the list of contents say where the rows of a table lie, and that it has changed."""
    bounds: Sequence[float | None] = (None,) * 4
    if geometry is not None:
        sides = ("min(ST_MinX(", "min(ST_MinY(", "max(ST_MaxX(", "max(ST_MaxY(")
        columns = ", ".join(f"{side}{quoted(geometry)}))" for side in sides)
        bounds = database.execute(sql("SELECT", columns, "FROM", quoted(name))).fetchone()
    database.execute(
        "UPDATE gpkg_contents SET min_x = ?, min_y = ?, max_x = ?, max_y = ?, "
        "last_change = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') WHERE lower(table_name) = lower(?)",
        (*bounds, name),
    )


def describe(database: sqlite3.Connection, metadata: Mapping[str, str], descriptions: Mapping[str, str | None]) -> None:
    """Let tables say of themselves what is given by their names."""
    for name, text in descriptions.items():
        database.execute("UPDATE gpkg_contents SET description = ? WHERE lower(table_name) = lower(?)", (text, name))
    if has_table(database, "gpkg_metadata"):
        for name, text in metadata.items():
            database.execute(
                "UPDATE gpkg_metadata SET metadata = ? WHERE md_standard_uri = 'http://mrcc.com/qgis.dtd' "
                "AND id IN (SELECT md_file_id FROM gpkg_metadata_reference WHERE reference_scope = 'table' "
                "AND lower(table_name) = lower(?))",
                (text, name),
            )


def describes(database: sqlite3.Connection) -> tuple[dict[str, str], dict[str, str | None]]:
    """What tables say of themselves, by their names: as QGIS stores it, and in the list of contents."""
    descriptions = dict(database.execute("SELECT table_name, description FROM gpkg_contents").fetchall())
    metadata = dict(database.execute(METADATA).fetchall()) if has_table(database, "gpkg_metadata") else {}
    return metadata, descriptions


def _plain(value: Any) -> Any:
    """A value as GeoPackages store it."""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%dT%H:%M:%S}.{value.microsecond // 1000:03}Z"
    return value

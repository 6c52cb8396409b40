"""A result merged into a GeoPackage that is there: into a copy of it, which takes its place when all is well."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

from ..errors import FileWriteError
from ..feedback import Feedback
from ..phrases import stations_text
from ..tables.schema import CHILDREN, PROVIDERS, STATIONS
from ..translation import tr
from .database import AT_ONCE_S, file_error, reading
from .file_merge import merge_into_file
from .file_table import FileTable
from .geopackage_tables import create_lookups, create_table, create_triggers, table_of_schema
from .merge_values import Outcome, ResultToMerge
from .merging import asked_in, is_suspicious
from .mirror_file import is_mirror
from .packed import KEYS, MISSING
from .questions import listed_in, with_other_filters
from .sql import columns_of, has_table, quoted, sql


def can_be_merged(path: str) -> bool:
    """Whether a result can be merged into a file: whether it is a GeoPackage with the stations of another one."""
    if is_mirror(path):
        return False
    try:
        with reading(path, AT_ONCE_S) as file:
            return STATIONS in _tables(file)
    except FileWriteError:
        return False


def _tables(file: sqlite3.Connection) -> dict[str, str]:
    """The tables of a result that a file has."""
    return {
        table: table
        for table in (STATIONS, *CHILDREN)
        if has_table(file, table) and {*KEYS[table]} <= set(columns_of(file, table)[1])
    }


def merge_into_copy(path: Path, copy: Path, wanted: Sequence[str], result: ResultToMerge) -> Outcome:
    """Copy a GeoPackage, and merge a result into the copy. `wanted`: the tables of the result.

    Of a station that it holds and that the result does not ask for, nothing changes. Raises FileWriteError, also for
    a result that is too small to be believed.
    """
    try:
        with reading(str(path)) as file, closing(sqlite3.connect(copy, isolation_level=None)) as database:
            file.backup(database)
            database.execute("PRAGMA journal_mode = DELETE")
            names = _tables(database)
            if STATIONS not in names:
                raise FileWriteError(
                    tr("{path} holds no stations of this plugin. Please replace it, or choose another file.", path=path)
                )
            for table in wanted:
                if not has_table(database, table):
                    _add_table(database, table)
                    names[table] = table
            held = list(_asked_for(database, result))
            if result.terms.is_complete and is_suspicious(len(held), _arrived(result)):
                raise FileWriteError(
                    tr(
                        "There came {arrived}, where {path} has {held}. Nothing was changed: a server in trouble often "
                        "answers that there are no stations. Please try again later, or replace the file.",
                        arrived=stations_text(_arrived(result)),
                        path=path,
                        held=len(held),
                    )
                )
    except sqlite3.Error as error:
        raise file_error(str(path), error) from error
    terms = result.terms._replace(was_asked=_never)
    return merge_into_file(str(copy), names, replace(result, terms=terms), Feedback())[0]


def _never(values: Sequence[Any]) -> bool:
    """The file may hold the results of several searches: nobody knows which would have had a new station."""
    return False


def _add_table(database: sqlite3.Connection, name: str) -> None:
    table = table_of_schema(name)
    create_table(database, table)
    create_lookups(database, table)
    create_triggers(database, table)


def _asked_for(database: sqlite3.Connection, result: ResultToMerge) -> Iterator[Any]:
    """The stations held that the search asks for, and with filters, that came with the same ones."""
    search = result.terms.search
    was_asked: Callable[[Sequence[Any]], bool] = asked_in(search.area)
    of_others = with_other_filters(search, listed_in(database)) if search.has_filters else ()
    for row in FileTable(database, STATIONS, STATIONS).held(Feedback()):
        is_station = row.compared[0] is not None and MISSING not in row.compared
        if is_station and was_asked(row.compared) and row.query_id not in of_others:
            yield row


def _arrived(result: ResultToMerge) -> int:
    return sum(1 for _ in result.rows.tables[STATIONS].lines())


def providers_in(path: Path) -> list[Mapping[str, Any]]:
    """The data providers of a file, as its list has them. Raises FileWriteError."""
    with reading(str(path)) as file:
        if not has_table(file, PROVIDERS):
            return []
        found = file.execute(sql("SELECT * FROM", quoted(PROVIDERS)))
        names = [column[0] for column in found.description]
        return [dict(zip(names, row)) for row in found.fetchall()]

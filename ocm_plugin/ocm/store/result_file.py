"""The stations of a search as rows of the tables, and as a GeoPackage of all tables of a result."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from ..feedback import Feedback
from ..match.filters import Match
from ..tables.derive.context import Context, LookUp
from ..tables.derive.lineup import Site, site_of
from ..tables.derive.row_types import ProviderRow, QueryRow
from ..tables.derive.rows import comment_rows, connection_rows, media_rows, station_row
from ..tables.schema import CHILDREN, COMMENTS, CONNECTIONS, MEDIA, PROVIDERS, QUERIES, STATIONS, TABLES, Field
from .database import transaction
from .geopackage_file import GeoPackageFile
from .geopackage_tables import table_of_schema
from .packed import PackedRows
from .points import point_blob
from .sql import has_table, quoted, sql
from .times import time_for_store

File = TypeVar("File", bound="ResultFile")


def tables_wanted(with_comments: bool) -> tuple[str, ...]:
    """The tables of a result."""
    return (STATIONS, *CHILDREN) if with_comments else (STATIONS, CONNECTIONS)


class RowMaker:
    """Makes the rows of stations, for each of the tables wanted."""

    def __init__(self, context: Context, tables: Sequence[str]) -> None:
        self._context = context
        self.packed = PackedRows(tables)
        """All rows made so far."""
        makers: dict[str, Callable[[Match, Site], list[Any]]] = {
            STATIONS: lambda match, site: [
                station_row(match.station, context, "yes" if match.certain else "cannot_tell", site)
            ],
            CONNECTIONS: lambda match, site: connection_rows(match.station, context, site),
            COMMENTS: lambda match, _: comment_rows(match.station, context),
            MEDIA: lambda match, _: media_rows(match.station, context),
        }
        self._makers = {table: makers[table] for table in tables}

    def rows(self, matches: Sequence[Match]) -> dict[str, list[Any]]:
        """The rows of a slice of stations by table."""
        sites = [(match, site_of(match.station, self._context)) for match in matches]
        made = {table: [row for one in sites for row in make(*one)] for table, make in self._makers.items()}
        for table, rows in made.items():
            self.packed.add(table, rows)
        return made

    def baseline(self) -> dict[str, PackedRows]:
        """What Open Charge Map said, by the id of the search: a reload recognises edits of the user by it."""
        return {self._context.query_id: self.packed}


class ResultFile:
    """A GeoPackage with all tables of a result, filled slice by slice.

    When it is let go unfinished, nothing of the file is left. Raises FileWriteError with a sentence for the user.
    """

    def __init__(
        self, path: str, context: Context, with_comments: bool = False, stopped: ResultFile | None = None
    ) -> None:
        """`stopped`: what has written a part already, with which this one begins."""
        self.path = path
        self.tables = tables_wanted(with_comments)
        self._context = context
        self._with_comments = with_comments
        self._maker: RowMaker = RowMaker(context, self.tables) if stopped is None else stopped._maker
        names = (*self.tables, QUERIES, PROVIDERS)
        self._for_file = {table: RowsForFile(table) for table in names}
        before = None if stopped is None else stopped.package
        self.package: GeoPackageFile = GeoPackageFile(path, map(table_of_schema, names), before)

    def add(self, stations: Sequence[Match]) -> None:
        """Take a slice of stations."""
        self.add_rows(self._maker.rows(stations))

    def add_rows(self, made: Mapping[str, Sequence[Any]]) -> None:
        """Take the rows of a slice of stations, by table; maybe those of other tables too."""
        for table in self.tables:
            self.package.add(table, self._for_file[table].rows(made[table]))

    def share(self, maker: RowMaker) -> None:
        """Take the rows that this maker makes for others too."""
        self._maker = maker

    def packed(self) -> PackedRows:
        """All rows that it has taken."""
        return self._maker.packed

    def continued(self: File) -> File:
        """A new file that holds what this one, put aside or finished, holds: for a stopped search to go on."""
        return type(self)(self.path, self._context, self._with_comments, self)

    def complete(self, query: QueryRow, providers: Iterable[ProviderRow]) -> None:
        """Write down where the stations come from; what is at the file's place stays until `publish`."""
        self.package.replace(QUERIES, self._for_file[QUERIES].rows([query]))
        self.package.replace(PROVIDERS, self._for_file[PROVIDERS].rows(providers))
        self.package.remember(self._maker.baseline())
        self.package.complete()

    def publish(self) -> None:
        """Put the completed file in its place."""
        self.package.publish()


class TableFile:
    """A GeoPackage with one table of a result, under the name of its file, as QGIS calls such tables."""

    def __init__(self, path: Path, table: str, more: Sequence[Field] = ()) -> None:
        """`more`: fields behind those of the table, of numbers and texts only."""
        self._for_file = RowsForFile(table)
        self.package = GeoPackageFile(str(path), [table_of_schema(table, path.stem, more)])
        self._name = path.stem

    def add_rows(self, rows: Iterable[Sequence[Any]]) -> None:
        """Take rows of the table, each with its values for `more` behind."""
        self.package.add(self._name, self._for_file.rows(rows))


def replace_rows(path: str, table: str, rows: Iterable[Sequence[Any]]) -> None:
    """Write rows in the place of all that a table of a file holds, if it has the table. Raises FileWriteError."""
    names = [quoted(field.name) for field in TABLES[table]]
    insert = sql("INSERT INTO", quoted(table), "(", ", ".join(names), ") VALUES (", ", ".join("?" * len(names)), ")")
    with transaction(path, Feedback()) as database:
        if has_table(database, table):
            database.execute(sql("DELETE", "FROM", quoted(table)))
            database.executemany(insert, RowsForFile(table).rows(rows))


class RowsForFile:
    """Turns rows of a table as Python has them into rows as files have them. Times must be in UTC."""

    def __init__(self, table: str) -> None:
        made: dict[str, LookUp[Any, Any]] = {"date": LookUp(str), "datetime": LookUp(time_for_store)}
        fields = TABLES[table]
        self._columns = [(place, made[field.type]) for place, field in enumerate(fields) if field.type in made]
        names = [field.name for field in fields]
        self._point = (names.index("lon"), names.index("lat")) if table == STATIONS else None

    def rows(self, rows: Iterable[Sequence[Any]]) -> Iterator[list[Any]]:
        """The rows, a station's point before its values."""
        for row in rows:
            values = list(row)
            for place, made in self._columns:
                value = values[place]
                if value is not None:
                    values[place] = made[value]
            if self._point is not None:
                x, y = self._point
                values.insert(0, point_blob(row[x], row[y]))
            yield values

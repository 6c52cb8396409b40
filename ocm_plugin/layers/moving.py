"""Temporary layers whose search goes on into a file, when the user wants that: many stations take much memory.

A file that is wanted from the beginning gets all stations as well; the first stand in temporary layers until it is
whole, so that the map shows them early. What has arrived is written from the rows that are kept packed anyway, in the
thread of the search, and no station is asked for twice. When the file cannot be written, all goes on in the temporary
layers as if nothing had been wanted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from qgis.core import QgsFeature
from qgis.PyQt.QtCore import QThread

from ..ocm.errors import FileWriteError
from ..ocm.records.provenance import STOPPED
from ..ocm.slices import slices
from ..ocm.store.packed import STATIONS, PackedTable, position_text, shape_of, unpacked_values
from ..ocm.store.points import point_blob
from ..ocm.tables.derive.rows import Context
from ..ocm.tables.result import Result
from ..ocm.tables.schema import TABLES
from ..qgis_support.threads import taking_turns
from .build import MemoryDestination
from .geopackage import GeoPackageDestination
from .layer_rows import TO_QGIS, point_at

if TYPE_CHECKING:
    from ..ocm.match.filters import Match

OFFERED_ABOVE = 50_000
"""Stations; a file is offered when there are more in temporary layers: 300,000 of them take 3 GB."""

SHOWN_FIRST = 2_000
"""Stations that stand in temporary layers before the file that is wanted gets them, and all others."""


class MovingDestination(MemoryDestination):
    """Fills temporary layers, and from a moment on a GeoPackage with all that is in them and all that follows."""

    def __init__(
        self, context: Context, with_comments: bool = False, thread: QThread | None = None, path: str = ""
    ) -> None:
        """`path`: the file that is wanted from the beginning. Raises FileWriteError when it cannot be made."""
        super().__init__(context, with_comments, thread)
        self.n_stations = 0
        """How many have come."""
        self.path = path
        """The file that is wanted: set in any thread, and heeded with the next stations."""
        self.is_moving = False
        """Whether stations go into the file, and no more into the layers."""
        self.problem: FileWriteError | None = None
        """Why there is no file although one was wanted."""
        self._context = context
        self._with_comments = with_comments
        self._least_in_layers = SHOWN_FIRST if path else 0
        """Stations, even if a file is wanted."""
        self._empty_file = self._new_file() if path else None
        self._file: GeoPackageDestination | None = None
        self._in_layers: Counter[str] = Counter()
        """The rows for the layers, by table."""

    @property
    def has_file(self) -> bool:
        """Whether all that comes is going to be in a file."""
        return bool(self.path) and self.problem is None

    # In the thread that runs the search

    def add(self, stations: Sequence[Match]) -> None:
        """Take a slice of stations."""
        if self.n_stations >= self._least_in_layers:
            self._begin()
        self.n_stations += len(stations)
        if self._file is None:
            super().add(stations)
            return
        try:
            self._file.add(stations)
        except FileWriteError as error:
            self._go_back(error)

    def settled(self, result: Result) -> GeoPackageDestination | MovingDestination:
        """What holds all stations in the end: the file, or these layers.

        That of a search that has stopped does not take its place yet. Without stations there is none: what is at its
        place stays.
        """
        if self.n_stations:
            self._begin()
        if self._file is not None:
            try:
                self._file.put_aside(result)
                if result.provenance.outcome != STOPPED:
                    self._file.publish()
            except FileWriteError as error:
                self._go_back(error)
        return self if self._file is None else self._file

    def _begin(self) -> None:
        """Write what has come so far into the file, if one is wanted by now. The search waits until that is done."""
        if not self.path or self._file is not None or self.problem is not None:
            return
        try:
            file, self._empty_file = self._empty_file or self._new_file(), None
            for table in file.tables:
                file.package.add(table, _rows_for_file(self._maker.packed.tables[table]))
        except FileWriteError as error:
            self.problem = error
            return
        file.share(self._maker)
        self._file, self.is_moving = file, True

    def _new_file(self) -> GeoPackageDestination:
        return GeoPackageDestination(self.path, self._context, self._with_comments)

    def _go_back(self, problem: FileWriteError) -> None:
        """Let the layers take what went into the file, too."""
        self._file, self.is_moving, self.problem = None, False, problem
        for table, packed in self._maker.packed.tables.items():
            rows = islice(_values(packed), self._in_layers[table], None)
            for part in slices(rows):
                self._let_wait(table, _features(table, part))

    def _let_wait(self, table: str, features: Iterable[QgsFeature]) -> int:
        number = super()._let_wait(table, features)
        self._in_layers[table] += number
        return number


def _values(packed: PackedTable) -> Iterator[list[Any]]:
    """All rows, their values in the order of the schema."""
    shape = shape_of(packed.table)
    names = [*shape.compared, *shape.always]
    places = [names.index(field.name) for field in TABLES[packed.table]]
    for line in packed.lines():
        values = [*unpacked_values(line.compared), *unpacked_values(line.always)]
        yield [values[place] for place in places]


def _rows_for_file(packed: PackedTable) -> Iterator[list[Any]]:
    """The same as files have them: a station's point before its values."""
    names = [field.name for field in TABLES[packed.table]]
    for values in _values(packed):
        row = [int(value) if isinstance(value, bool) else value for value in values]
        if packed.table == STATIONS:
            row.insert(0, point_blob(values[names.index("lon")], values[names.index("lat")]))
        yield row


def _features(table: str, rows: Sequence[Sequence[Any]]) -> Iterator[QgsFeature]:
    """The same as features."""
    names = [field.name for field in TABLES[table]]
    made_by = [TO_QGIS.get(field.type) for field in TABLES[table]]
    for row in taking_turns(rows):
        feature = QgsFeature()
        feature.setAttributes(
            [value if made is None or value is None else made[value] for made, value in zip(made_by, row)]
        )
        if table == STATIONS:
            feature.setGeometry(point_at(position_text(row[names.index("lon")], row[names.index("lat")])))
        yield feature

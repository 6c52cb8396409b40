"""Where a search's stations go in QGIS: temporary layers, or the sinks of Processing (a GeoPackage: `geopackage`).

A destination takes its stations in the thread that runs the search, slice by slice, so that no other thread waits: one
`addFeatures` of 100,000 stations would hold it for more than half a second.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from qgis.core import (
    QgsFeature,
    QgsFeatureSink,
    QgsGeometry,
    QgsPointXY,
    QgsProxyFeatureSink,
    QgsVectorLayer,
)
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QThread

from ..ocm.errors import FileWriteError
from ..ocm.store.packed import PackedRows
from ..ocm.store.result_file import ResultFile, RowMaker, TableFile, tables_wanted
from ..ocm.tables.derive.rows import Context
from ..ocm.tables.result import Result
from ..ocm.tables.schema import CHILDREN, STATIONS, TABLES, TITLES, Field
from ..ocm.translation import tr
from ..qgis_support.threads import taking_turns
from .fields import AttributeMaker, qgis_fields
from .layer_rows import renew_extent

if TYPE_CHECKING:
    from ..ocm.match.filters import Match

CRS = "EPSG:4326"


def layer_title(table: str) -> str:
    """The name of a table's layer for people."""
    return tr(TITLES[table])


class StationLayers(NamedTuple):
    """The layers of one result. Those that were not asked for are None."""

    stations: QgsVectorLayer
    connections: QgsVectorLayer | None = None
    comments: QgsVectorLayer | None = None
    media: QgsVectorLayer | None = None

    def children(self) -> dict[str, QgsVectorLayer]:
        """The layers beside the stations, by the name of their table."""
        tables = zip(CHILDREN, (self.connections, self.comments, self.media))
        return {table: layer for table, layer in tables if layer is not None}

    def tables(self) -> dict[str, QgsVectorLayer]:
        """All layers, by the name of their table."""
        return {STATIONS: self.stations, **self.children()}

    def all(self) -> list[QgsVectorLayer]:
        """The stations and the layers beside them."""
        return [self.stations, *self.children().values()]

    @classmethod
    def by_table(cls, layers: Mapping[str, QgsVectorLayer]) -> StationLayers:
        """The layers, given by the names of their tables."""
        return cls(layers[STATIONS], *(layers.get(table) for table in CHILDREN))


SESSION_BASELINE: dict[str, PackedRows] = {}
"""What Open Charge Map said of the stations loaded in this session, by the id of the search: layers keep that id."""


class FeatureMaker(RowMaker):
    """Makes the rows and features of stations, for each of the tables wanted."""

    def __init__(self, context: Context, tables: Sequence[str]) -> None:
        super().__init__(context, tables)
        self._attributes = {table: AttributeMaker(TABLES[table]).attributes for table in tables}

    def features_of(self, table: str, rows: Iterable[Any], more: MoreColumns | None = None) -> Iterator[QgsFeature]:
        """The features of rows, with more columns behind those of the table."""
        attributes = self._attributes[table]
        for row in taking_turns(rows):
            feature = QgsFeature()
            feature.setAttributes([*attributes(row), *(() if more is None else more.values(row))])
            if table == STATIONS:
                feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(row.lon, row.lat)))
            yield feature

    def remember(self) -> None:
        """Keep what Open Charge Map said for as long as the session lasts."""
        SESSION_BASELINE.update(self.baseline())


class MemoryDestination:
    """Fills temporary layers. The thread that runs the search makes the features, that of the layers puts them in.

    So the layers can be on the map already, where the user may change or remove them. What waits to be put in is held
    by QGIS alone, in a layer for each slice: the window copies that in one call, where a feature more in Python's hands
    is a call more, and each call waits for the turns of the workers.
    """

    def __init__(self, context: Context, with_comments: bool = False, thread: QThread | None = None) -> None:
        """`thread`: which is to have the layers; without it, that which makes them."""
        self._layers = {table: _memory_layer(table) for table in tables_wanted(with_comments)}
        self._maker = FeatureMaker(context, tuple(self._layers))
        self._thread = thread or QThread.currentThread()
        self._waiting: deque[tuple[str, QgsVectorLayer] | Result] = deque()
        """Slices of tables to be put in, each Result behind what it is about."""
        self.so_far: Result | None = None
        """What the layers hold, while there is more to come."""
        for layer in self._layers.values():
            layer.moveToThread(self._thread)

    # In the thread that runs the search

    def add(self, stations: Sequence[Match]) -> None:
        """Take a slice of stations."""
        for table, rows in self._maker.rows(stations).items():
            self._let_wait(table, self._maker.features_of(table, rows))

    def _let_wait(self, table: str, features: Iterable[QgsFeature]) -> int:
        """Take rows of a table; their number. Raises FileWriteError."""
        held = _memory_layer(table, has_index=False)
        sink = QgsProxyFeatureSink(held.dataProvider())
        # One by one: many at once let PyQt's table of all its objects grow, and Python's lock waits while it does.
        for feature in features:
            _check(sink.addFeature(feature, QgsFeatureSink.Flag.FastInsert), held)
        held.moveToThread(self._thread)
        self._waiting.append((table, held))
        return int(held.featureCount())

    def note(self, so_far: Result) -> None:
        """Take what is known of all the stations taken so far."""
        self._waiting.append(so_far)

    def continued(self) -> MemoryDestination:
        """The destination into which a stopped search goes on: this one."""
        return self

    # In the thread of the layers

    def put(self) -> bool:
        """Put a slice of a table into its layer; whether there was one. Raises FileWriteError."""
        while self._waiting:
            item = self._waiting.popleft()
            if not isinstance(item, Result):
                self._put(*item)
                return True
            self.so_far = item
        return False

    def _put(self, table: str, held: QgsVectorLayer) -> None:
        layer = self._layers[table]
        if sip.isdeleted(layer):
            return
        provider, rows = layer.dataProvider(), held.dataProvider().getFeatures()
        columns = provider.fields().names()
        ours = [field.name for field in TABLES[table]]
        if columns[: len(ours)] == ours:
            # Without its name PyQGIS takes the iterator for a list, and each feature is a call that waits for its turn.
            # It offers that to a sink around a provider, not to the provider itself.
            sink = QgsProxyFeatureSink(provider)
            _check(sink.addFeatures(iterator=rows, flags=QgsFeatureSink.Flag.FastInsert), layer)
        else:  # the user has removed or renamed some
            places = [ours.index(name) if name in ours else None for name in columns]
            features = list(rows)
            for feature in features:
                values = feature.attributes()
                feature.setAttributes([None if place is None else values[place] for place in places])
            _check(provider.addFeatures(features, QgsFeatureSink.Flag.FastInsert)[0], layer)

    def layers(self) -> StationLayers | None:
        """The layers; None when that of the stations was deleted."""
        there = {table: layer for table, layer in self._layers.items() if not sip.isdeleted(layer)}
        return StationLayers.by_table(there) if STATIONS in there else None

    def remember(self) -> None:
        """Keep what Open Charge Map said for as long as the session lasts."""
        self._maker.remember()

    def take_layers(self, thread: QThread, result: Result | None) -> StationLayers:
        """All layers, filled, handed over to a thread. Called at the end.

        Temporary layers keep where they come from in their metadata only, which `project.dress` writes.
        """
        self.remember()
        while self.put():
            pass
        for layer in self._layers.values():
            renew_extent(layer)
            if layer.thread() != thread:
                layer.moveToThread(thread)
        return StationLayers.by_table(self._layers)


class RowsDestination:
    """Takes rows that are to be merged into layers that are there already."""

    def __init__(self, context: Context, with_comments: bool = False) -> None:
        self.context = context
        self._maker = FeatureMaker(context, tables_wanted(with_comments))

    @property
    def packed(self) -> PackedRows:
        """All rows taken in."""
        return self._maker.packed

    def add(self, stations: Sequence[Match]) -> None:
        """Take a slice of stations."""
        self._maker.rows(stations)

    def continued(self) -> RowsDestination:
        """The destination into which a stopped search goes on: this one."""
        return self


class MoreColumns(Protocol):
    """Columns of an output behind those of the stations."""

    fields: Sequence[Field]
    """Of numbers and texts only."""

    def values(self, station: Any) -> Sequence[Any]:
        """Their values for a row of the stations."""


class SinkDestination:
    """Fills the outputs of a Processing algorithm, by table, and a GeoPackage of all tables if one is wanted.

    Outputs are GeoPackages of our own, or QGIS' sinks with fields by `qgis_fields` and points in EPSG:4326.
    """

    def __init__(
        self,
        sinks: Mapping[str, QgsFeatureSink | TableFile],
        context: Context,
        package: ResultFile | None = None,
        more: MoreColumns | None = None,
    ) -> None:
        """`more`: what the sink of the stations has behind their own columns; the package has not."""
        self._sinks = sinks
        self._more = more
        self._package = package
        tables = dict.fromkeys((*sinks, *(package.tables if package is not None else ())))
        self._maker = FeatureMaker(context, tuple(tables))
        if package is not None:
            package.share(self._maker)
        self.counts: Counter[str] = Counter()
        """The rows written so far, by table."""

    def add(self, stations: Sequence[Match]) -> None:
        """Take a slice of stations."""
        made = self._maker.rows(stations)
        if self._package is not None:
            self._package.add_rows(made)
        for table, sink in self._sinks.items():
            rows, more = made[table], self._more if table == STATIONS else None
            if isinstance(sink, TableFile):
                sink.add_rows(rows if more is None else ((*row, *more.values(row)) for row in rows))
            else:
                _put(sink, list(self._maker.features_of(table, rows, more)))
            self.counts[table] += len(rows)

    def baseline(self) -> dict[str, PackedRows]:
        """What Open Charge Map said, for files that can keep it."""
        return self._maker.baseline()

    def remember(self) -> None:
        """Keep what Open Charge Map said for as long as the session lasts. Called at the end."""
        self._maker.remember()


def _put(sink: QgsFeatureSink, features: list[QgsFeature]) -> None:
    if not sink.addFeatures(features, QgsFeatureSink.Flag.FastInsert):
        raise FileWriteError(
            tr(
                "The output could not be written: the disk may be full, or the format may not store tables "
                "without geometry. Please choose another folder or format."
            ),
            sink.lastError() if hasattr(sink, "lastError") else "",
        )


def _check(is_stored: bool, layer: QgsVectorLayer) -> None:
    """Raises FileWriteError for a temporary layer that does not take what it is given."""
    if not is_stored:
        raise FileWriteError(
            tr("QGIS could not store the stations, perhaps for lack of memory. Please search a smaller area."),
            "; ".join(layer.dataProvider().errors()),
        )


def _memory_layer(table: str, has_index: bool = True) -> QgsVectorLayer:
    uri = f"Point?crs={CRS}" if table == STATIONS else "NoGeometry"
    options = QgsVectorLayer.LayerOptions()
    options.loadDefaultStyle = False
    layer = QgsVectorLayer(uri, layer_title(table), "memory", options)
    if table == STATIONS and has_index:
        # While it is empty: each station is then put into the index as it comes, and the window never waits for it.
        # Map tips, clicks and maps of a town would look at all stations otherwise.
        layer.dataProvider().createSpatialIndex()
    layer.dataProvider().addAttributes(qgis_fields(TABLES[table]).toList())
    layer.updateFields()
    return layer

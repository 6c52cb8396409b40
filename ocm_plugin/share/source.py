"""What is shared: a snapshot of a point layer that a worker can read while the person goes on working in QGIS."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any, NamedTuple

from qgis.core import (
    NULL,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsFeatureRequest,
    QgsField,
    QgsProject,
    QgsVectorLayer,
    QgsVectorLayerFeatureSource,
)
from qgis.PyQt.QtCore import QDate, QDateTime, Qt

from ..layers.attribution import Attribution, attribution_of
from ..layers.metadata import is_station_layer, read_search, read_statement
from ..layers.relations import connections_layer_of
from ..ocm.search import Search
from ..ocm.statement import Statement
from ..qgis_support import compat
from .errors import ShareError

CONNECTION_COLUMNS = ("type", "standard", "current", "kw_used", "kw_lo", "kw_hi", "kw_basis", "quantity_used")
"""What a share tells of a connection; `quantity_raw` beside it says whether the quantity is known."""


class SharedField(NamedTuple):
    """One attribute of the layer as a share carries it."""

    name: str
    type: str
    """One of `ocm.schema.FIELD_TYPES`."""
    alias: str


class SharedFeature(NamedTuple):
    """One point: degrees WGS84, and its attributes as plain values (None for NULL, dates as ISO text)."""

    longitude: float
    latitude: float
    values: dict[str, Any]


class SharedConnection(NamedTuple):
    """One line of a station's table of connectors. Power in kW."""

    type: str | None
    standard: str | None
    current: str | None
    kw_used: float | None
    kw_lo: float | None
    kw_hi: float | None
    kw_basis: str | None
    quantity: int | None


class ShareReport(NamedTuple):
    """What a share holds."""

    stations: int
    left_out: int
    """Stations left out because their licence is not open."""
    paths: list[str]
    """The files written."""


class ShareSource:
    """A layer's features, connections and provenance. Made in the main thread, read in any one thread."""

    def __init__(
        self,
        layer: QgsVectorLayer,
        selected_only: bool,
        transform_context: QgsCoordinateTransformContext,
        connections: QgsVectorLayer | None,
    ) -> None:
        self.title: str = layer.name()
        self.is_stations: bool = is_station_layer(layer)
        self.search: Search | None = read_search(layer) if self.is_stations else None
        self.statement: Statement | None = read_statement(layer) if self.is_stations else None
        self.sentence: str = layer.metadata().abstract()
        self.attribution: Attribution = attribution_of(layer)
        self.rights: str = " · ".join(layer.metadata().rights())
        self.fields: list[SharedField] = [_shared_field(field) for field in layer.fields()]
        self.count: int = layer.selectedFeatureCount() if selected_only else layer.featureCount()
        self._source = QgsVectorLayerFeatureSource(layer)
        self._request = QgsFeatureRequest()
        if selected_only:
            self._request.setFilterFids(layer.selectedFeatureIds())
        self._request.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"), transform_context)
        self._connections = QgsVectorLayerFeatureSource(connections) if connections is not None else None
        self._connection_fields = connections.fields() if connections is not None else None

    @classmethod
    def of_layer(
        cls,
        layer: QgsVectorLayer,
        selected_only: bool = False,
        transform_context: QgsCoordinateTransformContext | None = None,
        project: QgsProject | None = None,
    ) -> ShareSource:
        """A snapshot of the layer, or of its selection; its filter is respected.

        With `project`, the connections related to the layer there go along. Raises ShareError when there is nothing to
        share: no points, or no features.
        """
        if layer.geometryType() != compat.POINT_GEOMETRY:
            raise ShareError(f"“{layer.name()}” is not a layer of points: please choose one of charging stations.")
        connections = connections_layer_of(layer, project) if project is not None else None
        source = cls(layer, selected_only, transform_context or QgsCoordinateTransformContext(), connections)
        if source.count == 0:
            what = "has no selected features" if selected_only else "is empty"
            raise ShareError(f"“{layer.name()}” {what}: there is nothing to share.")
        return source

    def features(self) -> Iterator[SharedFeature]:
        """The features one by one. Those without a place are passed over."""
        names = [field.name for field in self.fields]
        for feature in self._source.getFeatures(self._request):
            geometry = feature.geometry()
            if geometry.isNull() or geometry.isEmpty():
                continue
            point = geometry.asPoint() if not geometry.isMultipart() else geometry.asMultiPoint()[0]
            values = {
                name: value if type(value) in _PLAIN_TYPES else plain_value(value)
                for name, value in zip(names, feature.attributes())
            }
            yield SharedFeature(point.x(), point.y(), values)

    def connections(self) -> ConnectionTable:
        """The connections by station, to be asked by the thread that reads the features."""
        table = ConnectionTable()
        if self._connections is not None and self._connection_fields is not None:
            positions = [self._connection_fields.indexOf(name) for name in ("ocm_id", *CONNECTION_COLUMNS)]
            raw_quantity = self._connection_fields.indexOf("quantity_raw")
            table.fill(self._connection_rows(positions, raw_quantity))
        return table

    def _connection_rows(self, positions: list[int], raw_quantity: int) -> Iterator[tuple[Any, ...]]:
        for feature in self._connections.getFeatures(QgsFeatureRequest()):
            attributes = [plain_value(value) for value in feature.attributes()]
            row = [attributes[position] for position in positions]
            if attributes[raw_quantity] is None:
                row[-1] = None
            yield tuple(row)


class ConnectionTable:
    """Connections on disk, so that memory does not grow with the layer."""

    def __init__(self) -> None:
        self._database = sqlite3.connect("")
        self._database.execute(
            "CREATE TABLE connection (ocm_id, type, standard, current, used, lo, hi, basis, quantity)"
        )

    def fill(self, rows: Iterator[tuple[Any, ...]]) -> None:
        """Take in rows of ocm_id followed by the members of a SharedConnection."""
        self._database.executemany("INSERT INTO connection VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
        self._database.execute("CREATE INDEX by_station ON connection (ocm_id)")

    def of_station(self, ocm_id: int) -> list[SharedConnection]:
        """The connections of a station, in the order of the layer."""
        found = self._database.execute(
            "SELECT type, standard, current, used, lo, hi, basis, quantity FROM connection WHERE ocm_id = ? "
            "ORDER BY rowid",
            (ocm_id,),
        )
        return [SharedConnection(*row) for row in found]

    def close(self) -> None:
        """Free the disk."""
        self._database.close()


_PLAIN_TYPES = frozenset((int, float, str, bool, type(None)))


_FIELD_TYPE_NAMES = {qgis_type: name for name, qgis_type in compat.FIELD_TYPES.items()}


def _shared_field(field: QgsField) -> SharedField:
    name = _FIELD_TYPE_NAMES.get(field.type(), "real" if field.isNumeric() else "text")
    return SharedField(field.name(), name, field.alias() or field.name())


def plain_value(value: Any) -> Any:
    """A value of QGIS as Python's own: None for NULL, dates and times as ISO 8601 text, anything odd as text."""
    if value is None or value == NULL:
        return None
    if isinstance(value, (QDate, QDateTime)):
        moment = value.toUTC() if isinstance(value, QDateTime) else value
        return moment.toString(Qt.DateFormat.ISODate)
    return value if type(value) in _PLAIN_TYPES else str(value)

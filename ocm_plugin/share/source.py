"""What is shared: a snapshot of a point layer that a worker can read while the user goes on working in QGIS."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsFeatureRequest,
    QgsField,
    QgsGeometry,
    QgsProject,
    QgsVectorLayer,
    QgsVectorLayerFeatureSource,
)
from qgis.PyQt.QtCore import QDate, QDateTime, Qt, QVariant

from ..layers.attribution import attribution_of, license_class_of
from ..layers.keywords import is_from_registry, is_station_layer
from ..layers.metadata import metadata_problem, read_provenance, read_sentence
from ..layers.relations import connections_layer_of
from ..ocm.errors import ShareError
from ..ocm.records.credits import Attribution
from ..ocm.records.licences import is_open
from ..ocm.records.provenance import Provenance
from ..ocm.translation import tr
from ..qgis_support import compat
from ..qgis_support.threads import taking_turns
from .connections import COLUMNS, ConnectionTable
from .fields import RECOGNISED_BY, TYPES, SharedField, read_fields, readers

LICENCE_FIELDS = ("license_class", "provider_id")
"""The fields by which a station's licence is known: either will do."""


class SharedFeature(NamedTuple):
    """One feature: its points as (longitude, latitude) in degrees WGS 84, and its attributes as plain values.

    Plain are None for NULL, ISO text for dates and times. A feature without a place has no points.
    """

    points: list[tuple[float, float]]
    values: dict[str, Any]


class ShareReport(NamedTuple):
    """What a share holds."""

    stations: int
    left_out: int
    """Stations left out because their licence is not open."""
    paths: list[str]
    """The files written."""
    without_place: int = 0
    """Features left out because they have no coordinates."""
    lacks_connections: bool = False
    """Whether the table of connections was not found."""


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
        names = layer.fields().names()
        self.is_stations: bool = is_station_layer(layer) or RECOGNISED_BY.issubset(names)
        self.is_from_registry: bool = self.is_stations or is_from_registry(layer)
        """Whether Open Charge Map and its providers are to be named: a part of the fields is left, and the key."""
        self.tells_licence: bool = self.is_stations or not set(LICENCE_FIELDS).isdisjoint(names)
        """Whether it can be known of a feature that its licence is not open."""
        self.provenance: Provenance | None = read_provenance(layer) if self.is_stations else None
        self.sentence: str = read_sentence(layer) if self.is_stations else ""
        """The search in words; "" for a layer that came from none of ours."""
        self.problem: str = metadata_problem(layer) if self.is_stations else ""
        """What the layer can no longer say of itself, in one sentence; "" when nothing is damaged."""
        # Of stations, the abstract repeats what is stored, and an edit may have made it say something else.
        self.abstract: str = "" if self.sentence or self.problem else layer.metadata().abstract()
        self.attribution: Attribution = attribution_of(layer)
        self.rights: str = " · ".join(layer.metadata().rights())
        self.narrowed: list[str] = _narrowed(layer, selected_only)
        """How the user has narrowed the layer down, in sentences."""
        found = read_fields([_shared_field(field) for field in layer.fields()], self.is_stations)
        self._readers = readers(found) if self.is_stations else {}
        self.fields: list[SharedField] = [
            field._replace(type=TYPES[field.name]) if field.name in self._readers else field for field in found
        ]
        self.name_field: str = "name" if self.is_stations else layer.displayField()
        self.count: int = layer.selectedFeatureCount() if selected_only else layer.featureCount()
        """Features to read; negative when the provider does not know."""
        self.lacks_connections: bool = self.is_stations and connections is None
        """Whether the table of connections is missing, so that connectors are listed by type only."""
        self._source = QgsVectorLayerFeatureSource(layer)
        self._positions = [layer.fields().indexOf(field.name) for field in self.fields]
        self._request = QgsFeatureRequest().setSubsetOfAttributes(self._positions)
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

        With `project`, the connections of the layer there, or in its file, go along. Raises ShareError when there is
        nothing to share: no points, or no features.
        """
        if layer.geometryType() != compat.POINT_GEOMETRY:
            raise ShareError(
                tr("“{layer}” is not a layer of points. Please choose one of charging stations.", layer=layer.name())
            )
        connections = connections_layer_of(layer, project) if project is not None else None
        source = cls(layer, selected_only, transform_context or QgsCoordinateTransformContext(), connections)
        if source.count == 0:
            sentence = (
                tr("“{layer}” has no selected features: there is nothing to share.", layer=layer.name())
                if selected_only
                else tr("“{layer}” is empty: there is nothing to share.", layer=layer.name())
            )
            raise ShareError(sentence)
        return source

    def features(self) -> Iterator[SharedFeature]:
        """The features one by one, in the order of the layer."""
        names = [field.name for field in self.fields]
        for feature in taking_turns(self._source.getFeatures(self._request)):
            values = dict(zip(names, map(feature.__getitem__, self._positions)))
            for name, value in values.items():
                kind = type(value)
                if kind not in _PLAIN_TYPES and not (kind is float and math.isfinite(value)):
                    values[name] = plain_value(value)
            for name, read in self._readers.items():
                values[name] = read(values[name])
            yield SharedFeature(_points(feature.geometry()), values)

    def connections(self) -> ConnectionTable:
        """The connections by station, to be asked by the thread that reads the features."""
        table = ConnectionTable()
        if self._connections is not None and self._connection_fields is not None:
            positions = [self._connection_fields.indexOf(name) for name in ("ocm_id", *COLUMNS)]
            # Without the last, the number of the type, its name stays in English.
            if min(positions[:-1]) >= 0:
                table.fill(_connection_rows(self._connections, positions))
        return table


def _connection_rows(connections: QgsVectorLayerFeatureSource, positions: list[int]) -> Iterator[tuple[Any, ...]]:
    present = [position for position in positions if position >= 0]
    absent = (None,) * (len(positions) - len(present))
    request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry).setSubsetOfAttributes(present)
    for feature in taking_turns(connections.getFeatures(request)):
        yield (*map(plain_value, map(feature.__getitem__, present)), *absent)


def _narrowed(layer: QgsVectorLayer, selected_only: bool) -> list[str]:
    said = []
    if layer.subsetString():
        said.append(tr("Narrowed down in QGIS by the filter: {filter}", filter=layer.subsetString()))
    if selected_only:
        said.append(tr("Narrowed down in QGIS to selected features."))
    return said


_FIELD_TYPE_NAMES = {qgis_type: name for name, qgis_type in compat.FIELD_TYPES.items()}


def _shared_field(field: QgsField) -> SharedField:
    name = _FIELD_TYPE_NAMES.get(field.type(), "real" if field.isNumeric() else "text")
    return SharedField(field.name(), name, field.alias() or field.name())


def _points(geometry: QgsGeometry) -> list[tuple[float, float]]:
    """The points of a geometry, longitudes within ±180°. None for what lies nowhere on Earth."""
    if geometry.isEmpty():
        return []
    points = []
    for point in geometry.asMultiPoint() if geometry.isMultipart() else (geometry.asPoint(),):
        x, y = point.x(), point.y()
        if -90 <= y <= 90 and math.isfinite(x):
            points.append((x if -180 <= x <= 180 else (x + 180) % 360 - 180, y))
    return points


_PLAIN_TYPES = frozenset((int, str, bool, type(None)))


def plain_value(value: Any) -> Any:
    """A value of QGIS as Python's own: None for NULL and for numbers that are none, ISO 8601 text for dates and times.

    Times of a known zone are given in UTC; others as they stand. Anything odd becomes text.
    """
    kind = type(value)
    if kind in _PLAIN_TYPES:
        return value
    if kind is float:
        return value if math.isfinite(value) else None
    if kind is QVariant:
        return None if value.isNull() else str(value.value())
    if kind is QDateTime:
        known_zone = value.timeSpec() != Qt.TimeSpec.LocalTime
        return (value.toUTC() if known_zone else value).toString(Qt.DateFormat.ISODate) or None
    return _day(value) if kind is QDate else str(value)


@functools.lru_cache(maxsize=1_000)
def _day(day: QDate) -> str | None:
    return day.toString(Qt.DateFormat.ISODate) or None


def may_be_published(values: Mapping[str, Any]) -> bool:
    """Whether a station's licence is open, as the table of licences says. One that is not known is not.

    Points of other layers are not checked.
    """
    return is_open(license_class_of(values)) is True

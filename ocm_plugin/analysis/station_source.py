"""Stations of any of the plugin's layers, with their connections, as the analyses read them in a worker."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsFeatureRequest,
    QgsFeatureSource,
    QgsFields,
    QgsVectorLayer,
    QgsVectorLayerFeatureSource,
)

from ..layers.keywords import KEY_FIELD
from ..layers.layer_rows import plain_value
from ..ocm.analysis.rows import (
    CONNECTION_COLUMNS,
    NEEDED_OF_CONNECTIONS,
    STATION_COLUMNS,
    SUMMARY_COLUMNS,
    Row,
    connection_row,
    site_of_rows,
)
from ..ocm.analysis.usable import Site
from ..ocm.errors import AnalysisError
from ..ocm.phrases import together
from ..ocm.search.areas import Position
from ..ocm.translation import tr

DEGREES = "EPSG:4326"

Check = Callable[[], None]
"""Raises when the run is cancelled."""


class ConnectionRows(NamedTuple):
    """A table of connections to be read: a snapshot, or a source of Processing."""

    fields: QgsFields
    features: Callable[[QgsFeatureRequest], Any]

    @classmethod
    def of_layer(cls, layer: QgsVectorLayer) -> ConnectionRows:
        """A snapshot of a layer."""
        source = QgsVectorLayerFeatureSource(layer)
        return cls(layer.fields(), source.getFeatures)

    @classmethod
    def of_source(cls, source: QgsFeatureSource) -> ConnectionRows:
        """The rows of a source."""
        return cls(source.fields(), source.getFeatures)


class StationSource:
    """Stations to be read once, in the order of their layer. Made where the layer lives, read in any other thread."""

    def __init__(
        self,
        stations: QgsFeatureSource,
        connections: ConnectionRows | None,
        transform_context: QgsCoordinateTransformContext,
        wanted_types: Sequence[int] = (),
        more: Sequence[str] = (),
    ) -> None:
        """`wanted_types`: the connector types that will be asked for. `more`: the user's own fields to be read too.

        Raises AnalysisError for other layers.
        """
        self._stations = stations
        self._connections = connections
        self._wanted_types = frozenset(wanted_types)
        self._places = _places(stations.fields(), (*STATION_COLUMNS, *SUMMARY_COLUMNS))
        if KEY_FIELD not in self._places:
            raise AnalysisError(
                tr(
                    "“{layer}” has no field “ocm_id”, the number of each station: please choose a layer of charging "
                    "stations.",
                    layer=stations.sourceName(),
                )
            )
        if connections is not None:
            there = connections.fields.names()
            missing = [name for name in NEEDED_OF_CONNECTIONS if name not in there]
            if missing:
                raise AnalysisError(tr("The table of connections lacks the fields {names}.", names=together(missing)))
        own = [stations.fields().indexOf(name) for name in more]
        self._request = QgsFeatureRequest().setSubsetOfAttributes([*self._places.values(), *own])
        self._request.setDestinationCrs(QgsCoordinateReferenceSystem(DEGREES), transform_context)
        self.name: str = stations.sourceName()
        self.count: int = stations.featureCount()
        """Negative when it is not known."""
        self.n_without_place = 0
        """Stations read that have no position; they are left out."""
        self.n_without_connections = 0
        """Stations read whose connections are not in the table, though they have some."""

    def sites(self, check: Check) -> Iterator[Site]:
        """The stations one by one."""
        return (site for _, site in self.read(check))

    def read(self, check: Check) -> Iterator[tuple[QgsFeature, Site]]:
        """The stations one by one, each with its feature, whose attributes are those that the analyses read."""
        rows = self._rows(check)
        own = [(name, self._places[name]) for name in STATION_COLUMNS if name in self._places]
        summary = [(name, self._places[name]) for name in SUMMARY_COLUMNS if name in self._places]
        for count, feature in enumerate(self._stations.getFeatures(self._request)):
            if count % 256 == 0:
                check()
            position = position_of(feature)
            if position is None:
                self.n_without_place += 1
                continue
            # One by one: all of the 100 columns of a station take longer than all else here.
            values = {name: plain_value(feature[place]) for name, place in own}
            its_rows = self._rows_of(values, rows)
            if its_rows is None:
                values.update((name, plain_value(feature[place])) for name, place in summary)
            yield feature, site_of_rows(values, position, its_rows, self._wanted_types)

    def records(self, columns: Sequence[str], check: Check) -> Iterator[tuple[dict[str, Any], Position | None]]:
        """Every station under these columns, as far as the layer has them, with its position; those without one too."""
        places = _places(self._stations.fields(), columns)
        request = QgsFeatureRequest(self._request).setSubsetOfAttributes(list(places.values()))
        for count, feature in enumerate(self._stations.getFeatures(request)):
            if count % 256 == 0:
                check()
            yield {name: plain_value(feature[place]) for name, place in places.items()}, position_of(feature)

    def connection_records(self, columns: Sequence[str], check: Check) -> Iterator[dict[str, Any]]:
        """Every row of the table of connections under these columns, as far as it has them; none without a table."""
        if self._connections is None:
            return
        places = _places(self._connections.fields, columns)
        request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry)
        request.setSubsetOfAttributes(list(places.values()))
        for count, feature in enumerate(self._connections.features(request)):
            if count % 256 == 0:
                check()
            yield {name: plain_value(feature[place]) for name, place in places.items()}

    def column_names(self) -> list[str]:
        """What the layer of stations has."""
        return list(self._stations.fields().names())

    def connection_column_names(self) -> list[str] | None:
        """What the table of connections has; None where there is none."""
        return None if self._connections is None else list(self._connections.fields.names())

    def _rows_of(self, values: dict[str, Any], rows: dict[Any, list[Row]] | None) -> list[Row] | None:
        if rows is None:
            return None
        found = rows.get(values["ocm_id"])
        if found is None and values.get("n_conn_rows"):
            self.n_without_connections += 1
            return None
        return found or []

    def _rows(self, check: Check) -> dict[Any, list[Row]] | None:
        """All rows of connections by the number of their station."""
        if self._connections is None:
            return None
        fields = self._connections.fields
        places = [fields.indexOf(name) for name in CONNECTION_COLUMNS]
        request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry)
        request.setSubsetOfAttributes([place for place in places if place >= 0])
        result: dict[Any, list[Row]] = {}
        for count, feature in enumerate(self._connections.features(request)):
            if count % 256 == 0:
                check()
            key, *values = (plain_value(feature[place]) if place >= 0 else None for place in places)
            result.setdefault(key, []).append(connection_row(tuple(values)))
        return result

    def losses(self) -> Iterator[str]:
        """What the layer does not say, in sentences: after all was read."""
        if self._connections is None:
            yield tr(
                "The table of connections was not found or given. The columns of the stations say less: where the "
                "connectors of a station differ, it is uncertain what each has."
            )
        if self.n_without_connections:
            yield tr(
                "{n} station has connections that the table does not hold; its own columns were read instead.",
                "{n} stations have connections that the table does not hold; their own columns were read instead.",
                n=self.n_without_connections,
            )
        if self.n_without_place:
            yield tr(
                "{n} station left out because it has no coordinates.",
                "{n} stations left out because they have no coordinates.",
                n=self.n_without_place,
            )
        lost = [name for name in ("counts_now", "access_is_restricted") if name not in self._places]
        if lost:
            yield tr("The layer lacks {names}: what they say is not known of any station.", names=together(lost))


def _places(fields: QgsFields, names: Sequence[str]) -> dict[str, int]:
    found = {name: fields.indexOf(name) for name in names}
    return {name: place for name, place in found.items() if place >= 0}


def position_of(feature: QgsFeature) -> Position | None:
    """Longitude and latitude of a point in degrees; None for none, or for what lies nowhere on Earth."""
    geometry = feature.geometry()
    if geometry.isNull() or geometry.isEmpty():
        return None
    point = next(geometry.vertices())
    x, y = point.x(), point.y()
    if not (math.isfinite(x) and -90 <= y <= 90):
        return None
    return (x if -180 <= x <= 180 else (x + 180) % 360 - 180), y

"""Stations of any of the plugin's layers, with their connections, as the analyses read them in a worker."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsFeatureRequest,
    QgsFeatureSource,
    QgsFields,
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
from ..ocm.analysis.typed_values import typed_value
from ..ocm.analysis.usable import Site
from ..ocm.errors import AnalysisError
from ..ocm.phrases import together
from ..ocm.search.areas import Position
from ..ocm.tables.schema import CONNECTION_FIELDS, STATION_FIELDS, Field
from ..ocm.translation import tr
from ..qgis_support.compat import FIELD_TYPES
from ..qgis_support.threads import taking_turns

DEGREES = "EPSG:4326"

Check = Callable[[], None]
"""Raises when the run is cancelled."""

_Column = tuple[str, int, Callable[[Any], Any]]
"""The name of a column, its place, and how its values are read."""
_LIKE = {"int": ("int", "int64"), "int64": ("int", "int64"), "real": ("real", "int", "int64"), "bool": ("bool", "int")}
"""Types of columns whose values are taken as they are, by the type of the schema."""
_AS_IT_IS = ("", "date", "datetime")


class StationSource:
    """Stations to be read once, in the order of their layer. Made where the layer lives, read in any other thread."""

    def __init__(
        self,
        stations: QgsFeatureSource,
        connections: QgsFeatureSource | None,
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
            there = connections.fields().names()
            missing = [name for name in NEEDED_OF_CONNECTIONS if name not in there]
            if missing:
                raise AnalysisError(tr("The table of connections lacks the fields {names}.", names=together(missing)))
        own = [stations.fields().indexOf(name) for name in more]
        self._request = QgsFeatureRequest().setSubsetOfAttributes([*self._places.values(), *own])
        self._request.setDestinationCrs(QgsCoordinateReferenceSystem(DEGREES), transform_context)
        self.name: str = stations.sourceName()
        self.count: int = stations.featureCount()
        """Negative when it is not known."""
        self._unread: Counter[str] = Counter()
        """How many values of a column could not be read."""
        self._n_read = 0
        self._n_again = 0
        """Stations read whose number was read before."""
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
        own, summary = (
            self._readers(self._stations.fields(), names, STATION_FIELDS)
            for names in (STATION_COLUMNS, SUMMARY_COLUMNS)
        )
        seen: set[Any] = set()
        for count, feature in enumerate(taking_turns(self._stations.getFeatures(self._request))):
            if count % 256 == 0:
                check()
            self._n_read += 1
            position = position_of(feature)
            if position is None:
                self.n_without_place += 1
                continue
            # One by one: all of the 100 columns of a station take longer than all else here.
            values = {name: read(feature[place]) for name, place, read in own}
            number = values["ocm_id"]
            self._n_again += number is not None and number in seen
            seen.add(number)
            its_rows = self._rows_of(values, rows)
            if its_rows is None:
                values.update((name, read(feature[place])) for name, place, read in summary)
            yield feature, site_of_rows(values, position, its_rows, self._wanted_types)

    def records(self, columns: Sequence[str], check: Check) -> Iterator[tuple[dict[str, Any], Position | None]]:
        """Every station under these columns, as far as the layer has them, with its position; those without one too."""
        readers = self._readers(self._stations.fields(), columns, STATION_FIELDS)
        request = QgsFeatureRequest(self._request).setSubsetOfAttributes([place for _, place, _ in readers])
        for count, feature in enumerate(taking_turns(self._stations.getFeatures(request))):
            if count % 256 == 0:
                check()
            self._n_read += 1
            yield {name: read(feature[place]) for name, place, read in readers}, position_of(feature)

    def connection_records(self, columns: Sequence[str], check: Check) -> Iterator[dict[str, Any]]:
        """Every row of the table of connections under these columns, as far as it has them; none without a table."""
        if self._connections is None:
            return
        readers = self._readers(self._connections.fields(), columns, CONNECTION_FIELDS)
        request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry)
        request.setSubsetOfAttributes([place for _, place, _ in readers])
        for count, feature in enumerate(taking_turns(self._connections.getFeatures(request))):
            if count % 256 == 0:
                check()
            yield {name: read(feature[place]) for name, place, read in readers}

    def column_names(self) -> list[str]:
        """What the layer of stations has."""
        return list(self._stations.fields().names())

    def connection_column_names(self) -> list[str] | None:
        """What the table of connections has; None where there is none."""
        return None if self._connections is None else list(self._connections.fields().names())

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
        there = self._readers(self._connections.fields(), CONNECTION_COLUMNS, CONNECTION_FIELDS)
        of_column = {name: (place, read) for name, place, read in there}
        readers = [of_column.get(name) for name in CONNECTION_COLUMNS]
        request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry)
        request.setSubsetOfAttributes([place for _, place, _ in there])
        result: dict[Any, list[Row]] = {}
        for count, feature in enumerate(taking_turns(self._connections.getFeatures(request))):
            if count % 256 == 0:
                check()
            key, *values = (None if each is None else each[1](feature[each[0]]) for each in readers)
            result.setdefault(key, []).append(connection_row(tuple(values)))
        return result

    def _readers(self, fields: QgsFields, names: Sequence[str], schema: Sequence[Field]) -> list[_Column]:
        """The columns that are there, in the order of their names."""
        kinds = {field.name: field.type for field in schema}
        return [
            (name, place, self._reader(name, kinds.get(name, ""), fields.at(place).type()))
            for name, place in _places(fields, names).items()
        ]

    def _reader(self, name: str, kind: str, qgis_type: Any) -> Callable[[Any], Any]:
        """How a column is read. Other programs store numbers and flags as text, and text as numbers."""
        if kind in _AS_IT_IS or any(qgis_type == FIELD_TYPES[each] for each in _LIKE.get(kind, (kind,))):
            return plain_value

        def read(value: Any) -> Any:
            try:
                return typed_value(plain_value(value), kind)
            except ValueError:
                self._unread[name] += 1
                return None

        return read

    def remarks(self) -> Iterator[str]:
        """What is strange about the layer itself, in sentences: after all was read."""
        if not self._n_read:
            yield tr("“{layer}” has no station: please look at its filter, or at what is selected.", layer=self.name)
        if self._n_again:
            yield tr(
                "{n} station is in the layer again, of the same number, and counts again: delete duplicates first.",
                "{n} stations are in the layer again, of the same numbers, and count again: delete duplicates first.",
                n=self._n_again,
            )
        if self._unread:
            yield tr(
                "{n} value that cannot be read counts as not known. Columns: {names}.",
                "{n} values that cannot be read count as not known. Columns: {names}.",
                n=sum(self._unread.values()),
                names=together(sorted(self._unread)),
            )

    def losses(self) -> Iterator[str]:
        """What the layer does not say, in sentences: after all was read."""
        yield from self.remarks()
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
        needed = ["counts_now", "access_is_restricted"]
        if self._connections is None:
            needed.append("n_connectors")
        lost = [name for name in needed if name not in self._places]
        if lost:
            yield tr(
                "The layer lacks the column {names}: what it says is not known of any station.",
                "The layer lacks the columns {names}: what they say is not known of any station.",
                n=len(lost),
                names=together(lost),
            )


def _places(fields: QgsFields, names: Sequence[str]) -> dict[str, int]:
    found = {name: fields.indexOf(name) for name in names}
    return {name: place for name, place in found.items() if place >= 0}


def position_of(feature: QgsFeature) -> Position | None:
    """Longitude and latitude of a point in degrees, of several the first; None for none, or for nowhere on Earth."""
    return next(positions_of(feature), None)


def positions_of(feature: QgsFeature) -> Iterator[Position]:
    """The same for each point of a feature."""
    geometry = feature.geometry()
    if geometry.isNull() or geometry.isEmpty():
        return
    for point in geometry.vertices():
        x, y = point.x(), point.y()
        if math.isfinite(x) and -90 <= y <= 90:
            yield (x if -180 <= x <= 180 else (x + 180) % 360 - 180), y

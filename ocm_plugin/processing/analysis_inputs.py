"""What an analysis is given: which stations are usable, and a layer of stations with its connections."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from qgis.core import (
    QgsApplication,
    QgsFeatureSource,
    QgsProcessingContext,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QThread

from ..analysis.station_source import StationSource
from ..layers.attribution import attribution_at_hand
from ..layers.geopackage import open_table, package_of
from ..layers.postgis import table_beside
from ..layers.relations import connections_layer_of
from ..ocm.analysis.usable import Usable, UsableTest
from ..ocm.records.credits import Attribution
from ..ocm.search.search import FILTERS
from ..ocm.tables.schema import CONNECTIONS
from ..qgis_support.held_features import HeldFeatures
from ..qgis_support.sources import known_lists
from .analysis_algorithm import USABLE_FILTERS, AnalysisAlgorithm, StationsAlgorithm
from .values import Values, filter_value


class GivenStations(NamedTuple):
    """The stations of one run."""

    source: StationSource
    attribution: Attribution | None
    """Whose data they are; None where it is not at hand."""


def given_usable(algorithm: AnalysisAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext) -> Usable:
    """Which stations are usable. Raises SearchError for what cannot be read."""
    filled = {**parameters}
    for name in ("IN_OPERATION", "PUBLIC"):
        filled.setdefault(name, "yes")
    values, reference = Values(algorithm, filled, context), known_lists()
    entries = {each.name: each for each in FILTERS if each.name in USABLE_FILTERS}
    wishes = {name: filter_value(entry, values, reference) for name, entry in entries.items()}
    return Usable(UsableTest(**wishes, min_points=values.count(algorithm.MIN_POINTS)))


def given_stations(
    algorithm: StationsAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    wanted_types: tuple[int, ...],
    more: Sequence[str] = (),
) -> GivenStations:
    """The stations, with the connections that are given, or else found. `more`: the user's own fields of the stations.

    Raises OcmError and QgsProcessingException.
    """
    stations = algorithm.given_features(parameters, algorithm.STATIONS, context)
    layer = algorithm.layer_behind(parameters, algorithm.STATIONS, context)
    connections: QgsFeatureSource | None = None
    if parameters.get(algorithm.CONNECTION_TABLE):
        connections = algorithm.given_features(parameters, algorithm.CONNECTION_TABLE, context)
    elif layer is not None:
        found = _connections_of(layer, context)
        connections = None if found is None else HeldFeatures(found)
    source = StationSource(stations, connections, context.transformContext(), wanted_types, more)
    return GivenStations(source, None if layer is None else attribution_at_hand(layer))


def _connections_of(layer: QgsVectorLayer, context: QgsProcessingContext) -> QgsVectorLayer | None:
    """The table that belongs to a layer: in the project, in its file or beside it in its schema.

    Projects belong to the main thread.
    """
    project = context.project()
    if project is not None and QThread.currentThread() == QgsApplication.instance().thread():
        found = connections_layer_of(layer, project)
        return table_beside(layer, CONNECTIONS) if found is None else found
    if layer.storageType() != "GPKG":
        return table_beside(layer, CONNECTIONS)
    in_file = open_table(package_of(layer), CONNECTIONS)
    return in_file if in_file.isValid() else None

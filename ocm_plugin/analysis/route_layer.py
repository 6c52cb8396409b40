"""Lines of any layer as routes, and stretches of routes as features."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from qgis.core import (
    QgsCoordinateTransformContext,
    QgsFeatureRequest,
    QgsFeatureSource,
    QgsGeometry,
    QgsPointXY,
)

from ..layers.layer_rows import plain_value
from ..ocm.analysis.columns import beside_values
from ..ocm.analysis.routes import AlongRoutes, Route, route_of
from ..ocm.search.areas import Position
from ..ocm.tables.schema import Field
from ..ocm.tables.schema.analyses.routes import BESIDE_FIELDS
from ..ocm.translation import tr
from ..qgis_support.areas import lines_in_degrees
from ..qgis_support.degrees import Degrees
from ..qgis_support.threads import taking_turns


def routes_of_lines(
    source: QgsFeatureSource,
    name_field: str,
    transform_context: QgsCoordinateTransformContext,
    check: Callable[[], None],
) -> list[Route]:
    """The lines with the same value of a field as one route each, in the order of the layer.

    Without such a field ("") or a value, each feature is a route of its own, called by its place in the layer, such as
    “Route 1”. Lines without any length are left out. Raises SearchError for a layer without a coordinate system.
    """
    degrees = Degrees(source.sourceCrs(), transform_context, check)
    place = source.fields().lookupField(name_field) if name_field else -1
    request = QgsFeatureRequest().setSubsetOfAttributes([place] if place >= 0 else [])
    parts: dict[tuple[str, bool], list[list[Position]]] = {}
    for count, feature in enumerate(taking_turns(source.getFeatures(request))):
        if count % 256 == 0:
            check()
        value = plain_value(feature[place]) if place >= 0 else None
        is_named = value not in (None, "")
        name = str(value) if is_named else tr("Route {number}", number=count + 1)
        parts.setdefault((name, is_named), []).extend(lines_in_degrees(feature.geometry(), degrees))
    routes = []
    for count, ((name, _), lines) in enumerate(parts.items()):
        if count % 256 == 0:
            check()
        route = route_of(name, lines)
        if route is not None:
            routes.append(route)
    return routes


class BesideColumns:
    """Columns of stations that say where along the nearest route they lie."""

    fields: Sequence[Field] = BESIDE_FIELDS

    def __init__(self, routes: Sequence[Route], reach_m: float, check: Callable[[], None]) -> None:
        """`reach_m`: no station is farther off."""
        self._names = [route.name for route in routes]
        # The search has measured the distances already, each to a millimetre: none is lost at the edge.
        self._along = AlongRoutes(routes, reach_m + 1.0, check)

    def values(self, station: Any) -> list[Any]:
        """The values for a row of the stations."""
        found = self._along.nearest((station.lon, station.lat))
        if found is None:
            return [None] * len(self.fields)
        return beside_values(self._names[found.route], found)


def line_geometry(points: Sequence[Position]) -> QgsGeometry:
    """A line in degrees."""
    return QgsGeometry.fromPolylineXY([QgsPointXY(*point) for point in points])


def route_geometry(route: Route) -> QgsGeometry:
    """A route as lines in degrees, one for each section."""
    return QgsGeometry.fromMultiPolylineXY([[QgsPointXY(*point) for point in each.points] for each in route.sections])

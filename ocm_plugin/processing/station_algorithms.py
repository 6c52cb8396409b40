"""Charging stations as features: one algorithm for each kind of area, all of them the same search otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsGeometry,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterPoint,
    QgsProcessingParameterString,
)

from ..ocm.errors import SearchError
from ..ocm.search.areas import Area, Circle, StationIds
from ..ocm.translation import marked, tr
from .parameters import list_parameter, metres_parameter, route_field_parameter
from .search_algorithm import SearchAlgorithm

# What makes areas is loaded at the first run: at its start QGIS wants to know the parameters only, and soon.
if TYPE_CHECKING:
    from ..layers.build import MoreColumns
    from ..qgis_support.areas import Check

WGS84 = "EPSG:4326"


class StationsInExtent(SearchAlgorithm):
    """Stations inside a rectangle of any CRS."""

    NAME = "stationsinextent"
    DISPLAY_NAME = marked("Stations in extent")
    SUMMARY = marked("Loads the charging stations inside an extent, such as that of the map.")
    EXTENT = "EXTENT"

    def add_area_parameters(self) -> None:
        self.addParameter(QgsProcessingParameterExtent(self.EXTENT, tr("Extent")))

    def area(self, parameters: dict[str, Any], context: QgsProcessingContext, check: Check) -> Area:
        from ..qgis_support import areas

        rectangle = self.parameterAsExtent(parameters, self.EXTENT, context)
        crs = self.parameterAsExtentCrs(parameters, self.EXTENT, context)
        return areas.area_of_extent(rectangle, crs, context.transformContext())


class StationsInPolygons(SearchAlgorithm):
    """Stations inside the polygons of a layer."""

    NAME = "stationsinpolygons"
    DISPLAY_NAME = marked("Stations in polygons")
    SUMMARY = marked(
        "Loads the charging stations inside the polygons of a layer, holes and parts respected, edges included."
    )
    INPUT = "INPUT"

    def add_area_parameters(self) -> None:
        self.addParameter(
            QgsProcessingParameterFeatureSource(
                self.INPUT, tr("Polygons"), [QgsProcessing.SourceType.TypeVectorPolygon]
            )
        )

    def area(self, parameters: dict[str, Any], context: QgsProcessingContext, check: Check) -> Area:
        from ..qgis_support import areas

        source = self.given_features(parameters, self.INPUT, context)
        geometries = geometries_of(source, check)
        return areas.area_of_polygons(geometries, source.sourceCrs(), context.transformContext(), check)


class StationsAlongLines(SearchAlgorithm):
    """Stations within a distance of the lines of a layer."""

    NAME = "stationsalonglines"
    DISPLAY_NAME = marked("Stations along lines")
    SUMMARY = marked(
        "Loads the charging stations within a distance of the lines of a layer, such as a route, and says where along "
        "it each lies, how far off and on which side. The distance is measured on the ellipsoid, in metres."
    )
    INPUT = "INPUT"
    DISTANCE = "DISTANCE"
    ROUTE_FIELD = "ROUTE_FIELD"

    def add_area_parameters(self) -> None:
        self.addParameter(
            QgsProcessingParameterFeatureSource(self.INPUT, tr("Lines"), [QgsProcessing.SourceType.TypeVectorLine])
        )
        self.addParameter(metres_parameter(self.DISTANCE, tr("Distance from the lines (metres)"), 2000))
        routes = route_field_parameter(self.ROUTE_FIELD, self.INPUT)
        routes.setFlags(routes.flags() | QgsProcessingParameterDefinition.Flag.FlagAdvanced)
        self.addParameter(routes)

    def area(self, parameters: dict[str, Any], context: QgsProcessingContext, check: Check) -> Area:
        from ..qgis_support import areas

        source = self.given_features(parameters, self.INPUT, context)
        geometries = geometries_of(source, check)
        distance = self.parameterAsDouble(parameters, self.DISTANCE, context)
        return areas.area_along_lines(geometries, source.sourceCrs(), context.transformContext(), distance, check)

    def more_columns(self, parameters: dict[str, Any], context: QgsProcessingContext, check: Check) -> MoreColumns:
        from ..analysis.route_layer import BesideColumns, routes_of_lines

        source = self.given_features(parameters, self.INPUT, context)
        field = self.parameterAsString(parameters, self.ROUTE_FIELD, context)
        routes = routes_of_lines(source, field, context.transformContext(), check)
        return BesideColumns(routes, self.parameterAsDouble(parameters, self.DISTANCE, context), check)


class StationsAroundPoint(SearchAlgorithm):
    """Stations within a distance of a point."""

    NAME = "stationsaroundpoint"
    DISPLAY_NAME = marked("Stations around point")
    SUMMARY = marked("Loads the charging stations within a distance of a point, measured on the ellipsoid, in metres.")
    POINT = "POINT"
    DISTANCE = "DISTANCE"

    def add_area_parameters(self) -> None:
        self.addParameter(QgsProcessingParameterPoint(self.POINT, tr("Point")))
        self.addParameter(metres_parameter(self.DISTANCE, tr("Distance from the point (metres)"), 5000))

    def area(self, parameters: dict[str, Any], context: QgsProcessingContext, check: Check) -> Area:
        point = self.parameterAsPoint(parameters, self.POINT, context, QgsCoordinateReferenceSystem(WGS84))
        return Circle(point.y(), point.x(), self.parameterAsDouble(parameters, self.DISTANCE, context))


class StationsInCountries(SearchAlgorithm):
    """Stations whose records say that they are in one of several countries."""

    NAME = "stationsincountries"
    DISPLAY_NAME = marked("Stations in countries")
    SUMMARY = marked(
        "Loads the charging stations of one or several countries, as the stations' records state their country."
    )
    CODES = "CODES"

    def add_area_parameters(self) -> None:
        self.addParameter(list_parameter(self.CODES, tr("Countries"), "countries", has_codes=True, optional=False))

    def area(self, parameters: dict[str, Any], context: QgsProcessingContext, check: Check) -> Area:
        from .values import countries_called

        return countries_called(self.parameterAsString(parameters, self.CODES, context))


class StationsByNumber(SearchAlgorithm):
    """Stations named by their Open Charge Map numbers."""

    NAME = "stationsbynumber"
    DISPLAY_NAME = marked("Stations by number")
    SUMMARY = marked("Loads the charging stations with the given Open Charge Map numbers.")
    NUMBERS = "NUMBERS"

    def add_area_parameters(self) -> None:
        self.addParameter(QgsProcessingParameterString(self.NUMBERS, tr("Station numbers, by commas")))

    def area(self, parameters: dict[str, Any], context: QgsProcessingContext, check: Check) -> Area:
        return StationIds.from_text(self.parameterAsString(parameters, self.NUMBERS, context))


class StationsOfSearch(SearchAlgorithm):
    """Stations of a search that was saved with its place."""

    NAME = "stationsofsearch"
    DISPLAY_NAME = marked("Stations of a saved search")
    SUMMARY = marked("Loads the charging stations of a search that was saved with its place.")

    def add_area_parameters(self) -> None:
        """The saved search says where."""
        self.addParameter(
            QgsProcessingParameterString(self.SEARCH, tr("Saved search: a name, JSON or the path of a .json file"))
        )

    def add_search_parameter(self) -> None:
        """It is the first parameter already."""

    def area(self, parameters: dict[str, Any], context: QgsProcessingContext, check: Check) -> Area:
        from .given_search import search_meant

        saved = search_meant(self.search_text(parameters, context))
        if not saved.has_place:
            raise SearchError(
                "search",
                tr("“{name}” says no place. Please use an algorithm that asks for one.", name=saved.name),
            )
        return saved.search.area


def geometries_of(source: QgsProcessingFeatureSource, check: Check) -> Iterator[QgsGeometry]:
    """The geometries of a source's features, as long as they are wanted."""
    for feature in source.getFeatures():
        check()
        yield feature.geometry()

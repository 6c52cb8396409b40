"""Charging stations as features: one algorithm for each kind of area, all of them the same search otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsGeometry,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSource,
    QgsProcessingFeedback,
    QgsProcessingOutputBoolean,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterPoint,
    QgsProcessingParameterString,
)

from ..ocm.errors import SearchError
from ..ocm.search.areas import Area, Circle, StationIds
from ..ocm.translation import marked, tr
from ..qgis_support.settings import API, FILE, MIRROR, SOURCES, Settings
from ..qgis_support.threads import taking_turns
from .algorithm import Algorithm
from .parameters import (
    advanced,
    choice_parameter,
    filter_parameters,
    list_parameter,
    metres_parameter,
    mirror_database_parameters,
    route_field_parameter,
)

# What makes areas is loaded at the first run: at its start QGIS wants to know the parameters only, and soon.
if TYPE_CHECKING:
    from ..layers.build import MoreColumns
    from ..qgis_support.areas import Check
    from ..qgis_support.sources import SourceChoice
    from .outputs import Made

WGS84 = "EPSG:4326"
_GEOPACKAGES = "GeoPackage (*.gpkg)"


class SearchAlgorithm(Algorithm):
    """Base of the algorithms that load stations.

    A subclass adds the parameters of its area and reads them; filters, source, outputs and the run are here.
    """

    TAGS = marked(
        "electric vehicle,EV,electric,charging,charging point,charging station,charger,plug,connector,download,"
        "Open Charge Map,OCM,Ladestation,Ladesäule,borne,borne de recharge,laadpaal,punto de recarga,colonnina"
    )
    HELP = marked(
        "Lists take titles, ids and usual names, separated by commas or semicolons. Connection types, "
        "current types, levels and power are judged on the same connection. Stations that may match (data "
        "incomplete) are kept, and marked in the field “match”, unless you say otherwise. "
        "Stations that do not state a status, usage, operator, provider or country asked for are left out and "
        "counted, unless you include them. "
        "The result says whether it is complete; its layer carries the attribution that Open Charge Map "
        "asks for.\n\nThe key and the address of the server come from Options ▸ Open Charge Map, or from the "
        "environment variables OCM_API_KEY and OCM_API_URL."
    )
    SEARCH = "SEARCH"
    SOURCE = "SOURCE"
    FILE = "FILE"
    MIRROR = "MIRROR"
    FRESH = "FRESH"
    OUTPUT = "OUTPUT"
    CONNECTIONS = "CONNECTIONS"
    COMMENTS = "COMMENTS"
    MEDIA = "MEDIA"
    PACKAGE = "PACKAGE"
    MERGE = "MERGE"
    COUNT = "COUNT"
    COMPLETE = "COMPLETE"

    TABLES: ClassVar[dict[str, str]] = {
        OUTPUT: "stations",
        CONNECTIONS: "ocm_connections",
        COMMENTS: "ocm_comments",
        MEDIA: "ocm_media",
    }
    """The table (`ocm.tables.schema.TABLES`) of each output."""

    def __init__(self) -> None:
        super().__init__()
        self._made: Made | None = None
        self._source: SourceChoice
        """Chosen when a run is prepared."""
        self._is_fresh = False
        """Whether the server itself is asked, though others could answer."""
        self._in_use: frozenset[str] = frozenset()
        """The files that layers of the project read."""

    # What a subclass says

    def add_area_parameters(self) -> None:
        """Add the parameters that say where."""
        raise NotImplementedError

    def area(self, parameters: dict[str, Any], context: QgsProcessingContext, check: Check) -> Area:
        """The area the parameters say; `check` raises when it is no longer wanted.

        Raises SearchError when it is invalid.
        """
        raise NotImplementedError

    def place(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        """What the area is called, such as the name of a layer; "" where it has no name."""
        return ""

    def more_columns(
        self, parameters: dict[str, Any], context: QgsProcessingContext, check: Check
    ) -> MoreColumns | None:
        """What the output of the stations has behind their own columns; `check` as above. Raises SearchError."""
        return None

    # What Processing asks

    def shortHelpString(self) -> str:
        return f"{tr(self.SUMMARY)}\n\n{tr(self.HELP)}"

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.add_area_parameters()
        for parameter in filter_parameters():
            self.addParameter(parameter)
        self.add_search_parameter()
        self._add_source_parameters()
        self.addParameter(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT, tr("Charging stations"), QgsProcessing.SourceType.TypeVectorPoint, optional=True
            )
        )
        for name, description in (
            (self.CONNECTIONS, tr("Connections")),
            (self.COMMENTS, tr("Comments")),
            (self.MEDIA, tr("Photos")),
        ):
            sink = QgsProcessingParameterFeatureSink(
                name, description, QgsProcessing.SourceType.TypeVector, optional=True, createByDefault=False
            )
            advanced(sink)
            self.addParameter(sink)
        self.addParameter(
            QgsProcessingParameterFileDestination(
                self.PACKAGE, tr("GeoPackage of all tables"), _GEOPACKAGES, optional=True, createByDefault=False
            )
        )
        merge = QgsProcessingParameterBoolean(
            self.MERGE, tr("Merge into the GeoPackage of all tables, if it exists"), defaultValue=False
        )
        merge.setHelp(
            tr("As a reload does it: your columns and edits stay, and so do stations elsewhere. Else it is replaced.")
        )
        advanced(merge)
        self.addParameter(merge)
        self.addOutput(QgsProcessingOutputNumber(self.COUNT, tr("Number of stations")))
        self.addOutput(QgsProcessingOutputBoolean(self.COMPLETE, tr("Complete")))

    def add_search_parameter(self) -> None:
        """Add the parameter of the saved search from which the filters come."""
        search = QgsProcessingParameterString(
            self.SEARCH, tr("Saved search: a name, JSON or the path of a .json file"), optional=True
        )
        search.setHelp(
            tr("Its filters hold where the parameters above are left at their defaults. Its place does not.")
        )
        advanced(search)
        self.addParameter(search)

    def _add_source_parameters(self) -> None:
        for parameter in (
            choice_parameter(self.SOURCE, tr("Source"), SOURCES),
            # Of any ending or none, which QGIS' own filter refuses: exports are folders, zips and compressed files too.
            QgsProcessingParameterFile(
                self.FILE,
                tr("POI file, zip or folder (for the source “file”)"),
                optional=True,
                fileFilter=tr("All files (*)"),
            ),
            QgsProcessingParameterFile(
                self.MIRROR,
                tr("Mirror (for the source “mirror”; empty: that of the options)"),
                optional=True,
                extension="gpkg",
            ),
            *mirror_database_parameters(tr("Or database with the mirror"), tr("Schema of the mirror")),
            QgsProcessingParameterBoolean(
                self.FRESH, tr("Ask the server also for what is held from earlier searches, or mirrored"), False
            ),
        ):
            advanced(parameter)
            self.addParameter(parameter)

    def set_up(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        # Loaded at the first run: at its start QGIS wants to know the parameters only, and soon.
        from ..layers.geopackage import files_in_use
        from ..qgis_support.sources import choose_source
        from .values import given_mirror

        kind = self.parameterAsEnumString(parameters, self.SOURCE, context)
        settings = Settings.load()
        if kind == FILE:
            kind = self.parameterAsFile(parameters, self.FILE, context)
            if not kind:
                raise QgsProcessingException(tr("Please choose the POI file."))
        elif kind == MIRROR:
            path = self.parameterAsFile(parameters, self.MIRROR, context)
            kind = given_mirror(self, parameters, context, path) or settings.mirror
            if not kind:
                raise QgsProcessingException(tr("Please choose the mirror, here or in the options."))

        project = context.project()
        self._source = choose_source(settings, kind)._replace(holds=True)
        self._is_fresh = kind != API or self.parameterAsBoolean(parameters, self.FRESH, context)
        if not self._is_fresh:
            self._source = self._source.with_mirror()
        self._in_use = frozenset() if project is None else frozenset(files_in_use(project))

    def search_text(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        """The saved search that is named; "" for none."""
        return str(self.parameterAsString(parameters, self.SEARCH, context)).strip()

    def package_path(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        """The place of the GeoPackage of all tables; "" when none is wanted."""
        return str(self.parameterAsFileOutput(parameters, self.PACKAGE, context))

    def checkParameterValues(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[bool, str]:
        problem = self._problem_with_outputs(parameters, context)
        return (False, problem) if problem else super().checkParameterValues(parameters, context)

    def written_into(self, parameters: dict[str, Any], context: QgsProcessingContext) -> list[str]:
        # What merges into a file leaves all else in it.
        return [self.PACKAGE] if self.parameterAsBool(parameters, self.MERGE, context) else []

    def _problem_with_outputs(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        """Why the result cannot go where the parameters want it; "" when it can."""
        package, project = self.package_path(parameters, context), context.project()
        if not package:
            has_output = parameters.get(self.OUTPUT) not in (None, "")
            return (
                ""
                if has_output
                else tr("Please choose where the stations go: an output or a GeoPackage of all tables.")
            )
        if not package.lower().endswith(".gpkg"):
            return tr("The name of {path} must end in .gpkg.", path=package)
        from ..layers.geopackage import check_not_in_project
        from ..ocm.errors import FileWriteError

        try:
            if project is not None:
                check_not_in_project(package, project)
        except FileWriteError as error:
            return error.sentence
        return ""

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        from .search_run import run_algorithm

        self._made, results = run_algorithm(
            self, parameters, context, feedback, self._source, self._in_use, self._is_fresh
        )
        self._made.dress_when_loaded(context)
        return results

    def postProcessAlgorithm(self, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        """Give a result that stays a file its metadata: the attribution must not depend on QGIS' window."""
        if self._made is not None:
            self._made.describe_files(context, feedback)
        return {}


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
    BESIDE = (INPUT,)

    def add_area_parameters(self) -> None:
        self.addParameter(
            QgsProcessingParameterFeatureSource(
                self.INPUT, tr("Polygons"), [QgsProcessing.SourceType.TypeVectorPolygon]
            )
        )

    def area(self, parameters: dict[str, Any], context: QgsProcessingContext, check: Check) -> Area:
        from ..qgis_support import areas

        source = self.beside[self.INPUT]
        geometries = geometries_of(source, check)
        return areas.area_of_polygons(geometries, source.sourceCrs(), context.transformContext(), check)

    def place(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        return self.beside[self.INPUT].sourceName()


class StationsAlongLines(SearchAlgorithm):
    """Stations within a distance of the lines of a layer."""

    NAME = "stationsalonglines"
    DISPLAY_NAME = marked("Stations along lines")
    SUMMARY = marked(
        "Loads the charging stations within a distance of the lines of a layer, such as a route, and says where along "
        "it each lies, how far off and on which side. The distance is measured on the ellipsoid, in metres."
    )
    INPUT = "INPUT"
    BESIDE = (INPUT,)
    DISTANCE = "DISTANCE"
    ROUTE_FIELD = "ROUTE_FIELD"

    def add_area_parameters(self) -> None:
        self.addParameter(
            QgsProcessingParameterFeatureSource(self.INPUT, tr("Lines"), [QgsProcessing.SourceType.TypeVectorLine])
        )
        self.addParameter(metres_parameter(self.DISTANCE, tr("Distance from the lines (metres)"), 2000))
        routes = route_field_parameter(self.ROUTE_FIELD, self.INPUT)
        advanced(routes)
        self.addParameter(routes)

    def area(self, parameters: dict[str, Any], context: QgsProcessingContext, check: Check) -> Area:
        from ..qgis_support import areas

        source = self.beside[self.INPUT]
        geometries = geometries_of(source, check)
        distance = self.parameterAsDouble(parameters, self.DISTANCE, context)
        return areas.area_along_lines(geometries, source.sourceCrs(), context.transformContext(), distance, check)

    def place(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        return self.beside[self.INPUT].sourceName()

    def more_columns(self, parameters: dict[str, Any], context: QgsProcessingContext, check: Check) -> MoreColumns:
        from ..analysis.route_layer import BesideColumns, routes_of_lines

        source = self.beside[self.INPUT]
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

    def place(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        from .given_search import search_meant

        return search_meant(self.search_text(parameters, context)).search.place


def geometries_of(source: QgsProcessingFeatureSource, check: Check) -> Iterator[QgsGeometry]:
    """The geometries of a source's features, as long as they are wanted."""
    for feature in taking_turns(source.getFeatures()):
        check()
        yield feature.geometry()

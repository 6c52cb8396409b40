"""What the service itself gives: its answer to a query as a file, in each of its forms, and its look-up lists."""

from __future__ import annotations

from datetime import timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsField,
    QgsFields,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputBoolean,
    QgsProcessingOutputFile,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterPoint,
    QgsProcessingParameterString,
    QgsWkbTypes,
)

from ..ocm.errors import OcmError, SearchError
from ..ocm.search.areas import Extent, Polygons, StationIds
from ..ocm.search.search import FILTERS
from ..ocm.translation import language, marked, tr
from ..qgis_support.compat import FIELD_TYPES, WKB_NONE
from .algorithm import Algorithm
from .parameters import advanced, choice_parameter, filter_parameters, list_parameter

if TYPE_CHECKING:
    from ..ocm.records.list_tables import ListTable
    from ..ocm.records.reference import ReferenceData
    from ..ocm.sources.parameters import ApiQuery
    from ..qgis_support.areas import Check
    from ..qgis_support.sources import SourceChoice

WGS84 = "EPSG:4326"
LONGEST_URL = 8_000
"""Characters that servers and proxies on the way are sure to take."""

FORMS = {
    "json": marked("JSON"),
    "geojson": marked("GeoJSON"),
    "csv": marked("CSV"),
    "xml": marked("XML"),
    "kml": marked("KML"),
}
UNITS = {"km": marked("Kilometres"), "miles": marked("Miles")}
ORDERS = {
    "none": marked("Any: all stations are asked for"),
    "id_asc": marked("By number"),
    "modified_asc": marked("By the last change"),
    "created_asc": marked("By creation"),
}

SENT = [entry for entry in FILTERS if entry.api]
"""The filters that the service has as well."""
OTHERS = [entry for entry in FILTERS if entry.name in ("max_results", "include_comments")]


class DownloadAnswer(Algorithm):
    """What the service answers to a query, saved as it comes."""

    NAME = "downloadanswer"
    DISPLAY_NAME = marked("Download answer of the service")
    TAGS = marked("electric vehicle,EV,charging stations,API,raw,save,export,JSON,GeoJSON,CSV,XML,KML")
    SUMMARY = marked("Saves what Open Charge Map itself answers to a search, as JSON, GeoJSON, CSV, XML or KML.")
    HELP = marked(
        "Saves what Open Charge Map itself answers to a search, as it comes: nothing is judged or changed here. "
        "The service's own filters are coarser than those of the other algorithms: an extent is larger than drawn, "
        "conditions on connections may be met by different ones, and stations that do not state what is asked for "
        "are left out.\n\nAll stations are asked for page by page and joined into one file. Around a point, and "
        "in another order than by number, the service gives one answer only: the output COMPLETE says whether that "
        "is all. A file can be opened again as source “file” of a search.\n\nGive one place at most: extent, "
        "polygon (its convex hull is searched) or line, or point. Lists take titles, ids and usual names, separated by "
        "commas or semicolons. JSON with a callback is no JSON: the service writes the call behind it. Only JSON "
        "and GeoJSON state power.\n\nThe data keep the licences of their providers, who must be named where they "
        "are passed on."
    )
    FORM = "FORM"
    EXTENT = "EXTENT"
    INPUT = "INPUT"
    BESIDE = (INPUT,)
    POINT = "POINT"
    DISTANCE = "DISTANCE"
    DISTANCE_UNIT = "DISTANCE_UNIT"
    COUNTRY_CODE = "COUNTRY_CODE"
    NUMBERS = "NUMBERS"
    POSTCODES = "POSTCODES"
    SUBMISSION_STATUSES = "SUBMISSION_STATUSES"
    LEVEL_OF_DETAIL = "LEVEL_OF_DETAIL"
    SORT = "SORT"
    AFTER_NUMBER = "AFTER_NUMBER"
    VERBOSE = "VERBOSE"
    COMPACT = "COMPACT"
    CAMELCASE = "CAMELCASE"
    CALLBACK = "CALLBACK"
    OUTPUT = "OUTPUT"
    COUNT = "COUNT"
    COMPLETE = "COMPLETE"

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.addParameter(choice_parameter(self.FORM, tr("Form of the answer"), FORMS))
        self._add_places()
        for parameter in filter_parameters([*SENT, *OTHERS]):
            self.addParameter(parameter)
        for parameter in self._of_experts():
            advanced(parameter)
            self.addParameter(parameter)
        kinds = ";;".join(f"{words} (*.{form})" for form, words in FORMS.items())
        destination = QgsProcessingParameterFileDestination(self.OUTPUT, tr("Answer"), kinds)
        # QGIS would show it in its results viewer, as it does with web pages.
        self.addParameter(destination, createOutput=False)
        self.addOutput(QgsProcessingOutputFile(self.OUTPUT, destination.description()))
        self.addOutput(QgsProcessingOutputNumber(self.COUNT, tr("Number of stations")))
        self.addOutput(QgsProcessingOutputBoolean(self.COMPLETE, tr("Complete")))

    def _add_places(self) -> None:
        shapes = [QgsProcessing.SourceType.TypeVectorPolygon, QgsProcessing.SourceType.TypeVectorLine]
        self.addParameter(QgsProcessingParameterExtent(self.EXTENT, tr("Extent"), optional=True))
        self.addParameter(QgsProcessingParameterFeatureSource(self.INPUT, tr("Polygon or line"), shapes, optional=True))
        self.addParameter(QgsProcessingParameterPoint(self.POINT, tr("Point"), optional=True))
        self.addParameter(
            QgsProcessingParameterNumber(
                self.DISTANCE,
                tr("Distance from the point, or width along the line"),
                QgsProcessingParameterNumber.Type.Double,
                optional=True,
                minValue=0,
            )
        )
        self.addParameter(choice_parameter(self.DISTANCE_UNIT, tr("Unit of the distance"), UNITS))
        self.addParameter(
            QgsProcessingParameterString(self.COUNTRY_CODE, tr("Country code (ISO 3166, such as NL)"), optional=True)
        )
        self.addParameter(QgsProcessingParameterString(self.NUMBERS, tr("Station numbers, by commas"), optional=True))

    def _of_experts(self) -> list[QgsProcessingParameterDefinition]:
        whole = QgsProcessingParameterNumber.Type.Integer
        return [
            QgsProcessingParameterString(self.POSTCODES, tr("Postcodes without letters, by commas"), optional=True),
            list_parameter(
                self.SUBMISSION_STATUSES,
                tr("Publication status (by default, published stations only)"),
                "submission_statuses",
            ),
            QgsProcessingParameterNumber(
                self.LEVEL_OF_DETAIL, tr("Level of detail (above 1, stations are thinned out)"), whole, optional=True
            ),
            choice_parameter(self.SORT, tr("Order"), ORDERS),
            QgsProcessingParameterNumber(
                self.AFTER_NUMBER, tr("Only stations with higher numbers than"), whole, optional=True, minValue=0
            ),
            QgsProcessingParameterBoolean(self.VERBOSE, tr("Values that are not known (“verbose”)"), True),
            QgsProcessingParameterBoolean(self.COMPACT, tr("Ids in place of titles (“compact”)"), False),
            QgsProcessingParameterBoolean(self.CAMELCASE, tr("Names in lower camel case (“camelcase”)"), False),
            QgsProcessingParameterString(self.CALLBACK, tr("Function to be called with it (JSONP)"), optional=True),
        ]

    def set_up(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        from ..qgis_support.settings import API, Settings
        from ..qgis_support.sources import choose_source

        self._source: SourceChoice = choose_source(Settings.load(), API)

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        from ..ocm.http.client import sent_poi_url
        from ..ocm.sources.answers import save_answer
        from ..ocm.sources.paging import ApiSource
        from ..qgis_support.feedback import QgisFeedback
        from ..qgis_support.sources import make_client, may_overlap, reference_store

        settings, run_feedback = self._source.settings, QgisFeedback(feedback)
        client = make_client(settings, self._source.key, feedback)
        source = ApiSource(client, reference_store(client.server), settings.page_size, may_overlap())
        query = self._query(parameters, context, source.reference(run_feedback), run_feedback.check)
        url = sent_poi_url(client.server, query.to_params())
        if len(url) > LONGEST_URL:
            raise SearchError(
                self.INPUT, tr("The polygon, line or list is too long for the service. Please simplify it.")
            )
        feedback.pushInfo(url)
        path = self.parameterAsFileOutput(parameters, self.OUTPUT, context)
        answer = save_answer(query, client, Path(path), run_feedback, settings.page_size, may_overlap())
        feedback.pushInfo(
            tr("{n} station saved in {path}.", "{n} stations saved in {path}.", n=answer.stations, path=path)
        )
        if answer.why:
            feedback.pushWarning(answer.why)
        return {self.OUTPUT: path, self.COUNT: answer.stations, self.COMPLETE: answer.is_whole}

    # What is asked

    def _query(
        self, parameters: dict[str, Any], context: QgsProcessingContext, reference: ReferenceData, check: Check
    ) -> ApiQuery:
        """The query that the parameters ask for. Raises SearchError."""
        from ..ocm.sources.parameters import ApiQuery
        from .values import Values, filter_value

        values = Values(self, parameters, context)
        text, flag = self.parameterAsString, values.flag
        members: dict[str, Any] = {entry.api: filter_value(entry, values, reference) for entry in SENT}
        members.update(self._place(parameters, context, values, check))
        postcodes = text(parameters, self.POSTCODES, context).split(",")
        order = self.parameterAsEnumString(parameters, self.SORT, context)
        numbers = text(parameters, self.NUMBERS, context)
        return ApiQuery(
            **members,
            output=self.parameterAsEnumString(parameters, self.FORM, context),
            maxresults=values.count("MAX_RESULTS"),
            includecomments=flag("INCLUDE_COMMENTS") or None,
            countrycode=text(parameters, self.COUNTRY_CODE, context).strip() or None,
            chargepointid=StationIds.from_text(numbers).ids if numbers.strip() else (),
            postcodes=tuple(code.strip() for code in postcodes if code.strip()),
            submissionstatustypeid=values.ids(self.SUBMISSION_STATUSES, "submission_statuses", reference),
            levelofdetail=values.count(self.LEVEL_OF_DETAIL),
            sortby=None if order == "none" else order,
            greaterthanid=values.count(self.AFTER_NUMBER),
            verbose=flag(self.VERBOSE),
            compact=flag(self.COMPACT),
            camelcase=flag(self.CAMELCASE),
            callback=text(parameters, self.CALLBACK, context).strip() or None,
        )

    def _place(
        self, parameters: dict[str, Any], context: QgsProcessingContext, values: Any, check: Check
    ) -> dict[str, Any]:
        """The parameters of the service that say where. Raises SearchError."""
        given = [name for name in (self.EXTENT, self.INPUT, self.POINT) if parameters.get(name) not in (None, "")]
        if len(given) > 1:
            raise SearchError(given[1], tr("Please give one place only: an extent, a polygon or line, or a point."))
        found = self._shape(given[0], parameters, context, check) if given else {}
        distance = values.number(self.DISTANCE)
        if distance and not found.keys() & {"latitude", "polyline"}:
            raise SearchError(self.DISTANCE, tr("A distance needs a point or a line."))
        if distance:
            unit = self.parameterAsEnumString(parameters, self.DISTANCE_UNIT, context)
            found.update(distance=distance, distanceunit=unit)
        return found

    def _shape(
        self, name: str, parameters: dict[str, Any], context: QgsProcessingContext, check: Check
    ) -> dict[str, Any]:
        """A place without its distance."""
        from ..qgis_support import areas
        from ..qgis_support.compat import LINE_GEOMETRY
        from .station_algorithms import geometries_of

        if name == self.POINT:
            point = self.parameterAsPoint(parameters, name, context, QgsCoordinateReferenceSystem(WGS84))
            return {"latitude": point.y(), "longitude": point.x()}
        if name == self.EXTENT:
            crs = self.parameterAsExtentCrs(parameters, name, context)
            rectangle = self.parameterAsExtent(parameters, name, context)
            area = areas.area_of_extent(rectangle, crs, context.transformContext())
            if isinstance(area, Extent):
                return {"boundingbox": area}
            return {"polygon": _only(area.polygons)[0]} if isinstance(area, Polygons) else {}
        source = self.beside[name]
        shapes, crs, transforms = geometries_of(source, check), source.sourceCrs(), context.transformContext()
        if QgsWkbTypes.geometryType(source.wkbType()) == LINE_GEOMETRY:
            return {"polyline": _only(areas.area_along_lines(shapes, crs, transforms, 1.0, check).lines)}
        area = areas.area_of_polygons(shapes, crs, transforms, check)
        return {"polygon": _only(area.polygons)[0]} if isinstance(area, Polygons) else {}


def _only(shapes: tuple[Any, ...]) -> Any:
    """The only polygon or line: the service takes one."""
    if len(shapes) != 1:
        raise SearchError(
            DownloadAnswer.INPUT,
            tr(
                "The service takes one polygon or line, and this is {n} part. Please choose one feature.",
                "The service takes one polygon or line, and these are {n} parts. Please choose one feature.",
                n=len(shapes),
            ),
        )
    return shapes[0]


SERVICE, BUILT_IN, AT_HAND = "service", "built_in", "at_hand"
ORIGINS = {
    AT_HAND: marked("At hand: those that the service gave last, or the built-in ones"),
    SERVICE: marked("The service (asked again when they are older than a week)"),
    BUILT_IN: marked("Built in: without operators, no request is sent"),
}
OUTPUTS = {
    "connection_types": ("CONNECTION_TYPES", marked("Connection types")),
    "operators": ("OPERATORS", marked("Operators")),
    "countries": ("COUNTRIES", marked("Countries")),
    "providers": ("DATA_PROVIDERS", marked("Data providers")),
    "usage_types": ("USAGE_TYPES", marked("Usage types")),
    "status_types": ("STATUS_TYPES", marked("Status types")),
    "levels": ("LEVELS", marked("Levels")),
    "current_types": ("CURRENT_TYPES", marked("Current types")),
    "submission_statuses": ("SUBMISSION_STATUSES", marked("Publication statuses")),
    "comment_types": ("COMMENT_TYPES", marked("Comment types")),
    "checkin_types": ("CHECKIN_TYPES", marked("Check-in types")),
}
"""By list: the parameter of its table, for life, and its words. Those in sight come first."""
IN_SIGHT = 4


class LookUpLists(Algorithm):
    """Each look-up list as a table."""

    NAME = "referencedata"
    DISPLAY_NAME = marked("Look-up lists")
    TAGS = marked(
        "electric vehicle,EV,charging stations,reference data,ids,codes,operators,networks,connectors,plugs,countries,"
        "lists,join,download"
    )
    SUMMARY = marked("Gives the lists of connection types, operators, countries and the rest as tables.")
    HELP = marked(
        "Open Charge Map states operators, connection types, countries and the like by number. This gives what the "
        "numbers stand for, as tables without geometry: number, title, the title in your language, usual other names, "
        "and what else the list says of each entry. Choose the tables that you need; the others are left out.\n\n"
        "The service is asked only if you say so, with one request, and not again within a week."
    )
    ORIGIN = "ORIGIN"
    COUNT = "COUNT"

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.addParameter(choice_parameter(self.ORIGIN, tr("Lists of"), ORIGINS))
        kind = QgsProcessing.SourceType.TypeVector
        for number, (name, words) in enumerate(OUTPUTS.values()):
            sink = QgsProcessingParameterFeatureSink(
                name, tr(words), kind, optional=True, createByDefault=number < IN_SIGHT
            )
            if number >= IN_SIGHT:
                advanced(sink)
            self.addParameter(sink)
        self.addOutput(QgsProcessingOutputNumber(self.COUNT, tr("Number of entries")))

    def set_up(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        self._origin = self.parameterAsEnumString(parameters, self.ORIGIN, context)
        if self._origin == SERVICE:
            from ..qgis_support.settings import API, Settings
            from ..qgis_support.sources import choose_source

            self._source: SourceChoice = choose_source(Settings.load(), API)

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        reference = self._reference(feedback)
        results: dict[str, Any] = {self.COUNT: 0}
        for list_name, (name, _words) in OUTPUTS.items():
            if parameters.get(name) not in (None, ""):
                results[name], number = self._write(list_name, name, reference, parameters, context)
                results[self.COUNT] += number
        if len(results) == 1:
            raise QgsProcessingException(tr("Please choose at least one table."))
        return results

    def _reference(self, feedback: QgsProcessingFeedback) -> ReferenceData:
        """The lists, and in the log from when they are. Raises OcmError."""
        from ..ocm.records import built_in_reference
        from ..ocm.records.reference import BUILT_IN_ORIGIN, STALE

        reference = built_in_reference.BUILT_IN
        if self._origin == AT_HAND:
            from ..qgis_support.sources import known_lists

            reference = known_lists()
        elif self._origin == SERVICE:
            reference = self._asked(feedback)
        if self._origin == SERVICE and reference.origin == BUILT_IN_ORIGIN:
            # Without operators, and with few countries: not to be written in the place of what a file has.
            raise OcmError(self._unasked() or tr("The service has not given its lists."))
        if reference.fetched is not None:
            moment = language().time(reference.fetched.astimezone(timezone.utc))
            feedback.pushInfo(tr("The lists are from {time} UTC.", time=moment))
        elif self._origin != BUILT_IN:
            feedback.pushWarning(tr("The service has not given its lists yet: these are the built-in ones."))
        if self._origin == SERVICE and reference.origin == STALE:
            old = tr("The service could not be asked: these lists may be old or incomplete.")
            feedback.pushWarning(" ".join(filter(None, (old, self._unasked()))))
        return reference

    def _asked(self, feedback: QgsProcessingFeedback) -> ReferenceData:
        from ..qgis_support.feedback import QgisFeedback

        self._service = self._source.open(feedback)
        return self._service.reference(QgisFeedback(feedback))

    def _unasked(self) -> str:
        """Why the service has not given its lists."""
        return self._service.problem or ""

    def _write(
        self,
        list_name: str,
        name: str,
        reference: ReferenceData,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
    ) -> tuple[str, int]:
        """Write one table; its id, and how many entries it has."""
        from ..ocm.records.list_tables import list_table

        table = list_table(list_name, reference)
        no_crs = QgsCoordinateReferenceSystem()
        sink, identifier = self.parameterAsSink(parameters, name, context, _fields(table), WKB_NONE, no_crs)
        if sink is None:
            raise QgsProcessingException(self.invalidSinkError(parameters, name))
        for row in table.rows:
            feature = QgsFeature()
            feature.setAttributes(list(row))
            if not sink.addFeature(feature):
                raise QgsProcessingException(self.writeFeatureError(sink, parameters, name))
        return identifier, len(table.rows)


def _fields(table: ListTable) -> QgsFields:
    fields = QgsFields()
    for name, kind in table.columns:
        fields.append(QgsField(name, FIELD_TYPES[kind]))
    return fields

"""What is kept for long, as Processing algorithms: mirrors filled and updated, layers saved in PostGIS."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDatabaseSchema,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterProviderConnection,
    QgsProcessingParameterVectorLayer,
    QgsProject,
)

from ..ocm.errors import OcmError
from ..ocm.translation import language, marked, tr
from ..qgis_support.feedback import QgisFeedback
from ..qgis_support.settings import API, Settings
from .algorithm import MIRRORS, Algorithm
from .parameters import advanced, list_parameter, mirror_database_parameters

if TYPE_CHECKING:
    from ..layers.postgis import LayersToPostgis
    from ..ocm.search.areas import Area
    from ..ocm.store.mirror_update import Updated
    from ..ocm.store.mirrors import Mirror
    from ..qgis_support.sources import SourceChoice


class UpdateMirror(Algorithm):
    """A mirror brought up to date with the server, or filled from a dump."""

    NAME = "updatemirror"
    DISPLAY_NAME = marked("Update a mirror")
    GROUP = MIRRORS
    TAGS = marked("electric vehicle,EV,charging stations,mirror,offline,copy,dump,update,schedule")
    SUMMARY = marked("Makes a local copy of all stations of an area, or brings it up to date.")
    HELP = marked(
        "A mirror is a GeoPackage, or a schema of a PostgreSQL database with PostGIS, that holds all stations of "
        "areas, as Open Charge Map has them, with comments and photos. Searches of these areas need no server "
        "then.\n\nThe first run loads everything in the areas that you name: countries, an extent, or the world. "
        "Later runs ask the server only for what has changed since, in all areas that the mirror holds. Since Open "
        "Charge Map does not say which stations it has removed, all "
        "are listed again now and then: every 7 days, unless you say otherwise.\n\nA run that fails or is "
        "cancelled changes nothing; the next one goes on where it stopped. With a POI file, the mirror is "
        "filled from it instead of the server, for example from Open Charge Map's export: the file must hold all "
        "stations of the areas, and the mirror is then as old as the file.\n\nThe key and the address of the "
        "server come from Options ▸ Open Charge Map, or from the environment variables OCM_API_KEY and "
        "OCM_API_URL. Please do not update more often than once a day: Open Charge Map asks for fair use."
    )
    MIRROR = "MIRROR"
    COUNTRIES = "COUNTRIES"
    EXTENT = "EXTENT"
    WORLD = "WORLD"
    FILE = "FILE"
    SWEEP_DAYS = "SWEEP_DAYS"
    REPLACE = "REPLACE"

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.addParameter(
            QgsProcessingParameterFileDestination(
                self.MIRROR,
                tr("Mirror, new or to be updated"),
                tr("GeoPackage (*.gpkg)"),
                optional=True,
                createByDefault=False,
            )
        )
        for parameter in mirror_database_parameters(
            tr("Or database for the mirror"), tr("Schema of the mirror, new or to be updated")
        ):
            self.addParameter(parameter)
        self.addParameter(list_parameter(self.COUNTRIES, tr("Countries to add"), "countries", has_codes=True))
        self.addParameter(QgsProcessingParameterExtent(self.EXTENT, tr("Extent to add"), optional=True))
        self.addParameter(QgsProcessingParameterBoolean(self.WORLD, tr("Add the whole world"), False))
        for parameter in (
            QgsProcessingParameterFile(
                self.FILE, tr("POI file, zip or folder to fill the mirror from, instead of the server"), optional=True
            ),
            QgsProcessingParameterNumber(
                self.SWEEP_DAYS,
                tr("List all stations again after so many days"),
                defaultValue=7,
                minValue=0,
                maxValue=365,
            ),
            QgsProcessingParameterBoolean(
                self.REPLACE, tr("Accept that far fewer stations arrive than the mirror holds"), False
            ),
        ):
            advanced(parameter)
            self.addParameter(parameter)
        for name, text in self._counts():
            self.addOutput(QgsProcessingOutputNumber(name, text))

    def _counts(self) -> list[tuple[str, str]]:
        """The numbers that models and scripts get: a name and its words."""
        return [
            ("N_ADDED", tr("Stations added")),
            ("N_CHANGED", tr("Stations changed")),
            ("N_GONE", tr("Stations gone")),
            ("N_STATIONS", tr("Stations in the mirror")),
        ]

    def set_up(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        from ..qgis_support.mirrors import mirror_of
        from ..qgis_support.sources import choose_source
        from .values import given_mirror

        path = self.parameterAsFile(parameters, self.FILE, context)
        self._address = given_mirror(
            self, parameters, context, self.parameterAsFileOutput(parameters, self.MIRROR, context)
        )
        if not self._address:
            raise QgsProcessingException(tr("Please choose the mirror: a file, or a database and a schema."))
        self._source: SourceChoice = choose_source(Settings.load(), path or API)
        self._mirror: Mirror = mirror_of(self._address)

    def written_into(self, parameters: dict[str, Any], context: QgsProcessingContext) -> list[str]:
        return [self.MIRROR]

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        from ..ocm.store.mirror_tables import count_mirrored

        updates = self._update(parameters, context, feedback)
        counts = [sum(update.added for update in updates), sum(update.changed for update in updates)]
        counts += [sum(update.gone for update in updates), count_mirrored(self._mirror)]
        named = dict(zip((name for name, _ in self._counts()), counts))
        for name, text in self._counts():
            feedback.pushInfo(f"{text}: {language().number(named[name])}")
        return {self.MIRROR: self._address, **named}

    def _update(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> list[Updated]:
        from ..ocm.mirroring import fill_from_file, update_mirror
        from ..qgis_support.feedback import QgisFeedback

        told = QgisFeedback(feedback)
        areas = self._areas(parameters, context)
        source = self._source.open(feedback)
        may_replace = self.parameterAsBoolean(parameters, self.REPLACE, context)
        if self._source.kind != API:
            server = self._source.settings.server
            return fill_from_file(self._mirror, source, areas, server, told, may_replace)
        days = self.parameterAsInt(parameters, self.SWEEP_DAYS, context)
        after = timedelta(days=days)
        return update_mirror(self._mirror, source, areas, told, sweep_after=after, replace_all=may_replace)

    def _areas(self, parameters: dict[str, Any], context: QgsProcessingContext) -> list[Area]:
        """What is to be added. Raises SearchError."""
        from ..ocm.search.areas import Countries, World
        from ..qgis_support.areas import area_of_extent
        from .values import countries_called

        areas: list[Area] = []
        codes = self.parameterAsString(parameters, self.COUNTRIES, context)
        if codes.strip():
            # One by one: each counts as soon as it is whole.
            areas += [Countries((code,)) for code in countries_called(codes).codes]
        if parameters.get(self.EXTENT):
            rectangle = self.parameterAsExtent(parameters, self.EXTENT, context)
            crs = self.parameterAsExtentCrs(parameters, self.EXTENT, context)
            areas.append(area_of_extent(rectangle, crs, context.transformContext()))
        if self.parameterAsBoolean(parameters, self.WORLD, context):
            areas.append(World())
        return areas


class SaveToPostgis(Algorithm):
    """A layer of stations with its tables, in a schema of PostGIS."""

    NAME = "savetopostgis"
    DISPLAY_NAME = marked("Save to PostGIS")
    ICON = "save"
    TAGS = marked("electric vehicle,EV,charging stations,PostGIS,PostgreSQL,database,export,store")
    SUMMARY = marked("Saves stations with all their tables in a PostgreSQL database.")
    HELP = marked(
        "Saves a layer of charging stations in a schema of a PostgreSQL database with PostGIS, and with it the "
        "tables that belong to it: connections, comments, photos, data providers and searches. Tables, columns "
        "and types are those of a GeoPackage; columns of your own are saved too. The database is one of the "
        "PostgreSQL connections of QGIS' browser.\n\nAll is written at once: if anything fails, the database is "
        "as it was. A schema that is not there is made. Tables that are there are replaced only if you say so, "
        "and a mirror never is."
    )
    INPUT = "INPUT"
    DATABASE = "DATABASE"
    SCHEMA = "SCHEMA"
    REPLACE = "REPLACE"
    COUNT = "COUNT"

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        kinds = [QgsProcessing.SourceType.TypeVectorPoint]
        for parameter in (
            QgsProcessingParameterVectorLayer(self.INPUT, tr("Charging stations"), kinds),
            QgsProcessingParameterProviderConnection(self.DATABASE, tr("Database connection"), "postgres"),
            QgsProcessingParameterDatabaseSchema(self.SCHEMA, tr("Schema"), self.DATABASE, "openchargemap"),
            QgsProcessingParameterBoolean(self.REPLACE, tr("Replace tables that are there"), False),
        ):
            self.addParameter(parameter)
        self.addOutput(QgsProcessingOutputNumber(self.COUNT, tr("Number of stations")))

    def set_up(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        layer = self.given_layer(parameters, self.INPUT, context)
        self._saving = self._save_of(layer, parameters, context)
        self._count = max(0, layer.dataProvider().featureCount())

    def _save_of(self, layer: Any, parameters: dict[str, Any], context: QgsProcessingContext) -> LayersToPostgis:
        from ..layers.keywords import is_from_registry
        from ..layers.postgis import LayersToPostgis
        from ..layers.reloading import layers_of
        from ..qgis_support.schema_place import SchemaPlace

        if not is_from_registry(layer):
            raise OcmError(tr("The layer “{layer}” holds no stations of Open Charge Map.", layer=layer.name()))
        layers = layers_of(layer, context.project() or QgsProject.instance())
        schema = SchemaPlace(
            self.parameterAsConnectionName(parameters, self.DATABASE, context),
            self.parameterAsSchema(parameters, self.SCHEMA, context).strip(),
        )
        return LayersToPostgis(layers, schema, self.parameterAsBoolean(parameters, self.REPLACE, context))

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        self._saving.write(QgisFeedback(feedback))
        if self._saving.lost_looks:
            feedback.pushWarning(tr("The looks of the layers could not be stored in the database."))
            feedback.pushDebugInfo(self._saving.lost_looks)
        return {self.COUNT: self._count}

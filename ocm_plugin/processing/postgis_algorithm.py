"""Saving a layer of stations and its tables in PostGIS, as a Processing algorithm."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDatabaseSchema,
    QgsProcessingParameterProviderConnection,
    QgsProcessingParameterVectorLayer,
    QgsProject,
)

from ..ocm.errors import OcmError
from ..ocm.translation import marked, tr
from ..qgis_support.feedback import QgisFeedback
from .algorithm import Algorithm

if TYPE_CHECKING:
    from ..layers.postgis import LayersToPostgis


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
        "as it was. A schema that is not there is made. Tables that are there are replaced only if you say so."
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

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """Runs in the main thread, where the layers live, and the only one that may open the key store."""
        layer = self.given_layer(parameters, self.INPUT, context)
        try:
            self._saving = self._save_of(layer, parameters, context)
        except OcmError as error:
            raise QgsProcessingException(error.sentence) from error
        self._count = max(0, layer.dataProvider().featureCount())
        return True

    def _save_of(self, layer: Any, parameters: dict[str, Any], context: QgsProcessingContext) -> LayersToPostgis:
        from ..layers.keywords import is_from_registry
        from ..layers.postgis import LayersToPostgis, Schema
        from ..layers.reloading import layers_of

        if not is_from_registry(layer):
            raise OcmError(tr("The layer “{layer}” holds no stations of Open Charge Map.", layer=layer.name()))
        layers = layers_of(layer, context.project() or QgsProject.instance())
        schema = Schema(
            self.parameterAsConnectionName(parameters, self.DATABASE, context),
            self.parameterAsSchema(parameters, self.SCHEMA, context).strip(),
        )
        return LayersToPostgis(layers, schema, self.parameterAsBoolean(parameters, self.REPLACE, context))

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        try:
            self._saving.write(QgisFeedback(feedback))
        except OcmError as error:
            if error.details:
                feedback.pushDebugInfo(error.details)
            raise QgsProcessingException(error.sentence) from error
        if self._saving.lost_looks:
            feedback.pushWarning(tr("The looks of the layers could not be stored in the database."))
            feedback.pushDebugInfo(self._saving.lost_looks)
        return {self.COUNT: self._count}

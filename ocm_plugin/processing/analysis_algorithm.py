"""Base of the analyses: a layer of stations with its connections, and which of its stations are usable.

QGIS loads this at its start: what a run needs is imported late.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterNumber,
)

from ..ocm.errors import Cancelled, OcmError
from ..ocm.search.search import FILTERS
from ..ocm.translation import marked, tr
from .algorithm import Algorithm
from .parameters import filter_parameters

if TYPE_CHECKING:
    from ..analysis.station_source import StationSource
    from ..ocm.analysis.usable import Usable
    from ..ocm.records.credits import Attribution

ANALYSIS = ("analysis", marked("Analysis"))
ANALYSIS_TAGS = marked("electric vehicle,EV,charging stations,charging points,analysis")

USABLE_FILTERS = ("in_operation", "is_public", "connection_type_ids", "min_power_kw")
"""Members of Search that make a station usable, with their parameters and words."""


class AnalysisAlgorithm(Algorithm):
    """Base of the algorithms that analyse a layer of stations."""

    GROUP = ANALYSIS
    STATIONS = "STATIONS"
    CONNECTION_TABLE = "CONNECTION_TABLE"
    MIN_POINTS = "MIN_POINTS"

    def station_parameters(self) -> Iterator[QgsProcessingParameterDefinition]:
        """The stations, and their connections."""
        points, tables = QgsProcessing.SourceType.TypeVectorPoint, QgsProcessing.SourceType.TypeVector
        yield QgsProcessingParameterFeatureSource(self.STATIONS, tr("Charging stations"), [points])
        yield QgsProcessingParameterFeatureSource(
            self.CONNECTION_TABLE, tr("Their connections"), [tables], optional=True
        )

    def usable_parameters(self) -> Iterator[QgsProcessingParameterDefinition]:
        """Which of the stations are usable."""
        for parameter in filter_parameters(each for each in FILTERS if each.name in USABLE_FILTERS):
            if parameter.name() in ("IN_OPERATION", "PUBLIC"):
                parameter.setDefaultValue("yes")
            yield parameter
        whole = QgsProcessingParameterNumber.Type.Integer
        yield QgsProcessingParameterNumber(
            self.MIN_POINTS, tr("Minimum number of such points"), whole, optional=True, minValue=0
        )

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """Runs where the layers live."""
        from .analysis_inputs import given_stations, given_usable

        try:
            self.usable: Usable = given_usable(self, parameters, context)
            stations = given_stations(self, parameters, context, self.usable.test.connection_type_ids)
        except OcmError as error:
            raise QgsProcessingException(error.sentence) from error
        self.stations: StationSource = stations.source
        self.attribution: Attribution | None = stations.attribution
        return True

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        try:
            return self.analyse(parameters, context, feedback)
        except Cancelled as error:
            raise QgsProcessingException(tr("Cancelled: nothing was written.")) from error
        except OcmError as error:
            if error.details:
                feedback.pushDebugInfo(error.details)
            raise QgsProcessingException(error.sentence) from error

    def analyse(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """The results. Reads all and decides all before it writes anything. Raises OcmError."""
        raise NotImplementedError

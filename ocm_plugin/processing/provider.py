"""What Processing sees of the plugin: one provider with its algorithms."""

from __future__ import annotations

from qgis.core import QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from ..qgis_support.paths import icon_path
from .analysis_algorithm import CorridorGaps, StationPools, StationsNearest, StationsPerZone
from .change_algorithms import CompareSnapshots, UpdateLayer
from .service_algorithms import DownloadAnswer, LookUpLists
from .share_algorithms import ExportKml, ExportWebPage
from .station_algorithms import (
    StationsAlongLines,
    StationsAroundPoint,
    StationsByNumber,
    StationsInCountries,
    StationsInExtent,
    StationsInPolygons,
    StationsOfSearch,
)
from .store_algorithms import SaveToPostgis, UpdateMirror

ALGORITHMS = (
    StationsInExtent,
    StationsInPolygons,
    StationsAlongLines,
    StationsAroundPoint,
    StationsInCountries,
    StationsByNumber,
    StationsOfSearch,
    UpdateLayer,
    CompareSnapshots,
    UpdateMirror,
    DownloadAnswer,
    LookUpLists,
    SaveToPostgis,
    ExportKml,
    ExportWebPage,
    StationPools,
    StationsPerZone,
    StationsNearest,
    CorridorGaps,
)


class OpenChargeMapProvider(QgsProcessingProvider):
    """The provider `openchargemap`. Its id and those of its algorithms are for life: models use them."""

    def id(self) -> str:
        return "openchargemap"

    def name(self) -> str:
        return "Open Charge Map"

    def icon(self) -> QIcon:
        return QIcon(icon_path("openchargemap"))

    def loadAlgorithms(self) -> None:
        for algorithm in ALGORITHMS:
            self.addAlgorithm(algorithm())

"""What Processing sees of the plugin: one provider with its algorithms."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsApplication, QgsProcessingModelAlgorithm, QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from ..ocm.translation import tr
from ..qgis_support.paths import icon_path
from .analysis_algorithm import AuditStations, Coverage, StationPools, StationsNearest, StationsPerZone
from .change_algorithms import CompareSnapshots, UpdateLayer
from .corridor_algorithms import CorridorCheck, CorridorGaps, rule_pack_titles
from .parameters import choice_parameter
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
    AuditStations,
    Coverage,
    CorridorCheck,
)


MODELS = Path(__file__).parent / "models"
"""The example models (`tools/make_models.py` makes them)."""


class ExampleModel(QgsProcessingModelAlgorithm):
    """An example model, in the user's language: its texts are found in the files. Its name, which scripts use, stays
    English."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self.is_whole = self.fromFile(str(path))
        """Whether QGIS could read the file, and knows the algorithms in it."""
        for described in (*self.parameterDefinitions(), *self.outputDefinitions()):
            description = described.description()
            described.setDescription(tr(description))
        for parameter in self.parameterDefinitions():
            meaning = parameter.help()
            parameter.setHelp(tr(meaning) if meaning else "")
            if parameter.name() == "pack":
                offered = choice_parameter("pack", "", rule_pack_titles())  # the user's own packs, too
                parameter.setOptions(offered.options())
                parameter.setMetadata(offered.metadata())

    def createInstance(self) -> ExampleModel:
        return type(self)(self._path)

    def displayName(self) -> str:
        name = self.name()
        return tr(name)

    def group(self) -> str:
        group = super().group()
        return tr(group)

    def shortDescription(self) -> str:
        return self.shortHelpString()

    def shortHelpString(self) -> str:
        description = self.helpContent()["ALG_DESC"]
        return tr(description)


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
        if QgsApplication.processingRegistry().providerById(self.id()) is not None:
            self._load_models()

    def _load_models(self) -> None:
        """Add the example models. QGIS finds the algorithms in them only once it knows the provider."""
        for path in sorted(MODELS.glob("*.model3")):
            model = ExampleModel(path)
            if model.is_whole:
                self.addAlgorithm(model)

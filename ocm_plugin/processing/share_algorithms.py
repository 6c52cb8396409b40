"""Sharing as Processing algorithms: a layer of stations, or any points, as KML/KMZ or as a web page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputFile,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorLayer,
)

from ..ocm.translation import marked, tr
from ..qgis_support.feedback import QgisFeedback
from ..share import FOLDERS_BY
from .algorithm import SHARING, Algorithm
from .parameters import advanced, choice_parameter

# What writes shares is loaded at the first run: at its start QGIS wants to know the parameters only, and soon.
if TYPE_CHECKING:
    from ..ocm.feedback import Feedback
    from ..share.source import ShareReport, ShareSource


class ShareAlgorithm(Algorithm):
    """Base of the algorithms that write one share of one layer, or of its selected features."""

    GROUP = SHARING
    TAGS = marked("electric vehicle,EV,charging stations,export,map,phone")
    INPUT = "INPUT"
    SELECTED_ONLY = "SELECTED_ONLY"
    KEEP_NOT_OPEN = "KEEP_NOT_OPEN"
    OUTPUT = "OUTPUT"
    COUNT = "COUNT"
    LEFT_OUT = "LEFT_OUT"

    def file_filter(self) -> str:
        """The file types of the output, as a file dialog lists them."""
        raise NotImplementedError

    def add_own_parameters(self) -> None:
        """Add what only this kind of share has."""
        raise NotImplementedError

    def export(
        self,
        source: ShareSource,
        path: str,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: Feedback,
    ) -> ShareReport:
        """Write the share. Raises OcmError with a sentence for the user."""
        raise NotImplementedError

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.addParameter(
            QgsProcessingParameterVectorLayer(
                self.INPUT, tr("Charging stations (or any points)"), [QgsProcessing.SourceType.TypeVectorPoint]
            )
        )
        self.addParameter(QgsProcessingParameterBoolean(self.SELECTED_ONLY, tr("Selected features only"), False))
        self.add_own_parameters()
        keep = QgsProcessingParameterBoolean(self.KEEP_NOT_OPEN, tr("Keep stations whose licence is not open"), False)
        advanced(keep)
        self.addParameter(keep)
        share = QgsProcessingParameterFileDestination(self.OUTPUT, tr("Share"), self.file_filter())
        # QGIS itself would take a web page for a report to show in its results viewer, and its batch fails at those:
        # BatchAlgorithmDialog calls ProcessingResults.addResult without the time, in 3.22 as in 3.44.
        self.addParameter(share, createOutput=False)
        self.addOutput(QgsProcessingOutputFile(self.OUTPUT, share.description()))
        self.addOutput(QgsProcessingOutputNumber(self.COUNT, tr("Number of features")))
        self.addOutput(QgsProcessingOutputNumber(self.LEFT_OUT, tr("Left out because of their licence")))

    def set_up(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        from ..share.source import ShareSource

        self._source = ShareSource.of_layer(
            self.given_layer(parameters, self.INPUT, context),
            selected_only=self.parameterAsBoolean(parameters, self.SELECTED_ONLY, context),
            transform_context=context.transformContext(),
            project=context.project(),
        )

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        from ..share.words import LACKS_CONNECTIONS

        path = self.parameterAsFileOutput(parameters, self.OUTPUT, context)
        report = self.export(self._source, path, parameters, context, QgisFeedback(feedback))
        if report.left_out:
            feedback.pushWarning(
                tr(
                    "{n} station left out because its licence is not open.",
                    "{n} stations left out because their licence is not open.",
                    n=report.left_out,
                )
            )
        if report.without_place:
            feedback.pushWarning(
                tr(
                    "{n} feature left out because it has no coordinates.",
                    "{n} features left out because they have no coordinates.",
                    n=report.without_place,
                )
            )
        if report.lacks_connections:
            feedback.pushWarning(tr(LACKS_CONNECTIONS))
        for written in report.paths:
            feedback.pushInfo(tr("Written: {path}", path=written))
        return {self.OUTPUT: report.paths[0], self.COUNT: report.stations, self.LEFT_OUT: report.left_out}


class ExportKml(ShareAlgorithm):
    """A layer as KML or KMZ with styles, folders, balloons and attribution."""

    NAME = "exportkml"
    DISPLAY_NAME = marked("Share as KML/KMZ")
    ICON = "export-kml"
    SUMMARY = marked("Writes a layer of stations as KML or KMZ, with symbols, balloons and attribution.")
    HELP = marked(
        "Writes a layer of charging stations as KML or KMZ for Google Earth, My Maps and phones: folders with "
        "counts, symbols, readable balloons, typed data, and the attribution of every data provider. "
        "Stations whose licence is not open are left out unless you keep them."
    )
    FOLDERS_BY = "FOLDERS_BY"
    TIME_STAMPS = "TIME_STAMPS"
    SPLIT = "SPLIT"

    def file_filter(self) -> str:
        return f"{tr('KMZ file')} (*.kmz);;{tr('KML file')} (*.kml)"

    def add_own_parameters(self) -> None:
        self.addParameter(choice_parameter(self.FOLDERS_BY, tr("Folders by"), FOLDERS_BY))
        self.addParameter(
            QgsProcessingParameterBoolean(self.TIME_STAMPS, tr("Time stamps (a time slider in Google Earth)"), False)
        )
        self.addParameter(
            QgsProcessingParameterBoolean(self.SPLIT, tr("Split for My Maps (5 MB and 2,000 stations a file)"), False)
        )

    def export(
        self,
        source: ShareSource,
        path: str,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: Feedback,
    ) -> ShareReport:
        from ..share.kml import KmlOptions, export_kml

        options = KmlOptions(
            folders_by=self.parameterAsEnumString(parameters, self.FOLDERS_BY, context),
            time_stamps=self.parameterAsBoolean(parameters, self.TIME_STAMPS, context),
            split=self.parameterAsBoolean(parameters, self.SPLIT, context),
            keep_not_open=self.parameterAsBoolean(parameters, self.KEEP_NOT_OPEN, context),
        )
        return export_kml(source, path, options, feedback)


class ExportWebPage(ShareAlgorithm):
    """A layer as one self-contained web page with map, filters and table."""

    NAME = "exportwebpage"
    DISPLAY_NAME = marked("Share as web page")
    ICON = "export-web"
    SUMMARY = marked("Writes a layer of stations as one web page, with map, filters and table.")
    HELP = marked(
        "Writes a layer of charging stations as one self-contained web page: map, legend, filters, table, a card "
        "for each station, about these data, downloads. It needs no server and works offline. "
        "Stations whose licence is not open are left out unless you keep them."
    )
    TITLE = "TITLE"
    BASE_MAP = "BASE_MAP"

    def file_filter(self) -> str:
        return f"{tr('Web page')} (*.html)"

    def add_own_parameters(self) -> None:
        self.addParameter(QgsProcessingParameterString(self.TITLE, tr("Title"), optional=True))
        self.addParameter(
            QgsProcessingParameterBoolean(
                self.BASE_MAP, tr("OpenStreetMap base map (the page then loads it from the internet)"), False
            )
        )

    def export(
        self,
        source: ShareSource,
        path: str,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: Feedback,
    ) -> ShareReport:
        from ..share.web_page import WebPageOptions, export_web_page

        options = WebPageOptions(
            title=self.parameterAsString(parameters, self.TITLE, context) or None,
            base_map=self.parameterAsBoolean(parameters, self.BASE_MAP, context),
            keep_not_open=self.parameterAsBoolean(parameters, self.KEEP_NOT_OPEN, context),
        )
        return export_web_page(source, path, options, feedback)

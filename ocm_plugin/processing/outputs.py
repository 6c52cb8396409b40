"""What a run in Processing has made, and its look and metadata when QGIS loads it into the project."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any, NamedTuple

from qgis.core import (
    QgsApplication,
    QgsMapLayer,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingLayerPostProcessorInterface,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingUtils,
)
from qgis.PyQt.QtCore import QThread, QTimer

from ..analysis.looks import dress_output, show_behind
from ..layers.build import StationLayers
from ..layers.geopackage import GeoPackageDestination, at_once, keep_metadata, package_of
from ..layers.metadata import write_metadata
from ..layers.project import dress, dress_child, dress_file
from ..layers.saving import keep_in_file
from ..layers.style import style_problem
from ..ocm.errors import FileWriteError
from ..ocm.files import end_journal
from ..ocm.tables.result import Result
from ..ocm.tables.schema import STATIONS, Field
from ..ocm.translation import tr


class Made(NamedTuple):
    """What one run has made, kept from the worker for the main thread."""

    result: Result
    style: str
    """The style in the settings."""
    tables: dict[str, str]
    """What was made, as Processing names it, and the name of its table."""
    package: GeoPackageDestination | None = None
    """The GeoPackage of all tables."""
    more: Sequence[Field] = ()
    """The fields of the stations' output behind their own."""

    def dress_when_loaded(self, context: QgsProcessingContext) -> None:
        """Have the layers dressed that QGIS will load."""
        for output, table in self.tables.items():
            if context.willLoadLayerOnCompletion(output):
                dresser = _waiting[output] = DressOnLoad(self, output, table)
                context.layerToLoadOnCompletionDetails(output).setPostProcessor(dresser)

    def describe_files(self, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> None:
        """Write the metadata of what QGIS will not load, and leave its GeoPackages without side files."""
        packages = set()
        for output in self.tables:
            will_load = context.willLoadLayerOnCompletion(output)
            layer = None if will_load else QgsProcessingUtils.mapLayerFromString(output, context)
            if layer is not None:
                write_metadata(layer, self.result)
                keep_metadata(layer)
                if layer.storageType() == "GPKG":
                    packages.add(package_of(layer))
        layer = None  # QGIS lets go of its file
        if self.package is not None:
            packages.add(self.package.path)
            self._dress_package(self.package, feedback)
        for package in sorted(packages):
            try:
                end_journal(package)
            except sqlite3.DatabaseError as error:
                feedback.pushWarning(
                    tr("{file} keeps a log beside it (journal mode WAL): {error}.", file=package, error=error)
                )

    def _dress_package(self, package: GeoPackageDestination, feedback: QgsProcessingFeedback) -> None:
        """Let the GeoPackage of all tables have looks and metadata, as that of the panel has."""
        layers, result = package.open_layers(), package.credited(self.result)
        try:
            if QThread.currentThread() == QgsApplication.instance().thread():
                at_once(dress_file(layers, result, self.style))
            else:  # in a model in a worker, where symbols must not be made
                for layer in layers.all():
                    write_metadata(layer, result)
                    keep_metadata(layer)
        except FileWriteError as error:
            feedback.pushWarning(error.sentence)


class DressOnLoad(QgsProcessingLayerPostProcessorInterface):
    """Dresses one layer as the dialog would. Processing only borrows it: it must be kept until then."""

    def __init__(self, made: Made, output: str, table: str) -> None:
        super().__init__()
        self._made = made
        self._output = output
        self._table = table

    def postProcessLayer(
        self, layer: QgsMapLayer, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        made = self._made
        # Not at once: QGIS is still inside of it.
        QTimer.singleShot(0, self._go)
        if self._table == STATIONS:
            layers = StationLayers(layer)
            at_once(dress(layers, made.result, made.style))
            if made.more:
                dress_output(layer, made.more, None)
                show_behind(layer, [field.name for field in made.more], "name")
            problem = style_problem(made.style)
            if problem:
                feedback.pushWarning(problem)
        else:
            at_once(dress_child(layer, self._table, made.result))
        try:
            at_once(keep_in_file([layer]))
        except FileWriteError as error:
            feedback.pushWarning(error.sentence)

    def _go(self) -> None:
        # A second run into the same file may have come since, and its dresser must wait there.
        if _waiting.get(self._output) is self:
            del _waiting[self._output]


_waiting: dict[str, DressOnLoad] = {}
"""What is to dress layers that are not loaded yet, by output. The algorithm may be gone by then, as after
`processing.runAndLoadResults`, so that it cannot keep them."""


def text_of(output: Any) -> str:
    """What the parameter of an output names: a file, a table, a temporary layer."""
    if isinstance(output, QgsProcessingOutputLayerDefinition):
        output = output.sink.staticValue()
    return str(output or "")


def is_temporary(output: Any) -> bool:
    """Whether an output is a temporary layer."""
    return text_of(output).startswith((QgsProcessing.TEMPORARY_OUTPUT, "memory:"))

"""Dialogs by whose names QGIS decides which widget a parameter gets."""

from __future__ import annotations

from qgis.core import QgsProcessingContext, QgsProcessingModelAlgorithm, QgsProcessingModelChildAlgorithm
from qgis.PyQt.QtWidgets import QDialog


class AlgorithmDialog(QDialog):
    """Of the toolbox: QGIS goes by the name of the class."""


class BatchAlgorithmDialog(QDialog):
    """Of a batch."""


class ModelerParametersDialog(QDialog):
    """Of the model designer, for one algorithm of a model."""

    def __init__(self) -> None:
        super().__init__()
        self.model = QgsProcessingModelAlgorithm("fast", "tests")
        self.childId = self.model.addChildAlgorithm(QgsProcessingModelChildAlgorithm("openchargemap:stationsinextent"))
        self.context = QgsProcessingContext()

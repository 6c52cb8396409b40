"""The widget of a choice in Processing (`processing.parameters`): words for users, behind each the value stored.

QGIS finds the class by its name, in the metadata of the parameter.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qgis.core import QgsProcessingContext, QgsProcessingParameterDefinition, QgsProcessingParameters
from qgis.gui import QgsAbstractProcessingParameterWidgetWrapper, QgsGui, QgsProcessingGui
from qgis.PyQt.QtWidgets import QComboBox, QDialog

_MODELER, _BATCH = "ModelerParametersDialog", "BatchAlgorithmDialog"
"""The classes of QGIS' dialogs that want another kind of widget than the toolbox does; QGIS goes by them too."""


def is_model(dialog: QDialog) -> bool:
    """Whether a dialog is of the model designer."""
    return type(dialog).__name__ == _MODELER


def widget_type(dialog: QDialog) -> Any:
    """The kind of widget that a dialog of the toolbox or of a batch wants."""
    is_batch = type(dialog).__name__ == _BATCH
    return QgsProcessingGui.WidgetType.Batch if is_batch else QgsProcessingGui.WidgetType.Standard


class ChoiceWidget(QgsAbstractProcessingParameterWidgetWrapper):
    """The choice in the toolbox and in a batch. In the model designer it is QGIS' own, with our words."""

    def __new__(
        cls,
        parameter: QgsProcessingParameterDefinition,
        dialog: QDialog,
        row: int = 0,
        col: int = 0,
        words: Sequence[str] = (),
    ) -> Any:
        """QGIS takes what it gets from here for what belongs into its dialog."""
        if is_model(dialog):
            made = widget_in_model(parameter, dialog)
            _say_words(made, parameter, words)
            return made
        return super().__new__(cls)

    def __init__(
        self,
        parameter: QgsProcessingParameterDefinition,
        dialog: QDialog,
        row: int = 0,
        col: int = 0,
        words: Sequence[str] = (),
    ) -> None:
        super().__init__(parameter, widget_type(dialog))
        self._words = words

    def createWidget(self) -> QComboBox:
        self._own = made_by_qgis(self)
        box = self._own.createWrappedWidget(QgsProcessingContext())
        for index, words in enumerate(self._words):
            box.setItemText(index, words)
        box.setToolTip(self.parameterDefinition().toolTip())
        box.currentIndexChanged.connect(lambda _index: self.widgetValueHasChanged.emit(self))
        return box

    def setWidgetValue(self, value: Any, context: QgsProcessingContext) -> None:
        parameter = self.parameterDefinition()
        # QGIS owns what `createWidget` made: Python's name for it there is no longer valid.
        text = QgsProcessingParameters.parameterAsEnumString(parameter, {parameter.name(): value}, context)
        box = self.wrappedWidget()
        box.setCurrentIndex(box.findData(text))

    def widgetValue(self) -> str:
        return self.wrappedWidget().currentData()


def made_by_qgis(
    wrapper: QgsAbstractProcessingParameterWidgetWrapper,
) -> QgsAbstractProcessingParameterWidgetWrapper:
    """QGIS' own wrapper of the same parameter, which is kept as long as its widget is used.

    Of a widget made in Python, QGIS gives Python a second name, and the first one, when it goes, leaves a pointer to
    itself behind, which ends QGIS when the widget is next asked for its class.
    """
    registry = QgsGui.processingGuiRegistry()
    return registry.createParameterWidgetWrapper(wrapper.parameterDefinition(), wrapper.type())


def widget_in_model(parameter: QgsProcessingParameterDefinition, dialog: QDialog) -> Any:
    """QGIS' own widget, which also offers the inputs of the model."""
    made = QgsGui.processingGuiRegistry().createModelerParameterWidget(
        dialog.model, dialog.childId, parameter, dialog.context
    )
    made.setDialog(dialog)
    return made


def _say_words(made: Any, parameter: QgsProcessingParameterDefinition, words: Sequence[str]) -> None:
    for box in made.findChildren(QComboBox):
        # There are others, to choose where the value comes from.
        if [box.itemData(index) for index in range(box.count())] == parameter.options():
            for index, text in enumerate(words):
                box.setItemText(index, text)

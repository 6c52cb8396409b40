"""Parameters that offer a choice: models and scripts store a value of the choice, dialogs show the words for it.

QGIS shows what it stores, or stores the place in the list, which no reader of a model or script understands.
"""

from __future__ import annotations

from collections.abc import Mapping

from qgis.core import QgsProcessingParameterEnum

from ..ocm.translation import tr

_WIDGET = f"{__package__.rpartition('.')[0]}.gui.choice_widget.ChoiceWidget"
"""Loaded by QGIS by its name, when a dialog shows the parameter: `qgis_process` has no widgets."""


def choice_parameter(name: str, description: str, choices: Mapping[str, str]) -> QgsProcessingParameterEnum:
    """A choice among values with their words, in English; the first value is the default."""
    values = list(choices)
    parameter = QgsProcessingParameterEnum(name, description, values, defaultValue=values[0], usesStaticStrings=True)
    parameter.setMetadata({"widget_wrapper": {"class": _WIDGET, "words": [tr(words) for words in choices.values()]}})
    return parameter

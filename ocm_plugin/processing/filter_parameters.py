"""The table of filters as Processing parameters: one for each entry, by its kind. `values.filter_values` reads them.

QGIS loads this at its start."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qgis.core import (
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDateTime,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from ..ocm.search.filters import Filter, Kind
from ..ocm.search.search import FILTERS
from .choices import choice_parameter

ANSWERS = {"any": None, "yes": True, "no": False}
"""Values of a parameter that asks for what has something, or has it not, as models and scripts store them."""


def filter_parameters(entries: Iterable[Filter] = FILTERS) -> Iterator[QgsProcessingParameterDefinition]:
    """A parameter for each filter, those for experts last."""
    for entry in sorted(entries, key=lambda entry: entry.is_advanced):
        parameter = _parameter(entry, entry.description)
        if entry.is_advanced:
            parameter.setFlags(parameter.flags() | QgsProcessingParameterDefinition.Flag.FlagAdvanced)
        yield parameter


def _parameter(entry: Filter, description: str) -> QgsProcessingParameterDefinition:
    name = entry.parameter
    if entry.kind is Kind.CHOICE:
        return QgsProcessingParameterString(name, description, optional=True)
    if entry.kind is Kind.POWER:
        double = QgsProcessingParameterNumber.Type.Double
        return QgsProcessingParameterNumber(name, description, double, optional=True, minValue=0)
    if entry.kind is Kind.COUNT:
        # 0 is "any", as in the search window: a number once given cannot be emptied everywhere.
        whole = QgsProcessingParameterNumber.Type.Integer
        return QgsProcessingParameterNumber(name, description, whole, optional=True, minValue=0)
    if entry.kind is Kind.SINCE:
        moment = QgsProcessingParameterDateTime.Type.DateTime
        return QgsProcessingParameterDateTime(name, description, moment, optional=True)
    if entry.kind is Kind.YES_NO:
        return choice_parameter(name, description, dict(zip(ANSWERS, (entry.any_text, *entry.answers))))
    return QgsProcessingParameterBoolean(name, description, bool(entry.default))

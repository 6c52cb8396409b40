"""Parameters of the algorithms: choices in the user's words, and the table of filters, one parameter for each entry.

`values.filter_values` reads those of the filters. QGIS loads this at its start."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from qgis.core import (
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDatabaseSchema,
    QgsProcessingParameterDateTime,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterDistance,
    QgsProcessingParameterEnum,
    QgsProcessingParameterField,
    QgsProcessingParameterNumber,
    QgsProcessingParameterProviderConnection,
    QgsProcessingParameterString,
    QgsUnitTypes,
)

from ..ocm.search.filters import Filter, Kind
from ..ocm.search.search import FILTERS
from ..ocm.translation import tr

ANSWERS = {"any": None, "yes": True, "no": False}
"""Values of a parameter that asks for what has something, or has it not, as models and scripts store them."""


_WIDGET = f"{__package__.rpartition('.')[0]}.gui.choice_widget.ChoiceWidget"
"""Loaded by QGIS by its name, when a dialog shows the parameter: `qgis_process` has no widgets."""


def choice_parameter(name: str, description: str, choices: Mapping[str, str]) -> QgsProcessingParameterEnum:
    """A choice among values with their words, in English; the first value is the default.

    Models and scripts store the value, dialogs show the words. QGIS itself shows what it stores, or stores the place in
    the list, which no reader of a model or script understands.
    """
    values = list(choices)
    parameter = QgsProcessingParameterEnum(name, description, values, defaultValue=values[0], usesStaticStrings=True)
    parameter.setMetadata({"widget_wrapper": {"class": _WIDGET, "words": [tr(words) for words in choices.values()]}})
    return parameter


def advanced(parameter: QgsProcessingParameterDefinition) -> QgsProcessingParameterDefinition:
    """The parameter, now out of sight until users ask for the advanced ones."""
    parameter.setFlags(parameter.flags() | QgsProcessingParameterDefinition.Flag.FlagAdvanced)
    return parameter


def metres_parameter(name: str, description: str, default: float | None) -> QgsProcessingParameterDistance:
    """A distance on the ground, whatever the units of the layer beside it."""
    parameter = QgsProcessingParameterDistance(name, description, default, minValue=0.001)
    parameter.setDefaultUnit(QgsUnitTypes.DistanceUnit.DistanceMeters)
    return parameter


def route_field_parameter(name: str, lines: str) -> QgsProcessingParameterField:
    """The field by whose values the lines of the parameter `lines` belong to routes."""
    return QgsProcessingParameterField(name, tr("Field with the name of each route"), None, lines, optional=True)


_LIST_WIDGET = f"{__package__.rpartition('.')[0]}.gui.list_widget.ListWidget"


def list_parameter(
    name: str, description: str, list_name: str, has_codes: bool = False, optional: bool = True
) -> QgsProcessingParameterString:
    """Entries of a look-up list ("connection_types"): text that `list_search` reads, with a list to choose from.

    Models and scripts store ids by commas; with `has_codes`, which is for countries, ISO codes.
    """
    parameter = QgsProcessingParameterString(name, description, optional=optional)
    widget = {"class": _LIST_WIDGET, "list_name": list_name, "has_codes": has_codes}
    parameter.setMetadata({"widget_wrapper": widget})
    return parameter


MIRROR_DATABASE, MIRROR_SCHEMA = "MIRROR_DATABASE", "MIRROR_SCHEMA"


def mirror_database_parameters(database: str, schema: str) -> Iterator[QgsProcessingParameterDefinition]:
    """Where a mirror lies in PostGIS, in the place of a file. `database` and `schema`: what they are called."""
    yield QgsProcessingParameterProviderConnection(MIRROR_DATABASE, database, "postgres", optional=True)
    yield QgsProcessingParameterDatabaseSchema(MIRROR_SCHEMA, schema, MIRROR_DATABASE, optional=True)


def filter_parameters(entries: Iterable[Filter] = FILTERS) -> Iterator[QgsProcessingParameterDefinition]:
    """A parameter for each filter, those for experts last."""
    for entry in sorted(entries, key=lambda entry: entry.is_advanced):
        parameter = _parameter(entry, entry.description)
        if entry.tool_tip:
            parameter.setHelp(tr(entry.tool_tip))
        if entry.is_advanced:
            advanced(parameter)
        yield parameter


def _parameter(entry: Filter, description: str) -> QgsProcessingParameterDefinition:
    name = entry.parameter
    if entry.kind is Kind.CHOICE:
        return list_parameter(name, description, entry.choices.name)
    if entry.kind is Kind.TEXT:
        return QgsProcessingParameterString(name, description, optional=True)
    if entry.kind is Kind.POWER:
        double = QgsProcessingParameterNumber.Type.Double
        return QgsProcessingParameterNumber(name, description, double, optional=True, minValue=0)
    if entry.kind is Kind.COUNT:
        # 0 is "any", as in the search panel: a number once given cannot be emptied everywhere.
        whole = QgsProcessingParameterNumber.Type.Integer
        return QgsProcessingParameterNumber(name, description, whole, optional=True, minValue=0)
    if entry.kind is Kind.SINCE:
        moment = QgsProcessingParameterDateTime.Type.DateTime
        return QgsProcessingParameterDateTime(name, description, moment, optional=True)
    if entry.kind is Kind.YES_NO:
        return choice_parameter(name, description, dict(zip(ANSWERS, (entry.any_text, *entry.answers))))
    return QgsProcessingParameterBoolean(name, description, bool(entry.default))

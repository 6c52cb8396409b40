"""Values of parameters, read strictly: what QGIS cannot read it takes for the default, and a search for "any" station
would follow where 50 kW were meant."""

from __future__ import annotations

import math
import re
from datetime import datetime, timezone
from typing import Any

from qgis.core import QgsProcessingAlgorithm, QgsProcessingContext, QgsProcessingException, QgsProperty
from qgis.PyQt.QtCore import QDateTime, Qt

from ..ocm.errors import SearchError
from ..ocm.records.reference import ReferenceData
from ..ocm.search.areas import Countries
from ..ocm.search.filters import Filter, Kind
from ..ocm.search.search import FILTERS
from ..ocm.translation import marked, tr
from ..qgis_support.schema_place import SchemaPlace
from .parameters import ANSWERS, MIRROR_DATABASE, MIRROR_SCHEMA

_NUMBER = re.compile(r"\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*", re.ASCII | re.IGNORECASE)
_FLAGS = ("true", "false", "1", "0")
_NO_NUMBER = marked("“{value}” is not a number, as “{parameter}” must be.")
_NO_WHOLE_NUMBER = marked("“{value}” is not a whole number, as “{parameter}” must be.")
_NO_FLAG = marked("“{value}” is not true or false, as “{parameter}” must be.")
_NO_ANSWER = marked("“{value}” is not one of {answers}, as “{parameter}” must be.")
_NO_MOMENT = marked("“{value}” is not a date and time (such as 2026-01-31T12:00:00), as “{parameter}” must be.")


class Values:
    """The parameters of one run. What cannot be read raises SearchError, which names value and parameter."""

    def __init__(
        self, algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> None:
        self._algorithm = algorithm
        self._parameters = parameters
        self._context = context

    def is_given(self, name: str) -> bool:
        """Whether there is a value at all."""
        return self._given(name) is not None

    def number(self, name: str) -> float | None:
        """A number; None when nothing is given."""
        value = self._given(name)
        if value is None:
            return None
        if isinstance(value, bool) or not (isinstance(value, (int, float)) or _NUMBER.fullmatch(str(value))):
            raise self._refusal(name, value, _NO_NUMBER)
        if not math.isfinite(float(value)):
            raise self._refusal(name, value, _NO_NUMBER)
        return float(self._algorithm.parameterAsDouble(self._parameters, name, self._context))

    def count(self, name: str) -> int | None:
        """A whole number; None for 0, and when nothing is given."""
        number = self.number(name)
        if number is not None and not number.is_integer():
            raise self._refusal(name, self._given(name), _NO_WHOLE_NUMBER)
        return int(number) if number else None

    def flag(self, name: str) -> bool:
        """Yes or no."""
        value = self._given(name)
        if value is not None and not isinstance(value, int) and str(value).strip().lower() not in _FLAGS:
            raise self._refusal(name, value, _NO_FLAG)
        return bool(self._algorithm.parameterAsBoolean(self._parameters, name, self._context))

    def answer(self, name: str) -> bool | None:
        """Yes, no, or None for any."""
        value = self._given(name)
        text = "any" if value is None else str(value).strip().lower()
        if text in _FLAGS:
            return text in ("true", "1")
        if text not in ANSWERS:
            raise self._refusal(name, value, _NO_ANSWER)
        return ANSWERS[text]

    def text(self, name: str) -> str | None:
        """Words; None for none."""
        return str(self._algorithm.parameterAsString(self._parameters, name, self._context)).strip() or None

    def moment(self, name: str) -> datetime | None:
        """The time on the clock that was typed, which the parameter says is UTC, unless its zone was typed too."""
        value = self._given(name)
        if value is None:
            return None
        moment = self._algorithm.parameterAsDateTime(self._parameters, name, self._context)
        if not moment.isValid():
            raise self._refusal(name, value, _NO_MOMENT)
        if moment.timeSpec() != Qt.TimeSpec.LocalTime:
            moment = moment.toUTC()
        return moment.toPyDateTime().replace(tzinfo=timezone.utc)

    def ids(self, name: str, list_name: str, reference: ReferenceData) -> tuple[int, ...]:
        """Ids of a reference list, given as ids or names."""
        from ..ocm.records.list_search import ids_from_text  # QGIS' start need not load it

        return ids_from_text(
            self._algorithm.parameterAsString(self._parameters, name, self._context), list_name, reference
        )

    def _given(self, name: str) -> Any:
        """The value as it was given; None for none."""
        value = self._parameters.get(name)
        if isinstance(value, QgsProperty):
            value, _ = value.value(self._context.expressionContext())
        is_empty = value is None or value == "" or (isinstance(value, QDateTime) and value.isNull())
        return None if is_empty else value

    def _refusal(self, name: str, value: Any, sentence: str) -> SearchError:
        """`sentence`: one of those above, with the places of value, parameter and possible answers."""
        parameter = self._algorithm.parameterDefinition(name).description()
        return SearchError(name, tr(sentence, value=str(value), parameter=parameter, answers=", ".join(ANSWERS)))


def countries_called(typed: str) -> Countries:
    """Countries out of codes and names. Raises SearchError."""
    from ..ocm.records.list_search import codes_from_text
    from ..qgis_support.sources import known_lists

    return Countries(codes_from_text(typed, known_lists()))


def filter_values(values: Values, reference: ReferenceData) -> dict[str, Any]:
    """The members of Search that the parameters ask for. Raises SearchError for what cannot be read."""
    return {entry.name: filter_value(entry, values, reference) for entry in FILTERS}


def filter_value(entry: Filter, values: Values, reference: ReferenceData) -> Any:
    """What is asked of one filter. Raises SearchError."""
    if entry.kind is Kind.CHOICE:
        return values.ids(entry.parameter, entry.choices.name, reference)
    read = {
        Kind.POWER: values.number,
        Kind.COUNT: values.count,
        Kind.SINCE: values.moment,
        Kind.YES_NO: values.answer,
        Kind.TEXT: values.text,
        Kind.SWITCH: values.flag,
    }
    return read[entry.kind](entry.parameter)


def given_mirror(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext, path: str
) -> str:
    """The address of the mirror that is given: by the path of a file, or in a database; "" for none.

    Raises QgsProcessingException.
    """
    connection = algorithm.parameterAsConnectionName(parameters, MIRROR_DATABASE, context).strip()
    schema = algorithm.parameterAsSchema(parameters, MIRROR_SCHEMA, context).strip()
    if not connection:
        return path
    if path:
        raise QgsProcessingException(tr("Please give the mirror as a file or in a database, not both."))
    if not schema:
        raise QgsProcessingException(tr("Please name the schema of the mirror."))
    return SchemaPlace(connection, schema).address

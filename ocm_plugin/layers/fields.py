"""The schema's fields as QGIS' fields, and its values as QGIS' values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from qgis.core import QgsField, QgsFields
from qgis.PyQt.QtCore import QDate, QDateTime, Qt, QTime

from ..ocm.schema import Field
from ..qgis_support import compat


def qgis_fields(fields: Iterable[Field]) -> QgsFields:
    """Typed fields with aliases; the comment, which forms show as tool tip, tells meaning, unit and trap."""
    result = QgsFields()
    for field in fields:
        qgis_field = QgsField(field.name, compat.FIELD_TYPES[field.type])
        qgis_field.setAlias(field.alias)
        qgis_field.setComment(field_comment(field))
        result.append(qgis_field)
    return result


def field_comment(field: Field) -> str:
    """What a person should know of a field, in one line: "Power of one connector, best guess. Unit: kW. …"."""
    parts = [field.meaning]
    if field.unit:
        parts.append(f"Unit: {field.unit}.")
    if field.trap:
        parts.append(field.trap)
    return " ".join(parts)


class _QDates(dict):
    """QDate of a date. Stations share few days, so each is made once."""

    def __missing__(self, day: date) -> QDate:
        made = self[day] = QDate(day.year, day.month, day.day)
        return made


class _QDateTimes(dict):
    """QDateTime of a time with time zone; in UTC, to the millisecond."""

    def __missing__(self, moment: datetime) -> QDateTime:
        made = self[moment] = QDateTime(
            QDate(moment.year, moment.month, moment.day),
            QTime(moment.hour, moment.minute, moment.second, moment.microsecond // 1000),
            Qt.TimeSpec.UTC,
        )
        return made


class AttributeMaker:
    """Turns rows of one table into QGIS' attributes. Times must be in UTC, as all of the plugin's are."""

    def __init__(self, fields: Sequence[Field]) -> None:
        days, moments = _QDates(), _QDateTimes()
        makers = {"date": days, "datetime": moments}
        self._columns = [(index, makers[field.type]) for index, field in enumerate(fields) if field.type in makers]

    def attributes(self, row: Iterable[Any]) -> list[Any]:
        """The row's values in order, dates and times as QGIS takes them; None stays None, which is NULL."""
        values = list(row)
        for index, made in self._columns:
            if values[index] is not None:
                values[index] = made[values[index]]
        return values

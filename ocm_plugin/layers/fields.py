"""The schema's fields as QGIS' fields, and its values as QGIS' values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from qgis.core import QgsFeature, QgsField, QgsFields, QgsGeometry
from qgis.PyQt.QtCore import QDate, QDateTime, Qt, QTime, QVariant

from ..ocm.tables.derive.context import LookUp
from ..ocm.tables.schema import Field
from ..ocm.tables.schema.field import field_comment
from ..ocm.translation import tr
from ..qgis_support import compat


def qgis_fields(fields: Iterable[Field]) -> QgsFields:
    """Typed fields with aliases; the comment, which forms show as tool tip, has meaning, unit and trap."""
    result = QgsFields()
    for field in fields:
        qgis_field = QgsField(field.name, compat.FIELD_TYPES[field.type])
        qgis_field.setAlias(tr(field.alias))
        qgis_field.setComment(field_comment(field))
        result.append(qgis_field)
    return result


def fields_of_output(fields: Iterable[Field], is_temporary: bool) -> QgsFields:
    """The fields for an output of Processing. A temporary one gets its words when it is dressed."""
    if not is_temporary or compat.SCRATCH_LAYERS_TAKE_ALIASES:
        return qgis_fields(fields)
    result = QgsFields()
    for field in fields:
        result.append(QgsField(field.name, compat.FIELD_TYPES[field.type]))
    return result


def qgis_date(day: date) -> QVariant:
    """A day as QGIS takes it."""
    return QVariant(QDate(day.year, day.month, day.day))


def qgis_time(moment: datetime) -> QVariant:
    """A time in UTC as QGIS takes it."""
    return QVariant(
        QDateTime(
            QDate(moment.year, moment.month, moment.day),
            QTime(moment.hour, moment.minute, moment.second, moment.microsecond // 1000),
            Qt.TimeSpec.UTC,
        )
    )


def feature_of(geometry: QgsGeometry | None, values: Sequence[Any]) -> QgsFeature:
    """A row of an output, with its values in the order of the fields."""
    feature = QgsFeature()
    feature.setAttributes(list(values))
    if geometry is not None:
        feature.setGeometry(geometry)
    return feature


class AttributeMaker:
    """Turns rows of one table into QGIS' attributes. Times must be in UTC, as all of the plugin's are.

    Days, times and the texts that rows share are made for QGIS once and shared there too: that saves time and memory.
    """

    def __init__(self, fields: Sequence[Field]) -> None:
        days, times, texts = LookUp(qgis_date), LookUp(qgis_time), LookUp(QVariant)
        made: dict[str, LookUp[Any, Any]] = {"date": days, "datetime": times, "text": texts}
        self._columns = [(index, made[field.type]) for index, field in enumerate(fields) if _is_shared(field)]

    def attributes(self, row: Iterable[Any]) -> list[Any]:
        """The row's values in order, dates and times as QGIS takes them; None stays None, which is NULL."""
        values = list(row)
        for index, made in self._columns:
            if values[index] is not None:
                values[index] = made[values[index]]
        return values


def _is_shared(field: Field) -> bool:
    """Whether many rows have the same value; numbers are as quickly made as looked up."""
    return field.type in ("date", "datetime") or (field.type == "text" and (field.is_shared or bool(field.codes)))

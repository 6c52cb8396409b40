"""The rows of a layer's data, whatever its filter shows of them, and their values as the store compares them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any, NamedTuple

from qgis.core import (
    NULL,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProviderRegistry,
    QgsVectorDataProvider,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QByteArray, QDate, QDateTime, Qt, QTime, QVariant

from ..ocm.store.packed import position_text
from ..ocm.store.points import wkb_blob
from ..ocm.tables.derive.context import LookUp
from .fields import qgis_date, qgis_time


def place_of_data(layer: QgsVectorLayer) -> object:
    """Where a layer reads its rows, whatever its filter shows of them."""
    kind = layer.providerType()
    source = QgsProviderRegistry.instance().decodeUri(kind, layer.source())
    source.pop("subset", None)
    return kind, source


@contextmanager
def unfiltered(layer: QgsVectorLayer) -> Iterator[QgsVectorDataProvider]:
    """What provides all rows of a layer; the filter returns afterwards, and what was selected stays so."""
    provider, selected = layer.dataProvider(), layer.selectedFeatureIds()
    subset = provider.subsetString()
    if not subset:
        yield provider
        return
    provider.setSubsetString("", False)
    try:
        yield provider
    finally:
        provider.setSubsetString(subset, False)
        if layer.selectedFeatureIds() != selected:
            layer.selectByIds(selected)


def all_features(layer: QgsVectorLayer) -> Any:
    """A snapshot of all rows of a layer's data, those that its filter hides too."""
    with unfiltered(layer) as provider:
        return provider.featureSource()


def places_of(layer: QgsVectorLayer) -> dict[str, int]:
    """Where the columns of a layer's data are."""
    return {field.name(): index for index, field in enumerate(layer.dataProvider().fields())}


def plain_value(value: Any) -> Any:
    """A value of QGIS as the store compares it."""
    if isinstance(value, (str, int, float)):
        return value
    if value is None or value == NULL:
        return None
    if isinstance(value, QDate):
        return value.toString("yyyy-MM-dd")
    if isinstance(value, QDateTime):
        is_local = value.timeSpec() == Qt.TimeSpec.LocalTime  # a file that does not say the zone
        return f"{(value if is_local else value.toUTC()).toString('yyyy-MM-ddTHH:mm:ss.zzz')}Z"
    return value


def renew_extent(layer: QgsVectorLayer) -> None:
    """Let a layer know its extent after its data have changed.

    Data in memory know theirs while rows are added. QGIS would go through all of them again: 300,000 take 70 ms.
    """
    if layer.providerType() == "memory" and layer.isSpatial() and not layer.subsetString():
        layer.setExtent(layer.dataProvider().extent())
    else:
        layer.updateExtents()


class FileRow(NamedTuple):
    """A row of a layer as a GeoPackage holds it."""

    key: int
    point: bytes | None
    values: list[Any]


def stored_row(feature: QgsFeature, positions: Iterable[int]) -> FileRow:
    """Some of a feature's values, given by their positions. Lists, of which GeoPackages know nothing, become text."""
    all_values, stored = feature.attributes(), _STORED.get
    values = [all_values[position] for position in positions]
    for place, value in enumerate(values):
        store = stored(type(value))
        if store is not None:
            values[place] = store(value)
    geometry = feature.geometry()
    return FileRow(feature.id(), None if geometry.isNull() else wkb_blob(bytes(geometry.asWkb())), values)


def _stored_text(text: str) -> str:
    # A user's program may have cut an emoji in half, which no file can hold.
    return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _stored_time(moment: QDateTime) -> str | None:
    if not moment.isValid():
        return None
    is_local = moment.timeSpec() == Qt.TimeSpec.LocalTime  # then its zone is not known
    text: str = (moment if is_local else moment.toUTC()).toString("yyyy-MM-ddTHH:mm:ss.zzz")
    return text if is_local else f"{text}Z"


def _stored_json(value: Any) -> str:
    return _stored_text(json.dumps(value, ensure_ascii=False, default=str))


_STORED: dict[type, Callable[[Any], Any]] = {
    str: _stored_text,
    QVariant: lambda value: None,
    type(NULL): lambda value: None,
    QDate: lambda day: day.toString("yyyy-MM-dd") if day.isValid() else None,
    QTime: lambda time: time.toString("HH:mm:ss.zzz") if time.isValid() else None,
    QDateTime: _stored_time,
    QByteArray: bytes,
    dict: _stored_json,
    list: _stored_json,
}
"""How values of QGIS stand in files; those of other types stand there as they are."""


def position_in(feature: QgsFeature) -> str | None:
    """The point of a feature as the store compares it; None for none, and for several."""
    return position_of(feature.geometry())


def position_of(geometry: QgsGeometry) -> str | None:
    """The same of a geometry."""
    if geometry.isNull() or geometry.isEmpty() or geometry.isMultipart():
        return None
    point = geometry.asPoint()
    return position_text(point.x(), point.y())


def point_at(position: str) -> QgsGeometry:
    """The point at a position as the store compares it."""
    x, y = (float(part) for part in position.split())
    return QgsGeometry.fromPointXY(QgsPointXY(x, y))


def _day_of(text: str) -> QVariant:
    return qgis_date(date.fromisoformat(text))


def _time_of(text: str) -> QVariant:
    return qgis_time(datetime.fromisoformat(text.replace("Z", "+00:00")))


TO_QGIS = {"date": LookUp(_day_of), "datetime": LookUp(_time_of)}

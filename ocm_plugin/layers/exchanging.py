"""A layer whose rows move to another place while the layer stays: its id, looks, joins, selection, all made of it.

QGIS lets a layer read another source by `setDataSource`, and forgets the rows of a temporary one in that moment. So all
that is needed to bring them back is held until the layer has been seen to work.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from qgis.core import (
    QgsDataProvider,
    QgsFeature,
    QgsFeatureRequest,
    QgsFeatureSink,
    QgsField,
    QgsFields,
    QgsVectorLayer,
    QgsVectorLayerFeatureSource,
    QgsWkbTypes,
)

from ..ocm.errors import FileWriteError
from ..ocm.phrases import quoted, together
from ..ocm.translation import tr
from ..qgis_support import compat
from ..qgis_support.threads import taking_turns
from .form import hide_in_table
from .form_topics import FILE_KEY
from .geopackage import table_source
from .layer_rows import FileRow, stored_row, unfiltered


class Snapshot:
    """All rows of a layer, those that its filter hides too, as they are now. Made in the main thread, read in any."""

    def __init__(self, layer: QgsVectorLayer) -> None:
        with unfiltered(layer) as provider:
            self.count = max(0, int(provider.featureCount()))
            self._source = QgsVectorLayerFeatureSource(layer)
        keys = set(provider.pkAttributeIndexes())
        self._positions = [position for position in range(provider.fields().count()) if position not in keys]
        self.fields = QgsFields()
        """The fields of the layer's data: without a file's own key, and without what joins and expressions add."""
        for position in self._positions:
            self.fields.append(provider.fields().at(position))
        self._is_changed = False
        layer.editingStarted.connect(self._notice)
        layer.dataChanged.connect(self._notice)

    def _notice(self) -> None:
        self._is_changed = True

    def is_of(self, layer: QgsVectorLayer) -> bool:
        """Whether the layer's rows are still these."""
        return not self._is_changed and Snapshot(layer).has_size_of(self)

    def has_size_of(self, other: Snapshot) -> bool:
        """Whether there are as many rows of the same fields."""
        return self.count == other.count and self.fields == other.fields

    def features(self) -> Iterator[QgsFeature]:
        """The rows with the values of `fields`, in the order of the layer."""
        request = QgsFeatureRequest().setSubsetOfAttributes(self._positions)
        for feature in taking_turns(self._source.getFeatures(request)):
            values = feature.attributes()
            # A feature of its own: with the fields of another layer, QGIS' OGR provider writes some values as NULL.
            row = QgsFeature(feature.id())
            row.setGeometry(feature.geometry())
            row.setAttributes([values[position] for position in self._positions])
            yield row

    def fields_for_file(self) -> QgsFields:
        """The fields as a GeoPackage can hold them. Raises FileWriteError for names that it takes for one."""
        names = Counter(field.name().lower() for field in self.fields)
        same = [field.name() for field in self.fields if names[field.name().lower()] > 1]
        if same:
            raise FileWriteError(
                tr(
                    "A GeoPackage does not distinguish the columns {names}. Please rename one of them, and save again.",
                    names=together([quoted(name) for name in same]),
                )
            )
        fields = QgsFields()
        for field in self.fields:
            fields.append(QgsField(field.name(), compat.FIELD_TYPES["text"]) if _is_list(field) else field)
        return fields

    def rows_for_file(self) -> Iterator[FileRow]:
        """The rows as a GeoPackage can hold them, in the order of the layer."""
        request = QgsFeatureRequest().setSubsetOfAttributes(self._positions)
        for feature in taking_turns(self._source.getFeatures(request)):
            yield stored_row(feature, self._positions)


def _is_list(field: QgsField) -> bool:
    return field.type() in compat.LIST_TYPES


class State:
    """What `setDataSource` does not keep of a layer."""

    def __init__(self, layer: QgsVectorLayer) -> None:
        self.name: str = layer.name()
        self.provider: str = layer.providerType()
        self.source: str = _empty_source(layer) if self.provider == "memory" else layer.source()
        self.subset: str = layer.subsetString()
        self.crs = layer.crs()
        self.selected: list[int] = layer.selectedFeatureIds()

    def put_on(self, layer: QgsVectorLayer) -> bool:
        """Give a layer with another source all but its source. False when the source does not understand the filter."""
        if layer.subsetString() != self.subset:
            layer.setSubsetString(self.subset)
        # Older versions of GDAL take any filter, and find no row by those that they do not understand.
        is_filtered = layer.subsetString() == self.subset and layer.featureCount() >= 0
        if not is_filtered:
            layer.setSubsetString("")
        if layer.crs() != self.crs:
            layer.setCrs(self.crs)
        layer.selectByIds(self.selected)
        layer.triggerRepaint()
        return is_filtered

    def bring_back(self, layer: QgsVectorLayer, snapshot: Snapshot) -> None:
        """Let the layer be as it was when this and the snapshot were made."""
        set_source(layer, self.source, self.name, self.provider)
        if self.provider == "memory":
            provider = layer.dataProvider()
            provider.addAttributes(snapshot.fields.toList())
            layer.updateFields()
            rows = list(snapshot.features())
            old_ids = [row.id() for row in rows]
            _, added = provider.addFeatures(rows, QgsFeatureSink.Flag.FastInsert)
            new_ids = dict(zip(old_ids, (row.id() for row in added)))
            self.selected = [new_ids[number] for number in self.selected if number in new_ids]
        self.put_on(layer)
        if layer.project() is not None:
            layer.project().relationManager().updateRelationsStatus()


def _empty_source(layer: QgsVectorLayer) -> str:
    """A temporary layer of this kind without fields and rows."""
    kind = QgsWkbTypes.displayString(layer.wkbType())
    return f"{kind}?crs={layer.crs().authid()}" if layer.isSpatial() else kind


def set_source(layer: QgsVectorLayer, source: str, name: str, provider: str) -> None:
    """Let a layer read another source, in its own looks."""
    options = QgsDataProvider.ProviderOptions()
    options.transformContext = layer.transformContext()
    layer.setDataSource(source, name, provider, options, False)


class Place(NamedTuple):
    """Where a table lies, as QGIS names it."""

    source: str
    provider: str
    name: str
    """What the place is called for users."""


def file_place(path: str, table: str) -> Place:
    """A table of a GeoPackage."""
    return Place(table_source(path, table), "ogr", path)


def read_from(layer: QgsVectorLayer, place: Place, state: State, count: int) -> bool:
    """Let a layer read a table that holds its rows by the same ids. Raises FileWriteError.

    False when the place does not understand the layer's filter, which is then gone.
    """
    had_key = FILE_KEY in layer.fields().names()
    set_source(layer, place.source, state.name, place.provider)
    if not layer.isValid() or layer.featureCount() != count:
        raise FileWriteError(
            tr("{path} was written, but QGIS cannot read it. The layers stay as they are.", path=place.name)
        )
    if not had_key:
        hide_in_table(layer, FILE_KEY)
    return state.put_on(layer)


def lost_filters(name: str, layers: Sequence[str]) -> str:
    """That a place does not understand the filters of layers, given by their names."""
    return tr(
        "{name} does not understand the filter of {layers}: it was removed.",
        name=name,
        layers=", ".join(map(quoted, layers)),
    )

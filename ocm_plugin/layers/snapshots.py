"""Layers of stations as results to be compared, and the look of what a comparison gives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsEditorWidgetSetup,
    QgsFeature,
    QgsFeatureRequest,
    QgsGeometry,
    QgsMarkerSymbol,
    QgsPointXY,
    QgsRendererCategory,
    QgsVectorLayer,
    QgsVectorLayerFeatureSource,
)

from ..ocm.records.credits import merged
from ..ocm.records.provenance import FROM_API, FROM_DEMO
from ..ocm.search.search import Search
from ..ocm.store.comparing import (
    ADDED,
    APPEARED,
    DISAPPEARED,
    GONE,
    NOT_ASKED,
    Difference,
    Snapshot,
    compare,
)
from ..ocm.store.merging import asked_in
from ..ocm.store.packed import MISSING, POSITION, STATIONS, shape_of
from ..ocm.tables.schema.changes import CHANGE_FIELDS, CREDIT_FIELDS
from ..ocm.tables.schema.codes import CHANGE_KINDS
from ..ocm.translation import tr
from .attribution import attribution_at_hand
from .layer_rows import plain_value, position_of
from .markers import INK
from .metadata import credited, read_provenance, read_search


class LayerSnapshot:
    """A layer as it is now. Made in the main thread, read in any other."""

    def __init__(self, layer: QgsVectorLayer, transform_context: QgsCoordinateTransformContext) -> None:
        self.name = layer.name()
        self.has_stations = layer.fields().indexOf("ocm_id") >= 0
        self.search = read_search(layer)
        provenance = read_provenance(layer)
        is_whole = (
            provenance is not None
            and provenance.is_complete
            # Of a file, only what it holds is known. Of an export, the rows that were left out are.
            and provenance.origin.kind in (FROM_API, FROM_DEMO)
            and layer.featureCount() >= provenance.loaded
        )
        self.is_complete = is_whole and not layer.subsetString()
        """Whether it shows all stations that there were; a filter of the layer hides some."""
        self.attribution = attribution_at_hand(layer)
        self._source = QgsVectorLayerFeatureSource(layer)
        self._request = QgsFeatureRequest()
        self._request.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"), transform_context)
        self._places = {field.name(): place for place, field in enumerate(layer.fields())}

    def stations(self) -> Snapshot:
        """Its stations, read one by one."""
        search = self.search or Search()
        # Without its search, a layer says nothing of what it does not hold.
        is_complete = self.is_complete and self.search is not None and search.max_results is None
        return Snapshot(self._rows(), is_complete, asked_in(search.area), search.has_filters)

    def _rows(self) -> Iterator[Sequence[Any]]:
        shape = shape_of(STATIONS)
        places = [self._places.get(name, -1) for name in shape.columns]
        for feature in self._source.getFeatures(self._request):
            attributes = feature.attributes()
            geometry = feature.geometry()
            if geometry.isMultipart():
                geometry.convertToSingleType()
            values = [plain_value(attributes[place]) if place >= 0 else MISSING for place in places]
            yield [*shape.plain(values), position_of(geometry)]


class Compared(NamedTuple):
    """What a comparison has found, as rows of its outputs."""

    changes: list[QgsFeature]
    values: list[QgsFeature]
    counts: tuple[int, int, int, int, int, int]
    """Stations added, gone, appeared, disappeared, changed, and those that one of the results did not ask for."""


def compared(old: LayerSnapshot, new: LayerSnapshot, with_not_asked: bool, check: Callable[[], None]) -> Compared:
    """All stations that differ. `with_not_asked`: also those that one of the results did not ask for."""
    found: Counter[str] = Counter()
    changes: list[QgsFeature] = []
    values: list[QgsFeature] = []
    for difference in compare(old.stations(), new.stations(), check):
        found[difference.kind] += 1
        if with_not_asked or difference.kind not in NOT_ASKED:
            changes.append(_change_feature(difference))
            values.extend(_value_features(difference))
    absent = (found[ADDED], found[GONE], found[APPEARED], found[DISAPPEARED])
    not_asked = sum(found[kind] for kind in NOT_ASKED)
    return Compared(changes, values, (*absent, sum(found.values()) - sum(absent) - not_asked, not_asked))


def _change_feature(difference: Difference) -> QgsFeature:
    """The row of a station that differs, at its newer place."""
    old, new = difference.old, difference.new
    latest = new or old
    feature = QgsFeature()
    feature.setAttributes(
        [
            difference.ocm_id,
            _said(latest.get("name")),
            difference.kind,
            ", ".join(change.field for change in difference.changes) or None,
            difference.moved_m,
            _said(old.get("max_kw")),
            _said(new.get("max_kw")),
            _said(old.get("status_class")),
            _said(new.get("status_class")),
            _said(latest.get("operator")),
            *_credit(latest),
            _said(latest.get("view_url")),
        ]
    )
    if latest.get(POSITION):
        x, y = (float(part) for part in latest[POSITION].split())
        feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(x, y)))
    return feature


def _value_features(difference: Difference) -> Iterator[QgsFeature]:
    """A row for each value of a station that differs."""
    for change in difference.changes:
        feature = QgsFeature()
        values = [difference.ocm_id, change.field, _as_text(change.old), _as_text(change.new)]
        feature.setAttributes([*values, *_credit(difference.new or difference.old)])
        yield feature


def _credit(values: dict[str, Any]) -> list[Any]:
    """Whose data a station is."""
    return [_said(values.get(field.name)) for field in CREDIT_FIELDS]


def _said(value: Any) -> Any:
    """A value, or None where its column is not there."""
    return None if value is MISSING else value


def _as_text(value: Any) -> str | None:
    return None if value is None else str(value)


COLOURS = {
    "added": "#1b9e4b",
    "gone": "#c0392b",
    "appeared": "#7cc08f",
    "disappeared": "#d98880",
    "status": "#e08e0b",
    "power_up": "#2874a6",
    "power_down": "#7d3c98",
    "moved": "#16a2b8",
    "other": "#7f8c8d",
    "not_asked_before": "#d5d8dc",
    "not_asked_now": "#aeb6bf",
}
SHAPES = {"added": "cross_fill", "gone": "cross2", "moved": "arrow", "power_up": "triangle", "power_down": "diamond"}
"""So that kinds differ without colours too; the others are circles."""


def credit_changes(layer: QgsVectorLayer, old: LayerSnapshot, new: LayerSnapshot) -> None:
    """Let an output of a comparison name all whose data it is made of."""
    layer.setMetadata(credited(layer.metadata(), merged([old.attribution, new.attribution])))


def dress_changes(layer: QgsVectorLayer) -> None:
    """Give a layer of changes its symbols, and its fields their words."""
    layer.setRenderer(_changes_renderer())
    for field in CHANGE_FIELDS:
        place = layer.fields().indexOf(field.name)
        layer.setFieldAlias(place, tr(field.alias))
        if field.codes:
            choices = [{tr(code.label): code.value} for code in field.codes]
            layer.setEditorWidgetSetup(place, QgsEditorWidgetSetup("ValueMap", {"map": choices}))
    layer.triggerRepaint()


def _changes_renderer() -> QgsCategorizedSymbolRenderer:
    """A symbol for each kind of change, in the order in which users ask for them."""
    categories = []
    for code in CHANGE_KINDS:
        colour, shape = COLOURS[str(code.value)], SHAPES.get(str(code.value), "circle")
        # A cross of strokes has no inside to be coloured.
        outline = {"outline_color": colour, "outline_width": "0.6"} if shape == "cross2" else {"outline_color": INK}
        symbol = QgsMarkerSymbol.createSimple({"name": shape, "color": colour, "size": "3.2", **outline})
        categories.append(QgsRendererCategory(code.value, symbol, tr(code.label)))
    return QgsCategorizedSymbolRenderer("change", categories)

"""Layers of stations as results to be compared, with another or with what they held before, as rows of the outputs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsFeatureRequest,
    QgsGeometry,
    QgsPointXY,
    QgsVectorLayer,
    QgsVectorLayerFeatureSource,
)

from ..ocm.records.credits import Attribution, Credit, attribution_of_credits, merged
from ..ocm.records.provenance import FROM_API, FROM_DEMO, FROM_HELD, FROM_MIRROR, FROM_PARTS
from ..ocm.search.search import Search
from ..ocm.store.comparing import (
    ADDED,
    APPEARED,
    DISAPPEARED,
    GONE,
    NOT_ASKED,
    Difference,
    Snapshot,
    ValueChange,
    compare,
)
from ..ocm.store.history import as_stored, net_changes
from ..ocm.store.merge_values import Change
from ..ocm.store.merging import asked_in
from ..ocm.store.packed import MISSING, POSITION, STATIONS, is_position, position_text, shape_of
from ..ocm.tables.schema.changes import ARROW, ARROWS_IN_VALUES, CREDIT_FIELDS
from ..qgis_support.compat import POINT_GEOMETRY
from ..qgis_support.threads import taking_turns
from .attribution import attribution_at_hand, credit_of_row, provider_key
from .layer_rows import all_features, plain_value, position_of
from .metadata import credited, read_provenance, read_search

SHORT = 120
"""Characters of a value that stand in the line about it."""


class LayerSnapshot:
    """A layer as it is now. Made in the main thread, read in any other."""

    def __init__(
        self, layer: QgsVectorLayer, transform_context: QgsCoordinateTransformContext, with_hidden: bool = False
    ) -> None:
        """`with_hidden`: also the rows that a filter of the layer hides."""
        self.name = layer.name()
        self.has_stations = layer.fields().indexOf("ocm_id") >= 0
        self.search = read_search(layer)
        provenance = read_provenance(layer)
        is_whole = (
            provenance is not None
            and provenance.is_complete
            # Of a file, only what it holds is known. Of an export, the rows that were left out are.
            and provenance.origin.kind in (FROM_API, FROM_DEMO, FROM_MIRROR, FROM_HELD, FROM_PARTS)
            and layer.featureCount() >= provenance.loaded
        )
        self.is_complete = is_whole and not layer.subsetString()
        """Whether it shows all stations that there were; a filter of the layer hides some."""
        self.attribution = attribution_at_hand(layer)
        self._has_points = layer.geometryType() == POINT_GEOMETRY
        self._source: Any = all_features(layer) if with_hidden else QgsVectorLayerFeatureSource(layer)
        self._request = QgsFeatureRequest()
        self._request.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"), transform_context)
        fields = layer.dataProvider().fields() if with_hidden else layer.fields()
        self._places = {field.name(): place for place, field in enumerate(fields)}

    def let_go(self) -> None:
        """Read no more: files are open until then, and after QGIS has ended, closing them ends in a crash."""
        self._source = None

    def stations(self) -> Snapshot:
        """Its stations, read one by one."""
        search = self.search or Search()
        # Without its search, a layer says nothing of what it does not hold.
        is_complete = self.is_complete and self.search is not None and search.max_results is None
        return Snapshot(self.rows(), is_complete, asked_in(search.area), search.has_filters)

    def rows(self) -> Iterator[Sequence[Any]]:
        """The compared values of its stations, with the point."""
        shape = shape_of(STATIONS)
        places = [self._places.get(name, -1) for name in shape.columns]
        for feature in taking_turns(self._source.getFeatures(self._request)):
            attributes = feature.attributes()
            values = [plain_value(attributes[place]) if place >= 0 else MISSING for place in places]
            values = shape.plain([None if value == "" else value for value in values])
            yield [*values, _single_point(feature) if self._has_points else self._stated_position(values)]

    def _stated_position(self, values: Sequence[Any]) -> Any:
        """The point of a row of a text file, or of areas around stations, by its columns; MISSING when it has none."""
        columns = shape_of(STATIONS).columns
        longitude, latitude = values[columns.index("lon")], values[columns.index("lat")]
        is_stated = isinstance(longitude, float) and isinstance(latitude, float)
        return position_text(longitude, latitude) if is_stated else MISSING


def _single_point(feature: QgsFeature) -> str | None:
    geometry = feature.geometry()
    if geometry.isMultipart():
        geometry.convertToSingleType()
    return position_of(geometry)


class Compared(NamedTuple):
    """What a comparison has found, as rows of its outputs."""

    changes: list[QgsFeature]
    values: list[QgsFeature]
    counts: tuple[int, int, int, int, int, int]
    """Stations added, gone, appeared, disappeared, changed, and those that one of the results did not ask for."""
    kinds: Mapping[str, int]
    """How many rows of changes there are of each kind: a layer of 100,000 takes its time to be counted."""
    left: Attribution
    """Whose data the stations are that have left: a layer as it is now says nothing of them."""


class Stations(Protocol):
    """A result as comparisons read it."""

    def stations(self) -> Snapshot:
        """Its stations, read one by one."""


def compared(old: Stations, new: Stations, with_not_asked: bool, check: Callable[[], None]) -> Compared:
    """All stations that differ. `with_not_asked`: also those that one of the results did not ask for."""
    return _listed(compare(old.stations(), new.stations(), check), with_not_asked)


def compared_since(
    now: LayerSnapshot, entries: Sequence[Change], with_not_asked: bool, check: Callable[[], None]
) -> Compared:
    """All stations that differ from what a layer held before the first of some entries of its list of changes."""
    return _listed(net_changes(now.rows(), entries, check), with_not_asked)


def _listed(differences: Iterable[Difference], with_not_asked: bool) -> Compared:
    found: Counter[str] = Counter()
    left: dict[tuple[int | None, str | None], Credit] = {}
    changes: list[QgsFeature] = []
    values: list[QgsFeature] = []
    for difference in differences:
        found[difference.kind] += 1
        if with_not_asked or difference.kind not in NOT_ASKED:
            if not difference.new:
                _add_credit(left, difference.old)
            changes.append(_change_feature(difference))
            values.extend(_value_features(difference))
    absent = (found[ADDED], found[GONE], found[APPEARED], found[DISAPPEARED])
    not_asked = sum(found[kind] for kind in NOT_ASKED)
    counts = (*absent, sum(found.values()) - sum(absent) - not_asked, not_asked)
    kinds = {kind: count for kind, count in found.items() if with_not_asked or kind not in NOT_ASKED}
    return Compared(changes, values, counts, kinds, attribution_of_credits(left.values()))


def _add_credit(credits: dict[tuple[int | None, str | None], Credit], values: dict[str, Any]) -> None:
    """Count a station for its provider, if that is known of it."""
    stated = {field.name: _said(values.get(field.name)) for field in CREDIT_FIELDS}
    key = provider_key(stated)
    if key != (None, None):
        credit = credits.get(key) or credit_of_row(stated)
        credits[key] = credit._replace(n_stations=credit.n_stations + 1)


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
            "\n".join(map(_line, difference.changes)) or None,
            difference.moved_m,
            _number(old.get("max_kw")),
            _number(new.get("max_kw")),
            _said(old.get("status_class")),
            _said(new.get("status_class")),
            _said(latest.get("operator")),
            *_credit(latest),
            _said(latest.get("view_url")),
        ]
    )
    if is_position(latest.get(POSITION)):
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


def _line(change: ValueChange) -> str:
    """A value before and now, in one line."""
    return f"{change.field}: {_short(change.old)}{ARROW}{_short(change.new)}"


def _short(value: Any) -> str:
    text = " ".join((as_stored(value) or "").split())
    for with_space, without in ARROWS_IN_VALUES.items():
        text = text.replace(with_space, without)
    return text if len(text) <= SHORT else f"{text[:SHORT]}…"


def _credit(values: dict[str, Any]) -> list[Any]:
    """Whose data a station is."""
    return [_said(values.get(field.name)) for field in CREDIT_FIELDS]


def _said(value: Any) -> Any:
    """A value, or None where its column is not there."""
    return None if value is MISSING else value


def _number(value: Any) -> float | None:
    """A number, or None for a text in its place: QGIS would take "50,0" for 500."""
    return value if isinstance(value, (int, float)) else None


def _as_text(value: Any) -> str | None:
    return None if value is None else str(value)


def credit_changes(layer: QgsVectorLayer, attributions: Iterable[Attribution]) -> None:
    """Let an output of a comparison name all whose data it is made of."""
    layer.setMetadata(credited(layer.metadata(), merged(list(attributions))))

"""One layer of a merge: what is to be written to it, decided in a worker, and the writing, in the main thread."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, Callable, NamedTuple

from qgis.core import QgsFeature, QgsFeatureRequest, QgsFeatureSink, QgsGeometry, QgsVectorLayer

from ..ocm.errors import FileWriteError
from ..ocm.feedback import Feedback
from ..ocm.slices import SLICE, slices
from ..ocm.store.merge_values import Held, Insert, Update
from ..ocm.store.packed import KEYS, MISSING, POSITION, STATIONS, shape_of
from ..ocm.store.undoing import AddedRow
from ..ocm.tables.schema import TABLES
from ..ocm.translation import tr
from ..qgis_support.threads import taking_turns
from .layer_rows import (
    TO_QGIS,
    all_features,
    place_of_data,
    places_of,
    plain_value,
    point_at,
    position_in,
    position_of,
    renew_extent,
)

Undo = Callable[[], object]

RENUMBERED: dict[str, dict[int, int]] = {}
"""By layer: rows that a merge had removed when it failed, and that were added again: the numbers that they have now."""


class Overwritten(NamedTuple):
    """Rows in which the same columns are written, and for each of these the values of all rows.

    Not row by row: Python's cycle collector would go through some objects for each row, and the window wait for it.
    """

    row_ids: list[int]
    before: tuple[list[Any], ...]
    written: tuple[list[Any], ...]

    @classmethod
    def of(cls, columns: int) -> Overwritten:
        """No row yet, of so many columns."""
        return cls([], *(tuple([] for _ in range(columns)) for _ in range(2)))

    def add(self, row_id: int, before: Iterable[Any], written: Iterable[Any]) -> None:
        """Take a row."""
        self.row_ids.append(row_id)
        for lists, values in ((self.before, before), (self.written, written)):
            for column, value in zip(lists, values):
                column.append(value)

    def rows(self, part: slice = slice(None)) -> Iterator[tuple[int, tuple[Any, ...], tuple[Any, ...]]]:
        """The rows, each with its values before and those written."""
        before, written = (zip(*(column[part] for column in lists)) for lists in (self.before, self.written))
        return zip(self.row_ids[part], before, written)


class TableBack(NamedTuple):
    """How to take back what was written to one layer."""

    place: object
    """Where the layer had its data."""
    columns: list[str]
    changed: dict[tuple[str, ...], Overwritten]
    """By the names of columns."""
    points: dict[int, tuple[QgsGeometry, QgsGeometry]]
    """By the row: its point before, and the one written."""
    added: list[QgsFeature]
    removed: list[QgsFeature]
    last: int
    """The number of the last row that the layer had afterwards: rows with higher ones are newer."""
    taken_away: frozenset[int] = frozenset()
    """The stations that reloads before had removed."""
    restored: frozenset[int] = frozenset()
    """Those that the user had deleted, and that came back with the merge."""

    def is_in_memory(self) -> bool:
        """Whether the rows are a temporary layer's, and end with it."""
        return isinstance(self.place, tuple) and self.place[0] == "memory"


class LayerTable:
    """One layer, and what is to be written to it."""

    def __init__(self, layer: QgsVectorLayer, table: str) -> None:
        self._layer = layer
        self.layer_id: str = layer.id()
        self._name: str = layer.name()
        self._place_of_data = place_of_data(layer)
        self._shape = shape_of(table)
        provider = layer.dataProvider()
        self._source = all_features(layer)
        self._current = QgsFeature()
        self._places = places_of(layer)
        schema = {field.name: field for field in TABLES[table]}
        keys = set(provider.pkAttributeIndexes())
        self._own = [place for name, place in self._places.items() if name not in schema and place not in keys]
        self._to_qgis = {name: TO_QGIS[field.type] for name, field in schema.items() if field.type in TO_QGIS}
        self._meanwhile = Meanwhile(layer)
        self._changes: dict[tuple[int, ...], Overwritten] = {}
        """By the places of columns."""
        self._once: defaultdict[type, dict[Any, Any]] = defaultdict(dict)
        """Values that many rows have are kept once: by their type and what they are compared by."""
        self._points: dict[int, QgsGeometry] = {}
        self._old_points: dict[int, QgsGeometry] = {}
        self._added: list[QgsFeature] = []
        self._removed: list[QgsFeature] = []
        self._were_added: list[QgsFeature] = []
        self._were_removed: list[QgsFeature] = []
        self.n_edited = 0
        """Rows with edits that an undo leaves; a column that was renamed or removed since is an edit."""
        self.users: set[Any] = set()
        """The numbers of the stations to which the user has added rows beside them since the merge that is undone."""
        self._last = 0

    @property
    def layer(self) -> QgsVectorLayer:
        """The layer."""
        return self._layer

    def can_be_merged(self) -> bool:
        """Whether the columns that distinguish rows exist."""
        return self._places.keys() >= set(KEYS[self._shape.table])

    def says_result(self) -> bool:
        """Whether the rows say with which result they came: users delete the column."""
        return "query_id" in self._places

    def held(self, feedback: Feedback) -> Iterator[Held]:
        """All rows."""
        places = [self._places.get(name, -1) for name in self._shape.columns]
        query_place = self._places.get("query_id", -1)
        for count, feature in enumerate(taking_turns(self._source.getFeatures(QgsFeatureRequest()))):
            if count % SLICE == 0:
                feedback.check()
            attributes = feature.attributes()
            values = self._shape.plain([plain_value(attributes[place]) if place >= 0 else MISSING for place in places])
            if self._shape.table == STATIONS:
                values.append(position_in(feature))
            query_id = plain_value(attributes[query_place]) if query_place >= 0 else None
            has_own = any(plain_value(attributes[place]) is not None for place in self._own)
            self._current = feature
            self._last = max(self._last, feature.id())
            yield Held(feature.id(), values, query_id, has_own)

    def plan(self, writes: Iterable[Update | Insert]) -> None:
        """Keep what is to be written. An update follows the row that it is for."""
        for write in writes:
            values = {
                self._places[name]: self._made(name, value)
                for name, value in write.values.items()
                if name in self._places
            }
            position = write.values.get(POSITION)
            point = None if position is None else point_at(position)
            if isinstance(write, Insert):
                feature = QgsFeature()
                feature.setAttributes([values.get(place) for place in range(len(self._places))])
                if point is not None:
                    feature.setGeometry(point)
                self._added.append(feature)
                continue
            if values:
                self._overwrite(self._current, values)
            if point is not None:
                self._points[write.row_id] = point
                self._old_points[write.row_id] = QgsGeometry(self._current.geometry())

    def _made(self, name: str, value: Any) -> Any:
        return self._to_qgis[name][value] if value is not None and name in self._to_qgis else value

    def _overwrite(self, feature: QgsFeature, values: Mapping[int, Any]) -> None:
        """Keep that values are to be written into a row, by the places of their columns, and what stands there now."""
        attributes, places = feature.attributes(), tuple(values)
        if places not in self._changes:
            self._changes[places] = Overwritten.of(len(places))
        before = (self._shared(attributes[place]) for place in places)
        self._changes[places].add(feature.id(), before, map(self._shared, values.values()))

    def _shared(self, value: Any) -> Any:
        plain = plain_value(value)
        return self._once[type(value)].setdefault(plain, value) if isinstance(plain, (str, int, float)) else value

    def plan_removals(self, row_ids: list[int]) -> None:
        """Keep which rows go. Called last: the snapshot of all rows ends here.

        As long as there is one, QGIS copies a temporary layer, its index, and each row when something is written to it.
        """
        for part in slices(row_ids, SLICE):
            self._removed.extend(self._source.getFeatures(QgsFeatureRequest().setFilterFids(part)))
        del self._source, self._current

    def plan_back(self, back: TableBack, feedback: Feedback) -> list[AddedRow]:
        """Keep what is to be written so that a merge is undone; which of its rows are still there, and how."""
        numbers = RENUMBERED.get(self.layer_id, {})
        changed = {
            numbers.get(row[0], row[0]): (names, *row[1:])
            for names, overwritten in back.changed.items()
            for row in overwritten.rows()
        }
        added = {numbers.get(feature.id(), feature.id()): feature for feature in back.added}
        points = {numbers.get(row_id, row_id): both for row_id, both in back.points.items()}
        renumbered = set(numbers.values())
        still_there = []
        newer = set()
        for count, feature in enumerate(taking_turns(self._source.getFeatures(QgsFeatureRequest()))):
            if count % SLICE == 0:
                feedback.check()
            row_id = feature.id()
            if row_id in added:
                written = dict(zip(back.columns, added[row_id].attributes()))
                is_edited = self._is_edited(feature, written, added[row_id])
                self.n_edited += is_edited
                still_there.append(AddedRow(row_id, plain_value(written.get("ocm_id")), is_edited))
            elif row_id > back.last and row_id not in renumbered:
                newer.add(self._named(dict(zip(self._places, feature.attributes()))))
            else:
                kept = self._plan_values(feature, *changed.pop(row_id, ((), (), ())))
                kept = self._plan_point(feature, *points.get(row_id, (None, None))) or kept
                self.n_edited += kept
        self.n_edited += len(changed)  # rows that were removed since
        if self._shape.table != STATIONS:
            self.users = {named[0] for named in newer if named[0] is not None}
        for feature in back.removed:
            values = dict(zip(back.columns, feature.attributes()))
            named = self._named(values)
            if None in named or named not in newer:
                self._added.append(self._feature_of(feature, back.columns))
                self.n_edited += any(
                    plain_value(value) is not None for name, value in values.items() if name not in self._places
                )
        return still_there

    def _named(self, values: Mapping[str, Any]) -> tuple[Any, ...]:
        """Which station, connection, and so on a row is."""
        return tuple(plain_value(values.get(name)) for name in KEYS[self._shape.table])

    def _feature_of(self, feature: QgsFeature, columns: Sequence[str]) -> QgsFeature:
        """A row as it was, in the columns that there are now."""
        values = dict(zip(columns, feature.attributes()))
        made = QgsFeature(feature)
        made.setAttributes([values.get(name) for name in self._places])
        return made

    def _is_edited(self, feature: QgsFeature, written: Mapping[str, Any], as_added: QgsFeature) -> bool:
        """Whether a row is not as it was added; new columns of the user's were empty then."""
        values = feature.attributes()
        is_same = all(
            plain_value(values[place]) == plain_value(written.get(name)) for name, place in self._places.items()
        )
        return not is_same or position_in(feature) != position_in(as_added)

    def _plan_values(
        self, feature: QgsFeature, names: tuple[str, ...], before: tuple[Any, ...], written: tuple[Any, ...]
    ) -> bool:
        """Plan to put values back where nobody has written others since; whether somebody has."""
        values, attributes, has_edits = {}, feature.attributes(), False
        for name, old, new in zip(names, before, written):
            place = self._places.get(name)
            if place is not None and plain_value(attributes[place]) == plain_value(new):
                values[place] = old
            else:
                has_edits = True
        if values:
            self._overwrite(feature, values)
        return has_edits

    def _plan_point(self, feature: QgsFeature, before: QgsGeometry | None, written: QgsGeometry | None) -> bool:
        if before is None or written is None:
            return False
        if position_of(written) != position_in(feature):
            return True
        self._points[feature.id()] = before
        self._old_points[feature.id()] = QgsGeometry(feature.geometry())
        return False

    def back(self) -> TableBack:
        """How to take back what has been written."""
        points = {row_id: (self._old_points[row_id], point) for row_id, point in self._points.items()}
        columns = list(self._places)
        changed = {tuple(columns[place] for place in places): each for places, each in self._changes.items()}
        last = max([self._last, *(feature.id() for feature in self._were_added)])
        return TableBack(self._place_of_data, columns, changed, points, self._were_added, self._were_removed, last)

    # What follows is of the main thread.

    def check_untouched(self) -> None:
        """Raise FileWriteError when the layer is not as it was when the merge was made: nothing may be written then."""
        if self._meanwhile.is_removed:
            raise FileWriteError(
                tr("The layer “{layer}” was removed meanwhile. Nothing was changed.", layer=self._name)
            )
        if self._meanwhile.is_edited or self._layer.isEditable():
            raise FileWriteError(
                tr(
                    "The layer “{layer}” was edited meanwhile. Nothing was written. Please try again.",
                    layer=self._name,
                )
            )
        if not self._is_in_its_place() or self._places != places_of(self._layer):
            raise FileWriteError(
                tr(
                    "The layer “{layer}” was changed meanwhile. Nothing was written. Please try again.",
                    layer=self._name,
                )
            )

    def _is_in_its_place(self) -> bool:
        return not self._meanwhile.is_removed and place_of_data(self._layer) == self._place_of_data

    def update(self) -> Iterator[Undo]:
        """Write into rows that are there; after each step, how to take it back."""
        for parts in self._parts():
            values = {
                row_id: dict(zip(places, written))
                for places, part in parts
                for row_id, _, written in self._changes[places].rows(part)
            }
            self._check(self._layer.dataProvider().changeAttributeValues(values))
            yield partial(self._take_back_values, parts)
        for row_ids in slices(self._points, SLICE):
            points = {row_id: self._points[row_id] for row_id in row_ids}
            self._check(self._layer.dataProvider().changeGeometryValues(points))
            yield partial(self._take_back_points, row_ids)

    def _parts(self) -> Iterator[list[tuple[tuple[int, ...], slice]]]:
        """Rows to be overwritten at once: by the places of their columns, which of them."""
        parts, room = [], SLICE
        for places, overwritten in self._changes.items():
            start, count = 0, len(overwritten.row_ids)
            while start < count:
                end = min(start + room, count)
                parts.append((places, slice(start, end)))
                start, room = end, room - (end - start)
                if not room:
                    yield parts
                    parts, room = [], SLICE
        if parts:
            yield parts

    def _take_back_values(self, parts: list[tuple[tuple[int, ...], slice]]) -> None:
        """Write old values again, where the user has not written something else since."""
        if not self._is_in_its_place():
            return
        now, names = places_of(self._layer), list(self._places)
        old = {
            row_id: {
                now[names[place]]: value
                for place, value in zip(places, before)
                if names[place] in now and self._meanwhile.leaves(row_id, names[place])
            }
            for places, part in parts
            for row_id, before, _ in self._changes[places].rows(part)
        }
        self._layer.dataProvider().changeAttributeValues({row_id: values for row_id, values in old.items() if values})

    def _take_back_points(self, row_ids: list[int]) -> None:
        if self._is_in_its_place():
            old = {row_id: self._old_points[row_id] for row_id in row_ids if self._meanwhile.leaves(row_id, POSITION)}
            self._layer.dataProvider().changeGeometryValues(old)

    def insert(self) -> Iterator[Undo]:
        """Add rows."""
        for rows in slices(self._added, SLICE):
            was_added, added = self._layer.dataProvider().addFeatures(rows, QgsFeatureSink.Flag.RollBackOnErrors)
            self._check(was_added)
            self._were_added.extend(added)
            row_ids = [row.id() for row in added]
            yield partial(self._take_away, row_ids)

    def _take_away(self, row_ids: list[int]) -> None:
        if self._is_in_its_place():
            self._layer.dataProvider().deleteFeatures(row_ids)

    def remove(self) -> Iterator[Undo]:
        """Take rows away."""
        for gone in slices(self._removed, SLICE):
            row_ids = [row.id() for row in gone]
            self._check(self._layer.dataProvider().deleteFeatures(row_ids))
            self._layer.deselect(row_ids)
            self._were_removed.extend(gone)
            yield partial(self._add_again, gone)

    def _add_again(self, features: list[QgsFeature]) -> None:
        if not self._is_in_its_place():
            return
        before = [self._places.get(name) for name in places_of(self._layer)]
        for feature in features:
            values = feature.attributes()
            feature.setAttributes([None if place is None else values[place] for place in before])
        old = [feature.id() for feature in features]
        _, added = self._layer.dataProvider().addFeatures(features)
        now = {row_id: feature.id() for row_id, feature in zip(old, added)}
        numbers = RENUMBERED.setdefault(self.layer_id, {})
        numbers.update({row_id: now.get(number, number) for row_id, number in numbers.items()})
        numbers.update(now)

    def _check(self, is_done: bool) -> None:
        if not is_done:
            raise FileWriteError(
                tr("The layer “{layer}” could not be changed and is as it was.", layer=self._name),
                "; ".join(self._layer.dataProvider().errors()),
            )

    def show(self) -> None:
        """Let all who show the layer know."""
        if not self._meanwhile.is_removed:
            renew_extent(self._layer)
            self._layer.dataChanged.emit()
            self._layer.triggerRepaint()

    def let_go(self) -> None:
        """Stop listening to the layer."""
        self._meanwhile.end()


class Meanwhile:
    """What others do to a layer while a merge into it is on its way."""

    def __init__(self, layer: QgsVectorLayer) -> None:
        self._layer = layer
        self.is_removed = False
        self.is_edited = False
        self._written: set[tuple[int, str]] = set()
        self._connections = [
            (layer.willBeDeleted, layer.willBeDeleted.connect(self._note_removal)),
            (layer.afterCommitChanges, layer.afterCommitChanges.connect(self._note_commit)),
            (
                layer.committedAttributeValuesChanges,
                layer.committedAttributeValuesChanges.connect(self._note_values),
            ),
            (layer.committedGeometriesChanges, layer.committedGeometriesChanges.connect(self._note_points)),
        ]

    def _note_removal(self) -> None:
        self.is_removed = True

    def _note_commit(self) -> None:
        self.is_edited = True

    def _note_values(self, _layer_id: str, changes: Mapping[int, Mapping[int, Any]]) -> None:
        fields = self._layer.dataProvider().fields()
        for row_id, values in changes.items():
            self._written.update((row_id, fields.at(place).name()) for place in values)

    def _note_points(self, _layer_id: str, changes: Mapping[int, QgsGeometry]) -> None:
        self._written.update((row_id, POSITION) for row_id in changes)

    def leaves(self, row_id: int, name: str) -> bool:
        """Whether no edit of a value has been committed."""
        return (row_id, name) not in self._written

    def end(self) -> None:
        """Stop listening."""
        if not self.is_removed:
            for signal, connection in self._connections:
                signal.disconnect(connection)
        self._connections.clear()

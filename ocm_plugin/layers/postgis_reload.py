"""Fresh stations for layers that lie in PostGIS: merged by the database in one transaction, while others read on.

So is a reload taken back.
"""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from qgis.core import QgsProject, QgsVectorLayer

from ..ocm.feedback import Feedback
from ..ocm.store.merge_values import Outcome
from ..ocm.store.postgis_merge import merge_into_schema
from ..ocm.store.postgis_undo import take_back_in_schema
from ..ocm.store.undoing import ReloadRecord, TakenBack
from ..ocm.tables.schema import STATIONS
from ..qgis_support.postgres import server_behind
from .build import StationLayers
from .metadata import made_metadata, metadata_text
from .postgis import TablePlace, place_in_database
from .reloading import (
    Edits,
    Fresh,
    SchemaBack,
    UnlessEdited,
    check_not_edited,
    credited_result,
    read_again,
    tell_copies,
    tell_in_steps,
    to_be_merged,
)
from .undoing import moved, say_again

if TYPE_CHECKING:
    from .reloading import Back


def are_in_one_schema(layers: StationLayers) -> bool:
    """Whether all layers of a result are tables of one schema."""
    places = [place_in_database(layer) for layer in layers.all()]
    return None not in places and len({place[:2] for place in places if place is not None}) == 1


class PostgisReload:
    """A reload of layers that lie in one schema."""

    can_be_left = False
    """What is written is written before."""

    def __init__(self, layers: StationLayers, fresh: Fresh, project: QgsProject) -> None:
        self._layers = layers
        self._fresh = fresh
        self._places = {table: _place(layer) for table, layer in layers.tables().items()}
        self._schema = next(iter(self._places.values())).schema
        self._project = project
        self._server = server_behind(layers.stations)
        shown = [*layers.all(), *self._copies()]
        check_not_edited(shown)
        self._edits = Edits(shown)
        self._result = to_be_merged(layers, fresh)
        self._metadata = {_place(layer).table: layer.metadata() for layer in layers.all()}
        made = {_place(layer).table: metadata_text(made_metadata(layer, fresh.result)) for layer in layers.all()}
        self._result = replace(self._result, metadata=made)
        self._record: ReloadRecord | None = None
        self.outcome = Outcome()

    def _copies(self) -> list[QgsVectorLayer]:
        return layers_in(self._places.values(), self._project)

    def work(self, feedback: Feedback) -> None:
        """Write the rows, and where they come from, in one transaction."""
        tables = {table: place.table for table, place in self._places.items()}
        unless_edited = UnlessEdited(feedback, self._edits)
        self.outcome, self._record = merge_into_schema(self._server, self._schema, tables, self._result, unless_edited)

    def finish(self) -> Generator[None, None, None]:
        """Let all layers read the tables again. What was written stays, even if this fails."""
        shown = {layer.id(): layer for layer in [*self._layers.all(), *self._copies()]}
        for layer in shown.values():
            read_again(layer)
            yield
        yield from tell_in_steps(self._layers, credited_result(self._layers, self._fresh.result, self.outcome))
        yield from tell_copies(self._layers, shown.values(), lambda layer: _place(layer).table)

    def back(self) -> Back | None:
        """How to undo it; None when that cannot be."""
        if self._record is None:
            return None
        return SchemaBack(self._server, self._schema, self._record, self._metadata)

    def let_go(self) -> None:
        """Stop listening to the layers."""
        self._edits.end()


def layers_in(places: Collection[TablePlace], project: QgsProject) -> list[QgsVectorLayer]:
    """The layers of a project that show tables of a schema."""
    layers = (layer for layer in project.mapLayers().values() if isinstance(layer, QgsVectorLayer))
    return [layer for layer in layers if place_in_database(layer) in places]


class SchemaUndo:
    """An undo in a schema."""

    def __init__(self, layers: StationLayers, back: SchemaBack, project: QgsProject) -> None:
        self._layers = layers
        self._back = back
        places = {table: place_in_database(layer) for table, layer in layers.tables().items()}
        for table, record in back.record.tables.items():
            place = places.get(table)
            if table == STATIONS and (place is None or (place.schema, place.table) != (back.schema, record.name)):
                raise moved(layers.stations)
        shown = [*layers.all(), *layers_in([place for place in places.values() if place is not None], project)]
        self._shown = {layer.id(): layer for layer in shown}
        check_not_edited(shown)
        self._edits = Edits(shown)
        self.done = TakenBack(0, False)

    def work(self, feedback: Feedback) -> None:
        """Write what was there before, in one transaction."""
        back = self._back
        unless_edited = UnlessEdited(feedback, self._edits)
        self.done = take_back_in_schema(back.server, back.schema, back.record, unless_edited)

    def finish(self) -> Iterator[None]:
        """Let all layers read the tables again. What was written stays, even if this fails."""
        for layer in self._shown.values():
            read_again(layer)
            yield
        said = {_place(layer).table: layer for layer in self._layers.all()}
        yield from say_again(said, self._back.metadata, self.done.has_added)
        yield
        yield from tell_copies(self._layers, self._shown.values(), lambda layer: _place(layer).table)

    def let_go(self) -> None:
        """Listen to the layers no more."""
        self._edits.end()


def _place(layer: QgsVectorLayer) -> TablePlace:
    place = place_in_database(layer)
    if place is None:
        raise ValueError(layer.name())
    return place

"""Fresh stations for layers that lie in PostGIS: merged by the database in one transaction, while others read on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from qgis.core import QgsDataSourceUri, QgsProject, QgsVectorLayer

from ..ocm.feedback import Feedback
from ..ocm.store.merge_values import Outcome
from ..ocm.store.postgis_merge import merge_into_schema
from ..qgis_support.postgres import server_of
from .build import StationLayers
from .postgis import TablePlace, place_in_database
from .reloading import (
    Edits,
    Fresh,
    UnlessEdited,
    check_not_edited,
    credited_result,
    see_anew,
    tell_copies,
    tell_layers,
    to_be_merged,
)

if TYPE_CHECKING:
    from .reloading import Back


def are_in_one_schema(layers: StationLayers) -> bool:
    """Whether all layers of a result are tables of one schema."""
    places = [place_in_database(layer) for layer in layers.all()]
    return None not in places and len({place[:2] for place in places if place is not None}) == 1


class PostgisReload:
    """A reload of layers that lie in one schema. It cannot be undone: others may have made use of it at once."""

    def __init__(self, layers: StationLayers, fresh: Fresh, project: QgsProject) -> None:
        self._layers = layers
        self._fresh = fresh
        self._places = {table: _place(layer) for table, layer in layers.tables().items()}
        self._project = project
        uri = QgsDataSourceUri(layers.stations.source())
        self._server = server_of(uri, uri.database() or uri.service())
        shown = [*layers.all(), *self._copies()]
        check_not_edited(shown)
        self._edits = Edits(shown)
        self._result = to_be_merged(layers, fresh)
        self.outcome = Outcome()

    def _copies(self) -> list[QgsVectorLayer]:
        """The layers of the project that show the same tables."""
        layers = (layer for layer in self._project.mapLayers().values() if isinstance(layer, QgsVectorLayer))
        return [layer for layer in layers if place_in_database(layer) in self._places.values()]

    def work(self, feedback: Feedback) -> None:
        """Write the rows, and where they come from, in one transaction."""
        tables = {table: place.table for table, place in self._places.items()}
        schema = next(iter(self._places.values())).schema
        unless_edited = UnlessEdited(feedback, self._edits)
        self.outcome = merge_into_schema(self._server, schema, tables, self._result, unless_edited)

    def finish(self) -> Iterator[None]:
        """Let all layers read the tables again. What was written stays, even if this fails."""
        shown = {layer.id(): layer for layer in [*self._layers.all(), *self._copies()]}
        for layer in shown.values():
            see_anew(layer)
            yield
        tell_layers(self._layers, credited_result(self._layers, self._fresh.result, self.outcome))
        yield
        tell_copies(self._layers, shown.values(), lambda layer: _place(layer).table)

    def back(self) -> Back | None:
        """It cannot be undone."""
        return None

    def let_go(self) -> None:
        """Stop listening to the layers."""
        self._edits.end()


def _place(layer: QgsVectorLayer) -> TablePlace:
    place = place_in_database(layer)
    if place is None:
        raise ValueError(layer.name())
    return place

"""The reloads of layers: their searches run again, and what comes goes into the same layers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..layers.held_count import held_stations
from ..layers.keywords import stations_of
from ..layers.metadata import read_provenance
from ..layers.reloading import (
    Fresh,
    Reload,
    can_be_undone,
    check_can_be_reloaded,
    layers_of,
    reload_of,
)
from ..layers.repeating import search_for_new, search_to_repeat
from ..ocm.errors import Cancelled, OcmError, SearchError, SettingsError
from ..ocm.search.search import Search
from ..ocm.store.merge_values import Place
from ..ocm.store.merging import is_suspicious
from ..ocm.translation import tr
from ..qgis_support.settings import Settings
from .change_lists import ChangeLists, Written, written_by
from .layer_work import LayerWork
from .messages import Button
from .reload_undo import ReloadUndo, reload_steps
from .search_messages import SearchMessages
from .search_request import SearchRequest
from .search_task import Arrival


class Reloads(QObject):
    """Reloads layers of the project, and takes what the user decides of what a reload has brought."""

    search_wanted = pyqtSignal(object)
    """A SearchRequest, that of a reload."""
    begun = pyqtSignal()
    """What has arrived is put into a layer now."""
    progressed = pyqtSignal(object)
    """A Progress."""

    def __init__(
        self,
        telling: SearchMessages,
        work: LayerWork,
        undo: ReloadUndo,
        changes: ChangeLists,
        is_searching: Callable[[], bool],
    ) -> None:
        """`undo`, `changes`: remember what a reload has done."""
        super().__init__()
        self._telling = telling
        self._work = work
        self._undo = undo
        self._changes = changes
        self._is_searching = is_searching
        telling.replace_wanted.connect(self._replace)
        telling.theirs_wanted.connect(self._take_theirs)
        telling.mine_wanted.connect(self._keep_mine)
        telling.deleted_wanted.connect(self._bring_back)

    def reload_all(self, layer_ids: Sequence[str]) -> None:
        """Reload those of the layers that are in the project, one after the other as long as that goes well."""
        for position, layer_id in enumerate(layer_ids, 1):
            layer = QgsProject.instance().mapLayer(layer_id)
            if layer is not None:
                self.reload(layer, tuple(layer_ids[position:]))
                return

    def reload(self, layer: QgsVectorLayer, then: tuple[str, ...] = (), without_undo: bool = False) -> None:
        """Run the search of a layer again, and put what comes into the same layer; `then` do so with other ones.

        `without_undo`: the user knows that it cannot be undone.
        """
        if self._is_searching():
            self._telling.no_reload(tr("A search is running. Reload the layer when it has ended."))
            return
        layer = stations_of(layer, QgsProject.instance()) or layer
        if self._undo.is_undoing(layer.id()):
            return
        found = self._searched(layer, search_to_repeat)
        if found is None:
            return
        search, source = found
        layers = layers_of(layer, QgsProject.instance())
        try:
            # What cannot be written needs no request.
            check_can_be_reloaded(layers)
        except OcmError as error:
            self._telling.no_reload(error.sentence)
            return
        if not without_undo and not can_be_undone(layers):
            self._telling.no_undo(layer.name(), lambda: self._reload_without_undo(layer.id(), then))
            return
        # A reload is for what is new: what is held answers only a layer that is older, or has come back empty.
        request = SearchRequest(search, source, "", "", target=layer.id(), then=then)
        provenance = read_provenance(layer)
        if provenance is not None and layer.featureCount() != 0:
            request = request._replace(newer_than=provenance.data_date)
        self.search_wanted.emit(request)

    def _reload_without_undo(self, layer_id: str, then: tuple[str, ...]) -> None:
        layer = QgsProject.instance().mapLayer(layer_id)
        if layer is not None:
            self.reload(layer, then, without_undo=True)

    def search_new(self, layer: QgsVectorLayer) -> None:
        """Search for the stations that were listed since those of a layer came, into a layer of its own."""
        if self._is_searching():
            self._telling.no_reload(tr("A search is running. Search for new stations when it has ended."))
            return
        found = self._searched(stations_of(layer, QgsProject.instance()) or layer, search_for_new)
        if found is not None:
            self.search_wanted.emit(SearchRequest(*found, "", Settings.load().style, fresh=True))

    def _searched(
        self, layer: QgsVectorLayer, find: Callable[[QgsVectorLayer], tuple[Search, str]]
    ) -> tuple[Search, str] | None:
        """The search of a layer and its source; None when it cannot be repeated, which is said."""
        try:
            return find(layer)
        except SettingsError as error:
            self._telling.error(error)
        except SearchError as error:
            self._telling.no_reload(error.sentence)
        return None

    def take(self, request: SearchRequest, arrival: Arrival) -> None:
        """Reload a layer, or ask first when so few stations arrived that the answer may be wrong."""
        layer = QgsProject.instance().mapLayer(request.target)
        if layer is not None and is_suspicious(held := held_stations(layer), arrival.result.provenance.loaded):
            self._telling.suspicious(request, arrival, layer.name(), held)
        else:
            self._refill(request, arrival)

    def _replace(self, request: SearchRequest, arrival: Arrival) -> None:
        """Take an answer that is suspicious."""
        again = self._telling.replace_button(request, arrival)
        self._telling.safely(lambda: self._refill(request, arrival, again=again), again)

    def _take_theirs(self, request: SearchRequest, arrival: Arrival, theirs: frozenset[Place]) -> None:
        """Let edits of the user give way."""
        again = self._telling.theirs_button(request, arrival, theirs)
        self._telling.safely(lambda: self._refill(request, arrival, theirs=theirs, again=again), again)

    def _keep_mine(self, request: SearchRequest, arrival: Arrival, mine: frozenset[Place]) -> None:
        """Let edits of the user stay without being reported again."""
        again = self._telling.mine_button(request, arrival, mine)
        self._telling.safely(lambda: self._refill(request, arrival, mine=mine, again=again), again)

    def _bring_back(self, request: SearchRequest, arrival: Arrival) -> None:
        """Have rows back that the user has deleted."""
        again = self._telling.deleted_button(request, arrival)
        self._telling.safely(lambda: self._refill(request, arrival, again=again, with_deleted=True), again)

    def _refill(
        self,
        request: SearchRequest,
        arrival: Arrival,
        theirs: frozenset[Place] = frozenset(),
        mine: frozenset[Place] = frozenset(),
        again: Button | None = None,
        with_deleted: bool = False,
    ) -> None:
        layer = QgsProject.instance().mapLayer(request.target)
        if layer is None:
            self._telling.no_reload(tr("The layer to be reloaded is no longer there."))
            return
        if self._undo.is_undoing(request.target, again):
            return
        # What an earlier reload has written so far is taken back before this one looks at the rows.
        self._work.stop(request.target)
        layers = layers_of(layer, QgsProject.instance())
        fresh = Fresh(arrival.rows().packed, arrival.result, theirs, mine, with_deleted)
        reload = reload_of(layers, fresh, QgsProject.instance())
        self.begun.emit()
        is_decision = bool(theirs or mine or with_deleted)
        written: list[Written] = []

        def pack() -> None:
            written.append(written_by(reload.outcome))

        def end(error: OcmError | None) -> None:
            if error is not None:
                self._telling.error(error, request if isinstance(error, Cancelled) else None, again=again)
                return
            self._tell(request, arrival, reload, written[0], is_decision, len(mine))
            self.reload_all(request.then)

        steps = reload_steps(reload, tr("Reloading charging stations"), self.progressed.emit, pack)
        self._work.begin(request.target, steps, end)

    def _tell(
        self, request: SearchRequest, arrival: Arrival, reload: Reload, written: Written, is_decision: bool, n_mine: int
    ) -> None:
        """Say what a reload has done, or a decision about the conflicts of the one before; it can be undone now."""
        number = self._undo.remember(request.target, reload, is_decision)
        finished = arrival.result.provenance.finished
        listed = self._changes.remember(request.target, written, finished, number)
        self._telling.reloaded(request, arrival, reload.outcome, number, listed, n_mine)

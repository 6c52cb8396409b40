"""The searches of a session: the dialog, the run in the background, and what becomes of its result."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from qgis.core import QgsMapLayer, QgsProject, QgsVectorLayer
from qgis.gui import QgisInterface
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..layers.build import SAID, StationLayers
from ..layers.geopackage import check_not_in_project
from ..layers.keywords import stations_of
from ..layers.project import put_into_project
from ..layers.reloading import (
    Fresh,
    Reload,
    can_be_undone,
    check_can_be_reloaded,
    held_stations,
    layers_of,
    reload_of,
)
from ..layers.repeating import search_for_new, search_to_repeat
from ..ocm.errors import Cancelled, OcmError, SearchError, SettingsError, StoredValueError
from ..ocm.feedback import Progress
from ..ocm.records.built_in_reference import BUILT_IN
from ..ocm.records.provenance import STOPPED
from ..ocm.search.areas import Extent
from ..ocm.search.search import Search, from_json, to_json
from ..ocm.store.merge_values import Place
from ..ocm.store.merging import is_suspicious
from ..ocm.translation import tr
from ..qgis_support.key_store import KEY_STORE, KeyState
from ..qgis_support.settings import API, DEMO, GEOPACKAGE, MIRROR, TEMPORARY, Settings
from ..qgis_support.sources import choose_source, reference_store
from .change_lists import ChangeLists, Written, written_by
from .idle_steps import Stepping, Steps
from .messages import Button, Messages
from .reload_undo import ReloadUndo, reload_steps
from .search_dialog import SearchDialog, SearchRequest
from .search_messages import SearchMessages
from .search_task import Arrival, HeldLost, SearchTask, chosen_source
from .tasks import BackgroundTask, Tasks


class SearchController(QObject):
    """At most one search runs at a time: Open Charge Map asks for that."""

    share_wanted = pyqtSignal(QgsMapLayer)
    """The user wants to share this layer as KML."""
    save_wanted = pyqtSignal(QgsMapLayer)
    """The user wants to keep this temporary layer in a file."""
    options_wanted = pyqtSignal()
    undoable_changed = pyqtSignal(object)
    """The ids of the layers of which a reload can be undone, as a frozenset."""

    def __init__(self, iface: QgisInterface, tasks: Tasks, messages: Messages) -> None:
        super().__init__()
        self._iface = iface
        self._tasks = tasks
        self._messages = messages
        self._telling = self._make_telling()
        self._task: SearchTask | None = None
        self._reference_task: BackgroundTask | None = None
        self._steppings: dict[str, Stepping] = {}
        """By the id of the layer that arrives."""
        self._dialog: SearchDialog | None = None
        self.undo = self._make_undo()
        self.changes = self._make_changes()
        QgsProject.instance().cleared.connect(self._leave_project)

    def _make_telling(self) -> SearchMessages:
        telling = SearchMessages(self._iface, self._messages)
        telling.told.connect(self._show_end)
        telling.search_wanted.connect(self.search)
        telling.load_wanted.connect(lambda request, arrival: telling.safely(lambda: self._load(request, arrival)))
        telling.replace_wanted.connect(self._replace)
        telling.theirs_wanted.connect(self._take_theirs)
        telling.mine_wanted.connect(self._keep_mine)
        telling.deleted_wanted.connect(self._bring_back)
        telling.share_wanted.connect(self.share_wanted)
        telling.save_wanted.connect(self.save_wanted)
        telling.options_wanted.connect(self.options_wanted)
        return telling

    def _make_undo(self) -> ReloadUndo:
        undo = ReloadUndo(self._telling, self._messages, self._tasks, self._steppings, lambda: self._task is not None)
        self._telling.undo_wanted.connect(undo.undo)
        undo.begun.connect(self._show_begin)
        undo.progressed.connect(self._show_progress)
        undo.changed.connect(self.undoable_changed)
        return undo

    def _make_changes(self) -> ChangeLists:
        changes = ChangeLists(self._telling, self._tasks, lambda layer_id: layer_id in self._steppings)
        self._telling.changes_wanted.connect(changes.show)
        self.undo.taken_back.connect(changes.take_back)
        return changes

    def stop(self) -> None:
        """End everything; nothing is shown afterwards."""
        QgsProject.instance().cleared.disconnect(self._leave_project)
        self.undo.stop()
        self.changes.stop()
        self.cancel()
        self._let_go()
        self._stop_steppings()
        self._end_refreshing()
        dialog, self._dialog = self._dialog, None
        if dialog is not None and not sip.isdeleted(dialog):
            dialog.close()
            dialog.area_widgets.stop()
            dialog.deleteLater()
        self._messages.clear()

    # The dialog

    def open_dialog(self) -> SearchDialog:
        """Show the dialog, as it was left."""
        if self._dialog is None:
            self._dialog = self._make_dialog()
            self._dialog.show_running(self._task is not None)
        self.tell_server()
        self._dialog.show()
        self._dialog.raise_()
        self._dialog.activateWindow()
        return self._dialog

    def _make_dialog(self) -> SearchDialog:
        dialog = SearchDialog(self._iface.mapCanvas(), self._iface.mainWindow())
        settings = Settings.load()
        search = _last_search(settings)
        if search is not None:
            dialog.show_search(search)
            # An extent of last week is rarely wanted again; the map shows the place of today.
            dialog.follow_map_button.setChecked(isinstance(search.area, Extent))
        dialog.show_choices(settings.source, settings.style, settings.output == GEOPACKAGE, settings.geopackage_folder)
        dialog.mirror_file.setFilePath(settings.mirror)
        dialog.search_wanted.connect(self.search)
        dialog.cancel_wanted.connect(self.cancel)
        dialog.options_wanted.connect(self.options_wanted)
        dialog.source_changed.connect(self._refresh_lists)
        dialog.finished.connect(self._remember)
        dialog.finished.connect(self._end_refreshing)
        dialog.finished.connect(self._tell_going_on)
        return dialog

    def tell_server(self) -> None:
        """Show in the dialog what the options say about server and key."""
        if self._dialog is None:
            return
        try:
            settings = Settings.load()
            server = settings.server
        except SettingsError as error:
            self._telling.error(error)
            return
        is_public = server.startswith("https://api.openchargemap.io/")
        has_key = KEY_STORE.state() != KeyState.NONE or not is_public
        self._dialog.set_server(server, has_key, settings.page_size)

    def _remember(self) -> None:
        """Keep what the dialog shows for the next session, if it is valid."""
        if self._dialog is None:
            return
        try:
            request = self._dialog.request()
        except OcmError:
            return
        area = self._dialog.area_widgets.area_to_remember()
        folder = str(Path(request.geopackage).parent) if request.geopackage else Settings.load().geopackage_folder
        replace(
            Settings.load(),
            last_search=to_json(request.search.with_area(area)) if area is not None else "",
            source=request.source if request.source in (API, DEMO) else API,
            mirror=Settings.load().mirror or (request.source if self._dialog.source_kind() == MIRROR else ""),
            output=GEOPACKAGE if request.geopackage else TEMPORARY,
            geopackage_folder=folder,
            style=request.style,
        ).save()

    def _tell_going_on(self) -> None:
        """The dialog was closed: a running search goes on, and this is where it can be seen and cancelled."""
        if self._task is not None:
            self._telling.going_on(self.open_dialog, self.cancel)

    def _refresh_lists(self) -> None:
        """Offer the best lists at hand at once, and load better ones in the background if that needs no password."""
        self._end_refreshing()
        if self._dialog is None:
            return
        source = self._dialog.source_kind()
        try:
            settings = Settings.load()
            self._dialog.set_reference(reference_store(settings.server).load() or BUILT_IN)
            if source == API and (self._asks_server() or not KEY_STORE.is_at_hand()):
                return  # a search that runs brings them
            chosen = choose_source(settings, source)
        except OcmError:
            return  # the search itself will say what is wrong
        task = self._reference_task = BackgroundTask(
            tr("Getting the lists of Open Charge Map"),
            lambda feedback: chosen.open(feedback.qgis).reference(feedback),
        )
        task.ended.connect(self._take_lists)
        self._tasks.start(task)

    def _asks_server(self) -> bool:
        """Whether a search of the server runs."""
        return self._task is not None and self._task.request.source == API

    def _end_refreshing(self) -> None:
        """Stop loading lists: there is one request for them at most, and none without the dialog."""
        task, self._reference_task = self._reference_task, None
        if task is not None:
            task.ended.disconnect()
            task.cancel()

    def _take_lists(self, task: BackgroundTask) -> None:
        self._reference_task = None
        if task.result is not None and self._dialog is not None:
            self._dialog.set_reference(task.result)

    # The run

    def search(self, request: SearchRequest, continued: Arrival | None = None) -> None:
        """Run a search in the background; with `continued`, go on with a stopped one."""
        if self._task is not None or self.undo.is_undoing(request.target):
            return
        self._remember()
        try:
            if request.geopackage:
                check_not_in_project(request.geopackage, QgsProject.instance())
            chosen = chosen_source(request, continued)
        except OcmError as error:
            self._telling.error(error)
            return
        self._messages.clear()
        self._task = SearchTask(request, chosen.open, continued, chosen.settings.held_hours)
        if self._asks_server():
            self._end_refreshing()  # the search asks for the lists itself
        self._task.ended.connect(self._end)
        self._task.progressed.connect(self._show_progress)
        self._show_begin()
        self._tasks.start(self._task)

    def cancel(self) -> None:
        """End the running search soon."""
        if self._task is not None:
            self._task.cancel()
        for stepping in self._steppings.values():
            stepping.cancel()

    def _leave_project(self) -> None:
        """Cancel all when the project is closed: no result may arrive in another one."""
        self.cancel()
        SAID.clear()
        self.undo.forget_all()
        if self._steppings:
            self._stop_steppings()
            self._show_end(tr("The project was closed before the work had ended."))

    def _stop_steppings(self) -> None:
        for stepping in self._steppings.values():
            stepping.stop()
        self._steppings.clear()
        self.undo.end()

    def _let_go(self) -> SearchTask | None:
        """Disconnect from the task, and return it."""
        task, self._task = self._task, None
        if task is not None:
            task.ended.disconnect()
            task.progressed.disconnect()
        return task

    def _end(self, task: SearchTask) -> None:
        self._task = None
        arrival = task.result
        if arrival is not None and (arrival.result.provenance.outcome == STOPPED or not task.was_cancelled):
            self._telling.safely(lambda: self._take(task.request, arrival))
        elif isinstance(task.error, HeldLost):
            self.search(task.request._replace(fresh=True), task.continued)
        elif task.error is not None:
            self._telling.error(task.error, task.request, task.continued)
        else:  # cancelled before it began, or in its last moment
            self._telling.error(Cancelled(), task.request, task.continued)

    def _show_begin(self) -> None:
        """Let the dialog show that something runs; what could be done before cannot be done again."""
        if self._dialog is not None:
            self._dialog.show_running(True, tr("Starting."))

    def _show_progress(self, progress: Progress) -> None:
        if self._dialog is not None:
            self._dialog.show_progress(progress)

    def _show_end(self, text: str, offers: Sequence[Button] = ()) -> None:
        """Let the dialog show that nothing runs any more, what has come of it, and what can be done."""
        if self._dialog is not None and self._task is None:
            self._dialog.show_running(False, text, offers)

    def _take(self, request: SearchRequest, arrival: Arrival) -> None:
        """Load what has arrived, or ask what to do with half a result."""
        provenance = arrival.result.provenance
        if self._dialog is not None and self._dialog.source_kind() == request.source:
            self._dialog.set_reference(arrival.result.reference)
        if provenance.outcome == STOPPED:
            self._telling.stopped(request, arrival)
        elif request.target:
            self._refill_if_credible(request, arrival)
        elif provenance.loaded == 0:
            self._telling.nothing(provenance, request)
        else:
            self._load(request, arrival)

    def _load(self, request: SearchRequest, arrival: Arrival) -> None:
        """Put a result into the project, and say what it is."""
        self._messages.clear()
        self._show_begin()
        try:
            if arrival.layers is None:
                check_not_in_project(request.geopackage, QgsProject.instance())
            layers = arrival.open_layers()
        except OcmError as error:
            self._telling.error(error, request, arrival)
            return
        steps = put_into_project(layers, arrival.result, request.style, QgsProject.instance())
        layer_id = layers.stations.id()
        self._go_through(
            steps, request, layers, lambda: self._telling.loaded(request, arrival.result.provenance, layer_id)
        )

    def _go_through(
        self,
        steps: Steps,
        request: SearchRequest,
        layers: StationLayers,
        tell: Callable[[], None],
        again: Button | None = None,
    ) -> None:
        """Let the layers of a result arrive step by step, and then say what they are."""
        layer_id = layers.stations.id()
        if layer_id in self._steppings:
            # Two that fill one layer in turns would fill it twice.
            self._steppings[layer_id].stop()
        stepping = self._steppings[layer_id] = Stepping(steps, self._tasks)

        def end(error: OcmError | None) -> None:
            del self._steppings[layer_id]
            if not request.target and QgsProject.instance().mapLayer(layer_id) is not None:
                self._iface.setActiveLayer(layers.stations)
            if error is not None:
                self._telling.error(error, request if isinstance(error, Cancelled) else None, again=again)
            else:
                tell()
                self.reload_all(request.then)

        stepping.ended.connect(end)
        stepping.start()

    # Reloading

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
        if self._task is not None:
            self._telling.no_reload(tr("A search is running. Reload the layer when it has ended."))
            return
        layer = stations_of(layer, QgsProject.instance()) or layer
        if self.undo.is_undoing(layer.id()):
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
        # The server is asked, whatever a mirror holds: a reload is for what is new.
        self.search(SearchRequest(search, source, "", "", target=layer.id(), then=then, fresh=True))

    def _reload_without_undo(self, layer_id: str, then: tuple[str, ...]) -> None:
        layer = QgsProject.instance().mapLayer(layer_id)
        if layer is not None:
            self.reload(layer, then, without_undo=True)

    def search_new(self, layer: QgsVectorLayer) -> None:
        """Search for the stations that were listed since those of a layer came, into a layer of its own."""
        if self._task is not None:
            self._telling.no_reload(tr("A search is running. Search for new stations when it has ended."))
            return
        found = self._searched(stations_of(layer, QgsProject.instance()) or layer, search_for_new)
        if found is not None:
            self.search(SearchRequest(*found, "", Settings.load().style, fresh=True))

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

    def _refill_if_credible(self, request: SearchRequest, arrival: Arrival) -> None:
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
        if self.undo.is_undoing(request.target, again):
            return
        if request.target in self._steppings:
            # What an earlier reload has written so far is taken back before this one looks at the rows.
            self._steppings[request.target].stop()
        layers = layers_of(layer, QgsProject.instance())
        fresh = Fresh(arrival.rows().packed, arrival.result, theirs, mine, with_deleted)
        reload = reload_of(layers, fresh, QgsProject.instance())
        self._show_begin()
        is_decision = bool(theirs or mine or with_deleted)
        written: list[Written] = []

        def pack() -> None:
            written.append(written_by(reload.outcome))

        self._go_through(
            reload_steps(reload, tr("Reloading charging stations"), self._show_progress, pack),
            request,
            layers,
            lambda: self._tell_reload(request, arrival, reload, written[0], is_decision),
            again,
        )

    def _tell_reload(
        self, request: SearchRequest, arrival: Arrival, reload: Reload, written: Written, is_decision: bool
    ) -> None:
        """Say what a reload has done, or a decision about the conflicts of the one before; it can be undone now."""
        number = self.undo.remember(request.target, reload, is_decision)
        finished = arrival.result.provenance.finished
        listed = self.changes.remember(request.target, written, finished, number)
        self._telling.reloaded(request, arrival, reload.outcome, number, listed)


def _last_search(settings: Settings) -> Search | None:
    """The stored search; None when there is none that can be read."""
    try:
        return from_json(settings.last_search) if settings.last_search else None
    except StoredValueError:
        return None

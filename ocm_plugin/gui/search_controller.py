"""The searches of a session: the panel, the run in the background, and what becomes of its result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from qgis.core import Qgis, QgsMapLayer, QgsProject, QgsVectorLayer
from qgis.gui import QgisInterface
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ..layers.base_map import add_outlines, is_alone
from ..layers.build import SESSION_BASELINE
from ..layers.geopackage import check_not_in_project
from ..layers.moving import MovingDestination
from ..layers.project import put_into_project
from ..layers.repeating import search_of, source_of
from ..ocm.errors import Cancelled, OcmError, SettingsError
from ..ocm.feedback import Progress
from ..ocm.records.provenance import STOPPED
from ..ocm.records.reference import ReferenceData
from ..ocm.search.areas import Extent, World
from ..ocm.search.saved import SavedSearch
from ..ocm.search.search import Search, to_json
from ..ocm.translation import tr
from ..ocm.typed_search import TypedSearch
from ..qgis_support.key_store import KEY_STORE, KeyState
from ..qgis_support.settings import API, DEMO, GEOPACKAGE, MIRROR, TEMPORARY, Settings
from .area_widgets import VIEW
from .arriving import Arriving
from .base_map_offer import BaseMapOffer
from .change_lists import ChangeLists
from .drawn_maps import DrawnMaps
from .file_offer import FileOffer
from .idle_steps import Steps
from .kept_searches import KeptSearches, last_search
from .last_result import LastResult
from .layer_work import LayerWork
from .look_up_lists import LookUpLists
from .messages import Button, Messages
from .reload_undo import ReloadUndo
from .reloads import Reloads
from .search_form import SearchForm
from .search_messages import SearchMessages
from .search_panel import SearchPanel
from .search_request import SearchRequest
from .search_task import Arrival, HeldLost, SearchTask, chosen_source
from .tasks import Tasks


class SearchController(QObject):
    """At most one search runs at a time: Open Charge Map asks for that."""

    share_wanted = pyqtSignal(QgsMapLayer)
    """The user wants to share this layer as KML."""
    save_wanted = pyqtSignal(QgsMapLayer)
    """The user wants to keep this temporary layer in a file."""
    options_wanted = pyqtSignal()
    saved_changed = pyqtSignal()
    """Other searches have names now."""
    search_begun = pyqtSignal()
    """A search begins: whatever else sends requests has to give way."""
    undoable_changed = pyqtSignal(object)
    """The ids of the layers of which a reload can be undone, as a frozenset."""

    def __init__(self, iface: QgisInterface, tasks: Tasks, messages: Messages, panel: SearchPanel) -> None:
        super().__init__()
        self._iface = iface
        self._panel = panel
        self._tasks = tasks
        self._messages = messages
        self._telling = self._make_telling()
        self._task: SearchTask | None = None
        self._arriving: Arriving | None = None
        """What has brought stations onto the map already, of the search that runs."""
        self.file_offer = FileOffer(iface.mainWindow(), messages)
        self.file_offer.said.connect(self._show_aside)
        self.base_maps = BaseMapOffer(iface)
        self._last = LastResult(messages, self._telling.told)
        self.work = LayerWork(tasks, DrawnMaps(iface))
        self._form: SearchForm | None = None
        """What stands in the panel, once that was shown."""
        self._lists = LookUpLists(tasks, self._asks_server)
        self._lists.arrived.connect(self._show_lists)
        self.undo = self._make_undo()
        self.changes = self._make_changes()
        self.reloads = self._make_reloads()
        QgsProject.instance().cleared.connect(self._leave_project)
        panel.visibilityChanged.connect(self._look_at_panel)

    def _make_telling(self) -> SearchMessages:
        telling = SearchMessages(self._iface, self._messages)
        telling.told.connect(self._show_end)
        telling.asked.connect(self._show_aside)
        telling.search_wanted.connect(self.search)
        telling.load_wanted.connect(lambda request, arrival: telling.safely(lambda: self._load(request, arrival)))
        telling.share_wanted.connect(self.share_wanted)
        telling.save_wanted.connect(self.save_wanted)
        telling.options_wanted.connect(self.options_wanted)
        return telling

    def _make_undo(self) -> ReloadUndo:
        undo = ReloadUndo(self._telling, self._messages, self.work, self._is_searching)
        self._telling.undo_wanted.connect(undo.undo)
        undo.begun.connect(self._show_begin)
        undo.progressed.connect(self._show_progress)
        undo.changed.connect(self.undoable_changed)
        return undo

    def _make_changes(self) -> ChangeLists:
        changes = ChangeLists(self._telling, self._tasks, self.work.goes_on_in)
        self._telling.changes_wanted.connect(changes.show)
        self.undo.taken_back.connect(changes.take_back)
        return changes

    def _make_reloads(self) -> Reloads:
        reloads = Reloads(self._telling, self.work, self.undo, self.changes, self._is_searching)
        reloads.search_wanted.connect(self.search)
        reloads.begun.connect(self._show_begin)
        reloads.progressed.connect(self._show_progress)
        return reloads

    def stop(self) -> None:
        """End everything; nothing is shown afterwards."""
        QgsProject.instance().cleared.disconnect(self._leave_project)
        self.base_maps.stop()
        self._last.stop()
        self.undo.stop()
        self.changes.stop()
        self.cancel()
        self._let_go()
        self._stop_work()
        self._lists.stop()
        self._panel.visibilityChanged.disconnect(self._look_at_panel)
        form, self._form = self._form, None
        if form is not None and not sip.isdeleted(form):
            form.estimates.stop()
            form.area_widgets.stop()
            form.deleteLater()
        self._messages.clear()

    # The panel

    def open_panel(self) -> SearchForm:
        """Show the panel, as it was left, in front of those that lie on it; returns what stands in it."""
        form = self.fill_panel()
        self._panel.setUserVisible(True)
        form.take_focus()
        return form

    def fill_panel(self) -> SearchForm:
        """What stands in the panel, made when that is first shown."""
        if self._form is None:
            self._form = self._make_form()
            self._panel.fill(self._form)
            self._form.show_running(self._task is not None)
        self.tell_server()
        return self._form

    def _look_at_panel(self, is_shown: bool) -> None:
        """Hear that the panel was closed, or lies behind another one: a running search goes on."""
        if is_shown or self._form is None:
            return
        self._remember()
        self._lists.stop()
        if self._panel.isHidden() and self._task is not None:
            self._telling.going_on(self.open_panel, self.cancel)

    def _make_form(self) -> SearchForm:
        form = SearchForm(self._iface.mapCanvas(), self._panel)
        settings = Settings.load()
        search = last_search(settings)
        if search is not None:
            form.show_search(search)
            # An extent of last week is rarely wanted again; the map shows the place of today.
            if isinstance(search.area, Extent):
                form.area_widgets.show_kind(VIEW)
        form.show_choices(settings.source, settings.style, settings.output == GEOPACKAGE, settings.geopackage_folder)
        form.mirror_file.setFilePath(settings.mirror)
        form.search_wanted.connect(self.search_or_wait)
        form.queue_of_searches.next_wanted.connect(self._search_next)
        form.cancel_wanted.connect(self.cancel)
        form.options_wanted.connect(self.options_wanted)
        form.demo_wanted.connect(self.run_demo)
        form.source_changed.connect(self._refresh_lists)
        self.base_maps.show_in(form)
        self.kept = KeptSearches(form)
        self.kept.changed.connect(self.saved_changed)
        return form

    def show_saved(self, saved: SavedSearch) -> SearchForm:
        """Show a search in the panel; one without place leaves the place that stands there."""
        form = self.open_panel()
        self.kept.show_in_form(saved)
        return form

    def run_saved(self, saved: SavedSearch) -> None:
        """Show a search in the panel, and run it."""
        self.show_saved(saved).ask_for_search()

    def show_typed(self, typed: TypedSearch, run: bool) -> None:
        """Show in the panel what was typed in one line, and run it if that is wanted."""
        form = self.open_panel()
        if typed.place or isinstance(typed.search.area, World):
            form.show_filters(typed.search)
            form.area_widgets.show_kind(VIEW)
        else:
            form.show_search(typed.search)
        if typed.place:
            form.place.setText(typed.place)
            form.area_widgets.places.look_up(then_search=run)
        elif run:
            form.ask_for_search()

    def run_demo(self) -> None:
        """Load the invented stations, all of them."""
        self.fill_panel()
        self.search(SearchRequest(Search(), DEMO, "", Settings.load().style))

    def show_mirror(self, path: str) -> None:
        """Let the panel search a mirror."""
        form = self.open_panel()
        form.source.setCurrentIndex(form.source.findData(MIRROR))
        form.mirror_file.setFilePath(path)

    def edit_search(self, layer: QgsVectorLayer) -> None:
        """Show the search of a layer in the panel, to be changed and run again."""
        self._telling.safely(lambda: self._edit_search(layer))

    def _edit_search(self, layer: QgsVectorLayer) -> None:
        search, source = search_of(layer), source_of(layer)
        self.open_panel()
        self.kept.show_of_layer(search, *source)

    def tell_server(self) -> None:
        """Show in the form what the options say about server and key."""
        if self._form is None:
            return
        try:
            settings = Settings.load()
            server = settings.server
        except SettingsError as error:
            self._telling.error(error)
            return
        is_public = server.startswith("https://api.openchargemap.io/")
        has_key = KEY_STORE.state() != KeyState.NONE or not is_public
        self._form.set_server(server, has_key, settings.page_size)

    def _remember(self) -> None:
        """Keep what the form shows for the next session, if it is valid."""
        if self._form is None:
            return
        try:
            request = self._form.request()
        except OcmError:
            return
        area = self._form.area_widgets.area_to_remember()
        folder = str(Path(request.geopackage).parent) if request.geopackage else Settings.load().geopackage_folder
        replace(
            Settings.load(),
            last_search=to_json(request.search.with_area(area, request.search.place)) if area is not None else "",
            source=request.source if request.source in (API, DEMO) else API,
            mirror=Settings.load().mirror or (request.source if self._form.source_kind() == MIRROR else ""),
            output=GEOPACKAGE if request.geopackage else TEMPORARY,
            geopackage_folder=folder,
            style=request.style,
        ).save()

    def _refresh_lists(self) -> None:
        if self._form is not None:
            self._lists.refresh(self._form.source_kind())

    def _show_lists(self, reference: ReferenceData) -> None:
        if self._form is not None:
            self._form.set_reference(reference)

    def _is_searching(self) -> bool:
        return self._task is not None

    @property
    def is_busy(self) -> bool:
        """Whether a search runs, or what it has brought is put into layers."""
        return self._task is not None or self.work.goes_on

    def shown_filters(self) -> Search:
        """The filters that the panel shows, of the whole world; none before it was shown, or while one is invalid."""
        try:
            search = Search() if self._form is None else self._form.request().search
        except OcmError:
            search = Search()
        return replace(search, area=World(), include_comments=False, max_results=None)

    def _asks_server(self) -> bool:
        """Whether a search of the server runs."""
        return self._task is not None and self._task.request.source == API

    # The run

    def search_or_wait(self, request: SearchRequest) -> None:
        """Run a search that the user has put together, or let it wait for the one that runs."""
        if self._task is None and not self.work.goes_on:
            self.search(request)
        elif self._form is not None and (self._task is None or request != self._task.request):
            self._form.queue_of_searches.add(request, self._form.summary.text())

    def _search_next(self) -> None:
        """Run the first of the searches that wait, if nothing else runs."""
        if self._form is None or self._task is not None or self.work.goes_on:
            return
        request = self._form.queue_of_searches.take()
        if request is not None:
            self.search(request)

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
        self._task = SearchTask(request, chosen, continued)
        if self._asks_server():
            self._lists.stop()  # the search asks for the lists itself
        self._task.ended.connect(self._end)
        self._task.arrived.connect(self._take_stations)
        self._task.progressed.connect(self._show_progress)
        self._task.waiting.connect(self._ask_about_many)
        self._show_begin()
        self.search_begun.emit()
        self._tasks.start(self._task)

    def cancel(self) -> None:
        """End the running search soon."""
        if self._task is not None:
            self._task.cancel()
        self.work.cancel()

    def _leave_project(self) -> None:
        """Cancel all when the project is closed: no result may arrive in another one."""
        if self._form is not None:
            self._form.queue_of_searches.clear()
        self.cancel()
        SESSION_BASELINE.clear()
        self.undo.forget_all()
        if self._arriving is not None:
            self._arriving.stop_showing()
        if self.work.goes_on:
            self._stop_work()
            self._show_end(tr("The project was closed before the work had ended."))

    def _stop_work(self) -> None:
        self.work.stop_all()
        self.undo.end()

    def _let_go(self) -> None:
        """Disconnect from the task."""
        task, self._task = self._task, None
        if task is not None and not sip.isdeleted(task):
            task.ended.disconnect()
            task.arrived.disconnect()
            task.waiting.disconnect()
            task.progressed.disconnect()
        arriving, self._arriving = self._arriving, None
        if arriving is not None:
            arriving.stop()
        self.file_offer.end()

    def _take_stations(self, destination: MovingDestination) -> None:
        """Stations have come from the search that runs."""
        if self._task is None:
            return
        if self._arriving is None:
            self._arriving = Arriving(destination, self._task.request.style, DrawnMaps(self._iface))
            self._arriving.shown.connect(self._iface.setActiveLayer)
            self._arriving.failed.connect(self._task.cancel)
        self._arriving.go_on()
        self.file_offer.look_at(self._arriving)

    def _end(self, task: SearchTask) -> None:
        if self._arriving is None:
            self._take_end(task)
        else:
            self._arriving.settle(lambda: self._take_end(task))

    def _take_end(self, task: SearchTask) -> None:
        """A search has ended, and all that it has brought is where it shall be."""
        self._task = None
        arriving, self._arriving = self._arriving, None
        arrival, request = task.result, task.request
        self.file_offer.end()
        if arrival is not None and arrival.was_moved:
            request = request._replace(geopackage=arrival.destination.path)
        elif arriving is not None and arriving.is_lost:
            arriving.take_off()
            self._telling.lost(request, arriving.error)
            return
        is_whole = arrival is not None and arrival.result.provenance.outcome != STOPPED and not task.was_cancelled
        if arriving is not None and not is_whole:
            arriving.take_off()
        if arrival is not None and (arrival.result.provenance.outcome == STOPPED or not task.was_cancelled):
            self._telling.safely(lambda: self._take(request, arrival, arriving))
        elif isinstance(task.error, HeldLost):
            self.search(request._replace(fresh=True), task.continued)
        elif task.error is not None:
            self._telling.error(task.error, request, task.continued)
        else:  # cancelled before it began, or in its last moment
            self._telling.error(Cancelled(), request, task.continued)

    def _show_begin(self) -> None:
        """Let the panel show that something runs; what could be done before cannot be done again."""
        if self._form is not None:
            self._form.show_running(True, tr("Starting."))

    def _show_progress(self, progress: Progress) -> None:
        if self._form is not None:
            self._form.show_progress(progress)

    def _ask_about_many(self, arrived: int, expected: int) -> None:
        """Let the user decide whether the search that waits goes on."""
        task = self._task
        if task is not None:
            self._telling.many(arrived, expected, lambda: self._let_go_on(task), task.cancel)

    def _let_go_on(self, task: SearchTask) -> None:
        self._messages.clear()
        self._show_aside("", [], Qgis.MessageLevel.Info)
        task.go_on()

    def _show_aside(self, text: str, offers: Sequence[Button], level: Qgis.MessageLevel) -> None:
        """Let the panel show something while a search goes on."""
        if self._form is not None:
            self._form.show_notice(text, offers, level)

    def _show_end(
        self, text: str, offers: Sequence[Button] = (), level: Qgis.MessageLevel = Qgis.MessageLevel.Info
    ) -> None:
        """Let the panel show that nothing runs any more, what has come of it, and what can be done."""
        if self._form is not None and self._task is None:
            self._form.show_running(False, text, offers, level)
            if not offers and level in (Qgis.MessageLevel.Info, Qgis.MessageLevel.Success):
                QTimer.singleShot(0, self._search_next)  # else there is something to be decided first

    def _take(self, request: SearchRequest, arrival: Arrival, arriving: Arriving | None) -> None:
        """Load what has arrived, or ask what to do with half a result."""
        provenance = arrival.result.provenance
        if self._form is not None and self._form.source_kind() == request.source:
            self._form.set_reference(arrival.result.reference)
        if provenance.outcome == STOPPED:
            self._telling.stopped(request, arrival)
        elif request.target:
            self.reloads.take(request, arrival)
        elif provenance.loaded == 0:
            self._telling.nothing(provenance, request)
        else:
            self._load(request, arrival, arriving)

    def _load(self, request: SearchRequest, arrival: Arrival, arriving: Arriving | None = None) -> None:
        """Put a result into the project, and say what it is. `arriving`: may have put it there already."""
        self._messages.clear()
        self._show_begin()
        try:
            if request.geopackage and arrival.layers is None:
                check_not_in_project(request.geopackage, QgsProject.instance())
            layers = arrival.open_layers()
        except OcmError as error:
            self._telling.error(error, request, arrival)
            return
        steps: Steps = put_into_project(layers, arrival.result, request.style, QgsProject.instance())
        on_map = arriving.layers_on_map if arriving is not None else None
        if arriving is not None and on_map is not None:
            steps = arriving.finish(on_map, arrival.result, layers if arrival.was_moved else None)
        elif arriving is not None:
            arriving.take_off()
        stations = (on_map or layers).stations
        layer_id = stations.id()

        def end(error: OcmError | None) -> None:
            if on_map is None and QgsProject.instance().mapLayer(layer_id) is not None:
                self._iface.setActiveLayer(stations)
            if error is not None:
                self._telling.error(error, request if isinstance(error, Cancelled) else None)
            else:
                problem = arriving.problem if arriving is not None else ""
                came = (arriving.layers_on_map if arriving is not None else None) or layers
                if request.source == DEMO and is_alone(came, QgsProject.instance()):
                    add_outlines(QgsProject.instance())
                was_edited = arriving is not None and arriving.was_edited
                also = self._last.take(came, request.replaces, was_edited)
                also = also._replace(more=tuple(self.base_maps.buttons()))
                self._telling.loaded(request, arrival.result.provenance, layer_id, arrival.merged(), problem, also)

        self.work.begin(layer_id, steps, end)

"""A layer that follows the map: what a view lacks is loaded when the map has come to rest.

What is held or mirrored comes first, and the server is asked for the rest only, one request at a time, and for no place
twice. At every moment the layer is a whole result: its search is that of all places that are in it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from qgis.core import Qgis, QgsApplication, QgsProject
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QAction

from ..layers.build import MemoryDestination, RowsDestination, StationLayers
from ..layers.project import put_into_project
from ..layers.reloading import Fresh, layers_of, reload_of, tell_layers
from ..ocm.errors import Cancelled, OcmError, SearchError, SourceFileError
from ..ocm.following import Following, TooFarOut, together
from ..ocm.phrases import stations_text
from ..ocm.records.provenance import COMPLETE
from ..ocm.run import run_search
from ..ocm.search.areas import Area
from ..ocm.search.search import Search
from ..ocm.tables.result import Result
from ..ocm.translation import tr
from ..qgis_support import compat
from ..qgis_support.areas import area_of_extent
from ..qgis_support.feedback import QgisFeedback
from ..qgis_support.paths import icon_path
from ..qgis_support.settings import API, Settings
from ..qgis_support.sources import SourceChoice, choose_source, context_of, hold
from .drawn_maps import DrawnMaps
from .idle_steps import Stepping, Steps
from .map_view import bring_up_map
from .messages import Messages
from .reload_undo import reload_steps
from .search_controller import SearchController
from .tasks import BackgroundTask, Tasks

REST_MS = 700
"""The map has come to rest when it has not moved for so long."""
AGAIN_MS = 500
"""While something else runs, it is looked again after so long."""


class _Piece(NamedTuple):
    """What a run has brought."""

    result: Result
    rows: RowsDestination | None
    """What is to be merged into the layer."""
    layers: StationLayers | None
    """The first piece makes the layer."""


class MapFollowing(QObject):
    """Follows the map of QGIS' window with one layer, until it is stopped or the layer goes."""

    changed = pyqtSignal(bool)
    """Whether it follows now."""

    def __init__(self, iface: QgisInterface, tasks: Tasks, messages: Messages, searching: SearchController) -> None:
        super().__init__()
        self._iface = iface
        self._tasks = tasks
        self._messages = messages
        self._searching = searching
        self._search = Search()
        self._following = Following()
        self._result: Result | None = None
        self._layer_id = ""
        self._stepping: Stepping | None = None
        self._is_far = False
        self._is_on = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._look)
        self._freeze_action = QAction(QIcon(icon_path("follow")), tr("&Stop Following the Map"), self)
        self._freeze_action.triggered.connect(self.freeze)

    @property
    def layer_id(self) -> str:
        """The id of the layer that follows; "" before there is one."""
        return self._layer_id

    def start(self, search: Search) -> None:
        """Begin to follow in a new layer, with the filters of a search."""
        if self._is_on:
            return
        self._search = search
        self._following, self._result, self._layer_id = Following(), None, ""
        self._is_on, self._is_far = True, False
        bring_up_map(self._iface.mapCanvas())
        self._listen()

    def _listen(self) -> None:
        self._iface.mapCanvas().extentsChanged.connect(self._moved)
        QgsProject.instance().cleared.connect(self._end)
        QgsProject.instance().layersWillBeRemoved.connect(self._look_at_removed)
        self._searching.search_begun.connect(self._give_way)
        self._rest.start(0)

    def stop(self) -> None:
        """Follow no longer. What runs is given up; the layer keeps what it has."""
        if not self._is_on:
            return
        self._is_on = False
        self._rest.stop()
        self._iface.mapCanvas().extentsChanged.disconnect(self._moved)
        QgsProject.instance().cleared.disconnect(self._end)
        QgsProject.instance().layersWillBeRemoved.disconnect(self._look_at_removed)
        self._searching.search_begun.disconnect(self._give_way)
        self._iface.removeCustomActionForLayerType(self._freeze_action)
        self._give_up()

    def freeze(self) -> None:
        """Follow no longer, and say what the layer is: a result as any other, of all places that are in it."""
        layer = QgsProject.instance().mapLayer(self._layer_id)
        self._end()
        if layer is None or self._result is None:
            return
        text = tr(
            "“{layer}” follows the map no longer: {stations}, all that there are in the places loaded.",
            layer=layer.name(),
            stations=stations_text(layer.featureCount()),
        )
        self._messages.show(Qgis.MessageLevel.Success, text, [(tr("Zoom To"), self._zoom)], "", 0)

    def _zoom(self) -> None:
        layer = QgsProject.instance().mapLayer(self._layer_id)
        if layer is not None:
            self._iface.setActiveLayer(layer)
            self._iface.zoomToActiveLayer()

    def _end(self) -> None:
        self.stop()
        self.changed.emit(False)

    def _look_at_removed(self, layer_ids: list[str]) -> None:
        if self._layer_id in layer_ids:
            self._end()

    def _give_up(self) -> None:
        stepping, self._stepping = self._stepping, None
        if stepping is not None:
            stepping.stop()

    def _give_way(self) -> None:
        """Another search begins, and there is one request at a time: what is missing is loaded after it."""
        if self._stepping is not None:
            self._give_up()
            self._rest.start(AGAIN_MS)

    # What the map shows

    def _moved(self) -> None:
        self._rest.start(REST_MS)

    def _look(self) -> None:
        """Load what the map lacks, unless something else runs."""
        if self._stepping is not None:
            return  # it is looked again when that has ended
        if self._searching.is_busy:
            self._rest.start(AGAIN_MS)
            return
        try:
            area = self._following.missing(self._view())
        except TooFarOut as error:
            if not self._is_far:
                self._messages.show(Qgis.MessageLevel.Info, error.sentence, [], "", 0)
            self._is_far = True
        except SearchError:
            return  # an empty map, or one beyond what its CRS can express
        except OcmError as error:
            self._fail(error)
        else:
            if self._is_far:
                self._messages.clear()
            self._is_far = False
            if area is not None:
                self._load(area)

    def _view(self) -> Area:
        settings = self._iface.mapCanvas().mapSettings()
        return area_of_extent(
            settings.visibleExtent(), settings.destinationCrs(), QgsProject.instance().transformContext()
        )

    # What is loaded

    def _load(self, area: Area) -> None:
        search = self._search.with_area(area)
        try:
            choice = choose_source(Settings.load(), API, area)._replace(holds=True).with_mirror()
        except OcmError as error:
            self._fail(error)
            return
        stepping = self._stepping = Stepping(self._steps(search, choice), self._tasks, DrawnMaps(self._iface))
        stepping.ended.connect(lambda error: self._take_end(stepping, error))
        stepping.start()

    def _take_end(self, stepping: Stepping, error: OcmError | None) -> None:
        if stepping is not self._stepping:
            return
        self._stepping = None
        if error is not None:
            self._fail(error)
        elif self._is_on:
            self._rest.start(0)  # the map may have moved meanwhile

    def _fail(self, error: OcmError) -> None:
        """Stop, and say why: what has failed is not asked for again by itself."""
        self._end()
        if isinstance(error, Cancelled):
            return
        text = tr("The map is followed no longer. {reason}", reason=error.sentence)
        again: list[tuple[str, Callable[[], object]]] = [(tr("Follow Again"), self._go_on)]
        self._messages.show(Qgis.MessageLevel.Warning, text, again, error.details, 0)

    def _go_on(self) -> None:
        """Follow again, in the same layer if it is still there."""
        self._messages.clear()
        if self._is_on:
            return
        if QgsProject.instance().mapLayer(self._layer_id) is None:
            self.start(self._search)
        else:
            self._is_on = True
            self._listen()
            self._offer()
        self.changed.emit(True)

    def _steps(self, search: Search, choice: SourceChoice) -> Steps:
        """A piece is searched for in the background, and put into the layer."""
        is_first = self._result is None
        task = BackgroundTask(tr("Following the map"), lambda feedback: _searched(search, choice, is_first, feedback))
        yield task
        if task.error is not None:
            raise task.error
        if task.was_cancelled or task.result is None:
            raise Cancelled()
        piece: _Piece = task.result
        if piece.result.provenance.outcome != COMPLETE:
            raise OcmError(piece.result.provenance.reason)
        if piece.layers is not None:
            yield from self._first(piece.layers, piece.result)
        elif piece.rows is not None:
            yield from self._further(piece.rows, piece.result)
        self._following.took(search.area)

    def _first(self, layers: StationLayers, result: Result) -> Steps:
        layers.stations.setName(tr("Charging stations on the map"))
        canvas, view = self._iface.mapCanvas(), self._iface.mapCanvas().extent()
        was_empty = not QgsProject.instance().mapLayers()
        yield from put_into_project(layers, result, Settings.load().style, QgsProject.instance())
        yield None
        if was_empty:  # QGIS shows all of the first layer, and so a little more than there was
            canvas.setExtent(view)
            canvas.refresh()
        self._result = result
        self._layer_id = layers.stations.id()
        self._offer()
        base_maps = self._searching.base_maps.buttons()
        if base_maps:
            text = tr("“{layer}” follows the map from now on.", layer=layers.stations.name())
            self._messages.show(Qgis.MessageLevel.Info, text, base_maps, "", 0)

    def _offer(self) -> None:
        """Let the menu of the layer end the following."""
        layer = QgsProject.instance().mapLayer(self._layer_id)
        if layer is not None:
            menu = tr("Open Charge Map")
            self._iface.addCustomActionForLayerType(self._freeze_action, menu, compat.VECTOR_LAYER, False)
            self._iface.addCustomActionForLayer(self._freeze_action, layer)

    def _further(self, rows: RowsDestination, result: Result) -> Steps:
        stations = QgsProject.instance().mapLayer(self._layer_id)
        if stations is None or self._result is None:
            raise Cancelled()
        layers = layers_of(stations, QgsProject.instance())
        reload = reload_of(layers, Fresh(rows.packed, result), QgsProject.instance())
        yield from reload_steps(reload, tr("Following the map"), lambda _progress: None)
        known = Following()
        known.took(self._following.area)
        known.took(result.search.area)
        self._result = together(self._result, result, known.area)
        tell_layers(layers, self._result)


def _searched(search: Search, choice: SourceChoice, is_first: bool, feedback: QgisFeedback) -> _Piece:
    """In the worker."""
    choice = choice.planned(search)
    try:
        return _piece(search, choice, is_first, feedback)
    except SourceFileError:
        # What is held or mirrored is damaged.
        choice.let_go_of_held()
        return _piece(search, choice._replace(plan=None), is_first, feedback)


def _piece(search: Search, choice: SourceChoice, is_first: bool, feedback: QgisFeedback) -> _Piece:
    source = choice.open(feedback.qgis)
    context = context_of(source, feedback)
    destination = MemoryDestination(context) if is_first else RowsDestination(context)
    result = run_search(search, source, context, destination, feedback)
    hold(source, result, choice.settings, feedback)
    if isinstance(destination, RowsDestination):
        return _Piece(result, destination, None)
    return _Piece(result, None, destination.take_layers(QgsApplication.instance().thread(), result))

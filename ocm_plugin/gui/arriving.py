"""What a search brings: put into temporary layers, and onto the map, while it still runs; a file may take them over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from time import monotonic

from qgis.core import QgsMapLayer, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal
from qgis.PyQt.QtXml import QDomDocument, QDomElement

from ..layers.build import StationLayers
from ..layers.exchanging import State, file_place, lost_filters, read_from
from ..layers.keywords import is_station_layer
from ..layers.layer_rows import renew_extent
from ..layers.layer_table import Meanwhile
from ..layers.legend import COUNTED_AT_ONCE, renew_heading
from ..layers.merging import IN_WRITING
from ..layers.moving import MovingDestination
from ..layers.project import dress_file, finish_in_project, put_into_project, take_out_of_project
from ..layers.reloading import check_not_edited, tell_layers, tell_tables
from ..ocm.errors import FileWriteError, OcmError
from ..ocm.tables.result import Result
from ..ocm.tables.schema import TABLES
from ..ocm.translation import tr
from .drawn_maps import LOOKED_AGAIN_AFTER_MS, DrawnMaps
from .idle_steps import Stepping, Steps

SHOWN_AFTER_MS = 500
"""After the first stations. A search that ends before is shown when it is whole."""
RENEWED_AFTER_S = 2.0
"""The layers say at most this often how many stations have come by now."""
DRAWN_AGAIN_AT, DRAWN_AGAIN_AFTER_S = 4, 6.0
"""The map is drawn again when there are so many times as many stations as on it, or more of them after this time …"""
DRAWN_AGAIN_UP_TO = 20_000
"""… up to this number of them: drawing all of them takes a third of the time of loading them."""


class Arriving(QObject):
    """Fills the layers of one search in the main thread, a slice at a time, and shows them early.

    They say that they are incomplete, as those of a search that has stopped do: a project that is saved meanwhile, or a
    copy of them, is what they say.
    """

    shown = pyqtSignal(object)
    """The layer of stations, which is on the map now."""
    failed = pyqtSignal()
    """The search cannot be gone on with: its layer was removed, or could not be filled."""

    def __init__(self, destination: MovingDestination, style: str, maps: DrawnMaps) -> None:
        super().__init__()
        self.error: OcmError | None = None
        """Why the layers could not be filled or shown."""
        self.is_shown = False
        self.destination = destination
        self._style = style
        self._maps = maps
        self._showing: Stepping | None = None
        self._then: Callable[[], None] | None = None
        self._has_settled = self._is_over = self._was_edited = False
        self._in_writing: set[str] = set()
        self._meanwhile: list[Meanwhile] = []
        """What users do to the layers on the map."""
        self._without_filter: list[str] = []
        """Names of layers with a filter that the file does not understand."""
        self._told: Result | None = None
        """What the layers on the map say that they hold."""
        self._drawn = 0
        """Stations on the map when it was drawn last."""
        self._drawn_at = self._renewed_at = 0.0
        self._slices = QTimer(self)
        self._slices.timeout.connect(self._put)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._renew_at_times)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._show)
        self._soon.start(SHOWN_AFTER_MS)

    @property
    def is_lost(self) -> bool:
        """Whether stations have no place to go to: no file, and a layer that was removed or could not be filled."""
        return not self.destination.has_file and (self.error is not None or self._layers() is None)

    def go_on(self) -> None:
        """There are stations to be put into the layers."""
        self._slices.start(0)

    def settle(self, then: Callable[[], None]) -> None:
        """The search has ended: call a function when all that it has brought is in the layers."""
        self._soon.stop()
        self._has_settled = True
        self._then = then
        self.go_on()

    def stop(self) -> None:
        """Put nothing more into the layers. Those on the map stay, and say what they hold."""
        self.stop_showing()
        self._slices.stop()
        self._later.stop()
        if self.is_shown:
            self._renew()
        self._end()

    def stop_showing(self) -> None:
        """Bring nothing onto the map from now on."""
        self._soon.stop()
        showing, self._showing = self._showing, None
        if showing is not None:
            showing.stop()
            self.go_on()

    def move_to(self, path: str) -> None:
        """Let all stations go into a file. Raises FileWriteError when the layers on the map have been edited.

        Until the search has ended they show what has come so far, and cannot be edited: the file would not know of it.
        """
        layers = self._layers()
        if layers is not None and self.is_shown:
            check_not_edited(layers.all())
            if any(each.is_edited for each in self._meanwhile) or not _has_our_columns(layers):
                raise FileWriteError(
                    tr(
                        "You have changed the layer “{layer}”, so it stays temporary. Please save it when the search "
                        "has ended.",
                        layer=layers.stations.name(),
                    )
                )
        self.destination.path = path
        self._lock()

    def _lock(self) -> None:
        """Let nobody edit layers that go into a file."""
        layers = self._layers()
        if layers is not None and self.is_shown and self.destination.path:
            for layer in layers.all():
                layer.setReadOnly(not self._is_over)

    def _leave_unlocked(self, layer: QgsMapLayer, element: QDomElement, _document: QDomDocument) -> None:
        """Let a project that is saved meanwhile bring back layers that can be edited."""
        if self.destination.path and layer.id() in self._in_writing:
            element.setAttribute("readOnly", "0")

    def _unlock_copies(self, layers: Sequence[QgsMapLayer]) -> None:
        """Let copies that the user makes meanwhile be edited: nothing goes on in them."""
        for layer in layers:
            if is_station_layer(layer) and layer.providerType() == "memory" and layer.id() not in self._in_writing:
                layer.setReadOnly(False)

    @property
    def layers_on_map(self) -> StationLayers | None:
        """The layers that show what has come so far, if they are on the map."""
        return self._layers() if self.is_shown else None

    def finish(self, layers: StationLayers, result: Result, filed: StationLayers | None = None) -> Steps:
        """The steps by which layers on the map become those of a whole result.

        `filed`: those of the file that has it. The layers on the map read that from now on; all else about them stays.
        The file has the stations also when it cannot keep their looks: that is raised in the end, as FileWriteError.
        """
        failure = None
        try:
            if filed is not None:
                try:
                    yield from dress_file(filed, result, self._style)
                except FileWriteError as error:
                    failure = error
                layers = self._layers() or layers  # the user may have removed a table meanwhile
                self._read_file(layers, filed)
                yield None
            selected = {layer: layer.selectedFeatureIds() for layer in layers.all()}
            yield from finish_in_project(layers, result)
            for layer, numbers in selected.items():
                layer.selectByIds(numbers)  # which files forget when they are read again
        finally:
            self._end()
        if failure is not None:
            raise failure

    def _read_file(self, layers: StationLayers, filed: StationLayers) -> None:
        """All in one step: a part of them would be no result."""
        for table, layer in layers.tables().items():
            place, count = file_place(self.destination.path, table), filed.tables()[table].featureCount()
            if not read_from(layer, place, State(layer), count):
                self._without_filter.append(layer.name())
        QgsProject.instance().setDirty(True)  # it may have been saved meanwhile, with the temporary layers

    @property
    def problem(self) -> str:
        """What of the user's wishes could not be kept, in sentences; "" for nothing."""
        if self.destination.problem is not None:
            return tr(
                "{reason} So the layers are still temporary: “Save…” puts them into another file.",
                reason=self.destination.problem.sentence,
            )
        name = Path(self.destination.path).name
        return lost_filters(name, self._without_filter) if self._without_filter else ""

    def take_off(self) -> None:
        """Take the layers off the map. They are kept, for the user to decide what becomes of them."""
        layers = self._layers()
        if self.is_shown and layers is not None:
            take_out_of_project(layers, QgsProject.instance())
        self._end()

    @property
    def was_edited(self) -> bool:
        """Whether the user has edited the layers on the map while they were filled."""
        return self._was_edited or any(each.is_edited for each in self._meanwhile)

    def _end(self) -> None:
        self._is_over = True
        self._was_edited = self.was_edited
        self._later.stop()
        for each in self._meanwhile:
            each.end()
        self._meanwhile.clear()
        self._lock()
        IN_WRITING.difference_update(self._in_writing)
        if self._in_writing:
            QgsProject.instance().writeMapLayer.disconnect(self._leave_unlocked)
            QgsProject.instance().layersAdded.disconnect(self._unlock_copies)
            self._in_writing.clear()

    def _layers(self) -> StationLayers | None:
        return self.destination.layers()

    def _put(self) -> None:
        """One slice of one table."""
        if self._showing is not None:  # both in turns would take twice as long until the window answers
            self._slices.stop()
            return
        try:
            if self._layers() is None:
                self._fail()
            elif self.layers_on_map is not None and self._maps.hold_up(self.layers_on_map.stations):
                self._slices.start(LOOKED_AGAIN_AFTER_MS)
                return
            elif self.destination.put():
                self._slices.start(0)
                return
            elif self.is_shown:
                self._renew_at_times()
        except OcmError as error:
            self._fail(error)
        self._slices.stop()
        self._end_if_settled()

    def _fail(self, error: OcmError | None = None) -> None:
        self.error = self.error or error
        self._soon.stop()
        if not self._is_over and not self.destination.has_file:
            self.failed.emit()

    def _end_if_settled(self) -> None:
        if self._then is not None and self._showing is None and not self._slices.isActive():
            then, self._then = self._then, None
            then()

    def _show(self) -> None:
        layers, so_far = self._layers(), self.destination.so_far
        if layers is None:
            return
        if so_far is None:
            self._soon.start(SHOWN_AFTER_MS)
            return
        layers.stations.willBeDeleted.connect(self._fail)
        self._meanwhile = [Meanwhile(layer) for layer in layers.all()]
        self._in_writing = {layer.id() for layer in layers.all()}
        IN_WRITING.update(self._in_writing)
        for layer in layers.all():
            # Whatever becomes of the search: steps that never begin end nothing.
            layer.willBeDeleted.connect(partial(IN_WRITING.discard, layer.id()))
        QgsProject.instance().writeMapLayer.connect(self._leave_unlocked)
        QgsProject.instance().layersAdded.connect(self._unlock_copies)
        self._told = so_far
        self._showing = Stepping(put_into_project(layers, so_far, self._style, QgsProject.instance()))
        self._showing.ended.connect(self._end_showing)
        self._showing.start()

    def _end_showing(self, error: OcmError | None) -> None:
        self._showing = None
        self.go_on()
        layers = self._layers()
        if error is not None or layers is None:
            self._fail(error)
        else:
            self.is_shown = True
            self._lock()
            self._renewed_at = monotonic()  # nothing was put into them meanwhile
            self._draw_again(layers.stations)
            self.shown.emit(layers.stations)

    def _renew_at_times(self) -> None:
        """Renew now, or when it is time for it."""
        left = RENEWED_AFTER_S - (monotonic() - self._renewed_at)
        if self._is_over or self._has_settled:  # what the layers say last is the result's
            return
        if left <= 0:
            self._renew()
        elif not self._later.isActive():
            self._later.start(int(1000 * left) + 1)

    def _renew(self) -> None:
        """Let the layers say what they hold by now, and the map show it."""
        layers, so_far = self._layers(), self.destination.so_far
        if layers is None or so_far is None:
            return
        self._renewed_at = monotonic()
        if so_far is not self._told:  # else what has come since goes into a file
            self._tell(layers, so_far)
        self._draw_again(layers.stations)

    def _tell(self, layers: StationLayers, so_far: Result) -> None:
        self._told = so_far
        if layers.stations.featureCount() <= COUNTED_AT_ONCE:
            tell_layers(layers, so_far)
        else:
            # The rows of the legend are counted again when all are there: here that would hold up the window.
            tell_tables(layers, so_far)
            renew_heading(layers.stations)

    def _draw_again(self, layer: QgsVectorLayer) -> None:
        """Let the map show what the layer of stations holds by now, if that does not take long; else later."""
        now, stations = monotonic(), layer.featureCount()
        is_due = stations >= DRAWN_AGAIN_AT * self._drawn or now - self._drawn_at >= DRAWN_AGAIN_AFTER_S
        if self._drawn < stations <= DRAWN_AGAIN_UP_TO and is_due:
            self._drawn, self._drawn_at = stations, now
            renew_extent(layer)
            layer.triggerRepaint()
        elif self._drawn < stations <= DRAWN_AGAIN_UP_TO:
            self._later.start(int(1000 * RENEWED_AFTER_S))


def _has_our_columns(layers: StationLayers) -> bool:
    """Whether layers have the columns that they were made with, and no other."""
    return all(
        layer.dataProvider().fields().names() == [field.name for field in TABLES[table]]
        for table, layer in layers.tables().items()
    )

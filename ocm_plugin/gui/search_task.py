"""One search in the background: run in a worker thread, its layers brought to the main thread."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import NamedTuple

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import pyqtSignal

from ..layers.build import MemoryDestination, RowsDestination, StationLayers
from ..layers.geopackage import GeoPackageDestination, MergedPackage
from ..layers.moving import MovingDestination
from ..ocm.errors import FileWriteError, SourceFileError
from ..ocm.feedback import POLL_SECONDS
from ..ocm.records.provenance import FROM_API, FROM_PARTS, STOPPED
from ..ocm.run import run_search
from ..ocm.sources.source import Source
from ..ocm.store.merge_values import Outcome
from ..ocm.tables.derive.rows import Context
from ..ocm.tables.result import Result
from ..ocm.translation import tr
from ..qgis_support.feedback import QgisFeedback
from ..qgis_support.settings import API, Settings
from ..qgis_support.sources import SourceChoice, choose_source, context_of, hold
from .estimates import ASK_ABOVE
from .search_request import SearchRequest
from .tasks import BackgroundTask


class Arrival(NamedTuple):
    """What a run has brought, whole or not, and where its stations are."""

    result: Result
    destination: MemoryDestination | GeoPackageDestination | RowsDestination
    layers: StationLayers | None
    """Those of a file. None for a reload, whose rows are merged, and for a stopped search into a GeoPackage: what is
    there stays until the user takes what arrived. Temporary ones are with the destination."""

    was_moved: bool = False
    """Whether the search began in temporary layers, and its result is in a file."""

    def rows(self) -> RowsDestination:
        """The rows that a reload has brought."""
        if not isinstance(self.destination, RowsDestination):
            raise TypeError(f"The result of a search holds no rows to be merged: {self.destination}")
        return self.destination

    def merged(self) -> Outcome | None:
        """What the result has done to a file that was there; None where there was none."""
        return self.destination.outcome if isinstance(self.destination, MergedPackage) else None

    def open_layers(self) -> StationLayers:
        """The layers of a search. A GeoPackage that was put aside replaces what is at its place only now.

        Raises OcmError.
        """
        if self.layers is not None:
            return self.layers
        if isinstance(self.destination, MemoryDestination):
            layers = self.destination.layers()
            if layers is None:
                raise FileWriteError(tr("The layer was removed before all was done."))
            self.destination.remember()
            return layers
        if not isinstance(self.destination, GeoPackageDestination):
            raise TypeError(f"The result of a reload has no layers: {self.destination}")
        return self.destination.open_layers()


class HeldLost(SourceFileError):
    """What earlier searches had brought is damaged, and was removed: the server has to be asked."""


class SearchTask(BackgroundTask):
    """Runs one request; `result` is an Arrival."""

    arrived = pyqtSignal(object)
    """The MovingDestination, each time that stations have arrived in it."""
    waiting = pyqtSignal(int, int)
    """So many stations have arrived, and so many may come in all: it goes on by `go_on`, or ends by `cancel`."""

    def __init__(
        self,
        request: SearchRequest,
        choice: SourceChoice,
        continued: Arrival | None = None,
    ) -> None:
        """`choice` is opened in the worker. `continued`: the stopped one that this run goes on with."""
        super().__init__(tr("Searching charging stations"), self._load)
        self.request = request
        self.continued = continued
        self._choice = choice
        self._may_go_on = Event()
        self._main_thread = QgsApplication.instance().thread()

    def go_on(self) -> None:
        """So many stations are wanted."""
        self._may_go_on.set()

    def _load(self, feedback: QgisFeedback) -> Arrival:
        feedback.on_expected = lambda arrived, expected: self._ask(arrived, expected, feedback)
        if _may_be_held(self.request, self.continued):
            self._choice = self._choice.planned(self.request.search, self.request.newer_than)
        source = self._choice.open(feedback.qgis)
        try:
            return self._arrival(source, feedback)
        except SourceFileError as error:
            if not self._choice.let_go_of_held() and source.origin.kind != FROM_PARTS:
                raise
            raise HeldLost(error.sentence, error.details) from error
        finally:
            feedback.on_expected = None  # it holds this task, and so its result, and is held by what it holds

    def _ask(self, arrived: int, expected: int, feedback: QgisFeedback) -> None:
        """In the worker: wait for the user where more stations may come than they know of. Raises Cancelled."""
        if self.request.asks and expected > ASK_ABOVE:
            self.waiting.emit(arrived, expected)
            while not self._may_go_on.wait(POLL_SECONDS):
                feedback.check()

    def _arrival(self, source: Source, feedback: QgisFeedback) -> Arrival:
        before = self.continued
        context = context_of(source, feedback) if before is None else before.result.context
        destination = self._destination(context) if before is None else before.destination.continued()
        result = run_search(
            self.request.search,
            source,
            context,
            destination,
            feedback,
            before.result if before else None,
            self._watch(destination) if isinstance(destination, MovingDestination) else None,
        )
        if before is None:
            hold(source, result, self._choice.settings, feedback)
        is_stopped = result.provenance.outcome == STOPPED
        if isinstance(destination, MovingDestination):
            settled = destination.settled(result)
            if isinstance(settled, GeoPackageDestination):
                return Arrival(result, settled, None if is_stopped else settled.handed_over(self._main_thread), True)
        elif isinstance(destination, GeoPackageDestination) and is_stopped:
            destination.put_aside(result)
            return Arrival(destination.credited(result), destination, None)
        elif isinstance(destination, GeoPackageDestination):
            layers = destination.take_layers(self._main_thread, result)
            return Arrival(destination.credited(result), destination, layers)
        return Arrival(result, destination, None)

    def _watch(self, destination: MovingDestination) -> Callable[[Callable[[], Result]], None]:
        def watch(so_far: Callable[[], Result]) -> None:
            if not destination.is_moving:  # else the layers hold no more than when the file began
                destination.note(so_far())
            self.arrived.emit(destination)

        return watch

    def _destination(self, context: Context) -> MemoryDestination | GeoPackageDestination | RowsDestination:
        with_comments = self.request.search.include_comments
        if self.request.target:
            return RowsDestination(context, with_comments)
        if self.request.merges:
            return MergedPackage(self.request.geopackage, context, with_comments)
        return MovingDestination(context, with_comments, self._main_thread, self.request.geopackage)


def chosen_source(request: SearchRequest, continued: Arrival | None) -> SourceChoice:
    """Where a request is read from. Main thread. Raises OcmError."""
    settings = Settings.load()
    choice = choose_source(settings, request.source, request.search.area)._replace(holds=True)
    return choice.with_mirror() if _may_be_held(request, continued) else choice


def _may_be_held(request: SearchRequest, continued: Arrival | None) -> bool:
    """Whether what is held or mirrored may answer in the place of the server."""
    was_server = continued is not None and continued.result.provenance.origin.kind in (FROM_API, FROM_PARTS)
    return request.source == API and not request.fresh and not was_server

"""One search in the background: run in a worker thread, its layers brought to the main thread."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import NamedTuple

from qgis.core import QgsApplication, QgsFeedback

from ..layers.build import MemoryDestination, RowsDestination, StationLayers
from ..layers.geopackage import GeoPackageDestination
from ..ocm.errors import OcmError, SourceFileError
from ..ocm.records.provenance import FROM_API, FROM_HELD, STOPPED
from ..ocm.run import Destination, run_search
from ..ocm.sources.source import Source
from ..ocm.tables.derive.rows import Context
from ..ocm.tables.result import Result
from ..ocm.translation import tr
from ..qgis_support.feedback import QgisFeedback
from ..qgis_support.settings import API, Settings
from ..qgis_support.sources import SourceChoice, choose_source, context_of, covering_mirror, held_file
from .search_request import SearchRequest
from .tasks import BackgroundTask


class Arrival(NamedTuple):
    """What a run has brought, whole or not, and where its stations are."""

    result: Result
    destination: MemoryDestination | GeoPackageDestination | RowsDestination
    layers: StationLayers | None
    """None for a reload, whose rows are merged, and for a stopped search into a GeoPackage: what is there stays until
    the user takes what arrived."""

    def rows(self) -> RowsDestination:
        """The rows that a reload has brought."""
        if not isinstance(self.destination, RowsDestination):
            raise TypeError(f"The result of a search holds no rows to be merged: {self.destination}")
        return self.destination

    def open_layers(self) -> StationLayers:
        """The layers of a search. A GeoPackage that was put aside replaces what is at its place only now."""
        if self.layers is not None:
            return self.layers
        if not isinstance(self.destination, GeoPackageDestination):
            raise TypeError(f"The result of a reload has no layers: {self.destination}")
        return self.destination.open_layers()


class HeldLost(SourceFileError):
    """What earlier searches had brought is damaged, and was removed: the server has to be asked."""


class SearchTask(BackgroundTask):
    """Runs one request; `result` is an Arrival."""

    def __init__(
        self,
        request: SearchRequest,
        open_source: Callable[[QgsFeedback], Source],
        continued: Arrival | None = None,
        held_hours: int = 0,
    ) -> None:
        """`open_source` is called in the worker. `continued`: the stopped one that this run goes on with.

        `held_hours`: for so long what the server sends answers later searches.
        """
        super().__init__(tr("Searching charging stations"), self._load)
        self.request = request
        self.continued = continued
        self._held_hours = held_hours
        self._open_source = open_source
        self._main_thread = QgsApplication.instance().thread()

    def _load(self, feedback: QgisFeedback) -> Arrival:
        source = self._open_source(feedback.qgis)
        try:
            return self._arrival(source, feedback)
        except SourceFileError as error:
            if source.origin.kind != FROM_HELD:
                raise
            with suppress(OSError):
                held_file(source.origin.server or "").unlink()
            raise HeldLost(error.sentence, error.details) from error

    def _arrival(self, source: Source, feedback: QgisFeedback) -> Arrival:
        before = self.continued
        context = context_of(source, feedback) if before is None else before.result.context
        destination = self._destination(context) if before is None else before.destination.continued()
        with collector_paused():
            result = self._run(source, context, destination, feedback)
        if result.provenance.outcome == STOPPED and isinstance(destination, GeoPackageDestination):
            destination.put_aside(result)
            return Arrival(result, destination, None)
        return Arrival(result, destination, destination.take_layers(self._main_thread, result))

    def _run(self, source: Source, context: Context, destination: Destination, feedback: QgisFeedback) -> Result:
        """Run the search, and hold what it has brought for later ones."""
        search, before = self.request.search, self.continued
        is_kept = source.origin.kind == FROM_API and before is None and not search.has_filters
        if not is_kept or not self._held_hours:
            return run_search(search, source, context, destination, feedback, before.result if before else None)
        from ..ocm.mirroring import Holding, Tee

        tee = Tee(source)
        holding = Holding(tee, destination)
        result = run_search(search, tee, context, holding, feedback)
        # That the next search asks the server again is no failure of this one.
        with suppress(OcmError):
            holding.keep(held_file(source.origin.server or ""), result, timedelta(hours=self._held_hours), feedback)
        return result

    def _destination(self, context: Context) -> MemoryDestination | GeoPackageDestination | RowsDestination:
        with_comments = self.request.search.include_comments
        if self.request.target:
            return RowsDestination(context, with_comments)
        if self.request.geopackage:
            return GeoPackageDestination(self.request.geopackage, context, with_comments)
        return MemoryDestination(context, with_comments)


@contextmanager
def collector_paused() -> Iterator[None]:
    """Python's cycle collector at rest: it would go through a page's hundred thousand objects while the window waits.

    A page has no cycles, so its memory is free as soon as the page is done with.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def chosen_source(request: SearchRequest, continued: Arrival | None) -> SourceChoice:
    """Where a request is read from: a mirror in the place of the server, where it covers the area. Raises OcmError."""
    settings, kind = Settings.load(), request.source
    was_server = continued is not None and continued.result.provenance.origin.kind == FROM_API
    if kind == API and not request.fresh and not was_server:
        mirror = covering_mirror(settings, request.search)
        kind = API if mirror is None else mirror.path
    return choose_source(settings, kind, request.search.area)

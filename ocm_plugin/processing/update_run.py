"""One run of the update of a layer: its search once more, and what comes merged into it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from qgis.core import QgsProcessingException, QgsProcessingFeedback, QgsProject, QgsVectorLayer

from ..layers.build import RowsDestination, StationLayers
from ..layers.held_count import held_stations
from ..layers.keywords import stations_of
from ..layers.merging import IN_WRITING
from ..layers.reloading import (
    Fresh,
    Reload,
    check_can_be_reloaded,
    check_not_edited,
    layers_of,
    reload_of,
)
from ..layers.repeating import search_to_repeat
from ..ocm.errors import Cancelled, FileWriteError, OcmError
from ..ocm.phrases import stations_text
from ..ocm.records.provenance import FROM_FILE, STOPPED
from ..ocm.run import run_search
from ..ocm.search.search import Search
from ..ocm.store.merge_values import CONFLICT, Change, Outcome
from ..ocm.store.merging import is_suspicious
from ..ocm.tables.result import Result
from ..ocm.translation import tr
from ..ocm.wording import deleted_text, kept_edits_text, merge_sentence
from ..qgis_support.feedback import QgisFeedback
from ..qgis_support.settings import Settings
from ..qgis_support.sources import SourceChoice, choose_source, context_of, hold
from ..qgis_support.threads import MainThread, main_thread
from .search_run import log_provenance


class Wishes(NamedTuple):
    """What the user decides beforehand, as the panel asks afterwards."""

    takes_theirs: bool
    """Edits that the service contradicts give way."""
    replaces: bool
    """A suspicious answer is taken."""
    brings_back: bool
    """Rows that the user has deleted come back."""


@dataclass
class Updated:
    """What an update has done."""

    result: Result
    outcome: Outcome
    """Of the merge."""
    taken: int = 0
    """Stations of which edits gave way."""
    changes: list[Change] = field(default_factory=list)


class Update(NamedTuple):
    """An update that can be run, in any thread: made in the main one, which does all that is done to layers in use."""

    layers: StationLayers
    search: Search
    choice: SourceChoice
    project: QgsProject
    main: MainThread

    def run(self, wishes: Wishes, feedback: QgsProcessingFeedback) -> Updated:
        """Search, and merge what comes. Raises QgsProcessingException and OcmError, which say what has changed."""
        run_feedback = QgisFeedback(feedback)
        source = self.choice.open(feedback)
        look_up = context_of(source, run_feedback)
        destination = RowsDestination(look_up, self.search.include_comments)
        result = run_search(self.search, source, look_up, destination, run_feedback)
        hold(source, result, self.choice.settings, run_feedback)
        log_provenance(result.provenance, feedback)
        self.main.call(lambda: self._check(result, wishes))
        fresh = Fresh(destination.packed, result, with_deleted=wishes.brings_back)
        try:
            outcome = self._merge(fresh, run_feedback)
        except Cancelled as error:
            raise QgsProcessingException(f"{error.sentence} {tr('Nothing was changed.')}") from error
        updated = Updated(result, outcome, changes=list(outcome.changes))
        if wishes.takes_theirs and outcome.contradicted:
            taken = self._take(fresh._replace(theirs=frozenset(outcome.contradicted)), run_feedback)
            updated.taken, outcome.conflicts = taken.changed, taken.conflicts
            updated.changes = [each for each in updated.changes if each.kind != CONFLICT] + taken.changes
        _log(updated, feedback)
        return updated

    def _take(self, fresh: Fresh, feedback: QgisFeedback) -> Outcome:
        """Let edits give way, after what contradicts nothing has been written."""
        try:
            return self._merge(fresh, feedback)
        except OcmError as error:
            sentence = tr(
                "“{layer}” was updated, but your edits that Open Charge Map contradicts have stayed. {reason}",
                layer=self.layers.stations.name(),
                reason=error.sentence,
            )
            raise QgsProcessingException(sentence) from error

    def _check(self, result: Result, wishes: Wishes) -> None:
        provenance, layer = result.provenance, self.layers.stations
        if provenance.outcome == STOPPED:
            raise QgsProcessingException(f"{provenance.reason} {tr('Nothing was changed.')}")
        held = held_stations(layer)
        if is_suspicious(held, provenance.loaded) and not wishes.replaces and provenance.origin.kind == FROM_FILE:
            raise QgsProcessingException(
                tr(
                    "The file has {arrived}, “{layer}” has {held}. Nothing was changed. Look whether it is the right "
                    "file, or choose to replace the stations.",
                    arrived=stations_text(provenance.loaded),
                    layer=layer.name(),
                    held=held,
                )
            )
        if is_suspicious(held, provenance.loaded) and not wishes.replaces:
            raise QgsProcessingException(
                tr(
                    "The server sent {arrived}, “{layer}” has {held}. Nothing was changed. A server in trouble often "
                    "answers that there are no stations. Try again later, or choose to replace them.",
                    arrived=stations_text(provenance.loaded),
                    layer=layer.name(),
                    held=held,
                )
            )

    def _merge(self, fresh: Fresh, feedback: QgisFeedback) -> Outcome:
        reload = self.main.call(lambda: reload_of(self.layers, fresh, self.project))
        try:
            reload.work(feedback)
            self._finish(reload, feedback)
        finally:
            self.main.call(reload.let_go)
        return reload.outcome

    def _finish(self, reload: Reload, feedback: QgisFeedback) -> None:
        """Go through the steps of the main thread, which shows its window in between. Raises Cancelled."""
        steps, end = reload.finish(), object()
        try:
            while self.main.call(lambda: next(steps, end)) is not end:
                if reload.can_be_left:
                    feedback.check()
        finally:
            self.main.call(steps.close)


def update_of(layer: QgsVectorLayer, project: QgsProject) -> Update:
    """The update of a layer of stations, or of that to which a table belongs. Main thread.

    Raises OcmError when it cannot be.
    """
    stations = stations_of(layer, project) or layer
    search, kind = search_to_repeat(stations)
    layers = layers_of(stations, project)
    if stations.id() in IN_WRITING:
        raise FileWriteError(
            tr("Stations are being written to “{layer}”. Try again when that has ended.", layer=stations.name())
        )
    check_can_be_reloaded(layers)
    check_not_edited(layers.all())
    choice = choose_source(Settings.load(), kind)._replace(holds=True)
    return Update(layers, search, choice, project, main_thread())


def _log(updated: Updated, feedback: QgsProcessingFeedback) -> None:
    outcome = updated.outcome
    feedback.pushInfo(merge_sentence(outcome, updated.result.provenance.is_invented))
    for text in ("" if updated.taken else kept_edits_text(outcome), deleted_text(outcome)):
        if text:
            feedback.pushInfo(text)
    if updated.taken:
        feedback.pushInfo(
            tr(
                "Your edits of {n} station gave way to what Open Charge Map says.",
                "Your edits of {n} stations gave way to what Open Charge Map says.",
                n=updated.taken,
            )
        )

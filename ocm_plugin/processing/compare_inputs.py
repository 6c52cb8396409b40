"""What is to be compared: layers, files of Open Charge Map, or a layer with what it held at another time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsVectorLayer,
)

from ..layers.build import RowsDestination
from ..layers.kept_changes import KeptChanges, kept_changes
from ..layers.snapshots import Compared, LayerSnapshot, compared, compared_since
from ..ocm.errors import SearchError
from ..ocm.phrases import time_text
from ..ocm.records.credits import Attribution
from ..ocm.run import run_search
from ..ocm.search.search import Search
from ..ocm.sources.other_forms import LACKS
from ..ocm.store.change_list import time_of
from ..ocm.store.comparing import Snapshot
from ..ocm.store.packed import KEYS, STATIONS, PackedTable, unpacked_values
from ..ocm.tables.schema import CHILDREN
from ..ocm.translation import tr
from ..ocm.wording import provenance_sentence
from ..qgis_support.feedback import QgisFeedback
from ..qgis_support.settings import Settings
from ..qgis_support.sources import SourceChoice, choose_source, context_of
from .values import Values

OLD, OLD_FILE, SINCE, NEW, NEW_FILE, WHOLE = "OLD", "OLD_FILE", "SINCE", "NEW", "NEW_FILE", "WHOLE"


class FileSnapshot:
    """A file of Open Charge Map, as sources read it. Made in the main thread, read in any other."""

    def __init__(self, path: str, is_complete: bool) -> None:
        """`is_complete`: whether it is said to hold all stations of what it is compared with.

        One that turns out to be damaged does not.
        """
        self.name = path
        self.is_complete = is_complete
        self.search: Search | None = Search()
        self.attribution = Attribution((), False)
        self._choice: SourceChoice = choose_source(Settings.load(), path)
        self._rows = PackedTable(STATIONS)
        self.lacks: frozenset[str] = frozenset()
        """What its form does not state, as sentences."""
        self.remarks: list[str] = []
        """What the user should know of it, once it is read."""

    def read(self, feedback: QgisFeedback) -> None:
        """Read it, in a worker. Raises OcmError."""
        source = self._choice.open(feedback.qgis)
        destination = RowsDestination(context_of(source, feedback))
        result = run_search(Search(), source, destination.context, destination, feedback)
        self.attribution, provenance = result.attribution, result.provenance
        self._rows = destination.packed.tables[STATIONS]
        self.lacks = frozenset(text for text in map(tr, LACKS) if any(text in note for note in provenance.notes))
        self.remarks = [f"{self.name}: {note}" for note in provenance.notes]
        if not provenance.is_complete:
            self.remarks.insert(0, provenance_sentence(provenance))
            if self.is_complete:
                self.remarks.append(tr("So no station can be called added or gone that is in one of the two only."))
            self.is_complete = False

    def stations(self) -> Snapshot:
        """Its stations."""
        return Snapshot(self._values(), self.is_complete, lambda values: True, False)

    def _values(self) -> Iterator[Sequence[Any]]:
        return (unpacked_values(line.compared) for line in self._rows.lines())


class Moment(NamedTuple):
    """A layer as it was at a time."""

    layer: str
    """Its name."""
    kept: KeptChanges | None
    """Where its changes are listed; None for nowhere."""
    since: datetime

    def doubts(self) -> Iterator[str]:
        """What its list of changes says of other times only. In a worker. Raises OcmError."""
        listed = self.kept.reloads() if self.kept is not None else []
        times = sorted(time for time in (time_of(each.seen_at) for each in listed) if time is not None)
        until = next((time_of(each.until) for each in listed if each.until), None)
        if times and self.since < times[0]:
            yield tr(
                "The list of changes of “{layer}” begins at {time}: what changed before is not known.",
                layer=self.layer,
                time=time_text(times[0]),
            )
        if until is not None and times[0] < self.since <= until:
            yield tr(
                "“{layer}” lists its reloads from {begin} to {end} together: what changed in them is shown from the "
                "first one on.",
                layer=self.layer,
                begin=time_text(times[0]),
                end=time_text(until),
            )
        if times and self.since > max(times[-1], until or times[-1]):
            yield tr(
                "The list of changes of “{layer}” ends at {time}: no reload has changed anything since. Times are in "
                "UTC.",
                layer=self.layer,
                time=time_text(times[-1]),
            )


class Comparison(NamedTuple):
    """What is compared. Made in the main thread."""

    old: LayerSnapshot | FileSnapshot | Moment
    new: LayerSnapshot | FileSnapshot

    def run(self, with_not_asked: bool, feedback: QgsProcessingFeedback) -> Compared:
        """Compare, in a worker, once. Raises OcmError."""
        try:
            return self._run(with_not_asked, feedback)
        finally:
            for each in self:
                if isinstance(each, LayerSnapshot):
                    each.let_go()

    def _run(self, with_not_asked: bool, feedback: QgsProcessingFeedback) -> Compared:
        run_feedback = QgisFeedback(feedback)
        for each in self:
            if isinstance(each, FileSnapshot):
                each.read(run_feedback)
                for remark in each.remarks:
                    feedback.pushWarning(remark)
        lacks = [each.lacks if isinstance(each, FileSnapshot) else frozenset() for each in self]
        if lacks[0] != lacks[1]:
            feedback.pushWarning(tr("What only one of the two states is listed as changed."))
        if not isinstance(self.old, Moment):
            return compared(self.old, self.new, with_not_asked, run_feedback.check)
        entries = None if self.old.kept is None else self.old.kept.entries_since(self.old.since)
        if entries is None or not isinstance(self.new, LayerSnapshot):
            raise SearchError(
                SINCE,
                tr(
                    "“{layer}” keeps no list of its changes: only GeoPackages and schemas of PostGIS do that were "
                    "reloaded. Give an older result instead.",
                    layer=self.old.layer,
                ),
            )
        for doubt in self.old.doubts():
            feedback.pushWarning(doubt)
        return compared_since(self.new, entries, with_not_asked, run_feedback.check)

    def attributions(self) -> list[Attribution]:
        """Whose data both are."""
        return [each.attribution for each in self if not isinstance(each, Moment)]

    def doubts(self) -> Iterator[str]:
        """What is not known, so that no station can be called gone."""
        if isinstance(self.old, Moment):
            return
        for each in self:
            if not isinstance(each, Moment) and each.search is None:
                yield tr("The layer “{layer}” does not say what was searched for.", layer=each.name)
            elif isinstance(each, LayerSnapshot) and not each.is_complete:
                yield tr("The layer “{layer}” does not hold all that was searched for.", layer=each.name)
            elif isinstance(each, FileSnapshot) and not each.is_complete:
                yield tr("{file} does not say whether it holds all stations.", file=each.name)
        if not self.new.is_complete or self.new.search is None:
            yield tr("So no station can be called gone: those missing were perhaps not asked for.")


def problem_of(algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
    """What is wrong with the parameters together, before a run; "" for nothing."""
    given = Values(algorithm, parameters, context)
    if sum(map(given.is_given, (OLD, OLD_FILE, SINCE))) != 1:
        return tr("Give one older result: a layer, a file, or a time.")
    if sum(map(given.is_given, (NEW, NEW_FILE))) != 1:
        return tr("Give one newer result: a layer or a file.")
    return ""


def comparison(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> Comparison:
    """What the parameters name. Main thread. Raises QgsProcessingException and OcmError."""
    given = Values(algorithm, parameters, context)
    is_whole = given.flag(WHOLE)
    since = given.moment(SINCE)
    layers = {name: algorithm.parameterAsVectorLayer(parameters, name, context) for name in (OLD, NEW)}
    files = {name: algorithm.parameterAsFile(parameters, name, context) for name in (OLD_FILE, NEW_FILE)}
    for name in (OLD, NEW):
        if parameters.get(name) and layers[name] is None:
            raise QgsProcessingException(algorithm.invalidSourceError(parameters, name))
    new = _snapshot(layers[NEW], files[NEW_FILE], is_whole, context, with_hidden=since is not None)
    if since is None:
        return Comparison(_snapshot(layers[OLD], files[OLD_FILE], is_whole, context), new)
    kept = None if layers[NEW] is None else kept_changes(layers[NEW])
    return Comparison(Moment(new.name, kept, since), new)


def _snapshot(
    layer: QgsVectorLayer | None, path: str, is_whole: bool, context: QgsProcessingContext, with_hidden: bool = False
) -> LayerSnapshot | FileSnapshot:
    if layer is None:
        return FileSnapshot(path, is_whole)
    snapshot = LayerSnapshot(layer, context.transformContext(), with_hidden)
    if not snapshot.has_stations:
        raise QgsProcessingException(
            tr("The layer “{layer}” has no field “ocm_id”, the number of each station.", layer=layer.name())
        )
    # A station has several rows there, of which each would be taken for the whole station.
    if any(layer.fields().indexOf(KEYS[table][-1]) >= 0 for table in CHILDREN):
        raise QgsProcessingException(
            tr(
                "“{layer}” is a table of connections, comments or photos. Please choose the layer of the stations.",
                layer=layer.name(),
            )
        )
    return snapshot

"""What reloads have changed in each layer, and the layers that show it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from qgis.core import QgsApplication, QgsProject, QgsVectorLayer
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject
from qgis.PyQt.QtWidgets import QMenu

from ..layers.kept_changes import KeptChanges, kept_changes
from ..layers.snapshots import LayerSnapshot
from ..ocm.errors import Cancelled, OcmError
from ..ocm.phrases import time_text
from ..ocm.store.change_list import ListedReload, time_of
from ..ocm.store.history import Counts, as_stored
from ..ocm.store.merge_values import Change, Outcome
from ..ocm.store.times import time_for_store
from ..ocm.store.undoing import PackedValues
from ..ocm.translation import tr
from ..ocm.wording import changes_text
from ..qgis_support.feedback import QgisFeedback
from .search_messages import SearchMessages
from .tasks import BackgroundTask, Tasks

if TYPE_CHECKING:
    from ..layers.changes import ChangeLayers

    _Entries = Callable[[], list[Change]]

SHOWN_AT_MOST = 10
"""So many reloads are offered one by one."""


class _Remembered(NamedTuple):
    """A reload of this session, or a decision about one."""

    number: int | None
    """Of what can be undone."""
    seen_at: datetime
    counts: Counts
    entries: PackedValues
    """What it has written, as the list of changes has it."""


class _Offered(NamedTuple):
    """A reload as the menu offers it."""

    time: str
    counts: Counts
    entries: _Entries
    """Reads what it has written, and all that came since."""


class Written(NamedTuple):
    """What a reload has written, as the list of changes has it."""

    has_changes: bool
    counts: Counts
    entries: PackedValues


def written_by(outcome: Outcome) -> Written:
    """Pack what a reload has written. In a worker: of 100,000 stations, it takes a second."""
    entries, counts = PackedValues(), Counts()
    entries.extend([*each[:3], as_stored(each.old), as_stored(each.new)] for each in outcome.changes)
    for kind, count in _stations_by_kind(outcome.changes).items():
        counts = counts.with_kind(kind, count)
    return Written(outcome.has_changes, counts, entries)


class ChangeLists(QObject):
    """Remembers what the reloads of a session have changed, and shows it on wish.

    GeoPackages keep a list of their own, which outlasts the session.
    """

    def __init__(self, telling: SearchMessages, tasks: Tasks, is_busy: Callable[[str], bool]) -> None:
        """`is_busy`: whether something is being written to a layer, given by its id."""
        super().__init__()
        self._telling = telling
        self._tasks = tasks
        self._is_busy = is_busy
        self._reloads: dict[str, list[_Remembered]] = {}
        self._shown: dict[str, list[str]] = {}
        """The layers of changes that stand in the project, by the layer that they are about."""
        self._asked = 0
        """How often the menu was filled: what was read for it before is not wanted any more."""
        QgsProject.instance().layersRemoved.connect(self.forget)

    def stop(self) -> None:
        """Forget everything."""
        QgsProject.instance().layersRemoved.disconnect(self.forget)
        self._reloads.clear()
        self._shown.clear()

    def forget(self, layer_ids: Sequence[str]) -> None:
        """These layers are gone."""
        for layer_id in layer_ids:
            self._reloads.pop(layer_id, None)
            self._shown.pop(layer_id, None)

    def remember(self, layer_id: str, written: Written, seen_at: datetime, number: int | None) -> int | None:
        """Keep what a reload has changed; its place among those of the layer. `number`: of what can be undone."""
        reloads = self._reloads.setdefault(layer_id, [])
        if not written.has_changes:
            if reloads and number is not None:
                # A decision without changes is undone together with the reload before.
                reloads[-1] = reloads[-1]._replace(number=number)
            return None
        reloads.append(_Remembered(number, seen_at, written.counts, written.entries))
        return len(reloads) - 1

    def take_back(self, layer_id: str, number: int) -> None:
        """A reload was undone, or a decision about it."""
        reloads = self._reloads.get(layer_id, [])
        reloads[:] = [each for each in reloads if each.number != number]
        # They may have been worked with, and so they stay; but what they say of the stations is so no more.
        for changes_id in self._shown.pop(layer_id, []):
            node = QgsProject.instance().layerTreeRoot().findLayer(changes_id)
            if node is not None:
                node.setItemVisibilityChecked(False)

    def fill_menu(self, layer: QgsVectorLayer, menu: QMenu) -> None:
        """Offer what the reloads of a layer have changed, each and all that came after it.

        A file's list is read in the background: it may be long, on a slow disk, or held by another program.
        """
        self._asked += 1
        menu.clear()
        layer_id = layer.id()
        try:
            kept = kept_changes(layer)
        except OcmError as error:
            menu.addAction(error.sentence).setEnabled(False)
            return
        if kept is None:
            self._offer(menu, layer_id, self._in_session(layer_id))
            return
        menu.addAction(tr("Reading the list of changes.")).setEnabled(False)
        task = BackgroundTask(tr("Reading the list of changes"), lambda feedback: kept.reloads())
        task.ended.connect(partial(self._end_reading, layer_id, kept, menu, self._asked))
        self._tasks.start(task)

    def _end_reading(self, layer_id: str, of: KeptChanges, menu: QMenu, asked: int, task: BackgroundTask) -> None:
        if asked != self._asked or sip.isdeleted(menu):
            return  # it is open for another layer, or gone
        menu.clear()
        if task.error is not None:
            menu.addAction(task.error.sentence).setEnabled(False)
        else:
            self._offer(menu, layer_id, self._in_file(layer_id, of, task.result or []))

    def _offer(self, menu: QMenu, layer_id: str, reloads: Sequence[_Offered]) -> None:
        if not reloads:
            menu.addAction(tr("No reload has changed this layer.")).setEnabled(False)
        for place, (time, counts, entries) in enumerate(reloads[:SHOWN_AT_MOST]):
            text = tr("Last Reload, {time}: {changes}", time=time, changes=changes_text(*counts))
            if place:
                text = tr("From {time} On: {changes}, and Later Ones", time=time, changes=changes_text(*counts))
            menu.addAction(text).triggered.connect(partial(self._show_entries, layer_id, entries))
        if len(reloads) > SHOWN_AT_MOST:
            time, _, entries = reloads[-1]
            action = menu.addAction(tr("All Since {time}", time=time))
            action.triggered.connect(partial(self._show_entries, layer_id, entries))

    def _show_entries(self, layer_id: str, entries: _Entries, _checked: bool = False) -> None:
        self._telling.safely(lambda: self._show(layer_id, entries))

    def _in_session(self, layer_id: str, before: str = "", later: _Entries = list) -> list[_Offered]:
        """The reloads of this session, the newest first, and how all entries since are read.

        `before`: only those before a time as files have it; `later`: reads what came since.
        """
        reloads = self._reloads.get(layer_id, [])
        if before:
            reloads = [each for each in reloads if time_for_store(each.seen_at) < before]
        return [
            _Offered(time_text(each.seen_at), each.counts, _from_session(reloads[place:], later))
            for place, each in reversed([*enumerate(reloads)])
            if any(each.counts)
        ]

    def _in_file(self, layer_id: str, of: KeptChanges, listed: Sequence[ListedReload]) -> list[_Offered]:
        """The reloads that a file knows, and before them those from when the layer was temporary."""
        if not listed:
            return self._in_session(layer_id)
        offered = [_Offered(_time(each), each.counts, _from_file(of, each.first)) for each in listed]
        oldest = listed[-1]
        return [*offered, *self._in_session(layer_id, oldest.seen_at, _from_file(of, oldest.first))]

    def show(self, layer_id: str, place: int) -> None:
        """Show what has changed since before a reload of this session."""
        self._show(layer_id, _from_session(self._reloads.get(layer_id, [])[place:]))

    def _show(self, layer_id: str, entries: _Entries) -> None:
        layer = QgsProject.instance().mapLayer(layer_id)
        if layer is None:
            self._telling.no_reload(tr("The layer is no longer there."))
            return
        if self._is_busy(layer_id):
            self._telling.no_reload(tr("A reload is running. Show the changes when it has ended."))
            return
        now = LayerSnapshot(layer, QgsProject.instance().transformContext(), with_hidden=True)
        thread = QgsApplication.instance().thread()

        def work(feedback: QgisFeedback) -> ChangeLayers:
            from ..layers.changes import change_layers

            try:
                return change_layers(now, entries(), thread, feedback.check)
            finally:
                now.let_go()

        task = BackgroundTask(tr("Listing changes"), work)
        task.ended.connect(lambda task: self._telling.safely(lambda: self._end(task, layer_id, now)))
        self._tasks.start(task)

    def _end(self, task: BackgroundTask, layer_id: str, now: LayerSnapshot) -> None:
        from ..layers.changes import show_changes

        layer = QgsProject.instance().mapLayer(layer_id)
        if isinstance(task.error, Cancelled) or layer is None:
            return
        if task.error is not None:
            raise task.error
        if task.result is None:
            return
        number = sum(task.result.kinds.values())
        if number:
            show_changes(task.result, now, layer, QgsProject.instance())
            self._shown.setdefault(layer_id, []).append(task.result.changes.id())
        self._telling.changes_shown(task.result.changes.id(), number, layer.name())


def _from_file(of: KeptChanges, first: int) -> _Entries:
    return lambda: of.entries_from(first)


def _from_session(reloads: Sequence[_Remembered], later: _Entries = list) -> _Entries:
    return lambda: [
        *(Change(*row) for each in reloads for rows in each.entries.slices() for row in rows),
        *later(),
    ]


def _stations_by_kind(changes: Sequence[Change]) -> Counter[str]:
    return Counter(kind for _, kind in {(each.ocm_id, each.kind) for each in changes})


def _time(reload: ListedReload) -> str:
    time = time_of(reload.seen_at)
    return reload.seen_at if time is None else time_text(time)

"""What reloads have changed in each layer, and the layers that show it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from qgis.core import QgsApplication, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QObject
from qgis.PyQt.QtWidgets import QMenu

from ..layers.geopackage import package_of
from ..layers.snapshots import LayerSnapshot
from ..ocm.errors import Cancelled, OcmError
from ..ocm.phrases import time_text
from ..ocm.store.file_history import ListedReload, entries_from, listed_reloads
from ..ocm.store.history import Counts, as_stored
from ..ocm.store.merging import Change, Outcome
from ..ocm.store.undoing import PackedValues
from ..ocm.translation import tr
from ..ocm.wording import changes_text
from ..qgis_support.feedback import QgisFeedback
from .search_messages import SearchMessages
from .tasks import BackgroundTask, Tasks

if TYPE_CHECKING:
    from ..layers.changes import ChangeLayers

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
        QgsProject.instance().layersRemoved.connect(self.forget)

    def stop(self) -> None:
        """Forget everything."""
        QgsProject.instance().layersRemoved.disconnect(self.forget)
        self._reloads.clear()

    def forget(self, layer_ids: Sequence[str]) -> None:
        """These layers are gone."""
        for layer_id in layer_ids:
            self._reloads.pop(layer_id, None)

    def remember(self, layer_id: str, outcome: Outcome, seen_at: datetime, number: int | None) -> int | None:
        """Keep what a reload has changed; its place among those of the layer. `number`: of what can be undone."""
        reloads = self._reloads.setdefault(layer_id, [])
        if not outcome.has_changes:
            if reloads and number is not None:
                # A decision without changes is undone together with the reload before.
                reloads[-1] = reloads[-1]._replace(number=number)
            return None
        entries, counts = PackedValues(), Counts()
        entries.extend([*each[:3], as_stored(each.old), as_stored(each.new)] for each in outcome.changes)
        for kind, count in _stations_by_kind(outcome.changes).items():
            counts = counts.with_kind(kind, count)
        reloads.append(_Remembered(number, seen_at, counts, entries))
        return len(reloads) - 1

    def take_back(self, layer_id: str, number: int) -> None:
        """A reload was undone, or a decision about it."""
        reloads = self._reloads.get(layer_id, [])
        reloads[:] = [each for each in reloads if each.number != number]

    def fill_menu(self, layer: QgsVectorLayer, menu: QMenu) -> None:
        """Offer what the reloads of a layer have changed, each and all that came after it."""
        menu.clear()
        try:
            reloads = self._listed(layer)
        except OcmError as error:
            menu.addAction(error.sentence).setEnabled(False)
            return
        if not reloads:
            menu.addAction(tr("No reload has changed this layer.")).setEnabled(False)
        for place, (time, counts, entries) in enumerate(reloads[:SHOWN_AT_MOST]):
            text = tr("Last Reload, {time}: {changes}", time=time, changes=changes_text(*counts))
            if place:
                text = tr("From {time} On: {changes}, and Later Ones", time=time, changes=changes_text(*counts))
            menu.addAction(text).triggered.connect(
                lambda _checked=False, entries=entries: self._show(layer.id(), entries)
            )
        if len(reloads) > SHOWN_AT_MOST:
            time, _, entries = reloads[-1]
            menu.addAction(tr("All Since {time}", time=time)).triggered.connect(
                lambda _checked=False: self._show(layer.id(), entries)
            )

    def _listed(self, layer: QgsVectorLayer) -> list[tuple[str, Counts, _Entries]]:
        """When each reload was, what it has changed, and how all entries since are read; the newest first."""
        if layer.storageType() == "GPKG":
            path = package_of(layer)
            listed = listed_reloads(path)
            if listed:
                return [(_time(each), each.counts, _from_file(path, each.first)) for each in listed]
        reloads = self._reloads.get(layer.id(), [])
        places = range(len(reloads) - 1, -1, -1)
        return [
            (time_text(reloads[place].seen_at), reloads[place].counts, _from_session(reloads[place:]))
            for place in places
        ]

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

            return change_layers(now, entries(), thread, feedback.check)

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
        if task.result.number:
            show_changes(task.result, now, layer, QgsProject.instance())
        self._telling.changes_shown(task.result.changes.id(), task.result.number, layer.name())


if TYPE_CHECKING:
    _Entries = Callable[[], list[Change]]


def _from_file(path: str, first: int) -> _Entries:
    return lambda: entries_from(path, first)


def _from_session(reloads: Sequence[_Remembered]) -> _Entries:
    return lambda: [Change(*row) for each in reloads for rows in each.entries.slices() for row in rows]


def _stations_by_kind(changes: Sequence[Change]) -> Counter[str]:
    return Counter(kind for _, kind in {(each.ocm_id, each.kind) for each in changes})


def _time(reload: ListedReload) -> str:
    try:
        return time_text(datetime.fromisoformat(reload.seen_at.replace("Z", "+00:00")))
    except ValueError:
        return reload.seen_at  # the file's table may hold anything

"""The undo of reloads: the last one of each layer, and what was decided of it afterwards."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..layers.build import StationLayers
from ..layers.reloading import Reload, layers_of
from ..layers.undoing import Undo, undo_of
from ..ocm.errors import Cancelled, OcmError
from ..ocm.feedback import Progress
from ..ocm.translation import tr
from ..qgis_support.feedback import QgisFeedback
from .idle_steps import Steps
from .layer_work import LayerWork
from .messages import Button, Messages
from .search_messages import SearchMessages
from .tasks import BackgroundTask

if TYPE_CHECKING:
    from ..layers.reloading import Back


class _Undoable(NamedTuple):
    """What can be undone at once."""

    number: int
    backs: list[Back]
    """How to undo it: a reload, and then decisions about it that changed no row. The last is undone first."""


class ReloadUndo(QObject):
    """Keeps how reloads are undone, and does it: step by step, as part of the work that goes on in layers."""

    changed = pyqtSignal(object)
    """The ids of the layers of which a reload can be undone, as a frozenset."""
    taken_back = pyqtSignal(str, int)
    """The id of a layer, and the number of the reload or decision that was undone."""
    begun = pyqtSignal()
    """Something is being undone now."""
    progressed = pyqtSignal(object)
    """A Progress."""

    def __init__(
        self,
        telling: SearchMessages,
        messages: Messages,
        work: LayerWork,
        is_searching: Callable[[], bool],
    ) -> None:
        """`work`: what goes on in layers; an undo is part of it."""
        super().__init__()
        self._telling = telling
        self._messages = messages
        self._work = work
        self._is_searching = is_searching
        self._undoing: set[str] = set()
        """The ids of layers of which a reload is being undone: nothing else may be put into them meanwhile."""
        self._backs: dict[str, list[_Undoable]] = {}
        """How to undo the last reload of each layer and what was decided of it afterwards, by the layer's id."""
        self._reloads = count(1)
        QgsProject.instance().layersRemoved.connect(self.forget)

    def stop(self) -> None:
        """Forget everything; nothing is shown afterwards."""
        QgsProject.instance().layersRemoved.disconnect(self.forget)
        self._backs.clear()

    def end(self) -> None:
        """No undo goes on any more: the work in layers was stopped."""
        self._undoing.clear()

    def is_undoing(self, layer_id: str, again: Button | None = None) -> bool:
        """Whether a reload of a layer is being undone; says so if it is. `again`: what the user has decided."""
        is_undoing = layer_id in self._undoing
        if is_undoing:
            self._telling.no_reload(tr("A reload is being undone. Reload the layer when that has ended."), again)
        return is_undoing

    def remember(self, layer_id: str, reload: Reload, is_decision: bool) -> int | None:
        """Keep how a reload is undone, until the next one or until its layer is gone. The number of what can be undone.

        `is_decision`: it was a decision about the conflicts of the reload before, which can be undone after it.
        """
        undoable = self._backs.pop(layer_id, []) if is_decision else []
        back, outcome = reload.back(), reload.outcome
        if back is None:
            undoable.clear()
        elif outcome.has_changes:
            undoable.append(_Undoable(next(self._reloads), [back]))
        elif undoable:
            # It has changed no row, and so it is nothing to be undone alone.
            undoable[-1] = _Undoable(next(self._reloads), [*undoable[-1].backs, back])
        self._set(layer_id, undoable)
        return undoable[-1].number if undoable else None

    def forget(self, layer_ids: Sequence[str]) -> None:
        """These layers are gone."""
        for layer_id in layer_ids:
            if layer_id in self._backs:
                self._set(layer_id, [])
                self._telling.offer_no_undo(layer_id)

    def forget_all(self) -> None:
        """The project is gone."""
        self.forget(list(self._backs))

    def _set(self, layer_id: str, undoable: list[_Undoable]) -> None:
        """Remember what can be undone in a layer, and say of which layers something can."""
        self._backs.pop(layer_id, None)
        if undoable:
            self._backs[layer_id] = undoable
        self.changed.emit(frozenset(self._backs))

    def undo_last(self, layer: QgsVectorLayer) -> None:
        """Undo the last reload of a layer, or what was decided of it afterwards."""
        undoable = self._backs.get(layer.id())
        self.undo(layer.id(), undoable[-1].number if undoable else 0)

    def undo(self, layer_id: str, number: int) -> None:
        """Bring back what a layer held before its last reload or decision, given by its number."""
        self._telling.safely(lambda: self._undo(layer_id, number))

    def _undo(self, layer_id: str, number: int) -> None:
        layer = QgsProject.instance().mapLayer(layer_id)
        undoable = self._backs.get(layer_id, [])
        if layer is None:
            self._telling.no_reload(tr("The layer is no longer there. Nothing was undone."))
            return
        if not undoable:
            self._telling.no_reload(tr("This reload can no longer be undone."))
            return
        if undoable[-1].number != number:
            self._telling.no_reload(tr("The layer was reloaded again since. Nothing was undone."))
            return
        if self._is_searching() or self._work.goes_on_in(layer_id):
            text = tr("A search is running. Undo the reload when it has ended.")
            self._telling.not_undone(text, layer_id, number)
            return
        layers = layers_of(layer, QgsProject.instance())
        try:
            undo = undo_of(layers, undoable[-1].backs[-1], QgsProject.instance())
        except OcmError as error:
            self._telling.not_undone(error.sentence, layer_id, number)
            return
        self._messages.clear()
        self.begun.emit()
        self._step_through(undo, layers, number)

    def _step_through(self, undo: Undo, layers: StationLayers, number: int) -> None:
        layer_id = layers.stations.id()
        steps = reload_steps(undo, tr("Undoing the reload"), self.progressed.emit)
        self._undoing.add(layer_id)

        def end(error: OcmError | None) -> None:
            self._undoing.discard(layer_id)
            if error is None:
                self._telling.safely(lambda: self._go_on(layer_id, number, undo))
            elif isinstance(error, Cancelled):
                self._telling.not_undone(tr("The undo was cancelled. Nothing was changed."), layer_id, number)
            else:
                self._telling.not_undone(error.sentence, layer_id, number, error.details)

        self._work.begin(layer_id, steps, end)

    def _go_on(self, layer_id: str, number: int, undo: Undo) -> None:
        """A reload or decision is undone: undo what belongs to it, or say that it is done."""
        undoable = self._backs[layer_id]
        undoable[-1].backs.pop()
        if undoable[-1].backs:
            self._undo(layer_id, number)
            return
        undoable.pop()
        self._set(layer_id, undoable)
        self.taken_back.emit(layer_id, number)
        self._telling.undone(undo.done, layer_id, undoable[-1].number if undoable else None)


def reload_steps(
    reload: Reload | Undo,
    title: str,
    show_progress: Callable[[Progress], None],
    and_then: Callable[[], None] = lambda: None,
) -> Steps:
    """The steps of a reload, or of its undo: its work in the background, and its end in the main thread.

    `and_then`: what is to be done in the background afterwards.
    """

    def work(feedback: QgisFeedback) -> None:
        reload.work(feedback)
        and_then()

    task = BackgroundTask(title, work)
    task.progressed.connect(show_progress)
    try:
        yield task
        if task.error is not None:
            raise task.error
        if task.was_cancelled and not task.has_run:
            raise Cancelled()
        yield from reload.finish()
    finally:
        reload.let_go()

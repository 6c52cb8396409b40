"""What users decide in a layer of possible duplicates is kept in the store of the stations as well."""

from __future__ import annotations

from collections.abc import Collection

from qgis.core import Qgis, QgsFeatureRequest, QgsProject, QgsVectorLayer

from ..layers.keywords import DECISIONS_KEPT_IN, REVIEW_COLUMNS
from ..layers.layer_rows import plain_value
from ..layers.station_store import StationStore, marked_store
from ..ocm.errors import Cancelled, OcmError
from ..ocm.store.decisions import Decided
from ..ocm.translation import tr
from .messages import Messages
from .tasks import BackgroundTask, Tasks


class Decisions:
    """Keeps what is decided; the next audit of the stations has it, without the review."""

    def __init__(self, tasks: Tasks, messages: Messages) -> None:
        self._tasks = tasks
        self._messages = messages

    def keep(self, review: QgsVectorLayer, changed: Collection[int]) -> None:
        """Keep what the rows of a review say that were changed."""
        mark = review.customProperty(DECISIONS_KEPT_IN)
        if not mark:
            return
        try:
            store = marked_store(mark, QgsProject.instance())
        except OcmError as error:
            self._tell_failure(error)
            return
        decided = _decided(review, changed)
        if store is None:
            text = tr(
                "The stations of “{layer}” are no longer there: your decisions are in this layer only. Give it to the "
                "next audit as earlier review.",
                layer=review.name(),
            )
            self._messages.show(Qgis.MessageLevel.Warning, text)
        elif decided:
            self._start(store, decided)

    def _start(self, store: StationStore, decided: Decided) -> None:
        task = BackgroundTask(tr("Keeping decisions"), lambda feedback: store.keep(decided, feedback))
        task.ended.connect(lambda ended: self._tell(ended, len(decided), store.place))
        self._tasks.start(task)

    def _tell(self, task: BackgroundTask, count: int, place: str) -> None:
        error = task.error if task.has_run else Cancelled()
        if error is not None:
            self._tell_failure(error)
            return
        text = tr(
            "{n} decision kept in {place}: the next audit of these stations has it.",
            "{n} decisions kept in {place}: the next audit of these stations has them.",
            n=count,
            place=place,
        )
        self._messages.show(Qgis.MessageLevel.Info, text, seconds=10)

    def _tell_failure(self, error: OcmError) -> None:
        advice = tr("Your decisions are in this layer only. Give it to the next audit as earlier review.")
        text = advice if isinstance(error, Cancelled) else f"{error.sentence} {advice}"
        self._messages.show(Qgis.MessageLevel.Warning, text, details=error.details)


def _decided(review: QgsVectorLayer, changed: Collection[int]) -> Decided:
    """What the changed rows of a review say now; None of those that are open again."""
    places = [review.fields().indexOf(name) for name in REVIEW_COLUMNS]
    found: dict[tuple[int, int], tuple[str, str | None] | None] = {}
    for feature in review.getFeatures(QgsFeatureRequest().setFilterFids(list(changed))):
        first, second, decision, remark = (plain_value(feature[place]) for place in places)
        if isinstance(first, int) and isinstance(second, int):
            said = (str(decision or "open"), str(remark) if remark else None)
            found[min(first, second), max(first, second)] = None if said == ("open", None) else said
    return found

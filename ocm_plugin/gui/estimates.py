"""What is known of the number of stations before a search: counted where they are held, else the first will tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..layers.moving import OFFERED_ABOVE
from ..ocm.feedback import Feedback
from ..ocm.search.areas import Area, Extent, Polygons, StationIds, World
from ..ocm.search.search import Search
from ..ocm.translation import tr
from ..qgis_support.mirrors import mirror_of
from ..qgis_support.schema_place import schema_place
from ..qgis_support.settings import API
from .tasks import BackgroundTask, NewestTask, Tasks

if TYPE_CHECKING:
    from ..ocm.parts import Plan

ASK_ABOVE = 20_000
"""Stations; a search that brings more, or may, asks first."""
HUGE = 90.0, 30.0
"""Degrees of longitude and latitude: an area wider and higher than that may hold so many."""


class Estimate(NamedTuple):
    """What is known in advance."""

    text: str
    """A sentence; "" where there is nothing to say."""
    asks_first: bool = False
    """Whether the user is asked before so many stations are loaded."""
    offers_file: bool = False
    """Whether they are, or may be, too many for temporary layers."""
    is_open: bool = False
    """Whether only the first stations will tell."""


class Estimates(QObject):
    """Counts in the background; what was counted last is kept."""

    changed = pyqtSignal()
    """Something has been counted."""

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._counting = NewestTask(tasks)
        self._asked: tuple[Search, tuple[tuple[str, tuple[Area, ...]], ...]] | None = None
        """What was counted last: the stores, and what they leave."""
        self._number: int | None = None

    def stop(self) -> None:
        """Count no more."""
        self._counting.drop()

    def forget(self) -> None:
        """Count again next time: other stations are held by now."""
        self._asked = None

    def of(self, search: Search, source: str, plan: Plan | None) -> Estimate:
        """What is known now of a search of API, or of the path of another source."""
        most = search.max_results
        if isinstance(search.area, StationIds) or (most is not None and most <= ASK_ABOVE) or source != API:
            return Estimate("")  # the sentence of the search says all
        held = None if plan is None else self._counted(search, plan)
        if plan is not None and plan.is_whole:
            if held is None:
                return Estimate("")
            text = tr("About {n} station.", "About {n} stations.", n=held)
            return Estimate(text, held > ASK_ABOVE, held > OFFERED_ABOVE)
        if plan is None:
            self.stop()
        rest = search.area if plan is None or plan.rest is None else plan.rest
        is_huge = most is None and _is_huge(rest)
        text = ""
        if _is_huge(rest):
            text = tr("How many is not known; the world has about 300,000 stations.")
        if held is not None:
            text = tr(
                "About {n} station is held; how many the rest has is not known.",
                "About {n} stations are held; how many the rest has is not known.",
                n=held,
            )
        held = held or 0
        return Estimate(text, is_huge or held > ASK_ABOVE, is_huge or held > OFFERED_ABOVE, is_open=True)

    def _counted(self, search: Search, plan: Plan) -> int | None:
        """How many stations of a search are held or mirrored; None while that is not known."""
        if any(schema_place(each) is not None for each in plan.addresses):
            return None
        # A plan has the moment in it in which it was made, and is another one each time.
        asked = search, tuple((piece.store.address, piece.left) for piece in plan.pieces)
        if asked != self._asked:
            self._asked, self._number = asked, None
            self._count(search, plan)
        return self._number

    def _count(self, search: Search, plan: Plan) -> None:
        def count(feedback: Feedback) -> int:
            from ..ocm.parts import count_held

            return count_held(plan, search, mirror_of, feedback)

        self._counting.start(tr("Counting the stations held"), count, self._take)

    def _take(self, task: BackgroundTask) -> None:
        self._number = task.result
        self.changed.emit()


def _is_huge(area: Area) -> bool:
    """Whether an area may hold more than can be loaded without a question."""
    if isinstance(area, World):
        return True
    if isinstance(area, Extent):
        width = area.east - area.west if area.west <= area.east else area.east - area.west + 360
        return width > HUGE[0] and area.north - area.south > HUGE[1]
    if isinstance(area, Polygons):
        longitudes, latitudes = zip(*(position for rings in area.polygons[:100] for position in rings[0][::50]))
        return max(longitudes) - min(longitudes) > HUGE[0] and max(latitudes) - min(latitudes) > HUGE[1]
    return False

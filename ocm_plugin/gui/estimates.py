"""What is known of the number of stations before a search: counted where they are held, else the first will tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..layers.moving import OFFERED_ABOVE
from ..ocm.feedback import Feedback
from ..ocm.search.areas import Area, Extent, Polygons, StationIds, World
from ..ocm.search.search import Search
from ..ocm.translation import tr
from ..qgis_support.mirrors import mirror_of, schema_place
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
        self._asked: tuple[Search, tuple[str, ...]] | None = None
        self._number: int | None = None

    def stop(self) -> None:
        """Count no more."""
        self._counting.drop()

    def of(self, search: Search, source: str, plan: Plan | None) -> Estimate:
        """What is known now of a search of API, or of the path of another source."""
        if isinstance(search.area, StationIds):
            return Estimate("")
        most = search.max_results
        if most is not None and most <= ASK_ABOVE:
            return Estimate(tr("At most {n} station.", "At most {n} stations.", n=most))
        if source != API:
            return Estimate("")
        if plan is None or not plan.is_whole:
            self.stop()
            text = tr("How many is not known; the world has about 300,000 stations.")
            is_huge = most is None and _is_huge(search.area)
            return Estimate(text, is_huge, is_huge, is_open=True)
        return self._counted(search, tuple(plan.addresses))

    def _counted(self, search: Search, addresses: tuple[str, ...]) -> Estimate:
        if any(schema_place(each) is not None for each in addresses):
            return Estimate("")
        if (search, addresses) != self._asked:
            self._count(search, addresses)
        if self._number is None:
            return Estimate("")
        text = tr("About {n} station.", "About {n} stations.", n=self._number)
        return Estimate(text, self._number > ASK_ABOVE, self._number > OFFERED_ABOVE)

    def _count(self, search: Search, addresses: tuple[str, ...]) -> None:
        self._asked, self._number = (search, addresses), None

        def count(feedback: Feedback) -> int:
            from ..ocm.sources.mirror import MirrorSource

            return sum(MirrorSource(mirror_of(each), "").count(search, feedback) for each in addresses)

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

"""The look-up lists that the search panel offers: the best at hand at once, better ones from the background."""

from __future__ import annotations

from collections.abc import Callable

from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..ocm.errors import OcmError
from ..ocm.records.built_in_reference import BUILT_IN
from ..ocm.translation import tr
from ..qgis_support.key_store import KEY_STORE
from ..qgis_support.settings import API, Settings
from ..qgis_support.sources import choose_source, reference_store
from .tasks import BackgroundTask, NewestTask, Tasks


class LookUpLists(QObject):
    """Brings the lists of a source; there is one request for them at most."""

    arrived = pyqtSignal(object)
    """ReferenceData."""

    def __init__(self, tasks: Tasks, asks_server: Callable[[], bool]) -> None:
        """`asks_server`: whether a search of the server runs, which brings the lists itself."""
        super().__init__()
        self._asks_server = asks_server
        self._getting = NewestTask(tasks)

    def refresh(self, source: str) -> None:
        """Bring the best lists at hand at once, and load better ones in the background if that needs no password."""
        self.stop()
        try:
            settings = Settings.load()
            self.arrived.emit(reference_store(settings.server).load() or BUILT_IN)
            if source == API and (self._asks_server() or not KEY_STORE.is_at_hand()):
                return  # a search that runs brings them
            chosen = choose_source(settings, source)
        except OcmError:
            return  # the search itself will say what is wrong
        self._getting.start(
            tr("Getting the lists of Open Charge Map"),
            lambda feedback: chosen.open(feedback.qgis).reference(feedback),
            self._take,
        )

    def stop(self) -> None:
        """Load nothing more."""
        self._getting.drop()

    def _take(self, task: BackgroundTask) -> None:
        if task.result is not None:
            self.arrived.emit(task.result)

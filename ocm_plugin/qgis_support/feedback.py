"""The feedback of a QGIS task or algorithm, as the searching side knows it."""

from __future__ import annotations

from typing import Callable

from qgis.core import QgsApplication, QgsFeedback, QgsNetworkAccessManager, QgsProcessingFeedback
from qgis.PyQt.QtCore import QCoreApplication, QThread

from ..ocm.feedback import Feedback, Progress


class QgisFeedback(Feedback):
    """Takes the cancellation from a QgsFeedback and gives it the progress.

    A QgsProcessingFeedback also shows the phase as text; `on_progress` gets each Progress, in the thread of the
    search. The QgsFeedback must outlive this object.
    """

    def __init__(self, feedback: QgsFeedback, on_progress: Callable[[Progress], None] | None = None) -> None:
        self.qgis = feedback
        """What `qgis_session` wants, to end a running request."""
        self.on_expected: Callable[[int, int], None] | None = None
        """What hears how many stations may come, in the place of nobody: see `Feedback.expect`."""
        self._on_progress = on_progress
        self._phase = ""

    def is_cancelled(self) -> bool:
        return self.qgis.isCanceled()

    def idle(self) -> None:
        """Let QGIS answer what the thread of a request asks the main one: a proxy's password, a certificate."""
        if QThread.currentThread() == QgsApplication.instance().thread():
            # Nothing else comes through: not the events of windows, timers or other plugins.
            QCoreApplication.sendPostedEvents(QgsNetworkAccessManager.instance(), 0)

    def expect(self, arrived: int, expected: int) -> None:
        if self.on_expected is not None:
            self.on_expected(arrived, expected)

    def report(self, progress: Progress) -> None:
        if progress.fraction is not None:
            self.qgis.setProgress(100 * progress.fraction)
        if isinstance(self.qgis, QgsProcessingFeedback) and progress.phase != self._phase:
            self._phase = progress.phase
            self.qgis.setProgressText(progress.phase)
        if self._on_progress is not None:
            self._on_progress(progress)

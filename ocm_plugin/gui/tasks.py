"""Work in the background: a function runs in a worker thread, and its result or error comes back to the main thread."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from time import monotonic
from typing import Any

from qgis.core import QgsApplication, QgsFeedback, QgsTask
from qgis.PyQt import sip
from qgis.PyQt.QtCore import pyqtSignal

from ..ocm.errors import OcmError
from ..ocm.feedback import Progress
from ..qgis_support.feedback import QgisFeedback
from ..qgis_support.threads import in_background
from .messages import unexpected_error

REPORT_S = 0.1
"""A task reports its progress at most this often (seconds)."""


class BackgroundTask(QgsTask):
    """Calls a function in a worker. When it has `ended`, either `error` is set or `result` is what it returned."""

    progressed = pyqtSignal(object)
    """A Progress."""
    ended = pyqtSignal(object)
    """The task itself."""

    def __init__(self, description: str, do: Callable[[QgisFeedback], Any]) -> None:
        """`description`: for QGIS' list of tasks. `do` must not touch widgets, the project or the key store."""
        super().__init__(description, QgsTask.Flag.CanCancel)
        self.result: Any = None
        self.error: OcmError | None = None
        self.has_run = False
        """Whether it has begun at all; a task cancelled before that does nothing."""
        self._do = do
        self._qgis_feedback = QgsFeedback()
        self._last_report = 0.0

    def run(self) -> bool:
        """In the worker. An error is kept for the main thread: QGIS would swallow an exception here."""
        self.has_run = True
        try:
            with in_background():
                self.result = self._do(QgisFeedback(self._qgis_feedback, self._report))
        except OcmError as error:
            self.error = error
        except Exception:
            self.error = unexpected_error()
        finally:
            del self._do  # it may be a method of the task, which would hold itself, and its result
        return self.error is None

    def _report(self, progress: Progress) -> None:
        if progress.fraction is not None:
            self.setProgress(100 * progress.fraction)
        now = monotonic()
        if now - self._last_report >= REPORT_S:
            self._last_report = now
            self.progressed.emit(progress)

    def cancel(self) -> None:
        """End soon: a running request is given up, and waits look for this ten times a second."""
        self._qgis_feedback.cancel()
        if not sip.isdeleted(self):  # QGIS deletes tasks soon after their end
            super().cancel()

    @property
    def was_cancelled(self) -> bool:
        """Whether it was cancelled, even if it had almost ended by then."""
        return self._qgis_feedback.isCanceled()

    def finished(self, result: bool) -> None:
        """In the main thread."""
        self.ended.emit(self)


class Tasks:
    """Starts tasks and holds each until it has ended: QGIS' task manager does not keep the Python part of a task."""

    def __init__(self) -> None:
        self._tasks: set[QgsTask] = set()

    def start(self, task: QgsTask) -> None:
        """Run a task in the background."""
        self._tasks.add(task)
        # The partial objects hold the task as well: it stays alive even when these Tasks are gone before it ends.
        task.taskCompleted.connect(partial(self._tasks.discard, task))
        task.taskTerminated.connect(partial(self._tasks.discard, task))
        QgsApplication.taskManager().addTask(task)

    def cancel_all(self) -> None:
        """Cancel all running tasks; they end by themselves, soon."""
        for task in tuple(self._tasks):
            task.cancel()


class NewestTask:
    """Work of which only the newest counts: starting one gives up the one before, whose end nobody hears of."""

    def __init__(self, tasks: Tasks) -> None:
        self._tasks = tasks
        self._task: BackgroundTask | None = None

    @property
    def runs(self) -> bool:
        """Whether one runs."""
        return self._task is not None

    def start(self, description: str, do: Callable[[QgisFeedback], Any], end: Callable[[BackgroundTask], None]) -> None:
        """Run this in the background in the place of the one before; `end` is called in the main thread."""
        self.drop()
        task = self._task = BackgroundTask(description, do)
        task.ended.connect(self._forget)
        task.ended.connect(end)
        self._tasks.start(task)

    def drop(self) -> None:
        """Give up the one that runs."""
        task, self._task = self._task, None
        if task is not None:
            task.ended.disconnect()
            task.cancel()

    def _forget(self, _task: BackgroundTask) -> None:
        self._task = None

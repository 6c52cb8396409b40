"""QGIS' threads: the main one, and its pool, which is as small as the computer has cores: QGIS needs both itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from threading import Event, Lock
from typing import Any, TypeVar

from qgis.core import QgsApplication, QgsVectorLayer
from qgis.PyQt.QtCore import QObject, Qt, QThread, QThreadPool, pyqtSignal

from ..ocm.errors import Cancelled

T = TypeVar("T")

LOOKS_EVERY_S = 0.1
"""So often a worker that waits for the main thread looks whether QGIS ends meanwhile."""


@contextmanager
def outside_of_the_pool() -> Iterator[None]:
    """Let the pool lend out another thread in place of this one, for as long as this one mostly waits for a server.

    Two searches of a silent server held both threads of a pool of two. The map could not be drawn then, and New
    Project, which waits in the main thread until the map is no longer being drawn, froze QGIS until they gave up.
    Does nothing in the main thread, where `qgis_process` runs algorithms.
    """
    if QThread.currentThread() == QgsApplication.instance().thread():
        yield
        return
    pool = _pool_of_tasks()
    pool.releaseThread()
    try:
        yield
    finally:
        pool.reserveThread()


def _pool_of_tasks() -> QThreadPool:
    """The pool that runs tasks: since QGIS 3.34 or so one of their own, before that the one that draws maps as well."""
    manager = QgsApplication.taskManager()
    return manager.threadPool() if hasattr(manager, "threadPool") else QThreadPool.globalInstance()


class MainThread(QObject):
    """Has the main thread do what only it may do, while a worker waits for that: the window answers in between."""

    _wanted = pyqtSignal(object)

    def __init__(self) -> None:
        super().__init__()
        self._has_ended = Event()
        self.moveToThread(QgsApplication.instance().thread())
        self._wanted.connect(self._do, Qt.ConnectionType.QueuedConnection)
        QgsApplication.instance().aboutToQuit.connect(self._has_ended.set, Qt.ConnectionType.DirectConnection)

    def call(self, do: Callable[[], T]) -> T:
        """What a function returns or raises there. Raises Cancelled when QGIS ends and does it no more."""
        if QThread.currentThread() == self.thread():
            return do()
        job = _Job(do)
        self._wanted.emit(job)
        while not job.is_done.wait(LOOKS_EVERY_S):
            if self._has_ended.is_set() and job.give_up():
                raise Cancelled()
        if job.error is not None:
            raise job.error
        return job.result

    def _do(self, job: _Job) -> None:
        job.run()

    @contextmanager
    def holding(self, layer: QgsVectorLayer) -> Iterator[None]:
        """Let a layer be the main thread's. That of a model's step before belongs to the worker."""
        worker = QThread.currentThread()
        if layer.thread() != worker or worker == self.thread():
            yield
            return
        layer.moveToThread(self.thread())
        try:
            yield
        finally:
            self.call(lambda: layer.moveToThread(worker))


@cache
def main_thread() -> MainThread:
    """The one there is. Ask for it in the main thread first."""
    return MainThread()


class _Job:
    """A call that is waited for."""

    def __init__(self, do: Callable[[], Any]) -> None:
        self._do = do
        self._is_open = True
        self._lock = Lock()
        self.is_done = Event()
        self.result: Any = None
        self.error: BaseException | None = None

    def give_up(self) -> bool:
        """Let it not be begun; whether it was not."""
        with self._lock:
            was_open, self._is_open = self._is_open, False
        return was_open

    def run(self) -> None:
        if not self.give_up():
            return
        try:
            self.result = self._do()
        except BaseException as error:
            self.error = error
        finally:
            self.is_done.set()

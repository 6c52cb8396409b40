"""QGIS' threads: the main one, and its pool, which is as small as the computer has cores: QGIS needs both itself."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from threading import Event, Lock
from time import perf_counter, sleep
from typing import Any, TypeVar

from qgis.core import QgsApplication, QgsVectorLayer
from qgis.PyQt.QtCore import QObject, Qt, QThread, QThreadPool, pyqtSignal

from ..ocm.errors import Cancelled
from ..ocm.remembering import forget

T = TypeVar("T")

LOOKS_EVERY_S = 0.1
"""So often a worker that waits for the main thread looks whether QGIS ends meanwhile."""


TURN_S = 0.0005
"""A thread that computes in Python gives others their turn after this time, where Python itself allows 5 ms."""

WORKS_S = 0.002
"""So long at least a worker calls QGIS between two rests …"""
RESTS_S = 0.000_05
"""… of this time, which a computer's clock may make some hundred times as long …"""
WORKS_FOR_A_REST = 10
"""… so that it works this many times as long as the shortest rest that the clock allows."""


@contextmanager
def in_background() -> Iterator[None]:
    """Long work in a worker: it takes neither a place in the pool from QGIS, nor Python's lock from the window.

    What it has remembered is freed by the thread that has filled the memory. The same threads draw maps, and a drawing
    leaves millions of small free pieces in its thread's memory; who frees a large piece there first has the C library
    sort them. That was the next work, in another thread: the window stood still for 0.14 s, as it held Python's lock.

    Does nothing in the main thread, where `qgis_process` runs algorithms.
    """
    if _is_main_thread():
        yield
        return
    with _outside_of_the_pool(), _BESIDE_THE_WINDOW:
        try:
            yield
        finally:
            forget()


class _BesideTheWindow:
    """Python as it works beside the window, as long as any work lasts: with short turns, and its collector at rest.

    Each call of QGIS from Python lets Python's lock go, and gets it back when the others have had their turns. Putting
    a thousand features into a layer is thousands of calls; with turns of 5 ms the window stood still for 80 to 120 ms
    beside two workers, although it had only 15 to 30 ms of work.

    The cycle collector would go through a page's hundred thousand objects while the window waits. A page has no cycles,
    so its memory is free as soon as the page is done with. What is left of the work at the end counts as looked at:
    else the collector would go through all of it at once, as soon as it works again.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._users = 0
        self._turn_s = 0.0
        self._collects = True

    def __enter__(self) -> None:
        with self._lock:
            if self._users == 0:
                self._turn_s, self._collects = sys.getswitchinterval(), gc.isenabled()
                sys.setswitchinterval(min(TURN_S, self._turn_s))
                gc.disable()
            self._users += 1

    def __exit__(self, *_error: object) -> None:
        with self._lock:
            self._users -= 1
            if self._users == 0:
                sys.setswitchinterval(self._turn_s)
                if self._collects:
                    gc.freeze()  # with the next line: all there is becomes as old as can be, without a look at it
                    gc.unfreeze()
                    gc.enable()


_BESIDE_THE_WINDOW = _BesideTheWindow()


class Rests:
    """The rests of workers, and the shortest that the computer's clock allows."""

    def __init__(self) -> None:
        self._shortest_s: float | None = None

    @property
    def works_s(self) -> float:
        """How long a worker works between two rests."""
        return max(WORKS_S, WORKS_FOR_A_REST * (self._shortest_s or 0.0))

    def rest(self) -> None:
        """Let others have their turn. A rest that lasts longer, because they take it, says nothing of the clock."""
        begun = perf_counter()
        sleep(RESTS_S)
        rested_s = perf_counter() - begun
        self._shortest_s = rested_s if self._shortest_s is None else min(rested_s, self._shortest_s)


_RESTS = Rests()


def taking_turns(items: Iterable[T]) -> Iterator[T]:
    """The items, with short rests in between: for a worker that calls QGIS for each of them.

    Each call of QGIS lets Python's lock go for a moment that is too short for another thread to wake up in, and Python
    never sees that one waits. So the window stood still as long as such calls followed each other, for up to 0.7 s.
    """
    if _is_main_thread():
        yield from items
        return
    begun = perf_counter()
    for item in items:
        yield item
        if perf_counter() - begun >= _RESTS.works_s:
            _RESTS.rest()
            begun = perf_counter()


def _is_main_thread() -> bool:
    return bool(QThread.currentThread() == QgsApplication.instance().thread())


@contextmanager
def _outside_of_the_pool() -> Iterator[None]:
    """Let the pool lend out another thread in place of this one, for as long as this one mostly waits for a server.

    Two searches of a silent server held both threads of a pool of two. The map could not be drawn then, and New
    Project, which waits in the main thread until the map is no longer being drawn, froze QGIS until they gave up.
    """
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

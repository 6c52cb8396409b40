"""QGIS' pool of threads: it has as few as the computer has cores, and QGIS itself cannot go on without them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QThread, QThreadPool


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

"""A server that accepts and never answers takes nothing from QGIS but the patience of who searches."""

from __future__ import annotations

import re
import time

import pytest
from qgis.core import (
    QgsApplication,
    QgsFeature,
    QgsGeometry,
    QgsMapRendererParallelJob,
    QgsPointXY,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProject,
    QgsTask,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QThreadPool

from ocm_plugin.gui.messages import Messages
from ocm_plugin.gui.search_controller import SearchController
from ocm_plugin.gui.tasks import BackgroundTask, Tasks
from ocm_plugin.ocm.http.client import Client
from ocm_plugin.processing.station_algorithms import StationsInExtent
from ocm_plugin.qgis_support.threads import in_background
from ocm_plugin.qgis_support.transport import qgis_session
from tests.ocm_server import OcmServer, faults

from .conftest import settle

SOON_S = 60
"""Long before the server is given up, also on a machine that is busy."""


def pool_of_tasks() -> QThreadPool:
    manager = QgsApplication.taskManager()
    return manager.threadPool() if hasattr(manager, "threadPool") else QThreadPool.globalInstance()


@pytest.fixture
def two_threads(qgis_app):
    """QGIS on a computer with two cores; afterwards all threads are back."""
    pools = [QThreadPool.globalInstance(), pool_of_tasks()]
    before = [pool.maxThreadCount() for pool in pools]
    for pool in pools:
        pool.setMaxThreadCount(2)
    yield
    settle(lambda: QgsApplication.taskManager().countActiveTasks() == 0)
    for pool, threads in zip(pools, before):
        assert pool.waitForDone(2_000)
        assert pool.activeThreadCount() == 0
        pool.setMaxThreadCount(threads)


@pytest.fixture
def silent():
    with OcmServer() as server:
        server.faults.add(faults.stall(), times=None)
        yield server


@pytest.fixture
def two_wait(two_threads, silent):
    """Two tasks that wait for the silent server."""

    def ask(feedback):
        return Client(qgis_session(feedback.qgis), silent.url, silent.key, timeout_s=600).poi({}, feedback)

    tasks = Tasks()
    for _ in range(2):
        tasks.start(BackgroundTask("Waiting", ask))
    settle(lambda: len(silent.requests) == 2)
    yield
    tasks.cancel_all()
    settle(lambda: QgsApplication.taskManager().countActiveTasks() == 0)


@pytest.fixture
def two_algorithms_wait(two_threads, silent, monkeypatch, tmp_path):
    """The same in Processing, whose algorithms run in tasks of QGIS."""
    monkeypatch.setenv("OCM_API_URL", silent.url)
    monkeypatch.setenv("OCM_API_KEY", silent.key)
    monkeypatch.setattr("ocm_plugin.qgis_support.sources.profile_folder", lambda: tmp_path)
    kept = []
    for _ in range(2):
        algorithm = StationsInExtent().create()
        context, feedback = QgsProcessingContext(), QgsProcessingFeedback(False)
        parameters = {"EXTENT": "3,10,47,52 [EPSG:4326]", "OUTPUT": "memory:"}
        task = QgsProcessingAlgRunnerTask(algorithm, parameters, context, feedback)
        kept.append((algorithm, context, feedback, task))
        QgsApplication.taskManager().addTask(task)
    settle(lambda: len(silent.requests) == 2)
    yield
    for *_, task in kept:
        task.cancel()
    settle(lambda: QgsApplication.taskManager().countActiveTasks() == 0)


@pytest.fixture(params=["two_wait", "two_algorithms_wait"])
def waiting(request):
    return request.getfixturevalue(request.param)


def test_another_task_runs_while_two_wait(waiting):
    """They took both threads of a pool of two: every other task of QGIS waited until they gave up."""
    done = []
    other = QgsTask.fromFunction("Other", lambda task: done.append(True))
    QgsApplication.taskManager().addTask(other)
    settle(lambda: bool(done), seconds=SOON_S)


def test_the_map_is_drawn_and_let_go_while_two_wait(window, waiting):
    """New Project ends the drawing of the map and waits for that in the main thread: it froze for 53 to 159 s."""
    layer = QgsVectorLayer("Point?crs=EPSG:4326", "Points", "memory")
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(6, 50)))
    layer.dataProvider().addFeature(feature)
    QgsProject.instance().addMapLayer(layer)
    settle()
    drawn = []
    window.canvas.mapCanvasRefreshed.connect(lambda: drawn.append(True))
    window.canvas.refresh()
    settle(lambda: bool(drawn), seconds=SOON_S)
    job = QgsMapRendererParallelJob(window.canvas.mapSettings())  # as the canvas does
    started = time.monotonic()
    job.start()
    job.cancel()
    QgsProject.instance().clear()
    assert time.monotonic() - started < SOON_S


def test_the_main_thread_lends_nothing(two_threads):
    """`qgis_process` runs algorithms in the main thread, which is of no pool."""
    with in_background():
        assert pool_of_tasks().activeThreadCount() == 0


def lists_asked_for(server) -> int:
    return len(server.reference_requests)


def lists_waited_for() -> int:
    """How many tasks of QGIS get the look-up lists."""
    tasks = QgsApplication.taskManager().activeTasks()
    return sum("lists" in task.description() for task in tasks)


def test_the_lists_are_asked_for_once_at_a_time_and_not_without_the_dialog(server, window, tasks):
    """Each change of the source asked a silent server once more, and closing the form ended none of it."""
    searching = SearchController(window, tasks, Messages(window), window.panel())
    server.faults.add(faults.stall(), times=None)
    form = searching.open_panel()
    settle(lambda: lists_asked_for(server) == 1)
    for kind in ("demo", "api", "demo", "api"):
        form.source.setCurrentIndex(form.source.findData(kind))
    settle(lambda: lists_asked_for(server) >= 2)
    settle(lambda: lists_waited_for() == 1)
    searching._panel.close()
    settle(lambda: lists_waited_for() == 0)
    asked = lists_asked_for(server)
    searching.open_panel()
    settle(lambda: lists_asked_for(server) == asked + 1)
    searching.stop()
    settle(lambda: lists_waited_for() == 0)


def test_a_search_takes_the_place_of_the_lists(server, searching, window):
    """A search asks for the lists itself: nobody shall wait for both."""
    server.faults.add(faults.stall(), times=None)
    form = searching.open_panel()
    settle(lambda: lists_asked_for(server) == 1)
    settle(form.search_button.isEnabled)
    form.search_button.click()
    settle(lambda: lists_waited_for() == 0)
    settle(lambda: lists_asked_for(server) == 2)
    form.source.setCurrentIndex(form.source.findData("demo"))
    form.source.setCurrentIndex(form.source.findData("api"))
    settle(lambda: lists_waited_for() == 0)  # those of the demo data take a moment
    assert lists_asked_for(server) == 2


def test_the_dialog_says_how_long_the_server_is_waited_for(server, searching):
    server.faults.add(faults.stall(), times=None, action="poi")
    form = searching.open_panel()
    settle(form.search_button.isEnabled)
    form.search_button.click()
    settle(lambda: re.search(r"Waiting for the server, ([3-9]|\d\d) s…", form.progress_text.text()))
    form.cancel_button.click()
    settle(lambda: not form.cancel_button.isVisible())  # the server is waited for twice as long

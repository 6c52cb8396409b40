"""A client over QGIS' network, and the local server: in the main thread, a task's, a plain Python one."""

from __future__ import annotations

import threading
import time

import pytest
from qgis.core import QgsApplication, QgsTask
from qgis.PyQt.QtCore import QCoreApplication, QElapsedTimer

from ocm_plugin.ocm import errors
from ocm_plugin.ocm.http.client import Client
from ocm_plugin.qgis_support.feedback import QgisFeedback
from ocm_plugin.qgis_support.transport import qgis_session
from tests.ocm_server import OcmServer
from tests.ocm_server.synthetic import make_pois
from tests.support.client_faults import CANARY


class Unhurried(QgisFeedback):
    """Does not really wait between tries."""

    def wait(self, seconds):
        self.check()


@pytest.fixture(scope="module")
def shared_server():
    with OcmServer(make_pois(300), keys=(CANARY,)) as server:
        yield server


@pytest.fixture
def server(shared_server):
    shared_server.faults.clear()
    shared_server.clear_requests()
    return shared_server


def client_of(server, feedback=None, key=CANARY, timeout_s=5.0, max_bytes=10_000_000):
    session = qgis_session(feedback, max_bytes)
    return Client(session, getattr(server, "url", server), key, timeout_s, max_bytes)


def run_events_until(done, seconds=60):
    timer = QElapsedTimer()
    timer.start()
    while not done():
        assert timer.elapsed() < seconds * 1000, "took too long"
        QCoreApplication.processEvents()
        time.sleep(0.001)


class Outcome:
    """What a function returned or raised, once it has."""

    def __init__(self, function):
        self.function = function
        self.value = self.error = None
        self.done = False

    def run(self):
        try:
            self.value = self.function()
        except errors.OcmError as error:
            self.error = error
        finally:
            self.done = True

    def result(self):
        if self.error is not None:
            raise self.error
        return self.value


def in_main_thread(outcome):
    outcome.run()


def in_task(outcome):
    task = QgsTask.fromFunction("test", lambda _task: outcome.run())
    ended = []
    task.taskCompleted.connect(lambda: ended.append(task))
    QgsApplication.taskManager().addTask(task)
    run_events_until(lambda: ended)


def in_python_thread(outcome):
    thread = threading.Thread(target=outcome.run)
    thread.start()
    run_events_until(lambda: not thread.is_alive())
    thread.join()


WAYS = [in_main_thread, in_task, in_python_thread]


@pytest.fixture(params=WAYS, ids=lambda way: way.__name__)
def anywhere(request):
    def run(function):
        outcome = Outcome(function)
        request.param(outcome)
        assert outcome.done
        return outcome.result()

    return run

"""Many requests over QGIS' network, in many threads, beside a window in use."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time

from qgis.core import QgsFeedback
from qgis.PyQt.QtCore import QElapsedTimer, QTimer, QUrl

from ocm_plugin.qgis_support.feedback import QgisFeedback
from ocm_plugin.qgis_support.transport import _take_out
from tests.ocm_server import faults
from tests.support.client_faults import PARAMS

from .conftest import Outcome, client_of, in_python_thread, in_task, run_events_until


def test_the_time_limits_of_qgis_run_everywhere(server, anywhere, qtlog):
    """A plain Python thread had no timers: QGIS' limit never began, and Qt warned at each request."""
    anywhere(lambda: client_of(server).poi(PARAMS, QgisFeedback(QgsFeedback())))
    assert not [record.message for record in qtlog.records if "startTimer" in record.message]


def test_one_feedback_serves_many_requests_and_threads(server):
    """Threads come and go, as those that fetch the next page do, and each leaves QGIS' network of its own behind."""
    feedback = QgsFeedback()
    client = client_of(server, feedback)
    outcomes = [Outcome(lambda: client.poi(PARAMS, QgisFeedback(feedback))) for _ in range(25)]
    for outcome in outcomes:
        in_python_thread(outcome)
    assert all(len(json.loads(outcome.result())) == 50 for outcome in outcomes)
    assert feedback.receivers(feedback.canceled) == 0


def test_many_requests_in_one_thread_do_not_slow_each_other_down(server):
    def ask_often():
        client = client_of(server, QgsFeedback())
        seconds = []
        for _ in range(4):
            started = time.thread_time()
            for _ in range(100):
                client.poi(PARAMS, QgisFeedback(QgsFeedback()))
            seconds.append(time.thread_time() - started)
        return seconds

    outcome = Outcome(ask_often)
    in_task(outcome)
    seconds = outcome.result()
    assert seconds[3] < 10 * seconds[0]


def test_the_window_stays_alive_while_a_slow_server_answers(server):
    server.faults.add(faults.delay(1.0))
    beats = []
    clock = QElapsedTimer()
    clock.start()
    timer = QTimer()
    timer.timeout.connect(lambda: beats.append(clock.restart()))
    timer.start(20)
    outcome = Outcome(lambda: client_of(server).poi(PARAMS, QgisFeedback(QgsFeedback())))
    in_task(outcome)
    timer.stop()
    assert outcome.result()
    assert len(beats) > 20 and max(beats) < 250


def test_widgets_can_be_made_while_requests_run(server, root):
    """Now and then QGIS stood still for ever when the dialog was opened while a search ran; see _let_receivers_go."""
    program = [sys.executable, "-m", "tests.support.busy_window", server.url, "3"]
    ended = subprocess.run(program, cwd=root, capture_output=True, text=True, timeout=120, check=False)
    assert ended.returncode == 0, ended.stderr


def test_searches_may_load_the_same_at_the_same_time(server):
    """QGIS crashed: the first answer to end was taken out of its cache, and with it the file of the other ones."""

    def load():
        feedback = QgsFeedback()
        client = client_of(server, feedback)
        return [client.poi(PARAMS, QgisFeedback(feedback)) for _ in range(40)]

    outcomes = [Outcome(load) for _ in range(4)]
    threads = [threading.Thread(target=outcome.run) for outcome in outcomes]
    for thread in threads:
        thread.start()
    run_events_until(lambda: all(outcome.done for outcome in outcomes))
    assert [len(outcome.result()) for outcome in outcomes] == [40] * 4


def test_the_manager_of_a_thread_that_has_ended_stands_in_nobodys_way(qgis_app):
    """ "wrapped C/C++ object of type QgsNetworkAccessManager has been deleted", about once in a thousand threads: PyQt
    heard late of the end of one at the same address.
    """
    begun = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        for _ in range(100):
            outcomes = [Outcome(lambda: [_take_out(QUrl("http://localhost/x")) for _ in range(3)]) for _ in range(8)]
            for outcome in outcomes:
                threading.Thread(target=outcome.run).start()
            run_events_until(lambda given=outcomes: all(outcome.done for outcome in given))
            assert [outcome.result() for outcome in outcomes] == [[None] * 3] * 8
    finally:
        sys.setswitchinterval(begun)

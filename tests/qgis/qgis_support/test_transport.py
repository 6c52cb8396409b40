"""The client over QGIS' network against the local server: in the main thread, a task's, a plain Python one."""

from __future__ import annotations

import functools
import gzip
import http.server
import json
import logging
import socket
import subprocess
import sys
import threading
import time

import pytest
import requests
from qgis.core import (
    QgsApplication,
    QgsFeedback,
    QgsNetworkAccessManager,
    QgsNetworkRequestParameters,
    QgsProcessingFeedback,
    QgsSettings,
    QgsTask,
)
from qgis.PyQt.QtCore import QCoreApplication, QElapsedTimer, QThread, QTimer, QUrl
from qgis.PyQt.QtNetwork import QNetworkProxy

from ocm_plugin.ocm import errors
from ocm_plugin.ocm.feedback import Progress
from ocm_plugin.ocm.http import retrying
from ocm_plugin.ocm.http.client import Client
from ocm_plugin.ocm.records.decoding import decode_json, poi_list
from ocm_plugin.qgis_support.feedback import QgisFeedback
from ocm_plugin.qgis_support.transport import QgisAdapter, _take_out, qgis_session
from tests.ocm_server import OcmServer, faults
from tests.ocm_server.synthetic import make_pois
from tests.support.client_faults import FAILURES, MAX_BYTES, Failure, name_of

PARAMS = {"compact": "true", "verbose": "false", "sortby": "id_asc", "maxresults": "50"}
CANARY = "c0ffee00-1234-4321-abcd-0123456789ab"


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


def test_a_good_answer(server, anywhere):
    client = client_of(server)
    feedback = QgisFeedback(QgsFeedback())
    body = anywhere(lambda: client.poi(PARAMS, feedback))
    assert len(json.loads(body)) == 50
    assert (client.requests, client.bytes) == (1, len(body))
    (request,) = server.requests
    assert request.headers["x-api-key"] == CANARY
    assert "gzip" in request.headers["accept-encoding"]
    assert "QGIS" in request.headers["user-agent"]
    assert request.bytes_sent < len(body) / 2
    assert CANARY not in request.raw_query


def test_the_time_limits_of_qgis_run_everywhere(server, anywhere, qtlog):
    """A plain Python thread had no timers: QGIS' limit never began, and Qt warned at each request."""
    anywhere(lambda: client_of(server).poi(PARAMS, QgisFeedback(QgsFeedback())))
    assert not [record.message for record in qtlog.records if "startTimer" in record.message]


def test_odd_characters_arrive_unharmed(server):
    odd = "a+b?c\\`{|}~[]^@%20&=#ü"
    client_of(server).poi({**PARAMS, "locationtitle": odd}, QgisFeedback(QgsFeedback()))
    assert server.requests[-1].query["locationtitle"] == odd


def test_identical_requests_reach_the_server_each_time(server):
    client = client_of(server)
    for _ in range(2):
        client.poi(PARAMS, QgisFeedback(QgsFeedback()))
    assert len(server.requests) == 2


# What is so with Qt's network only
QT_FAILURES = [
    Failure(faults.status(429, retry_after=99), errors.RateLimited, 1, "Try again after"),
    Failure(faults.drip(compresses=True), errors.TimedOut, 3, "127.0.0.1"),
    Failure(faults.endless_headers(), errors.TimedOut, 3, "did not answer within 0.4 seconds"),
    Failure(
        faults.redirect("http://nowhere.invalid/v3/poi/"), errors.HostNotFound, 1, "no server called nowhere.invalid"
    ),
    # Qt asks again by itself when nothing comes back at all: that is one try, and there is no other.
    Failure(faults.reset(), errors.NoConnection, 4, "No connection to 127.0.0.1"),
]


@pytest.mark.parametrize("failure", [*FAILURES, *QT_FAILURES], ids=name_of)
def test_every_fault_has_its_error_and_sentence(server, anywhere, failure):
    server.faults.add(failure.fault, times=None)
    feedback = QgsFeedback()
    client = client_of(server, feedback, timeout_s=failure.timeout_s, max_bytes=MAX_BYTES)
    with pytest.raises(errors.OcmError) as raised:
        anywhere(lambda: poi_list(decode_json(client.poi(PARAMS, Unhurried(feedback)))))
    assert type(raised.value) is failure.error
    assert failure.words in raised.value.sentence
    assert len(server.requests) == failure.sent
    assert CANARY not in repr(raised.value) + raised.value.details


def test_no_key_and_an_error_s_headers_are_readable(server, anywhere):
    with pytest.raises(errors.KeyMissing, match=r"openchargemap\.org"):
        anywhere(lambda: client_of(server, key="").poi(PARAMS, QgisFeedback(QgsFeedback())))
    assert "x-api-key" not in server.requests[-1].headers


def test_nobody_listens_no_such_host_no_tls(server, anywhere):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        refused = f"http://127.0.0.1:{taken.getsockname()[1]}/v3/"
        for address, error in (
            (refused, errors.NoConnection),
            ("https://nowhere.invalid/v3/", errors.HostNotFound),
            (server.url.replace("http:", "https:"), errors.TlsFailure),
        ):
            with pytest.raises(error):
                anywhere(lambda address=address: client_of(address).poi(PARAMS, Unhurried(QgsFeedback())))


def test_redirects_are_the_client_s_business(server, anywhere):
    with OcmServer(make_pois(3), keys=(CANARY,)) as other:
        server.faults.add(faults.redirect(server.root + "v2/poi/?maxresults=3"))
        feedback = QgisFeedback(QgsFeedback())
        assert len(json.loads(anywhere(lambda: client_of(server).poi(PARAMS, feedback)))) == 3
        # Newer versions of QGIS follow by themselves first, without the key; what they get is not looked at.
        with_key = [request for request in server.requests if "x-api-key" in request.headers]
        assert [request.path for request in with_key] == ["/v3/poi/", "/v2/poi/"]
        assert len(server.requests) <= 3
        server.faults.add(faults.redirect(other.url + "poi/"))
        with pytest.raises(errors.RedirectRefused, match="not sent to another server"):
            anywhere(lambda: client_of(server).poi(PARAMS, feedback))
        assert {request.headers.get("x-api-key") for request in other.requests} == {None}


def test_a_redirect_to_itself_ends(server, anywhere):
    server.faults.add(faults.redirect(server.url + "poi/"), times=None)
    with pytest.raises(errors.RedirectRefused, match="again and again"):
        anywhere(lambda: client_of(server).poi({}, QgisFeedback(QgsFeedback())))


@pytest.mark.parametrize("way", [in_task, in_python_thread])
@pytest.mark.parametrize("fault", [faults.stall(), faults.stall(keep=0.5), faults.status(429, retry_after=3_000)])
def test_cancelling_does_not_wait_for_the_server(server, way, fault, monkeypatch):
    """Going on would take longer than a test may."""
    monkeypatch.setattr(retrying, "LONGEST_WAIT_S", 3_600)
    server.faults.add(fault, times=None)
    feedback = QgsFeedback()
    QTimer.singleShot(300, feedback.cancel)
    outcome = Outcome(lambda: client_of(server, feedback, timeout_s=600).poi(PARAMS, QgisFeedback(feedback)))
    way(outcome)
    assert isinstance(outcome.error, errors.Cancelled)
    assert len(server.requests) == 1


def test_in_the_main_thread_a_cancellation_is_seen_when_the_request_has_ended(server):
    """Nobody can press a button while the main thread waits; what another thread does must be safe at least."""
    server.faults.add(faults.stall(), times=None)
    feedback = QgsFeedback()
    threading.Timer(0.1, feedback.cancel).start()
    with pytest.raises(errors.Cancelled):
        client_of(server, feedback, timeout_s=0.5).poi(PARAMS, QgisFeedback(feedback))
    assert len(server.requests) == 1


@pytest.mark.parametrize("way", [in_task, in_python_thread])
def test_cancelling_at_any_moment_ends_the_request(server, way):
    """QGIS loses cancellations that come from another thread while a reply is being made or ended.

    A request whose cancellation is lost takes longer than a test may.
    """

    def ask(feedback: QgsFeedback) -> bytes:
        return client_of(server, feedback, timeout_s=600).poi({}, QgisFeedback(feedback))

    for n in range(60):
        # For ever: a request that was given up may reach the server late, and take the fault of the next one.
        server.faults.add(faults.stall(keep=n % 2 * 0.5), times=None)
        feedback = QgsFeedback()
        QTimer.singleShot(n // 6, feedback.cancel)
        outcome = Outcome(functools.partial(ask, feedback))
        way(outcome)
        assert isinstance(outcome.error, errors.Cancelled)
        server.faults.clear()


def test_cancelled_before_it_begins(server):
    feedback = QgsFeedback()
    feedback.cancel()
    session = qgis_session(feedback)
    with pytest.raises(errors.Cancelled):
        session.get(server.url + "poi/")
    assert not server.requests


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


def test_each_request_is_told_once_to_qgis_request_log(server):
    told = []

    def hear(parameters):
        told.append(parameters.request().url().path())

    manager = QgsNetworkAccessManager.instance()
    manager.requestAboutToBeCreated[QgsNetworkRequestParameters].connect(hear)
    client = client_of(server, QgsFeedback())
    for _ in range(3):
        in_task(Outcome(lambda: client.poi(PARAMS, QgisFeedback(QgsFeedback()))))
    QCoreApplication.processEvents()
    manager.requestAboutToBeCreated[QgsNetworkRequestParameters].disconnect(hear)
    assert told == ["/v3/poi/"] * 3


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


class RecordingProxy(http.server.BaseHTTPRequestHandler):
    """Answers whatever it is asked for with an empty list, and remembers what that was."""

    def do_GET(self):
        self.server.seen.append((self.path, self.headers.get("X-API-Key")))
        body = gzip.compress(b"[]")
        self.send_response(200)
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args):
        pass


@pytest.fixture
def proxy_in_qgis_options():
    proxy = http.server.ThreadingHTTPServer(("127.0.0.1", 0), RecordingProxy)
    proxy.seen = []
    threading.Thread(target=proxy.serve_forever, daemon=True).start()
    settings = QgsSettings()
    options = {
        "proxy/proxyEnabled": True,
        "proxy/proxyType": "HttpProxy",
        "proxy/proxyHost": "127.0.0.1",
        "proxy/proxyPort": str(proxy.server_address[1]),
    }
    for name, value in options.items():
        settings.setValue(name, value)
    manager = QgsNetworkAccessManager.instance()
    manager.setupDefaultProxyAndCache()
    yield proxy
    for name in options:
        settings.remove(name)
    manager.setupDefaultProxyAndCache()
    manager.setFallbackProxyAndExcludes(QNetworkProxy(QNetworkProxy.ProxyType.NoProxy), [], [])
    proxy.shutdown()
    proxy.server_close()


def in_new_qt_thread(outcome):
    """As a task does, but in a thread that has not read QGIS' options before they were changed."""

    class Thread(QThread):
        def run(self):
            outcome.run()

    thread = Thread()
    thread.start()
    run_events_until(thread.isFinished)


@pytest.mark.parametrize("way", [in_main_thread, in_new_qt_thread, in_python_thread])
def test_the_proxy_of_qgis_options_is_used(proxy_in_qgis_options, way):
    client = client_of("http://mirror.example/v3/")
    outcome = Outcome(lambda: client.poi({}, QgisFeedback(QgsFeedback())))
    way(outcome)
    assert outcome.result() == b"[]"
    ((path, key),) = proxy_in_qgis_options.seen
    assert path.startswith("http://mirror.example/v3/poi/?client=")
    assert key == CANARY


def test_the_key_is_in_no_log(server, caplog):
    caplog.set_level(logging.DEBUG)
    logged = []
    log = QgsApplication.messageLog()

    def listen(*message):
        logged.append(repr(message))

    log.messageReceived.connect(listen)
    for fault in (None, faults.invalid_key(), faults.status(500), faults.stall()):
        if fault:
            server.faults.add(fault)
        outcome = Outcome(lambda: client_of(server, timeout_s=0.4).poi(PARAMS, Unhurried(QgsFeedback())))
        in_task(outcome)
    log.logMessage("listening", "Open Charge Map")
    QCoreApplication.processEvents()
    log.messageReceived.disconnect(listen)
    assert "listening" in "".join(logged)
    assert CANARY not in "".join(logged) + caplog.text


def test_only_get_is_spoken():
    with pytest.raises(requests.exceptions.InvalidSchema):
        qgis_session().post("http://mirror.example/")


def test_a_timeout_pair_is_taken_for_its_second_part(server):
    server.faults.add(faults.stall())
    session = requests.Session()
    session.mount("http://", QgisAdapter())
    with pytest.raises(requests.Timeout):
        session.get(server.url, timeout=(9, 0.3))
    session.close()


def test_progress_reaches_the_feedback_of_an_algorithm():
    class Told(QgsProcessingFeedback):
        def __init__(self):
            super().__init__(False)
            self.texts = []

        def setProgressText(self, text):
            self.texts.append(text)

    told, seen = Told(), []
    feedback = QgisFeedback(told, seen.append)
    for progress in (Progress("Waiting."), Progress("Waiting.", 5, fraction=0.5), Progress("Done.", fraction=1.0)):
        feedback.report(progress)
    assert told.texts == ["Waiting.", "Done."]
    assert told.progress() == 100
    assert [progress.stations for progress in seen] == [0, 5, 0]
    assert not feedback.is_cancelled()
    told.cancel()
    assert feedback.is_cancelled()


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

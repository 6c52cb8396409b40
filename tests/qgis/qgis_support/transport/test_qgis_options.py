"""What QGIS' options, logs and list of requests have to do with requests: its proxy is used, and no key is told."""

from __future__ import annotations

import gzip
import http.server
import logging
import threading

import pytest
from qgis.core import QgsApplication, QgsFeedback, QgsNetworkAccessManager, QgsNetworkRequestParameters, QgsSettings
from qgis.PyQt.QtCore import QCoreApplication, QThread
from qgis.PyQt.QtNetwork import QNetworkProxy

from ocm_plugin.qgis_support.feedback import QgisFeedback
from tests.ocm_server import faults
from tests.support.client_faults import CANARY, PARAMS

from .conftest import Outcome, Unhurried, client_of, in_main_thread, in_python_thread, in_task, run_events_until


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

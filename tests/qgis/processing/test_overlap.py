"""Algorithms in the main thread, as scripts run them: the next page comes while the last one is decoded."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from qgis.core import QgsApplication, QgsProcessingException

from ocm_plugin.ocm.http.client import Client
from tests.support.algorithm_runs import EVERYWHERE, run


@pytest.fixture
def threads(monkeypatch):
    """The names of the threads that ask for pages."""
    names: list[str] = []
    ask = Client.poi

    def noted(client, *arguments):
        names.append(threading.current_thread().name)
        return ask(client, *arguments)

    monkeypatch.setattr(Client, "poi", noted)
    return names


def test_without_a_window_pages_are_asked_for_by_another_thread(server, threads):
    """A run took up to twice as long as the bare download, as it waited for each page with nothing to do."""
    results, _ = run("stationsinextent", EXTENT=EVERYWHERE)
    assert results["COMPLETE"] is True
    assert threads and all(name.startswith("openchargemap") for name in threads)


def test_in_the_window_they_are_asked_for_where_qgis_can_answer(server, threads, monkeypatch):
    """A window must not be shown in the middle of a run that holds the main thread."""
    monkeypatch.setattr(QgsApplication, "platform", lambda: "desktop")
    run("stationsinextent", EXTENT=EVERYWHERE)
    assert set(threads) == {"MainThread"}


class Asking(BaseHTTPRequestHandler):
    """Asks for a password, as a proxy may."""

    def do_GET(self) -> None:
        self.send_response(401)
        self.send_header("WWW-Authenticate", 'Basic realm="station"')
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_arguments: object) -> None:
        """Nothing."""


@pytest.mark.timeout(60)
def test_a_question_of_the_network_does_not_stop_the_run_for_ever(provider, monkeypatch, tmp_path):
    """The thread of the request waits until the main thread has answered, which waits for that thread."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Asking)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("OCM_API_URL", f"http://127.0.0.1:{server.server_port}/v3")
    monkeypatch.setenv("OCM_API_KEY", "a-key")
    monkeypatch.setattr("ocm_plugin.qgis_support.sources.profile_folder", lambda: tmp_path / "profile")
    try:
        with pytest.raises(QgsProcessingException, match=r"\."):
            run("stationsinextent", EXTENT=EVERYWHERE)
    finally:
        server.shutdown()
        server.server_close()

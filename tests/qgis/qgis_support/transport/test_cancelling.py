"""A request over QGIS' network is cancelled: at once, at any moment, from any thread."""

from __future__ import annotations

import functools
import threading

import pytest
from qgis.core import QgsFeedback
from qgis.PyQt.QtCore import QTimer

from ocm_plugin.ocm import errors
from ocm_plugin.ocm.http import retrying
from ocm_plugin.qgis_support.feedback import QgisFeedback
from ocm_plugin.qgis_support.transport import qgis_session
from tests.ocm_server import faults
from tests.support.client_faults import PARAMS

from .conftest import Outcome, client_of, in_python_thread, in_task


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

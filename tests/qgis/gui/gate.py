"""Where an answer of the server waits while a test looks at what has come."""

from __future__ import annotations

from threading import Event

from tests.ocm_server import faults


class Gate:
    """Where an answer of the server waits until it is let through."""

    def __init__(self, server, after: int) -> None:
        self.opened = Event()
        server.faults.add(faults.Fault("held up", change_body=self._pass), after=after, times=1, action="poi")

    def _pass(self, body: bytes) -> bytes:
        assert self.opened.wait(120)
        return body

"""How the client must meet the faults of a server, whichever network it uses: its error, its tries, its words."""

from __future__ import annotations

import time
from types import ModuleType
from typing import NamedTuple

import pytest

from ocm_plugin.ocm import errors
from ocm_plugin.ocm.http import request
from tests.ocm_server import OcmServer, faults
from tests.ocm_server.faults import Fault

PARAMS = {"compact": "true", "verbose": "false", "sortby": "id_asc", "maxresults": "50"}
"""Of a request that the server answers."""
CANARY = "c0ffee00-1234-4321-abcd-0123456789ab"
"""A key; it must be found nowhere else."""
TIMEOUT_S = 0.4
"""Of clients of servers that are too slow: what their sentences name."""
PATIENT_S = 30.0
"""Of clients of servers that answer at once: a busy machine is no fault of theirs."""
MAX_BYTES = 1_000_000


class Failure(NamedTuple):
    """A fault, and what comes of it."""

    fault: Fault
    error: type[errors.OcmError]
    sent: int
    """Requests that the server sees."""
    words: str
    """Part of the sentence for the user."""
    goes_on: bool = False
    """Whether the server is never silent, so that only the limit of the whole answer ends it."""

    @property
    def timeout_s(self) -> float:
        """How long the client waits."""
        return TIMEOUT_S if self.error is errors.TimedOut and not self.goes_on else PATIENT_S

    def set_clock(self, monkeypatch: pytest.MonkeyPatch, *adapters: ModuleType) -> None:
        """Let the client, and adapters that limit answers, read a clock of the test's own: this machine may be busy.

        It stands still, or lets some bytes of an answer that goes on arrive until the limit of the whole one is over.
        """
        clock = _Clock(PATIENT_S / 2 if self.goes_on else 0.0)
        for module in (request, *adapters):
            monkeypatch.setattr(module, "time", clock)

    def check_sent(self, server: OcmServer) -> None:
        """Assert that the server sees as many requests as it should.

        It may see them later than the client, which has given up waiting: each is taken before the next test begins.
        """
        limit = time.monotonic() + 60
        while len(server.requests) < self.sent and time.monotonic() < limit:
            time.sleep(0.001)
        assert len(server.requests) == self.sent


class _Clock:
    """Moves on whenever somebody looks at it, and only then."""

    def __init__(self, step_s: float) -> None:
        self._step_s = step_s
        self._now = 0.0

    def monotonic(self) -> float:
        self._now += self._step_s
        return self._now


def name_of(failure: Failure) -> str:
    """What a test with this failure is called."""
    return failure.fault.name


FAILURES = [
    Failure(faults.invalid_key(), errors.KeyRejected, 1, "(“Invalid API key.”)"),
    Failure(faults.status(401, "who?"), errors.KeyRejected, 1, "(“who?”)"),
    Failure(faults.banned(), errors.KeyRejected, 1, "has blocked this key or computer (“Blocked for API abuse."),
    Failure(
        faults.status(400, '{"status":"error","description":"no version"}'), errors.RequestRefused, 1, "“no version”"
    ),
    Failure(faults.status(404), errors.RequestRefused, 1, "does not know this address"),
    Failure(faults.status(204), errors.RequestRefused, 1, "status 204"),
    Failure(faults.status(429, retry_after=2), errors.RateLimited, 3, "asks for a pause"),
    Failure(faults.status(503, retry_after=2), errors.RateLimited, 3, "asks for a pause"),
    Failure(faults.status(500, "oh"), errors.ServerFailed, 3, "failed (status 500: “oh”)"),
    Failure(faults.upstream_unavailable(), errors.ServerFailed, 3, "“Upstream API unavailable”)"),
    Failure(faults.html(521), errors.ServerFailed, 3, "“Just a moment...”)"),
    Failure(faults.empty_body(), errors.EmptyAnswer, 3, "not that there are no stations"),
    Failure(faults.html(), errors.NotUnderstood, 1, "web page"),
    Failure(faults.invalid_utf8(), errors.NotUnderstood, 1, "did not answer with Open Charge Map data"),
    Failure(faults.wrong_shape(), errors.UnexpectedAnswer, 1, ""),
    Failure(faults.truncated(), errors.TruncatedAnswer, 3, "was cut off"),
    Failure(faults.truncated(closing=False), errors.TruncatedAnswer, 3, "was cut off"),
    Failure(faults.short_length(), errors.TruncatedAnswer, 3, "was cut off"),
    Failure(faults.stall(), errors.TimedOut, 3, "did not answer within 0.4 seconds"),
    Failure(faults.stall(keep=0.5), errors.TimedOut, 3, "did not answer within 0.4 seconds"),
    Failure(faults.drip(), errors.TimedOut, 3, "was not complete after 60 seconds", goes_on=True),
    Failure(faults.oversized(3_000_000), errors.AnswerTooLarge, 1, "more than 1 MB"),
    Failure(faults.redirect("ftp://127.0.0.1/"), errors.RedirectRefused, 1, "not safe to follow"),
    Failure(faults.redirect("/v3/poi/", 307), errors.RedirectRefused, 6, "again and again"),
]
"""Those that are the same with every network."""

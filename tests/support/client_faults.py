"""How the client must meet the faults of a server, whichever network it uses: its error, its tries, its words."""

from __future__ import annotations

from typing import NamedTuple

from ocm_plugin.ocm import errors
from tests.ocm_server import faults
from tests.ocm_server.faults import Fault

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

    @property
    def timeout_s(self) -> float:
        """How long the client waits."""
        return TIMEOUT_S if self.error is errors.TimedOut else PATIENT_S


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
    Failure(faults.status(500, "oh"), errors.ServerFailed, 3, "failed (status 500) (“oh”)"),
    Failure(faults.upstream_unavailable(), errors.ServerFailed, 3, "(“Upstream API unavailable”)"),
    Failure(faults.html(521), errors.ServerFailed, 3, "(“Just a moment...”)"),
    Failure(faults.empty_body(), errors.EmptyAnswer, 3, "not that there are no stations"),
    Failure(faults.html(), errors.NotUnderstood, 1, "web page"),
    Failure(faults.invalid_utf8(), errors.NotUnderstood, 1, "did not answer with Open Charge Map data"),
    Failure(faults.wrong_shape(), errors.UnexpectedAnswer, 1, ""),
    Failure(faults.truncated(), errors.TruncatedAnswer, 3, "was cut off"),
    Failure(faults.truncated(closing=False), errors.TruncatedAnswer, 3, "was cut off"),
    Failure(faults.short_length(), errors.TruncatedAnswer, 3, "was cut off"),
    Failure(faults.stall(), errors.TimedOut, 3, "did not answer within 0.4 seconds"),
    Failure(faults.stall(keep=0.5), errors.TimedOut, 3, "did not answer within 0.4 seconds"),
    Failure(faults.drip(), errors.TimedOut, 3, "was not complete after 0.8 seconds"),
    Failure(faults.oversized(3_000_000), errors.AnswerTooLarge, 1, "more than 1 MB"),
    Failure(faults.redirect("ftp://127.0.0.1/"), errors.RedirectRefused, 1, "not safe to follow"),
    Failure(faults.redirect("/v3/poi/", 307), errors.RedirectRefused, 6, "again and again"),
]
"""Those that are the same with every network."""

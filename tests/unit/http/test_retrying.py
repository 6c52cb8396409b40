"""When a failed request is tried again, in invented time."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from ocm_plugin.ocm.errors import Cancelled, KeyRejected, NoConnection, RateLimited, ServerFailed, TimedOut
from ocm_plugin.ocm.feedback import Feedback
from ocm_plugin.ocm.http import retrying
from ocm_plugin.ocm.http.limits import TIMEOUT_S
from ocm_plugin.ocm.http.retrying import TRIES, retry_after_seconds, when_to_try_again, with_retries

NOW = datetime(2026, 5, 1, 12, 0, tzinfo=timezone.utc)


class InventedTime(Feedback):
    """Waits without waiting, and remembers what was said. Cancelled at the given second."""

    def __init__(self, cancelled_after: float = float("inf")) -> None:
        self.waited = 0.0
        self.said: list[str] = []
        self._end = cancelled_after

    def is_cancelled(self):
        return self.waited >= self._end

    def report(self, progress):
        self.said.append(progress.phase)

    def wait(self, seconds):
        self.check()
        self.waited += seconds
        self.check()


class Attempts:
    """Fails with each of the errors in turn, then succeeds."""

    def __init__(self, *errors):
        self.errors = list(errors)
        self.made = 0

    def __call__(self):
        self.made += 1
        if self.errors:
            raise self.errors.pop(0)
        return "answer"


def test_a_good_answer_is_asked_for_once():
    attempts, time = Attempts(), InventedTime()
    assert with_retries(attempts, time) == "answer"
    assert (attempts.made, time.waited) == (1, 0)


def test_waits_grow_and_vary():
    waits = []
    for _ in range(60):
        attempts, time = Attempts(ServerFailed("a"), NoConnection("b")), InventedTime()
        assert with_retries(attempts, time) == "answer"
        assert attempts.made == 3
        waits.append(time.waited)
    assert 2.25 <= min(waits) < max(waits) <= 3.75
    assert max(waits) - min(waits) > 0.3


def test_at_most_three_tries_and_the_last_error_is_told():
    attempts = Attempts(*(ServerFailed(str(n)) for n in range(9)))
    with pytest.raises(ServerFailed, match="2"):
        with_retries(attempts, InventedTime())
    assert attempts.made == TRIES == 3


def test_what_will_not_change_is_not_repeated():
    attempts = Attempts(KeyRejected("no"))
    with pytest.raises(KeyRejected):
        with_retries(attempts, InventedTime())
    assert attempts.made == 1


def test_retry_after_is_obeyed_and_counted_down():
    attempts, time = Attempts(RateLimited("busy", retry_after=5)), InventedTime()
    assert with_retries(attempts, time) == "answer"
    assert time.waited == 5
    assert time.said == [f"Server error. Retrying (2 of 3) in {seconds} s." for seconds in (5, 4, 3, 2, 1)]


def test_retry_after_nought_does_not_hammer():
    attempts, time = Attempts(RateLimited("busy", retry_after=0)), InventedTime()
    assert with_retries(attempts, time) == "answer"
    assert time.waited >= 0.75


@pytest.mark.parametrize(("asked", "made"), [(60, 2), (60.5, 1), (1e9, 1)])
def test_too_long_a_pause_ends_the_request_at_once(asked, made):
    attempts, time = Attempts(RateLimited("busy", retry_after=asked)), InventedTime()
    if made == 1:
        with pytest.raises(RateLimited):
            with_retries(attempts, time)
        assert time.waited == 0
    else:
        assert with_retries(attempts, time) == "answer"
    assert attempts.made == made


def test_cancelling_ends_the_wait():
    attempts, time = Attempts(RateLimited("busy", retry_after=40)), InventedTime(cancelled_after=3)
    with pytest.raises(Cancelled):
        with_retries(attempts, time)
    assert (attempts.made, time.waited) == (1, 3)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (None, None),
        ("", None),
        ("7", 7),
        (" 120 ", 120),
        ("Fri, 01 May 2026 12:00:30 GMT", 30),
        ("Fri, 01 May 2026 12:00:30 -0000", 30),
        ("Fri, 01 May 2026 11:00:00 GMT", 0),
        ("-5", None),
        ("soon", None),
        ("1.5", None),
    ],
)
def test_retry_after_headers(header, seconds):
    assert retry_after_seconds(header, NOW) == seconds


def test_when_to_try_again():
    here = (NOW + timedelta(minutes=10)).astimezone()
    assert when_to_try_again(600, NOW) == f"Try again after {here:%H:%M}."
    later = (NOW + timedelta(days=3)).astimezone()
    assert when_to_try_again(3 * 86400, NOW) == f"Try again after {later:%Y-%m-%d %H:%M}."
    assert when_to_try_again(1e15, NOW) == "Try again much later."


def test_a_silent_server_is_told_within_ninety_seconds_with_defaults(monkeypatch):
    """The lists and then the stations are waited for: 366 seconds passed before anything was said."""
    now = [0.0]
    monkeypatch.setattr(retrying.time, "monotonic", lambda: now[0])

    def silent() -> bytes:
        now[0] += TIMEOUT_S
        raise TimedOut("silent")

    for _ in ("lists", "stations"):
        with pytest.raises(TimedOut):
            retrying.with_retries(silent, Feedback())
    assert now[0] <= 90

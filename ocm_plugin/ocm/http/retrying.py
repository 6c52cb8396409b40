"""When a failed request is tried again: a few times, politely, and never after a cancellation."""

from __future__ import annotations

import math
import secrets
import time
from datetime import datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from typing import Callable, TypeVar

from ..errors import RateLimited, RequestError
from ..feedback import Feedback, Progress
from ..translation import language, tr

TRIES = 3
"""Attempts for one request, the first included."""
FIRST_WAIT_S = 1.0
"""Seconds before the second attempt; doubled for each further one."""
LONGEST_WAIT_S = 60.0
"""A server that asks for more patience (seconds) is not waited for: the message says when to try again."""
PATIENCE_S = 30.0
"""A request that has failed for so long (seconds) is not tried again: a silent server would be waited for in vain."""
FOREVER_S = 1e12
"""Larger numbers of a `Retry-After` count as this one; "much later" says it."""

Answer = TypeVar("Answer")


def with_retries(
    attempt: Callable[[], Answer], feedback: Feedback, progress: Callable[[str], Progress] = Progress
) -> Answer:
    """The answer of the first attempt that succeeds, at most TRIES of them.

    Only errors marked `repeatable` are tried again. The waits grow exponentially with jitter, obey the server's
    `Retry-After`, are counted down through the feedback (`progress` makes its snapshot of a sentence), and end within
    0.1 s of a cancellation. Raises the error of the last attempt, or Cancelled.
    """
    tried = 0
    begun = time.monotonic()
    while True:
        feedback.check()
        tried += 1
        try:
            return attempt()
        except RequestError as error:
            if not error.repeatable or tried == TRIES or time.monotonic() - begun >= PATIENCE_S:
                raise
            seconds = _wait_after(error, tried)
            if seconds > LONGEST_WAIT_S:
                raise
        _count_down(seconds, tried + 1, feedback, progress)


def _wait_after(error: RequestError, tried: int) -> float:
    """Seconds to wait after the given number of failed attempts."""
    own = FIRST_WAIT_S * 2.0 ** (tried - 1) * (0.75 + secrets.randbelow(501) / 1000)
    asked = error.retry_after if isinstance(error, RateLimited) else None
    return own if asked is None else max(asked, own)


def _count_down(seconds: float, next_try: int, feedback: Feedback, progress: Callable[[str], Progress]) -> None:
    left = seconds
    while left > 0:
        phase = tr(
            "Server error. Retrying ({attempt} of {all}) in {seconds} s.",
            attempt=next_try,
            all=TRIES,
            seconds=math.ceil(left),
        )
        feedback.report(progress(phase))
        step = min(left, 1.0)
        feedback.wait(step)
        left -= step


def retry_after_seconds(header: str | None, now: datetime) -> float | None:
    """Seconds that a `Retry-After` header asks for, as seconds or as date (RFC 9110, 10.2.3); None if it does not."""
    if header is None:
        return None
    text = header.strip()
    if text.isascii() and text.isdigit():
        return min(float(text[:20]), FOREVER_S)
    try:
        moment = parsedate_to_datetime(text)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=timezone.utc)
        return max(0.0, (moment - now).total_seconds())
    except (TypeError, ValueError, OverflowError):  # TypeError: Python 3.9 on what is no date; or beyond the calendar
        return None


def when_to_try_again(seconds: float, now: datetime) -> str:
    """A sentence with the moment so many seconds from now, in local time, and its day: "Try again after 14:35." """
    here = now.astimezone()
    try:
        moment = (now + timedelta(seconds=seconds)).astimezone()
    except OverflowError:
        return tr("Try again much later.")
    is_today = moment.date() == here.date()
    return tr("Try again after {time}.", time=f"{moment:%H:%M}" if is_today else language().time(moment))

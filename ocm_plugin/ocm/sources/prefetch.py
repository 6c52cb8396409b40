"""One request at a time, in a thread of its own, so that the wait can be shown and cancelled at once.

The next request may begin while the last answer is worked on.
"""

from __future__ import annotations

import queue
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, TimeoutError, wait
from types import TracebackType

from ..feedback import POLL_SECONDS, Feedback, Progress
from ..http.client import Client
from ..translation import tr
from .parameters import ApiQuery

HEAD_START_S = 0.005
"""What a request gets to leave. Without it, Python's lock would hold it back until the last answer is decoded."""


TOLD_AFTER_S = 3
"""Shorter waits are not worth a word."""


class Fetcher:
    """Gets answers for one run. A context: leaving it abandons what is still under way."""

    def __init__(self, client: Client, feedback: Feedback, own_thread: bool, ahead: bool = False) -> None:
        """`own_thread`: whether requests are sent from a thread of our own; else from the one that wants the answer.

        `ahead`: whether `begin` really begins, for which it takes a thread of our own.
        """
        self._client = client
        self._feedback = feedback
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="openchargemap") if own_thread else None
        self._is_ahead = ahead and own_thread
        self._relay = _Relay(feedback)
        self._begun: Future[bytes] | None = None

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._relay.abandoned = True
        if self._executor is not None:
            # Not waited for: a request that stalls would keep the user waiting, and the relay ends all others.
            self._executor.shutdown(wait=False, cancel_futures=True)

    def begin(self, query: ApiQuery) -> None:
        """Start fetching the answer that `get` will be asked for next."""
        if self._is_ahead and self._executor is not None:
            self._begun = self._executor.submit(self._client.poi, query.to_params(), self._relay)
            wait([self._begun], HEAD_START_S)

    def get(self, query: ApiQuery) -> bytes:
        """The body of the answer. Raises RequestError and Cancelled."""
        begun, self._begun = self._begun, None
        if begun is not None:
            return self._awaited(begun)
        return self._fetched(lambda feedback: self._client.poi(query.to_params(), feedback))

    def reference_data(self) -> bytes:
        """The body of the look-up lists. Raises RequestError and Cancelled."""
        return self._fetched(self._client.reference_data)

    def _fetched(self, fetch: Callable[[Feedback], bytes]) -> bytes:
        if self._executor is None:
            return fetch(self._feedback)
        return self._awaited(self._executor.submit(fetch, self._relay))

    def _awaited(self, begun: Future[bytes]) -> bytes:
        """The answer of a request that is under way; meanwhile reports how long the wait is."""
        silent_since = time.monotonic()
        told = TOLD_AFTER_S - 1
        while True:
            try:
                body = begun.result(POLL_SECONDS)
            except TimeoutError:
                if self._relay.pass_on():
                    silent_since, told = time.monotonic(), TOLD_AFTER_S - 1
                seconds = int(time.monotonic() - silent_since)
                if seconds > told:
                    told = seconds
                    self._tell_waiting(seconds)
                self._feedback.idle()
                self._feedback.check()
            else:
                self._relay.pass_on()
                return body

    def _tell_waiting(self, seconds: int) -> None:
        phase = tr("Waiting for the server, {seconds} s…", seconds=seconds)
        self._feedback.report(Progress(phase, requests=self._client.requests, bytes=self._client.bytes))


class _Relay(Feedback):
    """Carries a run's feedback into the fetching thread; what that reports is passed on in the thread of the run."""

    def __init__(self, feedback: Feedback) -> None:
        self._feedback = feedback
        self._reports: queue.SimpleQueue[Progress] = queue.SimpleQueue()
        self.abandoned = False

    def is_cancelled(self) -> bool:
        return self.abandoned or self._feedback.is_cancelled()

    def report(self, progress: Progress) -> None:
        self._reports.put(progress)

    def pass_on(self) -> bool:
        """Pass on to the run what has been reported; whether there was anything."""
        had_any = False
        while not self._reports.empty():
            self._feedback.report(self._reports.get())
            had_any = True
        return had_any

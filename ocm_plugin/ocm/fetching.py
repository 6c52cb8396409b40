"""One request at a time, the next one begun, in a thread, while the last answer is worked on."""

from __future__ import annotations

import queue
from concurrent.futures import Future, ThreadPoolExecutor, TimeoutError, wait
from types import TracebackType

from .client import Client
from .feedback import POLL_SECONDS, Feedback, Progress
from .parameters import ApiQuery

HEAD_START_S = 0.005
"""What a request gets to leave. Without it, Python's lock would hold it back until the last answer is decoded."""


class Fetcher:
    """Gets answers to queries for one run. A context: leaving it abandons what is still under way."""

    def __init__(self, client: Client, feedback: Feedback, ahead: bool) -> None:
        """`ahead`: whether `begin` really begins; else each answer is fetched when it is asked for."""
        self._client = client
        self._feedback = feedback
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="openchargemap") if ahead else None
        self._relay = _Relay(feedback)
        self._begun: Future[bytes] | None = None

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._relay.abandoned = True
        if self._executor is not None:
            # Not waited for: a request that stalls would keep the person waiting, and the relay ends all others.
            self._executor.shutdown(wait=False, cancel_futures=True)

    def begin(self, query: ApiQuery) -> None:
        """Start fetching the answer that `get` will be asked for next."""
        if self._executor is not None:
            self._begun = self._executor.submit(self._client.poi, query.to_params(), self._relay)
            wait([self._begun], HEAD_START_S)

    def get(self, query: ApiQuery) -> bytes:
        """The body of the answer. Raises RequestError and Cancelled."""
        begun, self._begun = self._begun, None
        if begun is None:
            return self._client.poi(query.to_params(), self._feedback)
        while True:
            try:
                body = begun.result(POLL_SECONDS)
            except TimeoutError:
                self._relay.pass_on()
                self._feedback.check()
            else:
                self._relay.pass_on()
                return body


class _Relay(Feedback):
    """Carries a run's feedback into the fetching thread; what that reports is told in the thread of the run."""

    def __init__(self, feedback: Feedback) -> None:
        self._feedback = feedback
        self._reports: queue.SimpleQueue[Progress] = queue.SimpleQueue()
        self.abandoned = False

    def is_cancelled(self) -> bool:
        return self.abandoned or self._feedback.is_cancelled()

    def report(self, progress: Progress) -> None:
        self._reports.put(progress)

    def pass_on(self) -> None:
        while not self._reports.empty():
            self._feedback.report(self._reports.get())

"""Feedbacks that cancel a run, or remember what it reports."""

from __future__ import annotations

from ocm_plugin.ocm.feedback import Feedback, Progress


class CancelledAfter(Feedback):
    """Cancelled once it has been asked so many times."""

    def __init__(self, checks: int) -> None:
        self.checks = checks

    def is_cancelled(self) -> bool:
        self.checks -= 1
        return self.checks < 0


class Recorder(Feedback):
    """Remembers what is reported, and cancels after so many looks."""

    def __init__(self, cancel_after: int | None = None) -> None:
        self.phases: list[str] = []
        self.looks = 0
        self._cancel_after = cancel_after

    def is_cancelled(self) -> bool:
        self.looks += 1
        return self._cancel_after is not None and self.looks > self._cancel_after

    def report(self, progress: Progress) -> None:
        if progress.phase not in self.phases:
            self.phases.append(progress.phase)

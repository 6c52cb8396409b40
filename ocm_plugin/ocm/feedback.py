"""How a run reports its progress and is cancelled; QGIS' own feedback is adapted to this in `qgis_support`."""

from __future__ import annotations

import threading
import time
from typing import NamedTuple

from .errors import Cancelled

POLL_SECONDS = 0.1
"""Waits look for a cancellation this often."""


class Progress(NamedTuple):
    """A snapshot of a run."""

    phase: str
    """What is being done, as a short sentence for the user."""
    stations: int = 0
    """Stations received so far."""
    requests: int = 0
    bytes: int = 0
    fraction: float | None = None
    """0 to 1; None when the end is not known."""
    expected: int | None = None
    """Stations that may be received in all, judged by those that have been; None when that cannot be judged."""


class Feedback:
    """Never cancelled, reports to nobody. Subclasses override `is_cancelled` and `report`."""

    def is_cancelled(self) -> bool:
        """Whether the user wants the run to end. Called often, from any thread."""
        return False

    def report(self, progress: Progress) -> None:
        """Show the user how far the run is. Called from the thread that runs the search."""

    def expect(self, arrived: int, expected: int) -> None:
        """Hear, once in a run, how many stations may come in all, judged by those that have arrived.

        Returns when the run may go on. Called from the thread that runs the search. Raises Cancelled.
        """

    def check(self) -> None:
        """Raise Cancelled when the user has cancelled."""
        if self.is_cancelled():
            raise Cancelled()

    def idle(self) -> None:
        """Let others go on while the run waits. Called now and then, from the thread that runs the search."""

    def wait(self, seconds: float) -> None:
        """Let time pass, ending with Cancelled within POLL_SECONDS of a cancellation."""
        pause = threading.Event()
        end = time.monotonic() + seconds
        self.check()
        while (left := end - time.monotonic()) > 0:
            pause.wait(min(left, POLL_SECONDS))
            self.check()

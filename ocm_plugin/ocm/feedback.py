"""How a run tells how far it is and is told to end; QGIS' own feedback is adapted to this in `qgis_support`."""

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
    """What is being done, as a short sentence for the person."""
    stations: int = 0
    """Stations received so far."""
    requests: int = 0
    bytes: int = 0
    fraction: float | None = None
    """0 to 1; None when the end is not known."""


class Feedback:
    """Never cancelled, tells nobody. Subclasses override `is_cancelled` and `report`."""

    def is_cancelled(self) -> bool:
        """Whether the person wants the run to end. Called often, from any thread."""
        return False

    def report(self, progress: Progress) -> None:
        """Tell the person how far the run is. Called from the thread that runs the search."""

    def check(self) -> None:
        """Raise Cancelled when the person has cancelled."""
        if self.is_cancelled():
            raise Cancelled()

    def wait(self, seconds: float) -> None:
        """Let time pass, ending with Cancelled within POLL_SECONDS of a cancellation."""
        pause = threading.Event()
        end = time.monotonic() + seconds
        self.check()
        while (left := end - time.monotonic()) > 0:
            pause.wait(min(left, POLL_SECONDS))
            self.check()

"""What a result is worth: complete, capped or stopped, out of how many, when and from where.

Every result carries one Statement: in the message, the layer's metadata and history, the Processing log, every share.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from .station import SetAside

COMPLETE = "complete"
CAPPED = "capped"
STOPPED = "stopped"
OUTCOMES = (COMPLETE, CAPPED, STOPPED)


@dataclass(frozen=True)
class ResumePoint:
    """Where a stopped search goes on: in the n-th selection of its plan, after this station id."""

    selection: int
    after_id: int


@dataclass(frozen=True)
class Statement:
    """The provenance of one result. Counts are of stations; `bytes` as decoded from the wire."""

    outcome: str
    source: str
    """Where from, in words: "Open Charge Map (https://api.openchargemap.io/v3/)", "Demo data (invented)"."""
    is_invented: bool
    started: datetime
    finished: datetime
    received: int
    """Different stations that arrived, before area and filters were judged here."""
    matched: int
    """Stations that surely match."""
    cannot_tell: int
    """Stations of which the data do not tell whether they match."""
    dropped: int
    """Stations that arrived, but surely do not match."""
    kept_cannot_tell: bool
    """Whether those that cannot be told are in the result."""
    requests: int
    bytes: int
    set_aside: tuple[SetAside, ...] = ()
    cap: int | None = None
    """The person's own maximum, when `outcome` is capped."""
    reason: str = ""
    """Why it stopped, or what could not be had: one sentence for the person."""
    resume: ResumePoint | None = None
    """Set when a stopped search can be continued."""
    reference_date: datetime | None = None
    """Date of the reference data used for titles; None for the built-in table."""

    @property
    def loaded(self) -> int:
        """Stations in the result."""
        return self.matched + (self.cannot_tell if self.kept_cannot_tell else 0)

    @property
    def is_complete(self) -> bool:
        """Whether the result holds every station that the source holds for the search."""
        return self.outcome == COMPLETE

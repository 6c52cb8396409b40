"""What one request may take. A module of its own, so that settings can be read without loading `requests`."""

from __future__ import annotations

from typing import NamedTuple

TIMEOUT_S = 40.0
PAGE_SIZE = 1_000
"""Stations per request; the public server has answered `[]` to larger pages."""
MAX_BYTES = 64_000_000
"""Of one answer: 1,000 stations with all comments take less than a tenth of it, and the program some times as much."""
WHOLE_ANSWER_FACTOR = 2
"""So many times the time limit may pass until an answer is whole: a server that sends a byte now and then is never
silent, and would be waited for for ever."""


class Limits(NamedTuple):
    """The bounds of one request."""

    timeout_s: float = TIMEOUT_S
    """Seconds without a byte from the server, after which it counts as silent."""
    max_bytes: int = MAX_BYTES
    """Bytes of the body, decompressed."""

    @property
    def whole_answer_s(self) -> float:
        """Seconds until the last byte of an answer."""
        return WHOLE_ANSWER_FACTOR * self.timeout_s

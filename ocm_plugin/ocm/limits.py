"""What one request may take. A module of its own, so that settings can be read without loading `requests`."""

from __future__ import annotations

from typing import NamedTuple

TIMEOUT_S = 40.0
PAGE_SIZE = 1_000
"""Stations per request; the public server has answered `[]` to larger pages."""
MAX_BYTES = 256 * 1024 * 1024


class Limits(NamedTuple):
    """The bounds of one request."""

    timeout_s: float = TIMEOUT_S
    """Seconds without a byte from the server, after which it counts as silent."""
    max_bytes: int = MAX_BYTES
    """Bytes of the body, decompressed."""

"""Answers that are too small to be believed: a server in trouble answers "no stations" rather than an error."""

from __future__ import annotations


def is_suspicious(held: int, arrived: int) -> bool:
    """Whether a result is too small to take the place of the stations held: none, or fewer than half of them."""
    return held > 0 and 2 * arrived < held

"""Work of the main thread is cut into steps by generators, so that a window can answer in between."""

from __future__ import annotations

from collections.abc import Iterator


def at_once(steps: Iterator[None]) -> None:
    """Go through all steps without a pause, where there is no window."""
    for _ in steps:
        pass

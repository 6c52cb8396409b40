"""Work of the main thread is cut into steps by generators, so that whoever has a window can do other things between."""

from __future__ import annotations

from collections.abc import Iterator


def at_once(steps: Iterator[None]) -> None:
    """Go through all steps without a pause, for whoever has no window to care for."""
    for _ in steps:
        pass

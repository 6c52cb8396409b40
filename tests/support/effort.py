"""How much random tests try: all of it in a full run (`tools/test --full`), a part of it at the desk."""

from __future__ import annotations

from hypothesis import settings

EFFORT = settings().max_examples / 100
"""1 in a full run; less in the profiles "desk" and "quick" (`tests/conftest.py`)."""


def tries(number: int, at_least: int = 5) -> int:
    """So many in a full run, and at the desk so many fewer as its profile says."""
    return max(min(at_least, number), round(number * EFFORT))

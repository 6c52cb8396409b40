"""Many things, some at a time: so that threads, the window and a cancelling user get their turn in between."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

SLICE = 500
"""Stations or rows, where nothing else decides: Python's lock is free again after a few milliseconds. Their keys can
also stand in one statement: SQLite takes 999 values."""

Item = TypeVar("Item")


def slices(items: Iterable[Item], size: int = SLICE) -> Iterator[list[Item]]:
    """All of them in their order, in lists of `size`; the last may be shorter, and none is empty."""
    rest = iter(items)
    while part := list(islice(rest, size)):
        yield part

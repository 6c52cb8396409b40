"""Tables of a million rows in memory, which never hold up the other threads of Python."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Generic, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")

_PARTS = 16
"""A million rows in so many parts: none takes more than 2 ms to grow."""


class Large(Generic[Key, Value]):
    """A table of many rows, in parts, and let go row by row in the end.

    Python makes room for a dict that has grown, and frees it, in one go, and lets no other thread run meanwhile: 50 ms
    for 250,000 rows.
    """

    def __init__(self, items: Iterable[tuple[Key, Value]] = ()) -> None:
        parts = self._parts = [dict[Key, Value]() for _ in range(_PARTS)]
        for key, value in items:
            parts[hash(key) % _PARTS][key] = value

    def __setitem__(self, key: Key, value: Value) -> None:
        self._parts[hash(key) % _PARTS][key] = value

    def __len__(self) -> int:
        return sum(map(len, self._parts))

    def __contains__(self, key: Key) -> bool:
        return key in self._parts[hash(key) % _PARTS]

    def get(self, key: Key) -> Value | None:
        """The value of a key; None where there is none."""
        return self._parts[hash(key) % _PARTS].get(key)

    def pop(self, key: Key) -> Value | None:
        """The value of a key, which is here no longer; None where there is none."""
        return self._parts[hash(key) % _PARTS].pop(key, None)

    def items(self) -> Iterator[tuple[Key, Value]]:
        """The rows with their keys, in any order."""
        return chain.from_iterable(part.items() for part in self._parts)

    def __del__(self) -> None:
        for part in self._parts:
            while part:
                part.popitem()

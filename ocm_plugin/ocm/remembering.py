"""Values that decoders and tables have worked out before: most of them come again, thousands of times in one run."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TypeVar

R = TypeVar("R")

_forget_each: list[Callable[[], None]] = []


def remembered(maxsize: int) -> Callable[[Callable[..., R]], Callable[..., R]]:
    """Like `functools.lru_cache(maxsize)`, for a function that `forget` makes work everything out again."""

    def decorate(function: Callable[..., R]) -> Callable[..., R]:
        memory = functools.lru_cache(maxsize)(function)
        _forget_each.append(memory.cache_clear)
        return memory

    return decorate


def forget() -> None:
    """Free all that is remembered. Works in any thread, beside functions that remember."""
    for forget_one in _forget_each:
        forget_one()

"""Values of columns in the types of the schema, as other programs may have stored them: text files have no types."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

_YES, _NO = ("true", "t", "yes", "y", "1"), ("false", "f", "no", "n", "0")


def typed_value(value: Any, kind: str) -> Any:
    """A value of a column of this type of the schema ("int", "bool", …); None for what is empty.

    Days and times stay the text that they are. Raises ValueError for what cannot be read.
    """
    if isinstance(value, str):
        value = value.strip() if kind in _READERS else value
    if value is None or (value == "" and kind in _READERS):
        return None
    read = _READERS.get(kind)
    if read is not None:
        return read(value)
    return value if isinstance(value, str) else str(value)


def _number(value: Any) -> float | None:
    if not isinstance(value, (str, int, float)):
        raise ValueError(value)
    number = float(value)
    return number if math.isfinite(number) else None


def _whole(value: Any) -> int | None:
    if isinstance(value, int):
        return int(value)
    number = _number(value)
    if number is not None and not number.is_integer():
        raise ValueError(value)
    return None if number is None else int(number)


def _flag(value: Any) -> bool:
    text = str(value).lower() if isinstance(value, (str, bool)) else str(_whole(value))
    if text not in (*_YES, *_NO):
        raise ValueError(value)
    return text in _YES


_READERS: dict[str, Callable[[Any], Any]] = {"int": _whole, "int64": _whole, "real": _number, "bool": _flag}

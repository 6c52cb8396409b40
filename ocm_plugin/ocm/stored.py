"""Reading back what layers, projects and settings carry: JSON that an edit or a defect may have changed.

Every reader of stored JSON goes through here, so that a damaged text is refused at once and whole, never half read:
what is drawn at each move of the map must find numbers where it formats numbers, and no title of a million letters.
All of these raise ValueError, with what is wrong for experts.
"""

from __future__ import annotations

import json
from datetime import datetime, timezone
from typing import Any

from .checks import MAX_WHOLE, is_whole
from .json_values import text as cleaned

DAMAGES = (ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError, RecursionError)
"""What reading damaged JSON may raise; anything else is a defect of this plugin."""

LONGEST_TEXT = 2_000
"""Characters of one text."""

_HIGHEST_COUNT = 2**53
"""JSON of other programs is not exact above."""


def stored_object(text: str, longest: int) -> dict[str, Any]:
    """The object of a text of at most so many characters: a longer one is not ours, and would block windows."""
    if len(text) > longest:
        raise ValueError(f"{len(text)} characters, more than {longest}")
    members = json.loads(text)
    if type(members) is not dict:
        raise ValueError(f"not an object, but {type(members).__name__}")
    return members


def stored_list(value: Any, longest: int) -> list[Any]:
    """A list of at most so many items."""
    if type(value) is not list or len(value) > longest:
        raise ValueError("not a list, or a longer one than was ever stored")
    return value


def stored_text(value: Any, longest: int = LONGEST_TEXT) -> str:
    """A text of at most so many characters, without those that no file can hold."""
    if type(value) is not str or len(value) > longest:
        raise ValueError("not a text, or a longer one than was ever stored")
    return cleaned(value) or ""


def stored_flag(value: Any) -> bool:
    """True or False."""
    if type(value) is not bool:
        raise ValueError(f"neither true nor false, but {type(value).__name__}")
    return value


def stored_count(value: Any) -> int:
    """How many of something there are."""
    return _whole(value, _HIGHEST_COUNT)


def stored_id(value: Any) -> int:
    """A number by which Open Charge Map knows something."""
    return _whole(value, MAX_WHOLE)


def _whole(value: Any, highest: int) -> int:
    if not is_whole(value) or not 0 <= value <= highest:
        raise ValueError("not a whole number, or an impossible one")
    return int(value)


def stored_time(value: Any) -> datetime:
    """A moment in UTC."""
    moment = datetime.fromisoformat(value)
    if moment.tzinfo is None:
        raise ValueError("a time without time zone")
    return moment.astimezone(timezone.utc)


def shortened(text: str, longest: int = LONGEST_TEXT) -> str:
    """A text that `stored_text` reads back: what is too long ends in "…"."""
    return text if len(text) <= longest else f"{text[:longest - 1]}…"

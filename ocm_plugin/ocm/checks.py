"""The values that searches and queries are made of: each check returns its value or raises SearchError naming it.

`title` is what the sentence calls the value, in the user's language; by default its name.
"""

from __future__ import annotations

import math
from datetime import datetime, timezone
from typing import Any

from .errors import SearchError
from .translation import language, tr

MAX_POWER_KW = 10_000.0
"""No connection is stronger (the Megawatt Charging System ends at 3.75 MW); larger numbers are watts by mistake."""

MAX_WHOLE = 2**31 - 1
"""The server's own numbers are 32 bit, as are the fields of dialogs and layers."""

OUTPUTS = ("json", "geojson", "csv", "xml", "kml")
"""The forms in which the API answers."""


def is_whole(value: Any) -> bool:
    """Whether this is a whole number; True and False are none."""
    return isinstance(value, int) and not isinstance(value, bool)


def checked_ids(name: str, ids: Any, title: str = "") -> tuple[int, ...]:
    """Ids of Open Charge Map, sorted, each once."""
    for number in ids:
        if not is_whole(number) or not 0 <= number <= MAX_WHOLE:
            raise SearchError(
                name,
                tr(
                    "“{value}” in “{title}” is not an Open Charge Map id (a whole number).",
                    value=f"{number}",
                    title=title or name,
                ),
            )
    return tuple(sorted(set(ids)))


def checked_power(name: str, value: Any, title: str = "") -> float | None:
    """Kilowatts, or None."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise SearchError(
            name, tr("“{title}” must be a number of kilowatts, not “{value}”.", title=title or name, value=f"{value}")
        )
    if not 0 <= value <= MAX_POWER_KW:
        raise SearchError(
            name,
            tr(
                "{value} kW for “{title}” is impossible: it must lie between 0 and {most} kW.",
                value=language().significant(value),
                title=title or name,
                most=language().significant(MAX_POWER_KW),
            ),
        )
    return float(value)


def check_power_order(name: str, least: float | None, most: float | None) -> None:
    """Refuse a least power above the greatest, both in kilowatts. `name`: of the least."""
    if least is not None and most is not None and least > most:
        raise SearchError(
            name,
            tr(
                "The minimum power ({least} kW) is above the maximum power ({most} kW).",
                least=language().significant(least),
                most=language().significant(most),
            ),
        )


def check_flag(name: str, value: Any, title: str = "") -> None:
    """Refuse what is neither True nor False, 0 and 1 included."""
    if not isinstance(value, bool):
        raise SearchError(
            name, tr("“{title}” must be yes or no, not “{value}”.", title=title or name, value=f"{value}")
        )


def check_count(name: str, value: Any, title: str = "") -> None:
    """Refuse what is neither None nor a whole number above 0."""
    if value is not None and (not is_whole(value) or not 1 <= value <= MAX_WHOLE):
        raise SearchError(
            name,
            tr(
                "“{title}” must be a whole number from 1 to {most}, not “{value}”.",
                title=title or name,
                most=MAX_WHOLE,
                value=f"{value}",
            ),
        )


def checked_time(name: str, value: Any, title: str = "") -> datetime | None:
    """A moment in UTC, or None; without time zone it is taken for UTC."""
    if value is None:
        return None
    if not isinstance(value, datetime):
        raise SearchError(
            name, tr("“{title}” must be a date and time, not “{value}”.", title=title or name, value=f"{value}")
        )
    return (value if value.tzinfo else value.replace(tzinfo=timezone.utc)).astimezone(timezone.utc)


MOST_LETTERS = 200
"""Of a text that is looked for: no name or address is longer."""


def checked_text(name: str, value: Any, title: str = "") -> str | None:
    """Words to look for, without spaces around them; None for none."""
    if value is None:
        return None
    if not isinstance(value, str) or len(value) > MOST_LETTERS or not value.isprintable():
        raise SearchError(
            name,
            tr(
                "“{title}” must be a text of at most {n} letter.",
                "“{title}” must be a text of at most {n} letters.",
                n=MOST_LETTERS,
                title=title or name,
            ),
        )
    text = value.strip()
    if text and not any(letter.isalnum() for letter in text):
        raise SearchError(name, tr("“{title}” has neither letters nor digits.", title=title or name))
    return text or None


def check_output(value: str) -> None:
    """Refuse an output the API does not have."""
    if value not in OUTPUTS:
        known = ", ".join(OUTPUTS)
        raise SearchError(
            "output", tr("“{value}” is not an output of Open Charge Map ({known}).", value=value, known=known)
        )


def check_callback(value: str | None) -> None:
    """Refuse what cannot be the name of a JSONP function."""
    if value is not None and not value.isidentifier():
        raise SearchError("callback", tr("“{value}” cannot be the name of a JSONP function.", value=value))

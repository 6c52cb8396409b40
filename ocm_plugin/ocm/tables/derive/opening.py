"""Whether a station is open day and night, read from the free text about its access, in any language.

True only when the text says so and names no hours; False when it names hours that leave some out; None otherwise, and
for a station without text: nine of ten stations state nothing of it, and most of those never close.
"""

from __future__ import annotations

import re

from ...remembering import remembered

_ALWAYS = re.compile(
    r"\b24\s*(?:/|x|-)\s*7\b|\b24\s*(?:h\b|hrs?\b|hours?\b|std\b|stunden\b|heures?\b|horas?\b|ore\b|uur\b|timer\b"
    r"|timmar\b|godzin\w*)|\b24h\s*/\s*24|\bround the clock\b|\ball day (?:and|&) night\b|\bday and night\b"
    r"|\b(?:always|permanently) (?:open|accessible|available)\b|\brund um die uhr\b|\bdurchgehend\b|\btag und nacht\b"
    r"|\bjour et nuit\b|\bdía y noche\b|\bdag en nacht\b|\bdøgnåpen\w*|\bdygnet runt\b"
)
_NOT_ALWAYS = re.compile(
    r"\bnot (?:open |available |accessible )?24\b|\b(?:nicht|pas|no|niet) 24\b"
    r"|\b(?:business|opening|office|store|shop|dealership|school|working|park|mall|trading|customer) hours?\b"
    r"|\böffnungszeiten\b|\bgeschäftszeiten\b|\bheures d.ouverture\b|\bopeningstijden\b|\bclosed\b|\bhours only\b"
    r"|\bclos(?:es|ed) at\b|\bdaylight\b|\bdawn\b|\bdusk\b"
)
_TIME = r"(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm|a\.m\.|p\.m\.|uhr|h\b)?"
_HOURS = re.compile(
    rf"(?<![\d.,:/]){_TIME}\s*(?:-|–|to|until|till|bis|à|a|tot)\s*{_TIME}"
    r"(?![\d.,:/]|\s*(?:kw|kwh|%|min|hours?|hrs?|stunden|heures)\b)"
)
_DAY_MINUTES = 24 * 60


@remembered(4096)
def is_open_24_hours(access_text: str | None) -> bool | None:
    """Whether a station is open day and night; None when the text does not say, or says both."""
    if not access_text or len(access_text) > 1000:
        return None
    text = access_text.casefold()
    spans = [span for span in map(_minutes, _HOURS.finditer(text)) if span is not None]
    always = bool(_ALWAYS.search(text)) or _DAY_MINUTES in spans
    not_always = bool(_NOT_ALWAYS.search(text)) or any(span != _DAY_MINUTES for span in spans)
    if always == not_always:
        return None
    return always


def _minutes(found: re.Match[str]) -> int | None:
    """The length of "8:00 am - 10 pm", one minute to midnight counting as midnight; None when these are no hours."""
    begin, end = _clock(*found.group(1, 2, 3)), _clock(*found.group(4, 5, 6))
    has_unit = any(found.group(2, 3, 5, 6))
    if begin is None or end is None or (not has_unit and not found.group(1).startswith("0")):
        # "3 - 4" are posts or floors, unless a colon, a zero or a unit says that they are hours.
        return _days(found) if begin is not None and end is not None else None
    length = (end - begin) % _DAY_MINUTES
    if begin == 0 and length == _DAY_MINUTES / 2 and found.group(6):
        return None  # "12am-12pm Sun-Sat": noon, or a slip for midnight
    return _DAY_MINUTES if length in (0, _DAY_MINUTES - 1) else length


def _days(found: re.Match[str]) -> int | None:
    """The length of "8-18", "0-24"; None when it is anything else: no day has hours from 9 to 4."""
    begin, end = int(found.group(1)), int(found.group(4))
    return (end - begin) * 60 if begin < end <= 24 and end - begin >= 4 else None


def _clock(hour: str, minute: str | None, half: str | None) -> int | None:
    """Minutes since midnight; None when no clock shows this."""
    hours, minutes = int(hour), int(minute or 0)
    if minutes > 59 or hours > 24:
        return None
    if half in ("am", "pm", "a.m.", "p.m."):
        if not 1 <= hours <= 12:
            return None
        hours = hours % 12 + (12 if half.startswith("p") else 0)
    return (hours * 60 + minutes) % _DAY_MINUTES

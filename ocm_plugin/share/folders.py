"""How a share is divided: the folder of each station, their names, order, and which are shown at first."""

from __future__ import annotations

from typing import Any, NamedTuple

from . import words

FOLDERS_BY = ("power_class", "operator", "status", "town", "none")
"""Ways to divide a share."""

_HIDDEN_STATUSES = ("planned", "not_operational", "removed")
_POWER_NAMES = {
    6: "Ultra-fast, 350 kW and more",
    5: "Ultra-fast, 150–350 kW",
    4: "Fast, 50–150 kW",
    3: "Semi-fast, 22–50 kW",
    2: "Normal, 7.4–22 kW",
    1: "Slow, under 7.4 kW",
    0: "Power unknown",
}
_POWER_ORDER = (6, 5, 4, 3, 2, 1, 0)
_STATUS_ORDER = tuple(words.STATUS_LABELS)


class Folder(NamedTuple):
    """One folder of a share. Folders sort in the order in which they are shown."""

    rank: int
    """Unknown after known, not in service last."""
    name: str
    shown: bool
    """Whether it is switched on when the share is opened."""


def folder_of(values: dict[str, Any], folders_by: str) -> Folder:
    """The folder of a station. Stations not in service are apart, and off, whatever the division."""
    status = values.get("status_class")
    if folders_by == "status":
        rank = _STATUS_ORDER.index(status) if status in _STATUS_ORDER else len(_STATUS_ORDER)
        return Folder(rank, words.STATUS_LABELS.get(status, "Unknown"), status not in _HIDDEN_STATUSES)
    if status in _HIDDEN_STATUSES:
        return Folder(100 + _HIDDEN_STATUSES.index(status), words.STATUS_LABELS[status], False)
    if folders_by == "power_class" and "power_class_code" in values:
        code = values["power_class_code"] or 0
        return Folder(_POWER_ORDER.index(code), _POWER_NAMES[code], True)
    if folders_by in ("operator", "town"):
        name = values.get(folders_by)
        return Folder(0, name, True) if name else Folder(1, f"{folders_by.capitalize()} unknown", True)
    return Folder(0, "Stations", True)

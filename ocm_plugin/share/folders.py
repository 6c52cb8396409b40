"""How a share is divided: the folder of each station, their names, order, and which are shown at first."""

from __future__ import annotations

from typing import Any, NamedTuple

from ..ocm.tables.derive.looks import NOT_IN_SERVICE
from . import words

_SPEEDS = {6: "Ultra-fast", 5: "Ultra-fast", 4: "Fast", 3: "Semi-fast", 2: "Normal", 1: "Slow"}
_STATUS_ORDER = ("operational", "partly", "temp_unavailable", "unknown", *NOT_IN_SERVICE)
_NOT_IN_SERVICE_RANK = 100


class Folder(NamedTuple):
    """One folder of a share. Folders sort in the order in which they are shown."""

    rank: int
    """Unknown after known, not in service last."""
    name: str
    shown: bool = True
    """Whether it is switched on when the share is opened."""


def folder_of(values: dict[str, Any], folders_by: str) -> Folder:
    """The folder of a station. Stations not in service are apart, and off, in every division."""
    status = words.map_state(values)
    if status in NOT_IN_SERVICE:
        return Folder(_NOT_IN_SERVICE_RANK + NOT_IN_SERVICE.index(status), words.STATUS_LABELS[status], False)
    if folders_by == "status":
        known = status if status in _STATUS_ORDER else "unknown"
        return Folder(_STATUS_ORDER.index(known), words.STATUS_LABELS[known])
    if folders_by == "power_class":
        code = values.get("power_class_code") or 0
        return _POWER_FOLDERS.get(code, _POWER_FOLDERS[0])
    if folders_by in ("operator", "town"):
        name = words.operator_name(values) if folders_by == "operator" else values.get("town")
        return Folder(0, str(name)) if name else Folder(1, f"{folders_by.capitalize()} unknown")
    return EVERYTHING


EVERYTHING = Folder(0, "Stations")
FEATURES = Folder(0, "Features")
"""The one folder of a layer that holds no stations."""
_POWER_FOLDERS = {
    code: Folder(place, f"{_SPEEDS[code]}, {label[0].lower()}{label[1:]}" if code else label)
    for place, (code, label) in enumerate(words.POWER_LABELS.items())
}

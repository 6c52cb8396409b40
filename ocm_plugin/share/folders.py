"""How a share is divided: the folder of each station, their names, order, and which are shown at first."""

from __future__ import annotations

from typing import Any, NamedTuple

from ..ocm.tables.derive.looks import NOT_IN_SERVICE
from ..ocm.translation import marked, tr
from . import words
from .symbols import power_class_of

_POWER_NAMES = {
    6: marked("Ultra-fast, 350 kW and more"),
    5: marked("Ultra-fast, 150 to 350 kW"),
    4: marked("Fast, 50 to 150 kW"),
    3: marked("Semi-fast, 22 to 50 kW"),
    2: marked("Normal, 7.4 to 22 kW"),
    1: marked("Slow, under 7.4 kW"),
    0: words.POWER_LABELS[0],
}
"""By `power_class_code`, fastest first."""
_UNKNOWN_NAMES = {"operator": marked("Operator unknown"), "town": marked("Town unknown")}
_POWER_ORDER = tuple(_POWER_NAMES)
_STATUS_ORDER = ("operational", "partly", "temp_unavailable", "unknown", *NOT_IN_SERVICE)
_UNCERTAIN_RANK = 50
_NOT_IN_SERVICE_RANK = 100


class Folder(NamedTuple):
    """One folder of a share. Folders sort in the order in which they are shown."""

    rank: int
    """Unknown after known, what only may match after what does, not in service last."""
    name: str
    shown: bool = True
    """Whether it is switched on when the share is opened."""


def folder_of(values: dict[str, Any], folders_by: str) -> Folder:
    """The folder of a station. Stations not in service are apart, and off, in every division.

    Those that only may match the search have folders of their own, too, behind those of stations that do.
    """
    folder = _folder_of(values, folders_by)
    if values.get("match") != "cannot_tell":
        return folder
    return folder._replace(rank=folder.rank + _UNCERTAIN_RANK, name=tr("May match: {folder}", folder=folder.name))


def _folder_of(values: dict[str, Any], folders_by: str) -> Folder:
    status = words.map_state(values)
    if status in NOT_IN_SERVICE:
        return Folder(_NOT_IN_SERVICE_RANK + NOT_IN_SERVICE.index(status), tr(words.STATUS_LABELS[status]), False)
    if folders_by == "status":
        known = status if status in _STATUS_ORDER else "unknown"
        return Folder(_STATUS_ORDER.index(known), tr(words.STATUS_LABELS[known]))
    if folders_by == "power_class":
        power_class = power_class_of(values)
        return Folder(_POWER_ORDER.index(power_class), tr(_POWER_NAMES[power_class]))
    if folders_by in ("operator", "town"):
        name = words.operator_name(values) if folders_by == "operator" else values.get("town")
        return Folder(0, str(name)) if name else Folder(1, tr(_UNKNOWN_NAMES[folders_by]))
    return Folder(0, tr("Stations"))


def folder_of_features() -> Folder:
    """The one folder of a layer that holds no stations."""
    return Folder(0, tr("Features"))

"""What the status of a site and of its connections say together: which lines count, and what a silent site has.

A connection states a status of its own, or has that of its site. Removed lines count in nothing. What is not
operational or planned counts only at a site that is so itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ...records.station import Connection, Station
from ...remembering import remembered
from .classes import UNKNOWN_STATUS_IDS, status_class

STATED = "stated"
CONNECTIONS = "connections"
NONE = "none"

_SILENT = frozenset(UNKNOWN_STATUS_IDS)
_OUT = ("not_operational", "planned")
_WORKING = ("operational", "partly")
_TYPICAL_IDS = {"operational": 50, "partly": 75, "temp_unavailable": 30, "not_operational": 100, "planned": 150}
"""One status of each class, for sites whose lines state different ones."""


class SiteStatus(NamedTuple):
    """The status of a site, stated or as its connections have it."""

    status_id: int | None
    """A status of Open Charge Map; None when neither site nor connections state one."""
    status_class: str
    """A value of `schema.codes.STATUS_CLASSES`."""
    basis: str
    """A value of `schema.codes.STATUS_BASES`."""
    all_out: bool
    """Whether the site is said to be in service although none of its connections is."""


class Lines(NamedTuple):
    """The connections of a site in their order: the class of each, and whether its figures count."""

    status_classes: tuple[str, ...]
    counted: tuple[bool, ...]


def states_nothing(status_id: int | None) -> bool:
    """Whether this is no status, or the one that means "unknown"."""
    return status_id in UNKNOWN_STATUS_IDS


def status_and_lines(station: Station, today: date) -> tuple[SiteStatus, Lines]:
    """The status of a site, and what the status of each connection says; see `site_status` and `lines_of`."""
    if _are_silent(station.connections):
        status = _of_silent_lines(station.status_id)
        return status, _silent_lines(status.status_class, len(station.connections))
    status = site_status(station)
    return status, lines_of(station, status, today)


def _are_silent(connections: Sequence[Connection]) -> bool:
    """Whether no connection has a status of its own: nine of ten sites are so."""
    return {line.status_id for line in connections} <= _SILENT


@remembered(256)
def _of_silent_lines(status_id: int | None) -> SiteStatus:
    basis = NONE if states_nothing(status_id) else STATED
    return SiteStatus(status_id, status_class(status_id), basis, False)


@remembered(256)
def _silent_lines(of_site: str, number: int) -> Lines:
    return Lines((of_site,) * number, (True,) * number)


def site_status(station: Station) -> SiteStatus:
    """The status of a site: its own unless it states none, or all its connections are out."""
    if _are_silent(station.connections):
        return _of_silent_lines(station.status_id)
    own = status_class(station.status_id)
    classes = [status_class(line.status_id) for line in station.connections]
    present = [(line, kind) for line, kind in zip(station.connections, classes) if kind != "removed"]
    if states_nothing(station.status_id):
        found = _agreed([kind for _, kind in present])
        if found is None:
            return SiteStatus(station.status_id, own, NONE, False)
        return SiteStatus(_status_id(found, present), found, CONNECTIONS, False)
    if own in (*_OUT, "removed") or not present or any(kind not in _OUT for _, kind in present):
        return SiteStatus(station.status_id, own, STATED, False)
    found = _least({kind for _, kind in present})
    return SiteStatus(_status_id(found, present), found, CONNECTIONS, True)


def lines_of(station: Station, status: SiteStatus, today: date) -> Lines:
    """The class of each connection, and whether it counts in the figures of the site and meets conditions.

    `today` (UTC): a site planned for a later day is described by all its lines, as are planned ones and those out.
    """
    if _are_silent(station.connections):
        return _silent_lines(status.status_class, len(station.connections))
    classes = tuple(
        status.status_class if states_nothing(line.status_id) else status_class(line.status_id)
        for line in station.connections
    )
    planned_for = station.date_planned
    is_planned = planned_for is not None and planned_for.date() > today
    inherited = [states_nothing(line.status_id) for line in station.connections]
    return Lines(classes, which_count(classes, inherited, status.status_class, is_planned))


def which_count(
    classes: Sequence[str], inherited: Sequence[bool], of_site: str, is_planned: bool | None
) -> tuple[bool, ...]:
    """Which connections count in the figures of their site, by their classes.

    `inherited`: whether each has merely the status of the site. `is_planned`: whether the site is for a later day.
    """
    is_out = bool(is_planned) or of_site in (*_OUT, "removed")
    left_out = ("removed",) if is_out else ("removed", *_OUT)
    return tuple(
        kind not in left_out or (kind == "removed" and is_site_s) for kind, is_site_s in zip(classes, inherited)
    )


def _agreed(classes: Sequence[str]) -> str | None:
    """What the lines of a site say of it: what all say, "partly" when only some work; None when they say nothing.

    Lines that state nothing agree with those that work, but are not taken for out.
    """
    said = set(classes) - {"unknown"}
    if not said or (not said & set(_WORKING) and "unknown" in classes):
        return None
    if len(said) == 1:
        return said.pop()
    return "partly" if said & set(_WORKING) else _least(said)


def _least(said: set[str]) -> str:
    """The class of a site of which nothing works: not for the time being, no more, or not yet."""
    return next(kind for kind in ("temp_unavailable", "not_operational", "planned") if kind in said)


def _status_id(found: str, present: Sequence[tuple[Connection, str]]) -> int:
    ids = {line.status_id for line, kind in present if kind == found and line.status_id is not None}
    return ids.pop() if len(ids) == 1 else _TYPICAL_IDS[found]

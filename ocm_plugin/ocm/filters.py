"""Whether a station meets a Search's filters: yes, no, or the data do not tell.

Equipment is judged by what is surely known of it: a connection whose power is unknown or merely an importer's estimate
meets a minimum of 50 kW neither surely nor surely not, and a station without any listed connection may have anything.
A provider without known licence may be open or not. Filters on the record itself (operator, usage, status, country,
provider, dates) ask what the record states: one that states nothing does not match, as in the API.
"""

from __future__ import annotations

import enum
import math
from collections.abc import Callable, Iterable
from typing import Any

from .derive.current import AC_ONE_PHASE_ID, AC_THREE_PHASE_ID, DC_ID
from .derive.equipment import connection_current, connection_power
from .licences import Licences
from .reference import ReferenceData
from .search import Search
from .station import Connection, Station


class Verdict(enum.IntEnum):
    """Ordered, so that the verdict on several conditions is their minimum, and on alternatives their maximum."""

    NO = 0
    CANNOT_TELL = 1
    YES = 2


UNKNOWN_CONNECTION_TYPE = 0
"""Open Charge Map's connection type "Unknown"."""

_Condition = Callable[[Connection, "str | None"], Verdict]
"""Judges one connection, given the ISO code of its country, on which the voltage of its grid depends."""
_RecordTest = Callable[[Station], bool]


class Judge:
    """The filters of one Search, made ready to judge many stations: `judge(station)`. Areas are judged elsewhere."""

    def __init__(self, search: Search, reference: ReferenceData, licences: Licences) -> None:
        self._search = search
        self._reference = reference
        self._licences = licences
        self._record_tests = tuple(_record_tests(search))
        self._conditions = tuple(_conditions(search))

    def __call__(self, station: Station) -> Verdict:
        """The verdict on all filters together."""
        for test in self._record_tests:
            if not test(station):
                return Verdict.NO
        verdict = min(self._on_licence(station), self._on_comments(station))
        if verdict is Verdict.NO or not self._search.filters_connections:
            return verdict
        return min(verdict, self._on_connections(station))

    def _on_licence(self, station: Station) -> Verdict:
        if self._search.open_data is None:
            return Verdict.YES
        return _verdict(self._licences.is_open(station.provider_id), self._search.open_data)

    def _on_comments(self, station: Station) -> Verdict:
        search = self._search
        verdict = Verdict.YES
        if search.has_media is not None:
            verdict = _verdict(None if station.media is None else bool(station.media), search.has_media)
        comments = station.comments
        if search.has_comments is not None:
            verdict = min(verdict, _verdict(None if comments is None else bool(comments), search.has_comments))
        if search.has_checkins is not None:
            found = None if comments is None else any(comment.checkin_id is not None for comment in comments)
            verdict = min(verdict, _verdict(found, search.has_checkins))
        return verdict

    def _on_connections(self, station: Station) -> Verdict:
        if not station.connections:
            return Verdict.CANNOT_TELL
        iso = self._reference.country_iso(station.country_id)
        verdicts = [[condition(line, iso) for condition in self._conditions] for line in station.connections]
        needed = self._search.min_connectors or 1
        if not self._search.any_connection:
            return _enough(zip(station.connections, [min(row, default=Verdict.YES) for row in verdicts]), needed)
        each_met_somewhere = min((max(column) for column in zip(*verdicts)), default=Verdict.YES)
        return min(each_met_somewhere, _enough(((line, Verdict.YES) for line in station.connections), needed))


def _verdict(fact: bool | None, wish: bool) -> Verdict:
    if fact is None:
        return Verdict.CANNOT_TELL
    return Verdict.YES if fact is wish else Verdict.NO


def _enough(lines: Iterable[tuple[Connection, Verdict]], needed: int) -> Verdict:
    """Whether the connections that meet the conditions have at least so many connectors.

    A line of equipment without quantity has at least one; how many more is unknown.
    """
    surely = 0.0
    possibly = 0.0
    for line, verdict in lines:
        if verdict is Verdict.NO:
            continue
        stated = line.quantity if line.quantity is not None and line.quantity > 0 else None
        possibly += math.inf if stated is None else stated
        if verdict is Verdict.YES:
            surely += stated or 1
    if surely >= needed:
        return Verdict.YES
    return Verdict.CANNOT_TELL if possibly >= needed else Verdict.NO


def _conditions(search: Search) -> Iterable[_Condition]:
    """What one connection has to meet. Minimum and maximum power stand apart, as the API's own meaning wants it."""
    if search.connection_type_ids:
        yield _is_of_type(frozenset(search.connection_type_ids))
    if search.current_type_ids:
        yield _carries(frozenset(search.current_type_ids))
    if search.level_ids:
        yield _is_of_level(frozenset(search.level_ids))
    if search.min_power_kw is not None:
        yield _has_at_least(search.min_power_kw)
    if search.max_power_kw is not None:
        yield _has_at_most(search.max_power_kw)


def _is_of_type(wanted: frozenset[int]) -> _Condition:
    def judge(connection: Connection, iso: str | None) -> Verdict:
        if connection.type_id in wanted:
            return Verdict.YES
        return Verdict.CANNOT_TELL if connection.type_id in (None, UNKNOWN_CONNECTION_TYPE) else Verdict.NO

    return judge


_CURRENT_TYPES = {
    "ac1": frozenset((AC_ONE_PHASE_ID,)),
    "ac3": frozenset((AC_THREE_PHASE_ID,)),
    "ac": frozenset((AC_ONE_PHASE_ID, AC_THREE_PHASE_ID)),
    "dc": frozenset((DC_ID,)),
}
"""What a connection can carry, by the current that its statement, plug and power tell; anything when they do not."""
_ANY_CURRENT = frozenset((AC_ONE_PHASE_ID, AC_THREE_PHASE_ID, DC_ID))


def _carries(wanted: frozenset[int]) -> _Condition:
    def judge(connection: Connection, iso: str | None) -> Verdict:
        if connection.current_id in wanted:
            return Verdict.YES
        possible = _CURRENT_TYPES.get(connection_current(connection, iso), _ANY_CURRENT)
        if possible <= wanted:
            return Verdict.YES
        return Verdict.CANNOT_TELL if possible & wanted else Verdict.NO

    return judge


def _is_of_level(wanted: frozenset[int]) -> _Condition:
    def judge(connection: Connection, iso: str | None) -> Verdict:
        if connection.level_id is None:
            return Verdict.CANNOT_TELL
        return Verdict.YES if connection.level_id in wanted else Verdict.NO

    return judge


def _has_at_least(kw: float) -> _Condition:
    def judge(connection: Connection, iso: str | None) -> Verdict:
        power = connection_power(connection, iso)
        if power.kw_lo >= kw:
            return Verdict.YES
        return Verdict.CANNOT_TELL if power.kw_hi >= kw else Verdict.NO

    return judge


def _has_at_most(kw: float) -> _Condition:
    def judge(connection: Connection, iso: str | None) -> Verdict:
        power = connection_power(connection, iso)
        if power.kw_hi <= kw:
            return Verdict.YES
        return Verdict.CANNOT_TELL if power.kw_lo <= kw else Verdict.NO

    return judge


_STATED_IDS = (
    ("operator_ids", "operator_id"),
    ("usage_type_ids", "usage_id"),
    ("status_type_ids", "status_id"),
    ("data_provider_ids", "provider_id"),
    ("country_ids", "country_id"),
)
_STATED_TIMES = (("modified_since", "date_status_update"), ("created_since", "date_created"))


REMOVED_STATUS_IDS = frozenset((200, 210))
PUBLISHED_SUBMISSION_IDS = frozenset((None, 100, 200))
"""None: compact files may leave it out."""


def _is_listed(station: Station) -> bool:
    """Whether the API would show the station at all; files may hold removed and unpublished ones too.

    Rule: `OCM.API.Core/Common/POIManager.cs` and the default of `submissionstatustypeid`.
    """
    return station.status_id not in REMOVED_STATUS_IDS and station.submission_status_id in PUBLISHED_SUBMISSION_IDS


def _record_tests(search: Search) -> Iterable[_RecordTest]:
    yield _is_listed
    for wish, member in _STATED_IDS:
        ids = getattr(search, wish)
        if ids:
            yield _one_of(member, frozenset(ids))
    for wish, member in _STATED_TIMES:
        since = getattr(search, wish)
        if since is not None:
            yield _not_before(member, since)


def _one_of(member: str, ids: frozenset[int]) -> _RecordTest:
    return lambda station: getattr(station, member) in ids


def _not_before(member: str, since: Any) -> _RecordTest:
    def test(station: Station) -> bool:
        date = getattr(station, member)
        return date is not None and date >= since

    return test

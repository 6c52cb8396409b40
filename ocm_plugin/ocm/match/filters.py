"""Whether a station meets a Search's filters: yes, no, or cannot tell (data incomplete).

Equipment is judged by what is surely known of it: a connection whose power is unknown or merely an importer's estimate
meets a minimum of 50 kW neither surely nor surely not, and a station without any listed connection may have anything.
Tesla's plug for Model S and X is NACS or of Type 2's shape, by country: a search for all of NACS means the former.
A provider without known licence may be open or not, and so may one whose licence is open although Open Charge Map
flags it as not open. Connections that are removed meet nothing, nor do those out of service at a site that is in it.

Filters on the record itself (operator, usage, status, country, provider, dates) ask what the record states. One that
states nothing is found by the entry "Unknown" of the list, if it has one; else it does not match, unless the search
includes what is not stated: then the verdict is "cannot tell". A site without status has that of its connections.
Questions of yes or no, words and verification are judged by what the tables derive of a record; where they say nothing,
the verdict is "cannot tell".
"""

from __future__ import annotations

import enum
import math
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from itertools import compress
from typing import Any, NamedTuple

from ..records.list_search import bare
from ..records.plug_groups import NACS, TYPE_2, is_whole
from ..records.station import Connection, Station
from ..search.filters import REMOVED_STATUS_IDS, UNKNOWN_OPERATOR_ID, Filter
from ..search.search import FILTERS, Search
from ..tables.derive.classes import access_class, counts_now
from ..tables.derive.connector_types import TESLA_SX_ID
from ..tables.derive.context import Context
from ..tables.derive.cost import is_free
from ..tables.derive.current import AC_ONE_PHASE_ID, AC_THREE_PHASE_ID, DC_ID
from ..tables.derive.equipment import Facts, facts_of
from ..tables.derive.looks import access_is_restricted
from ..tables.derive.opening import is_open_24_hours
from ..tables.derive.station_rows import is_planned, verified_on
from ..tables.derive.status import lines_of, site_status


class Verdict(enum.IntEnum):
    """Ordered, so that the verdict on several conditions is their minimum, and on alternatives their maximum."""

    NO = 0
    CANNOT_TELL = 1
    YES = 2


UNKNOWN_CONNECTION_TYPE = 0
"""Open Charge Map's connection type "Unknown"."""

Condition = Callable[["Connection", "Facts"], "Verdict"]
"""Judges one connection, given what is derived of it."""


class Match(NamedTuple):
    """A station of the result."""

    station: Station
    certain: bool
    """False: it may meet the filters, but the data are incomplete."""


class Judge:
    """The filters of one Search, made ready to judge many stations: `judge(station)`. Areas are judged elsewhere."""

    def __init__(self, search: Search, context: Context) -> None:
        """The day of the context decides what is still planned."""
        self._search = search
        self._reference = context.reference
        self._context = context
        asked = [each for each in FILTERS if search.asks_for(each)]
        self._dates = tuple((DATES[each.name], getattr(search, each.name)) for each in asked if each.name in DATES)
        self._facts = tuple((FACTS[each.name], getattr(search, each.name)) for each in asked if each.name in FACTS)
        self._lists = tuple((STATED[each.name], Wanted.of(search, each)) for each in asked if each.name in STATED)
        self._record = tuple(RECORD[each.name](getattr(search, each.name)) for each in asked if each.name in RECORD)
        self._filters_connections = search.filters_connections
        self._conditions = conditions_on_connections(search)
        self._today = context.today
        self._unstated = Verdict.CANNOT_TELL if search.include_unstated else Verdict.NO
        self._least = Verdict.CANNOT_TELL if search.keep_cannot_tell else Verdict.YES

    def __call__(self, station: Station) -> Verdict:
        """The verdict on all filters together."""
        return self._judged(station, self._unstated)

    def left_out_for(self, station: Station) -> tuple[str, ...]:
        """The filter, by name, whose answer a station does not state, if it is left out for nothing else; else none.

        Of several, the first counts, so that each station is counted once.
        """
        missing = tuple(wanted.name for stated, wanted in self._lists if wanted.verdict(stated(station)) is None)
        return missing[:1] if missing and self._judged(station, Verdict.YES) >= self._least else ()

    def _judged(self, station: Station, unstated: Verdict) -> Verdict:
        """The verdict; `unstated`: that on a record which does not state what a filter asks for."""
        if not _is_listed(station):
            return Verdict.NO
        for date_of, since in self._dates:
            date = date_of(station)
            if date is None or date < since:
                return Verdict.NO
        verdict = Verdict.YES
        for stated, wanted in self._lists:
            found = wanted.verdict(stated(station))
            verdict = min(verdict, unstated if found is None else found)
            if verdict is Verdict.NO:
                return verdict
        for is_fact, wish in self._facts:
            verdict = min(verdict, on_fact(is_fact(station, self._context), wish))
        for judge in self._record:
            verdict = min(verdict, judge(station, self._context))
        if verdict is Verdict.NO or not self._filters_connections:
            return verdict
        return min(verdict, self._on_connections(station))

    def _on_connections(self, station: Station) -> Verdict:
        lines = list(compress(station.connections, lines_of(station, site_status(station), self._today).counted))
        iso = self._reference.country_iso(station.country_id)
        return on_lines(self._search, self._conditions, lines, iso, station.provider_id)


def on_lines(
    search: Search,
    conditions: Sequence[Condition],
    lines: Sequence[Connection],
    country_iso: str | None,
    provider_id: int | None,
) -> Verdict:
    """The verdict on the connections of a station that count. `conditions`: the search's `conditions_on_connections`.

    Country and provider are those of the station, as in `facts_of`.
    """
    if not lines:
        return Verdict.CANNOT_TELL
    verdicts = []
    for line in lines:
        facts = facts_of(line, country_iso, provider_id)
        verdicts.append([condition(line, facts) for condition in conditions])
    if search.any_connection and search.min_connectors is None:
        return min((max(column) for column in zip(*verdicts)), default=Verdict.YES)
    # A number counts only what meets all conditions, whichever connections may meet them one by one.
    needed = search.min_connectors or 1
    return _enough(zip(lines, [min(row, default=Verdict.YES) for row in verdicts]), needed)


def on_fact(fact: bool | None, wish: bool) -> Verdict:
    """The verdict on something that is so, is not, or is not known."""
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
    return enough(surely, possibly, needed)


def enough(surely: float, possibly: float, needed: float) -> Verdict:
    """Whether there are as many as needed, of which so many surely are and so many may be."""
    if surely >= needed:
        return Verdict.YES
    return Verdict.CANNOT_TELL if possibly >= needed else Verdict.NO


def conditions_on_connections(search: Search) -> tuple[Condition, ...]:
    """What one connection has to meet for a search: each judges a connection with its facts."""
    asked = [each.name for each in FILTERS if search.asks_for(each) and each.name in CONDITIONS]
    return tuple(CONDITIONS[name](getattr(search, name)) for name in asked)


_TESLA_SX_IS_NACS = {"nacs": Verdict.YES, "tesla_sx": Verdict.CANNOT_TELL}
"""Whether Tesla's plug for Model S and X is NACS, by the standard that follows from its country; else it is not."""


def _is_of_type(wanted: frozenset[int]) -> Condition:
    # Who asks for Type 2 beside it, as for all types one by one, means both shapes.
    only_as_nacs = is_whole(NACS, wanted) and not is_whole(TYPE_2, wanted)

    def judge(connection: Connection, facts: Facts) -> Verdict:
        if only_as_nacs and connection.type_id == TESLA_SX_ID:
            return _TESLA_SX_IS_NACS.get(facts.standard, Verdict.NO)
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
"""What a connection can carry, by the current that its statement, plug and power imply; anything when they do not."""
_ANY_CURRENT = frozenset((AC_ONE_PHASE_ID, AC_THREE_PHASE_ID, DC_ID))


def may_carry(facts: Facts) -> frozenset[int]:
    """The current types that a connection may have by what is derived of it."""
    return _CURRENT_TYPES.get(facts.current, _ANY_CURRENT)


def _carries(wanted: frozenset[int]) -> Condition:
    def judge(connection: Connection, facts: Facts) -> Verdict:
        if connection.current_id in wanted:
            return Verdict.YES
        possible = may_carry(facts)
        if possible <= wanted:
            return Verdict.YES
        return Verdict.CANNOT_TELL if possible & wanted else Verdict.NO

    return judge


def _is_of_level(wanted: frozenset[int]) -> Condition:
    def judge(connection: Connection, facts: Facts) -> Verdict:
        if connection.level_id is None:
            return Verdict.CANNOT_TELL
        return Verdict.YES if connection.level_id in wanted else Verdict.NO

    return judge


def _has_at_least(kw: float) -> Condition:
    def judge(connection: Connection, facts: Facts) -> Verdict:
        if facts.kw_lo >= kw:
            return Verdict.YES
        return Verdict.CANNOT_TELL if facts.kw_hi >= kw else Verdict.NO

    return judge


def _has_at_most(kw: float) -> Condition:
    def judge(connection: Connection, facts: Facts) -> Verdict:
        if facts.kw_hi <= kw:
            return Verdict.YES
        return Verdict.CANNOT_TELL if facts.kw_lo <= kw else Verdict.NO

    return judge


CONDITIONS: dict[str, Callable[[Any], Condition]] = {
    "connection_type_ids": lambda ids: _is_of_type(frozenset(ids)),
    "current_type_ids": lambda ids: _carries(frozenset(ids)),
    "level_ids": lambda ids: _is_of_level(frozenset(ids)),
    "min_power_kw": _has_at_least,
    "max_power_kw": _has_at_most,
}
"""By filter on connections: what one connection has to meet, given what is asked for.

Minimum and maximum power stand apart, as the API's own meaning wants it."""

STATED: dict[str, Callable[[Station], int | None]] = {
    "country_ids": lambda station: station.country_id,
    "operator_ids": lambda station: station.operator_id,
    "usage_type_ids": lambda station: station.usage_id,
    "status_type_ids": lambda station: site_status(station).status_id,
    "data_provider_ids": lambda station: station.provider_id,
}
"""By filter with a list of entries: the one that a station states; None for none."""

DATES: dict[str, Callable[[Station], datetime | None]] = {
    "modified_since": lambda station: station.date_status_update,
    "created_since": lambda station: station.date_created,
}
"""By filter on a date: that of a station. One without a date does not match."""

FACTS: dict[str, Callable[[Station, Context], bool | None]] = {
    "is_public": lambda station, _: is_of_public(station.usage_id),
    "in_operation": lambda station, context: _is_in_operation(station, context),
    "free_of_charge": lambda station, _: is_free(station.usage_cost),
    "open_24_hours": lambda station, _: is_open_24_hours(station.access_comments),
    "open_data": lambda station, context: context.licences.is_surely_open(station.provider_id, station.attributions),
    "has_media": lambda station, _: None if station.media is None else bool(station.media),
    "has_comments": lambda station, _: None if station.comments is None else bool(station.comments),
    "has_checkins": lambda station, _: _has_checkins(station),
}
"""By filter of yes or no: whether it is so; None when the data do not say."""


_RecordCondition = Callable[["Station", "Context"], "Verdict"]
"""Judges the record of a station."""


def is_of_public(usage_id: int | None) -> bool | None:
    """Whether a usage means that anybody may charge without asking; None when that is not stated."""
    is_restricted = access_is_restricted(access_class(usage_id))
    return None if is_restricted is None else not is_restricted


def _is_in_operation(station: Station, context: Context) -> bool | None:
    found = site_status(station).status_class
    return counts_now(found, is_planned(station, found, context.today))


def is_not_operated_by(unwanted: frozenset[int]) -> Callable[[int | None], Verdict]:
    """What judges an operator, when some are not wanted."""

    def judge(operator_id: int | None) -> Verdict:
        if operator_id in unwanted:
            return Verdict.NO
        is_known = operator_id not in (None, UNKNOWN_OPERATOR_ID)
        if operator_id is None and UNKNOWN_OPERATOR_ID in unwanted:
            return Verdict.NO
        return Verdict.YES if is_known else Verdict.CANNOT_TELL

    return judge


def _is_not_operated_by(unwanted: frozenset[int]) -> _RecordCondition:
    judge = is_not_operated_by(unwanted)
    return lambda station, context: judge(station.operator_id)


def _mentions(text: str) -> _RecordCondition:
    words = bare(text).split()

    def judge(station: Station, context: Context) -> Verdict:
        parts = [getattr(station, name) for name in PLACE_NAMES if getattr(station, name)]
        if not parts:
            return Verdict.CANNOT_TELL
        there = bare(" ".join(parts))
        return Verdict.YES if all(word in there for word in words) else Verdict.NO

    return judge


PLACE_NAMES = ("title", "address_line1", "address_line2", "town", "state", "postcode")
"""Where words are looked for."""


def _is_verified_since(since: datetime) -> _RecordCondition:
    def judge(station: Station, context: Context) -> Verdict:
        day = verified_on(station, context.data_day)
        if day is None:
            return Verdict.CANNOT_TELL
        return Verdict.YES if day >= since.date() else Verdict.NO

    return judge


RECORD: dict[str, Callable[[Any], _RecordCondition]] = {
    "not_operator_ids": lambda ids: _is_not_operated_by(frozenset(ids)),
    "text": _mentions,
    "verified_since": _is_verified_since,
}
"""By other filter on the record: what it has to meet, given what is asked for."""


def _has_checkins(station: Station) -> bool | None:
    if station.comments is None:
        return None
    return any(comment.checkin_id is not None for comment in station.comments)


class Wanted(NamedTuple):
    """One filter with a list of entries, made ready."""

    name: str
    ids: frozenset[int]
    unknown_id: int | None

    @classmethod
    def of(cls, search: Search, entry: Filter) -> Wanted:
        """What a search wants of a list."""
        return cls(entry.name, frozenset(getattr(search, entry.name)), entry.choices.unknown_id)

    def verdict(self, stated: int | None) -> Verdict | None:
        """Whether what a record states is wanted; None when it states nothing and that is not wanted."""
        if stated is None or stated == self.unknown_id:
            return Verdict.YES if self.unknown_id in self.ids else None
        return Verdict.YES if stated in self.ids else Verdict.NO


PUBLISHED_SUBMISSION_IDS = frozenset((None, 100, 200))
"""None: compact files may leave it out."""


def _is_listed(station: Station) -> bool:
    """Whether the API would show the station at all; files may hold removed and unpublished ones too.

    Rule: `OCM.API.Core/Common/POIManager.cs` and the default of `submissionstatustypeid`.
    """
    return station.status_id not in REMOVED_STATUS_IDS and station.submission_status_id in PUBLISHED_SUBMISSION_IDS

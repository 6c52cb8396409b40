"""What the index of a mirror tells of a search: of most stations the very verdict, without a look at the stations.

    judge = IndexJudge(search, columns, reference, licences)
    judge(values)       # of the columns that `judge.columns` names

It asks what `match.filters.Judge` asks, of columns in the place of stations. Where these cannot tell, and for filters
whose columns an older mirror lacks, the station is to be looked at.
"""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Callable, Collection, Sequence
from datetime import datetime, timezone
from typing import Any, NamedTuple, Optional

from ..match.filters import (
    Verdict,
    Wanted,
    conditions_on_connections,
    is_not_operated_by,
    is_of_public,
    on_fact,
    on_lines,
)
from ..records.licences import Licences
from ..records.reference import ReferenceData
from ..search.filters import On
from ..search.search import FILTERS, Search
from ..tables.derive.classes import counts_now, status_class
from .mirror_index import equipment_of_text, stored_words


class Answer(NamedTuple):
    """What a search does with a station, by the index."""

    is_wanted: bool
    """It may be one of the result, and has to be looked at."""
    is_counted: bool = False
    """It is none of the result, which counts it."""
    unstated: str | None = None
    """Counted for what: the filter, by name, for which it states nothing; None: it may match."""


_LOOK, _DROP, _MAY_MATCH = Answer(True), Answer(False), Answer(False, True)

Tells = Callable[..., Optional[Verdict]]
"""The verdict that the values of some columns tell; None: the station has to be looked at."""


class IndexJudge:
    """The filters of one search, made ready to judge the rows of an index."""

    def __init__(self, search: Search, columns: Collection[str], reference: ReferenceData, licences: Licences) -> None:
        """`columns`: those of the index that can be trusted."""
        asked = [each for each in FILTERS if search.asks_for(each) and each.on is not On.CONNECTION]
        rules = [(_COLUMNS[each.name], each.name) for each in asked if each.name in _COLUMNS]
        if search.filters_connections:
            rules.append((("equipment",), _CONNECTIONS))
        usable = [(names, rule) for names, rule in rules if set(names) <= set(columns)]
        self.columns = list(dict.fromkeys(name for names, _ in usable for name in names))
        """Those that are needed, in the order in which their values are taken."""
        self._is_whole = len(usable) == len(rules)
        # Those on lists first.
        usable.sort(key=lambda rule: rule[1] not in _LISTS)
        self._stated = [rule for _, rule in usable if rule in _LISTS]
        wanted = {each.name: Wanted.of(search, each) for each in asked if each.name in _LISTS}
        tells = _Tells(search, reference, licences)
        self._tells = [
            (wanted[rule].verdict if rule in wanted else tells.of(rule), [self.columns.index(name) for name in names])
            for names, rule in usable
        ]
        self._search = search
        self._answer = functools.lru_cache(maxsize=None)(self._work_out)

    def __call__(self, values: Sequence[Any]) -> Answer:
        """What becomes of a station, by the values of its columns."""
        return self._answer(tuple([tells(*[values[place] for place in places]) for tells, places in self._tells]))

    def _work_out(self, verdicts: tuple[Verdict | None, ...]) -> Answer:
        search, n = self._search, len(self._stated)
        stated, others = verdicts[:n], verdicts[n:]
        least = Verdict.CANNOT_TELL if search.keep_cannot_tell else Verdict.YES

        def together(unstated: Verdict) -> Verdict | None:
            known = [unstated if each is None else each for each in stated]
            known += [each for each in others if each is not None]
            if Verdict.NO in known:
                return Verdict.NO
            return min(known, default=Verdict.YES) if self._is_whole and len(known) == len(verdicts) else None

        found = together(Verdict.CANNOT_TELL if search.include_unstated else Verdict.NO)
        if found is None or found >= least:
            return _LOOK
        if found is Verdict.CANNOT_TELL:
            return _MAY_MATCH
        missing = next((name for name, verdict in zip(self._stated, stated) if verdict is None), None)
        otherwise = Verdict.NO if missing is None else together(Verdict.YES)
        if otherwise is None:
            return _LOOK
        return Answer(False, True, missing) if otherwise >= least else _DROP


_REMEMBERED = 100_000
"""So many kinds of equipment are judged once: the world has fewer."""

_CONNECTIONS = "connections"
"""The filters on connections, which are judged together."""

_LISTS = {
    "country_ids": ("country_id",),
    "operator_ids": ("operator_id",),
    "usage_type_ids": ("usage_id",),
    "data_provider_ids": ("provider_id",),
    "status_type_ids": ("status_id",),
}
_COLUMNS = {
    **_LISTS,
    "not_operator_ids": ("operator_id",),
    "is_public": ("usage_id",),
    "in_operation": ("status_id", "is_for_a_day"),
    "free_of_charge": ("is_free",),
    "open_24_hours": ("is_open_24_hours",),
    "text": ("words",),
    "open_data": ("provider_id", "attributions"),
    "modified_since": ("modified",),
    "created_since": ("created",),
    "verified_since": ("verified", "created"),
    "has_media": ("has_media",),
    "has_comments": ("has_comments",),
    "has_checkins": ("has_checkins",),
}
"""By filter: the columns that tell of it."""


class _Tells:
    """What tells of each filter of a search, given the values of its columns."""

    def __init__(self, search: Search, reference: ReferenceData, licences: Licences) -> None:
        self._search = search
        self._reference = reference
        self._licences = licences

    def of(self, rule: str) -> Tells:
        """What tells of a filter, by name."""
        if rule == _CONNECTIONS:
            return self._on_connections()
        wanted = getattr(self._search, rule)
        if rule == "open_data":
            return self._is_open(wanted)
        return _TELLS[rule](wanted)

    def _on_connections(self) -> Tells:
        search, country_iso = self._search, self._reference.country_iso
        conditions = conditions_on_connections(search)

        @functools.lru_cache(maxsize=_REMEMBERED)
        def tells(equipment: str | None) -> Verdict | None:
            if equipment is None:
                return None
            country, provider, lines = equipment_of_text(equipment)
            return on_lines(search, conditions, lines, country_iso(country), provider)

        return tells

    def _is_open(self, wish: bool) -> Tells:
        @functools.lru_cache(maxsize=_REMEMBERED)
        def tells(provider: int | None, attributions: str | None) -> Verdict:
            texts = json.loads(attributions) if attributions else ()
            return on_fact(self._licences.is_surely_open(provider, texts), wish)

        return tells


def _is_so(wish: bool) -> Tells:
    """Of a column with 1 for yes, 0 for no, and None for what the record does not say."""
    return lambda fact: on_fact(None if fact is None else bool(fact), wish)


def _is_since(since: datetime) -> Tells:
    """Of whole seconds: the part of a second decides only where both are of the same one."""
    exactly = since.timestamp()

    def tells(second: int | None) -> Verdict | None:
        if second is None or second < math.floor(exactly):
            return Verdict.NO
        return Verdict.YES if second >= exactly else None

    return tells


def _is_verified(since: datetime) -> Tells:
    midnight = datetime(since.year, since.month, since.day, tzinfo=timezone.utc).timestamp()

    def tells(verified: int | None, created: int | None) -> Verdict | None:
        if verified is not None and verified >= midnight:
            return Verdict.YES
        if created is not None and (verified is None or created >= midnight):
            return None  # whether its creation counts is a matter of the day
        return Verdict.CANNOT_TELL if verified is None else Verdict.NO

    return tells


def _is_in_operation(wish: bool) -> Tells:
    def tells(status_id: int | None, is_for_a_day: int | None) -> Verdict | None:
        return None if is_for_a_day else on_fact(counts_now(status_class(status_id), None), wish)

    return tells


def _mentions(text: str) -> Tells:
    wanted = stored_words(text).split()

    def tells(words: str | None) -> Verdict | None:
        if words is None:
            return Verdict.CANNOT_TELL
        return None if all(word in words for word in wanted) else Verdict.NO

    return tells


_TELLS: dict[str, Callable[[Any], Tells]] = {
    "not_operator_ids": lambda ids: is_not_operated_by(frozenset(ids)),
    "is_public": lambda wish: lambda usage_id: on_fact(is_of_public(usage_id), wish),
    "in_operation": _is_in_operation,
    "free_of_charge": _is_so,
    "open_24_hours": _is_so,
    "text": _mentions,
    "modified_since": _is_since,
    "created_since": _is_since,
    "verified_since": _is_verified,
    "has_media": _is_so,
    "has_comments": _is_so,
    "has_checkins": _is_so,
}
"""By filter: what tells of it, given what is asked for."""

"""A mirror as a source: stations by place, number, country and what SQL can tell of the filters, in the order of ids.

It hands over every station that may match, as they came from the server, and the same judge as ever decides. What may
match is put aside in one moment, so that an update can go on meanwhile and no result is half of before it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timezone
from itertools import compress
from typing import Any, NamedTuple

from ..feedback import Feedback
from ..records.built_in_reference import BUILT_IN, PROVIDERS
from ..records.provenance import FROM_HELD, FROM_MIRROR, Origin, ResumePoint
from ..records.raw import unpack
from ..records.reference import ReferenceData
from ..search.areas import Area, Countries
from ..search.search import FILTERS, Search
from ..store.coverage import Cover, Entry, covered, usable
from ..store.mirror_index import stored_words
from ..store.mirror_tables import MirrorFacts, damaged_mirror, entries_of, ids_around, read_entries, read_facts
from ..store.mirrors import Mirror, MirrorDatabase
from ..store.sql import sql
from ..tables.derive.classes import access_class
from ..tables.derive.looks import access_is_restricted
from ..translation import language, tr
from .parameters import wants_comments
from .source import SLICE, Batch, api_name, batch_of, decoded_slices

_ALL = "SELECT ocm_id FROM gpkg_ocm_pois WHERE ocm_id > ? ORDER BY ocm_id"
_SIMPLE = 20_000
"""Of so few stations all are handed over: to look at each is quick, and what states nothing can be counted."""
_LONGEST_LIST = 500
"""Longer lists of ids are left to the judge."""


class MirrorSource:
    """The stations of a mirror. For one run at a time."""

    is_invented = False

    def __init__(
        self,
        mirror: Mirror,
        server: str,
        area: Area | None = None,
        now: datetime | None = None,
        kind: str = FROM_MIRROR,
        holds: Callable[[Sequence[Entry]], bool] | None = None,
        withheld: tuple[str, ...] = (),
    ) -> None:
        """`area`: where will be searched, if that is known: it decides from when the stations are said to be.

        `kind`: FROM_HELD for what searches have brought from the server, which then still is what is named. `holds`:
        whether what the mirror covers is as much as is wanted of it; by default, all of the search. `withheld`: what
        the server kept back when it was asked.
        """
        self.mirror = mirror
        self.problem: str | None = None
        self.requests = 0
        self.bytes = 0
        self._server = server
        self._area = area
        self._holds = holds
        self._withheld = withheld
        self._now = now or datetime.now(timezone.utc)
        self._facts: MirrorFacts | None = None
        self.origin = Origin(kind, server)
        self.name = api_name(server) if kind == FROM_HELD else tr("Mirror {name}", name=mirror.name)

    def withheld(self, search: Search) -> tuple[str, ...]:
        """Nothing of its own: a station that does not state what is asked for is handed over, and counted."""
        return self._withheld

    def reference(self, feedback: Feedback) -> ReferenceData:
        """The look-up lists of the mirror's last update. Raises SourceFileError."""
        facts = self._read()
        return facts.reference.completed_by(BUILT_IN).completed_by(PROVIDERS)

    def batches(self, search: Search, feedback: Feedback, resume: ResumePoint | None = None) -> Iterator[Batch]:
        """All stations that may match, with rising ids; last, what the mirror does not cover. Raises Cancelled."""
        facts = self._read()
        with self.mirror.reading() as database:
            with database.moment():
                ids = _candidates(database, search, facts, resume.after_id if resume else 0, feedback)
                database.put_aside(ids)
                entries = entries_of(database)
            for packed in database.aside(SLICE):
                feedback.check()
                yield from self._batch(packed, wants_comments(search), feedback)
        holds = self._holds or (lambda entries: cover_of(entries, self._server, search, None).is_whole)
        if not holds(entries):
            yield Batch((), missing=_not_covered(self.mirror))

    def _batch(self, packed: Sequence[tuple[int, bytes]], with_comments: bool, feedback: Feedback) -> Iterator[Batch]:
        try:
            raw = [unpack(poi) for _, poi in packed]
        except ValueError as error:
            raise damaged_mirror(self.mirror.place, str(error)) from error
        for decoded in decoded_slices(raw, with_comments, feedback):
            yield batch_of(decoded)._replace(resume=ResumePoint(packed[-1][0]))

    def _read(self) -> MirrorFacts:
        if self._facts is None:
            self._facts = read_facts(self.mirror)
            self._describe(self._facts)
        return self._facts

    def _describe(self, facts: MirrorFacts) -> None:
        entries = usable(facts.entries, self._server, None, False)
        cover = covered(self._area, entries) if self._area is not None else None
        as_of = cover.since if cover is not None else min((entry.as_of for entry in entries), default=None)
        if as_of is None:
            return
        self.origin = self.origin._replace(file_date=as_of)
        if self.origin.kind == FROM_MIRROR:
            self.name = mirror_name(self.mirror, as_of, self._now)


def count_candidates(mirror: Mirror, search: Search, feedback: Feedback) -> int:
    """How many stations of a mirror may match a search, before each is looked at. Raises SourceFileError, Cancelled."""
    facts = read_facts(mirror)
    with mirror.reading() as database:
        return len(_candidates(database, search, facts, 0, feedback))


def mirror_cover(mirror: Mirror, server: str, search: Search, since: datetime | None) -> Cover:
    """What a mirror has of the area of a search. `since`: older stations are too old. Raises SourceFileError."""
    return cover_of(read_entries(mirror), server, search, since)


def cover_of(entries: Iterable[Entry], server: str, search: Search, since: datetime | None) -> Cover:
    """The same of the areas that a mirror covers."""
    return covered(search.area, usable(entries, server, since, wants_comments(search)))


def mirror_name(mirror: Mirror, as_of: datetime, now: datetime) -> str:
    """A mirror with its age: "Mirror germany.gpkg of 2026-11-20 (9 days old)"."""
    date = language().date(as_of)
    days = max(0, (now - as_of).days)
    return tr(
        "Mirror {name} of {date} ({n} day old)",
        "Mirror {name} of {date} ({n} days old)",
        n=days,
        name=mirror.name,
        date=date,
    )


def _not_covered(mirror: Mirror) -> str:
    return tr(
        "The mirror {name} does not hold all that was asked for, and what it lacks is missing. "
        "Search Open Charge Map itself, or update the mirror for this area.",
        name=mirror.name,
    )


def _candidates(
    database: MirrorDatabase, search: Search, facts: MirrorFacts, after: int, feedback: Feedback
) -> list[int]:
    """The numbers of all stations that may match, and of those that state nothing of what is asked for."""
    ids = ids_around(database, search.area, feedback.check)
    if ids is not None and len(ids) <= _SIMPLE:
        return sorted(number for number in ids if number > after)
    conditions, values = _conditions(database, search, facts)
    if not conditions:
        found = [number for (number,) in database.rows(_ALL, (after,))]
    else:
        where = " AND ".join(conditions)
        statement = sql("SELECT ocm_id FROM gpkg_ocm_index WHERE ocm_id > ? AND", where, "ORDER BY ocm_id")
        found = [number for (number,) in database.rows(statement, (after, *values))]
    return found if ids is None else [number for number in found if number in ids]


def _conditions(database: MirrorDatabase, search: Search, facts: MirrorFacts) -> tuple[list[str], list[Any]]:
    """What SQL can tell of the filters: conditions that every station of the result meets, and their values.

    So do those that state nothing of a list that is asked for: they are counted.
    """
    conditions: list[str] = []
    values: list[Any] = []

    def add(condition: str, *its_values: Any) -> None:
        conditions.append(condition)
        values.extend(its_values)

    if isinstance(search.area, Countries):
        codes = search.area.codes
        countries = facts.reference.completed_by(BUILT_IN).countries.values()
        _one_of(add, "country_id", [country.id for country in countries if country.iso in codes])
    for each in FILTERS:
        if not search.asks_for(each):
            continue
        wanted = getattr(search, each.name)
        if each.name in _LISTS:
            unknown = each.choices.unknown_id
            _one_of(add, _LISTS[each.name], [*wanted, *([] if unknown is None else [unknown])])
        elif each.name in _DATES:
            add(sql(_DATES[each.name], ">= ?"), math.floor(wanted.timestamp()))
        elif each.name in _FACTS:
            _is(_FACTS[each.name])(add, database, wanted)
    if facts.has_index:
        columns = database.index_columns()
        for name, condition in _DERIVED.items():
            if condition.column in columns and getattr(search, name) not in (None, ()):
                condition.add_to(add, database, getattr(search, name))
    return conditions, values


_LISTS = {
    "operator_ids": "operator_id",
    "usage_type_ids": "usage_id",
    "data_provider_ids": "provider_id",
    "country_ids": "country_id",
}
_DATES = {"modified_since": "modified", "created_since": "created"}
_FACTS = {"has_media": "has_media", "has_comments": "has_comments", "has_checkins": "has_checkins"}
"""Columns of the mirror's index with what a record states, by filter; of what is derived, see `_DERIVED`."""


def _one_of(add: Any, column: str, ids: Sequence[Any]) -> None:
    if len(ids) <= _LONGEST_LIST:
        places = ", ".join("?" * len(ids))
        add(sql("(", column, "IS NULL OR", column, "IN (", places, "))"), *ids)


Adds = Callable[[Any, MirrorDatabase, Any], None]
"""Adds the conditions of a filter, given what is asked for."""


def _compared(column: str, how: str) -> Adds:
    return lambda add, _, number: add(sql("(", column, "IS NULL OR", column, how, "? )"), number)


def _is(column: str) -> Adds:
    return lambda add, _, wish: add(sql("(", column, "IS NULL OR", column, "= ? )"), int(wish))


def _values_of(database: MirrorDatabase, column: str) -> list[Any]:
    """All that a column holds."""
    statement = sql("SELECT DISTINCT", column, "FROM gpkg_ocm_index WHERE", column, "IS NOT NULL")
    return [value for (value,) in database.rows(statement)]


def _any_of(column: str) -> Adds:
    """One of the ids that are listed in a column as text; 0 stands for one that is not stated."""

    def adds(add: Any, database: MirrorDatabase, ids: Sequence[int]) -> None:
        wanted, texts = {0, *ids}, _values_of(database, column)
        may_match = [not wanted.isdisjoint(map(int, text.strip(",").split(","))) for text in texts]
        _one_of(add, column, list(compress(texts, may_match)))

    return adds


def _has_status(add: Any, _: MirrorDatabase, ids: Sequence[int]) -> None:
    _one_of(add, "status_id", [0, *ids])  # 0: it states none


def _is_not_of(add: Any, _: MirrorDatabase, ids: Sequence[int]) -> None:
    if len(ids) <= _LONGEST_LIST:
        places = ", ".join("?" * len(ids))
        add(sql("( operator_id IS NULL OR operator_id NOT IN (", places, "))"), *ids)


def _is_public(add: Any, database: MirrorDatabase, wish: bool) -> None:
    restricted = {number: access_is_restricted(access_class(number)) for number in _values_of(database, "usage_id")}
    _one_of(add, "usage_id", [number for number, is_restricted in restricted.items() if is_restricted is not wish])


def _is_verified(add: Any, _: MirrorDatabase, since: datetime) -> None:
    day = datetime(since.year, since.month, since.day, tzinfo=timezone.utc)
    add("( verified IS NULL OR verified >= ? )", math.floor(day.timestamp()))


def _mentions(add: Any, _: MirrorDatabase, text: str) -> None:
    for word in stored_words(text).split():
        add("( words IS NULL OR instr(words, ?) > 0 )", word)


class _Condition(NamedTuple):
    column: str
    """Without this column, which older mirrors may lack, nothing can be said."""
    add_to: Adds


_DERIVED = {
    "connection_type_ids": _Condition("types", _any_of("types")),
    "min_power_kw": _Condition("kw_hi", _compared("kw_hi", ">=")),
    "max_power_kw": _Condition("kw_lo", _compared("kw_lo", "<=")),
    "min_connectors": _Condition("connectors", _compared("connectors", ">=")),
    "current_type_ids": _Condition("currents", _any_of("currents")),
    "level_ids": _Condition("levels", _any_of("levels")),
    "status_type_ids": _Condition("status_id", _has_status),
    "in_operation": _Condition("in_operation", _is("in_operation")),
    "not_operator_ids": _Condition("operator_id", _is_not_of),
    "is_public": _Condition("usage_id", _is_public),
    "free_of_charge": _Condition("is_free", _is("is_free")),
    "open_24_hours": _Condition("is_open_24_hours", _is("is_open_24_hours")),
    "verified_since": _Condition("verified", _is_verified),
    "text": _Condition("words", _mentions),
}
"""What the index tells of other filters."""

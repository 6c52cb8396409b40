"""A mirror as a source: stations by place, number, country and what SQL can tell of the filters, in the order of ids.

It hands over every station that may be one of the result, as they came from the server, and the same judge as ever
decides. Those that a result only counts are counted by the index. What is handed over is put aside in one moment, so
that an update can go on meanwhile and no result is half of before it.
"""

from __future__ import annotations

import json
from bisect import bisect
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, NamedTuple

from ..feedback import Feedback
from ..records.built_in_reference import BUILT_IN, PROVIDERS
from ..records.decoding import decode_pois
from ..records.licences import Licences
from ..records.provenance import FROM_HELD, FROM_MIRROR, Origin, ResumePoint
from ..records.raw import unpack
from ..records.reference import ReferenceData
from ..records.station import SetAside
from ..search.areas import Area, Countries, StationIds, World
from ..search.search import Search
from ..slices import SLICE
from ..store.coverage import Entry, covered, newer_than_asked, usable
from ..store.mirror_judge import IndexJudge
from ..store.mirror_tables import (
    MirrorFacts,
    damaged_mirror,
    entries_of,
    has_places,
    ids_around,
    inside_by_index,
    read_facts,
    read_set_aside,
    trusted_columns,
)
from ..store.mirrors import Mirror, MirrorDatabase
from ..store.sql import sql
from ..translation import language, tr
from .parameters import wants_comments
from .source import Batch, api_name, batch_of

_SIMPLE = 20_000
"""Of so few stations all are handed over: to look at each is quick."""
_OF_IDS = "AND ocm_id IN (SELECT value FROM json_each(?))"


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
        licence_folder: Path | None = None,
        only_counts: bool = True,
    ) -> None:
        """`area`: where will be searched, if that is known: it decides from when the stations are said to be.

        `kind`: FROM_HELD for what searches have brought from the server, which then still is what is named. `holds`:
        whether what the mirror covers is as much as is wanted of it; by default, all of the search. `withheld`: what
        the server kept back when it was asked. `licence_folder`: where the user's own table of licences may lie.
        `only_counts`: what a result only counts need not be handed over.
        """
        self.mirror = mirror
        self.problem: str | None = None
        self.requests = 0
        self.bytes = 0
        self._server = server
        self._area = area
        self._holds = holds
        self._withheld = withheld
        self._licence_folder = licence_folder
        self._only_counts = only_counts
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
        with self.mirror.reading() as database:
            with database.moment():
                found = self._candidates(database, search, resume.after_id if resume else 0, feedback)
                database.put_aside(found.wanted)
                entries = entries_of(database)
                set_aside = _set_aside(database, search.area, entries)
            counted = 0
            for packed in database.aside(SLICE):
                feedback.check()
                last = packed[-1][0]
                end = bisect(found.only_counted, (last + 1,))
                batch = self._batch(packed, wants_comments(search))
                yield batch._replace(resume=ResumePoint(last), only_counted=found.only_counted[counted:end])
                counted = end
            if counted < len(found.only_counted):
                yield Batch((), only_counted=found.only_counted[counted:])
            if set_aside:
                yield Batch((), set_aside)
        missing = self._missing(entries, search)
        if missing:
            yield Batch((), missing=missing)

    def _missing(self, entries: Sequence[Entry], search: Search) -> str:
        """That the mirror does not hold all of a search; "" where it does."""
        if self._holds is not None:
            return "" if self._holds(entries) else _not_covered(self.mirror)
        cover = covered(search.area, usable(entries, self._server, None, wants_comments(search)))
        if not cover.is_whole or cover.since is None:
            return _not_covered(self.mirror)
        is_new = len(newer_than_asked(cover.entries, search)) == len(cover.entries)
        return "" if is_new else _too_old(self.mirror, cover.since)

    def numbers(self, search: Search, feedback: Feedback) -> set[int]:
        """Of the stations that may be of a result, as far as the index tells. Raises SourceFileError, Cancelled."""
        with self.mirror.reading() as database:
            ids = ids_around(database, search.area, feedback.check)
            return set(self._by_index(database, search, 0, ids, feedback, is_estimate=True).wanted)

    def _batch(self, packed: Sequence[tuple[int, bytes]], with_comments: bool) -> Batch:
        try:
            raw = [unpack(poi) for _, poi in packed]
        except ValueError as error:
            raise damaged_mirror(self.mirror.place, str(error)) from error
        return batch_of(decode_pois(raw, with_comments))

    def _candidates(self, database: MirrorDatabase, search: Search, after: int, feedback: Feedback) -> _Candidates:
        """The stations behind a number that a search has to look at or to count."""
        ids = ids_around(database, search.area, feedback.check)
        if ids is not None and len(ids) <= _SIMPLE:
            return _Candidates(sorted(number for number in ids if number > after), [])
        return self._by_index(database, search, after, ids, feedback)

    def _by_index(
        self,
        database: MirrorDatabase,
        search: Search,
        after: int,
        ids: set[int] | None,
        feedback: Feedback,
        is_estimate: bool = False,
    ) -> _Candidates:
        """The same, of those with some numbers or of all, as the index tells them from others.

        `is_estimate`: nobody will judge what is found.
        """
        reference = self.reference(feedback)
        columns = trusted_columns(database, self._read().has_index)
        judge = IndexJudge(search, columns, reference, Licences(reference, self._licence_folder))
        is_inside = inside_by_index(search.area, columns, feedback.check)
        # A result that is full counts nothing behind it.
        may_count = is_estimate or (self._only_counts and search.max_results is None)
        wanted: list[int] = []
        only_counted: list[tuple[int, str | None]] = []
        place = ("lon", "lat") if has_places(columns) else ("NULL", "NULL")
        names = ", ".join(("ocm_id", "country_id", *place, *judge.columns))
        where, known = _in_countries(search.area, reference)
        if ids is not None and len(ids) <= _SIMPLE:
            where, known = _OF_IDS, [json.dumps(sorted(ids))]
        statement = sql("SELECT", names, "FROM gpkg_ocm_index WHERE ocm_id > ?", where, "ORDER BY ocm_id")
        for number, country, lon, lat, *values in database.many(statement, (after, *known)):
            if ids is not None and number not in ids:
                continue
            answer = judge(values)
            is_asked = (answer.is_counted and may_count) or (answer.is_wanted and is_estimate)
            is_in_area = is_inside(country, lon, lat) if is_asked else None
            if (answer.is_wanted and is_in_area is not False) or (answer.is_counted and is_in_area is None):
                wanted.append(number)
            elif answer.is_counted and is_in_area:
                only_counted.append((number, answer.unstated))
        return _Candidates(wanted, only_counted)

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


def _set_aside(database: MirrorDatabase, area: Area, entries: Sequence[Entry]) -> list[SetAside]:
    """The records that the mirror could not read of an area.

    Where they lie is not known: of a place in an area that is mirrored, none is named, as a server names none there.
    """
    areas = [entry.area for entry in entries]
    if isinstance(area, StationIds):
        return [record for record in read_set_aside(database, areas) if record.id in area.ids]
    return read_set_aside(database, areas if isinstance(area, World) else [area])


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


def _too_old(mirror: Mirror, as_of: datetime) -> str:
    return tr(
        "The mirror {name} is of {date}: what has come or changed since then is missing, and later is what was asked "
        "for. Search Open Charge Map itself, or update the mirror.",
        name=mirror.name,
        date=language().date(as_of),
    )


def _in_countries(area: Area, reference: ReferenceData) -> tuple[str, list[Any]]:
    """The condition, and its values, of the stations that may be in an area of countries; none for other areas."""
    if not isinstance(area, Countries):
        return "", []
    ids = [country.id for country in reference.countries.values() if country.iso in area.codes]
    is_one = sql("OR country_id IN (", ", ".join("?" * len(ids)), ")") if ids else ""
    return sql("AND (country_id IS NULL", is_one, ")"), ids


class _Candidates(NamedTuple):
    """Stations of a mirror, in the order of their numbers."""

    wanted: list[int]
    """Those that may be of the result."""
    only_counted: list[tuple[int, str | None]]
    """Those that are not, and are counted: see `Batch.only_counted`."""

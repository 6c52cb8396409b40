"""Stations on their way into a mirror: they wait until what was asked for is whole, and arrive in one transaction."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import uuid4

from ..errors import FileWriteError, SearchError
from ..feedback import Feedback
from ..json_values import time
from ..match.point_in_area import Check, containment, is_antimeridian
from ..records.decoding import decode_pois
from ..records.raw import unpack
from ..records.reference import ReferenceData
from ..records.station import SetAside
from ..search.areas import Area, Countries, StationIds, World, area_from_json, area_to_json
from ..slices import slices
from ..translation import tr
from .coverage import Entry
from .merging import is_suspicious
from .mirror_changes import UpdateChanges
from .mirror_tables import (
    LedgerRow,
    damaged_mirror,
    facts_of_mirror,
    ids_around,
    pois_of,
    read_fact,
    read_set_aside,
    renew_index,
    write_entry,
    write_fact,
    write_reference,
    write_set_aside,
)
from .mirrors import MirrorDatabase, MirrorSession
from .sql import sql
from .times import time_for_store

PROGRESS = "progress"

_FORGET_ARRIVED = "DELETE FROM gpkg_ocm_arrived"
_FORGET_OLDER = "DELETE FROM ocm_coverage WHERE as_of < ?"
_NO_NEWER = "UPDATE ocm_coverage SET as_of = ? WHERE as_of > ?"
_WITHOUT_COMMENTS = "UPDATE ocm_coverage SET with_comments = ?"
_COUNT_ARRIVED = "SELECT count(*) FROM gpkg_ocm_arrived"
_IDS_ARRIVED = "SELECT ocm_id FROM gpkg_ocm_arrived"
_LAST_ARRIVED = "SELECT ocm_id FROM gpkg_ocm_arrived ORDER BY ocm_id DESC LIMIT ?"
_IDS_HELD = "SELECT ocm_id FROM gpkg_ocm_pois"
_LAST_HELD = "SELECT ocm_id FROM gpkg_ocm_pois ORDER BY ocm_id DESC LIMIT ?"
_IDS_OF_COUNTRIES = "SELECT ocm_id FROM gpkg_ocm_index WHERE country_id IN (SELECT value FROM json_each(?))"
_OTHERWISE = (
    "SELECT a.ocm_id, p.poi, a.poi FROM gpkg_ocm_arrived a LEFT JOIN gpkg_ocm_pois p ON p.ocm_id = a.ocm_id "
    "WHERE p.poi IS NULL OR p.poi <> a.poi"
)
_TAKE = ("CREATE TEMP TABLE IF NOT EXISTS taken (ocm_id INTEGER PRIMARY KEY)", "DELETE FROM taken")
_NOTE_TAKEN = "INSERT INTO taken SELECT value FROM json_each(?)"
_TAKEN = " FROM gpkg_ocm_arrived WHERE ocm_id IN (SELECT ocm_id FROM taken) ORDER BY ocm_id"
_LET_GO = (
    "DELETE FROM gpkg_ocm_pois WHERE ocm_id IN (SELECT ocm_id FROM taken)",
    "DELETE FROM gpkg_ocm_index WHERE ocm_id IN (SELECT ocm_id FROM taken)",
    "DELETE FROM gpkg_ocm_places WHERE ocm_id IN (SELECT ocm_id FROM taken)",
)
_WRITE_POIS = "INSERT INTO gpkg_ocm_pois SELECT ocm_id, poi"
_REMOVE = (
    "DELETE FROM gpkg_ocm_pois WHERE ocm_id IN (SELECT value FROM json_each(?))",
    "DELETE FROM gpkg_ocm_index WHERE ocm_id IN (SELECT value FROM json_each(?))",
    "DELETE FROM gpkg_ocm_places WHERE ocm_id IN (SELECT value FROM json_each(?))",
)


class Part(NamedTuple):
    """What an update asks for: an area, whole or what has changed in it."""

    area: Area
    server: str
    since: datetime | None
    """What was modified since is asked for; None: all there is, so that what is missing is gone."""
    started: datetime
    """When this was begun: from then the stations are, or from later."""


class PartRefused(FileWriteError):
    """What has arrived of a part is not believed; it says nothing of other parts."""


class Begun(NamedTuple):
    """A part that was begun and not finished."""

    part: Part
    after_id: int
    """All stations up to this number have arrived."""


class Updated(NamedTuple):
    """What an update of a part has done to a mirror."""

    part: Part
    added: int
    changed: int
    gone: int
    same: int


class Staging:
    """A mirror that takes stations in. They do not count before `apply`; until then searches find the old ones."""

    def __init__(self, session: MirrorSession) -> None:
        self.place = session.place
        self._session = session
        self._token = uuid4().hex
        """Two updates of one mirror must not mix what has arrived: the last one to begin goes on, the other ends."""

    def close(self) -> None:
        """Let go of the mirror."""
        self._session.close()

    def begun(self) -> Begun | None:
        """What was begun and not finished. Raises OcmError."""
        with self._session.reading() as database:
            return _begun_of(read_fact(database, PROGRESS))

    def begin(self, part: Part | None) -> None:
        """Begin a part; what has arrived of another one is forgotten. None: one that cannot go on after a failure.

        Raises FileWriteError.
        """
        with self._session.writing() as database:
            database.run(_FORGET_ARRIVED)
            self._note(database, part, 0)

    def go_on(self, begun: Begun) -> None:
        """Go on with a part that was begun. Raises FileWriteError."""
        with self._session.writing() as database:
            self._note(database, begun.part, begun.after_id)

    def add(self, part: Part | None, rows: Sequence[tuple[Any, ...]], after_id: int) -> None:
        """Take rows made by `arrived_row`; all up to a number have arrived with them. Raises FileWriteError."""
        with self._session.writing() as database:
            _check_owner(database, self._token)
            database.write_arrived(rows)
            self._note(database, part, after_id)

    def last_arrived(self, most: int) -> list[int]:
        """The highest numbers of the stations that wait. Raises FileWriteError."""
        return self._numbers(_LAST_ARRIVED, most)

    def some_held(self, most: int) -> list[int]:
        """The numbers of some stations that the mirror holds. Raises FileWriteError."""
        return self._numbers(_LAST_HELD, most)

    def gone(self, part: Part, reference: ReferenceData, feedback: Feedback) -> list[int]:
        """The numbers of the stations that are held and have not arrived with all of a part, in their order.

        Raises FileWriteError.
        """
        with self._session.reading() as database:
            lists = reference.completed_by(facts_of_mirror(database).reference)
            held = _held_in(database, part.area, lists, feedback.check)
            return sorted(held.difference(number for (number,) in database.rows(_IDS_ARRIVED)))

    def _numbers(self, statement: str, most: int) -> list[int]:
        with self._session.reading() as database:
            return [number for (number,) in database.rows(statement, (most,))]

    def _note(self, database: MirrorDatabase, part: Part | None, after_id: int) -> None:
        stored: dict[str, Any] = {"token": self._token, "after_id": after_id}
        if part is not None:
            stored.update(
                area=area_to_json(part.area),
                server=part.server,
                since=part.since.isoformat() if part.since else None,
                started=part.started.isoformat(),
            )
        write_fact(database, PROGRESS, json.dumps(stored))

    def forget(self, before: datetime) -> None:
        """Take areas out of the ledger that are older. Raises FileWriteError."""
        with self._session.writing() as database:
            database.run(_FORGET_OLDER, (time_for_store(before),))

    def apply(
        self,
        part: Part,
        reference: ReferenceData,
        with_comments: bool,
        query_id: str,
        feedback: Feedback,
        replace_all: bool = False,
        set_aside: Collection[SetAside] = (),
        is_listed: bool = True,
    ) -> Updated:
        """Let what has arrived count, all of it at once, and enter it into the ledger.

        `replace_all`: also when far fewer stations have arrived than are held, which is refused otherwise. `set_aside`:
        the records that could not be read; what is held of them stays, and searches name them. `is_listed`: what
        changes in an area that is held already is entered into the list of changes. Raises FileWriteError; the mirror
        is then as it was.
        """
        entry = Entry(part.area, part.server, part.started, with_comments, query_id)
        with self._session.applying(feedback) as database:
            _check_owner(database, self._token)
            return _apply(database, part, entry, reference, feedback, replace_all, set_aside, is_listed)


def _check_owner(database: MirrorDatabase, token: str) -> None:
    """Raise FileWriteError when another update of the mirror has begun since."""
    stored = json.loads(read_fact(database, PROGRESS) or "{}")
    if stored.get("token") != token:
        sentence = tr("Another program has begun to update {path}. This update has ended.", path=database.place)
        raise FileWriteError(sentence)


def _begun_of(stored: str | None) -> Begun | None:
    try:
        members = json.loads(stored or "{}")
        started, since = time(members["started"]), time(members["since"])
        if started is None or (since is None and members["since"] is not None):
            return None
        return Begun(
            Part(area_from_json(members["area"]), str(members["server"]), since, started), int(members["after_id"])
        )
    except (ValueError, KeyError, TypeError, SearchError):
        return None


def _apply(
    database: MirrorDatabase,
    part: Part,
    entry: Entry,
    reference: ReferenceData,
    feedback: Feedback,
    replace_all: bool,
    set_aside: Collection[SetAside],
    is_listed: bool,
) -> Updated:
    facts = facts_of_mirror(database)
    lists = reference.completed_by(facts.reference)
    ((arrived,),) = database.rows(_COUNT_ARRIVED)
    gone: set[int] = set()
    if part.since is None:
        held = _held_in(database, part.area, lists, feedback.check)
        if is_suspicious(len(held), arrived) and not replace_all:
            raise PartRefused(_suspicious(database.place, len(held), arrived))
        damaged = {record.id for record in set_aside}
        gone = held.difference((number for (number,) in database.rows(_IDS_ARRIVED)), damaged)
    before = next((each for each in facts.held if _is_of(each, part)), None)
    # All of a new area is new: that is no news.
    changes = UpdateChanges(lists, entry) if is_listed and before is not None else None
    added, changed = _note_taken(database, feedback.check, changes)
    if changes is not None:
        for some in slices(sorted(gone)):
            feedback.check()
            changes.remove(pois_of(database, some))
        if changes.changes:
            database.list_changes(changes.changes, entry.query_id, part.started)
    _take_over(database, changed > 0, gone, feedback.check)
    swept = part.started if part.since is None or before is None else before.swept
    # Other areas may have stations of this one: none of them may seem newer, or to have come with comments.
    database.run(_NO_NEWER, (time_for_store(part.started),) * 2)
    if not entry.with_comments:
        database.run(_WITHOUT_COMMENTS, (False,))
    write_entry(database, LedgerRow(entry, swept))
    write_reference(database, lists)
    _note_set_aside(database, part, set_aside)
    database.run(_FORGET_ARRIVED)
    write_fact(database, PROGRESS, None)
    if not facts.has_index:
        renew_index(database, feedback.check)
    return Updated(part, added, changed, len(gone), arrived - added - changed)


def _take_over(database: MirrorDatabase, has_changed: bool, gone: Collection[int], check: Check) -> None:
    """Let the stations that were noted by `_note_taken` be held, and those that are gone no longer."""
    for statement in (
        *(_LET_GO if has_changed else ()),
        *(sql(words, _TAKEN) for words in (_WRITE_POIS, _write_index(database), database.take_places)),
    ):
        check()
        database.run(statement)
    for statement in _REMOVE if gone else ():
        check()
        database.run(statement, (json.dumps(sorted(gone)),))


def _note_set_aside(database: MirrorDatabase, part: Part, set_aside: Collection[SetAside]) -> None:
    """Keep the records of a part that could not be read, and of those before it the ones that have not come again."""
    known = set(set_aside)
    if part.since is not None:
        arrived = {number for (number,) in database.rows(_IDS_ARRIVED)}
        arrived.update(record.id for record in set_aside)
        known.update(record for record in read_set_aside(database, [part.area]) if record.id not in arrived)
    write_set_aside(database, part.area, known)


def _write_index(database: MirrorDatabase) -> str:
    names = ", ".join(("ocm_id", *database.index_columns()))
    return sql("INSERT INTO gpkg_ocm_index (", names, ") SELECT", names)


def _is_of(held: LedgerRow, part: Part) -> bool:
    return held.entry.area == part.area and held.entry.server == part.server


def _suspicious(path: str, held: int, arrived: int) -> str:
    return tr(
        "{path} was left as it was: the server sent only {n} station, and the mirror holds {held} in the same area. "
        "If that is right, update it again and allow the replacement.",
        "{path} was left as it was: the server sent only {n} stations, and the mirror holds {held} in the same area. "
        "If that is right, update it again and allow the replacement.",
        n=arrived,
        held=held,
        path=path,
    )


def _held_in(database: MirrorDatabase, area: Area, reference: ReferenceData, check: Check) -> set[int]:
    """The numbers of the stations that a mirror holds in an area, and that all of it would bring again."""
    if isinstance(area, World):
        return {number for (number,) in database.rows(_IDS_HELD)}
    if isinstance(area, Countries):
        ids = [country.id for country in reference.countries.values() if country.iso in area.codes]
        return {number for (number,) in database.rows(_IDS_OF_COUNTRIES, (json.dumps(ids),))}
    around = ids_around(database, area, check)
    is_inside = containment(area, reference, check)
    found: set[int] = set()
    for part in slices(sorted(around or ())):
        check()
        try:
            pois = [unpack(poi) for _, poi in pois_of(database, part)]
        except ValueError as error:
            raise damaged_mirror(database.place, str(error)) from error
        stations = decode_pois(pois, with_comments=False).stations
        by_number = isinstance(area, StationIds)
        found.update(
            station.id
            for station in stations
            if is_inside(station) and (by_number or not is_antimeridian(station.longitude))
        )
    return found


def _note_taken(database: MirrorDatabase, check: Check, changes: UpdateChanges | None) -> tuple[int, int]:
    """Note which of the stations that have arrived are new or other than those held, and count both."""
    for statement in _TAKE:
        database.run(statement)
    added = changed = 0
    for part in slices(database.many(_OTHERWISE)):
        check()
        taken = []
        for number, before, now in part:
            if before is None:
                added += 1
                if changes is not None:
                    changes.add(number)
            elif _is_other(before, now):
                changed += 1
                if changes is not None:
                    changes.change(number, before, now)
            else:
                continue
            taken.append(number)
        if taken:
            database.run(_NOTE_TAKEN, (json.dumps(taken),))
    return added, changed


def _is_other(before: bytes, now: bytes) -> bool:
    """Whether two packed POIs say something else: another version of zlib packs the same otherwise."""
    try:
        return unpack(before) != unpack(now)
    except ValueError:
        return True  # what is held is damaged

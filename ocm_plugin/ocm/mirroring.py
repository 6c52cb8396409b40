"""Mirrors filled and kept up to date: from the server, or from a file.

    update_mirror(mirror, source, areas, feedback)      # what is new since last time; now and then everything
    fill_from_file(mirror, source, areas, server, feedback)

Each part (an area) counts when it is whole, and not before. What is interrupted goes on at the next update.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import closing
from datetime import datetime, timedelta, timezone
from typing import Any
from uuid import uuid4

from .errors import Cancelled, OcmError, SourceFileError
from .feedback import Feedback
from .match.point_in_area import containment
from .records.licences import Licences
from .records.provenance import COMPLETE, Provenance, ResumePoint
from .records.reference import ReferenceData
from .records.station import SetAside, Station
from .run import Match, run_search
from .search.areas import Area, StationIds
from .search.search import Search
from .search_wording import search_words
from .sources.source import Batch, Relay, Source
from .store.mirror_tables import LedgerRow, arrived_row, read_facts
from .store.mirror_update import Part, PartRefused, Staging, Updated
from .store.mirrors import Mirror
from .tables.derive.rows import Context
from .translation import tr

MARGIN = timedelta(days=1)
"""Asked for is what was modified since so long before the last update: clocks differ, and servers have copies."""
SWEEP_AFTER = timedelta(days=7)
"""After so long all stations are listed again, since the service does not say which it has removed."""
FORGOTTEN_AFTER = timedelta(days=2)
"""What was begun longer ago is begun again: the first of its stations would be too old."""
ROWS_AT_ONCE = 10_000
"""Stations from a file that are written at once."""
CLOCKS_DIFFER = timedelta(minutes=10)
"""By no more than this do clocks of one user's machines differ."""
ASKED_AGAIN = 3
"""So many of the last stations are asked for once more, to see whether the end of a list was its end."""
ASKED_BY_NUMBER = 50
"""So many of the stations that a list has left out are asked for by their numbers."""
COMMENTED = ("UserComments", "MediaItems")


class Tee(Relay):
    """A source whose POIs are kept as they came, for a destination that takes them in the same moment."""

    def __init__(self, source: Source, resume: ResumePoint | None = None) -> None:
        """`resume`: where to begin."""
        super().__init__(source)
        self._resume = resume
        self.raw: dict[int, dict[str, Any]] = {}
        """The POIs of the batch at hand, by number."""

    def batches(self, search: Search, feedback: Feedback, resume: ResumePoint | None = None) -> Iterator[Batch]:
        for batch in self._source.batches(search, feedback, resume or self._resume):
            self.raw = {station.id: poi for station, poi in zip(reversed(batch.stations), reversed(batch.raw))}
            yield batch


class _IntoMirror:
    """A destination that lets stations wait in a mirror."""

    def __init__(self, staging: Staging, part: Part | None, tee: Tee, at_once: int) -> None:
        """`part`: what can be gone on with after a failure."""
        self._staging, self._part, self._tee, self._at_once = staging, part, tee, at_once
        self._rows: list[tuple[Any, ...]] = []
        self.has_comments = False
        """Whether any station came with comments or photos."""

    def add(self, stations: Sequence[Match]) -> None:
        for match in stations:
            poi = self._tee.raw[match.station.id]
            self.has_comments = self.has_comments or any(poi.get(name) for name in COMMENTED)
            self._rows.append(arrived_row(match.station, poi))
        if len(self._rows) >= self._at_once:
            self.write()

    def write(self) -> None:
        """Write what has come."""
        if self._rows:
            self._staging.add(self._part, self._rows, max(row[0] for row in self._rows))
            self._rows = []


def fill_from_file(
    mirror: Mirror, source: Source, areas: Sequence[Area], server: str, feedback: Feedback, replace_all: bool = False
) -> list[Updated]:
    """Fill a mirror from a file of stations, which holds all of the areas: all that the mirror holds, if none is given.

    A new mirror needs areas: no file says of which it holds all stations. It is made if need be. Raises OcmError; the
    mirror is then as it was.
    """
    reference = source.reference(feedback)
    if source.problem is not None:
        sentence = tr("A mirror cannot be filled from this file: {why} Please choose one in JSON.", why=source.problem)
        raise SourceFileError(sentence)
    moment = source.origin.data_date or datetime.now(timezone.utc)
    if mirror.exists():
        held = [each.entry.area for each in _held(mirror, server)]
        parts = [Part(area, server, None, moment) for area in areas or held]
        if not parts:
            raise _nothing_named()
        with closing(Staging(mirror.session())) as staging:
            return _each(parts, lambda part: _fill(staging, part, source, reference, feedback, replace_all))
    if not areas:
        raise _nothing_named()
    parts = [Part(area, server, None, moment) for area in areas]
    with mirror.made_whole(feedback) as session:
        return [_fill(Staging(session), part, source, reference, feedback, replace_all) for part in parts]


def _fill(
    staging: Staging, part: Part, source: Source, reference: ReferenceData, feedback: Feedback, replace_all: bool
) -> Updated:
    staging.begin(None)
    tee = Tee(source)
    destination = _IntoMirror(staging, None, tee, ROWS_AT_ONCE)
    provenance = _run(part, tee, reference, destination, feedback)
    _check_not_empty(staging, part, reference, replace_all)
    with_comments = destination.has_comments
    return staging.apply(part, reference, with_comments, _new_id(), feedback, replace_all, provenance.set_aside)


def update_mirror(
    mirror: Mirror,
    source: Source,
    areas: Sequence[Area],
    feedback: Feedback,
    now: datetime | None = None,
    sweep_after: timedelta = SWEEP_AFTER,
    replace_all: bool = False,
) -> list[Updated]:
    """Bring a mirror up to date with a server: the areas that it holds of it, and those given. It is made if need be.

    Raises OcmError; what has arrived until then is kept, and the next update goes on there.
    """
    now = now or datetime.now(timezone.utc)
    server = source.origin.server or ""
    reference = source.reference(feedback)
    if not mirror.exists():
        if not areas:
            raise _nothing_named()
        mirror.create()
    known = {each.entry.area: each for each in _held(mirror, server)}
    with closing(Staging(mirror.session())) as staging:
        begun = staging.begun()
        # What was begun first: beginning another part forgets what has arrived of it.
        first = [] if begun is None else [begun.part.area]
        if begun is not None and (areas or not _goes_on(begun.part, Part(begun.part.area, server, None, now))):
            first = [area for area in first if area in known or area in areas]
        wanted = [*dict.fromkeys((*first, *known, *areas))]
        if not wanted:
            raise _nothing_named()
        parts = [_part(area, server, known.get(area), now, sweep_after) for area in wanted]
        return _each(parts, lambda part: _update(staging, part, source, reference, feedback, replace_all))


def _each(parts: Sequence[Part], update: Callable[[Part], Updated]) -> list[Updated]:
    """Update one part after the other. One that is refused does not keep those after it from it, and is said then."""
    done: list[Updated] = []
    refused: list[PartRefused] = []
    for part in parts:
        try:
            done.append(update(part))
        except PartRefused as error:
            refused.append(error)
    if refused:
        sentences = [error.sentence for error in refused]
        if done:
            sentences.append(tr("Its other areas are up to date."))
        raise PartRefused(" ".join(sentences), "\n".join(filter(None, (error.details for error in refused))))
    return done


def _nothing_named() -> SourceFileError:
    return SourceFileError(
        tr("The mirror is new and holds nothing yet. Please name countries, an extent, or the world.")
    )


def _held(mirror: Mirror, server: str) -> tuple[LedgerRow, ...]:
    """What a mirror holds. Raises SourceFileError when it is one of another server: numbers differ there."""
    held = read_facts(mirror).held
    other = next((each.entry.server for each in held if each.entry.server != server), None)
    if other is not None:
        sentence = tr(
            "The mirror {path} is one of {other}, and the options name {server}. Please choose another one.",
            path=mirror.place,
            other=other,
            server=server,
        )
        raise SourceFileError(sentence)
    return held


def _part(area: Area, server: str, held: LedgerRow | None, now: datetime, sweep_after: timedelta) -> Part:
    """What is to be asked for of an area: everything, or what has changed."""
    is_new = held is None or not held.entry.with_comments
    # By a clock that was wrong, nobody knows since when to ask.
    if held is None or is_new or now - held.swept >= sweep_after or max(held.swept, held.entry.as_of) > _soon(now):
        return Part(area, server, None, now)
    return Part(area, server, held.entry.as_of - MARGIN, now)


def _soon(now: datetime) -> datetime:
    """What is later than this was noted by a clock that was wrong."""
    return now + CLOCKS_DIFFER


def _update(
    staging: Staging, part: Part, source: Source, reference: ReferenceData, feedback: Feedback, replace_all: bool
) -> Updated:
    begun = staging.begun()
    resume = None
    if begun is not None and _goes_on(begun.part, part):
        part, resume = begun.part, ResumePoint(begun.after_id) if begun.after_id else None
        staging.go_on(begun)
    else:
        staging.begin(part)
    set_aside = _let_arrive(staging, part, source, resume, reference, feedback)
    if part.since is None:
        _check_not_empty(staging, part, reference, replace_all)
        set_aside |= _let_end_arrive(staging, part, source, reference, feedback)
        set_aside |= _check_gone(staging, part, source, reference, feedback)
    elif not staging.last_arrived(1):
        _check_still_there(staging.some_held(ASKED_BY_NUMBER), staging.place, source, feedback)
    return staging.apply(part, reference, True, _new_id(), feedback, replace_all, set_aside)


def _goes_on(begun: Part, part: Part) -> bool:
    """Whether what was begun is what is wanted, or more, and not too old."""
    is_enough = begun.since is None or (part.since is not None and begun.since <= part.since)
    same = begun.area == part.area and begun.server == part.server
    is_of_now = begun.started <= _soon(part.started) and part.started - begun.started < FORGOTTEN_AFTER
    return same and is_enough and is_of_now


def _let_arrive(
    staging: Staging,
    part: Part,
    source: Source,
    resume: ResumePoint | None,
    reference: ReferenceData,
    feedback: Feedback,
) -> set[SetAside]:
    """Let what a server has of a part wait in a mirror; the records that cannot be read."""
    tee = Tee(source, resume)
    return set(_run(part, tee, reference, _IntoMirror(staging, part, tee, 1), feedback).set_aside)


# Servers in trouble answer "no stations" rather than an error, also in the middle of a list.


def _check_not_empty(staging: Staging, part: Part, reference: ReferenceData, replace_all: bool) -> None:
    """Raise PartRefused when nothing has arrived: an area without stations is rare, and would answer searches so."""
    if staging.last_arrived(1) or replace_all:
        return
    sentence = tr(
        "No station at all has arrived for “{stations}”, so the mirror does not count them as held. If there are none, "
        "update it again and allow the replacement.",
        stations=search_words(Search(part.area), reference).stations,
    )
    raise PartRefused(sentence)


def _let_end_arrive(
    staging: Staging, part: Part, source: Source, reference: ReferenceData, feedback: Feedback
) -> set[SetAside]:
    """Ask once more for the last stations and for what follows. Raises OcmError when they do not come again."""
    last = staging.last_arrived(ASKED_AGAIN)
    if not last:
        return set()
    tee = Tee(source, ResumePoint(min(last) - 1))
    provenance = _run(part, tee, reference, _IntoMirror(staging, part, tee, 1), feedback)
    if not provenance.received:
        raise _not_trusted(staging.place)
    return set(provenance.set_aside)


def _check_gone(
    staging: Staging, part: Part, source: Source, reference: ReferenceData, feedback: Feedback
) -> set[SetAside]:
    """Ask for stations that seem to be gone by their numbers. Raises OcmError when they are not.

    Returns those whose records cannot be read.
    """
    gone = staging.gone(part, reference, feedback)
    half = ASKED_BY_NUMBER // 2
    asked = {*gone[:half], *gone[-half:]}
    if not asked:
        return set()
    stations, set_aside = _by_number(asked, source, feedback)
    is_inside = containment(part.area, reference, feedback.check)
    left_out = sorted(station.id for station in stations if station.id in asked and is_inside(station))
    if not left_out:
        return {record for record in set_aside if record.id in asked}
    if left_out[0] < max(staging.last_arrived(1), default=0):
        # To go on behind the last one would never bring it.
        staging.begin(part)
    sentence = tr(
        "{path} was left as it was: the server left out station {station}, which it still has, so its list was not "
        "whole. Please update again.",
        path=staging.place,
        station=f"OCM-{left_out[0]}",
    )
    raise OcmError(sentence)


def _check_still_there(numbers: Sequence[int], path: str, source: Source, feedback: Feedback) -> None:
    """Raise OcmError unless a server that has nothing new still has any of these stations."""
    stations, set_aside = _by_number(numbers, source, feedback)
    if numbers and not stations and not any(record.id is not None for record in set_aside):
        raise _not_trusted(path)


def _by_number(numbers: Collection[int], source: Source, feedback: Feedback) -> tuple[list[Station], set[SetAside]]:
    """Stations by their numbers, and the records that cannot be read."""
    stations: list[Station] = []
    set_aside: set[SetAside] = set()
    if numbers:
        for batch in source.batches(Search(StationIds(tuple(numbers))), feedback):
            stations += batch.stations
            set_aside.update(batch.set_aside)
    return stations, set_aside


def _not_trusted(path: str) -> OcmError:
    return OcmError(
        tr(
            "{path} was left as it was: the server no longer sends stations that it has sent before, so it seems to be "
            "in trouble. Please try again later.",
            path=path,
        )
    )


def _run(part: Part, tee: Tee, reference: ReferenceData, destination: _IntoMirror, feedback: Feedback) -> Provenance:
    """Let all stations of a part arrive. Raises OcmError when they do not."""
    search = Search(part.area, include_comments=True, modified_since=part.since)
    context = Context(reference, Licences(reference), datetime.now(timezone.utc), _new_id())
    try:
        provenance = run_search(search, tee, context, destination, feedback).provenance
    finally:
        destination.write()
    if provenance.outcome != COMPLETE:
        if feedback.is_cancelled():
            raise Cancelled
        raise OcmError(tr("The mirror is not up to date yet: {why}", why=provenance.reason))
    return provenance


def _new_id() -> str:
    return str(uuid4())

"""Mirrors filled and kept up to date: from the server, from a file, or with what a search has brought anyway.

    update_mirror(path, source, areas, feedback)      # what is new since last time; now and then everything
    fill_from_file(path, source, areas, server, feedback)

Each part (an area) counts when it is whole, and not before. What is interrupted goes on at the next update.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from uuid import uuid4

from .errors import Cancelled, OcmError, SourceFileError
from .feedback import Feedback
from .files import written_whole
from .records.licences import Licences
from .records.provenance import COMPLETE, Provenance, ResumePoint
from .records.reference import ReferenceData
from .run import Match, run_search
from .search.areas import Area, World
from .search.search import Search
from .sources.source import Batch, Source
from .store.mirror_file import Held, arrived_row, create_mirror, read_facts
from .store.mirror_update import Part, Staging, Updated
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
COMMENTED = ("UserComments", "MediaItems")


class Tee:
    """A source whose POIs are kept as they came, for a destination that takes them in the same moment."""

    def __init__(self, source: Source, resume: ResumePoint | None = None) -> None:
        """`resume`: where to begin."""
        self._source = source
        self._resume = resume
        self.name, self.is_invented, self.origin = source.name, source.is_invented, source.origin
        self.withheld, self.reference = source.withheld, source.reference
        self.raw: dict[int, dict[str, Any]] = {}
        """The POIs of the batch at hand, by number."""

    @property
    def requests(self) -> int:
        return self._source.requests

    @property
    def bytes(self) -> int:
        return self._source.bytes

    @property
    def problem(self) -> str | None:
        return self._source.problem

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
    path: str, source: Source, areas: Sequence[Area], server: str, feedback: Feedback, replace_all: bool = False
) -> list[Updated]:
    """Fill a mirror from a file of stations, which holds all of the areas: all that the mirror holds, or the world,
    if none is given. It is made if it is not there.

    Raises OcmError; the mirror is then as it was.
    """
    reference = source.reference(feedback)
    if source.problem is not None:
        sentence = tr("A mirror cannot be filled from this file: {why}", why=source.problem)
        raise SourceFileError(sentence)
    moment = source.origin.data_date or datetime.now(timezone.utc)
    if Path(path).exists():
        held = [each.entry.area for each in read_facts(path).held if each.entry.server == server]
        parts = [Part(area, server, None, moment) for area in areas or held or (World(),)]
        with closing(Staging(path)) as staging:
            return [_fill(staging, part, source, reference, feedback, replace_all) for part in parts]
    parts = [Part(area, server, None, moment) for area in areas or (World(),)]
    with written_whole(path) as work:
        create_mirror(work)
        with closing(Staging(str(work), is_safe=False)) as staging:
            return [_fill(staging, part, source, reference, feedback, replace_all) for part in parts]


def _fill(
    staging: Staging, part: Part, source: Source, reference: ReferenceData, feedback: Feedback, replace_all: bool
) -> Updated:
    staging.begin(None)
    tee = Tee(source)
    destination = _IntoMirror(staging, None, tee, ROWS_AT_ONCE)
    _run(part, tee, reference, destination, feedback)
    return staging.apply(part, reference, destination.has_comments, _new_id(), feedback, replace_all)


def update_mirror(
    path: str,
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
    if not Path(path).exists():
        if not areas:
            sentence = tr("The mirror is new and holds nothing yet. Please name countries, an extent, or the world.")
            raise SourceFileError(sentence)
        create_mirror(path)
    known = {each.entry.area: each for each in read_facts(path).held if each.entry.server == server}
    with closing(Staging(path)) as staging:
        begun = staging.progress()
        # What was begun first: beginning another part forgets what has arrived of it.
        wanted = [begun.part.area] if begun is not None and begun.part.server == server else []
        wanted = [area for area in wanted if area in known or area in areas]
        parts = [
            _part(area, server, known.get(area), now, sweep_after) for area in dict.fromkeys((*wanted, *known, *areas))
        ]
        return [_update(staging, part, source, reference, feedback, replace_all) for part in parts]


def _part(area: Area, server: str, held: Held | None, now: datetime, sweep_after: timedelta) -> Part:
    """What is to be asked for of an area: everything, or what has changed."""
    is_new = held is None or not held.entry.with_comments
    if held is None or is_new or now - held.swept >= sweep_after:
        return Part(area, server, None, now)
    return Part(area, server, held.entry.as_of - MARGIN, now)


def _update(
    staging: Staging, part: Part, source: Source, reference: ReferenceData, feedback: Feedback, replace_all: bool
) -> Updated:
    begun = staging.progress()
    resume = None
    if begun is not None and _goes_on(begun.part, part):
        part, resume = begun.part, ResumePoint(begun.after_id) if begun.after_id else None
        staging.go_on(begun)
    else:
        staging.begin(part)
    tee = Tee(source, resume)
    destination = _IntoMirror(staging, part, tee, 1)
    _run(part, tee, reference, destination, feedback)
    return staging.apply(part, reference, True, _new_id(), feedback, replace_all)


def _goes_on(begun: Part, part: Part) -> bool:
    """Whether what was begun is what is wanted, or more, and not too old."""
    is_enough = begun.since is None or (part.since is not None and begun.since <= part.since)
    same = begun.area == part.area and begun.server == part.server
    return same and is_enough and part.started - begun.started < FORGOTTEN_AFTER


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

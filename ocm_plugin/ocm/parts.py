"""A search answered by what is held or mirrored, as far as that reaches; the server is asked only for the rest.

    plan = plan_of(search, server, stores)
    source = PartsSource(plan, server, api)   # of the very search that was planned

Of a place that is in both, the server's station counts: it is newer. All come in the order of their ids, so that a cap
and a stop mean the same as in the answer of one server.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from heapq import merge
from pathlib import Path
from typing import NamedTuple

from .feedback import Feedback
from .match.point_in_area import containment
from .records.provenance import FROM_HELD, FROM_MIRROR, FROM_PARTS, Origin, ResumePoint
from .records.reference import ReferenceData
from .records.station import Station
from .search.areas import Area, Extent, Polygons
from .search.search import Search
from .slices import slices
from .sources.mirror import MirrorSource
from .sources.parameters import wants_comments
from .sources.server_boxes import is_cheaper, withheld
from .sources.source import Batch, Source, api_name
from .store.coverage import MOST_BOXES, Entry, covered, newer_than_asked, usable
from .store.mirrors import Mirror


class Store(NamedTuple):
    """What may answer searches: a mirror, or a file with what searches have brought."""

    address: str
    entries: Sequence[Entry]
    """The areas that it covers."""
    is_held: bool
    """Whether searches have brought it."""
    since: datetime
    """Older stations are too old."""
    of_filters: bool = False
    """Whether it holds what searches with the very same filters have brought, and nothing else."""


class Piece(NamedTuple):
    """What a store has of an area."""

    store: Store
    as_of: datetime
    """From when the oldest of its stations are."""
    left: tuple[Area, ...]
    """What it does not cover, nor any piece before it."""
    withheld: tuple[str, ...] = ()
    """The filters, by name, because of which it lacks stations that state nothing."""

    @property
    def kind(self) -> str:
        """The kind of source."""
        return FROM_HELD if self.store.is_held else FROM_MIRROR


class Plan(NamedTuple):
    """Where the stations of a search come from."""

    pieces: tuple[Piece, ...]
    rest: Area | None
    """What the server is asked for; None for nothing."""
    area: Area
    """Of the search."""
    with_comments: bool
    """Whether comments and photos are wanted."""

    @property
    def is_whole(self) -> bool:
        """Whether the server is asked nothing."""
        return self.rest is None

    @property
    def addresses(self) -> list[str]:
        """Of the stores that are read."""
        return [piece.store.address for piece in self.pieces]

    def asked_of(self, search: Search) -> Search | None:
        """What the server is asked for of the search that was planned; None for nothing."""
        return None if self.rest is None else search.with_area(self.rest)


def plan_of(search: Search, server: str, stores: Iterable[Store]) -> Plan | None:
    """How stores answer a search; None when the server is better asked for all of it.

    A store that holds all is taken alone, the newest first; else each takes what those before it do not hold.
    """
    read = [(store, _entries(store, server, search)) for store in stores]
    alone = [piece for store, entries in read for piece in _alone(search, store, entries)]
    if alone:
        newest = max(alone, key=lambda piece: piece.as_of)
        return Plan((newest,), None, search.area, wants_comments(search))
    pieces: list[Piece] = []
    left: tuple[Area, ...] = (search.area,)
    for store, entries in read:
        covers = [covered(area, entries) for area in left]
        used = [entry for cover in covers for entry in cover.entries]
        remains = tuple(dict.fromkeys(area for cover in covers for area in cover.left))
        if used and len(remains) <= MOST_BOXES:
            left = remains
            pieces.append(Piece(store, min(entry.as_of for entry in used), left, _withheld(search, store, used)))
    rest = _as_one(left)
    if not pieces or (rest is not None and not is_cheaper(rest, search.area)):
        return None
    return Plan(tuple(pieces), rest, search.area, wants_comments(search))


def _entries(store: Store, server: str, search: Search) -> list[Entry]:
    """What of a store may answer a search."""
    return newer_than_asked(usable(store.entries, server, store.since, wants_comments(search)), search)


def _alone(search: Search, store: Store, entries: Sequence[Entry]) -> Iterator[Piece]:
    cover = covered(search.area, entries)
    if cover.is_whole and cover.since is not None:
        yield Piece(store, cover.since, (), _withheld(search, store, cover.entries))


def _withheld(search: Search, store: Store, entries: Iterable[Entry]) -> tuple[str, ...]:
    """What the server kept back when it was asked for what a store holds: in a large area, more than in a small one."""
    if not store.of_filters:
        return ()
    names = {name for entry in entries for name in withheld(search.with_area(entry.area))}
    return tuple(sorted(names))


def _as_one(left: Sequence[Area]) -> Area | None:
    """Areas as one: several are boxes."""
    if len(left) < 2:
        return left[0] if left else None
    return Polygons(tuple((_ring(box),) for box in left if isinstance(box, Extent)))


def _ring(box: Extent) -> tuple[tuple[float, float], ...]:
    corners = ((box.west, box.south), (box.east, box.south), (box.east, box.north), (box.west, box.north))
    return (*corners, corners[0])


def source_of(
    plan: Plan,
    server: str,
    api: Callable[[], Source],
    mirror_at: Callable[[str], Mirror],
    licence_folder: Path | None = None,
) -> Source:
    """The source of a plan. `api` opens the server, if it is asked, and `mirror_at` the stores by their addresses.

    `licence_folder`: where the user's own table of licences may lie.
    """
    mirrors = [mirror_at(address) for address in plan.addresses]
    if plan.rest is not None:
        return PartsSource(plan, server, mirrors, api())
    if len(plan.pieces) > 1:
        return PartsSource(plan, server, mirrors, None)
    piece = plan.pieces[0]
    return MirrorSource(
        mirrors[0], server, plan.area, kind=piece.kind, withheld=piece.withheld, licence_folder=licence_folder
    )


def count_held(plan: Plan, search: Search, mirror_at: Callable[[str], Mirror], feedback: Feedback) -> int:
    """About how many stations of a search its stores have, without looking at each. Raises SourceFileError, Cancelled.

    What a store has where it does not count, as it is too old, is left out.
    """
    number = 0
    before: tuple[Area, ...] = (plan.area,)
    for piece in plan.pieces:
        source = MirrorSource(mirror_at(piece.store.address), "")
        found = source.numbers(search, feedback)
        if before != (plan.area,):
            found &= _numbers_in(before, source, search, feedback)
        number, before = number + len(found - _numbers_in(piece.left, source, search, feedback)), piece.left
    return number


def _numbers_in(areas: Sequence[Area], source: MirrorSource, search: Search, feedback: Feedback) -> set[int]:
    return {number for area in areas for number in source.numbers(search.with_area(area), feedback)}


class _Numbered(NamedTuple):
    """A station on its way, with what is to be known of it."""

    id: int
    station: Station
    piece: int
    """The place of its piece; -1 for the server."""


@dataclass
class PartsSource:
    """The stations of one planned search, partly from stores."""

    plan: Plan
    server: str
    """Its normal base URL."""
    mirrors: Sequence[Mirror]
    """Of the pieces."""
    api: Source | None
    """The server; None when it is asked nothing."""

    is_invented = False

    def __post_init__(self) -> None:
        self.name = api_name(self.server)
        oldest = min(piece.as_of for piece in self.plan.pieces)
        self.origin = Origin(FROM_PARTS, self.server, oldest)
        self._mirrors = [
            MirrorSource(mirror, self.server, kind=piece.kind, holds=self._holds(place), only_counts=False)
            for place, (mirror, piece) in enumerate(zip(self.mirrors, self.plan.pieces))
        ]

    @property
    def requests(self) -> int:
        """Requests sent so far."""
        return 0 if self.api is None else self.api.requests

    @property
    def bytes(self) -> int:
        """Bytes received so far."""
        return 0 if self.api is None else self.api.bytes

    @property
    def problem(self) -> str | None:
        """What is wrong with the server's look-up lists."""
        return None if self.api is None else self.api.problem

    def withheld(self, search: Search) -> tuple[str, ...]:
        """What the server keeps back of the rest, and has kept back of what is held."""
        rest = self.plan.asked_of(search)
        of_rest = () if self.api is None or rest is None else self.api.withheld(rest)
        return tuple(dict.fromkeys((*of_rest, *(name for piece in self.plan.pieces for name in piece.withheld))))

    def reference(self, feedback: Feedback) -> ReferenceData:
        """The look-up lists of the server, and behind them those of the stores."""
        reference = ReferenceData() if self.api is None else self.api.reference(feedback)
        for mirror in self._mirrors:
            reference = reference.completed_by(mirror.reference(feedback))
        return reference

    def batches(self, search: Search, feedback: Feedback, resume: ResumePoint | None = None) -> Iterator[Batch]:
        """All stations of stores and server that may match, with rising ids. Raises what both raise.

        Before them an empty batch that says from when the stores are, as they may have none that match.
        """
        yield Batch((), kept=[(piece.kind, piece.as_of, frozenset()) for piece in self.plan.pieces])
        beside: list[Batch] = []
        held = _Waiting(self._held(search, feedback, resume, beside))
        rest = self.plan.asked_of(search)
        if self.api is not None and rest is not None:
            for batch in self.api.batches(rest, feedback, resume):
                if batch.resume is None:
                    yield batch
                    continue
                yield from self._together(held.up_to(batch.resume.after_id), batch)
        yield from self._batches(held.up_to(None))
        yield from beside

    def _together(self, held: Iterable[_Numbered], batch: Batch) -> Iterator[Batch]:
        """What the stores have up to the end of a batch of the server, and the batch."""
        newer = {station.id for station in batch.stations}
        newer.update(record.id for record in batch.set_aside if record.id is not None)
        from_server = sorted((_Numbered(station.id, station, -1) for station in batch.stations), key=_number)
        older = (each for each in held if each.id not in newer)
        yield from self._batches(merge(older, from_server, key=_number))
        yield batch._replace(stations=(), raw=())

    def _batches(self, stations: Iterable[_Numbered]) -> Iterator[Batch]:
        for some in slices(stations):
            kept = []
            for place, piece in enumerate(self.plan.pieces):
                numbers = frozenset(each.id for each in some if each.piece == place)
                if numbers:
                    kept.append((piece.kind, piece.as_of, numbers))
            yield Batch([each.station for each in some], resume=ResumePoint(some[-1].id), kept=kept)

    def _held(
        self, search: Search, feedback: Feedback, resume: ResumePoint | None, beside: list[Batch]
    ) -> Iterator[_Numbered]:
        """The stations of all pieces, each from where its piece covers the area, with rising ids."""
        streams = [self._of_piece(place, search, feedback, resume, beside) for place in range(len(self._mirrors))]
        return merge(*streams, key=_number)

    def _of_piece(
        self, place: int, search: Search, feedback: Feedback, resume: ResumePoint | None, beside: list[Batch]
    ) -> Iterator[_Numbered]:
        mirror = self._mirrors[place]
        is_mine = self._test(place, mirror.reference(feedback), feedback)
        for batch in mirror.batches(search, feedback, resume):
            if batch.set_aside or batch.missing:
                beside.append(Batch((), batch.set_aside, missing=batch.missing))
            for station in batch.stations:
                if is_mine(station):
                    yield _Numbered(station.id, station, place)

    def _test(self, place: int, reference: ReferenceData, feedback: Feedback) -> Callable[[Station], bool]:
        """Whether a station is one of a piece: in none of the areas left behind it, and in one of those before it."""
        left = [containment(area, reference, feedback.check) for area in self.plan.pieces[place].left]
        before = [containment(area, reference, feedback.check) for area in self._before(place)]

        def is_mine(station: Station) -> bool:
            is_wanted = any(holds(station) for holds in before)
            return is_wanted and not any(holds(station) for holds in left)

        return is_mine

    def _before(self, place: int) -> tuple[Area, ...]:
        """What the pieces before one leave."""
        return self.plan.pieces[place - 1].left if place else (self.plan.area,)

    def _holds(self, place: int) -> Callable[[Sequence[Entry]], bool]:
        """The test whether a store still holds what it did when the search was planned."""
        piece = self.plan.pieces[place]

        def holds(entries: Sequence[Entry]) -> bool:
            young = usable(entries, self.server, piece.store.since, self.plan.with_comments)
            left = {area for before in self._before(place) for area in covered(before, young).left}
            return left <= set(piece.left)

        return holds


class _Waiting:
    """Stations with rising numbers, taken up to one number after the other."""

    def __init__(self, stations: Iterator[_Numbered]) -> None:
        self._stations = stations
        self._next: _Numbered | None = None

    def up_to(self, last: int | None) -> Iterator[_Numbered]:
        """Those that wait with numbers up to one; None for all."""
        while True:
            if self._next is None:
                self._next = next(self._stations, None)
            if self._next is None or (last is not None and self._next.id > last):
                return
            found, self._next = self._next, None
            yield found


def _number(each: _Numbered) -> int:
    return each.id

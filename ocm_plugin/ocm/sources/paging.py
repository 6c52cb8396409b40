"""The API as a source: all stations of a search, page by page in the order of their ids.

Each page asks for what follows the last id (`sortby=id_asc&greaterthanid=…`), until a page is empty: a short one proves
nothing, since servers have limits of their own (1,024, 512, 77 stations per answer have been seen). That order is the
same in every selection, so several selections are merged as they come: no station twice, a search that stops can go on
after the last id, and "at most N" means the N with the lowest ids.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timezone
from typing import Any, NamedTuple

from ..feedback import Feedback
from ..http.client import Client
from ..http.limits import PAGE_SIZE
from ..records.decoding import decode_json, poi_list, raw_ids
from ..records.provenance import FROM_API, Origin, ResumePoint
from ..records.reference import ReferenceData
from ..records.reference_store import ReferenceStore
from ..search.search import Search
from ..translation import marked, tr
from .parameters import ApiQuery, wants_comments
from .prefetch import Fetcher
from .server_boxes import selections, withheld, without_box, worth_leaving_out
from .source import Batch, api_name, batch_of, decoded_slices
from .split_boxes import MOST_HELD_BYTES, by_quarters

FIRST_PAGE_OF_A_FEW = 100
"""The first page of a search for at most N stations is no larger than needed, but not smaller than this either."""
SMALL_PAGE = 100
"""An empty page is asked for again in this size, in case its size is at fault."""
LEAST_LIMIT = 20
"""No server is known that holds back stations from an answer shorter than this; 77 is the lowest limit seen."""
MOST_STATIONS = 1_000_000
"""Handed over in one search: about three times as many as Open Charge Map has."""
MOST_PAGES = 20_000
"""Answers in one search: all stations in pages of 77, the lowest limit seen, take a quarter of them."""
NO_IDS = marked("The server sent a page of records without any valid ID, so the search cannot go on.")


class ApiSource:
    """Open Charge Map, or a server of its kind. For one run at a time."""

    is_invented = False

    def __init__(
        self, client: Client, store: ReferenceStore, page_size: int = PAGE_SIZE, overlap: bool = False
    ) -> None:
        """`overlap`: send requests from a thread of our own, and the next one while the last page is decoded.

        Still one request at a time.
        """
        self.name = api_name(client.server)
        self.origin = Origin(FROM_API, client.server)
        self._client = client
        self._store = store
        self._page_size = page_size
        self._overlap = overlap
        self._reference: ReferenceData | None = None

    @property
    def requests(self) -> int:
        """Requests sent so far, repeated ones included."""
        return self._client.requests

    @property
    def bytes(self) -> int:
        """Bytes received so far, after decompression."""
        return self._client.bytes

    @property
    def problem(self) -> str | None:
        """What is wrong with the look-up lists, in one sentence; None when they are as they should be."""
        return self._store.problem

    def withheld(self, search: Search) -> tuple[str, ...]:
        """The filters that the server applies: it never sends a record that does not state what they ask for."""
        return withheld(search)

    def reference(self, feedback: Feedback) -> ReferenceData:
        """The look-up lists: stored ones while they are fresh, else the server's; asked for once."""
        if self._reference is None:
            self._reference = self._store.get(lambda: self._fetch_reference(feedback), datetime.now(timezone.utc))
        return self._reference

    def _fetch_reference(self, feedback: Feedback) -> Any:
        with Fetcher(self._client, feedback, self._overlap) as fetcher:
            return decode_json(fetcher.reference_data())

    def batches(self, search: Search, feedback: Feedback, resume: ResumePoint | None = None) -> Iterator[Batch]:
        """All stations that the server has for the search, with rising ids. Raises RequestError and Cancelled."""
        after = resume.after_id if resume else 0
        queries = selections(search, self.reference(feedback))
        streams = [_Stream(query, max(after, _first_id(query) - 1)) for query in queries]
        # With a cap, the page after the last one may never be needed.
        with Fetcher(self._client, feedback, self._overlap, ahead=search.max_results is None) as fetcher:
            for page in _Crawl(fetcher, streams, after, _sizes(search, self._page_size)).pages():
                yield from _batches(page, wants_comments(search), feedback)


class _Page(NamedTuple):
    """POIs of one or several answers, in the order of their ids."""

    raw: list[Any]
    missing: str
    asks_next: bool
    """Whether another request is needed for what follows, which may well bring more: this one was not short."""


def _batches(page: _Page, with_comments: bool, feedback: Feedback) -> Iterator[Batch]:
    """The stations of a page, and behind them what holds for the page as a whole."""
    for decoded in decoded_slices(page.raw, with_comments, feedback):
        ids = [station.id for station in decoded.stations] + [aside.id or 0 for aside in decoded.set_aside]
        last = max(ids)
        yield batch_of(decoded)._replace(resume=ResumePoint(last) if last else None)
    if page.missing or page.asks_next:
        yield Batch((), missing=page.missing, asks_next=page.asks_next)


def first_query(search: Search, reference: ReferenceData, page_size: int = PAGE_SIZE) -> ApiQuery:
    """The first request of a search, as it is sent. Others ask for what follows, and for other parts of the area."""
    query = min(selections(search, reference), key=_first_id)
    return _page(query, _sizes(search, page_size)[0], _first_id(query) - 1)


def _sizes(search: Search, page_size: int) -> tuple[int, int]:
    """Stations per page: of the first page, and of all others."""
    if search.max_results is None:
        return page_size, page_size
    return min(page_size, max(search.max_results + 1, FIRST_PAGE_OF_A_FEW)), page_size


def _page(query: ApiQuery, size: int, after_id: int) -> ApiQuery:
    """The query for one page of a selection."""
    return replace(query, maxresults=size, sortby="id_asc", greaterthanid=after_id)


@dataclass
class _Stream:
    """What one selection still has to give."""

    query: ApiQuery
    frontier: float
    """All ids up to here have arrived; infinite when all have."""
    waiting: dict[int, Any] = field(default_factory=dict)
    """POIs that have arrived, but not been handed over, by id."""
    is_new: bool = True
    last_length: int = 0
    """Stations of its last page."""
    is_limited: bool = False
    """Whether its last two pages were of one length, which may be a limit of the server's own."""


class _Crawl:
    """The merging of all selections of one search."""

    def __init__(self, fetcher: Fetcher, streams: list[_Stream], after: int, sizes: tuple[int, int]) -> None:
        self._fetcher = fetcher
        self._streams = streams
        self._after = after
        self._size, self._later_size = sizes
        self._handed_over = 0
        self._without_id: list[Any] = []
        self._missing = ""
        self._pages = 0
        self._nameless = 0
        """Records without a valid id that were handed over."""
        self._held_bytes = 0
        """Of answers whose stations were held all at once, for want of an order."""
        self._proven = 0
        """The largest page size that has brought stations: an empty page of a larger one may be the size's fault."""
        self._asked = 0
        """Stations that the last answer could have held."""
        self._longest = 0
        """Stations of the longest answer."""

    def pages(self) -> Iterator[_Page]:
        """Page after page. The next one is begun to be fetched before one is handed over."""
        while (stream := self._next()) is not None:
            self._advance(stream)
            self._end_the_endless()
            horizon = min(stream.frontier for stream in self._streams)
            raw = self._up_to(horizon)
            self._leave_box(stream.query, horizon)
            following = self._next()
            if following is not None:
                self._fetcher.begin(self._page_query(following))
            if raw or self._missing:
                asks_next = following is not None and stream.last_length >= self._asked
                yield _Page(raw, self._missing, asks_next)
                self._missing = ""

    def _next(self) -> _Stream | None:
        """The selection that keeps the others waiting; None when all is there."""
        unfinished = [stream for stream in self._streams if math.isfinite(stream.frontier)]
        return min(unfinished, key=lambda stream: stream.frontier, default=None)

    def _page_query(self, stream: _Stream) -> ApiQuery:
        return _page(stream.query, self._size, int(stream.frontier))

    def _advance(self, stream: _Stream) -> None:
        """Take one more page of a selection. Only an empty page is its end, or all ids that were asked for."""
        query = self._page_query(stream)
        raw, size = self._answer(query, stream)
        before, stream.last_length, stream.is_new = stream.last_length, len(raw), False
        stream.is_limited = before == len(raw)
        self._longest, self._asked = max(self._longest, len(raw)), size
        fresh = self._fresh(raw, stream.frontier)
        # A server that repeats the end of the page before has nothing new; one that ignores ids repeats the whole page.
        is_end = not raw or (not fresh and len(raw) < before)
        if not is_end and ((not fresh and any(raw_ids(raw))) or list(fresh) != sorted(fresh)):
            # No progress, or another order: this server pages in a way of its own, and what it cut off may be anything.
            length = min(size, max(self._longest, LEAST_LIMIT))
            found = by_quarters(query, length, self._fetcher, MOST_HELD_BYTES - self._held_bytes)
            self._held_bytes += found.bytes
            fresh = self._fresh(found.raw, stream.frontier)
            self._missing = found.missing
            is_end = True
        elif not is_end and not fresh:
            self._missing = tr(NO_IDS)
            is_end = True
        stream.waiting.update(fresh)
        last = max(fresh, default=0)
        stream.frontier = math.inf if is_end or last >= _last_id(stream.query) else last

    def _end_the_endless(self) -> None:
        """Give up on a server that sends new stations without end."""
        self._pages += 1
        arrived = self._handed_over + self._nameless + sum(len(stream.waiting) for stream in self._streams)
        if self._next() is None or (arrived < MOST_STATIONS and self._pages < MOST_PAGES):
            return
        self._missing = tr(
            "After {answers} answers with {stations} stations the server still sent others, and the search was "
            "ended. Search a smaller area, or check the address of the server in the options.",
            answers=self._pages,
            stations=arrived,
        )
        for stream in self._streams:
            stream.frontier = math.inf

    def _answer(self, query: ApiQuery, stream: _Stream) -> tuple[list[Any], int]:
        """A page and its size. An empty one is asked for again, smaller, wherever it may be a failure in disguise.

        Mirrors answer so when their database is down, and the public server to pages that are too large for it.
        """
        size, self._size = self._size, self._later_size
        raw = poi_list(decode_json(self._fetcher.get(query)))
        doubtful = stream.is_new or size > self._proven or stream.last_length >= size or stream.is_limited
        if not raw and doubtful:
            smaller = min(SMALL_PAGE, max(1, size // 2))
            raw = poi_list(decode_json(self._fetcher.get(replace(query, maxresults=smaller))))
            if raw and size > self._proven:
                self._size = self._later_size = max(smaller, self._proven)
            elif raw:  # it worked before: another time, and it counts as too large
                self._proven = smaller
            size = smaller
        if raw:
            self._proven = max(self._proven, size)
        return raw, size

    def _fresh(self, raw: list[Any], frontier: float) -> dict[int, Any]:
        """The POIs by id, in the order of the answer, without repeated ones; those without id are kept apart."""
        fresh: dict[int, Any] = {}
        for number, poi in zip(raw_ids(raw), raw):
            if number is None:
                self._without_id.append(poi)
            elif number > frontier:
                fresh.setdefault(number, poi)
        return fresh

    def _up_to(self, horizon: float) -> list[Any]:
        """Hand over the POIs up to an id, in order, each once, and those without id."""
        ready: dict[int, Any] = {}
        for stream in self._streams:
            ready.update((number, poi) for number, poi in stream.waiting.items() if number <= horizon)
            stream.waiting = {number: poi for number, poi in stream.waiting.items() if number > horizon}
        raw = [ready[number] for number in sorted(ready)] + self._without_id
        self._nameless += len(self._without_id)
        self._without_id = []
        self._handed_over += len(ready)
        return raw

    def _leave_box(self, query: ApiQuery, horizon: float) -> None:
        """Go on without boxes once they prove to hold a large part of the world; the order of ids stays the same."""
        if math.isfinite(horizon) and worth_leaving_out(query, self._handed_over, int(horizon) - self._after):
            self._streams = [_Stream(without_box(query), horizon, is_new=False)]


def _first_id(query: ApiQuery) -> int:
    """No station of the query has a lower id."""
    return min(query.chargepointid, default=1)


def _last_id(query: ApiQuery) -> float:
    """No station of the query has a higher id."""
    return max(query.chargepointid, default=math.inf)

"""The service's own answer to a query, saved in the form in which it comes.

Answers end at a number of stations. Where the service can list stations by their numbers, all of them are asked for,
page by page, and the pages are joined into one answer of the same form: nothing in a station is changed. Around a point
and in other orders there is one answer only; whether that is all, its number of stations tells.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import IO, NamedTuple

from ..errors import NotUnderstood, TruncatedAnswer
from ..feedback import Feedback, Progress
from ..files import written_whole
from ..http.client import Client
from ..http.limits import PAGE_SIZE
from ..records.decoding import decode_json, poi_list, raw_ids
from ..records.reference import ReferenceData
from ..translation import tr
from .file_text import BrokenOff
from .json_elements import NoJson, Other
from .other_forms import Ids, Reading, form_of, read_pois
from .paging import MOST_PAGES, SMALL_PAGE
from .parameters import ApiQuery
from .prefetch import Fetcher

ENDINGS = {"json": ".json", "geojson": ".geojson", "csv": ".csv", "xml": ".xml", "kml": ".kml"}
"""Of files, by the form of the answer."""

_FEATURES = re.compile(r'"features"\s*:\s*\[')


class SavedAnswer(NamedTuple):
    """What was saved."""

    stations: int
    is_whole: bool
    """Whether the answer has all stations that the service has for the query."""
    why: str
    """Why not, or why that is not known, in one sentence."""


class _Page(NamedTuple):
    """One answer, taken apart: what stands before its stations, the stations, and what stands behind."""

    head: str
    stations: str
    tail: str
    ids: list[int]
    """Of the stations, in their order."""


def can_be_whole(query: ApiQuery) -> bool:
    """Whether all stations of a query can be asked for, page by page: not around a point, nor in another order."""
    is_around = query.latitude is not None and not (query.boundingbox or query.polygon or query.polyline)
    return not is_around and query.sortby in (None, "id_asc")


def save_answer(
    query: ApiQuery, client: Client, path: Path, feedback: Feedback, page_size: int = PAGE_SIZE, overlap: bool = False
) -> SavedAnswer:
    """Save the answer to a query at `path`, which is replaced once all is there. `overlap`: see `Fetcher`.

    `query.maxresults`: the most stations that are wanted; None for all of them. Raises RequestError, FileWriteError and
    Cancelled.
    """
    with (
        Fetcher(client, feedback, overlap) as fetcher,
        written_whole(path) as work,
        open(work, "w", encoding="utf-8", newline="") as file,
    ):
        if can_be_whole(query):
            return _Pages(query, fetcher, file, page_size).save(feedback)
        most = query.maxresults or page_size
        page = _page(replace(query, maxresults=most), fetcher)
        if not page.ids and most > SMALL_PAGE:
            page, most = _page(replace(query, maxresults=SMALL_PAGE), fetcher), SMALL_PAGE  # as below
        file.writelines((page.head, page.stations, page.tail))
        return _saved_at_once(len(page.ids), most)


def _saved_at_once(stations: int, most: int) -> SavedAnswer:
    if stations < most:
        return SavedAnswer(stations, True, "")
    return SavedAnswer(
        stations,
        False,
        tr(
            "The answer is capped at {n} station, and the service may have more: in this order it lists no others.",
            "The answer is capped at {n} stations, and the service may have more: in this order it lists no others.",
            n=stations,
        ),
    )


class _Pages:
    """Page after page, in the order of the stations' numbers, until one is empty or enough have come."""

    def __init__(self, query: ApiQuery, fetcher: Fetcher, file: IO[str], page_size: int) -> None:
        self._query = query
        self._fetcher = fetcher
        self._file = file
        self._page_size = page_size
        self._form = query.output or "json"
        self._after = query.greaterthanid or 0
        self._stations = 0
        self._length = 0
        """Stations of the last page."""

    def save(self, feedback: Feedback) -> SavedAnswer:
        """Write all pages as one answer."""
        first = self._next(0)
        self._file.write(first.head)
        why = self._write(first)
        number = 1
        while not why and self._length:
            feedback.report(Progress(tr("Saving stations."), stations=self._stations))
            if number == MOST_PAGES:
                why = tr("The server sent stations without end. Check the address of the server in the options.")
            else:
                why = self._write(self._next(number))
            number += 1
        self._file.write(first.tail)
        return SavedAnswer(self._stations, not why, why)

    def _next(self, number: int) -> _Page:
        """The page behind those that have come."""
        left = None if self._query.maxresults is None else self._query.maxresults - self._stations
        size = self._page_size if left is None else min(self._page_size, left)
        asked = replace(self._query, sortby="id_asc", greaterthanid=self._after, maxresults=size)
        page = _page(asked, self._fetcher)
        # Some servers answer so to pages that are too large for them, and when they are in trouble.
        if not page.ids and (number == 0 or self._length >= size) and size > 1:
            page = _page(replace(asked, maxresults=min(SMALL_PAGE, size // 2)), self._fetcher)
        return page

    def _write(self, page: _Page) -> str:
        """Add a page to the answer; why nothing more can be added, if so."""
        self._length = len(page.ids)
        if not page.ids:
            return ""
        is_ordered = page.ids[0] > self._after and page.ids == sorted(page.ids)
        if is_ordered or not self._stations:
            if self._stations:
                self._file.write(_between(self._form))
            self._file.write(page.stations)
            self._stations += self._length
            self._after = page.ids[-1]
        if not is_ordered:
            return tr("The server does not list stations by their numbers, so only a part of its stations was saved.")
        if self._query.maxresults is not None and self._stations >= self._query.maxresults:
            return tr(
                "The answer is capped at {n} station, as asked for.",
                "The answer is capped at {n} stations, as asked for.",
                n=self._stations,
            )
        return ""


def _page(query: ApiQuery, fetcher: Fetcher) -> _Page:
    """One answer. Raises RequestError, also for what is no answer of the form that was asked for."""
    body = fetcher.get(query)
    form = query.output or "json"
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotUnderstood(
            tr("The answer of the server is not text in UTF-8. Please try again later."), repr(error)
        ) from error
    ids = _ids(text, form, body)
    head, stations, tail = _PARTS[form](text)
    return _Page(head, stations, tail, ids)


def _ids(text: str, form: str, body: bytes) -> list[int]:
    """The stations' numbers in an answer. Raises RequestError for what is none."""
    if form == "json":
        return [number for number in raw_ids(poi_list(decode_json(body))) if number is not None]
    found = form_of(text.removeprefix("\ufeff"))
    if found != ("json" if form == "geojson" else form):
        poi_list(decode_json(body))  # says what it is, if it is anything that is known
        raise _other_form(f"{found}, not {form}")
    pois = read_pois(found, iter([text.removeprefix("\ufeff")]), Reading(Ids(ReferenceData())))
    try:
        return [number for number in raw_ids(list(pois)) if number is not None]
    except BrokenOff as error:
        raise TruncatedAnswer(tr("The answer of the server was cut off. Please try again."), str(error)) from error
    except (NoJson, Other) as error:
        poi_list(decode_json(body))
        raise _other_form(str(error)) from error


def _other_form(details: str) -> NotUnderstood:
    return NotUnderstood(tr("The server answered in another form than was asked for. Please try again later."), details)


# The parts of each form


def _between(form: str) -> str:
    """What stands between the stations of two pages."""
    return "," if form in ("json", "geojson") else ""


def _of_json(text: str) -> tuple[str, str, str]:
    return _of_list(text, text.index("[") + 1)


def _of_geojson(text: str) -> tuple[str, str, str]:
    found = _FEATURES.search(text)
    return _of_list(text, found.end() if found else 0)


def _of_list(text: str, start: int) -> tuple[str, str, str]:
    """Of a list that begins there and ends with the last bracket of the text."""
    end = text.rindex("]")
    end = start + len(text[start:end].rstrip())
    return text[:start], text[start:end], text[end:]


def _of_csv(text: str) -> tuple[str, str, str]:
    head, end, rows = text.partition("\n")
    return head + end, rows if not rows or rows.endswith("\n") else f"{rows}\n", ""


def _of_xml(text: str) -> tuple[str, str, str]:
    return _of_elements(text, "<ChargePoint ", "</ChargePoints>")


def _of_kml(text: str) -> tuple[str, str, str]:
    return _of_elements(text, "<Placemark", "</Document>")


def _of_elements(text: str, begin: str, behind: str) -> tuple[str, str, str]:
    end = text.rfind(behind)
    start = text.find(begin)
    start = end if start < 0 else start
    return text[:start], text[start:end], text[end:]


_PARTS = {"json": _of_json, "geojson": _of_geojson, "csv": _of_csv, "xml": _of_xml, "kml": _of_kml}

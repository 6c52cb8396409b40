"""All stations of a selection from a server that cannot page: smaller and smaller boxes, until each fits one answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from ..records.decoding import decode_json, poi_list, raw_ids
from ..search.areas import Extent
from ..translation import language, tr
from .parameters import ApiQuery
from .prefetch import Fetcher
from .server_boxes import WIDEST_BOX, padded

SMALLEST_DEGREES = 0.000_1
"""Boxes are not quartered below this: so many stations cannot stand within ten metres."""
MARGIN_DEGREES = 0.000_002
"""Much less than the smallest box, so that the quarters of a crowded place do not all hold the same."""
HIGHEST_LATITUDE = 89.99
"""A box that ends at a pole is no polygon to the server; the rest is asked for as a circle around the pole."""
CAP_KM = 2.0
"""Radius of that circle: more than the 1.1 km between the boxes and the pole."""
MOST_REQUESTS = 1_000
"""A server with too much in one area would be asked for ever."""
MOST_IN_VAIN = 40
"""So many full answers in a row without one new station: this server ignores boxes as well."""
MOST_HELD_BYTES = 300_000_000
"""Of answers with new stations, all of which are held at once; the program takes two or three times as much memory.

All stations of Open Charge Map take less.
"""
MOST_WITHOUT_ID = 10_000
"""The same for records without an id, which repeat unnoticed; they are set aside anyway."""


class Quartered(NamedTuple):
    """What was loaded, and one sentence about what could not be ("" when nothing is missing)."""

    raw: list[Any]
    missing: str
    bytes: int
    """What it took: bytes of the answers with anything new."""


def by_quarters(query: ApiQuery, page_size: int, fetcher: Fetcher, most_bytes: int = MOST_HELD_BYTES) -> Quartered:
    """All POIs of a page's query, each id once, in no order. They are all held at once: `most_bytes` of answers.

    Raises RequestError and Cancelled.
    """
    found = _Found()
    too_dense: list[Extent] = []
    boxes = list(_beginnings(query.boundingbox))
    requests = in_vain = 0
    while boxes and requests < MOST_REQUESTS and in_vain < MOST_IN_VAIN and found.bytes < most_bytes:
        box = boxes.pop()
        requests += 1
        new, length = found.take(fetcher, replace(query, boundingbox=padded(box, MARGIN_DEGREES)))
        if length < page_size:
            in_vain = 0
            continue
        in_vain = 0 if new else in_vain + 1
        if box.east - box.west < SMALLEST_DEGREES:
            too_dense.append(box)
        else:
            boxes += _quarters(box)
    if query.boundingbox is None and not boxes:
        for latitude in (-90.0, 90.0):
            cap = replace(query, latitude=latitude, longitude=0.0, distance=CAP_KM, distanceunit="km")
            _, length = found.take(fetcher, cap)
            if length >= page_size:
                too_dense.append(Extent(0, latitude, 0, latitude))
    return Quartered([*found.by_id.values(), *found.without_id], _missing(too_dense, boxes, requests), found.bytes)


@dataclass
class _Found:
    """What has arrived."""

    by_id: dict[int, Any] = field(default_factory=dict)
    without_id: list[Any] = field(default_factory=list)
    bytes: int = 0
    """Of answers that had anything new."""

    def take(self, fetcher: Fetcher, query: ApiQuery) -> tuple[int, int]:
        """Ask once more: how many new ids have arrived, and how many POIs."""
        body = fetcher.get(query)
        answer = poi_list(decode_json(body))
        known = len(self.by_id)
        for number, poi in zip(raw_ids(answer), answer):
            if number is not None:
                self.by_id.setdefault(number, poi)
            elif len(self.without_id) < MOST_WITHOUT_ID:
                self.without_id.append(poi)
        new = len(self.by_id) - known
        self.bytes += len(body) if new else 0
        return new, len(answer)


def _beginnings(box: Extent | None) -> Iterator[Extent]:
    """The box, or the world in boxes that are narrow enough for the server."""
    if box is not None:
        yield box
        return
    width = int(WIDEST_BOX)
    for west in range(-180, 180, width):
        yield Extent(west, -HIGHEST_LATITUDE, west + width, 0)
        yield Extent(west, 0, west + width, HIGHEST_LATITUDE)


def _quarters(box: Extent) -> Iterator[Extent]:
    column = (box.west + box.east) / 2
    row = (box.south + box.north) / 2
    yield Extent(box.west, box.south, column, row)
    yield Extent(column, box.south, box.east, row)
    yield Extent(box.west, row, column, box.north)
    yield Extent(column, row, box.east, box.north)


def _missing(too_dense: list[Extent], left: list[Extent], requests: int) -> str:
    if left:
        return tr(
            "The server does not page as Open Charge Map does, and after {requests} requests for smaller and "
            "smaller areas there was still more. Search a smaller area.",
            requests=requests,
        )
    if too_dense:
        box = too_dense[0]
        return tr(
            "The server does not page as Open Charge Map does, and has more stations than fit into one answer at "
            "latitude {latitude}, longitude {longitude}. Choose a larger page size in the options.",
            latitude=language().number(box.south, 4),
            longitude=language().number(box.west, 4),
        )
    return ""

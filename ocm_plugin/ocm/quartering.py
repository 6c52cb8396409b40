"""All stations of a selection from a server that cannot page: smaller and smaller boxes, until each fits one answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from .areas import Extent
from .decoding import decode_json, poi_list
from .fetching import Fetcher
from .parameters import ApiQuery
from .selections import WIDEST_BOX, padded

SMALLEST_DEGREES = 0.000_1
"""Boxes are not quartered below this: so many stations cannot stand within ten metres."""
MARGIN_DEGREES = 0.000_002
"""Much less than the smallest box, lest the quarters of a crowded place all hold the same."""
HIGHEST_LATITUDE = 89.99
"""A box that ends at a pole is no polygon to the server."""
MOST_REQUESTS = 1_000
"""A server that ignores boxes as well would be asked for ever."""


class Quartered(NamedTuple):
    """What could be had, and one sentence about what could not ("" when nothing is missing)."""

    raw: list[Any]
    missing: str


def by_quarters(query: ApiQuery, page_size: int, fetcher: Fetcher) -> Quartered:
    """All POIs of a page's query, repeated ones included, in no order. They are all held at once.

    Raises RequestError and Cancelled.
    """
    raw: list[Any] = []
    too_dense: list[Extent] = []
    boxes = list(_beginnings(query.boundingbox))
    requests = 0
    while boxes and requests < MOST_REQUESTS:
        box = boxes.pop()
        requests += 1
        answer = poi_list(decode_json(fetcher.get(replace(query, boundingbox=padded(box, MARGIN_DEGREES)))))
        raw += answer
        if len(answer) < page_size:
            continue
        if box.east - box.west < SMALLEST_DEGREES:
            too_dense.append(box)
        else:
            boxes += _quarters(box)
    return Quartered(raw, _missing(too_dense, boxes))


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


def _missing(too_dense: list[Extent], left: list[Extent]) -> str:
    if left:
        return (
            f"The server does not page as Open Charge Map does, and after {MOST_REQUESTS} requests for smaller and "
            "smaller areas there was still more. Search a smaller area."
        )
    if too_dense:
        box = too_dense[0]
        return (
            "The server does not page as Open Charge Map does, and has more stations than fit into one answer at "
            f"latitude {box.south:.4f}, longitude {box.west:.4f}. Choose a larger page size in the options."
        )
    return ""

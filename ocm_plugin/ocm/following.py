"""A result that grows with the map: which places a view still lacks, and what the parts are worth together.

following = Following()
area = following.missing(view)      # None: all is there. Raises TooFarOut
following.took(area)                # after its stations have come, all of them
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timezone

from .errors import OcmError
from .records.credits import merged
from .records.provenance import FROM_HELD, FROM_MIRROR, FROM_PARTS, Kept, Origin, Provenance
from .search.areas import Area, Extent, Polygons
from .sources.server_boxes import share_of_globe
from .store.coverage import Box, Entry, around_boxes, covered, inner_boxes
from .tables.result import Result
from .translation import tr

MOST_SHARE = 2e-4
"""Of the globe, some 100,000 km²: of a larger view nothing is loaded."""
MOST_PIECES = 200
"""A search of an area of more boxes could not be held."""
_MARGIN = 0.15
"""Around a view, of its size: small moves need nothing."""
_STEPS = 8
"""A view is so many steps wide at least; areas begin and end at steps."""


class TooFarOut(OcmError):
    """The view is too large."""


class Full(OcmError):
    """The result has become too patched."""


class Following:
    """The places that are there already."""

    def __init__(self) -> None:
        self._boxes: list[Box] = []

    @property
    def area(self) -> Area:
        """All places that are there."""
        return area_of(self._boxes)

    def missing(self, view: Area) -> Area | None:
        """What a view lacks, and a margin around it; None for nothing. Raises TooFarOut and Full."""
        boxes = around_boxes(view)
        if sum(share_of_globe(Extent(*box)) for box in boxes) > MOST_SHARE:
            raise TooFarOut(tr("Zoom in to go on loading stations: the map shows too large an area."))
        if not self._lacks(boxes):
            return None
        lacking = self._lacks([grown(box) for box in boxes])
        if len(self._boxes) + len(lacking) > MOST_PIECES:
            raise Full(tr("The layer holds so many places by now that it follows the map no longer."))
        return area_of(lacking)

    def took(self, area: Area) -> None:
        """All stations of an area that was missing are there."""
        self._boxes += inner_boxes(area)

    def _lacks(self, boxes: list[Box]) -> list[Box]:
        entries = [Entry(Extent(*box), "", datetime.now(timezone.utc)) for box in self._boxes]
        return [piece for box in boxes for area in covered(Extent(*box), entries).left for piece in around_boxes(area)]


def area_of(boxes: list[Box]) -> Area:
    """Boxes as one area."""
    if len(boxes) == 1:
        return Extent(*boxes[0])
    return Polygons(tuple((((w, s), (e, s), (e, n), (w, n), (w, s)),) for w, s, e, n in boxes))


def grown(box: Box) -> Box:
    """A box with a margin, on whole steps: a map that moves a little, and back, asks for the same."""
    west, south, east, north = box
    step = 2.0 ** math.floor(math.log2(max(east - west, north - south, 1e-6) / _STEPS))
    across, up = (east - west) * _MARGIN, (north - south) * _MARGIN
    return (
        max(-180.0, math.floor((west - across) / step) * step),
        max(-90.0, math.floor((south - up) / step) * step),
        min(180.0, math.ceil((east + across) / step) * step),
        min(90.0, math.ceil((north + up) / step) * step),
    )


def together(before: Result, piece: Result, area: Area) -> Result:
    """What a result and another part of it are worth as one, of an area that holds both."""
    search = replace(piece.search, area=area)
    attribution = merged([before.attribution, piece.attribution])
    return replace(piece, search=search, provenance=_both(before.provenance, piece.provenance), attribution=attribution)


def _both(a: Provenance, b: Provenance) -> Provenance:
    unstated = Counter(dict(a.unstated)) + Counter(dict(b.unstated))
    return replace(
        b,
        started=min(a.started, b.started),
        received=a.received + b.received,
        matched=a.matched + b.matched,
        cannot_tell=a.cannot_tell + b.cannot_tell,
        dropped=a.dropped + b.dropped,
        requests=a.requests + b.requests,
        bytes=a.bytes + b.bytes,
        set_aside=(*a.set_aside, *b.set_aside),
        unstated=tuple(sorted(unstated.items())),
        withheld=tuple(dict.fromkeys((*a.withheld, *b.withheld))),
        notes=tuple(dict.fromkeys((*a.notes, *b.notes))),
        origin=Origin(FROM_PARTS, b.origin.server, min(a.data_date, b.data_date)),
        kept=tuple(_as_one([*_kept(a), *_kept(b)])),
    )


def _kept(provenance: Provenance) -> tuple[Kept, ...]:
    kind = provenance.origin.kind
    if kind in (FROM_HELD, FROM_MIRROR):
        return (Kept(kind, provenance.data_date, provenance.loaded),)
    return provenance.kept


def _as_one(kept: list[Kept]) -> Iterator[Kept]:
    """One of each kind, from the oldest moment of it: a day of moves would bring hundreds."""
    for kind in dict.fromkeys(each.kind for each in kept):
        same = [each for each in kept if each.kind == kind]
        yield Kept(kind, min(each.as_of for each in same), sum(each.n_stations for each in same))

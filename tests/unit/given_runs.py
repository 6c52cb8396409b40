"""Sources of given pages, and what a run over them hands on and says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from ocm_plugin.ocm.feedback import Feedback, Progress
from ocm_plugin.ocm.match.filters import Match
from ocm_plugin.ocm.records.decoding import decode_pois
from ocm_plugin.ocm.records.provenance import FROM_DEMO, Origin, ResumePoint
from ocm_plugin.ocm.records.reference import ReferenceData
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.ocm.slices import slices
from ocm_plugin.ocm.sources.source import Batch, batch_of
from tests.support.made_stations import NOW, REFERENCE


def poi(number: int, latitude: float = 50.0, **more) -> dict:
    return {"ID": number, "AddressInfo": {"Latitude": latitude, "Longitude": 8.0}, "Connections": [], **more}


class Page(NamedTuple):
    """An answer of a server, as its source hands it over."""

    raw: Sequence[Any]
    has_order: bool = True
    """Whether a search can go on behind any of its stations."""
    is_last: bool = False
    missing: str = ""

    def batches(self) -> Iterator[Batch]:
        for pois in slices(self.raw):
            decoded = decode_pois(pois, False)
            ids = [station.id for station in decoded.stations] + [record.id or 0 for record in decoded.set_aside]
            yield batch_of(decoded)._replace(resume=ResumePoint(max(ids)) if self.has_order else None)
        yield Batch((), missing=self.missing, asks_next=not self.is_last)


class Given:
    """A source of given pages; an error among them is raised in its place."""

    name = "Given stations"
    is_invented = True
    requests = 10
    bytes = 1_000
    problem: str | None = None
    origin = Origin(FROM_DEMO)

    def __init__(self, *pages: Page | Exception) -> None:
        self._pages = pages
        self.resumed: ResumePoint | None = None

    def withheld(self, search: Search) -> tuple[str, ...]:
        return ()

    def reference(self, feedback: Feedback) -> ReferenceData:
        return replace(REFERENCE, fetched=NOW)

    def batches(self, search: Search, feedback: Feedback, resume: ResumePoint | None = None) -> Iterator[Batch]:
        self.resumed = resume
        for page in self._pages:
            if isinstance(page, Exception):
                raise page
            self.requests += 1
            self.bytes += 500
            feedback.report(Progress("Asking."))
            yield from page.batches()


class Collected:
    def __init__(self) -> None:
        self.calls: list[list[Match]] = []

    def add(self, stations: Sequence[Match]) -> None:
        self.calls.append(list(stations))

    @property
    def ids(self) -> list[int]:
        return [match.station.id for call in self.calls for match in call]


class Told(Feedback):
    def __init__(self) -> None:
        self.progress: list[Progress] = []
        self.expected: list[tuple[int, int]] = []
        self.cancelled = False

    def report(self, progress: Progress) -> None:
        self.progress.append(progress)

    def expect(self, arrived: int, expected: int) -> None:
        self.expected.append((arrived, expected))

    def is_cancelled(self) -> bool:
        return self.cancelled

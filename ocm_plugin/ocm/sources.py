"""Where stations come from. A source hands over raw POIs page by page; what matches is judged by who asked.

The API is a source (`paging.ApiSource`), and so is a file of POIs, of which the packaged demo data is one.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from .built_in_reference import BUILT_IN
from .decoding import decode_json, embedded_objects, poi_list
from .errors import EmptyAnswer, RequestError, SourceFileError
from .feedback import Feedback
from .reference import FILE, ReferenceData
from .search import Search
from .statement import FROM_DEMO, FROM_FILE, Origin, ResumePoint

SLICE = 1000
"""POIs per page of a file: decoding more at once in a thread would hold Python's lock so long that windows stutter."""

_GZIP_MAGIC = b"\x1f\x8b"
_DEMO_FOLDER = Path(__file__).parent.parent / "demo"


class Page(NamedTuple):
    """POIs as the source wrote them."""

    raw: list[Any]
    resume: ResumePoint | None
    """Where a search that ends after this page can go on; None when it has to start again."""
    is_last: bool = False
    """Whether nothing can follow. False promises nothing."""
    missing: str = ""
    """What the source has, but could not hand over: one sentence for the person."""
    is_short: bool = False
    """Whether it holds fewer than were asked for, so that it may well be the last."""


class Source(Protocol):
    """What a search can run against."""

    name: str
    """For people: "Open Charge Map (https://…)", "Demo data (invented)"."""
    is_invented: bool
    """Whether the stations do not exist; every layer and share must then say so."""

    origin: Origin
    """Where from, for programs; whole after `reference`."""

    @property
    def requests(self) -> int:
        """Requests made so far."""

    @property
    def bytes(self) -> int:
        """Bytes received so far, after decompression."""

    problem: str | None
    """What is wrong with the titles that `reference` gave, in one sentence: out of date, or not to be had."""

    def withheld(self, search: Search) -> tuple[str, ...]:
        """What a station has to state ("operator") lest the source keep it back, so that nobody can count it."""

    def reference(self, feedback: Feedback) -> ReferenceData:
        """Titles of the ids in this source's stations."""

    def pages(self, search: Search, feedback: Feedback, resume: ResumePoint | None = None) -> Iterator[Page]:
        """At least all stations that the source has for the search. May hand over others and repeat some."""


class FileSource:
    """A file of POIs: JSON in any of the API's shapes, also compressed with gzip. Read once, when needed."""

    def __init__(
        self,
        path: str | Path,
        name: str | None = None,
        is_invented: bool = False,
        reference: ReferenceData = BUILT_IN,
    ) -> None:
        self.path = Path(path)
        self.name = name or f"File {self.path.name}"
        self.is_invented = is_invented
        self.origin = Origin(FROM_DEMO if is_invented else FROM_FILE)
        self.problem: str | None = None
        self.requests = 0
        self.bytes = 0
        self._reference = reference
        self._pois: list[Any] | None = None

    def withheld(self, search: Search) -> tuple[str, ...]:
        """Nothing: a file hands over all that it has."""
        return ()

    def reference(self, feedback: Feedback) -> ReferenceData:
        """The given reference data and what the file's own POIs carry of it. Raises SourceFileError."""
        reference = self._reference
        for page in self.pages(Search(), feedback):
            reference = reference.including(embedded_objects(page.raw))
        return reference

    def pages(self, search: Search, feedback: Feedback, resume: ResumePoint | None = None) -> Iterator[Page]:
        """All POIs of the file in slices, from its start. Raises SourceFileError when it cannot be read."""
        pois = self._read()
        for start in range(0, len(pois), SLICE):
            feedback.check()
            yield Page(pois[start:start + SLICE], None, is_last=start + SLICE >= len(pois))

    def _read(self) -> list[Any]:
        if self._pois is None:
            body = _content(self.path)
            self.bytes = len(body)
            self._pois = _pois(body, self.path)
        return self._pois


def _content(path: Path) -> bytes:
    try:
        body = path.read_bytes()
        return gzip.decompress(body) if body.startswith(_GZIP_MAGIC) else body
    except FileNotFoundError as error:
        raise SourceFileError(f"The file {path} does not exist.", repr(error)) from error
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise SourceFileError(f"The file {path} is compressed, but damaged. Get it anew.", repr(error)) from error
    except OSError as error:
        raise SourceFileError(f"The file {path} cannot be read: {error.strerror or error}.", repr(error)) from error


def _pois(body: bytes, path: Path) -> list[Any]:
    try:
        answer = decode_json(body)
    except EmptyAnswer as error:
        raise SourceFileError(f"The file {path} is empty.", error.details) from error
    except RequestError as error:
        raise SourceFileError(f"The file {path} is not JSON, or not all of it.", error.details) from error
    try:
        pois = poi_list(answer)
    except RequestError as error:
        raise SourceFileError(f"The file {path} is JSON, but holds no list of stations.", error.details) from error
    if pois and not any(isinstance(poi, dict) and ("AddressInfo" in poi or "addressInfo" in poi) for poi in pois):
        raise SourceFileError(f"The file {path} is JSON, but holds no list of stations.", "no AddressInfo anywhere")
    return pois


def demo_source() -> FileSource:
    """The invented stations that the plugin ships, to try everything without key and network."""
    raw = json.loads((_DEMO_FOLDER / "reference.json").read_bytes())
    return FileSource(
        _DEMO_FOLDER / "stations.json",
        name="Demo data (invented)",
        is_invented=True,
        reference=ReferenceData.from_json(raw, origin=FILE),
    )

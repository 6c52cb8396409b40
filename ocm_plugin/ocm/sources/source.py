"""Where stations come from. A source hands over stations batch by batch; the caller decides what matches.

The API is a source (`paging.ApiSource`), and so is a file of POIs, of which the packaged demo data is one.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from ..feedback import Feedback, Progress
from ..records.built_in_reference import BUILT_IN, PROVIDERS
from ..records.decoding import DecodedPage, decode_pois
from ..records.provenance import FROM_DEMO, FROM_FILE, Origin, ResumePoint
from ..records.reference import FILE, ReferenceData
from ..records.station import SetAside, Station
from ..search.search import Search
from ..slices import SLICE, slices
from ..translation import language, marked, tr
from .parameters import wants_comments
from .poi_files import PoiFiles

_DEMO_FOLDER = Path(__file__).parents[2] / "demo"


class Batch(NamedTuple):
    """What a source hands over at once: up to SLICE stations."""

    stations: Sequence[Station]
    set_aside: Sequence[SetAside] = ()
    """Records that cannot be stations."""
    resume: ResumePoint | None = None
    """Where a search that ends after this batch can go on; None when it has to start again."""
    missing: str = ""
    """What the source has, but could not hand over: one sentence for the user."""
    note: str = ""
    """What else the user should know: one sentence."""
    asks_next: bool = False
    """Whether what follows takes another request, which may well bring more: a result that is full ends here."""
    unread_dates: int = 0
    """Dates of these stations that are stated, but in no form known here: they are None, as if not stated."""
    raw: Sequence[dict[str, Any]] = ()
    """The POIs of the stations as they came, in their order, for those who keep them; () where there are none."""
    kept: Sequence[tuple[str, datetime, frozenset[int]]] = ()
    """Of a source FROM_PARTS, the stations that the server was not asked for: the kind of their source, from when they
    are, and their numbers."""
    only_counted: Sequence[tuple[int, str | None]] = ()
    """Stations that are none of the result, which counts them, by their numbers: with the filter, by name, for which
    they state nothing, or with None when they may match."""


def decoded_slices(raw: list[Any], with_comments: bool, feedback: Feedback) -> Iterator[DecodedPage]:
    """POIs as the source wrote them, decoded slice by slice. Raises Cancelled."""
    for pois in slices(raw, SLICE):
        feedback.check()
        yield decode_pois(pois, with_comments)


def batch_of(decoded: DecodedPage) -> Batch:
    """What was decoded, to be handed over."""
    return Batch(decoded.stations, decoded.set_aside, unread_dates=decoded.unread_dates, raw=decoded.raw)


def api_name(server: str) -> str:
    """What people read of a server as source. Its normal base URL tells it from others."""
    return f"Open Charge Map ({server})"


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

    @property
    def problem(self) -> str | None:
        """What is wrong with the titles that `reference` gave, in one sentence: out of date, or missing."""

    def withheld(self, search: Search) -> tuple[str, ...]:
        """Filters, by name, whose answer a station must state to be handed over; those without it cannot be counted."""

    def reference(self, feedback: Feedback) -> ReferenceData:
        """Titles of the ids in this source's stations."""

    def batches(self, search: Search, feedback: Feedback, resume: ResumePoint | None = None) -> Iterator[Batch]:
        """At least all stations that the source has for the search. May hand over others and repeat some."""


class Relay:
    """What a source that hands on the stations of another one says of itself: the same."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self.name, self.is_invented, self.origin = source.name, source.is_invented, source.origin
        self.withheld, self.reference = source.withheld, source.reference

    @property
    def requests(self) -> int:
        return self._source.requests

    @property
    def bytes(self) -> int:
        return self._source.bytes

    @property
    def problem(self) -> str | None:
        return self._source.problem


class _Survey(NamedTuple):
    """What is known of a file once it has been read."""

    files: PoiFiles
    embedded: ReferenceData
    """What its own stations name."""
    newest: datetime | None
    """The newest date that they state."""


class FileSource:
    """A file, folder or zip of POIs, in any form of the API and of its exports. Read when needed, piece by piece."""

    def __init__(
        self,
        path: str | Path,
        name: str | None = None,
        is_invented: bool = False,
        reference: ReferenceData = BUILT_IN,
    ) -> None:
        """`reference`: the look-up lists for what the file itself and those beside it do not name."""
        self.path = Path(path)
        self._given_name = name
        self.name = name or tr("File {name}", name=self.path.name)
        self.is_invented = is_invented
        self.origin = Origin(FROM_DEMO if is_invented else FROM_FILE)
        self.problem: str | None = None
        self.requests = 0
        self.bytes = 0
        self._reference = reference
        self._surveyed: _Survey | None = None

    def withheld(self, search: Search) -> tuple[str, ...]:
        """Nothing: a file hands over all that it has."""
        return ()

    def reference(self, feedback: Feedback) -> ReferenceData:
        """What names the file's ids: look-up lists beside it, those given, its own POIs, those built in, in this order.

        Only the licence that a record itself states of its provider goes before all: they are shown together. Raises
        SourceFileError.
        """
        survey = self._survey(feedback)
        embedded = survey.embedded
        if self.is_invented:
            return self._reference.completed_by(embedded)
        self.origin = Origin(FROM_FILE, None, survey.files.date, survey.newest, stored_path(self.path))
        self.name = self._given_name or _name(self.path, self.origin)
        beside = survey.files.look_up or ReferenceData()
        named = beside.completed_by(self._reference).completed_by(embedded)
        named = named.completed_by(BUILT_IN).completed_by(PROVIDERS)
        licensed = {number: one for number, one in embedded.providers.items() if one.license is not None}
        return replace(
            named,
            providers={**named.providers, **licensed},
            fetched=beside.fetched or self._reference.fetched,
        )

    def batches(self, search: Search, feedback: Feedback, resume: ResumePoint | None = None) -> Iterator[Batch]:
        """All stations of the file, from its start. Raises SourceFileError when it cannot be read."""
        files = self._survey(feedback).files
        with_comments = wants_comments(search)
        for pois in files.slices(feedback):
            feedback.check()
            yield batch_of(decode_pois(pois, with_comments))
        if files.missing or files.skipped:
            yield Batch((), missing=files.missing, note=files.skipped)

    def _survey(self, feedback: Feedback) -> _Survey:
        """Read the file once, and learn what it says of its stations."""
        if self._surveyed is None:
            files = PoiFiles(self.path, feedback, self._reference)
            embedded, newest, n = ReferenceData(), None, 0
            for pois in files.survey(feedback):
                feedback.check()
                n += len(pois)
                feedback.report(Progress(tr("Reading the file."), stations=n))
                decoded = decode_pois(pois, True)
                embedded = embedded.including(decoded.embedded)
                newest = _latest(newest, decoded.stations)
            dates = [date for date in (newest, files.newest) if date is not None]
            self._surveyed = _Survey(files, embedded, max(dates, default=None))
            self.bytes, self.problem = files.bytes, files.problem
        return self._surveyed


def stored_path(path: Path) -> str:
    """A path as it is stored with a result. The user's own folder stands as `~`: its name often is that of the user.

    Results are passed on.
    """
    whole = Path(os.path.abspath(path))
    try:
        return f"~/{whole.relative_to(Path.home()).as_posix()}"
    except (ValueError, RuntimeError):  # elsewhere, or there is no such folder
        return whole.as_posix()


def opened_path(stored: str) -> str:
    """The path that `stored_path` has written."""
    return os.path.expanduser(stored)


def _name(path: Path, origin: Origin) -> str:
    """ "File poi.json of 2021-03-02, newest record 2021-03-01": a file's age is not that of its reading."""
    name, is_folder = path.name, path.is_dir()
    if origin.file_date is None:
        return tr("Folder {name}", name=name) if is_folder else tr("File {name}", name=name)
    date = language().date(origin.file_date)
    if origin.newest_record is None:
        dated = marked("Folder {name} of {date}") if is_folder else marked("File {name} of {date}")
        return tr(dated, name=name, date=date)
    newest = language().date(origin.newest_record)
    if is_folder:
        return tr("Folder {name} of {date}, newest record {newest}", name=name, date=date, newest=newest)
    return tr("File {name} of {date}, newest record {newest}", name=name, date=date, newest=newest)


def _latest(known: datetime | None, stations: Iterable[Station]) -> datetime | None:
    """The latest date that records state of themselves; a date in the future is an error."""
    end = datetime.now(timezone.utc) + timedelta(days=1)
    dates = [known] if known is not None else []
    for station in stations:
        stated = (
            station.date_created,
            station.date_status_update,
            station.date_last_confirmed,
            station.date_last_verified,
        )
        dates.extend(date for date in stated if date is not None and date < end)
    return max(dates, default=None)


def demo_source() -> FileSource:
    """The invented stations that the plugin ships, to try everything without key and network."""
    raw = json.loads((_DEMO_FOLDER / "reference.json").read_bytes())
    return FileSource(
        _DEMO_FOLDER / "stations.json",
        name=tr("Demo data (invented)"),
        is_invented=True,
        reference=ReferenceData.from_json(raw, origin=FILE),
    )

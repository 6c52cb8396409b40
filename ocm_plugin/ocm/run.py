"""The program in one place: a Search runs against a source, and what matches goes to a destination.

    context = Context.of_new_result(source.reference(feedback), licence_folder, source.origin)
    result = run_search(search, source, context, destination, feedback)

The dialog, the Processing algorithms, reloading and opening a file all call this; they differ in where the Search comes
from and where the stations go. Pure Python; it runs in a worker thread, and so does the destination's `add`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import Protocol

from .errors import Cancelled, RequestError
from .expectation import ENOUGH, expected_stations
from .feedback import Feedback, Progress
from .match.filters import Judge, Match, Verdict
from .match.point_in_area import containment
from .records.credits import Attribution
from .records.provenance import CAPPED, COMPLETE, FROM_API, FROM_PARTS, STOPPED, Kept, Origin, Provenance, ResumePoint
from .records.reference import ReferenceData
from .records.station import SetAside, Station
from .search.areas import Countries
from .search.search import Search
from .sources.source import Batch, Source
from .tables.derive.rows import Context, credits_of
from .tables.derive.standards import newer_connector_types
from .tables.result import Result
from .translation import tr
from .unnamed import Unnamed


class Destination(Protocol):
    """Where the stations of a result go."""

    def add(self, stations: Sequence[Match]) -> None:
        """Take the stations of a batch, each of them once. Called in the thread that runs the search."""


def run_search(
    search: Search,
    source: Source,
    context: Context,
    destination: Destination,
    feedback: Feedback,
    before: Result | None = None,
    watch: Callable[[Callable[[], Result]], None] | None = None,
) -> Result:
    """Load all stations of the source that match, and say what the result is worth and whose data it is.

    `context`: of the source's own reference data. `before`: the stopped result that this run goes on with; the result
    returned then covers both. `watch` is called when the destination has taken stations, with what makes the Result of
    all that it has so far: a stopped one, for layers that are shown already.

    A failing request or a cancellation raises while nothing has arrived, and later ends the
    run with a provenance that says so. What the destination raises passes through.
    """
    crawl = _Run(search, source, context, feedback, before, watch)
    return crawl.result(*crawl.load(destination))


def _newer_types(reference: ReferenceData) -> str | None:
    """That Open Charge Map has connector types which this plugin can only count as "other"."""
    titles = [kind.title for kind in newer_connector_types(reference)]
    if not titles:
        return None
    return tr(
        "Connector types that this version of the plugin does not know count as “other”: {titles}.",
        titles=", ".join(titles),
    )


def _unread_dates(number: int) -> str | None:
    """That dates are empty which the records do state, in a form that this plugin does not know."""
    if not number:
        return None
    return tr(
        "{n} date could not be read and is left empty.", "{n} dates could not be read and are left empty.", n=number
    )


@dataclass
class _Run:
    """The counts of one run while it lasts."""

    search: Search
    source: Source
    context: Context
    told: Feedback
    before: Result | None
    watch: Callable[[Callable[[], Result]], None] | None

    started: datetime = field(default_factory=lambda: datetime.now(timezone.utc))
    seen: set[int] = field(default_factory=set)
    counts: dict[Verdict, int] = field(default_factory=lambda: dict.fromkeys(Verdict, 0))
    set_aside: list[SetAside] = field(default_factory=list)
    unstated: Counter[str] = field(default_factory=Counter)
    providers: Counter[int | None] = field(default_factory=Counter)
    """Of the stations in the result, how many each has."""
    kept: Counter[tuple[str, datetime]] = field(default_factory=Counter)
    """Of the stations in the result, how many the server was not asked for, by kind and moment."""
    missing: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    """What the source wants to have said."""
    unread_dates: int = 0
    unnamed: Unnamed = field(default_factory=Unnamed)
    resume: ResumePoint | None = None
    capped: bool = False
    has_expected: bool = False
    """Whether it was said how many stations may come."""

    def __post_init__(self) -> None:
        self.requests_before = self.source.requests
        self.bytes_before = self.source.bytes
        self.room = self.search.max_results
        """Stations that still fit under the user's cap; None without one."""
        if self.before is not None:
            self._go_on_from(self.before)

    def _go_on_from(self, before: Result) -> None:
        """Begin with what a stopped run has counted."""
        provenance = before.provenance
        self.counts[Verdict.YES] = provenance.matched
        self.counts[Verdict.CANNOT_TELL] = provenance.cannot_tell
        self.counts[Verdict.NO] = provenance.dropped
        self.unstated.update(dict(provenance.unstated))
        self.set_aside = list(provenance.set_aside)
        self.providers.update({credit.provider_id: credit.n_stations for credit in before.attribution.providers})
        self.kept.update({(kept.kind, kept.as_of): kept.n_stations for kept in provenance.kept})
        self.started = provenance.started
        self.resume = provenance.resume
        self.requests_before -= provenance.requests
        self.bytes_before -= provenance.bytes
        if self.room is not None:
            self.room = max(0, self.room - provenance.loaded)

    def load(self, destination: Destination) -> tuple[str, str]:
        """Batch after batch, until the end, the cap or a failure: the outcome and its reason."""
        judge = Judge(self.search, self.context)
        feedback = _Counting(self)  # not the run's own: that cycle would keep what `watch` holds, and all numbers seen
        try:
            is_inside = containment(self.search.area, self.context.reference, feedback.check)
            for batch in self.source.batches(self.search, feedback, self.resume):
                if batch.missing:
                    self.missing.append(batch.missing)
                if batch.note:
                    self.remarks.append(batch.note)
                feedback.check()
                self._take(batch, destination, is_inside, judge)
                self._expect(batch)
                if self.capped or (self.room == 0 and batch.asks_next):
                    return CAPPED, " ".join(self.missing)
        except (RequestError, Cancelled) as error:
            if self.before is None and not self.seen:
                raise
            return STOPPED, " ".join([error.sentence, *self.missing])
        self.resume = None
        return (STOPPED, " ".join(self.missing)) if self.missing else (COMPLETE, "")

    def _expect(self, batch: Batch) -> None:
        """Say how many stations may come, once that can be judged, in a run that asks a server for all of them."""
        arrived = self.counts[Verdict.YES] + self.counts[Verdict.CANNOT_TELL] * self.search.keep_cannot_tell
        is_open = batch.asks_next and self.before is None and self.source.origin.kind in (FROM_API, FROM_PARTS)
        if is_open and self.resume is not None and not self.has_expected and sum(self.counts.values()) >= ENOUGH:
            self.has_expected = True
            self.told.expect(arrived, expected_stations(arrived, self.resume.after_id))

    def _take(
        self,
        batch: Batch,
        destination: Destination,
        is_inside: Callable[[Station], bool],
        judge: Judge,
    ) -> None:
        # Along a network of roads this may take seconds for one station. Nothing of the batch is counted yet.
        inside = []
        for station in batch.stations:
            self.told.check()
            inside.append(is_inside(station))
        self.unread_dates += batch.unread_dates
        matches = []
        for station, is_in_area in zip(batch.stations, inside):
            if not self._is_new(station.id):
                continue
            verdict = self._verdict(station, is_in_area, judge)
            kept = verdict is Verdict.YES or (verdict is Verdict.CANNOT_TELL and self.search.keep_cannot_tell)
            if kept and self.room is not None:
                if self.room == 0:
                    self.capped = True
                    break
                self.room -= 1
            self.counts[verdict] += 1
            if kept:
                self.providers[station.provider_id] += 1
                self.unnamed.add(station)
                matches.append(Match(station, verdict is Verdict.YES))
        for number, unstated in batch.only_counted:
            if not self._is_new(number):
                continue
            self.counts[Verdict.CANNOT_TELL if unstated is None else Verdict.NO] += 1
            if unstated is not None:
                self.unstated[unstated] += 1
        for kind, as_of, numbers in batch.kept:
            self.kept[kind, as_of] += sum(match.station.id in numbers for match in matches)
        # After the stations: a damaged record must not hide a good one of the same number.
        for record in batch.set_aside:
            if record.id is None or self._is_new(record.id):
                self.set_aside.append(record)
        if matches:
            destination.add(matches)
        self.resume = batch.resume or self.resume
        if matches and self.watch is not None:
            self.watch(lambda: self.result(STOPPED, tr("The search was still running.")))
        self.report(tr("Loading stations."))

    def _verdict(self, station: Station, is_in_area: bool, judge: Judge) -> Verdict:
        """The verdict on area and filters; counts what is left out only because it states nothing."""
        if is_in_area:
            verdict = judge(station)
            if verdict is Verdict.NO:
                self.unstated.update(judge.left_out_for(station))
            return verdict
        if station.country_id is not None or not isinstance(self.search.area, Countries):
            return Verdict.NO
        # Countries are areas of what records state.
        verdict = min(judge(station), Verdict.CANNOT_TELL)
        if self.search.include_unstated:
            return verdict
        if verdict is Verdict.CANNOT_TELL:
            self.unstated["country_ids"] += 1
        return Verdict.NO

    def _is_new(self, station_id: int) -> bool:
        """Whether this is the first time the station arrives."""
        known = len(self.seen)
        self.seen.add(station_id)
        return len(self.seen) > known

    def _notes(self) -> tuple[str, ...]:
        """What else the user should know of the run."""
        reference = self.context.reference
        problems = (
            self.source.problem,
            self.context.licences.problem,
            _newer_types(reference),
            _unread_dates(self.unread_dates),
            self._contradicted(),
            self.unnamed.sentence(reference),
            *self.remarks,
        )
        return tuple(filter(None, problems))

    def _contradicted(self) -> str | None:
        """That stations count as perhaps open although Open Charge Map flags their provider as not open."""
        if self.search.open_data is None:
            return None
        licences = self.context.licences
        names = sorted(licences.title(number) for number in self.providers if licences.is_contradicted(number))
        if not names:
            return None
        return tr(
            "Open Charge Map flags data as not open whose licence this plugin takes for open: {providers}. "
            "Their stations are marked as uncertain.",
            providers=", ".join(names),
        )

    def report(self, phase: str) -> None:
        """Report how far the run is."""
        cap, received = self.search.max_results, sum(self.counts.values())
        is_judged = self.has_expected and cap is None
        self.told.report(
            Progress(
                phase,
                stations=received,
                requests=self.source.requests - self.requests_before,
                bytes=self.source.bytes - self.bytes_before,
                fraction=None if cap is None or self.room is None else (cap - self.room) / cap,
                expected=expected_stations(received, self.resume.after_id) if is_judged and self.resume else None,
            )
        )

    def result(self, outcome: str, reason: str) -> Result:
        """What has come of the search, at this moment."""
        attribution = Attribution(credits_of(self.providers, self.context), self.source.is_invented)
        return Result(self.search, self._provenance(outcome, reason), self.context, attribution)

    def _provenance(self, outcome: str, reason: str) -> Provenance:
        """What the result is worth, at this moment."""
        return Provenance(
            outcome=outcome,
            source=self.source.name,
            is_invented=self.source.is_invented,
            started=self.started,
            finished=datetime.now(timezone.utc),
            received=sum(self.counts.values()),
            matched=self.counts[Verdict.YES],
            cannot_tell=self.counts[Verdict.CANNOT_TELL],
            dropped=self.counts[Verdict.NO],
            kept_cannot_tell=self.search.keep_cannot_tell,
            requests=self.source.requests - self.requests_before,
            bytes=self.source.bytes - self.bytes_before,
            set_aside=tuple(self.set_aside),
            cap=self.search.max_results if outcome == CAPPED else None,
            reason=reason,
            # What is missing now is missing from what would follow, too, and would be forgotten there.
            resume=self.resume if outcome == STOPPED and not self.missing else None,
            reference_date=self.context.reference.fetched,
            unstated=tuple(sorted(self.unstated.items())),
            withheld=self.source.withheld(self.search),
            notes=self._notes(),
            origin=self._origin(),
            kept=tuple(Kept(*key, number) for key, number in sorted(self.kept.items())),
        )

    def _origin(self) -> Origin:
        """Where the stations come from: also those of the run that this one goes on with."""
        if self.before is not None and self.before.provenance.origin.kind == FROM_PARTS:
            return self.before.provenance.origin
        return self.source.origin


class _Counting(Feedback):
    """The run's feedback as the source sees it: what the source reports is passed on with the run's own counts."""

    def __init__(self, run: _Run) -> None:
        self._run = run

    def is_cancelled(self) -> bool:
        return self._run.told.is_cancelled()

    def idle(self) -> None:
        self._run.told.idle()

    def report(self, progress: Progress) -> None:
        self._run.report(progress.phase)

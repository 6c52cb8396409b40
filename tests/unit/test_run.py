"""A run by itself: what it hands on, counts and states, over sources made for each test."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timezone

import pytest

from ocm_plugin.ocm.errors import Cancelled, FileWriteError, ServerFailed, SourceFileError
from ocm_plugin.ocm.feedback import Feedback, Progress
from ocm_plugin.ocm.records.licences import FILE_NAME
from ocm_plugin.ocm.records.provenance import (
    CAPPED,
    COMPLETE,
    STOPPED,
    ResumePoint,
    from_json,
    to_json,
)
from ocm_plugin.ocm.records.reference import ConnectionType, ReferenceData
from ocm_plugin.ocm.records.station import Station
from ocm_plugin.ocm.run import run_search
from ocm_plugin.ocm.search.areas import Corridor, Countries, Extent
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.ocm.slices import SLICE
from ocm_plugin.ocm.sources.source import Batch, FileSource, demo_source
from ocm_plugin.ocm.store.result_file import RowMaker, tables_wanted
from ocm_plugin.ocm.tables.derive.context import Context
from ocm_plugin.ocm.wording import provenance_sentence
from tests.support.feedbacks import CancelledAfter
from tests.support.made_stations import NOW, REFERENCE
from tests.support.results import context_now, ran

from .given_runs import Collected, Given, Page, Told, poi


def page(*numbers: int, **more) -> Page:
    return Page([poi(number) for number in numbers], **more)


FAILURE = ServerFailed("The server failed. Try again later.", "status 500")


def test_stations_come_in_slices_each_once():
    destination = Collected()
    provenance = ran(Search(), Given(page(*range(1, 2_501)), page(2_500, 2_501)), destination, Feedback())
    assert [len(call) for call in destination.calls] == [SLICE] * 5 + [1]
    assert destination.ids == list(range(1, 2_502))
    assert (provenance.received, provenance.matched, provenance.outcome) == (2_501, 2_501, COMPLETE)


def test_what_has_come_so_far_is_a_result_that_says_it_is_not_all():
    """Layers that are shown while the search runs say what they are worth."""
    destination = Collected()
    seen = []

    def watch(so_far) -> None:
        result = so_far()
        seen.append((result.provenance.outcome, result.provenance.loaded, len(destination.ids)))
        said = provenance_sentence(result.provenance)
        assert said.endswith("The result is incomplete. The search was still running.")
        assert sum(credit.n_stations for credit in result.attribution.providers) == result.provenance.loaded

    whole = run_search(
        Search(), Given(page(1, 2), page(2), page(3)), context_now(REFERENCE), destination, Feedback(), watch=watch
    )
    assert seen == [(STOPPED, 2, 2), (STOPPED, 3, 3)]
    assert (whole.provenance.outcome, whole.provenance.loaded) == (COMPLETE, 3)


def test_the_provenance_says_everything():
    raw = [poi(1), poi(2, PowerKW=1), poi(3, latitude=60.0), {"ID": 4}, "odd", {"ID": 4}]
    search = Search(area=Extent(7, 49, 9, 51), min_power_kw=50)
    raw[0]["Connections"] = [{"ID": 1, "PowerKW": 50}]
    before = datetime.now(timezone.utc)
    provenance = ran(search, Given(Page(raw, has_order=False)), Collected(), Feedback())
    assert before <= provenance.started <= provenance.finished
    assert (provenance.outcome, provenance.source, provenance.is_invented) == (COMPLETE, "Given stations", True)
    assert (provenance.received, provenance.matched, provenance.cannot_tell, provenance.dropped) == (3, 1, 1, 1)
    assert (provenance.requests, provenance.bytes) == (1, 500)
    assert [record.id for record in provenance.set_aside] == [4, None]
    assert (provenance.reference_date, provenance.resume, provenance.cap, provenance.reason) == (NOW, None, None, "")
    assert provenance.loaded == 2
    assert from_json(to_json(provenance)) == provenance


def test_doubtful_stations_are_marked_or_dropped_as_the_person_chose():
    raw = Page([poi(1, Connections=[{"PowerKW": 50}]), poi(2), poi(3, Connections=[{"PowerKW": 11}])], has_order=False)
    kept, dropped = Collected(), Collected()
    provenance = ran(Search(min_power_kw=50), Given(raw), kept, Feedback())
    assert [(match.station.id, match.certain) for match in kept.calls[0]] == [(1, True), (2, False)]
    assert (provenance.cannot_tell, provenance.kept_cannot_tell, provenance.loaded) == (1, True, 2)
    provenance = ran(Search(min_power_kw=50, keep_cannot_tell=False), Given(raw), dropped, Feedback())
    assert dropped.ids == [1]
    assert (provenance.cannot_tell, provenance.kept_cannot_tell, provenance.loaded) == (1, False, 1)


# Failures


def test_a_failure_before_anything_arrived_is_one():
    with pytest.raises(ServerFailed):
        ran(Search(), Given(FAILURE), Collected(), Feedback())
    with pytest.raises(Cancelled):
        ran(Search(), Given(Cancelled()), Collected(), Feedback())


def test_a_failure_later_leaves_what_is_there_and_says_so():
    destination = Collected()
    provenance = ran(Search(), Given(page(1, 5), FAILURE), destination, Feedback())
    assert destination.ids == [1, 5]
    assert (provenance.outcome, provenance.reason) == (STOPPED, FAILURE.sentence)
    assert provenance.resume == ResumePoint(5)


def test_what_is_continued_counts_together():
    begun = Given(Page([poi(1), {"ID": 2}]), FAILURE)
    first = ran(Search(min_power_kw=50), begun, Collected(), Feedback())
    source = Given(page(7, 8))
    provenance = ran(Search(min_power_kw=50), source, Collected(), Feedback(), first)
    assert source.resumed == ResumePoint(2)
    assert (provenance.outcome, provenance.received, provenance.cannot_tell) == (COMPLETE, 3, 3)
    assert (provenance.requests, provenance.bytes, provenance.started) == (2, 1_000, first.started)
    assert [record.id for record in provenance.set_aside] == [2]


def test_a_continuation_that_fails_at_once_still_states_what_is_there():
    first = ran(Search(), Given(page(1), FAILURE), Collected(), Feedback())
    again = ran(Search(), Given(FAILURE), Collected(), Feedback(), first)
    assert (again.outcome, again.received, again.resume) == (STOPPED, 1, ResumePoint(1))


def test_a_continuation_keeps_to_the_cap_of_the_whole():
    first = ran(Search(max_results=3), Given(page(1, 2), FAILURE), Collected(), Feedback())
    rest = Collected()
    provenance = ran(Search(max_results=3), Given(page(3, 4)), rest, Feedback(), first)
    assert rest.ids == [3]
    assert (provenance.outcome, provenance.loaded) == (CAPPED, 3)


def test_what_the_destination_or_a_file_raises_is_not_hidden():
    class Full(Collected):
        def add(self, stations):
            raise FileWriteError("The disk is full.")

    with pytest.raises(FileWriteError):
        ran(Search(), Given(page(1)), Full(), Feedback())
    with pytest.raises(SourceFileError):
        ran(Search(), FileSource("/nowhere/stations.json"), Collected(), Feedback())


def test_cancelling_between_slices_keeps_what_was_handed_on():
    feedback = Told()

    class Cancelling(Collected):
        def add(self, stations):
            super().add(stations)
            feedback.cancelled = True

    destination = Cancelling()
    provenance = ran(Search(), Given(page(*range(1, 3_000))), destination, feedback)
    assert len(destination.ids) == SLICE
    assert (provenance.outcome, provenance.resume) == (STOPPED, ResumePoint(SLICE))
    assert "cancelled" in provenance.reason


def test_what_a_source_could_not_hand_over_is_no_complete_result():
    pages = page(1, missing="Some could not be had."), page(2, missing="Nor some others.")
    provenance = ran(Search(), Given(*pages), Collected(), Feedback())
    assert (provenance.outcome, provenance.resume) == (STOPPED, None)
    assert provenance.reason == "Some could not be had. Nor some others."


def test_what_was_missing_is_not_forgotten_after_a_failure_or_a_cap():
    """Continue ended as complete: only the failure was remembered, not what the source could not hand over."""
    missing = "Some could not be had."
    failed = ran(Search(), Given(page(1, missing=missing), FAILURE), Collected(), Feedback())
    assert (failed.outcome, failed.resume) == (STOPPED, None)
    assert failed.reason == f"{FAILURE.sentence} {missing}"
    capped = ran(Search(max_results=1), Given(page(1, missing=missing), page(2)), Collected(), Feedback())
    assert (capped.outcome, capped.reason) == (CAPPED, missing)


def test_a_damaged_record_hides_no_station_of_the_same_number():
    destination = Collected()
    provenance = ran(Search(), Given(Page([poi(1), {"ID": 1}, {"ID": 2}, poi(2)])), destination, Feedback())
    assert destination.ids == [1, 2] and provenance.set_aside == ()


# Caps


@pytest.mark.parametrize(
    ("cap", "outcome"), [(1, CAPPED), (3, CAPPED), (4, CAPPED), (5, CAPPED), (6, COMPLETE), (7, COMPLETE)]
)
def test_a_cap_is_stated_when_it_may_have_cut(cap, outcome):
    destination = Collected()
    source = Given(page(1, 2, 3), page(4, 5, 6, is_last=True))
    provenance = ran(Search(max_results=cap), source, destination, Feedback())
    assert destination.ids == list(range(1, 7))[:cap]
    assert provenance.outcome == outcome
    assert provenance.cap == (cap if outcome == CAPPED else None)
    assert provenance.received == provenance.loaded == min(cap, 6)


def test_a_cap_counts_only_what_is_kept():
    pages = Page([poi(1, latitude=0.0), poi(2), poi(3, latitude=0.0), poi(4)], has_order=False, is_last=True)
    provenance = ran(Search(area=Extent(7, 49, 9, 51), max_results=2), Given(pages), Collected(), Feedback())
    assert (provenance.outcome, provenance.loaded, provenance.dropped) == (COMPLETE, 2, 2)


# Progress, licences, demo


def test_progress_is_told_with_the_run_s_own_counts():
    feedback = Told()
    ran(Search(max_results=4), Given(page(1, 2), page(3)), Collected(), feedback)
    assert feedback.progress[0] == Progress("Asking.", 0, 1, 500, 0.0)
    assert feedback.progress[-1] == Progress("Loading stations.", 3, 2, 1_000, 0.75)
    without = Told()
    ran(Search(), Given(page(1)), Collected(), without)
    assert {progress.fraction for progress in without.progress} == {None}


def test_the_person_s_own_table_of_licences_decides(tmp_path):
    raw = Page([poi(1, DataProviderID=1)])
    assert ran(Search(open_data=True), Given(raw), Collected(), Feedback()).matched == 1
    (tmp_path / FILE_NAME).write_text('{"providers": {"1": {"class": "noncommercial"}}}', encoding="utf-8")
    provenance = ran(Search(open_data=True), Given(raw), Collected(), Feedback(), licence_folder=tmp_path)
    assert (provenance.matched, provenance.dropped) == (0, 1)


def test_what_else_a_person_should_know_is_noted(tmp_path):
    """Stale lists, a damaged table of licences and connector types of a later day were noticed, but not reported."""
    source = Given(page(1))
    source.problem = "The lists of operators are out of date."
    (tmp_path / FILE_NAME).write_text("{", encoding="utf-8")
    newer = {**REFERENCE.connection_types, 4321: ConnectionType(4321, "Plug of tomorrow")}
    source.reference = lambda feedback: replace(REFERENCE, connection_types=newer)
    provenance = ran(Search(), source, Collected(), Feedback(), licence_folder=tmp_path)
    stale, licences, types = provenance.notes
    assert stale == source.problem
    assert "table of licences" in licences
    assert "Plug of tomorrow" in types
    assert from_json(to_json(provenance)) == provenance


def test_the_demo_data_load_and_are_called_invented():
    destination = Collected()
    provenance = ran(Search(), demo_source(), destination, Feedback())
    assert provenance.outcome == COMPLETE and provenance.is_invented
    assert len(destination.ids) == provenance.matched > 300
    strong = ran(Search(min_power_kw=150, keep_cannot_tell=False), demo_source(), Collected(), Feedback())
    assert 0 < strong.loaded < provenance.loaded


def test_a_result_says_whose_data_it_is_also_when_it_was_continued() -> None:
    """Each destination counted data providers for itself; what had arrived before a stop was counted there only."""

    def of(provider: int, *numbers: int) -> Page:
        return Page([poi(number, DataProviderID=provider) for number in numbers])

    context = context_now(REFERENCE)
    search = Search(area=Extent(7, 49, 9, 51))
    outside = Page([poi(9, 60.0, DataProviderID=900)])
    first = run_search(search, Given(of(1, 1, 2), FAILURE), context, Collected(), Feedback())
    assert [(credit.provider_id, credit.n_stations) for credit in first.attribution.providers] == [(1, 2)]
    assert first.attribution.is_invented and (first.search, first.context) == (search, context)
    whole = run_search(search, Given(of(1, 3), of(900, 4), outside), context, Collected(), Feedback(), first)
    assert [(credit.provider_id, credit.n_stations) for credit in whole.attribution.providers] == [(1, 3), (900, 1)]


def test_rows_and_verdicts_go_by_one_table_of_licences(tmp_path) -> None:
    """It was read twice, once for the rows and once for the verdicts: a table edited in between made them disagree."""
    table = tmp_path / FILE_NAME
    table.write_text('{"providers": {"1": {"class": "noncommercial"}}}', encoding="utf-8")
    context = context_now(REFERENCE, tmp_path)
    table.unlink()
    source = Given(Page([poi(1, DataProviderID=1)]))
    result = run_search(Search(open_data=False), source, context, Collected(), Feedback())
    assert result.provenance.matched == 1
    assert [credit.license_class for credit in result.attribution.providers] == ["noncommercial"]


class Places(Given):
    """A source that knows nothing of JSON: a number and two coordinates a line."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._lines = text.splitlines()

    def batches(self, search: Search, feedback: Feedback, resume: ResumePoint | None = None) -> Iterator[Batch]:
        for line in self._lines:
            number, latitude, longitude = line.split()
            yield Batch([Station(int(number), float(latitude), float(longitude), (), (), None, None)])


def test_a_source_needs_no_json() -> None:
    """Sources handed over raw POIs: a file of another format had to be made JSON first, only to be decoded again."""
    destination = Collected()
    search = Search(area=Extent(7, 49, 9, 51))
    provenance = ran(search, Places("1 50 8\n2 60 8\n2 60 8\n3 50.5 8.5\n"), destination, Feedback())
    assert destination.ids == [1, 3]
    assert (provenance.outcome, provenance.received, provenance.dropped) == (COMPLETE, 3, 1)


def test_dates_that_could_not_be_read_are_said() -> None:
    """A dump with dates of an unknown form gave stations without dates, and no word about it."""
    odd = poi(1, DateCreated="soon", DateLastConfirmed="later")
    provenance = ran(Search(), Given(Page([odd])), Collected(), Feedback())
    assert "2 dates could not be read and are left empty." in provenance.notes


def test_stations_left_out_because_they_state_nothing_are_counted_and_included_on_wish() -> None:
    """Of what "Operational" leaves out, part may well be: it states no status. Before, this was not reported."""
    silent = [poi(number, Connections=[]) for number in (1, 2, 3)]
    source = Given(Page((*silent, poi(4, StatusTypeID=50), poi(5, StatusTypeID=100), poi(6, 10.0))))
    search = Search(area=Extent(7, 49, 9, 51), status_type_ids=(50,))
    found = Collected()
    provenance = ran(search, source, found, Told())
    assert (found.ids, provenance.unstated, provenance.dropped) == ([4], (("status_type_ids", 3),), 5)
    assert "3 stations state no status: left out." in provenance_sentence(provenance)
    assert from_json(to_json(provenance)) == provenance
    included = Collected()
    provenance = ran(replace(search, include_unstated=True), source, included, Told())
    assert (included.ids, provenance.unstated, provenance.cannot_tell) == ([1, 2, 3, 4], (), 3)


def test_stations_without_country_are_counted_where_countries_are_the_area() -> None:
    here, elsewhere, silent = ({"CountryID": number} for number in (87, 80, None))
    pois = [
        poi(n, AddressInfo={"Latitude": 50.0, "Longitude": 8.0, **country})
        for n, country in enumerate((here, elsewhere, silent), 1)
    ]
    source = Given(Page(pois))
    found = Collected()
    provenance = ran(Search(area=Countries(("DE",))), source, found, Told())
    assert (found.ids, provenance.unstated) == ([1], (("country_ids", 1),))
    included = Collected()
    provenance = ran(Search(area=Countries(("DE",)), include_unstated=True), source, included, Told())
    assert [(match.station.id, match.certain) for call in included.calls for match in call] == [(1, True), (3, False)]
    assert provenance.unstated == ()


def test_what_the_source_keeps_back_is_said() -> None:
    class Withholding(Given):
        def withheld(self, search: Search) -> tuple[str, ...]:
            return ("operator_ids", "data_provider_ids")

    provenance = ran(Search(operator_ids=(7,)), Withholding(page(1)), Collected(), Told())
    said = "Stations that state no operator or no provider were not sent: how many there are is not known."
    assert said in provenance_sentence(provenance)
    assert from_json(to_json(provenance)) == provenance


def test_open_data_that_is_flagged_as_not_open_is_said_and_named() -> None:
    flagged = {"ID": 901, "Title": "Flagged", "License": "CC BY 4.0", "IsOpenDataLicensed": False}

    class Flagging(Given):
        def reference(self, feedback: Feedback) -> ReferenceData:
            return REFERENCE.including({"DataProviders": {901: flagged}})

    source = Flagging(Page((poi(1, DataProviderID=901), poi(2, DataProviderID=1))))
    found = Collected()
    provenance = ran(Search(open_data=True), source, found, Told())
    assert [match.certain for call in found.calls for match in call] == [False, True]
    assert any("not open" in note and "Flagged" in note for note in provenance.notes)
    found = Collected()
    ran(Search(open_data=True, keep_cannot_tell=False), source, found, Told())
    assert found.ids == [2]


def test_a_run_can_be_cancelled_between_any_two_stations_and_goes_on_whole():
    """Along a network of roads one station may take a second, and a slice an hour. Nothing is counted twice."""
    search = Search(area=Corridor((((7.0, 50.0), (9.0, 50.0)),), 10_000))
    raw = [poi(number, latitude=50.0 if number % 3 else 60.0) for number in range(1, 31)]
    whole = ran(search, Given(Page(raw)), Collected(), Feedback())
    stops = 0
    for patience in range(1, 80):
        pages = [Page(raw[start : start + 10]) for start in (0, 10, 20)]
        destination = Collected()
        try:
            provenance = ran(search, Given(*pages), destination, CancelledAfter(patience))
        except Cancelled:
            assert destination.ids == []
            continue
        if provenance.outcome == STOPPED:
            stops += 1
            rest = [page for page in pages if page.raw[-1]["ID"] > provenance.resume.after_id]
            provenance = ran(search, Given(*rest), destination, Feedback(), provenance)
        assert destination.ids == [number for number in range(1, 31) if number % 3]
        counts = ("received", "matched", "cannot_tell", "dropped", "loaded", "outcome")
        assert [getattr(provenance, name) for name in counts] == [getattr(whole, name) for name in counts]
    assert stops > 20


@pytest.mark.parametrize("is_stopped", [False, True])
def test_what_a_run_has_needed_is_free_when_it_is_over(is_stopped):
    """The numbers of all stations seen, and the lists of titles, were held by cycles until the collector came by.

    It rests while long work lasts, and seldom looks at what such work has left: each search added to it.
    """

    class Failing(Page):
        """Where the server fails."""

        def batches(self):
            raise ServerFailed("The server failed.")

    class Rows:
        """A destination that makes rows, as all do."""

        def __init__(self, context: Context) -> None:
            self._maker = RowMaker(context, tables_wanted(True))

        def add(self, stations) -> None:
            self._maker.rows(stations)

    def run() -> list[weakref.ref]:
        context, source = context_now(REFERENCE), Given(page(1, 2), Failing([]) if is_stopped else page(3))
        destination = Rows(context)
        result = run_search(Search(), source, context, destination, Feedback())
        assert result.provenance.outcome == (STOPPED if is_stopped else COMPLETE)
        return [weakref.ref(each) for each in (source, context, destination, result)]

    was_enabled = gc.isenabled()
    gc.disable()
    try:
        assert [each() for each in run()] == [None] * 4
    finally:
        if was_enabled:
            gc.enable()

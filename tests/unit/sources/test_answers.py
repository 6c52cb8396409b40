"""The service's own answer, saved in each form, whole, and opened again as a source."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import requests

from ocm_plugin.ocm.errors import Cancelled, FileWriteError, NotUnderstood, RequestError, TruncatedAnswer
from ocm_plugin.ocm.feedback import Feedback
from ocm_plugin.ocm.http import retrying
from ocm_plugin.ocm.http.client import Client
from ocm_plugin.ocm.records.reference import ReferenceData
from ocm_plugin.ocm.records.station import Station
from ocm_plugin.ocm.search.areas import Extent
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.ocm.sources import answers
from ocm_plugin.ocm.sources.answers import SavedAnswer, save_answer
from ocm_plugin.ocm.sources.parameters import ApiQuery
from ocm_plugin.ocm.sources.source import FileSource
from tests.ocm_server import OcmServer, faults
from tests.ocm_server.server import DEMO_FOLDER
from tests.ocm_server.synthetic import make_pois
from tests.support.feedbacks import CancelledAfter
from tests.support.places import SHARED

FORMS = ("json", "geojson", "csv", "xml", "kml")
REFERENCE = ReferenceData.from_json(json.loads((DEMO_FOLDER / "reference.json").read_bytes()))
POIS = make_pois(60)
SHAPES: dict[str, dict[str, Any]] = {
    "as it comes": {},
    "compact": {"compact": True},
    "short": {"verbose": False},
    "smallest": {"compact": True, "verbose": False},
    "camelcase": {"camelcase": True},
    "with comments": {"compact": True, "includecomments": True},
    "callback": {"callback": "show"},
}


@pytest.fixture(scope="module")
def running() -> Iterator[OcmServer]:
    with OcmServer(POIS, DEMO_FOLDER / "reference.json") as server:
        yield server


@pytest.fixture
def server(running: OcmServer, monkeypatch: pytest.MonkeyPatch) -> OcmServer:
    """What fails is tried again as always, only without seconds between."""
    monkeypatch.setattr(retrying, "FIRST_WAIT_S", 0.001)
    running.faults.clear()
    running.requests.clear()
    return running


def saved(server: OcmServer, path: Path, query: ApiQuery, page_size: int = 7, **others: Any) -> SavedAnswer:
    client = Client(requests.Session(), server.url, server.key)
    return save_answer(query, client, path, others.pop("feedback", Feedback()), page_size, **others)


def opened(path: Path) -> tuple[FileSource, list[Station]]:
    source = FileSource(path, reference=REFERENCE)
    source.reference(Feedback())
    batches = list(source.batches(Search(include_comments=True), Feedback()))
    assert not any(batch.missing or batch.set_aside for batch in batches)
    return source, [station for batch in batches for station in batch.stations]


ALL = [poi["ID"] for poi in POIS]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_saved_whole_and_opens_again(server: OcmServer, tmp_path: Path, form: str, shape: str) -> None:
    path = tmp_path / f"answer.{form}"
    query = ApiQuery(output=form, **SHAPES[shape])
    assert saved(server, path, query) == SavedAnswer(len(ALL), True, "")
    _, stations = opened(path)
    assert [station.id for station in stations] == ALL
    assert len(server.requests) == 60 // 7 + 2
    at_once = tmp_path / f"at_once.{form}"
    saved(server, at_once, query, page_size=1000)
    assert opened(at_once)[1] == stations, "joined from pages it is what the service would have sent at once"


@pytest.mark.parametrize("form", FORMS)
def test_one_page_is_saved_byte_for_byte(server: OcmServer, tmp_path: Path, form: str) -> None:
    path = tmp_path / "answer"
    query = ApiQuery(output=form, sortby="modified_asc", maxresults=100)
    saved(server, path, query)
    headers = {"X-API-Key": server.key}
    body = requests.get(f"{server.url}poi/", {**query.to_params(), "client": "x"}, headers=headers, timeout=60).content
    assert path.read_bytes() == body


@pytest.mark.parametrize("form", FORMS)
def test_an_answer_without_stations_is_saved_too(server: OcmServer, tmp_path: Path, form: str) -> None:
    query = ApiQuery(output=form, boundingbox=Extent(-140, -60, -139, -59))
    assert saved(server, tmp_path / "a", query) == SavedAnswer(0, True, "")
    assert opened(tmp_path / "a")[1] == []


def test_around_a_point_there_is_one_answer_and_it_says_that_it_is_capped(server: OcmServer, tmp_path: Path) -> None:
    """The service sorts by distance there and lists no further ones: numbers would skip stations."""
    around = ApiQuery(output="csv", latitude=50.0, longitude=8.0, distance=3000.0, distanceunit="km", maxresults=20)
    answer = saved(server, tmp_path / "a.csv", around)
    assert (answer.stations, answer.is_whole) == (20, False)
    assert answer.why.startswith("The answer is capped at 20 stations, and the service may have more")
    assert "greaterthanid" not in server.requests[0].query
    answer = saved(server, tmp_path / "a.csv", replace(around, maxresults=1000))
    assert (answer.stations, answer.is_whole) == (60, True)


def test_around_a_point_an_empty_answer_is_asked_for_again_in_a_smaller_size(
    server: OcmServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The public server has answered with no stations to those who ask for too many: that was called all there are."""
    around = ApiQuery(latitude=50.0, longitude=8.0, distance=3000.0, distanceunit="km", maxresults=5000)
    server.faults.add(faults.nothing_above(1000), times=None)
    assert saved(server, tmp_path / "a.json", around) == SavedAnswer(60, True, "")
    nowhere = replace(around, latitude=-60.0, longitude=-140.0, distance=1.0)
    assert saved(server, tmp_path / "b.json", nowhere) == SavedAnswer(0, True, "")
    monkeypatch.setattr(answers, "SMALL_PAGE", 50)
    answer = saved(server, tmp_path / "a.json", around)
    assert (answer.stations, answer.is_whole) == (50, False)
    assert answer.why.startswith("The answer is capped at 50 stations")


def test_a_number_of_stations_is_kept_to(server: OcmServer, tmp_path: Path) -> None:
    answer = saved(server, tmp_path / "a.json", ApiQuery(maxresults=17))
    assert answer == SavedAnswer(17, False, "The answer is capped at 17 stations, as asked for.")
    assert [station.id for station in opened(tmp_path / "a.json")[1]] == ALL[:17]
    answer = saved(server, tmp_path / "b.json", ApiQuery(greaterthanid=ALL[49]))
    assert [station.id for station in opened(tmp_path / "b.json")[1]] == ALL[50:]


@pytest.mark.parametrize("form", FORMS)
def test_the_key_stays_in_the_header(server: OcmServer, tmp_path: Path, form: str) -> None:
    saved(server, tmp_path / "a", ApiQuery(output=form))
    assert {request.headers.get("x-api-key") for request in server.requests} == {server.key}
    assert not any(server.key in request.target for request in server.requests)
    assert server.key.encode() not in (tmp_path / "a").read_bytes()


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("fault", ["web page", "other form", "cut"])
def test_what_is_no_answer_leaves_the_file_that_was_there(
    server: OcmServer, tmp_path: Path, form: str, fault: str
) -> None:
    path = tmp_path / "answer"
    path.write_text("older")
    misbehaves = {"web page": faults.html(), "other form": faults.wrong_shape(), "cut": faults.truncated(0.6)}[fault]
    server.faults.add(misbehaves, times=None, after=2)
    with pytest.raises(RequestError):
        saved(server, path, ApiQuery(output=form), page_size=20)
    assert path.read_text() == "older"
    assert [file.name for file in tmp_path.iterdir()] == ["answer"]


def test_a_page_of_xml_without_its_end_is_no_page(server: OcmServer, tmp_path: Path) -> None:
    """Cut at the end of a chunk, nothing on the wire tells; JSON alone was looked at."""
    server.faults.add(faults.truncated(0.6), times=None)
    for form in ("xml", "kml"):
        with pytest.raises(TruncatedAnswer):
            saved(server, tmp_path / "a", ApiQuery(output=form))


def test_it_is_tried_again(server: OcmServer, tmp_path: Path) -> None:
    server.faults.add(faults.status(429, retry_after=0), times=1, after=1)
    assert saved(server, tmp_path / "a.xml", ApiQuery(output="xml"), page_size=30).is_whole
    assert [station.id for station in opened(tmp_path / "a.xml")[1]] == ALL


@pytest.mark.parametrize("form", FORMS)
def test_servers_that_keep_no_order_are_found_out(server: OcmServer, tmp_path: Path, form: str) -> None:
    for fault in (faults.ignore_keyset(), faults.newest_first()):
        server.faults.clear()
        server.faults.add(fault, times=None)
        answer = saved(server, tmp_path / "a", ApiQuery(output=form), page_size=20)
        assert (answer.stations, answer.is_whole) == (20, False)
        assert answer.why.startswith("The server does not list stations by their numbers")
        assert len({station.id for station in opened(tmp_path / "a")[1]}) == 20


def test_servers_with_a_limit_of_their_own_are_read_to_the_end(server: OcmServer, tmp_path: Path) -> None:
    server.faults.add(faults.limit(9), times=None)
    assert saved(server, tmp_path / "a.csv", ApiQuery(output="csv"), page_size=1000) == SavedAnswer(60, True, "")
    server.faults.clear()
    server.faults.add(faults.nothing_above(30), times=None)
    assert saved(server, tmp_path / "a.json", ApiQuery(), page_size=40).stations in (20, 60)


def test_it_can_be_cancelled_and_leaves_nothing(server: OcmServer, tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        saved(server, tmp_path / "a.json", ApiQuery(), feedback=CancelledAfter(30), page_size=2)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_said_before_anything_is_asked(server: OcmServer, tmp_path: Path) -> None:
    with pytest.raises(FileWriteError, match="does not exist"):
        saved(server, tmp_path / "nowhere" / "a.json", ApiQuery())
    assert server.requests == []


def test_bytes_that_are_no_text_are_refused(server: OcmServer, tmp_path: Path) -> None:
    server.faults.add(faults.invalid_utf8(), times=None)
    with pytest.raises(NotUnderstood):
        saved(server, tmp_path / "a.geojson", ApiQuery(output="geojson"))


SAMPLE = SHARED / "data" / "ocm_austin_sample.json"


@pytest.mark.skipif(not SAMPLE.is_file(), reason="the real sample is not there")
@pytest.mark.parametrize("form", FORMS)
def test_the_real_sample_in_each_form(tmp_path: Path, form: str) -> None:
    """Written by the local server as the service writes it, and read back: the same stations."""
    with OcmServer(SAMPLE, SHARED / "data" / "reference.json") as server:
        answer = saved(server, tmp_path / "a", ApiQuery(output=form), page_size=200)
        saved(server, tmp_path / "whole.json", ApiQuery(), page_size=200)
    found, wanted = opened_with(tmp_path / "a"), opened_with(tmp_path / "whole.json")
    assert answer.is_whole and len(wanted) > 300
    assert [station.id for station in found] == [station.id for station in wanted]
    for got, right in zip(found, wanted):
        assert (got.latitude, got.longitude) == (right.latitude, right.longitude)


def opened_with(path: Path) -> list[Station]:
    reference = ReferenceData.from_json(json.loads((SHARED / "data" / "reference.json").read_bytes()))
    source = FileSource(path, reference=reference)
    return [station for batch in source.batches(Search(), Feedback()) for station in batch.stations]

"""POI files as sources: every shape, compressed or not, and a sentence for whatever is no POI file."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from ocm_plugin.ocm.errors import Cancelled, SourceFileError
from ocm_plugin.ocm.feedback import Feedback
from ocm_plugin.ocm.records.built_in_reference import BUILT_IN
from ocm_plugin.ocm.records.decoding import decode_pois
from ocm_plugin.ocm.records.licences import Licences
from ocm_plugin.ocm.records.station import Station
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.ocm.slices import SLICE
from ocm_plugin.ocm.sources.source import FileSource, Source, demo_source
from tests.support.feedbacks import CancelledAfter, Recorder
from tests.support.poi_shapes import POI, SHAPES


def all_of(source: Source) -> list[Station]:
    batches = source.batches(Search(include_comments=True), Feedback())
    return [station for batch in batches for station in batch.stations]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("compressed", [False, True])
def test_every_shape_of_file(tmp_path: Path, shape: str, compressed: bool) -> None:
    body = json.dumps([SHAPES[shape](POI)]).encode()
    path = tmp_path / ("pois.json.gz" if compressed else "pois.json")
    path.write_bytes(gzip.compress(body) if compressed else body)
    source = FileSource(path)
    expected = decode_pois([POI], True).stations
    assert all_of(source) == expected
    assert (source.name, source.is_invented, source.requests) == (f"File {path.name}", False, 0)
    assert source.bytes == len(body)


def test_slices_are_small_and_nothing_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "many.json"
    path.write_text(json.dumps([{**POI, "ID": number} for number in range(1, 2 * SLICE + 8)]))
    batches = list(FileSource(path).batches(Search(), Feedback()))
    assert [len(batch.stations) for batch in batches] == [SLICE, SLICE, 7]
    assert [batch.resume for batch in batches] == [None, None, None]
    assert [station.id for batch in batches for station in batch.stations] == list(range(1, 2 * SLICE + 8))


def test_comments_are_read_only_where_they_are_wanted(tmp_path: Path) -> None:
    path = tmp_path / "pois.json"
    path.write_text(json.dumps([POI]))
    (station,) = next(FileSource(path).batches(Search(), Feedback())).stations
    assert (station.comments, station.media) == (None, None)
    for search in (Search(include_comments=True), Search(has_comments=True)):
        (station,) = next(FileSource(path).batches(search, Feedback())).stations
        assert station.comments


def test_it_can_be_cancelled(tmp_path: Path) -> None:
    path = tmp_path / "many.json"
    path.write_text(json.dumps([POI] * (2 * SLICE)))
    source = FileSource(path)
    source.reference(Feedback())
    batches = source.batches(Search(), CancelledAfter(1))
    next(batches)
    with pytest.raises(Cancelled):
        next(batches)
    with pytest.raises(Cancelled):
        FileSource(path).reference(CancelledAfter(0))


def test_reading_the_titles_of_a_large_file_can_be_cancelled(tmp_path: Path) -> None:
    """A user who presses Cancel does not wait until every station of the file is decoded."""
    path = tmp_path / "many.json"
    path.write_text(json.dumps([POI] * (2 * SLICE)))
    with pytest.raises(Cancelled):
        FileSource(path).reference(CancelledAfter(1))


def test_a_file_that_takes_long_shows_that_it_is_read(tmp_path: Path) -> None:
    """Its names are read before the first station is handed over: of a large file that takes a minute."""
    path = tmp_path / "many.json"
    path.write_text(json.dumps([POI] * (2 * SLICE)))
    feedback = Recorder()
    FileSource(path).reference(feedback)
    assert feedback.phases == ["Reading the file."]


def test_titles_come_from_the_file_too(tmp_path: Path) -> None:
    path = tmp_path / "pois.json"
    path.write_text(json.dumps([SHAPES["embedded"](POI)]))
    reference = FileSource(path).reference(Feedback())
    assert reference.operator(9001) == "OperatorInfo 9001"
    assert reference.connection_type(33) == BUILT_IN.connection_type(33)


def test_a_file_is_read_once(tmp_path: Path) -> None:
    path = tmp_path / "pois.json"
    path.write_text(json.dumps([POI]))
    source = FileSource(path, name="Mine")
    source.reference(Feedback())
    path.unlink()
    assert all_of(source) == decode_pois([POI], True).stations
    assert source.name == "Mine"


def test_an_empty_list_is_a_file_without_stations(tmp_path: Path) -> None:
    path = tmp_path / "none.json"
    path.write_text("[]")
    assert all_of(FileSource(path)) == []


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "is empty"),
        (b"<html></html>", "is not JSON"),
        (b"[{", "is not JSON, or not all of it"),
        (b"\x89PNG\r\n\x1a\n\x00", "is not JSON"),
        (b"{}", "holds no list of stations"),
        (b'{"type": "FeatureCollection", "features": [{"properties": {}}]}', "holds no list of stations"),
        (b"[1, 2, 3]", "holds no list of stations"),
        (b'[{"name": "something else"}]', "holds no list of stations"),
        (gzip.compress(b"[]" * 2000, mtime=0)[:-9], "The compressed file .* is damaged"),
        (b"\x1f\x8bnonsense", "The compressed file .* is damaged"),
        (gzip.compress(b"[]", mtime=0)[:10] + b"\xff\xff\xff\xff\xff", "The compressed file .* is damaged"),
    ],
)
def test_what_is_no_file_of_pois(tmp_path: Path, body: bytes, words: str) -> None:
    path = tmp_path / "pois.json"
    path.write_bytes(body)
    with pytest.raises(SourceFileError, match=words) as caught:
        all_of(FileSource(path))
    assert str(path) in caught.value.sentence
    assert caught.value.details


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(SourceFileError, match="does not exist"):
        FileSource(tmp_path / "nowhere.json").reference(Feedback())


def test_an_unreadable_file(tmp_path: Path) -> None:
    with pytest.raises(SourceFileError, match="cannot be read"):
        all_of(FileSource(tmp_path))


# The demo


def test_the_demo_is_whole_and_says_that_it_is_invented() -> None:
    source = demo_source()
    assert (source.name, source.is_invented) == ("Demo data (invented)", True)
    batches = list(source.batches(Search(), Feedback()))
    assert [record for batch in batches for record in batch.set_aside] == []
    stations = all_of(source)
    assert len(stations) > 300
    reference = source.reference(Feedback())
    assert reference.origin == "file"
    # One of each is meant to be newer than the lists.
    assert len({station.operator_id for station in stations} - {None} - set(reference.operators)) == 1
    assert len({station.provider_id for station in stations} - set(reference.providers)) <= 1
    classes = {Licences(reference).license_class(station.provider_id) for station in stations}
    assert classes == {"open", "open_sharealike", "noncommercial", "by_agreement", "unknown"}


# Real data


def test_the_real_sample_as_a_file(root: Path) -> None:
    path = root.parent / "shared" / "data" / "ocm_austin_sample.json"
    if not path.exists():
        pytest.skip("the real sample is not beside the repository")
    source = FileSource(path)
    (batch,) = source.batches(Search(), Feedback())
    assert (len(batch.stations), batch.set_aside) == (342, [])
    reference = source.reference(Feedback())
    used = {station.operator_id for station in batch.stations} - {None}
    assert used <= set(reference.operators)
    assert Licences(reference).license_class(2) == "open"

"""Zips and folders with damaged, hostile and odd content: what is whole loads, what is not is counted and named."""

from __future__ import annotations

import gzip
import io
import json
import os
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocm_plugin.ocm.errors import SourceFileError
from ocm_plugin.ocm.feedback import Feedback
from ocm_plugin.ocm.records.decoding import decode_pois
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.ocm.sources import poi_files
from ocm_plugin.ocm.sources.source import FileSource
from ocm_plugin.ocm.sources.zip_entries import ZipEntries
from tests.ocm_server.synthetic import make_pois
from tests.support.effort import tries

POIS = make_pois(12)
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)


@pytest.fixture(params=["held", "read twice"], autouse=True)
def held(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Small files are held after the first reading, large ones read again: both must give the same."""
    if request.param == "read twice":
        monkeypatch.setattr(poi_files, "HELD", 0)


def loaded(path: Path) -> tuple[list[int], str]:
    """The numbers of the stations, and what is missing."""
    source = FileSource(path)
    source.reference(Feedback())
    batches = list(source.batches(Search(), Feedback()))
    assert all(len(batch.stations) <= poi_files.SLICE for batch in batches)
    return [station.id for batch in batches for station in batch.stations], batches[-1].missing if batches else ""


def name_of(poi: dict[str, Any]) -> str:
    return f"data/DE/OCM-{poi['ID']}.json"


def zipped(path: Path, method: int = zipfile.ZIP_DEFLATED, **others: str) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for poi in POIS:
            archive.writestr(name_of(poi), json.dumps(poi))
        for name, text in others.items():
            archive.writestr(name, text)
    return path


def data_of(path: Path, name: str) -> tuple[int, int]:
    """Where the packed bytes of a file of a zip begin and end."""
    with zipfile.ZipFile(path) as archive:
        entry = archive.getinfo(name)
        start = entry.header_offset + 30 + len(name)
        return start, start + entry.compress_size


ALL = [poi["ID"] for poi in POIS]


@pytest.mark.parametrize("method", METHODS)
def test_one_damaged_file_of_a_zip_is_named_and_the_others_load(tmp_path: Path, method: int) -> None:
    """The whole zip was refused: 300,000 stations for one bad byte."""
    path = zipped(tmp_path / "a.zip", method)
    start, end = data_of(path, name_of(POIS[4]))
    body = bytearray(path.read_bytes())
    for place in range(start, end, 9):
        body[place] ^= 0x15
    path.write_bytes(body)
    found, missing = loaded(path)
    assert found == ALL[:4] + ALL[5:]
    assert missing == f"These could not be read: {name_of(POIS[4])}."


def test_a_wrong_digit_of_a_stored_file_does_not_come_through(tmp_path: Path) -> None:
    """What is stored without compression unpacks well whatever is wrong with it: only its checksum tells."""
    path = zipped(tmp_path / "a.zip", zipfile.ZIP_STORED)
    body = path.read_bytes()
    wanted = json.dumps(POIS[4]["AddressInfo"]["Latitude"]).encode()
    path.write_bytes(body.replace(wanted, wanted[:-1] + (b"1" if wanted[-1:] != b"1" else b"2"), 1))
    found, missing = loaded(path)
    assert found == ALL[:4] + ALL[5:]
    assert name_of(POIS[4]) in missing


def test_encrypted_and_unknown_content_is_named(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip")
    body = bytearray(path.read_bytes())
    for poi, at, value in ((POIS[2], 8, 1), (POIS[3], 10, 97)):
        place = body.rindex(name_of(poi).encode()) - 46
        assert body[place : place + 4] == b"PK\x01\x02"
        body[place + at] = value
    path.write_bytes(body)
    found, missing = loaded(path)
    assert found == ALL[:2] + ALL[4:]
    assert missing == f"These could not be read: {name_of(POIS[2])}, {name_of(POIS[3])}."


def test_when_all_are_damaged_it_says_which(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.json", '{"ID": ')
    with pytest.raises(SourceFileError, match=r"all its files of stations are damaged\. .*could not be read: a\.json"):
        loaded(path)


@pytest.mark.parametrize("cut", [1, 30, 200, 1500])
def test_a_zip_without_its_end_is_refused(tmp_path: Path, cut: int) -> None:
    path = zipped(tmp_path / "a.zip")
    path.write_bytes(path.read_bytes()[:-cut])
    with pytest.raises(SourceFileError, match=r"The compressed file .* is damaged"):
        loaded(path)


@pytest.mark.parametrize(
    "name",
    ["../OCM-1.json", "/etc/OCM-1.json", "C:\\OCM-1.json", "a/../../b.json", "a\\..\\..\\b.json", "a\nb.json"],
)
def test_a_zip_with_hostile_names_is_refused(tmp_path: Path, name: str) -> None:
    """Nothing of a zip is ever written to the disk; but who writes such names means harm."""
    path = zipped(tmp_path / "a.zip", **{name: json.dumps(POIS[0])})
    with pytest.raises(SourceFileError, match="is not read, since the names in it lead out of it"):
        loaded(path)


def test_sizes_that_are_too_large_are_refused_before_anything_is_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ocm_plugin.ocm.sources.file_text.LARGEST", 1_000_000)
    path = zipped(tmp_path / "a.zip", **{f"{n}.json": " " * 90_000 for n in range(12)})
    with pytest.raises(SourceFileError, match="unpacked it is larger than 1 MB"):
        loaded(path)
    monkeypatch.setattr("ocm_plugin.ocm.sources.file_text.LARGEST", 3_000_000_000)
    assert loaded(path)[0] == ALL


def test_a_bomb_inside_of_a_zip_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its size in the zip is that of its gzip."""
    monkeypatch.setattr("ocm_plugin.ocm.sources.file_text.LARGEST", 1_000_000)
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.json.gz", gzip.compress(b"[" + b" " * 5_000_000 + b"]"))
    with pytest.raises(SourceFileError, match="unpacked it is larger than 1 MB"):
        loaded(path)


def test_a_size_that_is_stated_too_small_is_damage(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip")
    body = bytearray(path.read_bytes())
    place = body.rindex(name_of(POIS[2]).encode()) - 46
    body[place + 24 : place + 28] = (10).to_bytes(4, "little")
    path.write_bytes(body)
    found, missing = loaded(path)
    assert found == ALL[:2] + ALL[3:]
    assert name_of(POIS[2]) in missing


def test_a_zip_in_a_zip_is_passed_over(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("b.json", json.dumps(POIS[:1]))
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("inner.zip", inner.getvalue())
    with pytest.raises(SourceFileError, match="holds no file of stations"):
        loaded(tmp_path / "a.zip")
    (tmp_path / "b.zip.gz").write_bytes(gzip.compress((tmp_path / "a.zip").read_bytes()))
    with pytest.raises(SourceFileError, match="compressed twice"):
        loaded(tmp_path / "b.zip.gz")


def test_an_empty_zip_holds_nothing(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w"):
        pass
    with pytest.raises(SourceFileError, match="holds no file of stations"):
        loaded(tmp_path / "a.zip")


@pytest.mark.parametrize("before", [b"", b"#!/bin/sh\n" * 50])
@pytest.mark.parametrize("comment", [b"", b"of the registry" * 100])
def test_zips_with_a_comment_or_behind_a_program(tmp_path: Path, before: bytes, comment: bytes) -> None:
    path = zipped(tmp_path / "a.zip")
    with zipfile.ZipFile(path, "a") as archive:
        archive.comment = comment
    with_before = before + path.read_bytes()
    entries = ZipEntries(io.BytesIO(with_before), path)
    read = [json.loads(entries.opened(entry).read()) for entry in entries]
    assert read == POIS


def test_zips_of_64_bits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As they are written above 4 GB or 65,535 files; here `zipfile` writes them for less."""
    monkeypatch.setattr(zipfile, "ZIP64_LIMIT", 100)
    monkeypatch.setattr(zipfile, "ZIP_FILECOUNT_LIMIT", 3)
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for poi in POIS:
            with archive.open(name_of(poi), "w", force_zip64=True) as file:
                file.write(json.dumps(poi).encode())
    assert loaded(path) == (ALL, "")


def test_a_directory_of_more_than_one_piece(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ocm_plugin.ocm.sources.zip_entries._PIECE", 200)
    monkeypatch.setattr("ocm_plugin.ocm.sources.zip_entries._LONGEST_ENTRY", 100)
    assert loaded(zipped(tmp_path / "a.zip")) == (ALL, "")


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


@given(place=st.integers(0, 10**6), bit=st.integers(0, 7), method=st.sampled_from(METHODS))
@settings(max_examples=tries(150), deadline=None)
def test_no_damaged_byte_of_a_zip_changes_a_station(folder: Path, place: int, bit: int, method: int) -> None:
    path = zipped(folder / "a.zip", method)
    body = bytearray(path.read_bytes())
    body[place % len(body)] ^= 1 << bit
    path.write_bytes(body)
    source = FileSource(path)
    try:
        found = [each for batch in source.batches(Search(), Feedback()) for each in batch.stations]
    except SourceFileError:
        return
    whole = {station.id: station for station in decode_pois(POIS, False).stations}
    assert all(station == whole[station.id] for station in found)


def test_a_directory_that_ends_early_is_damage(tmp_path: Path) -> None:
    """One wrong bit in the length of a comment let it seem to end after one file: one station, and “complete”."""
    path = zipped(tmp_path / "a.zip")
    body = bytearray(path.read_bytes())
    body[body.find(b"PK\x01\x02") + 33] ^= 0x80
    path.write_bytes(body)
    with pytest.raises(SourceFileError, match="is damaged"):
        loaded(path)


# Folders


def test_a_folder_that_is_changed_between_the_readings_is_not_mixed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program that synchronises folders took files away, or was writing them: their stations were missing unsaid."""
    monkeypatch.setattr(poi_files, "HELD", 0)
    for poi in POIS:
        (tmp_path / f"{poi['ID']}.json").write_text(json.dumps(poi))
    last = tmp_path / f"{max(poi['ID'] for poi in POIS)}.json"
    before = last.read_bytes()

    def read_after(change: Any) -> None:
        last.write_bytes(before)
        source = FileSource(tmp_path)
        source.reference(Feedback())
        change()
        with pytest.raises(SourceFileError, match=r"folder .* was changed while it was read"):
            list(source.batches(Search(), Feedback()))

    read_after(lambda: last.write_text('{"ID": 5, "Addr'))
    read_after(lambda: (tmp_path / "new.json").write_text(json.dumps(POIS[0])))
    read_after(last.unlink)


def test_folders_with_files_that_may_not_be_read(tmp_path: Path) -> None:
    for poi in POIS[:3]:
        (tmp_path / f"OCM-{poi['ID']}.json").write_text(json.dumps(poi))
    os.symlink(tmp_path / "nowhere.json", tmp_path / "b.json")
    os.mkfifo(tmp_path / "c.json")
    (tmp_path / ".hidden").mkdir()
    (tmp_path / ".hidden" / "d.json").write_text("{")
    assert loaded(tmp_path) == (sorted(ALL[:3]), "")
    with pytest.raises(SourceFileError, match="neither a file nor a folder"):
        loaded(tmp_path / "c.json")


def test_many_files_of_one_station_come_in_full_slices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(poi_files, "SLICE", 5)
    source = FileSource(zipped(tmp_path / "a.zip"))
    assert [len(batch.stations) for batch in source.batches(Search(), Feedback())] == [5, 5, 2]

"""When a share cannot be finished, no broken file is left, what was there stays, and a sentence says why."""

from __future__ import annotations

import errno
import os
import resource
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest

from ocm_plugin.ocm.errors import Cancelled, FileWriteError
from ocm_plugin.ocm.feedback import Feedback
from ocm_plugin.share import kml
from ocm_plugin.share.kml import KmlOptions, export_kml
from tests.support.feedbacks import Recorder
from tests.support.kml_files import document
from tests.support.shared_layers import demo_layers, source_of

EVERYTHING = KmlOptions(keep_not_open=True)


@pytest.fixture
def source(empty_project):
    return source_of(demo_layers().stations)


@contextmanager
def files_no_larger_than(size: int):
    """The system refuses to let any file grow beyond the size, as a full disk does."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def left_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*"))


def test_a_disk_that_fills_up_leaves_nothing(source, tmp_path):
    whole, target = tmp_path / "whole.kml", tmp_path / "target" / "share.kml"
    export_kml(source, str(whole), EVERYTHING, Feedback())
    target.parent.mkdir()
    target.write_bytes(b"what was there before")
    # The file is a little larger than the placemarks that are parked before: the limit lets these pass.
    limit = whole.stat().st_size - 100
    with pytest.raises(FileWriteError, match=r"share\.kml could not be written\. Please"), files_no_larger_than(limit):
        export_kml(source, str(target), EVERYTHING, Feedback())
    assert left_in(target.parent) == ["share.kml"]
    assert target.read_bytes() == b"what was there before"


@pytest.mark.parametrize("name", ["share.kml", "share.kmz"])
def test_a_full_disk_is_called_so(source, tmp_path, monkeypatch, name):
    def full(_file):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FileWriteError, match=rf"The disk is full: .*{name} was not written"):
        export_kml(source, str(tmp_path / name), EVERYTHING, Feedback())
    assert left_in(tmp_path) == []


def test_no_room_for_temporary_files_is_said_as_such(source, tmp_path):
    sentence = f"Temporary files could not be written to {tempfile.gettempdir()}"
    with pytest.raises(FileWriteError, match=sentence), files_no_larger_than(100_000):
        export_kml(source, str(tmp_path / "share.kml"), EVERYTHING, Feedback())
    assert left_in(tmp_path) == []


@pytest.mark.parametrize(
    "folder, sentence", [("missing", "The folder of .* does not exist"), ("/sys/kernel", "Please .*choose another")]
)
def test_a_folder_that_cannot_be_written_to_is_named(source, tmp_path, folder, sentence):
    with pytest.raises(FileWriteError, match=sentence):
        export_kml(source, str(tmp_path / folder / "share.kml"), EVERYTHING, Feedback())
    assert left_in(tmp_path) == []


def test_a_split_share_appears_whole_or_not_at_all(source, tmp_path, monkeypatch):
    monkeypatch.setattr(kml, "MY_MAPS_FEATURES", 100)
    (tmp_path / "share-1.kml").write_text("before")
    written = []

    def fails_at_the_third(file, *others):
        if len(written) == 2:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        written.append(file)
        return original(file, *others)

    original = kml._write
    monkeypatch.setattr(kml, "_write", fails_at_the_third)
    with pytest.raises(FileWriteError, match=r"share-3\.kml"):
        export_kml(source, str(tmp_path / "share.kml"), EVERYTHING._replace(split=True), Feedback())
    assert left_in(tmp_path) == ["share-1.kml"]
    assert (tmp_path / "share-1.kml").read_text() == "before"


def test_a_cancel_is_heard_in_every_phase(source, tmp_path, monkeypatch):
    monkeypatch.setattr("ocm_plugin.share.content.CHECKED_EVERY", 50)
    monkeypatch.setattr(kml, "CHECKED_EVERY", 50)
    path = tmp_path / "share.kmz"
    whole = Recorder()
    export_kml(source, str(path), EVERYTHING, whole)
    assert whole.phases == ["Describing the stations.", "Writing the file."]
    before = path.read_bytes()
    for looks in range(whole.looks):
        with pytest.raises(Cancelled):
            export_kml(source, str(path), EVERYTHING, Recorder(cancel_after=looks))
        assert left_in(tmp_path) == ["share.kmz"] and path.read_bytes() == before
    export_kml(source, str(path), EVERYTHING, Recorder(cancel_after=whole.looks))
    document(str(path))

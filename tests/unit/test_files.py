"""A file is whole or absent."""

from __future__ import annotations

import errno
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from ocm_plugin.ocm.errors import FileWriteError
from ocm_plugin.ocm.files import end_journal, settle, side_files, write_error, written_whole
from tests.support.killed_writer import killed_writer


def test_whole_file_takes_its_place(tmp_path):
    target = tmp_path / "stations.kml"
    target.write_text("old")
    with written_whole(target) as part:
        assert part.suffix == ".kml"
        part.write_text("new")
        assert target.read_text() == "old"
    assert target.read_text() == "new"
    assert list(tmp_path.iterdir()) == [target]


def test_failure_leaves_the_old_file_and_nothing_else(tmp_path):
    target = tmp_path / "stations.kml"
    target.write_text("old")
    with pytest.raises(ZeroDivisionError), written_whole(target) as part:
        part.write_text("half")
        raise ZeroDivisionError
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_full_disk_is_said_in_words(tmp_path):
    target = tmp_path / "stations.kml"
    with pytest.raises(FileWriteError, match="disk is full") as refusal, written_whole(target):
        raise OSError(errno.ENOSPC, "No space left on device")
    assert "No space left" in refusal.value.details
    assert list(tmp_path.iterdir()) == []


def test_missing_folder_is_said_in_words(tmp_path):
    with pytest.raises(FileWriteError, match="does not exist"), written_whole(tmp_path / "nowhere" / "a.kml"):
        raise AssertionError("the block must not run")


def test_nothing_written_is_a_failure(tmp_path):
    with pytest.raises(FileWriteError), written_whole(tmp_path / "a.kml"):
        pass
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("number", [errno.EROFS, errno.EACCES, errno.EISDIR, errno.EIO, None])
def test_every_refusal_has_a_sentence(number):
    error = OSError(number, os.strerror(number)) if number else OSError("odd")
    assert write_error("a.kml", error).sentence.endswith(".")


def test_a_link_is_neither_followed_nor_replaced(tmp_path):
    """Sharing through a link replaced what it led to, or the link, without a word."""
    real = tmp_path / "real.kml"
    real.write_text("old")
    link = tmp_path / "link.kml"
    link.symlink_to(real)
    with pytest.raises(FileWriteError, match="is a link to"), written_whole(link):
        raise AssertionError("the block must not run")
    assert link.is_symlink()
    assert real.read_text() == "old"


def test_work_folders_of_killed_runs_are_removed_later(tmp_path):
    """Only those that are old, ours, and of no running session."""
    old, young, foreign = (
        tmp_path / name for name in (".a.kml-ocm-abcd1234", ".a.kml-ocm-efgh5678", ".b-ocm-abcd1234")
    )
    for folder, name in ((old, "a.kml"), (young, "a.kml"), (foreign, "my notes")):
        folder.mkdir()
        (folder / name).write_text("half")
    for entry in (old / "a.kml", old, foreign / "my notes", foreign):
        os.utime(entry, (1_000_000, 1_000_000))
    with written_whole(tmp_path / "c.kml") as part:
        part.write_text("new")
    assert sorted(entry.name for entry in tmp_path.iterdir()) == [young.name, foreign.name, "c.kml"]


def database(path: Path, mode: str = "DELETE") -> Path:
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        file.execute(f"PRAGMA journal_mode = {mode}")
        file.execute("CREATE TABLE stations (ocm_id INTEGER)")
        file.execute("INSERT INTO stations VALUES (1)")
    return path


def test_a_whole_database_takes_the_place_of_one_whose_writer_was_killed(tmp_path):
    """The journal left beside the old one would have been rolled back into the new one."""
    path = database(tmp_path / "a.gpkg")
    killed_writer(path, "DELETE")
    assert side_files(path)
    settle(path)
    assert not side_files(path)
    settle(path)
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("SELECT count(*) FROM stations").fetchone() == (1,)


def test_side_files_that_belong_to_nothing_are_removed(tmp_path):
    """What a later database of that name would be changed by."""
    path = tmp_path / "a.gpkg"
    for ending in ("-journal", "-wal", "-shm"):
        path.with_name(path.name + ending).write_text("left")
    settle(path)
    assert list(tmp_path.iterdir()) == []
    path.write_text("no database " * 100)
    path.with_name("a.gpkg-journal").symlink_to(tmp_path / "nowhere")
    settle(path)
    assert list(tmp_path.iterdir()) == [path]


def test_a_database_in_use_is_not_replaced(tmp_path, monkeypatch):
    path = database(tmp_path / "a.gpkg", "WAL")
    with closing(sqlite3.connect(path, isolation_level=None)) as user:
        user.execute("BEGIN")
        user.execute("SELECT * FROM stations").fetchall()
        with pytest.raises(sqlite3.OperationalError):
            end_journal(path, wait_s=0.01)
        with pytest.raises(FileWriteError) as refused, written_whole(path) as part:
            part.write_text("new")
    assert refused.value.sentence == (
        f"{path} is being changed by QGIS or another program. Close it there, or choose another file."
    )
    settle(path)
    assert list(tmp_path.iterdir()) == [path]

"""A mirror that cannot be read, or not now: what is wrong and what to do is said, by searches and updates alike."""

from __future__ import annotations

import os
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from ocm_plugin.ocm.errors import OcmError, SourceFileError
from ocm_plugin.ocm.feedback import Feedback
from ocm_plugin.ocm.mirroring import update_mirror
from ocm_plugin.ocm.search.areas import Extent
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.ocm.sources.mirror import MirrorSource
from ocm_plugin.ocm.store.mirror_file import FileMirror, is_mirror
from ocm_plugin.ocm.store.mirror_tables import read_entries
from tests.ocm_server import OcmServer
from tests.support.invented_pois import invented_pois
from tests.support.mirrored import Mirrored, Rows
from tests.support.results import ran

SERVER = "https://ocm.example.org/v3/"


@pytest.fixture(scope="module")
def mirrored(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mirrored]:
    with OcmServer(invented_pois(), None) as server:
        yield Mirrored(server, tmp_path_factory.mktemp("mirrored"))


def test_files_that_are_no_mirrors_are_refused_with_a_sentence(tmp_path, mirrored):
    other, none, newer = tmp_path / "other.gpkg", tmp_path / "none.gpkg", tmp_path / "newer.gpkg"
    with closing(sqlite3.connect(other)) as database, database:
        database.execute("CREATE TABLE stations (ocm_id INTEGER)")
    none.write_bytes(b"no database at all" * 100)
    newer.write_bytes(Path(mirrored.path).read_bytes())
    with closing(sqlite3.connect(newer)) as database, database:
        database.execute("UPDATE gpkg_ocm_facts SET value = NULL WHERE name = 'version'")
    for path, words in (
        (other, "is no mirror"),
        (none, "is no mirror"),
        (tmp_path, "is no mirror"),
        (tmp_path / "missing.gpkg", "There is no mirror at .* its drive is not connected"),
        (newer, "another version"),
    ):
        with pytest.raises(SourceFileError, match=words):
            MirrorSource(FileMirror(path), SERVER).reference(Feedback())


def change(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as database, database:
        database.execute(statement)


def of_version(path: Path, version: int) -> None:
    with closing(sqlite3.connect(path)) as database, database:
        packed = zlib.compress(str(version).encode())
        database.execute("UPDATE gpkg_ocm_facts SET value = ? WHERE name = 'version'", (packed,))


DAMAGES = {
    "half of it": (lambda path: os.truncate(path, path.stat().st_size // 2), "is damaged. Please remove it"),
    "its beginning": (lambda path: os.truncate(path, 50), "is damaged. Please remove it"),
    "no places": (lambda path: change(path, "DROP TABLE gpkg_ocm_places"), "is damaged. Please remove it"),
    "no facts": (lambda path: change(path, "DROP TABLE gpkg_ocm_facts"), "is damaged. Please remove it"),
    "another ledger": (
        lambda path: change(path, "ALTER TABLE ocm_coverage RENAME COLUMN area TO other"),
        "is damaged. Please remove it",
    ),
    "no stations": (lambda path: change(path, "DROP TABLE gpkg_ocm_pois"), "is damaged. Please remove it"),
    "no ledger": (lambda path: change(path, "DROP TABLE ocm_coverage"), "is damaged. Please remove it"),
    "another file": (lambda path: path.write_bytes(b"hello"), "is no mirror. Please choose"),
    "a newer version": (lambda path: of_version(path, 2), "a newer version of this plugin. Please update the plugin"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_search_and_update_say_what_is_wrong_with_a_mirror_and_what_to_do(tmp_path, mirrored, damage):
    """All that was said was that it cannot be read, or not be updated; to "make it again" ended with the same words."""
    path = tmp_path / "mirror.gpkg"
    path.write_bytes(Path(mirrored.path).read_bytes())
    do, words = DAMAGES[damage]
    do(path)
    for use in (
        lambda: ran(
            Search(Extent(3, 47, 10, 53)), MirrorSource(FileMirror(path), mirrored.server.url), Rows(), Feedback()
        ),
        lambda: update_mirror(FileMirror(path), mirrored.api(), [], Feedback()),
    ):
        with pytest.raises(OcmError) as said:
            use()
        assert words in said.value.sentence and said.value.sentence.count(str(path)) == 1


@pytest.mark.parametrize("table", ["gpkg_ocm_index", "gpkg_ocm_arrived"])
def test_an_update_of_a_mirror_that_lacks_what_searches_do_not_need_says_what_to_do(tmp_path, mirrored, table):
    path = tmp_path / "mirror.gpkg"
    path.write_bytes(Path(mirrored.path).read_bytes())
    change(path, f"DROP TABLE {table}")
    with pytest.raises(OcmError, match=r"is damaged\. Please remove it and make it again"):
        update_mirror(FileMirror(path), mirrored.api(), [], Feedback())


@pytest.mark.parametrize("error", [PermissionError(13, "Permission denied"), OSError(112, "Host is down")])
def test_a_drive_that_is_gone_is_said(tmp_path, mirrored, error, monkeypatch):
    """The look for half-written changes beside the file met it, and that was called a fault of the plugin."""
    path = tmp_path / "mirror.gpkg"
    path.write_bytes(Path(mirrored.path).read_bytes())

    def refuses(self):
        raise error

    monkeypatch.setattr(Path, "exists", refuses)
    with pytest.raises(SourceFileError, match=r"cannot be read\. Please check the drive"):
        read_entries(FileMirror(path))


def test_a_pipe_is_no_mirror(tmp_path):
    """To look into it waited for somebody to write, and no search could be cancelled."""
    os.mkfifo(tmp_path / "pipe.gpkg")
    assert not is_mirror(tmp_path / "pipe.gpkg") and not is_mirror(tmp_path)


def test_a_damaged_station_ends_the_search_with_a_sentence(tmp_path, mirrored):
    path = tmp_path / "damaged.gpkg"
    path.write_bytes(Path(mirrored.path).read_bytes())
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("UPDATE gpkg_ocm_pois SET poi = x'00' WHERE ocm_id = ?", (mirrored.ids[3],))
    with pytest.raises(SourceFileError, match="is damaged"):
        ran(Search(), MirrorSource(FileMirror(path), mirrored.server.url), Rows(), Feedback())


def test_a_window_does_not_wait_for_a_mirror_that_is_being_written(mirrored, monkeypatch):
    """It stood still for five seconds, at each change of the search."""
    waits = []
    connect = sqlite3.connect

    def watched(*arguments, **keywords):
        waits.append(keywords["timeout"])
        return connect(*arguments, **keywords)

    with closing(connect(mirrored.path, isolation_level=None)) as writer:
        writer.execute("BEGIN EXCLUSIVE")
        monkeypatch.setattr(sqlite3, "connect", watched)
        with pytest.raises(SourceFileError, match=r"is being changed .* try again later"):
            read_entries(FileMirror(mirrored.path))
    assert waits and max(waits) < 0.1
    assert read_entries(FileMirror(mirrored.path))

"""The one writer of GeoPackages: whole files, or none; sound tables under any name; memory for little but the index."""

from __future__ import annotations

import errno
import gc
import os
import sqlite3
import subprocess
import sys
import tracemalloc
from contextlib import closing
from pathlib import Path

import pytest

from ocm_plugin.ocm.errors import Cancelled, FileWriteError
from ocm_plugin.ocm.store.geopackage_file import GeoPackageFile
from ocm_plugin.ocm.store.geopackage_tables import Column, table_of_schema
from ocm_plugin.ocm.store.mirror_file import FileMirror, is_mirror
from ocm_plugin.ocm.store.points import point_blob, register_functions
from tests.support.places import ROOT
from tests.support.strange_packages import STRANGE, TABLES, point_rows, written_strangely


def read(path: Path, statement: str) -> list[tuple]:
    with closing(sqlite3.connect(path)) as file:
        register_functions(file)
        return file.execute(statement).fetchall()


def index_is_sound(path: Path) -> bool:
    """Whether the spatial index is sound in itself, and holds each point of its table."""
    with closing(sqlite3.connect(path)) as file:
        name = f"rtree_{STRANGE}_geom"
        (told,) = file.execute("SELECT rtreecheck(?)", (name,)).fetchone()
        indexed, points = ('"' + each.replace('"', '""') + '"' for each in (name, STRANGE))
        missing = file.execute(
            f"SELECT count(*) FROM {points} LEFT JOIN {indexed} ON id = fid_2 WHERE id IS NULL AND geom NOTNULL"
        ).fetchone()
    return told == "ok" and missing == (0,)


def test_names_with_quotes_and_umlauts_are_only_names(tmp_path):
    path = tmp_path / "Säulen 'x' %20?.gpkg"
    written_strangely(path).finish()
    counts = dict(read(path, "SELECT table_name, feature_count FROM gpkg_ogr_contents"))
    assert counts == {STRANGE: 2500, "plain": 1}
    assert index_is_sound(path)
    assert read(path, 'SELECT * FROM "plain"') == [(7, 5, 1.5, None)]
    assert read(path, "PRAGMA integrity_check") == [("ok",)]
    bounds = read(path, "SELECT min_x, max_x, min_y, max_y FROM gpkg_contents WHERE data_type = 'features'")
    assert bounds == [(-180, pytest.approx(2499 / 7 - 180), 0, 89)]
    assert list(tmp_path.iterdir()) == [path]


def test_count_and_index_follow_what_is_written_later(tmp_path):
    """Other programs rely on the triggers that a file brings with it."""
    path = tmp_path / "a.gpkg"
    written_strangely(path, count=10).finish()
    table = '"' + STRANGE.replace('"', '""') + '"'
    with closing(sqlite3.connect(path)) as file, file:
        register_functions(file)
        file.execute(f"DELETE FROM {table} WHERE fid_2 = 3")
        file.execute(f"UPDATE {table} SET geom = NULL WHERE fid_2 = 4")
        file.execute(f"UPDATE {table} SET geom = ? WHERE fid_2 = 5", (point_blob(9.0, 50.0),))
        file.execute(f"UPDATE {table} SET fid_2 = 77 WHERE fid_2 = 6")
        file.execute(f"INSERT INTO {table} (geom) VALUES (?)", (point_blob(1.0, 2.0),))
    assert dict(read(path, "SELECT table_name, feature_count FROM gpkg_ogr_contents"))[STRANGE] == 10
    assert index_is_sound(path)
    indexed = '"' + f"rtree_{STRANGE}_geom".replace('"', '""') + '"'
    assert [row for (row,) in read(path, f"SELECT id FROM {indexed} WHERE minx > 8 AND miny > 49")] == [5]
    ids = {row for (row,) in read(path, f"SELECT id FROM {indexed}")}
    assert 4 not in ids and {77, 78} <= ids


def test_a_file_that_goes_on_with_another_is_indexed_anew(tmp_path):
    path = tmp_path / "a.gpkg"
    stopped = written_strangely(path, count=3)
    stopped.complete()
    continued = GeoPackageFile(str(path), TABLES, stopped)
    continued.add(STRANGE, point_rows(4, start=3))
    continued.replace("plain", [[1, None, None]])
    continued.finish()
    assert index_is_sound(path)
    assert dict(read(path, "SELECT table_name, feature_count FROM gpkg_ogr_contents")) == {STRANGE: 7, "plain": 1}
    del stopped, continued
    gc.collect()
    assert list(tmp_path.iterdir()) == [path]


def test_points_that_are_not_there_are_not_in_the_index(tmp_path):
    path = tmp_path / "a.gpkg"
    package = GeoPackageFile(str(path), TABLES)
    package.add(STRANGE, [[None, 1, 2.0, None], [point_blob(float("nan"), float("nan")), 2, 2.0, None]])
    package.finish()
    assert read(path, "SELECT min_x, max_y FROM gpkg_contents WHERE data_type = 'features'") == [(None, None)]
    assert dict(read(path, "SELECT table_name, feature_count FROM gpkg_ogr_contents"))[STRANGE] == 2


def test_a_file_that_is_let_go_leaves_what_was_there(tmp_path):
    path = tmp_path / "a.gpkg"
    path.write_bytes(b"the user's own")
    package = written_strangely(path)
    del package
    gc.collect()
    assert path.read_bytes() == b"the user's own"
    assert list(tmp_path.iterdir()) == [path]


def broken(error: Exception):
    """Rows of which the second cannot be had."""
    yield from point_rows(1)
    raise error


@pytest.mark.parametrize("error", [Cancelled(), ValueError("no rows")])
def test_what_goes_wrong_among_the_rows_leaves_nothing(tmp_path, error):
    path = tmp_path / "a.gpkg"
    package = written_strangely(path)
    with pytest.raises(type(error)):
        package.add(STRANGE, broken(error))
    assert list(tmp_path.iterdir()) == []


def test_a_row_that_sqlite_does_not_take_is_one_sentence(tmp_path):
    package = written_strangely(tmp_path / "a.gpkg")
    with pytest.raises(FileWriteError, match=r"a\.gpkg could not be written") as caught:
        package.add("plain", [[object(), None, None]])
    assert caught.value.details
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_is_one_sentence(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(FileWriteError, match="may not be written"):
        written_strangely(tmp_path / "a.gpkg")


def test_a_read_only_medium_is_one_sentence(tmp_path, monkeypatch):
    def refuse(*arguments: object, **named: object) -> str:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr("tempfile.mkdtemp", refuse)
    with pytest.raises(FileWriteError, match="read-only"):
        written_strangely(tmp_path / "a.gpkg")


PROGRAM = """
import os, sys
from tests.support.strange_packages import written_strangely
from pathlib import Path
package = written_strangely(Path(sys.argv[1]))
if sys.argv[2] == "complete":
    package.complete()
os.kill(os.getpid(), 9)
"""


@pytest.mark.parametrize("state", ["filling", "complete"])
def test_a_killed_run_leaves_the_old_file(tmp_path, state):
    """The part lies in a hidden folder beside it, which a later run removes; nothing takes it for a result."""
    path = tmp_path / "a.gpkg"
    written_strangely(path, count=5).finish()
    before = path.read_bytes()
    subprocess.run([sys.executable, "-c", PROGRAM, str(path), state], check=False, cwd=ROOT)
    assert path.read_bytes() == before
    left = [file.name for file in tmp_path.iterdir() if file != path]
    assert len(left) == 1 and left[0].startswith(".a.gpkg-ocm-")
    written_strangely(path, count=6).finish()
    assert index_is_sound(path)


def test_the_time_of_a_row_has_its_zone(tmp_path):
    """Other programs took the times of our files for local ones."""
    from ocm_plugin.ocm.store.result_file import RowsForFile
    from tests.support.made_stations import NOW

    (row,) = RowsForFile("ocm_comments").rows([[NOW if field.type == "DATETIME" else None for field in columns()]])
    assert {value for value in row if value is not None} == {"2026-03-01T12:00:00.000Z"}


def columns() -> tuple[Column, ...]:
    return table_of_schema("ocm_comments").columns


def test_memory_grows_with_the_rows_only_by_what_sorts_the_index(tmp_path):
    def peak(slices: int) -> int:
        tracemalloc.start()
        package = GeoPackageFile(str(tmp_path / "a.gpkg"), TABLES)
        for number in range(slices):
            package.add(STRANGE, point_rows(500, start=500 * number))
        package.finish()
        top = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return top

    peak(8)  # what is loaded once
    assert peak(40) < 1.2 * peak(8) + 100 * (40 * 500)


def test_wide_rows_waste_little_of_a_file(tmp_path):
    """The usual pages of SQLite hold two or three stations, and room for most of one more."""
    path, text, rows = tmp_path / "a.gpkg", "x" * 1_400, 4_000
    package = GeoPackageFile(str(path), TABLES)
    package.add(STRANGE, ([None, number, None, text] for number in range(rows)))
    package.finish()
    assert path.stat().st_size < 1.2 * rows * len(text)


def test_a_mirror_is_not_replaced_by_a_result(tmp_path):
    """It was gone when a search named it as its output, perhaps a day's requests with it."""
    path = tmp_path / "mirror.gpkg"
    FileMirror(path).create()
    before = path.read_bytes()
    with pytest.raises(FileWriteError, match="is a mirror"):
        GeoPackageFile(str(path), [table_of_schema("stations")])
    assert path.read_bytes() == before and list(tmp_path.iterdir()) == [path]


def test_to_look_whether_a_file_is_a_mirror_changes_no_byte_of_it(tmp_path):
    """Of one in journal mode WAL a look left files beside it, for which a run that was killed had changed its mode."""
    path = tmp_path / "kept.gpkg"
    with closing(sqlite3.connect(path)) as file:
        file.execute("PRAGMA journal_mode = WAL")
        file.execute("CREATE TABLE stations (fid INTEGER PRIMARY KEY)")
    before = path.read_bytes()
    assert before[18:20] == b"\x02\x02" and [each.name for each in tmp_path.iterdir()] == [path.name]
    assert not is_mirror(path)
    assert path.read_bytes() == before and [each.name for each in tmp_path.iterdir()] == [path.name]

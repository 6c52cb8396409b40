"""A result as a GeoPackage: slice by slice, stopped and continued, replaced, or merged into a file that is there."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from ocm_plugin.ocm.errors import FileWriteError
from ocm_plugin.ocm.match.filters import Match
from ocm_plugin.ocm.store.geopackage_file import GeoPackageFile
from ocm_plugin.ocm.store.merged_package import can_be_merged, merge_into_copy, providers_in
from ocm_plugin.ocm.store.mirror_file import FileMirror
from ocm_plugin.ocm.store.result_file import ResultFile, RowMaker, replace_rows
from ocm_plugin.ocm.tables.derive.row_types import ProviderRow, QueryRow
from ocm_plugin.ocm.tables.schema import CHILDREN, COMMENTS, CONNECTIONS, MEDIA, PROVIDERS, QUERIES, STATIONS
from tests.support.made_stations import NOW, comment, connection, context, media_item, station
from tests.support.merged_files import asked, result


def matches(*numbers: int) -> list[Match]:
    """Stations with two connections, a comment and a photo each; one of an odd number only may meet the filters."""
    return [
        Match(
            station(
                connection(id=2 * number, power_kw=50.0),
                connection(id=2 * number + 1),
                id=number,
                title=f"Station {number}",
                comments=(comment(id=number, text="fine"),),
                media=(media_item(id=number, url="https://example.org/1.jpg"),),
            ),
            number % 2 == 0,
        )
        for number in numbers
    ]


def query(query_id: str) -> QueryRow:
    return QueryRow(**{**dict.fromkeys(QueryRow._fields), "query_id": query_id, "finished": NOW})


def provider(number: int, title: str) -> ProviderRow:
    return ProviderRow(**{**dict.fromkeys(ProviderRow._fields), "provider_id": number, "provider": title})


def completed(path: Path, *numbers: int, with_comments: bool = False) -> ResultFile:
    file = ResultFile(str(path), context(), with_comments)
    for number in numbers:
        file.add(matches(number))
    file.complete(query("q1"), [provider(1, "First")])
    return file


def stations_in(path: Path) -> list[int]:
    return [number for (number,) in asked(path, "SELECT ocm_id FROM stations ORDER BY 1")]


def test_a_file_holds_all_tables_of_its_result_once_it_is_published(tmp_path):
    path = tmp_path / "a.gpkg"
    file = completed(path, 1, 2, 3, with_comments=True)
    assert not path.exists() and file.package.file().exists()
    file.publish()
    file.publish()  # a second time changes nothing
    assert file.package.file() == path and list(tmp_path.iterdir()) == [path]
    counts = {table: asked(path, f"SELECT count(*) FROM {table}") for table in (STATIONS, *CHILDREN)}
    assert counts == {STATIONS: [(3,)], CONNECTIONS: [(6,)], COMMENTS: [(3,)], MEDIA: [(3,)]}
    assert asked(path, 'SELECT "match" FROM stations ORDER BY ocm_id') == [("cannot_tell",), ("yes",), ("cannot_tell",)]
    assert asked(path, f"SELECT query_id FROM {QUERIES}") == [("q1",)]
    assert [each["provider"] for each in providers_in(path)] == ["First"]


def test_a_file_without_comments_has_no_tables_for_them(tmp_path):
    path = tmp_path / "a.gpkg"
    completed(path, 1).publish()
    there = {name for (name,) in asked(path, "SELECT table_name FROM gpkg_contents")}
    assert {STATIONS, CONNECTIONS} <= there and not {COMMENTS, MEDIA} & there


def test_a_stopped_file_is_gone_on_with(tmp_path):
    """What had arrived is written once: the second file begins with the first one's."""
    path = tmp_path / "a.gpkg"
    stopped = completed(path, 1, 2)
    stopped.publish()
    goes_on = stopped.continued()
    goes_on.add(matches(3))
    assert stations_in(path) == [1, 2]
    goes_on.complete(query("q2"), [])
    goes_on.publish()
    assert stations_in(path) == [1, 2, 3]
    assert asked(path, f"SELECT query_id FROM {QUERIES}") == [("q2",)]
    assert asked(path, "SELECT count(*) FROM rtree_stations_geom") == [(3,)]
    assert len(list(goes_on.packed().tables[STATIONS].lines())) == 3


def test_rows_made_for_others_are_taken_and_remembered(tmp_path):
    """Layers and file show the same rows: they are made once."""
    path, maker = tmp_path / "a.gpkg", RowMaker(context(), (STATIONS, CONNECTIONS))
    file = ResultFile(str(path), context())
    file.share(maker)
    file.add_rows(maker.rows(matches(1, 2)))
    assert file.packed() is maker.packed
    file.complete(query("q1"), [])
    file.publish()
    assert stations_in(path) == [1, 2]


def test_the_rows_of_a_table_are_replaced_where_the_file_has_it(tmp_path):
    path = tmp_path / "a.gpkg"
    completed(path, 1).publish()
    replace_rows(str(path), PROVIDERS, [provider(2, "Second"), provider(3, "Third")])
    assert sorted(each["provider"] for each in providers_in(path)) == ["Second", "Third"]
    with closing(sqlite3.connect(path)) as file:
        file.execute(f"DROP TABLE {PROVIDERS}")
    replace_rows(str(path), PROVIDERS, [provider(4, "Fourth")])
    assert providers_in(path) == []


def test_a_result_is_merged_into_a_copy_and_comes_in_its_place(tmp_path):
    """The file stays as it is until the merged copy takes its place, at once."""
    path, copy = tmp_path / "a.gpkg", tmp_path / "copy.gpkg"
    completed(path, 1, 2).publish()
    outcome = merge_into_copy(path, copy, (STATIONS, CONNECTIONS, COMMENTS), result("q2", {2: {"name": "B"}, 3: {}}))
    assert (outcome.added, outcome.gone) == (1, 1)
    assert stations_in(path) == [1, 2] and stations_in(copy) == [2, 3]
    # A table that the result has and the file lacked.
    assert asked(copy, f"SELECT count(*) FROM {COMMENTS}") == [(0,)]
    assert not asked(path, f"SELECT name FROM sqlite_master WHERE name = '{COMMENTS}'")

    fresh = completed(path, 9)
    fresh.package.publish_instead(copy)
    fresh.publish()
    assert stations_in(path) == [2, 3] and list(tmp_path.iterdir()) == [path]


def test_a_file_that_was_changed_meanwhile_is_not_replaced(tmp_path):
    path, copy = tmp_path / "a.gpkg", tmp_path / "copy.gpkg"
    completed(path, 1, 2).publish()
    merge_into_copy(path, copy, (STATIONS,), result("q2", {1: {}, 2: {}}))
    with completed(path, 9).package as fresh:
        fresh.publish_instead(copy)
        os.utime(path, ns=(1, 1))
        with pytest.raises(FileWriteError) as refused:
            fresh.publish()
        assert refused.value.sentence == f"{path} was changed meanwhile. It was left as it is: please try again."
        fresh.publish_instead(copy)
    assert stations_in(path) == [1, 2]


def test_an_answer_too_small_to_be_believed_is_not_merged(tmp_path):
    path = tmp_path / "a.gpkg"
    completed(path, *range(1, 30)).publish()
    with pytest.raises(FileWriteError) as refused:
        merge_into_copy(path, tmp_path / "copy.gpkg", (STATIONS,), result("q2", {}))
    assert refused.value.sentence.startswith(f"There came no stations, where {path} has 29. Nothing was changed:")
    # Of a result that was stopped nobody expects all stations.
    merge_into_copy(path, tmp_path / "copy.gpkg", (STATIONS,), result("q2", {1: {}}, is_complete=False))
    assert len(stations_in(tmp_path / "copy.gpkg")) == 29


def test_a_file_without_stations_is_refused(tmp_path):
    path = tmp_path / "a.gpkg"
    with closing(sqlite3.connect(path)) as file:
        file.execute("CREATE TABLE stations (name TEXT)")
    assert not can_be_merged(str(path))
    with pytest.raises(FileWriteError) as refused:
        merge_into_copy(path, tmp_path / "copy.gpkg", (STATIONS,), result("q2", {1: {}}))
    assert refused.value.sentence == (
        f"{path} holds no stations of this plugin. Please replace it, or choose another file."
    )


def test_what_is_no_database_is_neither_merged_nor_read(tmp_path):
    path = tmp_path / "a.gpkg"
    path.write_text("text " * 500)
    assert not can_be_merged(str(path))
    with pytest.raises(FileWriteError):
        merge_into_copy(path, tmp_path / "copy.gpkg", (STATIONS,), result("q2", {1: {}}))


def test_only_packages_with_stations_can_be_merged_into_and_no_mirror(tmp_path):
    package, mirror = tmp_path / "a.gpkg", tmp_path / "mirror.gpkg"
    completed(package, 1).publish()
    FileMirror(mirror).create()
    assert can_be_merged(str(package)) and not can_be_merged(str(mirror))
    assert not can_be_merged(str(tmp_path / "none.gpkg"))


def test_a_failure_leaves_nothing_of_the_file(tmp_path):
    path = tmp_path / "a.gpkg"
    with pytest.raises(ZeroDivisionError), GeoPackageFile(str(path), []):
        raise ZeroDivisionError
    with GeoPackageFile(str(path), []) as file:
        file.complete()
    assert list(tmp_path.iterdir()) == [path]
    with pytest.raises(FileWriteError, match="is a folder"):
        GeoPackageFile(str(tmp_path), [])

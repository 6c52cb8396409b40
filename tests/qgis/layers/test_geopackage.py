"""A result streamed into a GeoPackage: whole with provenance and ledger, or not there at all."""

from __future__ import annotations

import gc
import resource
import signal
import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from osgeo import ogr
from qgis.core import QgsFeatureRequest, QgsProject, QgsProviderRegistry, QgsVectorFileWriter, QgsVectorLayer
from qgis.PyQt.QtCore import QThread

from ocm_plugin.layers.build import MemoryDestination, RowsDestination, StationLayers
from ocm_plugin.layers.geopackage import GeoPackageDestination, at_once, open_table
from ocm_plugin.layers.saving import STYLE_NAME, keep_in_file
from ocm_plugin.ocm.errors import Cancelled, FileWriteError
from ocm_plugin.ocm.feedback import Feedback
from ocm_plugin.ocm.match.filters import Match
from ocm_plugin.ocm.run import run_search
from ocm_plugin.ocm.search.search import from_json
from ocm_plugin.ocm.sources.source import demo_source
from ocm_plugin.ocm.store.baselines import read_baseline, write_baseline
from ocm_plugin.ocm.store.file_merge import merge_into_file
from ocm_plugin.ocm.store.file_table import FileTable
from ocm_plugin.ocm.store.merge_values import Outcome, ResultToMerge, Terms
from ocm_plugin.ocm.store.packed import packed_text
from ocm_plugin.ocm.tables.derive.rows import query_row
from ocm_plugin.ocm.tables.schema import CHILDREN, STATIONS
from tests.support.feedbacks import CancelledAfter
from tests.support.killed_writer import killed_writer
from tests.support.made_stations import context
from tests.support.result_layers import values_of
from tests.support.results import ran
from tests.support.written_packages import PROVENANCE, RESULT, SEARCH, matches, written


def rows(path: Path, table: str) -> list[dict[str, object]]:
    source = ogr.Open(str(path))
    return [feature.items() for feature in source.GetLayerByName(table)]


def test_all_tables_are_there_with_their_rows(qgis_app, tmp_path):
    path = tmp_path / "Stationen ü'.gpkg"
    layers = written(path).take_layers(QThread.currentThread(), RESULT)
    assert layers.stations.featureCount() == 3
    assert layers.connections.featureCount() == 6
    assert layers.comments.featureCount() == 3
    assert layers.media.featureCount() == 3
    file = ogr.Open(str(path))
    names = {file.GetLayer(index).GetName() for index in range(file.GetLayerCount())}
    assert names == {"stations", "ocm_connections", "ocm_comments", "ocm_media", "ocm_queries", "ocm_providers"}
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def indexes(path: Path) -> dict[str, list[str]]:
    """The indexes on our tables, with their columns, and whether each is sound."""
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        rows = file.execute(
            "SELECT m.tbl_name, i.name FROM sqlite_master AS m, pragma_index_info(m.name) AS i "
            "WHERE m.type = 'index' AND m.tbl_name LIKE 'ocm\\_%' ESCAPE '\\' ORDER BY m.tbl_name"
        )
        found: dict[str, list[str]] = {}
        for table, column in rows:
            found.setdefault(table, []).append(column)
        return found


INDEXED = {table: ["ocm_id"] for table in ("ocm_comments", "ocm_connections", "ocm_media")}


def reload_file(path: Path, stations: list[Match]) -> Outcome:
    """Merge stations into a file."""
    destination = RowsDestination(context(), with_comments=True)
    destination.add(stations)
    query = query_row("query-2", SEARCH, "", PROVENANCE)
    names = {table: table for table in (STATIONS, *CHILDREN)}
    fresh = ResultToMerge(destination.packed, query, Terms(is_complete=True))
    return merge_into_file(str(path), names, fresh, Feedback())[0]


def test_rows_in_a_file_are_the_rows_that_were_said(qgis_app, tmp_path):
    """Every value comes back from the file as it was packed: nothing is taken for an edit of the user."""
    path = tmp_path / "demo.gpkg"
    source = demo_source()
    reference = source.reference(Feedback())
    destination = GeoPackageDestination(str(path), context(reference), with_comments=True)
    result = run_search(SEARCH, source, context(reference), destination, Feedback())
    destination.finish(result)
    again = RowsDestination(context(reference), with_comments=True)
    assert ran(SEARCH, demo_source(), again, Feedback()).loaded == result.provenance.loaded
    names = {table: table for table in (STATIONS, *CHILDREN)}
    with closing(sqlite3.connect(path)) as file:
        for table, name in names.items():
            held = [packed_text(row.compared) for row in FileTable(file, table, name).held(Feedback())]
            assert held == [line.compared for line in again.packed.tables[table].lines()]
            assert held == [line.compared for line in read_baseline(file)["query-1"].tables[table].lines()]
    query = query_row("query-2", SEARCH, "", result.provenance)
    fresh = ResultToMerge(again.packed, query, Terms(is_complete=True))
    outcome, _ = merge_into_file(str(path), names, fresh, Feedback())
    assert outcome == Outcome(same=result.provenance.loaded)


def layers_in(path: Path) -> set[str]:
    """What QGIS and GDAL offer of a file."""
    offered = {each.name() for each in QgsProviderRegistry.instance().querySublayers(str(path))}
    return offered | {layer.GetName() for layer in ogr.Open(str(path))}


def test_what_was_said_is_no_layer_of_a_file(qgis_app, tmp_path):
    """QGIS offered the memory of the plugin as a layer, and GDAL in files without tables, as Processing makes them."""
    destination = RowsDestination(context())
    destination.add(matches())
    path = tmp_path / "only.gpkg"
    layer = QgsVectorLayer("Point?crs=EPSG:4326&field=ocm_id:integer", "stations", "memory")
    options = QgsVectorFileWriter.SaveVectorOptions()
    QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(path), QgsProject.instance().transformContext(), options)
    with closing(sqlite3.connect(path)) as file, file:
        write_baseline(file, {"q1": destination.packed})
    with closing(sqlite3.connect(path)) as file:
        assert list(read_baseline(file)) == ["q1"]
    assert layers_in(path) == {"only"}


def test_rows_of_a_station_are_found_by_an_index(qgis_app, tmp_path):
    """Each map tip read all connections of the file."""
    path = tmp_path / "it's.gpkg"
    destination = written(path)
    destination.finish(RESULT)
    assert indexes(path) == INDEXED
    continued = destination.continued()
    continued.add(matches(3, start=4))
    layers = continued.take_layers(QThread.currentThread(), RESULT)
    assert indexes(path) == INDEXED
    request = QgsFeatureRequest().setFilterExpression("\"ocm_id\" = '5'")
    assert sorted(row["conn_id"] for row in layers.connections.getFeatures(request)) == [10, 11]
    reload_file(path, matches(3))
    assert indexes(path) == {**INDEXED, "ocm_changes": ["ocm_id"]}
    layers.connections.dataProvider().reloadData()
    assert layers.connections.featureCount() == 6


def test_only_what_was_asked_for_is_there(qgis_app, tmp_path):
    layers = written(tmp_path / "a.gpkg", with_comments=False).take_layers(QThread.currentThread(), RESULT)
    assert layers.comments is None
    assert layers.media is None


def test_provenance_and_ledger_come_from_the_rows(qgis_app, tmp_path):
    path = tmp_path / "a.gpkg"
    written(path).finish(RESULT)
    (query,) = rows(path, "ocm_queries")
    assert query["query_id"] == "query-1"
    assert from_json(query["search_json"]) == SEARCH
    assert query["is_complete"]
    assert query["sentence"].startswith("Charging stations in the whole world")
    ledger = {row["provider_id"]: row for row in rows(path, "ocm_providers")}
    assert {number: row["n_stations"] for number, row in ledger.items()} == {1: 2, 900: 1}
    assert ledger[1]["license_class"] == "open"
    assert ledger[900]["license_class"] == "unknown"
    assert {row["query_id"] for row in rows(path, "stations")} == {"query-1"}


def test_it_holds_what_a_temporary_layer_holds(qgis_app, tmp_path):
    in_file = written(tmp_path / "a.gpkg").take_layers(QThread.currentThread(), RESULT)
    destination = MemoryDestination(context(), with_comments=True)
    destination.add(matches(3))
    in_memory = destination.take_layers(QThread.currentThread(), RESULT)
    for name in StationLayers._fields:
        kept = [values_of(feature) for feature in getattr(in_file, name).getFeatures()]
        for values in kept:
            values.pop("fid")
        made = [values_of(feature) for feature in getattr(in_memory, name).getFeatures()]
        differing = {  # QGIS 3.22 reads times from files without their zone
            field: (kept_values[field], value)
            for kept_values, values in zip(kept, made)
            for field, value in values.items()
            if kept_values[field] != value and str(kept_values[field]) != str(value).rstrip("Z")
        }
        assert len(kept) == len(made)
        assert differing == {}


def test_the_whole_spine_ends_in_a_geopackage(qgis_app, tmp_path):
    path = tmp_path / "demo.gpkg"
    source = demo_source()
    look_up = context(source.reference(Feedback()))
    destination = GeoPackageDestination(str(path), look_up, with_comments=True)
    result = run_search(SEARCH, source, look_up, destination, Feedback())
    destination.finish(result)
    stations = rows(path, "stations")
    assert len(stations) == result.provenance.loaded > 100
    assert sum(row["n_conn_rows"] for row in stations) == len(rows(path, "ocm_connections"))
    assert sum(row["n_comments"] or 0 for row in stations) == len(rows(path, "ocm_comments"))
    assert sum(row["n_stations"] for row in rows(path, "ocm_providers")) == len(stations)


def test_a_run_that_ends_early_leaves_the_old_file(qgis_app, tmp_path):
    path = tmp_path / "a.gpkg"
    path.write_bytes(b"the person's own")

    destination = written(path)
    with pytest.raises(Cancelled):
        ran(SEARCH, demo_source(), destination, CancelledAfter(0))
    del destination
    assert path.read_bytes() == b"the person's own"
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("target", ["no/such/folder/a.gpkg", "."])
def test_a_place_that_cannot_be_written_is_one_sentence(qgis_app, tmp_path, target):
    with pytest.raises(FileWriteError) as caught:
        written(tmp_path / target).finish(RESULT)
    assert caught.value.sentence.endswith(".")
    assert "Please choose" in caught.value.sentence
    assert list(tmp_path.iterdir()) == []


@contextmanager
def files_no_larger_than(size: int):
    """What a full disk is to a program: writing fails from here on."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)


@pytest.mark.parametrize("size", [20_000, 300_000, 1_000_000])
def test_a_disk_that_fills_up_is_one_sentence_and_leaves_nothing(qgis_app, tmp_path, size):
    path = tmp_path / "a.gpkg"
    path.write_bytes(b"the person's own")
    with pytest.raises(FileWriteError) as caught, files_no_larger_than(size):
        destination = GeoPackageDestination(str(path), context(), with_comments=True)
        for start in range(1, 20_000, 500):
            destination.add(matches(500, start=start))
        destination.finish(RESULT)
    assert "a.gpkg" in caught.value.sentence
    assert "\n" not in caught.value.sentence
    assert path.read_bytes() == b"the person's own"
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_a_stopped_search_leaves_the_whole_file_until_what_arrived_is_taken(qgis_app, tmp_path):
    """A cancelled search into a GeoPackage of 12,000 stations left 1,500 in it."""
    path = tmp_path / "a.gpkg"
    written(path).finish(RESULT)
    before = path.read_bytes()
    stopped = GeoPackageDestination(str(path), context(), with_comments=True)
    stopped.add(matches(1, start=7))
    stopped.put_aside(RESULT)
    assert path.read_bytes() == before
    continued = stopped.continued()
    continued.add(matches(1, start=8))
    assert path.read_bytes() == before
    continued.put_aside(RESULT)
    assert stopped.open_layers().stations.featureCount() == 1
    assert [row["ocm_id"] for row in rows(path, "stations")] == [7]
    assert continued.open_layers().stations.featureCount() == 2
    del stopped, continued
    gc.collect()
    assert [file.name for file in tmp_path.iterdir() if not file.name.endswith(("-wal", "-shm"))] == [path.name]


def test_a_stopped_search_that_nobody_takes_leaves_nothing(qgis_app, tmp_path):
    stopped = written(tmp_path / "a.gpkg")
    stopped.put_aside(RESULT)
    del stopped
    gc.collect()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("mode", "ending"), [("DELETE", "-journal"), ("WAL", "-wal")])
@pytest.mark.parametrize("orphaned", [False, True])
def test_side_files_of_a_killed_program_neither_block_nor_damage_a_new_file(qgis_app, tmp_path, mode, ending, orphaned):
    """A left-over journal was rolled back into the new file: "400 stations loaded" from a damaged one."""
    path = tmp_path / "a.gpkg"
    killed_writer(path, mode)
    assert Path(f"{path}{ending}").exists()
    if orphaned:
        path.unlink()
    written(path).finish(RESULT)
    assert [file.name for file in tmp_path.iterdir()] == [path.name]
    assert indexes(path) == INDEXED
    assert len(rows(path, "stations")) == 3


def test_a_file_that_a_program_is_writing_to_is_left_alone(qgis_app, tmp_path):
    path = tmp_path / "a.gpkg"
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("CREATE TABLE notes (text)")
        with pytest.raises(FileWriteError, match="being changed by QGIS or another program"):
            written(path)
        assert other.execute("PRAGMA quick_check").fetchone() == ("ok",)


def test_a_file_can_be_read_where_nothing_can_be_written(qgis_app, tmp_path):
    path = tmp_path / "a.gpkg"
    written(path).finish(RESULT)
    with closing(sqlite3.connect(f"file:{path}?immutable=1", uri=True)) as file:
        assert file.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert path.read_bytes()[18:20] == b"\x01\x01", "neither writer nor reader needs a log"


def test_a_file_that_lacks_rows_is_not_called_written(qgis_app, tmp_path):
    path = tmp_path / "a.gpkg"
    destination = written(path)
    destination.package._counts["stations"] += 1
    with pytest.raises(FileWriteError, match="was not written correctly"):
        destination.finish(RESULT)
    assert list(tmp_path.iterdir()) == []


def test_a_style_is_stored_again_without_a_question(modal_windows, tmp_path):
    """A second Processing run into the same table waited for ever in a modal window: "Overwrite the style?"."""
    written(tmp_path / "a.gpkg").finish(RESULT)
    layer = open_table(str(tmp_path / "a.gpkg"), "stations")
    for _ in range(2):
        at_once(keep_in_file([layer]))
    assert modal_windows == []
    assert layer.listStylesInDatabase()[2] == [STYLE_NAME]

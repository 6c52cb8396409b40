"""The first stations of a search into a file stand on the map while the file is written."""

from __future__ import annotations

import errno
import gc
from dataclasses import replace
from itertools import count
from pathlib import Path
from threading import Event
from weakref import ref

import pytest
from qgis.core import QgsProject

from ocm_plugin.gui import arriving, search_task
from ocm_plugin.gui.arriving import Arriving
from ocm_plugin.layers import moving, saving
from ocm_plugin.layers.merging import IN_WRITING
from ocm_plugin.layers.metadata import read_provenance
from ocm_plugin.layers.reloading import layers_of
from ocm_plugin.ocm.errors import FileWriteError, SourceFileError
from ocm_plugin.ocm.records.provenance import STOPPED
from ocm_plugin.ocm.search.areas import World
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.ocm.store.geopackage_file import GeoPackageFile
from ocm_plugin.ocm.tables.schema import STATIONS
from ocm_plugin.qgis_support.settings import Settings
from tests.ocm_server import faults

from .conftest import no_task_runs, settle
from .gate import Gate
from .results import legend, request, run, stations, values


@pytest.fixture(autouse=True)
def few(monkeypatch):
    """The first page."""
    monkeypatch.setattr(moving, "SHOWN_FIRST", 500)


@pytest.fixture
def gate(server):
    """The third page waits: until then the search runs, and the second goes into the file."""
    made = Gate(server, 2)
    yield made
    made.opened.set()


@pytest.fixture
def path(tmp_path) -> Path:
    return tmp_path / "world.gpkg"


def shown_early(searching, path) -> Arriving:
    """What has arrived of a search that still runs, on the map, when others go into the file."""
    searching.search(request(geopackage=str(path)))
    settle(lambda: searching._arriving is not None and searching._arriving.is_shown)
    settle(lambda: searching._arriving.destination.is_moving)
    assert searching._task is not None and not path.exists()
    return searching._arriving


def end(searching, window, gate) -> str:
    gate.opened.set()
    settle(lambda: searching._task is None and no_task_runs() and not searching.work.goes_on)
    return window.message()


def leftovers(path) -> list[str]:
    """What is in the folder but for the plugin's own."""
    return [each.name for each in path.parent.iterdir() if each.name != "openchargemap"]


def test_the_first_are_on_the_map_while_the_others_go_into_the_file(server, gate, searching, window, path):
    """The map stayed empty until the file was whole: 9 s for 100,000 stations."""
    form = searching.open_panel()
    layers = shown_early(searching, path).layers_on_map
    assert layers.stations.featureCount() == 500 and layers.connections.featureCount() > 500
    assert "Incomplete: only 500 stations had arrived" in legend(layers.stations)
    assert layers.stations.readOnly() and window.activeLayer() is layers.stations
    assert window.message() == "" and form.notice_text.text().startswith("The stations go into world.gpkg. The map ")
    assert end(searching, window, gate) == "1,200 stations loaded."
    assert form.notice_text.text() == "1,200 stations loaded."
    assert stations() is layers.stations and len(QgsProject.instance().mapLayers()) == len(layers.all())
    for layer in layers.all():
        assert layer.source().startswith(str(path)) and not layer.readOnly() and read_provenance(layer).is_complete
    assert not any("Incomplete" in text for text in legend(layers.stations)) and not IN_WRITING
    assert len({each.raw_query for each in server.poi_requests}) == len(server.poi_requests)
    went = values(layers)
    window.clear_project()
    run(searching, window, request())
    settle(lambda: not searching.work.goes_on)
    assert went == values(layers_of(stations(), QgsProject.instance()))


def test_a_search_that_ends_soon_shows_its_file_at_once(server, searching, window, path, monkeypatch):
    """The layers are those of the file, and were never temporary."""
    monkeypatch.setattr(arriving, "SHOWN_AFTER_MS", 600_000)
    kinds = []
    QgsProject.instance().layersAdded.connect(lambda added: kinds.extend(each.providerType() for each in added))
    assert run(searching, window, request(geopackage=str(path))) == "1,200 stations loaded."
    settle(lambda: not searching.work.goes_on)
    assert set(kinds) == {"ogr"} and stations().featureCount() == 1200


@pytest.mark.parametrize("goes_on", [False, True])
def test_a_cancel_leaves_what_has_come_to_be_loaded_or_gone_on_with(gate, searching, window, path, goes_on):
    """Nothing is on the map, or at the file's place, until then."""
    shown_early(searching, path)
    searching.cancel()
    assert "1,000 stations had arrived." in end(searching, window, gate)
    assert QgsProject.instance().mapLayers() == {} and not path.exists()
    window.press("Continue" if goes_on else "Load What Arrived")
    settle(lambda: path.exists())
    message = end(searching, window, gate)
    assert message == "1,200 stations loaded." if goes_on else "1,000 stations loaded, but that is not all." in message
    assert stations().source().startswith(str(path))
    assert stations().featureCount() == (1200 if goes_on else 1000)


def test_a_file_that_cannot_be_made_is_said_before_anything_is_asked(server, searching, window, path):
    path.mkdir()
    run(searching, window, request(geopackage=str(path)))
    assert "world.gpkg" in window.message() and QgsProject.instance().mapLayers() == {}
    assert server.poi_requests == []


def test_a_file_that_cannot_be_finished_leaves_all_in_temporary_layers(gate, searching, window, path, monkeypatch):
    """All that had arrived was lost."""

    def refuse(self):
        raise FileWriteError("The disk is full.")

    monkeypatch.setattr(GeoPackageFile, "_check", refuse)
    shown_early(searching, path)
    message = end(searching, window, gate)
    assert message.startswith("1,200 stations loaded. The disk is full. So the layers are still temporary: ")
    assert stations().providerType() == "memory" and stations().featureCount() == 1200 and not stations().readOnly()
    assert leftovers(path) == []


def test_a_server_that_fails_says_so_also_when_the_user_has_removed_the_first(server, searching, window, path):
    """The message was about the layer."""
    going_on = Event()
    server.faults.add(faults.delay(60, until=going_on), after=2, times=1, action="poi")
    server.faults.add(faults.status(400), after=3, action="poi")
    layers = shown_early(searching, path).layers_on_map
    QgsProject.instance().removeMapLayers([layer.id() for layer in layers.all()])
    searching.cancel()
    going_on.set()
    settle(lambda: searching._task is None and no_task_runs() and not searching.work.goes_on)
    assert "1,000 stations had arrived." in window.message() and "Load What Arrived" in window.buttons()


def test_a_style_that_the_file_cannot_keep_leaves_all_stations_on_the_map(gate, searching, window, path, monkeypatch):
    """The map went on to show the first ones alone, as an incomplete result, although the file had all."""
    monkeypatch.setattr(saving, "store_style", lambda layer, name: "The file is locked.")
    layers = shown_early(searching, path).layers_on_map
    assert "could not be stored in its file. The stations are there." in end(searching, window, gate)
    for layer in layers.all():
        assert layer.source().startswith(str(path)) and not layer.readOnly() and read_provenance(layer).is_complete
    assert layers.stations.featureCount() == 1200


@pytest.mark.parametrize("write", [1, 2, 3], ids=["first", "middle", "last"])
def test_a_full_disk_is_said_once_and_all_stays_in_temporary_layers(
    server, searching, window, path, monkeypatch, write
):
    """It was said again with each page that came."""
    replace(Settings(), page_size=200, held_hours=0).save()
    said, writes, add = [], count(1), GeoPackageFile.add

    def full(self, table, rows, with_keys=False):
        if table == STATIONS and next(writes) == write:
            with self._failing_as_sentence():
                raise OSError(errno.ENOSPC, "No space left on device")
        add(self, table, rows, with_keys)

    monkeypatch.setattr(GeoPackageFile, "add", full)
    searching.file_offer.said.connect(lambda text, *_: said.append(text))
    searching.search(request(geopackage=str(path)))
    settle(lambda: searching._task is None and no_task_runs() and not searching.work.goes_on)
    full_disk = [text for text in said if text.startswith("The disk is full: ")]
    assert len(full_disk) == 1 and full_disk[0].endswith(" The stations stay in temporary layers.")
    assert window.message().startswith("1,200 stations loaded. The disk is full: ")
    assert stations().providerType() == "memory" and stations().featureCount() == 1200 and not stations().readOnly()
    assert leftovers(path) == []


def test_what_is_selected_stays_so_in_all_layers(gate, searching, window, path):
    """The tables forgot it."""
    layers = shown_early(searching, path).layers_on_map
    for layer in layers.all():
        layer.selectByIds([3, 7])
    end(searching, window, gate)
    assert [sorted(layer.selectedFeatureIds()) for layer in layers.all()] == [[3, 7], [3, 7]]


@pytest.mark.parametrize("understood", [True, False])
def test_a_filter_stays_or_is_said_to_be_gone(gate, searching, window, path, understood):
    """The map showed all stations again, and nothing said why."""
    layer = shown_early(searching, path).layers_on_map.stations
    wanted = "\"name\" LIKE '%1%'" if understood else "regexp_match(\"name\", '1')"
    assert layer.setSubsetString(wanted)
    message = end(searching, window, gate)
    assert layer.subsetString() == (wanted if understood else "")
    lost = "world.gpkg does not understand the filter of “Charging stations”: it was removed."
    assert (lost in message) is not understood
    assert (layer.featureCount() == 1200) is not understood


def test_a_table_does_not_show_the_files_own_key(gate, searching, window, path):
    """A column "fid" came to the end of open tables."""
    layers = shown_early(searching, path).layers_on_map
    end(searching, window, gate)
    for layer in layers.all():
        columns = layer.attributeTableConfig()
        columns.update(layer.fields())
        assert [column.hidden for column in columns.columns() if column.name == "fid"] == [True]


def test_the_history_of_the_layers_is_that_of_their_file(gate, searching, window, path):
    """It began with all that the layers had said while the search ran."""
    layers = shown_early(searching, path).layers_on_map
    end(searching, window, gate)
    for layer in layers.all():
        (line,) = layer.metadata().history()
        assert line.startswith("1,200 stations")


def test_a_project_saved_meanwhile_asks_to_be_saved_again_and_brings_back_layers_to_edit(
    gate, searching, window, path, tmp_path
):
    """The layers, empty and to be reloaded, stayed locked for ever, as they are while the file is written."""
    layers = shown_early(searching, path).layers_on_map
    project, saved = QgsProject.instance(), str(tmp_path / "early.qgs")
    assert project.write(saved) and layers.stations.readOnly()
    end(searching, window, gate)
    assert project.isDirty()
    window.clear_project()
    assert project.read(saved)
    assert stations().providerType() == "memory" and not stations().readOnly()
    assert read_provenance(stations()).outcome == STOPPED


def test_nothing_of_it_is_held_afterwards(gate, searching, window, path):
    """All rows stayed in memory until Python's cycle collector came: the run and the task held themselves."""
    shown = shown_early(searching, path)
    held = [ref(each) for each in (shown, shown.destination, shown.destination._maker.packed, searching._task)]
    del shown
    gc.collect()
    gc.disable()
    try:
        end(searching, window, gate)
        settle()
        assert [each() for each in held] == [None] * len(held)
    finally:
        gc.enable()


def test_when_the_plugin_is_unloaded_nothing_is_left_beside_the_file(gate, searching, window, path):
    """What had been written stayed in the folder: the offer of a file held the search."""
    layers = shown_early(searching, path).layers_on_map
    searching.cancel()
    searching._let_go()
    gate.opened.set()
    settle(no_task_runs)
    settle(lambda: gc.collect() >= 0 and leftovers(path) == [])  # the cancellation holds what it has ended
    assert stations() is layers.stations and not layers.stations.readOnly() and not IN_WRITING
    assert "Incomplete: only 500 stations had arrived" in legend(layers.stations)


def test_a_search_without_stations_leaves_the_file_that_it_was_to_replace(server, searching, window, path):
    """An empty file took its place, and the message said only that no station matches."""
    path.write_bytes(b"what was there")
    nothing = Search(area=World(), min_power_kw=900, keep_cannot_tell=False)
    assert run(searching, window, request(nothing, geopackage=str(path))).startswith("No station matches this search.")
    assert path.read_bytes() == b"what was there" and leftovers(path) == ["world.gpkg"]


def test_a_source_that_is_damaged_is_said_also_when_the_user_has_removed_the_first(
    server, gate, searching, window, path, monkeypatch
):
    """The message was that the search was ended as its layer was removed, which does not end a search into a file."""

    def damaged(*_):
        raise SourceFileError("The file is damaged.")

    monkeypatch.setattr(search_task, "hold", damaged)
    layers = shown_early(searching, path).layers_on_map
    QgsProject.instance().removeMapLayers([layer.id() for layer in layers.all()])
    assert end(searching, window, gate).startswith("The file is damaged.")
    settle(lambda: gc.collect() >= 0 and leftovers(path) == [])  # the error holds what it has ended


def test_a_copy_made_meanwhile_keeps_the_first_and_can_be_edited(gate, searching, window, path):
    """It stayed locked for ever, as its original is while the file is written."""
    layer = shown_early(searching, path).layers_on_map.stations
    copy = QgsProject.instance().addMapLayer(layer.clone())
    assert layer.readOnly() and not copy.readOnly()
    end(searching, window, gate)
    assert copy.featureCount() == 500 and read_provenance(copy).outcome == STOPPED and copy.startEditing()
    assert copy.rollBack() and layer.featureCount() == 1200


def test_a_reload_of_layers_that_were_shown_early_finds_nothing_new(gate, searching, window, path):
    """What Open Charge Map said is in their file, as for others."""
    layers = shown_early(searching, path).layers_on_map
    end(searching, window, gate)
    searching.reloads.reload(layers.stations)
    settle(lambda: window.message() == "1,200 stations: nothing changed." and not searching.work.goes_on)


def test_it_comes_in_the_place_of_the_last_result(gate, searching, window, path):
    """And goes when that comes back."""
    run(searching, window, request(source="demo"))
    settle(lambda: not searching.work.goes_on)
    before = stations()
    searching.search(request(geopackage=str(path), replaces=True))
    settle(lambda: searching._arriving is not None and searching._arriving.is_shown)
    assert len(QgsProject.instance().layerTreeRoot().findGroups()) == 2
    assert "They replace “Charging stations”." in end(searching, window, gate)
    assert [each.name() for each in QgsProject.instance().layerTreeRoot().findGroups()] == ["Charging stations"]
    assert stations().source().startswith(str(path))
    window.press("Undo")
    assert stations() is before and path.exists()


def test_a_table_that_is_removed_in_the_last_moment_is_left_out(gate, searching, window, path, monkeypatch):
    """The stations read the whole file then, and said for ever that only the first had arrived."""
    layers = shown_early(searching, path).layers_on_map
    dress = arriving.dress_file

    def removed(*given):
        yield from dress(*given)
        QgsProject.instance().removeMapLayer(layers.connections.id())
        yield

    monkeypatch.setattr(arriving, "dress_file", removed)
    assert end(searching, window, gate) == "1,200 stations loaded."
    assert stations() is layers.stations and layers.stations.featureCount() == 1200
    assert read_provenance(layers.stations).is_complete and len(QgsProject.instance().mapLayers()) == 1


def test_layers_never_read_the_file_in_part(gate, searching, window, path, monkeypatch):
    """When the plugin was unloaded between two of them, the stations were those of the file, the tables not."""
    layers = shown_early(searching, path).layers_on_map
    read_from, unloaded = arriving.read_from, []

    def unload(layer, *given):
        if not unloaded:
            unloaded.append(layer)
            searching._stop_work()
        return read_from(layer, *given)

    monkeypatch.setattr(arriving, "read_from", unload)
    gate.opened.set()
    settle(lambda: bool(unloaded) and no_task_runs())
    settle()
    assert {layer.providerType() for layer in layers.all()} == {"ogr"}
    assert not layers.stations.readOnly() and not IN_WRITING

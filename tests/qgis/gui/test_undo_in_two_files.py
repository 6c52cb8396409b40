"""Stations and connections in two files are undone together, or neither is."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest
from qgis.core import QgsProject, QgsVectorLayer

from ocm_plugin.layers import undoing
from ocm_plugin.layers.geopackage import open_table
from ocm_plugin.layers.merging import LayerMerge, LayerTakingBack
from ocm_plugin.layers.project import relate_results
from ocm_plugin.ocm.errors import FileWriteError
from ocm_plugin.qgis_support.settings import Settings

from .conftest import settle
from .few_stations import IDS, few_stations, renamed, served
from .reloads import edit, feature_of, loaded, reloaded
from .undos import UNDONE, all_of, ids_of, read_counts, undone


@pytest.fixture
def server(monkeypatch, tmp_path):
    with few_stations(monkeypatch, tmp_path) as server:
        replace(Settings.load(), held_hours=0).save()  # each reload asks the server
        yield server
    Settings().save()


def in_two_files(searching, window, tmp_path) -> QgsVectorLayer:
    """Stations and connections in two files, as Processing writes them."""
    loaded(searching, window, tmp_path, True)
    window.clear_project()
    path, other = tmp_path / "stations.gpkg", tmp_path / "connections.gpkg"
    shutil.copyfile(path, other)
    layer, connections = open_table(str(path), "stations"), open_table(str(other), "ocm_connections")
    for each in (layer, connections):
        each.loadDefaultMetadata()
    QgsProject.instance().addMapLayers([layer, connections])
    relate_results([layer, connections], QgsProject.instance())
    return layer


def test_stations_and_connections_in_two_files(server, searching, window, tmp_path):
    layer = in_two_files(searching, window, tmp_path)
    edit(layer, IDS[1], name="Mine")
    before, numbers = all_of(layer), ids_of(layer)
    served(server, p0=None, p1=renamed(1), p2=renamed(2))
    told = reloaded(searching, window, layer)
    assert undone(window, searching) == UNDONE
    assert all_of(layer) == before and ids_of(layer) == numbers
    assert reloaded(searching, window, layer) == told


def test_no_undo_in_two_files_after_a_reload_through_another_layer(server, searching, window, tmp_path):
    """The station that had gone was there twice."""
    layer = in_two_files(searching, window, tmp_path)
    other = layer.clone()
    QgsProject.instance().addMapLayer(other)
    served(server, p0=None, p2=renamed(2))
    reloaded(searching, window, layer)
    (((number, _),),) = searching.undo._backs.values()
    served(server, p2=renamed(2))
    reloaded(searching, window, other)
    searching._telling.undo_wanted.emit(layer.id(), number)
    settle(lambda: "was reloaded or replaced since. Nothing was undone." in window.message())
    settle(lambda: not searching.work.goes_on)
    assert read_counts(layer, other) == [120, 120] and feature_of(layer, IDS[2])["name"] == "The service's new name"


def test_an_undo_in_two_files_that_fails_can_be_tried_again(server, searching, window, tmp_path, monkeypatch):
    layer = in_two_files(searching, window, tmp_path)
    before = all_of(layer)
    served(server, p0=None, p2=renamed(2))
    told = reloaded(searching, window, layer)
    after = all_of(layer)

    def write(merge):
        yield
        raise FileWriteError("No.")

    with monkeypatch.context() as patch:
        patch.setattr(LayerTakingBack, "write", write)
        assert undone(window, searching) == "No." and all_of(layer) == after
    assert undone(window, searching) == UNDONE
    assert all_of(layer) == before
    assert reloaded(searching, window, layer) == told


def test_a_reload_in_two_files_that_fails_leaves_the_undo_of_the_one_before(
    server, searching, window, tmp_path, monkeypatch
):
    layer = in_two_files(searching, window, tmp_path)
    before = all_of(layer)
    served(server, p0=None)
    reloaded(searching, window, layer)
    (((number, _),),) = searching.undo._backs.values()

    def write(merge):
        yield
        raise FileWriteError("No.")

    served(server, p0=None, p1=None)
    with monkeypatch.context() as patch:
        patch.setattr(LayerMerge, "write", write)
        assert "No." in reloaded(searching, window, layer)
    searching._telling.undo_wanted.emit(layer.id(), number)
    settle(lambda: UNDONE in window.message() and not searching.work.goes_on)
    assert all_of(layer) == before


def test_an_undo_whose_end_fails_says_that_the_rows_are_back(server, searching, window, tmp_path, monkeypatch):
    """It said that nothing was undone, and each further press added the stations again."""
    layer = in_two_files(searching, window, tmp_path)
    numbers = ids_of(layer)
    served(server, p0=None, p1=renamed(1))
    told = reloaded(searching, window, layer)

    def keep(layers):
        yield
        raise FileWriteError("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(undoing, "keep_provenance", keep)
        assert undone(window, searching) == (
            "The reload was undone, but what the file says of its searches and credits may be wrong. The disk is full."
        )
    assert ids_of(layer) == numbers
    if "Undo" in window.buttons():
        assert undone(window, searching) == "The reload was undone already. Nothing was changed."
    assert ids_of(layer) == numbers
    assert reloaded(searching, window, layer) == told, "the file knows what it knew before the reload"

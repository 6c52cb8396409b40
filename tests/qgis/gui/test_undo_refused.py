"""A reload that cannot be undone, or not now: a sentence says why, and nothing is changed."""

from __future__ import annotations

import threading

import pytest
from qgis.core import QgsProject

from ocm_plugin.layers.merging import LayerTakingBack
from ocm_plugin.layers.reloading import layers_of
from ocm_plugin.layers.saving import LayersToSave
from ocm_plugin.layers.undoing import FileUndo
from ocm_plugin.ocm.errors import FileWriteError
from ocm_plugin.ocm.feedback import Feedback

from .conftest import settle
from .few_stations import IDS, few_stations, renamed, served
from .reloads import edit, loaded, reloaded
from .undos import UNDONE, all_of, read_counts, undone


@pytest.fixture
def server(monkeypatch, tmp_path):
    with few_stations(monkeypatch, tmp_path) as server:
        yield server


@pytest.mark.parametrize("geopackage", [False, True])
def test_no_undo_while_a_layer_is_edited_and_the_button_stays(server, searching, window, tmp_path, geopackage):
    layer = loaded(searching, window, tmp_path, geopackage)
    before = all_of(layer)
    served(server, p0=None)
    reloaded(searching, window, layer)
    connections = layers_of(layer, QgsProject.instance()).connections
    assert connections.startEditing()
    assert (
        undone(window, searching)
        == "The layer “Charging stations – connections” is being edited. Save or discard the edits first."
    )
    assert connections.rollBack() and layer.featureCount() == 119
    assert undone(window, searching) == UNDONE and all_of(layer) == before


@pytest.mark.parametrize("geopackage", [False, True])
def test_no_undo_of_a_layer_that_was_reloaded_again_or_is_gone(server, searching, window, tmp_path, geopackage):
    layer = loaded(searching, window, tmp_path, geopackage)
    served(server, p0=None)
    reloaded(searching, window, layer)
    (((number, _),),) = searching.undo._backs.values()
    served(server, p0=None, p1=None)
    reloaded(searching, window, layer)
    assert len(searching.undo._backs) == 1, "the last reload is remembered, and no other"
    telling = searching._telling
    telling.undo_wanted.emit(layer.id(), number)
    assert window.message() == "The layer was reloaded again since. Nothing was undone."
    assert layer.featureCount() == 118
    layer_id = layer.id()
    del layer
    window.wait_for_drawing()
    QgsProject.instance().removeMapLayer(layer_id)
    assert not searching.undo._backs
    telling.undo_wanted.emit(layer_id, number)
    assert window.message() == "The layer is no longer there. Nothing was undone."


def test_an_undo_speaks_of_itself_and_not_of_a_reload(server, searching, window, tmp_path, halted):
    """“Please reload it again” was no way out of an undo, nor were stations being loaded when the project closed."""
    form = searching.open_panel()
    layer = loaded(searching, window, tmp_path, False)
    served(server, p0=None, p3=renamed(3))
    reloaded(searching, window, layer)
    window.press("Undo")
    settle(lambda: halted["begun"])
    edit(layer, IDS[7], name="Mine")
    halted["goes on"] = True
    settle(lambda: bool(window.message()))
    expected = "The layer “Charging stations” was edited meanwhile. Nothing was written. Please try again."
    assert window.message() == expected and window.buttons() == ["Undo"]
    halted.update({"begun": False, "goes on": False})
    window.press("Undo")
    settle(lambda: halted["begun"])
    del layer
    window.clear_project()
    assert form.notice_text.text() == "The project was closed before the work had ended."


def test_editing_begun_while_a_file_is_taken_back_leaves_the_file(server, searching, window, tmp_path, monkeypatch):
    layer = loaded(searching, window, tmp_path, True)
    served(server, p0=None)
    reloaded(searching, window, layer)
    work, begun, may_go_on = FileUndo.work, threading.Event(), threading.Event()

    def edited_before(undo, feedback):
        begun.set()
        may_go_on.wait(20)
        work(undo, feedback)

    monkeypatch.setattr(FileUndo, "work", edited_before)
    window.press("Undo")
    settle(begun.is_set)
    assert layer.startEditing()
    may_go_on.set()
    settle(lambda: bool(window.message()))
    expected = "The layer “Charging stations” is being edited. Nothing was changed. Please try again."
    assert window.message() == expected and window.buttons() == ["Undo"]
    assert layer.rollBack() and layer.featureCount() == 119


def test_no_undo_of_a_temporary_layer_that_was_saved_since(server, searching, window, tmp_path):
    layer = loaded(searching, window, tmp_path, False)
    served(server, p0=None)
    reloaded(searching, window, layer)
    layers = layers_of(layer, QgsProject.instance())
    to_save = LayersToSave(layers)
    path = str(tmp_path / "kept.gpkg")
    to_save.write(path, Feedback())
    to_save.open(path)
    to_save.exchange(path, [each.id() for each in layers.all()])
    assert "lie elsewhere since" in undone(window, searching)
    assert layer.featureCount() == 119


def test_no_undo_of_a_file_that_was_reloaded_through_another_layer(server, searching, window, tmp_path):
    layer = loaded(searching, window, tmp_path, True)
    other = layer.clone()
    QgsProject.instance().addMapLayer(other)
    served(server, p0=None)
    reloaded(searching, window, layer)
    (((number, _),),) = searching.undo._backs.values()
    assert read_counts(layer, other) == [119, 119]
    served(server, p0=None, p1=None)
    reloaded(searching, window, other)
    searching._telling.undo_wanted.emit(layer.id(), number)
    settle(lambda: "was reloaded or replaced since. Nothing was undone." in window.message())
    assert read_counts(layer, other) == [118, 118]


def test_an_undo_that_fails_leaves_the_layer_as_the_reload_left_it(server, searching, window, tmp_path, monkeypatch):
    layer = loaded(searching, window, tmp_path, False)
    before = all_of(layer)
    served(server, p0=None, p3=renamed(3))
    reloaded(searching, window, layer)
    after = all_of(layer)
    whole = LayerTakingBack.write

    def write(merge):
        yield from (step for _, step in zip(range(3), whole(merge)))
        raise FileWriteError("No.")

    monkeypatch.setattr(LayerTakingBack, "write", write)
    assert undone(window, searching) == "No."
    assert all_of(layer) == after
    monkeypatch.undo()
    assert undone(window, searching) == UNDONE
    assert all_of(layer) == before


@pytest.fixture
def halted(monkeypatch):
    """Halts an undo after its first step, until it is told to go on."""
    whole, state = LayerTakingBack.write, {"begun": False, "goes on": False}

    def write(merge):
        steps = whole(merge)
        try:
            yield next(steps)
            state["begun"] = True
            while not state["goes on"]:
                yield
            yield from steps
        finally:
            steps.close()

    monkeypatch.setattr(LayerTakingBack, "write", write)
    return state


def test_a_reload_or_a_decision_in_the_middle_of_an_undo_is_refused_and_the_undo_ends_well(
    server, searching, window, tmp_path, halted
):
    """The undo was dropped without a word: the stations stayed gone, and nothing offered them again."""
    layer = loaded(searching, window, tmp_path, False)
    edit(layer, IDS[3], name="Mine")
    before = all_of(layer)
    served(server, p0=None, p3=renamed(3))
    reloaded(searching, window, layer)
    decided = []
    searching._telling.mine_wanted.disconnect()
    searching._telling.mine_wanted.connect(lambda *arguments: decided.append(arguments))
    window.press("Keep Mine")
    (((number, _),),) = searching.undo._backs.values()
    searching._telling.undo_wanted.emit(layer.id(), number)
    settle(lambda: halted["begun"])
    searching.reloads.reload(layer)
    refused = "A reload is being undone. Reload the layer when that has ended."
    assert window.message() == refused and window.buttons() == []
    searching.reloads._keep_mine(*decided[0])
    assert window.message() == refused and window.buttons() == ["Keep Mine"]
    searching.search(decided[0][0])
    assert searching._task is None and window.message() == refused
    halted["goes on"] = True
    settle(lambda: window.message() == UNDONE)
    assert all_of(layer) == before
    assert "1 gone" in reloaded(searching, window, layer)

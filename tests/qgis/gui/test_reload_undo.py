"""A reload that succeeded can be undone: what was there before is there again, and what was edited since stays."""

from __future__ import annotations

import random
import shutil
import threading

import pytest
from qgis.core import Qgis, QgsFeature, QgsField, QgsGeometry, QgsLayerTreeModel, QgsPointXY, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QVariant
from qgis.PyQt.QtXml import QDomDocument

from ocm_plugin.layers import layer_table, undoing
from ocm_plugin.layers.attribution import attribution_of
from ocm_plugin.layers.geopackage import open_table
from ocm_plugin.layers.layer_rows import plain_value
from ocm_plugin.layers.layer_table import LayerTable
from ocm_plugin.layers.merging import LayerMerge, LayerTakingBack
from ocm_plugin.layers.project import relate_results
from ocm_plugin.layers.reloading import layers_of
from ocm_plugin.layers.saving import LayersToSave
from ocm_plugin.layers.undoing import FileUndo
from ocm_plugin.ocm.errors import FileWriteError
from ocm_plugin.ocm.feedback import Feedback
from tests.ocm_server import faults
from tests.support.merged_files import held as held_by_file

from .conftest import settle
from .few_stations import IDS, few_stations, renamed, served
from .reloads import edit, feature_of, loaded, reloaded

UNDONE = "The reload was undone."


@pytest.fixture
def server(monkeypatch, tmp_path):
    with few_stations(monkeypatch, tmp_path) as server:
        yield server


def undone(window, searching) -> str:
    """Press Undo, and wait: the message."""
    window.press("Undo")
    settle(lambda: bool(window.message()) and not searching._steppings)
    return window.message()


def rows_of(layer: QgsVectorLayer) -> list[tuple]:
    """All rows, without the numbers that temporary layers give them."""
    names = [field.name() for field in layer.fields() if field.name() != "fid"]
    rows = []
    for feature in layer.getFeatures():
        values = [plain_value(feature[name]) for name in names]
        rows.append((*zip(names, values), feature.geometry().asWkt(9)))
    return sorted(rows, key=repr)


def all_of(layer: QgsVectorLayer) -> dict:
    """What layers of stations hold and say."""
    layers = layers_of(layer, QgsProject.instance())
    said = {}
    for table, each in {"stations": layer, **layers.children()}.items():
        document = QDomDocument()
        each.exportNamedMetadata(document, "")
        said[table] = (rows_of(each), document.toString())
    model = QgsLayerTreeModel(QgsProject.instance().layerTreeRoot())
    node = QgsProject.instance().layerTreeRoot().findLayer(layer.id())
    legend = [row.data(0) for row in model.layerLegendNodes(node)] if node is not None else []
    return {**said, "credit": attribution_of(layer), "legend": legend}


def ids_of(layer: QgsVectorLayer) -> dict[int, int]:
    return {feature["ocm_id"]: feature.id() for feature in layer.getFeatures()}


@pytest.mark.parametrize("geopackage", [False, True])
def test_an_undo_brings_everything_back(server, searching, window, tmp_path, geopackage):
    """There was no way back once a reload had succeeded."""
    layer = loaded(searching, window, tmp_path, geopackage)
    assert layer.startEditing() and layer.addAttribute(QgsField("note", QVariant.String)) and layer.commitChanges()
    edit(layer, IDS[0], note="seen on Monday")
    edit(layer, IDS[1], name="Mine")
    before, numbers = all_of(layer), ids_of(layer)
    file = held_by_file(tmp_path / "stations.gpkg") if geopackage else None
    served(server, p2=None, p4=None, p5={"StatusTypeID": 150}, p1=renamed(1), p6={"Connections": []})
    first = reloaded(searching, window, layer)
    assert first == "118 stations: 2 changed, 2 gone, 116 unchanged, 1 kept as you edited it."
    assert window.buttons() == ["Undo", "Take Theirs", "Keep Mine", "Details"]
    after = all_of(layer)
    assert after != before and after["legend"] == before["legend"]
    assert undone(window, searching) == UNDONE
    assert all_of(layer) == before
    now = ids_of(layer)
    if geopackage:
        assert now == numbers and held_by_file(tmp_path / "stations.gpkg") == file
    assert {ocm_id: fid for ocm_id, fid in now.items() if ocm_id not in (IDS[2], IDS[4])}.items() <= numbers.items()
    assert not searching._backs
    assert reloaded(searching, window, layer) == first


@pytest.mark.parametrize("geopackage", [False, True])
def test_stations_that_were_replaced_by_an_empty_answer_come_back(server, searching, window, tmp_path, geopackage):
    layer = loaded(searching, window, tmp_path, geopackage)
    before = all_of(layer)
    server.faults.add(faults.empty_list(), times=None, action="poi")
    searching.reload(layer)
    settle(lambda: "sent no stations" in window.message())
    window.press("Replace")
    settle(lambda: "120 gone" in window.message())
    settle(lambda: not searching._steppings)
    assert layer.featureCount() == 0
    assert undone(window, searching) == UNDONE
    assert layer.featureCount() == 120 and all_of(layer) == before
    server.faults.clear()
    assert reloaded(searching, window, layer) == "120 stations: nothing changed."
    assert "Undo" not in window.buttons()


@pytest.mark.parametrize("geopackage", [False, True])
def test_corrections_that_were_given_up_come_back(server, searching, window, tmp_path, geopackage):
    layer = loaded(searching, window, tmp_path, geopackage)
    edit(layer, IDS[3], name="Mine")
    served(server, p3=renamed(3))
    told = reloaded(searching, window, layer)
    before = all_of(layer)
    window.press("Take Theirs")
    settle(lambda: "1 changed" in window.message() and not searching._steppings)
    assert feature_of(layer, IDS[3])["name"] == "The service's new name"
    assert undone(window, searching) == UNDONE
    assert all_of(layer) == before and feature_of(layer, IDS[3])["name"] == "Mine"
    assert reloaded(searching, window, layer) == told, "the conflict is told again"


def pressed(window, searching, text: str) -> str:
    """Press a button, and wait: the message."""
    window.press(text)
    settle(lambda: bool(window.message()) and not searching._steppings)
    return window.message()


@pytest.mark.parametrize("geopackage", [False, True])
def test_a_reload_can_be_undone_after_keep_mine(server, searching, window, tmp_path, geopackage):
    """The stations that had gone could not be brought back, as the decision had come after."""
    layer = loaded(searching, window, tmp_path, geopackage)
    edit(layer, IDS[3], name="Mine")
    before = all_of(layer)
    served(server, p0=None, p1=None, p3=renamed(3), p5=renamed(5))
    told = reloaded(searching, window, layer)
    assert window.buttons() == ["Undo", "Take Theirs", "Keep Mine", "Details"]
    assert pressed(window, searching, "Keep Mine") == "118 stations: nothing changed."
    assert window.buttons()[0] == "Undo"
    assert undone(window, searching) == UNDONE
    assert all_of(layer) == before and not searching._backs
    assert reloaded(searching, window, layer) == told, "the conflict is told again"


@pytest.mark.parametrize("geopackage", [False, True])
def test_a_decision_can_be_undone_and_then_the_reload(server, searching, window, tmp_path, geopackage):
    """Only the decision could."""
    layer = loaded(searching, window, tmp_path, geopackage)
    edit(layer, IDS[3], name="Mine")
    before = all_of(layer)
    served(server, p0=None, p1=None, p3=renamed(3), p5=renamed(5))
    reloaded(searching, window, layer)
    between = all_of(layer)
    assert "1 changed" in pressed(window, searching, "Take Theirs")
    assert undone(window, searching).startswith("Your decision was undone.")
    assert all_of(layer) == between and window.buttons() == ["Undo"]
    assert undone(window, searching) == UNDONE
    assert all_of(layer) == before and not searching._backs


@pytest.mark.parametrize("geopackage", [False, True])
def test_what_was_edited_after_the_reload_stays(server, searching, window, tmp_path, geopackage):
    served(server, p0=None, p1=None)
    layer = loaded(searching, window, tmp_path, geopackage)
    before = ids_of(layer)
    served(server, p3=renamed(3), p4=renamed(4), p5=None)
    reloaded(searching, window, layer)
    edit(layer, IDS[0], name="Added, and mine")
    edit(layer, IDS[3], name="Changed, and mine")
    assert layer.startEditing()
    point = QgsGeometry.fromPointXY(QgsPointXY(8.5, 50.25))
    assert layer.changeGeometry(feature_of(layer, IDS[6]).id(), point) and layer.commitChanges()
    assert undone(window, searching) == f"{UNDONE} What you edited since stays: 2 rows."
    assert ids_of(layer).keys() == {*before, IDS[0]}, "the other added one goes, the one that went is back"
    names = {place: feature_of(layer, IDS[place])["name"] for place in (0, 3, 4)}
    assert (names[0], names[3]) == ("Added, and mine", "Changed, and mine") and "service" not in names[4]
    assert feature_of(layer, IDS[6]).geometry().asPoint() == QgsPointXY(8.5, 50.25)
    connections = layers_of(layer, QgsProject.instance()).connections
    related = {feature["ocm_id"] for feature in connections.getFeatures()}
    assert IDS[0] in related and IDS[1] not in related and IDS[5] in related
    reloaded(searching, window, layer)
    assert feature_of(layer, IDS[0])["name"] == "Added, and mine", "an edit is known as one afterwards"
    assert feature_of(layer, IDS[3])["name"] == "Changed, and mine"


@pytest.mark.parametrize("geopackage", [False, True])
def test_a_new_station_stays_with_the_row_that_the_user_has_added_beside_it(
    server, searching, window, tmp_path, geopackage
):
    """An undo took the station from under the user's connection."""
    served(server, p0=None, p1=None)
    layer = loaded(searching, window, tmp_path, geopackage)
    served(server)
    reloaded(searching, window, layer)
    connections = layers_of(layer, QgsProject.instance()).connections
    assert connections.startEditing()
    mine = QgsFeature(connections.fields())
    mine["ocm_id"], mine["amps"] = IDS[1], 63
    assert connections.addFeature(mine) and connections.commitChanges()
    undone(window, searching)
    assert ids_of(layer).keys() == set(IDS) - {IDS[0]}
    related = {feature["ocm_id"] for feature in connections.getFeatures()}
    assert IDS[1] in related and IDS[0] not in related


@pytest.mark.parametrize("geopackage", [False, True])
def test_rows_whose_column_was_renamed_since_are_counted(server, searching, window, tmp_path, geopackage):
    layer = loaded(searching, window, tmp_path, geopackage)
    old = feature_of(layer, IDS[3])["name"]
    served(server, p3=renamed(3), p4=None)
    reloaded(searching, window, layer)
    assert layer.startEditing()
    assert layer.renameAttribute(layer.fields().indexOf("name"), "my_name") and layer.commitChanges()
    assert undone(window, searching) == f"{UNDONE} What you edited since stays: 2 rows."
    assert feature_of(layer, IDS[3])["my_name"] == "The service's new name" != old
    assert ids_of(layer).keys() == set(IDS)


def test_rows_are_removed_some_at_a_time(server, searching, window, tmp_path, monkeypatch):
    """All at once they stopped QGIS for a while."""
    layer = loaded(searching, window, tmp_path, False)
    before = all_of(layer)
    removed = []
    whole = LayerTable.remove

    def remove(table):
        count = table._layer.featureCount()
        for undo in whole(table):
            removed.append(count - table._layer.featureCount())
            count = table._layer.featureCount()
            yield undo

    monkeypatch.setattr(layer_table, "SLICE", 50)
    monkeypatch.setattr(LayerTable, "remove", remove)
    served(server, **{f"p{place}": None for place in range(10, 120)})
    reloaded(searching, window, layer)
    if "Replace" in window.buttons():
        window.press("Replace")
        settle(lambda: "110 gone" in window.message() and not searching._steppings)
    assert layer.featureCount() == 10 and max(removed) <= 50 and sum(removed) > 110
    assert undone(window, searching) == UNDONE
    assert all_of(layer) == before


@pytest.mark.parametrize("geopackage", [False, True])
def test_no_undo_while_a_layer_is_edited_and_the_button_stays(server, searching, window, tmp_path, geopackage):
    layer = loaded(searching, window, tmp_path, geopackage)
    before = all_of(layer)
    served(server, p0=None)
    reloaded(searching, window, layer)
    connections = layers_of(layer, QgsProject.instance()).connections
    assert connections.startEditing()
    assert undone(window, searching) == "The layer “Connections” is being edited. Save or discard the edits first."
    assert connections.rollBack() and layer.featureCount() == 119
    assert undone(window, searching) == UNDONE and all_of(layer) == before


@pytest.mark.parametrize("geopackage", [False, True])
def test_no_undo_of_a_layer_that_was_reloaded_again_or_is_gone(server, searching, window, tmp_path, geopackage):
    layer = loaded(searching, window, tmp_path, geopackage)
    served(server, p0=None)
    reloaded(searching, window, layer)
    (((number, _),),) = searching._backs.values()
    served(server, p0=None, p1=None)
    reloaded(searching, window, layer)
    assert len(searching._backs) == 1, "the last reload is remembered, and no other"
    telling = searching._telling
    telling.undo_wanted.emit(layer.id(), number)
    assert window.message() == "The layer was reloaded again since. Nothing was undone."
    assert layer.featureCount() == 118
    layer_id = layer.id()
    del layer
    window.wait_for_drawing()
    QgsProject.instance().removeMapLayer(layer_id)
    assert not searching._backs
    telling.undo_wanted.emit(layer_id, number)
    assert window.message() == "The layer is no longer there. Nothing was undone."


def test_what_could_be_undone_is_offered_in_the_panel_and_forgotten_with_the_project(
    server, searching, window, tmp_path
):
    dialog = searching.open_dialog()
    layer = loaded(searching, window, tmp_path, False)
    served(server, p0=None)
    reloaded(searching, window, layer)
    assert searching._backs
    assert [dialog.offers_layout.itemAt(place).widget().text() for place in range(dialog.offers_layout.count())] == [
        "Undo"
    ]
    (((number, _),),) = searching._backs.values()
    del layer
    window.clear_project()
    assert not searching._backs
    assert window.item() is None and dialog.offers_layout.count() == 0 and dialog.progress_text.text() == ""
    again = loaded(searching, window, tmp_path, False)  # as a project that is reverted brings its layers again
    searching._telling.undo_wanted.emit(again.id(), number)
    assert window.message() == "This reload can no longer be undone."


@pytest.mark.parametrize("geopackage", [False, True])
def test_a_reload_can_be_undone_when_its_message_is_gone(server, searching, window, tmp_path, geopackage):
    """Any later message took the only button away."""
    undoable = []
    searching.undoable_changed.connect(undoable.append)
    layer = loaded(searching, window, tmp_path, geopackage)
    before = all_of(layer)
    served(server, p0=None, p3=renamed(3))
    reloaded(searching, window, layer)
    assert undoable[-1] == {layer.id()}
    searching._messages.show(Qgis.MessageLevel.Info, "Something else.")
    searching._messages.clear()
    searching.undo_reload(layer)
    settle(lambda: window.message() == UNDONE)
    assert all_of(layer) == before and undoable[-1] == set()
    searching.undo_reload(layer)
    assert window.message() == "This reload can no longer be undone."


def test_a_message_about_something_else_stays_when_a_reloaded_layer_goes(server, searching, window, tmp_path):
    layer = loaded(searching, window, tmp_path, False)
    layer_id = layer.id()
    served(server, p0=None)
    reloaded(searching, window, layer)
    searching._messages.show(Qgis.MessageLevel.Info, "Something else.")
    del layer
    window.wait_for_drawing()
    QgsProject.instance().removeMapLayer(layer_id)
    assert not searching._backs and window.message() == "Something else."


def test_an_undo_speaks_of_itself_and_not_of_a_reload(server, searching, window, tmp_path, halted):
    """“Please reload it again” was no way out of an undo, nor were stations being loaded when the project closed."""
    dialog = searching.open_dialog()
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
    assert dialog.progress_text.text() == "The project was closed before the work had ended."


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
    (((number, _),),) = searching._backs.values()
    assert read_counts(layer, other) == [119, 119]
    served(server, p0=None, p1=None)
    reloaded(searching, window, other)
    searching._telling.undo_wanted.emit(layer.id(), number)
    settle(lambda: "was reloaded or replaced since. Nothing was undone." in window.message())
    assert read_counts(layer, other) == [118, 118]


def test_another_layer_of_the_same_file_shows_the_stations_again(server, searching, window, tmp_path):
    layer = loaded(searching, window, tmp_path, True)
    other = layer.clone()
    QgsProject.instance().addMapLayer(other)
    served(server, p0=None)
    reloaded(searching, window, layer)
    assert undone(window, searching) == UNDONE
    assert read_counts(layer, other) == [120, 120]
    said = layer.metadata().abstract()
    assert other.metadata().abstract() == said and "120 stations" in said


def read_counts(*layers: QgsVectorLayer) -> list[int]:
    return [len(list(layer.getFeatures())) for layer in layers]


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
    (((number, _),),) = searching._backs.values()
    searching._telling.undo_wanted.emit(layer.id(), number)
    settle(lambda: halted["begun"])
    searching.reload(layer)
    refused = "A reload is being undone. Reload the layer when that has ended."
    assert window.message() == refused and window.buttons() == []
    searching._keep_mine(*decided[0])
    assert window.message() == refused and window.buttons() == ["Keep Mine"]
    searching.search(decided[0][0])
    assert searching._task is None and window.message() == refused
    halted["goes on"] = True
    settle(lambda: window.message() == UNDONE)
    assert all_of(layer) == before
    assert "1 gone" in reloaded(searching, window, layer)


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
    (((number, _),),) = searching._backs.values()
    served(server, p2=renamed(2))
    reloaded(searching, window, other)
    searching._telling.undo_wanted.emit(layer.id(), number)
    settle(lambda: "was reloaded or replaced since. Nothing was undone." in window.message())
    settle(lambda: not searching._steppings)
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
    (((number, _),),) = searching._backs.values()

    def write(merge):
        yield
        raise FileWriteError("No.")

    served(server, p0=None, p1=None)
    with monkeypatch.context() as patch:
        patch.setattr(LayerMerge, "write", write)
        assert "No." in reloaded(searching, window, layer)
    searching._telling.undo_wanted.emit(layer.id(), number)
    settle(lambda: UNDONE in window.message() and not searching._steppings)
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


def test_temporary_stations_are_undone_without_their_connections(server, searching, window, tmp_path):
    """The user has removed the layer of connections since."""
    layer = loaded(searching, window, tmp_path, False)
    before = rows_of(layer)
    served(server, p0=None, p1=renamed(1))
    reloaded(searching, window, layer)
    window.wait_for_drawing()
    connections_id = layers_of(layer, QgsProject.instance()).connections.id()
    QgsProject.instance().removeMapLayer(connections_id)
    assert undone(window, searching) == UNDONE
    assert rows_of(layer) == before


@pytest.mark.parametrize("geopackage", [False, True])
def test_a_station_that_the_user_has_entered_again_is_not_added_twice(server, searching, window, tmp_path, geopackage):
    layer = loaded(searching, window, tmp_path, geopackage)
    served(server, p0=None)
    reloaded(searching, window, layer)
    assert layer.startEditing()
    mine = QgsFeature(layer.fields())
    mine["ocm_id"], mine["name"] = IDS[0], "Mine"
    assert layer.addFeature(mine) and layer.commitChanges()
    undone(window, searching)
    assert feature_of(layer, IDS[0])["name"] == "Mine"


def without_times(found: QgsVectorLayer | dict, ocm_id: int) -> dict:
    """What layers hold and say, but for the moment at which one station was fetched."""
    told = all_of(found) if isinstance(found, QgsVectorLayer) else found
    rows, metadata = told["stations"]
    kept = [[pair for pair in row if pair[0] != "fetched_at" or ("ocm_id", ocm_id) not in row] for row in rows]
    return {**told, "stations": (kept, metadata)}


class Random:
    """Random edits of layers, as users make them."""

    def __init__(self, layer: QgsVectorLayer, seed: int) -> None:
        self.layer = layer
        self.chance = random.Random(seed)

    def edit(self) -> None:
        chance, layer = self.chance, self.layer
        ocm_id = chance.choice(IDS[:30])
        held = [feature for feature in layer.getFeatures() if feature["ocm_id"] == ocm_id]
        assert layer.startEditing()
        if chance.random() < 0.1 and layer.fields().indexOf("note") < 0:
            layer.addAttribute(QgsField("note", QVariant.String))
        elif held:
            fid = held[0].id()
            column = chance.choice(["name", "phone", *(["note"] if layer.fields().indexOf("note") >= 0 else [])])
            if chance.random() < 0.2:
                layer.changeGeometry(fid, QgsGeometry.fromPointXY(QgsPointXY(chance.choice((7, 9)), 50.5)))
            elif chance.random() < 0.1:
                layer.deleteFeature(fid)
            else:
                layer.changeAttributeValue(fid, layer.fields().indexOf(column), chance.choice(("a", "b", None)))
        assert layer.commitChanges(), layer.commitErrors()

    def served(self, server) -> None:
        changes = {}
        for place in range(30):
            kind = self.chance.random()
            if kind < 0.3:
                changes[f"p{place}"] = None if kind < 0.15 else renamed(place)
        served(server, **changes)


@pytest.mark.parametrize("geopackage", [False, True])
@pytest.mark.parametrize("seed", [1, 2])
def test_random_edits_reloads_and_undos(server, searching, window, tmp_path, geopackage, seed):
    """After an undo at once all is as before; with edits in between, these stay and the rest is as before."""
    layer = loaded(searching, window, tmp_path, geopackage)
    life = Random(layer, seed)
    for _ in range(4):
        for _ in range(life.chance.randrange(4)):
            life.edit()
        before = all_of(layer)
        life.served(server)
        told = reloaded(searching, window, layer)
        if "nothing changed" in told:
            continue
        column = None
        if life.chance.random() < 0.5:
            column = feature_of(layer, IDS[40])["name"]
            edit(layer, IDS[40], name="Edited between")
        assert undone(window, searching) == UNDONE
        if column is not None:
            assert feature_of(layer, IDS[40])["name"] == "Edited between"
            edit(layer, IDS[40], name=column)
            # QGIS writes the whole row, and its times to the second.
            assert without_times(layer, IDS[40]) == without_times(before, IDS[40])
        else:
            assert all_of(layer) == before
        assert reloaded(searching, window, layer) == told

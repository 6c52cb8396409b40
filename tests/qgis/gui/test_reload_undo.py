"""A reload that succeeded can be undone: what was there before is there again, and what was edited since stays."""

from __future__ import annotations

import pytest
from qgis.core import Qgis, QgsFeature, QgsField, QgsGeometry, QgsPointXY, QgsProject
from qgis.PyQt.QtCore import QVariant

from ocm_plugin.layers import layer_table
from ocm_plugin.layers.layer_table import LayerTable
from ocm_plugin.layers.reloading import layers_of
from tests.ocm_server import faults
from tests.support.merged_files import held as held_by_file

from .conftest import settle
from .few_stations import IDS, few_stations, renamed, served
from .reloads import edit, feature_of, loaded, pressed, reloaded
from .undos import UNDONE, all_of, ids_of, read_counts, rows_of, undone


@pytest.fixture
def server(monkeypatch, tmp_path):
    with few_stations(monkeypatch, tmp_path) as server:
        yield server


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
    assert after != before
    assert undone(window, searching) == UNDONE
    assert all_of(layer) == before
    now = ids_of(layer)
    if geopackage:
        assert now == numbers and held_by_file(tmp_path / "stations.gpkg") == file
    assert {ocm_id: fid for ocm_id, fid in now.items() if ocm_id not in (IDS[2], IDS[4])}.items() <= numbers.items()
    assert not searching.undo._backs
    assert reloaded(searching, window, layer).split(" Held since")[0] == first.split(" Held since")[0]


@pytest.mark.parametrize("geopackage", [False, True])
def test_stations_that_were_replaced_by_an_empty_answer_come_back(server, searching, window, tmp_path, geopackage):
    layer = loaded(searching, window, tmp_path, geopackage)
    before = all_of(layer)
    server.faults.add(faults.empty_list(), times=None, action="poi")
    searching.reloads.reload(layer)
    settle(lambda: "sent no stations" in window.message())
    window.press("Replace")
    settle(lambda: "120 gone" in window.message())
    settle(lambda: not searching.work.goes_on)
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
    settle(lambda: "1 changed" in window.message() and not searching.work.goes_on)
    assert feature_of(layer, IDS[3])["name"] == "The service's new name"
    assert undone(window, searching) == UNDONE
    assert all_of(layer) == before and feature_of(layer, IDS[3])["name"] == "Mine"
    # What has just been brought is held, and is merged again.
    again = reloaded(searching, window, layer).split(" Held since")[0]
    assert again == told.split(" Held since")[0], "the conflict is told again"


@pytest.mark.parametrize("geopackage", [False, True])
def test_a_reload_can_be_undone_after_keep_mine(server, searching, window, tmp_path, geopackage):
    """The stations that had gone could not be brought back, as the decision had come after."""
    layer = loaded(searching, window, tmp_path, geopackage)
    edit(layer, IDS[3], name="Mine")
    before = all_of(layer)
    served(server, p0=None, p1=None, p3=renamed(3), p5=renamed(5))
    told = reloaded(searching, window, layer)
    assert window.buttons() == ["Undo", "Take Theirs", "Keep Mine", "Details"]
    assert pressed(window, searching, "Keep Mine").startswith("1 value stays as you edited it.")
    assert window.buttons()[0] == "Undo"
    assert undone(window, searching) == UNDONE
    assert all_of(layer) == before and not searching.undo._backs
    # What has just been brought is held, and is merged again.
    again = reloaded(searching, window, layer).split(" Held since")[0]
    assert again == told.split(" Held since")[0], "the conflict is told again"


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
    assert all_of(layer) == before and not searching.undo._backs


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
        settle(lambda: "110 gone" in window.message() and not searching.work.goes_on)
    assert layer.featureCount() == 10 and max(removed) <= 50 and sum(removed) > 110
    assert undone(window, searching) == UNDONE
    assert all_of(layer) == before


def test_what_could_be_undone_is_offered_in_the_panel_and_forgotten_with_the_project(
    server, searching, window, tmp_path
):
    form = searching.open_panel()
    layer = loaded(searching, window, tmp_path, False)
    served(server, p0=None)
    reloaded(searching, window, layer)
    assert searching.undo._backs
    assert [form.offers_layout.itemAt(place).widget().text() for place in range(form.offers_layout.count())] == ["Undo"]
    (((number, _),),) = searching.undo._backs.values()
    del layer
    window.clear_project()
    assert not searching.undo._backs
    assert window.item() is None and form.offers_layout.count() == 0 and not form.notice.isVisible()
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
    searching.undo.undo_last(layer)
    settle(lambda: window.message() == UNDONE)
    assert all_of(layer) == before and undoable[-1] == set()
    searching.undo.undo_last(layer)
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
    assert not searching.undo._backs and window.message() == "Something else."


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

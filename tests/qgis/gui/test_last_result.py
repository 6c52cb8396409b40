"""A search in the place of the last result: that goes, can be brought back, and stays where the user has edited it."""

from __future__ import annotations

import gc

import pytest
from qgis.core import QgsField, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QVariant

from ocm_plugin.ocm.search.areas import World
from ocm_plugin.ocm.search.search import Search
from tests.ocm_server import faults

from .conftest import no_task_runs, settle
from .results import request, spatial_layers, stations

FIRST = Search(area=World(), max_results=40)
SECOND = Search(area=World(), max_results=60)


def run(searching, window, search: Search, **changes) -> QgsVectorLayer:
    """Run a search to its end: the layer that it has brought."""
    window.bar.clearWidgets()
    searching.search(request(search, **changes))
    settle(lambda: f"{search.max_results} stations loaded" in window.message())
    settle(no_task_runs)
    window.wait_for_drawing()
    gc.collect()  # what is only known to Python is gone, as it is when a user clicks later
    return next(layer for layer in spatial_layers() if layer.featureCount() == search.max_results)


def counts() -> list[int]:
    return sorted(layer.featureCount() for layer in spatial_layers())


def test_the_next_result_replaces_the_last_one_with_all_its_tables(server, searching, window):
    first = run(searching, window, FIRST)
    name = first.name()
    tables = len(QgsProject.instance().mapLayers())
    run(searching, window, SECOND, replaces=True)
    assert f"They replace “{name}”." in window.message()
    assert counts() == [60] and len(QgsProject.instance().mapLayers()) == tables
    (group,) = QgsProject.instance().layerTreeRoot().children()
    assert group.name() == name, "its group has gone too, and left its name"


def test_undo_brings_it_back_with_its_look_and_the_new_one_goes(server, searching, window):
    form = searching.open_panel()
    first = run(searching, window, FIRST)
    first_id = first.id()
    first.setName("Mine")
    first.setOpacity(0.5)
    run(searching, window, SECOND, replaces=True)
    del first
    gc.collect()
    window.press("Undo")
    window.wait_for_drawing()
    assert counts() == [40] and stations().id() == first_id
    assert stations().name() == "Mine" and stations().opacity() == 0.5
    assert window.message() == "“Mine” is back."
    # The panel went on to say that the other stations replace these.
    assert form.notice_text.text() == "“Mine” is back."
    assert QgsProject.instance().relationManager().referencedRelations(stations()), "its connections are related again"
    run(searching, window, SECOND, replaces=True)
    assert counts() == [60], "what was brought back is the last result again"


def test_without_the_option_both_stay(server, searching, window):
    run(searching, window, FIRST)
    run(searching, window, SECOND)
    assert counts() == [40, 60] and "replace" not in window.message()
    run(searching, window, Search(area=World(), max_results=80), replaces=True)
    assert counts() == [40, 80], "only the last one is replaced"


def correct_a_name(layer):
    layer.startEditing()
    place = layer.fields().indexOf("name")
    layer.changeAttributeValue(next(layer.getFeatures()).id(), place, "My own name")
    assert layer.commitChanges()


def begin_an_edit(layer):
    layer.startEditing()


def add_a_column(layer):
    layer.dataProvider().addAttributes([QgsField("notes", QVariant.String)])
    layer.updateFields()


def delete_a_row(layer):
    layer.startEditing()
    layer.deleteFeature(next(layer.getFeatures()).id())
    assert layer.commitChanges()
    layer.startEditing()
    assert layer.commitChanges()


@pytest.mark.parametrize("edit", [correct_a_name, begin_an_edit, add_a_column, delete_a_row])
def test_what_the_user_has_edited_stays_until_they_say_otherwise(server, searching, window, edit):
    first = run(searching, window, FIRST)
    edit(first)
    held = first.featureCount()
    second = run(searching, window, SECOND, replaces=True)
    assert counts() == [held, 60]
    assert f"“{first.name()}” stays: you have edited or saved it." in window.message()
    window.press("Remove It")
    if first.isEditable():
        assert "is being edited" in window.message() and counts() == [held, 60]
        first.rollBack()
        window.press("Remove It")
    window.wait_for_drawing()
    assert counts() == [60] and "was removed" in window.message()
    window.press("Undo")
    window.wait_for_drawing()
    assert counts() == [held], "the edited layer is back, with the edit"
    assert second.id() not in QgsProject.instance().mapLayers()


def test_an_edit_of_the_connections_counts_too(server, searching, window):
    run(searching, window, FIRST)
    (connections,) = (layer for layer in QgsProject.instance().mapLayers().values() if not layer.isSpatial())
    correct = connections.fields().indexOf("comments")
    connections.startEditing()
    connections.changeAttributeValue(next(connections.getFeatures()).id(), correct, "Behind the house")
    assert connections.commitChanges()
    run(searching, window, SECOND, replaces=True)
    assert counts() == [40, 60]


def test_a_result_edited_after_it_has_replaced_another_survives_undo(server, searching, window):
    run(searching, window, FIRST)
    second = run(searching, window, SECOND, replaces=True)
    correct_a_name(second)
    window.press("Undo")
    window.wait_for_drawing()
    assert counts() == [40, 60] and "stays: you have edited" in window.message()


def test_one_that_the_user_has_removed_is_nothing_to_replace(server, searching, window):
    first = run(searching, window, FIRST)
    QgsProject.instance().removeMapLayer(first.id())
    run(searching, window, SECOND, replaces=True)
    assert counts() == [60] and "replace" not in window.message()


def test_undo_after_the_project_was_closed_does_nothing(server, searching, window):
    run(searching, window, FIRST)
    run(searching, window, SECOND, replaces=True)
    window.clear_project()
    window.press("Undo")
    assert not QgsProject.instance().mapLayers()


def test_the_file_of_a_result_stays_where_it_is(server, searching, window, tmp_path):
    path = tmp_path / "first.gpkg"
    run(searching, window, FIRST, geopackage=str(path))
    run(searching, window, SECOND, replaces=True)
    assert counts() == [60] and path.exists()
    window.press("Undo")
    window.wait_for_drawing()
    assert counts() == [40]


def test_it_is_chosen_beside_a_new_layer(server, searching, window):
    form = searching.open_panel()
    texts = [form.output.itemText(row) for row in range(form.output.count())]
    assert texts == ["A new temporary layer", "In place of the last result", "A GeoPackage"]
    run(searching, window, FIRST)
    window.bar.clearWidgets()
    form.output.setCurrentIndex(1)
    form.area_widgets.show_kind("world")
    settle(form.search_button.isEnabled)
    assert form.request().replaces and not form.output_file.isVisible()
    form._search(is_sure=True)
    settle(lambda: "They replace" in window.message())
    assert counts() == [1200]


def test_an_edit_made_while_the_stations_came_counts_too(server, searching, window):
    server.faults.add(faults.delay(3.0), after=1, times=1, action="poi")
    searching.search(request())
    settle(lambda: searching._arriving is not None and searching._arriving.is_shown)
    correct_a_name(stations())
    settle(lambda: "1,200 stations loaded" in window.message())
    run(searching, window, SECOND, replaces=True)
    assert counts() == [60, 1200]

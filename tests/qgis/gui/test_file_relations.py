"""A GeoPackage of a search, added again by hand: as a search leaves it, and without the path of its maker."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from qgis.core import (
    QgsAttributeEditorContainer,
    QgsAttributeEditorElement,
    QgsAttributeEditorRelation,
    QgsField,
    QgsProject,
    QgsVectorLayer,
)

from ocm_plugin.gui.file_relations import FileRelations
from ocm_plugin.gui.tasks import Tasks
from ocm_plugin.layers.form_topics import station_tabs
from ocm_plugin.layers.keywords import relation_id
from ocm_plugin.ocm.search.areas import World
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.ocm.tables.schema import COMMENTS, CONNECTIONS, MEDIA
from ocm_plugin.qgis_support.compat import FIELD_TYPES

from .conftest import no_task_runs, settle
from .results import demo_stations, shown_in_form, tip
from .results import request as search_request

SEARCH = Search(area=World(), include_comments=True)


@pytest.fixture(params=["searched", "saved"])
def path(request, window, tasks, sharing, tmp_path) -> Path:
    """The invented stations in a file: by a search, or saved from a temporary layer; the project is empty again."""
    folder = tmp_path / "secret-folder"
    folder.mkdir()
    path = folder / "kept.gpkg"
    geopackage = str(path) if request.param == "searched" else ""
    layer = demo_stations(window, tasks, search_request(SEARCH, geopackage=geopackage))
    if request.param == "saved":
        sharing.save_to(layer, str(path))
        settle(lambda: window.message() == "Saved as kept.gpkg.")
    settle(no_task_runs)
    window.clear_project()
    return path


def table(path: Path, name: str) -> QgsVectorLayer:
    return QgsVectorLayer(f"{path}|layername={name}", name, "ogr")


def add(*layers: QgsVectorLayer) -> None:
    QgsProject.instance().addMapLayers(layers)
    settle()
    settle()


def related() -> list[tuple[str, str]]:
    """Referenced and referencing layers of the relations."""
    found = QgsProject.instance().relationManager().relations().values()
    assert all(relation.isValid() for relation in found)
    return sorted((relation.referencedLayerId(), relation.referencingLayerId()) for relation in found)


def test_the_file_names_no_place_and_no_other_layer(path):
    with closing(sqlite3.connect(path)) as file:
        styles = file.execute("SELECT f_table_name, styleQML FROM layer_styles").fetchall()
    assert {table for table, _ in styles} == {"stations", CONNECTIONS, COMMENTS, MEDIA}
    assert [qml for _, qml in styles if "secret-folder" in qml or "<relation " in qml] == []
    content = b"".join(part.read_bytes() for part in path.parent.iterdir())
    assert b"secret-folder" not in content


def test_added_by_hand_it_is_as_after_a_search(relations, path):
    stations, connections = table(path, "stations"), table(path, CONNECTIONS)
    add(stations, connections)
    assert set(QgsProject.instance().mapLayers()) == {stations.id(), connections.id()}
    assert related() == [(stations.id(), connections.id())]
    assert relation_id(CONNECTIONS, stations.id()) in shown_in_form(stations)
    assert "How sure" in tip(stations)
    (relation,) = QgsProject.instance().relationManager().referencedRelations(stations)
    assert sum(1 for row in relation.getRelatedFeatures(next(stations.getFeatures()))) > 0
    titles = [tab.title for tab in station_tabs()]
    assert [tab.name() for tab in stations.editFormConfig().tabs()] == titles


def test_one_after_the_other_and_never_twice(relations, path):
    stations, connections, comments = table(path, "stations"), table(path, CONNECTIONS), table(path, COMMENTS)
    add(connections)
    assert related() == []
    add(stations)
    add(comments)
    expected = sorted([(stations.id(), connections.id()), (stations.id(), comments.id())])
    assert related() == expected
    add(table(path, COMMENTS))
    assert related() == expected
    again = table(path, "stations")
    add(again)
    assert [pair for pair in related() if pair[0] != again.id()] == expected
    assert len(related()) == 4
    # Comments are text: the third table never came.
    assert shown_in_form(stations) == [relation_id(CONNECTIONS, stations.id())]


def test_a_form_of_the_persons_own_gets_the_tab_only(relations, path):
    stations = table(path, "stations")
    config = stations.editFormConfig()
    config.clearTabs()
    stations.setEditFormConfig(config)
    add(stations, table(path, CONNECTIONS))
    assert [tab.name() for tab in stations.editFormConfig().tabs()] == ["Connections", "Correct Connections"]
    assert shown_in_form(stations) == [relation_id(CONNECTIONS, stations.id())]


def change_tabs(stations: QgsVectorLayer, change: Callable[[QgsAttributeEditorContainer], object]) -> None:
    """Change the tabs of a form as its user may."""
    config = stations.editFormConfig()
    config.setLayout(config.layout())
    for tab in config.tabs():
        change(tab)
    stations.setEditFormConfig(config)


def test_a_tab_may_be_renamed(relations, path):
    """Places of related rows were found by the title of their tab: renamed or translated, a second tab came."""
    stations = table(path, "stations")
    change_tabs(stations, lambda tab: tab.setName(f"{tab.name()} (mine)"))
    add(stations, table(path, CONNECTIONS))
    assert [tab.name() for tab in stations.editFormConfig().tabs()] == [f"{tab.title} (mine)" for tab in station_tabs()]
    assert relation_id(CONNECTIONS, stations.id()) in shown_in_form(stations)


def test_a_form_of_the_first_versions_gets_its_rows_too(relations, path):
    """Its places of related rows do not say for which table they are."""

    stations = table(path, "stations")
    config = stations.editFormConfig()
    config.clearTabs()
    for title in ("Overview", "Connections", "Comments"):
        tab = QgsAttributeEditorContainer(title, config.invisibleRootContainer())
        if title != "Overview":
            place = QgsAttributeEditorRelation("", tab)
            place.setRelationEditorConfiguration({"buttons": "NoButton", "show_first_feature": True})
            tab.addChildElement(place)
        config.addTab(tab)
    stations.setEditFormConfig(config)
    add(stations, table(path, CONNECTIONS), table(path, COMMENTS))
    assert [tab.name() for tab in stations.editFormConfig().tabs()] == ["Overview", "Connections", "Comments"]
    assert shown_in_form(stations) == sorted(relation_id(name, stations.id()) for name in (CONNECTIONS, COMMENTS))


def test_a_column_that_the_user_adds_comes_into_the_form(relations, path):
    stations = table(path, "stations")
    add(stations)
    stations.startEditing()
    assert stations.addAttribute(QgsField("mine", FIELD_TYPES["text"]))
    settle()
    fields = QgsAttributeEditorElement.AttributeEditorType.AeTypeField
    shown = [element.name() for element in stations.editFormConfig().invisibleRootContainer().findElements(fields)]
    assert shown.count("mine") == 1
    # Like the fields before it: their headings stand above them.
    assert stations.editFormConfig().labelOnTop(stations.fields().indexOf("mine"))
    relations.stop()
    assert stations.addAttribute(QgsField("more", FIELD_TYPES["text"]))
    settle()
    relations.start()
    shown = [element.name() for element in stations.editFormConfig().invisibleRootContainer().findElements(fields)]
    assert "more" not in shown
    stations.rollBack()


def test_layers_of_others_are_left_alone(relations, path):
    stations, connections = table(path, "stations"), table(path, CONNECTIONS)
    for layer in (stations, connections):
        metadata = layer.metadata()
        metadata.setKeywords({})
        layer.setMetadata(metadata)
    add(stations, connections)
    assert related() == []


def test_a_project_keeps_the_relations_it_was_saved_with(relations, path, tmp_path):
    add(table(path, "stations"), table(path, CONNECTIONS))
    project = QgsProject.instance()
    file = str(tmp_path / "project.qgz")
    assert project.write(file)
    expected = related()
    assert project.read(file)
    settle()
    assert related() == expected
    project.relationManager().clear()
    assert project.write(file) and project.read(file)
    settle()
    settle()
    assert related() == [] and not project.isDirty()


def test_after_stopping_nothing_happens(window, path):
    relations = FileRelations(Tasks())
    relations.start()
    relations.stop()
    add(table(path, "stations"), table(path, CONNECTIONS))
    assert related() == []


def test_a_project_saved_into_the_file_brings_looks_and_relations_without_the_plugin(window, tasks, tmp_path):
    """QGIS keeps relations in projects only. Saved into the file (*Project ▸ Save To*), they go with it."""
    folder = tmp_path / "mine"
    folder.mkdir()
    demo_stations(window, tasks, search_request(SEARCH, geopackage=str(folder / "kept.gpkg")))
    settle(no_task_runs)
    project = QgsProject.instance()
    assert project.write(f"geopackage:{folder / 'kept.gpkg'}?projectName=stations")
    window.clear_project()
    folder = folder.rename(tmp_path / "theirs")
    opened = QgsProject()
    assert opened.read(f"geopackage:{folder / 'kept.gpkg'}?projectName=stations")
    # Without the base map of the demo, which comes with QGIS.
    layers = [layer for layer in opened.mapLayers().values() if "World outlines" not in layer.name()]
    assert len(layers) == 4 and all(layer.isValid() and str(folder) in layer.source() for layer in layers)
    found = opened.relationManager().relations().values()
    assert len(found) == 3 and all(relation.isValid() for relation in found)

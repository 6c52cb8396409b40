"""A layer in PostGIS, reloaded: numbers of rows, selection and edits stay, and each refusal is a sentence."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from qgis.core import QgsDataSourceUri, QgsProject, QgsVectorLayer
from qgis.PyQt.QtWidgets import QMenu

from ocm_plugin.layers.reloading import layers_of
from ocm_plugin.qgis_support.schema_place import SchemaPlace
from tests.support.postgis import connection_of, named, new_schema, rows
from tests.support.postgres import OWNER, READER

from .conftest import settle
from .few_stations import IDS, N, few_stations, renamed, served
from .reloads import edit, feature_of, loaded, pressed, reloaded


@pytest.fixture
def server(monkeypatch, tmp_path):
    with few_stations(monkeypatch, tmp_path) as server:
        yield server


@pytest.fixture
def schema() -> str:
    return new_schema()


@pytest.fixture
def layer(server, searching, sharing, window, tmp_path, postgres, schema) -> Iterator[QgsVectorLayer]:
    """The result of a search, saved in PostGIS."""
    layer = loaded(searching, window, tmp_path, False)
    with connection_of(postgres, "Stadt") as name:
        sharing.save_to_schema(layer, SchemaPlace(name, schema))
        settle(lambda: "Saved as" in window.message())
        window.bar.clearWidgets()
        yield layer


def test_rows_edits_and_selection_stay(server, searching, window, layer, postgres, schema) -> None:
    """Also what the user wrote straight into the database; connections that are not in the project follow as well."""
    numbers = {feature["ocm_id"]: feature.id() for feature in layer.getFeatures()}
    edit(layer, IDS[5], name="My own name")
    layer.selectByIds([numbers[IDS[7]]])
    connections = layers_of(layer, QgsProject.instance()).connections
    QgsProject.instance().removeMapLayer(connections.id())
    served(server, p0=None, p7=renamed(7))
    told = reloaded(searching, window, layer)
    assert "1 changed" in told and "1 gone" in told
    assert feature_of(layer, IDS[5])["name"] == "My own name"
    assert feature_of(layer, IDS[7])["name"] == "The service's new name"
    assert layer.selectedFeatureIds() == [numbers[IDS[7]]]
    del numbers[IDS[0]]
    assert {feature["ocm_id"]: feature.id() for feature in layer.getFeatures()} == numbers
    assert layer.featureCount() == N - 1
    assert IDS[0] not in {ocm_id for (ocm_id,) in rows(postgres, schema, "ocm_connections", "ocm_id")}


def test_a_layer_that_is_edited_is_left_alone(server, searching, window, layer) -> None:
    assert layer.startEditing()
    searching.reloads.reload(layer)
    settle(lambda: bool(window.message()))
    assert "is being edited" in window.message()
    layer.rollBack()


@pytest.mark.parametrize("way", ["reader", "gone"])
def test_refusals_are_sentences_and_change_nothing(server, searching, window, layer, postgres, way) -> None:
    """A role that may only read, as the project of a colleague has it, and a server that has gone."""
    before = {feature.id(): feature["name"] for feature in layer.getFeatures()}
    served(server, p7=renamed(7))
    if way == "reader":
        uri = QgsDataSourceUri(layer.source())
        uri.setUsername(READER)
        uri.setPassword(postgres.passwords[READER])
        layer.setDataSource(uri.uri(False), layer.name(), "postgres")
    if way == "gone":
        postgres.stop()
    try:
        told = reloaded(searching, window, layer)
    finally:
        if way == "gone":
            postgres.start()
    assert ("you may read only" if way == "reader" else "cannot be reached") in told
    assert postgres.passwords[OWNER] not in told and postgres.passwords[READER] not in told
    layer.dataProvider().reloadData()
    assert {feature.id(): feature["name"] for feature in layer.getFeatures()} == before


def test_a_reload_is_undone_but_for_what_others_have_edited_since(server, searching, window, layer, postgres, schema):
    before = {feature["ocm_id"]: (feature.id(), feature["name"]) for feature in layer.getFeatures()}
    served(server, p0=None, p5=renamed(5), p7=renamed(7))
    reloaded(searching, window, layer)
    assert layer.featureCount() == N - 1
    place = named(schema, "stations").replace("%", "%%")
    postgres.run(f"UPDATE {place} SET name = 'Right' WHERE ocm_id = %s", IDS[7])
    told = pressed(window, searching, "Undo")
    assert "undone" in told
    after = {feature["ocm_id"]: (feature.id(), feature["name"]) for feature in layer.getFeatures()}
    assert after == {**before, IDS[7]: (before[IDS[7]][0], "Right")}


def test_the_changes_of_any_reload_are_shown_also_in_another_session(
    server, searching, window, layer, postgres, schema
):
    """The list lies in the database: a colleague sees it, who may only read."""
    served(server, p0=None, p5=renamed(5))
    reloaded(searching, window, layer)
    searching.changes.forget([layer.id()])
    uri = QgsDataSourceUri(layer.source())
    uri.setUsername(READER)
    uri.setPassword(postgres.passwords[READER])
    layer.setDataSource(uri.uri(False), layer.name(), "postgres")
    menu = QMenu()
    searching.changes.fill_menu(layer, menu)
    settle(lambda: "1 changed" in menu.actions()[0].text())
    menu.actions()[0].trigger()
    settle(lambda: any(each.name() == "Changes" for each in QgsProject.instance().mapLayers().values()))
    (shown,) = QgsProject.instance().mapLayersByName("Changes")
    assert {feature["ocm_id"]: feature["change"] for feature in shown.getFeatures()} == {
        IDS[0]: "gone",
        IDS[5]: "other",
    }

"""The plugin's words in a layer follow the language of QGIS when the layer is reloaded; the user's own stay."""

from __future__ import annotations

import pytest
from qgis.core import QgsAttributeEditorContainer, QgsEditorWidgetSetup, QgsProject
from qgis.gui import QgsGui

from ocm_plugin.layers.build import STATIONS, StationLayers
from ocm_plugin.layers.layer_words import LANGUAGE, remember_language, renew_words
from ocm_plugin.ocm.tables.schema import TABLES
from ocm_plugin.ocm.translation import language, tr
from ocm_plugin.qgis_support.compat import markup_of
from ocm_plugin.qgis_support.translation import language_named
from tests.support.german import german
from tests.support.made_stations import comment, connection, media_item, station
from tests.support.result_layers import layers_of


@pytest.fixture(scope="module", autouse=True)
def _editors(qgis_app):
    QgsGui.editorWidgetRegistry().initEditors()


def made() -> StationLayers:
    """The layers of a result, in the language that is spoken."""
    site = station(
        connection(id=1), comments=(comment(id=1),), media=(media_item(id=1, url="https://example.org/1.jpg"),)
    )
    layers = layers_of([site])
    for layer in layers.all():
        remember_language(layer)
    return layers


def renew(layers: StationLayers) -> None:
    for table, layer in layers.tables().items():
        renew_words(layer, table)


def titles(container: QgsAttributeEditorContainer) -> list[str]:
    boxes = [each for each in container.children() if isinstance(each, QgsAttributeEditorContainer)]
    return [title for box in boxes for title in (box.name(), *titles(box))]


def words(layers: StationLayers) -> dict[str, object]:
    """All words of a result's layers."""
    found: dict[str, object] = {"map tip": layers.stations.mapTipTemplate()}
    for table, layer in layers.tables().items():
        found[f"form of {table}"] = titles(layer.editFormConfig().invisibleRootContainer())
        found[f"name of {table}"] = layer.displayExpression()
        for field in TABLES[table]:
            index = layer.fields().indexOf(field.name)
            found[f"{table}.{field.name}"] = layer.attributeAlias(index), layer.editorWidgetSetup(index).config()
        found[f"texts of {table}"] = texts(layer.editFormConfig().invisibleRootContainer())
    return found


def texts(container: QgsAttributeEditorContainer) -> list[str]:
    """What places for markup hold."""
    found = []
    for element in container.children():
        is_container = isinstance(element, QgsAttributeEditorContainer)
        found += texts(element) if is_container else filter(None, [markup_of(element)])
    return found


@pytest.fixture
def english(empty_project) -> StationLayers:
    return made()


def test_every_word_of_a_layer_follows_the_language(english):
    """Form and map tip stayed English after a reload in German, beside a legend and messages in German."""
    in_english = words(english)
    with german():
        renew(english)
        assert words(english) == words(made())
        assert english.stations.customProperty(LANGUAGE) == language().code == "de"
        assert words(english) != in_english
    renew(english)
    assert words(english) == in_english


def test_what_users_have_written_stays(english):
    stations = english.stations
    name, state = (stations.fields().indexOf(field) for field in ("name", "status_class"))
    stations.setFieldAlias(name, "Mine")
    stations.setMapTipTemplate("<b>[% name %]</b>")
    config = dict(stations.editorWidgetSetup(state).config())
    config["map"] = [{"Runs": "operational"}, *config["map"][1:]]
    stations.setEditorWidgetSetup(state, QgsEditorWidgetSetup("ValueMap", config))
    form = stations.editFormConfig()
    form.setLayout(form.layout())
    form.tabs()[1].setName("My tab")
    stations.setEditFormConfig(form)
    with german():
        renew(english)
        shown = [label for entry in stations.editorWidgetSetup(state).config()["map"] for label in entry]
        assert shown[:2] == ["Runs", tr("Partly operational")]
    assert stations.attributeAlias(name) == "Mine"
    assert stations.mapTipTemplate() == "<b>[% name %]</b>"
    assert "My tab" in titles(stations.editFormConfig().invisibleRootContainer())


def test_a_value_map_of_the_user_s_own_kind_stays(english):
    stations = english.stations
    state = stations.fields().indexOf("status_class")
    for config in ({"map": {"Runs": "operational"}}, {"map": []}, {}):
        stations.setEditorWidgetSetup(state, QgsEditorWidgetSetup("ValueMap", config))
        remember_language(stations)
        with german():
            renew_words(stations, STATIONS)
        assert stations.editorWidgetSetup(state).config() == config
        stations.setCustomProperty(LANGUAGE, "en")


def test_layers_of_a_project_know_their_language(english, tmp_path):
    """A project that was saved in one language and opened in another."""
    path = str(tmp_path / "project.qgz")
    ids = {table: layer.id() for table, layer in english.tables().items()}
    project = QgsProject.instance()
    assert project.write(path)
    project.clear()
    with german():
        assert project.read(path)
        for table, layer_id in ids.items():
            renew_words(project.mapLayer(layer_id), table)
        again = StationLayers(*(project.mapLayer(layer_id) for layer_id in ids.values()))
        assert words(again) == words(made())


def test_a_language_that_is_not_known_is_left_alone(english):
    english.stations.setCustomProperty(LANGUAGE, "tlh")
    before = words(english)
    with german():
        renew_words(english.stations, STATIONS)
    assert words(english) == before
    assert language_named("tlh") is None and language_named("") is None


def test_german_can_be_asked_while_english_is_spoken():
    other = language_named("de")
    assert other.text("Open Charge Map’s text that no file has", "", None) == "Open Charge Map’s text that no file has"
    assert other.text("&Options…", "", None) != "&Options…"
    assert tr("&Options…") == "&Options…"
    assert other.text("{n} station", "{n} stations", 2) == "{n} Ladestationen"
    assert other.date_pattern() == "dd.MM.yyyy"


def test_a_new_layer_remembers_its_language(english):
    with german():
        remember_language(english.stations)
    assert english.stations.customProperty(LANGUAGE) == "de"

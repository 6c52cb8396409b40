"""Actions in the context menu of our layers, and of no other."""

from __future__ import annotations

import pytest
from qgis.core import QgsProject, QgsVectorLayer

from ocm_plugin.gui import analysing
from ocm_plugin.gui.analysing import analyse, fill_menu, filled_in
from ocm_plugin.gui.layer_actions import LayerActions
from ocm_plugin.gui.messages import Messages
from ocm_plugin.layers.build import StationLayers
from ocm_plugin.layers.relations import relate
from ocm_plugin.processing.analysis_algorithm import ANALYSIS, StationsAlgorithm
from ocm_plugin.processing.provider import ALGORITHMS

from .conftest import settle
from .made_layers import credit, station_layer

RELOAD, UNDO = 4, 5
"""The place of *Undo Reload*."""


@pytest.fixture
def actions(window):
    actions = LayerActions(window)
    actions.start()
    yield actions
    actions.stop()


def add(layer: QgsVectorLayer) -> QgsVectorLayer:
    QgsProject.instance().addMapLayer(layer)
    settle()
    return layer


def test_only_our_layers_have_them(actions, window):
    other = add(QgsVectorLayer("Point?crs=EPSG:4326&field=ocm_id:integer", "other", "memory"))
    assert window.layer_actions == {}
    ours = add(station_layer(credit(1, "Nobil")))
    assert len(window.layer_actions) == len(actions.actions)
    assert all(layers == [ours.id()] for layers in window.layer_actions.values())
    window.setActiveLayer(other)
    assert not any(action.isEnabled() for action in actions.actions)
    window.setActiveLayer(ours)
    assert all(action.isEnabled() for action in actions.actions if action is not actions.actions[UNDO])
    assert not actions.actions[UNDO].isEnabled(), "nothing was reloaded"


def test_removed_layers_are_forgotten(actions, window):
    first, second = add(station_layer(credit(1, "Nobil"))), add(station_layer(credit(1, "Nobil")))
    QgsProject.instance().removeMapLayer(first.id())
    settle()
    assert all(layers == [second.id()] for layers in window.layer_actions.values())


def test_layers_that_were_there_before_have_them_too(window):
    ours = add(station_layer(credit(1, "Nobil")))
    actions = LayerActions(window)
    actions.start()
    assert all(layers == [ours.id()] for layers in window.layer_actions.values())
    actions.stop()
    assert window.layer_actions == {}


def heard_of(actions) -> list[str]:
    """The ids of the layers with which something is wanted from now on."""
    wanted = []
    for signal in (
        actions.share_kml_wanted,
        actions.share_web_page_wanted,
        actions.save_wanted,
        actions.save_to_postgis_wanted,
        actions.reload_wanted,
    ):
        signal.connect(lambda layer: wanted.append(layer.id()))
    return wanted


def test_they_act_on_the_active_layer(actions, window):
    ours = add(station_layer(credit(1, "Nobil")))
    window.setActiveLayer(ours)
    wanted = heard_of(actions)
    for action in actions.actions[:UNDO]:
        action.trigger()
    assert wanted == [ours.id()] * UNDO


@pytest.fixture
def connections(window):
    """A result of two layers in the project: the table, its stations, and their relation."""
    stations = station_layer(credit(1, "Nobil"))
    table = QgsVectorLayer("None?field=ocm_id:integer&field=conn_id:integer", "Connections", "memory")
    table.setMetadata(stations.metadata())
    QgsProject.instance().addMapLayers([stations, table])
    relate(StationLayers(stations, table, None, None), QgsProject.instance())
    settle()
    return table


def test_on_connections_they_act_on_the_stations(actions, window, connections):
    """Reload, style and share took the table for stations, and failed."""
    (stations,) = QgsProject.instance().mapLayersByName("Charging stations")
    wanted = heard_of(actions)
    window.setActiveLayer(connections)
    assert all(action.isEnabled() for action in actions.actions if action is not actions.actions[UNDO])
    assert not actions.actions[UNDO].isEnabled(), "nothing was reloaded"
    for action in actions.actions[:UNDO]:
        action.trigger()
    assert wanted == [stations.id()] * UNDO
    before = stations.renderer().type()
    style_menu = actions.actions[-1].menu()
    style_menu.aboutToShow.emit()
    style_menu.actions()[0].trigger()
    settle(lambda: stations.renderer().type() != before)
    assert connections.renderer() is None and stations.renderer().type() != before


def test_on_connections_without_their_stations_they_are_off(actions, window, connections):
    (stations,) = QgsProject.instance().mapLayersByName("Charging stations")
    window.setActiveLayer(connections)
    QgsProject.instance().removeMapLayer(stations.id())
    settle()
    assert not any(action.isEnabled() for action in actions.actions)
    actions.actions[RELOAD].trigger()


def test_undo_is_on_where_a_reload_can_be_undone(actions, window, connections):
    """The message of a reload was the only way to undo it, and any later message took that away."""
    (stations,) = QgsProject.instance().mapLayersByName("Charging stations")
    other = add(station_layer(credit(1, "Nobil")))
    undo, wanted = actions.actions[UNDO], []
    actions.undo_wanted.connect(lambda layer: wanted.append(layer.id()))
    window.setActiveLayer(connections)
    actions.allow_undo(frozenset([stations.id()]))
    assert undo.text() == "&Undo Reload" and undo.isEnabled()
    undo.trigger()
    assert wanted == [stations.id()]
    window.setActiveLayer(other)
    assert not undo.isEnabled()
    window.setActiveLayer(stations)
    assert undo.isEnabled()
    actions.allow_undo(frozenset())
    assert not undo.isEnabled()


def test_analyse_offers_every_analysis_of_the_layer(window, connections):
    (stations,) = QgsProject.instance().mapLayersByName("Charging stations")
    actions = LayerActions(window)
    actions.start()
    messages = Messages(window)
    wanted = []

    def fill(layer, menu):
        wanted.append(layer.id())
        fill_menu(menu, layer, messages)

    actions.analysis_menu_wanted.connect(fill)
    window.setActiveLayer(connections)
    (menu,) = [action.menu() for action in actions.actions if action.text() == "&Analyse"]
    for _ in range(2):
        menu.aboutToShow.emit()
    offered = [action.text() for action in menu.actions()]
    assert wanted == [stations.id()] * 2
    assert offered == sorted(offered) and {"Pools of stations…", "Stations per zone…"} <= set(offered)
    assert offered == sorted(f"{each().displayName()}…" for each in ALGORITHMS if each.GROUP == ANALYSIS)
    actions.stop()


def test_every_analysis_takes_its_stations_where_the_menu_puts_them():
    for analysis in (algorithm() for algorithm in ALGORITHMS if algorithm.GROUP == ANALYSIS):
        analysis.initAlgorithm()
        assert analysis.parameterDefinition(StationsAlgorithm.STATIONS).type() == "source"


@pytest.mark.parametrize(
    ("name", "parameter", "kind"),
    [
        ("stationsperzone", "ZONES", "Polygon"),
        ("corridorgaps", "LINES", "LineString"),
        ("corridorcheck", "LINES", "MultiLineString"),
        ("neareststations", "POINTS", "Point"),
        ("coverage", "PLACES", "Polygon"),
    ],
)
def test_what_only_one_layer_can_be_is_filled_in(window, connections, name, parameter, kind):
    """The stations themselves are none: QGIS offered them as points to which the nearest were sought."""
    (stations,) = QgsProject.instance().mapLayersByName("Charging stations")
    assert filled_in(name, stations) == {"STATIONS": stations.id()}
    layer = QgsVectorLayer(f"{kind}?crs=EPSG:4326", "theirs", "memory")
    QgsProject.instance().addMapLayer(layer)
    assert filled_in(name, stations) == {"STATIONS": stations.id(), parameter: layer.id()}
    QgsProject.instance().addMapLayer(QgsVectorLayer(f"{kind}?crs=EPSG:4326", "another", "memory"))
    assert filled_in(name, stations) == {"STATIONS": stations.id()}


def test_without_processing_the_user_reads_how_to_switch_it_on(window, connections, monkeypatch):
    monkeypatch.setattr(analysing, "active_plugins", [])
    messages = Messages(window)
    analyse("stationpools", connections, messages)
    assert "Analyses need Processing, which is switched off" in messages.last.text()

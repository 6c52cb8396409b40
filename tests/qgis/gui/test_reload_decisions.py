"""What the user decides of a reload's conflicts and doubts is done, and can be decided again when it was refused."""

from __future__ import annotations

import pytest
from qgis.core import QgsProject

from ocm_plugin.layers.reloading import layers_of
from tests.ocm_server import faults

from .conftest import settle
from .few_stations import IDS, few_stations, renamed, served
from .reloads import edit, feature_of, loaded, pressed, reloaded

REFUSED = "The layer “Charging stations – connections” is being edited. Save or discard the edits first."


@pytest.fixture
def server(monkeypatch, tmp_path):
    with few_stations(monkeypatch, tmp_path) as server:
        yield server


@pytest.mark.parametrize("geopackage", [False, True])
def test_a_correction_that_the_user_keeps_is_told_no_more(server, searching, window, tmp_path, geopackage):
    """The conflict was told at every reload, for ever: only giving up the correction ended that."""
    layer = loaded(searching, window, tmp_path, geopackage)
    edit(layer, IDS[3], name="Mine")
    edit(layer, IDS[4], name="Mine")
    served(server, p3=renamed(3))
    assert reloaded(searching, window, layer) == "120 stations: nothing changed, 1 kept as you edited it."
    assert window.buttons() == ["Take Theirs", "Keep Mine", "Details"]
    kept = "1 value stays as you edited it. It is reported again only when Open Charge Map changes it."
    assert pressed(window, searching, "Keep Mine") == kept, "it said only that nothing had changed"
    assert reloaded(searching, window, layer) == "120 stations: nothing changed."
    assert feature_of(layer, IDS[3])["name"] == "Mine"
    served(server, p4=renamed(4))
    told = "120 stations: nothing changed, 2 kept as you edited them."
    assert reloaded(searching, window, layer) == told, "what the service changes afterwards is told"


@pytest.mark.parametrize("geopackage", [False, True])
@pytest.mark.parametrize("decision", ["Take Theirs", "Keep Mine"])
def test_a_decision_that_was_refused_can_be_made_again(
    server,
    searching,
    window,
    tmp_path,
    geopackage,
    decision,
):
    """The button was gone, and with it the way to decide."""
    layer = loaded(searching, window, tmp_path, geopackage)
    edit(layer, IDS[3], name="Mine")
    served(server, p3=renamed(3))
    reloaded(searching, window, layer)
    connections = layers_of(layer, QgsProject.instance()).connections
    assert connections.startEditing()
    assert pressed(window, searching, decision) == REFUSED
    assert feature_of(layer, IDS[3])["name"] == "Mine" and decision in window.buttons()
    assert connections.rollBack()
    done = {"Take Theirs": "120 stations: 1 changed", "Keep Mine": "1 value stays as you edited it."}
    assert pressed(window, searching, decision).startswith(done[decision])
    expected = "Mine" if decision == "Keep Mine" else "The service's new name"
    assert feature_of(layer, IDS[3])["name"] == expected


def test_replace_that_was_refused_can_be_pressed_again(server, searching, window, tmp_path):
    layer = loaded(searching, window, tmp_path, False)
    server.faults.add(faults.empty_list(), times=None, action="poi")
    searching.reloads.reload(layer)
    settle(lambda: "sent no stations" in window.message())
    connections = layers_of(layer, QgsProject.instance()).connections
    assert connections.startEditing()
    assert pressed(window, searching, "Replace") == REFUSED
    assert connections.rollBack() and layer.featureCount() == 120
    assert "120 gone" in pressed(window, searching, "Replace")
    assert layer.featureCount() == 0

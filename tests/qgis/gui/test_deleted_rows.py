"""A row that the user has deleted stays deleted when the layer is reloaded, and can be had back."""

from __future__ import annotations

import pytest
from qgis.core import QgsProject

from .conftest import settle
from .few_stations import IDS, few_stations, renamed, served
from .reloads import feature_of, loaded, pressed, reloaded


@pytest.fixture
def server(monkeypatch, tmp_path):
    with few_stations(monkeypatch, tmp_path) as server:
        yield server


def delete(layer, ocm_id: int) -> None:
    """As a user does: editing on, delete, editing off."""
    assert layer.startEditing() and layer.deleteFeature(feature_of(layer, ocm_id).id())
    assert layer.commitChanges(), layer.commitErrors()


def numbers(layer) -> set[int]:
    return {feature["ocm_id"] for feature in layer.getFeatures()}


@pytest.mark.parametrize("geopackage", [False, True])
def test_a_deleted_station_stays_deleted_until_it_is_wanted_back(searching, window, server, tmp_path, geopackage):
    """It came back with each reload, as "1 added"."""
    layer = loaded(searching, window, tmp_path, geopackage)
    delete(layer, IDS[3])
    served(server, p1=renamed(1))
    message = reloaded(searching, window, layer)
    assert message == "119 stations: 1 changed, 118 unchanged, 1 left out as you deleted it."
    assert window.buttons()[:3] == ["Undo", "Show Changes", "Bring Back"]
    assert numbers(layer) == set(IDS) - {IDS[3]}
    message = reloaded(searching, window, layer)
    assert message == "119 stations: nothing changed, 1 left out as you deleted it."
    message = pressed(window, searching, "Bring Back")
    assert message == "120 stations: 1 added, 119 unchanged." and numbers(layer) == set(IDS)
    # It is nothing new in the registry.
    pressed(window, searching, "Show Changes")
    settle(lambda: "differs from before" in window.message())
    assert not QgsProject.instance().mapLayersByName("Changes")
    assert reloaded(searching, window, layer) == "120 stations: nothing changed."


@pytest.mark.parametrize("geopackage", [False, True])
def test_what_was_brought_back_can_be_undone(searching, window, server, tmp_path, geopackage):
    layer = loaded(searching, window, tmp_path, geopackage)
    delete(layer, IDS[3])
    reloaded(searching, window, layer)
    pressed(window, searching, "Bring Back")
    pressed(window, searching, "Undo")
    assert numbers(layer) == set(IDS) - {IDS[3]}
    assert "1 left out as you deleted it" in reloaded(searching, window, layer)

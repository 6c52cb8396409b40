"""A layer that is in use gets the stations of today."""

from __future__ import annotations

import re

import pytest
from qgis.core import QgsApplication, QgsProject

from ocm_plugin.gui.project_layers import EmptyLayers
from ocm_plugin.layers import legend as legends
from ocm_plugin.layers.metadata import read_provenance
from ocm_plugin.layers.reloading import LayerReload
from ocm_plugin.ocm.search.areas import World
from ocm_plugin.ocm.search.search import Search
from tests.ocm_server import OcmServer, faults
from tests.ocm_server.synthetic import make_pois

from .conftest import settle
from .reloads import loaded, reloaded
from .results import legend, request, run, spatial_layers, stations


@pytest.mark.parametrize("step", ["work", "finish"])
def test_an_exception_while_a_layer_is_reloaded_is_no_success(server, searching, window, monkeypatch, step):
    run(searching, window, request())
    layer = stations()
    settle(lambda: not searching.work.goes_on)

    def fail(*_arguments):
        raise RecursionError("invented")

    monkeypatch.setattr(LayerReload, step, fail)
    searching.reloads.reload(layer)
    settle(lambda: window.message().startswith("Unexpected error"))
    assert layer.featureCount() == 1200


def test_a_reload_of_the_connections_reloads_the_result(server, searching, window):
    """It failed, called that a success, and left the table with metadata that said "interrupted"."""
    run(searching, window, request())
    layer = stations()
    settle(lambda: not searching.work.goes_on)
    (connections,) = QgsProject.instance().mapLayersByName("Charging stations – connections")
    rows = connections.featureCount()
    searching.reloads.reload(connections)
    settle(lambda: window.message() == "1,200 stations: nothing changed.")
    settle(lambda: not searching.work.goes_on)
    assert layer.featureCount() == 1200 and connections.featureCount() == rows
    assert read_provenance(layer).is_complete and read_provenance(connections).is_complete


def test_reloading_keeps_the_layer_its_style_and_selection(server, searching, window):
    run(searching, window, request())
    layer = stations()
    layer_id, renderer = layer.id(), layer.renderer().dump()
    chosen = sorted(feature["ocm_id"] for feature in layer.getFeatures())[100]
    layer.selectByExpression(f'"ocm_id" = {chosen}')
    served = server.served_pois()
    server.replace_pois(served[50:])
    searching.reloads.reload(layer)
    settle(lambda: window.message().startswith("1,150"))
    assert stations().id() == layer_id
    assert layer.featureCount() == 1150
    assert [feature["ocm_id"] for feature in layer.selectedFeatures()] == [chosen]
    assert layer.renderer().dump() == renderer
    assert read_provenance(layer).loaded == 1150


def test_a_layer_is_not_filled_from_another_server(server, searching, window, monkeypatch):
    run(searching, window, request())
    with OcmServer(make_pois(3)) as other:
        monkeypatch.setenv("OCM_API_URL", other.url)
        searching.reloads.reload(stations())
        assert server.url in window.message() and other.url in window.message()
        assert window.message().endswith("It was not reloaded.")
        assert other.poi_requests == []
    assert stations().featureCount() == 1200


def test_layers_that_a_project_brings_back_empty_are_reloaded_on_a_click(server, searching, window, tmp_path):
    empty_layers = EmptyLayers(window, searching._messages)
    empty_layers.reload_wanted.connect(searching.reloads.reload_all)
    empty_layers.start()
    for least in (50, 150):
        run(searching, window, request(Search(area=World(), min_power_kw=least)))
    counts = {layer.id(): layer.featureCount() for layer in spatial_layers()}
    window.projectRead.emit()
    assert "stations match" in window.message()  # nothing to say of full layers
    path = str(tmp_path / "project.qgs")
    assert QgsProject.instance().write(path)
    window.clear_project()
    assert QgsProject.instance().read(path)
    window.projectRead.emit()
    assert window.message().startswith("2 layers of charging stations came back empty")
    asked = len(server.poi_requests)
    settle()
    assert len(server.poi_requests) == asked
    window.press("Reload")
    settle(lambda: {layer.id(): layer.featureCount() for layer in spatial_layers()} == counts)
    settle(lambda: QgsApplication.taskManager().countActiveTasks() == 0)
    empty_layers.stop()


def test_a_layer_removed_while_it_is_reloaded(server, searching, window):
    run(searching, window, request())
    layer_id = stations().id()
    server.faults.add(faults.delay(2), times=None, action="poi")
    searching.reloads.reload(stations())
    window.wait_for_drawing()
    QgsProject.instance().removeMapLayer(layer_id)
    settle(lambda: window.message() == "The layer to be reloaded is no longer there.")


@pytest.mark.parametrize("geopackage", [False, True], ids=["memory", "file"])
def test_the_legend_of_many_stations_keeps_its_numbers(server, searching, window, tmp_path, monkeypatch, geopackage):
    """Above 5,000 stations they went with the first reload, and with its undo: they were not counted step by step."""
    monkeypatch.setattr(legends, "COUNTED_AT_ONCE", 100)
    layer = loaded(searching, window, tmp_path, geopackage)

    def counted() -> int:
        """The stations of all rows that have a number."""
        numbers = (re.search(r"\(([\d,]+)\)$", label) for label in legend(layer))
        return sum(int(found.group(1).replace(",", "")) for found in numbers if found)

    before = counted()
    assert before == 1200
    server.replace_pois(server.served_pois()[200:])
    assert "200 gone" in reloaded(searching, window, layer)
    after = counted()
    assert after == before - 200
    window.press("Undo")
    settle(lambda: "undone" in window.message() and not searching.work.goes_on)
    assert counted() == before

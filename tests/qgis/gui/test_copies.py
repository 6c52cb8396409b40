"""The copy of a result's stations (“Duplicate Layer”) has the connections of its original: in form, tip and shares."""

from __future__ import annotations

import pytest
from qgis.core import QgsProject, QgsVectorLayer

from ocm_plugin.gui.messages import Messages
from ocm_plugin.gui.search_controller import SearchController
from ocm_plugin.gui.search_request import SearchRequest
from ocm_plugin.gui.sharing import Sharing
from ocm_plugin.gui.tasks import Tasks
from ocm_plugin.layers.build import StationLayers
from ocm_plugin.layers.keywords import relation_id
from ocm_plugin.layers.relations import connections_layer_of
from ocm_plugin.layers.reloading import layers_of
from ocm_plugin.ocm.search.areas import World
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.ocm.tables.schema import CONNECTIONS
from ocm_plugin.share.words import LACKS_CONNECTIONS

from .conftest import settle
from .results import demo_stations, shown_in_form, tip
from .results import request as search_request

SEARCH = Search(area=World(), include_comments=True)


@pytest.fixture(params=["temporary", "GeoPackage"])
def layers(request, window, tasks, relations, sharing, tmp_path) -> StationLayers:
    """The invented stations with their tables, as a search leaves them."""
    path = "" if request.param == "temporary" else str(tmp_path / "searched.gpkg")
    return layers_of(demo_stations(window, tasks, search_request(SEARCH, geopackage=path)), QgsProject.instance())


def duplicate(*layers: QgsVectorLayer) -> list[QgsVectorLayer]:
    """Copies as QGIS' “Duplicate Layer” makes them."""
    copies = []
    for layer in layers:
        copy = layer.clone()
        copy.setName(f"{layer.name()} copy")
        copies.append(copy)
    QgsProject.instance().addMapLayers(copies)
    settle()
    settle()
    return copies


def shared(sharing: Sharing, layer: QgsVectorLayer, path, window) -> str:
    """What a share says."""
    dialog = sharing.share_kml(layer) if path.suffix == ".kml" else sharing.share_web_page(layer)
    dialog.keep_not_open.setChecked(True)
    dialog.file.setFilePath(str(path))
    dialog.accept()
    settle(lambda: path.exists() and "shared" in window.message())
    return path.read_text(encoding="utf-8")


def test_a_copy_has_the_connections_of_its_original(layers, sharing, window, tmp_path):
    (copy,) = duplicate(layers.stations)
    assert copy.featureCount() == layers.stations.featureCount() > 0
    assert connections_layer_of(copy, QgsProject.instance()) is layers.connections
    assert shown_in_form(copy) == [relation_id(CONNECTIONS, copy.id())]
    assert "How sure" in tip(copy)
    assert shared(sharing, copy, tmp_path / "copy.kml", window).count("<th>How sure</th>") > 100
    assert '"connectors":[[],' not in shared(sharing, copy, tmp_path / "copy.html", window)
    assert LACKS_CONNECTIONS not in window.message()
    # The original keeps what it has.
    assert "How sure" in tip(layers.stations)
    assert len(QgsProject.instance().relationManager().relations()) == 6


def test_copies_of_both_belong_together(layers):
    stations, connections = duplicate(layers.stations, layers.connections)
    relation = QgsProject.instance().relationManager().relation(relation_id(CONNECTIONS, stations.id()))
    assert relation.isValid() and relation.referencingLayer() is connections
    assert connections_layer_of(layers.stations, QgsProject.instance()) is layers.connections


def test_a_share_finds_them_where_nothing_relates_layers(layers, relations):
    """In Processing, or with the relations removed."""
    (copy,) = duplicate(layers.stations)
    QgsProject.instance().relationManager().clear()
    assert connections_layer_of(copy, QgsProject.instance()) is layers.connections


def test_without_the_connections_a_share_says_so(layers, sharing, window, tmp_path):
    """A temporary result is without them; a GeoPackage has them whether the project shows them or not."""
    is_file = layers.stations.providerType() == "ogr"
    QgsProject.instance().removeMapLayer(layers.connections.id())
    settle()
    (copy,) = duplicate(layers.stations)
    told = shared(sharing, copy, tmp_path / "copy.kml", window)
    assert (LACKS_CONNECTIONS in told) is not is_file
    assert (LACKS_CONNECTIONS in window.message()) is not is_file
    assert (told.count("<th>How sure</th>") > 100) is is_file
    assert (LACKS_CONNECTIONS in shared(sharing, copy, tmp_path / "copy.html", window)) is not is_file


def test_results_of_two_searches_are_not_mixed(layers, window):
    searching = SearchController(window, Tasks(), Messages(window), window.panel())
    searching.search(SearchRequest(Search(area=World()), "demo", "", "afir"))
    settle(lambda: len(QgsProject.instance().mapLayersByName("Charging stations")) == 2)
    settle()
    searching.stop()
    window.wait_for_drawing()
    second = next(
        layer for layer in QgsProject.instance().mapLayersByName("Charging stations") if layer is not layers.stations
    )
    own = connections_layer_of(second, QgsProject.instance())
    assert own is not layers.connections
    (copy,) = duplicate(second)
    assert connections_layer_of(copy, QgsProject.instance()) is own

"""A reload takes nothing away that the service did not surely take away."""

from __future__ import annotations

import pytest
from qgis.core import QgsProject

from ocm_plugin.layers.metadata import read_statement
from ocm_plugin.layers.reloading import layers_of
from tests.ocm_server import faults

from .conftest import settle
from .test_searching import request, run, stations


def loaded(searching, window, tmp_path, geopackage):
    """A layer of 2,500 stations."""
    run(searching, window, request(geopackage=str(tmp_path / "stations.gpkg") if geopackage else ""))
    settle(lambda: not searching._steppings)
    return stations()


@pytest.mark.parametrize("geopackage", [False, True])
def test_an_empty_answer_deletes_nothing_until_the_user_says_so(server, searching, window, tmp_path, geopackage):
    """All stations were deleted, in the file too, and the empty result was called complete."""
    layer = loaded(searching, window, tmp_path, geopackage)
    before = read_statement(layer)
    server.faults.add(faults.empty_list(), times=None, action="poi")
    searching.reload(layer)
    settle(lambda: "sent no stations" in window.message())
    assert "2,500 stations" in window.message()
    assert window.buttons()[:2] == ["Keep What Is There", "Replace"]
    assert layer.featureCount() == 2500 and read_statement(layer) == before
    window.press("Keep What Is There")
    assert layer.featureCount() == 2500 and not searching._steppings


def test_an_empty_answer_is_taken_when_the_user_says_so(server, searching, window, tmp_path):
    layer = loaded(searching, window, tmp_path, False)
    server.faults.add(faults.empty_list(), times=None, action="poi")
    searching.reload(layer)
    settle(lambda: "sent no stations" in window.message())
    window.press("Replace")
    settle(lambda: layer.featureCount() == 0)


@pytest.mark.parametrize("geopackage", [False, True])
def test_reloading_a_filtered_layer_doubles_no_station(server, searching, window, tmp_path, geopackage):
    """Only the rows that the filter showed were replaced; the others were there twice."""
    layer = loaded(searching, window, tmp_path, geopackage)
    assert layer.setSubsetString('"ocm_id" % 2 = 0')
    shown = layer.featureCount()
    searching.reload(layer)
    settle(lambda: window.message().startswith("2,500"))
    settle(lambda: not searching._steppings)
    assert layer.subsetString() == '"ocm_id" % 2 = 0' and layer.featureCount() == shown < 2500
    layer.setSubsetString("")
    assert layer.featureCount() == len({feature["ocm_id"] for feature in layer.getFeatures()}) == 2500
    assert layers_of(layer, QgsProject.instance()).connections.featureCount() > 0

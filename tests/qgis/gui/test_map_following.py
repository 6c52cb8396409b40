"""A layer follows the map: from what is held first, then from the server only what is missing, and nothing twice."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsProject, QgsRectangle

from ocm_plugin.gui import map_following
from ocm_plugin.gui.map_following import MapFollowing
from ocm_plugin.gui.messages import Messages
from ocm_plugin.layers.metadata import read_provenance, read_search
from ocm_plugin.ocm.match.point_in_area import place_test
from ocm_plugin.ocm.search.areas import Extent
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.qgis_support.settings import Settings
from tests.ocm_server import faults

from .conftest import no_task_runs, settle
from .results import request, run

HOME, BESIDE = QgsRectangle(9.4, 50.5, 10.8, 51.3), QgsRectangle(10.1, 50.5, 11.5, 51.3)
FAR = QgsRectangle(-20, 30, 40, 70)


@pytest.fixture
def following(server, searching, tasks, window, monkeypatch):
    monkeypatch.setattr(map_following, "REST_MS", 30)
    monkeypatch.setattr(map_following, "AGAIN_MS", 30)
    replace(Settings.load(), held_hours=24).save()
    window.canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    window.canvas.setExtent(HOME)
    following = MapFollowing(window, tasks, Messages(window), searching)
    yield following
    following.stop()


def rest(following):
    """Wait until all that the map shows is there."""
    settle(lambda: not following._rest.isActive() and following._stepping is None, 30)
    settle(no_task_runs)


def follow(following, search=None):
    following.start(search or Search())
    rest(following)
    return layer_of(following)


def move(following, window, extent):
    window.canvas.setExtent(extent)
    settle(lambda: following._rest.isActive() or following._stepping is not None, 5)
    rest(following)


def layer_of(following):
    return QgsProject.instance().mapLayer(following.layer_id)


def numbers(layer):
    return sorted(feature["ocm_id"] for feature in layer.getFeatures())


def served_in(server, area):
    """The numbers of the stations that a server has in an area."""
    holds = place_test(area)
    places = ((poi["ID"], poi["AddressInfo"]) for poi in server.served_pois())
    return sorted(number for number, place in places if holds(place["Longitude"], place["Latitude"]))


def repeated(server):
    sent = Counter(each.raw_query for each in server.poi_requests)
    return [query for query, number in sent.items() if number > 1]


def test_a_base_map_is_offered_where_there_is_none_and_comes_below(server, following, searching, window):
    """Stations that followed the map stood on white, and nothing said what would help."""
    form = searching.open_panel()
    layer = follow(following)
    assert form.base_map_offer.isVisible()
    assert "follows the map from now on" in window.message()
    window.press("Add World Outlines")
    assert not form.base_map_offer.isVisible()
    assert QgsProject.instance().layerTreeRoot().children()[-1].name().startswith("World outlines")
    assert numbers(layer_of(following)) == numbers(layer)


def test_the_layer_holds_all_stations_of_what_the_map_has_shown(server, following, window):
    layer = follow(following)
    first = numbers(layer)
    assert first == served_in(server, read_search(layer).area) and len(first) > 3
    server.clear_requests()
    move(following, window, BESIDE)
    assert layer_of(following) is layer and set(first) < set(numbers(layer))
    assert numbers(layer) == served_in(server, read_search(layer).area)
    # Only the strip was asked for.
    assert {each.query["boundingbox"].split(",")[1] for each in server.poi_requests} > set()
    wests = [float(each.query["boundingbox"].split(",")[1].rstrip(")")) for each in server.poi_requests]
    assert min(wests) > HOME.xMaximum()
    provenance = read_provenance(layer)
    assert provenance.is_complete and provenance.loaded == layer.featureCount()
    server.clear_requests()
    move(following, window, HOME)
    assert server.requests == [] and repeated(server) == []


def test_what_is_held_needs_no_request(server, following, searching, window):
    run(searching, window, request(Search(Extent(8, 49, 13, 53))))
    window.canvas.setExtent(HOME)
    server.clear_requests()
    layer = follow(following)
    move(following, window, BESIDE)
    assert server.requests == [] and layer.featureCount() > 3
    assert read_provenance(layer).kept or read_provenance(layer).origin.kind == "held"


def test_many_moves_are_one_question(server, following, window):
    """Each step of a pan would have been a request."""
    follow(following)
    server.clear_requests()
    for step in range(20):
        window.canvas.setExtent(QgsRectangle(9.4 + step / 20, 50.5, 10.8 + step / 20, 51.3))
    rest(following)
    assert 0 < len(server.poi_requests) <= 2 and repeated(server) == []


def test_of_too_large_a_map_nothing_is_loaded_which_is_said_once(server, following, window):
    layer = follow(following)
    server.clear_requests()
    count = layer.featureCount()
    move(following, window, FAR)
    assert "too large an area" in window.message() and server.requests == [] and layer.featureCount() == count
    window.canvas.setExtent(HOME)
    settle(lambda: window.message() == "", 10)


def test_frozen_it_is_a_result_as_any_other(server, following, searching, window):
    layer = follow(following)
    ended = []
    following.changed.connect(ended.append)
    following.freeze()
    assert ended == [False] and "follows the map no longer" in window.message()
    server.clear_requests()
    window.canvas.setExtent(BESIDE)
    settle(lambda: True)
    assert server.requests == [] and read_provenance(layer).is_complete
    before = numbers(layer)
    searching._messages.clear()
    searching.reloads.reload(layer)
    settle(lambda: "stations: nothing changed" in window.message(), 20)
    assert numbers(layer) == before


def test_the_filters_of_the_panel_hold(server, following, window):
    layer = follow(following, Search(min_power_kw=50))
    assert read_search(layer).min_power_kw == 50
    assert 0 < layer.featureCount() < len(served_in(server, read_search(layer).area))


def test_a_failure_ends_it_and_is_not_repeated_by_itself(server, following, window):
    follow(following)
    server.clear_requests()
    server.faults.add(faults.status(404), times=None, action="poi")
    window.canvas.setExtent(BESIDE)
    settle(lambda: "followed no longer" in window.message(), 20)
    asked = len(server.requests)
    window.canvas.setExtent(HOME)
    window.canvas.setExtent(BESIDE)
    settle(no_task_runs)
    assert len(server.requests) == asked and window.buttons()[0] == "Follow Again"
    server.faults.clear()
    layer = layer_of(following)
    window.press("Follow Again")
    rest(following)
    assert layer_of(following) is layer and numbers(layer) == served_in(server, read_search(layer).area)


def test_another_search_goes_first(server, following, searching, window):
    """There is one request at a time."""
    follow(following)
    server.clear_requests()
    window.canvas.setExtent(BESIDE)
    settle(lambda: following._stepping is not None, 5)
    run(searching, window, request(Search(Extent(-3, 40, -1, 42))))
    rest(following)
    assert numbers(layer_of(following)) == served_in(server, read_search(layer_of(following)).area)
    assert read_search(layer_of(following)).area != read_search(window.activeLayer()).area


@pytest.mark.parametrize("end", ["layer", "project", "stop"])
def test_it_ends_with_its_layer_project_and_plugin(server, following, window, end):
    layer = follow(following)
    ended = []
    following.changed.connect(ended.append)
    window.canvas.setExtent(BESIDE)
    settle(lambda: following._stepping is not None, 5)
    if end == "layer":
        QgsProject.instance().removeMapLayer(layer.id())
    elif end == "project":
        window.clear_project()
    else:
        following.stop()
    settle(no_task_runs)
    server.clear_requests()
    window.canvas.setExtent(HOME)
    settle(lambda: True)
    assert following._stepping is None and not following._rest.isActive() and server.requests == []
    assert ended == ([] if end == "stop" else [False])
    assert window.layer_actions == {}

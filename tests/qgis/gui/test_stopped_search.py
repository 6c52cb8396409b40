"""A search that does not bring everything: it can go on, and what arrived can be kept."""

from __future__ import annotations

from dataclasses import replace

import pytest
from qgis.core import QgsProject
from qgis.PyQt.QtWidgets import QPushButton

from ocm_plugin.layers.metadata import read_provenance
from ocm_plugin.ocm.search.areas import World
from ocm_plugin.ocm.search.search import Search
from tests.ocm_server import faults

from .conftest import settle
from .results import legend, request, run, stations


def test_the_persons_maximum_is_told_and_can_be_lifted(server, searching, window):
    message = run(searching, window, request(Search(area=World(), max_results=10)))
    assert "there may be more" in message
    assert stations().featureCount() == 10
    window.clear_project()
    window.press("Load All")
    settle(lambda: window.message().startswith("1,200 stations"))
    assert stations().featureCount() == 1200


def test_a_part_counts_stations_that_may_match_apart_too(server, searching, window):
    """The sentences of a capped and of a stopped search said "40 stations loaded", as if all of them matched."""
    search = Search(area=World(), min_power_kw=50, max_results=40)
    message = run(searching, window, request(search))
    provenance = read_provenance(stations())
    assert provenance.matched and provenance.cannot_tell
    counts = f"{provenance.matched} stations match, {provenance.cannot_tell} more may"
    assert message == f"{counts}. That is your maximum: there may be more."
    window.clear_project()
    server.faults.add(faults.status(500), after=1, times=None, action="poi")
    run(searching, window, request(replace(search, max_results=None)))
    window.press("Load What Arrived")
    settle(lambda: "not all" in window.message())
    provenance = read_provenance(stations())
    counts = f"{provenance.matched} stations match, {provenance.cannot_tell} more may"
    assert window.message() == f"{counts}, but that is not all."


def test_a_search_that_stops_can_go_on(server, searching, window):
    server.faults.add(faults.status(500), after=2, times=None, action="poi")
    message = run(searching, window, request())
    assert "had arrived" in message
    assert QgsProject.instance().mapLayers() == {}
    server.faults.clear()
    asked = len(server.poi_requests)
    window.press("Continue")
    settle(lambda: "loaded" in window.message())
    assert stations().featureCount() == 1200
    assert len({feature["ocm_id"] for feature in stations().getFeatures()}) == 1200
    assert len(server.poi_requests) - asked < 6
    assert read_provenance(stations()).is_complete


def test_the_dialog_says_the_same_and_goes_on_too(server, searching, window):
    """On a small screen it hides QGIS' message bar."""
    form = searching.open_panel()
    server.faults.add(faults.status(500), after=2, times=None, action="poi")
    message = run(searching, window, request())
    assert form.notice_text.text() == message
    assert [button.text() for button in offers(form)] == ["Continue", "Load What Arrived"]
    server.faults.clear()
    offers(form)[0].click()
    assert offers(form) == []
    settle(lambda: "loaded" in window.message())
    assert form.notice_text.text() == window.message() == "1,200 stations loaded."
    assert "Save…" in window.buttons() and offers(form) == []


def offers(form) -> list[QPushButton]:
    layout = form.offers_layout
    return [layout.itemAt(index).widget() for index in range(layout.count())]


def test_what_arrived_can_be_kept_and_is_marked(server, searching, window):
    server.faults.add(faults.status(500), after=2, times=None, action="poi")
    run(searching, window, request())
    window.press("Load What Arrived")
    settle(lambda: "not all" in window.message())
    assert 0 < stations().featureCount() < 1200
    assert not read_provenance(stations()).is_complete


@pytest.mark.parametrize("geopackage", [False, True])
def test_a_part_that_was_kept_can_be_made_whole_in_its_layer(server, searching, window, tmp_path, geopackage):
    server.faults.add(faults.status(500), after=2, times=None, action="poi")
    run(searching, window, request(geopackage=str(tmp_path / "stations.gpkg") if geopackage else ""))
    window.press("Load What Arrived")
    settle(lambda: "not all" in window.message())
    part = stations()
    assert any("Incomplete" in text for text in legend(part))
    server.faults.clear()
    window.press("Load All")
    settle(lambda: "1,200 stations: " in window.message() and "added" in window.message())
    assert not any("Incomplete" in text for text in legend(part))
    assert stations() is part
    assert part.featureCount() == 1200
    assert read_provenance(part).is_complete


@pytest.mark.parametrize("geopackage", [False, True])
def test_a_stopped_search_into_a_geopackage_and_memory_goes_on(server, searching, window, tmp_path, geopackage):
    path = str(tmp_path / "stations.gpkg") if geopackage else ""
    server.faults.add(faults.status(500), after=2, times=None, action="poi")
    run(searching, window, request(geopackage=path))
    server.faults.clear()
    window.press("Continue")
    settle(lambda: "loaded" in window.message())
    assert stations().featureCount() == 1200
    assert stations().providerType() == ("ogr" if geopackage else "memory")


def test_a_stopped_search_keeps_the_file_it_was_to_replace(server, searching, window, tmp_path):
    """What is there stays until the user takes what arrived: a whole file became a part by a cancelled search."""
    path = tmp_path / "stations.gpkg"
    whole = b"what was there"
    path.write_bytes(whole)
    server.faults.add(faults.status(500), after=2, times=None, action="poi")
    assert "had arrived" in run(searching, window, request(geopackage=str(path)))
    assert path.read_bytes() == whole
    window.press("Load What Arrived")
    settle(lambda: "not all" in window.message())
    assert 0 < stations().featureCount() < 1200

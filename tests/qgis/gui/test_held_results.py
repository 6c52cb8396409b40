"""What searches have brought answers later ones of the same places for a day, and of others what it can."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from dataclasses import replace

import pytest

from ocm_plugin.gui.search_request import SearchRequest
from ocm_plugin.layers.metadata import read_provenance
from ocm_plugin.ocm.records.provenance import FROM_API, FROM_HELD, FROM_PARTS
from ocm_plugin.ocm.search.areas import Circle, Extent
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.qgis_support.settings import API, Settings
from ocm_plugin.qgis_support.sources import held_file
from tests.ocm_server import faults

from .conftest import settle
from .results import request, run, stations

HELD = Search(area=Extent(3, 47, 10, 53))


@pytest.fixture
def holding(server, searching):
    replace(Settings.load(), held_hours=24).save()
    return searching


def numbers():
    return sorted(feature["ocm_id"] for feature in stations().getFeatures())


def again(searching, window, server, search):
    """Search once more, into another layer: the message."""
    window.clear_project()
    server.clear_requests()
    searching._messages.clear()
    return run(searching, window, request(search))


def test_the_same_question_is_not_asked_twice(server, holding, window):
    run(holding, window, request(HELD))
    first = numbers()
    message = again(holding, window, server, HELD)
    assert server.requests == [] and numbers() == first
    provenance = read_provenance(stations())
    assert provenance.origin.kind == FROM_HELD and provenance.origin.server == server.url
    assert "Held since " in message and message.endswith(" UTC.") and window.buttons()[0] == "Ask Again"
    assert provenance.source == f"Open Charge Map ({server.url})"


@pytest.mark.parametrize(
    "search",
    [Search(area=Extent(5, 48, 9, 52), min_power_kw=50), Search(area=Circle(50, 7, 50_000), connection_type_ids=(33,))],
)
def test_questions_within_are_answered_as_the_server_would(server, holding, window, search):
    run(holding, window, request(HELD))
    again(holding, window, server, search)
    held = numbers()
    assert server.poi_requests == []
    window.press("Ask Again")
    settle(lambda: read_provenance(stations()).origin.kind == FROM_API, 10)
    assert server.poi_requests and numbers() == held


def test_that_there_is_no_station_may_be_asked_again(server, holding, window):
    """The answer of an earlier search was shown as if the server had just been asked, with no way to ask it."""
    run(holding, window, request(HELD))
    nowhere = Search(area=Extent(5, 48, 9, 52), operator_ids=(999_999,))
    message = again(holding, window, server, nowhere)
    assert server.requests == [] and window.buttons()[0] == "Ask Again"
    assert message.startswith("No station matches this search. Held since ")
    window.press("Ask Again")
    settle(lambda: "Held since" not in window.message() and bool(window.message()))
    assert server.poi_requests and window.message().startswith("No station matches this search.")
    assert "Ask Again" not in window.buttons()


def test_what_is_not_held_is_asked_for(server, holding, window):
    run(holding, window, request(HELD))
    again(holding, window, server, Search(area=HELD.area, include_comments=True))
    assert server.poi_requests and read_provenance(stations()).origin.kind == FROM_API


def test_only_what_is_missing_is_asked_for(server, holding, window):
    """A map moved by a tenth of its width asked for everything again. It is said before the search, and after."""
    run(holding, window, request(HELD))
    wider = Search(area=Extent(3, 47, 11, 53))
    form = holding.open_panel()
    form.show_search(wider)
    settle(lambda: "Partly held since " in form.summary.text())
    assert form.summary.text().endswith("Only the rest is asked for.") and "9.999" in form.url.text()
    message = again(holding, window, server, wider)
    assert {request.query["boundingbox"].split(",")[1] for request in server.poi_requests} == {"9.999)"}
    provenance, found = read_provenance(stations()), numbers()
    assert provenance.origin.kind == FROM_PARTS and provenance.is_complete and len(provenance.kept) == 1
    assert f"{provenance.kept[0].n_stations} of them are held since " in message and "Ask Again" in window.buttons()
    assert 0 < provenance.kept[0].n_stations < provenance.loaded
    again(holding, window, server, wider)
    assert server.requests == [] and numbers() == found  # the rest is held by now, too
    window.press("Ask Again")
    settle(lambda: read_provenance(stations()).origin.kind == FROM_API, 10)
    assert numbers() == found


def test_the_same_question_with_filters_is_not_asked_twice(server, holding, window):
    search = replace(HELD, min_power_kw=50, keep_cannot_tell=False)
    run(holding, window, request(search))
    found = numbers()
    again(holding, window, server, search)
    assert server.requests == [] and numbers() == found
    again(holding, window, server, replace(search, min_power_kw=51))
    assert server.poi_requests


def test_what_is_new_since_then_is_asked_for(server, holding, window):
    """Stations held cannot tell what was listed after they came."""
    run(holding, window, request(HELD))
    since = read_provenance(stations()).finished
    again(holding, window, server, replace(HELD, created_since=since))
    assert server.poi_requests
    again(holding, window, server, replace(HELD, created_since=since.replace(year=2020)))
    assert server.poi_requests == []


def test_after_a_day_the_server_is_asked(server, holding, window):
    run(holding, window, request(HELD))
    with closing(sqlite3.connect(held_file(server.url))) as file, file:
        file.execute("UPDATE ocm_coverage SET as_of = strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-25 hours')")
    again(holding, window, server, HELD)
    assert server.poi_requests


def test_results_that_are_not_whole_are_not_held(server, holding, window):
    search = replace(HELD, max_results=5)
    run(holding, window, request(search))
    again(holding, window, server, search)
    assert server.poi_requests


def test_a_stopped_search_is_not_held(server, holding, window):
    replace(Settings.load(), page_size=50).save()
    server.faults.add(faults.status(404), times=None, after=2, action="poi")
    run(holding, window, request(HELD))
    server.faults.clear()
    again(holding, window, server, HELD)
    assert server.poi_requests


def test_nothing_is_held_when_that_is_not_wanted(server, holding, window):
    replace(Settings.load(), held_hours=0).save()
    run(holding, window, request(HELD))
    assert not held_file(server.url).exists()


def test_a_damaged_file_of_held_stations_is_no_obstacle(server, holding, window):
    run(holding, window, request(HELD))
    held_file(server.url).write_bytes(b"no database")
    assert "loaded" in again(holding, window, server, HELD) and server.poi_requests
    again(holding, window, server, HELD)
    assert server.requests == []  # it was made again


@pytest.mark.parametrize("damage", ["UPDATE gpkg_ocm_pois SET poi = x'00'", "DROP TABLE gpkg_ocm_places"])
def test_damage_that_shows_while_held_stations_are_read_is_no_obstacle_either(server, holding, window, damage):
    """Each search of these places failed for a day."""
    run(holding, window, request(HELD))
    with closing(sqlite3.connect(held_file(server.url))) as file, file:
        file.execute(damage)
    again(holding, window, server, Search(area=HELD.area, connection_type_ids=(33,)))
    assert server.poi_requests and read_provenance(stations()).origin.kind == FROM_API
    again(holding, window, server, HELD)
    again(holding, window, server, HELD)
    assert server.requests == []  # it was made again


def test_a_reload_asks_the_server_and_renews_what_is_held(server, holding, window):
    run(holding, window, request(HELD))
    server.clear_requests()
    with closing(sqlite3.connect(held_file(server.url))) as file, file:
        file.execute("UPDATE ocm_coverage SET as_of = strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-25 hours')")
    holding._messages.clear()
    holding.reloads.reload(stations())
    settle(lambda: bool(window.message()), 10)
    assert server.poi_requests
    again(holding, window, server, HELD)
    assert server.requests == []


def test_a_reload_takes_what_is_held_and_newer_than_the_layer(server, holding, window):
    """Five layers of one city asked for the same stations five times. A second reload asks the server."""
    run(holding, window, request(replace(HELD, min_power_kw=50)))
    layer = stations()
    holding._messages.clear()
    time.sleep(1.1)  # the ledger knows seconds
    run(holding, window, SearchRequest(HELD, API, "", "afir", fresh=True))
    assert server.poi_requests
    server.clear_requests()
    holding._messages.clear()
    holding.reloads.reload(layer)
    settle(lambda: bool(window.message()), 10)
    assert server.requests == [] and "Held since " in window.message()
    assert read_provenance(layer).origin.kind == FROM_HELD
    holding._messages.clear()
    holding.reloads.reload(layer)
    settle(lambda: bool(window.message()), 10)
    assert server.poi_requests and read_provenance(layer).origin.kind == FROM_API


def test_a_layer_that_came_back_empty_is_filled_from_what_is_held(server, holding, window):
    """A project that was opened again the same day asked for all of its temporary layers."""
    run(holding, window, request(HELD))
    layer, found = stations(), numbers()
    layer.dataProvider().truncate()
    server.clear_requests()
    holding._messages.clear()
    holding.reloads.reload(layer)
    settle(lambda: bool(window.message()), 10)
    assert server.requests == [] and numbers() == found

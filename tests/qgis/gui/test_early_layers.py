"""The first stations of a search stand on the map while the others are on their way."""

from __future__ import annotations

from dataclasses import replace
from threading import Event

import pytest
from qgis.core import QgsApplication, QgsField, QgsProject
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QVariant

from ocm_plugin.gui import arriving, drawn_maps
from ocm_plugin.gui.drawn_maps import DrawnMaps
from ocm_plugin.gui.messages import Messages
from ocm_plugin.gui.project_layers import EmptyLayers
from ocm_plugin.layers import legend as legends
from ocm_plugin.layers.build import StationLayers
from ocm_plugin.layers.merging import IN_WRITING
from ocm_plugin.layers.metadata import read_provenance
from ocm_plugin.layers.moving import MovingDestination
from ocm_plugin.layers.reloading import layers_of
from ocm_plugin.layers.saving import LayersToSave
from ocm_plugin.ocm.errors import FileWriteError
from ocm_plugin.ocm.records.provenance import STOPPED
from ocm_plugin.ocm.search.areas import World
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.qgis_support.settings import Settings
from tests.ocm_server import faults

from .conftest import no_task_runs, settle
from .results import legend, request, run, stations

GO_ON = Event()
"""What the server holds back comes when this is set."""
AT_LAST_S = 60.0
"""Seconds after which it comes all the same."""


@pytest.fixture(autouse=True)
def _held_back():
    GO_ON.clear()


@pytest.fixture
def late(server):
    """The second page comes when the test waits for the end."""
    server.faults.add(faults.delay(AT_LAST_S, until=GO_ON), after=1, times=1, action="poi")
    return server


def shown_early(searching, wanted=None) -> StationLayers:
    """The layers of a search that still runs."""
    searching.search(wanted or request())
    settle(lambda: bool(QgsProject.instance().mapLayersByName("Charging stations")))
    settle(lambda: stations().featureCount() == 500 and searching._arriving.is_shown)
    assert searching._task is not None
    return layers_of(stations(), QgsProject.instance())


def end(searching, window) -> str:
    GO_ON.set()
    settle(lambda: bool(window.message()))
    settle(lambda: no_task_runs() and not searching.work.goes_on)
    return window.message()


def groups() -> list[str]:
    return [group.name() for group in QgsProject.instance().layerTreeRoot().findGroups()]


def test_the_first_stations_are_shown_while_the_server_thinks_and_say_that_there_are_more(late, searching, window):
    """The map stayed empty until the last page had come: 25 s for 100,000 stations."""
    layers = shown_early(searching)
    assert len(groups()) == 1 and window.activeLayer() is layers.stations
    assert layers.connections.featureCount() > 500
    assert "Incomplete: only 500 stations had arrived" in legend(layers.stations)
    for layer in layers.all():
        provenance = read_provenance(layer)
        assert (provenance.outcome, provenance.loaded) == (STOPPED, 500)
        assert "The result is incomplete. The search was still running." in layer.metadata().abstract()
    assert window.message() == ""
    assert end(searching, window) == "1,200 stations loaded."
    assert stations() is layers.stations and len(groups()) == 1
    assert (
        layers.stations.featureCount() == len({feature["ocm_id"] for feature in layers.stations.getFeatures()}) == 1200
    )
    assert all(read_provenance(layer).is_complete for layer in layers.all())
    assert not any("Incomplete" in text for text in legend(layers.stations))
    assert layers.stations.metadata().rights() and len(late.poi_requests) == len(
        {r.raw_query for r in late.poi_requests}
    )
    assert not IN_WRITING


def test_layers_that_were_to_be_renewed_when_the_search_ended_say_the_result(late, searching, window, monkeypatch):
    """A complete result was called incomplete, where its last touch took longer than the next renewal."""
    layers = shown_early(searching)
    shown = searching._arriving
    last_touch = arriving.finish_in_project

    def slow_touch(layers, result):
        yield from last_touch(layers, result)
        while shown._later.isActive():
            yield

    def ended(then):
        settle_first(then)
        shown._later.start(500)

    settle_first = shown.settle
    monkeypatch.setattr(arriving, "finish_in_project", slow_touch)
    monkeypatch.setattr(shown, "settle", ended)
    assert end(searching, window) == "1,200 stations loaded."
    assert all(read_provenance(layer).is_complete for layer in layers.all())


def test_layers_that_are_gone_are_not_being_written(late, searching):
    """When the project was closed between the end of a search and the first step of its last touch, they stayed so."""
    shown_early(searching)
    arriving, searching._arriving = searching._arriving, None
    arriving.finish(layers_of(stations(), QgsProject.instance()), arriving.destination.so_far)
    searching.cancel()
    settle(no_task_runs)
    QgsProject.instance().clear()
    settle()
    assert not IN_WRITING


def test_the_legend_follows_also_while_the_server_thinks(server, searching, window):
    """It stayed at what had come first when the next page came at once, and the one after late."""
    replace(Settings(), page_size=200, held_hours=0).save()
    server.faults.add(faults.delay(0.8), after=1, times=2, action="poi")
    server.faults.add(faults.delay(AT_LAST_S, until=GO_ON), after=3, times=1, action="poi")
    searching.search(request())
    settle(lambda: searching._arriving is not None and searching._arriving.is_shown)
    settle(lambda: stations().featureCount() >= 600)
    settle(lambda: f"Incomplete: only {stations().featureCount():,} stations had arrived" in legend(stations()))
    assert searching._task is not None and window.message() == ""
    assert end(searching, window) == "1,200 stations loaded."


@pytest.mark.parametrize("counted_at_once", [10_000, 100])
def test_a_search_shown_early_loads_what_one_shown_at_its_end_does(
    late, searching, window, monkeypatch, counted_at_once
):
    """Also the legend's numbers, which large layers count step by step."""
    for module in (arriving, legends):
        monkeypatch.setattr(module, "COUNTED_AT_ONCE", counted_at_once)
    wanted = request(Search(area=World(), include_comments=True, min_power_kw=11))

    def values() -> list:
        layers = layers_of(stations(), QgsProject.instance())
        known = ("fetched_at", "query_id")
        return [
            (table, names, [[f[name] for name in names] for f in layer.getFeatures()], layer.extent().toString())
            for table, layer in layers.tables().items()
            for names in [[name for name in layer.fields().names() if name not in known]]
        ]

    searching.search(wanted)
    settle(lambda: searching._arriving is not None and searching._arriving.is_shown)
    end(searching, window)
    early, said = values(), legend(stations())
    window.clear_project()
    run(searching, window, wanted)
    settle(lambda: not searching.work.goes_on)
    assert values() == early and legend(stations()) == said


@pytest.mark.parametrize("fails", [False, True])
def test_a_search_that_stops_leaves_the_map_until_the_user_takes_what_arrived(late, searching, window, fails):
    """As if nothing had been shown: what is not whole is not in the project unless the user wants it there."""
    if fails:
        late.faults.clear()
        late.faults.add(faults.delay(AT_LAST_S, faults.status(500), until=GO_ON), after=1, times=None, action="poi")
    layers = shown_early(searching)
    layers.stations.setName("Mine")
    if not fails:
        searching.cancel()
    assert "500 stations had arrived." in end(searching, window)
    assert QgsProject.instance().mapLayers() == {} and groups() == []
    assert window.buttons()[:2] == ["Continue", "Load What Arrived"]
    window.press("Load What Arrived")
    settle(lambda: "not all" in window.message())
    (layer,) = QgsProject.instance().mapLayersByName("Mine")
    assert layer is layers.stations and layer.featureCount() == 500 and len(groups()) == 1
    assert "Incomplete: only 500 stations had arrived" in legend(layer)
    assert layers_of(layer, QgsProject.instance()).connections is layers.connections
    assert read_provenance(layer).outcome == STOPPED and not IN_WRITING
    LayersToSave(layers)


def test_a_stopped_search_goes_on_into_the_layers_that_were_shown(late, searching, window):
    layers = shown_early(searching)
    searching.cancel()
    assert "500 stations had arrived." in end(searching, window)
    window.press("Continue")
    assert end(searching, window) == "1,200 stations loaded."
    assert stations() is layers.stations
    assert (
        layers.stations.featureCount() == len({feature["ocm_id"] for feature in layers.stations.getFeatures()}) == 1200
    )
    assert read_provenance(layers.stations).is_complete and len(groups()) == 1


@pytest.mark.parametrize("what", ["layer", "group", "project"])
def test_a_layer_that_is_removed_while_it_fills_ends_the_search(late, searching, window, what):
    layers = shown_early(searching)
    window.wait_for_drawing()
    if what == "layer":
        QgsProject.instance().removeMapLayer(layers.stations.id())
    elif what == "group":
        QgsProject.instance().removeMapLayers([layer.id() for layer in layers.all()])
    else:
        QgsProject.instance().clear()
    settle(lambda: searching._task is None)
    assert end(searching, window) == "The search was ended, as its layer was removed."
    assert sip.isdeleted(layers.stations) and not QgsProject.instance().mapLayersByName("Charging stations")
    QgsProject.instance().clear()
    window.canvas.freeze(False)
    window.press("Try Again")
    assert end(searching, window) == "1,200 stations loaded."


def test_a_table_that_is_removed_while_it_fills_is_left_out(late, searching, window):
    layers = shown_early(searching)
    QgsProject.instance().removeMapLayer(layers.connections.id())
    assert end(searching, window) == "1,200 stations loaded."
    assert stations().featureCount() == 1200 and layers_of(stations(), QgsProject.instance()).connections is None


def test_columns_that_are_changed_while_stations_arrive_get_the_right_values(late, searching, window):
    """Values are put in by their places: a column removed meanwhile would have moved all that follow it."""
    layers = shown_early(searching)
    layer, fields = layers.stations, layers.stations.fields()
    layer.startEditing()
    layer.addAttribute(QgsField("mine", QVariant.String))
    layer.deleteAttributes([fields.indexOf("name"), fields.indexOf("town")])
    layer.renameAttribute(layer.fields().indexOf("operator"), "who")
    assert layer.commitChanges()
    assert end(searching, window) == "1,200 stations loaded."
    for feature in layer.getFeatures():
        assert str(feature["ocm_id"]) in feature["view_url"] and not feature["mine"]
        assert feature["lon"] == pytest.approx(feature.geometry().asPoint().x())


def test_edits_that_are_open_while_stations_arrive_stay_open(late, searching, window):
    layers = shown_early(searching)
    layer = layers.stations
    first = next(layer.getFeatures())
    layer.startEditing()
    layer.changeAttributeValue(first.id(), layer.fields().indexOf("name"), "Mine")
    assert end(searching, window) == "1,200 stations loaded."
    assert layer.isEditable() and layer.getFeature(first.id())["name"] == "Mine"
    assert layer.commitChanges() and layer.getFeature(first.id())["name"] == "Mine"
    assert layer.featureCount() == 1200


def test_layers_that_fill_are_saved_when_they_are_whole(late, searching, window, tmp_path):
    layers = shown_early(searching)
    with pytest.raises(FileWriteError) as refused:
        LayersToSave(layers)
    assert refused.value.sentence == (
        "Stations are being written to the layer “Charging stations”. Please save it when that has ended."
    )
    end(searching, window)
    LayersToSave(layers)


def test_a_project_saved_while_stations_arrive_says_that_they_are_not_all(late, searching, window, tmp_path):
    shown_early(searching)
    path = str(tmp_path / "early.qgs")
    assert QgsProject.instance().write(path)
    end(searching, window)
    window.clear_project()
    empty = EmptyLayers(window, Messages(window))
    assert QgsProject.instance().read(path)
    empty._offer()
    layer = stations()
    assert layer.featureCount() == 0 and read_provenance(layer).outcome == STOPPED
    assert "Incomplete: only 500 stations had arrived" in legend(layer)
    assert "came back empty" in window.message() and window.buttons() == ["Reload"]
    empty.reload_wanted.connect(searching.reloads.reload_all)
    window.press("Reload")
    settle(lambda: window.message().startswith("1,200 stations: 1,200 added"))
    assert read_provenance(stations()).is_complete
    assert not any("Incomplete" in text for text in legend(stations()))


def test_layers_that_fill_when_the_plugin_is_unloaded_stay_and_say_that_they_are_not_whole(late, searching, window):
    layers = shown_early(searching)
    searching.cancel()
    searching._let_go()
    settle(no_task_runs)
    assert stations() is layers.stations and layers.stations.featureCount() == 500
    assert "Incomplete: only 500 stations had arrived" in legend(layers.stations)
    assert not IN_WRITING and window.message() == ""


def test_nothing_is_put_into_layers_while_they_are_drawn(late, searching, window, monkeypatch):
    """QGIS copied the layer with its index each time: at 100,000 stations the window stood still for 0.6 s."""
    drawing = [False]
    monkeypatch.setattr(DrawnMaps, "_is_drawing", lambda _maps: drawing[0])
    monkeypatch.setattr(drawn_maps, "COPIED_AT_ONCE", 100)
    shown_early(searching)
    drawing[0] = True
    GO_ON.set()
    settle(no_task_runs)
    settle()
    assert stations().featureCount() == 500 and window.message() == ""
    drawing[0] = False
    assert end(searching, window) == "1,200 stations loaded."
    assert stations().featureCount() == 1200


def test_a_map_that_is_drawn_for_long_is_not_waited_for(late, searching, window, monkeypatch):
    """Maps of slow servers take minutes."""
    monkeypatch.setattr(DrawnMaps, "_is_drawing", lambda _maps: True)
    monkeypatch.setattr(drawn_maps, "COPIED_AT_ONCE", 100)
    monkeypatch.setattr(drawn_maps, "LONGEST_DRAWING_S", 0.3)
    shown_early(searching)
    assert end(searching, window) == "1,200 stations loaded."
    assert stations().featureCount() == 1200


def test_nothing_is_put_into_layers_while_they_are_dressed(server, searching, window, monkeypatch):
    """Slices and steps came in turns: twice as long until the window answered."""
    replace(Settings(), page_size=100, held_hours=0).save()
    server.faults.add(faults.delay(0.1), times=None, action="poi")
    states, put = set(), MovingDestination.put

    def note(destination: MovingDestination) -> bool:
        states.add((searching._arriving.is_shown, searching._arriving._showing is not None))
        return put(destination)

    monkeypatch.setattr(MovingDestination, "put", note)
    assert run(searching, window, request()) == "1,200 stations loaded."
    assert states == {(False, False), (True, False)}


def test_cancel_when_all_has_come_but_not_been_put_into_the_layer(server, searching, window, monkeypatch):
    """QGIS deletes a task soon after its end: what cancelled it then found it gone."""
    from ocm_plugin.gui.arriving import Arriving

    settled = []
    old = Arriving.settle
    monkeypatch.setattr(Arriving, "settle", lambda self, then: settled.append((self, then)))
    searching.search(request())
    settle(lambda: bool(settled))
    settle(lambda: sip.isdeleted(searching._task) or no_task_runs())
    QgsApplication.processEvents()
    searching.cancel()
    (arriving, then), monkeypatch_end = settled[0], old
    monkeypatch_end(arriving, then)
    settle(lambda: bool(window.message()))
    assert window.message() == "The search was cancelled. Nothing was loaded."
    assert QgsProject.instance().mapLayers() == {}


def test_no_two_searches_at_once_also_when_the_first_is_put_on_the_map(late, searching, window):
    shown_early(searching)
    searching.search(request())
    searching.reloads.reload(stations())
    assert "A search is running." in window.message()
    GO_ON.set()
    settle(lambda: window.message() == "1,200 stations loaded.")
    assert stations().featureCount() == 1200

"""A search that brings more than temporary layers are good for goes on into a file, if the user wants that."""

from __future__ import annotations

from pathlib import Path

import pytest
from qgis.core import QgsProject

from ocm_plugin.gui import file_offer
from ocm_plugin.gui.arriving import Arriving
from ocm_plugin.layers.build import StationLayers
from ocm_plugin.layers.geopackage import GeoPackageDestination
from ocm_plugin.layers.merging import IN_WRITING
from ocm_plugin.layers.metadata import read_provenance
from ocm_plugin.layers.reloading import layers_of
from ocm_plugin.ocm.errors import FileWriteError

from .conftest import no_task_runs, settle
from .gate import Gate
from .results import request, run, stations, values

OFFER, STAY = "Put Them into a File…", "Keep Them in Memory"


@pytest.fixture(autouse=True)
def few(monkeypatch):
    """So few are many."""
    monkeypatch.setattr(file_offer, "OFFERED_ABOVE", 400)


@pytest.fixture
def path(tmp_path, monkeypatch) -> Path:
    """What the user names."""
    chosen = tmp_path / "world.gpkg"
    monkeypatch.setattr(file_offer.QFileDialog, "getSaveFileName", lambda *args, **options: (str(chosen), ""))
    return chosen


@pytest.fixture
def gate(server):
    """The second page waits: until then the search runs."""
    made = Gate(server, 1)
    yield made
    made.opened.set()


def asked(searching, window) -> Arriving:
    """What has arrived of a search that still runs, on the map, when the user is asked."""
    searching.search(request())
    settle(lambda: bool(window.message()) and OFFER in window.buttons() and searching._arriving.is_shown)
    assert "More than 50,000 stations" in window.message() and searching._task is not None
    return searching._arriving


def end(searching, window, gate=None) -> str:
    if gate is not None:
        gate.opened.set()
    settle(lambda: searching._task is None and no_task_runs() and not searching.work.goes_on)
    return window.message()


def loaded() -> StationLayers:
    return layers_of(stations(), QgsProject.instance())


def urls(server) -> list[str]:
    return [each.raw_query for each in server.poi_requests]


@pytest.mark.parametrize("answers", [False, True])
def test_without_a_file_it_goes_on_in_memory(gate, searching, window, answers):
    asked(searching, window)
    if answers:
        window.press(STAY)
        assert window.message() == ""
    assert end(searching, window, gate) == "1,200 stations loaded."
    assert stations().providerType() == "memory" and stations().featureCount() == 1200


def test_all_that_has_come_and_comes_goes_into_the_file(server, gate, searching, window, path):
    """The layers on the map stay what they are, with all that the user has made of them, and read the file."""
    form = searching.open_panel()
    arriving = asked(searching, window)
    assert form.offers_layout.itemAt(0).widget().text() == OFFER
    layers = arriving.layers_on_map
    layers.stations.setName("Mine")
    layers.stations.selectByIds([7])
    chosen = next(layers.stations.getSelectedFeatures())["ocm_id"]
    window.press(OFFER)
    assert "The stations go into world.gpkg." in window.message() == form.notice_text.text()
    assert layers.stations.readOnly() and not path.exists()
    assert end(searching, window, gate) == "1,200 stations loaded."
    assert QgsProject.instance().mapLayersByName("Mine") == [layers.stations]
    for layer in layers.all():
        assert layer.providerType() == "ogr" and layer.source().startswith(str(path)) and not layer.readOnly()
        assert read_provenance(layer).is_complete and layer.dataProvider().isValid()
    assert layers.stations.featureCount() == 1200
    assert [feature["ocm_id"] for feature in layers.stations.getSelectedFeatures()] == [chosen]
    assert len(urls(server)) == len(set(urls(server))) and not IN_WRITING
    moved = values(layers)
    window.clear_project()
    run(searching, window, request(geopackage=str(path.with_name("plain.gpkg"))))
    settle(lambda: not searching.work.goes_on)
    assert values(loaded()) == moved


@pytest.mark.parametrize("goes_on", [False, True])
def test_a_cancel_leaves_what_has_come_to_be_loaded_or_gone_on_with(server, searching, window, path, goes_on):
    """Nothing is at the file's place until then."""
    gate, last = Gate(server, 1), Gate(server, 2)
    arriving = asked(searching, window)
    window.press(OFFER)
    gate.opened.set()
    settle(lambda: arriving.destination.is_moving)
    searching.cancel()
    assert "1,000 stations had arrived." in end(searching, window)
    last.opened.set()
    assert QgsProject.instance().mapLayers() == {} and not path.exists()
    window.press("Continue" if goes_on else "Load What Arrived")
    settle(lambda: path.exists())
    message = end(searching, window)
    assert message == "1,200 stations loaded." if goes_on else "1,000 stations loaded, but that is not all." in message
    assert stations().source().startswith(str(path))
    numbers = [feature["ocm_id"] for feature in stations().getFeatures()]
    assert len(numbers) == len(set(numbers)) == (1200 if goes_on else 1000)
    assert read_provenance(stations()).is_complete == goes_on


@pytest.mark.parametrize("when", ["at once", "at the end"])
def test_what_cannot_be_written_goes_on_in_memory(gate, searching, window, path, monkeypatch, when):
    """Also what has gone into the file already, value for value. The message did not say what to do."""
    if when == "at once":
        path.mkdir()
    else:

        def refuse(self, result):
            raise FileWriteError("The disk is full.")

        monkeypatch.setattr(GeoPackageDestination, "put_aside", refuse)
    asked(searching, window)
    window.press(OFFER)
    message = end(searching, window, gate)
    assert message.startswith("1,200 stations loaded. ")
    assert message.endswith(" So the layers are still temporary: “Save…” puts them into another file.")
    assert "Save…" in window.buttons()
    assert stations().providerType() == "memory"
    went = values(loaded())
    window.clear_project()
    searching.search(request())
    end(searching, window)
    assert went == values(loaded())


def test_layers_that_the_user_has_edited_stay_in_memory(gate, searching, window, path):
    """The file is written from what Open Charge Map said: edits would be lost."""
    layer = asked(searching, window).layers_on_map.stations
    layer.startEditing()
    window.press(OFFER)
    assert "is being edited" in window.message()
    feature = next(layer.getFeatures())
    layer.changeAttributeValue(feature.id(), layer.fields().indexOf("name"), "Mine")
    assert layer.commitChanges()
    window.press(OFFER)
    assert "You have changed the layer" in window.message() and not layer.readOnly()
    assert end(searching, window, gate) == "1,200 stations loaded."
    assert stations().getFeature(feature.id())["name"] == "Mine" and not path.exists()


def test_the_temporary_layer_may_be_removed_once_there_is_a_file(gate, searching, window, path):
    """That ended the search: without a file, nobody wants its stations then."""
    layers = asked(searching, window).layers_on_map
    window.press(OFFER)
    QgsProject.instance().removeMapLayers([layer.id() for layer in layers.all()])
    assert end(searching, window, gate) == "1,200 stations loaded."
    assert stations().source().startswith(str(path)) and stations().featureCount() == 1200 and not IN_WRITING


def test_a_file_of_the_project_is_refused(gate, searching, window, path):
    run(searching, window, request(source="demo", geopackage=str(path)))
    settle(lambda: not searching.work.goes_on)
    stations().setName("Held")
    asked(searching, window)
    window.press(OFFER)
    assert "belongs to the layer" in window.message() and OFFER in window.buttons()
    assert end(searching, window, gate) == "1,200 stations loaded."


def test_an_answer_after_the_end_says_so(gate, searching, window, path, monkeypatch):
    """The window in which the file is named lets the search go on, also to its end."""
    asked(searching, window)

    def named_late(*args, **options):
        end(searching, window, gate)
        return str(path), ""

    monkeypatch.setattr(file_offer.QFileDialog, "getSaveFileName", named_late)
    window.press(OFFER)
    assert "had ended before" in window.message() and not path.exists()
    assert stations().providerType() == "memory"

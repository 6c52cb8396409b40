"""What others do to a layer while a reload writes into it, slice by slice, is neither lost nor overwritten."""

from __future__ import annotations

import pytest
from qgis.core import QgsProject, QgsVectorLayer

from ocm_plugin.gui import drawn_maps
from ocm_plugin.gui.drawn_maps import DrawnMaps
from ocm_plugin.gui.search_messages import SearchMessages
from ocm_plugin.layers.merging import LayerMerge
from ocm_plugin.layers.reloading import layers_of
from ocm_plugin.layers.saving import LayersToSave
from ocm_plugin.ocm.errors import FileWriteError, NoConnection
from ocm_plugin.ocm.feedback import Feedback
from tests.ocm_server.synthetic import make_pois

from .conftest import no_task_runs, settle
from .reloads import edit, feature_of, loaded, reloaded, renamed, served
from .results import request

IDS = [poi["ID"] for poi in make_pois(1200)]


@pytest.fixture
def midway(monkeypatch):
    """Does what is put into this list, each after so many steps of a write."""
    wanted = []
    whole = LayerMerge.write

    def write(merge):
        for count, step in enumerate(whole(merge)):
            for steps, do in wanted[:]:
                if steps == count:
                    wanted.remove((steps, do))
                    do()
            yield step

    monkeypatch.setattr(LayerMerge, "write", write)
    return wanted


def values(layer: QgsVectorLayer) -> dict:
    return {feature["ocm_id"]: (feature["name"], feature["query_id"]) for feature in layer.getFeatures()}


def test_a_save_while_the_reload_compares_lets_no_value_land_in_another_column(server, searching, window, tmp_path):
    """The file has a column more, so names were written into the column beside, and that was called a success."""
    layer = loaded(searching, window, tmp_path, False)
    before = values(layer)
    layers = layers_of(layer, QgsProject.instance())
    to_save = LayersToSave(layers)
    to_save.write(str(tmp_path / "kept.gpkg"), Feedback())
    whole = LayerMerge.write

    def write(merge):
        to_save.open(str(tmp_path / "kept.gpkg"))
        to_save.exchange(str(tmp_path / "kept.gpkg"), [each.id() for each in layers.all()])
        yield from whole(merge)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(LayerMerge, "write", write)
        served(server, p0=renamed(0), p1=None)
        message = reloaded(searching, window, layer)
    assert message == "The layer “Charging stations” was changed meanwhile. Nothing was written. Please try again."
    assert layer.providerType() == "ogr" and values(layer) == before
    assert reloaded(searching, window, layer) == "1,199 stations: 1 changed, 1 gone, 1,198 unchanged."


def test_a_layer_that_is_half_reloaded_is_not_saved(server, searching, window, tmp_path, midway):
    layer = loaded(searching, window, tmp_path, False)
    refused = []

    def save():
        with pytest.raises(FileWriteError, match="are being written"):
            LayersToSave(layers_of(layer, QgsProject.instance()))
        refused.append(True)

    midway.append((1, save))
    assert reloaded(searching, window, layer) == "1,200 stations: nothing changed."
    assert refused
    LayersToSave(layers_of(layer, QgsProject.instance()))


def test_nothing_is_written_while_the_layer_is_drawn(server, searching, window, tmp_path, monkeypatch):
    """QGIS copied the layer with its index: the window stood still for 0.6 s at 100,000 stations."""
    layer = loaded(searching, window, tmp_path, False)
    before, drawing = values(layer), [True]
    monkeypatch.setattr(DrawnMaps, "_is_drawing", lambda _maps: drawing[0])
    monkeypatch.setattr(drawn_maps, "COPIED_AT_ONCE", 100)
    served(server, p0=renamed(0), p1=None)
    searching._messages.clear()
    searching.reloads.reload(layer)
    settle(lambda: searching.work.goes_on and no_task_runs())
    settle()
    assert values(layer) == before and window.message() == ""
    drawing[0] = False
    settle(lambda: bool(window.message()) and not searching.work.goes_on)
    assert window.message() == "1,199 stations: 1 changed, 1 gone, 1,198 unchanged."
    assert values(layer)[IDS[0]][0] == "The service's new name"


def test_a_temporary_layer_is_not_copied_by_its_own_reload(server, searching, window, tmp_path, monkeypatch):
    """A snapshot of all rows was there until the end: QGIS copied the layer, its index, and each row written to."""
    layer = loaded(searching, window, tmp_path, False)
    served(server, p0=renamed(0), p1=None)
    whole, snapshots = LayerMerge.write, []

    def write(merge):
        snapshots.extend(hasattr(each, "_source") for each in merge._tables.values())
        yield from whole(merge)

    monkeypatch.setattr(LayerMerge, "write", write)
    assert reloaded(searching, window, layer) == "1,199 stations: 1 changed, 1 gone, 1,198 unchanged."
    assert snapshots == [False, False]


def test_an_edit_between_two_slices_stays(server, searching, window, tmp_path, midway):
    """It was overwritten without a word."""
    layer = loaded(searching, window, tmp_path, False)
    before = values(layer)
    mine = {IDS[3]: "Written already", IDS[1100]: "Still to be written"}
    midway.append((1, lambda: [edit(layer, ocm_id, name=name) for ocm_id, name in mine.items()]))
    served(server, **{f"p{place}": renamed(place) for place in (3, 4, 1100)})
    message = reloaded(searching, window, layer)
    assert message == "The layer “Charging stations” was edited meanwhile. Nothing was written. Please try again."
    expected = {**before, **{ocm_id: (name, before[ocm_id][1]) for ocm_id, name in mine.items()}}
    assert values(layer) == expected, "all but the edits is as it was"
    assert reloaded(searching, window, layer) == (
        "1,200 stations: 1 changed, 1,199 unchanged, 2 kept as you edited them."
    )
    assert {ocm_id: feature_of(layer, ocm_id)["name"] for ocm_id in mine} == mine


@pytest.mark.parametrize("is_stations", [False, True])
def test_when_one_layer_is_removed_in_the_middle_the_other_is_as_it_was(
    server, searching, window, tmp_path, midway, is_stations
):
    """It stayed with new rows of a result that nobody remembered: the next reload took them for edits."""
    layer = loaded(searching, window, tmp_path, False)
    connections = layers_of(layer, QgsProject.instance()).connections
    removed, left = (layer, connections) if is_stations else (connections, layer)
    removed_id = removed.id()
    del removed
    before = [feature.attributes() for feature in left.getFeatures()]
    served(server, **{f"p{place}": renamed(place) for place in range(10)})
    midway.append((2, lambda: QgsProject.instance().removeMapLayer(removed_id)))
    message = reloaded(searching, window, layer)
    assert "was removed meanwhile" in message
    assert [feature.attributes() for feature in left.getFeatures()] == before


def test_a_reload_that_follows_another_looks_at_the_rows_that_are_left(
    server, searching, window, tmp_path, monkeypatch
):
    """It looked at rows half written, which were then taken back: old values counted as fresh ones."""
    layer = loaded(searching, window, tmp_path, False)
    served(server, **{f"p{place}": renamed(place) for place in range(300)})
    whole, halted = LayerMerge.write, []

    def write(merge):
        steps = whole(merge)
        yield next(steps)
        halted.append(merge)
        try:
            while len(halted) == 1:
                yield
            yield from steps
        finally:
            steps.close()

    monkeypatch.setattr(LayerMerge, "write", write)
    searching.reloads.reload(layer)
    settle(lambda: bool(halted))
    assert feature_of(layer, IDS[299])["name"] == "The service's new name"
    message = reloaded(searching, window, layer)
    assert message == "1,200 stations: 300 changed, 900 unchanged."
    assert feature_of(layer, IDS[299])["name"] == "The service's new name"


def test_a_reload_that_fails_is_listened_to_no_more(server, searching, window, tmp_path, monkeypatch):
    layer = loaded(searching, window, tmp_path, False)
    before = layer.receivers(layer.afterCommitChanges)

    def fail(*_arguments):
        raise FileWriteError("No.")

    monkeypatch.setattr(LayerMerge, "decide", fail)
    assert reloaded(searching, window, layer) == "No."
    assert layer.receivers(layer.afterCommitChanges) == before


@pytest.mark.parametrize("error", [NoConnection("The server is away."), FileWriteError("The disk is full.")])
def test_a_reload_that_fails_while_it_goes_on_offers_to_go_on_again(window, searching, error):
    """It offered to load what had arrived, which is no layer, and failed."""
    telling: SearchMessages = searching._telling
    wanted = []
    telling.search_wanted.disconnect()
    telling.search_wanted.connect(lambda *arguments: wanted.append(arguments))
    telling.error(error, request(target="a layer"), "what arrived")
    assert "Load What Arrived" not in window.buttons()
    (button,) = [text for text in window.buttons() if text in ("Continue", "Try Again")]
    window.press(button)
    assert wanted[0][1] == "what arrived"

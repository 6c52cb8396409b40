"""What a reload has changed is shown on wish: at once from its message, and later from the layer's menu."""

from __future__ import annotations

import html
import threading
from datetime import timedelta

import pytest
from qgis.core import QgsExpression, QgsExpressionContext, QgsExpressionContextUtils, QgsProject, QgsVectorLayer
from qgis.PyQt import sip
from qgis.PyQt.QtWidgets import QMenu

from ocm_plugin.gui import reloads
from ocm_plugin.gui.change_lists import written_by
from ocm_plugin.layers import kept_changes
from ocm_plugin.ocm.store.file_history import listed_reloads
from tests.ocm_server.synthetic import make_pois

from .conftest import settle
from .few_stations import IDS, N, few_stations, renamed, served
from .reloads import edit, feature_of, loaded, pressed, reloaded

ADDRESSES = [poi["AddressInfo"] for poi in make_pois(N)]


@pytest.fixture
def server(monkeypatch, tmp_path):
    with few_stations(monkeypatch, tmp_path) as server:
        yield server


def moved(place: int) -> dict:
    return {"AddressInfo": {**ADDRESSES[place], "Latitude": ADDRESSES[place]["Latitude"] + 0.01}}


def layer_called(name: str) -> QgsVectorLayer:
    (layer,) = QgsProject.instance().mapLayersByName(name)
    return layer


def kinds(layer: QgsVectorLayer) -> dict[int, str]:
    return {feature["ocm_id"]: feature["change"] for feature in layer.getFeatures()}


def menu_of(searching, layer) -> list:
    menu = QMenu()
    _menus.append(menu)
    searching.changes.fill_menu(layer, menu)
    settle(lambda: menu.actions()[0].text() != "Reading the list of changes.")
    return menu.actions()


_menus: list[QMenu] = []
"""Kept as long as their entries."""


@pytest.mark.parametrize("geopackage", [False, True])
def test_a_click_shows_what_a_reload_has_changed(searching, window, server, tmp_path, geopackage):
    served(server, p5=None)
    layer = loaded(searching, window, tmp_path, geopackage)
    gone_at = feature_of(layer, IDS[3]).geometry().asPoint()
    served(server, p1=renamed(1), p2=moved(2), p3=None, p4={"StatusTypeID": 150})
    assert reloaded(searching, window, layer).startswith("119 stations: 1 added, 3 changed, 1 gone")
    assert "Show Changes" in window.buttons() and "Undo" in window.buttons()
    message = pressed(window, searching, "Show Changes")
    settle(lambda: "from before" in window.message())
    assert window.message() == "5 stations of “Charging stations” differ from before.", message
    changes = layer_called("Changes")
    assert kinds(changes) == {
        IDS[1]: "other",
        IDS[2]: "moved",
        IDS[3]: "gone",
        IDS[4]: "status",
        IDS[5]: "added",
    }
    # What has gone is where it was last known to be.
    gone = feature_of(changes, IDS[3])
    assert gone.geometry().asPoint() == gone_at and gone["provider"] and gone["name"]
    labels = [category.label() for category in changes.renderer().categories()]
    assert labels == ["Added (1)", "Gone (1)", "Status changed (1)", "Moved (1)", "Other change (1)"]
    values = {(f["ocm_id"], f["field"]): (f["old"], f["new"]) for f in layer_called("Changed values").getFeatures()}
    assert values[IDS[1], "name"] == (ADDRESSES[1]["Title"], "The service's new name")
    assert changes.metadata().rights()
    # It stands above the layer that it is about.
    root = QgsProject.instance().layerTreeRoot()
    beside = root.findLayer(layer.id()).parent().children()
    assert [node.layerId() for node in beside][:2] == [changes.id(), layer_called("Changed values").id()]


def tip_of(layer: QgsVectorLayer, ocm_id: int) -> str:
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    context.setFeature(feature_of(layer, ocm_id))
    return QgsExpression.replaceExpressionText(layer.mapTipTemplate(), context)


def test_the_map_tip_says_each_value_before_and_now(searching, window, server, tmp_path):
    layer = loaded(searching, window, tmp_path, False)
    title = "<b>Bold & [% 1 + 1 %]"
    served(
        server,
        p1={"AddressInfo": {**ADDRESSES[1], "Title": title}},
        p4={"StatusTypeID": 150, **moved(4)},
    )
    reloaded(searching, window, layer)
    pressed(window, searching, "Show Changes")
    settle(lambda: "from before" in window.message())
    changes = layer_called("Changes")
    tip = tip_of(changes, IDS[1])
    assert "&lt;b&gt;Bold &amp; &#91;% 1 + 1 %]" in tip and "<b>Bold" not in tip and "Eval Error" not in tip
    assert html.escape(ADDRESSES[1]["Title"]) in tip and "Name" in tip and "Other change" in tip
    tip = tip_of(changes, IDS[4])
    assert "Status changed" in tip and "Moved by 1,112 m" in tip and "geometry" not in tip
    assert "→ <b>Planned" in tip and "status_id" not in tip


@pytest.mark.parametrize("geopackage", [False, True])
def test_later_the_menu_offers_each_reload_and_all_since(searching, window, server, tmp_path, geopackage):
    layer = loaded(searching, window, tmp_path, geopackage)
    (only,) = menu_of(searching, layer)
    assert only.text() == "No reload has changed this layer." and not only.isEnabled()
    served(server, p1=renamed(1))
    reloaded(searching, window, layer)
    served(server, p1=renamed(1), p3=None)
    reloaded(searching, window, layer)
    newest, oldest = menu_of(searching, layer)
    assert newest.text().startswith("Last Reload, ") and newest.text().endswith(": 1 gone")
    assert oldest.text().endswith(": 1 changed, and Later Ones")
    for action, shown in ((newest, {IDS[3]: "gone"}), (oldest, {IDS[1]: "other", IDS[3]: "gone"})):
        searching._messages.clear()
        action.trigger()
        settle(lambda: "from before" in window.message())
        assert kinds(layer_called("Changes")) == shown
        QgsProject.instance().removeMapLayer(layer_called("Changes").id())


@pytest.mark.parametrize("geopackage", [False, True])
def test_a_reload_that_was_undone_is_offered_no_more(searching, window, server, tmp_path, geopackage):
    layer = loaded(searching, window, tmp_path, geopackage)
    served(server, p3=None)
    reloaded(searching, window, layer)
    assert len(menu_of(searching, layer)) == 1 and menu_of(searching, layer)[0].isEnabled()
    pressed(window, searching, "Undo")
    (only,) = menu_of(searching, layer)
    assert not only.isEnabled()


def test_changes_that_were_undone_are_on_the_map_no_more(searching, window, server, tmp_path):
    """The map went on to call stations gone that the undo had brought back."""
    layer = loaded(searching, window, tmp_path, False)
    served(server, p3=None)
    reloaded(searching, window, layer)
    pressed(window, searching, "Show Changes")
    settle(lambda: "from before" in window.message())
    node = QgsProject.instance().layerTreeRoot().findLayer(layer_called("Changes").id())
    assert node.isVisible()
    searching.undo.undo_last(layer)
    settle(lambda: "undone" in window.message())
    assert not node.isVisible(), "it stays in the project: the user may have worked with it"


def test_what_has_changed_back_since_is_no_change(searching, window, server, tmp_path):
    layer = loaded(searching, window, tmp_path, True)
    served(server, p1=renamed(1))
    reloaded(searching, window, layer)
    served(server)
    reloaded(searching, window, layer)
    menu_of(searching, layer)[-1].trigger()
    settle(lambda: "differs from before" in window.message())
    assert window.message() == "No station of “Charging stations” differs from before in its own values."
    assert not QgsProject.instance().mapLayersByName("Changes")


def test_an_edit_of_the_user_is_no_change_of_the_service(searching, window, server, tmp_path):
    layer = loaded(searching, window, tmp_path, True)
    edit(layer, IDS[7], town="mine")
    served(server, p3=None)
    reloaded(searching, window, layer)
    pressed(window, searching, "Show Changes")
    settle(lambda: "from before" in window.message())
    assert kinds(layer_called("Changes")) == {IDS[3]: "gone"}


def test_an_arrow_in_a_name_is_not_the_one_between_before_and_now(searching, window, server, tmp_path):
    """Stations at motorways are called so: the map tip cut the names at their own arrows, and mixed them."""
    names = ("A 3 → Köln", "→ Bonn →")
    layer = loaded(searching, window, tmp_path, False)
    for name in names:
        served(server, p1={"AddressInfo": {**ADDRESSES[1], "Title": name}})
        reloaded(searching, window, layer)
    pressed(window, searching, "Show Changes")
    settle(lambda: "from before" in window.message())
    tip = tip_of(layer_called("Changes"), IDS[1]).replace("\N{NO-BREAK SPACE}", " ")
    assert f"<td>{names[0]} → <b>{names[1]}</b></td>" in tip


def test_the_window_waits_for_no_list_of_a_file(searching, window, server, tmp_path, monkeypatch):
    """A menu that opened read the list of its file: a million entries, a slow share, or 5 s while it was locked."""
    layer = loaded(searching, window, tmp_path, True)
    served(server, p1=renamed(1))
    reloaded(searching, window, layer)
    threads = []

    def noted(path: str, table: str) -> list:
        threads.append(threading.current_thread())
        return listed_reloads(path, table)

    monkeypatch.setattr(kept_changes, "listed_reloads", noted)
    menu, other = QMenu(), QMenu()
    searching.changes.fill_menu(layer, menu)
    assert [action.text() for action in menu.actions()] == ["Reading the list of changes."]
    searching.changes.fill_menu(layer, other)  # and what was read for the first is not wanted any more
    sip.delete(menu)
    settle(lambda: "1 changed" in other.actions()[0].text())
    assert threads and threading.main_thread() not in threads


def test_what_a_reload_has_written_is_packed_in_the_background(searching, window, server, tmp_path, monkeypatch):
    """Of 100,000 stations that had changed, the window stood still for a second when the reload was over."""
    threads = []

    def noted(outcome):
        threads.append(threading.current_thread())
        return written_by(outcome)

    monkeypatch.setattr(reloads, "written_by", noted)
    layer = loaded(searching, window, tmp_path, False)
    served(server, p1=renamed(1))
    reloaded(searching, window, layer)
    assert threads and threading.main_thread() not in threads


def test_reloads_from_before_the_layer_was_saved_are_offered_still(searching, sharing, window, server, tmp_path):
    """Once the file had a list of its own, those from when the layer was temporary were forgotten."""
    layer = loaded(searching, window, tmp_path, False)
    served(server, p1=renamed(1))
    reloaded(searching, window, layer)
    earlier = searching.changes._reloads[layer.id()]
    earlier[0] = earlier[0]._replace(seen_at=earlier[0].seen_at - timedelta(hours=1))
    sharing.save_to(layer, str(tmp_path / "kept.gpkg"))
    settle(lambda: "Saved as" in window.message())
    sharing._messages.clear()
    served(server, p1=renamed(1), p3=None)
    reloaded(searching, window, layer)
    newest, oldest = menu_of(searching, layer)
    assert newest.text().endswith(": 1 gone") and oldest.text().endswith(": 1 changed, and Later Ones")
    searching._messages.clear()
    oldest.trigger()
    settle(lambda: "from before" in window.message())
    assert kinds(layer_called("Changes")) == {IDS[1]: "other", IDS[3]: "gone"}


def test_providers_whose_stations_have_all_gone_are_credited(searching, window, server, tmp_path):
    """The layer holds none of theirs any more, and so its credit did not name them; the layer of changes shows them."""
    served(server, p3={"DataProviderID": 18, "DataProvider": {"ID": 18, "Title": "A provider that leaves"}})
    layer = loaded(searching, window, tmp_path, True)
    provider = feature_of(layer, IDS[3])["provider"]
    assert len([feature for feature in layer.getFeatures() if feature["provider"] == provider]) == 1
    served(server, p3=None)
    reloaded(searching, window, layer)
    assert provider not in "".join(layer.metadata().rights())
    pressed(window, searching, "Show Changes")
    settle(lambda: "from before" in window.message())
    assert provider in "".join(layer_called("Changes").metadata().rights())

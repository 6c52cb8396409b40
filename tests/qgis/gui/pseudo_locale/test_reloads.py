"""No English is left in what is said of reloads, of their undo, and of projects that come back without stations."""

from __future__ import annotations

from collections.abc import Iterable

from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtWidgets import QMenu

from tests.ocm_server import faults
from tests.support import pseudo
from tests.support.pseudo import Shown, accented
from tests.support.shown_texts import evaluated, field_texts, legend_texts

from ..conftest import settle
from .conftest import message, none_left, of


def changed(pois: list[dict]) -> list[dict]:
    """The service's stations of tomorrow: some gone, added, moved, renamed and broken."""
    pois = [dict(poi) for poi in pois[3:]]
    pois[0] = {**pois[0], "AddressInfo": {**pois[0]["AddressInfo"], "Title": "ΝΕΟ"}}
    pois[1] = {**pois[1], "AddressInfo": {**pois[1]["AddressInfo"], "Title": "ΑΛΛΟ", "Latitude": 50.5}}
    pois.append({**pois[2], "ID": 99, "UUID": "00000000-0000-0000-0000-000000000099"})
    return pois


def edited(layer: QgsVectorLayer, ids: Iterable[int]) -> None:
    assert layer.startEditing()
    for feature in layer.getFeatures():
        if feature["ocm_id"] in ids:
            layer.changeAttributeValue(feature.id(), layer.fields().indexOf("name"), "ΔΙΚΟ ΜΟΥ")
    assert layer.commitChanges()


def reload(plugin, window, layer: QgsVectorLayer) -> list[Shown]:
    plugin.searching._messages.clear()
    plugin.searching.reloads.reload(layer)
    settle(lambda: bool(window.message()) and not plugin.searching.work.goes_on)
    return [*message(window)]


def press(plugin, window, text: str) -> list[Shown]:
    window.press(accented(text))
    settle(lambda: bool(window.message()) and not plugin.searching.work.goes_on)
    return [*message(window)]


def test_reload_and_undo(plugin, window, server, stations):
    shown = reload(plugin, window, stations)
    pois = pseudo.pois()
    ids = [poi["ID"] for poi in pois[3:12]]
    edited(stations, ids)
    server.replace_pois(changed(pois))
    shown += reload(plugin, window, stations)
    if accented("Take Theirs") in window.buttons():
        shown += press(plugin, window, "Take Theirs")
        shown += press(plugin, window, "Undo")
    if accented("Undo") in window.buttons():
        shown += press(plugin, window, "Undo")
    server.faults.add(faults.empty_list(), times=1, action="poi")
    shown += reload(plugin, window, stations)
    if accented("Keep What Is There") in window.buttons():
        window.press(accented("Keep What Is There"))
        settle()
    assert stations.startEditing()
    shown += reload(plugin, window, stations)
    assert stations.rollBack()
    none_left(shown)


def test_layers_of_changes(plugin, window, server, stations):
    """Legend, table and map tip of a comparison were in English in every language."""
    server.replace_pois(changed(pseudo.pois()))
    reload(plugin, window, stations)
    shown = press(plugin, window, "Show Changes")
    settle(lambda: len(layers_of_changes()) == 2)
    shown += [*message(window)]
    menu = QMenu()
    plugin.searching.changes.fill_menu(stations, menu)
    shown += of("menu", (action.text() for action in menu.actions()))
    for layer in layers_of_changes():
        shown += [*of("layer", [layer.name()]), *field_texts(layer)]
        if layer.isSpatial():
            shown += of("legend", legend_texts(layer))
            shown += of("map tip", evaluated(layer, layer.mapTipTemplate()))
    none_left(shown)


def layers_of_changes() -> list[QgsVectorLayer]:
    layers = QgsProject.instance().mapLayers().values()
    return [layer for layer in layers if {"change", "old"} & set(layer.fields().names())]


def test_projects_that_come_back_without_stations(plugin, window, stations, tmp_path):
    path = str(tmp_path / "project.qgz")
    window.wait_for_drawing()
    assert QgsProject.instance().write(path)
    QgsProject.instance().clear()
    assert QgsProject.instance().read(path)
    window.projectRead.emit()
    settle(lambda: bool(window.message()))
    none_left(message(window))

"""Random edits, reloads and undos: what was there before is there again, but for what was edited since."""

from __future__ import annotations

import random

import pytest
from qgis.core import QgsField, QgsGeometry, QgsPointXY, QgsVectorLayer
from qgis.PyQt.QtCore import QVariant

from .few_stations import IDS, few_stations, renamed, served
from .reloads import edit, feature_of, loaded, reloaded
from .undos import UNDONE, all_of, undone, without_times


@pytest.fixture
def server(monkeypatch, tmp_path):
    with few_stations(monkeypatch, tmp_path) as server:
        yield server


class Random:
    """Random edits of layers, as users make them."""

    def __init__(self, layer: QgsVectorLayer, seed: int) -> None:
        self.layer = layer
        self.chance = random.Random(seed)

    def edit(self) -> None:
        chance, layer = self.chance, self.layer
        ocm_id = chance.choice(IDS[:30])
        held = [feature for feature in layer.getFeatures() if feature["ocm_id"] == ocm_id]
        assert layer.startEditing()
        if chance.random() < 0.1 and layer.fields().indexOf("note") < 0:
            layer.addAttribute(QgsField("note", QVariant.String))
        elif held:
            fid = held[0].id()
            column = chance.choice(["name", "phone", *(["note"] if layer.fields().indexOf("note") >= 0 else [])])
            if chance.random() < 0.2:
                layer.changeGeometry(fid, QgsGeometry.fromPointXY(QgsPointXY(chance.choice((7, 9)), 50.5)))
            elif chance.random() < 0.1:
                layer.deleteFeature(fid)
            else:
                layer.changeAttributeValue(fid, layer.fields().indexOf(column), chance.choice(("a", "b", None)))
        assert layer.commitChanges(), layer.commitErrors()

    def served(self, server) -> None:
        changes = {}
        for place in range(30):
            kind = self.chance.random()
            if kind < 0.3:
                changes[f"p{place}"] = None if kind < 0.15 else renamed(place)
        served(server, **changes)


@pytest.mark.parametrize("geopackage", [False, True])
@pytest.mark.parametrize("seed", [1, 2])
def test_random_edits_reloads_and_undos(server, searching, window, tmp_path, geopackage, seed):
    """After an undo at once all is as before; with edits in between, these stay and the rest is as before."""
    layer = loaded(searching, window, tmp_path, geopackage)
    life = Random(layer, seed)
    for _ in range(4):
        for _ in range(life.chance.randrange(4)):
            life.edit()
        before = all_of(layer)
        life.served(server)
        told = reloaded(searching, window, layer)
        if "nothing changed" in told:
            continue
        column = None
        if life.chance.random() < 0.5:
            column = feature_of(layer, IDS[40])["name"]
            edit(layer, IDS[40], name="Edited between")
        assert undone(window, searching) == UNDONE
        if column is not None:
            assert feature_of(layer, IDS[40])["name"] == "Edited between"
            edit(layer, IDS[40], name=column)
            # QGIS writes the whole row, and its times to the second.
            assert without_times(layer, IDS[40]) == without_times(before, IDS[40])
        else:
            assert all_of(layer) == before
        # What has just been brought is held, and is merged again.
        assert reloaded(searching, window, layer).split(" Held since")[0] == told.split(" Held since")[0]

"""Layers of 1,200 stations, edited as a user does and reloaded from a server that has changed."""

from __future__ import annotations

import functools

from qgis.core import QgsFeature, QgsVectorLayer

from tests.ocm_server.synthetic import make_pois

from .conftest import settle
from .results import request, run, stations


def loaded(searching, window, tmp_path, geopackage):
    """A layer of 1,200 stations."""
    run(searching, window, request(geopackage=str(tmp_path / "stations.gpkg") if geopackage else ""))
    settle(lambda: not searching.work.goes_on)
    return stations()


def feature_of(layer: QgsVectorLayer, ocm_id: int) -> QgsFeature:
    (feature,) = [feature for feature in layer.getFeatures() if feature["ocm_id"] == ocm_id]
    return feature


def edit(layer: QgsVectorLayer, ocm_id: int, **values) -> None:
    """As a user does: editing on, values, editing off."""
    assert layer.startEditing()
    fid = feature_of(layer, ocm_id).id()
    for name, value in values.items():
        assert layer.changeAttributeValue(fid, layer.fields().indexOf(name), value)
    assert layer.commitChanges(), layer.commitErrors()


def reloaded(searching, window, layer) -> str:
    """Reload to the end: the message."""
    searching._messages.clear()
    searching.reloads.reload(layer)
    settle(lambda: bool(window.message()) and not searching.work.goes_on)
    return window.message()


def pressed(window, searching, text: str) -> str:
    """Press a button, and wait: the message."""
    window.press(text)
    settle(lambda: bool(window.message()) and not searching.work.goes_on)
    return window.message()


def served(server, **changed) -> list[dict]:
    """The POIs of the server, some of them changed; `p5` names the sixth. None takes one away."""
    pois = make_pois(1200)
    for name, values in changed.items():
        place = int(name[1:])
        pois[place] = None if values is None else {**pois[place], **values}
    server.replace_pois([poi for poi in pois if poi is not None])
    return make_pois(1200)


@functools.cache
def addresses() -> list[dict]:
    return [poi["AddressInfo"] for poi in make_pois(1200)]


def renamed(place: int) -> dict:
    address = addresses()[place]
    return {"AddressInfo": {**address, "Title": "The service's new name"}}

"""A server of few stations, so that many reloads take little time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from qgis.core import QgsApplication

from tests.ocm_server import OcmServer
from tests.ocm_server.synthetic import make_pois

N = 120
IDS = [poi["ID"] for poi in make_pois(N)]


@contextmanager
def few_stations(monkeypatch: pytest.MonkeyPatch, folder: Path) -> Iterator[OcmServer]:
    """The server, which the plugin asks."""
    with OcmServer(make_pois(N)) as server:
        monkeypatch.setenv("OCM_API_URL", server.url)
        monkeypatch.setenv("OCM_API_KEY", server.key)
        monkeypatch.setattr(QgsApplication, "qgisSettingsDirPath", staticmethod(lambda: str(folder)))
        yield server


def served(server, **changed) -> None:
    """The stations of the server, some of them changed; `p5` names the sixth. None takes one away."""
    pois = make_pois(N)
    for name, values in changed.items():
        place = int(name[1:])
        pois[place] = None if values is None else {**pois[place], **values}
    server.replace_pois([poi for poi in pois if poi is not None])


def renamed(place: int) -> dict:
    return {"AddressInfo": {**make_pois(N)[place]["AddressInfo"], "Title": "The service's new name"}}

"""A layer that came from a file is reloaded from the file at the same path."""

from __future__ import annotations

import pytest

from tests.ocm_server.synthetic import make_pois
from tests.support.written_files import FORMS, write

from .conftest import settle
from .reloads import pressed, reloaded
from .results import request, run, stations

POIS = make_pois(12)


def loaded(searching, window, path):
    run(searching, window, request(source=str(path)))
    settle(lambda: not searching.work.goes_on)
    return stations()


def numbers(layer) -> list[int]:
    return sorted(feature["ocm_id"] for feature in layer.getFeatures())


@pytest.mark.parametrize("form", FORMS)
def test_a_file_that_has_changed_is_read_again(server, searching, window, tmp_path, form):
    """It was refused: "This layer came from a file, not from a server"."""
    path = tmp_path / "stations"
    write(path, form, POIS[:10])
    layer = loaded(searching, window, path)
    write(path, form, POIS[1:12])
    message = reloaded(searching, window, layer)
    assert message.startswith("11 stations: 2 added, 1 gone"), message
    assert numbers(layer) == sorted(poi["ID"] for poi in POIS[1:12])
    assert server.requests == []


def test_a_file_that_is_gone_is_named_and_nothing_is_changed(server, searching, window, tmp_path):
    path = tmp_path / "stations.json"
    write(path, "json", POIS)
    layer = loaded(searching, window, path)
    path.unlink()
    assert reloaded(searching, window, layer) == f"The file {path} is no longer there. The layer was not reloaded."
    assert layer.featureCount() == 12


def test_a_file_with_far_fewer_stations_is_asked_about(server, searching, window, tmp_path):
    path = tmp_path / "stations.json"
    write(path, "json", POIS)
    layer = loaded(searching, window, path)
    write(path, "json", POIS[:2])
    assert reloaded(searching, window, layer).startswith("The file has 2 stations, “Charging stations")
    assert layer.featureCount() == 12
    pressed(window, searching, "Replace")
    assert numbers(layer) == [poi["ID"] for poi in POIS[:2]]

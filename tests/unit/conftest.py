"""What the tests of mirrors share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ocm_plugin.ocm.http import retrying
from tests.ocm_server import OcmServer
from tests.ocm_server.synthetic import make_pois
from tests.support.postgis_mirrors import new_mirror
from tests.support.registries import Registry


@pytest.fixture(params=["GeoPackage", "PostGIS"])
def registry(file_registry: Registry, request: pytest.FixtureRequest) -> Registry:
    """A server, and a mirror of it in a file or in a database."""
    if request.param == "PostGIS":
        file_registry.mirror = new_mirror(request.getfixturevalue("postgres"))
    return file_registry


@pytest.fixture
def file_registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Registry]:
    monkeypatch.setattr(retrying, "FIRST_WAIT_S", 0.001)
    pois = make_pois(300, seed=7)
    for poi in pois:
        poi["DateLastStatusUpdate"] = "2026-01-01T10:00:00Z"
    with OcmServer(pois, None) as server:
        yield Registry(server, tmp_path)

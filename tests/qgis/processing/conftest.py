"""The algorithms as Processing has them, and a server to ask."""

from __future__ import annotations

from dataclasses import replace

import pytest
from qgis.core import QgsApplication

from ocm_plugin.processing.provider import OpenChargeMapProvider
from ocm_plugin.qgis_support.settings import Settings
from tests.ocm_server import OcmServer
from tests.ocm_server.synthetic import make_pois


@pytest.fixture(scope="module")
def provider(qgis_app, qgis_processing):
    provider = OpenChargeMapProvider()
    QgsApplication.processingRegistry().addProvider(provider)
    yield provider
    QgsApplication.processingRegistry().removeProvider(provider)


@pytest.fixture
def server(provider, monkeypatch, tmp_path):
    with OcmServer() as server:
        monkeypatch.setenv("OCM_API_URL", server.url)
        monkeypatch.setenv("OCM_API_KEY", server.key)
        monkeypatch.setattr("ocm_plugin.qgis_support.sources.profile_folder", lambda: tmp_path / "profile")
        # Each search asks the server, but for the tests of what is held.
        replace(Settings(), held_hours=0).save()
        yield server
    Settings().save()


SMALL = 40


@pytest.fixture
def small_server(provider, monkeypatch):
    """A server of SMALL stations."""
    with OcmServer(make_pois(SMALL)) as server:
        monkeypatch.setenv("OCM_API_URL", server.url)
        monkeypatch.setenv("OCM_API_KEY", server.key)
        replace(Settings(), held_hours=0).save()
        yield server
    Settings().save()

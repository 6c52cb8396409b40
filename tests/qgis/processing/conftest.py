"""The algorithms as Processing has them, and a server to ask."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace

import pytest
from qgis.core import QgsApplication, QgsProject, QgsVectorLayer

from ocm_plugin.processing.provider import OpenChargeMapProvider
from ocm_plugin.qgis_support.settings import Settings
from tests.ocm_server import OcmServer
from tests.ocm_server.synthetic import make_pois
from tests.support.postgis import connection_of, new_schema, stored_stations
from tests.support.processing_log import Log


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


EVERYWHERE = "-180,180,-90,90 [EPSG:4326]"


@pytest.fixture(params=["memory", "file", "PostGIS"])
def layer(request, server, tmp_path):
    """All stations of the server, in the project: a temporary layer, a file named by its path, or a schema."""
    import processing

    with ExitStack() as stack:
        output = str(tmp_path / "stations.gpkg") if request.param == "file" else "TEMPORARY_OUTPUT"
        parameters = {"EXTENT": EVERYWHERE, "OUTPUT": output}
        made = processing.run("openchargemap:stationsinextent", parameters, feedback=Log())["OUTPUT"]
        layer = made if isinstance(made, QgsVectorLayer) else QgsVectorLayer(made, "stations", "ogr")
        if request.param == "PostGIS":
            postgres, schema = request.getfixturevalue("postgres"), new_schema()
            team = stack.enter_context(connection_of(postgres, "Team"))
            parameters = {"INPUT": layer, "DATABASE": team, "SCHEMA": schema}
            processing.run("openchargemap:savetopostgis", parameters, feedback=Log())
            layer = stored_stations(team, schema)
        QgsProject.instance().addMapLayer(layer)
        yield layer
        QgsProject.instance().removeMapLayer(layer.id())

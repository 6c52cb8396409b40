"""Stations copied to another store are known there as in the first one: edits, deleted rows, decisions."""

from __future__ import annotations

import sys
import zipfile

import pytest
from qgis.core import QgsProject, QgsVectorLayer

from ocm_plugin.layers.build import SESSION_BASELINE
from ocm_plugin.layers.geopackage import open_table
from ocm_plugin.layers.reloading import layers_of
from ocm_plugin.layers.saving import LayersToSave
from ocm_plugin.layers.station_store import station_store
from ocm_plugin.ocm.feedback import Feedback
from tests.ocm_server import OcmServer
from tests.ocm_server.synthetic import make_pois
from tests.support.algorithm_runs import EVERYWHERE, run
from tests.support.postgis import connection_of, new_schema, stored_stations

N = 12
IDS = [poi["ID"] for poi in make_pois(N)]
DECIDED = {(IDS[3], IDS[4]): ("same", "Überzählig"), (IDS[5], IDS[6]): ("different", None)}


@pytest.fixture
def server(provider, empty_project, monkeypatch):
    with OcmServer(make_pois(N)) as server:
        monkeypatch.setenv("OCM_API_URL", server.url)
        monkeypatch.setenv("OCM_API_KEY", server.key)
        yield server


@pytest.fixture
def edited(server, empty_project, tmp_path) -> QgsVectorLayer:
    """A file in which the user has corrected a name, deleted a row and decided on duplicates, in an earlier session."""
    path = str(tmp_path / "first.gpkg")
    run("stationsinextent", EXTENT=EVERYWHERE, PACKAGE=path, OUTPUT=None)
    layer = open_table(path, "stations")
    fids = {feature["ocm_id"]: feature.id() for feature in layer.getFeatures()}
    assert layer.startEditing()
    assert layer.changeAttributeValue(fids[IDS[0]], layer.fields().indexOf("name"), "Mine")
    assert layer.deleteFeature(fids[IDS[1]])
    assert layer.commitChanges(), layer.commitErrors()
    station_store(layer).keep(DECIDED, Feedback())
    del layer  # with it goes the log beside the file
    SESSION_BASELINE.clear()
    return empty_project.addMapLayer(open_table(path, "stations"))


def in_file(layer: QgsVectorLayer, path: str) -> QgsVectorLayer:
    """A copy in a file, as *Save Permanently* makes it."""
    saving = LayersToSave(layers_of(layer, QgsProject.instance()))
    saving.write(path, Feedback())
    copies = saving.open(path).all()
    return QgsProject.instance().addMapLayers(copies)[0]


def check(copy: QgsVectorLayer, server: OcmServer) -> None:
    """Reload the copy after every name has changed at the service."""
    assert station_store(copy).decisions() == DECIDED
    pois = make_pois(N)
    for poi in pois:
        poi["AddressInfo"]["Title"] = "New"
        poi["DateLastStatusUpdate"] = "2026-11-30T10:00:00Z"
    server.replace_pois(pois)
    QgsProject.instance().addMapLayer(copy)
    done, said = run("updatelayer", INPUT=copy, OUTPUT=None)
    assert (done["N_CONFLICTS"], done["N_DELETED"], done["N_ADDED"]) == (1, 1, 0), said
    names = {feature["ocm_id"]: feature["name"] for feature in copy.getFeatures()}
    assert names == {number: "Mine" if number == IDS[0] else "New" for number in IDS if number != IDS[1]}


def test_a_copy_in_another_file(server, edited, tmp_path):
    """The next reload overwrote the user's corrections, brought back what they had deleted, and audits asked again."""
    check(in_file(edited, str(tmp_path / "second.gpkg")), server)


def test_a_copy_of_a_file_in_an_archive(server, tmp_path):
    """QGIS reads it; what stands beside its rows cannot be read."""
    path = tmp_path / "first.gpkg"
    run("stationsinextent", EXTENT=EVERYWHERE, PACKAGE=str(path), OUTPUT=None)
    with zipfile.ZipFile(tmp_path / "packed.zip", "w") as archive:
        archive.write(path, "first.gpkg")
    packed = QgsVectorLayer(f"/vsizip/{tmp_path}/packed.zip/first.gpkg|layername=stations", "stations", "ogr")
    packed = QgsProject.instance().addMapLayer(packed)
    assert in_file(packed, str(tmp_path / "second.gpkg")).featureCount() == N


def test_a_copy_in_a_schema_and_back_in_a_file(server, edited, postgres, tmp_path):
    with connection_of(postgres, "Team") as team:
        first, second = new_schema(), new_schema()
        run("savetopostgis", INPUT=edited, DATABASE=team, SCHEMA=first)
        in_schema = QgsProject.instance().addMapLayer(stored_stations(team, first))
        run("savetopostgis", INPUT=in_schema, DATABASE=team, SCHEMA=second)
        back = in_file(in_schema, str(tmp_path / "back.gpkg"))
        check(stored_stations(team, second), server)
    assert station_store(back).decisions() == DECIDED


def test_a_copy_of_a_schema_where_psycopg2_is_missing(server, edited, postgres, tmp_path, monkeypatch):
    """What stands beside the rows cannot be asked for; the rows are saved all the same."""
    with connection_of(postgres, "Team") as team:
        schema = new_schema()
        run("savetopostgis", INPUT=edited, DATABASE=team, SCHEMA=schema)
        in_schema = QgsProject.instance().addMapLayer(stored_stations(team, schema))
        monkeypatch.setitem(sys.modules, "psycopg2", None)
        assert in_file(in_schema, str(tmp_path / "second.gpkg")).featureCount() == N - 1


def test_what_is_decided_in_the_other_schema_stays(server, edited, postgres):
    with connection_of(postgres, "Team") as team:
        schema = new_schema()
        run("savetopostgis", INPUT=edited, DATABASE=team, SCHEMA=schema)
        there = station_store(stored_stations(team, schema))
        there.keep({(IDS[3], IDS[4]): ("different", "after a visit"), (IDS[7], IDS[8]): ("same", None)}, Feedback())
        run("savetopostgis", INPUT=edited, DATABASE=team, SCHEMA=schema, REPLACE=True)
        assert there.decisions() == {
            **DECIDED,
            (IDS[3], IDS[4]): ("different", "after a visit"),
            (IDS[7], IDS[8]): ("same", None),
        }

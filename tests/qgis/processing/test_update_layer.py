"""A layer brought up to date by Processing: as a reload does, with what the panel asks as parameters."""

from __future__ import annotations

from pathlib import Path

import pytest
from qgis.core import QgsProcessingException, QgsProject, QgsVectorLayer

from ocm_plugin.layers.metadata import read_provenance
from ocm_plugin.ocm.errors import FileWriteError
from ocm_plugin.processing.update_run import Update
from tests.ocm_server import OcmServer, faults
from tests.ocm_server.synthetic import make_pois
from tests.support.processing_log import Log

from .conftest import EVERYWHERE

N = 40
IDS = [poi["ID"] for poi in make_pois(N)]


@pytest.fixture
def server(provider, monkeypatch):
    with OcmServer(make_pois(N)) as server:
        monkeypatch.setenv("OCM_API_URL", server.url)
        monkeypatch.setenv("OCM_API_KEY", server.key)
        yield server


def updated(layer, **parameters):
    import processing

    log = Log()
    return processing.run("openchargemap:updatelayer", {"INPUT": layer, **parameters}, feedback=log), log.said


def serve(server, **changed) -> None:
    pois = make_pois(N)
    for name, values in changed.items():
        pois[int(name[1:])] = None if values is None else {**pois[int(name[1:])], **values}
    server.replace_pois([poi for poi in pois if poi is not None])


def titled(place: int, title: str) -> dict:
    return {"AddressInfo": {**make_pois(N)[place]["AddressInfo"], "Title": title}}


def value(layer, ocm_id: int, name: str):
    (found,) = [feature[name] for feature in layer.getFeatures() if feature["ocm_id"] == ocm_id]
    return found


def edit(layer, ocm_id: int, name: str | None, text: str = "") -> None:
    """As a user does: a value, or without a name, the row deleted."""
    (fid,) = [feature.id() for feature in layer.getFeatures() if feature["ocm_id"] == ocm_id]
    assert layer.startEditing()
    if name is None:
        assert layer.deleteFeature(fid)
    else:
        assert layer.changeAttributeValue(fid, layer.fields().indexOf(name), text)
    assert layer.commitChanges(), layer.commitErrors()


def test_only_differences_are_written_and_counted(server, layer):
    import processing

    fids = {feature["ocm_id"]: feature.id() for feature in layer.getFeatures()}
    serve(server, p1=titled(1, "New name"), p3=None)
    results, said = updated(layer, OUTPUT="TEMPORARY_OUTPUT", VALUES="TEMPORARY_OUTPUT")
    counts = {name: results[name] for name in results if name.startswith("N_") and results[name]}
    assert counts == {"N_CHANGED": 1, "N_GONE": 1, "N_SAME": N - 2} and results["COMPLETE"] is True
    assert any("39 stations: 1 changed, 1 gone, 38 unchanged." in line for line in said)
    kinds = {feature["ocm_id"]: feature["change"] for feature in results["OUTPUT"].getFeatures()}
    assert kinds == {IDS[1]: "other", IDS[3]: "gone"}
    assert [f["new"] for f in results["VALUES"].getFeatures() if f["field"] == "name"] == ["New name"]
    assert value(layer, IDS[1], "name") == "New name"
    # The rows that stay keep their numbers.
    assert {feature["ocm_id"]: feature.id() for feature in layer.getFeatures()} == {
        number: fid for number, fid in fids.items() if number != IDS[3]
    }
    if layer.providerType() == "ogr":
        path = layer.source().split("|")[0]
        assert not Path(f"{path}-wal").exists()
    if layer.providerType() != "memory":
        parameters = {"NEW": layer, "SINCE": "2000-01-01T00:00:00", "OUTPUT": "TEMPORARY_OUTPUT"}
        since = processing.run("openchargemap:comparesnapshots", parameters, feedback=Log())
        assert (since["N_CHANGED"], since["N_GONE"]) == (1, 1)


def test_what_a_result_that_was_stopped_lacked_is_not_new_in_the_registry(server):
    import processing

    server.faults.add(faults.limit(10), times=2, action="poi")
    server.faults.add(faults.status(404), times=None, action="poi")
    made = processing.run("openchargemap:stationsinextent", {"EXTENT": EVERYWHERE, "OUTPUT": "TEMPORARY_OUTPUT"})
    some = made["OUTPUT"].featureCount()
    assert 0 < some < N and made["COMPLETE"] is False
    server.faults.clear()
    results, _ = updated(made["OUTPUT"], OUTPUT="TEMPORARY_OUTPUT")
    kinds = {feature["change"] for feature in results["OUTPUT"].getFeatures()}
    assert kinds == {"not_asked_before"} and results["OUTPUT"].featureCount() == N - some


def test_corrections_stay_or_give_way_as_chosen(server, layer):
    edit(layer, IDS[1], "name", "Mine")
    edit(layer, IDS[2], "town", "My town")
    serve(server, p1=titled(1, "Theirs"))
    results, said = updated(layer)
    assert results["N_CONFLICTS"] == 1 and value(layer, IDS[1], "name") == "Mine"
    assert any("“Mine”" in line and "“Theirs”" in line for line in said)
    results, said = updated(layer, CONFLICTS="theirs")
    assert results["N_CONFLICTS"] == 0 and value(layer, IDS[1], "name") == "Theirs"
    # A correction that nobody contradicts stays.
    assert value(layer, IDS[2], "town") == "My town"
    assert any("edits of 1 station gave way" in line for line in said)


def test_corrections_that_could_not_give_way_are_not_said_to(server, layer, monkeypatch):
    """The file was full or locked for the second merge: "left as it was", although the first had been written."""
    edit(layer, IDS[1], "name", "Mine")
    edit(layer, IDS[5], None)
    serve(server, p1=titled(1, "Theirs"), p2=titled(2, "New"))
    merge, done = Update._merge, []

    def merge_once(update, fresh, feedback):
        if done:
            raise FileWriteError("The disk is full.")
        done.append(fresh)
        return merge(update, fresh, feedback)

    monkeypatch.setattr(Update, "_merge", merge_once)
    with pytest.raises(QgsProcessingException, match="your edits that Open Charge Map contradicts have stayed"):
        updated(layer, CONFLICTS="theirs")
    layer.dataProvider().reloadData()
    assert (value(layer, IDS[1], "name"), value(layer, IDS[2], "name")) == ("Mine", "New")


def test_deleted_rows_are_said_also_where_corrections_give_way(server, layer):
    edit(layer, IDS[1], "name", "Mine")
    edit(layer, IDS[5], None)
    serve(server, p1=titled(1, "Theirs"))
    results, said = updated(layer, CONFLICTS="theirs")
    assert results["N_DELETED"] == 1 and any("as you deleted it" in line for line in said)


@pytest.mark.parametrize("answer", [[], make_pois(N)[:5]])
def test_a_suspicious_answer_is_refused_unless_it_is_wanted(server, layer, answer):
    server.replace_pois(answer)
    with pytest.raises(QgsProcessingException, match="Nothing was changed"):
        updated(layer)
    assert layer.featureCount() == N
    results, _ = updated(layer, SUSPICIOUS="replace")
    assert results["N_GONE"] == N - len(answer)
    layer.dataProvider().reloadData()
    assert layer.featureCount() == len(answer)


def test_deleted_rows_stay_deleted_unless_they_are_wanted_back(server, layer):
    edit(layer, IDS[3], None)
    results, _ = updated(layer)
    assert (results["N_DELETED"], results["N_ADDED"]) == (1, 0)
    results, _ = updated(layer, BRING_BACK=True)
    assert (results["N_DELETED"], results["N_ADDED"]) == (0, 1) and value(layer, IDS[3], "ocm_id") == IDS[3]


def test_a_failed_search_changes_nothing(server, layer):
    server.faults.add(faults.banned(), times=None, action="poi")
    serve(server, p1=titled(1, "New"))
    with pytest.raises(QgsProcessingException):
        updated(layer)
    assert value(layer, IDS[1], "name") == make_pois(N)[1]["AddressInfo"]["Title"]


def test_a_layer_that_is_edited_is_left_alone(server, layer):
    assert layer.startEditing()
    with pytest.raises(QgsProcessingException, match="being edited"):
        updated(layer)
    layer.rollBack()


def test_a_layer_without_numbers_is_refused_before_the_search(server, layer):
    """In a GeoPackage, the search ran, and then ended in a traceback."""
    assert layer.startEditing() and layer.deleteAttribute(layer.fields().indexOf("ocm_id")) and layer.commitChanges()
    server.clear_requests()
    # A schema of PostGIS without that column is none of stations at all.
    said = (
        "does not say from which server" if layer.providerType() == "postgres" else "lacks the column ocm_id, by which"
    )
    with pytest.raises(QgsProcessingException, match=said):
        updated(layer)
    assert not server.requests


def test_a_file_is_updated_by_its_path_alone(server, tmp_path):
    """As `qgis_process` names it, with no project."""
    import processing

    path = tmp_path / "stations.gpkg"
    parameters = {"EXTENT": EVERYWHERE, "OUTPUT": str(path)}
    processing.run("openchargemap:stationsinextent", parameters, feedback=Log())
    serve(server, p1=titled(1, "New name"), p3=None)
    results, _ = updated(str(path))
    assert (results["N_CHANGED"], results["N_GONE"]) == (1, 1)
    again = QgsVectorLayer(str(path), "again", "ogr")
    assert again.featureCount() == N - 1 and value(again, IDS[1], "name") == "New name"


def test_a_file_that_a_project_names_by_its_path_alone_says_from_when_it_is(server, tmp_path):
    """The file itself said for ever that it was as old as its first search."""
    import processing

    path = tmp_path / "stations.gpkg"
    parameters = {"EXTENT": EVERYWHERE, "OUTPUT": str(path)}
    processing.run("openchargemap:stationsinextent", parameters, feedback=Log())
    layer = QgsVectorLayer(str(path), "stations", "ogr")
    QgsProject.instance().addMapLayer(layer)
    before = read_provenance(layer).finished
    updated(layer)
    QgsProject.instance().removeMapLayer(layer.id())
    assert read_provenance(QgsVectorLayer(str(path), "again", "ogr")).finished > before

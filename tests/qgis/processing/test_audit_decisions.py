"""What users decide of possible duplicates is kept in the store of the stations: the next audit has it by itself."""

from __future__ import annotations

import zipfile

import pytest
from qgis.core import QgsDataSourceUri, QgsProject, QgsVectorLayer

from ocm_plugin.layers.keywords import DECISIONS_KEPT_IN
from ocm_plugin.ocm.errors import DatabaseWriteError
from ocm_plugin.ocm.feedback import Feedback
from ocm_plugin.ocm.store.decisions import decisions_in_file, keep_in_file
from ocm_plugin.qgis_support.postgres import connection_uri
from tests.support.algorithm_runs import EVERYWHERE, run
from tests.support.merged_files import edit
from tests.support.postgis import connection_of, new_schema
from tests.support.result_layers import demo_layers, values_of

PAIRS = {"DUPLICATES": "TEMPORARY_OUTPUT"}


@pytest.fixture
def package(provider, qgis_new_project, tmp_path):
    """The path of the demo data as a search leaves them in a file."""
    path = tmp_path / "stations.gpkg"
    run("stationsinextent", EXTENT=EVERYWHERE, SOURCE="demo", PACKAGE=str(path), OUTPUT=None)
    return path


def stations_of(path):
    layer = QgsVectorLayer(f"{path}|layername=stations", "stations", "ogr")
    assert layer.isValid()
    return layer


def decided(layer, number, decision, remark=None):
    """Decide a row of a review, and save the edits; the numbers of the pair."""
    feature = sorted(layer.getFeatures(), key=lambda each: (each["ocm_id_a"], each["ocm_id_b"]))[number]
    assert layer.startEditing()
    for name, value in (("decision", decision), ("remark", remark)):
        assert layer.changeAttributeValue(feature.id(), layer.fields().indexOf(name), value)
    assert layer.commitChanges()
    return feature["ocm_id_a"], feature["ocm_id_b"]


def said_of(results, pair):
    rows = map(values_of, results["DUPLICATES"].getFeatures())
    return next((row["decision"], row["remark"]) for row in rows if (row["ocm_id_a"], row["ocm_id_b"]) == pair)


def test_a_review_that_is_given_once_is_kept_in_the_file(package):
    """It had to be given to every audit, and was lost with the layer."""
    first, _ = run("auditstations", STATIONS=stations_of(package), **PAIRS)
    pair = decided(first["DUPLICATES"], 0, "different", "Two posts")
    _, said = run("auditstations", STATIONS=stations_of(package), REVIEW=first["DUPLICATES"], **PAIRS)
    assert f"1 decision of the review is now kept in {package}." in said
    third, said = run("auditstations", STATIONS=stations_of(package), **PAIRS)
    assert said_of(third, pair) == ("different", "Two posts")
    assert "1 pair has a decision." in said
    assert not any("is now kept" in sentence for sentence in said)


def test_it_stays_when_the_search_is_merged_into_the_file_again(package):
    first, _ = run("auditstations", STATIONS=stations_of(package), **PAIRS)
    pair = decided(first["DUPLICATES"], 1, "same")
    run("auditstations", STATIONS=stations_of(package), REVIEW=first["DUPLICATES"], **PAIRS)
    run("stationsinextent", EXTENT=EVERYWHERE, SOURCE="demo", PACKAGE=str(package), MERGE=True, OUTPUT=None)
    results, _ = run("auditstations", STATIONS=stations_of(package), **PAIRS)
    assert said_of(results, pair) == ("same", None)


def test_a_review_that_is_given_counts_over_what_is_kept(package):
    first, _ = run("auditstations", STATIONS=stations_of(package), **PAIRS)
    pair = decided(first["DUPLICATES"], 0, "same")
    keep_in_file(str(package), {pair: ("different", "Old")}, Feedback())
    results, _ = run("auditstations", STATIONS=stations_of(package), REVIEW=first["DUPLICATES"], **PAIRS)
    assert said_of(results, pair) == ("same", None)
    assert decisions_in_file(str(package)) == {pair: ("same", None)}


def test_a_file_that_cannot_keep_them_costs_a_warning_and_no_result(package):
    first, _ = run("auditstations", STATIONS=stations_of(package), **PAIRS)
    pair = decided(first["DUPLICATES"], 0, "same")
    edit(package, "CREATE TABLE ocm_decisions (mine integer)")
    results, said = run("auditstations", STATIONS=stations_of(package), REVIEW=first["DUPLICATES"], **PAIRS)
    assert said_of(results, pair) == ("same", None)
    assert any("Warning" in line and "another table of the name ocm_decisions" in line for line in said)


def test_a_file_in_an_archive_is_audited_all_the_same(package, tmp_path):
    """QGIS reads it, but nobody can write into it, and its decisions are not known."""
    with zipfile.ZipFile(tmp_path / "packed.zip", "w") as archive:
        archive.write(package, "stations.gpkg")
    layer = QgsVectorLayer(f"/vsizip/{tmp_path}/packed.zip/stations.gpkg|layername=stations", "stations", "ogr")
    assert layer.isValid()
    results, said = run("auditstations", STATIONS=layer, **PAIRS)
    assert results["PAIRS"] > 0 and any("Earlier decisions are not known." in line for line in said)


def test_a_store_that_cannot_be_opened_is_not_said_to_be_none(package, monkeypatch):
    """The log recommended a schema of PostGIS to somebody whose stations were in one, which did not open."""

    def closed(stations):
        raise DatabaseWriteError("The database “Team” cannot be reached.")

    monkeypatch.setattr("ocm_plugin.layers.station_store.station_store", closed)
    _, said = run("auditstations", STATIONS=stations_of(package), **PAIRS)
    text = "\n".join(said)
    assert "Earlier decisions are not known. The database “Team” cannot be reached." in text
    assert "give it to the next audit" in text and "would keep them" not in text


def test_nothing_is_said_of_a_layer_of_duplicates_that_is_not_made(provider, qgis_new_project):
    """ "Decisions are only in the layer of possible duplicates", which nobody had asked for."""
    stations = demo_layers().stations
    for output in (None, ""):
        results, said = run("auditstations", STATIONS=stations, DUPLICATES=output)
        assert results["PAIRS"] > 0 and not any("layer of possible duplicates" in line for line in said)


def test_temporary_stations_keep_none_and_say_so(provider, qgis_new_project):
    results, said = run("auditstations", STATIONS=demo_layers().stations, **PAIRS)
    assert results["DUPLICATES"].customProperty(DECISIONS_KEPT_IN) in (None, "")
    assert any("Decisions are only in the layer of possible duplicates" in line for line in said)
    assert any("would keep them" in line for line in said)


def test_decisions_in_a_schema_of_postgis(provider, qgis_new_project, postgres):
    schema = new_schema()
    with connection_of(postgres, "Team") as connection:
        run("savetopostgis", INPUT=demo_layers().stations, DATABASE=connection, SCHEMA=schema, OUTPUT=None)
        QgsProject.instance().clear()
        uri = QgsDataSourceUri(connection_uri(connection))
        uri.setDataSource(schema, "stations", "geom", "", "fid")
        stored = QgsVectorLayer(uri.uri(False), "stored", "postgres")
        first, _ = run("auditstations", STATIONS=stored, **PAIRS)
        pair = decided(first["DUPLICATES"], 0, "different", "Ü")
        _, said = run("auditstations", STATIONS=stored, REVIEW=first["DUPLICATES"], **PAIRS)
        assert any("1 decision of the review is now kept in" in line and schema in line for line in said)
        results, _ = run("auditstations", STATIONS=stored, **PAIRS)
        assert said_of(results, pair) == ("different", "Ü")

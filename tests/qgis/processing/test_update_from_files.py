"""A layer that came from a file is brought up to date from the file at the same path, whatever its form."""

from __future__ import annotations

from pathlib import Path

import pytest
from qgis.core import QgsProcessingException, QgsVectorLayer

from ocm_plugin.layers.metadata import read_provenance
from tests.ocm_server.synthetic import make_pois
from tests.support.algorithm_runs import EVERYWHERE, ids, run
from tests.support.processing_log import Log
from tests.support.written_files import FORMS, write

POIS = make_pois(12)


def updated(layer, **parameters):
    import processing

    log = Log()
    return processing.run("openchargemap:updatelayer", {"INPUT": layer, **parameters}, feedback=log), log.said


def loaded(path: Path, output: str = "TEMPORARY_OUTPUT") -> QgsVectorLayer:
    made = run("stationsinextent", EXTENT=EVERYWHERE, SOURCE="file", FILE=str(path), OUTPUT=output)[0]["OUTPUT"]
    return made if isinstance(made, QgsVectorLayer) else QgsVectorLayer(made, "stations", "ogr")


def titled(poi: dict, title: str) -> dict:
    return {**poi, "AddressInfo": {**poi["AddressInfo"], "Title": title}}


@pytest.mark.parametrize("form", FORMS)
def test_a_file_that_has_changed_is_read_again(provider, tmp_path, form):
    """It was refused: "This layer came from a file, not from a server"."""
    path = tmp_path / "stations"
    write(path, form, POIS[:10])
    layer = loaded(path)
    write(path, form, [titled(POIS[0], "Renamed"), *POIS[2:12]])
    results, _ = updated(layer)
    assert ids(layer) == sorted(poi["ID"] for poi in (POIS[0], *POIS[2:12]))
    assert (results["N_ADDED"], results["N_CHANGED"], results["N_GONE"]) == (2, 1, 1)
    assert "Renamed" in {feature["name"] for feature in layer.getFeatures()}
    assert read_provenance(layer).origin.path == path.as_posix()


def test_a_result_in_a_file_is_updated_too_and_nothing_else_changes(provider, tmp_path):
    path = tmp_path / "stations.json"
    write(path, "json", POIS)
    layer = loaded(path, str(tmp_path / "result.gpkg"))
    results, _ = updated(layer)
    assert (results["N_ADDED"], results["N_CHANGED"], results["N_GONE"], results["N_SAME"]) == (0, 0, 0, 12)


def test_a_file_that_is_gone_is_named(provider, tmp_path):
    path = tmp_path / "stations.json"
    write(path, "json", POIS)
    layer = loaded(path)
    path.unlink()
    with pytest.raises(QgsProcessingException, match=r"stations\.json is no longer there\. The layer was not reloaded"):
        updated(layer)
    assert layer.featureCount() == 12


def test_a_file_with_damage_changes_nothing(provider, tmp_path):
    path = tmp_path / "stations.json"
    write(path, "json", POIS)
    layer = loaded(path)
    path.write_text(path.read_text()[:-200])
    with pytest.raises(QgsProcessingException, match=r"the end of stations\.json"):
        updated(layer)
    assert layer.featureCount() == 12


def test_a_file_with_far_fewer_stations_is_asked_about(provider, tmp_path):
    path = tmp_path / "stations.json"
    write(path, "json", POIS)
    layer = loaded(path)
    write(path, "json", POIS[:2])
    with pytest.raises(QgsProcessingException, match=r"The file has 2 stations, .* has 12"):
        updated(layer)
    updated(layer, SUSPICIOUS="replace")
    assert layer.featureCount() == 2
